"""What the papers may say of cost beside the break-even: the plan by its parts, and a thousand nurses elsewhere."""

from collections.abc import Iterator
from math import floor

from generator.model.evidence import Catalog
from generator.model.fact import Fact, Kind, Source
from generator.model.request import Request

RATE = "nsi_rate_2025"
_PLAN = "worked out from the plan in briefing.yaml"


def parts(request: Request) -> Iterator[Fact]:
    """`part.<name>`: what the hospital plans to spend in a year, as far as it says; nothing of ours is added."""
    program, ask = request.program, request.ask
    if ask.withhold_amount:
        return
    hours = (program.training_hours or 0) + (program.meeting_hours or 0)
    supporters: tuple[float | None, tuple[str, ...]]
    if ask.supporter_hours:
        held, supporters = "supporters’ hours", (_times(ask.supporter_hours, program.supporter_hourly_cost), ("ask.supporter_hours", "program.supporter_hourly_cost"))
    else:
        held, supporters = "supporters’ training and supervision", (_times(ask.supporters, hours or None, program.supporter_hourly_cost), ("program.training_hours", "program.meeting_hours", "program.supporter_hourly_cost"))
    found = (
        ("coordinator", "coordinator", _times(program.coordinator_fte, program.coordinator_cost), ("program.coordinator_fte", "program.coordinator_cost")),
        ("lead", "clinical lead", _times(program.lead_fte, program.lead_cost), ("program.lead_fte", "program.lead_cost")),
        ("training", "training from outside, first year", program.training, ("program.training",)),
        ("supporters", held, *supporters),
        ("materials", "publicity and materials", program.materials, ("program.materials",)),
    )  # fmt: skip
    for name, label, amount, keys in found:
        if amount:
            sources = tuple(Source("request", key) for key in keys)
            yield Fact(f"part.{name}", Kind.MONEY, amount, label, sources, _PLAN, currency=ask.currency)


def per_thousand(request: Request, catalog: Catalog) -> Iterator[Fact]:
    """`leavers_per_thousand`: of a thousand nurses, those who leave in a year; stands in for the hospital's own count.

    There only while headcount or cost is missing, for hospitals, and beside published dollars.
    """
    ask, workforce = request.ask, request.workforce
    finding = catalog.findings.get(RATE)
    known = ask.annual_cost is not None and workforce.rn_headcount is not None
    if known or ask.withhold_amount or ask.currency != "USD" or request.organization.setting == "ambulatory":
        return
    label, rule = "Registered nurses of a thousand who leave in a year", "a thousand times the yearly turnover rate, to the nearest one"
    rate = finding.values.get("rate") if finding is not None and finding.printable else None
    if workforce.rn_turnover_rate is None and rate is not None and isinstance(rate.value, float):
        yield Fact("leavers_per_thousand", Kind.COUNT, floor(1000 * rate.value + 0.5), label, (Source("facts", rate.id),), rule, parents=(rate.id,))


def _times(*factors: float | None) -> float | None:
    product = 1.0
    for factor in factors:
        if factor is None:
            return None
        product *= factor
    return round(product, 2)
