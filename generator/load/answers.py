"""What people ticked, as labels or codes -> points of the scale, with nothing guessed in silence."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.problem import Problem
from generator.model.survey import Instrument

MISSING = frozenset({
    "n/a", "na", "n.a.", "-99", "-9", "-1", ".", "-", "--", "#n/a", "null", "nan", "prefer not to answer", "prefer not to say",
    "prefer not to respond", "decline to answer", "not applicable", "does not apply", "not answered", "no answer", "no response",
})  # fmt: skip
"""Words for no answer in any column, as `plain_answer` writes them."""

_NO_OPINION = frozenset({"don't know", "do not know", "i don't know", "i do not know", "not sure", "unsure", "none"})
_CODE = re.compile(r"([+-]?\d+)(?:[.,]0+)?")
_CODE_FIRST = re.compile(r"(\d+)\s*(?:[-–—=:.)]|\s)\s*(\D.*)")
_CODE_LAST = re.compile(r"(.*\D)\s*[(\[](\d+)[)\]]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[-/ ][A-Za-z]{3}.*")
_LONGEST_SHOWN = 24
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
    """Which end is agreement: `pairs` of code and point seen together, from labels or stated by the user."""

    pairs: frozenset[tuple[int, int]] = frozenset()
    points: int = 5

    @property
    def stated(self) -> bool:
        """Whether anything says which way the codes run."""
        return any(2 * code != self.points + 1 for code, _ in self.pairs)

    @property
    def reversed(self) -> bool:
        """Whether the largest code is the strongest disagreement."""
        turned = [code for code, point in self.pairs if code != point]
        return bool(turned) and all(code + point == self.points + 1 for code, point in self.pairs)

    @property
    def consistent(self) -> bool:
        """Whether all pairs speak of one direction."""
        return self.reversed or all(code == point for code, point in self.pairs)


def plain_answer(text: str) -> str:
    """An answer for comparing: small letters, single blanks, no HTML, straight apostrophes."""
    if "<" in text or "&" in text:
        text = html.unescape(re.sub(r"<[^<>]{1,200}>", " ", text))
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split()).strip(" *;")


def read_answer(text: str, instrument: Instrument) -> Read | None:
    """Understand one cell: "4", "4.0", "Agree", "4 - Agree", "Agree (4)"; None when it means nothing."""
    plain = plain_answer(text)
    if not plain or plain in MISSING or plain in _NO_OPINION:
        return Read(missing=True)
    if code := _CODE.fullmatch(plain):
        return Read(code=int(code[1]))
    labels = instrument.labels
    if plain in labels:
        return Read(labels[plain])
    if (first := _CODE_FIRST.fullmatch(plain)) and first[2].strip(" -–—.:)=") in labels:
        return Read(labels[first[2].strip(" -–—.:)=")], int(first[1]))
    if (last := _CODE_LAST.fullmatch(plain)) and last[1].strip(" -–—.:") in labels:
        return Read(labels[last[1].strip(" -–—.:")], int(last[2]))
    return None


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
    found = re.findall(rf"\b(\d)\s*(?:=|:|-|–|is|means)\s*({labels})\b", plain_answer(text))
    return frozenset((int(code), instrument.labels[label]) for code, label in found)


@dataclass(slots=True)
class AnswerReader:
    """Reads the scale columns of one file and gathers what was wrong with them.

    `shown` is the file's name in messages; `lines` the line of each row.
    """

    shown: str
    lines: Sequence[int]
    instrument: Instrument
    problems: list[Problem] = field(default_factory=list)
    _missing: Counter[str] = field(default_factory=Counter)

    def points(
        self, columns: Mapping[str, tuple[str, Sequence[str]]], stated: Iterable[tuple[int, int]], what: str
    ) -> dict[str, tuple[int | None, ...]]:
        """Points by target for columns of one scale, given as target -> (column name, cells).

        `stated`: pairs of code and point that the user or the questions name. `what`: "items" or "wishes".
        """
        cache: dict[str, Read | None] = {}
        for _, cells in columns.values():
            for cell in set(cells):
                if cell not in cache:
                    cache[cell] = read_answer(cell, self.instrument)
        reads = [read for read in cache.values() if read and not read.missing]
        key = Key(frozenset(stated) | {(r.code, r.point) for r in reads if r.code is not None and r.point is not None}, self.instrument.points)
        self._judge(key, reads, cache, what)
        value = {cell: self._point(read, key) for cell, read in cache.items()}
        return {target: self._column(name, cells, cache, value) for target, (name, cells) in columns.items()}

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
        if not key.consistent and bare:
            self.problems.append(
                Problem(
                    "survey.no-direction", "error", f"{self.shown}: {what}", "labels and codes disagree about which end is agreement",
                    "export the answers as words",
                )
            )
        elif bare and not key.stated:
            low, high = ("strongly disagree", "strongly agree") if what == "items" else ("not desired", "strongly desired")
            self.problems.append(
                Problem(
                    "survey.no-direction", "warning", f"{self.shown}: {what}",
                    f"codes read as 1 = {low} to {highest} = {high}; nothing in the file says so",
                    "compare with the form before the scoring key is confirmed, or export the answers as words",
                )
            )
        used = {plain_answer(cell) for cell, read in cache.items() if read and read.point is not None}
        used = {re.sub(r"^\d+\W+|\W+\d+\W*$", "", label) for label in used}
        for end in ("agree", "disagree"):
            softer = sorted(used & {f"{word} {end}" for word in ("somewhat", "slightly", "mildly")})
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
        if read.code is None or not 1 <= read.code <= self.instrument.points:
            return None
        return self.instrument.points + 1 - read.code if key.reversed else read.code

    def _column(
        self, name: str, cells: Sequence[str], cache: Mapping[str, Read | None], value: Mapping[str, int | None]
    ) -> tuple[int | None, ...]:
        counts = Counter(cells)
        wrong: Counter[str] = Counter()
        filled = 0
        for cell, count in counts.items():
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
        return tuple([value[cell] for cell in cells])

    def _out_of_scale(self, name: str, cells: Sequence[str], wrong: Counter[str]) -> Problem:
        lines = [self.lines[i] for i, cell in enumerate(cells) if cell in wrong]
        short = [(cell.strip(), count) for cell, count in wrong.most_common() if len(cell.strip()) <= _LONGEST_SHOWN and "@" not in cell]
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


def empty_column(shown: str, name: str) -> Problem:
    """A recognized column in which nobody answered."""
    return Problem(
        "survey.empty-column", "warning", shown, f'column "{name}" was recognized and holds no answer', "check whether the question was asked"
    )


def looks_eaten(answers: Iterable[str | None]) -> bool:
    """Whether some answers are dates: Excel turns "6-25" into 25-Jun."""
    return any(_DATE.fullmatch(answer) for answer in set(answers) if answer)


def eaten_column(shown: str, name: str) -> Problem:
    """A question whose answers Excel took for dates."""
    return Problem("survey.out-of-scale", "warning", shown, f'column "{name}" holds dates, which Excel may have made of answers', "export the survey again as CSV")


_YES_NO_CODES = {"0": "No", "1": "Yes"}


def local_answers(cells: Sequence[str], yes_no: bool) -> tuple[str | None, ...]:
    """Answers to a question of the hospital's own, as words; 0 and 1 alone are no and yes when `yes_no`."""
    cache = {cell: _local(cell) for cell in set(cells)}
    given = {answer for answer in cache.values() if answer is not None}
    if yes_no and given <= set(_YES_NO_CODES):
        cache = {cell: _YES_NO_CODES.get(answer or "") for cell, answer in cache.items()}
    return tuple([cache[cell] for cell in cells])


def _local(cell: str) -> str | None:
    answer = " ".join(cell.split())
    return None if not answer or plain_answer(answer) in MISSING else answer


def comment(cell: str) -> str | None:
    """A comment without blanks around it; None for an empty one or a word for no answer."""
    text = cell.strip()
    return None if not text or plain_answer(text) in MISSING else text
