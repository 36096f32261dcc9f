"""Text stays in its box, and everything on the slide."""

from collections.abc import Iterator

from lxml import etree

from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.powerpoint.deck import EMU, FURNITURE, A, Shape, Slide
from generator.check.powerpoint.paint import of_shape, overlap
from generator.check.powerpoint.room import Set, room, set_text, surely_fits
from generator.check.powerpoint.styles import Cell, cells
from generator.model.basics import Box

_NEAR = 0.05
_EDGE = 0.014  # inches: a point, which rounding may cost
_BLEED = 0.1


def of_slide(slide: Slide) -> Iterator[Fault]:
    """What leaves the slide, and text that leaves its box."""
    for shape in slide.shown:
        if shape.box is None:
            continue
        if shape.group is None:
            yield from _inside(shape, slide)
        if slide.deck.measured:
            continue
        table = shape.graphic("a:tbl")
        if table is not None:
            yield from _grown(shape, table, slide)
        elif shape.kind == "sp" and shape.text and shape.role not in FURNITURE and not surely_fits(shape) and (text := set_text(shape)) is not None:
            yield from _spilled(shape, text, slide)


def _inside(shape: Shape, slide: Slide) -> Iterator[Fault]:
    box, deck = shape.bounds, slide.deck
    if box is None or not deck.width or (shape.kind == "cxnSp"):
        return
    out = max(-box.x, -box.y, box.x + box.w - deck.width, box.y + box.h - deck.height)
    if out <= _EDGE:
        return
    area = Box(0.0, 0.0, deck.width, deck.height)
    if not overlap(box, area) and (box.w * box.h or out > _EDGE):
        if shape.role == "title" or not _says(shape):
            return  # a title put aside on purpose, or decoration that nobody meets
        yield Fault("check.off-page", slide.place, f"{quoted(shape.name)} lies beside the slide: nobody sees it, and a screen reader reads it", "move it onto the slide, or delete it", "warning")
    elif shape.kind == "graphicFrame" or (shape.kind == "grpSp" and _says(shape)):
        yield Fault("check.off-page", slide.place, f"{quoted(shape.name)} lies partly outside the slide")
    elif shape.text and (text := set_text(shape)) is not None:
        words = text.box
        if max(-words.x, -words.y, words.x + words.w - deck.width, words.y + words.h - deck.height) > _EDGE or max(-box.x, -box.y) > _EDGE:
            yield Fault("check.off-page", slide.place, f"the text of {quoted(shape.name)} lies partly outside the slide")
    elif shape.kind == "pic" and not shape.decorative and 1 - overlap(box, area) / max(box.w * box.h, 1e-6) > _BLEED:
        yield Fault("check.off-page", slide.place, f"{quoted(shape.name)} lies partly outside the slide", severity="note")


def _says(shape: Shape) -> bool:
    return not shape.decorative and (bool(shape.text) or shape.kind in ("pic", "graphicFrame") or any(map(_says, shape.children)))


def _spilled(shape: Shape, text: Set, slide: Slide) -> Iterator[Fault]:
    box, taken = shape.box, text.taken
    if box is None or shape.turned % 360:
        return
    if taken.broken and text.properties.get("fit") != "normAutofit":
        yield Fault("check.overflow", slide.place, f"the word {quoted(taken.broken)} of {quoted(shape.name)} is broken in two: the box is narrower than the word", severity="warning")
    words = text.box
    spill = max(words.y + words.h - (box.y + box.h), box.y - words.y)
    if spill <= _EDGE or not taken.height:
        return
    grown = Box(words.x, min(words.y, box.y), max(words.w, 0.1), max(words.y + words.h, box.y + box.h) - min(words.y, box.y))
    fit = text.properties.get("fit")
    met = _met(shape, grown, slide)
    beyond = grown.y + grown.h > slide.deck.height + _EDGE or grown.y < -_EDGE
    framed = fit != "spAutoFit" and not of_shape(shape).clear
    needs = f"text of {quoted(shape.name)} needs {taken.height:.2f} inches and its box is {box.h:.2f} high"
    if spill <= _NEAR * taken.height:
        if beyond or met or framed:
            yield Fault("check.overflow", slide.place, f"{needs}: it may just fit, or not", severity="warning")
    elif not (beyond or met or framed):
        if spill > taken.height / 2:
            yield Fault("check.overflow", slide.place, f"{needs}; it covers nothing", severity="note")
    elif fit == "normAutofit":
        yield Fault("check.overflow", slide.place, f"{needs}; PowerPoint shrinks it only once somebody edits the box", "click into the text, or set it smaller", "warning")
    else:
        into = "it leaves the slide" if beyond else f"it runs into {quoted(met.text or met.name)}" if met else "it leaves its frame"
        yield Fault("check.overflow", slide.place, f"{needs}: {into}")


def _met(shape: Shape, grown: Box, slide: Slide) -> Shape | None:
    """The first thing with a message that the text would cover and its own box does not."""
    own = shape.box
    for other in slide.shown:
        if other is shape or other.kind in ("grpSp", "cxnSp") or not _says(other) or other.decorative or other.box is None or own is None:
            continue
        text = set_text(other) if other.kind == "sp" else None
        there = text.box if text is not None and text.taken.height else other.box
        if overlap(grown, there) > 0.01 and overlap(own, there) < 0.5 * overlap(grown, there):
            return other
    return None


def _grown(shape: Shape, table: etree._Element, slide: Slide) -> Iterator[Fault]:
    """A table's rows grow with their text; its frame does not say so."""
    box = shape.box
    if box is None:
        return
    widths = [int(column.get("w", 0)) / EMU for column in table.iterfind("a:tblGrid/a:gridCol", NS)]
    height = 0.0
    for row, cells_of_row in zip(table.iterchildren(A + "tr"), cells(shape, slide), strict=True):
        least = int(row.get("h", 0)) / EMU
        for cell, width in zip(cells_of_row, widths, strict=False):
            if any(line.text.strip() for line in cell.lines):
                left, top, right, bottom = _margins(cell)
                across, down = (max(int(cell.element.get(span, "1")), 1) for span in ("gridSpan", "rowSpan"))
                least = max(least, (room(cell.lines, max(width * across - left - right, 0.1)).height + top + bottom) / down)
        height += least
    grown = Box(box.x, box.y, box.w, height)
    if height <= box.h + _EDGE:
        return
    over = box.y + height - slide.deck.height
    if over > _EDGE:
        yield Fault("check.overflow", slide.place, f"the rows of {quoted(shape.name)} grow to {height:.2f} inches and leave the slide", severity=None if over > _NEAR * height else "warning")
    elif met := _met(shape, grown, slide):
        yield Fault("check.overflow", slide.place, f"the rows of {quoted(shape.name)} grow to {height:.2f} inches and run into {quoted(met.text or met.name)}", severity="warning")


def _margins(cell: Cell) -> tuple[float, float, float, float]:
    stated = next(cell.element.iterchildren(A + "tcPr"), None)
    left, top, right, bottom = (int(stated.get(key, usual) if stated is not None else usual) / EMU for key, usual in (("marL", 91440), ("marT", 45720), ("marR", 91440), ("marB", 45720)))
    return left, top, right, bottom
