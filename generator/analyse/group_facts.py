"""Facts of the groups that briefing.yaml asks for, protected before anybody can see them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.analyse.bounds import ROW, Exposed, Item, is_hidden
from generator.analyse.disclosure import Protection, attack_for, protect
from generator.analyse.floors import Floors, Hiding, hide
from generator.analyse.groups import Cut, Group, Table, tables
from generator.analyse.measures import answers_by_measure
from generator.analyse.program import Inconsistent, Release, exposed_by_program
from generator.analyse.releases import PREFIX, differ
from generator.analyse.wilson import wilson
from generator.model.fact import Fact, Kind, Source
from generator.model.groups import GroupRow, GroupTable
from generator.model.request import GroupBy
from generator.model.survey import Instrument, Survey


class Grouped(NamedTuple):
    """Facts of groups, the tables they stand in, and columns of cuts that could not be shown at all.

    `unmatched`: the last release was not of the same people and some more.
    """

    facts: tuple[Fact, ...] = ()
    tables: tuple[GroupTable, ...] = ()
    given_up: tuple[str, ...] = ()
    unmatched: bool = False


PROTECTED = "together"
"""The one reason that is given for a group: to say which are small and which are only their neighbors would
halve what protects them."""


def group_facts(survey: Survey, instrument: Instrument, wanted: Sequence[GroupBy], whole: Mapping[str, Fact], floors: Floors, before: Release | None = None) -> Grouped:
    """Work out and protect the groups. Columns must be names in `survey.groups`.

    `whole`: facts of the whole survey by id, as they will be shown. Nothing is made when the whole
    survey is under the floor.
    """
    if not wanted or survey.respondents < floors.group:
        return Grouped()
    answers = answers_by_measure(survey, instrument)
    answers = {measure: given for measure, given in answers.items() if measure in whole}
    totals = {measure: None if whole[measure].suppressed else (whole[measure].count or 0, whole[measure].n or 0) for measure in answers}
    facts: list[Fact] = []
    listed: list[GroupTable] = []
    given_up: list[str] = []
    unmatched = False
    for table in tables(survey, wanted, answers, totals):
        protection, matched = _protected(table, floors, before)
        unmatched |= not matched
        if protection.given_up:
            given_up += [" and ".join(cut.columns) for cut in table.cuts]
            continue
        for cut in table.cuts:
            made, rows = _facts_of(cut, table, protection.hidden, survey, whole)
            facts += made
            listed.append(rows)
    return Grouped(tuple(facts), tuple(listed), tuple(given_up), unmatched)


def _protected(table: Table, floors: Floors, before: Release | None) -> tuple[Protection, bool]:
    """The protection, and whether the last release (if any) is one of the same people and some more."""
    if before is None:
        return protect(table, floors, {}), True
    groups = [group for cut in table.cuts for group in cut.groups]
    first: dict[Item, Hiding] = {
        (group.id, measure): "previous"
        for group in groups for measure in table.totals
        if (group.id, measure) in before.counts and differ(group.counts[measure], before.counts[group.id, measure], floors)
    }  # fmt: skip

    def attack(one: Table, hidden: Mapping[Item, Hiding], limits: Floors) -> list[Exposed]:
        return attack_for(one)(one, hidden, limits) or exposed_by_program(one, hidden, limits, before)

    try:
        return protect(table, floors, first, attack), True
    except Inconsistent:
        return protect(table, floors, first), False


def _facts_of(cut: Cut, table: Table, hidden: Mapping[Item, Hiding], survey: Survey, whole: Mapping[str, Fact]) -> tuple[list[Fact], GroupTable]:
    title = f"{PREFIX}{cut.id}.columns"
    columns = Source("survey", "; ".join(cut.columns))
    facts = [Fact(title, Kind.NAME, " and ".join(map(_readable, cut.columns)), "What the groups are made by", (columns,), "names of the survey's columns")]
    rows = []
    for group in cut.groups:
        made = list(_of_group(group, table, hidden, columns, whole))
        facts += made
        rows.append(GroupRow(made[0].id, made[1].id, tuple(fact.id for fact in made[2:])))
    some = any(fact.suppressed for fact in facts)
    return facts, GroupTable(title, tuple(table.totals), tuple(rows), some)


def _of_group(group: Group, table: Table, hidden: Mapping[Item, Hiding], columns: Source, whole: Mapping[str, Fact]) -> Iterator[Fact]:
    key, source = f"{PREFIX}{group.id}", (columns,)
    yield Fact(f"{key}.name", Kind.NAME, group.label, "Name of a group", source, "value of the survey's column, rolled up where briefing.yaml says so")
    label, rule = f"{group.label}: staff who answered", "respondents of this group"
    if (group.id, ROW) in hidden:
        yield hide(f"{key}.size", Kind.COUNT, label, source, PROTECTED, rule)
    else:
        yield Fact(f"{key}.size", Kind.COUNT, group.n, label, source, rule)
    for measure in table.totals:
        of_all = whole[measure]
        both = (Source("survey", "; ".join(s.ref for s in (*of_all.sources, columns))),)
        label, rule = f"{group.label}: {of_all.label}", f"{of_all.rule}; within this group"
        if is_hidden(group, measure, hidden):
            yield hide(f"{key}.{measure}", Kind.SHARE, label, both, PROTECTED, rule)
            continue
        k, n = group.counts[measure]
        yield Fact(f"{key}.{measure}", Kind.SHARE, k / n, label, both, rule, n, k, wilson(k, n))


def _readable(column: str) -> str:
    """A column's name as words: "job_role" is job role."""
    return " ".join(column.replace("_", " ").split())
