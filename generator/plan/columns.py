"""Widths of tables' columns, chosen so that the tables are as low as their content allows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations

from generator.model.briefing import Inline, Table
from generator.plan.measure import text_width, wrap

SIZE = 9.0
"""Points of a paper's table text."""
PADDING = 0.12
"""Inches at both sides of a cell together, with a little for engines that disagree."""
STEPS = (0.1, 0.3, 0.9, 1.8)
_WORD = re.compile(r"[^ \t\n-]+-?|-")  # what stays on one line: no-break spaces hold, hyphens do not
_CELL = 0.02
"""What a line of a cell that does not set its row's height weighs against one that does."""


def shared_widths(tables: Iterable[Table], width: float) -> dict[Table, tuple[float, ...]]:
    """Inches a column for each table. Tables with the same header get the same columns, so that
    their edges stand under each other."""
    alike = dict[tuple[Inline, ...], list[Table]]()
    for table in tables:
        alike.setdefault(table.header, []).append(table)
    made = dict[Table, tuple[float, ...]]()
    for group in alike.values():
        widths = column_widths(group[0]._replace(rows=tuple(row for table in group for row in table.rows)), width)
        made.update((table, widths) for table in group)
    return made


def column_widths(table: Table, width: float, size: float = SIZE) -> tuple[float, ...]:
    """Inches a column, `width` in all.

    Each column holds its longest word. The rest goes out by the amount of text, and is then
    moved between columns as long as that makes the table lower.
    """
    columns = tuple(zip(table.header, *table.rows, strict=True))
    least = [_least(column, size, bold=not number) for number, column in enumerate(columns)]
    spare = width - sum(least)
    if spare <= 0:
        return tuple(width * own / sum(least) for own in least)
    wants = [max(0.0, _longest(column, size) - own) for column, own in zip(columns, least, strict=True)]
    whole = sum(wants) or 1.0
    widths = tuple(own + spare * (want / whole if sum(wants) else 1 / len(least)) for own, want in zip(least, wants, strict=True))
    if sum(wants) <= spare:
        return widths

    @cache
    def lines(number: int, at: float) -> tuple[int, ...]:
        return tuple(wrap(cell, at - PADDING, size, bold=not row) for row, cell in enumerate(columns[number]))

    def height(tried: Sequence[float]) -> float:
        counts = [lines(number, round(at, 3)) for number, at in enumerate(tried)]
        return float(sum(max(row) + _CELL * sum(row) for row in zip(*counts, strict=True)))

    best = height(widths)
    while True:
        lowest, better = min(((height(tried), tried) for tried in _moved(widths, least)), default=(best, widths))
        if lowest >= best:
            return widths
        best, widths = lowest, better


def _moved(widths: tuple[float, ...], least: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """The widths with some room moved from one column to another."""
    for giver, taker in permutations(range(len(widths)), 2):
        for step in STEPS:
            if widths[giver] - step >= least[giver]:
                yield tuple(w - step if n == giver else w + step if n == taker else w for n, w in enumerate(widths))


def _least(column: Sequence[Inline], size: float, *, bold: bool) -> float:
    words = (word for cell in column for word in _WORD.findall(_text(cell)))
    return max((text_width(word, size, bold=True) if bold else text_width(word, size) * 1.04 for word in words), default=0.0) + PADDING


def _longest(column: Sequence[Inline], size: float) -> float:
    return max(text_width(_text(cell), size) for cell in column) + PADDING


def _text(cell: Inline) -> str:
    return "".join(run.text for run in cell)
