"""CSL-JSON, as Zotero, Mendeley and Crossref write it."""

import json
import re
from typing import Any

from generator.load.references.record import Record, Unreadable, doi_in, whole_range

_TEXT = (
    "type", "title", "volume", "issue", "publisher", "publisher-place", "edition", "number", "genre", "medium", "language",
    "collection-title", "DOI", "PMID", "URL", "ISBN",
)  # fmt: skip
_CURE = "export it again, or write this one by hand"


def read(text: str) -> list[Record | Unreadable]:
    """Every item of a list, of one object, or of an object with `items`."""
    try:
        data = json.loads(text)
    except ValueError as fault:
        return [Unreadable(f"line {getattr(fault, 'lineno', 1)}", f"the JSON is broken ({getattr(fault, 'msg', fault)})", "export the file again")]
    items = data.get("items", [data]) if isinstance(data, dict) else data
    return [_record(f"record {position}", item) for position, item in enumerate(items, 1)]


def _record(where: str, item: Any) -> Record | Unreadable:
    if not isinstance(item, dict):
        return Unreadable(where, "it is no reference", _CURE)
    csl: dict[str, Any] = {key: str(item[key]) for key in _TEXT if isinstance(item.get(key), str | int) and str(item[key]).strip()}
    journal = item.get("container-title-short") or item.get("journalAbbreviation") or item.get("container-title")
    if isinstance(journal, list):  # Crossref
        journal = journal[0] if journal else ""
    if isinstance(item.get("title"), list):
        csl["title"] = str(item["title"][0]) if item["title"] else ""
    if journal:
        csl["container-title"] = str(journal)
    if item.get("page"):
        csl["page"] = whole_range(str(item["page"]))
    for role in ("author", "editor"):
        if isinstance(item.get(role), list):
            csl[role] = [{key: str(part) for key, part in name.items() if isinstance(part, str)} for name in item[role] if isinstance(name, dict)]
    issued = item.get("issued")
    if isinstance(issued, dict):
        parts = issued.get("date-parts")
        csl["issued"] = "-".join(f"{int(part):02d}" for part in parts[0] if str(part).isdigit()) if parts and parts[0] else str(issued.get("raw") or issued.get("literal") or "")
    if "PMID" not in csl and (found := re.search(r"^PMID:?\s*(\d+)", str(item.get("note", "")), re.MULTILINE)):
        csl["PMID"] = found[1]  # Zotero keeps it in its Extra field
    if "DOI" not in csl and (doi := doi_in(str(item.get("URL", "")))):
        csl["DOI"] = doi
    return Record(where, csl)
