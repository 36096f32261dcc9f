"""One cell of a scale, as a label or a code: which point it is, or that it is no answer."""

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from generator.model.survey import Instrument

MISSING = frozenset({
    "n/a", "na", "n.a.", "-99", "-9", "-1", ".", "-", "--", "#n/a", "null", "nan", "prefer not to answer", "prefer not to say",
    "prefer not to respond", "decline to answer", "not applicable", "does not apply", "not answered", "no answer", "no response",
})  # fmt: skip
"""Words for no answer in any column, as `plain_answer` writes them."""

_NO_OPINION = frozenset({"don't know", "do not know", "i don't know", "i do not know", "not sure", "unsure", "none"})
_CODE = re.compile(r"([+-]?\d+)(?:[.,]0+)?")
_CODE_FIRST = re.compile(r"([+-]?\d+)\s*(?:[-–—=:.)]|\s)\s*(\D.*)")
_CODE_LAST = re.compile(r"(.*\D)\s*[(\[](\d+)[)\]]")


class Read(NamedTuple):
    """A cell as it was understood: `point` from a label, `code` from a number, neither when missing."""

    point: int | None = None
    code: int | None = None
    missing: bool = False


class Key(NamedTuple):
    """Which end is agreement: `pairs` of code and point seen together, from labels or stated by the user.

    `codes`: all bare codes that were seen; they tell where the scale begins when one end alone is stated.
    """

    pairs: frozenset[tuple[int, int]] = frozenset()
    points: int = 5
    codes: frozenset[int] = frozenset()

    @property
    def stated(self) -> bool:
        """Whether anything says which way the codes run."""
        return len(self.pairs) > 1 or any(2 * code != self.points + 1 for code, _ in self.pairs)

    @property
    def _fits(self) -> list[tuple[int, int]]:
        """Ways to read every pair, as (sign, offset) with point = sign * code + offset; the usual ones first."""
        ways = [(1, 0), (-1, self.points + 1)]
        if self.pairs:
            code, point = min(self.pairs)
            ways += [(1, point - code), (-1, point + code)]
        fits = [way for way in dict.fromkeys(ways) if all(way[0] * code + way[1] == point for code, point in self.pairs)]
        return sorted(fits, key=lambda way: -sum(1 <= way[0] * code + way[1] <= self.points for code in self.codes))

    @property
    def reversed(self) -> bool:
        """Whether the largest code is the strongest disagreement."""
        return self.consistent and self._fits[0][0] < 0

    @property
    def consistent(self) -> bool:
        """Whether all pairs speak of one direction."""
        return bool(self._fits)

    def point(self, code: int) -> int | None:
        """The point a bare code stands for; None outside the scale."""
        sign, offset = self._fits[0] if self.consistent else (1, 0)
        point = sign * code + offset
        return point if 1 <= point <= self.points else None


def plain_answer(text: str) -> str:
    """An answer for comparing: small letters, single blanks, no HTML, straight apostrophes."""
    if "<" in text or "&" in text:
        text = html.unescape(re.sub(r"<[^<>]{1,200}>", " ", text))
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split()).strip(" *;")


def read_answer(text: str, instrument: Instrument) -> Read | None:
    """Understand one cell: "4", "4.0", "Agree", "4 - Agree", "Agree (4)"; None when it means nothing."""
    plain = plain_answer(text)
    labels = instrument.labels
    if plain in labels:
        return Read(labels[plain])
    if not plain or no_answer(plain, instrument):
        return Read(missing=True)
    if code := _CODE.fullmatch(plain):
        return Read(code=int(code[1]))
    if first := _CODE_FIRST.fullmatch(plain):
        word, code_written = first[2].strip(" -–—.:)="), int(first[1])
    elif last := _CODE_LAST.fullmatch(plain):
        word, code_written = last[1].strip(" -–—.:"), int(last[2])
    else:
        return None
    if word in labels:
        return Read(labels[word], code_written)
    return Read(missing=True) if no_answer(word, instrument) else None


def no_answer(plain: str, instrument: Instrument) -> bool:
    """Whether an answer, as `plain_answer` writes it, says nothing on the scale: outside the denominator."""
    return plain in MISSING or plain in _NO_OPINION or plain in instrument.outside


def is_scale(values: Mapping[str, int], instrument: Instrument) -> bool:
    """True when at least nine in ten of the filled cells are points of the instrument's scale."""
    if len(values) > 200:
        return False
    filled = good = 0
    for value, count in values.items():
        read = read_answer(value, instrument)
        if read is None or not read.missing:
            filled += count
            if read and (read.point is not None or 1 <= (read.code or 0) <= instrument.points):
                good += count
    return filled > 0 and good >= 0.9 * filled


def stated_pairs(text: str, instrument: Instrument) -> frozenset[tuple[int, int]]:
    """Codes and points that a sentence names together: "1 = strongly disagree, 5 = strongly agree"."""
    labels = "|".join(re.escape(label) for label in sorted(instrument.labels, key=len, reverse=True))
    found = re.findall(rf"(?<![\w.])(-?\d+)\s*(?:=|:|-|–|is|means)\s*({labels})(?!\w)", plain_answer(text))
    return frozenset((int(code), instrument.labels[label]) for code, label in found)
