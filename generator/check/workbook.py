"""The cost workbook: every number in it is a fact or comes of a formula that was planned."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.check.fingerprint import NUMBER
from generator.check.package import NS, Package
from generator.model.fact import FactBook
from generator.model.manifest import Printed
from generator.model.problem import Problem
from generator.model.workbook import Workbook, column

_CURE = "print it through a fact, so that it can be traced"
_S = f"{{{NS['s']}}}"


def audited_workbook(file: str, data: bytes, book: Workbook, printed: Iterable[Printed], facts: FactBook) -> tuple[list[Problem], dict[str, Any]]:
    """Each number, word with a digit, or formula that was not planned, as a problem; and what the record keeps.

    The record keeps typed numbers by sheet and cell, and the cells that hold formulas.
    """
    entries = {(entry.place, entry.shape): entry for entry in printed}
    planned = {(sheet.name, f"{column(x)}{y}"): cell.formula for sheet in book.sheets for y, row in enumerate(sheet.rows, 1) for x, cell in enumerate(row) if cell.formula}
    found: list[Problem] = []
    numbers: dict[str, dict[str, str]] = {}
    formulas: dict[str, list[str]] = {}
    for sheet, ref, formula, value, text in cells(Package(data)):
        where = f"{file}: {sheet}, {ref}"
        entry = entries.get((sheet, ref))
        if formula is not None:
            formulas.setdefault(sheet, []).append(ref)
            if planned.get((sheet, ref), "").removeprefix("=") != formula:
                found.append(Problem("check.formula", "error", where, f"the formula {formula[:60]!r} was not planned", "build it again"))
        elif value is not None:
            numbers.setdefault(sheet, {})[ref] = f"{value:.9g}"
            fact = facts.get(entry.fact) if entry else None
            if fact is None or not isinstance(fact.value, int | float) or abs(value - float(fact.value)) > 1e-9 * max(1.0, abs(value)):
                found.append(Problem("check.orphan", "error", where, f"{value:g} is accounted for by no fact", _CURE))
        elif NUMBER.search(text) and (entry is None or entry.text != text) and not _named(text, book):
            found.append(Problem("check.orphan", "error", where, f"{text[:80]!r} holds a number that is accounted for by no fact", _CURE))
    return found, {"slides": [], "numbers": numbers, "formulas": {sheet: " ".join(refs) for sheet, refs in formulas.items()}}


def _named(text: str, book: Workbook) -> bool:
    """Words of the request: the organization, the marking."""
    return text in (book.marking, book.properties.title)


def workbook_changes(file: str, data: bytes, record: Mapping[str, Any]) -> Iterator[Problem]:
    """What was changed since the build: inputs may be, formulas had better not. Raises what a damaged file raises."""
    kept = record.get("contents", {}).get(file)
    if kept is None:
        return
    numbers: dict[tuple[str, str], str] = {}
    formulas: set[tuple[str, str]] = set()
    for sheet, ref, formula, value, _ in cells(Package(data)):
        if formula is not None:
            formulas.add((sheet, ref))
        elif value is not None:
            numbers[sheet, ref] = f"{value:.9g}"
    for sheet, refs in kept.get("formulas", {}).items():
        lost = [ref for ref in refs.split() if (sheet, ref) not in formulas]
        if lost:
            yield Problem("check.formula", "error", f"{file}: {sheet}, {lost[0]}", f"{len(lost)} formulas were typed over, so results no longer follow the inputs", "put them back from a new build")
    before = {(sheet, ref): number for sheet, refs in kept["numbers"].items() for ref, number in refs.items()}
    for place in sorted({*before, *numbers}):
        was, now = before.get(place), numbers.get(place)
        if was != now and not (was is None and place[1] in kept.get("formulas", {}).get(place[0], "").split()):
            yield Problem("check.orphan", "note", f"{file}: {', '.join(place)}", f"the input {was or '(empty)'} was changed to {now or '(empty)'}; its results are not those of facts.csv", "nothing, if that was meant")


def cells(package: Package) -> Iterator[tuple[str, str, str | None, float | None, str]]:
    """Sheet, reference, formula, number and words of each cell that holds something."""
    strings = ["".join(node.text or "" for node in item.iter(f"{_S}t")) for item in package.xml("xl/sharedStrings.xml").iterfind("s:si", NS)] if "xl/sharedStrings.xml" in package.names else []
    targets = package.targets("xl/workbook.xml")
    for sheet in package.xml("xl/workbook.xml").iterfind("s:sheets/s:sheet", NS):
        part = targets[str(sheet.get(f"{{{NS['r']}}}id"))]
        for cell in package.xml(part).iter(f"{_S}c"):
            formula, value, kind = cell.find("s:f", NS), cell.find("s:v", NS), cell.get("t")
            if formula is None and value is None and kind != "inlineStr":
                continue
            written = (value.text or "") if value is not None else ""
            text = strings[int(written)] if kind == "s" else "".join(node.text or "" for node in cell.iter(f"{_S}t")) if kind == "inlineStr" else written if kind == "str" else ""
            number = float(written) if kind in (None, "n") and re.fullmatch(r"[-+.\deE]+", written) else None
            yield str(sheet.get("name")), str(cell.get("r")), None if formula is None else formula.text or "", number, text
