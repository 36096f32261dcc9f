"""A workbook as it is planned: sheets of cells, each a word, a number or a formula with its value."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from generator.model.basics import Properties

Style = Literal["title", "marking", "note", "head", "section", "text", "input", "given", "result", "strong"]
Form = Literal["", "share", "money", "cents", "number", "whole", "years"]


class Cell(NamedTuple):
    """One cell. `value`: words, a number, or what the formula gives; None with a style is an empty cell to fill in.

    `formula` begins with "=" and is ours alone, never a user's words. `fact`: the id of the fact it
    shows; "" for words and for steps between.
    """

    value: str | float | None = None
    style: Style = "text"
    form: Form = ""
    formula: str = ""
    fact: str = ""


class Sheet(NamedTuple):
    """A sheet. `header`: number of the row, from 0, whose cells head the table below it; frozen and
    repeated. `widths` in characters. `one_page`: printed on one page, else on one page's width. `widest`: columns that a note may run across in print."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    header: int
    widths: tuple[float, ...]
    description: str
    landscape: bool = True
    one_page: bool = True


class Bars(NamedTuple):
    """A chart of columns on the first sheet: names, and series as (name, row); all on `sheet`."""

    sheet: str
    categories: tuple[int, int, int]
    series: tuple[tuple[int, str], ...]
    at: tuple[int, int]
    title: str
    alt: str


class Workbook(NamedTuple):
    """Sheets in their order, and defined names with the cell each stands for. `sign`: before amounts."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    properties: Properties
    marking: str
    sign: str
    paper: str = "letter"
    chart: Bars | None = None


def column(number: int) -> str:
    """The letter of a column, from 0; this workbook has fewer than 26."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number]
