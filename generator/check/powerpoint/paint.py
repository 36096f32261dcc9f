"""Colors of a deck as they are seen: names through the color map and theme, fills through their chain."""

import colorsys
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from generator.check.contrast import BLACK, RGB, WHITE, blend, rgb
from generator.check.package import NS
from generator.check.powerpoint.deck import A, Shape, Sheet, Slide
from generator.check.powerpoint.words import share
from generator.model.basics import Box

_PRESETS = {"black": BLACK, "white": WHITE, "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "orange": (255, 165, 0), "darkGray": (169, 169, 169), "lightGray": (211, 211, 211), "navy": (0, 0, 128)}
_FILLS = tuple(A + tag for tag in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))


class Paint(NamedTuple):
    """A fill: the colors it may have at one place (several in a gradient), how opaque, and whether they are known."""

    colors: tuple[RGB, ...] = ()
    alpha: float = 1.0
    known: bool = True

    @property
    def clear(self) -> bool:
        """Whether nothing of it is seen."""
        return self.known and (not self.colors or self.alpha == 0)


CLEAR = Paint()
UNKNOWN = Paint(known=False)


def color(node: etree._Element | None, sheet: Sheet, instead: RGB | None = None) -> tuple[RGB, float] | None:
    """A color and its opacity; None for one that cannot be told. `instead` is what phClr stands for."""
    if node is None:
        return None
    if instead is not None or len(node):
        return _color(node, sheet, instead)
    key = node.tag, node.get("val"), node.get("lastClr")
    if key not in sheet.looks:
        sheet.looks[key] = _color(node, sheet, None)
    return sheet.looks[key]  # type: ignore[return-value]


def _color(node: etree._Element, sheet: Sheet, instead: RGB | None) -> tuple[RGB, float] | None:
    tag, value = str(node.tag).rpartition("}")[2], str(node.get("val", ""))
    try:
        match tag:
            case "srgbClr":
                base: RGB | None = rgb(value)
            case "sysClr":
                base = rgb(node.get("lastClr") or {"windowText": "000000", "window": "FFFFFF"}[value])
            case "schemeClr":
                base = instead if value == "phClr" else slot(value, sheet)
            case "prstClr":
                base = _PRESETS.get(value)
            case "hslClr":
                hue, light, full = int(node.get("hue", 0)) / 21_600_000, int(node.get("lum", 0)) / 1e5, int(node.get("sat", 0)) / 1e5
                base = _whole(colorsys.hls_to_rgb(hue, light, full))
            case _:
                base = None
    except (KeyError, ValueError):
        base = None
    return _changed(base, node) if base is not None else None


def slot(name: str, sheet: Sheet) -> RGB | None:
    """A color of the theme by the name that texts use."""
    key = "slot", name
    if key not in sheet.looks:
        sheet.looks[key] = _slot(name, sheet)
    return sheet.looks[key]  # type: ignore[return-value]


def _slot(name: str, sheet: Sheet) -> RGB | None:
    if sheet.parent is not None and sheet.colors is sheet.parent.colors:
        return slot(name, sheet.parent)
    scheme = sheet.theme.find(".//a:clrScheme", NS) if sheet.theme is not None else None
    place = scheme.find(f"a:{sheet.colors.get(name, name)}", NS) if scheme is not None else None
    found = color(place[0], sheet) if place is not None and len(place) else None
    return found[0] if found else None


def _whole(parts: Iterable[float]) -> RGB:
    red, green, blue = (max(0, min(255, round(part * 255))) for part in parts)
    return red, green, blue


def _changed(base: RGB, node: etree._Element) -> tuple[RGB, float]:
    """A color after its changes, in the order they are written."""
    alpha = 1.0
    for change in node:
        tag, amount = str(change.tag).rpartition("}")[2], share(change.get("val", "100000"))
        if tag == "alpha":
            alpha = amount
        elif tag in ("lumMod", "lumOff", "satMod"):
            hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in base))
            light = light * amount if tag == "lumMod" else light + amount if tag == "lumOff" else light
            full = min(full * amount, 1.0) if tag == "satMod" else full
            base = _whole(colorsys.hls_to_rgb(hue, max(0.0, min(1.0, light)), full))
        elif tag == "tint":
            base = blend(base, WHITE, amount)
        elif tag == "shade":
            base = blend(base, BLACK, amount)
    return base, alpha


def fill(properties: etree._Element | None, sheet: Sheet, instead: RGB | None = None) -> Paint | None:
    """The fill that these properties state; None when they state none."""
    stated = next(properties.iterchildren(*_FILLS), None) if properties is not None else None
    if stated is None:
        return None
    return painted(stated, sheet, instead)


def painted(stated: etree._Element, sheet: Sheet, instead: RGB | None = None) -> Paint:
    """What a fill element paints."""
    match str(stated.tag).rpartition("}")[2]:
        case "noFill":
            return CLEAR
        case "solidFill":
            found = color(stated[0] if len(stated) else None, sheet, instead)
            return Paint((found[0],), found[1]) if found else UNKNOWN
        case "gradFill":
            stops = [color(stop[0], sheet, instead) for stop in stated.iterfind("a:gsLst/a:gs", NS) if len(stop)]
            sure = [stop for stop in stops if stop]
            return Paint(tuple(stop[0] for stop in sure), min(stop[1] for stop in sure)) if sure and len(sure) == len(stops) else UNKNOWN
        case _:
            return UNKNOWN


