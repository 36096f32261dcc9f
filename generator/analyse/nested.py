"""Questions that lie inside one another: whose difference is a group of its own.

Whoever was affected in the last twelve months was ever affected. Both shares shown, their
difference is the count of those whose event is longer ago, and it has a floor like any other.
"""

from collections.abc import Sequence

from generator.analyse.floors import Floors, hidden_for
from generator.model.fact import Fact

INSIDE = (("event_12mo", "event_career"),)
"""(part, whole): everybody who says yes to the first says yes to the second."""


def without_small_differences(facts: Sequence[Fact], floors: Floors) -> tuple[Fact, ...]:
    """The facts, the whole hidden where it exceeds its part by fewer than the floor allows.

    The part stays: titles speak of it. A part that exceeds its whole is no part, and tells nothing.
    """
    by_id = {fact.id: fact for fact in facts}
    hidden = set()
    for part, whole in INSIDE:
        one, other = by_id.get(part), by_id.get(whole)
        if one is not None and other is not None and one.count is not None and other.count is not None and 0 <= other.count - one.count < floors.inside:
            hidden.add(whole)
    return tuple(hidden_for(fact, "together") if fact.id in hidden else fact for fact in facts)
