"""What people ticked, as labels or codes -> points of the scale, with nothing guessed in silence."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.load.cells import Cells
from generator.model.answers import Points, Words, counted
from generator.model.problem import Problem
from generator.model.survey import Instrument, Scale

MISSING = frozenset({
    "n/a", "na", "n.a.", "-99", "-9", "-1", ".", "-", "--", "#n/a", "null", "nan", "prefer not to answer", "prefer not to say",
    "prefer not to respond", "decline to answer", "not applicable", "does not apply", "not answered", "no answer", "no response",
})  # fmt: skip
"""Words for no answer in any column, as `plain_answer` writes them."""

_NO_OPINION = frozenset({"don't know", "do not know", "i don't know", "i do not know", "not sure", "unsure", "none"})
_CODE = re.compile(r"([+-]?\d+)(?:[.,]0+)?")
_CODE_FIRST = re.compile(r"([+-]?\d+)\s*(?:[-–—=:.)]|\s)\s*(\D.*)")
_CODE_LAST = re.compile(r"(.*\D)\s*[(\[](\d+)[)\]]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[-/ ][A-Za-z]{3}.*")
_CODES_KEY = "codes"
_CODE_SHOWN = re.compile(r"[+-]?\d{1,4}(?:[.,]\d{1,3})?")
_LONGEST_SHOWN, _SEVERAL = 24, 5
_MANY = 11
"""People. "Prefer not to say" of fewer is not counted in a message: build.json keeps messages."""


@dataclass(frozen=True, slots=True)
class Read:
    """A cell as it was understood: `point` from a label, `code` from a number, neither when missing."""

    point: int | None = None
    code: int | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Key:
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


@dataclass(slots=True)
class AnswerReader:
    """Reads the scale columns of one file and gathers what was wrong with them.

    `shown` is the file's name in messages; `lines` the line of each row. `missing`: what the user
    says means no answer. `scales`: what was found out of each scale.
    """

    shown: str
    lines: Sequence[int]
    instrument: Instrument
    missing: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)
    _missing: Counter[str] = field(default_factory=Counter)

    def points(self, columns: Mapping[str, tuple[str, Cells]], stated: Mapping[str, Iterable[tuple[int, int]]], what: str) -> dict[str, Points]:
        """Points by target for columns of one scale, given as target -> (column name, cells).

        `stated`: pairs of code and point by who names them ("the map", "the questions"). `what`: "items" or "wishes".
        """
        cache: dict[str, Read | None] = {}
        for _, cells in columns.values():
            for cell in cells.counts:
                if cell not in cache:
                    cache[cell] = Read(missing=True) if plain_answer(cell) in self.missing else read_answer(cell, self.instrument)
        reads = [read for read in cache.values() if read and not read.missing]
        together = {(r.code, r.point) for r in reads if r.code is not None and r.point is not None}
        bare = frozenset(r.code for r in reads if r.code is not None and r.point is None)
        points = self.instrument.points
        key = Key(frozenset(together).union(*stated.values()), points, bare)
        if columns:
            self._judge(key, reads, cache, what)
            origin = "words stand beside the codes" if bare and together else "the answers are words" if reads and not bare else ""
            origin = origin or next((who for who, pairs in stated.items() if pairs), "") or self._unstated(what)
            low, high = _ends(self.instrument, what)
            self.scales.append(Scale(what, points, low, high, key.reversed and bool(bare), origin))
        value = {cell: self._point(read, key) for cell, read in cache.items()}
        return {target: self._column(name, cells, cache, value) for target, (name, cells) in columns.items()}

    def _unstated(self, what: str) -> str:
        return "the published form; nothing in the file says so" if self.instrument.fixed_form else f"nothing says so for the {what}"

    def finish(self) -> tuple[Problem, ...]:
        """All problems, with one note on the words that were read as no answer."""
        if self._missing:
            words = ", ".join(f'"{word}" ({count:,})' if count >= _MANY else f'"{word}" (a few)' for word, count in sorted(self._missing.items()))
            self.problems.append(Problem("survey.no-answer", "note", self.shown, f"read as no answer: {words}"))
        return tuple(self.problems)

    def _judge(self, key: Key, reads: Sequence[Read], cache: Mapping[str, Read | None], what: str) -> None:
        """Warn when codes come without a direction; refuse labels that contradict each other."""
        bare = any(read.point is None for read in reads)
        highest = self.instrument.points
        low, high = _ends(self.instrument, what)
        if not key.consistent and bare:
            self.problems.append(
                Problem(
                    "survey.no-direction", "error", f"{self.shown}: {what}", "labels and codes disagree about which end is agreement",
                    "export the answers as words",
                )
            )
        elif bare and not key.stated and self.instrument.fixed_form:
            self.problems.append(
                Problem(
                    "survey.no-direction", "warning", f"{self.shown}: {what}",
                    f"codes read as 1 = {low} to {highest} = {high}; nothing in the file says so",
                    "compare with the form before the scoring key is confirmed, or export the answers as words",
                )
            )
        elif bare and not key.stated:
            self.problems.append(
                Problem(
                    "survey.no-direction", "error", f"{self.shown}: {what}", f"the answers are bare numbers, and nothing says whether 1 is {low} or {high}",
                    f'look at the form and write one line into survey.files: map: {{{_CODES_KEY}: "1 = {low}"}} or {{{_CODES_KEY}: "1 = {high}"}}',
                )
            )
        used = {plain_answer(cell) for cell, read in cache.items() if read and read.point is not None}
        used = {re.sub(r"^\d+\W+|\W+\d+\W*$", "", label) for label in used}
        for end in ("agree", "disagree"):
            point = self.instrument.labels.get(end)
            softer = sorted(word for word in used & {f"{word} {end}" for word in ("somewhat", "slightly", "mildly")} if self.instrument.labels[word] == point)
            if softer and end in used:
                self.problems.append(
                    Problem(
                        "survey.out-of-scale", "error", f"{self.shown}: {what}",
                        f'"{end}" and "{softer[0]}" are both used, so the scale has more than {highest} points',
                        f"the instrument is scored on {highest} points only",
                    )
                )

    def _point(self, read: Read | None, key: Key) -> int | None:
        if read is None or read.missing:
            return None
        if read.point is not None:
            return read.point
        if read.code is None:
            return None
        return key.point(read.code)

    def _column(self, name: str, cells: Cells, cache: Mapping[str, Read | None], value: Mapping[str, int | None]) -> Points:
        wrong: Counter[str] = Counter()
        filled = 0
        for cell, count in cells.counts.items():
            read = cache[cell]
            if read is not None and read.missing:
                if cell.strip():
                    self._missing[cell.strip()] += count
                continue
            filled += count
            if value[cell] is None:
                wrong[cell] += count
        if wrong:
            self.problems.append(self._out_of_scale(name, cells, wrong))
        if not filled:
            self.problems.append(empty_column(self.shown, name))
        return Points(cells.points(lambda cell: value.get(cell) or 0))

    def _out_of_scale(self, name: str, cells: Cells, wrong: Counter[str]) -> Problem:
        lines = [self.lines[i] for i, cell in enumerate(cells) if cell in wrong]
        short = [(cell.strip(), count) for cell, count in wrong.most_common() if _may_be_shown(cell.strip(), count)]
        seen = [f'"{cell}" ({count:,})' for cell, count in short[:4]]
        if len(wrong) > len(seen):
            seen.append(f"{len(wrong) - len(seen):,} other answers")
        places = ", ".join(map(str, lines[:3])) + (" ..." if len(lines) > 3 else "")
        cure = f"correct them, or leave the column out with map: {{{name}: ignore}}"
        if any(_DATE.fullmatch(cell) for cell, _ in short):
            cure = "these look like dates that Excel made of answers; export the survey again as CSV"
        elif any(cell == "0" for cell, _ in short):
            cure = f"export the answers as words; a scale that starts at 0 is not 1 to {self.instrument.points}"
        return Problem(
            "survey.out-of-scale", "error", f"{self.shown}:{lines[0]}",
            f'column "{name}" holds answers outside 1 to {self.instrument.points}: {", ".join(seen)}; line {places}', cure,
        )


def _may_be_shown(cell: str, count: int) -> bool:
    """Whether an answer can be quoted in a message: a code, a day that Excel made, or words that several people share.

    Whatever else stands in the wrong column somebody wrote, and it may be a name or a number to call.
    """
    if _CODE_SHOWN.fullmatch(cell) or (_DATE.fullmatch(cell) and not cell[:4].isdigit()):
        return True
    return count >= _SEVERAL and len(cell) <= _LONGEST_SHOWN and not re.search(r"[@\d]", cell)


def _ends(instrument: Instrument, what: str) -> tuple[str, str]:
    """Words for the two ends of a scale."""
    if what == "items" or not instrument.fixed_form:
        return instrument.ends
    return "not desired", "strongly desired"


def empty_column(shown: str, name: str) -> Problem:
    """A recognized column in which nobody answered."""
    return Problem(
        "survey.empty-column", "warning", shown, f'column "{name}" was recognized and holds no answer', "check whether the question was asked"
    )


def looks_eaten(answers: Iterable[str | None]) -> bool:
    """Whether some answers are dates: Excel turns "6-25" into 25-Jun."""
    return any(_DATE.fullmatch(answer) for answer in counted(answers))


def eaten_column(shown: str, name: str) -> Problem:
    """A question whose answers Excel took for dates."""
    return Problem("survey.out-of-scale", "warning", shown, f'column "{name}" holds dates, which Excel may have made of answers', "export the survey again as CSV")


_YES_NO_CODES = {"0": "No", "1": "Yes"}


def local_answers(cells: Cells, yes_no: bool) -> Words:
    """Answers to a question of the hospital's own, as words; 0 and 1 alone are no and yes when `yes_no`."""
    given = {answer for cell in cells.counts if (answer := _local(cell)) is not None}
    if yes_no and given <= set(_YES_NO_CODES):
        return cells.words(lambda cell: _YES_NO_CODES.get(_local(cell) or ""))
    return cells.words(_local)


def _local(cell: str) -> str | None:
    answer = " ".join(cell.split())
    return None if not answer or plain_answer(answer) in MISSING else answer


def comment(cell: str) -> str | None:
    """A comment without blanks around it; None for an empty one or a word for no answer."""
    text = cell.strip()
    return None if not text or plain_answer(text) in MISSING else text
