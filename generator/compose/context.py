"""The names a template may use. Facts are reached by `f.<id>`; there is no other way to a number."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.analyse.bands import band, better_or_worse
from generator.analyse.changes import Verdict, compared, verdict
from generator.analyse.key_figures import key_figures
from generator.compose.library import library_view
from generator.compose.material import Material
from generator.compose.terms import TERMS
from generator.model.comments import QUOTED
from generator.model.evidence import Catalog
from generator.model.fact import Fact, FactBook, Kind, Source


class Namespace:
    """Facts by the next part of their dotted id: `f.want_peer`, `f.prev_sexton_know.share`."""

    def __init__(self, book: FactBook, prefix: str = "") -> None:
        self._book, self._prefix = book, prefix

    def __getitem__(self, name: str) -> "Fact | Namespace":
        key = self._prefix + name
        if key in self._book:
            return self._book[key]
        if self._book.is_stem(key):
            return Namespace(self._book, key + ".")
        raise KeyError(key)

    def __getattr__(self, name: str) -> "Fact | Namespace":
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(name) from error


class Ranked(NamedTuple):
    """A wish or dimension with its label and share, as templates loop over them."""

    id: str
    label: Fact
    share: Fact
    outcome: bool = False


class Changed(NamedTuple):
    """A share in two waves; `change` is its difference and may be suppressed, as may `before` and `now`."""

    id: str
    label: Fact
    before: Fact
    now: Fact
    change: Fact
    verdict: Verdict


class ResourceView(NamedTuple):
    """A toolkit entry whose words are facts, so that their digits are accounted for."""

    id: str
    title: Fact
    kind: Fact
    annotation: Fact
    use: Fact
    pointed_to: bool


def catalog_words(catalog: Catalog) -> tuple[Fact, ...]:
    """Printable words of the catalog as name facts: caveats, populations, entries of the toolkit."""

    def name(key: str, value: str, label: str, kind: Any, ref: str) -> Fact:
        return Fact(key, Kind.NAME, value, label, (Source(kind, ref),), "words of the catalog")

    facts = [
        name(f"words.{finding.id}.{part}", value, part, "finding", finding.id)
        for finding in catalog.findings.values()
        if finding.printable
        for part, value in (
            ("statement", finding.statement), ("caveat", finding.caveat), ("population", finding.population), ("design", finding.design),
            ("cited", catalog.works[finding.work].short if finding.work in catalog.works else ""),
        )
        if value
    ]
    facts += [
        Fact(f"words.{finding.id}.checked", Kind.DATE, finding.checked, "day on which it was last checked", (Source("finding", finding.id),), "day of the catalog’s check")
        for finding in catalog.findings.values() if finding.printable and finding.checked
    ]  # fmt: skip
    for entry in catalog.resources.values():
        parts = {"title": entry.title, "kind": ", ".join(entry.kind).lower() or "image", "annotation": entry.annotation, "use": entry.use}
        work = catalog.works.get(entry.work)
        if work is not None and work.csl.get("URL"):
            parts["address"] = str(work.csl["URL"])
        facts += [name(f"resource.{entry.id}.{part}", value, part, "catalog", entry.id) for part, value in parts.items() if value]
    if catalog.toolkit_url:
        facts.append(name("toolkit.address", catalog.toolkit_url, "address of the toolkit", "catalog", "toolkit"))
    return tuple(facts)


def ranked_wishes(material: Material) -> tuple[Ranked, ...]:
    """Wishes that may be shown, most wanted first; ties in the form's order."""
    book = material.book
    rows = [
        Ranked(option.fact, book[f"wish_label.{option.id}"], book[option.fact])
        for option in material.instrument.options
        if book.state(option.fact) == "shown" and f"wish_label.{option.id}" in book
    ]
    return tuple(sorted(rows, key=lambda row: -_value(row.share)))


def ranked_dimensions(material: Material) -> tuple[Ranked, ...]:
    """Dimensions that may be shown, worst first; ties in the instrument's order."""
    book = material.book
    rows = [
        Ranked(dimension.id, book[f"dimension_label.{dimension.id}"], book[f"{dimension.id}_agree"], dimension.outcome)
        for dimension in material.instrument.dimensions
        if book.state(f"{dimension.id}_agree") == "shown"
    ]
    return tuple(sorted(rows, key=lambda row: -_value(row.share)))


def hidden_wishes(material: Material) -> tuple[Fact, ...]:
    """Labels of wishes that were asked and may not be shown, in the form's order: a rank would tell."""
    book = material.book
    return tuple(
        book[f"wish_label.{option.id}"]
        for option in material.instrument.options
        if book.state(option.fact) == "suppressed" and f"wish_label.{option.id}" in book
    )


