"""A Deck becomes a .pptx with native text, charts and tables. It translates; it does not decide."""

from generator.model.pages import Deck
from generator.model.theme import Theme


def render_deck(deck: Deck, theme: Theme, manifest_part: str = "") -> bytes:
    """Return the presentation's bytes, the same for the same input.

    `manifest_part`: text kept in a customXml part, so that a later run knows what was printed where.
    Raises KeyError for a layout the base theme lacks, ValueError for shapes of one name on a slide.
    """
    from generator.render.powerpoint.slides import presentation

    return presentation(deck, theme, manifest_part)
