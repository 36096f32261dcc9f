"""Deck and Paper: what goes on which page. Everything is measured and placed; a renderer only translates.

Lengths are inches, sizes are points, colors are the theme's tokens.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from generator.model.basics import Box as Box
from generator.model.basics import Picture as Picture
from generator.model.basics import Properties as Properties
from generator.model.brand import Letterhead
from generator.model.briefing import Block, Inline, Reference, Run, Table
from generator.model.figure import Chart

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]


class Para(NamedTuple):
    """A paragraph with its size. `bullet`: "" none, "•" bulleted, "1." numbered; `indent` in inches.

    `inherits`: alignment and weight are those of the placeholder it stands in, and with color "" its color too.
    """

    runs: tuple[Run, ...]
    size: float
    color: str = "text"
    strong: bool = False
    align: Align = "left"
    bullet: Literal["", "•", "1."] = ""
    after: float = 0.0
    indent: float = 0.22
    inherits: bool = False


class TextShape(NamedTuple):
    """Text in a box. `placeholder`: idx of the layout's placeholder it fills, else a text box.

    `fill`, `line`: theme tokens or "" for none. `line_side`: where the rule stands.
    `inset`: inches on all four sides. `role`: what the shape is ("title", "source", "panel").
    `form`: its outline, named as Office names it. `keeps`: what stays the placeholder's own: its "look"
    (insets and anchor), or its "place" too.
    """

    name: str
    box: Box
    paras: tuple[Para, ...]
    placeholder: int | None = None
    fill: str = ""
    line: str = ""
    line_side: Literal["", "left", "top", "around"] = ""
    anchor: Anchor = "top"
    inset: float = 0.0
    role: str = ""
    form: Literal["rect", "roundRect", "homePlate", "chevron", "ellipse", "hexagon", "wedgeRoundRectCallout"] = "rect"
    keeps: Literal["", "look", "place"] = ""


class ChartShape(NamedTuple):
    """A native, editable chart."""

    name: str
    box: Box
    chart: Chart
    alt: str
    size: float
    label_size: float
    placeholder: int | None = None


class Cell(NamedTuple):
    """A table cell: paragraphs at one size."""

    paras: tuple[Para, ...]
    align: Align = "left"


class TableShape(NamedTuple):
    """A table with one header row. `widths` and `heights` in inches, one each per column and row
    (the header first). `pad`: inches at the sides of a cell's text, and above and under it."""

    name: str
    box: Box
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    placeholder: int | None = None
    pad: tuple[float, float] = (0.08, 0.04)


class PlacedWord(NamedTuple):
    """A word of the cloud: centre and size of its box within the cloud's own box."""

    text: str
    fact: str
    x: float
    y: float
    w: float
    size: float
    lobe: Literal["feelings", "needs"]


class CloudLayout(NamedTuple):
    """A laid-out cloud, `width` x `height` inches. `left_out`: words that found no room."""

    width: float
    height: float
    words: tuple[PlacedWord, ...]
    left_out: tuple[str, ...] = ()


class CloudShape(NamedTuple):
    """A cloud as native text boxes in one group. `colors`: token by lobe."""

    name: str
    box: Box
    layout: CloudLayout
    alt: str
    colors: tuple[str, str] = ("accent5", "accent1")


class Rule(NamedTuple):
    """A filled rectangle that carries no meaning."""

    name: str
    box: Box
    fill: str


class Drawing(NamedTuple):
    """Closed outlines in one color: corners on a grid of so many units across and down, stretched over the
    box; an outline inside another that runs the other way is a hole. Without `alt` it carries no meaning."""

    name: str
    box: Box
    grid: tuple[float, float]
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    fill: str
    alt: str = ""


class Group(NamedTuple):
    """A diagram: shapes that belong together, described as one. `shapes` keep their places on the slide."""

    name: str
    box: Box
    shapes: tuple["TextShape | Rule | Drawing", ...]
    alt: str


Shape: TypeAlias = TextShape | ChartShape | TableShape | CloudShape | Rule | Drawing | Picture | Group


class Slide(NamedTuple):
    """One slide. `layout` is a layout's name in the base theme; shapes stand in reading order,
    title first, source last. `number` is printed by the footer's field."""

    layout: str
    name: str
    shapes: tuple[Shape, ...]
    notes: tuple[Para, ...]
    section: str = ""
    minutes: float = 0.0
    hidden: bool = False


class Deck(NamedTuple):
    """Slides in order. `footer` stands on each slide; `marking` is DRAFT or FICTIONAL, or empty."""

    slides: tuple[Slide, ...]
    properties: Properties
    footer: Inline
    marking: str = ""


class PlacedFigure(NamedTuple):
    """A figure of a paper at the width it prints. `png`/`svg` names are given by the renderer."""

    name: str
    figure: Chart
    width: float
    height: float
    alt: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A flowing document: blocks in order, figures sized, references last.

    `cover`: label and value of the memo head ("To", "From", "Date", "Re", ...).
    `page`: "letter" or "a4"; margins in inches. `figures`: by the chart's id. `columns`: widths
    of each table's columns in inches. `logo`: stands in the head. `letterhead`: the house's own, whose page
    and margins then count.
    """

    title: Inline
    cover: tuple[tuple[str, Inline], ...]
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    properties: Properties
    header: Inline
    footer: Inline
    marking: str = ""
    page: Literal["letter", "a4"] = "letter"
    margin: float = 1.0
    figures: dict[str, PlacedFigure] = field(default_factory=dict)
    columns: dict[Table, tuple[float, ...]] = field(default_factory=dict)
    logo: Picture | None = None
    letterhead: Letterhead | None = None

    @property
    def width(self) -> float:
        """Inches of its text across."""
        if self.letterhead:
            return self.letterhead.width - self.letterhead.left - self.letterhead.right
        return {"letter": 8.5, "a4": 8.268}[self.page] - 2 * self.margin
