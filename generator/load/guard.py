"""Looks through an Office file before any library opens it.

A sheet of four kilobytes with one cell at the far corner makes the reading library ask for
hundreds of gigabytes and ends the process without an exception, so such files are refused here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from generator.model.problem import InputError, Problem

PARTS = 5_000
PART_BYTES = 300_000_000
TOTAL_BYTES = 400_000_000
CELLS = 60_000_000
"""A sheet's bounding box may hold at most this many cells: about two gigabytes once read."""

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_MARKUP = (".xml", ".rels", ".vml")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)""")
_UNIQUE = re.compile(rb"""\buniqueCount\s*=\s*["']\s*(\d+)""")
# A cell right of column GZ, a row below 199,999, or a cell written in an unusual way: then count.
_FAR = re.compile(rb'<(?:c|row) r="(?:[A-Z]{3}|[H-Z][A-Z]|[A-Z]*0*(?:[2-9]\d{5}|\d{7}))')
_CELL_STARTS = tuple(b"<c" + end for end in (b" ", b">", b"/", b"\n", b"\r", b"\t"))
_ROW_STARTS = tuple(b"<row" + end for end in (b" ", b">", b"/", b"\n", b"\r", b"\t"))
_PREFIXED = (b":c ", b":c>", b":c/", b":row")
_REFERENCE = re.compile(r"\$?([A-Za-z]*)\$?(\d*)")


def check_office_file(path: Path, shown: str = "") -> None:
    """Pass quietly over a plausible .xlsx, .ods, .pptx or .docx; `shown` is the name messages use.

    Raises InputError (`file.unsafe`, `file.unreadable`) for one that is encrypted, no zip archive,
    larger than any honest file, uses entities, or claims cells and strings it cannot hold.
    """
    name = shown or path.name
    try:
        with path.open("rb") as opened:
            _check_magic(opened.read(8), name)
            with zipfile.ZipFile(opened) as archive:
                _check_directory(archive, name)
                for part in archive.infolist():
                    if part.filename.lower().endswith(_MARKUP):
                        _check_part(archive, part, name)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as fault:
        raise InputError(
            Problem("file.unreadable", "error", name, "the file is damaged", "save it again from Office")
        ) from fault


def _unsafe(name: str, message: str, cure: str = "open it in Office and save it again under a new name") -> InputError:
    return InputError(Problem("file.unsafe", "error", name, message, cure))


def _check_magic(start: bytes, name: str) -> None:
    if start.startswith(OLE_MAGIC):
        raise InputError(
            Problem(
                "file.unreadable", "error", name,
                "the file is protected by a password or in a format older than 2007",
                "save it without a password as .xlsx (or .pptx, .docx)",
            )
        )
    if not start.startswith(ZIP_MAGIC):
        raise InputError(
            Problem("file.unreadable", "error", name, "this is no Office file", "save it from Office, or as CSV")
        )


def _check_directory(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise _unsafe(name, f"the file holds {len(parts):,} parts, more than any honest file")
    if any(part.flag_bits & 1 for part in parts):
        raise _unsafe(name, "the file holds encrypted parts", "save it without a password")
    if any(part.file_size > PART_BYTES for part in parts) or sum(p.file_size for p in parts) > TOTAL_BYTES:
        raise _unsafe(name, "the file unpacks to more than 400 MB", "remove what is not needed, or save it as CSV")
    seen: set[str] = set()
    for part in parts:
        key = part.filename.casefold()
        steps = re.split(r"[/\\]", part.filename)
        if ".." in steps or steps[0] == "" or ":" in part.filename:
            raise _unsafe(name, "the file holds a part whose name leads out of it")
        if key in seen:
            raise _unsafe(name, "the file holds two parts of one name")
        seen.add(key)
    if "[content_types].xml" not in seen and not {"mimetype", "content.xml"} <= seen:  # the latter is OpenDocument
        raise InputError(
            Problem("file.unreadable", "error", name, "this is a zip archive, not an Office file", "name the file inside it")
        )


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """One streaming pass: encoding, entities, claims; a second one only for an unusual sheet."""
    sheet = "/worksheets/" in part.filename.lower()
    unusual = False
    first = True
    with archive.open(part) as stream:
        for chunk in _tags(stream):
            if first:
                _check_encoding(chunk, name)
                first = False
            if b"<!" in chunk and _DECLARATION.search(chunk):
                raise _unsafe(name, "the file declares XML entities")
            if b"uniqueCount" in chunk and any(int(n) > part.file_size for n in _UNIQUE.findall(chunk)):
                raise _unsafe(name, "the file claims more strings than it can hold")
            unusual = unusual or (sheet and _is_unusual(chunk))
    if unusual:
        with archive.open(part) as stream:
            _check_extent(stream, name)


def _tags(stream: IO[bytes]) -> Iterator[bytes]:
    """Cut the stream into chunks that end behind a tag, so that no tag is seen in two halves."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        chunk = rest + chunk
        cut = chunk.rfind(b">") + 1
        rest = chunk[cut:]
        if cut:
            yield chunk[:cut]
    if rest.strip():
        yield rest


def _check_encoding(start: bytes, name: str) -> None:
    declared = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    other = declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")
    if other or b"\x00" in start[:200]:
        raise _unsafe(name, "the file holds XML that is not UTF-8")


def _is_unusual(chunk: bytes) -> bool:
    """Say whether some cell or row hides its place, or lies right of GZ or below row 199,999."""
    return (
        sum(map(chunk.count, _CELL_STARTS)) != chunk.count(b'<c r="')
        or sum(map(chunk.count, _ROW_STARTS)) != chunk.count(b'<row r="')
        or any(mark in chunk for mark in _PREFIXED)
        or _FAR.search(chunk) is not None
    )


def _check_extent(stream: IO[bytes], name: str) -> None:
    """Count rows and columns the way a reader does, cell by cell."""
    row = column = last_row = last_column = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, last_row, last_column
        kind = tag.rpartition(":")[2]
        if kind not in ("row", "c"):
            return
        where = _REFERENCE.fullmatch(attributes.get("r", "").strip())
        if where is None or len(where[1]) > 3 or len(where[2]) > 7:
            raise _unsafe(name, "the file holds a cell at an impossible place")
        if kind == "row":
            row, column = (int(where[2]) if where[2] else row + 1), 0
        else:
            column = _column_number(where[1]) if where[1] else column + 1
            row_of_cell = int(where[2]) if where[2] else row
            last_row, last_column = max(last_row, row_of_cell), max(last_column, column)
        if last_row * last_column > CELLS:
            raise _unsafe(
                name,
                f"the sheet reaches to row {last_row:,} and column {last_column:,}, nearly all of it empty",
                "copy the answers into a new sheet and save that",
            )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as fault:
        raise InputError(
            Problem("file.unreadable", "error", name, "the file is damaged", "save it again from Office")
        ) from fault


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
