import datetime as dt

import pytest

from generator.files import ours
from generator.load.request import load_request
from generator.load.request_schema import SECTIONS
from generator.model.problem import InputError
from generator.model.request import Confirmation, Request, SurveyFile


@pytest.fixture
def briefing(tmp_path):
    (tmp_path / "survey.csv").write_text("x")
    (tmp_path / "extra").mkdir()

    def write(content):
        path = tmp_path / "briefing.yaml"
        path.write_text(content, "utf-8")
        return path

    return write


def faults(path):
    with pytest.raises(InputError) as caught:
        load_request(path)
    return [str(problem) for problem in caught.value.problems]


def only_fault(path):
    (fault,) = faults(path)
    return fault


def test_an_empty_briefing_is_legal(briefing):
    path = briefing("")
    assert load_request(path) == (Request(path=str(path)), ())


def test_the_starter_is_read_without_a_problem_and_names_every_key():
    request, problems = load_request(ours("templates/briefing.yaml"))
    assert problems == ()
    assert request == Request(path=request.path, lines=request.lines)
    assert {f"{section}.{key}" for section, keys in SECTIONS.items() for key in keys} <= set(request.lines)


def test_a_full_briefing_is_understood(briefing):
    request, problems = load_request(briefing("""\
organization: {name: 3M Clinic, setting: Ambulatory, fictional: yes, help_now: "Line 1:\\n 555-0100"}
meeting: {date: 2026-03-12, minutes: 10, purpose: information, attachments: Word cloud}
survey:
  files:
    - path: survey.csv
      wave: 2026
      platform: Qualtrics
      map: {Q7: ignore, Q1.2: svest_1}
  invited: "1,200"
  floor: strict
ask:
  amount: $240,000
  annual_cost: 120000.50
  review_date: "2027-03-01"
  measures: [reach, 1.50]
  decision: staged
workforce: {rn_headcount: 610, rn_turnover_rate: 17.4%}
term: affected-staff
catalog: extra
confirm:
  costs: {by: "Jane Doe, CFO", on: 2026-03-01}
  counsel:
"""))
    assert problems == ()
    assert (request.organization.name, request.organization.setting, request.organization.fictional) == ("3M Clinic", "ambulatory", True)
    assert request.organization.help_now == "Line 1: 555-0100"
    assert (request.meeting.date, request.meeting.attachments) == (dt.date(2026, 3, 12), ("Word cloud",))
    assert request.survey.files == (SurveyFile("survey.csv", "2026", "qualtrics", {"Q7": "ignore", "Q1.2": "svest_1"}),)
    assert (request.survey.invited, request.survey.floor) == (1200, "strict")
    assert (request.ask.amount, request.ask.annual_cost, request.ask.review_date) == (240000, 120000.5, dt.date(2027, 3, 1))
    assert (request.ask.measures, request.ask.decision) == (("reach", "1.50"), "staged")
    assert (request.workforce.rn_turnover_rate, request.term, request.catalog) == (0.174, "affected-staff", "extra")
    assert request.confirm == {"costs": Confirmation("Jane Doe, CFO", dt.date(2026, 3, 1))}
    assert request.lines["ask.review_date"] == 14


def test_ten_mistakes_give_ten_messages_in_the_order_of_the_lines(briefing):
    assert faults(briefing("""\
organisation: {}
organization: {name: [a], setting: outpatient}
meeting:
  date: 03/12/2026
  minutes: soon
ask:
  amount: lots
  stoprule: none
survey: {files: [survey.cvs]}
confirm: {scorng_key: , counsel: true}
""")) == [
        'briefing.yaml:1: the key "organisation" is unknown; did you mean "organization"?',
        "briefing.yaml:2: organization.name must be words, not a list or section; put quotation marks round the whole value",
        'briefing.yaml:2: organization.setting "outpatient" is not one of the choices; write inpatient or ambulatory',
        'briefing.yaml:4: meeting.date "03/12/2026" is not a date; did you mean 2026-03-12?',
        'briefing.yaml:5: meeting.minutes "soon" is not a number; write a whole number',
        'briefing.yaml:7: ask.amount "lots" is not an amount of money; write whole amounts, such as 240000',
        'briefing.yaml:8: the key "stoprule" is unknown; did you mean "stop_rule"?',
        'briefing.yaml:9: survey.files "survey.cvs" was not found; did you mean "survey.csv"?',
        'briefing.yaml:10: "scorng_key" is not something to confirm; did you mean "scoring_key"?',
        "briefing.yaml:10: confirm.counsel does not say who confirmed it and when; write who and when: {by: Jane Doe, on: 2026-03-01}",
    ]