def hidden_dimensions(material: Material) -> tuple[Fact, ...]:
    """Labels of dimensions that were asked and may not be shown, in the instrument's order."""
    book = material.book
    return tuple(
        book[f"dimension_label.{dimension.id}"]
        for dimension in material.instrument.dimensions
        if book.state(f"{dimension.id}_agree") == "suppressed"
    )


class GroupView(NamedTuple):
    """A table of groups as templates loop over it: rows are name, size and shares as facts."""

    title: Fact
    measures: tuple[Fact, ...]
    rows: tuple[tuple[Fact, Fact, tuple[Fact, ...]], ...]
    some_hidden: bool


def group_views(material: Material) -> tuple[GroupView, ...]:
    """The tables of groups that were asked for, alphabetical as they were made."""
    book = material.book
    return tuple(
        GroupView(
            book[table.title], tuple(book[key] for key in table.measures),
            tuple((book[row.name], book[row.size], tuple(book[key] for key in row.shares)) for row in table.rows), table.some_hidden,
        )
        for table in material.groups
    )  # fmt: skip


def changes(material: Material) -> tuple[Changed, ...]:
    """Shares of the latest wave beside those of the wave before, in the order of the facts."""
    book = material.book
    named = {option.fact: f"wish_label.{option.id}" for option in material.instrument.options}
    named |= {f"{dimension.id}_agree": f"dimension_label.{dimension.id}" for dimension in material.instrument.dimensions}
    return tuple(
        Changed(key, book[named[key]] if named.get(key) in book else book[key], book[f"before.{key}"], book[key], book[f"change.{key}"], verdict(book, key))
        for key in compared(book)
    )


def _value(fact: Fact) -> float:
    return float(fact.value) if isinstance(fact.value, int | float) else 0.0


def names(material: Material) -> Mapping[str, Any]:
    """Everything a template sees."""
    book, request = material.book, material.request
    open_ids = {gate.gate.id for gate in material.gates}
    everything = Namespace(book)

    def shown(*ids: str) -> bool:
        return all(book.state(key) == "shown" for key in ids)

    def is_open(gate: str) -> bool:
        return gate in open_ids

    band_of: Callable[[str], str] = lambda key: band(book, key)  # noqa: E731
    resources: Sequence[ResourceView] = [
        ResourceView(
            entry.id, book[f"resource.{entry.id}.title"], book[f"resource.{entry.id}.kind"],
            book[f"resource.{entry.id}.annotation"], book[f"resource.{entry.id}.use"], entry.pointed_to,
        )
        for entry in material.catalog.resources.values()
    ]
    return {
        "f": everything,
        "state": book.state,
        "shown": shown,
        "band": band_of,
        "is_open": is_open,
        "term": TERMS[request.term],
        "setting": request.organization.setting,
        "fictional": request.organization.fictional,
        "meeting_kind": request.meeting.kind,
        "purpose": request.meeting.purpose,
        "decision": request.ask.decision,
        "withheld": request.ask.withhold_amount,
        "has_survey": material.survey_used,
        "has_comments_cloud": book.state("theme_feeling_1") == "shown" and book.state("theme_need_1") == "shown",
        "break_even_source": material.break_even_source,
        "better_or_worse": better_or_worse(book),
        "figures": set(material.figures),
        "key_figures": key_figures(book, break_even=request.organization.setting == "inpatient" or material.break_even_source == "local"),
        "wishes": ranked_wishes(material),
        "dimensions": ranked_dimensions(material),
        "changes": changes(material),
        "verdict": lambda key: verdict(book, key),
        "quotations": book.under(QUOTED),
        "told": {"feelings": book.under(f"{QUOTED}.feeling"), "needs": book.under(f"{QUOTED}.need")},
        "feelings": book.under("feeling"),
        "needs": book.under("need"),
        "measures": book.under("measure"),
        "parts": book.under("part"),
        "foreign": request.ask.currency != "USD",
        "own_cost": bool(request.workforce.rn_replacement_cost),
        "attachments": book.under("attachment"),
        "findings": everything["words"],
        "resources": resources,
        "groups": group_views(material),
        "privacy": {name: book.under(f"privacy.{name}") for name in ("dropped", "column", "rollup", "given_up")},
        "hidden_facts": [fact for key, fact in book.items() if fact.suppressed and not key.startswith("group.") and any(source.kind == "survey" for source in fact.sources)],
        "library": lambda: library_view(material.catalog, book, material.choice),
    }
