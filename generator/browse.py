"""What the catalog holds, for a person at a screen: rows to choose from, and one entry in full."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generator.compose.library import kind_of
from generator.compose.reference_styles import ama
from generator.load.catalog import load_catalog
from generator.load.catalog_rules import unnamed_numbers
from generator.model.briefing import plain
from generator.model.evidence import Catalog, Finding, Resource, Work
from generator.model.problem import InputError, Problem

STATUS = {
    "verified": "read in the source",
    "from-memory": "from memory: never printed until somebody has checked it",
    "unknown": "nobody has found the source: never printed until somebody has",
}
GRADE = {
    "green": "may be printed",
    "amber": "is printed only together with its caveat",
    "red": "is never printed: as it stands it would mislead",
}


class Row(NamedTuple):
    """An entry of the toolkit, or another work, with the ids of the findings that were asked for."""

    id: str
    title: str
    kind: tuple[str, ...]
    year: int | None
    status: str
    findings: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The shape that `catalog list --json` prints."""
        return {"id": self.id, "title": self.title, "kind": list(self.kind), "year": self.year, "status": self.status, "findings": list(self.findings)}


def evidence(place: Path | None) -> tuple[Catalog, tuple[Problem, ...], str]:
    """Our catalog, or with the additions of a folder or of the folder that a briefing.yaml names.

    Also what should be known of them, and the folder's name. Raises InputError.
    """
    folder = place
    if place is not None and not place.is_dir():
        from generator.load.request import load_request

        request, _ = load_request(place)
        folder = place.parent / request.catalog if request.catalog else None
    if folder is None:
        return load_catalog(), (), ""
    from generator.load.overlay import lay_over

    overlay = lay_over(folder)
    return overlay.catalog, overlay.problems, str(folder)


def rows(catalog: Catalog, topics: Sequence[str] = (), kinds: Sequence[str] = (), statuses: Sequence[str] = ()) -> list[Row]:
    """The toolkit's entries in its order, then the other works by id; only those that all filters let through.

    Filters compare without regard to case. Raises InputError naming every word that nothing has.
    """
    by_resource: dict[str, list[Finding]] = {}
    by_work: dict[str, list[Finding]] = {}
    for finding in catalog.findings.values():
        by_resource.setdefault(finding.resource, []).append(finding)
        if not finding.resource:
            by_work.setdefault(finding.work, []).append(finding)
    of_toolkit = {entry.work for entry in catalog.resources.values()}
    held = {finding.work for finding in catalog.findings.values()}
    entries: list[tuple[Resource | Work, Sequence[Finding]]] = [(entry, by_resource.get(name, [])) for name, entry in catalog.resources.items()]
    entries += [
        (work, by_work.get(name, [])) for name, work in sorted(catalog.works.items())
        if name in by_work or (name not in of_toolkit and name not in held)
    ]  # fmt: skip
    if "" in by_work:
        entries.append((Work("(no work)", {}, "", "no work is known"), by_work[""]))
    known = {
        "topic": {finding.topic for finding in catalog.findings.values()},
        "kind": {kind for entry, _ in entries for kind in kind_of(entry)},
        "status": set(STATUS),
    }
    asked = {"topic": topics, "kind": kinds, "status": statuses}
    if problems := [_nothing(name, word, known[name]) for name, words in asked.items() for word in words if word.casefold() not in map(str.casefold, known[name])]:
        raise InputError(problems)
    topic, kind, status = ({word.casefold() for word in words} for words in asked.values())
    found = []
    for entry, findings in entries:
        wanted = [f for f in findings if (not topic or f.topic.casefold() in topic) and (not status or f.status in status)]
        if (wanted or not (topic or status)) and (not kind or kind & {word.casefold() for word in kind_of(entry)}):
            found.append(Row(entry.id, title_of(entry), kind_of(entry), _year(entry, catalog), _status(entry, findings), tuple(f.id for f in wanted)))
    return found


def to_check(catalog: Catalog) -> list[Finding]:
    """Findings that a person should look up: from memory, or of no known source."""
    return [finding for finding in catalog.findings.values() if finding.status != "verified"]


def title_of(entry: Resource | Work) -> str:
    """Its title, or our words for it in brackets."""
    if isinstance(entry, Resource):
        return entry.title
    return str(entry.csl.get("title", "")) or f"[{entry.description}]"


def as_json(catalog: Catalog, name: str) -> dict[str, Any]:
    """One entry with every field of the model; days as text. Raises InputError naming the nearest id."""
    entry = _named(catalog, name)
    found: dict[str, Any] = json.loads(json.dumps(_as_objects(entry), default=str))
    return found


def _as_objects(node: Any) -> Any:
    """Nouns as dictionaries of their fields, however deep they lie."""
    if is_dataclass(node):
        return {field.name: _as_objects(getattr(node, field.name)) for field in fields(node)}
    if hasattr(node, "_asdict"):
        return _as_objects(node._asdict())
    if isinstance(node, Mapping):
        return {key: _as_objects(value) for key, value in node.items()}
    return list(map(_as_objects, node)) if isinstance(node, tuple | list) else node


