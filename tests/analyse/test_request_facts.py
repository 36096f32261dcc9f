"""What briefing.yaml says, as facts."""

import datetime as dt

import pytest

from generator.analyse.request_facts import request_facts
from generator.compose.show import display
from generator.model.fact import FactBook, Source
from generator.model.request import Ask, Confirmation, Meeting, Organization, Request, Workforce


def book(**parts):
    return FactBook(request_facts(Request(**parts)))


def test_an_empty_request_invents_nothing():
    assert set(book()) == {"meeting_minutes"}


def test_facts_name_the_key_they_come_from():
    facts = book(organization=Organization(name="Lakeside"), ask=Ask(amount=240_000), meeting=Meeting(date=dt.date(2026, 3, 12)))
    assert facts["institution"].value == "Lakeside"
    assert facts["ask_amount"].sources == (Source("request", "ask.amount"),)
    assert display(facts["meeting_date"]) == "March 12, 2026"


def test_the_full_name_stands_in_for_a_short_one():
    facts = book(organization=Organization(name="Lakeside Medical Center"))
    assert facts["institution_short"].value == "Lakeside Medical Center"
    assert facts["institution_short"].sources == (Source("request", "organization.name"),)


def test_measures_keep_their_order():
    facts = book(ask=Ask(measures=("reach", "awareness", "felt support")))
    assert [facts[f"measure.{i}"].value for i in (1, 2, 3)] == ["reach", "awareness", "felt support"]


@pytest.mark.parametrize("amounts", [{}, {"amount": 240_000.0, "annual_cost": 120_000.0}])
def test_an_amount_kept_back_is_nowhere_in_the_facts(amounts):
    facts = book(ask=Ask(withhold_amount=True, **amounts))
    assert facts["ask_amount"].suppressed == facts["annual_cost"].suppressed == "withheld"
    assert not any("0000" in repr(fact) for fact in facts.values())


@pytest.mark.parametrize(
    ("parts", "fact", "printed"),
    [
        ({"ask": Ask(amount=240_000.0)}, "ask_amount", "$240,000"),
        ({"ask": Ask(amount=240_000.5)}, "ask_amount", "$240,000.50"),
        ({"workforce": Workforce(rn_turnover_rate=0.164)}, "rn_turnover_rate", "16.4%"),
        ({"workforce": Workforce(rn_turnover_rate=0.2)}, "rn_turnover_rate", "20%"),
        ({"ask": Ask(supporter_hours=1200.0)}, "supporter_hours", "1,200"),
        ({"ask": Ask(supporter_hours=37.5)}, "supporter_hours", "37.5"),
    ],
)
def test_the_hospitals_own_digits_are_kept(parts, fact, printed):
    assert display(book(**parts)[fact]) == printed


def test_a_confirmation_says_who_and_when():
    facts = book(confirm={"costs": Confirmation("R. Diaz, CFO", dt.date(2026, 2, 1))})
    assert facts["confirmed.costs.by"].value == "R. Diaz, CFO"
    assert display(facts["confirmed.costs.on"]) == "February 1, 2026"
