"""A questionnaire that the hospital describes itself, in some twenty lines of YAML.

    name: Staff support survey
    scale: [strongly disagree, disagree, neutral, agree, strongly agree]   # 4 to 7 answers, lowest agreement first
    codes: 1 = strongly disagree      # only where the export holds numbers: which end they begin at
    outside: [don't know]             # further answers that count nowhere
    agree_at: 4                       # a dimension mean from here on is agreement; default: one below the top
    dimensions:                       # each so that agreement is what worries you
      - label: Distress after events
        items: [Q1, Q2, Q3]           # names of the columns
        reversed: [Q3]                # those that point the other way
    wishes: {want_peer: Q7}           # kinds of support, by their names here
    questions: {offered_help: Q8}     # event_12mo, knows_colleague, offered_help ...
    comments: {feelings: Q9}          # feelings, needs or both
    based_on: svest-r                 # for SVEST-R and SOPS 2.0, whose items you fill in

Wishes are asked on the same scale as the items.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.load.instrument import entry, instrument_ids, load_instrument
from generator.load.request_schema import guess
from generator.load.scale import plain_answer
from generator.load.yaml_source import Located, read_yaml
from generator.model.problem import InputError, Problem
from generator.model.survey import Dimension, Instrument, Item

KEYS = ("name", "scale", "codes", "outside", "agree_at", "minimum_share", "dimensions", "wishes", "questions", "comments", "based_on")
DIMENSION_KEYS = ("id", "label", "items", "reversed", "outcome")
COMMENTS = ("feelings", "needs", "both")
_LONGEST_LABEL, _MOST_ITEMS = 60, 50


def load_questionnaire(path: Path, shown: str = "") -> Instrument:
    """Read the description. Raises InputError with every fault of the file, each with its line."""
    source = read_yaml(path, shown)
    reading = _Reading(source)
    found = reading.instrument()
    if reading.problems or found is None:
        raise InputError(reading.problems)
    return found


class _Reading:
    def __init__(self, source: Located) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def instrument(self) -> Instrument | None:
        data = self.source.data
        if not isinstance(data, dict):
            self.report("", "the file describes no questionnaire", "write name:, scale: and dimensions:, as the README shows")
            return None
        self.known("", data, KEYS)
        base_id = str(data.get("based_on") or "svest")
        if base_id not in instrument_ids():
            self.report("based_on", f'based_on "{base_id}" is no instrument of the catalog', f"choose from {', '.join(instrument_ids())}")
            base_id = "svest"
        base = load_instrument(base_id)
        scale = self.scale(data.get("scale"), base if "based_on" in data else None)
        name = str(data.get("name") or ("" if "based_on" not in data else base.name))
        if not name:
            self.report("name", "the questionnaire has no name", "write name: and what staff know it as; it is printed")
        items, dimensions = self.dimensions(data.get("dimensions"))
        points = max(scale.values(), default=5)
        columns = {**{item.label: item.id for item in items}, **self.named(data, base)}
        named = {" ".join(column.casefold().split()): target for column, target in columns.items()}
        fixed = "based_on" in data and "scale" not in data and base.fixed_form
        words = [plain_answer(str(word)) for word in self.listed("scale", data.get("scale"))]
        ends = (words[0], words[-1]) if words else base.ends
        agree_at = self.number(data, "agree_at", points - 1, 1, points)
        return base._replace(
            id="own", name=name, finding=base.finding if "based_on" in data else "", points=points, agree_at=agree_at,
            wish_at=min(points, max(2, points - 1)), minimum_share=self.number(data, "minimum_share", 0.5, 0, 1),
            items=items, dimensions=dimensions, labels=scale, key_status="described by you", ends=ends, fixed_form=fixed,
            codes=str(data.get("codes") or ""), named=named, patterns={k: v for k, v in base.patterns.items() if k not in ("item", "option")},
            outside=base.outside | {plain_answer(str(word)) for word in self.listed("outside", data.get("outside"))},
        )  # fmt: skip

    def scale(self, found: Any, base: Instrument | None) -> Mapping[str, int]:
        """Points by word, from 1."""
        if found is None and base is not None:
            return base.labels
        words = [plain_answer(str(word)) for word in self.listed("scale", found)]
        if not 4 <= len(words) <= 7 or len(set(words)) < len(words):
            self.report("scale", f"the scale has {len(set(words))} different answers", "list its 4 to 7 answers as the form words them, lowest agreement first")
        more = entry("svest")["labels"] if len(words) == 5 and {words[0], words[4]} == {"strongly disagree", "strongly agree"} and words[0] == "strongly disagree" else {}
        return {**more, **{word: point for point, word in enumerate(words, 1)}}

    def dimensions(self, found: Any) -> tuple[tuple[Item, ...], tuple[Dimension, ...]]:
        items: list[Item] = []
        dimensions: list[Dimension] = []
        seen: dict[str, str] = {}
        if not isinstance(found, list) or not found:
            self.report("dimensions", "no dimension is described", "write one entry a dimension: a label and the columns of its items")
            return (), ()
        for place, part in enumerate(found):
            key = f"dimensions.{place}"
            if not isinstance(part, dict):
                self.report(key, "a dimension must have a label and items", "write label: and items: below the dash")
                continue
            self.known(key, part, DIMENSION_KEYS)
            label = " ".join(str(part.get("label") or "").split())
            columns = [str(column).strip() for column in self.listed(f"{key}.items", part.get("items"))]
            turned = {str(column).strip() for column in self.listed(f"{key}.reversed", part.get("reversed"))}
            if not label or len(label) > _LONGEST_LABEL or not columns or len(columns) > _MOST_ITEMS:
                self.report(key, "a dimension needs a label a chart can hold and its items", f"write a label of at most {_LONGEST_LABEL} characters and the names of 1 to {_MOST_ITEMS} columns")
                continue
            for column in sorted(turned - set(columns)):
                self.report(f"{key}.reversed", f'"{column}" is reversed and no item of "{label}"', guess(column, tuple(columns)) or "list it under items as well")
            id_ = str(part.get("id") or "own_" + re.sub(r"[\W_]+", "_", label.casefold()).strip("_"))
            if id_ in {dimension.id for dimension in dimensions} or not re.fullmatch(r"[a-z]\w*", id_):
                self.report(key, f'two dimensions are called "{label}", or the name cannot be told from others', "give each a label of its own")
                continue
            members: list[str] = []
            for column in columns:
                if column.casefold() in seen:
                    self.report(f"{key}.items", f'"{column}" is an item of "{seen[column.casefold()]}" already', "list each column once")
                seen[column.casefold()] = label
                number = len(items) + 1
                items.append(Item(f"own_{number}", number, id_, column, column in turned))
                members.append(f"own_{number}")
            dimensions.append(Dimension(id_, label, tuple(members), bool(part.get("outcome", False))))
        return tuple(items), tuple(dimensions)

    def named(self, data: Mapping[str, Any], base: Instrument) -> dict[str, str]:
        """Targets by column name, for wishes, questions and comments."""
        found: dict[str, str] = {}
        for key, targets in (("wishes", [o.id for o in base.options]), ("questions", list(base.local)), ("comments", list(COMMENTS))):
            part = data.get(key)
            if part is None:
                continue
            if not isinstance(part, dict):
                self.report(key, f"{key} must be a section", f"write one a line: {targets[0]}: name of the column")
                continue
            for target, column in part.items():
                if target not in targets:
                    self.report(f"{key}.{target}", f'"{target}" is none of the {key} known here', guess(str(target), tuple(targets)) or f"choose from {', '.join(targets)}")
                elif column is not None:
                    found |= {str(name).strip(): target for name in (column if isinstance(column, list) else [column])}
        return found

    def number(self, data: Mapping[str, Any], key: str, default: float, lowest: float, highest: float) -> float:
        found = data.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not lowest < found <= highest:
            self.report(key, f'{key} "{found}" cannot be meant', f"write a number above {lowest:g} and up to {highest:g}, or leave it out")
            return default
        return float(found)

    def listed(self, key: str, found: Any) -> Sequence[Any]:
        if found is None:
            return ()
        if not isinstance(found, list):
            self.report(key, f"{key.rpartition('.')[2]} must be a list", "write [one, two, three]")
            return ()
        texts = (self.source.texts.get(f"{key}.{i}", str(item)) for i, item in enumerate(found))
        return [text for text in texts if text.strip()]

    def known(self, key: str, found: Mapping[str, Any], keys: Sequence[str]) -> None:
        for name in found:
            if name not in keys:
                self.report(f"{key}.{name}" if key else str(name), f'the key "{name}" is unknown', guess(str(name), tuple(keys)) or f"known here: {', '.join(keys)}")

    def report(self, key: str, message: str, cure: str) -> None:
        self.problems.append(Problem("request.wrong-value", "error", self.source.where(key), message, cure))
