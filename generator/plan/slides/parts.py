"""What slides of either deck are put together from."""

from collections.abc import Sequence

from generator.model.briefing import Block, Heading, Inline, Paragraph, plain
from generator.model.pages import Box
from generator.plan.slides.frame import GAP


def grid(area: Box, count: int, columns: int, gap: float = GAP) -> list[Box]:
    """Equal boxes, row by row."""
    rows = -(-count // columns)
    width, height = (area.w - gap * (columns - 1)) / columns, (area.h - gap * (rows - 1)) / rows
    return [Box(area.x + (i % columns) * (width + gap), area.y + (i // columns) * (height + gap), width, height) for i in range(count)]


def split_heading(blocks: Sequence[Block]) -> tuple[Inline, tuple[Block, ...]]:
    """A card's heading and the rest of it."""
    heading = next((b.inline for b in blocks if isinstance(b, Heading)), ())
    return heading, tuple(b for b in blocks if not isinstance(b, Heading))


def said(blocks: Sequence[Block]) -> str:
    """The words of a card in one line, for descriptions."""
    return ": ".join(plain(b.inline) for b in blocks if isinstance(b, Heading | Paragraph))
