"""One file a platform, dialect and trap: each must give the answers of the same imagined people."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.load.instrument import load_instrument
from generator.load.survey import load_survey
from generator.model.problem import InputError, Problem
from generator.model.request import SurveyFile
from generator.model.survey import Survey
from tests.load import dialects
from tests.load.dialects import Rows, barriers, plain
from tests.load.exports import ITEMS, delimited, qualtrics, table, write_csv, write_xlsx

SVEST = load_instrument("svest")


def load(path: Path, map: Mapping[str, str] | None = None, **more: str) -> tuple[Survey, tuple[Problem, ...]]:  # noqa: A002
    return load_survey([SurveyFile(path.name, map=map or {}, **more)], path.parent, SVEST)


def same(survey: Survey, platform: str, respondents: int = 12, *, labels: bool = True) -> Survey:
    """It is of this platform and holds the answers of the imagined people."""
    header, *rows = table(plain(respondents, labels=labels))
    codes = {"Strongly disagree": 1, "Disagree": 2, "Neither agree nor disagree": 3, "Agree": 4, "Strongly agree": 5}
    expected = {f"svest_{n}": tuple(codes.get(row[n]) or int(row[n]) for row in rows) for n in range(1, 30)}
    assert (survey.platform, survey.respondents) == (platform, respondents)
    assert survey.items == expected
    assert list(survey.options) == [option.id for option in SVEST.options]
    assert survey.comments["feelings"] == tuple(row[header.index("feelings_text")] for row in rows)
    return survey


def errors(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [str(problem) for problem in caught.value.problems if problem.severity == "error"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "^"])
def test_redcap_raw_is_known_with_any_of_its_delimiters(tmp_path: Path, delimiter: str) -> None:
    survey, _ = load(write_csv(tmp_path / "a.csv", dialects.redcap(plain(labels=False)), delimiter))
    same(survey, "redcap", labels=False)
    assert set(survey.identifying) == {"record_id", "redcap_survey_identifier"}
    assert "redcap_survey_identifier" in survey.why


def test_redcap_without_a_dictionary_joins_checkboxes_by_their_codes(tmp_path: Path) -> None:
    survey, _ = load(write_csv(tmp_path / "a.csv", dialects.redcap(plain(labels=False))))
    assert survey.local["top_barrier"][:4] == ("1", "1;2", "2", "None of these")


def test_redcaps_dictionary_gives_words_direction_and_what_identifies(tmp_path: Path) -> None:
    columns = {**plain(labels=False), "unit": ["1", "2", "3"] * 4, "offered_help": ["0", "1"] * 6, "hobby": ["chess"] * 12}
    write_csv(tmp_path / "dictionary.csv", dialects.redcap_dictionary(columns), encoding="utf-8-sig")
    survey, problems = load(write_csv(tmp_path / "a.csv", dialects.redcap(columns)), dictionary="dictionary.csv")
    same(survey, "redcap", labels=False)
    assert survey.local["top_barrier"] == tuple(barriers(12))
    assert survey.groups["unit"][:3] == ("ICU", "ED", "OR")
    assert survey.local["offered_help"][:2] == ("No", "Yes")
    assert "hobby" in survey.identifying
    assert "survey.no-direction" not in [p.code for p in problems]


def test_redcaps_codes_that_begin_at_agreement_are_turned_by_the_dictionary(tmp_path: Path) -> None:
    rows = dialects.redcap_dictionary(plain())
    for row in rows[1:]:
        if row[0] in ITEMS:
            row[5] = "1, Strongly agree | 2, Agree | 3, Neither agree nor disagree | 4, Disagree | 5, Strongly disagree | 9, Don't know"
    write_csv(tmp_path / "dictionary.csv", rows)
    columns = plain(labels=False)
    columns["SVEST_1"] = ["1", "5", "9", *["2"] * 9]
    survey, _ = load(write_csv(tmp_path / "a.csv", dialects.redcap(columns)), dictionary="dictionary.csv")
    assert survey.items["svest_1"][:4] == (5, 1, None, 4)
    assert survey.scales[0].what == "items"


def test_a_checkbox_of_a_form_never_opened_is_missing_and_not_no(tmp_path: Path) -> None:
    columns = plain(12, labels=False) | {"event_12mo": ["Yes"] * 12}
    rows = dialects.redcap(columns, unopened=(4, 5))
    header = rows[0]
    rows[5][header.index("redcap_survey_identifier")] = "x"
    survey, _ = load(write_csv(tmp_path / "a.csv", rows))
    assert survey.respondents == 10
    assert survey.dropped == {"no answer": 2}
    assert survey.local["top_barrier"].count(None) == 0 if isinstance(survey.local["top_barrier"], tuple) else None not in tuple(survey.local["top_barrier"])


def test_a_single_checkbox_that_the_map_names_stays_missing_where_the_form_was_not_opened(tmp_path: Path) -> None:
    rows = dialects.redcap(plain(12, labels=False), unopened=(4, 5))
    survey, _ = load(write_csv(tmp_path / "a.csv", rows), {"top_barrier___1": "offered_help", "offered_help": "ignore"})
    assert tuple(survey.local["offered_help"]) == ("Yes", "Yes", "No", "No", "No", "No", "Yes", "Yes", "No", "No")


def test_redcaps_labels_export_is_known_by_its_checkboxes(tmp_path: Path) -> None:
    survey, _ = load(write_csv(tmp_path / "a.csv", dialects.redcap_labels(plain())))
    same(survey, "redcap")
    assert survey.local["top_barrier"] == tuple(barriers(12))


def test_several_rows_of_a_person_are_one_respondent(tmp_path: Path) -> None:
    rows = dialects.longitudinal(plain(labels=False))
    survey, problems = load(write_csv(tmp_path / "a.csv", rows))
    same(survey, "redcap", labels=False)
    assert (survey.rows, survey.respondents) == (24, 12)
    assert survey.groups["unit"][:3] == ("ICU", "ED", "OR")
    assert any("24 rows belong to 12 people" in p.message for p in problems)


def test_the_order_of_a_persons_rows_does_not_matter(tmp_path: Path) -> None:
    header, *body = dialects.longitudinal(plain(labels=False))
    random.Random(3).shuffle(body)
    survey, _ = load(write_csv(tmp_path / "a.csv", [header, *body]))
    expected, _ = load(write_csv(tmp_path / "b.csv", dialects.longitudinal(plain(labels=False))))
    assert {k: sorted(map(str, v)) for k, v in survey.items.items()} == {k: sorted(map(str, v)) for k, v in expected.items.items()}


def test_two_answers_of_one_person_are_a_question_and_not_a_guess(tmp_path: Path) -> None:
    rows = dialects.longitudinal(plain(labels=False))
    column = rows[0].index("SVEST_1")
    for row in rows[1::2]:
        row[column] = "3"
    path = write_csv(tmp_path / "a.csv", rows)
    with pytest.raises(InputError) as caught:
        load(path)
    (said,) = errors(caught)
    assert '"SVEST_1"' in said and "map: {event:" in said
    assert set(load(path, {"event": "enrolment_arm_1"})[0].items["svest_1"]) == {3}
    assert set(load(path, {"instance": "first"})[0].items["svest_1"]) == {3}
    same(load(path, {"event": "followup_arm_1"})[0], "redcap", labels=False)
    with pytest.raises(InputError, match="its events are enrolment_arm_1, followup_arm_1"):
        load(path, {"event": "baseline"})


def test_repeated_instruments_are_one_person(tmp_path: Path) -> None:
    header, *body = table(plain(labels=False))
    rows: Rows = [["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", *header]]
    for number, row in enumerate(body, 1):
        rows += [[str(number), "", "", *row], [str(number), "events", "1", *[""] * len(row)], [str(number), "events", "2", *[""] * len(row)]]
    survey, _ = load(write_csv(tmp_path / "a.csv", rows))
    same(survey, "redcap", labels=False)
    assert survey.rows == 36


def test_a_dictionary_given_for_an_export_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", dialects.redcap_dictionary(plain()))
    with pytest.raises(InputError, match="data dictionary; it holds no answers"):
        load(path)
    with pytest.raises(InputError, match="not REDCap's data dictionary"):
        load(write_csv(tmp_path / "b.csv", dialects.redcap(plain())), dictionary="b.csv")


def test_qualtrics_names_with_signs_and_minus_codes_are_only_names(tmp_path: Path) -> None:
    rows = qualtrics(plain() | {"Q16_-1": [""] * 12, "Q8#1_2": ["x"] * 12, "SVEST_DO_Q3": ["1|2"] * 12})
    rows[3][rows[0].index("SVEST_5")] = "-99"
    survey, problems = load(write_csv(tmp_path / "a.csv", rows))
    assert survey.items["svest_5"][0] is None
    assert any('"-99"' in p.message for p in problems if p.code == "survey.no-answer")


def test_flattened_survey_monkey_is_known_and_its_ticked_options_are_one_question(tmp_path: Path) -> None:
    survey, _ = load(write_csv(tmp_path / "a.csv", dialects.flattened_monkey(plain())))
    same(survey, "surveymonkey")
    assert tuple(survey.local["top_barrier"])[:4] == (dialects.BARRIERS[0], ";".join(dialects.BARRIERS), dialects.BARRIERS[1], None)


def test_condensed_survey_monkey_is_known_and_its_commas_part_choices(tmp_path: Path) -> None:
    survey, _ = load(write_csv(tmp_path / "a.csv", dialects.condensed_monkey(plain())))
    same(survey, "surveymonkey")
    assert tuple(survey.local["top_barrier"]) == tuple(barriers(12))
    assert {"Respondent ID", "IP Address"} <= set(survey.identifying)


def test_microsoft_forms_is_known_by_its_first_columns(tmp_path: Path) -> None:
    survey, problems = load(write_xlsx(tmp_path / "a.xlsx", dialects.microsoft(plain())))
    same(survey, "microsoft-forms")
    assert set(survey.identifying) == {"ID", "Email", "Name"}
    assert "survey.no-direction" not in [p.code for p in problems]


def test_google_forms_grids_are_read_by_order_and_commas_part_choices_that_stand_alone(tmp_path: Path) -> None:
    survey, _ = load(write_csv(tmp_path / "a.csv", dialects.google(plain())))
    same(survey, "google-forms")
    assert tuple(survey.local["top_barrier"]) == tuple(barriers(12))


def test_google_choices_that_cannot_be_told_apart_are_not_read_and_said(tmp_path: Path) -> None:
    rows = dialects.google(plain())
    place = rows[0].index("top_barrier")
    for number, row in enumerate(rows[1:]):
        row[place] = ["Stigma", "Stigma, blame, and shame", "Time, Stigma"][number % 3]
    survey, problems = load(write_csv(tmp_path / "a.csv", rows))
    assert not any(survey.local["top_barrier"])
    assert any("joins several choices by commas" in p.message for p in problems)


@pytest.mark.parametrize("reverse", [False, True], ids=["1 is disagree", "1 is agree"])
def test_spss_takes_direction_from_its_value_labels_and_missing_from_its_own_ranges(tmp_path: Path, reverse: bool) -> None:
    columns = plain(labels=False)
    if reverse:
        columns |= {name: [str(6 - int(cell)) for cell in columns[name]] for name in ITEMS}
    path = dialects.write_sav(tmp_path / "a.sav", columns, reverse=reverse)
    survey, problems = load(path)
    same(survey, "spss", labels=False)
    assert not [p for p in problems if p.code == "survey.no-direction" and "items" in p.where]
    columns["SVEST_1"] = ["9", "97", "99", *columns["SVEST_1"][3:]]
    survey, problems = load(dialects.write_sav(tmp_path / "b.sav", columns, reverse=reverse, SVEST_1=[9, {"lo": 95, "hi": 99}]))
    assert survey.items["svest_1"][:3] == (None, None, None)
    assert any("3 cells hold codes that the file itself declares" in p.message for p in problems)


def test_spss_sets_of_several_choices_are_one_question(tmp_path: Path) -> None:
    marks = dialects.ticks(12)
    columns = plain(labels=False) | {f"box_{i + 1}": [str(int(mark[i])) for mark in marks] for i in range(2)}
    survey, _ = load(dialects.write_sav(tmp_path / "a.sav", columns, sets="$top_barrier=D1 1 8 Barriers box_1 box_2\n"))
    assert tuple(survey.local["top_barrier"]) == tuple(barriers(12))


def test_opendocument_and_strict_workbooks_read_like_any_other(tmp_path: Path) -> None:
    rows = table(plain())
    same(load(dialects.write_ods(tmp_path / "a.ods", rows))[0], "plain")
    same(load(dialects.write_strict_xlsx(tmp_path / "a.xlsx", rows))[0], "plain")


def test_empty_rows_below_the_answers_and_decimal_commas_change_nothing(tmp_path: Path) -> None:
    columns = plain(labels=False)
    columns |= {name: [f"{cell},0" for cell in columns[name]] for name in ITEMS}
    rows = [*table(columns), *[[""] * len(columns)] * 300]
    same(load(write_csv(tmp_path / "a.csv", rows, ";"))[0], "plain", labels=False)


@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("cp1252", "\n"), ("latin2", "\r\n"), ("mac_roman", "\r")])
def test_encodings_and_line_ends_of_all_machines_are_read(tmp_path: Path, encoding: str, end: str) -> None:
    columns = plain()
    columns["unit"] = ["Chirurgie é"] * 12
    path = tmp_path / "a.csv"
    path.write_bytes(delimited(table(columns), "\t" if encoding == "utf-16" else ";", end).encode(encoding))
    survey = same(load(path)[0], "plain")
    assert "ICU" not in survey.groups["unit"]


def test_codes_that_mean_no_answer_are_said_in_the_map(tmp_path: Path) -> None:
    columns: dict[str, list[str]] = plain(labels=False)
    columns["SVEST_1"][:2] = ["88", "99"]
    path = write_csv(tmp_path / "a.csv", table(columns))
    with pytest.raises(InputError, match="outside 1 to 5"):
        load(path)
    assert load(path, {"missing": "88, 99"})[0].items["svest_1"][:2] == (None, None)


@pytest.mark.parametrize(("shift", "said"), [(-1, "0 = strongly disagree"), (9, "10 = strongly disagree, 14 = strongly agree")])
def test_codes_that_begin_elsewhere_are_read_when_the_map_says_so(tmp_path: Path, shift: int, said: str) -> None:
    columns = plain(labels=False)
    shifted = columns | {name: [str(int(cell) + shift) for cell in cells] for name, cells in columns.items() if cells[0].isdigit()}
    path = write_csv(tmp_path / "a.csv", table(shifted))
    with pytest.raises(InputError, match="outside 1 to 5"):
        load(path)
    same(load(path, {"codes": said})[0], "plain", labels=False)


