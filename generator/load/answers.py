"""What people ticked, as labels or codes -> points of the scale, with nothing guessed in silence."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.load.cells import Cells
from generator.load.scale import MISSING, Key, Read, plain_answer, read_answer
from generator.model.answers import Points, Words, counted
from generator.model.problem import Problem
from generator.model.survey import Instrument, Scale

_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[-/ ][A-Za-z]{3}.*")
_CODES_KEY = "codes"
_CODE_SHOWN = re.compile(r"[+-]?\d{1,4}(?:[.,]\d{1,3})?")
_LONGEST_SHOWN, _SEVERAL = 24, 5
_MANY = 11
"""People. "Prefer not to say" of fewer is not counted in a message: build.json keeps messages."""


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
    if what == "items" or instrument.named:
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
