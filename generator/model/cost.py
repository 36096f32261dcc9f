"""The cost model's nouns: what is assumed, how widely, on what ground, and for whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Unit = Literal["share", "money", "people", "factor", "shifts", "hours", "minutes", "count", "years", "months"]
Basis = Literal["verified", "derived", "unknown", "local", "survey", "set"]
"""Read in a source; worked out from such; an assumption; the hospital's own; its survey's; set for this run."""

GROUPS = ("rn", "md", "other")


class Spread(NamedTuple):
    """A distribution by its kind and arguments, in the unit of its parameter.

    beta (alpha, beta), pert (min, mode, max), gamma (shape, scale), uniform (min, max), fixed (value).
    """

    kind: Literal["beta", "pert", "gamma", "uniform", "fixed"]
    args: Mapping[str, float]

    @property
    def mean(self) -> float:
        """The expected value."""
        a = self.args
        match self.kind:
            case "beta":
                return a["alpha"] / (a["alpha"] + a["beta"])
            case "pert":
                return (a["min"] + 4 * a["mode"] + a["max"]) / 6
            case "gamma":
                return a["shape"] * a["scale"]
            case "uniform":
                return (a["min"] + a["max"]) / 2
            case "fixed":
                return a["value"]


class Parameter(NamedTuple):
    """One assumption. `id` stands in formulas, `name` is what people write.

    `base`: value of the base case; None where it is not given. `spread`: None for what is given or
    left open. `key`: the line of briefing.yaml that replaces it; `survey`: the fact that narrows it;
    `finding`: the catalog's entry it was read in. `effect`: whether it is what the program is
    assumed to change; `cost`: whether it is a part of the program's cost.
    """

    id: str
    name: str
    label: str
    unit: Unit
    base: float | None
    spread: Spread | None
    ground: Basis
    basis: str
    certainty: str
    replace_with: str = ""
    caution: str = ""
    key: str = ""
    survey: str = ""
    finding: str = ""
    effect: bool = False
    cost: bool = False

    @property
    def assumed(self) -> bool:
        """Whether nobody has read it in a source and nobody here has given it."""
        return self.ground == "unknown"

    @property
    def uncertain(self) -> bool:
        """Whether it has a spread."""
        return self.spread is not None and self.spread.kind != "fixed"


class Guard(NamedTuple):
    """What must not be added to the savings: words by which it may be tried, and why not."""

    label: str
    names: tuple[str, ...]
    why: str


def guarded(guards: tuple[Guard, ...], name: str) -> str:
    """Why nothing of this name may be added; empty when no guard speaks of it."""
    words = f"_{re.sub(r'[^a-z]+', '_', name.casefold())}_"
    return next((guard.why for guard in guards if any(f"_{word}_" in words for word in guard.names)), "")


@dataclass(frozen=True, slots=True)
class CostModel:
    """All parameters by id, in their order, with the settings of the simulation.

    `correlation`: of the two effects, by a Gaussian copula. `currency`: an ISO code, of all amounts.
    `left_out`: names of amounts known in US dollars or for hospitals alone, and not used here.
    """

    parameters: Mapping[str, Parameter]
    draws: int
    seed: int
    correlation: float
    price_year: int
    warning: str
    guards: tuple[Guard, ...]
    currency: str = "USD"
    left_out: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def base(self) -> dict[str, float | None]:
        """The values of the base case by id."""
        return {id_: parameter.base for id_, parameter in self.parameters.items()}
