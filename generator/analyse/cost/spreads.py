"""Distributions of the cost model: seeded draws from them, and how far they spread."""

from typing import TYPE_CHECKING, Any

from generator.model.cost import Spread

if TYPE_CHECKING:
    from numpy.random import Generator


def variance(spread: Spread) -> float:
    """The expected squared distance from the mean."""
    a = spread.args
    match spread.kind:
        case "beta":
            whole = a["alpha"] + a["beta"]
            return a["alpha"] * a["beta"] / (whole**2 * (whole + 1))
        case "pert":
            middle = spread.mean
            return (middle - a["min"]) * (a["max"] - middle) / 7
        case "gamma":
            return a["shape"] * a["scale"] ** 2
        case "uniform":
            return (a["max"] - a["min"]) ** 2 / 12
        case "fixed":
            return 0.0


def draws(spread: Spread, generator: "Generator", size: int) -> Any:
    """`size` independent draws as an array of floats; one number for what is fixed."""
    a = spread.args
    match spread.kind:
        case "beta":
            return generator.beta(a["alpha"], a["beta"], size)
        case "pert":
            low, mode, high = a["min"], a["mode"], a["max"]
            if low == high:
                return low
            share = 4 / (high - low)
            return low + (high - low) * generator.beta(1 + share * (mode - low), 1 + share * (high - mode), size)
        case "gamma":
            return generator.gamma(a["shape"], a["scale"], size)
        case "uniform":
            return generator.uniform(a["min"], a["max"], size)
        case "fixed":
            return a["value"]


def together(first: Spread, second: Spread, correlation: float, generator: "Generator", size: int) -> tuple[Any, Any]:
    """Draws of two quantities joined by a Gaussian copula.

    Each keeps its own distribution exactly; its sorted draws are put in the order of correlated
    normal numbers, so that no inverse of a beta distribution is needed.
    """
    import numpy as np

    one = generator.standard_normal(size)
    other = correlation * one + (1 - correlation**2) ** 0.5 * generator.standard_normal(size)
    found = []
    for spread, normal in ((first, one), (second, other)):
        drawn = draws(spread, generator, size)
        found.append(drawn if isinstance(drawn, float) else np.sort(drawn)[np.argsort(np.argsort(normal))])
    return found[0], found[1]
