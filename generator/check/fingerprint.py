"""The numbers of a finished file by place, as the build's record keeps them.

While a file is built every number in it is accounted for; what it then holds is written down, so
that later a changed digit is found wherever it hides.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.check.package import NS, Met, Package, slide_names

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PROPERTIES = "properties"
_CLASSES = {"text": "text", "notes": "text", "alt": "description", "chart-text": "chart", "chart-number": "chart", "cell-text": "workbook", "cell-number": "workbook"}
_CORE = ("title", "subject", "creator", "description", "keywords", "category", "lastModifiedBy")

Numbers = Mapping[str, Mapping[str, str]]
"""By place ("slide 4 notes"), then by shape and class ("chart:wishes, workbook"): numbers in order, blanks between."""


def fingerprint(package: Package, met: Iterable[Met]) -> dict[str, Any]:
    """What the record keeps of an Office file: `numbers`, and `slides` as [id, title] in their order."""
    return {"slides": slides_of(package), "numbers": numbers_of([*met, *meet_properties(package)])}


def numbers_of(met: Iterable[Met]) -> dict[str, dict[str, str]]:
    """The numbers of what was met; places and shapes without any are left out."""
    found: dict[str, dict[str, list[str]]] = {}
    for item in met:
        if item.what in _CLASSES and (numbers := numbers_in(item)):
            key = ", ".join(filter(None, (item.shape, _CLASSES[item.what])))
            found.setdefault(item.place, {}).setdefault(key, []).extend(numbers)
    return {place: {key: " ".join(numbers) for key, numbers in keys.items()} for place, keys in found.items()}


def numbers_in(item: Met) -> list[str]:
    """Numbers as they are printed; of a chart's data as they are compared, whatever program wrote them."""
    if item.what in ("chart-number", "cell-number"):
        try:
            return [f"{float(item.text):.6g}"]
        except ValueError:
            return [item.text]
    return NUMBER.findall(item.text)


def slides_of(package: Package) -> list[list[str]]:
    """Id and title of each slide in the order shown; nothing for a document."""
    if "ppt/presentation.xml" not in package.names:
        return []
    ids = [str(slide.get("id")) for slide in package.xml("ppt/presentation.xml").iterfind("p:sldIdLst/p:sldId", NS)]
    return [[name, title_of(package, part)] for name, part in zip(ids, slide_names(package), strict=True)]


def title_of(package: Package, part: str) -> str:
    """The text of a slide's title."""
    for mark in package.xml(part).iter(f"{{{NS['p']}}}ph"):
        if mark.get("type") in ("title", "ctrTitle"):
            shape = next(mark.iterancestors(f"{{{NS['p']}}}sp"), None)
            if shape is not None:
                return " ".join("".join([node.text or "" for node in shape.iter(f"{{{NS['a']}}}t")]).split())
    return ""


def meet_properties(package: Package) -> list[Met]:
    """What the file says of itself, as far as people write it: dates and counts of programs are left out."""
    met = []
    if "docProps/core.xml" in package.names:
        for node in package.xml("docProps/core.xml"):
            name = str(node.tag).rpartition("}")[2]
            if name in _CORE:
                met.append(Met(PROPERTIES, name, "text", node.text or ""))
    if "docProps/custom.xml" in package.names:
        for node in package.xml("docProps/custom.xml"):
            met.append(Met(PROPERTIES, str(node.get("name", "")), "text", "".join(map(str, node.itertext()))))  # noqa: PERF401
    return met
