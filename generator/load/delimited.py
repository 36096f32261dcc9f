"""Delimited text -> rows: which delimiter, and a quotation mark that is never closed is refused with its line."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from generator.model.problem import InputError, Problem

DELIMITERS = (",", ";", "\t", "|", "^")

_QUOTED = re.compile(r'"(?:[^"]+|"")*+"')


def delimiter_of(text: str) -> str:
    """Find the delimiter that stands most often outside quotation marks in the first line; "" without any."""
    header: list[str] = []
    inside = False
    for char in text[:200_000]:
        if char == '"':
            inside = not inside
        elif not inside and char in "\r\n":
            if header:
                break
        elif not inside:
            header.append(char)
    counts = Counter(header)
    best = max(DELIMITERS, key=lambda d: counts[d])
    return best if counts[best] else ""


Records = list[tuple[int, Sequence[str]]]


def read_records(text: str, name: str) -> Records:
    """Line and cells of each row. Strict: an unclosed quotation would merge rows into one person."""
    first = 1
    if declared := re.match(r"sep=(.)\r?\n", text):  # Excel's own first line
        text, delimiter, first = text[declared.end() :], declared[1], 2
    else:
        delimiter = delimiter_of(text) or ","
    limit = csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: Records = []
    start = 1
    try:
        for row in reader:
            if row:
                records.append((start + first - 1, row))
            start = reader.line_num + 1
    except csv.Error as fault:
        line = _open_quote(text, delimiter, start) + first - 1
        raise InputError(
            Problem(
                "survey.unclosed-quote", "error", f"{name}:{line}",
                "a quotation mark opens here and is not closed where the cell ends",
                "close or remove it; a quotation mark inside a cell is written twice",
            )
        ) from fault
    finally:
        csv.field_size_limit(limit)
    return records


def _open_quote(text: str, delimiter: str, start: int) -> int:
    """Find the line of the quotation mark at fault in the record that begins on line `start`."""
    line_ends = re.compile(r"\r\n|\r|\n")
    ends = [end.end() for end in line_ends.finditer(text)]
    position = ends[start - 2] if start > 1 else 0
    while position < len(text):
        if text[position] == '"':
            quoted = _QUOTED.match(text, position)
            if quoted is None or (quoted.end() < len(text) and text[quoted.end()] not in delimiter + "\r\n"):
                break
            position = quoted.end() + 1
        else:
            after = re.compile(f"[{re.escape(delimiter)}\r\n]").search(text, position)
            position = after.end() if after else len(text)
    return sum(end <= position for end in ends) + 1
