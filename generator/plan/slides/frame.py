"""What all content slides share: title, kicker, source line, and the space left between."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from generator.model.briefing import Block, Panel, Paragraph, Placed, Run, Section, Table, plain
from generator.model.pages import Box, Para, Shape, Slide, TextShape
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.measure import height_of, hold_last_words, wrap
from generator.plan.shorten import cut_to
from generator.plan.text import STEPS, Fitter, held, one

GAP = 0.2
WIDTH = 12.133
"""Inches of the body of our own design."""
INSET = 0.22
TITLE_LINES = 2
PARTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TITLE_STEPS = (0, 1, 2, 3, 4)
SAFE = 0.12  # engines differ near the edge
NARROWEST = 0.66
TAIL = 1.2
"""Inches left to words that are held together at the end of a title."""
WORKS = (" Published:", "Published:")
DENSE = frozenset({"table", "counts", "references", "cloud", "chart-wide"})


class Frame(NamedTuple):
    """The slide under construction. `body`: the rectangle between title and source line."""

    section: Section
    number: int
    name: str
    head: tuple[Shape, ...]
    tail: tuple[Shape, ...]
    body: Box
    fitter: Fitter

    @property
    def theme(self) -> Theme:
        """The theme of the deck."""
        return self.fitter.theme

    @property
    def across(self) -> float:
        """The body's width as a share of our own design's, at most 1: columns of fixed width shrink with it."""
        return min(self.body.w / WIDTH, 1.0)

    def where(self, part: str) -> str:
        """How a problem names a place on this slide."""
        return f"slide {self.number} “{plain(self.section.title)[:40]}”, {part}"

    def panel(self, name: str) -> tuple[Block, ...]:
        """The blocks of the first panel of that name; nothing if there is none."""
        return next((p.blocks for p in self.section.blocks if isinstance(p, Panel) and p.name == name), ())

    def panels(self, name: str) -> tuple[tuple[Block, ...], ...]:
        """The blocks of each panel of that name."""
        return tuple(p.blocks for p in self.section.blocks if isinstance(p, Panel) and p.name == name)

    def loose(self) -> tuple[Block, ...]:
        """Blocks that stand in no panel."""
        return tuple(block for block in self.section.blocks if not isinstance(block, Panel))

    def figure(self) -> Placed | None:
        """The slide's figure."""
        return next((block for block in self.section.blocks if isinstance(block, Placed)), None)

    def tables(self) -> tuple[Table, ...]:
        """The slide's tables outside panels."""
        return tuple(block for block in self.section.blocks if isinstance(block, Table))

    def caption(self) -> tuple[Run, ...]:
        """The words over the slide's figure or table."""
        captions = (b.inline for b in self.section.blocks if isinstance(b, Paragraph) and "caption" in b.roles)
        return next(captions, ())

    def slide(self, layout: str, shapes: Iterable[Shape]) -> Slide:
        """The finished slide."""
        notes = self.fitter.paras(self.section.notes)
        attributes = self.section.attributes
        return Slide(
            layout, self.name, (*self.head, *shapes, *self.tail),
            tuple(note._replace(size=12.0) for note in notes),
            attributes.get("section", ""), float(attributes.get("minutes", "0")),
        )


