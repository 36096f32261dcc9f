"""Headings are real and their levels follow each other."""

from collections.abc import Iterator

from lxml import etree

from generator.check.fault import Fault, quoted
from generator.check.word.document import Document, W, run_look, within

_LONG = 900
"""Words: about three pages, over which nobody finds anything without headings."""
_SHORT = 70


def of_document(document: Document) -> Iterator[Fault]:
    """Levels that are left out, headings that are only bold, long texts without any."""
    before, words, fakes = -1, 0, []
    for paragraph in document.paragraphs:
        text = document.text(paragraph).strip()
        level = document.level(paragraph)
        words += len(text.split())
        if level is None:
            if text and _looks_like_one(paragraph, text, document):
                fakes.append(paragraph)
            continue
        if not text:
            continue
        if level > before + 1:
            yield Fault("check.headings", document.places[paragraph], f"the heading {quoted(text)} skips a level: it is a Heading {level + 1} {f'under a Heading {before + 1}' if before >= 0 else 'and the first'}")
        before = level
    if len(fakes) >= (1 if before < 0 else 2):
        for fake in fakes:
            yield Fault("check.headings", document.places[fake], f"{quoted(document.text(fake))} looks like a heading and is only bold", "give it a style Heading 1, 2 or 3")
    elif before < 0 and words > _LONG:
        yield Fault("check.headings", "", f"{words:,} words without one heading")


def _looks_like_one(paragraph: etree._Element, text: str, document: Document) -> bool:
    """Whether a short line, all bold and without a full stop, stands before text that is not."""
    if len(text) > _SHORT or text[-1] in ".,;:!?…" or within(paragraph, W + "tbl", W + "txbxContent") or document.style_of(paragraph) != document.usual[0]:
        return False
    look = document.look_of(paragraph)
    if look.get("listed") or not all((run_look(properties) if properties is not None else {}).get("b", look.get("b", False)) for properties, _ in document.runs(paragraph)):
        return False
    following = paragraph.getnext()
    if following is None or following.tag != W + "p":
        return False
    runs = list(document.runs(following))
    return bool(runs) and not all(properties is not None and run_look(properties).get("b", False) for properties, _ in runs)
