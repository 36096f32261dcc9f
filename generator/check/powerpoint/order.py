"""Shapes follow each other as a reader goes: title, then from top to bottom and left to right."""

from collections.abc import Iterator
from itertools import combinations

from generator.check.fault import Fault, quoted
from generator.check.powerpoint.deck import FURNITURE, Shape, Slide
from generator.model.basics import Box

_SHARED = 0.5
_AIR = 0.02  # inches


def of_slide(slide: Slide) -> Iterator[Fault]:
    """The first thing on the slide that is read out of turn."""
    met = [shape for shape in slide.shown if shape.group is None and shape.bounds is not None and _is_read(shape) and shape.text not in slide.deck.repeated]
    title = slide.title
    if title in met and title is not None and title.text and met[0] is not title:
        before = met[: met.index(title)]
        if late := [shape for shape in before if _below(shape.bounds, title.bounds)]:
            yield Fault("check.reading-order", slide.place, f"{_named(late[0])} is read before the title")
            return
    rest = [shape for shape in met if shape is not title]
    for first, second in combinations(rest, 2):
        one, other = first.bounds, second.bounds
        if one is not None and other is not None and (_above(other, one) or _left(other, one)):
            where = "above" if _above(other, one) else "to the left of"
            yield Fault("check.reading-order", slide.place, f"{_named(first)} is read before {_named(second)}, which stands {where} it")
            return


def _is_read(shape: Shape) -> bool:
    if shape.decorative or (shape.placeholder and shape.placeholder[0] in FURNITURE):
        return False
    if shape.kind == "grpSp":
        return bool(shape.described) or any(map(_is_read, shape.children))
    return bool(shape.text) or shape.kind in ("pic", "graphicFrame")


def _named(shape: Shape) -> str:
    return quoted(shape.text or shape.name, 30)


def _below(one: Box | None, other: Box | None) -> bool:
    return one is not None and other is not None and one.y >= other.y + other.h - _AIR


def _above(one: Box, other: Box) -> bool:
    """Whether one box stands over the other in the same column."""
    shared = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    return one.y + one.h <= other.y + _AIR and shared > _SHARED * min(one.w, other.w)


def _left(one: Box, other: Box) -> bool:
    """Whether one box stands beside the other in the same row, about as high, and first."""
    shared = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return one.x + one.w <= other.x + _AIR and shared > 0.8 * max(one.h, other.h)
