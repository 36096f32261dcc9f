"""Tables measured row by row; long ones run on over several slides with their header repeated."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.briefing import Panel, Run, Section, Table, plain
from generator.model.pages import Box, Cell, Para, Shape, Slide, TableShape
from generator.model.problem import Problem
from generator.plan.measure import height_of, text_width
from generator.plan.slides.frame import Frame, frame
from generator.plan.text import Fitter

PAD_X = 0.1
PAD_Y = 0.05
LEAST_ROW = 0.34
MOST_AIR = 0.22


def column_widths(table: Table, width: float, size: float) -> tuple[float, ...]:
    """Widths that give each column room in proportion to its text, none narrower than its longest word."""
    needs, least = [], []
    for column in range(len(table.header)):
        cells = [plain(table.header[column]), *(plain(row[column]) for row in table.rows)]
        lengths = sorted(text_width(cell, size) for cell in cells)
        needs.append(min(max(sum(lengths) / len(lengths), lengths[-1] * 0.6), width * 0.75) + 2 * PAD_X)
        words = (word for cell in cells for word in cell.split())
        least.append(max((text_width(word, size, True) for word in words), default=0.3) + 2 * PAD_X + 0.06)
    scale = width / sum(needs)
    widths = [max(need * scale, low) for need, low in zip(needs, least, strict=True)]
    over = sum(widths) - width
    widest = max(range(len(widths)), key=widths.__getitem__)
    widths[widest] -= over
    return tuple(widths)


def _cells(row: Sequence[tuple[Run, ...]], table: Table, size: float, *, strong: bool = False, first: bool = False) -> tuple[Cell, ...]:
    aligns = ["right" if a == "right" else "center" if a == "center" else "left" for a in table.align]
    return tuple(
        Cell((Para(inline, size, "text", strong or (first and i == 0)),), aligns[i])  # type: ignore[arg-type]
        for i, inline in enumerate(row)
    )


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    tallest = max(height_of(cell.paras, width - 2 * PAD_X) for cell, width in zip(cells, widths, strict=True))
    return max(tallest + 2 * PAD_Y, LEAST_ROW)


def _shape(name: str, table: Table, box: Box, widths: tuple[float, ...], size: float, rows: Sequence[tuple[Cell, ...]], heights: Sequence[float], alt: str) -> TableShape:
    header = _cells(table.header, table, size, strong=True)
    top = _height(header, widths)
    return TableShape(name, Box(box.x, box.y, box.w, top + sum(heights)), widths, (top, *heights), header, tuple(rows), alt)


def table_shape(fr: Frame, name: str, table: Table, box: Box, shares: Sequence[float] | None = None, *, air: bool = False) -> TableShape:
    """A table that fits its box whole, at body size if it can, else at the table size."""
    sizes = (fr.theme.sizes["body_least"], fr.theme.sizes["table"])
    for size in sizes:
        widths = tuple(share * box.w for share in shares) if shares else column_widths(table, box.w, size)
        rows = [_cells(row, table, size, first=True) for row in table.rows]
        heights = [_height(cells, widths) for cells in rows]
        made = _shape(name, table, box, widths, size, rows, heights, alt_of(table))
        if made.box.h <= box.h:
            break
    else:
        fr.fitter.problems.append(Problem(
            "text.overflow", "error", fr.where(name), f"the table needs {made.box.h:.2f} inches and has {box.h:.2f}",
            "shorten the names and sentences of briefing.yaml that stand in it",
        ))
    if air:
        extra = min((box.h - made.box.h) / len(made.heights), 0.16)
        made = replace(made, heights=tuple(h + max(extra, 0) for h in made.heights), box=replace(made.box, h=made.box.h + max(extra, 0) * len(made.heights)))
    return made


def alt_of(table: Table) -> str:
    """What a table shows, in words: its columns."""
    return "Table with the columns " + ", ".join(plain(cell) for cell in table.header) + "."


def table_slides(section: Section, number: int, fitter: Fitter) -> Iterator[Slide]:
    """The section's table: on one slide at the largest size that fits, else over several, rows shared out evenly."""
    first = frame(section, number, fitter)
    table = first.tables()[0]
    sizes = [fitter.theme.sizes[role] for role in ("body", "body_least", "table")]
    for size in sizes:
        widths = column_widths(table, first.body.w, size)
        rows = [_cells(row, table, size, first=True) for row in table.rows]
        heights = [_height(cells, widths) for cells in rows]
        room = first.body.h - _height(_cells(table.header, table, size, strong=True), widths)
        if sum(heights) <= room:
            break
    for i, (start, end) in enumerate(pages(heights, room)):
        fr = first if i == 0 else frame(section, number + i, fitter, i)
        spare = max(room - sum(heights[start:end]), 0) / (end - start)
        aired = [height + min(spare, MOST_AIR) for height in heights[start:end]]
        shape = _shape("table:main", table, fr.body, widths, size, rows[start:end], aired, alt_of(table))
        yield fr.slide("table", [replace(shape, placeholder=11)])


def pages(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Cut rows into pages of at most `room`, as even in height as whole rows allow."""
    count, total = 1, sum(heights)
    while True:
        goal, start, used = total / count, 0, 0.0
        cuts: list[tuple[int, int]] = []
        for i, height in enumerate(heights):
            over = used + height > room
            full = used >= goal - 0.01 and len(cuts) < count - 1
            if i > start and (over or full):
                cuts.append((start, i))
                start, used = i, 0.0
            used += height
        cuts.append((start, len(heights)))
        if len(cuts) <= count or count > len(heights):
            return cuts
        count += 1


def counts_slides(section: Section, number: int, fitter: Fitter) -> Iterator[Slide]:
    """Two tables side by side, run on together."""
    sides = {p.name: next(b for b in p.blocks if isinstance(b, Table)) for p in section.blocks if isinstance(p, Panel) and p.name in ("left", "right")}
    size = fitter.theme.sizes["table"]
    first = frame(section, number, fitter)
    per_page = int((first.body.h - LEAST_ROW) / LEAST_ROW)
    longest = max(len(table.rows) for table in sides.values())
    page_count = -(-longest // per_page)
    per_page = -(-longest // page_count)
    for page in range(page_count):
        fr = first if page == 0 else frame(section, number + page, fitter, page)
        width = (fr.body.w - 0.6) / 2
        shapes: list[Shape] = []
        for name, x in (("left", fr.body.x), ("right", fr.body.x + width + 0.6)):
            table = sides[name]
            rows = [_cells(row, table, size) for row in table.rows[page * per_page : (page + 1) * per_page]]
            if rows:
                widths = (width * 0.8, width * 0.2)
                shapes.append(_shape(f"table:{name}", table, Box(x, fr.body.y, width, 0), widths, size, rows, [LEAST_ROW] * len(rows), alt_of(table)))
        yield fr.slide("title-only", shapes)
