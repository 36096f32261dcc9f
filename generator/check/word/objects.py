"""Pictures and charts: described, in line with the text, and their workbooks as they are shown."""

import re
from collections.abc import Iterator

from lxml import etree

from generator.check.alt import faults_of
from generator.check.books import of_chart
from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.word.document import Document, W, within

_WP = f"{{{NS['wp']}}}"
_V = "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"


def of_document(document: Document) -> Iterator[Fault]:
    """Faults of what is no text."""
    number = 0
    for drawing in document.root.iter(_WP + "inline", _WP + "anchor"):
        if within(drawing, _FALLBACK):
            continue
        number += 1
        yield from _drawing(drawing, f"picture {number}", document)
    for picture in document.root.iter(_V + "imagedata"):
        if within(picture, _FALLBACK):
            continue
        number += 1
        shape = next(picture.iterancestors(_V + "shape", _V + "rect"), None)
        words = (shape.get("alt") or "").strip() if shape is not None else ""
        if words:
            yield from faults_of(words, f"picture {number}", "the picture", ())
        else:
            yield Fault("check.alt-text", f"picture {number}", "the picture has no description")
    for part in document.package.names:
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", part):
            for properties in document.package.xml(part).iter(_WP + "docPr"):
                if not _decorative(properties) and not (properties.get("descr") or "").strip() and not within(properties, _FALLBACK) and not _is_text(properties.getparent()):
                    yield Fault("check.alt-text", part[5:-4], f"{quoted(properties.get('name') or 'a picture')} has no description")


def _drawing(drawing: etree._Element, place: str, document: Document) -> Iterator[Fault]:
    properties = drawing.find("wp:docPr", NS)
    if properties is None:
        return
    subject, words = quoted(properties.get("name") or "a picture"), (properties.get("descr") or "").strip()
    decorative = _decorative(properties)
    for chart in drawing.iter(f"{{{NS['c']}}}chart"):
        part = document.package.targets("word/document.xml").get(str(chart.get(f"{{{NS['r']}}}id")))
        if part and part in document.package:
            yield from of_chart(document.package, part, place, properties.get("name") or "chart")
    if not decorative and not words and not _is_text(drawing):
        yield Fault("check.alt-text", place, f"{subject} has no description")
    elif words:
        yield from faults_of(words, place, subject, _beside(drawing, document))
    if drawing.tag == _WP + "anchor" and not decorative and drawing.get("behindDoc") not in ("1", "true"):
        yield Fault("check.floating", place, f"{subject} floats beside the text")


def _is_text(drawing: etree._Element) -> bool:
    """Whether it is a box of text, which is read as it is."""
    return next(drawing.iter(_SHAPE), None) is not None and next(drawing.iter(W + "t"), None) is not None


def _decorative(properties: etree._Element) -> bool:
    return any(node.get("val", "1") not in ("0", "false") for node in properties.iterdescendants("{*}decorative"))


def _beside(drawing: etree._Element, document: Document) -> list[str]:
    """The paragraphs before and after, one of which may be the caption."""
    paragraph = next(drawing.iterancestors(W + "p"), None)
    near = [] if paragraph is None else [paragraph, paragraph.getprevious(), paragraph.getnext()]
    return [text for node in near if node is not None and node.tag == W + "p" and (text := document.text(node).strip())]
