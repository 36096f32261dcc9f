"""Blocks become paragraphs with sizes, stepped down until they fit their box."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.model.briefing import Block, Heading, Inline, Listing, Paragraph, Run, plain
from generator.model.pages import Box, Para
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.measure import height_of, hold_last_words

STEPS = 3
MOST_AIR = 14.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a box's text looks: colors of text and headings, and the scale of sizes it may use."""

    color: str = "text"
    heading: str = "accent1"
    air: bool = False


PLAIN = Look()
ON_NAVY = Look("white", "white")
AIRY = Look(air=True)


class Fitter:
    """Fits text with a theme's sizes and remembers what did not fit."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.problems: list[Problem] = []

    def size(self, role: str, step: int = 0) -> float:
        """The theme's size for a role, `step` points smaller but never under its least size."""
        size = self.theme.sizes[role]
        least = self.theme.sizes.get(f"{role}_least")
        if role in ("hero", "figure"):
            return size - 12 * step
        if role == "lead":
            return max(size - step, self.theme.sizes["body"] - step)
        return max(size - step, least) if least is not None else size

    def paras(self, blocks: Iterable[Block], look: Look = PLAIN, step: int = 0) -> tuple[Para, ...]:
        """Paragraphs of headings, text and lists; figures and tables are not text."""
        found: list[Para] = []
        for block in blocks:
            match block:
                case Heading(inline=inline):
                    found.append(Para(inline, self.size("lead", step), look.heading, strong=True, after=4))
                case Paragraph(inline=inline, roles=roles) if plain(inline).strip():
                    found.append(self._paragraph(inline, roles, look, step))
                case Listing(items=items, ordered=ordered):
                    for item in items:
                        inline = next((part.inline for part in item if isinstance(part, Paragraph)), ())
                        found.append(Para(hold_last_words(inline), self.size("body", step), look.color, bullet="1." if ordered else "•", after=5))
                case _:
                    continue
        return tuple(found)

    def _paragraph(self, words: Inline, roles: tuple[str, ...], look: Look, step: int) -> Para:
        inline = hold_last_words(words)
        if "hero" in roles:
            return Para(inline, self.size("hero", step), look.color, strong=True)
        if "figure" in roles:
            return Para(inline, self.size("figure", step), look.heading, strong=True)
        if "lead" in roles:
            return Para(inline, self.size("lead", step), look.color, strong=look.color == "text", after=6)
        if "small" in roles:
            return Para(inline, self.size("label"), "mute", after=4)
        return Para(inline, self.size("body", step), look.color, after=6)

    def settle(self, blocks: Sequence[Block], box: Box, where: str, look: Look = PLAIN, inset: float = 0.0) -> tuple[Para, ...]:
        """The largest paragraphs that fit the box; with `look.air` slack is shared out between them.

        Text that does not fit at the smallest size is a problem that names where it stands.
        """
        return self.largest(lambda step: self.paras(blocks, look, step), box, where, look, inset)

    def largest(
        self, build: Callable[[int], tuple[Para, ...]], box: Box, where: str, look: Look = PLAIN, inset: float = 0.0
    ) -> tuple[Para, ...]:
        """Like `settle`, for paragraphs that `build` makes at each step."""
        width, height = box.w - 2 * inset, box.h - 2 * inset
        for step in range(STEPS):
            paras = build(step)
            needed = height_of(paras, width)
            if needed <= height:
                return _aired(paras, height - needed) if look.air else paras
        first = next((plain(p.runs).strip() for p in paras), "")[:60]
        self.problems.append(
            Problem("text.overflow", "error", where, f"text needs {needed:.2f} inches and has {height:.2f} (it begins “{first}”)", "shorten the names and sentences of briefing.yaml that stand here")
        )
        return paras


    def settle_all(self, parts: Sequence[tuple[Sequence[Block], Box, str]], look: Look = PLAIN, inset: float = 0.0) -> tuple[tuple[Para, ...], ...]:
        """Like `settle` for boxes that stand side by side: all at one step of the scale."""
        for step in range(STEPS):
            made = tuple(self.paras(blocks, look, step) for blocks, _, _ in parts)
            if all(height_of(paras, box.w - 2 * inset) <= box.h - 2 * inset for paras, (_, box, _) in zip(made, parts, strict=True)):
                return made
        return tuple(self.settle(blocks, box, where, look, inset) for blocks, box, where in parts)


def _aired(paras: Sequence[Para], slack: float) -> tuple[Para, ...]:
    gaps = max(len(paras) - 1, 1)
    extra = min(slack * 72 * 0.7 / gaps, MOST_AIR)
    return tuple(replace(para, after=para.after + extra) for para in paras[:-1]) + tuple(paras[-1:])


def one(inline: Inline | str, size: float, color: str = "text", *, strong: bool = False, align: str = "left") -> tuple[Para, ...]:
    """A single paragraph."""
    runs = (Run(inline),) if isinstance(inline, str) else inline
    return (Para(runs, size, color, strong, "center" if align == "center" else "right" if align == "right" else "left"),)
