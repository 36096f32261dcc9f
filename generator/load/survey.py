"""Survey exports -> Survey: the steps of reading one, and every problem of all files at once."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from generator.load.answers import (
    AnswerReader,
    comment,
    eaten_column,
    empty_column,
    local_answers,
    looks_eaten,
)
from generator.load.cells import Cells
from generator.load.columns import comments_by_code, first_answers, kept, pointed, unscored, words_kept
from generator.load.export import PLATFORMS, Export, clean_name
from generator.load.headings import without_people
from generator.load.instrument import option_label
from generator.load.platforms import understand
from generator.load.recognize import CODES_KEY, MISSING_KEY, SAYINGS, Recognizer
from generator.load.redcap import Dictionary, is_dictionary, read_dictionary
from generator.load.remarks import remarks, worded
from generator.load.request_schema import guess
from generator.load.scale import plain_answer, stated_pairs
from generator.load.table import missing_file, read_columns, read_table
from generator.model.answers import Points, answered_by, counted
from generator.model.problem import InputError, Problem
from generator.model.request import SurveyFile
from generator.model.survey import ColumnMatch, Instrument, Survey

T = TypeVar("T")

OPEN_QUESTIONS = frozenset({"survey.no-direction", "survey.several-answers", "survey.out-of-scale"})
"""Errors that leave everything else understood."""
MOST_REMEMBERED = 50_000
"""Values of dropped columns that are kept for the last scan: more than any hospital has staff."""

_YES_NO = frozenset({"event_12mo", "event_career", "knows_colleague", "offered_help", "aware_of_program"})


def load_survey(
    files: Sequence[SurveyFile], folder: Path, instrument: Instrument, lines: Mapping[str, int] | None = None, *, looking: bool = False
) -> tuple[Survey, tuple[Problem, ...]]:
    """Read the exports of one survey, rows appended, and what should be looked at in them.

    `lines` maps dotted keys of briefing.yaml to lines, for messages. Raises InputError with all
    problems of all files when one is an error. `looking`: what was understood is to be shown, so that
    open questions (which end is agreement, which of two answers counts) come among the problems.
    """
    problems: list[Problem] = []
    surveys: list[Survey] = []
    seen: dict[bytes, str] = {}
    for number, file in enumerate(files):
        places = _Places(number, lines or {}, file.map_path, file.map_lines)
        if len(files) > 1 and (twice := _seen_before(folder / file.path, seen)):
            problems.append(_counted_twice(file, twice, places))
            continue
        try:
            survey, found = _load_file(file, folder, instrument, places, looking=looking)
            surveys.append(survey)
            problems.extend(found)
        except InputError as error:
            problems.extend(error.problems)
    waves = sorted({file.wave for file in files})
    if not files:
        problems.append(Problem("file.missing", "error", "briefing.yaml: survey.files", "no survey file is named", "name one"))
    if len(waves) > 1:
        problems.append(
            Problem(
                "request.contradiction", "error", _Places(0, lines or {}).key("wave"),
                f"the files belong to different waves ({', '.join(wave or 'none' for wave in waves)}), and people who answered twice would count twice",
                "name the files of one wave only",
            )
        )
    if any(problem.severity == "error" and not (looking and problem.code in OPEN_QUESTIONS) for problem in problems):
        raise InputError(problems)
    if len(surveys) > 1:
        names = ", ".join(survey.path for survey in surveys)
        problems.append(Problem("survey.guessed", "note", surveys[0].path, f"the rows of {names} were put together as one survey"))
    return _together(surveys), tuple(problems)


class _Places(NamedTuple):
    """Lines of briefing.yaml for one survey file."""

    number: int
    lines: Mapping[str, int]
    map_path: str = ""
    map_lines: Mapping[str, int] = MappingProxyType({})

    def key(self, below: str) -> str:
        """`briefing.yaml:12`: the line of the key, else of its nearest parent; of a map in a file of its own its line there."""
        if self.map_path and below.startswith("map."):
            line = self.map_lines.get(below.removeprefix("map."))
            return f"{self.map_path}:{line}" if line else self.map_path
        key = f"survey.files.{self.number}.{below}"
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return f"briefing.yaml:{self.lines[key]}" if key else "briefing.yaml"


def _seen_before(path: Path, seen: dict[bytes, str]) -> str:
    """Name of an earlier file with the same bytes, or ""; a file that cannot be read is nobody's twin."""
    try:
        with path.open("rb") as opened:
            key = file_digest(opened, "sha256").digest()
    except OSError:
        return ""
    twin = seen.get(key, "")
    seen.setdefault(key, path.name)
    return twin


def _counted_twice(file: SurveyFile, twin: str, places: _Places) -> Problem:
    message = f'"{file.path}" is named twice' if Path(file.path).name == twin else f'"{file.path}" holds the same as "{twin}"'
    return Problem("request.contradiction", "error", places.key("path"), f"{message}, and everyone in it would count twice", "name it once")


