"""`survey.groups` of briefing.yaml: by which columns respondents are grouped, and what is rolled up."""

from collections.abc import Mapping
from typing import Any, Protocol

from generator.model.problem import Severity
from generator.model.request import GroupBy

KEY = "survey.groups"
MOST_CROSSED = 2
"""Characteristics: three describe a person."""
_HOW = "write `- column: unit`, or `- columns: [unit, role]` to cross two"


class Report(Protocol):
    """How a problem of the file is told."""

    def __call__(self, code: str, key: str, message: str, cure: str, severity: Severity = "error") -> None:
        """Note a problem at a dotted key."""
        ...


def read_groups(found: Any, texts: Mapping[str, str], report: Report) -> tuple[GroupBy, ...]:
    """The groups asked for, in their order; what cannot be used is reported and left out.

    `texts`: values as they were written, by dotted key.
    """
    if found is None:
        return ()
    if not isinstance(found, list):
        report("request.wrong-type", KEY, f"{KEY} must be a list", _HOW)
        return ()
    read = [_entry(f"{KEY}.{place}", item, texts, report) for place, item in enumerate(found) if item is not None]
    kept = [group for group in read if group is not None]
    for group in kept:
        if sum(set(group.columns) == set(other.columns) for other in kept) > 1:
            report("request.contradiction", KEY, f"{KEY} names {' and '.join(group.columns)} twice", "name it once")
            break
    return tuple(kept)


def _entry(key: str, item: Any, texts: Mapping[str, str], report: Report) -> GroupBy | None:
    if isinstance(item, str | int | float):
        item = {"column": item}
        texts = {**texts, f"{key}.column": texts.get(key, "")}
    if not isinstance(item, dict) or ("column" in item) == ("columns" in item):
        report("request.wrong-type", key, "a group is named by one column or by two that are crossed", _HOW)
        return None
    for name in item:
        if name not in ("column", "columns", "rollup"):
            report("request.unknown-key", f"{key}.{name}", f'the key "{name}" is unknown', "known here: column, columns, rollup")
            return None
    if "columns" in item:
        listed = item["columns"] if isinstance(item["columns"], list) else [item["columns"]]
        columns = tuple(" ".join(texts.get(f"{key}.columns.{place}", "").split()) for place in range(len(listed)))
    else:
        columns = (" ".join(texts.get(f"{key}.column", "").split()),)
    if not all(columns) or len(set(columns)) < len(columns):
        report("request.wrong-type", key, "a column of a group has no name, or is named twice", _HOW)
        return None
    if len(columns) > MOST_CROSSED:
        report("request.wrong-value", key, f"{len(columns)} characteristics are crossed, and together they describe a person", "cross two at most")
        return None
    return GroupBy(columns, _rollup(f"{key}.rollup", item.get("rollup"), texts, report, crossed=len(columns) > 1))


def _rollup(key: str, found: Any, texts: Mapping[str, str], report: Report, *, crossed: bool) -> dict[str, str]:
    if found is None:
        return {}
    if crossed:
        report("request.wrong-value", key, "a rollup stands beside one column", "write it where that column is listed alone; it holds for the crossing too")
        return {}
    if not isinstance(found, dict):
        report("request.wrong-type", key, f"{key} must be a section", "write one value a line: `4 West: Medicine`")
        return {}
    sent = {" ".join(str(value).split()): " ".join(texts.get(f"{key}.{value}", "").split()) for value in found}
    for value, target in sent.items():
        if not target:
            report("request.wrong-type", f"{key}.{value}", f'"{value}" is rolled up into nothing', "write the name of the larger group after it")
    return {value: target for value, target in sent.items() if target}
