"""Charts: their workbooks, and what is written on them."""

from collections.abc import Iterator

from lxml import etree

from generator.check.books import of_chart
from generator.check.contrast import LARGE, NEAR, fails, limit, ratio
from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.powerpoint.deck import R, Shape, Slide
from generator.check.powerpoint.paint import Paint, color, fill, ground

_INSIDE = frozenset({"ctr", "inEnd", "inBase"})
_C = f"{{{NS['c']}}}"


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Faults of each chart on a slide."""
    for shape in slide.shown:
        chart = shape.graphic("c:chart")
        part = slide.deck.package.targets(slide.part).get(str(chart.get(R + "id"))) if chart is not None else None
        if part is None or part not in slide.deck.package:
            continue
        yield from of_chart(slide.deck.package, part, slide.place, shape.name)
        yield from _written(slide.deck.package.xml(part), shape, slide)


def _written(root: etree._Element, shape: Shape, slide: Slide) -> Iterator[Fault]:
    """Words of a chart that are tiny or pale, and marks that nothing tells from the ground."""
    if shape.box is None:
        return
    own = fill(root.find("c:spPr", NS), slide)
    under = ground(shape, shape.box, own if own is not None else None)
    sizes = [int(node.get("sz")) / 100 for node in root.iter("{*}defRPr", "{*}rPr") if node.get("sz")]
    if sizes and min(sizes) < slide.deck.least - 0.01:
        yield Fault("check.size", slide.place, f"words of {quoted(shape.name)} are set in {min(sizes):g} points")
    if not under.known:
        return
    for series in root.iter(_C + "ser"):
        paint = fill(series.find("c:spPr", NS), slide)
        yield from _labels(series, paint, under, shape, slide)
        if paint is not None and paint.known and paint.colors and not _told(series):
            least = min(ratio(mark, behind) for mark in paint.colors for behind in under.colors)
            if least < LARGE * (1 - NEAR):
                yield Fault("check.contrast", slide.place, f"a series of {quoted(shape.name)} stands off from the ground by {least:.1f} to 1, has neither outline nor labels, and needs 3", severity="warning")
                return
    for text in root.iter("{*}txPr"):
        if text.getparent().tag != _C + "dLbls" and (fault := _pale(text, under, shape, slide)):
            yield fault
            return


def _told(series: etree._Element) -> bool:
    """Whether labels or an outline tell a mark from the ground."""
    labels = series.find("c:dLbls", NS)
    shown = labels is not None and any(node.get("val", "1") in ("1", "true") for tag in ("showVal", "showSerName", "showCatName", "showPercent") for node in labels.iter(_C + tag))
    written = labels is not None and labels.find(".//c:rich", NS) is not None
    outline = series.find("c:spPr/a:ln/a:solidFill", NS) is not None
    points = series.find("c:dPt", NS) is not None
    line = series.getparent().tag in (_C + "lineChart", _C + "scatterChart", _C + "areaChart", _C + "radarChart")
    return shown or written or outline or points or line


def _labels(series: etree._Element, paint: Paint | None, under: Paint, shape: Shape, slide: Slide) -> Iterator[Fault]:
    """Labels against the bar they stand in, or against the ground beside it."""
    labels = series.find("c:dLbls", NS)
    if labels is None or labels.find("c:txPr", NS) is None:
        return
    position = labels.find("c:dLblPos", NS)
    inside = position is not None and position.get("val") in _INSIDE
    behind = paint if inside else under
    if behind is not None and behind.known and behind.colors and not (inside and series.find("c:dPt", NS) is not None) and (fault := _pale(labels.find("c:txPr", NS), behind, shape, slide)):
        yield fault


def _pale(text: etree._Element, behind: Paint, shape: Shape, slide: Slide) -> Fault | None:
    look = text.find("a:p/a:pPr/a:defRPr", NS)
    stated = look.find("a:solidFill", NS) if look is not None else None
    found = color(stated[0], slide) if stated is not None and len(stated) else None
    if look is None or found is None or found[1] < 1:
        return None
    size, bold = int(look.get("sz", "1000")) / 100, look.get("b") in ("1", "true")
    needed = limit(size, bold)
    least = min(ratio(found[0], other) for other in behind.colors)
    if least >= needed - 0.005:
        return None
    message = f"words of {quoted(shape.name)} stand off from what is behind them by {least:.1f} to 1 and need {needed:g}"
    return Fault("check.contrast", slide.place, message, severity=None if fails(least, size, bold) else "warning")
