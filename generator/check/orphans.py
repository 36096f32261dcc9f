"""Orphans: digits in a finished file that no fact, citation or string of the request accounts for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from generator.check.fingerprint import NUMBER, fingerprint
from generator.check.finished import check_package
from generator.check.package import Met, Package, meet_docx, meet_pptx
from generator.model.fact import Fact, FactBook
from generator.model.manifest import Printed
from generator.model.problem import Problem

ROUNDED = 0.00501  # charts hold whole percents
_CURE = "print it through a fact, so that it can be traced"


def audited(file: str, data: bytes, printed: Iterable[Printed], book: FactBook) -> tuple[list[Problem], dict[str, Any]]:
    """Each orphan of one finished Office file and each fault of the audit as a problem, and what the record keeps of its numbers.

    Text and notes are held against what the manifest says was printed in that very shape;
    descriptions against what stands on that page; chart values against the facts of that chart.
    """
    package = Package(data)
    met = tuple(meet_pptx(package) if file.endswith(".pptx") else meet_docx(package))
    faults = check_package(file, package, ours=True, measured=True)
    return [*orphans_among(file, met, printed, book), *faults], fingerprint(package, met)


def orphans(file: str, data: bytes, printed: Iterable[Printed], book: FactBook) -> list[Problem]:
    """Each orphan of one finished Office file as a problem."""
    package = Package(data)
    return orphans_among(file, meet_pptx(package) if file.endswith(".pptx") else meet_docx(package), printed, book)


def orphans_among(file: str, met: Iterable[Met], printed: Iterable[Printed], book: FactBook) -> list[Problem]:
    """Like `orphans`, for what was met in a file of any kind."""
    by_shape: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_place: dict[str, set[str]] = defaultdict(set)
    facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for entry in printed:
        if NUMBER.search(entry.text):
            by_shape[entry.place, entry.shape].add(entry.text)
            by_place[entry.place].add(entry.text)
        if entry.fact in book:
            facts[entry.place, entry.shape].append(book[entry.fact])
    found = []
    for item in met:
        left = _left_over(item, by_shape, by_place, facts)
        if left:
            found.append(Problem("check.orphan", "error", f"{file}: {item.place}{f', {item.shape}' if item.shape else ''}", f"{left!r} is accounted for by no fact (in “{item.text[:80]}”)", _CURE))
    return found


def _left_over(
    item: Met, by_shape: Mapping[tuple[str, str], set[str]], by_place: Mapping[str, set[str]], facts: Mapping[tuple[str, str], list[Fact]]
) -> str:
    key = item.place, item.shape
    match item.what:
        case "text" | "notes":
            return _remaining(item.text, by_shape.get(key, ()) if item.shape else by_place.get(item.place, ()))
        case "alt":
            numbers = {number for text in by_place.get(item.place, ()) for number in NUMBER.findall(text)}
            return next((n for n in NUMBER.findall(item.text) if n not in numbers), "")
        case "chart-text" | "cell-text":
            return _remaining(item.text, [*by_shape.get(key, ()), *(fact.label for fact in facts.get(key, []))])
        case "chart-number" | "cell-number":
            listed = item.text in by_shape.get(key, ()) or _known(item.text, facts.get(key, []))
            return "" if listed else item.text
        case "formula":
            return item.text or "a formula"


def _remaining(text: str, accounted: Iterable[str]) -> str:
    """The first digits that stay when what is accounted for is taken out, longest first."""
    if not NUMBER.search(text):
        return ""
    for piece in sorted({piece for piece in accounted if piece in text}, key=lambda piece: (-len(piece), piece)):
        if not NUMBER.search(piece):
            continue
        text = _without(text, piece) if piece[0].isdigit() else text.replace(piece, " ")
    found = NUMBER.search(text)
    return found.group() if found else ""


def _without(text: str, piece: str) -> str:
    """The text without a number where it stands by itself, not inside a longer one."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if (at and (text[at - 1].isdecimal() or text[at - 1] in ".,")) or text[end : end + 1].isdecimal():
            at = text.find(piece, at + 1)
        else:
            text = f"{text[:at]} {text[end:]}"
            at = text.find(piece, at + 1)
    return text


def _known(text: str, facts: Iterable[Fact]) -> bool:
    """Whether a chart's number is a fact's value or an arm of its interval, as rounded for print."""
    number = float(text)
    for fact in facts:
        if not isinstance(fact.value, int | float):
            continue
        value = float(fact.value)
        known = [value, 0.0]
        if fact.interval:
            low, high = fact.interval
            known += [low, high, value - low, high - value, high - low]
        if any(abs(number - k) <= ROUNDED for k in known):
            return True
    return False
