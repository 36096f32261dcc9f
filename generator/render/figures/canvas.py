"""A sheet measured in inches: text in Lato, lines, bars and dots, and no matplotlib defaults."""

from functools import cache
from io import BytesIO
from typing import Any, Literal

import fontpkg_lato
import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from generator.model.theme import Theme

POINTS = 72.0
DPI = 220
_Align = Literal["left", "center", "right"]


@cache
def face(strong: bool) -> FontProperties:
    """Lato by its file, so that no font of the machine is looked for."""
    name = "Lato-Bold.ttf" if strong else "Lato-Regular.ttf"
    path = str(fontpkg_lato.ROOT / "files" / name)
    return FontProperties(family=fontpkg_lato.FAMILY, weight="bold" if strong else "normal", fname=path)


@cache
def text_width(text: str, size: float, strong: bool = False) -> float:
    """Inches that a line of text takes; kept, as the same text is asked for again and again."""
    font = face(strong).copy()
    font.set_size(size)
    return float(_measurer().get_text_width_height_descent(text, font, ismath=False)[0]) / DPI


@cache
def _measurer() -> Any:
    agg: Any = RendererAgg
    return agg(1, 1, DPI)


class Canvas:
    """Draws from the top left corner, in inches; sizes of text and lines are points."""

    def __init__(self, theme: Theme, width: float, height: float) -> None:
        self.theme, self.width, self.height = theme, width, height
        self.figure = Figure(figsize=(width, height), dpi=DPI)
        FigureCanvasAgg(self.figure)
        self._inches = self.figure.dpi_scale_trans

    def _color(self, token: str) -> str:
        return "#" + self.theme.colors[token]

    def text(self, x: float, y: float, text: str, size: float, *, align: _Align = "left", strong: bool = False, color: str = "text") -> None:
        """One or more lines, centered on `y` by the height of their figures and capitals."""
        lines = text.split("\n")
        pitch = size * 1.16 / POINTS
        cap = 0.36 * size / POINTS  # half the height of a capital of Lato
        for number, line in enumerate(lines):
            base = y + (number - (len(lines) - 1) / 2) * pitch + cap
            made = Text(
                x, self.height - base, line, ha=align, va="baseline", fontproperties=face(strong), fontsize=size,
                color=self._color(color), parse_math=False, transform=self._inches,
            )  # fmt: skip
            if hasattr(made, "set_fontfeatures"):
                made.set_fontfeatures(["-liga", "-clig"])  # Lato joins t and i
            self.figure.add_artist(made)

    def bar(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A filled rectangle, its top left corner at x, y."""
        self.figure.add_artist(
            Rectangle((x, self.height - y - height), width, height, facecolor=self._color(color), linewidth=0, transform=self._inches)
        )

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """A band of thin slanting lines, which no reader takes for a bar."""
        with matplotlib.rc_context({"hatch.linewidth": 0.7}):
            self.figure.add_artist(
                Rectangle(
                    (x, self.height - y - height), width, height, facecolor=self._color("white"), edgecolor=self._color("rule"),
                    hatch="//////", linewidth=0, transform=self._inches,
                )
            )  # fmt: skip

    def line(self, x: tuple[float, float], y: tuple[float, float], width: float, color: str) -> None:
        """A straight line with square ends."""
        heights = [self.height - value for value in y]
        self.figure.add_artist(
            Line2D(list(x), heights, linewidth=width, color=self._color(color), solid_capstyle="butt", transform=self._inches)
        )

    def dot(self, x: float, y: float, size: float, color: str) -> None:
        """A filled circle, `size` points across, with a white edge."""
        made = Line2D([x], [self.height - y], linestyle="none", marker="o", markersize=size, transform=self._inches)
        made.set(markerfacecolor=self._color(color), markeredgecolor=self._color("white"), markeredgewidth=0.8)
        self.figure.add_artist(made)

    def save(self, form: Literal["png", "svg", "pdf"], salt: str, *, title: str = "", alt: str = "") -> bytes:
        """The bytes of the picture, without date or program name; `salt` names an SVG's parts.

        `title` and `alt` go where the format keeps them; an SVG's are left to the caller.
        """
        stream = BytesIO()
        kept: dict[str, dict[str, Any]] = {
            "png": {"Software": None, **({"Title": title, "Description": alt} if title else {})},
            "svg": {"Date": None, "Creator": None},
            "pdf": {"CreationDate": None, "Creator": None, "Producer": None, **({"Title": title, "Subject": alt} if title else {})},
        }
        with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt, "pdf.fonttype": 42}):
            fast: dict[str, Any] = {"pil_kwargs": {"compress_level": 1}} if form == "png" else {}  # a third of the time, a few KB more
            self.figure.savefig(stream, format=form, dpi=DPI, facecolor="white", metadata=kept[form], **fast)
        return stream.getvalue()
