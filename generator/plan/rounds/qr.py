"""A link as a QR code: one native outline on a white panel, crisp at any size."""

from collections.abc import Sequence

from generator.model.pages import Box, Drawing, Rule

QUIET = 4
"""Light modules that a reader needs around the code."""

Point = tuple[int, int]


def qr(address: str, name: str, box: Box, alt: str) -> tuple[Rule, Drawing]:
    """The white panel and the code on it, in a square box; `alt` says where the link leads."""
    import segno

    matrix = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    module = box.w / (len(matrix) + 2 * QUIET)
    inner = Box(box.x + QUIET * module, box.y + QUIET * module, len(matrix) * module, len(matrix) * module)
    size = float(len(matrix))
    return Rule(f"rule:{name}", box, "white"), Drawing(name, inner, (size, size), outlines(matrix), "navy", alt)


def outlines(matrix: Sequence[Sequence[int]]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The borders of dark modules as closed lines, dark always to the right; holes run the other way.

    Neighbors are drawn as one area, so that no hairline shows between them.
    """
    size = len(matrix)

    def dark(row: int, column: int) -> bool:
        return 0 <= row < size and 0 <= column < size and bool(matrix[row][column])

    following: dict[Point, list[Point]] = {}
    for row in range(size):
        for column in range(size):
            if not dark(row, column):
                continue
            sides = (
                ((row - 1, column), (column, row), (column + 1, row)),
                ((row, column + 1), (column + 1, row), (column + 1, row + 1)),
                ((row + 1, column), (column + 1, row + 1), (column, row + 1)),
                ((row, column - 1), (column, row + 1), (column, row)),
            )
            for neighbor, start, end in sides:
                if not dark(*neighbor):
                    following.setdefault(start, []).append(end)
    found = []
    while following:
        start = min(following)
        line, here = [start], following[start].pop(0)
        while here != start:
            line.append(here)
            here = following[here].pop(0)
        following = {point: ends for point, ends in following.items() if ends}
        found.append(_corners(line))
    return tuple(found)


def _corners(line: Sequence[Point]) -> tuple[tuple[float, float], ...]:
    """The points at which a line turns."""
    around = zip((line[-1], *line[:-1]), line, (*line[1:], line[0]), strict=True)
    return tuple(
        (float(here[0]), float(here[1])) for before, here, after in around if (before[0] - here[0]) * (after[1] - here[1]) != (before[1] - here[1]) * (after[0] - here[0])
    )
