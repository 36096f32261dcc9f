"""RIS, as EndNote, Zotero and publishers' sites write it."""

import re
from typing import Any

from generator.load.references.record import Record, Unreadable, doi_in, doi_of, person, whole_range

_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter", "RPRT": "report", "GOVDOC": "report", "STAND": "standard",
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "VIDEO": "motion_picture", "MPCT": "motion_picture", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "THES": "thesis", "SLIDE": "speech", "UNPB": "manuscript", "GEN": "document",
}  # fmt: skip
_TAG = re.compile(r"^([A-Z][A-Z0-9]) {0,2}- ?")


def read(text: str) -> list[Record | Unreadable]:
    """Every record from TY to ER; one that is not closed, or stands outside, is named."""
    import rispy

    found: list[Record | Unreadable] = []
    for line, block, closed in _blocks(text):
        where = f"line {line}"
        if not closed:
            found.append(Unreadable(where, "the record is not closed by ER", "add a line with ER and a hyphen, or export it again"))
            continue
        try:
            entries = rispy.loads(block, skip_unknown_tags=True, implementation=rispy.RisParser)
        except (OSError, ValueError, KeyError) as fault:
            found.append(Unreadable(where, f"the record cannot be read ({fault})", "export it again"))
            continue
        found.extend(_record(where, entry) for entry in entries)
    return found


def _blocks(text: str) -> list[tuple[int, str, bool]]:
    """Line, text and whether it is closed, of each record; tags are spaced as the standard asks."""
    blocks: list[tuple[int, list[str], bool]] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = _TAG.sub(r"\1  - ", line)
        if line.startswith("TY  - "):
            blocks.append((number, [], False))
        if blocks and not blocks[-1][2]:
            blocks[-1][1].append(line)
            if line.startswith("ER  - "):
                blocks[-1] = (*blocks[-1][:2], True)
    return [(number, "\n".join(lines) + "\n", closed) for number, lines, closed in blocks]


def _record(where: str, entry: dict[str, Any]) -> Record:
    def first(*names: str) -> str:
        return next((str(entry[name]).strip() for name in names if entry.get(name)), "")

    kind = _TYPES.get(first("type_of_reference"), "document")
    csl: dict[str, Any] = {"type": kind, "title": first("title", "primary_title")}
    people = entry.get("authors") or entry.get("first_authors") or []
    csl["author"] = [person(name) for name in people if name.strip()]
    editors = entry.get("secondary_authors") or []
    if kind == "chapter" and editors:
        csl["editor"] = [person(name) for name in editors]
    csl["container-title"] = first("alternate_title1", "alternate_title2", "secondary_title", "journal_name", "alternate_title3")
    csl["volume"], csl["issue"] = first("volume"), first("number")
    start, end = first("start_page"), first("end_page")
    csl["page"] = whole_range(f"{start}-{end}" if start and end and "-" not in start and start != end else start)
    csl["issued"] = "-".join(part for part in re.split(r"[/\s]+", first("year", "publication_year", "date")) if part.isdigit())[:10] or first("year", "publication_year")
    csl["publisher"], csl["publisher-place"], csl["edition"] = first("publisher"), first("place_published"), first("edition")
    urls = entry.get("urls") or []
    csl["DOI"] = doi_of(first("doi")) or next(filter(None, map(doi_in, map(str, urls))), "")
    csl["URL"] = str(urls[0]).strip() if urls else ""
    if "pubmed" in first("name_of_database").casefold() or "pubmed" in first("database_provider").casefold():
        csl["PMID"] = first("accession_number")
    return Record(where, {key: value for key, value in csl.items() if value})