def of_shape(shape: Shape) -> Paint:
    """The fill of a shape, its own, its placeholder's or its style's."""
    key = "fill", shape
    if key not in shape.sheet.looks:
        shape.sheet.looks[key] = _of_shape(shape)
    return shape.sheet.looks[key]  # type: ignore[return-value]


def _of_shape(shape: Shape) -> Paint:
    if shape.kind in ("grpSp", "cxnSp"):
        return CLEAR
    if shape.kind == "pic":
        return UNKNOWN
    if shape.kind == "graphicFrame":
        return UNKNOWN if shape.graphic("c:chart") is None else CLEAR
    for element in (shape.element, *shape.above):
        stated = fill(element.find("p:spPr", NS), shape.sheet)
        if stated is not None:
            return stated
    return styled(shape.element.find("p:style/a:fillRef", NS), shape.sheet, "fillStyleLst")


def styled(reference: etree._Element | None, sheet: Sheet, among: str) -> Paint:
    """The fill that a shape or background takes from the theme's list; from 1001 up it is a background."""
    index = int(reference.get("idx", 0)) if reference is not None else 0
    if reference is None or index in (0, 1000):
        return CLEAR
    base = color(reference[0] if len(reference) else None, sheet)
    listed = sheet.theme.find(f".//a:{'bgFillStyleLst' if index > 1000 else among}", NS) if sheet.theme is not None else None
    entry = listed[index % 1000 - 1] if listed is not None and len(listed) >= index % 1000 else None
    if entry is None or base is None:
        return Paint((base[0],), base[1]) if base else UNKNOWN
    return painted(entry, sheet, base[0])


def background(sheet: Sheet | None) -> Paint:
    """What lies beneath all shapes of a slide."""
    if sheet is None:
        return Paint((WHITE,))
    if "background" not in sheet.looks:
        stated = sheet.root.find("p:cSld/p:bg", NS)
        own = fill(stated.find("p:bgPr", NS), sheet) if stated is not None else None
        sheet.looks["background"] = own or (styled(stated.find("p:bgRef", NS), sheet, "bgFillStyleLst") if stated is not None else background(sheet.parent))
    return sheet.looks["background"]  # type: ignore[return-value]


def overlap(one: Box, other: Box) -> float:
    """Square inches that two boxes share."""
    wide = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    high = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return max(wide, 0.0) * max(high, 0.0)


_COVERED, _TOUCHED = 0.9, 0.1


def ground(shape: Shape, box: Box, own: Paint | None = None) -> Paint:
    """What text of a shape stands on within `box`, through everything that can be seen beneath it.

    Several colors where shapes of several colors meet there.
    """
    seen: list[Paint] = []
    area = max(box.w * box.h, 1e-6)
    for paint, covered in _layers(shape, box, own):
        if covered / area < _TOUCHED or paint.clear:
            continue
        if not paint.known:
            return UNKNOWN
        if covered / area < _COVERED:
            seen.append(Paint(paint.colors, min(paint.alpha, 0.999)))
            continue
        seen.append(paint)
        if paint.alpha >= 1:
            break
    else:
        under = background(shape.sheet)
        if not under.known:
            return UNKNOWN
        seen.append(under if under.colors else Paint((WHITE,)))
    colors: tuple[RGB, ...] = seen[-1].colors
    for paint in reversed(seen[:-1]):
        mixed = tuple(blend(over, under, paint.alpha) for over in paint.colors for under in colors)
        colors = mixed if paint.alpha != 0.999 else (*colors, *mixed)
    return Paint(tuple(dict.fromkeys(colors)))


def _layers(shape: Shape, box: Box, own: Paint | None) -> Iterable[tuple[Paint, float]]:
    """Fills from the text downward, each with the square inches of the box it covers."""
    yield (own if own is not None else of_shape(shape)), box.w * box.h
    sheet: Sheet | None = shape.sheet
    below = shape.place
    while sheet is not None:
        for place, paint, there in _painted(sheet):
            if place < below and (shared := overlap(box, there)):
                yield paint, shared
        sheet, below = (sheet.parent if sheet.parent is not None and sheet.shows_parent() else None), LAST


LAST = 1 << 30


def _painted(sheet: Sheet) -> list[tuple[int, Paint, Box]]:
    """What hides something on a sheet, from the top downward, with its place among the shapes; of layouts and masters only drawings."""
    if "painted" not in sheet.looks:
        sheet.looks["painted"] = [
            (shape.place, paint, shape.box)
            for shape in reversed(sheet.shapes)
            if shape.box is not None and not shape.hidden and (shape.placeholder is None or isinstance(sheet, Slide)) and not (paint := of_shape(shape)).clear
        ]
    return sheet.looks["painted"]  # type: ignore[return-value]
