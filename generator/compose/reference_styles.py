"""One work as AMA 11 or Vancouver (NLM) prints it. What nobody has checked is not in a work, and so is left out."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.model.briefing import Inline, Run
from generator.model.evidence import Work

_MORE = "et al"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # the calendar module's names follow the locale
_SEASON = re.compile(rf"(?:{'|'.join(_MONTHS)}|Spring|Summer|Fall|Autumn|Winter)\b.*")
_INITIALS = 3  # JB, SMG: a short word in capitals is initials already
_ON_THE_WEB = frozenset({"webpage", "post", "post-weblog"})


class _Style(NamedTuple):
    """`kept`: authors named where there are more than six. `nlm`: Vancouver's own ways with the rest."""

    kept: int
    nlm: bool


def ama(work: Work) -> Inline:
    """A work as AMA 11 prints it: up to six authors, else three and et al; journal in italics; DOI, else PMID, else its page."""
    return _written(work, _Style(3, nlm=False))


def vancouver(work: Work) -> Inline:
    """A work as Vancouver prints it: six authors and et al, plain journal, short page ranges, DOI and PMID both."""
    return _written(work, _Style(6, nlm=True))


def _written(work: Work, style: _Style) -> Inline:
    csl = work.csl
    links = _links(csl, style)
    internet = " [Internet]" if style.nlm and any(link.href == csl.get("URL") for link in links) else ""
    authors: Inline = (Run(_people(csl.get("author", ()), style)),)
    title, journal = _title(work, internet, style), str(csl.get("container-title", ""))
    if csl.get("type") == "chapter":
        sentences = [authors, title, *_book(csl, style)]
    elif style.nlm and journal and csl.get("type") in _ON_THE_WEB:
        sentences = [authors, (Run(journal + internet),), (Run(_year(csl)),), title]
    elif journal:
        named: Inline = (Run(journal + internet, emph=not style.nlm and csl.get("type") == "article-journal"),)
        sentences = [authors, title, named, (Run(_in_journal(csl, style)),)]
    else:
        sentences = [authors, title, (Run(_edition(csl)),), (Run(_imprint(csl, style)),)]
    return _join(sentences, links, "Available from: " if internet else "")


def _people(names: Any, style: _Style) -> str:
    """Names with initials; {literal: et al} at the end stands for names nobody has read."""
    written = [_name(name) for name in names]
    cut = _MORE in written
    written = [name for name in written if name != _MORE]
    if cut or len(written) > 6:
        written = [*written[: style.kept], _MORE]
    return ", ".join(written)


