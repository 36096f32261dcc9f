"""SurveyMonkey, Microsoft Forms and Google Forms: whole questions as names, several choices in one cell."""

import re
from collections.abc import Sequence

from generator.load.cells import Cells
from generator.load.export import Column, Export, clean_name
from generator.load.identifying import identifies_by_name, plain_name
from generator.model.problem import Problem

Rows = Sequence[Sequence[str]]

_ANSWER_HEADS = frozenset({"response", "open-ended response", ""})
_MONKEY = frozenset({"collectorid", "collector", "startdate", "enddate", "ipaddress", "emailaddress", "datecreated", "datemodified"})
_GRID = re.compile(r"(.+?)\s*\[([^\[\]]+)\]\s*(?:\.\d+)?")
_LONGEST_OPTION = 200


def survey_monkey(header: Sequence[str], body: Rows) -> str:
    """What gives SurveyMonkey away, or "". Shared files come with one header row, "Question - Option"."""
    names = [_squeezed(cell) for cell in header]
    if names[0] not in ("respondentid", "respondent_id"):
        return ""
    if len(body) > 1 and not body[0][0].strip() and any(c.strip().casefold() in _ANSWER_HEADS - {""} for c in body[0]):
        return "a row of answer options below its first column, Respondent ID"
    return "its columns Respondent ID and Collector ID" if _MONKEY & set(names[1:9]) else ""


def survey_monkey_head(header: Sequence[str], body: Rows) -> tuple[tuple[Column, ...], int]:
    """Join both rows: a question stands over its first column only, parts stand in the second row."""
    if not body or body[0][0].strip():
        return tuple(Column(name, name) for name in map(clean_name, header)), 0
    columns: list[Column] = []
    question = ""
    for top, below in zip(header, body[0], strict=True):
        question = clean_name(top) or question
        part = clean_name(below)
        name = question if part.casefold() in _ANSWER_HEADS else f"{question} - {part}"
        columns.append(Column(name, name))
    return tuple(columns), 1


def microsoft(header: Sequence[str]) -> str:
    """What gives Microsoft Forms away, or ""."""
    names = [_squeezed(cell) for cell in header[:6]]
    return "its columns ID, Start time and Completion time" if names[:3] == ["id", "starttime", "completiontime"] else ""


def google(header: Sequence[str]) -> str:
    """What gives Google Forms away, or "": it begins with Timestamp and goes on with whole questions."""
    names = [clean_name(cell) for cell in header]
    if names[0].casefold() != "timestamp":
        return ""
    asked = [name for name in names[1:] if " " in name.strip()]
    return "its first column Timestamp above whole questions" if 2 * len(asked) >= len(names) - 1 or any(map(_GRID.fullmatch, names)) else ""


def question_head(header: Sequence[str], _: Rows) -> tuple[tuple[Column, ...], int]:
    """One header row whose names are the questions; a grid's "Question [Row]" is worded "Question - Row"."""
    names = [clean_name(cell) for cell in header]
    grids = [_GRID.fullmatch(name) for name in names]
    return tuple(Column(name, f"{grid[1]} - {grid[2]}" if grid else name) for name, grid in zip(names, grids, strict=True)), 0


def joined_choices(export: Export, shown: str) -> Export:
    """Choices joined by ", " as a list joined by ";", where single answers prove which commas part them.

    "Stigma, blame" may be one choice or two. A column where that stays open is said and left out.
    """
    cells, columns, problems = list(export.cells), list(export.columns), []
    for i, column in enumerate(export.cells):
        counts = export.cells[i].stripped
        if len(counts) > 200 or identifies_by_name(plain_name(export.columns[i].name)) or not any(", " in value for value in counts):
            continue
        if max(map(len, counts)) > _LONGEST_OPTION or sum(map(len, counts)) > 60 * len(counts):
            continue  # sentences
        alone = {value for value in counts if ", " not in value}
        parts = {value: value.split(", ") for value in counts if ", " in value}
        if sum(part in alone for listed in parts.values() for part in listed) == 0:
            continue  # commas of a single choice, such as "Yes, longer ago"
        if all(part in alone for listed in parts.values() for part in listed):
            cells[i] = column.rewritten(lambda text: text.strip().replace(", ", ";"))
        elif len(counts) <= 60:
            problems.append(Problem(
                "survey.guessed", "warning", shown, f'column "{columns[i].name}" joins several choices by commas, and a choice may hold a comma itself; it was not read',
                "make each choice a column of its own in the form, or write choices without commas",
            ))  # fmt: skip
            cells[i] = column.rewritten(lambda _: "")
    return export._replace(cells=tuple(cells), problems=(*export.problems, *problems))


def ticked_options(export: Export) -> Export:
    """SurveyMonkey's several choices: a column an option, its words where ticked; made one column again."""
    groups: dict[str, list[int]] = {}
    for i, column in enumerate(export.columns):
        question, dash, option = column.name.rpartition(" - ")
        filled = [value for value in export.cells[i].stripped if value]
        if dash and len(filled) <= 1 and all(clean_name(value).casefold() == option.casefold() for value in filled):
            groups.setdefault(question, []).append(i)
    gone: set[int] = set()
    columns, cells = list(export.columns), list(export.cells)
    for question, places in groups.items():
        if len(places) < 2 or not any(value for i in places for value in export.cells[i].stripped):
            continue
        rows = zip(*(export.cells[i] for i in places), strict=True)
        cells[places[0]] = Cells.of(";".join(filter(None, map(str.strip, row))) for row in rows)
        columns[places[0]] = Column(question, question)
        gone.update(places[1:])
    kept = [i for i in range(len(columns)) if i not in gone]
    return export._replace(columns=tuple(columns[i] for i in kept), cells=tuple(cells[i] for i in kept))


def _squeezed(cell: str) -> str:
    return clean_name(cell).casefold().replace(" ", "")
