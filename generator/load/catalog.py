"""The evidence catalog: our YAML, with a hospital's additions laid over it, as a `Catalog`."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from generator.files import ours
from generator.load.catalog_rules import validate
from generator.model.evidence import BoardUse, Catalog, Finding, Resource, Status, Work
from generator.model.fact import Fact, Kind, Source
from generator.model.problem import InputError, Problem

__all__ = ["load_catalog", "published_facts", "validate"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LISTS = ("works", "resources", "findings")
_KEYS = {
    "works": {
        "required": {"id", "short", "type"},
        "allowed": {
            "title", "author", "container-title", "volume", "issue", "page", "issued", "publisher",
            "publisher-place", "DOI", "PMID", "URL", "description", "unchecked", "note",
        },
    },
    "resources": {
        "required": {"id", "title", "kind", "annotation", "in", "use", "status"},
        "allowed": {"year", "work", "pointed_to", "caveats", "findings"},
    },
    "findings": {
        "required": {"id", "statement", "status", "board_use"},
        "allowed": {
            "topic", "population", "n", "design", "caveat", "work", "resource", "source", "note", "values",
            "checked", "look_in", "look_for", "quotation", "counter",
        },
    },
}
_NOT_CSL = {"short", "description", "unchecked", "note"}
_VALUE_KEYS = {"kind", "percent", "value", "n", "interval", "decimals", "label"}


def load_catalog(extra: Path | None = None) -> Catalog:
    """The shipped catalog; with `extra`, every YAML file below that folder is laid over it.

    An entry of `extra` with an id of ours replaces ours, any other is added. Raises InputError
    with every problem found. The shipped catalog alone is not validated here: tests do that.
    """
    return _laid_over(extra) if extra is not None else _shipped()


@cache
def _shipped() -> Catalog:
    """Ours alone, read once a process; nothing in it changes."""
    return _laid_over(None)


def _laid_over(extra: Path | None) -> Catalog:
    parts = _Parts()
    home = ours("catalog")
    paths = [home / "works.yaml", home / "resources.yaml", home / "published-cloud.yaml"]
    parts.read([*paths, *sorted((home / "findings").glob("*.yaml"))], shipped=True)
    if extra is not None:
        if not extra.is_dir():
            raise InputError(_bad(extra.name, "there is no such folder", "name the folder that holds your additions"))
        parts.read(sorted(extra.rglob("*.yaml")))
    catalog = parts.catalog()
    problems = parts.problems
    if extra is not None and not problems:
        problems = [problem for problem in validate(catalog) if problem.severity == "error"]
    if problems:
        raise InputError(problems)
    return catalog


def published_facts(catalog: Catalog) -> tuple[Fact, ...]:
    """The named values of every finding that may be printed, in the catalog's order."""
    return tuple(fact for finding in catalog.findings.values() if finding.printable for fact in finding.values.values())


def _bad(where: str, message: str, cure: str = "") -> Problem:
    return Problem("catalog.invalid", "error", where, message, cure)


