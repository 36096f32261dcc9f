"""The word cloud as a page of its own: SVG with real text, and the same picture as PNG.

White background and dark colors, so that it prints; the two lobes differ in grey, in place and
under their headings as well as in color. Neither file holds a date or anything of the machine.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from generator.model.pages import CloudLayout
from generator.model.theme import Theme
from generator.plan.cloud import BASELINE, lato

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

HEADINGS = ("What they feel", "What they need")
APART = 12.0
"""L* that the lobes differ by at least, so that a grey printer tells them apart."""

_MARGIN = 0.5  # inches
_TITLE, _HEADING, _FOOT, _MARK = 24.0, 18.0, 11.0, 11.0  # points
_GUTTER = 0.5  # between the rules under the headings, inches
_PITCH = 1.25
_EM = 1000

Anchor = Literal["start", "middle", "end"]
Face = Literal["Bold", "Regular"]


class _Text(NamedTuple):
    """One line: where it is anchored and its baseline, in inches. `width`: its advance, for words."""

    text: str
    x: float
    baseline: float
    size: float
    color: str
    anchor: Anchor = "start"
    face: Face = "Bold"
    width: float = 0.0


class _Line(NamedTuple):
    """A hairline, in inches."""

    left: float
    top: float
    right: float
    bottom: float
    color: str


class _Page(NamedTuple):
    width: float
    height: float
    lines: tuple[_Line, ...]
    texts: tuple[_Text, ...]


def cloud_svg(
    layout: CloudLayout, theme: Theme, title: str, footnote: str, marking: str, alt: str,
    headings: tuple[str, str] = HEADINGS,
) -> bytes:  # fmt: skip
    """Draw the page as SVG: words stay text, `alt` is its description.

    `marking` ("FICTIONAL SAMPLE") stands in the upper right corner; "" for none. Each word carries
    its measured length, so that it stays in its place where Lato is missing.
    """
    page = _page(layout, theme, title, footnote, marking, headings)
    width, height = round(page.width * 72, 2), round(page.height * 72, 2)
    body = "\n".join((*map(_svg_line, page.lines), *map(_svg_text, page.texts)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" aria-describedby="description" '
        f'lang="en-US" xml:lang="en-US" width="{width:g}pt" height="{height:g}pt" viewBox="0 0 {width:g} {height:g}">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(alt)}</desc>\n'
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>\n'
        f"<g font-family=\"Lato, Carlito, Calibri, 'Segoe UI', sans-serif\" style=\"font-variant-ligatures: none\">\n{body}\n</g>\n</svg>\n"
    ).encode()


@lru_cache(maxsize=4)
def cloud_png(
    layout: CloudLayout, theme: Theme, title: str, footnote: str, marking: str, alt: str,
    headings: tuple[str, str] = HEADINGS, dpi: int = 200,
) -> bytes:  # fmt: skip
    """Draw the same page as PNG. `alt` is for whoever places the picture: a PNG cannot hold it."""
    from PIL import Image, ImageDraw

    del alt
    page = _page(layout, theme, title, footnote, marking, headings)
    image = Image.new("RGB", (round(page.width * dpi), round(page.height * dpi)), "white")
    draw = ImageDraw.Draw(image)
    for line in page.lines:
        ends = tuple(round(v * dpi) for v in (line.left, line.top, line.right, line.bottom))
        draw.line(ends, fill=line.color, width=max(1, dpi // 80))
    for text in page.texts:
        font = _font(text.face, text.size * dpi / 72)
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[text.anchor]
        draw.text((text.x * dpi, text.baseline * dpi), text.text, fill=text.color, font=font, anchor=anchor)
    out = BytesIO()
    image.save(out, format="PNG", compress_level=1, dpi=(dpi, dpi))
    return out.getvalue()


def lobe_colors(theme: Theme) -> tuple[str, str]:
    """Colors of feelings and needs as #RRGGBB: the theme's, the darker one deepened until grey tells them apart."""
    feelings, needs = _rgb(theme.colors["accent5"]), _rgb(theme.colors["accent1"])
    while abs(lightness(feelings) - lightness(needs)) < APART and max(*feelings, *needs) > 0:
        if lightness(needs) <= lightness(feelings) and max(needs) > 0:
            needs = _deeper(needs)
        else:
            feelings = _deeper(feelings)
    return _hex(feelings), _hex(needs)