@pytest.mark.parametrize(("written", "dollars"), [("240000", 240000), ('"240,000"', 240000), ("$240,000", 240000), ("USD 1,240,000.50", 1240000.5)])
def test_money_is_read_as_people_write_it(briefing, written, dollars):
    assert load_request(briefing(f"ask: {{amount: {written if ',' not in written or written[0] == chr(34) else chr(34) + written + chr(34)}}}"))[0].ask.amount == dollars


@pytest.mark.parametrize("written", ["-5", '"-$5"', "0", "240.000", '"24,00"', "240k", "true", ".nan", ".inf", "1e12", "9" * 5000, "[1]"])
def test_money_that_could_mean_anything_else_is_refused(briefing, written):
    assert only_fault(briefing(f"ask:\n  amount: {written}")).startswith("briefing.yaml:2: ask.amount")


def test_dollars_too_few_to_be_meant_are_read_and_said(briefing):
    request, (problem,) = load_request(briefing("ask: {amount: 240}"))
    assert (request.ask.amount, problem.severity) == (240, "note")
    assert "read as 240" in problem.message


@pytest.mark.parametrize(("written", "share", "said"), [("17.4%", 0.174, 0), ("0.174", 0.174, 0), ("17.4", 0.174, 1), ('"17.4 %"', 0.174, 0), ("0.4%", 0.004, 1)])
def test_a_turnover_rate_is_a_share_and_a_doubtful_one_is_said(briefing, written, share, said):
    request, problems = load_request(briefing(f"workforce: {{rn_turnover_rate: {written}}}"))
    assert (request.workforce.rn_turnover_rate, len(problems)) == (share, said)


@pytest.mark.parametrize("written", ["1", "0", "-3%", "120%", "174", "often"])
def test_a_turnover_rate_that_cannot_be_is_refused(briefing, written):
    assert "rn_turnover_rate" in only_fault(briefing(f"workforce: {{rn_turnover_rate: {written}}}"))


@pytest.mark.parametrize("written", ["2026-02-30", "March 12", "1926-03-12", "2026", "2026-03-12 10:00", "[2026]"])
def test_what_is_no_day_is_refused(briefing, written):
    assert only_fault(briefing(f"meeting: {{date: {written}}}")).startswith("briefing.yaml:1: meeting.date")


def test_a_review_before_the_start_or_the_meeting_is_refused_at_its_own_line(briefing):
    assert faults(briefing("meeting: {date: 2026-03-12}\nask:\n  start_date: 2026-07-01\n  review_date: 2026-01-01\n")) == [
        "briefing.yaml:4: ask.review_date (2026-01-01) lies before ask.start_date (2026-07-01); check both dates",
        "briefing.yaml:4: ask.review_date (2026-01-01) lies before meeting.date (2026-03-12); check both dates",
    ]


@pytest.mark.parametrize("path", ["../x.csv", "/etc/passwd", "C:\\\\x.csv", "//server/x.csv", "\\\\\\\\server\\\\x.csv", "https://x.org/a.csv", "file:///etc/passwd", "~/x.csv", "extra/../../x.csv"])
def test_a_path_out_of_the_folder_is_refused(briefing, path):
    with pytest.raises(InputError) as caught:
        load_request(briefing(f'survey: {{files: [{{path: "{path}"}}]}}'))
    assert [problem.code for problem in caught.value.problems] == ["file.outside"]


