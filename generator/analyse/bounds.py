"""What a reader can work out about a hidden group of one cut: exact limits, by a formula.

Whoever holds the papers knows the totals, the groups that are shown, and that nobody counts less
than once. What is hidden of a measure is then a table with known margins: its rows are yes, not
yes and no answer; its columns are the groups. For such a table the limits of each entry are known
in closed form (Fréchet), and are reached. The groups by other columns add nothing: any two tables
that agree in their totals can be had together.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

from generator.analyse.floors import Floors
from generator.analyse.groups import Cut, Group, Table

ROW = ""
"""In place of a measure: the group as a whole, its size with it."""

What = Literal["size", "answers", "yes", "no"]
Item = tuple[str, str]
"""Id of a group, and a measure or ROW."""


class Exposed(NamedTuple):
    """A hidden count that a reader narrows down too far. `cut`: where it was found."""

    cut: str
    group: str
    measure: str
    what: What


class Limits(NamedTuple):
    """The least and the greatest count that agrees with all that is shown."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """How far apart they are; 0 gives the count away."""
        return self.high - self.low


def is_hidden(group: Group, measure: str, hidden: Collection[Item]) -> bool:
    """Whether this cell is hidden, by itself or with its group."""
    return (group.id, ROW) in hidden or (group.id, measure) in hidden


def sensitive(group: Group, measure: str, floors: Floors) -> Iterator[tuple[What, int]]:
    """Counts of a group that nobody may work out, each with the least width of its limits."""
    if measure == ROW:
        if group.n < floors.group:
            yield "size", floors.group
        return
    k, n = group.counts[measure]
    few = n < floors.question
    if few:
        yield "answers", floors.question
    if few or k < floors.inside:
        yield "yes", floors.inside
    if few or n - k < floors.inside:
        yield "no", floors.inside


def exposed_in_cut(table: Table, hidden: Collection[Item], floors: Floors) -> list[Exposed]:
    """Hidden counts of a plain table that a reader can narrow down below the floor."""
    (cut,) = table.cuts
    sizes = size_limits(table, cut, hidden)
    found = [
        Exposed(cut.id, group.id, ROW, what)
        for group in cut.groups if (group.id, ROW) in hidden
        for what, least in sensitive(group, ROW, floors) if sizes[group.id].width < least
    ]  # fmt: skip
    for measure in table.totals:
        for group, limits in cell_limits(table, cut, measure, hidden, sizes):
            found += [Exposed(cut.id, group.id, measure, what) for what, least in sensitive(group, measure, floors) if limits[what].width < least]
    return found


def size_limits(table: Table, cut: Cut, hidden: Collection[Item]) -> dict[str, Limits]:
    """Limits of each group's size by its id; a shown group has its own."""
    pooled = [group for group in cut.groups if (group.id, ROW) in hidden]
    rest = table.total - sum(group.n for group in cut.groups) + sum(group.n for group in pooled)
    found = {group.id: Limits(group.n, group.n) for group in cut.groups}
    for group in pooled:  # each is listed, so each holds somebody
        found[group.id] = Limits(rest, rest) if len(pooled) == 1 else Limits(1, rest - (len(pooled) - 1))
    return found


def cell_limits(
    table: Table, cut: Cut, measure: str, hidden: Collection[Item], sizes: Mapping[str, Limits]
) -> Iterator[tuple[Group, dict[str, Limits]]]:
    """Limits of answers, yes and no for each hidden cell of a measure."""
    covered = [group for group in cut.groups if is_hidden(group, measure, hidden)]
    whole = table.totals[measure]
    people = sum(group.n for group in covered)  # known: the total without the groups that are shown
    if whole is None:
        sums = {"answers": people, "yes": people, "no": people}
    else:
        shown = [group.counts[measure] for group in cut.groups if not is_hidden(group, measure, hidden)]
        k, n = whole[0] - sum(k for k, _ in shown), whole[1] - sum(n for _, n in shown)
        sums = {"answers": n, "yes": k, "no": n - k}
    for group in covered:
        size = sizes[group.id]
        yield group, {
            what: Limits(0 if whole is None else max(0, total + size.low - people), min(total, size.high)) for what, total in sums.items()
        }
