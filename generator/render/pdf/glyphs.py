"""Characters are held against the font before typst sees them, so that the message can name the field."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator.model.problem import Problem

# What Latin names and our own papers use; a test holds these ranges against the font.
KNOWN = frozenset({*map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x250))), *"–—‘’“”•…"})


def unprintable(document: Any, file: str, keys: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem for each stretch of text with characters that Lato has no glyph for.

    `keys`: fact id -> key of briefing.yaml, so that the message says where to look.
    """
    found: dict[tuple[str, str], Problem] = {}
    for text, fact in _texts(document):
        for character in dict.fromkeys(text):
            if character in KNOWN or ord(character) in _glyphs():
                continue
            place = keys.get(fact, fact) or "the page"
            name = unicodedata.name(character, "a control character").lower()
            found.setdefault((place, character), Problem(
                "text.no-glyph", "error", f"{file}: {place}", f"{character!r} (U+{ord(character):04X}, {name}) cannot be printed: the font Lato does not have it",
                "write it in Latin, Greek or Cyrillic letters, or leave this paper out with --only",
            ))
    return tuple(found.values())


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    """Every run's text with its fact id."""
    if isinstance(node, Mapping):
        if isinstance(node.get("t"), str):
            yield node["t"], node.get("fact", "")
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


@cache
def _glyphs() -> frozenset[int]:
    """Code points that the regular and the bold face both have."""
    from fontTools.ttLib import TTFont

    from generator.render.pdf.compile import fonts

    faces = []
    for name in ("Lato-Regular.ttf", "Lato-Bold.ttf"):
        with TTFont(fonts() / name, lazy=True) as face:
            faces.append(frozenset(face.getBestCmap() or {}))
    return faces[0] & faces[1]
