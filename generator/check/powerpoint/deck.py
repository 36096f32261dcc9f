"""Deck, Slide, Shape: a presentation as it is shown, with what each shape inherits from layout and master."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from generator.check.package import NS, Package, slide_names
from generator.model.basics import Box

EMU = 914_400
A, P, R = (f"{{{NS[key]}}}" for key in ("a", "p", "r"))
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KINDS = {P + tag: tag for tag in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")}
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "pic": "body", "chart": "body", "tbl": "body", "media": "body", "dgm": "body", "clipArt": "body"}
_NAMED, _HELD, _MARK, _FRAME, _TURNED = P + "cNvPr", P + "nvPr", P + "ph", P + "xfrm", A + "xfrm"
_TEXT = A + "t"
_SPOKEN = (_TEXT, A + "p", A + "br")
_PLACED = (P + "spPr", P + "grpSpPr", _FRAME)
FURNITURE = frozenset({"ftr", "sldNum", "dt", "hdr"})
"""Placeholders that stand on every slide and say nothing of its matter."""

Frame = tuple[float, float, float, float]
_WHOLE: Frame = (1.0, 1.0, 0.0, 0.0)


@dataclass(eq=False)
class Shape:
    """One shape as it stands on its sheet.

    `kind`: sp, pic, graphicFrame, grpSp or cxnSp. `placeholder`: its type and idx ("body", "13").
    `box`: inches on the slide after placeholders and groups are resolved; None where no part of the
    chain says it. `place`: its number among the sheet's shapes, the lowest first. `above`: the placeholders of layout and master it takes the rest from.
    """

    element: etree._Element
    sheet: "Sheet"
    kind: str
    named: etree._Element
    placeholder: tuple[str, str] | None
    above: tuple[etree._Element, ...]
    box: Box | None
    turned: float
    group: "Shape | None"
    place: int = 0
    children: "list[Shape]" = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """The name of the Selection Pane."""
        return str(self.named.get("name") or "a shape without a name")

    @cached_property
    def described(self) -> str:
        """The words of its alt text."""
        return (self.named.get("descr") or "").strip()

    @cached_property
    def decorative(self) -> bool:
        """Whether it, or the group it stands in, is marked as decoration."""
        own = len(self.named) > 0 and any(node.get("val", "1") not in ("0", "false") for node in self.named.iter("{*}decorative"))
        return own or (self.group is not None and self.group.decorative)

    @cached_property
    def hidden(self) -> bool:
        """Whether it is switched off in the Selection Pane."""
        return self.named.get("hidden") in ("1", "true") or (self.group is not None and self.group.hidden)

    @cached_property
    def role(self) -> str:
        """Type of its placeholder: title, body, ftr ...; nothing for a free shape."""
        return _SAME.get(self.placeholder[0], self.placeholder[0]) if self.placeholder else ""

    @cached_property
    def text(self) -> str:
        """All it says, in one line."""
        return " ".join("".join([(node.text or "") if node.tag == _TEXT else " " for node in self.element.iter(*_SPOKEN)]).split()) if self.kind != "grpSp" else ""

    @cached_property
    def bounds(self) -> Box | None:
        """The box around it once it is turned."""
        if self.box is None or self.turned % 180 == 0:
            return self.box
        angle, box = math.radians(self.turned), self.box
        width = abs(box.w * math.cos(angle)) + abs(box.h * math.sin(angle))
        height = abs(box.w * math.sin(angle)) + abs(box.h * math.cos(angle))
        return Box(box.x + (box.w - width) / 2, box.y + (box.h - height) / 2, width, height)

    def graphic(self, tag: str) -> etree._Element | None:
        """The chart, table or other content of a graphic frame by its tag ("a:tbl", "c:chart")."""
        return next(iter(self.element.iterfind(f"a:graphic/a:graphicData/{tag}", NS)), None) if self.kind == "graphicFrame" else None


class Sheet:
    """A slide, layout or master, and the one it inherits from."""

    def __init__(self, deck: "Deck", part: str, parent: "Sheet | None") -> None:
        self.deck, self.part, self.parent = deck, part, parent
        self.root = deck.package.xml(part)
        self.looks: dict[object, object] = {}
        """What text looks like here by placeholder and level, once it was worked out."""

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Its shapes in order, those inside groups after their group."""
        found = tuple(_walk(self.root.find("p:cSld/p:spTree", NS), self, _WHOLE, None))
        for place, shape in enumerate(found):
            shape.place = place
        return found

    @cached_property
    def _placeholders(self) -> dict[tuple[str, str], etree._Element]:
        found: dict[tuple[str, str], etree._Element] = {}
        for shape in self.root.iter(*_KINDS):
            kind = shape.find("./*/p:nvPr/p:ph", NS)
            if kind is not None:
                role = kind.get("type", "obj")
                found.setdefault(("idx", kind.get("idx", "0")), shape)
                found.setdefault(("type", role), shape)
                found.setdefault(("type", _SAME.get(role, role)), shape)
        return found

    def lends(self, kind: str, idx: str) -> etree._Element | None:
        """The placeholder that one of this type and idx on the sheet below takes its looks from."""
        held, same = self._placeholders, _SAME.get(kind, kind)
        if self.parent is None:
            return held.get(("type", same))
        by_idx = held.get(("idx", idx))
        if by_idx is not None and idx != "0":
            return by_idx
        return held.get(("type", kind), held.get(("type", same), by_idx))

    @cached_property
    def colors(self) -> dict[str, str]:
        """Names of colors as text uses them (tx1, bg1, accent1) with their slots in the theme."""
        own = self.root.find("p:clrMapOvr/a:overrideClrMapping", NS)
        if own is None and self.parent is None:
            own = self.root.find("p:clrMap", NS)
        if own is not None:
            return {str(key): str(value) for key, value in own.attrib.items()}
        return self.parent.colors if self.parent else {}

    @cached_property
    def theme(self) -> etree._Element | None:
        """The theme of its master."""
        if self.parent is not None:
            return self.parent.theme
        part = next((link.target for link in self.deck.package.relations(self.part).values() if link.kind == "theme"), None)
        return self.deck.package.xml(part) if part else None

    def shows_parent(self) -> bool:
        """Whether the drawings of the layout or master show through."""
        return self.root.get("showMasterSp", "1") not in ("0", "false")


