"""What the annotated bibliography holds: works by topic, each with its findings that may be printed."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from generator.model.evidence import Catalog, Finding, Resource, Work
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.problem import InputError, Problem

TOOLKIT = "toolkit"
TOPICS = (TOOLKIT, "prevalence", "symptoms", "burnout", "support_gap", "desired_support", "program_effect", "turnover", "cost", "standards", "instruments")
"""Topics in the order in which they are read; others of a hospital's own come after them."""

_KINDS = {
    "article-journal": "article", "article-magazine": "magazine", "article-newspaper": "newspaper", "webpage": "web page",
    "post-weblog": "web log", "motion_picture": "film", "paper-conference": "conference paper", "speech": "talk",
}  # fmt: skip


class Choice(NamedTuple):
    """Which topics and kinds of works are wanted; empty means all."""

    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


EVERYTHING = Choice()


class Entry(NamedTuple):
    """A work under one topic with what was found in it; in the toolkit's part, one of its resources."""

    topic: str
    work: Work | None
    findings: tuple[Finding, ...]
    resource: Resource | None = None


class Group(NamedTuple):
    """Findings that share population, design and caveat, as templates print them.

    `people`: a fact whose denominator is theirs. `statements`: the words of each, and whether it
    speaks for caution.
    """

    population: Fact | None
    design: Fact | None
    caveat: Fact | None
    people: Fact | None
    checked: Fact | None
    statements: tuple[tuple[Fact, bool], ...]


class EntryView(NamedTuple):
    """An entry as templates print it. `opens`: it is the first of its name.

    `cites`: the citation of its findings, as a template writes one, or nothing.
    """

    name: Fact
    opens: bool
    kind: str
    cites: str
    annotation: Fact | None
    groups: tuple[Group, ...]


class TopicView(NamedTuple):
    """A topic with its entries, and how many works, findings and warnings it holds."""

    id: str
    works: Fact
    findings: Fact
    caution: Fact
    entries: tuple[EntryView, ...]


def kind_of(entry: Resource | Work) -> tuple[str, ...]:
    """What a work or an entry of the toolkit is, in plain words; nothing when it is not known."""
    if isinstance(entry, Resource):
        return tuple(word.lower() for word in entry.kind) or ("image",)
    kind = str(entry.csl.get("type", ""))
    return (_KINDS.get(kind, kind.replace("-", " ").replace("_", " ")),) if kind else ()


def entries_of(catalog: Catalog, choice: Choice = EVERYTHING) -> tuple[Entry, ...]:
    """Entries in the order they are read. Raises InputError for a topic or kind that nothing has, and for an empty choice."""
    whole = tuple(_all(catalog))
    kinds = {kind for entry in whole for kind in _kinds(entry)}
    topics = {entry.topic for entry in whole}
    problems = [*_unknown("topic", choice.topics, topics), *_unknown("kind", choice.kinds, kinds)]
    if problems:
        raise InputError(problems)
    found = tuple(
        entry for entry in whole
        if (not choice.topics or entry.topic in choice.topics) and (not choice.kinds or set(_kinds(entry)) & set(choice.kinds))
    )  # fmt: skip
    if not found:
        raise InputError(Problem("catalog.invalid", "error", "library", "no work is on these topics and of these kinds", "leave out --topic or --kind"))
    return found


def library_facts(catalog: Catalog, choice: Choice) -> tuple[Fact, ...]:
    """Counts of what the bibliography holds, and of what the choice left out."""
    whole, chosen = tuple(_all(catalog)), entries_of(catalog, choice)
    topics = dict.fromkeys(entry.topic for entry in chosen)

    def count(key: str, value: int, label: str) -> Fact:
        return Fact(f"library.{key}", Kind.COUNT, value, label, (Source("catalog", "library"),), "counted in the catalog")

    facts = [
        count("works", _works(chosen), "works in the list"), count("findings", _findings(chosen), "findings in the list"),
        count("caution", _caution(chosen), "findings that speak for caution"), count("left_out", _works(whole) - _works(chosen), "works that were not asked for"),
    ]  # fmt: skip
    for topic in topics:
        part = [entry for entry in chosen if entry.topic == topic]
        facts += [
            count(f"{topic}.works", _works(part), "works on this topic"), count(f"{topic}.findings", _findings(part), "findings on this topic"),
            count(f"{topic}.caution", _caution(part), "findings on this topic that speak for caution"),
        ]  # fmt: skip
    return tuple(facts)


