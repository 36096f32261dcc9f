"""Survey exports of several waves: each wave is a survey of its own, and the last one named is the latest."""

import re
from collections.abc import Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from generator.load.survey import load_survey
from generator.model.problem import InputError, Problem
from generator.model.request import SurveyFile
from generator.model.survey import Instrument, Survey


class Wave(NamedTuple):
    """A survey with the hospital's name for the time it was asked; "" where there is only one."""

    name: str
    survey: Survey


def load_waves(
    files: Sequence[SurveyFile], folder: Path, instrument: Instrument, lines: Mapping[str, int] | None = None
) -> tuple[tuple[Wave, ...], tuple[Problem, ...]]:
    """Read the waves in the order in which briefing.yaml first names them, the latest last.

    Files of one wave are one survey, rows appended. Raises InputError with the problems of all waves
    together; one is that some files name their wave and others do not, another that one file
    stands in two waves.
    """
    lines = lines or {}
    names = tuple(dict.fromkeys(file.wave for file in files))
    if len(names) < 2:
        survey, problems = load_survey(files, folder, instrument, lines)
        return (Wave(names[0] if names else "", survey),), problems
    faults: list[Problem] = []
    found: list[Problem] = []
    waves: list[Wave] = []
    if "" in names:
        place = _place(lines, next(number for number, file in enumerate(files) if not file.wave), "wave")
        faults.append(Problem("request.contradiction", "error", place, "this file names no wave and others do", "write `wave:` and when it was asked, or leave it out everywhere"))
    faults += _in_two_waves(files, folder, lines)
    for name in names:
        numbers = [number for number, file in enumerate(files) if file.wave == name]
        try:
            survey, problems = load_survey([files[number] for number in numbers], folder, instrument, _renumbered(lines, numbers))
        except InputError as error:
            faults += error.problems
            continue
        waves.append(Wave(name, survey))
        found += problems
    if faults:
        raise InputError([*found, *faults])
    place = _place(lines, max(number for number, file in enumerate(files) if file.wave == names[-1]), "wave")
    said = f"the papers speak of {names[-1]}, which is named last, and compare it with {names[-2]}"
    older = f"; {', '.join(names[:-2])} {'is' if len(names) == 3 else 'are'} read and not compared" if len(names) > 2 else ""
    found.append(Problem("survey.waves", "note", place, said + older, "change the order of survey.files if another wave is the latest; survey.invited and survey.period are those of the latest"))
    return tuple(waves), tuple(found)


def _in_two_waves(files: Sequence[SurveyFile], folder: Path, lines: Mapping[str, int]) -> list[Problem]:
    """Files with the same bytes in different waves; nothing would have changed between them."""
    seen: dict[bytes, SurveyFile] = {}
    problems = []
    for number, file in enumerate(files):
        try:
            with (folder / file.path).open("rb") as opened:
                key = file_digest(opened, "sha256").digest()
        except OSError:
            continue  # load_survey says what is wrong with it
        twin = seen.setdefault(key, file)
        if twin.wave != file.wave:
            message = f'"{file.path}" of {file.wave} holds the same as "{twin.path}" of {twin.wave}'
            problems.append(Problem("request.contradiction", "error", _place(lines, number, "path"), message, "name the export of each wave"))
    return problems


def _renumbered(lines: Mapping[str, int], numbers: Sequence[int]) -> dict[str, int]:
    """Lines of briefing.yaml as if these files of the list were all."""
    place = {str(number): str(new) for new, number in enumerate(numbers)}
    found = {}
    for key, line in lines.items():
        parts = re.fullmatch(r"(survey\.files\.)(\d+)(.*)", key)
        if parts is None:
            found[key] = line
        elif parts[2] in place:
            found[f"{parts[1]}{place[parts[2]]}{parts[3]}"] = line
    return found


def _place(lines: Mapping[str, int], number: int, below: str) -> str:
    for key in (f"survey.files.{number}.{below}", f"survey.files.{number}", "survey.files", "survey"):
        if key in lines:
            return f"briefing.yaml:{lines[key]}"
    return "briefing.yaml"
