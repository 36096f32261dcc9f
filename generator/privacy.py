"""protected(): the answers as they may be shown, with the groups asked for, and the account of it that is signed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.analyse.floors import Floors
from generator.analyse.nested import without_small_differences
from generator.build_record import is_record
from generator.model.fact import Fact, Kind, Source
from generator.model.groups import GroupTable
from generator.model.problem import InputError, Problem
from generator.model.request import GroupBy, Request
from generator.model.survey import Instrument, Survey

if TYPE_CHECKING:
    from generator.analyse.group_facts import Grouped

MOST_CELLS = 300
"""Crossed groups; more of them are mostly of one person, and all would be hidden."""


class Protected(NamedTuple):
    """Facts in their order, the tables of groups, and what the user should know."""

    facts: tuple[Fact, ...]
    groups: tuple[GroupTable, ...] = ()
    problems: tuple[Problem, ...] = ()


def protected(survey: Survey, instrument: Instrument, request: Request, answers: Sequence[Fact], floors: Floors, previous: Mapping[str, Any] | None) -> Protected:
    """Hide what the floors alone do not: nested differences, differences to the last papers, groups.

    Raises InputError when a group names a column that the survey does not hold as one.
    """
    wanted = _columns(survey, request)
    facts, problems = without_small_differences(answers, floors), list[Problem]()
    compared = previous is not None and _same(facts, previous)
    if previous is not None and compared:
        from generator.analyse.releases import beside

        facts = beside(facts, previous, floors)
        if held := sum(fact.suppressed == "previous" for fact in facts):
            problems.append(_held_by_previous(held))
    elif previous is not None:
        problems.append(Problem("privacy.previous", "note", "--previous", "the last papers are of another period, so other people may have answered; they were not held against these"))
    if not wanted:
        return Protected((*facts, *_account(survey, request, facts, None, compared)), problems=tuple(problems))
    from generator.analyse.group_facts import group_facts
    from generator.analyse.measures import MEASURES
    from generator.analyse.releases import release

    before = release(previous, MEASURES) if previous is not None and compared else None
    grouped = group_facts(survey, instrument, wanted, {fact.id: fact for fact in facts}, floors, before)
    problems += _remarks(request, grouped)
    return Protected((*facts, *grouped.facts, *_account(survey, request, (*facts, *grouped.facts), grouped, compared)), grouped.tables, tuple(problems))


def read_previous(path: Path) -> Mapping[str, Any]:
    """The record of the last release. Raises InputError when it is none."""
    try:
        found = json.loads((path / "build.json" if path.is_dir() else path).read_bytes())
    except OSError as error:
        raise InputError(Problem("file.missing", "error", str(path), error.strerror or "cannot be read", "name the build.json of the last papers, or their folder")) from None
    except (ValueError, RecursionError):
        found = None
    if not is_record(found):
        raise InputError(Problem("file.unreadable", "error", path.name, "it is not the record of a build", "name the build.json that stands beside the last papers"))
    return dict(found)


def _same(facts: Sequence[Fact], previous: Mapping[str, Any]) -> bool:
    from generator.analyse.releases import same_survey

    return same_survey(facts, previous)


def _held_by_previous(count: int) -> Problem:
    what = "one result is hidden" if count == 1 else f"{count} results are hidden"
    message = f"{what}, because beside the last papers it would tell of the few who answered in between"
    return Problem("privacy.previous", "warning", "--previous", message, "hand out the last papers again, or wait until more have answered")


def _columns(survey: Survey, request: Request) -> tuple[GroupBy, ...]:
    """The groups with the survey's own spelling of their columns."""
    own = {" ".join(name.split()).casefold(): name for name in survey.groups}
    found, faults = list[GroupBy](), list[Problem]()
    for place, group in enumerate(request.survey.groups):
        where = _where(request, f"survey.groups.{place}")
        if unknown := [column for column in group.columns if column.casefold() not in own]:
            known = ", ".join(f'"{name}"' for name in survey.groups) or "none"
            faults.append(Problem("request.wrong-value", "error", where, f'the survey has no group column "{unknown[0]}"', f"its group columns are: {known}"))
            continue
        columns = tuple(own[column.casefold()] for column in group.columns)
        found.append(group._replace(columns=columns))
    if not faults:
        rolled = {group.columns[0]: group.rollup for group in found if len(group.columns) == 1}
        for place, group in enumerate(found):
            sizes = [len({rolled.get(column, {}).get(value or "", value) for value in survey.groups[column]}) for column in group.columns]
            if len(group.columns) > 1 and prod(sizes) > MOST_CELLS:
                message = f"crossing {' and '.join(group.columns)} makes {prod(sizes):,} groups, most of them of hardly anybody"
                faults.append(Problem("request.wrong-value", "error", _where(request, f"survey.groups.{place}"), message, f"roll small groups up until at most {MOST_CELLS} are left, or leave the crossing out"))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _where(request: Request, key: str) -> str:
    name = Path(request.path).name or "briefing.yaml"
    while key and key not in request.lines:
        key = key.rpartition(".")[0]
    return f"{name}:{request.lines[key]}" if key else name


