"""One column of answers on a scale, a byte a respondent: a million of them are counted without a loop."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload


class Points(Sequence[int | None]):
    """Answers as points 1..7, None where there is none: a tuple in all but size.

    `codes` holds one byte a respondent, 0 for no answer.
    """

    __slots__ = ("codes",)

    def __init__(self, codes: bytes) -> None:
        self.codes = codes

    @classmethod
    def of(cls, answers: Iterable[int | None]) -> "Points":
        """Pack answers given one by one."""
        return answers if isinstance(answers, Points) else cls(bytes(answer or 0 for answer in answers))

    def counts(self) -> Counter[int]:
        """How often each point was answered, in order of the scale; no answer is not counted."""
        return Counter({point: n for point, n in enumerate(byte_counts(self.codes)) if point and n})

    @overload
    def __getitem__(self, place: int) -> int | None: ...
    @overload
    def __getitem__(self, place: slice) -> "Points": ...
    def __getitem__(self, place: int | slice) -> "int | Points | None":
        """Give the answer of one respondent, or those of several."""
        return Points(self.codes[place]) if isinstance(place, slice) else self.codes[place] or None

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[int | None]:
        return map((None, *range(1, 256)).__getitem__, self.codes)

    def __eq__(self, other: Any) -> bool:
        return self.codes == other.codes if isinstance(other, Points) else tuple(self) == other

    def __hash__(self) -> int:
        return hash(self.codes)

    def __add__(self, other: "Points") -> "Points":
        return Points(self.codes + other.codes)

    def __repr__(self) -> str:
        return f"Points of {len(self)} respondents"  # who answered what is for no log


class Words(Sequence[str | None]):
    """Answers in words, None where there is none: a tuple in all but size. `values[codes[respondent]]` is an answer."""

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[str | None], codes: Sequence[int]) -> None:
        self.values, self.codes = values, codes

    def counts(self) -> Counter[str]:
        """How often each answer was given; no answer is not counted."""
        found: Counter[str] = Counter()
        numbers: Mapping[int, int] | list[int] = byte_counts(self.codes) if isinstance(self.codes, bytes) else Counter(self.codes)
        for code, value in enumerate(self.values):
            if value is not None and (n := numbers[code]):
                found[value] += n
        return found

    @overload
    def __getitem__(self, place: int) -> str | None: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str | None]: ...
    def __getitem__(self, place: int | slice) -> "str | Sequence[str | None] | None":
        """Give the answer of one respondent, or those of several."""
        return Words(self.values, self.codes[place]) if isinstance(place, slice) else self.values[self.codes[place]]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str | None]:
        return map(self.values.__getitem__, self.codes)

    def __eq__(self, other: Any) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Words | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Words of {len(self)} respondents"


def counted(answers: Iterable[str | None]) -> Counter[str]:
    """How often each answer in words was given; no answer is not counted."""
    return answers.counts() if isinstance(answers, Words) else Counter(answer for answer in answers if answer is not None)


def byte_counts(codes: bytes) -> list[int]:
    """How often each byte from 0 to 255 occurs."""
    if len(codes) < _MANY:
        counts = Counter(codes)
        return [counts[code] for code in range(256)]
    import numpy

    found: list[int] = numpy.bincount(numpy.frombuffer(codes, numpy.uint8), minlength=256).tolist()
    return found


_MANY = 50_000
"""Bytes from which loading numpy pays."""


def answered_by(columns: Iterable[bytes], respondents: int) -> bytes:
    """One byte a respondent: 1 for those who have a byte other than 0 in some column, else 0."""
    joined = 0
    for column in columns:
        joined |= int.from_bytes(column, "little")  # one number of a million digits: joined in a step
    return joined.to_bytes(respondents, "little").translate(_ONE_FOR_ANY)


_ONE_FOR_ANY = bytes([0, *[1] * 255])
