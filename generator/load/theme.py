"""The theme's tokens, read from our own YAML."""

from functools import cache
from typing import Any

import yaml

from generator.files import ours
from generator.model.pages import Box
from generator.model.theme import Theme


@cache
def load_theme(name: str = "leadership-blue", *, room: bool = False) -> Theme:
    """Return the shipped theme of that name, with its layouts' boxes resolved; `room` sets it large, for grand rounds.

    Raises FileNotFoundError for a name that is not shipped. Tests validate the file, so it is
    read by the fastest safe loader and trusted here.
    """
    path = ours(f"assets/theme/{name}.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tokens: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return Theme(
        name=tokens["name"],
        colors=tokens["colors"],
        sizes={**tokens["sizes"], **(tokens["sizes_rounds"] if room else {})},
        fonts=tokens["fonts"],
        box=tokens["box"],
        agreement=tuple(tokens["agreement"]),
        base=str(path.with_name(tokens["base"])),
        layouts={
            layout: {
                idx: Box(*place) for idx, place in sorted({**tokens["common"], **own}.items()) if place
            }
            for layout, own in tokens["layouts"].items()
        },
    )
