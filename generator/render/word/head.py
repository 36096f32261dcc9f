"""What frames the memo: its head, and the header and footer of each page."""

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml.etree import _Element

from generator.model.briefing import Run
from generator.model.pages import Paper
from generator.model.theme import Theme
from generator.render.word.pen import Pen, element, field, new_paragraph, text_run
from generator.render.word.pictures import picture_run
from generator.render.word.styles import border, color


def write_head(paper: Paper, pen: Pen) -> Iterator[_Element]:
    """Title, then one line a label with a tab: no table, so that it reads in order anywhere.

    A logo stands in the title's line, at the right margin.
    """
    if paper.letterhead and (paper.letterhead.header or paper.letterhead.opening) and paper.marking:
        marked = new_paragraph("Normal", {"keepNext": {}})
        marked.append(marking_run(paper.marking, pen.theme))
        yield marked
    title = new_paragraph("Title")
    if paper.logo:
        title[0].append(_right_tab(paper))
        title[0].append(element("textAlignment", val="center"))
    pen.write(title, paper.title)
    if paper.logo:
        title.append(text_run(Run("\t")))
        title.append(picture_run(paper.logo, pen))
    yield title
    for position, (label, value) in enumerate(paper.cover):
        line = new_paragraph("MemoHead", {"keepNext": {}})
        if position == len(paper.cover) - 1:
            rule = border(pen.theme, "bottom", "navy", 8, 6)
            line[0].append(parse_xml(f"<w:pBdr {nsdecls('w')}>{rule}</w:pBdr>"))
            line[0].append(element("spacing", after="160"))
        pen.write(line, (Run(f"{label}:", strong=True), Run("\t"), *value))
        yield line


def write_header(header: Any, paper: Paper, theme: Theme) -> None:
    """The organization at the left, the marking at the right, on every page."""
    line = _only_paragraph(header, "Header", paper)
    for run in paper.header:
        line.append(text_run(Run(run.text, strong=True)))
    if paper.marking:
        line.append(text_run(Run("\t")))
        line.append(marking_run(paper.marking, theme))


def marking_run(words: str, theme: Theme) -> _Element:
    """DRAFT or FICTIONAL in the color of what must not be overlooked."""
    marking = text_run(Run(words, strong=True))
    marking[0].append(parse_xml(f"<w:color {nsdecls('w')} {color(theme, 'accent5')}/>"))
    return marking


def write_footer(footer: Any, paper: Paper) -> None:
    """The short title at the left, "Page x of y" at the right as fields."""
    line = _only_paragraph(footer, "Footer", paper)
    for run in paper.footer:
        line.append(text_run(run))
    line.append(text_run(Run("\tPage ")))
    line.append(field("PAGE", "1"))
    line.append(text_run(Run(" of ")))
    line.append(field("NUMPAGES", "1"))


def add_page_number(footer: Any, paper: Paper) -> None:
    """A line of its own under a house's footer that does not number its pages."""
    line = new_paragraph("Footer", {"jc": {"val": "right"}})
    line.append(text_run(Run("Page ")))
    line.append(field("PAGE", "1"))
    line.append(text_run(Run(" of ")))
    line.append(field("NUMPAGES", "1"))
    footer._element.append(line)


def _only_paragraph(story: Any, style: str, paper: Paper) -> _Element:
    """The one line of a header or footer, with a single tab at the right margin."""
    story.is_linked_to_previous = False
    line: _Element = new_paragraph(style)
    line[0].append(_right_tab(paper))
    root = story._element
    for old in list(root):
        root.remove(old)
    root.append(line)
    return line


def _right_tab(paper: Paper) -> _Element:
    """A single tab stop at the right margin."""
    tabs = element("tabs")
    tabs.append(element("tab", val="right", pos=str(round(paper.width * 1440))))
    return tabs
