"""A paper becomes a .docx: base, head, blocks, references, properties."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Inches
from lxml.etree import _Element

from generator.model.briefing import Run, plain
from generator.model.pages import Paper
from generator.model.theme import Theme
from generator.render.archive import normalize
from generator.render.word.base import base_package
from generator.render.word.blocks import BlockWriter
from generator.render.word.head import add_page_number, write_footer, write_head, write_header
from generator.render.word.letterhead import opened, renamed
from generator.render.word.manifest import attach_manifest
from generator.render.word.numbering import REFERENCES, new_list
from generator.render.word.pen import Pen, clean, jump, list_mark, new_paragraph, text_run

_PAGES = {"letter": (8.5, 11.0), "a4": (8.268, 11.693)}
_TOP, _BOTTOM = 0.95, 0.85
"""Inches of the margins that hold header and footer; the plan sets those at the sides."""
_LAST = 5
"""References that end the list together: one alone would be a page of its own."""


def render_paper(paper: Paper, theme: Theme, manifest_part: str = "") -> bytes:
    """The finished .docx: the same bytes for the same paper.

    `manifest_part`: what is kept in the file's customXml part (XML, or text that is wrapped).
    Raises KeyError when a chart of the paper has no planned size.
    """
    house, names = paper.letterhead, dict[str, str]()
    if house:
        document, known = opened(house, theme, paper.properties.language)
        names.update(known)
    else:
        document = Document(base_package(theme, paper.properties.language))
        _set_page(document, paper)
    pen = Pen(document.part, theme, (reference.number for reference in paper.references))
    body = document.element.body
    end = body.sectPr
    for made in (*write_head(paper, pen), *BlockWriter(paper, pen, document.part.numbering_part.element).write(paper.blocks)):
        end.addprevious(made)
    for made in _references(paper, pen, document.part.numbering_part.element):
        end.addprevious(made)
    if not (house and house.header):
        write_header(document.sections[0].header, paper, theme)
    if not (house and house.footer):
        write_footer(document.sections[0].footer, paper)
    elif not house.numbered:
        add_page_number(document.sections[0].footer, paper)
    if house:
        section = document.sections[0]
        for story in (body, *(() if house.header else (section.header._element,)), *(() if house.footer and house.numbered else (section.footer._element,))):
            renamed(story, names)
    _set_properties(document, paper)
    if manifest_part:
        attach_manifest(document.part, manifest_part)
    stream = BytesIO()
    document.save(stream)
    return normalize(stream.getvalue(), paper.properties.issued)


def _set_page(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    width, height = _PAGES[paper.page]
    section.page_width, section.page_height = Inches(width), Inches(height)
    section.left_margin = section.right_margin = Inches(paper.margin)
    section.top_margin, section.bottom_margin = Inches(_TOP), Inches(_BOTTOM)
    section.header_distance = section.footer_distance = Inches(0.5)


def _set_properties(document: WordDocument, paper: Paper) -> None:
    said, core = paper.properties, document.core_properties
    core.title, core.author, core.subject = clean(said.title), clean(said.author), clean(said.subject)
    core.last_modified_by, core.language, core.keywords = clean(said.author), said.language, clean(said.keywords)
    core.created = core.modified = datetime.fromisoformat(said.issued).replace(tzinfo=UTC)
    core.revision = 1


def _references(paper: Paper, pen: Pen, numbering: _Element) -> list[_Element]:
    """The numbered list; each entry is what its numbers in the text lead to, and leads back."""
    if not paper.references:
        return []
    heading = new_paragraph("Heading1")
    pen.write(heading, (Run("References"),))
    made = [heading]
    number, previous = 0, -1
    for position, reference in enumerate(paper.references, 1):
        if reference.number != previous + 1 or not number:
            number = new_list(numbering, REFERENCES, reference.number)
        previous = reference.number
        kept = len(paper.references) - _LAST < position < len(paper.references)
        entry = new_paragraph("Reference", {"keepNext": {}} if kept else {})
        entry[0].append(list_mark(number))
        start, end = pen.bookmark(f"reference_{reference.number}")
        entry.append(start)
        pen.write(entry, reference.inline)
        entry.append(end)
        if reference.number in pen.cited:
            entry.append(text_run(Run("\u00a0")))
            entry.append(jump(f"cite_{reference.number}", text_run(Run("↑"), style="Citation"), f"Back to the text: {plain(reference.inline)[:40]}"))
        made.append(entry)
    return made
