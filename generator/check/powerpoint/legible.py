"""Text is large enough, and stands off from what is behind it."""

from collections.abc import Iterator

from generator.check.contrast import RGB, fails, limit, ratio
from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.powerpoint.deck import FURNITURE, A, Shape, Slide
from generator.check.powerpoint.paint import Paint, color, fill, ground, painted, slot
from generator.check.powerpoint.room import set_text, texts_of
from generator.check.powerpoint.styles import cells
from generator.check.powerpoint.words import Lines, Piece, pieces_of
from generator.model.basics import Box

LEAST = 9.0
"""Points under which text on a slide is tiny whoever made it."""


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Text that is tiny, and text that is pale."""
    for shape in slide.shown:
        if shape.kind == "graphicFrame" and shape.graphic("a:tbl") is not None:
            yield from _of_table(shape, slide)
        elif shape.kind == "sp" and shape.text and shape.box is not None and not _seen_before(shape, slide):
            lines = texts_of(shape)
            yield from _tiny(lines, shape, slide)
            if any(True for _ in _pale(lines, shape, slide, shape.box)) and (text := set_text(shape)) is not None:
                yield from _pale(lines, shape, slide, text.box)  # where the words stand, not their whole box


def _seen_before(shape: Shape, slide: Slide) -> bool:
    """Whether it is furniture that looked the same on a slide before: on that layout, on the layout's own ground."""
    if (shape.role not in FURNITURE and shape.text not in slide.deck.repeated) or slide.parent is None or slide.root.find("p:cSld/p:bg", NS) is not None:
        return False
    key = "furniture", shape.placeholder, shape.name, "" if shape.role == "sldNum" else shape.text
    return slide.parent.looks.setdefault(key, slide) is not slide


def _tiny(lines: tuple[Lines, ...], shape: Shape, slide: Slide) -> Iterator[Fault]:
    least = min(((piece.size, piece.text) for piece in pieces_of(lines) if not piece.raised), default=None)
    if least is not None and least[0] < slide.deck.least - 0.01:
        yield Fault("check.size", slide.place, f"{quoted(least[1], 30)} in {quoted(shape.name)} is set in {least[0]:g} points")


def _pale(lines: tuple[Lines, ...], shape: Shape, slide: Slide, box: Box, own: Paint | None = None) -> Iterator[Fault]:
    """The palest text of a shape, if it is too pale."""
    colors = {(_ink(piece, shape), limit(piece.size, piece.bold)): piece for piece in reversed(list(pieces_of(lines)))}
    if not colors:
        return
    under = ground(shape, box, own)
    if not under.known:
        return
    worst: tuple[float, Fault] | None = None
    for (ink, needed), piece in colors.items():
        if ink is None:
            continue
        ratios = [ratio(ink, behind) for behind in under.colors]
        best, least = max(ratios), min(ratios)
        if least >= needed - 0.005:
            continue
        sure = fails(best, piece.size, piece.bold)
        message = f"{quoted(piece.text, 30)} in {quoted(shape.name)} stands off from what is behind it by {least:.1f} to 1 and needs {needed:g}"
        if worst is None or least < worst[0]:
            worst = least, Fault("check.contrast", slide.place, message, severity=None if sure else "warning")
    if worst:
        yield worst[1]


def _ink(piece: Piece, shape: Shape) -> RGB | None:
    sheet = shape.sheet
    if piece.linked:
        return slot("hlink", sheet)
    if piece.color is None:
        return slot("tx1", sheet)
    if str(piece.color.tag).endswith("}fontRef"):
        found = color(piece.color[0], sheet)
        return found[0] if found else None
    paint = painted(piece.color, sheet)
    return paint.colors[0] if paint.known and len(paint.colors) == 1 else None


def _of_table(shape: Shape, slide: Slide) -> Iterator[Fault]:
    if shape.box is None:
        return
    tiny = pale = False
    for cell in (cell for row in cells(shape, slide) for cell in row):
        for fault in () if tiny else _tiny(cell.lines, shape, slide):
            tiny = True
            yield fault
        own = fill(next(cell.element.iterchildren(A + "tcPr"), None), slide) or cell.style.paint
        if own is None:
            continue  # a style that the file does not hold: nobody can tell here
        for fault in () if pale else _pale(cell.lines, shape, slide, shape.box, own):
            pale = True
            yield fault
