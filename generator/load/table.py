"""Bytes -> a table of text: encoding, delimiter, sheet, and nothing guessed in silence."""

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from generator.load.decode import UNPRINTABLE, clean, cleaned, decode
from generator.load.guard import OLE_MAGIC, ZIP_MAGIC, check_office_file
from generator.model.problem import InputError, Problem

LONGEST_CELL = 32_767
LARGEST_FILE = 400_000_000
DELIMITERS = (",", ";", "\t")

_WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|table|head|body|\?xml)\b", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]+|"")*+"')


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of text as they stand in the file, the header first, all of one width.

    `lines`: the line (of a sheet: the row) each begins on. `problems`: what was repaired or guessed.
    """

    shown: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


def read_table(path: Path, shown: str = "") -> RawTable:
    """Read a CSV, TSV or Excel export; `shown` is the name messages use.

    Raises InputError for a file that is missing, empty, unsafe, ragged or cut off inside a quotation.
    """
    name = shown or path.name
    start = _first_bytes(path, name)
    problems: list[Problem] = []
    if start.startswith((ZIP_MAGIC, OLE_MAGIC)):
        records = _sheet(path, name, problems)
    else:
        if start.startswith((b"$FL2", b"%PDF")):
            raise InputError(Problem("file.unreadable", "error", name, "this is no table of answers", "export the survey as CSV or Excel"))
        text = clean(decode(path.read_bytes(), name, problems), name, problems)
        if _WEB_PAGE.match(text):  # some systems call such a page .xls
            raise InputError(Problem("file.unreadable", "error", name, "this is a web page, no table of answers", "open it in Excel and save it as CSV or .xlsx"))
        records = _records(text, name)
    if len(records) > 1 and max(len(row) for _, row in records) == 1 and _delimiter(records[0][1][0]):
        # Each line stands in one cell: a CSV opened in Excel and saved without splitting.
        problems.append(Problem("survey.guessed", "note", name, "each row stands in one cell and was split", "export the survey again as CSV"))
        offset = records[0][0]
        records = [(n + offset - 1, row) for n, row in _records("\n".join(row[0] for _, row in records), name)]
    return _table(records, name, problems)


def missing_file(path: Path, shown: str, where: str) -> Problem:
    """Make the problem of a file that is not there, with the names that come near it."""
    try:
        here = sorted(p.name for p in path.parent.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError:
        here = []
    near = get_close_matches(path.name, here, n=1, cutoff=0.5)
    tables = [name for name in here if name.lower().endswith((".csv", ".tsv", ".xlsx"))]
    cure = f'did you mean "{near[0]}"?' if near else f"found there: {', '.join(tables[:5])}" if tables else "check the name and the folder"
    return Problem("file.missing", "error", where, f'there is no file "{shown}"', cure)


def _first_bytes(path: Path, name: str) -> bytes:
    if not path.exists():
        raise InputError(missing_file(path, name, name))
    try:
        if path.is_dir():
            raise InputError(Problem("file.unreadable", "error", name or str(path), "this is a folder", "name the file itself"))
        if path.stat().st_size == 0:
            raise InputError(Problem("file.empty", "error", name, "the file is empty", "export the survey again"))
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(Problem("file.unsafe", "error", name, "the file is larger than 400 MB", "export only the answers"))
        with path.open("rb") as opened:
            return opened.read(8)
    except OSError as fault:
        raise InputError(
            Problem("file.unreadable", "error", name, f"the file cannot be opened ({fault.strerror})", "check its permissions")
        ) from fault


def _delimiter(text: str) -> str:
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


def _records(text: str, name: str) -> Records:
    """Line and cells of each row. Strict: an unclosed quotation would merge rows into one person."""
    first = 1
    if declared := re.match(r"sep=(.)\r?\n", text):  # Excel's own first line
        text, delimiter, first = text[declared.end() :], declared[1], 2
    else:
        delimiter = _delimiter(text) or ","
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


def _sheet(path: Path, name: str, problems: list[Problem]) -> Records:
    check_office_file(path, name)
    import python_calamine as calamine  # only here: a CSV need not load it

    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        visible = [s.name for s in workbook.sheets_metadata if s.visible == calamine.SheetVisibleEnum.Visible and s.typ == calamine.SheetTypeEnum.WorkSheet]
        full = [sheet for sheet in map(workbook.get_sheet_by_name, visible) if sheet.height and sheet.width]
        if not full:
            raise InputError(Problem("file.empty", "error", name, "no sheet holds anything", "export the survey again"))
        chosen = full[0]
        first = (chosen.start or (0, 0))[0] + 1
        table: list[list[Any]] = chosen.to_python()
    except (calamine.CalamineError, ValueError, OSError) as fault:
        raise InputError(
            Problem("file.unreadable", "error", name, "the workbook cannot be read", "save it again from Excel, or as CSV")
        ) from fault
    if len(full) > 1:
        others = ", ".join(f'"{sheet.name}"' for sheet in full[1:])
        problems.append(Problem("survey.guessed", "note", name, f'the sheet "{chosen.name}" was read, not {others}', "keep the answers alone in the file if that is wrong"))
    texts: dict[tuple[type, Any], str] = {}
    removed = 0
    records: Records = []
    for line, cells in enumerate(table, first):
        row: list[str] = []
        for cell in cells:
            key = (type(cell), cell)
            text = texts.get(key)
            if text is None:
                text, count = UNPRINTABLE.subn("", _as_text(cell))
                removed += count
                if not count:
                    texts[key] = text
            row.append(text)
        records.append((line, row))
    if removed:
        problems.append(cleaned(name, removed))
    return records


def _as_text(cell: Any) -> str:
    """Write the words a person saw in the cell: "4", not "4.0"."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


