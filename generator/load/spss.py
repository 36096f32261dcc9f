"""SPSS: what `workbook.read_spss` found, as a table whose columns know their questions and the words of their codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.load.cells import Cells
from generator.load.decode import UNPRINTABLE, cleaned
from generator.load.export import Column
from generator.load.table import Table
from generator.model.problem import InputError, Problem

_NONE = "None of these"


def spss_table(found: Mapping[str, Any], name: str) -> Table:
    """Build the table; a set of several choices becomes one column. Raises InputError when nobody is in it."""
    if not found["cells"] or not found["cells"][0]:
        raise InputError(Problem("survey.no-respondents", "error", name, "the file holds a header and no answers", "export it again with responses"))
    columns = [Column(*about) for about in zip(found["names"], found["questions"], found["labels"], strict=True)]
    cells = [Cells.of(column) for column in found["cells"]]
    for set_ in found["sets"]:
        columns, cells = _joined(columns, cells, set_)
    problems: list[Problem] = []
    removed = sum(n * len(UNPRINTABLE.findall(text)) for column in cells for text, n in column.counts.items())
    if removed:
        cells = [column.rewritten(lambda text: UNPRINTABLE.sub("", text)) for column in cells]
        problems.append(cleaned(name, removed))
    if found["missing"]:
        message = f"{found['missing']:,} cells hold codes that the file itself declares to be no answer, and were read so"
        problems.append(Problem("survey.no-answer", "note", name, message))
    rows = len(cells[0])
    return Table(name, (tuple(column.name for column in columns),), tuple(cells), range(1, rows + 1), tuple(problems), "spss", tuple(columns))


def _joined(columns: list[Column], cells: list[Cells], found: Mapping[str, Any]) -> tuple[list[Column], list[Cells]]:
    """One column for the members of a set: the words of what was chosen, joined by ";"."""
    places = [i for i, column in enumerate(columns) if column.name.casefold() in {str(name).casefold() for name in found["members"]}]
    if len(places) < 2:
        return columns, cells
    rows = zip(*(cells[i] for i in places), strict=True)
    members = [columns[i] for i in places]
    joined = Cells.of(_chosen(row, members, found["counted"]) for row in rows)
    kept = [i for i in range(len(columns)) if i not in places[1:]]
    place = kept.index(places[0])
    columns, cells = [columns[i] for i in kept], [cells[i] for i in kept]
    columns[place], cells[place] = Column(found["name"], found["label"]), joined
    return columns, cells


def _chosen(row: Sequence[str], members: Sequence[Column], counted: str) -> str:
    if not any(row):
        return ""
    if counted:
        chosen = [member.question or member.name for member, cell in zip(members, row, strict=True) if cell == counted]
    else:
        chosen = [member.labels.get(cell, cell) for member, cell in zip(members, row, strict=True) if cell]
    return ";".join(chosen) or _NONE
