"""What is said of a document as a whole: language, unfinished business, fields that failed."""

import re
from collections.abc import Iterator

from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.word.document import Document, W

_FAILED = re.compile(r"Error! (?:Reference source not found|Bookmark not defined|No text of specified style|Unknown document property|Hyperlink reference not valid|Not a valid)[^.]*", re.IGNORECASE)


def of_document(document: Document) -> Iterator[Fault]:
    """Faults of the whole file."""
    root, styles, package = document.root, document.styles_root, document.package
    defaults = styles.find("w:docDefaults//w:lang", NS) if styles is not None else None
    if (defaults is None or not defaults.get(W + "val")) and root.find(".//w:lang", NS) is None and (styles is None or styles.find(".//w:style//w:lang", NS) is None):
        yield Fault("check.language", "", "the document does not say its language")
    changes = sum(1 for _ in root.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"))
    if changes:
        yield Fault("check.unfinished", "", f"{changes} tracked change{'s are' if changes > 1 else ' is'} still in it")
    comments = len(package.xml("word/comments.xml").findall("w:comment", NS)) if "word/comments.xml" in package else 0
    if comments and next(root.iter(W + "commentReference"), None) is not None:
        yield Fault("check.unfinished", "", f"{comments} comment{'s are' if comments > 1 else ' is'} still in it", severity="note")
    for paragraph in document.paragraphs:
        failed = _FAILED.search(document.text(paragraph))
        if failed:
            yield Fault("check.field", document.places[paragraph], f"a field prints {quoted(failed[0], 60)}")
