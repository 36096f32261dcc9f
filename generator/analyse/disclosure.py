"""Disclosure control of groups: what is too small is hidden, and so is what would give it away.

Primary suppression follows the floors. Then the papers are attacked as a reader could: with all
totals and all that is shown. While a hidden count can be narrowed down below its floor, the
smallest neighbor that is still shown is hidden too (complementary suppression). At last each
neighbor is shown again if the rest holds without it, so that no more is lost than is needed.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.analyse.bounds import ROW, Exposed, Item, exposed_in_cut, is_hidden
from generator.analyse.floors import Floors, Hiding, reason_to_hide
from generator.analyse.groups import Cut, Group, Table

MOST_TRIED, MOST_TRIED_CROSSED = 60, 24
"""Neighbors that are tried again; beyond that the time is not worth the few cells. Where the attack is a program, each trial
takes one."""

Attack = Callable[[Table, Mapping[Item, Hiding], Floors], list[Exposed]]


class Protection(NamedTuple):
    """What is hidden of a table and why. `given_up`: no hiding was enough, so nothing of it is listed."""

    hidden: Mapping[Item, Hiding]
    given_up: bool = False


def protect(table: Table, floors: Floors, first: Mapping[Item, Hiding], attack: Attack | None = None) -> Protection:
    """Hide as little as keeps every small count from being worked out, the same for the same table.

    `first`: items that are hidden for another reason. `attack`: what finds the exposed counts; by
    default the formula for plain tables and the linear program for others.
    """
    attack = attack or attack_for(table)
    hidden = {**primary(table, floors), **first}
    beside: list[Item] = []
    while exposed := attack(table, hidden, floors):
        chosen = _neighbors(table, hidden, exposed)
        if not chosen:
            return Protection({}, given_up=True)
        for item in chosen:
            hidden[item] = "beside"
            beside.append(item)
    return Protection(_fewest(table, floors, hidden, beside, attack))


def attack_for(table: Table) -> Attack:
    """The cheapest attack that is exact for this table."""
    if table.plain:
        return exposed_in_cut
    return _exposed_in_crossing


def _exposed_in_crossing(table: Table, hidden: Mapping[Item, Hiding], floors: Floors) -> list[Exposed]:
    from generator.analyse.lines import exposed_in_lines
    from generator.analyse.program import exposed_by_program

    return exposed_in_lines(table, hidden, floors) or exposed_by_program(table, hidden, floors)


def primary(table: Table, floors: Floors) -> dict[Item, Hiding]:
    """What the floors hide by themselves; a measure that is hidden for all is hidden for each group."""
    found: dict[Item, Hiding] = {}
    for group in _groups(table):
        if group.n < floors.group:
            found[group.id, ROW] = "group"
            continue
        for measure, whole in table.totals.items():
            k, n = group.counts[measure]
            reason = reason_to_hide(floors, n, k) or ("group" if whole is None else "")
            if reason:
                found[group.id, measure] = reason
    return found


def _groups(table: Table) -> list[Group]:
    return [group for cut in table.cuts for group in cut.groups]


def _neighbors(table: Table, hidden: Mapping[Item, Hiding], exposed: list[Exposed]) -> list[Item]:
    """One more item to hide for each cut and measure with an exposed count."""
    by_place: dict[tuple[str, str], Exposed] = {}
    for one in exposed:
        by_place.setdefault((one.cut, one.measure), one)
    chosen = dict.fromkeys(item for one in by_place.values() if (item := _neighbor(table, hidden, one)) is not None)
    rows = {group for group, measure in chosen if measure == ROW}
    return [item for item in chosen if item[1] == ROW or item[0] not in rows]


def _neighbor(table: Table, hidden: Mapping[Item, Hiding], exposed: Exposed) -> Item | None:
    cut = next(cut for cut in table.cuts if cut.id == exposed.cut)
    group = next(group for group in cut.groups if group.id == exposed.group)
    if exposed.what == "answers" and (group.id, ROW) not in hidden:
        return group.id, ROW  # how many answered is bounded by how many there are: the size must go
    ways = [(exposed.measure, cut)] if exposed.measure == ROW else [(exposed.measure, cut), (ROW, cut)]
    for other in table.cuts:
        if other is not cut:
            ways += [(exposed.measure, other), *([(ROW, other)] if exposed.measure != ROW else [])]
    for measure, place in ways:
        if (item := _smallest(place, measure, hidden, group)) is not None:
            return item
    return None


def _smallest(cut: Cut, measure: str, hidden: Mapping[Item, Hiding], group: Group) -> Item | None:
    """The smallest item still shown in a cut; one that shares a line of a crossing comes first."""
    open_ = [one for one in cut.groups if (one.id, ROW) not in hidden] if measure == ROW else [one for one in cut.groups if not is_hidden(one, measure, hidden)]
    if not open_:
        return None
    names = set(group.label.split(", "))

    def order(one: Group) -> tuple[bool, int, str]:
        apart = len(cut.columns) > 1 and not names & set(one.label.split(", "))
        return apart, one.n if measure == ROW else one.counts[measure][1], one.id

    return min(open_, key=order).id, measure


def _fewest(table: Table, floors: Floors, hidden: dict[Item, Hiding], beside: list[Item], attack: Attack) -> dict[Item, Hiding]:
    """What is hidden without the neighbors that turn out not to be needed, the largest tried first."""
    size = {group.id: group.n for group in _groups(table)}
    most = MOST_TRIED if attack is exposed_in_cut else MOST_TRIED_CROSSED
    for item in sorted(beside, key=lambda item: (item[1] != ROW, -size[item[0]], item))[:most]:
        fewer: dict[Item, Hiding] = {other: reason for other, reason in hidden.items() if other != item}
        if not attack(table, fewer, floors):
            hidden = fewer
    return hidden
