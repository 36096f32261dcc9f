"""Charts as pictures: what is on them, how large, and that they repeat."""

import io
import re
import subprocess
import sys

import pytest
from PIL import Image

from generator.load.theme import load_theme
from generator.model.briefing import Run
from generator.model.figure import Chart, Row
from generator.render.figures import draw_chart

ROWS = (
    Row((Run("A respected peer"),), "want_peer", 0.72, "72%", (0.66, 0.78), 212, True),
    Row((Run("Costs & $5 to $9 <b>"),), "want_quiet_place", 0.5, "50%", (0.43, 0.57), 208),
)
BARS, DOTS = Chart("wishes", "bars", ROWS, ()), Chart("dimensions", "dots", ROWS, ())


def svg(chart: Chart) -> str:
    return draw_chart(chart, load_theme(), 6.5, fmt="svg").decode()


@pytest.mark.parametrize("chart", [BARS, DOTS], ids=["bars", "dots"])
@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_chart_gives_the_same_bytes(chart, form):
    assert draw_chart(chart, load_theme(), 6.5, fmt=form) == draw_chart(chart, load_theme(), 6.5, fmt=form)


@pytest.mark.parametrize("chart", [BARS, DOTS], ids=["bars", "dots"])
def test_labels_and_values_stay_text_as_they_were_written(chart):
    words = re.findall(r">([^<>]+)</text>", svg(chart))
    assert {"A respected peer", "Costs &amp; $5 to $9 &lt;b&gt;", "72%", "50%"} <= set(words)


def test_rows_that_differ_in_their_denominator_print_it():
    assert "n 208" in svg(DOTS)
    same = Chart("dimensions", "dots", (ROWS[0],), ())
    assert "n 212" not in svg(same)


def test_a_chart_prints_no_date_and_no_program():
    assert "dc:date" not in svg(BARS)
    assert "Software" not in Image.open(io.BytesIO(draw_chart(BARS, load_theme(), 6.5))).info


def test_the_picture_has_the_size_it_was_planned_at():
    image = Image.open(io.BytesIO(draw_chart(BARS, load_theme(), 6.5, height_in=1.5)))
    assert image.size == (1430, 330)


def test_type_is_never_smaller_than_eight_points():
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px|font: (?:\w+ )?([\d.]+)px", svg(DOTS)) for size in size if size]
    assert sizes
    assert min(sizes) >= 8


@pytest.mark.parametrize("chart", [BARS, DOTS], ids=["bars", "dots"])
def test_nothing_runs_over_the_edge_of_the_picture(chart):
    long = Row((Run("A confidential way to get in touch with someone around the clock, on any day of the year"),), "x", 1.0, "100%", (0.97, 1.0), 99)
    image = Image.open(io.BytesIO(draw_chart(Chart(chart.id, chart.form, (*ROWS, long), ()), load_theme(), 6.5))).convert("L")
    width, height = image.size
    edges = [image.crop(box) for box in ((0, 0, 1, height), (width - 1, 0, width, height), (0, 0, width, 1), (0, height - 1, width, height))]
    assert all(edge.getextrema()[0] > 250 for edge in edges)


def lightness(token: str) -> float:
    """L* of a color of the theme."""
    parts = [int(load_theme().colors[token][n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * y ** (1 / 3) - 16


def test_the_strong_row_stands_out_on_a_gray_printer():
    assert lightness("accent3") - lightness("navy") >= 12
    assert lightness("accent2") - lightness("navy") >= 12


def test_matplotlib_is_not_imported_before_a_chart_is_drawn():
    code = "import sys, generator.render.figures, generator.render.word; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
