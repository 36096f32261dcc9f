"""The free area of a layout: clear of title, footers, logos and bands; and the ground that lies under it."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator.load.brand.boxes import FURNITURE, box_of
from generator.load.brand.office import NS, R_EMBED, Office
from generator.load.brand.pictures import Ground, bands, opened, under
from generator.load.brand.scheme import Scheme, contrast
from generator.model.basics import Box
from generator.model.brand import Seen

EDGE = 0.045
"""The share of the slide's height that stays free at an edge where the template says nothing."""
AIR = 0.012
WHOLE = 0.8
"""What covers this share of the free area is the ground it lies on, not something in the way."""
HAIR = 0.02
RESTLESS = 48.0


class Drawn(NamedTuple):
    """Something drawn on a layout or its master that is no placeholder. `fill`: RRGGBB or "", `picture`: its part or ""."""

    box: Box
    fill: str
    picture: str


def drawn(office: Office, part: str, root: etree._Element, scheme: Scheme) -> Iterator[Drawn]:
    """The shapes and pictures of a layout or master, groups as one."""
    images = {r.id: r.target for r in office.relations(part) if r.kind == "image" and not r.external}
    tree = root.find("p:cSld/p:spTree", NS)
    for shape in tree if tree is not None else ():
        tag = etree.QName(shape).localname
        if tag not in ("sp", "pic", "grpSp", "cxnSp", "graphicFrame") or shape.find(".//p:nvPr/p:ph", NS) is not None:
            continue
        box = box_of(shape)
        if box is None or (box.w <= 0 and box.h <= 0):
            continue
        blip = shape.find(".//a:blip", NS)
        fill = shape.find("p:spPr/a:solidFill", NS)
        lined = shape.find("p:spPr/a:ln/a:solidFill", NS) is not None or tag in ("cxnSp", "grpSp", "graphicFrame")
        styled = shape.find("p:style/a:fillRef", NS)
        color = scheme.read(fill[0]) if fill is not None and len(fill) else ""
        if not color and styled is not None and str(styled.get("idx")) != "0" and len(styled) and shape.find("p:spPr/a:noFill", NS) is None:
            color = scheme.read(styled[0])
        gradient = shape.find("p:spPr/a:gradFill", NS)
        if not color and gradient is not None:
            color = _mean([scheme.read(stop[0]) for stop in gradient.iterfind("a:gsLst/a:gs", NS) if len(stop)])
        words = "".join(t.text or "" for t in shape.iterfind(".//a:t", NS)).strip()
        if color or blip is not None or lined or words:
            yield Drawn(box, color, images.get(str(blip.get(R_EMBED)), "") if blip is not None else "")


def _mean(colors: list[str]) -> str:
    if not colors:
        return ""
    return "".join(f"{round(sum(int(c[i : i + 2], 16) for c in colors) / len(colors)):02X}" for i in (0, 2, 4))


def free_area(width: float, height: float, places: tuple[Seen, ...], body: Box | None, things: list[Drawn]) -> tuple[Box, list[Drawn]]:
    """The largest clear rectangle under the title, and the things that are ground rather than in the way.

    `body`: where the template's own text stands; its left and right edges are the margins.
    """
    title = next((p.box for p in places if p.kind in ("title", "ctrTitle")), None)
    margin = width * EDGE
    left = max(body.x if body else title.x if title else margin, width * 0.02)
    right = min(body.x + body.w if body else title.x + title.w if title else width - margin, width * 0.98)
    top = height * EDGE
    if title is not None and title.y + title.h / 2 < height * 0.5:
        top = title.y + title.h + height * AIR
        if body is not None and body.y > top:
            top = min(body.y, top + height * 0.08)
    below = [p.box.y for p in places if p.kind in FURNITURE and p.box.y > height * 0.75]
    bottom = min([*below, height * (1 - EDGE)]) - height * AIR
    if title is not None and title.y > height * 0.6:  # a title under its picture
        bottom = min(bottom, title.y - height * AIR)
    area = Box(left, top, max(right - left, 0.1), max(bottom - top, 0.1))
    return without(area, things, height)


def without(area: Box, things: list[Drawn], height: float) -> tuple[Box, list[Drawn]]:
    """The area cut back from what stands in it, each time on the side that costs least."""
    ground = []
    for thing in things:
        common = overlap(area, thing.box)
        if not common:
            continue
        if common >= WHOLE * area.w * area.h:
            ground.append(thing)
            continue
        area = cut(area, thing.box, height * AIR)
    return area, ground


