"""What the catalog may hold: each rule protects a sentence that would otherwise say too much."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from generator.model.evidence import Catalog, Finding, Resource, Work
from generator.model.fact import Fact, Kind
from generator.model.problem import Problem, Severity

T = TypeVar("T")

RESOURCES = 15

QUOTED = 25
"""Words of a source that may be given as they stand."""

# British spellings, as stems; words that are the same in American spelling are not caught
BRITISH = re.compile(
    r"""programme | organis | normalis | summaris | recognis | prioritis | analys(?:e\b|ed|ing) | paediatr | anaesth
      | gynaec | haem(?:a|o) | orthopaed | counsell | behaviour | labour | colour | favour | honour | judgement
      | licence | traumatis | centre | metre\b | defence | offence | enrol\b | fulfil\b | travell | modell | labell
      | whilst | learnt | practis
    """,
    re.VERBOSE | re.IGNORECASE,
)

_MEASURED = frozenset({Kind.SHARE, Kind.MEAN, Kind.RATIO})
"""Kinds of values that are found among people; what a document says has no population."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def validate(catalog: Catalog, only: Collection[str] | None = None) -> list[Problem]:
    """Every breach of the catalog's rules, in all entries or in those with the ids of `only`.

    Errors, warnings of British spelling in words that may be printed, and notes on findings that
    wait for a caveat.
    """

    def some(entries: Mapping[str, T]) -> Iterable[T]:
        return entries.values() if only is None else (entry for name, entry in entries.items() if name in only)

    return [
        *_count(catalog),
        *(problem for work in some(catalog.works) for problem in _work(work)),
        *(problem for finding in some(catalog.findings) for problem in _finding(catalog, finding)),
        *(problem for resource in some(catalog.resources) for problem in _resource(catalog, resource)),
        *_cloud(catalog),
    ]


def unused(catalog: Catalog) -> list[Problem]:
    """Notes on works that no finding and no resource cites, and on works that may be cited without a year, in the order of the catalog."""
    cited = {finding.work for finding in catalog.findings.values()} | {entry.work for entry in catalog.resources.values()}
    printed = {finding.work for finding in catalog.findings.values() if finding.printable}
    return [
        *(_problem(name, "nothing cites it", "write a finding that does, or leave it for later", "note") for name in catalog.works if name not in cited),
        *(
            _problem(name, "it is cited without a year", "add issued: when somebody has seen the date", "note")
            for name, work in catalog.works.items() if name in printed and not work.csl.get("issued")
        ),
    ]  # fmt: skip


def british(text: str) -> str:
    """The first British spelling in some words, or nothing."""
    return next(filter(_is_british, _WORD.findall(text)), "")


@lru_cache(maxsize=20_000)
def _is_british(word: str) -> bool:
    """The same few thousand words make up the whole catalog."""
    return BRITISH.search(word) is not None


def unnamed_numbers(finding: Finding) -> list[str]:
    """Numbers of the statement that are none of the finding's values, intervals, denominators or names."""
    if not (said := _numbers(finding.statement)):
        return []
    named: set[Decimal] = set()
    for fact in finding.values.values():
        named.update(_named(fact))
    return [format(number, "f") for number in sorted(said - named)]


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(found.replace(",", "")).normalize() for found in _NUMBER.findall(text)}


def _named(fact: Fact) -> Iterator[Decimal]:
    """Every number a fact stands for, as it would be printed."""
    match fact.value:
        case str() as name:
            yield from _numbers(name)
        case dt.date() as day:
            yield from map(Decimal, (day.year, day.month, day.day))
        case value:
            scale = 100 if fact.kind is Kind.SHARE else 1
            for number in (value, *(fact.interval or ())):
                yield (Decimal(repr(number)) * scale).normalize() if isinstance(number, int | float) else Decimal()
    if fact.n:
        yield Decimal(fact.n).normalize()


def _problem(where: str, message: str, cure: str, severity: Severity = "error") -> Problem:
    return Problem("catalog.invalid", severity, f"catalog: {where}", message, cure)


def _count(catalog: Catalog) -> Iterator[Problem]:
    if len(catalog.resources) != RESOURCES:
        message = f"{len(catalog.resources)} resources instead of {RESOURCES}"
        yield _problem("resources", message, "correct the toolkit's entries; add findings, not entries")


