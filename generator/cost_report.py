"""What `peerbrief cost` tells: the break-even first, then what rests on assumed effects, each number said for what it is."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.analyse.cost.facts import GROUNDS
from generator.analyse.cost.known import known_steps
from generator.analyse.cost.simulate import Range, Simulation, simulate
from generator.costing import cost_model
from generator.gather import gather
from generator.model.cost import GROUPS, CostModel, Parameter
from generator.model.fact import SIGNS
from generator.model.gate import OpenGate
from generator.model.problem import InputError, Problem

THOUSAND = 1000
_WAITS = "waits for your own cost of losing a nurse or of a shift (workforce.rn_replacement_cost, workforce.rn_hourly_pay)"


class Report(NamedTuple):
    """The model of one hospital, its base case, and what was drawn from it.

    A step of the base case is None where what it needs was left empty. `simulation` is None without
    staff: a total of nobody would mean nothing. `thousand`: the base case of a thousand nurses, there
    in its stead. `given`: what was set for this run.
    """

    model: CostModel
    base: Mapping[str, Any]
    simulation: Simulation | None
    thousand: Mapping[str, Any] | None
    gates: tuple[OpenGate, ...]
    problems: tuple[Problem, ...]
    who: str
    marking: str
    given: tuple[str, ...] = ()

    @property
    def assumed(self) -> tuple[Parameter, ...]:
        """Parameters that count here and that nobody has read in a source."""
        whole = self.model.parameters["annual_cost"].base is not None
        absent = tuple(f"_{group}" for group in GROUPS if not self.model.parameters[f"n_{group}"].base)
        return tuple(p for p in self.model.parameters.values() if p.assumed and p.base is not None and not (whole and p.cost) and not p.id.endswith(absent or ("!",)))


def cost_report(briefing: Path | None, given: Iterable[str] = ()) -> Report:
    """Read, set, and simulate. Raises InputError with what cannot be used, or for a program with no cost."""
    gathered = gather(briefing, ("cost",))
    material = gathered.material
    given = tuple(given)
    model = cost_model(material, given)
    base = known_steps(model.base)
    if not (base["program_cost"] or 0) > 0:
        where = f"{briefing.name if briefing else 'briefing.yaml'}"
        raise InputError(Problem("request.wrong-value", "error", where, "the program has no cost, so there is nothing to break even with", "write ask.annual_cost, or the parts under program:"))
    some = (base["staff"] or 0) > 0
    thousand = None if some else known_steps({**model.base, "n_rn": float(THOUSAND)})
    return Report(model, base, simulate(model) if some else None, thousand, material.gates, gathered.problems, material.request.organization.name, material.marking, given)


def as_json(report: Report) -> dict[str, Any]:
    """The object that `cost --json` prints."""
    simulation = report.simulation
    return {
        "currency": report.model.currency, "price_year": report.model.price_year, "marking": report.marking,
        "set": list(report.given), "base": dict(report.base), "per_thousand_nurses": None if report.thousand is None else dict(report.thousand),
        "simulated": None if simulation is None else _simulated(simulation, report.base),
        "parameters": [_parameter(p) for p in report.model.parameters.values()],
        "left_out": list(report.model.left_out), "gates": [gate.as_json() for gate in report.gates],
        "problems": [{name: getattr(problem, name) for name in ("code", "severity", "where", "message", "cure")} for problem in report.problems],
    }  # fmt: skip


def _simulated(found: Simulation, base: Mapping[str, Any]) -> dict[str, Any]:
    """What rests on an amount that nobody gave is None: it was drawn as nothing, and is not known."""
    ranges = {name: None if base[name] is None else _range(given) for name, given in found.ranges.items()}
    if base["net_benefit"] is None:
        return {"draws": found.draws, "positive_of_100": None, "standard_error": None, "ranges": ranges, "tornado": [], "runs": [], "would_narrow": []}
    return {
        "draws": found.draws, "positive_of_100": found.positive, "standard_error": found.standard_error, "ranges": ranges,
        "tornado": [{"name": s.parameter.name, "low": s.low_value, "high": s.high_value, "net_at_low": s.at_low, "net_at_high": s.at_high} for s in found.swings],
        "runs": [{"name": run.name, "net_benefit": _range(run.net), "positive_of_100": run.positive} for run in found.runs],
        "would_narrow": [{"name": p.name, "share_of_range": share, "replace_with": p.replace_with} for p, share in found.narrow],
    }  # fmt: skip


def _range(found: Range) -> dict[str, float]:
    return {"low": found.low, "median": found.median, "high": found.high, "mean": found.mean}


def _parameter(p: Parameter) -> dict[str, Any]:
    return {
        "name": p.name, "label": p.label, "unit": p.unit, "base": p.base, "ground": GROUNDS[p.ground] if p.base is not None else "not given", "basis": p.basis,
        "certainty": p.certainty, "replace_with": p.replace_with, "spread": None if p.spread is None else {"kind": p.spread.kind, **p.spread.args},
    }  # fmt: skip


def lines(report: Report) -> Iterator[str]:
    """The report for a person at a screen."""
    model = report.model
    yield f"{report.who or 'Your organization'}{f'  [{report.marking}]' if report.marking else ''}"
    yield from _break_even(report)
    if report.simulation is not None:
        yield from _futures(report, report.simulation)
        if report.base["net_benefit"] is not None:
            yield from _worth(report, report.simulation)
            yield from _moves(report, report.simulation)
    else:
        yield from _per_thousand(report)
    yield ""
    if report.given:
        yield f"Set for this run: {', '.join(report.given)}"
    if model.left_out:
        why = f"amounts are in {model.currency} and published dollars are not converted" if model.currency != "USD" else "figures of hospital nurses are not used for clinics"
        yield f"Left out until you give your own ({why}): {', '.join(model.left_out)}"
    if report.assumed:
        yield "Assumptions, not read in a source: " + ", ".join(f"{p.name} {value(p, p.base, model.currency)}" for p in report.assumed)
    own = [p.name for p in model.parameters.values() if p.ground in ("local", "survey") and p.base is not None]
    yield f"Your own figures used: {', '.join(own) if own else 'none yet'}"
    for problem in report.problems:
        if problem.code.startswith("request."):
            yield f"Worth a look: {problem}"
    for gate in report.gates:
        yield f"Open: {gate.where}  {gate.message}"
    yield f"Amounts in {model.currency} of {model.price_year}, seen from the hospital. Apart from the break-even, none of this belongs in a board's paper."


def _break_even(report: Report) -> Iterator[str]:
    base, currency = report.base, report.model.currency
    yield "\nBreak-even (no effect assumed)"
    yield f"  The program costs        {money(base['program_cost'], currency)} in its first year{'' if report.model.parameters['annual_cost'].base is not None else ', added up from parts that are assumed'}"
    cost = report.model.parameters["k_turnover_rn"].base
    if base["break_even_rn_leavers"] is not None and cost is not None:
        share = base["break_even_share"]
        of = f", {share:.1%} of the {base['rn_leavers']:,.0f} who leave" if share is not None else ""
        yield f"  It costs what            {base['break_even_rn_leavers']:.1f} nurse departures a year cost, at {money(cost, currency)} each{of}"
    else:
        yield "  Departures               wait for your own cost of losing a nurse (workforce.rn_replacement_cost)"
    yield f"  If it changes nothing    the net cost is {money(base['cost_horizon'], currency)}{_horizon(report)}"


def _futures(report: Report, found: Simulation) -> Iterator[str]:
    currency, ranges = report.model.currency, found.ranges
    yield f"\n{found.draws:,} simulated futures (median, and 2.5th to 97.5th percentile); the effects are assumed, not measured"
    yield f"  Users a year             {spread(ranges['users'], lambda x: f'{x:,.0f}')}"
    yield f"  Departures avoided       {spread(ranges['leavers_avoided'], lambda x: f'{x:,.2f}')}"
    if report.base["benefit_horizon"] is None:
        yield f"  Benefit                  {_WAITS}"
    else:
        yield f"  Benefit                  {spread(ranges['benefit_horizon'], lambda x: money(x, currency))}{_horizon(report)}"
    if report.base["cash_saved_rn"] is not None:
        yield f"  Cash in it, from nurses  {spread(ranges['cash_saved_rn'], lambda x: money(x, currency))} in a year; the rest is lost output"
    yield f"  Cost                     {spread(ranges['cost_horizon'], lambda x: money(x, currency))}"


def _worth(report: Report, found: Simulation) -> Iterator[str]:
    """Benefit against cost, where both are known."""
    currency, ranges = report.model.currency, found.ranges
    yield f"  Benefit minus cost       {spread(ranges['net_benefit'], lambda x: money(x, currency))}"
    yield f"  The benefit is above the cost in {hundred(found.positive)} of 100 simulated futures under these assumptions."
    if found.standard_error > 0.01 * report.base["cost_horizon"]:
        yield f"  The mean is known to {money(found.standard_error, currency)} only: too few draws for one percent of the cost."
    if (report.base["break_even_effect"] or 0) > 1:
        yield "  In the base case no effect would be enough: even if no user left or stayed away, the benefit would be below the cost."
    yield "\nThe same futures under other assumptions (benefit minus cost)"
    for run in found.runs:
        yield f"  {run.label[:1].upper() + run.label[1:]:<50} {spread(run.net, lambda x: money(x, currency))}; above zero in {hundred(run.positive)} of 100"


def _moves(report: Report, found: Simulation) -> Iterator[str]:
    currency = report.model.currency
    yield "\nWhat moves it most (benefit minus cost, each alone from its 10th to its 90th percentile)"
    for swing in found.swings[:8]:
        mark = "  (assumption, not read in a source)" if swing.parameter.assumed else ""
        ends = f"{value(swing.parameter, swing.low_value, currency)} to {value(swing.parameter, swing.high_value, currency)}"
        yield f"  {swing.parameter.name:<22} {ends:<24} {money(swing.at_low, currency):>12} to {money(swing.at_high, currency):>12}{mark}"
    if found.narrow:
        yield "\nTwo numbers of your own that would narrow the range most"
        for parameter, share in found.narrow:
            yield f"  {parameter.name:<22} {share:.0%} less range; from {parameter.replace_with}"


def _per_thousand(report: Report) -> Iterator[str]:
    found = report.thousand
    if found is None:
        return
    currency = report.model.currency
    yield "\nNo headcount is given, so there is no total. Of a thousand nurses (base case, effects assumed, not measured):"
    yield f"  Leave in a year          {found['per_thousand_rn']:,.0f}"
    yield f"  Would use the program    {found['users']:,.1f}"
    yield f"  Departures avoided       {found['leavers_avoided']:,.2f}"
    yield f"  Benefit in a year        {_WAITS if found['benefit'] is None else money(found['benefit'], currency)}"
    yield "  Write workforce.rn_headcount, or --set rn_headcount=NUMBER, for the rest."


def _horizon(report: Report) -> str:
    years = int(report.model.parameters["horizon_years"].base or 1)
    return f" over {years} years" if years > 1 else ""


def money(amount: float, currency: str) -> str:
    """An amount to the whole unit, its sign before it."""
    sign = SIGNS.get(currency) or f"{currency} "
    return f"{'-' if round(amount) < 0 else ''}{sign}{abs(amount):,.0f}"


def value(parameter: Parameter, amount: float | None, currency: str) -> str:
    """A parameter's value in its unit."""
    if amount is None:
        return "not given"
    match parameter.unit:
        case "money":
            return money(amount, currency) if amount == int(amount) or amount >= THOUSAND else f"{SIGNS.get(currency) or currency + ' '}{amount:,.2f}"
        case "share":
            return f"{amount:.1%}"
        case _:
            return f"{amount:,.3g}"


def spread(found: Range, say: Any) -> str:
    """Median with its percentiles in brackets."""
    return f"{say(found.median)} ({say(found.low)} to {say(found.high)})"


def hundred(positive: float) -> str:
    """Of 100 futures: a whole number; none and all only when they are exact."""
    if 0 < positive < 1:
        return "fewer than 1"
    return "more than 99" if 99 < positive < 100 else f"{positive:.0f}"

