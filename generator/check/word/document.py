"""Document, Style: a Word file's paragraphs with what their styles make of them."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from lxml import etree

from generator.check.package import NS, Package

W = f"{{{NS['w']}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SAID, _PROPERTIES, _STYLED, _OF_PARAGRAPH = W + "t", W + "rPr", W + "pStyle", W + "pPr"
_OUTLINE, _NUMBERED, _SHADED = W + "outlineLvl", W + "numPr", W + "shd"
_TEXT = (_SAID, W + "tab", W + "br", W + "cr", W + "noBreakHyphen")
_HEADING = re.compile(r"^heading ([1-9])$", re.IGNORECASE)

Look = Mapping[str, Any]
"""sz points, b, color and shade as their elements, outline (0 to 8), listed, caps."""


def on(node: etree._Element | None) -> bool:
    """Whether a switch that is there is on."""
    return node is not None and node.get(W + "val", "1") not in ("0", "false", "off")


class Document:
    """The main part with its styles; places are paragraphs and tables counted as they stand."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.root = package.xml("word/document.xml")
        self.styles_root = package.xml("word/styles.xml") if "word/styles.xml" in package else None
        self._looks: dict[str, dict[str, Any]] = {}
        self._texts: dict[etree._Element, str] = {}

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """Styles by their id."""
        return {str(style.get(W + "styleId")): style for style in self.styles_root.iterfind("w:style", NS)} if self.styles_root is not None else {}

    @cached_property
    def usual(self) -> tuple[str, dict[str, Any]]:
        """The id of the paragraph style that is used without saying so, and what the document sets of itself."""
        name = next((key for key, style in self.styles.items() if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")), "")
        defaults = self.styles_root.find("w:docDefaults/w:rPrDefault/w:rPr", NS) if self.styles_root is not None else None
        return name, run_look(defaults) if defaults is not None else {}

    @cached_property
    def paragraphs(self) -> list[etree._Element]:
        """Paragraphs of the body in order; those of what older programs show instead are left out."""
        return [paragraph for paragraph in self.root.iter(W + "p") if not within(paragraph, _FALLBACK)]

    @cached_property
    def places(self) -> dict[etree._Element, str]:
        """Where each paragraph stands, as problems say it."""
        return {paragraph: f"paragraph {number}" for number, paragraph in enumerate(self.paragraphs, 1)}

    @cached_property
    def _whole(self) -> bool:
        """Whether nothing in it is deleted, nor said a second time for older programs."""
        return next(self.root.iter(W + "del", _FALLBACK), None) is None

    def text(self, paragraph: etree._Element) -> str:
        """The text of a paragraph's runs, deleted text left out."""
        if paragraph not in self._texts:
            nodes = (node for node in paragraph.iter(*_TEXT) if self._whole or not within(node, W + "del", _FALLBACK))
            self._texts[paragraph] = "".join([(node.text or "") if node.tag == _SAID else " " for node in nodes])
        return self._texts[paragraph]

    def runs(self, paragraph: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
        """Properties and text of each run that prints something."""
        for run in paragraph.iter(W + "r"):
            text, properties = "", None
            for child in run:
                if child.tag == _SAID:
                    text += child.text or ""
                elif child.tag == _PROPERTIES:
                    properties = child
            if text.strip() and (self._whole or not within(run, W + "del", _FALLBACK)):
                yield properties, text

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of a paragraph's style."""
        style = next((style for properties in paragraph.iterchildren(_OF_PARAGRAPH) for style in properties.iterchildren(_STYLED)), None)
        return str(style.get(W + "val")) if style is not None and style.get(W + "val") in self.styles else self.usual[0]

    def look(self, style: str) -> dict[str, Any]:
        """What a style says, with what it is based on."""
        if style not in self._looks:
            self._looks[style] = {}  # a circle of styles ends here
            node = self.styles.get(style)
            found: dict[str, Any] = {}
            if node is not None:
                based = node.find("w:basedOn", NS)
                if based is not None:
                    found |= self.look(str(based.get(W + "val")))
                for properties in (node.find("w:rPr", NS), node.find("w:pPr", NS)):
                    if properties is not None:
                        found |= run_look(properties) if properties.tag == W + "rPr" else paragraph_look(properties)
                heading = _HEADING.match((node.find("w:name", NS).get(W + "val") or "") if node.find("w:name", NS) is not None else "")
                if heading and "outline" not in found:
                    found["outline"] = int(heading[1]) - 1
            self._looks[style] = found
        return self._looks[style]

    def look_of(self, paragraph: etree._Element) -> dict[str, Any]:
        """What a paragraph looks like before its runs say anything."""
        own = next((paragraph_look(properties) for properties in paragraph.iterchildren(_OF_PARAGRAPH)), {})
        return {**self.usual[1], **self.look(self.style_of(paragraph)), **own}

    def level(self, paragraph: etree._Element) -> int | None:
        """The level of a heading, 0 for the highest; None for text."""
        level = self.look_of(paragraph).get("outline")
        return level if level is not None and level < 9 else None


def within(node: etree._Element, *tags: str) -> bool:
    """Whether one of these stands around it."""
    return next(node.iterancestors(*tags), None) is not None


def run_look(properties: etree._Element) -> dict[str, Any]:
    """What a run's properties say."""
    found: dict[str, Any] = {}
    for child in properties:
        match str(child.tag).removeprefix(W):
            case "sz":
                found["sz"] = float(child.get(W + "val", "20")) / 2
            case "b":
                found["b"] = on(child)
            case "color":
                found["color"] = child
            case "shd" | "highlight":
                found["shade"] = child
            case "vanish":
                found["hidden"] = on(child)
            case "vertAlign":
                found["raised"] = child.get(W + "val") in ("superscript", "subscript")
            case _:
                continue
    return found


def paragraph_look(properties: etree._Element) -> dict[str, Any]:
    """What a paragraph's properties say."""
    found: dict[str, Any] = {}
    for child in properties:
        if child.tag == _OUTLINE:
            found["outline"] = int(child.get(W + "val", "9"))
        elif child.tag == _NUMBERED:
            number = child.find("w:numId", NS)
            found["listed"] = number is None or number.get(W + "val") != "0"
        elif child.tag == _SHADED:
            found["ground"] = child
    return found