def _name(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return literal
    parts = re.split(r"[\s.\-]+", author.get("given", ""))
    initials = "".join(part if part.isupper() and len(part) <= _INITIALS else part[:1] for part in parts)
    particle = author.get("non-dropping-particle") or author.get("dropping-particle") or ""
    return " ".join(filter(None, (particle, author["family"], initials, author.get("suffix", ""))))


def _title(work: Work, internet: str, style: _Style) -> Inline:
    """The title as published, or our description in square brackets; of what stands alone its medium too."""
    title = work.csl.get("title")
    alone = "container-title" not in work.csl
    film = work.csl.get("type") == "motion_picture"
    medium = (" [film on the Internet]" if internet else " [film]") if film else internet if alone else ""
    if not title:
        return (Run(f"[{work.description}]{medium}"),)
    return (Run(title, emph=alone and not style.nlm and work.csl.get("type") not in _ON_THE_WEB), Run(medium))


def _book(csl: Mapping[str, Any], style: _Style) -> list[Inline]:
    """Where a chapter stands: editors, book, edition, publisher, year and pages."""
    editors = csl.get("editor", ())
    role = ("editors" if len(editors) > 1 else "editor") if style.nlm else ("eds" if len(editors) > 1 else "ed")
    lead = "In: " + (f"{_people(editors, style)}, {role}. " if editors else "")
    imprint, pages = _imprint(csl, style), _pages(csl, style)
    where: list[Inline] = [(Run(lead), Run(str(csl["container-title"]), emph=not style.nlm)), (Run(_edition(csl)),)]
    if style.nlm:
        return [*where, (Run(imprint),), (Run(f"p. {pages}" if pages else ""),)]
    return [*where, (Run(":".join(filter(None, (imprint, pages)))),)]


def _edition(csl: Mapping[str, Any]) -> str:
    """As it is counted: "3rd ed", "21st ed"; words as they stand."""
    edition = str(csl.get("edition", ""))
    if not edition.isdecimal():
        return edition
    teen = edition[-2:-1] == "1"
    return f"{edition}{'th' if teen else {'1': 'st', '2': 'nd', '3': 'rd'}.get(edition[-1], 'th')} ed"


def _imprint(csl: Mapping[str, Any], style: _Style) -> str:
    """Publisher and date; Vancouver names the place too."""
    place = f"{csl['publisher-place']}: " if style.nlm and csl.get("publisher-place") and csl.get("publisher") else ""
    return "; ".join(filter(None, (place + str(csl.get("publisher", "")), _year(csl) if style.nlm else _date(csl))))


def _in_journal(csl: Mapping[str, Any], style: _Style) -> str:
    """Year, volume, issue and pages, "2021;47(5):306-312", with whatever is missing left out; of a magazine its month."""
    issue, year = str(csl.get("issue", "")), _date(csl, short=True) if style.nlm else _year(csl)
    if _SEASON.fullmatch(issue):
        return f"{issue} {_year(csl)}".strip()
    volume, pages = str(csl.get("volume", "")), _pages(csl, style)
    locator = volume + (f"({issue})" if issue else "") + (f":{pages}" if pages else "")
    if not locator and csl.get("type") != "article-journal":
        return _date(csl, short=style.nlm)
    return year + (";" if year and locator[:1] not in ("", ":") else "") + locator


def _year(csl: Mapping[str, Any]) -> str:
    return str(csl["issued"]["date-parts"][0][0]) if csl.get("issued") else ""


def _date(csl: Mapping[str, Any], *, short: bool = False) -> str:
    """The year, or a full date where the work has one: "January 30, 2018", in short "2018 Jan 30"."""
    if not csl.get("issued"):
        return ""
    year, *rest = csl["issued"]["date-parts"][0]
    if not rest:
        return str(year)
    month, day = _MONTHS[int(rest[0]) - 1], "".join(map(str, rest[1:2]))
    if short:
        return " ".join(filter(None, (str(year), month[:3], day)))
    return f"{month} {day}, {year}" if day else f"{month} {year}"


def _pages(csl: Mapping[str, Any], style: _Style) -> str:
    """Pages as published; Vancouver does not repeat what first and last have in common: 306-12, e61-74."""
    page = str(csl.get("page", ""))
    found = re.fullmatch(r"([A-Za-z]*)(\d+)-\1(\d+)", page)
    if not style.nlm or not found:
        return page
    letters, first, last = found.groups()
    if len(first) != len(last):
        return f"{letters}{first}-{last}"
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first) - 1)
    return f"{letters}{first}-{last[same:]}"


def _links(csl: Mapping[str, Any], style: _Style) -> list[Run]:
    """DOI, else PMID, else the work's own page; Vancouver gives DOI and PMID both."""
    links = []
    if doi := csl.get("DOI"):
        links.append(Run(f"doi:{doi}", href=f"https://doi.org/{doi}"))
    if pmid := csl.get("PMID"):
        links.append(Run(f"PubMed PMID: {pmid}" if style.nlm else f"PMID {pmid}", href=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    if not links and (url := csl.get("URL")):
        links.append(Run(url, href=url))
    return links if style.nlm else links[:1]


def _join(sentences: list[Inline], links: list[Run], lead: str) -> Inline:
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
        runs += [Run(f" {lead}") if link is links[0] else Run(" "), link]
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
