"""Bars and dots in rows: label at the left, mark, value in figures. Gray alone tells them apart."""

from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from generator.model.briefing import plain
from generator.model.figure import NOT_SHOWN, Chart, Row
from generator.model.theme import Theme
from generator.render.figures.canvas import Canvas, text_width

LABEL, TICK = 8.4, 8.0
LABEL_SHARE = 0.40
GAP = 0.12
EDGE = 0.05
AXIS = 0.2
ROW, LINE = 0.23, 0.135


class Place(NamedTuple):
    """Where a row's marks stand: its middle and its wrapped label."""

    row: Row
    label: str
    middle: float


@lru_cache(maxsize=16)  # published figures are the same in every package of a process
def draw(chart: Chart, theme: Theme, width: float, form: Literal["png", "svg"], height: float | None) -> bytes:
    """The picture of a chart. Rows share the height by the lines of their labels."""
    labels = [_wrapped(plain(row.label), width * LABEL_SHARE, strong=row.strong) for row in chart.rows]
    labels += [_wrapped(plain(label), width * LABEL_SHARE, strong=False) for label in chart.hidden]
    needs = [ROW + LINE * label.count("\n") for label in labels]
    axis = AXIS if chart.form == "dots" else 0.0
    total = height if height is not None else sum(needs) + 2 * EDGE + axis
    scale = (total - 2 * EDGE - axis) / sum(needs)
    middles = [EDGE + end * scale - need * scale / 2 for end, need in zip(accumulate(needs), needs, strict=True)]
    places = [Place(row, label, middle) for row, label, middle in zip(chart.rows, labels, middles, strict=False)]
    canvas = Canvas(theme, width, total)
    strong = [row.strong for row in chart.rows] + [False] * len(chart.hidden)
    left = max(text_width(line, LABEL, strong=bold) for label, bold in zip(labels, strong, strict=True) for line in label.split("\n")) + GAP + 0.02
    right = width - _columns(canvas, chart, places, width)
    if chart.form == "bars":
        _bars(canvas, chart, places, left, right)
        canvas.line((left, left), (middles[0] - 0.15, middles[-1] + 0.15), 0.8, "text")
    else:
        _dots(canvas, chart, places, left, right, total - EDGE - axis)
    for label, middle in list(zip(labels, middles, strict=True))[len(places) :]:
        _hidden(canvas, label, middle, left)
    return canvas.save(form, chart.id)


def _wrapped(text: str, width: float, *, strong: bool) -> str:
    """The label in as few lines as `width` allows, and those about equally long."""
    lines = _lines(text, width, strong=strong)
    while len(lines) > 1 and width > 0.5:
        width -= 0.05
        tighter = _lines(text, width, strong=strong)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return "\n".join(lines)


def _lines(text: str, width: float, *, strong: bool) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, LABEL, strong=strong) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _columns(canvas: Canvas, chart: Chart, places: list[Place], width: float) -> float:
    """The columns at the right edge: n where rows differ in it. Returns their width, inches."""
    sizes = {place.row.n for place in places}
    if len(sizes) < 2 or not chart.as_percent:
        return 0.02
    shown = [(place, "" if place.row.n is None else f"n {place.row.n:,}") for place in places]
    for place, text in shown:
        canvas.text(width - 0.02, place.middle, text, TICK, align="right", color="mute")
    return max(text_width(text, TICK) for _, text in shown) + 0.02 + GAP


def _hidden(canvas: Canvas, label: str, y: float, left: float) -> None:
    """A hatched row: from the axis past the end of the scale, the same for each, so that it measures nothing."""
    thick, start = 0.155, left + 0.01
    canvas.text(left - GAP, y, label, LABEL, align="right")
    canvas.hatched(start, y - thick / 2, canvas.width - 0.02 - start, thick)
    canvas.bar(start + 0.1, y - thick / 2 - 0.01, text_width(NOT_SHOWN, LABEL) + 0.1, thick + 0.02, "white")
    canvas.text(start + 0.15, y, NOT_SHOWN, LABEL)


def _top(chart: Chart) -> float:
    """The right end of the scale: whole for shares that come near it, else a little over the largest."""
    largest = max((row.interval or (0.0, row.value))[1] for row in chart.rows)
    if not chart.as_percent:
        return max(largest, 1.0)
    return next(step for step in (0.2, 0.4, 0.6, 0.8, 1.0) if largest <= step or step == 1.0)


def _bars(canvas: Canvas, chart: Chart, places: list[Place], left: float, right: float) -> None:
    """Bars from one baseline; the interval is a thin line, the value stands beyond it."""
    values = max(text_width(place.row.shown, LABEL, strong=True) for place in places)
    unit = (right - left - values - 0.10) / _top(chart)
    thick = 0.155
    for place in places:
        row, y = place.row, place.middle
        canvas.text(left - GAP, y, place.label, LABEL, align="right", strong=row.strong)
        end = left + row.value * unit
        canvas.bar(left, y - thick / 2, end - left, thick, "navy" if row.strong else "accent3")
        far = end
        if row.interval:
            low, high = (left + limit * unit for limit in row.interval)
            canvas.line((low, end), (y, y), 1.0, "white" if row.strong else "text")
            canvas.line((end, high), (y, y), 1.0, "text")
            far = max(end, high)
        canvas.text(far + 0.06, y, row.shown, LABEL, strong=row.strong)


def _dots(canvas: Canvas, chart: Chart, places: list[Place], left: float, right: float, floor: float) -> None:
    """A dot and its interval on a light guide; values in one column at the right."""
    values = max(text_width(place.row.shown, LABEL, strong=True) for place in places)
    end = right - values - GAP
    top = _top(chart)
    unit = (end - left) / top
    steps = [0.2 * n for n in range(round(top / 0.2) + 1)] if chart.as_percent else [0.0, top]
    for step in steps:
        x = left + step * unit
        canvas.line((x, x), (EDGE, floor), 0.6, "text" if step == 0 else "rule")
        canvas.text(x, floor + 0.12, f"{step:.0%}" if chart.as_percent else f"{step:,.0f}", TICK, align="center", color="mute")
    for place in places:
        row, y = place.row, place.middle
        color = "navy" if row.strong else "accent2"
        canvas.text(left - GAP, y, place.label, LABEL, align="right", strong=row.strong)
        canvas.line((left, end), (y, y), 1.0, "tint")
        if row.interval:
            low, high = (left + limit * unit for limit in row.interval)
            canvas.line((low, high), (y, y), 2.4 if row.strong else 1.6, color)
        canvas.dot(left + row.value * unit, y, 7.0 if row.strong else 6.0, color)
        canvas.text(right, y, row.shown, LABEL, align="right", strong=row.strong)
