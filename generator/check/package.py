"""Open finished Office files and list what a reader can meet in them, as text with its place."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_T, _RUN, _RUN_PROPERTIES, _PARAGRAPH = (f"{{{NS['a']}}}{tag}" for tag in ("t", "r", "rPr", "p"))
_CELL_T = f"{{{NS['s']}}}t"
_MARK, _NAMED = f"{{{NS['p']}}}ph", f"{{{NS['p']}}}cNvPr"
_W_RUN, _W_T, _FIELD_CHAR, _FIELD, _VERTICAL, _STYLED, _W_PROPERTIES = (f"{{{NS['w']}}}{tag}" for tag in ("r", "t", "fldChar", "fldSimple", "vertAlign", "rStyle", "rPr"))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

What = Literal["text", "notes", "alt", "chart-text", "chart-number", "cell-text", "cell-number", "formula"]


class Met(NamedTuple):
    """A stretch of text in a finished file. `place`: "slide 4", "slide 4 notes", "body", "header"."""

    place: str
    shape: str
    what: What
    text: str


class Relation(NamedTuple):
    """A link of a part. `kind`: the last word of its type ("slideLayout"); `target`: a part's name, or an address outside."""

    kind: str
    target: str
    outside: bool


class Package:
    """A zip of XML parts. Each part is parsed once: whoever asks gets the same root and changes nothing."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.zip.namelist()
        self._parts = frozenset(self.names)
        self._roots: dict[str, etree._Element] = {}
        self._relations: dict[str, dict[str, Relation]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def xml(self, name: str) -> etree._Element:
        """The root of a part. Raises KeyError or etree.XMLSyntaxError."""
        root = self._roots.get(name)
        if root is None:
            root = self._roots[name] = etree.fromstring(self.zip.read(name), _PARSER)
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """Links of a part by their id; those of the package itself for ""."""
        if name not in self._relations:
            folder, _, file = name.rpartition("/")
            rels = f"{folder}/_rels/{file}.rels".lstrip("/")
            links = self.xml(rels).iter(_REL) if rels in self else ()
            self._relations[name] = {
                str(link.get("Id")): Relation(
                    str(link.get("Type", "")).rpartition("/")[2],
                    str(link.get("Target")) if link.get("TargetMode") == "External" else _resolve(folder, str(link.get("Target"))),
                    link.get("TargetMode") == "External",
                )
                for link in links
            }
        return self._relations[name]

    def targets(self, name: str) -> dict[str, str]:
        """Internal relationship targets of a part, by relationship id, as part names."""
        return {key: relation.target for key, relation in self.relations(name).items() if not relation.outside}


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def slide_names(package: Package) -> list[str]:
    """Slide parts in the order they are shown."""
    targets = package.targets("ppt/presentation.xml")
    ids = package.xml("ppt/presentation.xml").iterfind("p:sldIdLst/p:sldId", NS)
    return [targets[str(slide.get(f"{{{NS['r']}}}id"))] for slide in ids]


def _joined(element: etree._Element, tag: str) -> str:
    return "".join([node.text or "" for node in element.iter(tag)])


def meet_pptx(package: Package) -> Iterator[Met]:
    """Everything a reader of the deck can meet, hidden parts of it too."""
    for number, name in enumerate(slide_names(package), 1):
        place = f"slide {number}"
        targets = package.targets(name)
        root = package.xml(name)
        for shape in root.iter(*(f"{{{NS['p']}}}{tag}" for tag in ("sp", "graphicFrame", "grpSp", "pic"))):
            yield from _shape(package, shape, place, targets)
        for target in targets.values():
            if "/notesSlides/" in target:
                for sp in package.xml(target).iter(f"{{{NS['p']}}}sp"):
                    if not any(mark.get("type") == "sldNum" for mark in sp.iter(_MARK)):
                        for paragraph in sp.iterfind("p:txBody/a:p", NS):
                            yield Met(f"{place} notes", "notes", "notes", "".join([_raised(run) for run in paragraph.iterchildren(_RUN)]))


def _raised(run: etree._Element) -> str:
    """A run's text; reference numbers stand apart from the number before them."""
    text = _joined(run, _T)
    properties = next(run.iterchildren(_RUN_PROPERTIES), None)
    return f" {text} " if properties is not None and properties.get("baseline", "0") != "0" else text


