"""Text of a document is large enough and stands off from what is behind it."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.check.contrast import BLACK, RGB, WHITE, blend, fails, limit, ratio, rgb
from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.word.document import Document, W, run_look, within

LEAST = 8.0
"""Points under which print is tiny whoever made it; notes and sources may be as small as this."""
_USUAL = 10.0
_HIGHLIGHTS = {"yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": "000000", "white": "FFFFFF"}
_SLOTS = {"text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2", "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}


def of_document(document: Document) -> Iterator[Fault]:
    """Tiny and pale text, once a paragraph."""
    sound: set[object] = set()
    for paragraph in document.paragraphs:
        base: dict[str, Any] | None = None
        under: RGB | None = None
        for properties, text in document.runs(paragraph):
            if base is None:
                base = document.look_of(paragraph)
                under = _ground(paragraph, base, document)
            key = document.style_of(paragraph), under, _key(properties)
            if key in sound:
                continue
            look = {**base, **_of_run(properties, document)}
            fault = None if look.get("hidden") else _tiny(look, text, document.places[paragraph]) or _pale(look, under, text, document.places[paragraph], document)
            if fault:
                yield fault
                break
            sound.add(key)


def _key(properties: etree._Element | None) -> tuple[tuple[str, ...], ...]:
    """What a run's properties say, so that runs which look alike are looked at once."""
    return tuple((child.tag, *child.values()) for child in properties) if properties is not None else ()


def _tiny(look: dict[str, Any], text: str, place: str) -> Fault | None:
    size = look.get("sz", _USUAL)
    return Fault("check.size", place, f"{quoted(text)} is set in {size:g} points") if size < LEAST and not look.get("raised") else None


def _of_run(properties: etree._Element | None, document: Document) -> dict[str, Any]:
    if properties is None:
        return {}
    style = properties.find("w:rStyle", NS)
    return {**(document.look(str(style.get(W + "val"))) if style is not None else {}), **run_look(properties)}


def _pale(look: dict[str, Any], under: RGB | None, text: str, place: str, document: Document) -> Fault | None:
    shade = look.get("shade")
    own = _shade(shade, document) if shade is not None else None
    behind = own if own is not None else under
    ink = _color(look.get("color"), document)
    if behind is None or ink is None:
        return None
    size, bold = look.get("sz", _USUAL), look.get("b", False)
    needed, found = limit(size, bold), ratio(ink, behind)
    if found >= needed - 0.005:
        return None
    return Fault("check.contrast", place, f"{quoted(text)} stands off from what is behind it by {found:.1f} to 1 and needs {needed:g}", severity=None if fails(found, size, bold) else "warning")


def _color(node: etree._Element | None, document: Document) -> RGB | None:
    """The color stated; None for the automatic one, which Word makes fit what is behind it."""
    if node is None:
        return None
    named = node.get(W + "themeColor")
    if named:
        found = _of_theme(named, document)
        if found is not None:
            for change, towards in (("themeTint", WHITE), ("themeShade", BLACK)):
                if node.get(W + change):
                    found = blend(found, towards, int(node.get(W + change), 16) / 255)
            return found
    return _hex(node.get(W + "val"))


def _of_theme(name: str, document: Document) -> RGB | None:
    part = next((part for part in document.package.targets("word/document.xml").values() if "/theme/" in part), None)
    place = document.package.xml(part).find(f".//{{*}}clrScheme/{{*}}{_SLOTS.get(name, name)}") if part and part in document.package else None
    return _hex(place[0].get("lastClr") or place[0].get("val")) if place is not None and len(place) else None


def _hex(code: str | None) -> RGB | None:
    try:
        return rgb(code or "")
    except ValueError:
        return None


def _shade(node: etree._Element, document: Document) -> RGB | None:
    if node.tag == W + "highlight":
        return _hex(_HIGHLIGHTS.get(node.get(W + "val", "")))
    if node.get(W + "val") in ("nil", "none") or (node.get(W + "fill", "auto") == "auto" and not node.get(W + "themeFill")):
        return None
    named = node.get(W + "themeFill")
    found = _of_theme(named, document) if named else None
    if found is not None:
        for change, towards in (("themeFillTint", WHITE), ("themeFillShade", BLACK)):
            if node.get(W + change):
                found = blend(found, towards, int(node.get(W + change), 16) / 255)
        return found
    return _hex(node.get(W + "fill"))


def _ground(paragraph: etree._Element, look: dict[str, Any], document: Document) -> RGB | None:
    """What a paragraph stands on; None where a style of the table, or a drawing, may color it."""
    if look.get("ground") is not None and (found := _shade(look["ground"], document)) is not None:
        return found
    if within(paragraph, W + "txbxContent"):
        return None
    cell = next(paragraph.iterancestors(W + "tc"), None)
    if cell is not None:
        shade = cell.find("w:tcPr/w:shd", NS)
        if shade is not None and (found := _shade(shade, document)) is not None:
            return found
        table = next(cell.iterancestors(W + "tbl"))
        style = document.styles.get(str(getattr(table.find("w:tblPr/w:tblStyle", NS), "attrib", {}).get(W + "val", "")))
        if style is not None and next(style.iter(W + "shd"), None) is not None:
            return None
    background = document.root.find("w:background", NS)
    return (_hex(background.get(W + "color")) if background is not None else None) or WHITE
