"""The last scan: each finished file is opened once more and held against what may never be in it.

Looked for are five words in a row of a comment, values of columns that were dropped because they
identify people, and anything at all where a result is hidden. Office files are read part by part
(notes, descriptions, properties, customXml, chart workbooks); of a PDF what was handed to the
typesetter is read, for its own pages are compressed.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any

from generator.model.fact import FactBook
from generator.model.manifest import Printed
from generator.model.problem import Problem
from generator.model.survey import Survey

RUN = 5
"""Words in a row that make a piece of a comment. A comment of fewer words is nobody's manner of speaking."""
_WORD = re.compile(r"\w+")
APART = "\n_\n"
"""Between texts that belong apart: a list's last words and the next line's first are nobody's sentence."""
_SAID = re.compile(r'>([^<]+)<| (?:descr|title|name)="([^"]+)"')
_ENDS = re.compile(r"</(?:[aw]:p|c:v|si|is|v|text|title|desc|(?:dc|cp|vt):\w+)>")
"""Of paragraphs, cells, labels and properties; runs in several styles make one paragraph."""
_DIGITS = 7
"""Digits that make a number somebody's own; "240" in a paper is no record number."""
_LETTERS = 4

Words = tuple[str, ...]
Explain = Callable[[], Iterable[str]]


class Forbidden:
    """Runs of words by their length, each with what it is a piece of. Holds no text that could be shown."""

    def __init__(self, survey: Survey, allowed: Iterable[str] = ()) -> None:
        """`allowed`: quotations that somebody approved by name; a column that identifies people is never released."""
        self.runs: dict[int, dict[Words, str]] = {}
        self.addresses: dict[int, dict[Words, str]] = {}
        self._words: dict[int, frozenset[str]] = {}
        for text in (text for answers in survey.comments.values() for text in answers if text):
            said = words(text)
            for run in zip(*(said[start:] for start in range(RUN)), strict=False):
                self.runs.setdefault(RUN, {})[run] = "a comment"
        for text in allowed:
            said = words(text)
            for run in zip(*(said[start:] for start in range(RUN)), strict=False):
                self.runs.get(RUN, {}).pop(run, None)
        for value in survey.dropped_values:
            if len(value) > 2 and (said := words(value)) and _identifies(said):
                kept = self.addresses if "@" in value else self.runs
                kept.setdefault(len(said[:RUN]), {}).setdefault(tuple(said[:RUN]), "a column that identifies people")

    def _vocabulary(self, known: Mapping[Words, str]) -> frozenset[str]:
        if id(known) not in self._words:
            self._words[id(known)] = frozenset(word for run in known for word in run)
        return self._words[id(known)]

    def met(self, text: str) -> Iterator[tuple[Words, str]]:
        """Forbidden runs that stand in a text; addresses only where it holds an @."""
        said = words(text)
        for kept in (self.runs, self.addresses) if "@" in text else (self.runs,):
            for length, known in kept.items():
                for stretch in _stretches(said, self._vocabulary(known), length):
                    for run in known.keys() & set(zip(*(stretch[start:] for start in range(length)), strict=False)):
                        yield run, known[run]


def _stretches(said: list[str], vocabulary: frozenset[str], length: int) -> Iterator[list[str]]:
    """Stretches of words that all occur in what is looked for: few, so that few runs need a closer look."""
    mask = bytes(map(vocabulary.__contains__, said))
    for found in re.finditer(rb"\x01{%d,}" % length, mask):
        yield said[found.start() : found.end()]


def words(text: str) -> list[str]:
    """The words of a text for comparing, small; an address is several."""
    return _WORD.findall(text.casefold().replace("’", "'"))


def _identifies(said: list[str]) -> bool:
    letters = any(any(c.isalpha() for c in word) for word in said)
    size = sum(map(len, said))
    return size >= (_LETTERS if letters else _DIGITS)


