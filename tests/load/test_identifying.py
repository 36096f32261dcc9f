from collections import Counter

import pytest

from generator.load.identifying import identifies_by_name, identifies_by_values, plain_name


@pytest.mark.parametrize(
    "name",
    [
        "Email", "e-mail address", "IPAddress", "IP Address", "RecipientLastName", "RecipientEmail", "First Name", "Name", "LocationLatitude",
        "ResponseId", "Respondent ID", "RespondentID", "record_id", "Collector ID", "ExternalReference", "ExternalDataReference",
        "Custom Data 1", "MRN", "dob", "Date of Birth", "employee_id", "phone number", "ID", "redcap_survey_identifier", "Username",
    ],
)
def test_names_that_speak_of_a_person_identify(name: str) -> None:
    assert identifies_by_name(plain_name(name))


@pytest.mark.parametrize(
    "name", ["unit", "unit_id", "Department Name", "role", "SVEST_1", "want_contact_24h", "want_manager", "feelings_text", "knows_colleague", "Finished", "age"]
)
def test_names_of_questions_and_groups_do_not_identify(name: str) -> None:
    assert not identifies_by_name(plain_name(name))


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (["a.b@hospital.org", "c@d.example", ""], "e-mail addresses"),
        (["(555) 123-4567", "555.123.4567", "+1 555 123 4567"], "phone numbers"),
        (["10.0.0.1", "192.168.1.77"], "IP addresses"),
        (["MRN 123456", "MRN-991234"], "record numbers"),
        (["00123456", "00123999"], "record numbers"),
        (["1984-05-01", "1990-12-31"], "dates of birth"),
        (["5/1/1984", "12/31/1990"], "dates of birth"),
        (["123-45-6789"], "social security numbers"),
    ],
)
def test_values_identify_whatever_the_column_is_called(values: list[str], what: str) -> None:
    assert identifies_by_values(Counter(values)) == what


@pytest.mark.parametrize(
    "values",
    [
        ["1", "2", "5"],
        ["Strongly agree", "Agree"],
        ["2026-05-01", "2026-05-02"],
        ["call me at 555-123-4567", *(f"I felt alone on night {i}" for i in range(20))],
        ["555-123-4567", *(f"I felt alone on night {i}" for i in range(20))],
    ],
    ids=["codes", "labels", "survey dates", "phone in a comment", "one comment that is a phone number"],
)
def test_honest_answers_do_not_identify(values: list[str]) -> None:
    assert identifies_by_values(Counter(values)) == ""
