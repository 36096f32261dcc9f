"""A number that knows where it comes from.

Nothing is printed as a bare number. A survey share, a published percentage, an amount of the
request, a date and a name are all facts; what the reader sees is made by `generator.compose.show`.
"""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

SIGNS: Mapping[str, str] = {
    "USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "JPY": "¥", "INR": "₹", "ILS": "₪", "KRW": "₩",
}
"""What stands before an amount; another currency shows its three letters and a blank."""


class Kind(StrEnum):
    """What a value is, and so how it is rounded and written."""

    SHARE = "share"  # 0..1
    MEAN = "mean"  # on the instrument's scale
    COUNT = "count"
    MONEY = "money"  # in the fact's currency
    RATIO = "ratio"  # odds ratio, rank, score: printed as published
    YEAR = "year"
    DATE = "date"
    DIFFERENCE = "difference"  # of two shares, -1..1
    NAME = "name"  # words: a name, a catalog title, a sentence of the request


class Source(NamedTuple):
    """Where a fact comes from.

    `ref` is column names of the survey joined by "; " (`survey`), a key of briefing.yaml
    (`request`), a finding's id (`finding`), a resource or instrument id (`catalog`), or the ids
    of the parent facts joined by "; " (`facts`).
    """

    kind: Literal["survey", "request", "finding", "catalog", "facts"]
    ref: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One number or name, its rule and its origin.

    `value`: share 0..1, an amount, a count, a `date`, or words; None exactly when suppressed.
    `n`: the denominator, in respondents or in the study's participants.
    `interval`: 95% limits in the unit of `value` (Wilson for shares of the survey).
    `decimals`: digits after the point as published (of the percentage, for shares); None
    means the house rule of its kind.
    `currency`: of an amount, an ISO code. Nothing is ever converted.
    `rule`: how it was worked out, in words. `label`: what it says, in words, without the number.
    A suppressed fact holds neither value, n, count nor interval: nothing can leak from it.
    """

    id: str
    kind: Kind
    value: float | int | str | date | None
    label: str
    sources: tuple[Source, ...]
    rule: str = ""
    n: int | None = None
    count: int | None = None
    interval: tuple[float, float] | None = None
    decimals: int | None = None
    suppressed: str = ""
    parents: tuple[str, ...] = ()
    currency: str = "USD"

    def __post_init__(self) -> None:
        if self.suppressed and (self.value, self.n, self.count, self.interval) != (None,) * 4:
            raise ValueError(f"suppressed fact {self.id} holds a value")
        if not self.suppressed and self.value is None:
            raise ValueError(f"fact {self.id} has no value and is not suppressed")

    @property
    def finding(self) -> str | None:
        """The id of the finding this fact was published in, if it is a published one."""
        return next((s.ref for s in self.sources if s.kind == "finding"), None)


State = Literal["shown", "suppressed", "missing"]


class FactBook(Mapping[str, Fact]):
    """All facts of a run by id, in order. Immutable."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._facts: dict[str, Fact] = {}
        for fact in facts:
            if fact.id in self._facts:
                raise ValueError(f"two facts bear the id {fact.id}")
            self._facts[fact.id] = fact

    def __getitem__(self, key: str) -> Fact:
        return self._facts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def items(self) -> ItemsView[str, Fact]:
        """Ids with their facts."""
        return self._facts.items()

    def values(self) -> ValuesView[Fact]:
        """All facts."""
        return self._facts.values()

    @cached_property
    def _index(self) -> dict[str, int]:
        return {key: i for i, key in enumerate(self._facts)}

    @cached_property
    def _under(self) -> dict[str, list[Fact]]:
        """Facts by each stem of their ids: `need.rest` stands under `need`."""
        under: dict[str, list[Fact]] = {}
        for key, fact in self._facts.items():
            at = key.find(".")
            while at >= 0:
                under.setdefault(key[:at], []).append(fact)
                at = key.find(".", at + 1)
        return under

    def index(self, key: str) -> int:
        """The fact's place in the book."""
        return self._index[key]

    def is_stem(self, key: str) -> bool:
        """Whether ids begin with `key` and a dot."""
        return key in self._under

    def under(self, stem: str) -> tuple[Fact, ...]:
        """The facts whose ids begin with `stem` and a dot, in order."""
        return tuple(self._under.get(stem, ()))

    def state(self, key: str) -> State:
        """`missing` when it was never asked, `suppressed` when the group is under the floor."""
        fact = self._facts.get(key)
        if fact is None:
            return "missing"
        return "suppressed" if fact.suppressed else "shown"