def _spelling(where: str, *texts: str) -> Iterator[Problem]:
    for text in texts:
        if word := british(text):
            yield _problem(where, f'"{word}" is British spelling', "printed words are American", "warning")


def _work(work: Work) -> Iterator[Problem]:
    if not work.csl.get("title") and not work.description:
        yield _problem(work.id, "the work has neither title nor description", "describe it in our words")
    yield from _spelling(work.id, work.short, work.description)


def _identified(work: Work) -> bool:
    """A reader can find it: by DOI, PMID, its own page, or by journal or author and year."""
    csl = work.csl
    named = csl.get("container-title") or csl.get("publisher") or csl.get("author")
    return bool(csl.get("DOI") or csl.get("PMID") or csl.get("URL") or (named and csl.get("issued")))


def _finding(catalog: Catalog, finding: Finding) -> Iterator[Problem]:
    if finding.work and finding.work not in catalog.works:
        yield _problem(finding.id, f'the work "{finding.work}" is unknown', "add it to the works")
    elif finding.printable and not finding.work:
        yield _problem(finding.id, "the finding may be printed but cites nothing", "name its work")
    elif finding.printable and not _identified(catalog.works[finding.work]):
        yield _problem(finding.id, f'nobody could find the work "{finding.work}"', "add DOI, PMID, page or journal and year")
    if finding.resource and finding.resource not in catalog.resources:
        yield _problem(finding.id, f'the resource "{finding.resource}" is unknown', "name an entry of the toolkit")
    if finding.status == "verified" and finding.board_use == "amber" and not finding.caveat:
        yield _problem(finding.id, "amber without a caveat: it is never printed", "write the caveat", "note")
    if finding.printable and not finding.population and any(fact.kind in _MEASURED for fact in finding.values.values()):
        yield _problem(finding.id, "the finding may be printed and does not say whom it is about", "write its population")
    if len(finding.quotation.split()) > QUOTED:
        yield _problem(finding.id, f"the quotation has more than {QUOTED} words", "quote less, or say it in our words")
    if finding.printable and (strange := unnamed_numbers(finding)):
        yield _problem(finding.id, f"the statement says {', '.join(strange)}, and none of its values does", "correct the one or the other, or name the number among the values")
    for fact in finding.values.values():
        if fact.interval and not _inside(fact.value, fact.interval):
            yield _problem(fact.id, "the value lies outside its interval", "compare it with the source")
    labels = (fact.label for fact in finding.values.values())
    printed = (finding.population, finding.caveat, finding.design, finding.topic, finding.statement, *labels)
    yield from _spelling(finding.id, *printed)


def _inside(value: object, interval: tuple[float, float]) -> bool:
    return isinstance(value, int | float) and interval[0] <= value <= interval[1]


def _resource(catalog: Catalog, resource: Resource) -> Iterator[Problem]:
    if resource.work and resource.work not in catalog.works:
        yield _problem(resource.id, f'the work "{resource.work}" is unknown', "add it to the works")
    if bool(resource.work) == resource.pointed_to:
        yield _problem(resource.id, "an entry is either identified as a work or pointed to", "keep one of the two")
    if not resource.papers:
        yield _problem(resource.id, "no paper uses it", "name a paper under `in`")
    yield from _spelling(resource.id, resource.use, resource.annotation, *resource.caveats)


def _cloud(catalog: Catalog) -> Iterator[Problem]:
    """Each lobe is shares of one study that may be printed."""
    for lobe, words in catalog.published_cloud.items():
        works = set()
        for word, fact_id in words:
            name, _, value = fact_id.partition(".")
            finding = catalog.findings.get(name)
            fact = finding.values.get(value) if finding else None
            if finding is None or fact is None or fact.kind is not Kind.SHARE or not finding.printable:
                yield _problem(f"cloud, {lobe}", f'"{word}" has no printable share "{fact_id}"', "name a verified share")
                continue
            works.add(finding.work)
        if len(works) > 1:
            yield _problem(f"cloud, {lobe}", "two studies stand in one lobe", "take every word from one study")
        yield from _spelling(f"cloud, {lobe}", *(word for word, _ in words))
