"""A hospital's own evidence laid over ours: every YAML file below the folder that `catalog:` names.

An entry with a new id adds; one with an id of ours corrects it, key by key, and each difference is
reported. The stricter status wins; what ours does not hold as verified prints only once somebody
says who checked it, when and where.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from generator.load import catalog_entries as entries
from generator.load.catalog import LISTS, load_catalog, shipped_layer
from generator.load.catalog_rules import validate
from generator.load.overlay_fields import FIELDS, REQUIRED
from generator.load.overlay_status import judged
from generator.load.request_schema import Entry, Refused, guess
from generator.load.yaml_source import Located, read_yaml
from generator.model.evidence import Catalog, Finding, Overlay, Resource, Work
from generator.model.problem import InputError, Problem, Severity

LARGEST = 50_000_000
"""Bytes of one file; 5,000 entries have some three million."""


_OF_THE_CHECK = frozenset({"verified_by", "verified_on", "where", "source", "note"})
"""Keys that only an overlay has, or that never print: no difference with ours."""

_NOWHERE = Path()
"""No entry holds a path."""


class Written(NamedTuple):
    """An entry as a person wrote it: its values as read, and where it stands."""

    source: Located
    key: str
    values: dict[str, Any]

    def where(self, name: str = "") -> str:
        """`own.yaml:12: our_reach`, for the entry or one of its keys."""
        line = self.source.line(f"{self.key}.{name}" if name else self.key)
        return f"{self.source.name}:{line}: {self.values['id']}"


def lay_over(folder: Path) -> Overlay:
    """Ours and what stands below `folder`. Raises InputError with every problem when one is an error."""
    if not folder.is_dir():
        raise InputError(Problem("catalog.invalid", "error", folder.name, "there is no such folder", "name the folder that holds your additions"))
    files = tuple(sorted(path for path in folder.rglob("*.y*ml") if path.suffix in {".yaml", ".yml"} and path.is_file()))
    reading = _Reading()
    for path in files:
        reading.file(path, path.relative_to(folder).as_posix())
    catalog = reading.catalog()
    broken = validate(catalog, reading.touched - reading.faulty(catalog))
    problems = [*reading.problems, *(placed for problem in broken if (placed := reading.placed(problem)).severity != "note")]
    if any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    return Overlay(catalog, tuple(problems), files, reading.held_back(catalog))


@dataclass
class _Reading:
    """What has been read so far: entries by list and id, and everything wrong with them."""

    written: dict[str, dict[str, Written]] = field(default_factory=lambda: {name: {} for name in LISTS})
    problems: list[Problem] = field(default_factory=list)

    @property
    def touched(self) -> frozenset[str]:
        """Ids of the entries that are the hospital's, in part or whole."""
        return frozenset(name for layer in self.written.values() for name in layer)

    def faulty(self, catalog: Catalog) -> frozenset[str]:
        """Ids with a fault already, and findings that cite one: what else is wrong with them shows once that is mended."""
        told = {problem.where.rpartition(": ")[2] for problem in self.problems if problem.severity == "error"}
        return frozenset(told | {name for name, finding in catalog.findings.items() if finding.work in told})

    def report(self, where: str, message: str, cure: str, severity: Severity = "error") -> None:
        self.problems.append(Problem("catalog.invalid", severity, where, message, cure))

    def placed(self, problem: Problem) -> Problem:
        """A rule's problem, with the file and line of the entry it speaks of."""
        name = problem.where.removeprefix("catalog: ").partition(".")[0]
        entry = next((layer[name] for layer in self.written.values() if name in layer), None)
        return Problem(problem.code, problem.severity, entry.where() if entry else problem.where, problem.message, problem.cure)

    def file(self, path: Path, shown: str) -> None:
        try:
            source = read_yaml(path, shown, LARGEST)
        except InputError as error:
            self.problems.extend(error.problems)
            return
        self.problems.extend(source.problems)
        document = source.data or {}
        if not isinstance(document, dict):
            self.report(shown, "the file is not a mapping", f"begin with {', '.join(LISTS)}")
            return
        for name, content in document.items():
            if name not in LISTS:
                self.report(source.where(name), f'the key "{name}" is unknown', guess(name, LISTS) or f"use {', '.join(LISTS)}")
            elif content is not None and not isinstance(content, list):
                self.report(source.where(name), f'"{name}" is not a list', "write one entry after another, each after a dash")
            else:
                for position, entry in enumerate(content or ()):
                    self.entry(source, name, f"{name}.{position}", entry)

    def entry(self, source: Located, name: str, key: str, raw: Any) -> None:
        """Read the keys of one entry; what cannot be used is reported and left out."""
        identity = source.texts.get(f"{key}.id", "").strip() if isinstance(raw, dict) else ""
        if not identity:
            self.report(source.where(key), f"entry {int(key.rpartition('.')[2]) + 1} of {name} has no id", "give it one, such as smith-2025")
            return
        known = FIELDS[name]
        values: dict[str, Any] = {}
        entry = Written(source, key, values)
        values["id"] = identity
        for field_name, value in raw.items():
            if field_name not in known:
                self.report(entry.where(field_name), f"nobody reads {field_name}", guess(field_name, known) or "correct or remove the key")
            elif value is not None and field_name != "id":
                self.value(entry, field_name, value)
        missing = [needed for needed in REQUIRED[name] if needed not in raw] if identity not in shipped_layer()[name] else []
        if missing:
            self.report(entry.where(), f"the entry lacks {', '.join(missing)}", "add what is missing")
        elif (before := self.written[name].setdefault(identity, entry)) is not entry:
            self.report(entry.where(), f"the id is used twice, here and at {before.where().rpartition(': ')[0]}", "give each entry its own id, or keep one of the two")

    def value(self, entry: Written, name: str, value: Any) -> None:
        key = f"{entry.key}.{name}"
        text = entry.source.texts.get(key, "")
        if isinstance(value, list):
            text = "\n".join(" ".join(entry.source.texts.get(f"{key}.{i}", "").split()) for i in range(len(value)))
        given = Entry(key, value, text, _NOWHERE)
        try:
            read = FIELDS[entry.key.partition(".")[0]][name](given)
        except Refused as refused:
            self.report(entry.where(name), f"{name} {refused.message}", refused.cure)
            return
        for message, cure in given.remarks:
            self.report(entry.where(name), f"{name} {message}", cure, "note")
        if read is not None:
            entry.values[name] = read

    def catalog(self) -> Catalog:
        """Ours with every entry that could be made laid over it."""
        base = load_catalog()
        works: dict[str, Work] = dict(base.works)
        resources: dict[str, Resource] = dict(base.resources)
        findings: dict[str, Finding] = dict(base.findings)
        for entry in self.written["works"].values():
            self.build(works, entry, lambda merged: entries.work(merged), self.merged("works", entry))
        for entry in self.written["resources"].values():
            self.build(resources, entry, entries.resource, self.merged("resources", entry))
        for entry in self.written["findings"].values():
            self.build(findings, entry, lambda merged: entries.finding(merged, works), self.merged("findings", entry))
        may = {fact.id for finding in findings.values() if finding.printable for fact in finding.values.values()}
        cloud = {lobe: tuple(word for word in words if word[1] in may) for lobe, words in base.published_cloud.items()}
        return Catalog(resources, findings, works, base.toolkit_url, cloud)

    def held_back(self, catalog: Catalog) -> dict[str, str]:
        ours = load_catalog().findings
        return {name: entry.where() for name, entry in self.written["findings"].items() if name in ours and ours[name].printable and not catalog.findings[name].printable}

    def merged(self, name: str, entry: Written) -> Mapping[str, Any]:
        """The entry over ours of the same id; every difference is reported, the stricter status wins."""
        ours = shipped_layer()[name].get(entry.values["id"])
        hers = judged(ours, entry.values, lambda key, message, cure, severity: self.report(entry.where(key), message, cure, severity)) if name == "findings" else entry.values
        if ours is None:
            return hers
        merged = {**ours, **hers}
        if isinstance(ours.get("values"), dict) and isinstance(hers.get("values"), dict):
            both = {**ours["values"], **hers["values"]}
            merged["values"] = {key: {**ours["values"].get(key, {}), **value} if isinstance(value, dict) else value for key, value in both.items()}
        for key, old, new in _differences(ours, {key: value for key, value in merged.items() if key not in _OF_THE_CHECK}):
            self.report(entry.where(key.partition(".")[0]), f"{key} is {_said(new)}, in our catalog {_said(old)}", "yours is used; remove the key to keep ours", "note")
        return merged

    def build(self, target: dict[str, Any], entry: Written, make: Any, merged: Mapping[str, Any]) -> None:
        try:
            target[entry.values["id"]] = make(merged)
        except KeyError as fault:
            self.report(entry.where("values"), f"{fault.args[0]} is missing", "add what is missing")
        except (ValueError, TypeError, LookupError, ArithmeticError) as fault:
            self.report(entry.where("values"), str(fault), "write it as the shipped catalog does")


def _differences(ours: Mapping[str, Any], merged: Mapping[str, Any], lead: str = "") -> list[tuple[str, Any, Any]]:
    """Keys, named with dots, whose value in ours is another or none."""
    found: list[tuple[str, Any, Any]] = []
    for key, new in merged.items():
        old = ours.get(key)
        if isinstance(old, dict) and isinstance(new, dict):
            found += _differences(old, new, f"{lead}{key}.")
        elif old != new:
            found.append((f"{lead}{key}", old, new))
    return found


def _said(value: Any) -> str:
    if value is None:
        return "not given"
    text = str(value)
    return f'"{text[:77]}..."' if len(text) > 80 else f'"{text}"' if isinstance(value, str) else text
