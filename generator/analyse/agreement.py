"""How far two codings of the same answers agree: percent agreement and Cohen's kappa.

Cohen J. Educ Psychol Meas 1960;20:37-46: kappa = (observed - expected) / (1 - expected), where expected is the
agreement that two coders with these frequencies would reach by chance.
"""

from collections.abc import Sequence
from typing import NamedTuple

from generator.model.problem import Problem

FEW_ANSWERS = 50
FEW_MENTIONS = 5


class Agreed(NamedTuple):
    """A theme in both codings. `n`: decisions. `kappa` is None where both coders always said the same."""

    theme: str
    n: int
    percent: float
    kappa: float | None
    mentions: int


class Agreement(NamedTuple):
    """`answers`: coded answers. `themes`: those that either coder found, in the order given. `overall`: all
    decisions together, one a theme and answer. `whole`: share of answers with the very same themes, 0..1."""

    answers: int
    themes: tuple[Agreed, ...]
    overall: Agreed | None
    whole: float | None

    def warnings(self, place: str) -> tuple[Problem, ...]:
        """What the numbers are too small to say."""
        found = []
        if self.answers < FEW_ANSWERS:
            cure = f"code at least {FEW_ANSWERS}, better twice as many"
            found.append(Problem("comments.few", "warning", place, f"{self.answers} answers were coded, too few for a kappa to be trusted", cure))
        rare = [row.theme for row in self.themes if row.mentions < FEW_MENTIONS]
        if rare:
            message = f"fewer than {FEW_MENTIONS} answers speak of these by either coding, so their kappa says little: {', '.join(rare)}"
            found.append(Problem("comments.few", "note", place, message, "code more answers"))
        return tuple(found)


def agreement(themes: Sequence[str], by_hand: Sequence[frozenset[str]], by_lexicon: Sequence[frozenset[str]]) -> Agreement:
    """Compare two codings of the same answers, theme by theme. Raises ValueError when they differ in length."""
    rows = []
    everything = [0, 0, 0, 0]
    for theme in themes:
        table = [0, 0, 0, 0]  # both, only the first, only the second, neither
        for one, other in zip(by_hand, by_lexicon, strict=True):
            table[3 - 2 * (theme in one) - (theme in other)] += 1
        everything = [a + b for a, b in zip(everything, table, strict=True)]
        if sum(table[:3]):
            rows.append(_agreed(theme, table))
    n = len(by_hand)
    same = sum(one == other for one, other in zip(by_hand, by_lexicon, strict=True))
    return Agreement(n, tuple(rows), _agreed("all themes", everything) if n and themes else None, same / n if n else None)


def _agreed(theme: str, table: Sequence[int]) -> Agreed:
    both, first, second, neither = table
    n = sum(table)
    return Agreed(theme, n, (both + neither) / n, kappa(both, first, second, neither), both + first + second)


def kappa(both: int, first: int, second: int, neither: int) -> float | None:
    """Cohen's kappa of a two-by-two table of counts, -1..1; None where chance alone would agree always."""
    n = both + first + second + neither
    expected = ((both + first) * (both + second) + (second + neither) * (first + neither)) / (n * n)
    return None if expected == 1 else ((both + neither) / n - expected) / (1 - expected)
