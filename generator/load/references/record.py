"""What every format is read into: a CSL item as the file has it, and where it stood."""

import re
from typing import Any, NamedTuple

_SUFFIX = re.compile(r"(?:,\s*|\s+)(Jr\.?|Sr\.?|II|III|IV|2nd|3rd)$", re.IGNORECASE)
_PARTICLE = re.compile(r"^((?:van der|van den|van de|von der|de la|de los|van|von|de|del|della|di|da|dos|du|la|le|ten|ter|el|al|bin)\s+)(?=\S)")
_GROUP = re.compile(r"\b(?:Association|Agency|Center|Centre|Centers|College|Collaborative|Commission|Committee|Consortium|Council|Department|Foundation|Group|Health|Hospital|Hospitals|Institute|Investigators|Ministry|Network|Organization|Society|Team|Trust|University)\b")


class Record(NamedTuple):
    """A CSL-JSON item whose text nobody has cleaned yet. `where`: "record 12" or "line 40"."""

    where: str
    csl: dict[str, Any]


class Unreadable(NamedTuple):
    """A record that could not be read."""

    where: str
    fault: str
    cure: str


def person(text: str) -> dict[str, str]:
    """A name as CSL has it, from "Scott, Susan D", "van der Berg, Ann", "King, Martin, Jr." or "Scott SD".

    A name without given names that speaks of an organization is a group.
    """
    text = " ".join(text.split()).strip(" ,;")
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        initials = re.fullmatch(r"(.+?) ((?:[A-Z]-?){1,4})", family)
        if _GROUP.search(family) or not initials:
            return {"literal": family}
        family, given = initials.groups()
    suffix = _SUFFIX.search(given) or _SUFFIX.search(family)
    if suffix:
        given, family = (_SUFFIX.sub("", part).strip(" ,") for part in (given, family))
    found = {"family": family, "given": given}
    if particle := _PARTICLE.match(family):
        found = {"non-dropping-particle": particle[1].strip(), "family": family[particle.end():], "given": given}
    if suffix:
        found["suffix"] = suffix[1].rstrip(".")
    return {key: part for key, part in found.items() if part}


def whole_range(pages: str) -> str:
    """Pages with a plain hyphen and a last page in full: "325–30" is 325-330."""
    pages = re.sub(r"\s*(?:--|[–—−])\s*", "-", pages.strip())
    found = re.fullmatch(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)", pages)
    if found and len(found[4]) < len(found[2]):
        return f"{found[1]}{found[2]}-{found[3] or found[1]}{found[2][: -len(found[4])]}{found[4]}"
    return pages


def doi_of(field: str) -> str:
    """The bare DOI of a field that holds nothing else; otherwise the field as it stands, for a person to mend.

    What follows a blank may belong to it: half a DOI leads to another work or to none.
    """
    field = field.strip("{} \n\t")
    found = doi_in(field)
    return found if found and not field[field.index(found) + len(found) :].strip(".,;)") else field


def doi_in(text: str) -> str:
    """The first DOI in some text, bare, or nothing."""
    found = re.search(r"10\.\d{4,9}/[^\s\"<>\[\]{}]+", text)
    return found[0].rstrip(".,;)") if found else ""