def library_view(catalog: Catalog, book: FactBook, choice: Choice) -> Sequence[TopicView]:
    """The bibliography as its template prints it."""
    chosen = entries_of(catalog, choice)
    return [
        TopicView(
            topic, book[f"library.{topic}.works"], book[f"library.{topic}.findings"], book[f"library.{topic}.caution"],
            tuple(_views([entry for entry in chosen if entry.topic == topic], book)),
        )
        for topic in dict.fromkeys(entry.topic for entry in chosen)
    ]  # fmt: skip


def _all(catalog: Catalog) -> Iterator[Entry]:
    printable = [finding for finding in catalog.findings.values() if finding.printable and finding.work in catalog.works]
    for resource in catalog.resources.values():
        own = [finding for finding in printable if finding.resource == resource.id]
        works = dict.fromkeys([*([resource.work] if resource.work else []), *(finding.work for finding in own)])
        for position, work in enumerate(works or [""]):
            found = tuple(finding for finding in own if finding.work == work)
            if found or not position:
                yield Entry(TOOLKIT, catalog.works.get(work), found, resource)
    rest = [finding for finding in printable if not finding.resource]
    topics = dict.fromkeys([*TOPICS, *(finding.topic for finding in rest)])
    for topic in topics:
        by_work: dict[str, list[Finding]] = {}
        for finding in rest:
            if finding.topic == topic:
                by_work.setdefault(finding.work, []).append(finding)
        for name in sorted(by_work, key=lambda name: (catalog.works[name].short.casefold(), name)):
            yield Entry(topic, catalog.works[name], tuple(by_work[name]))


def _kinds(entry: Entry) -> tuple[str, ...]:
    named = entry.resource or entry.work
    return kind_of(named) if named else ()


def _works(entries: Iterable[Entry]) -> int:
    return len({entry.work.id for entry in entries if entry.work})


def _findings(entries: Iterable[Entry]) -> int:
    return sum(len(entry.findings) for entry in entries)


def _caution(entries: Iterable[Entry]) -> int:
    return sum(finding.counter for entry in entries for finding in entry.findings)


def _views(entries: Iterable[Entry], book: FactBook) -> Iterator[EntryView]:
    before = None
    for entry in entries:
        yield _view(entry, book, opens=entry.resource is None or entry.resource is not before)
        before = entry.resource


def _view(entry: Entry, book: FactBook, *, opens: bool) -> EntryView:
    if entry.resource:
        name, annotation = book[f"resource.{entry.resource.id}.title"], book.get(f"resource.{entry.resource.id}.annotation")
    else:
        name, annotation = book[f"words.{entry.findings[0].id}.cited"], None
    grouped: dict[tuple[str, str, str, int | None], list[Finding]] = {}
    for finding in entry.findings:
        grouped.setdefault((finding.population, finding.design, finding.caveat, _people(finding)), []).append(finding)
    cites = f"[{'; '.join(f'@{finding.id}' for finding in entry.findings)}]" if entry.findings else ""
    return EntryView(name, opens, ", ".join(_kinds(entry)), cites, annotation, tuple(_group(findings, book) for findings in grouped.values()))


def _group(findings: Sequence[Finding], book: FactBook) -> Group:
    first = findings[0]

    def word(part: str) -> Fact | None:
        return book.get(f"words.{first.id}.{part}")

    people = next((fact for fact in first.values.values() if fact.n and fact.n == _people(first)), None)
    statements = tuple((book[f"words.{finding.id}.statement"], finding.counter) for finding in findings)
    return Group(word("population"), word("design"), word("caveat"), people, word("checked"), statements)


def _people(finding: Finding) -> int | None:
    """The one number of people that all its values rest on; none where they differ."""
    numbers = {fact.n for fact in finding.values.values() if fact.n}
    return numbers.pop() if len(numbers) == 1 else None


def _unknown(what: str, asked: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    names = sorted(known)
    for word in asked:
        if word not in names:
            near = get_close_matches(word.casefold(), names, n=1)
            cure = f'did you mean "{near[0]}"?' if near else f"choose from {', '.join(names)}"
            yield Problem("catalog.invalid", "error", f"--{what} {word}", f"the catalog has no such {what}", cure)
