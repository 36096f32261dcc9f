"""MEDLINE records as PubMed's "Cite" and "Send to" give them (.nbib)."""

import re
from typing import Any

from generator.load.references.record import Record, Unreadable, person, whole_range

_LINE = re.compile(r"^([A-Z]{2,4}) *- ?(.*)$")
_TYPES = {"Book": "book", "Book Chapter": "chapter", "Technical Report": "report"}


def read(text: str) -> list[Record | Unreadable]:
    """Every record; each begins with its PMID."""
    records: list[tuple[int, list[tuple[str, str]]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line)
        if found and found[1] == "PMID":
            records.append((number, []))
        if not records:
            continue
        tags = records[-1][1]
        if found:
            tags.append((found[1], found[2].strip()))
        elif line.startswith("      ") and tags:
            tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
    return [_record(f"line {number}", tags) for number, tags in records]


def _record(where: str, tags: list[tuple[str, str]]) -> Record | Unreadable:
    fields: dict[str, list[str]] = {}
    for tag, value in tags:
        fields.setdefault(tag, []).append(value)

    def first(*names: str) -> str:
        return next((fields[name][0] for name in names if fields.get(name)), "")

    if not first("TI", "BTI"):
        return Unreadable(where, f"the record of PMID {first('PMID')} has no title", "fetch it again from PubMed")
    csl: dict[str, Any] = {
        "type": next((_TYPES[kind] for kind in fields.get("PT", ()) if kind in _TYPES), "article-journal"),
        "title": first("TI", "BTI").removesuffix("."), "PMID": first("PMID"), "volume": first("VI"), "issue": first("IP"),
        "container-title": first("TA", "JT"), "page": whole_range(first("PG")), "publisher": first("PB"), "language": "",
    }  # fmt: skip
    csl["author"] = [person(name) for name in fields.get("FAU", fields.get("AU", []))] + [{"literal": name} for name in fields.get("CN", ())]
    csl["DOI"] = next((value.removesuffix("[doi]").strip() for tag in ("LID", "AID") for value in fields.get(tag, ()) if value.endswith("[doi]")), "")
    if year := re.match(r"\d{4}", first("DP", "DEP")):
        csl["issued"] = year[0]
    return Record(where, {key: value for key, value in csl.items() if value})
