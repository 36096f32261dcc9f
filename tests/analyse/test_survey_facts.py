"""What a survey may say, and what it keeps to itself."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.floors import FLOORS
from generator.analyse.local_questions import understood
from generator.analyse.survey_facts import survey_facts
from generator.model.fact import Fact, FactBook, Source
from generator.model.request import Request, SurveyRequest
from generator.model.survey import ColumnMatch, Dimension, Instrument, Item, Option, Survey

INSTRUMENT = Instrument(
    id="small", name="Small", finding="", points=5, agree_at=4.0, wish_at=4, minimum_share=0.5,
    items=(Item("plain", 1, "institutional_support", "plain", False), Item("turned", 2, "institutional_support", "turned", True)),
    dimensions=(Dimension("institutional_support", "Institutional support", ("plain", "turned")),),
    options=(Option("peer", "want_peer", 1, "a respected peer"),),
    patterns={}, labels={}, key_status="from-memory",
)  # fmt: skip


def survey(respondents, *, items=None, options=None, local=None, labels=None):
    """A survey whose columns are named after what they hold, in capitals."""
    held = {"item": items or {}, "option": options or {}, "local": local or {}}
    columns = tuple(ColumnMatch(target.upper(), role, target) for role, answers in held.items() for target in answers)
    return Survey("staff.csv", "", "small", respondents, columns, *held.values(), {}, labels or {}, {}, ())


def facts_of(asked, profile="default", **keys):
    request = Request(path="briefing.yaml", lines={"survey.invited": 12})._replace(survey=SurveyRequest(**keys))
    facts, problems = survey_facts(asked, INSTRUMENT, request, FLOORS[profile])
    return FactBook(facts), problems


def test_a_wish_is_the_share_who_answered_four_or_five():
    book, _ = facts_of(survey(41, options={"peer": (5,) * 10 + (4,) * 10 + (3,) * 20 + (None,)}))
    fact = book["want_peer"]
    assert (fact.value, fact.count, fact.n) == (0.5, 20, 40)
    assert fact.sources == (Source("survey", "PEER"),)
    assert "four or above" in fact.rule


def test_agreement_is_taken_after_reverse_scoring():
    book, _ = facts_of(survey(20, items={"plain": (5,) * 8 + (2,) * 12, "turned": (2,) * 8 + (4,) * 12}))
    agree, mean = book["institutional_support_agree"], book["institutional_support_mean"]
    assert (agree.value, agree.n) == (0.4, 20)
    assert agree.sources == (Source("survey", "PLAIN; TURNED"),)
    assert agree.rule == "share of respondents whose dimension mean is at or above four, after reverse-scoring"
    assert "inadequate" in agree.label
    assert mean.value == pytest.approx((8 * 4.5 + 12 * 2) / 20)


def test_a_mean_of_exactly_four_is_agreement():
    book, _ = facts_of(survey(20, items={"plain": (4,) * 10 + (1,) * 10, "turned": (2,) * 10 + (5,) * 10}))
    assert book["institutional_support_agree"].count == 10


def test_a_mean_is_hidden_with_its_share_since_it_would_give_it_away():
    book, _ = facts_of(survey(20, items={"plain": (5,) * 20, "turned": (1,) * 20}))
    assert book["institutional_support_agree"].suppressed == "inside"
    assert book["institutional_support_mean"].suppressed == "inside"


def test_what_was_not_asked_is_missing_rather_than_hidden():
    book, _ = facts_of(survey(40, options={"peer": (5, 1) * 20}))
    assert book.state("institutional_support_agree") == "missing"
    assert book.state("event_12mo") == "missing"


def test_the_forms_own_label_of_a_wish_is_kept():
    answers = {"peer": (5, 1) * 20}
    own, _ = facts_of(survey(40, options=answers, labels={"peer": "Talk with a trained buddy"}))
    default, _ = facts_of(survey(40, options=answers))
    assert own["wish_label.peer"].value == "Talk with a trained buddy"
    assert default["wish_label.peer"].value == "a respected peer"


def test_not_sure_counts_in_the_denominator_and_a_refusal_does_not():
    answers = ("Yes",) * 10 + ("No",) * 6 + ("Not sure",) * 4 + ("Prefer not to answer",) * 3 + (None, " ")
    book, problems = facts_of(survey(25, local={"aware_of_program": answers}))
    assert (book["aware_of_program"].count, book["aware_of_program"].n) == (10, 20)
    assert "not sure count" in book["aware_of_program"].rule
    assert problems == ()


def test_answers_nobody_can_read_are_named_and_not_guessed():
    book, problems = facts_of(survey(20, local={"event_12mo": ("1", "2") * 10}))
    assert book.state("event_12mo") == "missing"
    assert [(p.code, p.where) for p in problems] == [("survey.out-of-scale", "staff.csv: EVENT_12MO")]


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("Yes", "", "yes"), ("yes, once", "", "yes"), ("TRUE", "", "yes"), ("No", "", "no"), ("n", "", "no"),
        ("I don’t know", "", "unsure"), ("Not sure", "", "unsure"), ("Unsure", "", "unsure"), ("Sometimes", "", None), ("None", "", None),
        ("Yes, longer ago", "event_12mo", "no"), ("Yes, longer ago", "event_career", "yes"), ("Yes, in the last 12 months", "event_12mo", "yes"),
    ],
)  # fmt: skip
def test_yes_and_no_are_read_as_people_write_them(text, question, answer):
    assert understood(text, question) == answer


def test_the_barrier_named_most_is_named():
    answers = ("Time",) * 8 + ("Time; Stigma",) * 2 + ("Stigma",) * 6 + ("None of these",) * 12
    book, _ = facts_of(survey(28, local={"top_barrier": answers}))
    assert book["top_barrier"].value == "Time"
    assert (book["top_barrier"].count, book["top_barrier"].n) == (10, 28)


def test_two_barriers_that_share_the_top_are_both_named():
    book, _ = facts_of(survey(20, local={"top_barrier": ("Time", "Stigma") * 10}))
    assert book["top_barrier"].value == "Stigma and Time"


def test_free_text_about_barriers_is_never_printed():
    answers = ("Time",) * 10 + tuple(f"what {word} said" for word in "abcdefghijklmnopqrst")
    book, _ = facts_of(survey(30, local={"top_barrier": answers}))
    assert book.state("top_barrier") == "missing"


def test_a_barrier_that_few_chose_is_hidden():
    book, _ = facts_of(survey(12, local={"top_barrier": ("Time",) * 4 + ("Stigma",) * 3 + ("Distance",) * 3 + ("Habit",) * 2}))
    assert book["top_barrier"].suppressed == "inside"


def test_the_response_rate_is_worked_out_from_those_invited():
    book, problems = facts_of(survey(40), invited=160, period="March 2026")
    assert (book["response_rate"].value, book["response_rate"].parents) == (0.25, ("respondents", "invited"))
    assert book["survey_period"].value == "March 2026"
    assert problems == ()


def test_more_answers_than_invitations_are_reported_and_give_no_rate():
    book, problems = facts_of(survey(40), invited=39)
    assert book.state("response_rate") == book.state("invited") == "missing"
    assert [(p.code, p.where) for p in problems] == [("survey.over-invited", "briefing.yaml:12")]


def test_a_survey_under_the_floor_does_not_even_say_how_many_answered():
    book, _ = facts_of(survey(9, options={"peer": (5, 1, 5, 1, 5, 1, 5, 1, 5)}), invited=100)
    for key in ("respondents", "response_rate", "want_peer"):
        assert book[key].suppressed == "group"
    assert book["floor"].value == 10


def wholly_asked(rows):
    """A survey in which each row answers every question."""
    plain, turned, peer, event, barrier = zip(*rows, strict=True)
    return survey(len(rows), items={"plain": plain, "turned": turned}, options={"peer": peer}, local={"offered_help": event, "top_barrier": barrier})


point = st.one_of(st.none(), st.integers(1, 5))
row = st.tuples(point, point, point, st.sampled_from(("Yes", "No", "Not sure", None)), st.sampled_from(("Time", "Stigma", None)))


@given(st.lists(row, min_size=1, max_size=9), st.lists(row, min_size=1, max_size=9))
@settings(max_examples=60)
def test_two_surveys_under_the_floor_cannot_be_told_apart(one, other):
    assert list(facts_of(wholly_asked(one))[0].values()) == list(facts_of(wholly_asked(other))[0].values())


@given(st.lists(row, min_size=10, max_size=40))
@settings(max_examples=60)
def test_a_hidden_fact_is_the_same_whatever_was_answered(rows):
    book, _ = facts_of(wholly_asked(rows))
    nothing, _ = facts_of(wholly_asked([(None,) * 5] * len(rows)))
    for fact in book.values():
        if fact.suppressed:
            assert fact == replace(nothing[fact.id], suppressed=fact.suppressed)
            assert not any(character.isdigit() for character in repr(fact))


@given(st.lists(row, min_size=10, max_size=60))
@settings(max_examples=60)
def test_no_shown_share_speaks_of_nearly_nobody_or_nearly_everybody(rows):
    def sides(fact: Fact) -> tuple[int, int]:
        return fact.count, fact.n - fact.count

    for fact in facts_of(wholly_asked(rows))[0].values():
        if not fact.suppressed and fact.count is not None:
            assert min(sides(fact)) >= 5
            assert fact.n >= 10
