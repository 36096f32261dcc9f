"""Rules by which words are shortened when no size lets them fit; what is cut stands whole in the notes."""

from collections.abc import Sequence

from generator.model.briefing import (
    Block,
    Heading,
    Inline,
    Listing,
    Panel,
    Paragraph,
    Run,
    Section,
    Table,
)
from generator.model.request import Request
from generator.plan.measure import wrap

NAME = "institution"
ENDS = (". ", "; ", ": ", ", ")
LEAST = 0.45
"""The share of the room that a cut at a clause's end must keep; else the cut is after a word."""


def short_names(section: Section, request: Request | None) -> Section:
    """The section with the institution's short name for its long one."""
    short = request.organization.short_name if request else ""
    if not short:
        return section

    def said(inline: Inline) -> Inline:
        return tuple(run._replace(text=short) if run.fact == NAME else run for run in inline)

    return section._replace(title=said(section.title), blocks=tuple(_each(block, said) for block in section.blocks))


def _each(block: Block, said) -> Block:  # type: ignore[no-untyped-def]
    match block:
        case Heading() | Paragraph():
            return block._replace(inline=said(block.inline))
        case Listing():
            return block._replace(items=tuple(tuple(_each(b, said) for b in item) for item in block.items))
        case Panel():
            return block._replace(blocks=tuple(_each(b, said) for b in block.blocks))
        case Table():
            return block._replace(rows=tuple(tuple(said(cell) for cell in row) for row in block.rows))
        case _:
            return block


def cut_to(runs: Sequence[Run], width: float, size: float, lines: int, *, bold: bool = False, tail: Inline = ()) -> Inline:
    """The longest beginning of the runs that takes so many lines with `tail` after it: to the end of a clause, else of a word, with "…" at the cut."""
    if wrap((*runs, *tail), width, size, bold) <= lines:
        return (*runs, *tail)
    text = "".join(run.text for run in runs)
    low, high = 0, len(text)
    while low < high:  # the longest stretch that fits
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wrap((*_first(runs, middle), *tail), width, size, bold) <= lines else (low, middle - 1)
    clause = max((text.rfind(end, 0, low) for end in ENDS), default=-1)
    word = text.rfind(" ", 0, low)
    place = clause if clause >= low * LEAST else word if word > 0 else low
    return (*_first(runs, place), *tail)


def _first(runs: Sequence[Run], letters: int) -> Inline:
    """The first letters of the runs, and "…"; a fact's text is dropped rather than cut inside a number."""
    kept: list[Run] = []
    for run in runs:
        if letters <= 0:
            break
        text = run.text[:letters]
        letters -= len(run.text)
        if letters < 0:
            if text[-1:].isdigit() or run.text[len(text) : len(text) + 1].isdigit():
                text = text.rpartition(" ")[0]
            text = text.rstrip(" ,;:.–—-")
        if text:
            kept.append(run._replace(text=text))
    return (*kept, Run("…"))

