"""Brand: what was understood of a hospital's own PowerPoint template and Word letterhead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generator.model.basics import Box
from generator.model.logo import Logo
from generator.model.problem import Problem
from generator.model.theme import Theme

HOUSE_STYLES = {
    "Normal": "Normal", "Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3", "ListBullet": "List Bullet", "ListNumber": "List Number",
    "ListContinue": "List Continue", "Caption": "caption", "Header": "header", "Footer": "footer", "Hyperlink": "Hyperlink", "TableNormal": "Normal Table",
}  # fmt: skip
"""Our style ids that a house may have a style for, with the name Office gives it in every language."""

Role = Literal["cover", "content", ""]


class Seen(NamedTuple):
    """A placeholder of a layout. `kind` is Office's name of it ("title", "body", "ftr"); `box` in inches, resolved up to the master."""

    name: str
    kind: str
    idx: int
    box: Box


class LayoutSeen(NamedTuple):
    """A layout: `number` counts from 1 over the file, `master` too. `obstacles`: pictures, bands and
    logos that stand on it, its master's among them. `free`: where we may place things. `role`: what it is used for, `why` in words.
    """

    number: int
    name: str
    part: str
    master: int
    placeholders: tuple[Seen, ...]
    obstacles: tuple[Box, ...]
    free: Box
    scores: Mapping[str, int]
    ground: str = "FFFFFF"
    role: Role = ""
    why: str = ""

    def first(self, *kinds: str) -> Seen | None:
        """The first placeholder of one of these kinds."""
        return next((seen for seen in self.placeholders if seen.kind in kinds), None)


class DeckTemplate(NamedTuple):
    """A PowerPoint template, understood.

    `width`, `height`: inches. `hosted`: decks are built in it; otherwise `refused` says why not, and its
    palette, fonts and logo go into our own theme. `desk` and `room`: the themes of board deck and grand rounds.
    `paper`: our own theme in the brand's colors, for pages that are no slides. `fonts`: of headings and of text.
    """

    name: str
    width: float
    height: float
    masters: int
    layouts: tuple[LayoutSeen, ...]
    colors: Mapping[str, str]
    fonts: tuple[str, str]
    hosted: bool
    refused: str
    desk: Theme
    room: Theme
    paper: Theme
    logo: Logo | None = None
    slides: int = 0
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A Word letterhead, cleaned. `width`, `height`, `left`, `right`: inches of its page and margins.

    `styles`: our style id -> the id of the house's own style that stands for it; `added`: names of those it lacks.
    `header`, `footer`: whether the house's own are there for every page and stay; `opening`: whether it has one for the first
    page alone. `numbered`: whether they number the pages.
    `texts`: what header and footer say, each line after the name of its part and a tab. `theme`: ours in its colors, if it has any.
    """

    name: str
    package: bytes = field(repr=False)
    width: float
    height: float
    left: float
    right: float
    styles: Mapping[str, str]
    added: tuple[str, ...]
    header: bool
    footer: bool
    opening: bool
    numbered: bool
    texts: tuple[str, ...] = ()
    theme: Theme | None = None
    problems: tuple[Problem, ...] = ()


class Brand(NamedTuple):
    """The hospital's look, as far as it gave one."""

    deck: DeckTemplate | None = None
    letterhead: Letterhead | None = None
