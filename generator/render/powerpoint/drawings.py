"""Outlines of our own and groups of shapes: native, crisp at any size, recolored with the theme."""

from generator.model.pages import Box, Drawing, Group, Rule, TextShape
from generator.render.powerpoint.base import DECORATIVE, emu, frame, head, rectangle, solid
from generator.render.powerpoint.text import Link, text_shape

_UNIT = 100  # of a path for one of the grid, so that halves are whole
_ACCENT_RULE = 0.06  # inches


def drawing(shape: Drawing, number: int) -> str:
    """Return p:sp with the outlines as one path."""
    paths = "".join(_closed(outline) for outline in shape.outlines)
    width, height = (round(units * _UNIT) for units in shape.grid)
    extra = "" if shape.alt else DECORATIVE
    return (
        f"<p:sp><p:nvSpPr>{head(number, shape.name, shape.alt, extra)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{frame(shape.box)}"
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst></a:custGeom>'
        f"{solid(shape.fill)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _closed(outline: tuple[tuple[float, float], ...]) -> str:
    first, *others = (f'<a:pt x="{round(x * _UNIT)}" y="{round(y * _UNIT)}"/>' for x, y in outline)
    return f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in others)}<a:close/>"


def group(shape: Group, first: int, language: str, link: Link) -> tuple[str, int]:
    """Return p:grpSp and the next free shape id."""
    inner, number = [], first + 1
    for child in shape.shapes:
        xml, number = _child(child, number, language, link)
        inner.append(xml)
    x, y, w, h = (emu(v) for v in (shape.box.x, shape.box.y, shape.box.w, shape.box.h))
    place = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
    return (
        f"<p:grpSp><p:nvGrpSpPr>{head(first, shape.name, shape.alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{''.join(inner)}</p:grpSp>",
        number,
    )


def _child(shape: TextShape | Rule | Drawing, number: int, language: str, link: Link) -> tuple[str, int]:
    if isinstance(shape, Rule):
        return rectangle(number, shape.name, shape.box, shape.fill), number + 1
    if isinstance(shape, Drawing):
        return drawing(shape, number), number + 1
    text = text_shape(shape, number, "", language, link)
    if shape.line and shape.line_side in ("left", "top"):
        b = shape.box
        width, height = (_ACCENT_RULE, b.h) if shape.line_side == "left" else (b.w, _ACCENT_RULE)
        return text + rectangle(number + 1, f"rule:{shape.name}", Box(b.x, b.y, width, height), shape.line), number + 2
    return text, number + 1
