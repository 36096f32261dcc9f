"""What was printed where: the way back from a number on a page to its fact."""

from typing import NamedTuple


class Printed(NamedTuple):
    """A stretch of text in a finished file that a fact, a citation or the request accounts for.

    `place`: "slide 4", "slide 4 notes", "body". `shape`: the shape's name, or the paragraph's
    or cell's place in a Word file. `fact` is a fact id, `citation` for reference numbers and
    reference texts.
    """

    file: str
    place: str
    shape: str
    text: str
    fact: str


CITATION = "citation"
CLOCK = "clock"
"""Minute marks of a talk: sums of the minutes of its slides."""
LETTERHEAD = "letterhead"
"""What the house's own header and footer say: an address, a telephone number."""


class Manifest(NamedTuple):
    """All that was printed in one build."""

    printed: tuple[Printed, ...] = ()

    def of(self, file: str) -> tuple[Printed, ...]:
        """What was printed in one file."""
        return tuple(p for p in self.printed if p.file == file)

    def as_rows(self) -> list[list[str]]:
        """Rows for build.json: file, place, shape, text, fact."""
        return [[p.file, p.place, p.shape, p.text, p.fact] for p in self.printed]
