"""Hatched rows of a native chart: shapes laid over its plot, which move and grow with it. No number is kept for them."""

from typing import Any

from generator.model.figure import NOT_SHOWN
from generator.model.pages import Box, ChartShape
from generator.plan.measure import text_width
from generator.render.powerpoint.base import NAMESPACES, clean, emu, solid

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"
_BEGINS, _PLATE, _PAD = 0.03, 0.12, 0.08  # inches from the axis to the band, to its words' ground, and around the words
_APART = 0.07  # inches from one slanting line to the next, along the band
_OVER = 0.015  # inches that the ground stands over the band, so that no line is left at its edge


def lay_over(part: Any, shape: ChartShape, left: float, top: float, pitch: float, bar: float, language: str) -> None:
    """Add to a chart's part a band and words for each hidden row.

    `left`: where the axis stands, `top`: where rows begin, as shares of the chart; `pitch`, `bar`: inches of a row
    and of its bar. The band runs from the axis past the end of the scale, so that nobody takes it for a value.
    """
    from pptx.opc.package import Part
    from pptx.oxml import parse_xml

    start, end = left * shape.box.w + _BEGINS, shape.box.w
    words = Box(start + _PLATE, 0.0, text_width(NOT_SHOWN, shape.label_size) * 1.03 + 2 * _PAD, bar + 2 * _OVER)
    plain = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{solid("white")}<a:ln><a:noFill/></a:ln>'
    look = f'<a:rPr lang="{language}" sz="{round(shape.label_size * 100)}">{solid("text")}<a:latin typeface="+mn-lt"/></a:rPr>'
    pieces = []
    for index in range(len(shape.chart.hidden)):
        y = shape.box.h * top + pitch * (len(shape.chart.rows) + index + 0.5) - bar / 2
        pieces.append(_piece(2 * index + 2, f"hidden:{index + 1}", Box(start, y, end - start, bar), shape, _hatch(end - start, bar), "<a:endParaRPr/>"))
        ground = words._replace(y=y - _OVER)
        pieces.append(_piece(2 * index + 3, f"words:{index + 1}", ground, shape, plain, f"<a:r>{look}<a:t>{clean(NOT_SHOWN)}</a:t></a:r>"))
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:userShapes xmlns:c="{_C}" xmlns:cdr="{_DRAWING}" '
        f'{NAMESPACES}>{"".join(pieces)}</c:userShapes>'
    )
    name = part.package.next_partname("/ppt/drawings/drawing%d.xml")
    relation = part.relate_to(Part(name, _TYPE, part.package, xml.encode("utf-8")), _RELATION)
    part._element.append(parse_xml(f'<c:userShapes xmlns:c="{_C}" {NAMESPACES} r:id="{relation}"/>'))


def _hatch(width: float, height: float) -> str:
    """Return the form of a band of slanting lines. Drawn, for a pattern's dots are seen one by one on paper."""
    w, h = emu(width), emu(height)
    ends = ((max(x, 0), min(h, h + x), min(x + h, w), max(h + x - w, 0)) for x in range(-h + emu(_APART), w, emu(_APART)))
    lines = "".join(f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo><a:lnTo><a:pt x="{right}" y="{up}"/></a:lnTo>' for x, y, right, up in ends)
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{w}" h="{h}" fill="none">{lines}</a:path></a:pathLst></a:custGeom><a:noFill/><a:ln w="8890">{solid("rule")}</a:ln>'
    )


def _piece(number: int, name: str, box: Box, shape: ChartShape, form: str, text: str) -> str:
    """Return cdr:relSizeAnchor: a form with its text, placed by shares of the chart."""
    x, y, right, bottom = box.x / shape.box.w, box.y / shape.box.h, (box.x + box.w) / shape.box.w, (box.y + box.h) / shape.box.h
    return (
        f"<cdr:relSizeAnchor><cdr:from><cdr:x>{x:.5f}</cdr:x><cdr:y>{y:.5f}</cdr:y></cdr:from>"
        f"<cdr:to><cdr:x>{min(right, 1.0):.5f}</cdr:x><cdr:y>{bottom:.5f}</cdr:y></cdr:to>"
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{number}" name="{name}"/><cdr:cNvSpPr/></cdr:nvSpPr><cdr:spPr>'
        f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
        f"{form}</cdr:spPr>"
        f'<cdr:txBody><a:bodyPr wrap="none" lIns="{emu(_PAD)}" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/><a:p>{text}</a:p></cdr:txBody>'
        "</cdr:sp></cdr:relSizeAnchor>"
    )
