"""The audit of decks: one small file for each family of rules."""

from collections.abc import Callable, Iterator

from generator.check.fault import Fault
from generator.check.package import Package
from generator.check.powerpoint import charts, fit, legible, links, order, pictures, tables, titles, whole
from generator.check.powerpoint.deck import Deck, Slide

_OF_SLIDE: tuple[Callable[[Slide], Iterator[Fault]], ...] = (
    titles.of_slide, pictures.of_slide, tables.of_slide, order.of_slide, fit.of_slide, legible.of_slide, links.of_slide, charts.of_slide,
)  # fmt: skip


def audit_deck(package: Package, least: float = legible.LEAST, *, measured: bool = False) -> Iterator[Fault]:
    """Faults of a deck, slide by slide, then of the whole. `least`: points under which text is tiny.

    `measured`: the deck was planned with the same table of widths a moment ago, so that its text need not be measured again.
    """
    deck = Deck(package, least, measured)
    for slide in deck.slides:
        for rule in _OF_SLIDE:
            yield from rule(slide)
    yield from titles.of_deck(deck)
    yield from whole.of_deck(deck)
