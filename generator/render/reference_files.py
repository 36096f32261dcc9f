"""What a package cites, for a reference manager: CSL-JSON and RIS."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.evidence import Work

_RIS_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP", "report": "RPRT",
    "webpage": "ELEC", "post": "ELEC", "post-weblog": "BLOG", "motion_picture": "VIDEO", "paper-conference": "CPAPER", "standard": "STAND",
    "thesis": "THES", "speech": "SLIDE",
}  # fmt: skip
_MORE = {"literal": "et al"}
_RIS_TAGS = {"container-title": "T2", "volume": "VL", "issue": "IS", "publisher": "PB", "publisher-place": "CY", "edition": "ET", "DOI": "DO", "URL": "UR"}


def csl_json(works: Sequence[Work]) -> bytes:
    """A list of CSL-JSON items. Fields that nobody checked are not in a work and so not here."""
    return (json.dumps([{"id": work.id, **_titled(work)} for work in works], ensure_ascii=False, indent=2) + "\n").encode()


def ris(works: Sequence[Work]) -> bytes:
    """RIS records in UTF-8, lines ended as the standard asks."""
    return "".join("".join(f"{tag}  - {value}\r\n" for tag, value in _record(work)) + "ER  - \r\n\r\n" for work in works).encode()


def _titled(work: Work) -> Mapping[str, Any]:
    """The item; our description in brackets stands for a title nobody checked, a note for authors nobody read."""
    item = dict(work.csl) if work.csl.get("title") else {**work.csl, "title": f"[{work.description}]"}
    if _MORE in item.get("author", ()):
        item["author"] = [author for author in item["author"] if author != _MORE]
        item["note"] = "There are more authors."
    return item


def _record(work: Work) -> list[tuple[str, str]]:
    csl = _titled(work)
    lines = [("TY", _RIS_TYPES.get(str(csl.get("type")), "GEN")), ("ID", work.id), ("TI", str(csl["title"]))]
    lines += [("AU", _name(author)) for author in csl.get("author", ())]
    lines += [("A2", _name(editor)) for editor in csl.get("editor", ())]
    lines += [(tag, str(csl[key])) for key, tag in _RIS_TAGS.items() if csl.get(key)]
    if issued := csl.get("issued"):
        parts = issued["date-parts"][0]
        lines.append(("PY", str(parts[0])))
        if len(parts) > 1:
            lines.append(("DA", "/".join(f"{part:02d}" for part in parts)))
    if page := str(csl.get("page", "")):
        start, _, end = page.partition("-")
        lines += [("SP", start), ("EP", end)] if end and "," not in page else [("SP", page)]
    if note := csl.get("note"):
        lines.append(("N1", note))
    if pmid := csl.get("PMID"):
        lines += [("AN", str(pmid)), ("DB", "PubMed")]
    return lines


def _name(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return f"{literal},"  # a comma at the end keeps a group from being split
    family = " ".join(filter(None, (author.get("non-dropping-particle") or author.get("dropping-particle", ""), author["family"])))
    return ", ".join(filter(None, (family, author.get("given", ""), author.get("suffix", ""))))
