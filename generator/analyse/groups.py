"""Respondents by group: who belongs where, and how many of each group said yes to what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from generator.analyse.measures import Answers
from generator.model.request import GroupBy
from generator.model.survey import Survey

NOT_STATED = "Not stated"


class Group(NamedTuple):
    """Some respondents. `id`: the middle of its facts' ids; `label`: its name in print.

    `cells`: positions in the table's cells. `n`: respondents; `counts`: by measure (yes, answers).
    """

    id: str
    label: str
    cells: frozenset[int]
    n: int
    counts: Mapping[str, tuple[int, int]]


class Cut(NamedTuple):
    """Groups that hold every respondent once, in alphabetical order. `columns`: one or two of the survey."""

    id: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cuts that share cells, because they cross the same columns; a plain cut is a table of its own.

    `cells`: how many there are: the crossings of all values of its columns which a listed crossing
    does not show to be empty. `total`: respondents; `totals`: by measure (yes, answers) where the
    whole survey's fact is shown. `former`: earlier names of groups, by id, for the last release:
    what a roll-up now takes together.
    """

    cells: int
    cuts: tuple[Cut, ...]
    total: int
    totals: Mapping[str, tuple[int, int] | None]
    former: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether it is one cut by one column, whose bounds have a formula."""
        return len(self.cuts) == 1 and len(self.cuts[0].columns) == 1


def tables(survey: Survey, wanted: Sequence[GroupBy], answers: Mapping[str, Answers], totals: Mapping[str, tuple[int, int] | None]) -> tuple[Table, ...]:
    """The tables of the groups asked for. Columns must be names in `survey.groups`."""
    rollups = {group.columns[0]: {_folded(value): target for value, target in group.rollup.items()} for group in wanted if len(group.columns) == 1}
    raw = {column: [" ".join((value or "").split()) for value in survey.groups[column]] for group in wanted for column in group.columns}
    rolled = {column: [rollups.get(column, {}).get(_folded(value), value) or NOT_STATED for value in values] for column, values in raw.items()}
    return tuple(_table(survey.respondents, columns, [g for g in wanted if g.columns[0] in columns], raw, rolled, answers, totals) for columns in _joined(wanted))


def _joined(wanted: Sequence[GroupBy]) -> list[tuple[str, ...]]:
    """Columns that crossings tie together, each set once, in the order asked for."""
    sets: list[dict[str, None]] = []
    for group in wanted:
        touching = [known for known in sets if not known.keys().isdisjoint(group.columns)]
        merged = {column: None for known in [*touching, dict.fromkeys(group.columns)] for column in known}
        sets = [known for known in sets if known not in touching] + [merged]
    return [tuple(known) for known in sets]


def _table(
    total: int, columns: tuple[str, ...], wanted: Sequence[GroupBy], raw: Mapping[str, list[str]], rolled: Mapping[str, list[str]],
    answers: Mapping[str, Answers], totals: Mapping[str, tuple[int, int] | None],
) -> Table:  # fmt: skip
    """One table over the finest values known: what a roll-up joins stays apart as cells."""
    of_cell: dict[tuple[str, ...], tuple[str, ...]] = {}  # raw values of all columns -> the groups' names
    seen = [dict(zip(raw[column], rolled[column], strict=True)) for column in columns]
    crossings = [group for group in wanted if len(group.columns) > 1]
    there = {group.columns: set(zip(*(rolled[column] for column in group.columns), strict=True)) for group in crossings}
    for values in product(*(sorted(names) for names in seen)):
        named = tuple(names[value] for names, value in zip(seen, values, strict=True))
        by_column = dict(zip(columns, named, strict=True))
        if all(tuple(by_column[column] for column in pair) in pairs for pair, pairs in there.items()):
            of_cell[values] = named
    place = {values: position for position, values in enumerate(of_cell)}
    belongs = [place[values] for values in zip(*(raw[column] for column in columns), strict=True)]
    cuts = tuple(_cut(group.columns, columns, of_cell, place, belongs, answers) for group in wanted)
    former = {
        f"{_slug(column)}.{_slug(value)}": frozenset(place[values] for values in of_cell if values[at] == value)
        for at, column in enumerate(columns) for value in seen[at] if seen[at][value] != value
    }  # fmt: skip
    return Table(len(place), cuts, total, dict(totals), former)


def _cut(
    own: tuple[str, ...], columns: tuple[str, ...], of_cell: Mapping[tuple[str, ...], tuple[str, ...]],
    place: Mapping[tuple[str, ...], int], belongs: Sequence[int], answers: Mapping[str, Answers],
) -> Cut:  # fmt: skip
    at = [columns.index(column) for column in own]
    cells: dict[tuple[str, ...], set[int]] = {}
    for values, named in of_cell.items():
        cells.setdefault(tuple(named[i] for i in at), set()).add(place[values])
    group_of = {cell: names for names, inside in cells.items() for cell in inside}
    size = dict.fromkeys(cells, 0)
    counts = {names: {measure: [0, 0] for measure in answers} for names in cells}
    for position, cell in enumerate(belongs):
        names = group_of[cell]
        size[names] += 1
        for measure, given in answers.items():
            if (answer := given[position]) is not None:
                counts[names][measure][0] += answer
                counts[names][measure][1] += 1
    id_ = "-".join(map(_slug, own))
    ordered = sorted((names for names in cells if size[names]), key=lambda names: [(name == NOT_STATED, name.casefold(), name) for name in names])
    slugs: dict[str, int] = {}
    groups = []
    for names in ordered:
        slug = "-".join(map(_slug, names))
        slugs[slug] = slugs.get(slug, 0) + 1
        unique = slug if slugs[slug] == 1 else f"{slug}_{slugs[slug]}"
        found = {measure: (k, n) for measure, (k, n) in counts[names].items()}
        groups.append(Group(f"{id_}.{unique}", ", ".join(names), frozenset(cells[names]), size[names], found))
    return Cut(id_, own, tuple(groups))


def _slug(text: str) -> str:
    """Letters and digits of a name, small, joined by low lines; never empty."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_") or "blank"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
