"""What is said of a deck as a whole: its language and its sections."""

from collections.abc import Iterator

from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.powerpoint.deck import Deck
from generator.check.powerpoint.words import paragraphs, pieces_of

_UNNAMED = frozenset({"", "default section", "untitled section", "section"})


def of_deck(deck: Deck) -> Iterator[Fault]:
    """A deck without a language, with sections that nobody named."""
    if any(shape.text for slide in deck.slides for shape in slide.shapes) and not _speaks(deck):
        yield Fault("check.language", "", "the slides do not say their language", "select all text and set its language under Review, Language", "warning")
    sections = [str(node.get("name", "")) for node in deck.root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section")]
    if len(sections) > 1:
        for name in sections:
            if name.strip().casefold() in _UNNAMED:
                yield Fault("check.sections", "", f"a section is named {quoted(name)}")


def _speaks(deck: Deck) -> bool:
    """Whether some run of the first slides with text has a language, its own or an inherited one."""
    looked = 0
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.kind == "sp" and shape.text:
                looked += 1
                if any(piece.language for piece in pieces_of(paragraphs(shape))):
                    return True
        if looked > 40:
            break
    return deck.root.find("p:defaultTextStyle//a:defRPr[@lang]", NS) is not None
