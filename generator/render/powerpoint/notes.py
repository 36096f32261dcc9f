"""Speaker notes, in paragraphs, in the notes placeholder."""

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from generator.model.pages import Slide
from generator.render.powerpoint.base import parsed
from generator.render.powerpoint.text import paragraph


def write_notes(page: Any, slide: Slide, language: str) -> None:
    """Add a notes page when the slide has notes; paragraphs keep their bold, links and raised numbers."""
    if not slide.notes:
        return
    notes = page.notes_slide
    body = next(p for p in notes.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.BODY)

    def link(address: str) -> str:
        return str(notes.part.relate_to(address, _HYPERLINK, is_external=True))

    text = "".join(paragraph(para, language, link) for para in slide.notes)
    body._element.replace(
        body._element.txBody, parsed(f"<p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody>")
    )


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
