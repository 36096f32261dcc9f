"""Waves: each a survey of its own, in the order that briefing.yaml names them."""

from pathlib import Path

import pytest

from generator.load.instrument import load_instrument
from generator.load.waves import load_waves
from generator.model.problem import InputError
from generator.model.request import SurveyFile

INSTRUMENT = load_instrument()
LINES = {"survey": 1, "survey.files": 2, **{f"survey.files.{n}": 3 + 2 * n for n in range(3)}, **{f"survey.files.{n}.path": 3 + 2 * n for n in range(3)}, **{f"survey.files.{n}.wave": 4 + 2 * n for n in range(3)}}


def export(folder: Path, name: str, agree: int, rows: int = 12) -> str:
    header = ",".join(f"SVEST_{n}" for n in range(1, 30))
    line = ",".join([str(agree)] * 29)
    (folder / name).write_text("\n".join([header, *[line] * rows]) + "\n")
    return name


def test_the_wave_named_last_is_the_latest_and_said_to_be(tmp_path: Path) -> None:
    files = [SurveyFile(export(tmp_path, "b.csv", 2), wave="Fall"), SurveyFile(export(tmp_path, "a.csv", 4), wave="Spring")]
    waves, problems = load_waves(files, tmp_path, INSTRUMENT, LINES)
    assert [(wave.name, wave.survey.path) for wave in waves] == [("Fall", "b.csv"), ("Spring", "a.csv")]
    (said,) = [problem for problem in problems if problem.code == "survey.waves"]
    assert "speak of Spring, which is named last, and compare it with Fall" in said.message
    assert said.where == "briefing.yaml:6"


def test_files_of_one_wave_are_one_survey(tmp_path: Path) -> None:
    files = [SurveyFile(export(tmp_path, n, i + 1), wave=w) for i, (n, w) in enumerate((("a.csv", "Fall"), ("b.csv", "Spring"), ("c.csv", "Fall")))]
    waves, _ = load_waves(files, tmp_path, INSTRUMENT, LINES)
    assert [(wave.name, wave.survey.respondents) for wave in waves] == [("Fall", 24), ("Spring", 12)]


def test_one_wave_is_read_as_ever(tmp_path: Path) -> None:
    waves, problems = load_waves([SurveyFile(export(tmp_path, "a.csv", 4), wave="Fall")], tmp_path, INSTRUMENT)
    assert [wave.name for wave in waves] == ["Fall"]
    assert not any(problem.code == "survey.waves" for problem in problems)


def test_faults_of_all_waves_come_together_each_with_its_own_line(tmp_path: Path) -> None:
    export(tmp_path, "a.csv", 4)
    (tmp_path / "same.csv").write_bytes((tmp_path / "a.csv").read_bytes())
    files = [SurveyFile("a.csv", wave="Fall"), SurveyFile("same.csv", wave="Spring"), SurveyFile("gone.csv")]
    with pytest.raises(InputError) as refused:
        load_waves(files, tmp_path, INSTRUMENT, LINES)
    said = {(problem.where, problem.message) for problem in refused.value.problems if problem.severity == "error"}
    assert ("briefing.yaml:8", "this file names no wave and others do") in said
    assert ("briefing.yaml:5", '"same.csv" of Spring holds the same as "a.csv" of Fall') in said
    assert ("briefing.yaml:7", 'there is no file "gone.csv"') in said
