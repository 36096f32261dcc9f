"""facts.csv: each number, where it is printed and where it comes from."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Protocol

from generator.model.evidence import Catalog, Work
from generator.model.fact import Fact, FactBook
from generator.model.manifest import Manifest

HEADER = (
    "id", "label", "kind", "value", "n", "interval", "rule", "source kind", "source", "citation", "status", "printed in",
)  # fmt: skip
_OURS = ("survey", "request", "facts")
_REASONS = {
    "group": "suppressed: too few answered",
    "inside": "suppressed: too few on one side of the share",
    "withheld": "suppressed: kept back by the hospital",
    "together": "suppressed: too few, or too few could be worked out from it",
    "previous": "suppressed: beside the last papers it would tell of the few who answered in between",
}
# A cell that starts so is a formula to Excel; the last four are full-width twins of the first.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Writer(Protocol):
    """How facts are written; `generator.compose.show` is one. Handed in, for analysis does not import compose."""

    def display(self, fact: Fact, /) -> str:
        """Write the value."""
        ...

    def interval(self, fact: Fact, /) -> str:
        """Write the limits."""
        ...


def facts_csv(book: FactBook, printed: Manifest, catalog: Catalog, show: Writer) -> bytes:
    """Write the ledger as UTF-8 with a byte order mark and CRLF, which Excel opens as it is meant.

    All facts of the survey, the request and arithmetic are listed, published ones when printed.
    A suppressed fact's row holds no value, n or interval.
    """
    places = _places(printed)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for fact in book.values():
        if fact.id in places or any(source.kind in _OURS for source in fact.sources):
            writer.writerow([harmless(cell) for cell in _row(fact, places.get(fact.id, ""), book, catalog, show)])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Make one line of a cell, and put an apostrophe before what a spreadsheet would run as a formula."""
    line = " ".join(cell.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _row(fact: Fact, where: str, book: FactBook, catalog: Catalog, show: Writer) -> tuple[str, ...]:
    return (
        fact.id,
        fact.label,
        fact.kind,
        "" if fact.suppressed else show.display(fact),
        "" if fact.n is None else f"{fact.n:,}",
        "" if fact.interval is None else show.interval(fact),
        fact.rule,
        "; ".join(dict.fromkeys(source.kind for source in fact.sources)),
        "; ".join(source.ref for source in fact.sources),
        "; ".join(dict.fromkeys(_citation(catalog.work_of(finding)) for finding in _findings(fact, book) if finding in catalog.findings)),
        _REASONS.get(fact.suppressed, "suppressed") if fact.suppressed else "shown",
        where,
    )


def _findings(fact: Fact, book: FactBook) -> Iterator[str]:
    """Find the findings a fact rests on, itself or through the facts it was worked out from."""
    if fact.finding is not None:
        yield fact.finding
    if fact.suppressed:
        return
    for parent in fact.parents:
        if parent in book:
            yield from _findings(book[parent], book)


def _citation(work: Work) -> str:
    identifiers = (f"{name} {work.csl[field]}" for name, field in (("doi", "DOI"), ("PMID", "PMID")) if work.csl.get(field))
    return ", ".join((work.short, *identifiers))


def _places(printed: Manifest) -> dict[str, str]:
    """By fact id: "board-deck.pptx: slide 4, slide 4 notes; memo.docx: body", in order of first mention."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for entry in printed.printed:
        found.setdefault(entry.fact, {}).setdefault(entry.file, {})[entry.place] = None
    return {fact: "; ".join(_one_file(file, places) for file, places in files.items()) for fact, files in found.items()}


def _one_file(file: str, places: Iterable[str]) -> str:
    return f"{file}: {', '.join(places)}"
