"""Text of a shape with the size, weight, color and spacing it is shown in, wherever they are stated."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

from generator.check.package import NS
from generator.check.powerpoint.deck import A, P, R, Shape, Sheet

DEFAULT = 18.0
INSETS = {"lIns": 0.1, "tIns": 0.05, "rIns": 0.1, "bIns": 0.05}
_OWN_COLOR = "{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"
_PARAGRAPH, _LISTED, _SAID, _RUN, _TEXT, _BREAK, _FIELD, _LINK, _END = (A + tag for tag in ("p", "lstStyle", "pPr", "rPr", "t", "br", "fld", "hlinkClick", "endParaRPr"))
_HOLDER, _BODY, _SHRUNK = P + "txBody", A + "bodyPr", A + "normAutofit"
_INKS = frozenset(A + tag for tag in ("solidFill", "gradFill", "blipFill", "pattFill", "noFill"))
_SPACES = {A + tag: tag for tag in ("spcBef", "spcAft", "lnSpc")}
_LENT = A + "defRPr"
_LATIN = A + "latin"
_STYLES = {"title": "titleStyle", "body": "bodyStyle"}

Look = Mapping[str, Any]
"""What properties state: sz points, b, color (a fill element), font, spcBef, spcAft, lnSpc, algn, marL, indent, lang."""


class Piece(NamedTuple):
    """A run: its text, points, weight, color element and font. `linked`: drawn in the theme's color of links."""

    text: str
    size: float
    bold: bool
    color: etree._Element | None
    font: str
    raised: bool
    linked: bool
    language: str


class Lines(NamedTuple):
    """A paragraph of pieces. Lengths in inches, spaces in points; `pitch`: share of a single line's pitch, or points when over 5."""

    pieces: tuple[Piece, ...]
    left: float
    first: float
    before: float
    after: float
    pitch: float
    align: str
    end: float

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(piece.text for piece in self.pieces)


def paragraphs(shape: Shape) -> tuple[Lines, ...]:
    """The paragraphs of a shape's own text; those of tables are asked for by cell."""
    body = next(shape.element.iterchildren(_HOLDER), None)
    if body is None:
        return ()
    reference = shape.element.find("p:style/a:fontRef", NS) if next(shape.element.iterchildren(P + "style"), None) is not None else None
    styled = {"color": reference} if reference is not None and len(reference) else {}
    return tuple(_paragraphs(body, shape.sheet, shape, styled))


def cell_paragraphs(cell: etree._Element, shape: Shape, styled: Look) -> tuple[Lines, ...]:
    """The paragraphs of a table's cell; `styled` is what the table's style says of its text."""
    body = cell.find("a:txBody", NS)
    return tuple(_paragraphs(body, shape.sheet, None, styled)) if body is not None else ()


def _paragraphs(body: etree._Element, sheet: Sheet, shape: Shape | None, styled: Look) -> Iterator[Lines]:
    own = next(body.iterchildren(_LISTED), None)
    scale = _scale(shape)
    for paragraph in body.iterchildren(_PARAGRAPH):
        properties = next(paragraph.iterchildren(_SAID), None)
        level = int(properties.get("lvl", 0)) if properties is not None else 0
        look = inherited(sheet, shape, level)
        if styled:
            look = {**look, **styled}
        if own is not None and len(own):
            look = {**look, **_of_level(own, level)}
        if properties is not None and (says := stated(properties)):
            look = {**look, **says}
        pieces = tuple(_piece(node, look, scale) for node in paragraph.iterchildren(A + "r", _FIELD, _BREAK))
        end = next(paragraph.iterchildren(_END), None)
        size = (int(end.get("sz")) / 100 if end is not None and end.get("sz") else look.get("sz", DEFAULT)) * scale
        left = look.get("marL", 0.0)
        yield Lines(
            pieces, left, left + look.get("indent", 0.0), _space(look.get("spcBef"), size), _space(look.get("spcAft"), size),
            _pitch(look.get("lnSpc")), look.get("algn", "l"), size,
        )  # fmt: skip


def _piece(node: etree._Element, look: Look, scale: float) -> Piece:
    text, properties, raised, linked = "", None, False, False
    for child in node:
        if child.tag == _RUN:
            properties = child
        elif child.tag == _TEXT:
            text += child.text or ""
    if node.tag == _BREAK:
        text = "\n"
    if properties is not None:
        look = {**look, **run_look(properties)}
        raised = properties.get("baseline", "0") not in ("0", "0%")
        link = next(properties.iterchildren(_LINK), None)
        linked = link is not None and bool(link.get(R + "id")) and not any(own.get("val") == "tx" for own in link.iter(_OWN_COLOR))
    return Piece(text.upper() if look.get("cap") == "all" else text, look.get("sz", DEFAULT) * scale, look.get("b", False), look.get("color"), look.get("font", ""), raised, linked, look.get("lang", ""))


