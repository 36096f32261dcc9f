"""What the catalog may hold: each rule protects a sentence that would otherwise say too much."""

import re
from collections.abc import Iterator

from generator.model.evidence import Catalog, Finding, Work
from generator.model.fact import Kind
from generator.model.problem import Problem, Severity

RESOURCES = 15

# British spellings, as stems; words that are the same in American spelling are not caught
BRITISH = re.compile(
    r"""\b\w*(?:
        programme | organis | normalis | summaris | recognis | prioritis | analys(?:e\b|ed|ing) | paediatr | anaesth
      | gynaec | haem(?:a|o) | orthopaed | counsell | behaviour | labour | colour | favour | honour | judgement
      | licence | traumatis | centre | metre\b | defence | offence | enrol\b | fulfil\b | travell | modell | labell
      | whilst | learnt | practis
    )\w*""",
    re.VERBOSE | re.IGNORECASE,
)


def validate(catalog: Catalog) -> list[Problem]:
    """Every breach of the catalog's rules.

    Errors, warnings of British spelling in words that may be printed, and notes on findings that
    wait for a caveat.
    """
    return [
        *_count(catalog),
        *(problem for work in catalog.works.values() for problem in _work(work)),
        *(problem for finding in catalog.findings.values() for problem in _finding(catalog, finding)),
        *_resources(catalog),
        *_cloud(catalog),
    ]


def british(text: str) -> str:
    """The first British spelling in some words, or nothing."""
    found = BRITISH.search(text)
    return found.group() if found else ""


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
    for fact in finding.values.values():
        if fact.kind is Kind.SHARE and fact.interval and not _inside(fact.value, fact.interval):
            yield _problem(fact.id, "the value lies outside its interval", "compare it with the source")
    labels = (fact.label for fact in finding.values.values())
    printed = (finding.population, finding.caveat, finding.design, finding.topic, finding.statement, *labels)
    yield from _spelling(finding.id, *printed)


def _inside(value: object, interval: tuple[float, float]) -> bool:
    return isinstance(value, int | float) and interval[0] <= value <= interval[1]


def _resources(catalog: Catalog) -> Iterator[Problem]:
    for resource in catalog.resources.values():
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
