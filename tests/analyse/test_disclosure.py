"""An attacker who holds all papers, counts in whole people and tries every table by brute force."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.bounds import ROW, exposed_in_cut, is_hidden, sensitive
from generator.analyse.disclosure import primary, protect
from generator.analyse.floors import FLOORS, Floors
from generator.analyse.groups import NOT_STATED, tables
from generator.analyse.program import Inconsistent, Release, exposed_by_program
from generator.model.request import GroupBy
from generator.model.survey import Survey

SMALL = Floors(3, 3, 2)  # the rules of the profiles, small enough to try all tables


def made(rows, columns=("unit",)):
    """A survey from rows of group values followed by an answer (True, False or None), and its whole counts."""
    groups = {name: tuple(row[i] for row in rows) for i, name in enumerate(columns)}
    answers = {"m": tuple(row[-1] for row in rows)}
    totals = {"m": (sum(a is True for a in answers["m"]), sum(a is not None for a in answers["m"]))}
    return Survey("x", "plain", "svest", len(rows), (), {}, {}, {}, {}, {}, {}, (), groups=groups), answers, totals


def table_of(rows, columns=("unit",), wanted=None):
    survey, answers, totals = made(rows, columns)
    (table,) = tables(survey, wanted or [GroupBy((name,)) for name in columns], answers, totals)
    return table


def compositions(total, parts):
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def attack(table, hidden):
    """Every (size, answers, yes, no) that a hidden group can have, by enumeration of whole tables of cells."""
    groups = [group for cut in table.cuts for group in cut.groups]
    cells = range(table.cells)
    seen = {}
    k, n = table.totals["m"]
    for sizes in compositions(table.total, table.cells):
        def summed(values, group):
            return sum(values[cell] for cell in group.cells)

        if any(summed(sizes, g) != g.n if (g.id, ROW) not in hidden else summed(sizes, g) < 1 for g in groups):
            continue
        for yes in compositions(k, table.cells):
            if any(yes[c] > sizes[c] for c in cells):
                continue
            if any(not is_hidden(g, "m", hidden) and summed(yes, g) != g.counts["m"][0] for g in groups):
                continue
            for no in product(*(range(sizes[c] - yes[c] + 1) for c in cells)):
                if sum(no) != n - k or any(not is_hidden(g, "m", hidden) and summed(no, g) != g.counts["m"][1] - g.counts["m"][0] for g in groups):
                    continue
                for g in groups:
                    found = summed(sizes, g), summed(yes, g) + summed(no, g), summed(yes, g), summed(no, g)
                    for what, value in zip(("size", "answers", "yes", "no"), found, strict=True):
                        low, high = seen.get((g.id, what), (value, value))
                        seen[g.id, what] = min(low, value), max(high, value)
    return seen


def safe(table, hidden, floors):
    seen = attack(table, hidden)
    for cut in table.cuts:
        for group in cut.groups:
            for measure in (ROW, "m"):
                if measure == ROW and (group.id, ROW) not in hidden:
                    continue
                if measure == "m" and not is_hidden(group, "m", hidden):
                    assert group.counts["m"][1] >= floors.question
                    continue
                for what, least in sensitive(group, measure, floors):
                    low, high = seen[group.id, what]
                    assert high - low >= least, (group.id, what, low, high)


respondent = st.tuples(st.sampled_from("ABCD"), st.sampled_from([True, True, False, False, None]))


@settings(max_examples=60, deadline=None)
@given(st.lists(respondent, min_size=6, max_size=13))
def test_nobody_can_narrow_down_a_hidden_count_of_one_cut(rows):
    table = table_of(rows)
    done = protect(table, SMALL, {})
    if not done.given_up:
        safe(table, done.hidden, SMALL)


@settings(max_examples=60, deadline=None)
@given(st.lists(respondent, min_size=6, max_size=14), st.data())
def test_the_formula_finds_what_the_linear_program_finds(rows, data):
    table = table_of(rows)
    hidden = primary(table, SMALL)
    for group in table.cuts[0].groups:
        if data.draw(st.booleans()):
            hidden[group.id, data.draw(st.sampled_from(["m", ROW]))] = "beside"
    formula = {(e.group, e.measure) for e in exposed_in_cut(table, hidden, SMALL)}
    program = {(e.group, e.measure) for e in exposed_by_program(table, hidden, SMALL)}
    assert program <= formula  # the program names one for each measure
    assert {measure for _, measure in program} == {measure for _, measure in formula}


crossed = st.tuples(st.sampled_from("AB"), st.sampled_from("xy"), st.sampled_from([True, False]))


@settings(max_examples=12, deadline=None)
@given(st.lists(crossed, min_size=5, max_size=9))
def test_nobody_can_narrow_down_a_hidden_count_of_crossed_columns(rows):
    wanted = [GroupBy(("unit",)), GroupBy(("role",)), GroupBy(("unit", "role"))]
    table = table_of(rows, ("unit", "role"), wanted)
    done = protect(table, Floors(2, 2, 1), {})
    if not done.given_up:
        safe(table, done.hidden, Floors(2, 2, 1))


def rows_of(**groups):
    """{"A": (12, 6, 5)}: twelve people, of whom six said yes and five no."""
    return [(name, answer) for name, (n, yes, no) in groups.items() for answer in [True] * yes + [False] * no + [None] * (n - yes - no)]


def test_one_small_group_takes_its_smallest_neighbor_with_it():
    table = table_of(rows_of(Alpha=(30, 15, 15), Beta=(14, 7, 7), Gamma=(6, 3, 3), Zeta=(25, 12, 13)))
    hidden = protect(table, FLOORS["default"], {}).hidden
    assert {item for item in hidden if item[1] == ROW} == {("unit.gamma", ROW), ("unit.beta", ROW)}
    assert exposed_in_cut(table, {("unit.gamma", ROW): "group"}, FLOORS["default"])  # alone it is the total without the rest


def test_a_share_of_nobody_and_one_of_everybody_are_hidden():
    table = table_of(rows_of(Alpha=(30, 0, 30), Beta=(30, 30, 0), Gamma=(40, 20, 20), Zeta=(40, 20, 20)))
    hidden = protect(table, FLOORS["default"], {}).hidden
    assert hidden["unit.alpha", "m"] == hidden["unit.beta", "m"] == "inside"


def test_nothing_is_hidden_where_nothing_is_small():
    table = table_of(rows_of(Alpha=(30, 15, 15), Beta=(40, 20, 20)))
    assert protect(table, FLOORS["default"], {}).hidden == {}


def test_two_groups_of_whom_one_is_small_are_not_listed_at_all_or_both_hidden():
    table = table_of(rows_of(Alpha=(30, 15, 15), Beta=(3, 1, 2)))
    hidden = protect(table, FLOORS["default"], {}).hidden
    assert {group for group, _ in hidden} >= {"unit.alpha", "unit.beta"}


def test_those_who_name_no_group_are_a_group():
    table = table_of([*rows_of(Alpha=(30, 15, 15), Beta=(14, 7, 7)), *[(None, True)] * 3])
    assert [group.label for group in table.cuts[0].groups] == ["Alpha", "Beta", NOT_STATED]
    assert ("unit.not_stated", ROW) in protect(table, FLOORS["default"], {}).hidden


def test_a_rollup_counts_small_units_in_a_larger_one():
    rows = rows_of(**{"4 West": (6, 3, 3), "5 West": (8, 4, 4), "Surgery": (30, 15, 15)})
    table = table_of(rows, wanted=[GroupBy(("unit",), {"4 west": "Medicine", "5 West": "Medicine"})])
    assert [(group.label, group.n) for group in table.cuts[0].groups] == [("Medicine", 14), ("Surgery", 30)]
    assert protect(table, FLOORS["default"], {}).hidden == {}


def test_one_more_answer_than_in_the_last_papers_gives_nobody_away():
    floors = FLOORS["default"]
    table = table_of(rows_of(Alpha=(24, 12, 12), Beta=(40, 20, 20), Gamma=(50, 25, 25)))
    before = Release(
        113, {"m": (56, 113)}, {"unit.alpha": 23, "unit.beta": 40, "unit.gamma": 50},
        {("unit.alpha", "m"): (11, 23), ("unit.beta", "m"): (20, 40), ("unit.gamma", "m"): (25, 50)},
    )
    assert [(e.group, e.what) for e in exposed_by_program(table, {}, floors, before)] == [("unit.alpha", "yes")]


def test_a_group_hidden_last_month_is_not_told_by_this_month():
    floors = FLOORS["default"]
    table = table_of(rows_of(Alpha=(10, 5, 5), Beta=(40, 20, 20), Gamma=(50, 25, 25)))
    before = Release(99, {}, {"unit.gamma": 50}, {("unit.gamma", "m"): (25, 50)}, frozenset({("unit.alpha", ROW), ("unit.beta", ROW), ("unit.alpha", "m"), ("unit.beta", "m")}))
    told = exposed_by_program(table, {}, floors, before)
    assert ("unit.alpha", ROW) in {(e.group, e.measure) for e in told}


def test_releases_of_other_people_are_told_apart():
    table = table_of(rows_of(Alpha=(24, 2, 22), Beta=(40, 20, 20)))
    before = Release(60, {}, {"unit.alpha": 30, "unit.beta": 30}, {})
    hidden = {("unit.alpha", "m"): "inside"}
    with pytest.raises(Inconsistent):
        exposed_by_program(table, hidden, FLOORS["default"], before)