def _load_file(file: SurveyFile, folder: Path, instrument: Instrument, places: _Places, *, looking: bool) -> tuple[Survey, tuple[Problem, ...]]:
    path = folder / file.path
    shown = Path(file.path).name
    if not path.exists():
        raise InputError(missing_file(path, file.path, places.key("path") if places.lines else shown))
    table = read_columns(path, shown)
    if is_dictionary(table.head[0]):
        message = "this is REDCap's data dictionary; it holds no answers"
        raise InputError(Problem("survey.no-respondents", "error", shown, message, "name the export, and this one beside it: dictionary:"))
    platform = file.platform.strip().casefold()
    problems = list(table.problems)
    if platform and platform not in PLATFORMS:
        cure = guess(platform, PLATFORMS) or f"write one of {', '.join(PLATFORMS)}, or leave it out"
        problems.append(Problem("request.wrong-value", "error", places.key("platform"), f'the platform "{file.platform}" is not known', cure))
        platform = ""
    headers = {clean_name(cell).casefold() for cell in table.head[0]}
    said = {key: value for key, value in file.map.items() if key in SAYINGS and key not in headers}
    codes = said.get(CODES_KEY, "") or instrument.codes
    if codes and not stated_pairs(codes, instrument):
        message, (low, high) = f'codes "{codes}" does not say which end is agreement', instrument.ends
        problems.append(Problem("request.wrong-value", "error", places.key(f"map.{CODES_KEY}"), message, f'write "1 = {low}" or "1 = {high}"'))
    dictionary = _dictionary(file, folder, places)
    export = understand(table, platform, {**dict.fromkeys(file.map, ""), **said}, dictionary, lambda name: places.key(f"map.{name}"))
    export = export._replace(columns=without_people(export.columns))
    if not export.lines:
        raise InputError((*problems, _nobody(shown)))
    export = worded(export, instrument)
    columns = {name: target for name, target in file.map.items() if name not in said}
    recognizer = Recognizer(export.columns, [column.stripped for column in export.cells], instrument, columns, shown, lambda name: places.key(f"map.{name}"))
    matches = recognizer.run()
    missing = frozenset(map(plain_answer, re.split(r"[,;]", said.get(MISSING_KEY, "")))) - {""}
    reader = AnswerReader(shown, export.lines, instrument, missing)
    who = f"{places.key(f'map.{CODES_KEY}')}, {CODES_KEY}" if said.get(CODES_KEY) else f"{instrument.name}: codes"
    survey = _survey(export, matches, instrument, reader, {who: codes})
    problems += [*export.problems, *recognizer.problems, *reader.finish(), *remarks(survey, export, matches, shown)]
    if survey.respondents == 0 and not any(problem.severity == "error" for problem in problems):
        problems.append(_nobody(shown))
    if any(problem.severity == "error" and not (looking and problem.code in OPEN_QUESTIONS) for problem in problems):
        raise InputError(problems)
    return survey, tuple(problems)


def _dictionary(file: SurveyFile, folder: Path, places: _Places) -> Dictionary:
    """REDCap's data dictionary, where one is named."""
    if not file.dictionary:
        return {}
    path = folder / file.dictionary
    if not path.exists():
        raise InputError(missing_file(path, file.dictionary, places.key("dictionary") if places.lines else file.dictionary))
    return read_dictionary(lambda: read_table(path).rows, Path(file.dictionary).name)


