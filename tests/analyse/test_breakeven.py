"""How many departures cost what the program costs."""

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.breakeven import break_even
from generator.compose.show import display
from generator.model.evidence import Catalog, Finding
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.request import Ask, Organization, Request, Workforce


def catalog(status="verified"):
    values = {
        name: Fact(f"nsi_cost_2025.{name}", Kind.MONEY, dollars, name, (Source("finding", "nsi_cost_2025"),))
        for name, dollars in (("cost", 61110), ("low", 49500), ("high", 72700))
    }
    return Catalog({}, {"nsi_cost_2025": Finding("nsi_cost_2025", "", status, "green", "nsi", values)}, {})


def worked_out(annual=240_000, *, evidence=None, setting="inpatient", withheld=False, **workforce):
    request = Request(
        organization=Organization(setting=setting), workforce=Workforce(**workforce),
        ask=Ask(annual_cost=annual, withhold_amount=withheld),
    )  # fmt: skip
    facts, source = break_even(request, evidence or catalog())
    return FactBook(facts), source


def test_without_a_local_cost_the_published_one_is_used_with_its_range():
    book, source = worked_out()
    assert source == "nsi"
    assert [book[f"break_even_departures{end}"].value for end in ("_low", "", "_high")] == [4, 4, 5]
    assert book["break_even_departures"].parents == ("annual_cost", "nsi_cost_2025.cost")
    assert book["break_even_departures_low"].parents == ("annual_cost", "nsi_cost_2025.high")


def test_the_hospitals_own_cost_goes_first_and_has_no_range():
    book, source = worked_out(rn_replacement_cost=60_000.0)
    assert source == "local"
    assert book["break_even_departures"].value == 4
    assert book.state("break_even_departures_low") == "missing"


def test_the_share_can_be_redone_from_the_two_printed_counts():
    book, _ = worked_out(rn_headcount=1250, rn_turnover_rate=0.164)
    assert book["rn_departures"].value == 205
    assert book["break_even_share"].value == 4 / 205
    assert display(book["break_even_share"]) == "2.0%"
    assert book["break_even_share"].parents == ("break_even_departures", "rn_departures")


def test_a_large_share_needs_no_tenths():
    book, _ = worked_out(rn_headcount=100, rn_turnover_rate=0.2)
    assert display(book["break_even_share"]) == "20%"


def test_if_nobody_stays_the_whole_cost_is_the_net_cost():
    assert worked_out()[0]["zero_effect_cost"].value == 240_000


def test_figures_of_hospital_nurses_are_not_used_for_clinics():
    book, source = worked_out(setting="ambulatory")
    assert source == "none"
    assert book.state("break_even_departures") == "missing"
    assert worked_out(setting="ambulatory", rn_replacement_cost=50_000)[1] == "local"


def test_an_unread_published_cost_is_not_used():
    assert worked_out(evidence=catalog(status="from-memory"))[1] == "none"


def test_without_a_yearly_cost_there_is_no_break_even():
    book, source = worked_out(None, rn_headcount=1000, rn_turnover_rate=0.2)
    assert source == "none"
    assert list(book) == ["rn_departures"]


def test_an_amount_kept_back_cannot_be_worked_back_from_anything_shown():
    book, source = worked_out(withheld=True, rn_headcount=1000, rn_turnover_rate=0.2, rn_replacement_cost=50_000)
    assert source == "none"
    assert [fact.id for fact in book.values() if not fact.suppressed] == ["rn_departures"]
    assert {fact.suppressed for fact in book.values()} == {"", "withheld"}
    assert not any("240" in repr(fact) for fact in book.values())


@given(st.integers(1, 10**8), st.integers(1, 10**6))
def test_departures_are_the_fewest_whole_ones_that_cover_the_cost(annual, cost):
    departures = worked_out(annual, rn_replacement_cost=cost)[0]["break_even_departures"].value
    assert (departures - 1) * cost < annual <= departures * cost
    assert departures == ceil(departures)


def test_cents_do_not_add_a_departure_by_a_hair():
    assert worked_out(4.2, rn_replacement_cost=1.4)[0]["break_even_departures"].value == 3  # 4.2 / 1.4 is 3.0000000000000004


@given(st.integers(1, 10**8))
def test_a_dearer_departure_never_needs_more_of_them(annual):
    book, _ = worked_out(annual)
    assert book["break_even_departures_low"].value <= book["break_even_departures"].value <= book["break_even_departures_high"].value