@dataclass
class _Parts:
    """Entries by list and id while files are read; later files replace what earlier layers said."""

    works: dict[str, Work] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    cloud: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    toolkit_url: str = ""

    def read(self, paths: Iterable[Path], *, shipped: bool = False) -> None:
        """Add one layer: the entries of these files, works before the findings that cite them.

        Only the `shipped` layer says where the toolkit stands and what the published cloud shows.
        """
        layer: dict[str, dict[str, tuple[str, Mapping[str, Any]]]] = {name: {} for name in _LISTS}
        for path in paths:
            document = self._document(path)
            for name, content in document.items():
                if name in _LISTS:
                    self._collect(layer[name], name, content, path.name)
                elif shipped and name == "toolkit":
                    self.toolkit_url = str(content["address"])
                elif shipped and name == "published_cloud":
                    self.cloud = {
                        lobe: tuple((str(word["word"]), str(word["fact"])) for word in words)
                        for lobe, words in content.items()
                    }
                else:
                    self.problems.append(_bad(path.name, f'the key "{name}" is unknown', f"use {', '.join(_LISTS)}"))
        for where, entry in layer["works"].values():
            self._build(self.works, where, entry, _work)
        for where, entry in layer["resources"].values():
            self._build(self.resources, where, entry, _resource)
        for where, entry in layer["findings"].values():
            self._build(self.findings, where, entry, self._finding)

    def catalog(self) -> Catalog:
        """What was read. Raises nothing; `problems` tells what was left out."""
        return Catalog(self.resources, self.findings, self.works, self.toolkit_url, self.cloud)

    def _document(self, path: Path) -> Mapping[str, Any]:
        try:
            # the loader is a safe one: SafeLoader or its C twin
            document = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506
        except yaml.YAMLError as fault:
            mark = getattr(fault, "problem_mark", None)
            where = f"{path.name}:{mark.line + 1}" if mark else path.name
            reason = getattr(fault, "problem", None) or "the file cannot be parsed"
            self.problems.append(Problem("yaml.syntax", "error", where, reason, "mend the YAML"))
            return {}
        except (OSError, UnicodeDecodeError) as fault:
            self.problems.append(Problem("file.unreadable", "error", path.name, str(fault), "save it as UTF-8"))
            return {}
        if document is None:
            return {}
        if not isinstance(document, dict):
            self.problems.append(_bad(path.name, "the file is not a mapping", f"begin with {', '.join(_LISTS)}"))
            return {}
        return document

    def _collect(self, known: dict[str, tuple[str, Mapping[str, Any]]], name: str, content: Any, file: str) -> None:
        """Take the entries of one list, refusing unknown and missing keys and ids used twice."""
        if not isinstance(content, list):
            self.problems.append(_bad(file, f'"{name}" is not a list'))
            return
        keys = _KEYS[name]
        for position, entry in enumerate(content, 1):
            if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
                self.problems.append(_bad(f"{file}: {name}, entry {position}", "the entry has no id", "give it one"))
                continue
            where = f"{file}: {entry['id']}"
            missing = sorted(keys["required"] - entry.keys())
            strange = sorted(map(str, entry.keys() - keys["required"] - keys["allowed"]))
            if missing:
                self.problems.append(_bad(where, f"the entry lacks {', '.join(missing)}", "add what is missing"))
            if strange:
                self.problems.append(_bad(where, f"nobody reads {', '.join(strange)}", "correct or remove the key"))
            if entry["id"] in known:
                self.problems.append(_bad(where, "the id is used twice", "give each entry its own id"))
            if not missing:
                known.setdefault(entry["id"], (where, entry))

    def _build(self, target: dict[str, Any], where: str, entry: Mapping[str, Any], build: Callable[[Mapping[str, Any]], Any]) -> None:
        try:
            target[str(entry["id"])] = build(entry)
        except KeyError as fault:
            self.problems.append(_bad(where, f"{fault.args[0]} is missing", "add what is missing"))
        except (ValueError, TypeError, LookupError, ArithmeticError) as fault:
            self.problems.append(_bad(where, str(fault), "write it as the shipped catalog does"))

    def _finding(self, entry: Mapping[str, Any]) -> Finding:
        name = str(entry["id"])
        work = str(entry.get("work", ""))
        named = _mapping("values", entry.get("values") or {})
        values = {str(key): _fact(f"{name}.{key}", name, value, entry.get("n")) for key, value in named.items()}
        if "year" not in values and work in self.works and (year := _year(self.works[work])):
            source = (Source("finding", name),)
            values["year"] = Fact(f"{name}.year", Kind.YEAR, year, "year of publication", source, "as published")
        return Finding(
            id=name,
            statement=str(entry["statement"]),
            status=_one_of(Status, entry["status"]),
            board_use=_one_of(BoardUse, entry["board_use"]),
            work=work,
            values=values,
            population=str(entry.get("population", "")),
            caveat=str(entry.get("caveat", "")),
            topic=str(entry.get("topic", "")),
            resource=str(entry.get("resource", "")),
            design=str(entry.get("design", "")),
            checked=_day("checked", entry.get("checked")),
            look_in=str(entry.get("look_in", "")),
            look_for=str(entry.get("look_for", "")),
            quotation=str(entry.get("quotation", "")),
            counter=bool(entry.get("counter", False)),
        )


