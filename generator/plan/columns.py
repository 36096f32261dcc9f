"""Widths of a table's columns, chosen so that the table is as low as its content allows."""

from collections.abc import Sequence

from generator.model.briefing import Inline, Table
from generator.plan.measure import text_width, wrap

SIZE = 9.0
"""Points of a paper's table text."""
PADDING = 0.13
"""Inches at both sides of a cell together, with a little for engines that disagree."""
STEP = 0.05


def column_widths(table: Table, width: float, size: float = SIZE) -> tuple[float, ...]:
    """Inches a column, `width` in all.

    Each column holds its longest word; the rest is dealt out in small steps, each to the column
    that saves most lines, else to the one with the most text for its room.
    """
    rows = (table.header, *table.rows)
    count = len(table.header)
    widths = [max(_least(row[column], size, bold=row is table.header or column == 0) for row in rows) for column in range(count)]
    if sum(widths) >= width:
        return tuple(width * own / sum(widths) for own in widths)
    lines = [[_lines(row[column], widths[column], size) for row in rows] for column in range(count)]
    while (room := width - sum(widths)) > STEP / 2:
        step = min(STEP, room)
        best = max(range(count), key=lambda column: _gain(column, widths, lines, rows, step, size))
        widths[best] += step
        lines[best] = [_lines(row[best], widths[best], size) for row in rows]
    widths[-1] += width - sum(widths)
    return tuple(widths)


def _least(cell: Inline, size: float, *, bold: bool) -> float:
    words = "".join(run.text for run in cell).split()
    return max((text_width(word, size, bold) for word in words), default=0.0) + PADDING + 0.04


def _lines(cell: Inline, width: float, size: float) -> int:
    return wrap(cell, width - PADDING, size)


def _gain(
    column: int, widths: Sequence[float], lines: Sequence[Sequence[int]], rows: Sequence[Sequence[Inline]], step: float, size: float
) -> tuple[int, int, float]:
    """Lines of the whole table saved by a wider column, lines of the column itself, and its need."""
    wider = [_lines(row[column], widths[column] + step, size) for row in rows]
    saved = 0
    for position, own in enumerate(wider):
        others = max((lines[other][position] for other in range(len(lines)) if other != column), default=1)
        saved += max(others, lines[column][position]) - max(others, own)
    need = sum(max(0, count - 1) for count in lines[column])
    return saved, sum(lines[column]) - sum(wider), need + 1 / (1 + widths[column])
