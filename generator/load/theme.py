"""The theme's tokens, read from our own YAML."""

from functools import cache
from typing import Any

from generator.files import ours
from generator.load.shipped import shipped
from generator.model.basics import Box
from generator.model.theme import Theme

ONE_LINE = 0.4
"""Inches that a dense slide's body rises under a title of one line."""


@cache
def load_theme(name: str = "leadership-blue", *, room: bool = False) -> Theme:
    """Return the shipped theme of that name, with its layouts' boxes resolved; `room` sets it large, for grand rounds.

    Raises FileNotFoundError for a name that is not shipped.
    """
    tokens: dict[str, Any] = shipped(f"assets/theme/{name}.yaml")
    return Theme(
        name=tokens["name"],
        colors=tokens["colors"],
        sizes={**tokens["sizes"], **(tokens["sizes_rounds"] if room else {})},
        fonts=tokens["fonts"],
        box=_edges(tokens["box"]),
        agreement=tuple(tokens["agreement"]),
        base=str(ours("assets/theme") / tokens["base"]),
        layouts={
            layout: {
                idx: Box(*place) for idx, place in sorted({**tokens["common"], **own}.items()) if place
            }
            for layout, own in tokens["layouts"].items()
        },
    )


def _edges(box: dict[str, float]) -> dict[str, float]:
    """The box with the edges of title and body, which a hospital's template sets apart."""
    left, right = box["margin"], box["width"] - box["margin"]
    return {**box, "left": left, "right": right, "title_left": left, "title_right": right, "one_line": ONE_LINE}
