"""A column of text that holds each different cell once: what is done is done once a value, not once a row."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import TypeAlias, TypeVar, overload

from generator.model.answers import Words, byte_counts

T = TypeVar("T")
Codes: TypeAlias = "bytes | array[int]"

_BYTES = 256

class _Numbering(dict[str, int]):
    """Numbers texts in the order they come."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class Cells(Sequence[str]):
    """The cells of one column, in order of rows. `values[codes[row]]` is the text of a row.

    `codes` are bytes while there are at most 256 values. `counts`: how often each text stands there, where
    that is known already.
    """

    def __init__(self, values: Sequence[str], codes: Codes, counts: Mapping[str, int] | None = None) -> None:
        self._values, self._codes, self._counts = values, codes, counts

    @classmethod
    def of(cls, cells: Iterable[str]) -> "Cells":
        """Number the cells of a column."""
        numbers = _Numbering()
        codes = array("I", map(numbers.__getitem__, cells))
        return cls(tuple(numbers), bytes(codes.tolist()) if len(numbers) <= _BYTES else codes)

    @property
    def values(self) -> Sequence[str]:
        """Different texts; after `kept` some may stand in no row."""
        return self._values

    @property
    def codes(self) -> Codes:
        """For each row the place of its text in `values`."""
        return self._codes

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each text stands in the column, as written; each at least once."""
        if self._counts is not None:
            return self._counts
        codes = self.codes
        if isinstance(codes, bytes):
            numbers = byte_counts(codes)[: len(self.values)]
        else:
            numbers = [0] * len(self.values)
            for code in codes:
                numbers[code] += 1
        found: dict[str, int] = {}
        for value, number in zip(self.values, numbers, strict=True):
            if number:
                found[value] = found.get(value, 0) + number
        return found

    @property
    def stripped(self) -> Mapping[str, int]:
        """The same without blanks at either end."""
        found: dict[str, int] = {}
        for value, number in self.counts.items():
            found[value.strip()] = found.get(value.strip(), 0) + number
        return found

    def points(self, read: Callable[[str], int]) -> bytes:
        """One byte a row: what `read` makes of its text, 0 to 255."""
        table = [read(value) for value in self.values]
        if isinstance(self.codes, bytes):
            return self.codes.translate(bytes(table).ljust(_BYTES, b"\0"))
        return bytes(map(table.__getitem__, self.codes))

    def texts(self, read: Callable[[str], T]) -> tuple[T, ...]:
        """What `read` makes of each row's text; it is asked once a value."""
        return tuple(map([read(value) for value in self.values].__getitem__, self.codes))

    def words(self, read: Callable[[str], str | None]) -> Words:
        """The same, each text once."""
        return Words([read(value) for value in self.values], self.codes)

    def rewritten(self, read: Callable[[str], str]) -> "Cells":
        """The same rows with other texts."""
        return Cells([read(value) for value in self.values], self.codes)

    def kept(self, keep: bytes) -> "Cells":
        """Only the rows whose byte in `keep` is not 0."""
        return Cells(self.values, _where(self.codes, keep))

    def picked(self, rows: Sequence[int]) -> "Cells":
        """These rows, in this order."""
        picked = map(self.codes.__getitem__, rows)
        return Cells(self.values, bytes(picked) if isinstance(self.codes, bytes) else array("I", picked))

    def after(self, rows: int) -> "Cells":
        """All but the first rows."""
        return Cells(self.values, self.codes[rows:]) if rows else self

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        """Text of a row, or of several."""
        if isinstance(place, slice):
            return [self.values[code] for code in self.codes[place]]
        return self.values[self.codes[place]]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        return map(self.values.__getitem__, self.codes)


def _where(codes: Codes, keep: bytes) -> Codes:
    if keep.count(0) == 0:
        return codes
    return bytes(compress(codes, keep)) if isinstance(codes, bytes) else array("I", compress(codes, keep))