def lightness(color: tuple[int, int, int]) -> float:
    """CIE L* of an sRGB color, 0 black to 100 white."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in color)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def _page(
    layout: CloudLayout, theme: Theme, title: str, footnote: str, marking: str, headings: tuple[str, str]
) -> _Page:
    width = layout.width + 2 * _MARGIN
    mute, navy = f"#{theme.colors['mute']}", f"#{theme.colors['navy']}"
    colors = lobe_colors(theme)
    texts: list[_Text] = []
    top = _MARGIN
    if marking:
        texts.append(_Text(marking, width - _MARGIN, top + _MARK / 72, _MARK, mute, "end"))
        top += 0.16
    for line in _wrapped(title, layout.width, _TITLE, "Bold"):
        top += _TITLE * _PITCH / 72
        texts.append(_Text(line, _MARGIN, top, _TITLE, navy))
    top += 0.55
    half, lines = (layout.width - _GUTTER) / 2, []
    for heading, left, color in zip(headings, (_MARGIN, width - _MARGIN - half), colors, strict=True):
        texts.append(_Text(heading, left, top, _HEADING, color))
        lines.append(_Line(left, top + 0.1, left + half, top + 0.1, color))
    top += 0.28
    texts.extend(_words(layout, _MARGIN, top, colors))
    top += layout.height + 0.3
    for line in _wrapped(footnote, layout.width, _FOOT, "Regular"):
        top += _FOOT * _PITCH / 72
        texts.append(_Text(line, _MARGIN, top, _FOOT, mute, face="Regular"))
    return _Page(width, round(top + _MARGIN * 0.8, 3), tuple(lines), tuple(texts))


def _words(layout: CloudLayout, left: float, top: float, colors: tuple[str, str]) -> Iterator[_Text]:
    for word in layout.words:
        color = colors[word.lobe == "needs"]
        advance = _font("Bold", _EM).getlength(word.text) * word.size / _EM / 72
        baseline = top + word.y + BASELINE * word.size / 72
        yield _Text(word.text, left + word.x, baseline, word.size, color, "middle", width=advance)


def _wrapped(text: str, width: float, size: float, face: Face) -> Iterable[str]:
    """Break text greedily into lines of at most `width` inches."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _font(face, _EM).getlength(longer) * size / _EM / 72 > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


@cache
def _font(face: Face, size: float) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(lato(face), size, layout_engine=ImageFont.Layout.BASIC)


def _svg_line(line: _Line) -> str:
    left, top, right, bottom = (round(v * 72, 2) for v in (line.left, line.top, line.right, line.bottom))
    return f'<line x1="{left:g}" y1="{top:g}" x2="{right:g}" y2="{bottom:g}" stroke="{line.color}" stroke-width="0.9"/>'


def _svg_text(text: _Text) -> str:
    x, y = round(text.x * 72, 2), round(text.baseline * 72, 2)
    weight = ' font-weight="700"' if text.face == "Bold" else ""
    length = f' textLength="{round(text.width * 72, 2):g}" lengthAdjust="spacingAndGlyphs"' if text.width else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{text.size:g}"{weight} text-anchor="{text.anchor}" '
        f"fill={quoteattr(text.color)}{length}>{escape(text.text)}</text>"
    )


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[0:2], 16), int(color[2:4], 16), int(color[4:6], 16)


def _hex(color: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02X}" for part in color)


def _deeper(color: tuple[int, int, int]) -> tuple[int, int, int]:
    red, green, blue = (int(part * 0.96) for part in color)
    return red, green, blue
