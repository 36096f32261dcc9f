"""The map of a template: what the user says of it, which wins over what we understood."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.load.yaml_source import read_yaml
from generator.model.basics import Box
from generator.model.brand import DeckTemplate
from generator.model.problem import InputError, Problem

KEYS = ("cover", "content", "title", "free", "use")


class DeckMap(NamedTuple):
    """`cover` and `content`: a layout's number as `peerbrief template` lists it, 0 where it is left to us.

    `title` and `free`: boxes in inches on the content layout. `use`: "template", "colors" or "" for our own judgment.
    """

    cover: int = 0
    content: int = 0
    title: Box | None = None
    free: Box | None = None
    use: str = ""


def read_map(path: Path, shown: str = "") -> DeckMap:
    """Read a map. Raises InputError with every problem of it."""
    source = read_yaml(path)
    name = shown or path.name
    data: Any = source.data or {}
    problems: list[Problem] = []

    def wrong(key: str, message: str, cure: str) -> None:
        line = source.where(key).rpartition(":")[2]
        problems.append(Problem("request.wrong-value", "error", f"{name}:{line}" if line.isdigit() else name, message, cure))

    if not isinstance(data, Mapping):
        raise InputError(Problem("request.wrong-type", "error", name, "the map must hold keys such as `content: 6`", "write one with `peerbrief template FILE --write-map MAP`"))
    read: dict[str, Any] = {}
    for key, value in data.items():
        if key not in KEYS:
            wrong(str(key), f'the key "{key}" is unknown', f"known here: {', '.join(KEYS)}")
        elif value is None:
            continue
        elif key in ("cover", "content"):
            if isinstance(value, int) and not isinstance(value, bool) and value > 0:
                read[key] = value
            else:
                wrong(key, f'{key} "{value}" is not the number of a layout', "write its number, as `peerbrief template` lists it")
        elif key == "use":
            if value in ("template", "colors"):
                read[key] = value
            else:
                wrong(key, f'use "{value}" is not known', "write template or colors")
        else:
            box = _box(value)
            if box is None:
                wrong(key, f"{key} is not a box", "write four numbers in inches: [left, top, width, height]")
            else:
                read[key] = box
    if problems:
        raise InputError(problems)
    return DeckMap(**read)


def _box(value: Any) -> Box | None:
    numbers = [float(v) for v in value if isinstance(v, int | float) and not isinstance(v, bool)] if isinstance(value, list) else []
    if len(numbers) != 4 or any(n < 0 for n in numbers) or min(numbers[2:]) <= 0:
        return None
    return Box(*numbers)


def written_map(seen: DeckTemplate) -> str:
    """The map as a file that says the same as what was understood, for the user to change."""
    roles = {layout.role: layout for layout in seen.layouts if layout.role}
    lines = [
        f"# How peerbrief uses {seen.name}. What stands here wins over what it works out by itself.",
        "# Name this file in briefing.yaml as style.deck_map. Lengths are inches: [left, top, width, height].",
        "# The layouts are:",
        *(f"#   {layout.number:>3}  {' '.join(layout.name.split())}" for layout in seen.layouts),
        f"use: {'template' if seen.hosted else 'colors'}   # template: slides stand in it. colors: only its colors, fonts and logo are used",
    ]
    for role in ("cover", "content"):
        layout = roles.get(role)
        lines.append(f"{role}: {layout.number}" if layout else f"{role}:")
    content = roles.get("content")
    title = content.first("title", "ctrTitle") if content else None
    for key, box in (("title", title.box if title else None), ("free", content.free if content else None)):
        lines.append(f"{key}: [{', '.join(f'{v:.2f}' for v in (box.x, box.y, box.w, box.h))}]" if box else f"{key}:")
    return "\n".join(lines) + "\n"
