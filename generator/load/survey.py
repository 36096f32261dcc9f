"""Survey exports -> Survey: the steps of reading one, and every problem of all files at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import TypeVar

from generator.load.answers import (
    AnswerReader,
    comment,
    eaten_column,
    empty_column,
    local_answers,
    looks_eaten,
    stated_pairs,
)
from generator.load.headings import without_people
from generator.load.instrument import option_label
from generator.load.platforms import PLATFORMS, Export, clean_name, understand
from generator.load.recognize import CODES_KEY, Recognizer
from generator.load.request_schema import guess
from generator.load.table import missing_file, read_table
from generator.model.problem import InputError, Problem
from generator.model.request import SurveyFile
from generator.model.survey import ColumnMatch, Instrument, Survey

T = TypeVar("T")

MOST_REMEMBERED = 50_000
"""Values of dropped columns that are kept for the last scan: more than any hospital has staff."""

_YES_NO = frozenset({"event_12mo", "event_career", "knows_colleague", "offered_help", "aware_of_program"})


def load_survey(
    files: Sequence[SurveyFile], folder: Path, instrument: Instrument, lines: Mapping[str, int] | None = None
) -> tuple[Survey, tuple[Problem, ...]]:
    """Read the exports of one survey, rows appended, and what should be looked at in them.

    `lines` maps dotted keys of briefing.yaml to lines, for messages. Raises InputError with all
    problems of all files when one is an error.
    """
    problems: list[Problem] = []
    surveys: list[Survey] = []
    seen: dict[bytes, str] = {}
    for number, file in enumerate(files):
        places = _Places(number, lines or {})
        if twice := _seen_before(folder / file.path, seen):
            problems.append(_counted_twice(file, twice, places))
            continue
        try:
            survey, found = _load_file(file, folder, instrument, places)
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
    if any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    if len(surveys) > 1:
        names = ", ".join(survey.path for survey in surveys)
        problems.append(Problem("survey.guessed", "note", surveys[0].path, f"the rows of {names} were put together as one survey"))
    return _together(surveys), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Places:
    """Lines of briefing.yaml for one survey file."""

    number: int
    lines: Mapping[str, int]

    def key(self, below: str) -> str:
        """`briefing.yaml:12`: the line of the key, else of its nearest parent."""
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


def _load_file(file: SurveyFile, folder: Path, instrument: Instrument, places: _Places) -> tuple[Survey, tuple[Problem, ...]]:
    path = folder / file.path
    shown = Path(file.path).name
    if not path.exists():
        raise InputError(missing_file(path, file.path, places.key("path") if places.lines else shown))
    table = read_table(path, shown)
    platform = file.platform.strip().casefold()
    problems = list(table.problems)
    if platform and platform not in PLATFORMS:
        cure = guess(platform, PLATFORMS) or f"write one of {', '.join(PLATFORMS)}, or leave it out"
        problems.append(Problem("request.wrong-value", "error", places.key("platform"), f'the platform "{file.platform}" is not known', cure))
        platform = ""
    codes = file.map.get(CODES_KEY, "")
    if codes and not stated_pairs(codes, instrument) and not any(cell.strip().casefold() == CODES_KEY for cell in table.rows[0]):
        message = f'codes "{codes}" does not say which end is agreement'
        problems.append(Problem("request.wrong-value", "error", places.key(f"map.{CODES_KEY}"), message, 'write "1 = strongly disagree" or "1 = strongly agree"'))
    export = understand(table, platform)
    export = replace(export, columns=without_people(export.columns))
    if not export.rows:
        raise InputError((*problems, _nobody(shown)))
    cells: list[tuple[str, ...]] = list(zip(*export.rows, strict=True))
    counts = [Counter(map(str.strip, column)) for column in cells]
    recognizer = Recognizer(export.columns, counts, instrument, file.map, shown, lambda name: places.key(f"map.{name}"))
    matches = recognizer.run()
    reader = AnswerReader(shown, export.lines, instrument)
    survey = _survey(export, cells, matches, instrument, reader, codes)
    problems += [*recognizer.problems, *reader.finish(), *_remarks(survey, export, shown)]
    if survey.respondents == 0 and not any(problem.severity == "error" for problem in problems):
        problems.append(_nobody(shown))
    if any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    return survey, tuple(problems)


def _survey(
    export: Export, cells: Sequence[Sequence[str]], matches: Sequence[ColumnMatch], instrument: Instrument, reader: AnswerReader, codes: str
) -> Survey:
    def columns(role: str, order: Sequence[str]) -> dict[str, tuple[str, Sequence[str]]]:
        found = {m.target: (m.name, cells[i]) for i, m in enumerate(matches) if m.role == role}
        return {target: found[target] for target in order if target in found}

    def stated(role: str) -> frozenset[tuple[int, int]]:
        wordings = {export.columns[i].question for i, m in enumerate(matches) if m.role == role} | {codes}
        return frozenset(pair for text in wordings for pair in stated_pairs(text, instrument))

    item_ids, option_ids = [item.id for item in instrument.items], [option.id for option in instrument.options]
    items = reader.points(columns("item", item_ids), stated("item"), "items")
    options = reader.points(columns("option", option_ids), stated("option"), "wishes")
    local = {q: local_answers(answers, q in _YES_NO) for q, (_, answers) in columns("local", list(instrument.local)).items()}
    comments = _comments(cells, matches)
    for match in matches:
        given = local.get(match.target) if match.role == "local" else comments.get(match.target) if match.role == "comment" else ()
        if given and all(answer is None for answer in given):
            reader.problems.append(empty_column(reader.shown, match.name))
        elif match.role == "local" and given and looks_eaten(given):
            reader.problems.append(eaten_column(reader.shown, match.name))
    everything = [*items.values(), *options.values(), *local.values(), *comments.values()]
    answered = [any(answer is not None for answer in row) for row in zip(*everything, strict=True)] if everything else [True] * len(export.rows)
    dropped = dict(export.dropped)
    if silent := len(export.rows) - sum(answered):
        dropped["no answer"] = silent
    wordings = {m.target: export.columns[i].question for i, m in enumerate(matches) if m.role == "option"}
    return Survey(
        path=reader.shown,
        platform=export.platform,
        instrument=instrument.id,
        respondents=sum(answered),
        columns=tuple(matches),
        items={target: _kept(column, answered) for target, column in items.items()},
        options={target: _kept(column, answered) for target, column in options.items()},
        local={target: _kept(column, answered) for target, column in local.items()},
        comments={target: _kept(column, answered) for target, column in comments.items()},
        option_labels={o.id: option_label(wordings[o.id], o.label) for o in instrument.options if o.id in options},
        dropped=dropped,
        identifying=tuple(m.name for m in matches if m.role == "identifying"),
        questions=tuple(local),
        lines=_kept(export.lines, answered),
        dropped_values=frozenset(islice((value for i, m in enumerate(matches) if m.role == "identifying" for cell in cells[i] if (value := cell.strip())), MOST_REMEMBERED)),
        groups={m.name: _kept(tuple([clean_name(cell) or None for cell in cells[i]]), answered) for i, m in enumerate(matches) if m.role == "group"},
    )


def _comments(cells: Sequence[Sequence[str]], matches: Sequence[ColumnMatch]) -> dict[str, tuple[str | None, ...]]:
    """Comments by code; where several questions share a code, a person's answers are joined."""
    comments: dict[str, tuple[str | None, ...]] = {}
    for code in ("feelings", "needs", "both"):
        columns = [[comment(cell) for cell in cells[i]] for i, m in enumerate(matches) if m.role == "comment" and m.target == code]
        if columns:
            comments[code] = tuple("\n".join(filter(None, row)) or None for row in zip(*columns, strict=True))
    return comments


