"""Records made into works of the catalog: cleaned, given ids, and joined with what is there already."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from generator.load.overlay_fields import FIELDS
from generator.load.references.record import Record
from generator.load.request_schema import Entry, Refused
from generator.model.evidence import Work
from generator.model.problem import Problem, Severity

_NEEDED = ("title", "DOI", "PMID")
_COMPARED = ("title", "container-title", "volume", "issue", "page", "issued", "DOI", "PMID", "publisher")
_OPTIONAL = frozenset({"DOI", "PMID", "URL", "issued", "page", "volume", "issue", "publisher", "edition", "language", "ISBN", "number", "genre", "medium"})
"""Fields without which a work is still a work: a faulty one is left out and told."""


class Merged(NamedTuple):
    """A record that is a work already known: which one, and by what they were found to be the same."""

    record: str
    into: str
    by: str


@dataclass
class TakenIn:
    """Entries for a works file, in the order of the records, what was joined, and what to know."""

    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take_in(records: Iterable[tuple[str, Record]], known: Mapping[str, Work]) -> TakenIn:
    """Entries for records that are not among the `known` works; records come with their file's name.

    The same DOI, PMID, or title and year means the same work. A field that an earlier record of this
    run lacks is filled in; one that differs is told, and the earlier is kept. Of works known before
    nothing is changed: what they lack is told with the line that would add it.
    """
    taken = TakenIn()
    by_key: dict[tuple[str, str], str] = {}
    for work in known.values():
        for key in _keys(work.csl, _year(work.csl)):
            by_key.setdefault(key, work.id)
    for file, record in records:
        where = f"{file}: {record.where}"
        entry = _cleaned(record, where, taken.problems)
        if entry is None:
            continue
        keys = list(_keys(entry, _year(entry)))
        same = next(((key, by_key[key]) for key in keys if key in by_key), None)
        if same is None:
            name = _id(entry, known.keys() | taken.added.keys())
            taken.added[name] = {"id": name, "short": _short(entry), **entry}
            by_key.update(dict.fromkeys(keys, name))
            continue
        (how, _), name = same
        taken.merged.append(Merged(where, name, how))
        if name in taken.added:
            _fill(taken.added[name], entry, where, taken.problems)
            by_key.update({key: name for key in keys if key not in by_key})
        else:
            _lacks(known[name], entry, where, taken.problems)
    return taken


def _cleaned(record: Record, where: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The record's fields as the catalog keeps them; None when it cannot be identified."""
    entry: dict[str, Any] = {}
    for name, written in record.csl.items():
        reader = FIELDS["works"].get(name)
        if reader is None or written in ("", [], None):
            continue
        given = Entry(name, written, written if isinstance(written, str) else "", Path())
        try:
            value = reader(given)
        except Refused as refused:
            severity: Severity = "note" if name in _OPTIONAL else "error"
            cure = "it is left out; " + refused.cure if severity == "note" else refused.cure
            problems.append(Problem("catalog.invalid", severity, where, f"{name} {refused.message}", cure))
            if severity == "error":
                return None
            continue
        if value is not None:
            entry[name] = value
    if not any(entry.get(name) for name in _NEEDED):
        problems.append(Problem("catalog.invalid", "error", where, "the record has neither title, DOI nor PMID", "nobody could find it; complete it and add it again"))
        return None
    entry.setdefault("type", "document")
    if not entry.get("title"):
        entry["description"] = "Work whose title was not in the imported record"
    return entry


def _keys(csl: Mapping[str, Any], year: str) -> Iterable[tuple[str, str]]:
    """What tells a work from another, the surest first."""
    if doi := csl.get("DOI"):
        yield "DOI", str(doi).casefold()
    if pmid := csl.get("PMID"):
        yield "PMID", str(pmid)
    title = "".join(re.findall(r"\w+", unicodedata.normalize("NFKD", str(csl.get("title", ""))).encode("ascii", "ignore").decode().casefold())) or str(csl.get("title", "")).casefold()
    if len(title) > 10 and year:
        yield "title and year", f"{title} {year}"


def _year(csl: Mapping[str, Any]) -> str:
    issued = csl.get("issued")
    if isinstance(issued, dict):
        return str(issued["date-parts"][0][0])
    return str(issued)[:4] if issued else ""


def _id(entry: Mapping[str, Any], taken: Iterable[str]) -> str:
    """`scott-2010`, and `scott-2010-b` where that is given away."""
    stem = "-".join(filter(None, (_slug(_first(entry)) or "work", _year(entry))))
    letters = iter("bcdefghijklmnopqrstuvwxyz")
    used, name, number = set(taken), stem, 1
    while name in used:
        letter = next(letters, "")
        number += 1
        name = f"{stem}-{letter or number}"
    return name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:4])


def _first(entry: Mapping[str, Any]) -> str:
    """The first author's name, else the first words of the title."""
    for author in entry.get("author", ()):
        return str(author.get("family") or author.get("literal", ""))
    return " ".join(str(entry.get("title", "")).split()[:4])


def _short(entry: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (_first(entry)[:100], _year(entry))))


def _fill(kept: dict[str, Any], entry: Mapping[str, Any], where: str, problems: list[Problem]) -> None:
    for name, value in entry.items():
        if name not in kept:
            kept[name] = value
    problems += [
        Problem("catalog.invalid", "note", where, f'{name} is "{entry[name]}" here and "{kept[name]}" before', f"the first is kept; correct {kept['id']} if it is wrong")
        for name in _COMPARED if name in entry and str(kept[name]).casefold() != str(entry[name]).casefold()
    ]  # fmt: skip


def _lacks(known: Work, entry: Mapping[str, Any], where: str, problems: list[Problem]) -> None:
    lacking = {name: entry[name] for name in _COMPARED if name in entry and name not in known.csl}
    if lacking:
        line = ", ".join(f"{name}: {_quoted(value)}" for name, value in lacking.items())
        problems.append(Problem("catalog.invalid", "note", where, f"it knows of {known.id} what the catalog does not", f"to add it, write - {{id: {known.id}, {line}}}"))


def _quoted(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
