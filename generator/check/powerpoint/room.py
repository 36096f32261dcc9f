"""How much room text takes in its shape, from the same table of widths that our own pages are planned with."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.check.package import NS
from generator.check.powerpoint.deck import Shape
from generator.check.powerpoint.words import Lines, body_properties, insets, paragraphs
from generator.model.basics import Box
from generator.plan.measure import PITCH, POINTS, SUPERSCRIPT, family_factor, text_width, wrap


class Taken(NamedTuple):
    """The room of some text in inches: its height, and its widest line. `broken`: a word wider than the room."""

    height: float
    width: float
    broken: str = ""


_EM, _LOST, _USUAL = 0.64, 0.85, 0.5
"""No ordinary text is wider than so much of its size a letter, breaking leaves at least so much of a line filled, and most letters are so wide."""
_BOUND = {0xA0: "\u202f", 0x2011: "\u202f", 0x200B: "", 0xAD: ""}
"""Characters that are as wide as a space, or not wide at all, and at which no line breaks; the table holds one of them."""


def room(lines: Sequence[Lines], width: float, font: str = "Calibri", squeeze: float = 0.0) -> Taken:
    """The room that paragraphs take in `width` inches; as wide as they are where it is 0.

    `squeeze`: the share by which the program drew the lines together.
    """
    height, widest, broken = 0.0, 0.0, ""
    for number, line in enumerate(lines):
        text = line.text.translate(_BOUND)
        size = max((piece.size for piece in line.pieces if piece.text.strip()), default=line.end)
        pitch = line.pitch if line.pitch > 5 else size * PITCH * (line.pitch - squeeze)
        breadth, count = 0.0, 1
        if width and "\n" not in text and len(text) * size * _EM / POINTS <= (width - line.left) * _LOST:
            breadth = len(text) * size * _USUAL / POINTS + line.left  # one line by far: about so wide
        elif text.strip():
            breadth = _widths(line, text, font) + line.left
            free = width - line.left
            if "\n" in text or (width and breadth > width):
                bold = any(piece.bold for piece in line.pieces)
                plain = _breadth(text.replace("\n", ""), size, bold, "Calibri") or 1.0
                factor = (breadth - line.left) / plain
                count = wrap(text, max(free, 0.1) / factor, size, bold) if width else text.count("\n") + 1
                longest = max(text.split(), key=len)
                if width and len(longest) > 3 and not broken and _breadth(longest, size, bold, "Calibri") * factor > free * 1.02 and "-" not in longest and "/" not in longest:
                    broken = longest
                breadth = min(breadth, width) if width else breadth
        widest = max(widest, breadth)
        height += count * pitch / POINTS + (line.before if number else 0.0) / POINTS
        height += line.after / POINTS if number < len(lines) - 1 else 0.0
    return Taken(height, widest, broken)


def _widths(line: Lines, text: str, font: str) -> float:
    """The width of a paragraph in one line; runs that look alike are measured together."""
    first = line.pieces[0]
    if all(piece.size == first.size and piece.bold == first.bold and piece.font == first.font and not piece.raised for piece in line.pieces):
        return _breadth(text.replace("\n", ""), first.size, first.bold, first.font or font)
    return sum(_breadth(piece.text.translate(_BOUND).replace("\n", ""), piece.size * (SUPERSCRIPT if piece.raised else 1), piece.bold, piece.font or font) for piece in line.pieces)


def _breadth(text: str, size: float, bold: bool, font: str) -> float:
    return text_width(text, size, bold) * (1.0 if font.startswith("+") else _factor(font))


@lru_cache(maxsize=64)
def _factor(font: str) -> float:
    factor = family_factor(font)
    return factor if factor != family_factor("") else 1.0  # an unknown font is given the benefit of the doubt


def theme_font(shape: Shape) -> str:
    """The family that a shape's text is set in where it names none."""
    theme, which = shape.sheet.theme, "majorFont" if shape.role == "title" else "minorFont"
    latin = theme.find(f".//a:fontScheme/a:{which}/a:latin", NS) if theme is not None else None
    return str(latin.get("typeface") or "Calibri") if latin is not None else "Calibri"


def surely_fits(shape: Shape) -> bool:
    """Whether text fits its box by far, so that nobody need measure it."""
    lines, properties, box = texts_of(shape), body_properties(shape), shape.box
    if box is None or properties.get("wrap") == "none" or ("vert" in properties and properties["vert"] != "horz") or "numCol" in properties:
        return False
    left, top, right, bottom = insets(properties)
    free, height = box.w - left - right, 0.0
    for line in lines:
        size = max((piece.size for piece in line.pieces), default=line.end)
        wide, text = size * _EM / POINTS, line.text
        room_ = (free - line.left) * _LOST
        if room_ <= 0 or line.pitch > 5 or any(len(word) * wide > room_ for word in text.split()):
            return False
        count = int(len(text) * wide / room_) + 1 + text.count("\n")
        height += (count * size * PITCH * line.pitch + line.before + line.after) / POINTS
    return height <= box.h - top - bottom


def texts_of(shape: Shape) -> tuple[Lines, ...]:
    """The paragraphs of a shape, worked out once."""
    kept = shape.sheet.looks
    key = "text", shape
    if key not in kept:
        kept[key] = paragraphs(shape)
    return kept[key]  # type: ignore[return-value]


class Set(NamedTuple):
    """A shape's text where it stands: its paragraphs, the room it takes, and its box on the slide."""

    lines: tuple[Lines, ...]
    taken: Taken
    box: Box
    properties: dict[str, str]


def set_text(shape: Shape) -> Set | None:
    """The text of a shape as it is laid out; None for one without text or place."""
    texts = shape.sheet.deck.texts
    if shape not in texts:
        texts[shape] = _set(shape)
    return texts[shape]  # type: ignore[return-value]


def _set(shape: Shape) -> Set | None:
    lines = texts_of(shape)
    if shape.box is None or not any(line.text.strip() for line in lines):
        return None
    properties = body_properties(shape)
    left, top, right, bottom = insets(properties)
    box = shape.box
    if properties.get("vert", "horz") != "horz":
        return Set(lines, Taken(0.0, 0.0), box, properties)
    free = 0.0 if properties.get("wrap") == "none" else max(box.w - left - right, 0.05) / max(int(properties.get("numCol", "1")), 1)
    font = theme_font(shape)
    lines = tuple(_seen(lines))
    taken = room(lines, free, font, _squeeze(shape))
    height = taken.height / max(int(properties.get("numCol", "1")), 1)
    anchor, align = properties.get("anchor", "t"), next((line.align for line in lines if line.text.strip()), "l")
    y = {"ctr": box.y + top + (box.h - top - bottom - height) / 2, "b": box.y + box.h - bottom - height}.get(anchor, box.y + top)
    x = {"ctr": box.x + (box.w - taken.width) / 2, "r": box.x + box.w - right - taken.width}.get(align, box.x + left)
    return Set(lines, Taken(height, taken.width, taken.broken), Box(x, y, taken.width, height), properties)


def _seen(lines: Iterable[Lines]) -> Iterable[Lines]:
    """Paragraphs without empty ones at the end, which nobody sees."""
    kept = list(lines)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return kept


def _squeeze(shape: Shape) -> float:
    shrunk = shape.element.find("p:txBody/a:bodyPr/a:normAutofit", NS)
    value = shrunk.get("lnSpcReduction") if shrunk is not None else None
    return (float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000) if value else 0.0
