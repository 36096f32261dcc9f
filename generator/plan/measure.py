"""How much room text takes, worked out from a table of advance widths; no font and no office library.

Lines are broken greedily after spaces, hyphens and dashes, as PowerPoint and LibreOffice do. The
pitch is PowerPoint's 1.22 em (LibreOffice sets 1.20). Without kerning the predictions err on the
wide side by well under one percent; within five percent of a limit engines may disagree.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, partial

from generator.files import ours
from generator.model.briefing import Run
from generator.model.pages import Para

POINTS = 72.0  # in an inch
PITCH = 1.22
SUPERSCRIPT = 2 / 3
"""Engines draw raised reference numbers at about two thirds of the text's size."""

_BREAK_AFTER = frozenset(" \t-\u2010\u2013\u2014")
_BLANKS = frozenset(" \t")
_UNKNOWN = 1.0  # em; CJK and whatever else the table lacks is taken to be square

Face = dict[str, float]


@cache
def _faces() -> tuple[Face, Face, Face]:
    """Advances in em by character, regular and bold, and the factor of each other family."""
    table = json.loads(ours("assets/fonts/widths.json").read_text(encoding="utf-8"))
    regular, bold = ({c: w / table["em"] for c, w in table[face].items()} for face in ("regular", "bold"))
    return regular, bold, table["factors"]


def family_factor(family: str) -> float:
    """How much wider this family sets text than Calibri; unknown ones are taken to be wide."""
    factors = _faces()[2]
    return factors.get(family, factors[""])


BOLDER = 1.05
"""How much more the bold of other families is wider than Calibri's than their regular is: measured on Arial's."""
_wider: ContextVar[tuple[float, float]] = ContextVar("wider", default=(1.0, 1.0))


@contextmanager
def set_in(family: str) -> Iterator[None]:
    """Measure as if text were set in this family, by its factor on Calibri."""
    factor = family_factor(family)
    token = _wider.set((factor, factor * BOLDER if factor > 1 else factor))
    try:
        yield
    finally:
        _wider.reset(token)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in inches of one unbroken line at `size` points."""
    return _advance(text, bold) * size / POINTS * _wider.get()[bold]


def wrap(text: str | Sequence[Run], width: float, size: float, bold: bool = False) -> int:
    """Return the number of lines that text or runs take in `width` inches; one for no text at all.

    A line feed starts a new line. A word wider than the line is broken inside, as engines do.
    """
    return _lines((Run(text),) if isinstance(text, str) else tuple(text), width / _wider.get()[bold], size, bold)


@lru_cache(maxsize=16384)
def _lines(runs: tuple[Run, ...], width: float, size: float, bold: bool) -> int:
    """Lines by greedy breaking; plans ask for the same text at the same width again and again, and so do the papers of the next hospital."""
    limit = width * POINTS / size + 1e-9  # em
    lines, line, word, blank = 1, 0.0, 0.0, 0.0
    for piece, advance, advances in _pieces(runs, bold):
        if piece == "\n":
            lines, line, word, blank = lines + 1, 0.0, 0.0, 0.0
        elif piece[0] in _BLANKS:
            # Blanks hang over the right edge and are only counted once something follows them.
            line, word, blank = line + (blank + word if word else 0.0), 0.0, (advance if word else blank + advance)
        else:
            word += advance
            if line + blank + word > limit:
                if line > 0:
                    lines, line, blank = lines + 1, 0.0, 0.0
                if word > limit:
                    word -= advance
                    for one in advances():
                        word += one
                        if word > limit and word > one:
                            lines, word = lines + 1, one
                    blank = 0.0
            if piece[-1] in _BREAK_AFTER:
                line, word, blank = line + blank + word, 0.0, 0.0
    return lines


_PIECE = re.compile("\n|[ \t]+|[^ \t\n\u2010\u2013\u2014-]*[\u2010\u2013\u2014-]|[^ \t\n\u2010\u2013\u2014-]+")

_WHOLE = re.compile("\n|[ \t]+|[^ \t\n]+")


def _pieces(runs: Sequence[Run], bold: bool) -> Iterable[tuple[str, float, Callable[[], list[float]]]]:
    """Line feeds, blanks and stretches that never break inside a line that has room, each with its advance in em.

    The last of each gives the advances of its characters, for a stretch wider than a line. An address is kept whole,
    as LibreOffice does: where an engine breaks it at its hyphens, it takes no more lines.
    """
    for run in runs:
        heavy = bold or run.strong
        scale = SUPERSCRIPT if run.cite else 1.0
        for piece in (_WHOLE if run.href else _PIECE).findall(run.text):
            yield piece, _advance(piece, heavy) * scale, partial(_each, piece, heavy, scale)


@lru_cache(maxsize=16384)
def _advance(piece: str, bold: bool) -> float:
    face = _faces()[bold]
    return sum([face.get(char, _UNKNOWN) for char in piece])


def _each(piece: str, bold: bool, scale: float) -> list[float]:
    face = _faces()[bold]
    return [face.get(char, _UNKNOWN) * scale for char in piece]


def lines_of(para: Para, width: float) -> int:
    """Return the number of lines of a paragraph in `width` inches, its bullet's indent taken off."""
    room = width - para.indent if para.bullet else width
    return wrap(para.runs, room, para.size, para.strong)


def height_of(paras: Sequence[Para], width: float) -> float:
    """Return the height in inches of these paragraphs set `width` inches wide, without space after the last."""
    points = sum(lines_of(para, width) * para.size * PITCH + para.after for para in paras)
    return (points - (paras[-1].after if paras else 0.0)) / POINTS


_SHORT = 22  # characters; two longer words held together would leave a gap on the line before
_DAY = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (?=\d)")


def hold_last_words(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return a title's runs with no-break spaces inside dates and between the last two words.

    So no word ends up alone on the last line. Applied twice it changes nothing more.
    """
    runs = [run._replace(text=_DAY.sub("\\1\u00a0", run.text)) if _DAY.search(run.text) else run for run in runs]
    for place in range(len(runs) - 1, -1, -1):
        text = runs[place].text
        if runs[place].cite or not text.strip():
            continue
        start, space, last = text.rstrip().rpartition(" ")
        if not space:
            break
        if len(start.rpartition(" ")[2] + last) <= _SHORT and start:
            held = runs[place]._replace(text=f"{start}\u00a0{last}{text[len(text.rstrip()) :]}")
            return (*runs[:place], held, *runs[place + 1 :])
        break
    return tuple(runs)