def overlap(one: Box, other: Box) -> float:
    """Square inches that two boxes share; a hair for a line that lies inside."""
    w = min(one.x + one.w, other.x + max(other.w, HAIR)) - max(one.x, other.x)
    h = min(one.y + one.h, other.y + max(other.h, HAIR)) - max(one.y, other.y)
    return w * h if w > 0 and h > 0 else 0.0


def cut(area: Box, other: Box, air: float) -> Box:
    """The largest part of the area beside, above or under the other box."""
    right, bottom = area.x + area.w, area.y + area.h
    choices = (
        area._replace(h=other.y - air - area.y),
        Box(area.x, other.y + other.h + air, area.w, bottom - other.y - other.h - air),
        area._replace(w=other.x - air - area.x),
        Box(other.x + other.w + air, area.y, right - other.x - other.w - air, area.h),
    )
    whole = [c for c in choices if c.w > 0 and c.h > 0]
    return max(whole, key=lambda c: c.w * c.h) if whole else area._replace(w=0.1, h=0.1)


def ground_under(office: Office, layout: tuple[str, etree._Element], master: tuple[str, etree._Element], theme: tuple[str, etree._Element], scheme: Scheme, area: Box, things: list[Drawn], whole: Box) -> Ground:
    """The color under the area: the background, then what covers it, in the order in which it is drawn."""
    found = _background(office, (layout, master), theme, scheme, area, whole)
    for thing in things:
        if thing.picture:
            picture = opened(office.read(thing.picture))
            if picture is None:
                found = Ground(found.color, RESTLESS + 1)  # a drawing whose colors nobody here can tell
                continue
            seen = under(picture, thing.box, area)
            if seen.clear < 0.5:
                found = seen
        elif thing.fill:
            found = Ground(thing.fill, 0.0)
    return found


def picture_bands(office: Office, pages: tuple[tuple[str, etree._Element], ...], things: list[Drawn], ground: str, whole: Box) -> list[Drawn]:
    """Bands within the pictures that lie under a layout, as things in the way."""
    found = [(thing.picture, thing.box) for thing in things if thing.picture]
    for part, root in pages:
        background = root.find("p:cSld/p:bg", NS)
        if background is None:
            continue
        blip = background.find("p:bgPr/a:blipFill/a:blip", NS)
        target = next((r.target for r in office.relations(part) if blip is not None and r.id == blip.get(R_EMBED) and not r.external), "")
        found += [(target, whole)] if target else []
        break
    pictures = ((opened(office.read(part)), box) for part, box in found)
    return [Drawn(band, "", "") for picture, box in pictures if picture is not None for band in bands(picture, box, ground)]


def _background(office: Office, pages: tuple[tuple[str, etree._Element], ...], theme: tuple[str, etree._Element], scheme: Scheme, area: Box, whole: Box) -> Ground:
    for part, root in pages:
        background = root.find("p:cSld/p:bg", NS)
        if background is None:
            continue
        reference = background.find("p:bgRef", NS)
        if reference is not None:
            index = str(reference.get("idx", "0"))
            styles = theme[1].find("a:themeElements/a:fmtScheme/a:bgFillStyleLst", NS)
            style = styles[int(index) - 1001] if styles is not None and index.isdigit() and 0 <= int(index) - 1001 < len(styles) else None
            blip = style.find("a:blip", NS) if style is not None else None
            if blip is not None:
                return _pictured(office, theme[0], blip, area, whole) or Ground(scheme.slot("bg1"), 0.0)
            return Ground(scheme.read(reference[0]) if len(reference) else scheme.slot("bg1"), 0.0)
        properties = background.find("p:bgPr", NS)
        for fill in properties if properties is not None else ():
            tag = etree.QName(fill).localname
            if tag == "solidFill" and len(fill):
                return Ground(scheme.read(fill[0]), 0.0)
            if tag == "gradFill":
                colors = [scheme.read(stop[0]) for stop in fill.iterfind("a:gsLst/a:gs", NS) if len(stop)]
                if colors:
                    return Ground(_mean(colors), 12.0 * max(contrast(a, b) for a in colors for b in colors))
            blip = fill.find("a:blip", NS)
            if tag == "blipFill" and blip is not None:
                return _pictured(office, part, blip, area, whole) or Ground(scheme.slot("bg1"), RESTLESS + 1)
    return Ground(scheme.slot("bg1"), 0.0)


def _pictured(office: Office, part: str, blip: etree._Element, area: Box, whole: Box) -> Ground | None:
    target = next((r.target for r in office.relations(part) if r.id == blip.get(R_EMBED) and not r.external), "")
    picture = opened(office.read(target)) if target else None
    return under(picture, whole, area) if picture is not None else None
