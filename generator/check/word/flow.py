"""Lists are lists, and space is space: what was made with the keyboard instead."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.word.document import Document, W, within

_TYPED = re.compile(r"^\s*(?:[•◦▪●○‣·]\s*|[-–—*]\s+|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s+)(?=\S)")
_CONTENT = tuple(W + tag for tag in ("drawing", "pict", "object", "br", "fldChar", "fldSimple", "sectPr", "bookmarkStart", "footnoteReference"))


def of_document(document: Document) -> Iterator[Fault]:
    """Typed bullets, two or more in a row, and empty paragraphs, two or more in a row."""
    typed: list[etree._Element] = []
    empty: list[etree._Element] = []
    for paragraph in [*document.paragraphs, None]:
        text = document.text(paragraph) if paragraph is not None else "end"
        follows = paragraph is not None and (not typed or typed[-1].getnext() is paragraph)
        if paragraph is not None and follows and _TYPED.match(text) and not document.look_of(paragraph).get("listed") and document.level(paragraph) is None:
            typed.append(paragraph)
        else:
            if len(typed) > 1 and _of_one_kind([document.text(paragraph) for paragraph in typed]):
                yield Fault("check.typed-list", document.places[typed[0]], f"{len(typed)} paragraphs from {quoted(document.text(typed[0]))} on have typed bullets or numbers")
            typed = [paragraph] if paragraph is not None and _TYPED.match(text) and not document.look_of(paragraph).get("listed") and document.level(paragraph) is None else []
        if paragraph is not None and not text.strip() and not within(paragraph, W + "tbl", W + "txbxContent") and next(paragraph.iter(*_CONTENT), None) is None and paragraph.find("w:pPr/w:pBdr", NS) is None:
            empty.append(paragraph)
        else:
            if len(empty) > 1:
                yield Fault("check.empty-paragraphs", document.places[empty[0]], f"{len(empty)} empty paragraphs stand in a row", severity="warning" if len(empty) > 3 else None)
            empty = []


def _of_one_kind(typed: list[str]) -> bool:
    """Whether they all begin with the same sign, or count on; initials at the head of a line do neither."""
    marks = [match[0].strip() for text in typed if (match := _TYPED.match(text))]
    bare = [mark.strip("().") for mark in marks]
    if len(set(marks)) == 1:
        return not bare[0].isalnum()
    steps = [ord(second[-1]) - ord(first[-1]) for first, second in pairwise(bare) if first and second]
    return bool(steps) and all(step in (1, -9) for step in steps)
