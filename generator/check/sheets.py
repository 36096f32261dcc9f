"""Orphans of a printed sheet, found in the JSON document that typst sets: all its text stands there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.check.scan import APART
from generator.model.fact import FactBook
from generator.model.manifest import CITATION, Printed
from generator.model.problem import Problem

NOT_PRINTED = frozenset({"look", "meta", "href", "fact", "kind", "is", "id", "form", "roles", "name"})
"""Keys whose strings never reach the paper."""
_DIGIT = re.compile(r"\d")


def sheet_orphans(file: str, document: Mapping[str, Any], printed: Iterable[Printed], book: FactBook) -> list[Problem]:
    """Each printed string with a digit that no entry of the manifest accounts for, as a problem.

    A run that names a fact must be in the manifest with that fact, and the fact in the book.
    """
    known = {(entry.text, entry.fact) for entry in printed if entry.file == file}
    return [
        Problem("check.orphan", "error", f"{file}: {where}", f"“{text[:80]}” is accounted for by no fact", "print it through a fact, so that it can be traced")
        for where, text, fact in _strings(document, "")
        if _DIGIT.search(text) and not ((text, fact) in known and (fact == CITATION or fact in book))
    ]


def strings_of(document: Mapping[str, Any]) -> str:
    """All strings of the document, those too that tell the typesetter of looks; runs of one line together."""

    def inside(node: Any) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Mapping):
            for value in node.values():
                yield from inside(value)
        elif isinstance(node, list):
            runs = [value["t"] for value in node if isinstance(value, Mapping) and "t" in value]
            if runs:
                yield "".join(runs)
            for value in node:
                yield from inside(value)

    return APART.join(inside(document))


def _strings(node: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Place, text and fact id of every string that is printed."""
    if isinstance(node, str):
        yield where, node, ""
    elif isinstance(node, Mapping):
        for key, value in node.items():
            if key == "t":
                yield where, str(value), str(node.get("fact", ""))
            elif key not in NOT_PRINTED:
                yield from _strings(value, f"{where}.{key}".lstrip("."))
    elif isinstance(node, list):
        for number, value in enumerate(node, 1):
            yield from _strings(value, f"{where} {number}")
