"""Each slide has a title of its own, and no placeholder is empty."""

from collections import defaultdict
from collections.abc import Iterator

from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.powerpoint.deck import FURNITURE, Deck, Slide


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Titles that are missing, and placeholders without content."""
    if slide.title is None:
        yield Fault("check.title", slide.place, "it has no title", "give it a layout with a title and fill that, so that screen readers can name the slide")
    elif not slide.title.text:
        yield Fault("check.title", slide.place, "its title is empty")
    for shape in slide.shown:
        if shape.kind == "sp" and shape.placeholder and shape.role != "title" and shape.placeholder[0] not in FURNITURE and not shape.text and shape.element.find("p:spPr/a:blipFill", NS) is None and shape.element.find(".//a:fld", NS) is None:
            yield Fault("check.placeholder", slide.place, f"the placeholder {quoted(shape.name)} is empty")


def of_deck(deck: Deck) -> Iterator[Fault]:
    """Titles that several slides share, each with the slides before it."""
    places: dict[str, list[Slide]] = defaultdict(list)
    for slide in deck.slides:
        if slide.title is not None and slide.title.text:
            places[slide.title.text.casefold()].append(slide)
    for first, *others in places.values():
        for other in others:
            yield Fault("check.title-repeated", other.place, f"its title is that of slide {first.number}")
