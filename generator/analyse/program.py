"""What a reader can work out where no formula is exact: crossed columns, and two releases together.

The papers are written as a linear program over the counts nobody sees: for each cell how many there
are, how many said yes and how many did not. Each total and each shown group is an equation. A
hidden count is exposed when it cannot vary by its floor (one that the equations fix, because it
lies in their row space, cannot vary at all). Most are proved safe by tables that agree with all
that is printed and differ enough; only for the others the two limits are sought one by one, in
whole numbers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.analyse.bounds import ROW, Exposed, Item, What, is_hidden, sensitive
from generator.analyse.floors import Floors
from generator.analyse.groups import Group, Table

if TYPE_CHECKING:
    from numpy import ndarray

_SIDES: tuple[What, ...] = ("yes", "no")
_WHOLE = 1e-6
MOST_NODES = 200
"""Branches of the search for whole numbers; a count whose limits are not found by then is taken as exposed."""


@dataclass(frozen=True, slots=True)
class Release:
    """What the last papers showed of a table: their totals, and groups and cells by id."""

    total: int
    totals: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[Item, tuple[int, int]] = field(default_factory=dict)
    hidden: frozenset[Item] = frozenset()


class _Count(NamedTuple):
    """A count nobody may work out, as a sum of variables. `enough`: from here on it is not small."""

    exposed: Exposed
    terms: tuple[int, ...]
    least: int
    enough: int = 1 << 60


class Inconsistent(Exception):  # noqa: N818 not an error of the program
    """No table agrees with both releases: they are not of the same respondents and some more."""


def exposed_by_program(table: Table, hidden: Collection[Item], floors: Floors, before: Release | None = None) -> list[Exposed]:
    """Hidden counts of a table that a reader of all papers can narrow down below the floor.

    `before`: the last release of the same survey, of which the present one holds everybody and some
    more, or the other way round. Raises Inconsistent when that cannot be.
    """
    program = _Program(table, before)
    _shown_now(program, table, hidden)
    counts = _hidden_now(program, table, hidden, floors)
    if before is not None:
        _shown_then(program, table, before)
        counts += _in_between(program, table, before, hidden, floors)
    return program.exposed(counts) if counts else []


class _Program:
    """Variables by meaning, equations, and the solver."""

    def __init__(self, table: Table, before: Release | None) -> None:
        self.cells, self.measures = table.cells, tuple(table.totals)
        self.epochs = 1 if before is None else 2
        self.rows: list[tuple[list[int], list[float], float, float]] = []
        every = tuple(range(self.epochs))
        self.now, self.then = every, every[:-1]  # the smaller release is part of the larger one
        if before is not None and before.total > table.total:
            self.now, self.then = (0,), every

    @property
    def size(self) -> int:
        return self.epochs * self.cells * (1 + 2 * len(self.measures))

    def of(self, what: str, cells: Iterable[int], epochs: Iterable[int], measure: str = ROW) -> tuple[int, ...]:
        """Variables whose sum is this count of these cells."""
        block = 1 + 2 * len(self.measures)
        offsets = [0] if what == "size" else [1 + 2 * self.measures.index(measure) + part for part in {"yes": (0,), "no": (1,), "answers": (0, 1)}[what]]
        inside = tuple(cells)
        return tuple((epoch * self.cells + cell) * block + offset for epoch in epochs for cell in inside for offset in offsets)

    def equal(self, terms: Sequence[int], value: int) -> None:
        """The sum is printed, or follows from what is."""
        self.rows.append((list(terms), [1.0] * len(terms), value, value))

    def at_least(self, terms: Sequence[int], value: int) -> None:
        """The sum is known to be no less."""
        self.rows.append((list(terms), [1.0] * len(terms), value, float("inf")))

    def exposed(self, counts: Sequence[_Count]) -> list[Exposed]:
        """Those of the counts that vary too little, one for each cut and measure that holds any."""
        import numpy as np

        solver, matrix = self._solver(), np.zeros((len(counts), self.size), dtype=np.int8)
        for position, count in enumerate(counts):
            matrix[position, list(count.terms)] = 1
        low, high = np.full(len(counts), np.inf), np.full(len(counts), -np.inf)
        least = np.array([count.least for count in counts])
        enough = np.array([count.enough for count in counts])

        def settle(cost: "ndarray[Any, Any]", *, whole: bool = False) -> float | None:
            found = solver.solve(cost, whole=whole)
            if found is None:
                return None
            if np.abs(found - np.rint(found)).max(initial=0) < _WHOLE:  # a table of people, so a proof
                met = np.rint(matrix @ np.rint(found))
                np.minimum(low, met, out=low)
                np.maximum(high, met, out=high)
            return float(cost @ found)

        settle(np.zeros(self.size))
        for _ in range(8):
            open_ = high - low < least
            signs = np.where(np.arange(len(counts)) % 2, 1.0, -1.0)
            for direction in (np.ones(len(counts)), signs):
                cost = (open_ * direction) @ matrix
                settle(cost)
                settle(-cost)
            if ((high - low < least) == open_).all():
                break
        found: list[Exposed] = []
        said: set[tuple[str, str]] = set()
        for place in map(int, np.flatnonzero(high - low < least)):
            key = counts[place].exposed.cut, counts[place].exposed.measure
            if high[place] - low[place] >= least[place] or key in said:
                continue  # proved meanwhile, or its neighbors are to be hidden anyway
            cost = matrix[place].astype(float)
            limits = [sign * found_ for sign in (1, -1) if (found_ := settle(sign * cost)) is not None]
            wide = len(limits) == 2 and limits[1] - limits[0] > least[place] - 1 + _WHOLE
            if wide and high[place] - low[place] < least[place]:  # by halves of people: look for whole ones
                wide = settle(cost, whole=True) is not None and settle(-cost, whole=True) is not None and high[place] - low[place] >= least[place]
            if not wide and low[place] < enough[place]:
                found.append(counts[place].exposed)
                said.add(key)
        return found

    def _solver(self) -> "_Solver":
        ones = [(terms, weights, low, high) for terms, weights, low, high in self.rows]
        for epoch in range(self.epochs):
            for cell in range(self.cells):
                (size,) = self.of("size", (cell,), (epoch,))
                for measure in self.measures:
                    answers = self.of("answers", (cell,), (epoch,), measure)
                    ones.append(([size, *answers], [1.0, *[-1.0] * len(answers)], 0.0, float("inf")))
        return _Solver(self.size, ones)


class _Solver:
    """HiGHS, one thread, always the same answer for the same program."""

    def __init__(self, size: int, rows: Sequence[tuple[list[int], list[float], float, float]]) -> None:
        import highspy
        import numpy as np
        from highspy import _core

        self.kinds = highspy
        self.size = size
        self.highs = _core._Highs()  # the outer class enables callbacks, which greets on the screen and so in --json
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_max_nodes", MOST_NODES), ("presolve", "off"), ("simplex_strategy", 4)):
            self.highs.setOptionValue(option, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = size, len(rows)
        lp.col_cost_ = np.zeros(size)
        lp.col_lower_, lp.col_upper_ = np.zeros(size), np.full(size, highspy.kHighsInf)
        lp.row_lower_ = np.array([low for _, _, low, _ in rows], dtype=float)
        lp.row_upper_ = np.array([highspy.kHighsInf if high == float("inf") else high for *_, high in rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, *_ in rows)]).astype(np.int32)
        lp.a_matrix_.index_ = np.array([term for terms, *_ in rows for term in terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([weight for _, weights, *_ in rows for weight in weights], dtype=float)
        self.highs.passModel(lp)
        self.whole = False

    def solve(self, cost: "ndarray[Any, Any]", *, whole: bool) -> "ndarray[Any, Any] | None":
        """The variables at the least cost, in whole numbers if asked; None when the search gave up.

        Raises Inconsistent when no table agrees with the equations.
        """
        import numpy as np

        columns = np.arange(self.size, dtype=np.int32)
        if whole != self.whole:
            kind = self.kinds.HighsVarType.kInteger if whole else self.kinds.HighsVarType.kContinuous
            self.highs.changeColsIntegrality(self.size, columns, np.array([kind] * self.size))
            self.whole = whole
        self.highs.changeColsCost(self.size, columns, cost.astype(float))
        self.highs.run()
        status, wanted = self.highs.getModelStatus(), self.kinds.HighsModelStatus
        if status == wanted.kInfeasible:
            raise Inconsistent
        if status != wanted.kOptimal:
            return None
        return np.array(self.highs.getSolution().col_value)


def _shown_now(program: _Program, table: Table, hidden: Collection[Item]) -> None:
    every = range(table.cells)
    program.equal(program.of("size", every, program.now), table.total)
    for measure, whole in table.totals.items():
        if whole is not None:
            program.equal(program.of("yes", every, program.now, measure), whole[0])
            program.equal(program.of("answers", every, program.now, measure), whole[1])
    for group in _groups(table):
        if (group.id, ROW) in hidden:
            program.at_least(program.of("size", group.cells, program.now), 1)  # it is listed, so somebody is in it
            continue
        program.equal(program.of("size", group.cells, program.now), group.n)
        for measure in table.totals:
            if not is_hidden(group, measure, hidden):
                k, n = group.counts[measure]
                program.equal(program.of("yes", group.cells, program.now, measure), k)
                program.equal(program.of("answers", group.cells, program.now, measure), n)


def _hidden_now(program: _Program, table: Table, hidden: Collection[Item], floors: Floors) -> list[_Count]:
    found = []
    for cut in table.cuts:
        for group in cut.groups:
            for measure in (ROW, *table.totals):
                if not (is_hidden(group, measure, hidden) if measure != ROW else (group.id, ROW) in hidden):
                    continue
                for what, least in sensitive(group, measure, floors):
                    terms = program.of(what, sorted(group.cells), program.now, measure)
                    found.append(_Count(Exposed(cut.id, group.id, measure, what), terms, least))
    return found


def _shown_then(program: _Program, table: Table, before: Release) -> None:
    every = range(table.cells)
    program.equal(program.of("size", every, program.then), before.total)
    for measure, (k, n) in before.totals.items():
        if measure in table.totals:
            program.equal(program.of("yes", every, program.then, measure), k)
            program.equal(program.of("answers", every, program.then, measure), n)
    places = {**table.former, **{group.id: group.cells for group in _groups(table)}}
    for name, size in before.sizes.items():
        if name in places:
            program.equal(program.of("size", places[name], program.then), size)
    for (name, measure), (k, n) in before.counts.items():
        if name in places and measure in table.totals:
            program.equal(program.of("yes", places[name], program.then, measure), k)
            program.equal(program.of("answers", places[name], program.then, measure), n)


def _in_between(program: _Program, table: Table, before: Release, hidden: Collection[Item], floors: Floors) -> list[_Count]:
    """What the two releases tell of those who came (or went) between them, and of what was hidden then."""
    gap, found = (1,), list[_Count]()

    def add(cut: str, group: Group, measure: str, whats: Iterable[What], epochs: tuple[int, ...], least: int) -> None:
        found.extend(_Count(Exposed(cut, group.id, measure, what), program.of(what, sorted(group.cells), epochs, measure), least, least) for what in whats)

    for cut in table.cuts:
        for group in cut.groups:
            for measure in table.totals:
                now, then = group.counts[measure], before.counts.get((group.id, measure))
                if then is not None and now != then:
                    came = {"yes": abs(now[0] - then[0]), "no": abs(now[1] - now[0] - then[1] + then[0])}
                    few = sum(came.values()) < floors.question
                    add(cut.id, group, measure, [what for what in _SIDES if few or came[what] < floors.inside], gap, floors.inside)
                if (group.id, measure) in before.hidden and not is_hidden(group, measure, hidden):
                    add(cut.id, group, measure, _SIDES, program.then, floors.inside)
            if (group.id, ROW) in before.hidden and (group.id, ROW) not in hidden:
                add(cut.id, group, ROW, ("size",), program.then, floors.group)
    return found


def _groups(table: Table) -> list[Group]:
    return [group for cut in table.cuts for group in cut.groups]
