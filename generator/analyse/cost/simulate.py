"""Ten thousand simulated futures, what moves them most, and what the same futures say under other assumptions."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.analyse.cost.equations import evaluate
from generator.analyse.cost.spreads import draws, together
from generator.model.cost import CostModel, Parameter

LOW, MIDDLE, HIGH = 2.5, 50.0, 97.5
TENTH, NINETIETH = 10.0, 90.0
NARROWEST = 2
"""How many local numbers are named as those that would narrow the range most."""
_COUPLED = ("e_turnover", "e_absence")
_REPORTED = ("users", "leavers_avoided", "shifts_avoided", "cash_saved_rn", "benefit", "program_cost", "benefit_horizon", "cost_horizon", "net_benefit", "break_even_rn_leavers", "break_even_share", "break_even_effect")


class Range(NamedTuple):
    """2.5th, 50th and 97.5th percentile of the futures, and their mean."""

    low: float
    median: float
    high: float
    mean: float


class Swing(NamedTuple):
    """Net benefit when one assumption alone moves from its 10th to its 90th percentile."""

    parameter: Parameter
    low_value: float
    high_value: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """The distance of the two ends."""
        return abs(self.at_high - self.at_low)


class Run(NamedTuple):
    """The same futures under one change: the range of net benefit, and in how many of 100 it is above zero."""

    name: str
    label: str
    net: Range
    positive: float


class Simulation(NamedTuple):
    """What the futures say. `positive`: of 100 futures, those whose net benefit is above zero.

    `standard_error`: of the mean net benefit. `narrow`: the assumptions that the hospital could
    replace, with the share of the range that would go, most first.
    """

    draws: int
    ranges: Mapping[str, Range]
    positive: float
    standard_error: float
    swings: tuple[Swing, ...]
    runs: tuple[Run, ...]
    narrow: tuple[tuple[Parameter, float], ...]


def drawn(model: CostModel) -> dict[str, Any]:
    """Draws of every parameter by id, from the model's own seed; a number where nothing is spread."""
    import numpy as np

    generator = np.random.default_rng(model.seed)
    values: dict[str, Any] = {}
    for id_, parameter in model.parameters.items():
        if id_ not in values:
            values |= _draw(model, id_, parameter, generator)
    return {id_: values[id_] for id_ in model.parameters}


def _draw(model: CostModel, id_: str, parameter: Parameter, generator: Any) -> dict[str, Any]:
    if id_ in _COUPLED:
        spreads = [model.parameters[name].spread for name in _COUPLED]
        if all(spread is not None and spread.kind != "fixed" for spread in spreads):
            first, second = together(spreads[0], spreads[1], model.correlation, generator, model.draws)  # type: ignore[arg-type]
            return dict(zip(_COUPLED, (first, second), strict=True))
    return {id_: parameter.base if parameter.spread is None else draws(parameter.spread, generator, model.draws)}


def simulate(model: CostModel) -> Simulation:
    """Draw, evaluate and compare. The model needs staff and a cost: net benefit must exist."""
    import numpy as np

    values = drawn(model)
    steps = evaluate(values)
    net = _array(steps["net_benefit"], model.draws)
    ranges = {name: _range(_array(steps[name], model.draws)) for name in _REPORTED if steps[name] is not None}
    return Simulation(
        model.draws, ranges, _positive(net), float(np.std(net, ddof=1) / len(net) ** 0.5),
        tuple(sorted(_swings(model, values), key=lambda swing: -swing.width)),
        tuple(_runs(model, values)), tuple(_narrow(model, values, ranges["net_benefit"])),
    )  # fmt: skip


def tails(model: CostModel) -> dict[str, tuple[float, float]]:
    """10th and 90th percentile of each parameter that has a spread, by id."""
    import numpy as np

    values = drawn(model)
    return {id_: (float(low), float(high)) for id_, parameter in model.parameters.items() if parameter.uncertain for low, high in [np.percentile(values[id_], (TENTH, NINETIETH))]}


def _swings(model: CostModel, values: Mapping[str, Any]) -> Iterator[Swing]:
    import numpy as np

    for id_, parameter in model.parameters.items():
        if parameter.uncertain:
            low, high = (float(end) for end in np.percentile(values[id_], (TENTH, NINETIETH)))
            at_low, at_high = (float(evaluate({**model.base, id_: end})["net_benefit"]) for end in (low, high))
            if at_low != at_high:
                yield Swing(parameter, low, high, at_low, at_high)


def _runs(model: CostModel, values: Mapping[str, Any]) -> Iterator[Run]:
    lowest = {id_: p.spread.args["min"] for id_, p in model.parameters.items() if id_.startswith("k_turnover") and p.spread is not None and p.uncertain}
    changes: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("zero-effect", "if the program changes nothing", dict.fromkeys(_COUPLED, 0.0)),
        ("halved-exposure", "if half as many staff are exposed", {"p_exposed": values["p_exposed"] / 2}),
        ("low-cost", "if each departure costs the least of its range", lowest),
    )
    for name, label, change in changes:
        net = _array(evaluate({**values, **change})["net_benefit"], model.draws)
        yield Run(name, label, _range(net), _positive(net))


def _narrow(model: CostModel, values: Mapping[str, Any], net: Range) -> Iterator[tuple[Parameter, float]]:
    """How much of the range goes when one assumption that the hospital can replace is known at its base."""
    width = net.high - net.low
    found = []
    for id_, parameter in model.parameters.items():
        if parameter.uncertain and parameter.replace_with and parameter.ground not in ("local", "set") and width > 0:
            known = _range(_array(evaluate({**values, id_: parameter.base})["net_benefit"], model.draws))
            found.append((parameter, 1 - (known.high - known.low) / width))
    yield from sorted(found, key=lambda pair: -pair[1])[:NARROWEST]


def _range(found: Any) -> Range:
    import numpy as np

    low, median, high = np.percentile(found, (LOW, MIDDLE, HIGH))
    return Range(float(low), float(median), float(high), float(np.mean(found)))


def _positive(net: Any) -> float:
    return 100 * float((net > 0).mean())


def _array(found: Any, size: int) -> Any:
    import numpy as np

    return found if hasattr(found, "shape") and found.shape else np.full(size, float(found))
