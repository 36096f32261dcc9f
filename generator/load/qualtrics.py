"""Qualtrics: three header rows (two in the legacy form), and rows that are no people."""

import re
from collections import Counter
from collections.abc import Sequence

from generator.load.export import Column, Export, clean_name

_IMPORT_ID = re.compile(r"""\{\s*["']ImportId["']\s*:""")
_LEGACY = re.compile(r"V([1-9]|10)")
_NO_PERSON = {1: "preview", 2: "test", 8: "spam"}
"""Qualtrics' codes add up: 9 is a preview taken for spam. The other bits (4 imported, 16 offline) are people."""

Rows = Sequence[Sequence[str]]


def recognized(header: Sequence[str], body: Rows) -> str:
    """What gives Qualtrics away, or ""."""
    if any(_import_ids(row) for row in body[:2]):
        return "a row of import ids below the names"
    if _is_legacy(header):
        return "columns V1 to V10 above a second row of names"
    names = {clean_name(cell).casefold() for cell in header}
    if {"responseid", "status"} <= names and names & {"finished", "progress", "recordeddate"}:
        return "its columns ResponseId and Status"
    return ""


def head(header: Sequence[str], body: Rows) -> tuple[tuple[Column, ...], int]:
    """Columns, and how many rows below the first are headers too."""
    skipped = next((i + 1 for i, row in enumerate(body[:2]) if _import_ids(row)), 0)
    legacy = not skipped and _is_legacy(header)
    if legacy:
        skipped = 1
    # A lone row of import ids has no wording above it; the wording otherwise stands in the second row.
    words = [clean_name(cell) for cell in body[0]] if skipped == 2 or legacy else [""] * len(header)
    names = [words[i] if legacy and re.fullmatch(r"V\d+", cell.strip()) else clean_name(cell) for i, cell in enumerate(header)]
    return tuple(map(Column, names, words)), skipped


def without_previews(export: Export) -> Export:
    """Leave out previews, tests and spam, and count them by reason."""
    places = {column.name.casefold(): i for i, column in enumerate(export.columns)}
    kinds = [
        (places[name], find)
        for name, find in (("status", _status_reason), ("response type", _status_reason), ("distributionchannel", _channel_reason))
        if name in places
    ]
    reasons = [export.cells[place].texts(lambda text, find=find: find(text.strip().casefold())) for place, find in kinds]  # type: ignore[misc]
    first = [next(filter(None, row), "") for row in zip(*reasons, strict=True)] if any(map(any, reasons)) else []
    dropped = Counter(filter(None, first))
    if dropped:
        keep = bytes(not reason for reason in first)
        lines = [line for line, kept in zip(export.lines, keep, strict=True) if kept]
        export = export._replace(cells=tuple(column.kept(keep) for column in export.cells), lines=lines)
    finished = places.get("finished")
    partial = 0
    if finished is not None:
        partial = sum(count for text, count in export.cells[finished].stripped.items() if text.casefold() in ("false", "0"))
    return export._replace(dropped=dict(sorted(dropped.items())), partial=partial)


def _import_ids(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and sum(bool(_IMPORT_ID.match(cell.strip())) for cell in filled) * 2 > len(filled)


def _is_legacy(header: Sequence[str]) -> bool:
    return len(header) >= 10 and all(_LEGACY.fullmatch(cell.strip()) for cell in header[:10])


def _status_reason(status: str) -> str:
    if status.isdigit():
        return next((reason for bit, reason in _NO_PERSON.items() if int(status) & bit), "")
    return next((reason for reason in _NO_PERSON.values() if reason in status), "")


def _channel_reason(channel: str) -> str:
    return channel if channel in ("preview", "test") else ""