def _shape(package: Package, shape: etree._Element, place: str, targets: dict[str, str]) -> Iterator[Met]:
    properties = next(shape[0].iterchildren(_NAMED), None) if len(shape) else None
    name = str(properties.get("name", "")) if properties is not None else ""
    if properties is not None and properties.get("descr"):
        yield Met(place, name, "alt", str(properties.get("descr")))
    if shape.tag.endswith("}sp"):
        for paragraph in shape.iterfind("p:txBody/a:p", NS):
            text = "".join([_raised(run) for run in paragraph.iterchildren(_RUN)])
            yield Met(place, name, "text", text)
    elif shape.tag.endswith("}graphicFrame"):
        for paragraph in shape.iterfind(".//a:tc/a:txBody/a:p", NS):
            yield Met(place, name, "text", "".join([_raised(run) for run in paragraph.iterchildren(_RUN)]))
        for chart in shape.iterfind(".//c:chart", NS):
            yield from _chart(package, targets[str(chart.get(f"{{{NS['r']}}}id"))], place, name)


def _chart(package: Package, part: str, place: str, name: str) -> Iterator[Met]:
    root = package.xml(part)
    for value in root.iterfind(".//c:numCache//c:v", NS):
        yield Met(place, name, "chart-number", value.text or "")
    for value in root.iterfind(".//c:numLit//c:v", NS):
        yield Met(place, name, "chart-number", value.text or "")
    for value in root.iterfind(".//c:strCache//c:v", NS):
        yield Met(place, name, "chart-text", value.text or "")
    for paragraph in root.iterfind(".//a:p", NS):
        yield Met(place, name, "chart-text", _joined(paragraph, _T))
    for target in package.targets(part).values():
        if target.endswith(".xlsx"):
            yield from meet_workbook(package.zip.read(target), place, name)
        elif "/drawings/" in target:  # what is laid over the chart
            for paragraph in package.xml(target).iterfind(".//a:p", NS):
                yield Met(place, name, "chart-text", _joined(paragraph, _T))


def meet_workbook(data: bytes, place: str, name: str) -> Iterator[Met]:
    """Cells and formulas of a workbook."""
    book = Package(data)
    strings: list[str] = []
    if "xl/sharedStrings.xml" in book.names:
        strings = [_joined(item, _CELL_T) for item in book.xml("xl/sharedStrings.xml").iterfind("s:si", NS)]
    for sheet in sorted(n for n in book.names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", n)):
        for cell in book.xml(sheet).iter(f"{{{NS['s']}}}c"):
            formula, value = cell.find("s:f", NS), cell.find("s:v", NS)
            if formula is not None:
                yield Met(place, name, "formula", formula.text or "")
            if cell.get("t") == "inlineStr":
                yield Met(place, name, "cell-text", _joined(cell, _CELL_T))
            elif value is not None:
                text = value.text or ""
                yield Met(place, name, "cell-text", strings[int(text)]) if cell.get("t") == "s" else Met(place, name, "cell-number", text)


def meet_docx(package: Package) -> Iterator[Met]:
    """Paragraphs of body, headers, footers and notes; descriptions of pictures and tables.

    Text that a field makes (page numbers) is left out: Word writes it.
    """
    parts = [n for n in package.names if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml", n)]
    for part in sorted(parts):
        place = {"document": "body"}.get(part[5:-4], part[5:-4])
        root = package.xml(part)
        for paragraph in root.iter(f"{{{NS['w']}}}p"):
            yield Met(place, "", "text", _outside_fields(paragraph))
        for drawing in root.iter(f"{{{NS['wp']}}}docPr"):
            if drawing.get("descr"):
                yield Met(place, str(drawing.get("name", "")), "alt", str(drawing.get("descr")))
        for tag in ("tblCaption", "tblDescription"):
            for node in root.iter(f"{{{NS['w']}}}{tag}"):
                yield Met(place, "", "alt", str(node.get(f"{{{NS['w']}}}val", "")))


def _outside_fields(paragraph: etree._Element) -> str:
    depth, pieces = 0, []
    simple = next(paragraph.iter(_FIELD), None) is not None
    for node in paragraph.iter(_FIELD_CHAR, _W_T):
        if node.tag == _FIELD_CHAR:
            kind = node.get(f"{{{NS['w']}}}fldCharType")
            depth += 1 if kind == "begin" else -1 if kind == "end" else 0
        elif depth == 0 and not (simple and next(node.iterancestors(_FIELD), None) is not None):
            run = next(node.iterancestors(_W_RUN))
            raised = any(said.tag == _VERTICAL or (said.tag == _STYLED and said.get(f"{{{NS['w']}}}val") == "Citation") for said in next(run.iterchildren(_W_PROPERTIES), ()))
            pieces.append(f" {node.text} " if raised else node.text or "")
    return "".join(pieces)
