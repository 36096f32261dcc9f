"""Charts against the workbooks behind them: stale caches and formulas, in decks and documents alike."""

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from generator.check.fault import Fault, quoted
from generator.check.package import NS, Package

_S = f"{{{NS['s']}}}"
_RANGE = re.compile(r"^(?:'((?:[^']|'')+)'|([^!'\[\]]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")
_CALLS = re.compile(r"\b(?:HYPERLINK|WEBSERVICE|FILTERXML|IMAGE|RTD|CALL|REGISTER|EXEC|INDIRECT|INFO)\s*\(|\||\[[^\]]*\]|\\\\", re.IGNORECASE)
_MOST = 5_000


class Workbook:
    """The cells of a chart's workbook, by sheet and place."""

    def __init__(self, data: bytes) -> None:
        self.book = Package(data)

    @cached_property
    def _parts(self) -> dict[str, str]:
        targets = self.book.targets("xl/workbook.xml")
        sheets = self.book.xml("xl/workbook.xml").iterfind("s:sheets/s:sheet", NS)
        return {str(sheet.get("name")): targets[str(sheet.get(f"{{{NS['r']}}}id"))] for sheet in sheets}

    @cached_property
    def _strings(self) -> list[str]:
        part = "xl/sharedStrings.xml"
        return ["".join(node.text or "" for node in item.iter(_S + "t")) for item in self.book.xml(part).iterfind("s:si", NS)] if part in self.book else []

    def cells(self, name: str) -> dict[tuple[int, int], str] | None:
        """Values of a sheet by row and column; None when there is no such sheet."""
        if name not in self._parts:
            return None
        found = {}
        for cell in self.book.xml(self._parts[name]).iter(_S + "c"):
            place = re.fullmatch(r"([A-Z]+)(\d+)", str(cell.get("r", "")))
            if place:
                found[int(place[2]), column(place[1])] = self._value(cell)
        return found

    def _value(self, cell: etree._Element) -> str:
        if cell.get("t") == "inlineStr":
            return "".join(node.text or "" for node in cell.iter(_S + "t"))
        value = cell.findtext("s:v", "", NS)
        return self._strings[int(value)] if cell.get("t") == "s" and value else value

    def formulas(self) -> Iterator[str]:
        """Formulas of all sheets."""
        for part in self._parts.values():
            for formula in self.book.xml(part).iter(_S + "f"):
                yield formula.text or ""

    def outside(self) -> bool:
        """Whether it asks other workbooks."""
        return any(name.startswith("xl/externalLinks/") for name in self.book.names)


def column(letters: str) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def of_chart(package: Package, part: str, place: str, name: str) -> Iterator[Fault]:
    """Faults of one chart's workbook."""
    links = package.relations(part).values()
    target = next((link.target for link in links if link.kind == "package" and not link.outside and link.target.endswith((".xlsx", ".xlsm", ".xlsb"))), None)
    if target is None or target not in package or target.endswith(".xlsb"):
        return
    if target.endswith(".xlsm"):
        yield Fault("check.macro", place, f"the workbook of {quoted(name)} may hold macros")
    book = Workbook(package.zip.read(target))
    formulas = list(book.formulas())
    bad = next((text for text in formulas if _CALLS.search(text)), None)
    if bad is not None or book.outside():
        yield Fault("check.formula", place, f"the workbook of {quoted(name)} holds a formula that reaches outside, {quoted(bad or 'a link to another workbook')}")
    elif formulas:
        yield Fault("check.formula", place, f"the workbook of {quoted(name)} holds formulas, such as {quoted(formulas[0])}", severity="note")
    differs = _difference(package.xml(part), book)
    if differs:
        yield Fault("check.chart-stale", place, f"{quoted(name)} {differs}")


def _difference(chart: etree._Element, book: Workbook) -> str:
    sheets: dict[str, dict[tuple[int, int], str] | None] = {}
    for reference in chart.iter(f"{{{NS['c']}}}numRef", f"{{{NS['c']}}}strRef"):
        match = _RANGE.match((reference.findtext("c:f", "", NS) or "").strip())
        cache = reference.find("c:numCache", NS)
        cache = cache if cache is not None else reference.find("c:strCache", NS)
        if match is None or cache is None:
            continue
        sheet = (match[1] or match[2]).replace("''", "'")
        cells = sheets[sheet] if sheet in sheets else sheets.setdefault(sheet, book.cells(sheet))
        if cells is None:
            return f"takes its data from {quoted(sheet)}, which its workbook does not hold"
        first, last = (int(match[4]), column(match[3])), (int(match[6] or match[4]), column(match[5] or match[3]))
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > _MOST:
            continue
        listed = [cells.get((row, at), "") for row in range(first[0], last[0] + 1) for at in range(first[1], last[1] + 1)]
        shown = {int(point.get("idx", 0)): point.findtext("c:v", "", NS) or "" for point in cache.iterfind("c:pt", NS)}
        for place, value in enumerate(listed):
            if place in shown and not _same(shown[place], value):
                return f"shows {quoted(shown[place])} where its workbook holds {quoted(value)}"
    return ""


def _same(one: str, other: str) -> bool:
    if one.strip() == other.strip():
        return True
    try:
        first, second = float(one), float(other)
    except ValueError:
        return False
    return abs(first - second) <= 1e-9 * max(1.0, abs(first), abs(second))
