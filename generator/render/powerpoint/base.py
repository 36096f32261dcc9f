"""What every part of the PowerPoint renderer draws with: units, colors, frames of shapes."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from generator.model.pages import Box
from generator.model.theme import Theme, Tone

SLIDE_WIDTH = 12192000
TABLE_STYLE = "{9B5C1F62-3E0A-4C47-A1D5-6F2E8B7C4D10}"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _scheme(slot: str, *changes: tuple[str, int]) -> str:
    inner = "".join(f'<a:{name} val="{value}"/>' for name, value in changes)
    return f'<a:schemeClr val="{slot}">{inner}</a:schemeClr>'


COLORS = {
    "text": _scheme("tx1"),
    "white": _scheme("bg1"),
    "navy": _scheme("tx2"),
    "tint": _scheme("bg2"),
    "link": _scheme("hlink"),
    # Not slots of their own, so that a hospital's palette recolors them too.
    "mute": _scheme("tx1", ("lumMod", 75000), ("lumOff", 25000)),
    "rule": _scheme("tx1", ("lumMod", 25000), ("lumOff", 75000)),
    **{f"accent{i}": _scheme(f"accent{i}") for i in range(1, 7)},
    "bar": _scheme("accent3"),  # of a chart, where no row is the strong one
    "code": _scheme("tx2"),
    "code-ground": _scheme("bg1"),
}


@contextmanager
def palette(theme: Theme) -> Iterator[None]:
    """Draw in the theme's own tones, where it has any."""
    token = _colors.set({**COLORS, **{name: _toned(tone) for name, tone in theme.tones.items()}} if theme.tones else COLORS)
    try:
        yield
    finally:
        _colors.reset(token)


def _toned(tone: Tone) -> str:
    if not tone.slot:
        return f'<a:srgbClr val="{tone.hex}"/>'
    changes = (("satMod", tone.sat * 1000), ("lumMod", tone.mod * 1000), ("lumOff", tone.off * 1000))
    return _scheme(tone.slot, *(change for change, usual in zip(changes, (100000, 100000, 0), strict=True) if change[1] != usual))


_colors: ContextVar[Mapping[str, str]] = ContextVar("colors", default=COLORS)

# What XML 1.0 cannot hold.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def emu(inches: float) -> int:
    """Return inches as EMU."""
    return round(inches * 914400)


def clean(text: str) -> str:
    """Return text as XML content, without what XML cannot hold."""
    return escape(_UNPRINTABLE.sub("", text))


def attribute(text: str) -> str:
    """Return text as a quoted XML attribute, without what XML cannot hold."""
    return quoteattr(_UNPRINTABLE.sub("", text))


def ink(token: str) -> str:
    """Return a color. Raises KeyError for an unknown token."""
    return _colors.get()[token]


def solid(token: str) -> str:
    """Return a fill in a theme color. Raises KeyError for an unknown token."""
    return f"<a:solidFill>{ink(token)}</a:solidFill>"


def frame(box: Box, tag: str = "a:xfrm") -> str:
    """Return a position. 13.333 inches round past the slide's edge, so the width is cut there."""
    left, width = emu(box.x), emu(box.w)
    if 0 < left + width - SLIDE_WIDTH < 1000:
        width = SLIDE_WIDTH - left
    return f'<{tag}><a:off x="{left}" y="{emu(box.y)}"/><a:ext cx="{width}" cy="{emu(box.h)}"/></{tag}>'


def parsed(xml: str) -> Any:
    """Return a shape's XML as the office library's element; `p`, `a` and `r` are declared here."""
    return parse_xml(xml.replace(">", f" {NAMESPACES}>", 1))


def head(number: int, name: str, alt: str = "", extra: str = "") -> str:
    """Return cNvPr: id, name, description."""
    described = f" descr={attribute(alt)}" if alt else ""
    return f'<p:cNvPr id="{number}" name={attribute(name)}{described}' + (f">{extra}</p:cNvPr>" if extra else "/>")


def rectangle(number: int, name: str, box: Box, fill: str) -> str:
    """Return a filled rectangle that carries no meaning and says so to screen readers."""
    return (
        f"<p:sp><p:nvSpPr>{head(number, name, extra=DECORATIVE)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{solid(fill)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
