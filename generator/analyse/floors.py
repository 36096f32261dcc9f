"""Floors: below them a number says too much about too few. What they hide holds no value at all."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from generator.analyse.wilson import wilson
from generator.model.fact import Fact, Kind, Source
from generator.model.request import Floor

Reason = Literal["", "group", "inside"]
Hiding = Literal["group", "inside", "beside", "together", "previous"]
"""Why a fact is hidden: too few, too few on one side, another would show, the last papers would show it."""


class Floors(NamedTuple):
    """How many respondents it takes to show something.

    `group`: respondents, to show a group. `question`: answers, to show a question. `inside`: how
    many must stand on either side of a share, so that 0% and 100% are never shown.
    """

    group: int
    question: int
    inside: int


FLOORS: Mapping[Floor, Floors] = {
    "strict": Floors(11, 11, 11),
    "default": Floors(10, 10, 5),
    "minimum": Floors(5, 5, 5),
}


def reason_to_hide(floors: Floors, n: int, k: int | None = None) -> Reason:
    """Say why `k` of `n` answers may not be shown, or "" when they may.

    "group": too few answered; "inside": too few on one side. Without `k` only `n` counts.
    """
    if n < floors.question:
        return "group"
    if k is not None and (k < floors.inside or n - k < floors.inside):
        return "inside"
    return ""


def hide(id: str, kind: Kind, label: str, sources: tuple[Source, ...], reason: str, rule: str = "") -> Fact:  # noqa: A002 the noun's own word
    """Make a suppressed fact: asked, but not to be shown."""
    return Fact(id, kind, None, label, sources, rule, suppressed=reason)


def hidden_for(fact: Fact, reason: str) -> Fact:
    """The fact without anything it held."""
    return replace(fact, value=None, n=None, count=None, interval=None, suppressed=reason)


def share(id: str, label: str, k: int, n: int, floors: Floors, source: Source, rule: str, hidden: str = "") -> Fact:  # noqa: A002
    """Make the share `k` of `n` with its Wilson interval, or a suppressed fact where a floor forbids it.

    `hidden`: a reason that holds whatever the numbers are (the whole survey is under the floor).
    """
    reason = hidden or reason_to_hide(floors, n, k)
    if reason:
        return hide(id, Kind.SHARE, label, (source,), reason, rule)
    return Fact(id, Kind.SHARE, k / n, label, (source,), rule, n, k, wilson(k, n))


def floor_facts(floors: Floors) -> tuple[Fact, ...]:
    """Make `floor` and `floor_inside`, for the sentence that says what is hidden."""
    source = (Source("request", "survey.floor"),)
    return (
        Fact("floor", Kind.COUNT, floors.group, "Respondents needed to show a group or a question", source, "profile of the survey's floor"),
        Fact("floor_inside", Kind.COUNT, floors.inside, "Respondents needed on either side of a share", source, "profile of the survey's floor"),
    )
