"""Reference lists: works as AMA 11 or Vancouver entries, numbered in order of first citation."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from generator.model.briefing import Inline, Reference, Run
from generator.model.evidence import Catalog, Work
from generator.model.problem import BuildError, Problem

Style = Literal["ama", "vancouver"]

_MORE = "et al"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # the calendar module's names follow the locale
_INITIALS = 3  # JB, SMG: a short word in capitals is initials already


def ama(work: Work) -> Inline:
    """A work as AMA 11 prints it: up to six authors, else three and et al; journal in italics."""
    authors = _authors(work.csl, most=6, kept=3)
    return _join([(Run(authors),), _title(work, italic_books=True), *_published(work.csl, italic=True)], _links(work.csl, all_ids=False))


def vancouver(work: Work) -> Inline:
    """A work as Vancouver prints it: six authors and et al, plain journal, short page ranges, every id."""
    authors = _authors(work.csl, most=6, kept=6)
    csl = {**work.csl, "page": _short_range(str(work.csl["page"]))} if "page" in work.csl else work.csl
    return _join([(Run(authors),), _title(work, italic_books=False), *_published(csl, italic=False)], _links(csl, all_ids=True))


def number_references(
    cited: Iterable[str], catalog: Catalog, style: Style
) -> tuple[tuple[Reference, ...], Mapping[str, int]]:
    """The reference list of some finding ids in order of citation, and each finding's number.

    Findings of one work share its number. Raises BuildError naming every finding that is not in
    the catalog or cites no work.
    """
    write = {"ama": ama, "vancouver": vancouver}[style]
    findings: dict[str, list[str]] = {}
    problems = []
    for finding in dict.fromkeys(cited):
        entry = catalog.findings.get(finding)
        if entry is None or entry.work not in catalog.works:
            fault = "cites no work" if entry else "is not in the catalog"
            problems.append(Problem("template.unknown-citation", "error", "references", f'the finding "{finding}" {fault}', "correct its id, or add it to the catalog"))
            continue
        findings.setdefault(entry.work, []).append(finding)
    if problems:
        raise BuildError(problems)
    references = tuple(
        Reference(number, catalog.works[work], write(catalog.works[work]), tuple(ids))
        for number, (work, ids) in enumerate(findings.items(), 1)
    )
    return references, {finding: entry.number for entry in references for finding in entry.findings}


def ranges(numbers: Iterable[int]) -> str:
    """Reference numbers as they stand in text, sorted and once each: "1,3–5", "1,2"."""
    pieces: list[list[int]] = []
    for number in sorted(set(numbers)):
        if pieces and number == pieces[-1][-1] + 1:
            pieces[-1].append(number)
        else:
            pieces.append([number])
    return ",".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in pieces)


def _authors(csl: Mapping[str, Any], most: int, kept: int) -> str:
    """Names with initials; {literal: et al} at the end stands for names nobody has read."""
    names = [_name(author) for author in csl.get("author", ())]
    cut = _MORE in names
    names = [name for name in names if name != _MORE]
    if cut or len(names) > most:
        names = [*names[:kept], _MORE]
    return ", ".join(names)


def _name(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return literal
    parts = re.split(r"[\s.\-]+", author.get("given", ""))
    initials = "".join(part if part.isupper() and len(part) <= _INITIALS else part[:1] for part in parts)
    particle = author.get("non-dropping-particle") or author.get("dropping-particle") or ""
    return " ".join(filter(None, (particle, author["family"], initials, author.get("suffix", ""))))


def _title(work: Work, *, italic_books: bool) -> Inline:
    """The title as published, or our description in square brackets."""
    title = work.csl.get("title")
    if not title:
        return (Run(f"[{work.description}]"),)
    whole = "container-title" not in work.csl and work.csl.get("type") not in ("webpage", "post", "post-weblog")
    film = work.csl.get("type") == "motion_picture"
    return (Run(title, emph=italic_books and whole), *((Run(" [film]"),) if film else ()))


def _published(csl: Mapping[str, Any], *, italic: bool) -> list[Inline]:
    """Where and when: sentences without their full stops, none of them empty."""
    journal, publisher = csl.get("container-title", ""), _publisher(csl)
    year, locator = _issued(csl), _locator(csl)
    sentences: list[Inline] = []
    if journal:
        sentences.append((Run(journal, emph=italic and csl.get("type") == "article-journal"),))
        publisher = ""
    issue = str(csl.get("issue", ""))
    if issue and not issue[0].isdigit():  # a magazine's issue is a month: "March/April 2015"
        sentences.append((Run(f"{issue} {year}".strip()),))
    elif journal:
        sentences.append((Run(year + (";" if year and locator[:1] not in ("", ":") else "") + locator),))
    else:
        sentences.append((Run("; ".join(filter(None, (publisher, year)))),))
    return sentences


def _publisher(csl: Mapping[str, Any]) -> str:
    """The publisher, unless it is the only author and would be said twice."""
    publisher = str(csl.get("publisher", ""))
    return "" if [publisher] == [a.get("literal") for a in csl.get("author", ())] else publisher


def _issued(csl: Mapping[str, Any]) -> str:
    """The year, or a full date where the work has one: "January 30, 2018"."""
    if not (issued := csl.get("issued")):
        return ""
    year, *rest = issued["date-parts"][0]
    if not rest or csl.get("type") == "article-journal":
        return str(year)
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {rest[1]}, {year}" if len(rest) > 1 else f"{month} {year}"


def _locator(csl: Mapping[str, Any]) -> str:
    """"47(5):306-312" with whatever is missing left out."""
    volume, issue, page = (str(csl.get(key, "")) for key in ("volume", "issue", "page"))
    return volume + (f"({issue})" if issue else "") + (f":{page}" if page else "")


def _short_range(page: str) -> str:
    """Vancouver's page range: 306-312 becomes 306-12; anything else stays."""
    found = re.fullmatch(r"(\d+)-(\d+)", page)
    if not found or len(found[1]) != len(found[2]):
        return page
    first, last = found.groups()
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first) - 1)
    return f"{first}-{last[same:]}"


def _links(csl: Mapping[str, Any], *, all_ids: bool) -> list[Run]:
    """DOI, else PMID, else the work's own page; `all_ids` gives DOI and PMID both."""
    links = []
    if doi := csl.get("DOI"):
        links.append(Run(f"doi:{doi}", href=f"https://doi.org/{doi}"))
    if pmid := csl.get("PMID"):
        links.append(Run(f"PMID {pmid}", href=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    if not links and (url := csl.get("URL")):
        links.append(Run(url, href=url))
    return links if all_ids else links[:1]


def _join(sentences: list[Inline], links: list[Run]) -> Inline:
    """Sentences, each closed once, then the identifiers; empty sentences leave no trace."""
    runs: list[Run] = []
    for sentence in sentences:
        kept = [run for run in sentence if run.text]
        if not kept:
            continue
        closed = kept[-1].text.endswith((".", "?", "!"))
        runs += [Run(" ")] if runs else []
        runs += kept if closed else [*kept, Run(".")]
    for link in links:
        runs += [Run(" ") if link is links[0] else Run(". "), link]
    return _merged(runs)


def _merged(runs: list[Run]) -> Inline:
    """Neighbors of one style become one run."""
    merged: list[Run] = []
    for run in runs:
        if merged and (run.emph, run.href) == (merged[-1].emph, merged[-1].href) == (merged[-1].emph, ""):
            merged[-1] = Run(merged[-1].text + run.text, emph=run.emph)
        else:
            merged.append(run)
    return tuple(merged)
