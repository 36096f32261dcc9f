"""The lines of a crossing, each a plain table: what is exposed there is exposed, and a formula finds it.

A reader of a crossing knows each line with its total. Whatever one line gives away the whole gives
away, so the cheap search goes first; only what passes it is left to the linear program.
"""

from collections.abc import Collection, Iterator

from generator.analyse.bounds import ROW, Exposed, Item, exposed_in_cut, is_hidden
from generator.analyse.floors import Floors
from generator.analyse.groups import Cut, Table


def exposed_in_lines(table: Table, hidden: Collection[Item], floors: Floors) -> list[Exposed]:
    """Hidden counts that a single line, or a single cut, gives away."""
    return [one for line in _lines(table, hidden) for one in exposed_in_cut(line, hidden, floors)]


def _lines(table: Table, hidden: Collection[Item]) -> Iterator[Table]:
    for cut in table.cuts:
        yield Table(table.cells, (cut,), table.total, table.totals)
    for cut in table.cuts:
        for coarser in table.cuts:
            if len(coarser.columns) < len(cut.columns) and set(coarser.columns) <= set(cut.columns):
                for group in coarser.groups:
                    if (group.id, ROW) not in hidden:
                        inside = tuple(one for one in cut.groups if one.cells <= group.cells)
                        totals = {m: None if is_hidden(group, m, hidden) else group.counts[m] for m in table.totals}
                        yield Table(table.cells, (Cut(cut.id, cut.columns, inside),), group.n, totals)
