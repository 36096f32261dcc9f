"""The last papers beside these: what the difference would tell of the few who answered in between.

A group of 23 last month and of 24 now, both shown, give away one person. `--previous` names the
record of the last release; facts of the same survey are held against it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.analyse.bounds import ROW, Item
from generator.analyse.floors import Floors, hidden_for
from generator.analyse.program import Release
from generator.model.fact import Fact, Kind

_ALL = frozenset({"respondents", "invited", "response_rate", "comments_answered"})
"""Counts of those who took part; they say nothing of what anybody answered."""
PREFIX = "group."


def same_survey(facts: Iterable[Fact], previous: Mapping[str, Any]) -> bool:
    """Whether the record is of an earlier count of this survey: the period is the same, or not given."""
    now = next((fact.value for fact in facts if fact.id == "survey_period"), None)
    then = next((row["value"] for row in previous["facts"] if row["id"] == "survey_period"), None)
    return now is None or then is None or now == then


def beside(facts: Sequence[Fact], previous: Mapping[str, Any], floors: Floors) -> tuple[Fact, ...]:
    """The facts, those hidden that the last papers would turn into an answer of a few.

    Themes that are hidden have no fact; when none of a kind is left its first one is suppressed.
    """
    before = {row["id"]: row for row in previous["facts"] if _of_survey(row)}
    people = {row["id"]: row["value"] for row in previous["facts"] if row["id"] == "respondents" and not row["suppressed"]}
    joined = next((abs(fact.value - people["respondents"]) for fact in facts if fact.id == "respondents" and isinstance(fact.value, int) and people), None)
    risky = {fact.id for fact in facts if fact.id in before and _tells(fact, before[fact.id], joined, floors)}
    risky |= {f"{name.removesuffix('_agree')}_mean" for name in risky if name.endswith("_agree")}
    gone = {fact.id for fact in facts if fact.id in risky and fact.kind is Kind.COUNT}
    kept: list[Fact] = []
    for fact in facts:
        if fact.id in gone or not gone.isdisjoint(fact.parents):
            continue
        kept.append(hidden_for(fact, "previous") if fact.id in risky and not fact.suppressed else fact)
    themes = {fact.id.rpartition("_")[0] for fact in facts if fact.id.startswith("theme_")} - {fact.id.rpartition("_")[0] for fact in kept if fact.id.startswith("theme_")}
    firsts = {f"{kind}_1" for kind in themes}
    return (*kept, *(hidden_for(replace(fact, parents=()), "previous") for fact in facts if fact.id in firsts))


def differ(now: tuple[int, int], then: tuple[int, int], floors: Floors) -> bool:
    """Whether (yes, answers) of two releases, both shown, tell of too few who came or went."""
    if now == then:
        return False
    yes, answers, no = abs(now[0] - then[0]), abs(now[1] - then[1]), abs((now[1] - now[0]) - (then[1] - then[0]))
    return answers < floors.question or yes < floors.inside or no < floors.inside


def _tells(fact: Fact, then: Mapping[str, Any], joined: int | None, floors: Floors) -> bool:
    if fact.suppressed or fact.id in _ALL or fact.n is None:
        return False
    if then["suppressed"]:
        return joined is not None and joined < floors.question  # what was hidden then lies that near to what would be shown
    if fact.kind is Kind.MEAN:
        return fact.value != then["value"] and abs(fact.n - (then["n"] or 0)) < floors.question
    count = fact.count if fact.kind is not Kind.COUNT else fact.value
    before = then["count"] if fact.kind is not Kind.COUNT else then["value"]
    return isinstance(count, int) and isinstance(before, int) and then["n"] is not None and differ((count, fact.n), (before, then["n"]), floors)


def _of_survey(row: Mapping[str, Any]) -> bool:
    return any(kind == "survey" for kind, _ in row.get("sources", ()))


def release(previous: Mapping[str, Any], measures: Iterable[str]) -> Release | None:
    """What the record shows of groups and totals; None when it shows no group."""
    rows = {row["id"]: row for row in previous["facts"]}
    people = rows.get("respondents")
    mine = {name.removeprefix(PREFIX): row for name, row in rows.items() if name.startswith(PREFIX) and name.count(".") == 3}
    if people is None or people["suppressed"] or not mine:
        return None
    totals = {m: (rows[m]["count"], rows[m]["n"]) for m in measures if m in rows and not rows[m]["suppressed"]}
    sizes: dict[str, int] = {}
    counts: dict[Item, tuple[int, int]] = {}
    hidden: set[Item] = set()
    for name, row in mine.items():
        group, _, what = name.rpartition(".")
        item = group, ROW if what == "size" else what
        if what == "name":
            continue
        if row["suppressed"]:
            hidden.add(item)
        elif what == "size":
            sizes[group] = row["value"]
        else:
            counts[item] = row["count"], row["n"]
    return Release(people["value"], totals, sizes, counts, frozenset(hidden))
