"""Sheet: a printed paper of one or two sides, its parts in order. Where they stand is the page template's care."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from generator.model.basics import Picture, Properties
from generator.model.briefing import Block, Inline


class Part(NamedTuple):
    """A titled part of a side. `kind` says what it is to the page template ("figures", "decision")."""

    kind: str
    title: Inline
    blocks: tuple[Block, ...]


class Side(NamedTuple):
    """One side of paper. `caveats`: what must be said of the evidence cited on it, in one note."""

    parts: tuple[Part, ...]
    caveats: Inline = ()


class Sheet(NamedTuple):
    """A printed paper. `name` is that of its page template.

    `sizes`: sizes of body text in points, the one wished for first, the least allowed last.
    `title_size`: points of the headline. `margin` and `bottom`: points. `foot` stands on each side.
    `keys`: fact id -> key of briefing.yaml, for messages about text that does not fit or print.
    `logo`: stands over the first side.
    """

    name: str
    title: Inline
    kind: Inline
    organization: Inline
    date: Inline
    foot: Inline
    sides: tuple[Side, ...]
    references: tuple[Inline, ...]
    properties: Properties
    marking: str = ""
    page: Literal["letter", "a4"] = "letter"
    sizes: tuple[float, ...] = (10.5,)
    title_size: float = 22.0
    margin: float = 54.0
    bottom: float = 54.0
    keys: Mapping[str, str] = MappingProxyType({})
    logo: Picture | None = None
