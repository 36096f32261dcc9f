"""BibTeX and BibLaTeX, with braces and LaTeX resolved after names are split."""

import logging
import re
from typing import Any

from generator.load.references.record import Record, Unreadable, doi_in, doi_of, whole_range

_TYPES = {
    "article": "article-journal", "book": "book", "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference", "conference": "paper-conference",
    "techreport": "report", "report": "report", "online": "webpage", "electronic": "webpage", "www": "webpage", "movie": "motion_picture", "video": "motion_picture",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "standard": "standard", "misc": "document", "unpublished": "manuscript",
}  # fmt: skip


def read(text: str) -> list[Record | Unreadable]:
    """Every entry; those that the parser gave up on are named with their line."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # its failed blocks are told below
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    found: list[tuple[int, Record | Unreadable]] = [
        (block.start_line or 0, Unreadable(f"line {(block.start_line or 0) + 1}", "the entry cannot be read; a brace, a quotation mark or a comma is missing, or its key is used twice", "mend or export it again"))
        for block in library.failed_blocks
    ]
    found += [(entry.start_line or 0, Record(f"line {(entry.start_line or 0) + 1}", _csl(entry))) for entry in library.entries]
    return [record for _, record in sorted(found, key=lambda pair: pair[0])]


def _csl(entry: Any) -> dict[str, Any]:
    fields = {field.key.casefold(): field.value for field in entry.fields}

    def text(*names: str) -> str:
        return next((_plain(str(fields[name])) for name in names if str(fields.get(name, "")).strip()), "")

    csl: dict[str, Any] = {"type": _TYPES.get(entry.entry_type.casefold(), "document"), "title": text("title")}
    if subtitle := text("subtitle"):
        csl["title"] = f"{csl['title']}: {subtitle}"
    for role in ("author", "editor"):
        if isinstance(fields.get(role), list):
            csl[role] = [name for name in map(_person, fields[role]) if name]
    if not csl.get("author") and (group := text("organization", "institution")):
        csl["author"] = [{"literal": group}]
    csl["container-title"] = text("shortjournal", "journal", "journaltitle", "booktitle")
    csl["volume"], csl["page"] = text("volume"), whole_range(text("pages"))
    csl["issue" if csl["type"].startswith("article") else "number"] = text("number", "issue")
    csl["issued"] = re.sub(r"[^\d-].*$", "", text("date", "year")) or text("year")
    csl["publisher"], csl["publisher-place"], csl["edition"] = text("publisher", "institution"), text("address", "location"), text("edition")
    csl["DOI"] = doi_of(str(fields.get("doi", ""))) or doi_in(text("url"))
    csl["PMID"], csl["URL"] = text("pmid"), str(fields.get("url", "")).strip("{} ") or _url(str(fields.get("howpublished", "")))
    return {key: value for key, value in csl.items() if value}


def _person(name: Any) -> dict[str, str]:
    """Braces round a whole name keep it together: a group, unless given names stand beside it."""
    family = " ".join(name.last)
    if family.startswith("{") and not name.first:
        return {"literal": _plain(family)}
    if family.casefold() == "others" and not name.first:
        return {"literal": "et al"}
    found = {"non-dropping-particle": _plain(" ".join(name.von)), "family": _plain(family), "given": _plain(" ".join(name.first)), "suffix": _plain(" ".join(name.jr)).rstrip(".")}
    return {key: part for key, part in found.items() if part}


def _plain(text: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    plain: str = LatexNodes2Text(keep_comments=True).latex_to_text(text) if re.search(r"[\\{}$~]|--|``", text) else text
    return " ".join(plain.split())


def _url(text: str) -> str:
    found = re.search(r"https?://[^\s{}]+", text)
    return found[0] if found else ""
