"""The invisible mark around a printed fact.

A filter prints a fact as one private-use character that carries the fact's place in the book,
the text, and one that closes. The marks survive Markdown; `generator.compose.markdown` turns
each into a Run that names its fact.
"""

import re

FIRST = 0xF0000
CLOSE = "\ue000"
_MARK = re.compile("([\ue000\U000f0000-\U000ffffd])")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def mark(index: int, text: str) -> str:
    """`text` between the marks of the fact at `index` of the book."""
    return f"{chr(FIRST + index)}{text}{CLOSE}"


def strip_marks(text: str) -> str:
    """The text without any private-use character; for input, and for plain reading."""
    return PRIVATE.sub("", text)


def split_marks(text: str, open_index: int | None = None) -> tuple[list[tuple[int | None, str]], int | None]:
    """Cut text at its marks: pieces of (fact's index or None, text), and the mark left open."""
    pieces: list[tuple[int | None, str]] = []
    current = open_index
    for place, piece in enumerate(_MARK.split(text)):
        if place % 2:
            current = None if piece == CLOSE else ord(piece) - FIRST
        elif piece:
            pieces.append((current, piece))
    return pieces, current