def test_a_link_out_of_the_folder_is_refused(briefing, tmp_path, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.csv"
    secret.write_text("x")
    (tmp_path / "link.csv").symlink_to(secret)
    assert "leads out of the folder" in only_fault(briefing("survey: {files: link.csv}"))


def test_a_path_with_backslashes_of_windows_is_understood(briefing, tmp_path):
    (tmp_path / "extra" / "a.csv").write_text("x")
    assert load_request(briefing("survey: {files: ['extra\\a.csv']}"))[0].survey.files == (SurveyFile("extra/a.csv"),)


def test_not_known_yet_does_not_close_a_gate(briefing):
    request, (problem,) = load_request(briefing("ask: {sponsor: TBD}"))
    assert request.ask.sponsor == ""
    assert "is read as not known yet" in str(problem)


def test_a_key_in_the_wrong_section_is_sent_to_its_own(briefing):
    assert only_fault(briefing("amount: 5")) == 'briefing.yaml:1: the key "amount" is unknown; it belongs under ask'


def test_half_a_confirmation_leaves_the_gate_open_and_says_why(briefing):
    request, (problem,) = load_request(briefing("confirm: {costs: {by: Jane Doe}}"))
    assert request.confirm == {}
    assert problem.message == "confirm.costs does not say when it was confirmed, so it stays open"


def test_an_unquoted_comma_in_a_name_is_explained(briefing):
    assert "quotation marks" in only_fault(briefing("confirm: {costs: {by: Jane Doe, CFO, on: 2026-03-01}}"))


def test_a_gate_that_is_filled_in_cannot_be_confirmed_away(briefing):
    assert "fill in ask.sponsor" in only_fault(briefing("confirm: {sponsor: {by: Jane Doe, on: 2026-03-01}}"))


@pytest.mark.parametrize("content", ["- a\n- b\n", "just words", "ask: 240000", "confirm: yes", "survey: [a]", "survey: {files: 3}", "survey: {files: [{wave: a}]}", "survey: {files: [{path: survey.csv, map: [a]}]}"])
def test_a_section_of_another_shape_is_one_problem_not_a_crash(briefing, content):
    with pytest.raises(InputError) as caught:
        load_request(briefing(content))
    assert [problem.code for problem in caught.value.problems] == ["request.wrong-type"]


def test_text_longer_than_a_page_can_show_is_refused(briefing):
    assert "characters" in only_fault(briefing(f"organization: {{name: {'x' * 121}}}"))


def test_a_key_that_no_paper_uses_yet_is_said(briefing, tmp_path):
    (tmp_path / "deck.pptx").write_text("x")
    assert [p.severity for p in load_request(briefing("style: {deck_template: deck.pptx}"))[1]] == ["warning"]


@pytest.mark.parametrize("address", ["https://example.org", "http://forms.example.org/a?b=1&c=%20d#e", "https://example.org:8443/x"])
def test_an_address_of_the_web_is_kept_as_it_is_written(briefing, address):
    assert load_request(briefing(f'rounds: {{evaluation_url: "{address}"}}'))[0].rounds.evaluation_url == address


@pytest.mark.parametrize("address", ["example.org/form", "ftp://example.org", "javascript:alert(1)", "https://", "https://example org/a", "mailto:a@example.org", "file:///etc/passwd", "https://example.org/\u00e4"])
def test_what_is_no_address_of_the_web_is_refused_with_how_to_write_it(briefing, address):
    fault = only_fault(briefing(f'rounds: {{film_url: "{address}"}}'))
    assert fault.startswith("briefing.yaml:1: rounds.film_url")
    assert "https://" in fault


def test_an_address_too_long_for_a_code_is_refused(briefing):
    assert "QR code" in only_fault(briefing(f"rounds: {{evaluation_url: https://example.org/{'a' * 400}}}"))


def test_what_the_speaker_says_of_rounds_is_read(briefing):
    rounds = load_request(briefing("rounds: {disclosure: None to declare, peer_line: Dial 9, credit: tbd}"))[0].rounds
    assert (rounds.disclosure, rounds.peer_line, rounds.credit) == ("None to declare", "Dial 9", "")


@pytest.mark.parametrize(("content", "minutes"), [("meeting: {kind: rounds}", 60), ("meeting: {kind: rounds, minutes: 30}", 30), ("meeting: {kind: board}", 15), ("", 15)])
def test_a_meeting_lasts_as_long_as_its_kind_unless_it_says_so(briefing, content, minutes):
    assert load_request(briefing(content))[0].meeting.minutes == minutes


@pytest.mark.parametrize("minutes", [3, 600])
def test_minutes_that_cannot_be_meant_are_refused_with_the_limits(briefing, minutes):
    assert f'"{minutes}" minutes cannot be meant; write a number from 5 to 240' in only_fault(briefing(f"meeting: {{kind: rounds, minutes: {minutes}}}"))
