"""What changed between two waves of a survey, share by share, with an interval, or "no clear change".

Newcombe RG. Stat Med 1998;17:873-890, method 10: the interval of a difference of two independent shares from
their Wilson intervals. People who answered both times cannot be linked; treating them as different people
makes the interval wider than need be, never narrower, as long as the same person tends to answer alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from math import hypot
from typing import Literal

from generator.analyse.floors import hide
from generator.analyse.wilson import wilson
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.survey import Instrument, Survey

Verdict = Literal["more", "fewer", "no clear change", "suppressed", "missing"]
RULE = "difference of two independent shares, latest wave minus the one before, Newcombe's method 10"


def newcombe(k: int, n: int, k_before: int, n_before: int) -> tuple[float, float]:
    """Limits of `k` of `n` minus `k_before` of `n_before`, shares -1..1. Raises ValueError as `wilson` does."""
    now, before = k / n, k_before / n_before
    (low, high), (low_before, high_before) = wilson(k, n), wilson(k_before, n_before)
    difference = now - before
    return difference - hypot(now - low, high_before - before), difference + hypot(high - now, before - low_before)


def change_facts(
    latest: str, before: str, now_facts: Mapping[str, Fact], before_facts: Mapping[str, Fact], surveys: tuple[Survey, Survey], instrument: Instrument
) -> tuple[Fact, ...]:
    """The wave before as `before.<id>`, changes as `change.<id>`, and the two names as `wave.latest`, `wave.before`.

    `surveys`: the latest and the one before. A change is hidden when either of its shares is; a question
    that was asked in one wave alone, of other items, or in other words has none.
    """
    request = Source("request", "survey.files")
    facts = [
        Fact("wave.latest", Kind.NAME, latest, "name of the latest wave", (request,), "named last in survey.files"),
        Fact("wave.before", Kind.NAME, before, "name of the wave before", (request,), "named before the last in survey.files"),
    ]
    if "respondents" in before_facts:
        facts.append(_earlier(before_facts["respondents"], before))
    for key, now in now_facts.items():
        earlier = before_facts.get(key)
        if now.kind is Kind.SHARE and earlier is not None and key in _comparable(surveys, instrument):
            facts += [_earlier(earlier, before), _change(now, earlier)]
    return tuple(facts)


def verdict(book: FactBook, key: str) -> Verdict:
    """Say how a share changed: "more" or "fewer" only when the limits as printed, in whole points, leave out zero."""
    state = book.state(f"change.{key}")
    if state != "shown":
        return state
    low, high = book[f"change.{key}"].interval or (0.0, 0.0)
    return "more" if _points(low) > 0 else "fewer" if _points(high) < 0 else "no clear change"


def _comparable(surveys: tuple[Survey, Survey], instrument: Instrument) -> frozenset[str]:
    """Ids of shares that rest on the same questions in both waves."""
    one, other = surveys
    asked = [set(survey.items) for survey in surveys]
    same = {f"{d.id}_agree" for d in instrument.dimensions if asked[0].intersection(d.items) == asked[1].intersection(d.items)}
    words = [survey.option_labels for survey in surveys]
    same |= {o.fact for o in instrument.options if words[0].get(o.id, o.label).casefold() == words[1].get(o.id, o.label).casefold()}
    return frozenset(same | (one.local.keys() & other.local.keys()))


def _earlier(fact: Fact, wave: str) -> Fact:
    return replace(fact, id=f"before.{fact.id}", label=f"{fact.label}, {wave}")


def _change(now: Fact, before: Fact) -> Fact:
    id_, label, parents = f"change.{now.id}", f"{now.label}, change", (now.id, f"before.{now.id}")
    source = (Source("facts", "; ".join(parents)),)
    if now.suppressed or before.suppressed or None in (now.n, now.count, before.n, before.count):
        return replace(hide(id_, Kind.DIFFERENCE, label, source, now.suppressed or before.suppressed or "group", RULE), parents=parents)
    k, n, k_before, n_before = (int(number or 0) for number in (now.count, now.n, before.count, before.n))
    return Fact(id_, Kind.DIFFERENCE, k / n - k_before / n_before, label, source, RULE, interval=newcombe(k, n, k_before, n_before), parents=parents)


def _points(share: float) -> Decimal:
    return (Decimal(repr(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP)


def compared(book: FactBook) -> Iterator[str]:
    """Ids of the shares that have a change, shown or hidden, in the order of the book."""
    return (fact.id.removeprefix("change.") for fact in book.under("change"))