def scan(
    files: Mapping[str, bytes], handed: Mapping[str, str], forbidden: Forbidden, book: FactBook, printed: Iterable[Printed], explain: Explain
) -> list[Problem]:
    """What is in the files that may not be. The messages repeat nothing of it.

    `handed`: by file, the text that the typesetter was given. `explain`: our own words and those of
    briefing.yaml, asked for only when something was met: a run that stands there too comes from there.
    """
    own = cache(lambda: words(APART.join(explain())))
    explained = cache(lambda length: set(zip(*(own()[start:] for start in range(length)), strict=False)))
    found = dict.fromkeys(
        Problem("privacy.leak", "error", f"{file}: {part}" if part else file, f"it holds words of {what}", "nothing was written; please report it, and leave this paper out with --only meanwhile")
        for file, data in files.items()
        for part, text in _parts(file, data, handed.get(file, ""))
        for run, what in forbidden.met(text)
        if run not in explained(len(run))
    )  # fmt: skip
    return [*found, *_hidden_values(files, book, printed)]


def _parts(file: str, data: bytes, handed: str) -> Iterator[tuple[str, str]]:
    """Parts of a file by name with the text in them."""
    if handed:
        yield "", handed
    ending = file.rpartition(".")[2]
    if ending in ("docx", "pptx", "xlsx"):
        yield from _members("", data)
    elif ending in ("csv", "json"):
        yield "", APART.join(_entries(file, data))
    elif ending == "svg":
        yield "", _text(data)
    elif ending == "png":
        yield "", data.partition(b"IDAT")[0].decode("latin-1")


def _entries(file: str, data: bytes) -> Iterable[str]:
    """Texts of the ledger or the record, each once; the record's numbers by place and hashes are left out."""
    if file.endswith(".csv"):
        return {cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row}
    record = json.loads(data)
    texts = {str(row[3]) for row in record["printed"]}
    for part in ("facts", "problems", "gates", "left_out", "citations"):
        texts.update(_strings(record[part]))
    return texts


def _members(within: str, data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                yield from _members(f"{name}: ", package.read(name))
            elif name.endswith((".xml", ".rels")) and not name.startswith(_LOOKS):
                yield f"{within}{name}", _text(package.read(name))


_LOOKS = ("ppt/theme/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesMasters/", "word/theme/", "word/styles", "word/fontTable", "word/settings", "word/webSettings", "xl/styles", "xl/theme")
"""Parts that come with the base files and hold no word of ours."""


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            if isinstance(value, str):
                yield value
            else:
                yield from _strings(value)


def _text(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return unescape(APART.join(" ".join(said or f"{APART}{value}{APART}" for said, value in _SAID.findall(f"{part}<")) for part in _ENDS.split(text)))


def _hidden_values(files: Mapping[str, bytes], book: FactBook, printed: Iterable[Printed]) -> Iterator[Problem]:
    """A result that is hidden and yet has a value somewhere: in print, in the ledger or in the record."""
    hidden = {name for name, fact in book.items() if fact.suppressed}
    if not hidden:
        return
    for entry in printed:
        if entry.fact in hidden and any(c.isdigit() for c in entry.text.replace(book[entry.fact].label, "")):
            yield _told(f"{entry.file}: {entry.place}")
    ledger = csv.DictReader(io.StringIO(files.get("facts.csv", b"").decode("utf-8-sig")))
    for row in ledger:
        if row["id"] in hidden and (row["value"] or row["n"] or row["interval"]):
            yield _told("facts.csv")
    record: Any = json.loads(files.get("build.json", b"{}"))
    for row in record.get("facts", ()):
        if row["id"] in hidden and any(row[part] not in (None, "") for part in ("value", "text", "n", "count", "interval")):
            yield _told("build.json")


def _told(where: str) -> Problem:
    return Problem("privacy.leak", "error", where, "a hidden result has a value there", "nothing was written; please report it, and leave this paper out with --only meanwhile")
