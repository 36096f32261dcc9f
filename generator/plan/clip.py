"""The last resort: words cut to the room they have. What was cut stands whole in the notes."""

from collections.abc import Iterator

from generator.model.briefing import plain
from generator.model.pages import Cell, Group, Para, Shape, Slide, TableShape, TextShape
from generator.plan.measure import height_of, lines_of
from generator.plan.overflow import EDGE, SLACK
from generator.plan.shorten import cut_to


def clipped(slide: Slide, low: float) -> tuple[Slide, tuple[Para, ...]]:
    """The slide with every text cut to its box, and the paragraphs that were cut, whole. `low`: inches down to which a table may reach."""
    lost: list[Para] = []
    return slide._replace(shapes=tuple(_clipped(shape, low, lost) for shape in slide.shapes)), tuple(lost)


def _clipped(shape: Shape, low: float, lost: list[Para]) -> Shape:
    if isinstance(shape, Group):
        return shape._replace(shapes=tuple(_clipped(inner, low, lost) for inner in shape.shapes))  # type: ignore[misc]
    if isinstance(shape, TextShape) and not shape.keeps and shape.role != "mark":
        paras = _fitted(shape.paras, shape.box.w - 2 * shape.inset, shape.box.h - 2 * min(shape.inset, EDGE) + SLACK / 2)
        lost += (old for old, new in zip(shape.paras, paras, strict=False) if plain(old.runs) != plain(new.runs))
        lost += shape.paras[len(paras) :]
        return shape._replace(paras=paras)
    if isinstance(shape, TableShape) and shape.box.y + sum(shape.heights) > low:
        return _shorter_table(shape, low, lost)
    return shape


def _fitted(paras: tuple[Para, ...], width: float, room: float) -> tuple[Para, ...]:
    """Paragraphs that fit: the longest loses a line until they do, then the last ones go."""
    made = list(paras)
    while made and height_of(made, width) > room:
        lines = [lines_of(para, width) for para in made]
        longest = max(range(len(made)), key=lines.__getitem__)
        if lines[longest] > 1:
            para = made[longest]
            made[longest] = para._replace(runs=cut_to(para.runs, width - (para.indent if para.bullet else 0), para.size, lines[longest] - 1, bold=para.strong))
            if lines_of(made[longest], width) < lines[longest]:
                continue
        if len(made) == 1:
            break
        made.pop()
    return tuple(made)


def _shorter_table(shape: TableShape, low: float, lost: list[Para]) -> TableShape:
    """The table with the tallest rows cut until it ends above `low`."""
    share = (low - shape.box.y - shape.heights[0]) / max(sum(shape.heights[1:]), 0.1)
    heights = [shape.heights[0], *(height * min(share, 1.0) for height in shape.heights[1:])]
    rows = []
    for row, height in zip(shape.rows, heights[1:], strict=True):
        cells = []
        for cell, width in zip(row, shape.widths, strict=True):
            paras = _fitted(cell.paras, width - 2 * shape.pad[0] - 0.04, height - 2 * shape.pad[1] - 0.02)
            lost += (old for old, new in zip(cell.paras, paras, strict=False) if plain(old.runs) != plain(new.runs))
            cells.append(Cell(paras, cell.align))
        rows.append(tuple(cells))
    return shape._replace(rows=tuple(rows), heights=tuple(heights), box=shape.box._replace(h=sum(heights)))


def said_whole(lost: tuple[Para, ...]) -> Iterator[Para]:
    """The paragraphs that were cut, for the notes."""
    for para in lost:
        yield Para(para.runs, 12.0, after=4)
