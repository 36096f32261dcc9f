"""Charts as pictures, drawn at the width they print. matplotlib is imported when one is drawn."""

from typing import Literal

from generator.model.figure import Chart
from generator.model.theme import Theme


def draw_chart(
    chart: Chart, theme: Theme, width_in: float, *, fmt: Literal["png", "svg"] = "png", height_in: float | None = None
) -> bytes:
    """The chart as PNG (220 dpi) or SVG (text stays text), `width_in` inches wide.

    No title, no legend, no banner: those are text of the page. `height_in` None takes what the
    rows need. The same chart gives the same bytes on the same library version.
    """
    from generator.render.figures.drawing import draw

    return draw(chart, theme, width_in, fmt, height_in)
