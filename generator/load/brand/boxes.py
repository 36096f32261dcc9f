"""Where a layout's placeholders stand and how their text looks, resolved up to the master."""

from collections.abc import Iterator

from lxml import etree

from generator.load.brand.office import NS
from generator.model.basics import Box
from generator.model.brand import Seen

EMU = 914400.0
_FAMILY = {
    "ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum",
}  # fmt: skip
FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr"})


def family(kind: str) -> str:
    """The kind of the master's placeholder that one of a layout inherits from."""
    return _FAMILY.get(kind, "body")


def placeholders(root: etree._Element) -> Iterator[tuple[etree._Element, str, int]]:
    """Each placeholder of a layout or master with its kind and idx, groups looked through."""
    for shape in root.iterfind("p:cSld/p:spTree//p:sp", NS):
        ph = shape.find("p:nvSpPr/p:nvPr/p:ph", NS)
        if ph is not None:
            yield shape, str(ph.get("type", "obj")), _whole(ph.get("idx"))
    for shape in root.iterfind("p:cSld/p:spTree//p:pic", NS):
        ph = shape.find("p:nvPicPr/p:nvPr/p:ph", NS)
        if ph is not None:
            yield shape, str(ph.get("type", "pic")), _whole(ph.get("idx"))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def box_of(shape: etree._Element) -> Box | None:
    """A shape's own box in inches; None when it inherits it."""
    xfrm = shape.find("p:spPr/a:xfrm", NS)
    if xfrm is None:
        xfrm = shape.find("p:grpSpPr/a:xfrm", NS)
    if xfrm is None:
        xfrm = shape.find("p:xfrm", NS)
    off, ext = (xfrm.find(f"a:{tag}", NS) for tag in ("off", "ext")) if xfrm is not None else (None, None)
    if off is None or ext is None:
        return None
    try:
        x, y, w, h = (float(str(v)) / EMU for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    except ValueError:
        return None
    return Box(x, y, w, h)


def seen(layout: etree._Element, master: etree._Element) -> tuple[Seen, ...]:
    """The placeholders of a layout in order; one without a box anywhere is left out."""
    above = {family(kind): box_of(shape) for shape, kind, _ in reversed(list(placeholders(master)))}
    found = []
    for shape, kind, idx in placeholders(layout):
        box = box_of(shape) or above.get(family(kind))
        if box is not None and box.w > 0 and box.h > 0:
            properties = next(iter(shape.iterfind("./*/p:cNvPr", NS)), None)
            found.append(Seen(str(properties.get("name", "")) if properties is not None else "", kind, idx, box))
    return tuple(found)


def chain(layout: etree._Element, master: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The run properties that say how text of that kind looks, nearest first: layout, master, master's text styles."""
    style = {"title": "titleStyle", "body": "bodyStyle"}.get(family(kind), "otherStyle")
    for root in (layout, master):
        for shape, its, _ in placeholders(root):
            if its == kind or (root is master and family(its) == family(kind)):
                yield from shape.iterfind("p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr", NS)
                break
    yield from master.iterfind(f"p:txStyles/p:{style}/a:lvl1pPr/a:defRPr", NS)


def size_of(layout: etree._Element, master: etree._Element, kind: str) -> float:
    """Points of text of that kind, resolved through the whole chain; 18 where nobody says."""
    return next((int(str(look.get("sz"))) / 100 for look in chain(layout, master, kind) if str(look.get("sz", "")).isdigit()), 18.0)


def color_of(layout: etree._Element, master: etree._Element, kind: str) -> etree._Element | None:
    """The color element of text of that kind; None where nobody says."""
    for look in chain(layout, master, kind):
        fill = look.find("a:solidFill", NS)
        if fill is not None and len(fill):
            return fill[0]
    return None


def face_of(layout: etree._Element, master: etree._Element, kind: str) -> str:
    """The typeface of text of that kind, as written ("+mn-lt" for the theme's); "" where nobody says."""
    for look in chain(layout, master, kind):
        latin = look.find("a:latin", NS)
        if latin is not None and latin.get("typeface"):
            return str(latin.get("typeface"))
    return ""
