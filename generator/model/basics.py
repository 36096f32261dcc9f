"""What papers of every kind have: boxes, pictures, what a file says of itself."""

from typing import NamedTuple

from generator.model.briefing import Inline


class Box(NamedTuple):
    """A rectangle on the slide, in inches from its top left corner."""

    x: float
    y: float
    w: float
    h: float


class Picture(NamedTuple):
    """A PNG at its place. In a paper or sheet only width and height count: it flows with the head."""

    name: str
    box: Box
    image: bytes
    alt: Inline

    def __repr__(self) -> str:
        return f"Picture({self.name!r}, {self.box!r})"


class Properties(NamedTuple):
    """What a file says of itself. `issued` is an ISO date: the only date in the file."""

    title: str
    author: str
    subject: str
    language: str
    issued: str
    keywords: str = ""
