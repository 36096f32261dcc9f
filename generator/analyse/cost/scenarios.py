"""The four columns of the workbook: base, all cautious, all hopeful, and nothing changed."""

from collections.abc import Mapping
from typing import Any

from generator.analyse.cost.known import known_steps
from generator.analyse.cost.simulate import tails
from generator.model.cost import CostModel

SCENARIOS = ("low", "base", "high", "zero")


def scenario_values(model: CostModel) -> dict[str, dict[str, float | None]]:
    """Values by scenario and parameter id.

    low: what helps at its 10th percentile, what costs at its 90th; high the other way round; zero:
    the base case with effects of nothing. Ten thousand draws decide where the percentiles lie.
    """
    ends = tails(model)
    base = model.base

    def at(id_: str, cautious: bool) -> float | None:
        if id_ not in ends:
            return base[id_]
        low, high = ends[id_]
        return _rounded(low if cautious != model.parameters[id_].cost else high)

    return {
        "low": {id_: at(id_, True) for id_ in base},
        "base": base,
        "high": {id_: at(id_, False) for id_ in base},
        "zero": {id_: 0.0 if model.parameters[id_].effect else value for id_, value in base.items()},
    }


def scenarios(model: CostModel) -> dict[str, tuple[Mapping[str, float | None], Mapping[str, Any]]]:
    """Values and steps by scenario; a step is None where an input it needs was left empty."""
    return {name: (values, known_steps(values)) for name, values in scenario_values(model).items()}


def _rounded(value: float) -> float:
    """Three figures: a percentile of draws is no finer than that."""
    return float(f"{value:.3g}")
