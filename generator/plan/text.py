"""Blocks become paragraphs with sizes, stepped down until they fit their box."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from generator.model.briefing import Block, Heading, Inline, Listing, Paragraph, Run, plain
from generator.model.pages import Box, Para
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.measure import POINTS, height_of

STEPS = 3
MOST_AIR = 14.0
BEFORE_HEADING = 14.0
HELD = 0.5
"""The most of a line that words held together may take; more would leave a gap on the line before."""
LETTER = 0.49  # em, about
AMOUNT = 28.0


class Look(NamedTuple):
    """How a box's text looks: colors of text and headings, and the scale of sizes it may use."""

    color: str = "text"
    heading: str = "accent1"
    air: bool = False


PLAIN = Look()
ON_NAVY = Look("white", "white")
AIRY = Look(air=True)


_DAY = re.compile(r"\b([A-Z][a-z]+) (?=\d{1,2}, \d{4})")


def held(runs: Inline, most: float = 22) -> Inline:
    """The runs with a no-break space before the last word, so that it never stands alone on a line,
    and before a date's day.

    Raised reference numbers and the full stop after them belong to the word they follow. Words of
    more than `most` letters together stay apart.
    """
    runs, letters = tuple(run._replace(text=_DAY.sub("\\1\u00a0", run.text)) if _DAY.search(run.text) else run for run in runs), 0
    for place in range(len(runs) - 1, -1, -1):
        run = runs[place]
        if run.cite:
            continue
        text = run.text if letters else run.text.rstrip()
        start, space, last = text.rpartition(" ")
        letters += len(last)
        if not space and "\u00a0" not in last:
            continue
        if start.strip() and "\u00a0" not in last and len(start.rpartition(" ")[2]) + letters <= most:
            bound = run._replace(text=f"{start}\u00a0{last}{run.text[len(text) :]}")
            return (*runs[:place], bound, *runs[place + 1 :])
        return runs
    return runs


class Fitter:
    """Fits text with a theme's sizes and remembers what did not fit."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.marking = ""
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
                    found[-1:] = [last._replace(after=BEFORE_HEADING) for last in found[-1:]]
                    found.append(Para(inline, self.size("lead", step), look.heading, strong=True, after=4))
                case Paragraph(inline=inline, roles=roles) if plain(inline).strip():
                    found.append(self._paragraph(inline, roles, look, step))
                case Listing(items=items, ordered=ordered):
                    for item in items:
                        inline = next((part.inline for part in item if isinstance(part, Paragraph)), ())
                        found.append(Para(inline, self.size("body", step), look.color, bullet="1." if ordered else "•", after=5))
                case _:
                    continue
        return tuple(found)

    def _paragraph(self, inline: Inline, roles: tuple[str, ...], look: Look, step: int) -> Para:
        if "hero" in roles:
            return Para(inline, self.size("hero", step), look.color, strong=True)
        if "figure" in roles:
            return Para(inline, self.size("figure", step), look.heading, strong=True)
        if "amount" in roles:
            return Para(inline, AMOUNT - 2 * step, look.heading, strong=True, after=6)
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
            paras = _held(build(step), width)
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
            made = tuple(_held(self.paras(blocks, look, step), box.w - 2 * inset) for blocks, box, _ in parts)
            slack = [box.h - 2 * inset - height_of(paras, box.w - 2 * inset) for paras, (_, box, _) in zip(made, parts, strict=True)]
            if min(slack) >= 0:
                return tuple(_aired(paras, room) for paras, room in zip(made, slack, strict=True)) if look.air else made
        return tuple(self.settle(blocks, box, where, look, inset) for blocks, box, where in parts)


def _held(paras: Sequence[Para], width: float) -> tuple[Para, ...]:
    """Paragraphs that end in no lonely word where the width allows it."""
    return tuple(para._replace(runs=held(para.runs, HELD * width * POINTS / para.size / LETTER)) for para in paras)


def _aired(paras: Sequence[Para], slack: float) -> tuple[Para, ...]:
    """Slack shared out between paragraphs; a heading stays close to what it heads."""
    gaps = [not (para.strong and para.color.startswith("accent")) for para in paras[:-1]]
    extra = min(slack * 72 * 0.7 / max(sum(gaps), 1), MOST_AIR)
    return tuple(para._replace(after=para.after + extra * gap) for para, gap in zip(paras[:-1], gaps, strict=True)) + tuple(paras[-1:])


def one(inline: Inline | str, size: float, color: str = "text", *, strong: bool = False, align: str = "left") -> tuple[Para, ...]:
    """A single paragraph."""
    runs = (Run(inline),) if isinstance(inline, str) else inline
    return (Para(runs, size, color, strong, "center" if align == "center" else "right" if align == "right" else "left"),)
