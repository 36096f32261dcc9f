"""What may stand in a hospital's own entries: each key with the reader that understands its value."""

import datetime as dt
import html
import re
from typing import Any

from generator.load.catalog_entries import BOARD_USES, STATUSES
from generator.load.request_schema import (
    Entry,
    Reader,
    Refused,
    choice,
    count,
    day,
    flag,
    link,
    listing,
    words,
)

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_LEAD = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[7-9]|20)\d\d")
_NO_DATE = frozenset({"n.d.", "n.d", "nd", "no date", "undated", "in press", "forthcoming"})
_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|sc|u|p|br)\b[^<>]*>", re.IGNORECASE)
_INITIALS = re.compile(r"(.+?)\s+((?:[A-Z]\.?-?){1,3})")


def title(entry: Entry) -> str:
    """A title as it is printed: simple HTML, entities and LaTeX are resolved and remarked on; other markup is refused."""
    written: str = words(600)(entry)
    plain = html.unescape(_TAG.sub("", written))
    if re.search(r"[\\{}]", plain):
        from pylatexenc.latex2text import LatexNodes2Text

        plain = LatexNodes2Text(keep_comments=True).latex_to_text(plain)
    plain = " ".join(plain.split())
    if re.search(r"[\\{}]|<\w+[^<>]*>", plain):
        raise Refused(f'still holds markup: "{plain}"', "write the title as the journal prints it, without tags, backslashes or braces")
    if plain != " ".join(written.split()):
        entry.remarks.append((f'is read as "{plain}"', "write it so, and this note goes"))
    return plain


def doi(entry: Entry) -> str:
    """A bare DOI. One that is written as an address is shortened and remarked on."""
    written = entry.text.strip()
    bare = _DOI_LEAD.sub("", written)
    if not _DOI.fullmatch(bare):
        cure = f"write it without blanks: {''.join(bare.split())}" if _DOI.fullmatch("".join(bare.split())) else "write it as the article gives it, such as 10.1136/qshc.2009.032870"
        raise Refused(f'"{written}" is no DOI', cure)
    if bare != written:
        entry.remarks.append((f"is read as {bare}", "write it without what stands before 10."))
    return bare


def pmid(entry: Entry) -> str:
    """A PubMed number: digits alone."""
    written = re.sub(r"^pmid:?\s*", "", entry.text.strip(), flags=re.IGNORECASE)
    if not re.fullmatch(r"\d{1,9}", written):
        raise Refused(f'"{entry.text.strip()}" is no PubMed number', "write its digits alone, such as 20015768; a number with PMC is another one and is left out")
    return written


def issued(entry: Entry) -> int | dt.date | None:
    """A year or a day; None for a work that says it has none."""
    written = entry.text.strip()
    if written.casefold() in _NO_DATE:
        entry.remarks.append(("counts as no date", "leave it out, and this note goes"))
        return None
    if isinstance(entry.value, dt.date):
        found: dt.date = day(entry)
        return found
    if not _YEAR.fullmatch(written):
        raise Refused(f'"{written}" is neither a year nor a day', "write 2021, or 2021-03-12")
    return int(written)


def authors(entry: Entry) -> list[dict[str, str]]:
    """People by `family` and `given`, groups by `literal`; one string is refused with the line it should be."""
    if isinstance(entry.value, str):
        raise Refused("is one string", f"write {_split(entry.text)}")
    people = [entry.value] if isinstance(entry.value, dict) else entry.value
    if not isinstance(people, list) or not people:
        raise Refused("is no list", "write [{family: Scott, given: SD}, {literal: The Joint Commission}]")
    for person in people:
        if isinstance(person, str):
            raise Refused(f'holds the string "{person}"', f"write {_split(person)}")
        if not isinstance(person, dict) or not person.keys() & {"family", "literal"}:
            raise Refused("has an entry with neither family nor literal", "write {family: Scott, given: SD} for a person, {literal: Name} for a group")
        if strange := person.keys() - {"family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle"}:
            raise Refused(f"has the key {sorted(strange)[0]}, which nobody reads", "use family, given, suffix or literal")
        if bad := next((key for key, part in person.items() if not isinstance(part, str)), None):
            raise Refused(f"has {bad}: {person[bad]!r}, which is no name", "put quotation marks round it")
    return people


def _split(text: str) -> str:
    """The list that a string of authors probably means."""
    people = re.split(r"\s*;\s*|\s+and\s+|\s*&\s*", text.strip().rstrip("."))
    parts = re.split(r"\s*,\s*", people[0])
    if len(people) == 1 and (len(parts) != 2 or all(_INITIALS.fullmatch(part) for part in parts)):
        people = parts  # Scott SD, Hirschinger LE; but Scott, Susan is one person
    return f"[{', '.join(map(_person, filter(None, people)))}]"


def _person(text: str) -> str:
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma and (found := _INITIALS.fullmatch(family)):
        family, given = found[1], found[2].replace(".", "")
    elif not comma and " " in family:
        given, _, family = family.rpartition(" ")
    return f"{{family: {family}, given: {given}}}" if given else f"{{literal: {family}}}"


def anything(entry: Entry) -> Any:
    """A value that never prints, or that is read elsewhere."""
    return entry.value


_TEXT, _SHORT, _TITLE = words(600), words(120), title
_YEARS = count("as a year", 1700, 2100)

FIELDS: dict[str, dict[str, Reader]] = {
    "works": {
        "id": _SHORT, "short": _SHORT, "type": _SHORT, "title": _TITLE, "author": authors, "editor": authors, "container-title": _TITLE,
        "collection-title": _TITLE, "volume": _SHORT, "issue": _SHORT, "page": _SHORT, "issued": issued, "publisher": _SHORT,
        "publisher-place": _SHORT, "edition": _SHORT, "number": _SHORT, "genre": _SHORT, "medium": _SHORT, "language": _SHORT, "ISBN": _SHORT, "ISSN": _SHORT,
        "accessed": day, "DOI": doi, "PMID": pmid, "URL": link, "description": _TEXT, "unchecked": anything, "note": anything,
    },
    "resources": {
        "id": _SHORT, "title": _TITLE, "kind": listing(), "annotation": _TEXT, "in": listing(), "use": _TEXT, "status": choice(*STATUSES),
        "year": _YEARS, "work": _SHORT, "pointed_to": flag, "caveats": listing(600), "findings": listing(), "note": anything,
    },
    "findings": {
        "id": _SHORT, "statement": _TEXT, "status": choice(*STATUSES), "board_use": choice(*BOARD_USES), "topic": _SHORT,
        "population": _TEXT, "n": count("people", 1, 1_000_000_000), "design": _SHORT, "caveat": _TEXT, "work": _SHORT, "resource": _SHORT,
        "values": anything, "source": anything, "note": anything, "checked": day, "look_in": _TEXT, "look_for": _TEXT, "quotation": _TEXT,
        "counter": flag, "verified_by": _SHORT, "verified_on": day, "where": _TEXT,
    },
}  # fmt: skip

REQUIRED = {
    "works": ("id", "short", "type"),
    "resources": ("id", "title", "kind", "annotation", "in", "use", "status"),
    "findings": ("id", "statement", "status", "board_use"),
}
"""Keys that a new entry must have; a correction of ours needs its id alone."""