def _survey(export: Export, matches: Sequence[ColumnMatch], instrument: Instrument, reader: AnswerReader, codes: Mapping[str, str]) -> Survey:
    def columns(role: str, order: Sequence[str]) -> dict[str, tuple[str, Cells]]:
        found = {m.target: (m.name, first_answers(export, i)) for i, m in enumerate(matches) if m.role == role}
        return {target: found[target] for target in order if target in found}

    def stated(role: str) -> dict[str, frozenset[tuple[int, int]]]:
        wordings = {export.columns[i].question for i, m in enumerate(matches) if m.role == role}
        in_questions = frozenset(pair for text in wordings for pair in stated_pairs(text, instrument))
        return {**{who: stated_pairs(text, instrument) for who, text in codes.items()}, "the wording of the questions": in_questions}

    item_ids, option_ids = [item.id for item in instrument.items], [option.id for option in instrument.options]
    items = reader.points(columns("item", item_ids), stated("item"), "items")
    options = reader.points(columns("option", option_ids), stated("option"), "wishes")
    asked = columns("local", list(instrument.local))
    local = {q: local_answers(answers, q in _YES_NO) for q, (_, answers) in asked.items()}
    comments = comments_by_code(export.cells, matches)
    for match in matches:
        given = local.get(match.target) if match.role == "local" else comments.get(match.target) if match.role == "comment" else ()
        if given is not None and len(given) and not counted(given):
            reader.problems.append(empty_column(reader.shown, match.name))
        elif match.role == "local" and given and looks_eaten(given):
            reader.problems.append(eaten_column(reader.shown, match.name))
    rows = len(export.lines)
    written = [cells for _, cells in asked.values()] + [cells for cells, m in zip(export.cells, matches, strict=True) if m.role == "comment" or unscored(m, instrument)]
    points = [column.codes for column in (*items.values(), *options.values())]
    answered = answered_by([*points, *(cells.points(lambda cell: comment(cell) is not None) for cells in written)], rows) if points or written else b"\1" * rows
    respondents = rows - answered.count(0)
    dropped = dict(export.dropped)
    if silent := rows - respondents:
        dropped["no answer"] = silent
    wordings = {m.target: export.columns[i].question for i, m in enumerate(matches) if m.role == "option"}
    return Survey(
        path=reader.shown,
        platform=export.platform,
        instrument=instrument.id,
        respondents=respondents,
        columns=tuple(matches),
        items={target: pointed(column, answered) for target, column in items.items()},
        options={target: pointed(column, answered) for target, column in options.items()},
        local={target: words_kept(column, answered) for target, column in local.items()},
        comments={target: kept(column, answered) for target, column in comments.items()},
        option_labels={o.id: option_label(wordings[o.id], o.label) for o in instrument.options if o.id in options},
        dropped=dropped,
        identifying=tuple(m.name for m in matches if m.role == "identifying"),
        questions=tuple(local),
        lines=export.lines if not silent else kept(export.lines, answered),
        groups={m.name: words_kept(export.cells[i].words(lambda cell: clean_name(cell) or None), answered) for i, m in enumerate(matches) if m.role == "group"},
        rows=export.rows,
        why=export.why,
        scales=tuple(reader.scales),
        dropped_values=frozenset(islice((value for i, m in enumerate(matches) if m.role == "identifying" for value in export.cells[i].stripped if value), MOST_REMEMBERED)),
    )


def _nobody(shown: str) -> Problem:
    return Problem("survey.no-respondents", "error", shown, "no row holds an answer of a respondent", "export it again with responses, previews and tests apart")


def _together(surveys: Sequence[Survey]) -> Survey:
    """One survey of all rows; a question that a file did not ask is unanswered there."""
    first = surveys[0]
    if len(surveys) == 1:
        return first
    seen: dict[tuple[str, str], ColumnMatch] = {}
    for survey in surveys:
        for match in survey.columns:
            seen.setdefault((match.name, match.target), match)
    dropped: Counter[str] = Counter()
    for survey in surveys:
        dropped.update(survey.dropped)
    platforms = sorted({survey.platform for survey in surveys})
    return replace(
        first,
        path=", ".join(survey.path for survey in surveys),
        platform=", ".join(platforms),
        respondents=sum(survey.respondents for survey in surveys),
        columns=tuple(seen.values()),
        items=_points_appended([(s.items, s.respondents) for s in surveys]),
        options=_points_appended([(s.options, s.respondents) for s in surveys]),
        local=_appended([(s.local, s.respondents) for s in surveys]),
        comments=_appended([(s.comments, s.respondents) for s in surveys]),
        option_labels={k: v for s in reversed(surveys) for k, v in s.option_labels.items()},
        dropped=dict(dropped),
        identifying=tuple(dict.fromkeys(name for s in surveys for name in s.identifying)),
        questions=tuple(dict.fromkeys(question for s in surveys for question in s.questions)),
        lines=tuple(line for s in surveys for line in s.lines),
        groups=_appended([(s.groups, s.respondents) for s in surveys]),
        rows=sum(survey.rows for survey in surveys),
        why="; ".join(dict.fromkeys(survey.why for survey in surveys)),
        scales=tuple(dict.fromkeys(scale for survey in surveys for scale in survey.scales)),
        dropped_values=frozenset().union(*(s.dropped_values for s in surveys)),
    )


def _appended(parts: Sequence[tuple[Mapping[str, Sequence[T | None]], int]]) -> dict[str, tuple[T | None, ...]]:
    targets = dict.fromkeys(target for answers, _ in parts for target in answers)
    return {t: tuple(v for answers, n in parts for v in answers.get(t, (None,) * n)) for t in targets}


def _points_appended(parts: Sequence[tuple[Mapping[str, Sequence[int | None]], int]]) -> dict[str, Points]:
    targets = dict.fromkeys(target for answers, _ in parts for target in answers)
    return {t: Points(b"".join(Points.of(answers[t]).codes if t in answers else bytes(n) for answers, n in parts)) for t in targets}
