"""The shipped cost model, with what it follows in the catalog filled in."""

from collections.abc import Mapping
from typing import Any

from generator.load.shipped import shipped
from generator.model.cost import CostModel, Guard, Parameter, Spread
from generator.model.evidence import Catalog

FILE = "catalog/costmodel.yaml"


def load_cost_model(catalog: Catalog, people: str) -> CostModel:
    """Our model before anything of a hospital's. `people`: how the papers name staff who are hurt.

    A number follows the finding it names; where that may not be printed the parameter is left open.
    """
    data = shipped(FILE)
    parameters = {entry["id"]: _parameter(entry, catalog, people) for entry in data["parameters"]}
    guards = load_guards()
    groups = {entry["id"]: entry["label"] for entry in data["groups"]}
    return CostModel(
        parameters, data["draws"], data["seed"], data["correlation"], data["price_year"], " ".join(data["warning"].split()), guards, groups=groups,
    )  # fmt: skip


def load_guards() -> tuple[Guard, ...]:
    """What must not be added to the savings."""
    return tuple(Guard(entry["label"], tuple(entry["names"]), entry["why"]) for entry in shipped(FILE)["guards"])


def _parameter(entry: Mapping[str, Any], catalog: Catalog, people: str) -> Parameter:
    spread = _spread(entry.get("dist"), catalog)
    named = entry.get("base")
    base = None if spread is None else spread.args[named] if isinstance(named, str) else spread.mean if named is None else float(named)
    words = {key: str(entry.get(key, "")) for key in ("basis", "certainty", "replace_with", "caution", "key", "survey", "finding")}
    return Parameter(
        entry["id"], entry["name"], entry["label"].replace("{people}", people), entry["unit"], base, spread, entry.get("status", "local"),
        effect=bool(entry.get("effect")), cost=bool(entry.get("cost")), **words,
    )  # fmt: skip


def _spread(dist: Mapping[str, Any] | None, catalog: Catalog) -> Spread | None:
    if dist is None:
        return None
    args = {key: value for key, value in dist.items() if key not in ("kind", "finding")}
    if "finding" in dist:
        finding = catalog.findings.get(dist["finding"])
        found = {key: finding.values[name].value for key, name in args.items() if name in finding.values} if finding and finding.printable else {}
        args = {key: value for key, value in found.items() if isinstance(value, int | float)}
        if set(args) != {key for key in dist if key not in ("kind", "finding")}:
            return None
    return Spread(dist["kind"], {key: float(value) for key, value in args.items()})
