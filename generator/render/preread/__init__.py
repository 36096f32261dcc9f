"""A Deck becomes a tagged PDF, a page a slide, for portals that show no slides. It translates; it does not decide."""

from generator.model.pages import Deck
from generator.model.theme import Theme


def render_preread(deck: Deck, theme: Theme) -> bytes:
    """Return the PDF's bytes (PDF/UA-1 and PDF/A-2a), the same for the same input; notes are not printed.

    Raises BuildError for text that takes more room than its box has, a character that no font
    has, and whatever else the typesetter refuses.
    """
    from generator.render.preread.document import document
    from generator.render.preread.typeset import typeset

    return typeset(document(deck, theme), deck.properties.issued)
