"""Works from a reference manager or PubMed: CSL-JSON, RIS, BibTeX, MEDLINE (.nbib), told apart by what is in the file."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from generator.load.decode import decode
from generator.load.references.record import Record, Unreadable
from generator.model.problem import InputError, Problem

LARGEST = 100_000_000
"""Bytes. Two thousand records with abstracts have some ten million."""


def read_references(path: Path) -> tuple[list[Record], list[Problem]]:
    """Records of one file, and a problem for each that could not be read at all.

    Raises InputError for a file that is missing, too large, or none of the four formats.
    """
    text = _text(path)
    read = _format(text)
    if read is None:
        raise InputError(Problem("file.unreadable", "error", path.name, "it is neither CSL-JSON, RIS, BibTeX nor a PubMed file", "export the references again from Zotero, EndNote or PubMed in one of these formats"))
    records: list[Record] = []
    problems: list[Problem] = []
    for found in read(text):
        if isinstance(found, Unreadable):
            problems.append(Problem("catalog.invalid", "error", f"{path.name}: {found.where}", found.fault, found.cure))
        else:
            records.append(found)
    if not records and not problems:
        raise InputError(Problem("file.empty", "error", path.name, "the file holds no references", "export them again"))
    return records, problems


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(Problem("file.unsafe", "error", path.name, f"the file is over {LARGEST // 1_000_000} MB", "export the references you need, without attachments"))
        content = path.read_bytes()
    except OSError as error:
        raise InputError(Problem("file.unreadable", "error", str(path), f"the file cannot be opened ({error.strerror})", "check its name and its permissions")) from error
    text = decode(content, path.name, []).lstrip("\ufeff")
    if "\x00" in text:
        raise InputError(Problem("file.unreadable", "error", path.name, "this is no text", "export the references as RIS, BibTeX, CSL-JSON or from PubMed"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _format(text: str) -> Callable[[str], list[Record | Unreadable]] | None:
    """The reader for what the file begins with, whatever it is called."""
    if text.lstrip()[:1] in ("[", "{"):
        try:
            json.loads(text)
        except ValueError:
            if text.lstrip()[:1] == "{":
                return None
        from generator.load.references.csl import read as read_csl

        return read_csl
    if re.search(r"^TY  ?-", text, re.MULTILINE):
        from generator.load.references.ris import read as read_ris

        return read_ris
    if re.search(r"^PMID- ?\d", text, re.MULTILINE):
        from generator.load.references.nbib import read as read_nbib

        return read_nbib
    if re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE):
        from generator.load.references.bibtex import read as read_bibtex

        return read_bibtex
    return None
