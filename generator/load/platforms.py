"""Which survey platform wrote a table, and what its extra header rows and status columns mean."""

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.load.table import RawTable

PLATFORMS = ("qualtrics", "surveymonkey", "plain")

_IMPORT_ID = re.compile(r"""\{\s*["']ImportId["']\s*:""")
_LEGACY = re.compile(r"V([1-9]|10)")
_TAG = re.compile(r"<[^<>]{1,200}>")
_ANSWER_HEADS = frozenset({"response", "open-ended response", ""})
_NO_PERSON = {1: "preview", 2: "test", 8: "spam"}
"""Qualtrics' codes add up: 9 is a preview taken for spam. The other bits (4 imported, 16 offline) are people."""


@dataclass(frozen=True, slots=True)
class Column:
    """`name` as a user would write it in `map`; `question`: its wording, where the export holds it."""

    name: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """Respondents' rows without extra headers, previews, tests and spam.

    `dropped`: how many of those, by reason. `partial`: kept rows of people who did not reach the end.
    """

    platform: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)
    partial: int = 0


def understand(table: RawTable, declared: str = "") -> Export:
    """Tell the platform by its header rows, or take the `declared` one (one of PLATFORMS)."""
    header, body = table.rows[0], table.rows[1:]
    platform = declared or _platform(header, body)
    read = {"qualtrics": _qualtrics, "surveymonkey": _survey_monkey, "plain": _plain}[platform]
    columns, skipped = read(header, body)
    export = Export(platform, columns, body[skipped:], table.lines[1 + skipped :])
    return _without_previews(export) if platform == "qualtrics" else export


def clean_name(text: str) -> str:
    """Write a header without HTML, non-breaking blanks and line breaks."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).replace("\xa0", " ").split())


def _platform(header: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    if any(_import_ids(row) for row in body[:2]) or _is_legacy(header):
        return "qualtrics"
    names = {clean_name(cell).casefold() for cell in header}
    if {"responseid", "status"} <= names and names & {"finished", "progress", "recordeddate"}:
        return "qualtrics"
    first = clean_name(header[0]).casefold().replace(" ", "")
    if first == "respondentid" and len(body) > 1 and not body[0][0].strip() and any(c.strip().casefold() in _ANSWER_HEADS - {""} for c in body[0]):
        return "surveymonkey"
    return "plain"


def _import_ids(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and sum(bool(_IMPORT_ID.match(cell.strip())) for cell in filled) * 2 > len(filled)


def _is_legacy(header: Sequence[str]) -> bool:
    return len(header) >= 10 and all(_LEGACY.fullmatch(cell.strip()) for cell in header[:10])


Head = tuple[tuple[Column, ...], int]
"""Columns, and how many rows below the first are headers too."""


def _qualtrics(header: Sequence[str], body: Sequence[Sequence[str]]) -> Head:
    skipped = next((i + 1 for i, row in enumerate(body[:2]) if _import_ids(row)), 0)
    legacy = not skipped and _is_legacy(header)
    if legacy:
        skipped = 1
    # A lone row of import ids has no wording above it; the wording otherwise stands in the second row.
    words = [clean_name(cell) for cell in body[0]] if skipped == 2 or legacy else [""] * len(header)
    names = [words[i] if legacy and re.fullmatch(r"V\d+", cell.strip()) else clean_name(cell) for i, cell in enumerate(header)]
    return tuple(map(Column, names, words)), skipped


def _survey_monkey(header: Sequence[str], body: Sequence[Sequence[str]]) -> Head:
    """Join both rows: a question stands over its first column only, parts stand in the second row."""
    columns: list[Column] = []
    question = ""
    for top, below in zip(header, body[0], strict=True):
        question = clean_name(top) or question
        part = clean_name(below)
        name = question if part.casefold() in _ANSWER_HEADS else f"{question} - {part}"
        columns.append(Column(name, name))
    return tuple(columns), 1


def _plain(header: Sequence[str], _: Sequence[Sequence[str]]) -> Head:
    return tuple(Column(clean_name(cell)) for cell in header), 0


def _without_previews(export: Export) -> Export:
    places = {column.name.casefold(): i for i, column in enumerate(export.columns)}
    reasons = [
        (places[name], reason)
        for name, reason in (("status", _status_reason), ("response type", _status_reason), ("distributionchannel", _channel_reason))
        if name in places
    ]
    dropped: Counter[str] = Counter()
    kept: list[int] = []
    for i, row in enumerate(export.rows):
        reason = next((why for place, find in reasons if (why := find(row[place].strip().casefold()))), "")
        if reason:
            dropped[reason] += 1
        else:
            kept.append(i)
    finished = places.get("finished")
    unfinished = ("false", "0")
    partial = 0 if finished is None else sum(export.rows[i][finished].strip().casefold() in unfinished for i in kept)
    rows = tuple(export.rows[i] for i in kept)
    return Export(export.platform, export.columns, rows, tuple(export.lines[i] for i in kept), dict(sorted(dropped.items())), partial)


def _status_reason(status: str) -> str:
    if status.isdigit():
        return next((reason for bit, reason in _NO_PERSON.items() if int(status) & bit), "")
    return next((reason for reason in _NO_PERSON.values() if reason in status), "")


def _channel_reason(channel: str) -> str:
    return channel if channel in ("preview", "test") else ""
