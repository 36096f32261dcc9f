"""Entries of the catalog's YAML, each made into what the model calls it."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

from generator.model.evidence import BoardUse, Finding, Resource, Status, Work
from generator.model.fact import Fact, Kind, Source

STATUSES: tuple[str, ...] = get_args(Status)
BOARD_USES: tuple[str, ...] = get_args(BoardUse)

_NOT_CSL = frozenset({"short", "description", "unchecked", "note"})
_VALUE_KEYS = frozenset({"kind", "percent", "value", "n", "interval", "decimals", "label"})
_KINDS = {kind.value: kind for kind in Kind}
_TYPES: dict[Kind, Any] = {Kind.COUNT: int, Kind.YEAR: int, Kind.DATE: dt.date, Kind.NAME: str}


def work(entry: Mapping[str, Any]) -> Work:
    """A work whose CSL item holds the checked fields only; a year or day becomes date-parts.

    Raises ValueError, TypeError or KeyError saying what is wrong with the entry, as all of these do.
    """
    csl = {key: value for key, value in entry.items() if key not in _NOT_CSL}
    for author in csl.get("author", ()):
        if not mapping("an author", author).keys() & {"family", "literal"}:
            raise ValueError("an author has neither family nor literal")
    for key in csl.keys() & {"issued", "accessed"}:
        day = csl[key]
        csl[key] = {"date-parts": [[day.year, day.month, day.day] if isinstance(day, dt.date) else [int(day)]]}
    return Work(str(entry["id"]), csl, str(entry["short"]), str(entry.get("description", "")))


def resource(entry: Mapping[str, Any]) -> Resource:
    """One of the toolkit's resources."""
    return Resource(
        id=str(entry["id"]),
        title=str(entry["title"]),
        kind=tuple(map(str, entry["kind"])),
        annotation=str(entry["annotation"]),
        status=entry["status"],
        use=str(entry["use"]),
        work=str(entry.get("work", "")),
        pointed_to=bool(entry.get("pointed_to", False)),
        year=entry.get("year"),
        caveats=tuple(map(str, entry.get("caveats", ()))),
        papers=tuple(map(str, entry["in"])),
    )


def finding(entry: Mapping[str, Any], works: Mapping[str, Work]) -> Finding:
    """A finding with its values; the year of the work it cites is one of them where it is known."""
    name, cited = str(entry["id"]), str(entry.get("work", ""))
    n = entry.get("n")
    values = {key: fact(f"{name}.{key}", name, value, n) for key, value in mapping("values", entry.get("values") or {}).items()}
    issued = works[cited].csl.get("issued") if "year" not in values and cited in works else None
    if issued:
        source = (Source("finding", name),)
        values["year"] = Fact(f"{name}.year", Kind.YEAR, int(issued["date-parts"][0][0]), "year of publication", source, "as published")
    text = entry.get
    return Finding(
        id=name,
        statement=str(entry["statement"]),
        status=entry["status"],
        board_use=entry["board_use"],
        work=cited,
        values=values,
        population=str(text("population", "")),
        caveat=str(text("caveat", "")),
        topic=str(text("topic", "")),
        resource=str(text("resource", "")),
        design=str(text("design", "")),
        checked=text("checked"),
        look_in=str(text("look_in", "")),
        look_for=str(text("look_for", "")),
        verified_by=str(text("verified_by", "")),
        verified_where=str(text("where", "")),
        quotation=str(text("quotation", "")),
        counter=bool(text("counter", False)),
        verified_on=text("verified_on"),
    )


def fact(name: str, finding_id: str, value: Mapping[str, Any], n: int | None) -> Fact:
    """One named value. Shares are written as percents and kept as 0..1, decimals as written.

    `n`: the finding's own denominator, for a value that names none.
    """
    if strange := sorted(map(str, mapping(name, value).keys() - _VALUE_KEYS)):
        raise ValueError(f"nobody reads {', '.join(strange)} of {name}; a value may have {', '.join(sorted(_VALUE_KEYS))}")
    kind = _KINDS.get(value["kind"])
    if kind is None:
        raise ValueError(f'{name} is of the kind "{value["kind"]}", which is none of {", ".join(_KINDS)}')
    written = value["percent"] if kind is Kind.SHARE else value["value"]
    _possible(name, kind, written)
    numeric = isinstance(written, int | float)
    counted = kind in (Kind.YEAR, Kind.DATE, Kind.NAME)
    return Fact(
        id=name,
        kind=kind,
        value=_scaled(kind, written) if numeric else written,
        label=str(value["label"]),
        sources=(Source("finding", finding_id),),
        rule="as published",
        n=_denominator(name, value["n"]) if "n" in value else None if counted else n,
        interval=_interval(name, kind, value["interval"]) if value.get("interval") is not None else None,
        decimals=value["decimals"] if "decimals" in value else len(str(written).partition(".")[2]) if numeric else None,
    )


def mapping(name: str, value: Any) -> Mapping[str, Any]:
    """`value` if it is a mapping; raises TypeError naming it."""
    if not isinstance(value, dict):
        raise TypeError(f"{name} is written {value!r}, which is no mapping")
    return value


def _possible(name: str, kind: Kind, written: Any) -> None:
    if isinstance(written, bool) or not isinstance(written, _TYPES.get(kind, int | float)):
        raise TypeError(f"{name} is written {written!r}, which is no {kind.value}")
    if kind is Kind.SHARE and not 0 <= written <= 100:
        raise ValueError(f"{name} is {written} percent")
    if kind is Kind.COUNT and written < 0:
        raise ValueError(f"{name} counts {written}")
    if kind is Kind.YEAR and not 1700 <= written <= 2100:
        raise ValueError(f"{name} is the year {written}")


def _denominator(name: str, written: Any) -> int | None:
    if written is not None and (isinstance(written, bool) or not isinstance(written, int) or written < 1):
        raise ValueError(f"n of {name} is written {written!r}, which is no number of people")
    return written


def _interval(name: str, kind: Kind, written: Any) -> tuple[float, float]:
    match written:
        case [int() | float() as low, int() | float() as high] if low <= high:
            return _scaled(kind, low), _scaled(kind, high)
    raise ValueError(f"the interval of {name} is written {written!r}; write its lower and upper limit: [31, 45]")


def _scaled(kind: Kind, written: float) -> float:
    """The number in its fact's unit. Decimal keeps 36.3 percent at exactly 0.363."""
    return float(Decimal(str(written)) / 100) if kind is Kind.SHARE else written
