"""What the workbook prints as facts: each input with its ground, each result with the inputs it rests on.

They stand in no book that a paper is composed from: nothing that rests on an assumed effect can be
printed by a template. facts.csv and build.json hold them beside the others.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.analyse.cost.equations import evaluate
from generator.analyse.cost.scenarios import SCENARIOS
from generator.model.cost import CostModel, Parameter, Unit
from generator.model.fact import Fact, Kind, Source

ASSUMED = "assumption, not read in a source"
GROUNDS = {
    "verified": "read in a source", "derived": "worked out from values read in a source", "unknown": ASSUMED,
    "local": "our own figure", "survey": "our own survey", "set": "set for this run",
}  # fmt: skip
COLUMNS = {"low": "cautious case", "base": "base case", "high": "hopeful case", "zero": "case in which nothing changes"}
RESULTS: Mapping[str, tuple[str, Unit]] = {
    "program_cost": ("Yearly cost of the program: as given, else the sum of its parts", "money"),
    "cost_of_parts": ("Sum of its parts known so far, first year at full use", "money"),
    "break_even_whole": ("Nurse departures prevented in a year that would cover the yearly cost (in whole ones, as in the papers)", "count"),
    "break_even_whole_share": ("Those departures as a share of the nurses who leave in a year (as in the papers)", "share"),
    "break_even_rn_leavers": ("The same departures, exact: cost of the program by the cost of one", "factor"),
    "break_even_share": ("The same share, exact", "share"),
    "users": ("Staff who use the program in a year of full use", "factor"),
    "leavers_avoided": ("Departures avoided in a year of full use", "factor"),
    "shifts_avoided": ("Lost shifts avoided in a year of full use", "factor"),
    "cash_saved_rn": ("Cash in what is saved on nurses who stay, in a year of full use", "money"),
    "benefit_horizon": ("Benefit over the years looked at", "money"),
    "cost_horizon": ("Cost over the years looked at", "money"),
    "net_benefit": ("Benefit minus cost over the years looked at", "money"),
    "break_even_effect": ("Effect on leaving and absence that would cover the cost", "share"),
}
"""The results that stand on the first sheet, in their order."""
_KINDS: Mapping[str, Kind] = {"share": Kind.SHARE, "money": Kind.MONEY, "people": Kind.COUNT, "count": Kind.COUNT}


def fact_id(name: str, scenario: str) -> str:
    """The id of an input's or result's fact in a scenario."""
    return f"cost.{name}.{scenario}"


def cost_facts(model: CostModel, columns: Mapping[str, tuple[Mapping[str, float | None], Mapping[str, Any]]]) -> tuple[Fact, ...]:
    """Facts of the inputs that hold a number of their own, then of the results by scenario."""
    return (*_inputs(model, columns), *_results(model, columns))


def _inputs(model: CostModel, columns: Mapping[str, tuple[Mapping[str, float | None], Mapping[str, Any]]]) -> Iterator[Fact]:
    for parameter in model.parameters.values():
        for scenario in SCENARIOS:
            value = columns[scenario][0][parameter.id]
            own = scenario == "base" or (parameter.uncertain and scenario != "zero") or (parameter.effect and scenario == "zero")
            if value is not None and own:
                yield _input(parameter, scenario, value, model.currency)


def _input(parameter: Parameter, scenario: str, value: float, currency: str) -> Fact:
    label = f"{parameter.label[:1].upper()}{parameter.label[1:]}: {COLUMNS[scenario]}"
    parents: tuple[str, ...] = ()
    match parameter.ground:
        case "local":
            sources = (Source("request", parameter.key),)
        case "survey":
            sources, parents = (Source("facts", parameter.survey),), (parameter.survey,)
        case "verified" | "derived" if parameter.finding:
            sources = (Source("finding", parameter.finding),)
        case _:
            sources = (Source("catalog", f"cost model: {parameter.name}"),)
    if scenario == "zero":
        sources, parents, rule = (Source("catalog", f"cost model: {parameter.name}"),), (), "the effect is taken to be nothing"
    else:
        rule = f"{GROUNDS[parameter.ground]}: {parameter.basis}" + ("" if scenario == "base" else "; a tenth of its draws lie beyond, on this side")
    return _number(fact_id(parameter.id, scenario), parameter.unit, value, label, sources, rule, parents, currency)


def _results(model: CostModel, columns: Mapping[str, tuple[Mapping[str, float | None], Mapping[str, Any]]]) -> Iterator[Fact]:
    grounds = rests_on(model)
    for name, (label, unit) in RESULTS.items():
        for scenario in SCENARIOS:
            value = columns[scenario][1][name]
            if value is not None:
                assumed = [model.parameters[id_].name for id_ in grounds[name] if model.parameters[id_].assumed]
                rule = "worked out on the sheet Model" + (f"; assumed, not read in a source: {', '.join(assumed)}" if assumed else "")
                source = Source("facts", "; ".join(fact_id(id_, "base") for id_ in grounds[name]))
                yield _number(fact_id(name, scenario), unit, value, f"{label}: {COLUMNS[scenario]}", (source,), rule, (), model.currency)


def rests_on(model: CostModel) -> dict[str, tuple[str, ...]]:
    """By result, the ids of the inputs that move it: each is nudged in turn, and what then differs rests on it."""
    base = model.base
    before = evaluate(base)
    nudged = {id_: evaluate({**base, id_: value / 2 + 0.25 if model.parameters[id_].unit == "share" else value + 1}) for id_, value in base.items() if value is not None}
    return {name: tuple(id_ for id_, after in nudged.items() if after[name] != before[name]) for name in RESULTS}


def _number(id_: str, unit: Unit, value: float, label: str, sources: tuple[Source, ...], rule: str, parents: tuple[str, ...], currency: str) -> Fact:
    kind = _KINDS.get(unit, Kind.RATIO)
    if kind is Kind.COUNT and value == int(value):
        value = int(value)
    decimals = 1 if kind is Kind.SHARE else 0 if kind is Kind.MONEY and abs(value) >= 1000 else 2 if kind in (Kind.MONEY, Kind.RATIO) else None
    return Fact(id_, kind, value, label, sources, rule, decimals=decimals, parents=parents, currency=currency if kind is Kind.MONEY else "USD")
