"""The hospital's own questions: yes or no, and the barrier named most. Often missing, never guessed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from generator.analyse.floors import Floors, hide, reason_to_hide, share
from generator.model.answers import counted
from generator.model.fact import Fact, Kind, Source
from generator.model.problem import Problem
from generator.model.survey import Survey

Answer = Literal["yes", "no", "unsure"]

YES_NO: dict[str, str] = {
    "event_12mo": "Staff who answered who were affected by an event in the last twelve months",
    "event_career": "Staff who answered who were ever affected by an event",
    "knows_colleague": "Staff who answered who know a colleague affected by an event",
    "offered_help": "Staff who answered who say help was offered",
    "aware_of_program": "Staff who answered who know of the program",
}
_YES_RULE = "share of respondents who answered yes; no and not sure count in the denominator, blanks do not"
_BARRIER = "top_barrier"
_BARRIER_RULE = "the barrier chosen by most respondents; other and none are not barriers"
_MOST_OPTIONS = 15  # more different answers than this are free text, which is never printed

_NO_ANSWER = re.compile(r"(prefer not|rather not|decline|no (answer|response|reply)\b|n/?a\b|not applicable|does not apply|-+$)")
_UNSURE = re.compile(r"(not sure|unsure|uncertain|maybe|i? ?(don'?t|do not) (know|remember|recall))")
_YES = re.compile(r"(yes|y|true)\b")
_NO = re.compile(r"(no|n|false)\b")
_LONG_AGO = re.compile(r"\b(ago|longer|earlier|previously|before that|more than (a|one|12|twelve)|over (a|one|12|twelve))\b")
_NOT_A_BARRIER = re.compile(r"(other\b|none\b|no barriers?\b|nothing\b|not sure|unsure)")


def local_facts(survey: Survey, floors: Floors, hidden: str) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Facts of the local questions that the survey asked, and warnings about answers nobody can read.

    `hidden`: a reason to suppress everything, or "".
    """
    facts: list[Fact] = []
    problems: list[Problem] = []
    for question, label in YES_NO.items():
        if question not in survey.local:
            continue
        written = _written(survey.local[question])
        read = Counter[Answer]()
        for text, n in written.items():
            if (answer := understood(text, question)) is not None:
                read[answer] += n
        source = Source("survey", survey.columns_for(question))
        if read.total() < written.total():
            message = "some answers are neither yes, no nor not sure, and were not counted"
            problems.append(Problem("survey.out-of-scale", "warning", f"{survey.path}: {source.ref}", message, "export the answers as words"))
        if read or not written:
            facts.append(share(question, label, read["yes"], read.total(), floors, source, _YES_RULE, hidden))
    if _BARRIER in survey.local:
        facts.extend(_top_barrier(survey, floors, hidden))
    return tuple(facts), tuple(problems)


def understood(text: str, question: str = "") -> Answer | None:
    """Read a written answer as yes, no or unsure; None when it is none of these.

    "Yes, longer ago" is a no to the question about the last twelve months.
    """
    words = _plain(text)
    if _UNSURE.match(words):
        return "unsure"
    if _YES.match(words):
        return "no" if question == "event_12mo" and _LONG_AGO.search(words) else "yes"
    return "no" if _NO.match(words) else None


def said_yes(text: str | None, question: str) -> bool | None:
    """Whether an answer counts as yes; None when it counts nowhere. Not sure counts as not yes."""
    read = understood(text, question) if text is not None and _written([text]) else None
    return None if read is None else read == "yes"


def _written(answers: Iterable[str | None]) -> Counter[str]:
    """Answers that were given, counted: blanks and "prefer not to say" are none."""
    return Counter({text: n for text, n in counted(answers).items() if text.strip() and not _NO_ANSWER.match(_plain(text))})


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _top_barrier(survey: Survey, floors: Floors, hidden: str) -> Sequence[Fact]:
    """Name the barrier most respondents chose; no fact for free text or when more than two share the top."""
    source, label = Source("survey", survey.columns_for(_BARRIER)), "Barrier named most"
    written = _written(survey.local[_BARRIER])
    counts: Counter[str] = Counter()
    for text, respondents in written.items():
        counts.update(dict.fromkeys({part.strip() for part in re.split(r"[;|\n]", text) if part.strip()}, respondents))
    if len(counts) > _MOST_OPTIONS:
        return ()
    n = written.total()
    named = {option: count for option, count in counts.items() if not _NOT_A_BARRIER.match(_plain(option))}
    k = max(named.values(), default=0)
    reason = hidden or reason_to_hide(floors, n, k)
    if reason:
        return (hide(_BARRIER, Kind.NAME, label, (source,), reason, _BARRIER_RULE),)
    top = sorted(option for option, count in named.items() if count == k)
    if len(top) > 2:
        return ()
    return (Fact(_BARRIER, Kind.NAME, " and ".join(top), label, (source,), _BARRIER_RULE, n, k),)
