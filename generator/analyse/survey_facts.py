"""The survey's answers as facts. Every share passes the floors here, before anybody can see it."""

from collections.abc import Iterator, Mapping
from math import fsum

from generator.analyse.floors import Floors, floor_facts, hide, share
from generator.analyse.local_questions import local_facts
from generator.analyse.scoring import score_counts
from generator.model.answers import Points
from generator.model.fact import Fact, Kind, Source
from generator.model.problem import Problem
from generator.model.request import Request
from generator.model.survey import Dimension, Instrument, Option, Survey

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# High is worse on every dimension, so the support dimensions read "inadequate".
_AGREE: dict[str, str] = {
    "colleague_support": "call colleagues' support inadequate",
    "supervisor_support": "call the supervisor's support inadequate",
    "institutional_support": "call the institution's support inadequate",
    "non_work_related_support": "call support outside work inadequate",
    "professional_self_efficacy": "report doubts about their professional abilities",
    "turnover_intentions": "report thoughts of leaving",
    "absenteeism": "report absence after an event",
}


def survey_facts(survey: Survey, instrument: Instrument, request: Request, floors: Floors) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """All facts of one survey in a fixed order, and what was found wrong on the way.

    What was not asked gives no fact; what was asked of too few gives a suppressed one. When the
    whole survey is under the group floor everything is suppressed, `respondents` too.
    """
    hidden = "group" if survey.respondents < floors.group else ""
    local, problems = local_facts(survey, floors, hidden)
    who, more = _who_answered(survey, request, hidden)
    facts = (
        *who,
        *_dimensions(survey, instrument, floors, hidden),
        *_wishes(survey, instrument, floors, hidden),
        *local,
        *floor_facts(floors),
    )
    return facts, (*more, *problems)


def _who_answered(survey: Survey, request: Request, hidden: str) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    rows = Source("survey", "all rows")
    label, rule = "Staff who answered", "rows of the survey, without test and empty ones"
    facts = [hide("respondents", Kind.COUNT, label, (rows,), hidden, rule) if hidden else Fact("respondents", Kind.COUNT, survey.respondents, label, (rows,), rule)]
    problems: tuple[Problem, ...] = ()
    invited = request.survey.invited
    if invited is not None and invited < survey.respondents:
        where = f"{request.path}:{request.lines.get('survey.invited', 1)}"
        message = "more people answered than survey.invited says; the response rate is left out"
        problems = (Problem("survey.over-invited", "warning", where, message, "correct survey.invited, or drop rows that are not respondents"),)
    elif invited is not None and invited > 0:
        facts.append(Fact("invited", Kind.COUNT, invited, "Staff invited to answer", (Source("request", "survey.invited"),), "as given in briefing.yaml"))
        facts.append(_response_rate(survey.respondents, invited, hidden))
    if request.survey.period:
        facts.append(Fact("survey_period", Kind.NAME, request.survey.period, "When staff were asked", (Source("request", "survey.period"),), "as given in briefing.yaml"))
    return tuple(facts), problems


def _response_rate(respondents: int, invited: int, hidden: str) -> Fact:
    """Make the response rate: a census, so no interval, and no floor beyond that of the group."""
    sources = (Source("facts", "respondents; invited"),)
    label, rule, parents = "Share of those invited who answered", "staff who answered divided by staff invited", ("respondents", "invited")
    if hidden:
        return Fact("response_rate", Kind.SHARE, None, label, sources, rule, suppressed=hidden, parents=parents)
    return Fact("response_rate", Kind.SHARE, respondents / invited, label, sources, rule, invited, respondents, parents=parents)


def _dimensions(survey: Survey, instrument: Instrument, floors: Floors, hidden: str) -> Iterator[Fact]:
    counted = score_counts(survey, instrument)
    for dimension in instrument.dimensions:
        if dimension.id not in counted:
            continue
        scores = counted[dimension.id]
        source = Source("survey", survey.columns_for(*dimension.items))
        agreeing = sum(n for score, n in scores.items() if score >= instrument.agree_at)
        rule = f"share of respondents whose dimension mean is at or above {in_words(instrument.agree_at)}, after reverse-scoring"
        agree = share(f"{dimension.id}_agree", agree_label(dimension), agreeing, sum(scores.values()), floors, source, rule, hidden)
        yield agree
        yield _mean(dimension, scores, source, agree.suppressed, instrument.points)


def _mean(dimension: Dimension, scores: Mapping[float, int], source: Source, hidden: str, points: int) -> Fact:
    """Hidden together with the share: a mean near an end of the scale would give the share away."""
    id_, label = f"{dimension.id}_mean", f"{dimension.label}, mean score"
    rule = f"mean of the respondents' dimension means, on a scale of one to {in_words(points)}, after reverse-scoring; high is worse"
    if hidden:
        return hide(id_, Kind.MEAN, label, (source,), hidden, rule)
    n = sum(scores.values())
    return Fact(id_, Kind.MEAN, fsum(score * respondents for score, respondents in scores.items()) / n, label, (source,), rule, n, decimals=1)


def _wishes(survey: Survey, instrument: Instrument, floors: Floors, hidden: str) -> Iterator[Fact]:
    for option in instrument.options:
        if option.id not in survey.options:
            continue
        answers = Points.of(survey.options[option.id]).counts()
        source = Source("survey", survey.columns_for(option.id))
        words = _wish_label(survey, instrument, option, source)
        yield words
        wishing = sum(n for answer, n in answers.items() if answer >= instrument.wish_at)
        rule = f"share of respondents who answered {in_words(instrument.wish_at)} or above on a scale of one to {in_words(instrument.points)}"
        yield share(option.fact, f"Staff who answered who want: {words.value}", wishing, answers.total(), floors, source, rule, hidden)


def _wish_label(survey: Survey, instrument: Instrument, option: Option, source: Source) -> Fact:
    own = survey.option_labels.get(option.id, "")
    origin = source if own else Source("catalog", instrument.id)
    rule = "label on the survey's own form" if own else "words of the catalog"
    return Fact(f"wish_label.{option.id}", Kind.NAME, own or option.label, "Name of a kind of support", (origin,), rule)


def agree_label(dimension: Dimension) -> str:
    """Say what agreement on a dimension means, in words."""
    return f"Staff who answered who {_AGREE.get(dimension.id, f'report {dimension.label.lower()}')}"


def in_words(number: float) -> str:
    """Write a small whole number as a word; any other number in digits."""
    return _WORDS[int(number)] if number == int(number) and 0 <= number < len(_WORDS) else f"{number:g}"


