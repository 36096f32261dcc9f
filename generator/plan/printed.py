"""What a deck prints, run by run: the way back from each number on a slide to its fact."""

from collections.abc import Iterable, Iterator

from generator.model.briefing import Run, plain
from generator.model.figure import Chart, Row
from generator.model.manifest import CITATION, Printed
from generator.model.pages import (
    ChartShape,
    CloudShape,
    Deck,
    Group,
    Para,
    Picture,
    Shape,
    TableShape,
    TextShape,
)
from generator.plan.measure import hold_last_words

_NO_FOOTER = "title"


def printed(deck: Deck, file: str, *, pages_only: bool = False) -> tuple[Printed, ...]:
    """Return every run with a fact or citation, every chart row, cell, cloud word and note, in order.

    `place` is "slide 4" or "slide 4 notes", `shape` the shape's name ("notes" in notes, "footer" for
    the footer). A chart row gives its label's facts, its printed value, n where printed, and the
    numbers kept in the chart's own data. `pages_only`: neither notes nor a chart's own data.
    """
    found: list[Printed] = []
    for number, slide in enumerate(deck.slides, 1):
        place = f"slide {number}"
        for shape in _alone(slide.shapes):
            name = getattr(shape, "name", "")
            found += (Printed(file, place, name, text, fact) for text, fact in _of(shape, pages_only))
        if slide.layout != _NO_FOOTER:
            found += (Printed(file, place, "footer", text, fact) for text, fact in _runs(deck.footer))
        found += (
            Printed(file, f"{place} notes", "notes", text, fact)
            for para in (() if pages_only else slide.notes)
            for text, fact in _runs(para.runs)
        )
    return tuple(found)


def _alone(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """Yield the shapes with those of groups one by one."""
    for shape in shapes:
        if isinstance(shape, Group):
            yield from shape.shapes
        else:
            yield shape


def _of(shape: Shape, pages_only: bool) -> Iterator[tuple[str, str]]:
    """Yield text and fact of what a shape prints."""
    match shape:
        case TextShape():
            for para in shape.paras:
                yield from _runs(hold_last_words(para.runs) if shape.placeholder == 0 else para.runs)
        case ChartShape():
            for row in shape.chart.rows:
                yield from _row(row, shape.chart, pages_only)
            for label in shape.chart.hidden:
                yield from _runs(label)
        case TableShape():
            for cell in (cell for row in (shape.header, *shape.rows) for cell in row):
                yield from _paras(cell.paras)
        case CloudShape():
            yield from ((word.text, word.fact) for word in shape.layout.words)
        case Picture():
            yield from _runs(shape.alt)
        case _:
            return


def _paras(paras: tuple[Para, ...]) -> Iterator[tuple[str, str]]:
    for para in paras:
        yield from _runs(para.runs)


def _runs(runs: tuple[Run, ...]) -> Iterator[tuple[str, str]]:
    for run in runs:
        if run.fact or run.cite:
            yield run.text, run.fact or CITATION


def _row(row: Row, chart: Chart, pages_only: bool) -> Iterator[tuple[str, str]]:
    yield from _runs(row.label)
    if shows_n(chart) and row.n is not None:
        yield f"{row.n:,}", row.fact
    yield row.shown, row.fact
    if not pages_only:
        yield from ((repr(number), row.fact) for number in cached(row, chart))


def shows_n(chart: Chart) -> bool:
    """Return whether the rows differ in n, so that each label has to say its own."""
    return len({row.n for row in chart.rows}) > 1


def category(row: Row, chart: Chart) -> str:
    """Return a row's label as the axis prints it."""
    label = plain(row.label)
    return f"{label} (n {row.n:,})" if shows_n(chart) and row.n is not None else label


def axis_labels(chart: Chart) -> list[str]:
    """Return the labels of all rows, hatched ones last, each n kept on one line."""
    return [category(row, chart).replace("(n ", "(n\u00a0") for row in chart.rows] + [plain(label) for label in chart.hidden]


def decimals(row: Row) -> int:
    """Return the digits after the point that a row's printed value has."""
    whole, point, rest = row.shown.partition(".")
    return len("".join(c for c in rest if c.isdigit())) if point and whole else 0


def cached(row: Row, chart: Chart) -> tuple[float, ...]:
    """Return the numbers a chart keeps for a row, none finer than printed.

    Its value as printed and, with an interval, the upper limit and the lengths below and above the
    value, to two decimals: a longer share would give the count away.
    """
    places = decimals(row) + (2 if chart.as_percent else 0)
    value = _round(row.value, places)
    if row.interval is None:
        return (value,)
    least = max(2, places) if chart.as_percent else places
    low, high = (_round(limit, least) for limit in row.interval)
    return value, high, _round(value - low, least), _round(high - value, least)


def _round(number: float, places: int) -> float:
    """Round to a float whose text is short, whole numbers without a trailing point."""
    rounded = round(number, places)
    return int(rounded) if rounded == int(rounded) else rounded