def _remarks(request: Request, grouped: "Grouped") -> Iterator[Problem]:
    where = _where(request, "survey.groups")
    for columns in grouped.given_up:
        message = f"groups by {columns} are not shown: no part of them can be without giving somebody away"
        yield Problem("privacy.groups", "warning", where, message, "roll small groups up, or leave them out")
    if grouped.unmatched:
        message = "the groups of the last papers are not those of these people and some more, so only group by group was compared"
        yield Problem("privacy.previous", "warning", where, message, "hand out one release only where both may reach the same reader")
    rows = [row for table in grouped.tables for row in table.rows]
    sizes = {fact.id for fact in grouped.facts if fact.suppressed}
    if hidden := sum(row.size in sizes for row in rows):
        message = f"{hidden} of {len(rows)} groups are hidden, because few answered in them or because another would show through them"
        yield Problem("privacy.groups", "note", where, message, "a rollup in briefing.yaml counts small groups in larger ones")


def _account(survey: Survey, request: Request, facts: Sequence[Fact], grouped: "Grouped | None", compared: bool) -> Iterator[Fact]:
    """What the privacy officer reads and signs, as facts: they are printed like any other."""
    source = (Source("survey", "all rows"),)
    asked = (Source("request", "survey.groups"),)

    def count(key: str, value: int, label: str) -> Fact:
        return Fact(f"privacy.{key}", Kind.COUNT, value, label, source, "counted while the papers were made")

    for place, (reason, rows) in enumerate(survey.dropped.items(), 1):
        yield count(f"dropped.{place}", rows, reason)
    for place, match in enumerate((m for m in survey.columns if m.role == "identifying"), 1):
        yield Fact(f"privacy.column.{place}", Kind.NAME, f"{match.name} ({match.how})", "a column that was not read", source, "names of columns that can identify people, and how they were told")
    rolled = [(value, target) for group in request.survey.groups for value, target in group.rollup.items()]
    for place, (value, target) in enumerate(rolled, 1):
        yield Fact(f"privacy.rollup.{place}", Kind.NAME, f"{value} is counted in {target}", "a group that was rolled up", asked, "as given in briefing.yaml")
    whole = [fact for fact in facts if not fact.id.startswith("group.") and any(s.kind == "survey" for s in fact.sources)]
    yield count("shown", sum(not fact.suppressed for fact in whole), "results of the whole survey that may be shown")
    yield count("hidden", sum(bool(fact.suppressed) for fact in whole), "results of the whole survey that are hidden")
    if grouped is not None:
        yield count("group_cells", sum(fact.kind is not Kind.NAME for fact in grouped.facts), "sizes and shares of groups")
        yield count("group_hidden", sum(bool(fact.suppressed) for fact in grouped.facts), "sizes and shares of groups that are hidden")
        for place, columns in enumerate(grouped.given_up, 1):
            yield Fact(f"privacy.given_up.{place}", Kind.NAME, columns, "groups that are not listed at all", asked, "no part of them can be shown safely")
    if compared:
        yield Fact("privacy.compared", Kind.NAME, "the last papers", "what these papers were held against", (Source("request", "--previous"),), "record of the last release")