def frame(section: Section, number: int, fitter: Fitter, part: int = 0) -> Frame:
    """Title, kicker and source of a section placed; slides that go on (`part` from 1) say so in their title."""
    theme = fitter.theme
    box = theme.box
    width, across = box["right"] - box["left"], box["title_right"] - box["title_left"]
    ending: tuple[Run, ...] = (Run(f" (part {PARTS[min(part, len(PARTS)) - 1]})"),) if part else ()
    runs = cut_to(section.title, across - SAFE, theme.sizes["title_least"], TITLE_LINES, bold=True, tail=ending) if part else section.title
    if part and wrap(hold_last_words(runs), across - SAFE, theme.sizes["title_least"], True) > TITLE_LINES:
        runs = cut_to(section.title, across - SAFE - TAIL, theme.sizes["title_least"], TITLE_LINES, bold=True, tail=ending)
    title, lines = _title(hold_last_words(runs), across, fitter, number, section)
    balanced = across if theme.host else _balanced(title[0], across, lines)
    head: list[Shape] = [
        TextShape("title", Box(box["title_left"], box["title_top"], balanced, box["title_height"]), title, 0, role="title")
    ]
    kicker = section.attributes.get("kicker", "")
    if kicker and box["kicker_top"] >= 0:
        paras = one(kicker.upper(), theme.sizes["kicker"], "accent1", strong=True)
        head.append(TextShape("kicker", Box(box["left"], box["kicker_top"], width * 0.6, max(0.26, height_of(paras, width) - 0.04)), paras, 10, role="kicker"))
    tail, bottom = _source(section, width, theme)
    top = box["body_top"] - (box["one_line"] if lines == 1 and section.kind in DENSE else 0)
    body = Box(box["left"], top, width, bottom - top)
    name = f"slide:{section.kind}-{number}"
    return Frame(section, number, name, tuple(head), tail, body, fitter)


def _title(runs: tuple[Run, ...], width: float, fitter: Fitter, number: int, section: Section) -> tuple[tuple[Para, ...], int]:
    """The title at the largest size at which it takes two lines, and its lines."""
    steps = max(len(TITLE_STEPS), round(theme_span(fitter.theme)) + 1)
    sizes = [fitter.size("title", step) for step in range(steps)]
    for size in sizes:
        lines = wrap(runs, width - SAFE, size, True)
        if lines <= TITLE_LINES:
            return (Para(runs, size, "navy", strong=True),), lines
    fitter.problems.append(Problem(
        "text.overflow", "error", f"slide {number}", f"the title takes {lines} lines at its smallest size: “{plain(runs)}”",
        "shorten the names and sentences of briefing.yaml that stand in it",
    ))
    return (Para(runs, sizes[-1], "navy", strong=True),), lines


def theme_span(theme: Theme) -> float:
    """Points between a title's largest and least size."""
    return theme.sizes["title"] - theme.sizes["title_least"]


def _balanced(title: Para, width: float, lines: int) -> float:
    """The width at which a title of two lines breaks near its middle; never much narrower."""
    if lines < TITLE_LINES:
        return width
    narrow = width
    while narrow > width * NARROWEST and wrap(title.runs, narrow - 0.15 - SAFE, title.size, True) <= lines:
        narrow -= 0.15
    return narrow


def only_cited(section: Section, table: Table) -> Section:
    """The section with those works and caveats in its source line that the table cites by number."""
    cites = [run for row in table.rows for cell in row for run in cell if run.cite]
    numbers = {n for run in cites for n in _numbers(run.text)}
    caveats = {f"words.{finding}.caveat" for run in cites for finding in run.cite}
    blocks = tuple(
        b._replace(blocks=tuple(p._replace(inline=_kept(p.inline, numbers, caveats)) if isinstance(p, Paragraph) else p for p in b.blocks))
        if isinstance(b, Panel) and b.name == "source"
        else b
        for b in section.blocks
    )
    return section._replace(blocks=blocks)


def _numbers(text: str) -> Iterable[int]:
    """The numbers that raised text stands for: "4,12–14"."""
    for piece in text.split(","):
        first, _, last = piece.partition("–")
        yield from range(int(first), int(last or first) + 1)


