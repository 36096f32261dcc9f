"""Words that stand for numbers: "most", "few", "one in three". Each has a rule, and its fact has to meet it.

    word                                  is said when
    nearly all                            the lower limit of the fact is at least 90%
    most, a majority                      the lower limit is above 50%
    a minority                            the upper limit is under 50%
    few                                   the upper limit is under 25%; very few: under 15%
    about half, half, about one in three  no simpler fraction is nearer, and it is at most 4 points away
    more than half, more than one in ...  the lower limit is above that fraction
    fewer than half, ...                  the upper limit is under it
    twice, double, doubled                the ratio is 2 after rounding to one decimal

Limits are those of the fact's interval; where none is known they are Wilson's, from the fact's own
denominator; a share without either is taken as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.analyse.wilson import wilson
from generator.compose.show import nearest_fraction
from generator.model.briefing import Inline, Run
from generator.model.fact import Fact, Kind
from generator.model.problem import Problem

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = "|".join(_NUMBERS)
_FRACTION = re.compile(rf"(?P<part>{_NUMBER}) in (?P<whole>{_NUMBER})")
_NAMED = {"half": (1, 2), "a third": (1, 3), "one third": (1, 3), "two thirds": (2, 3), "a quarter": (1, 4), "three quarters": (3, 4)}
_NEAR = 0.04
_ABOVE = {"nearly all": 0.9, "most": 0.5, "a majority": 0.5, "the majority": 0.5}
_UNDER = {"a minority": 0.5, "few": 0.25, "very few": 0.15}
_DOUBLE = frozenset({"twice", "double", "doubled"})

_MEASURED = re.compile(
    rf"\b(?:{_FRACTION.pattern.replace('?P<part>', '?:').replace('?P<whole>', '?:')}|half|thirds?|quarters?|most|few|majority|minority"
    r"|doubled?|doubling|twice|tripled?|nearly all|almost all|nearly every|almost every)\b",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\bat most\b|\bthe most\b|\bmost (?:often|wanted|mentioned|memorable|recent|important|exposed)\b"
    r"|\b(?:mentions?|mentioned|named|names?|speaks?|moved|moves|matters|asked|need|feel|wanted) (?:it |them |you )?most\b"
    r"|\b(?:too|so|how|a|these|those|the last) few\b|\bhalf (?:an?|the (?:time|hour|page|day)|hour)\b|\bhalf a\b"
    r"|\b(?:each|other|left|right|first|second|one|next|last|every|a) (?:half|quarter)\b|\bat half\b|\bhalves\b|\bthird (?:tier|question|slide|party|step|stage)\b"
    r"|\bthe third\b|“[^”]*”",
    re.IGNORECASE,
)
"""Where these words measure nothing: ranks, our own lists, parts of a picture, words spoken of."""


def supports(fact: Fact, phrase: str) -> bool:
    """Whether a fact allows a phrase to be said of it.

    Raises ValueError for a phrase that has no rule, and for a fact that is suppressed or of
    another kind than a share (a ratio for "twice").
    """
    words = " ".join(phrase.casefold().split())
    if fact.suppressed or fact.kind is not (Kind.RATIO if words in _DOUBLE else Kind.SHARE) or not isinstance(fact.value, int | float):
        raise ValueError(f"“{phrase}” cannot be said of {fact.id}")
    if words in _DOUBLE:
        return round(fact.value, 1) == 2.0
    low, high = limits(fact)
    if words in _ABOVE:
        return low >= _ABOVE[words] if words == "nearly all" else low > _ABOVE[words]
    if words in _UNDER:
        return high < _UNDER[words]
    for lead in ("more than ", "fewer than "):
        if words.startswith(lead):
            part, whole = _fraction(words.removeprefix(lead), phrase)
            return low > part / whole if lead == "more than " else high < part / whole
    part, whole = _fraction(words.removeprefix("about "), phrase)
    nearest = nearest_fraction(Decimal(repr(fact.value)))
    return (nearest.numerator, nearest.denominator) == (part, whole) and abs(fact.value - part / whole) <= _NEAR


def limits(fact: Fact) -> tuple[float, float]:
    """Lower and upper limit of a share, 0..1."""
    value = float(fact.value) if isinstance(fact.value, int | float) else 0.0
    if fact.interval is not None:
        return fact.interval
    return wilson(min(round(value * fact.n), fact.n), fact.n) if fact.n else (value, value)


def problems_of(inlines: Iterable[Inline], where: str) -> Iterator[Problem]:
    """A problem for each number word that no fact bears out."""
    for inline in inlines:
        for words in unproved(inline):
            yield Problem("template.number-word", "error", where, f"a number in words has no fact: “{words}”", 'write it as {{ "few" | of(f.some_share) }}, or say it without a measure')


def unproved(runs: Iterable[Run]) -> Iterator[str]:
    """Number words that stand in no fact's mark, each with the words around it."""
    text = "".join("\x00" if run.fact or run.cite else run.text for run in runs)
    measured = list(_MEASURED.finditer(text))
    spoken = [found.span() for found in _IDIOMS.finditer(text)] if measured else []
    for found in measured:
        if not any(start <= found.start() and found.end() <= end for start, end in spoken):
            yield text[max(0, found.start() - 30) : found.end() + 30].replace("\x00", "…").strip()


def _fraction(words: str, phrase: str) -> tuple[int, int]:
    if words in _NAMED:
        return _NAMED[words]
    if found := _FRACTION.fullmatch(words):
        return _NUMBERS.index(found["part"]) + 1, _NUMBERS.index(found["whole"]) + 1
    raise ValueError(f"there is no rule for “{phrase}”")
