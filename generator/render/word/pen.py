"""The pen: what one document needs while it is written, and how runs become its XML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from lxml.etree import _Element

from generator.model.briefing import Inline, Run
from generator.model.theme import Theme

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_NUMBERS = re.compile(r"\d+(?:\s*[-–]\s*\d+)?")
_ONLY_NUMBERS = re.compile(r"[\d\s,;–-]+")
_W, _NAMESPACE = f"{{{nsmap['w']}}}", {"w": nsmap["w"]}
_LINKS = ("http://", "https://", "mailto:")


def clean(text: str) -> str:
    """Text that XML can hold: no control characters, lone surrogates or direction overrides."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\x0b", " "))


def element(tag: str, **attributes: str) -> _Element:
    """A `w:` element with `w:` attributes."""
    made: _Element = oxml_parser.makeelement(_W + tag, {_W + name: value for name, value in attributes.items()}, _NAMESPACE)
    return made


class Pen:
    """Writes into one document: counts bookmarks and drawings, knows which references exist."""

    def __init__(self, part: Any, theme: Theme, references: Iterable[int] = ()) -> None:
        self.part, self.theme = part, theme
        self.references = frozenset(references)
        self.cited: set[int] = set()
        self._bookmarks = self._drawings = 0

    def next_drawing(self) -> int:
        """An id for a drawing, unique over the document."""
        self._drawings += 1
        return self._drawings

    def bookmark(self, name: str) -> tuple[_Element, _Element]:
        """Start and end of a hidden bookmark; at most 40 letters, digits and underscores."""
        self._bookmarks += 1
        key = str(self._bookmarks)
        hidden = "_" + re.sub(r"\W", "_", name)[:39]
        return element("bookmarkStart", id=key, name=hidden), element("bookmarkEnd", id=key)

    def write(self, paragraph: _Element, inline: Inline, *, strong: bool = False) -> None:
        """Append runs to a `w:p`."""
        for run in inline:
            if run.cite and _ONLY_NUMBERS.fullmatch(run.text):
                paragraph.extend(self._citation(run.text))
            elif run.href.startswith(_LINKS):
                link = element("hyperlink", history="1")
                link.set(qn("r:id"), self.part.relate_to(clean(run.href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                link.append(text_run(run, style="Hyperlink"))
                paragraph.append(link)
            elif run.text:
                paragraph.append(text_run(run, strong=strong))

    def _citation(self, text: str) -> Iterator[_Element]:
        """Superscript numbers, each a link to its reference; bookmarked where first cited."""
        numbers = sorted({number for match in _NUMBERS.finditer(text) for number in _span(match.group())})
        marks = [self.bookmark(f"cite_{number}") for number in numbers if number not in self.cited]
        self.cited.update(numbers)
        yield from (start for start, _ in marks)
        for piece in re.split(r"(\d+)", clean(text)):
            if piece.isdigit() and int(piece) in self.references:
                yield jump(f"reference_{piece}", text_run(Run(piece), style="Citation"))
            elif piece:
                yield text_run(Run(piece), style="Citation")
        yield from (end for _, end in marks)


def _span(text: str) -> range:
    ends = [int(number) for number in re.findall(r"\d+", text)]
    return range(ends[0], ends[-1] + 1)


def jump(bookmark: str, run: _Element, tooltip: str = "") -> _Element:
    """A link to one of our hidden bookmarks."""
    link = element("hyperlink", anchor=f"_{bookmark}", history="1")
    if tooltip:
        link.set(qn("w:tooltip"), tooltip)
    link.append(run)
    return link


def text_run(run: Run, *, style: str = "", strong: bool = False) -> _Element:
    """A `w:r` with the run's text; a line feed becomes a break, a tab a tab."""
    made = element("r")
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    if run.strong or strong:
        properties.extend([element("b"), element("bCs")])
    if run.emph:
        properties.extend([element("i"), element("iCs")])
    if len(properties):
        made.append(properties)
    for piece in re.split(r"([\n\t])", clean(run.text)):
        if piece == "\n":
            made.append(element("br"))
        elif piece == "\t":
            made.append(element("tab"))
        elif piece:
            text = element("t")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.text = piece
            made.append(text)
    return made


def field(instruction: str, cached: str) -> _Element:
    """A field that the reader's program works out, and what stands there until it does."""
    made = element("fldSimple", instr=f" {instruction} ")
    made.append(text_run(Run(cached)))
    return made


def new_paragraph(style: str, properties: Mapping[str, Mapping[str, str]] | None = None) -> _Element:
    """A `w:p` in one of our styles; `properties` in the order the schema asks for."""
    made = element("p")
    listed = element("pPr")
    listed.append(element("pStyle", val=style))
    listed.extend(element(tag, **attributes) for tag, attributes in (properties or {}).items())
    made.append(listed)
    return made


def list_mark(number: int, depth: int = 0) -> _Element:
    """What makes a paragraph an item of the list `number`."""
    made = element("numPr")
    made.extend([element("ilvl", val=str(depth)), element("numId", val=str(number))])
    return made
