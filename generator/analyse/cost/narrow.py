"""The hospital's own values and its survey's facts, laid over the defaults of the cost model."""

from collections.abc import Mapping
from dataclasses import replace

from generator.model.cost import CostModel, Parameter, Spread
from generator.model.fact import Fact
from generator.model.request import Request

HALF = 0.5
"""Jeffreys' half, added to the answers on either side of a share."""
_OF_HOSPITALS = ("k_turnover_rn", "annual_rn_turnover")


def narrowed(model: CostModel, request: Request, facts: Mapping[str, Fact]) -> CostModel:
    """The model with what this hospital knows of itself.

    A value of briefing.yaml is taken as it is; a share of the survey that may be shown, k of n,
    becomes Beta(k + 1/2, n - k + 1/2). Published amounts are in US dollars and of hospitals: where
    the request uses another currency, or is a clinic's, they are left out and named, never converted.
    """
    currency = request.ask.currency
    parameters: dict[str, Parameter] = {}
    left_out: list[str] = []
    for id_, parameter in model.parameters.items():
        given = request.value(parameter.key) if parameter.key else None
        fact = facts.get(parameter.survey) if parameter.survey else None
        if isinstance(given, int | float):
            parameters[id_] = fixed(parameter, float(given), "local", "given in briefing.yaml")
        elif fact is not None and fact.count is not None and fact.n is not None:
            parameters[id_] = _of_survey(parameter, fact.count, fact.n)
        elif _foreign(parameter, currency) or (request.organization.setting == "ambulatory" and id_ in _OF_HOSPITALS):
            parameters[id_] = parameter._replace(base=None, spread=None)
            left_out.append(parameter.name)
        else:
            parameters[id_] = parameter
    return replace(model, parameters=parameters, currency=currency, left_out=tuple(left_out))


def fixed(parameter: Parameter, value: float, ground: str, basis: str) -> Parameter:
    """The parameter at one value, without a spread."""
    return parameter._replace(base=value, spread=Spread("fixed", {"value": value}), ground=ground, basis=basis, certainty="high" if ground == "local" else "set")  # type: ignore[arg-type]


def _of_survey(parameter: Parameter, k: int, n: int) -> Parameter:
    spread = Spread("beta", {"alpha": k + HALF, "beta": n - k + HALF})
    return parameter._replace(base=(k + HALF) / (n + 1), spread=spread, ground="survey", basis=f"{n:,} answers", certainty="medium")


def _foreign(parameter: Parameter, currency: str) -> bool:
    return currency != "USD" and parameter.unit == "money" and parameter.base is not None
