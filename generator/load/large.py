"""Large, plain CSV files by column: polars reads them several times faster than a row at a time.

polars forgives what we refuse (short rows, quotation marks astray), so it gets only files whose bytes
prove that nothing needs to be forgiven. All others are read row by row, which says what is wrong.
"""

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.load.cells import Cells, Codes
from generator.load.decode import UNPRINTABLE
from generator.model.answers import answered_by

if TYPE_CHECKING:
    import polars as pl

LONGEST_CELL = 32_767
_HEAD, _SAMPLE = 4, 20_000
_SLICE, _SLICES = 60_000, 20
_FEW, _SHORT, _WORDS = 100, 80, 15
"""Different texts, and characters, among the first rows up to which a column is taken for one of few answers."""

_MOST_QUOTED = 2_000_000
"""Quotation marks that are looked at one by one; a file in which all is quoted goes the other way."""

_EMPTY = 255
"""Stands for an empty cell, which polars gives no number."""

_PIECE = 1 << 20
_BREAK, _BLANK = 10, 32
_ASCII = bytes(range(128))
_QUOTED = re.compile(rb'"(?:[^"]|"")*+"')


class LongCells(Cells):
    """A column of mostly different texts. They become Python's only when somebody asks for them."""

    def __init__(self, series: "pl.Series") -> None:
        self.series = series

    @cached_property
    def _whole(self) -> Cells:
        return Cells.of(self.series.to_list())

    @property
    def values(self) -> Sequence[str]:
        """Different texts."""
        return self._whole.values

    @property
    def codes(self) -> Codes:
        """For each row the place of its text in `values`."""
        return self._whole.codes

    @cached_property
    def counts(self) -> dict[str, int]:
        """The same for the first texts alone: enough to tell ids, addresses and comments."""
        filled = self.series.filter(self.series != "").head(_SAMPLE)
        found: dict[str, int] = {}
        for text in filled.to_list():
            found[text] = found.get(text, 0) + 1
        if len(filled) < _SAMPLE and (empty := len(self.series) - len(filled)):
            found[""] = empty
        return found

    def kept(self, keep: bytes) -> Cells:
        """Only the rows whose byte in `keep` is not 0."""
        if keep.count(0) == 0:
            return self
        import polars as pl

        return LongCells(self.series.filter(pl.Series(list(keep), dtype=pl.UInt8) != 0))

    def after(self, rows: int) -> Cells:
        """All but the first rows."""
        return LongCells(self.series[rows:]) if rows else self

    def __len__(self) -> int:
        return len(self.series)


class LargeTable(NamedTuple):
    """`head`: the first rows, the header among them; `cells`: all rows below the header, by column."""

    head: tuple[tuple[str, ...], ...]
    cells: tuple[Cells, ...]
    lines: Sequence[int]


def read_large(data: bytes, delimiter: str) -> LargeTable | None:
    """Read a CSV file by column, or give None where something in it must be looked at row by row.

    That is: bytes that are not UTF-8, characters that cannot be printed, old line ends, quotation
    marks out of place, rows of another width than the header, cells longer than a spreadsheet's.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    head, header_lines, start = _head(data, delimiter)
    if len(head) < _HEAD or not head[0][-1].strip() or not _is_plain(data):
        return None
    within = _within_quotes(data, start, delimiter.encode())
    if within is None:
        return None
    width, mark = len(head[0]), ord(delimiter)
    import polars as pl

    peek = _peek(data, start, delimiter, width)
    long = {i for i in range(width) if i >= len(peek) or _is_long(peek[i])}
    frame = _frame(data, delimiter, header_lines, width, long, pl.UInt8)
    if frame is None:  # more than 255 different texts in a column that began with few, or a row of too many cells
        frame = _frame(data, delimiter, header_lines, width, long, pl.UInt32)
    if frame is None:
        return None
    ends, marks = _count(data, start, lambda piece: piece == _BREAK), _count(data, start, lambda piece: piece == mark)
    if frame.height != ends + (not data.endswith(b"\n")) - within.breaks or marks - within.delimiters != (width - 1) * frame.height:
        return None  # blank lines, or rows that are shorter than the header
    cells = [column for name in frame.columns if (column := _cells(frame[name])) is not None]
    if len(cells) < width or _blank_rows(cells, frame.height):
        return None
    lines: Sequence[int] = range(header_lines + 1, header_lines + 1 + frame.height)
    if within.breaks:
        lines = _lines(frame, header_lines + 1)
    return LargeTable(head, tuple(cells), lines)


def _peek(data: bytes, first: int, delimiter: str, width: int) -> list[tuple[str, ...]]:
    """Cells by column of rows from all over the file: comments are rare, and may begin late."""
    rows: list[list[str]] = []
    for place in range(first, len(data), max(_SLICE, (len(data) - first) // _SLICES)):
        start = data.find(b"\n", place) + 1 if place > first else first
        text = data[start : data.rfind(b"\n", start, start + _SLICE)].decode("utf-8", "replace")
        rows += [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if len(row) == width]
    return list(zip(*rows, strict=True))


def _is_long(cells: Sequence[str]) -> bool:
    """Whether a column is free text or an id rather than one of few answers, as its first cells say."""
    counts = Counter(cells)
    once = sum(number == 1 for number in counts.values())
    return len(counts) > _FEW or max(map(len, counts)) > _SHORT or (once > 0 and max(map(len, counts)) > _WORDS)


def _frame(data: bytes, delimiter: str, above: int, width: int, long: Collection[int], physical: "type[pl.DataType]") -> "pl.DataFrame | None":
    import polars as pl

    kinds = {str(i): pl.String if i in long else pl.Categorical(pl.Categories.random(physical=physical)) for i in range(width)}
    try:
        return pl.read_csv(data, has_header=False, skip_lines=above, schema=kinds, separator=delimiter)
    except pl.exceptions.PolarsError:
        return None


def _head(data: bytes, delimiter: str) -> tuple[tuple[tuple[str, ...], ...], int, int]:
    """The first rows, how many lines the header takes, and the place where it ends."""
    start = data[:1_000_000].decode("utf-8", "replace")
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    header_lines = 0
    try:
        for row in islice(reader, _HEAD):
            rows.append(tuple(row))
            header_lines = header_lines or reader.line_num
    except csv.Error:
        return (), 0, 0
    place = 0
    for _ in range(header_lines):
        place = data.find(b"\n", place) + 1
    if not all(rows) or place == 0 or {len(row) for row in rows} != {len(rows[0])} or len(rows[0]) < 2:
        return (), 0, 0
    return tuple(rows), header_lines, place


def _is_plain(data: bytes) -> bool:
    """Whether all is UTF-8 that can be printed, with line ends of today."""
    returns = data.count(b"\r")
    if _count(data, 0, lambda piece: (piece < _BLANK) & (piece != _BREAK)) != returns + data.count(b"\t") or b"\x7f" in data:
        return False
    if returns and returns != data.count(b"\r\n"):
        return False
    if data.isascii():
        return True
    try:
        return UNPRINTABLE.search(data.translate(None, _ASCII).decode()) is None
    except UnicodeDecodeError:
        return False


def _count(data: bytes, first: int, which: Callable[[Any], Any]) -> int:
    """How many bytes from a place on fulfil a condition on arrays; piece by piece, for the processor's cache."""
    import numpy

    whole = numpy.frombuffer(data, numpy.uint8)[first:]
    return sum(int(numpy.count_nonzero(which(whole[start : start + _PIECE]))) for start in range(0, len(whole), _PIECE))