def _table(records: Records, name: str, problems: list[Problem]) -> RawTable:
    """Cut what is empty, refuse what is ragged, and cut cells no person wrote."""
    kept = [(line, row) for line, row in records if not _blank(row)]
    if not kept:
        raise InputError(Problem("file.empty", "error", name, "the file holds no text", "export the survey again"))
    header = kept[0][1]
    _refuse_titles(kept, name)
    width = max(_used(header), *(_used(row) for _, row in kept)) if len({len(row) for _, row in kept}) == 1 else _used(header)
    ragged = [(line, row) for line, row in kept if len(row) < width or (len(row) > width and _used(row) > width)]
    if ragged:
        line, row = ragged[0]
        more = f" (and {len(ragged) - 1:,} more rows)" if len(ragged) > 1 else ""
        raise InputError(
            Problem(
                "survey.ragged-row", "error", f"{name}:{line}",
                f"the row has {len(row)} cells and the header {width}{more}",
                "export the survey again, or put cells that hold the delimiter in quotation marks",
            )
        )
    if len(kept) == 1:
        raise InputError(Problem("survey.no-respondents", "error", name, "the file holds a header and no answers", "export it again with responses"))
    cut = 0
    rows: list[tuple[str, ...]] = []
    for _, row in kept:
        cells = row[:width]
        if max(map(len, cells)) > LONGEST_CELL:
            cut += sum(len(cell) > LONGEST_CELL for cell in cells)
            cells = [cell[:LONGEST_CELL] for cell in cells]
        rows.append(tuple(cells))
    if cut:
        problems.append(Problem("survey.cleaned", "note", name, f"{cut:,} cells were longer than {LONGEST_CELL:,} characters and were cut"))
    return RawTable(name, tuple(rows), tuple(line for line, _ in kept), tuple(problems))


def _refuse_titles(kept: Records, name: str) -> None:
    """Refuse a table whose first rows are a title, each in a cell or two, above the names of the columns."""
    filled = [sum(bool(cell.strip()) for cell in row) for _, row in kept[:20]]
    most = max(filled)
    first = next(i for i, cells in enumerate(filled) if cells * 2 > most)
    if first == 0 or most < 5 or filled[0] > 2 or kept[0][1][0].strip().casefold().replace(" ", "") == "respondentid":
        return
    raise InputError(
        Problem(
            "survey.no-items", "error", f"{name}:{kept[0][0]}", "the first row does not hold the names of the columns",
            f"remove the rows above line {kept[first][0]}, which seems to hold them",
        )
    )


def _blank(row: Iterable[str]) -> bool:
    return not "".join(row).strip()


def _used(row: Sequence[str]) -> int:
    """How many cells there are up to the last that holds something."""
    used = len(row)
    while used and not row[used - 1].strip():
        used -= 1
    return used