def _day(name: str, value: Any) -> dt.date | None:
    if value is not None and not isinstance(value, dt.date):
        raise ValueError(f'{name} is written {value!r}, which is no day; write it as 2026-11-22')
    return value


def _mapping(name: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{name} is written {value!r}, which is no mapping")
    return value


def _one_of(choices: Any, value: Any) -> Any:
    """`value` if it is one of a Literal's; raises ValueError naming the choices."""
    if value not in get_args(choices):
        raise ValueError(f'"{value}" is none of {", ".join(get_args(choices))}')
    return value


def _work(entry: Mapping[str, Any]) -> Work:
    """A work whose CSL item holds the checked fields only; `issued` becomes CSL's date-parts."""
    csl = {key: value for key, value in entry.items() if key not in _NOT_CSL}
    for author in csl.get("author", ()):
        if not _mapping("an author", author).keys() & {"family", "literal"}:
            raise ValueError("an author has neither family nor literal")
    issued = csl.pop("issued", None)
    if issued is not None:
        whole = isinstance(issued, dt.date)
        csl["issued"] = {"date-parts": [[issued.year, issued.month, issued.day] if whole else [int(issued)]]}
    return Work(str(entry["id"]), csl, str(entry["short"]), str(entry.get("description", "")))


def _year(work: Work) -> int | None:
    issued = work.csl.get("issued")
    return int(issued["date-parts"][0][0]) if issued else None


def _resource(entry: Mapping[str, Any]) -> Resource:
    return Resource(
        id=str(entry["id"]),
        title=str(entry["title"]),
        kind=tuple(map(str, entry["kind"])),
        annotation=str(entry["annotation"]),
        status=_one_of(Status, entry["status"]),
        use=str(entry["use"]),
        work=str(entry.get("work", "")),
        pointed_to=bool(entry.get("pointed_to", False)),
        year=entry.get("year"),
        caveats=tuple(map(str, entry.get("caveats", ()))),
        papers=tuple(map(str, entry["in"])),
    )


def _fact(name: str, finding: str, value: Mapping[str, Any], n: int | None) -> Fact:
    """One named value. Shares are written as percents and kept as 0..1, decimals as written."""
    if strange := sorted(map(str, _mapping(name, value).keys() - _VALUE_KEYS)):
        raise ValueError(f"nobody reads {', '.join(strange)} of {name}")
    kind = Kind(value["kind"])
    written = value["percent"] if kind is Kind.SHARE else value["value"]
    _check_type(name, kind, written)
    low_high = value.get("interval")
    numeric = isinstance(written, int | float)
    counted = kind in (Kind.YEAR, Kind.DATE, Kind.NAME)
    return Fact(
        id=name,
        kind=kind,
        value=_scaled(kind, written) if numeric else written,
        label=str(value["label"]),
        sources=(Source("finding", finding),),
        rule="as published",
        n=value.get("n", None if counted else n),
        interval=(_scaled(kind, low_high[0]), _scaled(kind, low_high[1])) if low_high else None,
        decimals=value["decimals"] if "decimals" in value else _decimals(written) if numeric else None,
    )


def _check_type(name: str, kind: Kind, written: Any) -> None:
    expected: dict[Kind, Any] = {Kind.COUNT: int, Kind.YEAR: int, Kind.DATE: dt.date, Kind.NAME: str}
    if isinstance(written, bool) or not isinstance(written, expected.get(kind, int | float)):
        raise TypeError(f"{name} is written {written!r}, which is no {kind.value}")
    if kind is Kind.SHARE and not 0 <= written <= 100:
        raise ValueError(f"{name} is {written} percent")


def _scaled(kind: Kind, written: float) -> float:
    """The number in its fact's unit. Decimal keeps 36.3 percent at exactly 0.363."""
    return float(Decimal(str(written)) / 100) if kind is Kind.SHARE else written


def _decimals(written: float) -> int:
    """Digits after the point as written: 36.3 has one, 3.0 has one, 36 has none."""
    return len(str(written).partition(".")[2])
