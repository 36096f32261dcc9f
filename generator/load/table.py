"""A file of answers -> a table of text: encoding, delimiter, sheet, and nothing guessed in silence."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from generator.load.cells import Cells
from generator.load.decode import UNPRINTABLE, clean, cleaned, decode
from generator.load.delimited import Records, delimiter_of, read_records
from generator.load.export import Column
from generator.load.guard import OLE_MAGIC, ZIP_MAGIC, check_office_file
from generator.model.problem import InputError, Problem

LONGEST_CELL = 32_767
LARGEST_FILE = 400_000_000
LARGE = 8_000_000
"""Bytes from which a CSV is read by column: loading polars is then worth its tenth of a second."""

MOST_COLUMNS = 10_000
_HEAD = 4
_FIRST_LOOK = 1_000_000
_SPSS_MAGIC = b"$FL"
_NO_TABLE = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite")
_WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|table|head|body|\?xml)\b", re.IGNORECASE)


class RawTable(NamedTuple):
    """Rows of text as they stand in the file, the header first, all of one width.

    `lines`: the line (of a sheet: the row) each begins on. `problems`: what was repaired or guessed.
    """

    shown: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


class Table(NamedTuple):
    """The same by column. `head`: the first rows, the header among them; `cells` and `lines`: the rows below it.

    `kind`: "spss" where the file itself says what wrote it; then `columns` holds what it says of each.
    """

    shown: str
    head: tuple[tuple[str, ...], ...]
    cells: tuple[Cells, ...]
    lines: Sequence[int]
    problems: tuple[Problem, ...] = ()
    kind: str = ""
    columns: tuple[Column, ...] = ()


def read_columns(path: Path, shown: str = "") -> Table:
    """Read a CSV, TSV, Excel, OpenDocument or SPSS export by column; `shown` is the name messages use.

    Raises InputError for a file that is missing, empty, unsafe, ragged, cut off inside a quotation,
    or that changes while it is read.
    """
    name = shown or path.name
    start = _first_bytes(path, name)
    if start.startswith(_SPSS_MAGIC):
        from generator.load.apart import read_apart
        from generator.load.spss import spss_table

        before = _state(path)
        table = spss_table(read_apart("spss", path, name), name)
        _refuse_changed(path, before, name)
        return table
    if path.stat().st_size >= LARGE and not start.startswith((ZIP_MAGIC, OLE_MAGIC)):
        from generator.load.large import read_large

        delimiter = _first_look(path, name)
        if (large := read_large(_bytes(path, name), delimiter)) is not None:
            _refuse_titles([(i, row) for i, row in enumerate(large.head, 1)], name)
            return Table(name, large.head, large.cells, large.lines)
    raw = read_table(path, name)
    cells = tuple(map(Cells.of, zip(*raw.rows[1:], strict=True)))
    return Table(name, raw.rows[:_HEAD], cells, raw.lines[1:], raw.problems)


def _first_look(path: Path, name: str) -> str:
    """The delimiter of a large file, by its beginning alone. Raises InputError for what is plainly no table."""
    with path.open("rb") as opened:
        start = opened.read(_FIRST_LOOK)
    text = clean(decode(start, name, []), name, [])
    if _WEB_PAGE.match(text) or not delimiter_of(text) or not re.search(r"[\r\n]", text.strip()):
        raise InputError(Problem("file.unreadable", "error", name, "the file begins with no row of column names: this is no table of answers", "export the survey as CSV or Excel"))
    _refuse_wide(next(iter(read_records(text.strip().splitlines()[0], name)))[1] if '"' not in text else (), name)
    return delimiter_of(text)


def read_table(path: Path, shown: str = "") -> RawTable:
    """Read a CSV, TSV, Excel or OpenDocument export by row; `shown` is the name messages use.

    Raises InputError for a file that is missing, empty, unsafe, ragged or cut off inside a quotation.
    """
    name = shown or path.name
    start = _first_bytes(path, name)
    problems: list[Problem] = []
    if start.startswith((ZIP_MAGIC, OLE_MAGIC)):
        records = _sheet(path, name, problems)
    else:
        if start.startswith((_SPSS_MAGIC, *_NO_TABLE)):
            raise InputError(Problem("file.unreadable", "error", name, "this is no table of answers", "export the survey as CSV or Excel"))
        text = clean(decode(_bytes(path, name), name, problems), name, problems)
        if _WEB_PAGE.match(text):  # some systems call such a page .xls
            raise InputError(Problem("file.unreadable", "error", name, "this is a web page, no table of answers", "open it in Excel and save it as CSV or .xlsx"))
        records = read_records(text, name)
    if len(records) > 1 and max(len(row) for _, row in records) == 1 and delimiter_of(records[0][1][0]):
        # Each line stands in one cell: a CSV opened in Excel and saved without splitting.
        problems.append(Problem("survey.guessed", "note", name, "each row stands in one cell and was split", "export the survey again as CSV"))
        offset = records[0][0]
        records = [(n + offset - 1, row) for n, row in read_records("\n".join(row[0] for _, row in records), name)]
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


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _refuse_changed(path: Path, before: tuple[int, int], name: str) -> None:
    if _state(path) != before:
        message, cure = "the file changed while it was read", "wait until the program that writes it is done, then try again"
        raise InputError(Problem("file.unreadable", "error", name, message, cure))


def _bytes(path: Path, name: str) -> bytes:
    before = _state(path)
    data = path.read_bytes()
    _refuse_changed(path, before, name)
    return data


def _sheet(path: Path, name: str, problems: list[Problem]) -> Records:
    from generator.load.apart import read_apart  # only here: a CSV needs no other process

    before = _state(path)
    check_office_file(path, name)
    found = read_apart("sheet", path, name)
    _refuse_changed(path, before, name)
    if found["others"]:
        others = ", ".join(f'"{sheet}"' for sheet in found["others"])
        problems.append(Problem("survey.guessed", "note", name, f'the sheet "{found["sheet"]}" was read, not {others}', "keep the answers alone in the file if that is wrong"))
    removed = 0
    texts: dict[str, str] = {}
    records: Records = []
    for line, cells in enumerate(found["rows"], found["first"]):
        row: list[str] = []
        for cell in cells:
            text = texts.get(cell)
            if text is None:
                text, count = UNPRINTABLE.subn("", cell)
                removed += count
                if not count:
                    texts[cell] = text
            row.append(text)
        records.append((line, row))
    if removed:
        problems.append(cleaned(name, removed))
    return records


def _table(records: Records, name: str, problems: list[Problem]) -> RawTable:
    """Cut what is empty, refuse what is ragged, and cut cells no person wrote."""
    kept = [(line, row) for line, row in records if not _blank(row)]
    if not kept:
        raise InputError(Problem("file.empty", "error", name, "the file holds no text", "export the survey again"))
    header = kept[0][1]
    _refuse_titles(kept, name)
    _refuse_wide(header, name)
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


def _refuse_wide(header: Sequence[str], name: str) -> None:
    if _used(header) > MOST_COLUMNS:
        message = f"the header holds {_used(header):,} columns, more than any survey"
        raise InputError(Problem("file.unsafe", "error", name, message, "export only the answers, one column a question"))


def _blank(row: Iterable[str]) -> bool:
    return not "".join(row).strip()


def _used(row: Sequence[str]) -> int:
    """How many cells there are up to the last that holds something."""
    used = len(row)
    while used and not row[used - 1].strip():
        used -= 1
    return used
