"""What moves a result most: a bar for each assumption about the line of the base case, dark for its lower end."""

from dataclasses import dataclass
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from generator.model.theme import Theme
from generator.render.figures.canvas import Canvas, text_width

WIDTH = 7.2
LABEL, TICK, TITLE = 8.4, 8.0, 11.0
ROW, THICK, GAP = 0.34, 0.19, 0.12


class Bar(NamedTuple):
    """An assumption: result at the low and the high end of its range, and those ends in words."""

    label: str
    note: str
    at_low: float
    at_high: float
    low: str
    high: str


class Tornado(NamedTuple):
    """The picture's words and bars. `base`: the result of the base case."""

    title: str
    subtitle: str
    marking: str
    base: float
    base_words: str
    bars: tuple[Bar, ...]
    alt: str


def draw_tornado(found: Tornado, theme: Theme, form: Literal["png", "svg", "pdf"]) -> bytes:
    """The picture; light and dark ends differ in gray, and each end bears its value."""
    head, foot = 0.66, 0.2
    canvas = Canvas(theme, WIDTH, head + ROW * len(found.bars) + foot)
    left = max(text_width(bar.label, LABEL) for bar in found.bars) + GAP + 0.04
    ends = [end for bar in found.bars for end in (bar.at_low, bar.at_high)]
    scale = _Scale(left + 0.62, WIDTH - 0.66, min(*ends, found.base), max(*ends, found.base))
    canvas.text(0.02, 0.13, found.title, TITLE, strong=True, color="navy")
    canvas.text(0.02, 0.33, found.subtitle, TICK, color="mute")
    bottom = head + ROW * len(found.bars)
    canvas.text(WIDTH - 0.02, bottom + 0.1, found.marking, TICK, align="right", strong=True, color="accent5")
    for place, bar in enumerate(found.bars):
        _bar(canvas, scale, found.base, bar, head + ROW * (place + 0.5), left)
    x = scale(found.base)
    canvas.line((x, x), (head - 0.08, bottom), 1.2, "text")
    canvas.text(x, head - 0.15, found.base_words, TICK, align="center", strong=True)
    return _described(canvas.save(form, "tornado", title=found.title, alt=found.alt), found, form)


@dataclass(frozen=True, slots=True)
class _Scale:
    left: float
    right: float
    low: float
    high: float

    def __call__(self, value: float) -> float:
        return self.left + (value - self.low) / ((self.high - self.low) or 1.0) * (self.right - self.left)


def _bar(canvas: Canvas, scale: _Scale, base: float, bar: Bar, y: float, left: float) -> None:
    if bar.note:
        canvas.text(left - GAP, y - 0.065, bar.label, LABEL, align="right")
        canvas.text(left - GAP, y + 0.07, bar.note, 7.0, align="right", color="mute")
    else:
        canvas.text(left - GAP, y, bar.label, LABEL, align="right")
    middle = scale(base)
    for value, words, color in ((bar.at_low, bar.low, "navy"), (bar.at_high, bar.high, "accent3")):
        x = scale(value)
        canvas.bar(min(x, middle), y - THICK / 2, abs(x - middle), THICK, color)
        side = -1 if x < middle or (x == middle and value == bar.at_low) else 1
        canvas.text(x + side * 0.05, y, words, TICK, align="right" if side < 0 else "left")


def _described(data: bytes, found: Tornado, form: str) -> bytes:
    """Title and description where the format has a place for them."""
    if form != "svg":
        return data
    start = data.index(b">", data.index(b"<svg")) + 1
    said = f'<title id="t">{escape(found.title)}</title><desc id="d">{escape(found.alt)}</desc>'.encode()
    head = data[:start].replace(b"<svg", b'<svg role="img" aria-labelledby="t d"', 1)
    return head + said + data[start:]

