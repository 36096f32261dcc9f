"""Charts and clouds as marks in inches of the figure's own box: bars, lines, dots and words."""

from typing import Any

from generator.model.figure import NOT_SHOWN
from generator.model.pages import ChartShape, CloudShape
from generator.plan.cloud import BASELINE
from generator.plan.measure import text_width, wrap
from generator.plan.printed import axis_labels, cached

_THICKEST_BAR = 0.7
_WIDEST_LABELS = 0.42  # share of the chart's width
_WIDER = 1.05  # Lato's letters and figures over Calibri's, at most
_DOT = 5.0  # points, radius
_WHISKER = 1.75  # points
_CAP = 0.045  # inches, half the end of a whisker
_BAND = (0.03, 0.12, 0.08)  # inches from the axis to a band, to its words' ground, and around the words
_INSIDE, _OUTSIDE = 0.1, 0.07  # inches between label and axis, limit and value

Marks = dict[str, list[list[Any]] | list[dict[str, Any]]]


def chart(shape: ChartShape) -> Marks:
    """Ranked bars or dots from one axis, 95% intervals as whiskers, the printed value beyond them.

    `bars`: left, top, width, height, color. `lines`: from x, y to x, y, color, points. `dots`:
    x, y, radius in points, color. `words`: placed text. `bands`: left, top, width, height of hidden rows, from the
    axis past the end of the scale, so that nobody takes one for a value; left and width of the ground of their words.
    """
    rows, left, labels = shape.chart.rows, _axis(shape), axis_labels(shape.chart)
    # Never so dark that the interval is lost on it.
    strong = "accent2" if any(row.interval for row in rows) else "accent1"
    numbers = [cached(row, shape.chart) for row in rows]
    limits = [max(found[:2]) for found in numbers]
    longest = max((abs(limit) for limit in limits), default=1) or 1
    values = max((text_width(row.shown, shape.size, bold=True) for row in rows), default=0.5) * _WIDER + 0.15
    width = shape.box.w - left - values
    pitch = shape.box.h * 0.98 / max(1, len(labels))
    bar = min(_THICKEST_BAR, pitch / 1.45)
    marks: dict[str, list[Any]] = {"bars": [], "lines": [], "dots": [], "words": [], "bands": []}
    for index, (row, found, limit) in enumerate(zip(rows, numbers, limits, strict=True)):
        middle = shape.box.h * 0.01 + pitch * (index + 0.5)
        end = left + width * found[0] / longest
        if shape.chart.form == "bars":
            marks["bars"].append([left, middle - bar / 2, end - left, bar, strong if row.strong else "accent3"])
        if len(found) > 1:
            low, high = end - width * found[2] / longest, end + width * found[3] / longest
            marks["lines"].append([low, middle, high, middle, "text", _WHISKER])
            marks["lines"] += [[x, middle - _CAP, x, middle + _CAP, "text", _WHISKER] for x in (low, high)]
        if shape.chart.form == "dots":
            marks["dots"].append([end, middle, _DOT, "accent1"])
        value = left + width * limit / longest + _OUTSIDE
        marks["words"].append(_label(labels[index], shape, left, middle, pitch))
        marks["words"].append(_said(row.shown, shape.size, [value, middle - pitch / 2, shape.box.w - value, pitch], color="accent1" if row.strong else "text", strong=True))
    for index in range(len(rows), len(labels)):
        middle = shape.box.h * 0.01 + pitch * (index + 0.5)
        start = left + _BAND[0]
        wide = text_width(NOT_SHOWN, shape.label_size) * _WIDER + 2 * _BAND[2]
        marks["bands"].append([start, middle - bar / 2, shape.box.w - start, bar, start + _BAND[1], wide])
        marks["words"].append(_label(labels[index], shape, left, middle, pitch))
        marks["words"].append(_said(NOT_SHOWN, shape.label_size, [start + _BAND[1] + _BAND[2], middle - pitch / 2, wide, pitch]))
    axis = [left, shape.box.h * 0.01, left, shape.box.h * 0.99, "rule", 0.75]
    return {**marks, "lines": [axis, *marks["lines"]]}


def _axis(shape: ChartShape) -> float:
    """Where the axis stands: labels get the room their text needs, in at most two lines."""
    labels = axis_labels(shape.chart)
    most = shape.box.w * _WIDEST_LABELS
    room = max((text_width(label, shape.label_size) for label in labels), default=1.0) * _WIDER
    if room > most:
        steps = (most * (0.5 + i / 40) for i in range(21))
        room = next((w for w in steps if all(wrap(label, w / _WIDER, shape.label_size) <= 2 for label in labels)), most)
    return room + _INSIDE + 0.05


def _label(text: str, shape: ChartShape, axis: float, middle: float, pitch: float) -> dict[str, Any]:
    return _said(text, shape.label_size, [0.0, middle - pitch / 2, axis - _INSIDE, pitch], align="right")


def _said(text: str, size: float, box: list[float], *, color: str = "text", strong: bool = False, align: str = "left") -> dict[str, Any]:
    return {"box": box, "text": text, "size": size, "color": color, "strong": strong, "align": align, "natural": False}


def cloud(shape: CloudShape) -> Marks:
    """The words where the plan put them, which measured them in the very font the page is set in."""
    across, down = shape.box.w / shape.layout.width, shape.box.h / shape.layout.height
    scale = min(across, down)
    words = []
    for word in shape.layout.words:
        size, width = word.size * scale, word.w * scale
        baseline = word.y * down + BASELINE * size / 72
        words.append({
            "box": [word.x * across - width / 2, baseline - size / 72, width, size / 72], "text": word.text, "size": size,
            "color": shape.colors[0] if word.lobe == "feelings" else shape.colors[1], "strong": True, "align": "center", "natural": True,
        })  # fmt: skip
    return {"bars": [], "lines": [], "dots": [], "words": words, "bands": []}
