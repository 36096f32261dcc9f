"""Links say where they lead, and lead somewhere."""

from collections.abc import Iterator

from generator.check.fault import Fault, quoted
from generator.check.linked import fault_of_words
from generator.check.package import NS
from generator.check.word.document import Document, W

_ID = f"{{{NS['r']}}}id"


def of_document(document: Document) -> Iterator[Fault]:
    """Links with empty words, or into nowhere."""
    bookmarks = {str(node.get(W + "name")) for node in document.root.iter(W + "bookmarkStart")}
    relations = document.package.relations("word/document.xml")
    for link in document.root.iter(W + "hyperlink"):
        paragraph = next(link.iterancestors(W + "p"), None)
        place = document.places.get(paragraph, "") if paragraph is not None else ""
        words = "".join(node.text or "" for node in link.iter(W + "t"))
        anchor, key = link.get(W + "anchor"), link.get(_ID)
        drawn = next(link.iter("{*}drawing", "{*}pict"), None) is not None
        if (key and key not in relations) or (anchor and not key and anchor not in bookmarks and anchor != "_top"):
            yield Fault("check.link-broken", place, f"the link {quoted(words)} leads nowhere")
        elif not drawn and not (anchor and not key) and (fault := fault_of_words(words, document.text(paragraph) if paragraph is not None else words)):
            yield Fault("check.link-words", place, f"the link {quoted(words)} {fault}")