class Slide(Sheet):
    """A slide with its number, as `place` says it."""

    def __init__(self, deck: "Deck", part: str, number: int) -> None:
        layout = next((link.target for link in deck.package.relations(part).values() if link.kind == "slideLayout"), None)
        super().__init__(deck, part, deck.sheet(layout) if layout else None)
        self.number, self.place = number, f"slide {number}"

    @cached_property
    def title(self) -> Shape | None:
        """Its title placeholder, filled or not."""
        return next((shape for shape in self.shapes if shape.role == "title"), None)

    @property
    def shown(self) -> Iterator[Shape]:
        """Shapes that can be seen."""
        return (shape for shape in self.shapes if not shape.hidden)


class Deck:
    """A presentation: its size in inches, its slides, the least size of text it is held to, and whether its text was measured when it was planned."""

    def __init__(self, package: Package, least: float, measured: bool = False) -> None:
        self.package, self.least, self.measured = package, least, measured
        self.root = package.xml("ppt/presentation.xml")
        size = self.root.find("p:sldSz", NS)
        self.width, self.height = (int(size.get(side, 0)) / EMU for side in ("cx", "cy")) if size is not None else (10.0, 7.5)
        self.defaults = self.root.find("p:defaultTextStyle", NS)
        self._sheets: dict[str, Sheet] = {}
        self.texts: dict[Shape, object] = {}
        """Texts as they are laid out, once that was worked out."""
        self.slides = [Slide(self, part, number) for number, part in enumerate(slide_names(package), 1)]

    def sheet(self, part: str) -> Sheet:
        """A layout or master by the name of its part."""
        if part not in self._sheets:
            master = next((link.target for link in self.package.relations(part).values() if link.kind == "slideMaster"), None)
            self._sheets[part] = Sheet(self, part, self.sheet(master) if master else None)
        return self._sheets[part]

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Texts that stand on most slides, three or more, as markings and mottoes do."""
        counts = Counter(text for slide in self.slides for text in {shape.text for shape in slide.shapes if shape.text and shape.role != "title"})
        return frozenset(text for text, count in counts.items() if count > 2 and count > len(self.slides) / 2)

    @cached_property
    def table_styles(self) -> dict[str, etree._Element]:
        """Table styles that the file brings along, by their id."""
        part = "ppt/tableStyles.xml"
        return {str(style.get("styleId")): style for style in self.package.xml(part).iterfind("a:tblStyle", NS)} if part in self.package else {}


def _walk(tree: etree._Element, sheet: Sheet, frame: Frame, group: Shape | None) -> Iterator[Shape]:
    for element in tree:
        if element.tag == _MC + "AlternateContent":
            choice = next(iter(element), None)
            if choice is not None:
                yield from _walk(choice, sheet, frame, group)
        elif kind := _KINDS.get(element.tag):
            properties = element[0] if len(element) else element
            named = next(properties.iterchildren(_NAMED), None)
            if named is None:
                continue
            mark = next((mark for held in properties.iterchildren(_HELD) for mark in held.iterchildren(_MARK)), None)
            placeholder = (mark.get("type", "obj"), mark.get("idx", "0")) if mark is not None else None
            above = tuple(_above(sheet, placeholder)) if placeholder else ()
            transform = next((found for found in map(_transform, (element, *above)) if found is not None), None)
            shape = Shape(element, sheet, kind, named, placeholder, above, _box(transform, frame), _turned(transform), group)
            if group is not None:
                group.children.append(shape)
            yield shape
            if kind == "grpSp":
                yield from _walk(element, sheet, _inner(transform, frame), shape)


def _above(sheet: Sheet, placeholder: tuple[str, str]) -> Iterator[etree._Element]:
    kind, idx = placeholder
    upper = sheet.parent
    while upper is not None:
        found = upper.lends(kind, idx)
        if found is not None:
            yield found
            mark = found.find("./*/p:nvPr/p:ph", NS)
            kind = mark.get("type", "obj") if mark is not None else kind
        upper = upper.parent


def _transform(element: etree._Element) -> etree._Element | None:
    for child in element.iterchildren(*_PLACED):
        found = child if child.tag == _FRAME else next(child.iterchildren(_TURNED), None)
        if found is not None and len(found) > 1:
            return found
    return None


def _numbers(transform: etree._Element, tags: Sequence[str]) -> list[float] | None:
    found = {node.tag: node for node in transform}
    if any(tag not in found for tag in tags):
        return None
    return [int(found[tag].get(side, 0)) / EMU for tag, sides in zip(tags, (("x", "y"), ("cx", "cy")), strict=True) for side in sides]


def _box(transform: etree._Element | None, frame: Frame) -> Box | None:
    numbers = _numbers(transform, (A + "off", A + "ext")) if transform is not None else None
    if numbers is None:
        return None
    (x, y, w, h), (wide, high, left, top) = numbers, frame
    return Box(left + wide * x, top + high * y, wide * w, high * h)


def _turned(transform: etree._Element | None) -> float:
    return int(transform.get("rot", 0)) / 60_000 if transform is not None else 0.0


def _inner(transform: etree._Element | None, frame: Frame) -> Frame:
    """How what stands in a group is moved and scaled."""
    outer = _numbers(transform, (A + "off", A + "ext")) if transform is not None else None
    inner = _numbers(transform, (A + "chOff", A + "chExt")) if transform is not None else None
    if outer is None or inner is None:
        return frame
    wide, high = (outer[2] / inner[2] if inner[2] else 1.0), (outer[3] / inner[3] if inner[3] else 1.0)
    left, top = outer[0] - inner[0] * wide, outer[1] - inner[1] * high
    return frame[0] * wide, frame[1] * high, frame[2] + frame[0] * left, frame[3] + frame[1] * top
