"""The map in a file of its own: written by inspect, corrected by hand, always obeyed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.load.instrument import load_instrument
from generator.load.survey import load_survey
from generator.load.survey_map import read_map
from generator.model.problem import InputError
from generator.model.request import SurveyFile
from tests.load.exports import ITEMS, answers, qualtrics, table, write_csv


def inspect(*args: object) -> str:
    result = CliRunner().invoke(main, ["inspect", *map(str, args)])
    assert "Traceback" not in result.output
    return result.output


def test_the_written_map_gives_the_same_survey_and_says_what_was_guessed(tmp_path: Path) -> None:
    columns = answers(labels=True)
    names = {item: f"Q1_{i}" for i, item in enumerate(ITEMS, 1)} | {"feelings_text": "Q31: how, \"truly\"?"}
    path = write_csv(tmp_path / "a.csv", qualtrics({names.get(name, name): cells for name, cells in columns.items()}))
    inspect(path, "--write-map", tmp_path / "map.yaml")
    text = (tmp_path / "map.yaml").read_text("utf-8")
    assert '"Q1_7": svest_7   # a guess by its place among the columns: please check' in text
    assert "# Not read, because they can identify people: IPAddress, ResponseId" in text
    columns_map, lines = read_map(tmp_path / "map.yaml", "map.yaml")
    expected, _ = load_survey([SurveyFile("a.csv")], tmp_path, load_instrument())
    survey, problems = load_survey([SurveyFile("a.csv", map=columns_map, map_path="map.yaml", map_lines=lines)], tmp_path, load_instrument())
    assert (survey.items, survey.options, survey.comments, survey.dropped) == (expected.items, expected.options, expected.comments, expected.dropped)
    assert "survey.guessed" not in [p.code for p in problems]


def test_an_open_question_of_direction_stands_in_the_map_as_a_question(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", table(answers()))
    inspect(path, "--write-map", tmp_path / "map.yaml")
    text = (tmp_path / "map.yaml").read_text("utf-8")
    assert '# codes: "1 = strongly disagree"\n# codes: "1 = strongly agree"' in text
    (tmp_path / "map.yaml").write_text(text.replace('# codes: "1 = strongly agree"', 'codes: "1 = strongly agree"'), "utf-8")
    (tmp_path / "briefing.yaml").write_text("survey: {files: [{path: a.csv, map: map.yaml}]}\n")
    said = inspect(path)
    assert "Read as briefing.yaml:1 says" in said
    assert "from strongly agree to strongly disagree; known from: map.yaml:" in said


def test_a_map_is_never_written_over_another_file(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", table(answers()))
    (tmp_path / "map.yaml").write_text("mine")
    assert "it is there already and was left as it is" in inspect(path, "--write-map", tmp_path / "map.yaml")
    assert (tmp_path / "map.yaml").read_text() == "mine"


def test_faults_of_a_map_file_name_the_file_and_its_line(tmp_path: Path) -> None:
    write_csv(tmp_path / "survey.csv", table(answers()))
    (tmp_path / "map.yaml").write_text("# mine\nSVEST_11x: svest_11\nunit: want_pear\n")
    (tmp_path / "briefing.yaml").write_text("survey: {files: [{path: survey.csv, map: map.yaml}]}\n")
    result = CliRunner().invoke(main, ["build", str(tmp_path)])
    assert result.exit_code == 1
    assert 'map.yaml:2: survey.csv has no column "SVEST_11x"; did you mean "SVEST_11"?' in result.stderr
    assert 'map.yaml:3: column "unit" is sent to "want_pear", which is no question of the instrument; did you mean "want_peer"?' in result.stderr
    (tmp_path / "map.yaml").write_text("a: b\na: c\n")
    assert "map.yaml:2" in CliRunner().invoke(main, ["build", str(tmp_path)]).stderr
    with pytest.raises(InputError, match="sent nowhere"):
        (tmp_path / "map.yaml").write_text("a:\n")
        read_map(tmp_path / "map.yaml", "map.yaml")
