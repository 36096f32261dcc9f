"""The catalog's instruments: what a questionnaire measures, how it is scored, how columns are named."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.files import ours
from generator.load.shipped import shipped
from generator.model.problem import InputError, Problem
from generator.model.survey import Dimension, Instrument, Item, Option

_LONGEST_LABEL = 60


def instrument_ids() -> tuple[str, ...]:
    """Ids of the instruments that have an item map, sorted."""
    return tuple(sorted(path.stem for path in ours("catalog/instruments").glob("*.yaml")))


@cache
def load_instrument(id: str = "svest") -> Instrument:  # noqa: A002 the field's own name
    """Read an instrument of the catalog. Raises InputError for an unknown id."""
    if id not in instrument_ids():
        known = ", ".join(instrument_ids())
        raise InputError(
            Problem(
                "request.wrong-value", "error", "briefing.yaml: survey.instrument",
                f'there is no scoring key for the instrument "{id}"', f"use one of: {known}",
            )
        )
    return _instrument(entry(id))


def instrument_of(named: str, folder: Path) -> Instrument:
    """The instrument that `survey.instrument` names: one of the catalog, or the hospital's own description of one."""
    if not named.lower().endswith((".yaml", ".yml")):
        return load_instrument(named)
    from generator.load.questionnaire import load_questionnaire

    return load_questionnaire(folder / named, named)


def entry(id: str) -> dict[str, Any]:  # noqa: A002
    """An instrument's entry as it stands in the catalog, on top of the one it is based on."""
    data = shipped(f"catalog/instruments/{id}.yaml")
    below = entry(data["based_on"]) if "based_on" in data else {}
    labels = {**below.get("labels", {}), **data.get("labels", {}), **data.get("more_labels", {})}
    return {**below, **data, "labels": labels}


def _instrument(data: Mapping[str, Any]) -> Instrument:
    items = tuple(
        Item(f"{data['id']}_{i['number']}", i["number"], i["dimension"], i["label"], i.get("reverse", False))
        for i in data["items"]
    )
    return Instrument(
        id=data["id"],
        name=data["name"],
        finding=data["finding"],
        points=data["points"],
        agree_at=data["agree_at"],
        wish_at=data["wish_at"],
        minimum_share=data["minimum_share"],
        items=items,
        dimensions=tuple(
            Dimension(d["id"], d["label"], tuple(i.id for i in items if i.dimension == d["id"]), d.get("outcome", False))
            for d in data["dimensions"]
        ),
        options=tuple(Option(o["id"], o["id"], o["number"], o["label"]) for o in data["options"]),
        patterns={name: tuple(patterns) for name, patterns in data["patterns"].items()},
        labels=dict(data["labels"]),
        key_status=data["key_status"],
        local={name: tuple(patterns) for name, patterns in data["local"].items()},
        fixed_form=data.get("fixed_form", False),
        outside=frozenset(data.get("outside", ())),
    )


def option_label(wording: str, default: str) -> str:
    """How an option is printed: as the hospital's own form words it, when that is short and free of digits.

    `wording` is a header text such as "How much would you want: - A quiet room"; what stands
    before the last dash or question mark is the question and is left out.
    """
    last = re.split(r"\s[-–—]\s|\?\s+", " ".join(wording.split()))[-1].strip(" .:")
    if not last or len(last) >= _LONGEST_LABEL or any(c.isdigit() for c in last) or last.endswith("?"):
        return default
    return last[0].upper() + last[1:]
