"""Break-even: how many departures prevented in a year would cover its yearly cost. Arithmetic, not a forecast."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from generator.analyse.cost.published import parts, per_thousand
from generator.analyse.request_facts import WITHHELD
from generator.model.evidence import Catalog
from generator.model.fact import Fact, Kind, Source
from generator.model.request import Request

BreakEvenSource = Literal["local", "nsi", "none"]

_NSI = "nsi_cost_2025"
_DEPARTURES = "Nurse departures whose prevention in a year would cover the yearly cost"
_SHARE = "Those departures as a share of the nurses who leave in a year"
_NET = "Net cost if no departure is prevented"
_LEAVERS = "Registered nurses who leave in a year"


def break_even(request: Request, catalog: Catalog) -> tuple[tuple[Fact, ...], BreakEvenSource]:
    """Work out the break-even, and say which replacement cost it rests on.

    The hospital's own cost of a departure goes first; the published one is used for hospitals
    only, with its range, and only where the request is in its currency: nothing is converted. Amounts kept back suppress all that could reveal them, and with nothing
    to show the source is "none". Departures are rounded up to whole ones.
    """
    leavers = (*_leavers(request), *parts(request), *per_thousand(request, catalog))
    if request.ask.withhold_amount:
        return (*leavers, *_withheld()), "none"
    annual = request.ask.annual_cost
    if annual is None or annual <= 0:
        return leavers, "none"
    zero_effect = _derived("zero_effect_cost", Kind.MONEY, annual, _NET, "the yearly cost, when no departure is prevented", "annual_cost", currency=request.ask.currency)
    costs, source = _replacement_costs(request, catalog)
    departures = tuple(_departures(annual, costs))
    share = _share(departures, leavers)
    return (*leavers, *departures, *share, zero_effect), source


def _leavers(request: Request) -> tuple[Fact, ...]:
    """`rn_departures`: nurses who leave in a year, to the nearest one."""
    heads, rate = request.workforce.rn_headcount, request.workforce.rn_turnover_rate
    if heads is None or rate is None:
        return ()
    count = floor(heads * _exact(rate) + Fraction(1, 2))
    return (_derived("rn_departures", Kind.COUNT, count, _LEAVERS, "nurses employed times the yearly turnover rate, to the nearest one", "rn_headcount", "rn_turnover_rate"),)


def _replacement_costs(request: Request, catalog: Catalog) -> tuple[tuple[tuple[str, str, float], ...], BreakEvenSource]:
    """Break-even fact, parent fact and dollars a departure. A high cost gives the low count."""
    local = request.workforce.rn_replacement_cost
    if local is not None and local > 0:
        return (("break_even_departures", "rn_replacement_cost", local),), "local"
    finding = catalog.findings.get(_NSI)
    # The published figure is of hospital nurses and says nothing of clinics; it is in US dollars.
    if finding is None or not finding.printable or request.organization.setting == "ambulatory" or request.ask.currency != "USD":
        return (), "none"
    names = (("break_even_departures", "cost"), ("break_even_departures_low", "high"), ("break_even_departures_high", "low"))
    costs = tuple(
        (id_, f"{_NSI}.{name}", float(fact.value))
        for id_, name in names
        if (fact := finding.values.get(name)) is not None and isinstance(fact.value, int | float) and fact.value > 0
    )
    return (costs, "nsi") if costs and costs[0][0] == "break_even_departures" else ((), "none")


def _departures(annual: float, costs: tuple[tuple[str, str, float], ...]) -> Iterator[Fact]:
    for id_, parent, cost in costs:
        count = ceil(_exact(annual) / _exact(cost))
        yield _derived(id_, Kind.COUNT, count, _DEPARTURES, "yearly cost divided by the cost of one departure, rounded up", "annual_cost", parent)


def _share(departures: tuple[Fact, ...], leavers: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """`break_even_share`, from the two whole counts that are printed, so that a reader can redo it."""
    if not departures or not leavers:
        return ()
    part, whole = departures[0].value, leavers[0].value if leavers[0].id == "rn_departures" else None
    if not isinstance(part, int) or not isinstance(whole, int) or whole <= 0:
        return ()
    decimals = 1 if part * 10 < whole else None
    return (_derived("break_even_share", Kind.SHARE, part / whole, _SHARE, "break-even departures divided by the nurses who leave in a year", departures[0].id, leavers[0].id, decimals=decimals),)


def _withheld() -> tuple[Fact, ...]:
    withheld = (
        ("break_even_departures", Kind.COUNT, _DEPARTURES), ("break_even_departures_low", Kind.COUNT, _DEPARTURES),
        ("break_even_departures_high", Kind.COUNT, _DEPARTURES), ("break_even_share", Kind.SHARE, _SHARE), ("zero_effect_cost", Kind.MONEY, _NET),
    )
    return tuple(Fact(id_, kind, None, label, (Source("facts", "annual_cost"),), suppressed=WITHHELD) for id_, kind, label in withheld)


def _derived(id_: str, kind: Kind, value: float, label: str, rule: str, *parents: str, decimals: int | None = None, currency: str = "USD") -> Fact:
    return Fact(id_, kind, value, label, (Source("facts", "; ".join(parents)),), rule, decimals=decimals, parents=parents, currency=currency)


def _exact(value: float) -> Fraction:
    """Take the number as it was written: 0.1 is a tenth, so that no count is rounded up by a hair."""
    return Fraction(repr(value))