def _kept(runs: tuple[Run, ...], numbers: set[int], caveats: set[str]) -> tuple[Run, ...]:
    """Source runs without the works and caveats of other pages."""
    start = next((i for i, run in enumerate(runs) if run.text.strip() == "Bear in mind:"), len(runs))
    found = list(runs[:start])
    for i, run in enumerate(found[1:], 1):
        if found[i - 1].text.strip() == WORKS[1]:
            works = [work for work in run.text.split("; ") if int(work.split("\u00a0")[0]) in numbers]
            found[i - 1 : i + 2] = [found[i - 1], run._replace(text="; ".join(works)), found[i + 1]] if works else []
            break
    pairs = [pair for pair in zip(runs[start + 1 :], runs[start + 2 :], strict=False) if pair[1].fact in caveats]
    for name, words in pairs:
        found += [Run("; " if found and found[-1].fact in caveats else runs[start].text), name, words]
    return (*found, Run(".")) if pairs else tuple(found)


def _source(section: Section, width: float, theme: Theme) -> tuple[tuple[Shape, ...], float]:
    """The source line, grown upward when long, and where the body ends."""
    blocks = [b for p in section.blocks if isinstance(p, Panel) and p.name == "source" for b in p.blocks]
    runs = tuple(run for b in blocks if isinstance(b, Paragraph) for run in b.inline)
    if not plain(runs).strip():
        return (), theme.box["footer_top"] - 0.18
    paras = (Para(_lined(runs, width - SAFE, theme.sizes["source"]), theme.sizes["source"], "mute"),)
    height = height_of(paras, width) + 0.04
    width = _even(paras[0], width)
    top = min(theme.box["source_top"], theme.box["footer_top"] - 0.06 - height)
    shape = TextShape("source", Box(theme.box["left"], top, width, height), paras, 18, role="source")
    return (shape,), min(theme.box["body_bottom"], top - 0.1)


def _even(para: Para, width: float) -> float:
    """The width at which the second line of a source is not a scrap of the first."""
    lines = wrap(para.runs, width - SAFE, para.size)
    if lines != TITLE_LINES or any("\n" in run.text for run in para.runs):
        return width
    narrow = width
    while narrow > width * NARROWEST and wrap(para.runs, narrow - 0.2 - SAFE, para.size) <= lines:
        narrow -= 0.2
    return narrow


def _lined(runs: tuple[Run, ...], width: float, size: float) -> tuple[Run, ...]:
    """Source runs that take more than a line, with the numbered works on a line of their own where that costs none."""
    lines = wrap(runs, width, size)
    if lines == 1:
        return runs
    broken = tuple(run._replace(text=f"\n{run.text.lstrip()}") if i and run.text.startswith(WORKS) else run for i, run in enumerate(runs))
    return broken if wrap(broken, width, size) <= lines else runs


def bar(fr: Frame, height: float = 0.0) -> tuple[TextShape | None, Box]:
    """The full-width navy bar at the foot of the body, and the body that is left above it."""
    blocks = fr.panel("bar")
    if not blocks:
        return None, fr.body
    inset = INSET
    width = fr.body.w

    def build(step: int) -> tuple[Para, ...]:
        runs = tuple(run for b in blocks if isinstance(b, Paragraph) for run in b.inline)
        return (Para(held(runs), fr.fitter.size("lead", step), "white", strong=True),)

    steps = [build(step) for step in range(STEPS) if wrap(build(step)[0].runs, width - 2 * inset - SAFE, build(step)[0].size, True) == 1]
    paras = steps[0] if steps else build(0)
    tall = max(height, height_of(paras, width - 2 * inset - 0.1) + 2 * inset)
    box = Box(fr.body.x, fr.body.y + fr.body.h - tall, width, tall)
    shape = TextShape("panel:bar", box, paras, fill="navy", anchor="middle", inset=inset, role="bar")
    return shape, Box(fr.body.x, fr.body.y, width, fr.body.h - tall - GAP)


def card(fr: Frame, name: str, blocks: Sequence[Block], box: Box, side: Literal["left", "top"] = "top") -> TextShape:
    """A tinted card with an accent rule on one side."""
    paras = fr.fitter.settle(blocks, box, fr.where(name), inset=INSET)
    return TextShape(name, box, paras, fill="tint", line="accent1", line_side=side, inset=INSET, role="panel")

