"""Briefing: what is said. Sections, blocks and runs; no sizes, colors or positions."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from generator.model.evidence import Work
from generator.model.figure import Figure


class Run(NamedTuple):
    """A stretch of text in one style. `fact`: the id of the fact it prints. `cite`: finding ids
    whose reference numbers stand here (then `text` is the numbers, "3,4"). `href`: a link."""

    text: str
    strong: bool = False
    emph: bool = False
    fact: str = ""
    cite: tuple[str, ...] = ()
    href: str = ""


Inline: TypeAlias = tuple[Run, ...]


def plain(inline: Inline, *, cites: bool = False) -> str:
    """The text of some runs, without reference numbers unless `cites`."""
    return "".join(run.text for run in inline if cites or not run.cite)


def pieces(run: Run) -> list[str]:
    """A run's text in one piece; that of a citation number by number, "3", ",", "5"."""
    return re.findall(r"\d+|\D+", run.text) if run.cite else [run.text]


class Heading(NamedTuple):
    """A heading inside a section; `level` 3 or deeper (sections are level 2)."""

    level: int
    inline: Inline
    roles: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    """`roles`: classes of its attribute line, such as "lead", "caveat", "objection", "answer"."""

    inline: Inline
    roles: tuple[str, ...] = ()


class Listing(NamedTuple):
    """A bulleted or numbered list; each item is blocks (nearly always one paragraph)."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    roles: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table with one header row. `align`: "left", "right" or "center" by column."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    align: tuple[str, ...]
    caption: Inline = ()
    roles: tuple[str, ...] = ()


class Placed(NamedTuple):
    """A figure where it stands in the text. `alt` says what it shows; `caption` stands over it."""

    figure: Figure
    alt: Inline
    caption: Inline = ()
    roles: tuple[str, ...] = ()


class Panel(NamedTuple):
    """A named area: `::: left`, `right`, `card`, `so-what`, `bar`, `number`, `source`, `banner`."""

    name: str
    blocks: tuple["Block", ...]


Block: TypeAlias = "Heading | Paragraph | Listing | Table | Placed | Panel"


class Section(NamedTuple):
    """A slide of a deck, a chapter of a memo.

    `kind`: the class of its attribute line ("chart", "decision"; "text" without one).
    `attributes`: the others (`minutes=2 kicker="The gap"`). `notes`: the speaker's words.
    `cites`: finding ids in order of first mention, body before notes.
    """

    kind: str
    title: Inline
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()
    attributes: Mapping[str, str] = MappingProxyType({})
    cites: tuple[str, ...] = ()


class Reference(NamedTuple):
    """A numbered entry of the reference list: its formatted text and the findings it stands for."""

    number: int
    work: Work
    inline: Inline
    findings: tuple[str, ...]


class Briefing(NamedTuple):
    """One paper's content. `marking`: what every page says ("FICTIONAL SAMPLE - DRAFT").

    `front`: the blocks before the first section. `meta`: strings of the front matter.
    `left_out`: what the length of the talk left no room for, in words.
    """

    output: str
    title: Inline
    meta: Mapping[str, Inline]
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    marking: str = ""
    language: str = "en-US"
    left_out: tuple[str, ...] = ()
