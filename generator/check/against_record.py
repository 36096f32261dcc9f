"""A folder's papers against the record of their build: numbers that were changed, added or lost since."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from generator.check.fingerprint import NUMBER, fingerprint, numbers_in, slides_of
from generator.check.package import Met, Package, meet_docx, meet_pptx
from generator.check.workbook import workbook_changes
from generator.model.manifest import CITATION, CLOCK
from generator.model.problem import Problem

_BACK = "put back what was printed, which `peerbrief explain` shows, or build again"
_AGAIN = "build it again; take the numbers from there"
_AROUND = 60


def changes(file: str, data: bytes, record: Mapping[str, Any]) -> list[Problem]:
    """What was changed in a paper since its build, as far as numbers go; nothing for one as it was built.

    Words may be edited freely. Raises what a damaged file raises.
    """
    if sha256(data).hexdigest() == record["outputs"].get(file):
        return []
    ending = file.rpartition(".")[2].casefold()
    if ending in ("pptx", "docx"):
        return list(_office(file, Package(data), record))
    if ending == "xlsx":
        return list(workbook_changes(file, data, record))
    if ending == "csv":
        return list(_ledger(file, data, record))
    return list(_finished(file, ending, data, record))


def _office(file: str, package: Package, record: Mapping[str, Any]) -> Iterator[Problem]:
    kept = record.get("contents", {}).get(file)
    if kept is None:
        return
    met = list(meet_pptx(package) if file.endswith(".pptx") else meet_docx(package))
    now = fingerprint(package, met)
    places = _places(kept["slides"], slides_of(package))
    for there, here in places.items():
        if here is None:
            yield Problem("check.orphan", "note", f"{file}: {there}", "the slide was taken out", "nothing, if that was meant")
    known = {_moved(place, places): keys for place, keys in kept["numbers"].items()}
    gone = {None, *(f"{place}{part}" for place, here in places.items() if here is None for part in ("", " notes"))}
    for place in sorted({*known, *now["numbers"]} - gone, key=_in_order):
        if place.startswith("comments"):
            continue  # what reviewers write beside a paper is theirs
        before, after = known.get(place, {}), now["numbers"].get(place, {})
        for key in sorted({*before, *after}):
            yield from _compare(file, place, key, before.get(key, "").split(), after.get(key, "").split(), met)
    yield from _manifest(file, package, record)


def _places(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> dict[str, str | None]:
    """Where each slide of the build stands now: by its title, else by its id; None when it is gone."""
    titles = Counter(title for _, title in after)
    by_title = {title: number for number, (_, title) in enumerate(after, 1) if titles[title] == 1}
    found = {number: by_title.get(title) for number, (_, title) in enumerate(before, 1)}
    taken = {number for number in found.values() if number}
    by_id = {name: number for number, (name, _) in enumerate(after, 1) if number not in taken}
    for number, (name, _) in enumerate(before, 1):
        if found[number] is None:
            found[number] = by_id.get(name)
    return {f"slide {number}": f"slide {here}" if here else None for number, here in found.items()}


def _moved(place: str, places: Mapping[str, str | None]) -> str | None:
    slide = place.removesuffix(" notes")
    if slide not in places:
        return place
    here = places[slide]
    return here and f"{here}{place.removeprefix(slide)}"


def _compare(file: str, place: str, key: str, before: list[str], after: list[str], met: Iterable[Met]) -> Iterator[Problem]:
    if before == after:
        return
    where = f"{file}: {place}" + (f", {key}" if key != "text" else "")
    added, lost = Counter(after) - Counter(before), Counter(before) - Counter(after)
    if not added and not lost:
        yield Problem("check.orphan", "warning", where, "its numbers stand in another order than they were printed in", "compare it with the paper as it was built")
        return
    for start, end, first, last in ((i1, i2, j1, j2) for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if tag != "equal"):
        new = [number for number in after[first:last] if added[number]]
        old = [number for number in before[start:end] if lost[number]]
        if new:
            instead = f" instead of {', '.join(old)}" if old else ""
            yield Problem("check.orphan", "error", where, f"{', '.join(new)} stands here{instead}, and the build did not print it{_context(new[0], place, met)}", _BACK)
        elif old:
            yield Problem("check.orphan", "note", where, f"{', '.join(old)} was taken out", "nothing, if that was meant")


def _context(number: str, place: str, met: Iterable[Met]) -> str:
    text = next((item.text for item in met if item.place == place and number in numbers_in(item)), "")
    at = text.find(number)
    said = " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())
    return f" (in “{said}”)" if said and said != number else ""


def _manifest(file: str, package: Package, record: Mapping[str, Any]) -> Iterator[Problem]:
    """The list of facts inside the file must be the one of the record; a file without it lost it in saving."""
    for part in package.names:
        if re.fullmatch(r"customXml/item\d+\.xml", part) and b"urn:peerbrief:manifest" in package.zip.read(part):
            text = "".join(map(str, package.xml(part).itertext()))
            try:
                rows = [tuple(row) for row in json.loads(text)]
            except (ValueError, TypeError):
                rows = []
            recorded = [tuple(row[1:]) for row in record["printed"] if row[0] == file and row[4] not in (CITATION, CLOCK)]
            for row in rows:
                if row not in recorded:
                    shown = " ".join(map(str, row))
                    yield Problem("check.orphan", "error", f"{file}: {part}", f"the list of facts inside the file holds “{shown[:80]}”, which the build did not print", _AGAIN)
            if len(rows) != len(recorded):
                yield Problem("check.orphan", "error", f"{file}: {part}", "the list of facts inside the file is not the one it was built with", _AGAIN)


def _ledger(file: str, data: bytes, record: Mapping[str, Any]) -> Iterator[Problem]:
    """facts.csv row by row; a program may have saved it with other quotation marks."""
    facts = {fact["id"]: fact for fact in record["facts"]}
    found = 0
    for number, row in enumerate(csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"))), 2):
        fact = facts.get(str(row.get("id", "")))
        if fact is None:
            yield Problem("check.orphan", "error", f"{file}:{number}", f"the build knows no fact “{row.get('id')}”", _AGAIN)
            continue
        found += 1
        wanted = {"label": fact["label"], "value": fact["text"], "n": "" if fact["n"] is None else str(fact["n"])}
        for column, value in wanted.items():
            if NUMBER.findall(_bare(value)) != NUMBER.findall(_bare(str(row.get(column) or ""))):
                yield Problem("check.orphan", "error", f"{file}:{number}", f"{column} of {fact['id']} is “{row.get(column)}”; the build wrote “{value}”", _AGAIN)
    if found == 0:
        yield Problem("check.orphan", "error", file, "it is not the list that was built", _AGAIN)


def _bare(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def _finished(file: str, ending: str, data: bytes, record: Mapping[str, Any]) -> Iterator[Problem]:
    """A page or picture that nobody edits: any change is told, new numbers with their page."""
    printed = {number for row in record["printed"] if row[0] == file for number in NUMBER.findall(row[3])}
    yield Problem("check.orphan", "error", file, "it is not the file that was built", _AGAIN)
    pages = _pages(data) if ending == "pdf" else [re.sub(r"<[^>]*>", " ", _words(data))] if ending == "svg" else []
    for number, text in enumerate(pages, 1):
        counts = {str(page) for page in range(1, len(pages) + 1)}
        for new in dict.fromkeys(NUMBER.findall(text)):
            if new not in printed and new not in counts and printed:
                place = f"{file}: page {number}" if ending == "pdf" else file
                yield Problem("check.orphan", "error", place, f"{new} stands here, and the build did not print it", _AGAIN)


def _pages(data: bytes) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def _words(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return " ".join(re.findall(r"<(?:text|tspan|title|desc)\b[^>]*>[^<]*", text))


def _in_order(place: str) -> tuple[str, int, str]:
    number = re.search(r"\d+", place)
    return re.sub(r"\d+.*", "", place), int(number[0]) if number else 0, place
