"""What a paper prints where: each fact and each reference number, by chapter and paragraph."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from generator.model.briefing import (
    Block,
    Heading,
    Inline,
    Listing,
    Panel,
    Paragraph,
    Placed,
    Run,
    Table,
    plain,
)
from generator.model.figure import Chart
from generator.model.manifest import CITATION, LETTERHEAD, Printed
from generator.model.pages import Paper

BODY = "body"


def printed(paper: Paper, file: str) -> tuple[Printed, ...]:
    """Every stretch of the paper that a fact, a citation or the request accounts for, in order.

    Places are "body", "header1" and "footer1", as the parts of the file are named; shapes say the
    chapter and the paragraph, item, row or figure in it ("Assessment: paragraph 2").
    """
    found: list[Printed] = []

    def note(shape: str, inline: Inline, place: str = BODY) -> None:
        found.extend(Printed(file, place, shape, run.text, run.fact or CITATION) for run in inline if run.fact or run.cite)

    house = paper.letterhead
    if not (house and house.header):
        note("header", paper.header, "header1")
    if not (house and house.footer):
        note("footer", paper.footer, "footer1")
    for line in house.texts if house else ():
        place, _, text = line.partition("\t")
        found.append(Printed(file, place, "letterhead", text, LETTERHEAD))
    if paper.logo:
        note(paper.logo.name, paper.logo.alt)
    note("title", paper.title)
    for label, value in paper.cover:
        note(f"head: {label}", value)
    for shape, inline in _named(paper.blocks):
        note(shape, inline)
    for reference in paper.references:
        text = plain(reference.inline, cites=True)
        found.append(Printed(file, BODY, f"reference {reference.number}", text, CITATION))
    return tuple(found)


def _named(blocks: Sequence[Block]) -> Iterator[tuple[str, Inline]]:
    chapter, counts = "Opening", dict[str, int]()
    for block in blocks:
        if isinstance(block, Heading):
            chapter = plain(block.inline)
            counts = {}
        kind = type(block).__name__.lower() if not isinstance(block, Placed) else "figure"
        counts[kind] = counts.get(kind, 0) + 1
        name = f"{chapter}: heading" if isinstance(block, Heading) else f"{chapter}: {kind} {counts[kind]}"
        yield from _of_block(block, name)


def _of_block(block: Block, name: str) -> Iterator[tuple[str, Inline]]:
    match block:
        case Heading() | Paragraph():
            yield name, block.inline
        case Listing():
            for number, item in enumerate(block.items, 1):
                yield from _of_blocks(item, f"{name}, item {number}")
        case Table():
            yield f"{name}, caption", block.caption
            for row, cells in enumerate((block.header, *block.rows)):
                for column, cell in enumerate(cells, 1):
                    yield f"{name}, {f'row {row}' if row else 'header'}, column {column}", cell
        case Placed():
            yield f"{name}, caption", block.caption
            yield from _of_figure(block, name)
        case Panel():
            yield from _of_blocks(block.blocks, name)
        case _:
            assert_never(block)


def _of_blocks(blocks: Iterable[Block], name: str) -> Iterator[tuple[str, Inline]]:
    for block in blocks:
        yield from _of_block(block, name)


def _of_figure(placed: Placed, name: str) -> Iterator[tuple[str, Inline]]:
    chart = placed.figure
    if not isinstance(chart, Chart):
        return
    shape = f"chart:{chart.id}"
    yield f"{shape}, description", placed.alt
    yield f"{name}, unit", chart.unit
    for row in chart.rows:
        yield shape, (*row.label, Run(row.shown, fact=row.fact))
        if row.n is not None:
            yield shape, (Run(f"{row.n:,}", fact=row.fact),)
    for label in chart.hidden:
        yield shape, label
