"""The model against its own file: limits, guards, and arithmetic that others published."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.cost.change import with_values
from generator.analyse.cost.equations import evaluate
from generator.load.catalog import load_catalog
from generator.load.costmodel import load_cost_model

MODEL = load_cost_model(load_catalog(), "second victims")
STAFF = ("rn_headcount=1500", "md_headcount=300", "other_headcount=1200")


def base(*given, **values):
    """Steps of the base case of 3,000 staff, with some pairs and some raw values set."""
    return evaluate({**with_values(MODEL, (*STAFF, *given)).base, **values})


def test_nobody_uses_it_nothing_changes():
    found = base("uptake=0")
    assert (found["users"], found["benefit"], found["leavers_avoided"]) == (0, 0, 0)
    assert found["net_benefit"] == -found["cost_horizon"]
    assert found["break_even_effect"] is None


def test_a_program_that_costs_nothing_breaks_even_at_once_and_has_no_return():
    found = base(annual_cost=0.0)
    assert (found["program_cost"], found["break_even_rn_leavers"], found["break_even_whole"], found["roi"]) == (0, 0, 0, None)
    assert found["net_benefit"] == found["benefit"]


def test_a_certain_effect_saves_all_that_could_be_saved():
    found = base(e_turnover=1.0, e_absence=1.0)
    assert found["benefit"] == pytest.approx(found["at_full_effect"], rel=1e-12)


def test_an_effect_of_nothing_costs_the_whole_program():
    found = base("turnover_effect=0", "absence_effect=0")
    assert found["net_benefit"] == found["zero_effect"] == -found["program_cost"]


def test_the_effect_that_is_said_to_break_even_does():
    found = base("annual_cost=50000")
    effect = found["break_even_effect"]
    assert base("annual_cost=50000", e_turnover=effect, e_absence=effect)["net_benefit"] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("p", "u", "i", "e", "avoided"), [(0.19, 0.172, 0.143, 0.30, 0.38), (0.30, 0.172, 0.318, 0.30, 1.33), (0.30, 0.30, 0.318, 0.60, 4.64)],
)  # fmt: skip
def test_what_one_must_believe(p, u, i, e, avoided):
    found = base(f"exposure={p}", f"uptake={u}", f"intention={i}", f"turnover_effect={e}", "conversion=0.09")
    assert round(found["leavers_avoided"], 2) == avoided


def test_the_extra_chance_of_leaving_follows_from_the_physicians_it_was_worked_out_from():
    intend, left, ratio = 0.28, 0.13, 3
    others = left / (intend * ratio + 1 - intend)
    a_year = 1 - (1 - (ratio - 1) * others) ** 0.5
    assert (round(others, 4), round(ratio * others, 2), round(a_year, 4)) == (0.0833, 0.25, 0.0871)
    assert MODEL.parameters["c_convert"].base == pytest.approx(a_year, abs=0.005)


def test_the_default_cost_of_a_nurse_is_that_of_the_report_that_was_read():
    values = load_catalog().findings["nsi_cost_2025"].values
    spread = MODEL.parameters["k_turnover_rn"].spread
    assert (spread.args["min"], spread.args["mode"], spread.args["max"]) == tuple(values[name].value for name in ("low", "cost", "high"))
    assert MODEL.parameters["k_turnover_rn"].base == values["cost"].value


def test_time_off_that_ends_in_leaving_counts_once():
    everybody_goes = base("intention=1", "conversion=1")
    assert everybody_goes["shifts_avoided"] == 0
    assert everybody_goes["leavers_avoided"] > 0


def test_years_are_counted_discounted_and_ramped():
    found = base("annual_cost=100000", "horizon=3", "discount_rate=3%", "ramp=12")
    assert found["paid_years"] == pytest.approx(1 + 1 / 1.03 + 1 / 1.03**2)
    assert found["used_years"] == pytest.approx(0.5 + 1 / 1.03 + 1 / 1.03**2)  # half of the first year is lost to an even ramp of a year
    assert found["cost_horizon"] == pytest.approx(100000 * found["paid_years"])
    assert base("horizon=1", "discount_rate=20%")["cost_horizon"] == base()["cost_horizon"]


def test_training_from_outside_is_paid_once():
    one, two = base("discount_rate=0"), base("horizon=2", "discount_rate=0")
    assert two["cost_horizon"] == pytest.approx(2 * one["cost_horizon"] - one["cost_training"])


def test_the_parts_add_up_unless_the_hospital_gives_the_whole():
    found = base()
    assert found["program_cost"] == found["cost_of_parts"] == pytest.approx(sum(found[name] for name in found if name.startswith("cost_") and name not in ("cost_of_parts", "cost_horizon")))
    assert base("annual_cost=198000")["program_cost"] == 198000


def test_without_staff_there_is_no_total():
    found = evaluate(MODEL.base)
    assert (found["net_benefit"], found["roi"], found["break_even_share"]) == (None, None, None)
    assert found["break_even_rn_leavers"] > 0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.001, 1), st.floats(0.001, 1))
def test_more_uptake_never_lowers_the_benefit_of_a_positive_effect(one, other, turnover, absence):
    less, more = sorted((one, other))
    values = {**with_values(MODEL, STAFF).base, "e_turnover": turnover, "e_absence": absence}
    assert evaluate({**values, "u_uptake": less})["benefit"] <= evaluate({**values, "u_uptake": more})["benefit"]


@given(st.floats(1, 1e7), st.floats(1, 1e6))
def test_the_whole_departures_are_the_fewest_that_cover_the_cost(cost, each):
    found = base(annual_cost=cost, k_turnover_rn=each)
    assert found["break_even_whole"] * each >= cost * (1 - 1e-6)
    assert (found["break_even_whole"] - 1) * each < cost


def test_what_is_read_is_told_from_what_is_assumed():
    assert {p.id for p in MODEL.parameters.values() if p.assumed} >= {"e_turnover", "e_absence", "d_days", "k_turnover_other", "w_shift_md", "coord_cost"}
    for parameter in MODEL.parameters.values():
        if parameter.ground in ("verified", "derived") and parameter.finding:
            assert load_catalog().findings[parameter.finding].printable, parameter.id


def test_a_number_follows_its_finding_and_goes_when_that_may_not_be_printed():
    catalog = load_catalog()
    held = {**catalog.findings, "nsi_cost_2025": catalog.findings["nsi_cost_2025"]._replace(status="unknown")}
    assert load_cost_model(catalog._replace(findings=held), "staff").parameters["k_turnover_rn"].base is None
