"""Changes between waves: the interval as it was published, and nothing said that it does not bear out."""

from dataclasses import replace

import pytest

from generator.analyse.changes import change_facts, newcombe, verdict
from generator.analyse.floors import FLOORS
from generator.analyse.survey_facts import survey_facts
from generator.compose import show
from generator.model.fact import Fact, FactBook
from generator.model.request import Request
from generator.model.survey import Survey
from tests.materials import INSTRUMENT, survey


@pytest.mark.parametrize(
    ("now", "before", "limits"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
    ],
)
def test_newcombes_own_examples(now: tuple[int, int], before: tuple[int, int], limits: tuple[float, float]) -> None:
    """Table II of Stat Med 1998;17:873-890, method 10."""
    assert newcombe(*now, *before) == pytest.approx(limits, abs=0.00006)


def facts(made: Survey) -> dict[str, Fact]:
    return {fact.id: fact for fact in survey_facts(made, INSTRUMENT, Request(), FLOORS["default"])[0]}


def changed(latest: Survey, before: Survey) -> FactBook:
    now, earlier = facts(latest), facts(before)
    return FactBook((*now.values(), *change_facts("Spring", "Fall", now, earlier, (latest, before), INSTRUMENT)))


def test_a_large_change_is_called_more_or_fewer_and_a_small_one_is_not() -> None:
    book = changed(survey(200, agree=0.5, wish=0.5), survey(200, agree=0.3, wish=0.52))
    assert verdict(book, "institutional_support_agree") == "more"
    assert verdict(book, "want_peer") == "no clear change"
    assert show.points(book["change.institutional_support_agree"]) == "+20 points"
    assert show.points(book["change.want_peer"]) == "\u22122 points"
    low, high = book["change.want_peer"].interval or (0, 0)
    assert low < 0 < high
    assert verdict(changed(survey(200, agree=0.2), survey(200, agree=0.5)), "absenteeism_agree") == "fewer"


def test_a_limit_that_prints_as_zero_is_no_clear_change() -> None:
    book = changed(survey(300, agree=0.3), survey(300, agree=0.2267))
    fact = book["change.absenteeism_agree"]
    low = (fact.interval or (1, 1))[0]
    assert 0 < low < 0.005, "the example is meant to lie just above zero"
    assert verdict(book, "absenteeism_agree") == "no clear change"


@pytest.mark.parametrize(("latest", "before"), [(survey(200), survey(9)), (survey(9), survey(200)), (survey(200, agree=0.3), survey(200, agree=0.01))])
def test_a_change_is_hidden_when_either_side_is(latest: Survey, before: Survey) -> None:
    book = changed(latest, before)
    fact = book["change.institutional_support_agree"]
    assert fact.suppressed
    assert verdict(book, "institutional_support_agree") == "suppressed"
    assert (fact.value, fact.interval, fact.n) == (None, None, None)


def test_only_what_was_asked_alike_is_compared() -> None:
    latest, before = survey(200), survey(200, event=None)
    dropped = {key: answers for key, answers in before.items.items() if key != INSTRUMENT.dimensions[0].items[0]}
    option = INSTRUMENT.options[0]
    before = replace(before, items=dropped, option_labels={option.id: "Something else entirely"})
    book = changed(latest, before)
    assert verdict(book, "event_12mo") == "missing"
    assert verdict(book, f"{INSTRUMENT.dimensions[0].id}_agree") == "missing"
    assert verdict(book, option.fact) == "missing"
    assert verdict(book, INSTRUMENT.options[1].fact) == "no clear change"


def test_one_point_is_one_point() -> None:
    fact = changed(survey(200, agree=0.31), survey(200, agree=0.3))["change.absenteeism_agree"]
    assert show.points(fact) == "+1 point"
