"""A link as a QR code: one native outline on a white panel, crisp at any size."""

from collections.abc import Sequence
from functools import lru_cache

from generator.model.pages import Box, Drawing, Rule

QUIET = 4
"""Light modules that a reader needs around the code."""

Point = tuple[int, int]


def qr(address: str, name: str, box: Box, alt: str) -> tuple[Rule, Drawing]:
    """The white panel and the code on it, in a square box; `alt` says where the link leads."""
    modules, lines = _code(address)
    module = box.w / (modules + 2 * QUIET)
    inner = Box(box.x + QUIET * module, box.y + QUIET * module, modules * module, modules * module)
    size = float(modules)
    return Rule(f"rule:{name}", box, "code-ground"), Drawing(name, inner, (size, size), lines, "code", alt)


@lru_cache(maxsize=64)
def _code(address: str) -> tuple[int, tuple[tuple[tuple[float, float], ...], ...]]:
    """Modules of one side, and the outlines."""
    import segno

    matrix = segno.make(address, error="m", micro=False).matrix
    return len(matrix), outlines(matrix)


def outlines(matrix: Sequence[Sequence[int]]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The borders of dark modules as closed lines, dark always to the right; holes run the other way.

    Neighbors are drawn as one area, so that no hairline shows between them.
    """
    light = bytes(len(matrix) + 2)
    around = [light, *(bytes((0, *row, 0)) for row in matrix), light]
    following: dict[Point, list[Point]] = {}
    for y, row in enumerate(matrix):
        above, here, below = around[y : y + 3]
        for x, dark in enumerate(row):
            if not dark:
                continue
            if not above[x + 1]:
                following.setdefault((x, y), []).append((x + 1, y))
            if not here[x + 2]:
                following.setdefault((x + 1, y), []).append((x + 1, y + 1))
            if not below[x + 1]:
                following.setdefault((x + 1, y + 1), []).append((x, y + 1))
            if not here[x]:
                following.setdefault((x, y + 1), []).append((x, y))
    found = []
    for start in sorted(following):
        while following[start]:
            line, point = [start], following[start].pop(0)
            while point != start:
                line.append(point)
                point = following[point].pop(0)
            found.append(_corners(line))
    return tuple(found)


def _corners(line: Sequence[Point]) -> tuple[tuple[float, float], ...]:
    """The points at which a line turns."""
    around = zip((line[-1], *line[:-1]), line, (*line[1:], line[0]), strict=True)
    return tuple(
        (float(here[0]), float(here[1])) for before, here, after in around if (before[0] - here[0]) * (after[1] - here[1]) != (before[1] - here[1]) * (after[0] - here[0])
    )