def stated(properties: etree._Element) -> dict[str, Any]:
    """What a paragraph's or level's properties state."""
    found: dict[str, Any] = {key: int(properties.get(key)) / 914_400 for key in ("marL", "indent") if properties.get(key)}
    if properties.get("algn"):
        found["algn"] = properties.get("algn")
    for child in properties:
        space = _SPACES.get(child.tag)
        if space and len(child):
            found[space] = child[0]
        elif child.tag == _LENT:
            found |= run_look(child)
    return found


def run_look(properties: etree._Element) -> dict[str, Any]:
    """What a run's properties state."""
    found: dict[str, Any] = {}
    for key, value in properties.items():
        if key == "sz":
            found["sz"] = int(value) / 100
        elif key == "b":
            found["b"] = value in ("1", "true")
        elif key in ("lang", "cap"):
            found[key] = value
    for child in properties:
        if child.tag in _INKS:
            found["color"] = child
        elif child.tag == _LATIN:
            found["font"] = str(child.get("typeface", ""))
    return found


def _of_level(styles: etree._Element, level: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for tag in ("defPPr", f"lvl{level + 1}pPr"):
        properties = styles.find(f"a:{tag}", NS)
        if properties is not None:
            found |= stated(properties)
    return found


def inherited(sheet: Sheet, shape: Shape | None, level: int) -> Look:
    """What text of a placeholder, or of a free shape, looks like before the shape says anything itself."""
    key = (shape.placeholder if shape else None, level)
    holder = sheet.parent or sheet
    if key not in holder.looks:
        holder.looks[key] = _inherited(sheet, shape, level)
    return holder.looks[key]  # type: ignore[return-value]


def _inherited(sheet: Sheet, shape: Shape | None, level: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if sheet.deck.defaults is not None:
        found |= _of_level(sheet.deck.defaults, level)
    master = sheet
    while master.parent is not None:
        master = master.parent
    if shape is not None and shape.placeholder is not None:
        styles = master.root.find(f"p:txStyles/p:{_STYLES.get(shape.role, 'otherStyle')}", NS)
        if styles is not None:
            found |= _of_level(styles, level)
        for element in reversed(shape.above):
            styles = element.find("p:txBody/a:lstStyle", NS)
            if styles is not None:
                found |= _of_level(styles, level)
    return found


def body_properties(shape: Shape) -> dict[str, str]:
    """Insets, wrapping, anchor and direction of a shape's text, and how it is fitted ("fit": normAutofit ...)."""
    holder, key = shape.sheet.parent or shape.sheet, ("body", shape.placeholder)
    if key not in holder.looks:
        lent: dict[str, str] = {}
        for element in reversed(shape.above):
            lent |= _of_body(element)
        holder.looks[key] = lent
    return holder.looks[key] | _of_body(shape.element)  # type: ignore[operator, no-any-return]


def _of_body(element: etree._Element) -> dict[str, str]:
    properties = next((body for text in element.iterchildren(_HOLDER) for body in text.iterchildren(_BODY)), None)
    if properties is None:
        return {}
    found = {str(key): str(value) for key, value in properties.items()}
    for child in properties:
        if str(child.tag).endswith(("Autofit", "AutoFit")):
            found["fit"] = str(child.tag).removeprefix(A)
    return found


def insets(properties: Mapping[str, str]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom insets in inches."""
    left, top, right, bottom = (int(properties[key]) / 914_400 if key in properties else usual for key, usual in INSETS.items())
    return left, top, right, bottom


def _scale(shape: Shape | None) -> float:
    shrunk = next(shape.element.iter(_SHRUNK), None) if shape is not None else None
    return share(shrunk.get("fontScale")) if shrunk is not None and shrunk.get("fontScale") else 1.0


@lru_cache(maxsize=256)
def share(text: str) -> float:
    """A share as files write it: 90000 or 90%."""
    return float(text[:-1]) / 100 if text.endswith("%") else int(text) / 100_000


def _space(node: etree._Element | None, size: float) -> float:
    if node is None:
        return 0.0
    return int(node.get("val", 0)) / 100 if node.tag == A + "spcPts" else share(node.get("val", "0")) * size * 1.2


def _pitch(node: etree._Element | None) -> float:
    if node is None:
        return 1.0
    return int(node.get("val", 0)) / 100 if node.tag == A + "spcPts" else share(node.get("val", "100000"))


def pieces_of(lines: Iterable[Lines]) -> Iterator[Piece]:
    """Runs that print something."""
    return (piece for line in lines for piece in line.pieces if piece.text.strip())
