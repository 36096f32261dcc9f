"""Tables measured row by row; long ones run on over several slides with their header repeated."""

from collections.abc import Iterator, Sequence

from generator.model.briefing import Panel, Run, Section, Table, plain
from generator.model.pages import Box, Cell, Para, Shape, Slide, TableShape
from generator.model.problem import Problem
from generator.plan.measure import height_of, text_width
from generator.plan.slides.frame import GAP, Frame, frame, only_cited
from generator.plan.text import Fitter, held

PAD_X = 0.1
PAD_Y = 0.05
LEAST_ROW = 0.34
MOST_AIR = 0.3
SHORT = 0.19  # of the table's width
SHAVED = 0.1
SENTENCE = 40  # letters
HELD = 18
COLUMN_GAP = 0.2
NAME = 0.78
"""The share of a table of counts that its names take."""


def column_widths(table: Table, width: float, size: float) -> tuple[float, ...]:
    """Widths that give each column room in proportion to its text, none narrower than its longest word.

    A column of short cells gets the room they need, so that they never break.
    """
    needs, least = [], []
    for column in range(len(table.header)):
        cells = ["".join(run.text for run in row[column]) for row in (table.header, *table.rows)]  # reference numbers take room too
        lengths = sorted(text_width(cell, size) for cell in cells)
        needs.append(min(max(sum(lengths) / len(lengths), lengths[-1] * 0.6), width * 0.75) + 2 * PAD_X)
        whole = max((text_width(cell, size, True) for cell in cells), default=0.0)
        words = cells if whole <= width * SHORT else [word for cell in cells for word in cell.split()]
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
        Cell((Para(held(inline, HELD) if len(plain(inline)) > SENTENCE else inline, size, "text", strong or (first and i == 0)),), aligns[i])  # type: ignore[arg-type]
        for i, inline in enumerate(row)
    )


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    tallest = max(height_of(cell.paras, width - 2 * PAD_X) for cell, width in zip(cells, widths, strict=True))
    return max(tallest + 2 * PAD_Y, LEAST_ROW)


def _shape(name: str, table: Table, box: Box, widths: tuple[float, ...], size: float, rows: Sequence[tuple[Cell, ...]], heights: Sequence[float], alt: str) -> TableShape:
    header = _cells(table.header, table, size, strong=True)
    top = _height(header, widths)
    return TableShape(name, Box(box.x, box.y, box.w, top + sum(heights)), widths, (top, *heights), header, tuple(rows), alt)


def table_shape(fr: Frame, name: str, table: Table, box: Box, shares: Sequence[float] | None = None, *, air: bool = False, first: bool = True) -> TableShape:
    """A table that fits its box whole, at body size if it can, else at the table size; `first`: its first column is bold."""
    sizes = (fr.theme.sizes["body_least"], fr.theme.sizes["table"])
    for size in sizes:
        widths = tuple(share * box.w for share in shares) if shares else column_widths(table, box.w, size)
        rows = [_cells(row, table, size, first=first) for row in table.rows]
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
        made = made._replace(heights=tuple(h + max(extra, 0) for h in made.heights), box=made.box._replace(h=made.box.h + max(extra, 0) * len(made.heights)))
    return made


def alt_of(table: Table) -> str:
    """What a table shows, in words: its columns."""
    return "Table with the columns " + ", ".join(plain(cell) for cell in table.header) + "."


def table_slides(section: Section, number: int, fitter: Fitter, first: int = 0) -> Iterator[Slide]:
    """The section's table on as few slides as it can take, at the largest size that needs no more of
    them, rows shared out evenly. Each slide names the works that its own rows cite. `first`: the parts before it."""
    table = next(block for block in section.blocks if isinstance(block, Table))
    sizes = [fitter.theme.sizes[role] for role in ("table", "body_least", "body")]
    chosen = _cut(section, number, fitter, table, sizes[0], first)
    for size in sizes[1:]:
        larger = _cut(section, number, fitter, table, size, first)
        if len(larger) > len(chosen):
            break
        chosen = larger
    for fr, shape in chosen:
        yield fr.slide("table", [shape])


def _cut(section: Section, number: int, fitter: Fitter, table: Table, size: float, first: int = 0) -> list[tuple[Frame, TableShape]]:
    """The table at one size, cut into slides, its rows spread over the room there is."""
    whole = frame(section, number, Fitter(fitter.theme)).body
    widths = column_widths(table, whole.w, size)
    rows = [_cells(row, table, size, first=True) for row in table.rows]
    heights = [_height(cells, widths) for cells in rows]
    top = _height(_cells(table.header, table, size, strong=True), widths)
    room = fitter.theme.box["body_bottom"] - whole.y - top
    while True:
        cuts = pages(heights, room)
        parts = [table._replace(rows=table.rows[start:end]) for start, end in cuts]
        frames = [frame(only_cited(section, part), number + i, fitter, first + i) for i, part in enumerate(parts)]
        over = max(sum(heights[start:end]) + top - fr.body.h for fr, (start, end) in zip(frames, cuts, strict=True))
        if room < LEAST_ROW or over <= 0:
            break
        room -= max(SHAVED, over - LEAST_ROW)  # far over, most of the way at once
    made = []
    for fr, (start, end) in zip(frames, cuts, strict=True):
        spare = max(fr.body.h - top - sum(heights[start:end]), 0) / (end - start)
        aired = [height + min(spare, MOST_AIR) for height in heights[start:end]]
        shape = _shape("table:main", table, fr.body, widths, size, rows[start:end], aired, alt_of(table))
        made.append((fr, shape._replace(placeholder=11)))
    return made


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
    """Two tables side by side, each in two columns when it is long, run on together."""
    sides = [next(b for b in p.blocks if isinstance(b, Table)) for p in section.blocks if isinstance(p, Panel) and p.name in ("left", "right")]
    size = fitter.theme.sizes["table"]
    first = frame(section, number, fitter)
    per_column = int((first.body.h - LEAST_ROW) / LEAST_ROW)
    longest = max(len(table.rows) for table in sides)
    narrow = (first.body.w - GAP - 3 * COLUMN_GAP) / 4
    label = max(text_width(plain(row[0]), size) for table in sides for row in table.rows)
    columns = 2 if longest > per_column and label + 2 * PAD_X < narrow * NAME else 1
    width = narrow if columns > 1 else (first.body.w - GAP - COLUMN_GAP) / 2
    page_count = -(-longest // (per_column * columns))
    for page in range(page_count):
        fr = first if page == 0 else frame(section, number + page, fitter, page)
        shapes: list[Shape] = []
        for side, table in enumerate(sides):
            share = -(-len(table.rows) // page_count)
            rows = [_cells(row, table, size) for row in table.rows[page * share : (page + 1) * share]]
            tall = -(-len(rows) // columns)
            start = fr.body.x + side * (columns * (width + COLUMN_GAP) + GAP)
            for column in range(columns):
                part = rows[column * tall : (column + 1) * tall]
                widths = (width * NAME, width * (1 - NAME))
                name = f"table:{('left', 'right')[side]}{'-more' * column}"
                box = Box(start + column * (width + COLUMN_GAP), fr.body.y, width, 0)
                if part:
                    shapes.append(_shape(name, table, box, widths, size, part, [_height(cells, widths) for cells in part], alt_of(table)))
        yield fr.slide("title-only", shapes)
