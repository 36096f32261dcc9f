"""Speaker notes, in paragraphs, in the notes placeholder."""

from copy import deepcopy
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.parts.slide import NotesSlidePart

from generator.model.pages import Slide
from generator.render.powerpoint.base import parsed
from generator.render.powerpoint.text import paragraph


class Notes:
    """The notes pages of one file.

    The library makes the first; the others are copies of it, since for each page the library looks
    through the whole file and asks the master for every placeholder.
    """

    def __init__(self, file: Any) -> None:
        self._package = file.part.package
        self._blank: Any = None
        self._made = 0

    def write(self, page: Any, slide: Slide, language: str) -> None:
        """Add a notes page when the slide has notes; paragraphs keep their bold, links and raised numbers."""
        if not slide.notes:
            return
        notes = self._page(page)

        def link(address: str) -> str:
            return str(notes.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

        words = notes._element.xpath('.//p:sp[p:nvSpPr/p:nvPr/p:ph/@type="body"]/p:txBody')[0]
        text = "".join(paragraph(para, language, link) for para in slide.notes)
        words.getparent().replace(words, parsed(f"<p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody>"))

    def _page(self, page: Any) -> Any:
        self._made += 1
        if self._blank is None:
            first = page.notes_slide
            self._blank = deepcopy(first._element)
            return first
        name = PackURI(f"/ppt/notesSlides/notesSlide{self._made}.xml")
        part = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, self._package, deepcopy(self._blank))
        part.relate_to(self._package.presentation_part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(page.part, RELATIONSHIP_TYPE.SLIDE)
        page.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        return part.notes_slide
