"""Where a printed number comes from: looked up in the build.json of a folder of papers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from generator.build_record import NAME, read_record
from generator.model.manifest import CITATION, CLOCK
from generator.model.problem import InputError, Problem

_LABELS = {CITATION: "number of an entry in the reference list", CLOCK: "minute of the talk: the minutes of the slides before it"}


class Answer(NamedTuple):
    """A fact that was asked for, and the places where it is printed as (file, place, text)."""

    fact: Mapping[str, Any]
    sources: tuple[str, ...]
    places: tuple[tuple[str, str, str], ...]


def explain(text: str, out: Path) -> list[dict[str, Any]]:
    """Rows {text, file, where, fact, rule, sources}, one for each place that prints the text.

    `text` is a number as printed ("72%", "72", "$240,000"), some words, or a fact's id. The exact
    match comes before those that contain it. A fact that no paper prints has an empty file. A place
    ("board-deck.pptx:5", "memo.docx") gives what is printed there, in its order. Raises InputError
    when the folder holds no record of a build, or a paper of it no such place.
    """
    there = printed_at(text, out)
    return [
        {"text": printed, "file": file, "where": place, "fact": answer.fact["id"], "rule": answer.fact.get("rule", ""), "sources": list(answer.sources)}
        for answer in (answers(text, out) if there is None else there)
        for file, place, printed in answer.places or (("", "", str(answer.fact.get("text", ""))),)
    ]


def answers(text: str, out: Path) -> list[Answer]:
    """Facts behind the text, exact matches first, then in the order of the record."""
    found = _record(out)
    facts: dict[str, dict[str, Any]] = {fact["id"]: fact for fact in found["facts"]}
    asked = _plain(text)
    ranks: dict[str, int] = {}
    places: dict[str, list[tuple[str, str, str]]] = {}
    for file, place, _, printed, fact in found["printed"]:
        rank = 0 if fact == text.strip() else _rank(asked, _plain(printed))
        if rank is not None:
            ranks[fact] = min(rank, ranks.get(fact, rank))
            row = (file, place, printed)
            if row not in places.setdefault(fact, []):
                places[fact].append(row)
    for name, fact in facts.items():
        rank = 0 if name == text.strip() else _rank(asked, _plain(str(fact.get("text", ""))))
        if rank is not None and name not in ranks:
            ranks[name] = rank
    order = {name: position for position, name in enumerate(facts)}
    ranked = sorted(ranks, key=lambda name: (name in (CITATION, CLOCK), ranks[name], order.get(name, len(order)), name))
    return [Answer(facts.get(name) or _unknown(name), tuple(_sources(name, facts, found)), tuple(places.get(name, ()))) for name in ranked]


def printed_at(text: str, out: Path) -> list[Answer] | None:
    """Facts printed on a slide or page ("board-deck.pptx:5") or in a whole paper, in their order; None for other words.

    Raises InputError where the paper has no such slide or page.
    """
    file, _, number = text.strip().partition(":")
    found = _record(out)
    rows = [row for row in found["printed"] if row[0] == file]
    if file not in found["outputs"] or (not rows and number):
        return None
    numbered = {int(n[0]): None for row in rows if (n := re.findall(r"\d+", row[1])) and row[1].startswith(("slide", "page"))}
    if number and (not number.isdecimal() or int(number) not in numbered):
        cure = f"ask for {file}:{min(numbered)} to {file}:{max(numbered)}" if numbered else f"its pages are set by the reader's program; ask for {file}"
        raise InputError(Problem("file.missing", "error", text.strip(), "nothing of this build is printed there", cure))
    facts: dict[str, dict[str, Any]] = {fact["id"]: fact for fact in found["facts"]}
    places: dict[str, dict[tuple[str, str, str], None]] = {}
    for _, place, _, printed, fact in rows:
        if fact not in _LABELS and (not number or number in re.findall(r"\d+", place)):
            places.setdefault(fact, {})[file, place, printed] = None
    return [Answer(facts.get(name) or _unknown(name), tuple(_sources(name, facts, found)), tuple(where)) for name, where in places.items()]


def nearest(text: str, out: Path) -> str:
    """Closest fact id or printed text, for a question that finds nothing; may be empty."""
    found = _record(out)
    known = [fact["id"] for fact in found["facts"]] + [row[3] for row in found["printed"]]
    return next(iter(get_close_matches(text.strip(), dict.fromkeys(known), n=1)), "")


def _record(out: Path) -> dict[str, Any]:
    found = read_record(out)
    if found is None:
        there = (out / NAME).exists()
        message = "the record of the build is damaged" if there else "this folder holds no record of a build"
        raise InputError(Problem("file.unreadable" if there else "file.missing", "error", str(out / NAME), message, "build the papers again, or name their folder with -p"))
    return found


def _plain(text: str) -> str:
    """Drop what does not change a number: signs of money, commas between digits, case, blanks."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", " ".join(text.casefold().split()))
    return re.sub(r"^(?:[a-z]{0,2}\$|[€£¥₹₪₩])(?=\d)", "", text)


def _rank(asked: str, printed: str) -> int | None:
    """0 when equal, 1 when only a sign or more words stand around it; None when it is not there.

    "72" is found in "72%" and in "68% to 72%", never in "172" or in "0.72".
    """
    if not asked:
        return None
    if asked == printed:
        return 0
    before = r"(?<![\w.])" if asked[0].isalnum() else ""
    after = r"(?![\w])(?!\.\d)" if asked[-1].isalnum() else ""
    return 1 if re.search(before + re.escape(asked) + after, printed) else None


def _sources(name: str, facts: Mapping[str, Mapping[str, Any]], found: Mapping[str, Any]) -> Iterator[str]:
    """Say in words where a fact comes from, with the sources of the facts it was worked out from."""
    seen: set[str] = set()
    for kind, ref in _origins([name], facts):
        if (line := _in_words(str(kind), str(ref), found)) not in seen:
            seen.add(line)
            yield line


def _origins(names: Iterable[str], facts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in facts:
            continue
        seen.add(name)
        waiting.extend(facts[name].get("parents", ()))
        yield from facts[name].get("sources", ())


def _in_words(kind: str, ref: str, found: Mapping[str, Any]) -> str:
    if kind == "survey":
        return f"survey columns: {ref}" if "; " in ref else f"survey column: {ref}"
    if kind == "request":
        return f"briefing.yaml: {ref}"
    if kind == "finding":
        citation = found.get("citations", {}).get(ref)
        return f"published: {citation} [{ref}]" if citation else f"published finding: {ref}"
    return f"facts: {ref}" if kind == "facts" else f"catalog: {ref}"


def _unknown(name: str) -> dict[str, Any]:
    label = _LABELS.get(name, "printed by an earlier build")
    return {"id": name, "label": label, "rule": "", "text": ""}
