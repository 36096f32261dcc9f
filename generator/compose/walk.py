"""Every run of a block, in reading order; and blocks rebuilt with other runs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    Section,
    Table,
)
from generator.model.figure import Chart, Cloud


def inlines_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Stretches of text of the blocks, captions and descriptions of figures included."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.inline
            case Listing():
                for item in block.items:
                    yield from inlines_of(item)
            case Table():
                yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row))
            case Placed():
                yield from (block.caption, block.alt)
            case Panel():
                yield from inlines_of(block.blocks)
            case _:
                assert_never(block)


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Runs of the blocks, captions and descriptions of figures included."""
    for inline in inlines_of(blocks):
        yield from inline


def figure_facts(blocks: Iterable[Block]) -> Iterator[str]:
    """Ids of the facts that the figures among the blocks show."""
    for block in blocks:
        if isinstance(block, Panel):
            yield from figure_facts(block.blocks)
        elif isinstance(block, Placed):
            match block.figure:
                case Chart(rows=rows):
                    yield from (row.fact for row in rows)
                case Cloud(feelings=feelings, needs=needs):
                    yield from (word.fact for word in (*feelings, *needs))


def cited(section: Section) -> tuple[str, ...]:
    """Finding ids cited in a section, in order of first mention: title, body, notes."""
    everything = (*section.title, *runs_of(section.blocks), *runs_of(section.notes))
    return tuple(dict.fromkeys(finding for run in everything for finding in run.cite))


Change = Callable[[Run], Run]


def change_inline(inline: Inline, change: Change) -> Inline:
    """The runs, each changed."""
    return tuple(change(run) for run in inline)


def change_blocks(blocks: Sequence[Block], change: Change) -> tuple[Block, ...]:
    """The blocks with each run changed."""
    return tuple(_change(block, change) for block in blocks)


def _change(block: Block, change: Change) -> Block:
    match block:
        case Heading() | Paragraph():
            return block._replace(inline=change_inline(block.inline, change))
        case Listing():
            return block._replace(items=tuple(change_blocks(item, change) for item in block.items))
        case Table():
            return block._replace(
                header=tuple(change_inline(cell, change) for cell in block.header),
                rows=tuple(tuple(change_inline(cell, change) for cell in row) for row in block.rows),
                caption=change_inline(block.caption, change),
            )
        case Placed():
            return block._replace(alt=change_inline(block.alt, change), caption=change_inline(block.caption, change))
        case Panel():
            return block._replace(blocks=change_blocks(block.blocks, change))
        case _:
            assert_never(block)