def lines_of(catalog: Catalog, name: str) -> list[str]:
    """One entry in full: a resource, a work or a finding. Raises InputError naming the nearest id."""
    entry = _named(catalog, name)
    return list(_finding(catalog, entry) if isinstance(entry, Finding) else _entry(catalog, entry))


def _named(catalog: Catalog, name: str) -> Finding | Resource | Work:
    entry = catalog.findings.get(name) or catalog.resources.get(name) or catalog.works.get(name)
    if entry is None:
        raise InputError(_nothing("id", name, {*catalog.findings, *catalog.resources, *catalog.works}))
    return entry


def _entry(catalog: Catalog, entry: Resource | Work) -> Iterator[str]:
    yield f"{entry.id}  ({', '.join(kind_of(entry))})"
    yield title_of(entry)
    work = entry if isinstance(entry, Work) else catalog.works.get(entry.work)
    if isinstance(entry, Resource):
        yield f"  {entry.annotation}"
        yield f"  used for:     {entry.use}"
        yield from (f"  caveat:       {caveat}" for caveat in entry.caveats)
    if work:
        yield f"  cited as:     {plain(ama(work))}"
    findings = [f for f in catalog.findings.values() if (f.resource == entry.id if isinstance(entry, Resource) else f.work == entry.id)]
    for finding in findings:
        yield ""
        yield from _finding(catalog, finding)
    if not findings:
        yield "  findings:     none; nothing of it is printed until a person writes one"


def _finding(catalog: Catalog, finding: Finding) -> Iterator[str]:
    yield finding.id
    yield f"  {finding.statement}"
    if finding.counter:
        yield "  weighs:       against the program, or for caution"
    yield f"  about:        {finding.population or 'not stated'}"
    yield f"  design:       {finding.design or 'not stated'}"
    if finding.caveat:
        yield f"  caveat:       {finding.caveat}"
    if finding.quotation:
        yield f"  quotation:    “{finding.quotation}”"
    yield f"  status:       {STATUS[finding.status]}"
    yield f"  in papers:    it {GRADE[finding.board_use]}"
    if finding.checked:
        yield f"  last checked: {finding.checked.isoformat()}"
    if finding.verified_by and finding.verified_on:
        yield f"  verified:     by {finding.verified_by} on {finding.verified_on.isoformat()}, {finding.verified_where}"
    if finding.work in catalog.works:
        yield f"  cited as:     {plain(ama(catalog.works[finding.work]))}"
    for name, fact in finding.values.items():
        yield f"  value:        {finding.id}.{name}  {fact.label}"
    if finding.status != "verified":
        yield f"  open:         {finding.look_in or 'the work itself'}"
        yield f"  look for:     {finding.look_for or finding.statement}"
        yield "  to close it, write into a YAML file of your catalog folder:"
        yield from (f"    {line}" for line in closing(finding))


def closing(finding: Finding) -> list[str]:
    """The entry of a hospital's own catalog by which a person says that she has checked a finding."""
    lines = ["findings:", f"  - id: {finding.id}", "    status: verified"]
    if finding.board_use == "red" or not finding.caveat:
        lines += ["    board_use: amber", "    caveat: what a reader must know"]
    if not finding.work:
        lines.append("    work: the id of the work, from this catalog or yours")
    if not finding.population:
        lines.append("    population: whom it is about")
    if numbers := unnamed_numbers(finding):
        lines.append("    values:")
        lines += [f"      value_{i}: {{kind: share, percent: {number}, label: what is counted}}" for i, number in enumerate(numbers, 1)]
    return [*lines, "    verified_by: NAME", "    verified_on: 2026-03-01", "    where: the page or table that was opened"]


def _year(entry: Resource | Work, catalog: Catalog) -> int | None:
    work = catalog.works.get(entry.work) if isinstance(entry, Resource) else entry
    if isinstance(entry, Resource) and entry.year:
        return entry.year
    issued: Mapping[str, list[list[int]]] | None = work.csl.get("issued") if work else None
    return int(issued["date-parts"][0][0]) if issued else None


def _status(entry: Resource | Work, findings: Sequence[Finding]) -> str:
    """Of a toolkit's entry its own; of a work the best of its findings, or that it has none."""
    if isinstance(entry, Resource):
        return entry.status
    return next((status for status in STATUS if any(f.status == status for f in findings)), "no findings")


def _nothing(what: str, word: str, known: set[str]) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(word, sorted(known), n=1)
    cure = f'did you mean "{near[0]}"?' if near else f"choose from {', '.join(sorted(filter(None, known)))}" if len(known) <= 40 else "see `peerbrief catalog list`"
    return Problem("catalog.invalid", "error", word, f"the catalog has no such {what}", cure)