def _kept(column: tuple[T, ...], answered: Sequence[bool]) -> tuple[T, ...]:
    return tuple([value for value, keep in zip(column, answered, strict=True) if keep])


def _nobody(shown: str) -> Problem:
    return Problem("survey.no-respondents", "error", shown, "no row holds an answer of a respondent", "export it again with responses, previews and tests apart")


def _remarks(survey: Survey, export: Export, shown: str) -> list[Problem]:
    remarks: list[Problem] = []
    if survey.identifying:
        reasons = [f'"{m.name}" ({m.how})' for m in survey.columns if m.role == "identifying"]
        remarks.append(Problem("survey.identifying", "note", shown, f"columns that can identify people were not read: {', '.join(reasons)}"))
    if survey.dropped:
        rows = ", ".join(f"{count:,} {reason}" for reason, count in survey.dropped.items())
        remarks.append(Problem("survey.dropped-rows", "note", shown, f"rows that are no respondents were left out: {rows}"))
    if export.partial:
        remarks.append(Problem("survey.partial", "note", shown, f"{export.partial:,} respondents who did not reach the end are kept"))
    return remarks


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
        items=_appended([(s.items, s.respondents) for s in surveys]),
        options=_appended([(s.options, s.respondents) for s in surveys]),
        local=_appended([(s.local, s.respondents) for s in surveys]),
        comments=_appended([(s.comments, s.respondents) for s in surveys]),
        option_labels={k: v for s in reversed(surveys) for k, v in s.option_labels.items()},
        dropped=dict(dropped),
        identifying=tuple(dict.fromkeys(name for s in surveys for name in s.identifying)),
        questions=tuple(dict.fromkeys(question for s in surveys for question in s.questions)),
        lines=tuple(line for s in surveys for line in s.lines),
        groups=_appended([(s.groups, s.respondents) for s in surveys]),
        dropped_values=frozenset().union(*(s.dropped_values for s in surveys)),
    )


def _appended(parts: Sequence[tuple[Mapping[str, tuple[T | None, ...]], int]]) -> dict[str, tuple[T | None, ...]]:
    targets = dict.fromkeys(target for answers, _ in parts for target in answers)
    return {t: tuple(v for answers, n in parts for v in answers.get(t, (None,) * n)) for t in targets}
