"""The hospital's own questionnaire, SVEST-R and SOPS: described, scored, built; and what is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from generator.cli import main
from generator.load.instrument import instrument_of, load_instrument
from generator.load.questionnaire import load_questionnaire
from generator.load.survey import load_survey
from generator.model.problem import InputError, Problem
from generator.model.request import SurveyFile
from generator.model.survey import Instrument, Survey
from tests.load.exports import Columns, table, write_csv

SCALES = {
    4: ["never", "rarely", "often", "always"],
    5: ["strongly disagree", "disagree", "neutral", "agree", "strongly agree"],
    6: ["never true", "rarely true", "sometimes true", "often true", "mostly true", "always true"],
    7: ["strongly disagree", "disagree", "somewhat disagree", "neutral", "somewhat agree", "agree", "strongly agree"],
}
DESCRIBED = """\
name: Harbor staff support survey
scale: {scale}
outside: [don't know]
dimensions:
  - label: Distress after events
    items: [Q1, Q2]
  - label: Support missing at work
    items: [Q3, Q4, Q5]
    reversed: [Q5]
wishes: {{want_peer: Q6}}
questions: {{offered_help: Q7}}
comments: {{feelings: Q9}}
{more}"""


def described(folder: Path, points: int = 5, more: str = "") -> Instrument:
    path = folder / "mine.yaml"
    path.write_text(DESCRIBED.format(scale=json.dumps(SCALES[points]), more=more), "utf-8")
    return load_questionnaire(path)


def people(points: int, respondents: int = 40, *, labels: bool = True) -> Columns:
    words = SCALES[points]

    def answer(row: int, question: int) -> str:
        point = (row * 7 + question * 3) % points
        return words[point].capitalize() if labels else str(point + 1)

    columns: Columns = {"Ward": [("A", "B")[row % 2] for row in range(respondents)]}
    columns |= {f"Q{n}": [answer(row, n) for row in range(respondents)] for n in range(1, 7)}
    return columns | {"Q7": [("Yes", "No")[row % 2] for row in range(respondents)], "Q9": [f"I felt guilty, night {row}" for row in range(respondents)]}


def load(folder: Path, columns: Columns, instrument: Instrument, map: dict[str, str] | None = None) -> tuple[Survey, tuple[Problem, ...]]:  # noqa: A002
    write_csv(folder / "a.csv", table(columns))
    return load_survey([SurveyFile("a.csv", map=map or {})], folder, instrument)


@pytest.mark.parametrize("points", SCALES)
def test_scales_of_four_to_seven_points_are_read_in_words_with_dont_know_outside(tmp_path: Path, points: int) -> None:
    columns = people(points)
    columns["Q1"][:3] = ["Don't know", "Not applicable", ""]
    survey, problems = load(tmp_path, columns, described(tmp_path, points))
    assert survey.items["own_1"][:3] == (None, None, None)
    assert survey.items["own_2"][:8] == tuple((row * 7 + 6) % points + 1 for row in range(8))
    assert (survey.scales[0].points, survey.scales[0].low, survey.scales[0].origin) == (points, SCALES[points][0], "the answers are words")
    assert not [p for p in problems if p.severity != "note"]


def test_bare_numbers_without_a_direction_are_a_question_that_one_line_answers(tmp_path: Path) -> None:
    columns = people(5, labels=False)
    with pytest.raises(InputError) as caught:
        load(tmp_path, columns, described(tmp_path))
    said = [str(p) for p in caught.value.problems if p.severity == "error"]
    assert len(said) == 2 and 'map: {codes: "1 = strongly disagree"} or {codes: "1 = strongly agree"}' in said[0]
    up = load(tmp_path, columns, described(tmp_path), {"codes": "1 = strongly disagree"})[0]
    down = load(tmp_path, columns, described(tmp_path), {"codes": "1 = strongly agree"})[0]
    assert [6 - point for point in up.items["own_1"] if point] == list(down.items["own_1"])
    assert down.scales[0].turned and "codes" in down.scales[0].origin
    assert load(tmp_path, columns, described(tmp_path, more="codes: 1 = strongly agree\n"))[0].items == down.items


def test_the_revised_tool_and_the_safety_culture_survey_are_unscored_until_described(tmp_path: Path) -> None:
    columns = people(5) | {"offered_help": ["Yes", "No"] * 20}
    for name in ("svest-r", "sops-2"):
        survey, problems = load(tmp_path, columns, load_instrument(name))
        assert (survey.items, survey.respondents) == ({}, 40)
        (said,) = [p for p in problems if "nothing is scored" in p.message]
        assert f"based_on: {name}" in said.cure
    path = tmp_path / "ours.yaml"
    path.write_text("based_on: svest-r\ncodes: 1 = strongly disagree\ndimensions:\n  - label: Distress\n    items: [Q1, Q2]\n    reversed: [Q2]\n")
    instrument = instrument_of("ours.yaml", tmp_path)
    survey, problems = load(tmp_path, people(5, labels=False), instrument)
    assert (instrument.name, list(survey.items)) == ("SVEST-Revised (SVEST-R)", ["own_1", "own_2"])
    assert [item.reverse for item in instrument.items] == [False, True]
    assert "described by you" in instrument.key_status and "survey.no-direction" not in [p.code for p in problems]


def test_frequencies_of_the_safety_culture_survey_are_points_and_does_not_apply_is_outside(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text("based_on: sops-2\ndimensions: [{label: Teamwork lacking, items: [Q1], reversed: [Q1]}]\n")
    columns: Columns = {"Q1": ["Never", "Most of the time", "Does not apply or Don't know", "Always"]}
    survey, _ = load(tmp_path, columns, instrument_of("ours.yaml", tmp_path))
    assert survey.items["own_1"] == (1, 4, 5)
    assert survey.dropped == {"no answer": 1}


def test_every_fault_of_a_description_is_told_in_one_run_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("scael: [a, b]\nscale: [no, yes]\ndimensions:\n  - label: Distress\n    items: [Q1, Q1]\n    reversed: [Q8]\n  - items: [Q2]\nwishes: {want_pear: Q3}\nagree_at: 9\n")
    with pytest.raises(InputError) as caught:
        load_questionnaire(path)
    said = "\n".join(map(str, caught.value.problems))
    for words in ('mine.yaml:1: the key "scael" is unknown; did you mean "scale"?', "mine.yaml:2: the scale has 2 different answers", "no name", '"Q1" is an item of "Distress" already',
                  'mine.yaml:6: "Q8" is reversed and no item', "a label a chart can hold", 'did you mean "want_peer"?', 'mine.yaml:9: agree_at "9"'):  # fmt: skip
        assert words in said, said


def test_a_column_that_is_missing_from_the_export_is_named(tmp_path: Path) -> None:
    columns = people(5)
    del columns["Q4"]
    _, problems = load(tmp_path, columns, described(tmp_path))
    assert any('item "Q4"' in p.message for p in problems)


def test_all_papers_build_with_the_hospitals_own_questionnaire(tmp_path: Path) -> None:
    described(tmp_path, 6)
    write_csv(tmp_path / "export.csv", table(people(6, 80)))
    (tmp_path / "briefing.yaml").write_text("organization: {name: Harbor}\nsurvey: {files: export.csv, instrument: mine.yaml}\n")
    result = CliRunner().invoke(main, ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--only", "memo,board-deck", "--json"])
    made = json.loads(result.stdout)
    assert (result.exit_code, [p for p in made["problems"] if p["severity"] == "error"]) == (0, [])
    facts = (tmp_path / "out" / "facts.csv").read_text("utf-8-sig")
    assert "own_distress_after_events_agree" in facts
    memo = "\n".join(p.text for p in Document(str(tmp_path / "out" / "memo.docx")).paragraphs)
    assert "Instrument. Harbor staff support survey." in memo
    assert "Support Tool, with" not in memo
    assert "mine.yaml" in json.dumps(json.loads((tmp_path / "out" / "build.json").read_text("utf-8"))["inputs"])