class _Within(NamedTuple):
    """Delimiters and line breaks that stand inside quotation marks below the header."""

    delimiters: int
    breaks: int


def _within_quotes(data: bytes, first: int, mark: bytes) -> _Within | None:
    """Walk over the quoted cells; None when a quotation mark stands where a cell neither begins nor ends."""
    if data.count(b'"') > _MOST_QUOTED:
        return None
    delimiters = breaks = 0
    edges = (mark, b"\n", b"\r", b"")
    place = data.find(b'"', first)
    while place >= 0:
        quoted = _QUOTED.match(data, place)
        opens = place == 0 or data[place - 1 : place] in edges[:2]
        if quoted is None or not opens or data[quoted.end() : quoted.end() + 1] not in edges:
            return None
        delimiters += quoted[0].count(mark)
        breaks += quoted[0].count(b"\n")
        place = data.find(b'"', quoted.end())
    return _Within(delimiters, breaks)


def _cells(series: "pl.Series") -> Cells | None:
    """A column as it is kept here; None when a cell is longer than any that a person wrote."""
    import numpy
    import polars as pl

    if series.dtype == pl.String:
        series = series.fill_null("")
        return None if (series.str.len_chars() > LONGEST_CELL).any() else LongCells(series)
    physical = series.to_physical()
    highest = physical.max()
    if isinstance(highest, int) and highest >= _EMPTY:
        cells = Cells.of(series.cast(pl.String).fill_null("").to_list())
        return None if max(map(len, cells.values)) > LONGEST_CELL else cells
    numbers = physical.fill_null(_EMPTY).cast(pl.UInt8).to_numpy()
    codes = numbers.tobytes()
    present = [(code, number) for code, number in enumerate(numpy.bincount(numbers).tolist()) if number]
    texts = {code: "" if code == _EMPTY else series[codes.find(code)] for code, _ in present}
    if any(len(text) > LONGEST_CELL for text in texts.values()):
        return None
    values = sorted(set(texts.values()))  # in an order that does not hang on how many threads read
    table = bytearray(256)
    counts = dict.fromkeys(values, 0)
    for code, number in present:
        table[code] = values.index(texts[code])
        counts[texts[code]] += number
    return Cells(values, codes.translate(bytes(table)), counts)


def _blank_rows(cells: Sequence[Cells], rows: int) -> bool:
    """Whether some row seems to hold nothing, as far as columns of few values say."""
    few = [column for column in cells if not isinstance(column, LongCells)]
    if any(all(text.strip() for text in column.counts) for column in few):
        return False
    filled = answered_by((column.points(lambda text: bool(text.strip())) for column in few), rows)
    return 0 in filled


def _lines(frame: "pl.DataFrame", first: int) -> Sequence[int]:
    """The line each row begins on, where cells hold line breaks."""
    import polars as pl

    breaks = sum((frame[name].cast(pl.String).fill_null("").str.count_matches("\n", literal=True) for name in frame.columns), start=pl.Series([0] * frame.height))
    lines = array("I", (int(line) for line in (breaks.cum_sum() - breaks).to_list()))
    return array("I", [line + first + row for row, line in enumerate(lines)])
