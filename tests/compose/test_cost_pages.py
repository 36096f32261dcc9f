"""What the papers say of money: break-even and the cost if nothing changes, by what is known, and nothing that is assumed."""

import re

import pytest

from generator.compose.compose import compose
from generator.compose.walk import runs_of
from generator.model.briefing import plain
from tests.materials import changed, demo_request, material, survey

DEMO = demo_request()
NO_COST = changed(DEMO, ask={"annual_cost": None}, workforce={"rn_headcount": None, "rn_turnover_rate": None})
NO_STAFF = changed(DEMO, workforce={"rn_headcount": None, "rn_turnover_rate": None})
EUROS = changed(DEMO, ask={"currency": "EUR"})
CASES = {"whole": DEMO, "no cost": NO_COST, "no staff": NO_STAFF, "euros": EUROS, "clinic": changed(DEMO, organization={"setting": "ambulatory"}), "withheld": changed(DEMO, ask={"withhold_amount": True})}
PAPERS = ("board-deck", "memo", "brief")


def said(paper, request):
    briefing = compose(paper, material(survey(240), request))
    return "\n".join(f"{plain(s.title)} " + "".join(run.text for run in runs_of((*s.blocks, *s.notes))) for s in briefing.sections)


@pytest.fixture(scope="module")
def papers():
    return {(paper, name): said(paper, request) for paper in PAPERS for name, request in CASES.items()}


@pytest.mark.parametrize("paper", PAPERS)
def test_without_cost_or_staff_a_thousand_nurses_are_spoken_of_and_no_total(papers, paper):
    text = papers[paper, "no cost"]
    assert "164 of a thousand nurses leave in a year" in text
    assert "$198,000" not in text
    assert "164 of a thousand" not in papers[paper, "whole"]


def test_without_staff_the_appendix_and_the_memo_say_it_of_a_thousand(papers):
    assert "Of a thousand nurses, leave in a year" in papers["board-deck", "no staff"]
    assert "How many nurses leave here in a year is not given" in papers["memo", "no staff"]


@pytest.mark.parametrize("paper", PAPERS)
def test_another_currency_is_not_mixed_with_published_costs(papers, paper):
    text = papers[paper, "euros"]
    assert "€198,000" in text
    assert "not converted" in text
    assert "$61,110" not in text
    assert "$198,000" not in text


@pytest.mark.parametrize(("paper", "case"), [(paper, case) for paper in PAPERS for case in CASES])
def test_no_paper_forecasts_a_saving_or_shows_what_is_assumed(papers, paper, case):
    text = papers[paper, case]
    assert not re.search(r"will save|pays for itself|return on investment|\bROI\b|simulated|leavers avoided", text)
    assert "30.0%" not in text


def test_a_template_cannot_reach_what_rests_on_an_assumption():
    from generator.make import make

    whole = material(survey(240), DEMO)
    assert make("cost", whole).facts
    assert not [key for key in whole.book if key.startswith("cost.")]


def test_the_plan_stands_by_its_parts_where_the_hospital_gives_them():
    request = DEMO._replace(program=DEMO.program._replace(coordinator_fte=0.8, coordinator_cost=105000.0, training=12000.0))
    text = said("board-deck", request)
    assert "Coordinator $84,000; training from outside, first year $12,000" in text
    assert "$84,000" not in said("board-deck", changed(request, ask={"withhold_amount": True}))
    assert "Parts of it" not in said("board-deck", DEMO)


BANDS = {"low": (3000, "a small part of ours, would cover the program’s yearly cost; we promise no saving"), "middling": (610, "would cover the program’s yearly cost; we ask on duty, not on savings"), "high": (100, "would cover the program’s yearly cost; weigh this as duty, not as saving")}


@pytest.mark.parametrize("name", BANDS)
def test_the_cost_slide_says_what_would_cover_the_cost_in_a_year_in_every_band(name):
    nurses, words = BANDS[name]
    briefing = compose("board-deck", material(survey(240), changed(DEMO, workforce={"rn_headcount": nurses})))
    title = next(plain(s.title) for s in briefing.sections if "yearly cost" in plain(s.title))
    assert title.startswith("4 nurse departures prevented in a year")
    assert title.endswith(words)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_says_that_the_program_costs_what_a_rounded_number_of_departures_costs(papers, paper):
    text = papers[paper, "whole"]
    assert not re.search(r"costs what|departures cost|Breaking even would take|Break-even is", text)
    assert re.search(r"nurse departures? prevented (in )?a year", text)
    single = said(paper, changed(DEMO, workforce={"rn_replacement_cost": 198000.0}))
    assert not re.search(r"\b1 ?nurse departures", single)


def test_the_papers_say_what_the_workbook_is_and_that_nothing_is_counted_on(papers):
    for paper in ("memo", "board-deck"):
        assert "rests on an effect that no study we could check has measured" in papers[paper, "whole"]
        assert "cost-model.xlsx" in papers[paper, "whole"]
        assert "cost-model.xlsx" not in papers[paper, "withheld"]


def test_what_comes_on_top_of_the_hours_is_said_and_that_the_cost_must_hold_it(papers):
    assert "Trainers and supervisors come on top of these hours; the yearly cost given must hold them." in papers["memo", "whole"]


def test_amounts_in_another_currency_or_kept_back_bring_no_vendor_and_name_the_sponsor_in_english():
    kept = said("board-deck", changed(DEMO, ask={"currency": "EUR", "withhold_amount": True}))
    assert "Waits for our own cost of losing a nurse; published costs are in US dollars and are not converted" in kept
    assert not re.search(r"same closed meeting|vendor survey of US hospitals, named there", kept)
    assert "to name the sponsor (Chief Nursing Officer)" in kept
