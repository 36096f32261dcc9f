"""What the layouts of the base theme draw by themselves, drawn again: quarter circles of the cover, thin rules.

The counterpart of `assets/theme/build_base.py`, which draws the same for the presentation.
"""

import colorsys
from collections.abc import Mapping
from typing import Any

from generator.model.pages import Box
from generator.model.theme import Theme

DARK = frozenset({"title", "section", "film", "closing"})
"""Layouts on navy."""

_RINGS = ((6.3, "accent1", 0.5), (4.95, "accent1", 0.75), (3.55, "accent1", 1.0), (2.0, "accent2", 1.0))
_HEADINGS = (12, 22)
_BODY, _BODY_RIGHT, _NUMBER = 14, 15, 102


def artwork(layout: str, places: Mapping[int, Box], theme: Theme) -> list[dict[str, Any]]:
    """Quarter circles in the lower right corner (radius) and rules (box), each with its color as hex."""
    rings = _RINGS if layout in ("title", "closing") else ()
    drawn: list[dict[str, Any]] = [{"radius": r, "color": darker(theme.colors[token], share)} for r, token, share in rings]
    drawn += [{"box": [b.x, b.y, b.w, b.h], "color": f"#{theme.colors[token]}"} for b, token in _rules(layout, places)]
    return drawn


def darker(color: str, share: float) -> str:
    """The color with its lightness (of hue, lightness, saturation) at a share, as #rrggbb."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    made = colorsys.hls_to_rgb(hue, lightness * share, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in made)


def _rules(layout: str, places: Mapping[int, Box]) -> list[tuple[Box, str]]:
    """Thin rules that carry no meaning."""
    found = []
    if layout in ("title", "closing", "section"):
        found.append((Box(places[_BODY].x, places[_BODY].y - 0.24, 0.9, 0.05), "accent4"))
    if _NUMBER in places:
        found.append((Box(0.6, 7.0, 12.133, 0.01), "white" if layout in DARK else "rule"))
    if layout in ("two-columns", "word-cloud"):
        found += [(Box(b.x, b.y + b.h, b.w, 0.02), "accent1") for b in (places[i] for i in _HEADINGS)]
    if layout == "quote":
        above, under = places[_BODY], places[_BODY_RIGHT]
        found.append((Box(above.x - 0.4, above.y, 0.07, under.y + under.h - above.y), "accent4"))
    return found
