"""What may be set for a run, and what the hospital's own values do to the model."""

import pytest

from generator.analyse.cost.change import read_number, with_values
from generator.analyse.cost.facts import cost_facts, rests_on
from generator.analyse.cost.narrow import narrowed
from generator.analyse.cost.scenarios import scenarios
from generator.load.catalog import load_catalog
from generator.load.costmodel import load_cost_model
from generator.model.fact import Fact, Kind, Source
from generator.model.problem import InputError
from generator.model.request import Ask, Organization, Program, Request, Workforce

MODEL = load_cost_model(load_catalog(), "second victims")
SURVEY = (Source("survey", "column"),)


def fault(*pairs):
    with pytest.raises(InputError) as refused:
        with_values(MODEL, pairs)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("pair", "id_", "value"),
    [("uptake=0.1", "u_uptake", 0.1), ("u_uptake=10%", "u_uptake", 0.1), ("Turnover-Effect = 0", "e_turnover", 0), ("rn_replacement_cost=$61,110", "k_turnover_rn", 61110),
     ("annual_cost=€198,000.50", "annual_cost", 198000.5), ("horizon=5", "horizon_years", 5)],
)  # fmt: skip
def test_a_value_is_set_by_its_name_or_its_sign_in_formulas(pair, id_, value):
    changed = with_values(MODEL, (pair,)).parameters[id_]
    assert (changed.base, changed.ground, changed.uncertain) == (value, "set", False)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("uptake=17", "is more than everyone; did you mean 0.17 (17%)?"), ("uptake=170%", "did you mean 0.017"), ("exposure=1.0001", "is more than everyone"),
        ("rn_headcount=-4", "is below zero"), ("rn_headcount=610.5", "is not a whole number"), ("rn_headcount=9e9", "cannot be meant"),
        ("horizon=0", "write 1 to 5 years"), ("horizon=50", "write 1 to 5 years"), ("annual_cost=0", "a program with no cost"),
        ("uptak=0.1", 'did you mean "uptake"?'), ("zzz=1", "known: rn_headcount"), ("uptake", "has no value"), ("uptake=", "has no value"), ("=3", "is not known"),
        ("uptake=lots", "is not a number"), ("uptake=nan", "is not a number"), ("uptake=1e999", "is not a number"),
        ("han_perdoc=7600", "burnout counts the same leavers"), ("liability_saving=1", "disclosure programs"), ("saving_per_caller=1", "never multiplied"),
        ("moran_nmb=22576", "never multiplied by the staff"), ("onboarding_cost=1", "already holds vacancy"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(pair, said):
    (line,) = fault(pair)
    assert said in line
    assert line.startswith("--set: ")
    assert "; " in line


def test_every_fault_is_told_at_once():
    assert len(fault("uptake=17", "rn=-1", "nobody=3")) == 3


@pytest.mark.parametrize(("text", "number"), [("0.17", 0.17), ("17%", 0.17), ("1,200", 1200), ("$ 5", 5), ("1e3", 1000), ("-3", -3), ("1,2", None), ("", None), (".", None), ("3 4", None)])
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_number(text) == number


def test_a_share_of_the_survey_replaces_a_default_and_narrows_it():
    fact = Fact("event_12mo", Kind.SHARE, 0.3, "had an event", SURVEY, n=400, count=120)
    found = narrowed(MODEL, Request(), {"event_12mo": fact}).parameters["p_exposed"]
    assert (found.spread.args, found.ground) == ({"alpha": 120.5, "beta": 280.5}, "survey")
    assert found.base == pytest.approx(120.5 / 401)
    assert "400" in found.basis


def test_a_hidden_share_of_the_survey_changes_nothing():
    fact = Fact("event_12mo", Kind.SHARE, None, "had an event", SURVEY, suppressed="group")
    assert narrowed(MODEL, Request(), {"event_12mo": fact}).parameters["p_exposed"] == MODEL.parameters["p_exposed"]


def test_values_of_the_briefing_replace_defaults():
    request = Request(workforce=Workforce(rn_headcount=610, rn_replacement_cost=55000.0), ask=Ask(annual_cost=198000, supporters=24), program=Program(uptake=0.1, horizon_years=2))
    found = narrowed(MODEL, request, {})
    assert {id_: found.parameters[id_].base for id_ in ("n_rn", "k_turnover_rn", "annual_cost", "supporters", "u_uptake", "horizon_years")} == {
        "n_rn": 610, "k_turnover_rn": 55000, "annual_cost": 198000, "supporters": 24, "u_uptake": 0.1, "horizon_years": 2,
    }  # fmt: skip
    assert {found.parameters[id_].ground for id_ in ("n_rn", "annual_cost", "u_uptake")} == {"local"}
    assert found.left_out == ()


def test_a_result_names_the_inputs_that_move_it_and_no_others():
    known = with_values(MODEL, ("rn=610", "annual_cost=198000", "rn_turnover_rate=0.17"))
    found = rests_on(known)
    assert found["break_even_rn_leavers"] == ("k_turnover_rn", "annual_cost")
    assert found["break_even_share"] == ("n_rn", "k_turnover_rn", "annual_rn_turnover", "annual_cost")
    assert {"e_turnover", "e_absence", "u_uptake"} <= set(found["net_benefit"])
    assert not {"md_headcount", "coord_cost", "k_turnover_other"} & set(found["net_benefit"])
    facts = {fact.id: fact for fact in cost_facts(known, scenarios(known))}
    assert "assumed" not in facts["cost.break_even_rn_leavers.base"].rule
    assert "turnover_effect" in facts["cost.net_benefit.base"].rule


def test_published_dollars_are_never_mixed_with_another_currency():
    found = narrowed(MODEL, Request(ask=Ask(annual_cost=198000, currency="EUR"), workforce=Workforce(rn_replacement_cost=55000.0)), {})
    money = {id_: p.base for id_, p in found.parameters.items() if p.unit == "money" and p.base is not None}
    assert money == {"k_turnover_rn": 55000, "annual_cost": 198000}
    assert "md_replacement_cost" in found.left_out
    assert "rn_replacement_cost" not in found.left_out


def test_what_is_set_is_no_longer_left_out():
    found = narrowed(MODEL, Request(ask=Ask(currency="EUR")), {})
    assert "rn_replacement_cost" not in with_values(found, ("rn_replacement_cost=50000",)).left_out


def test_figures_of_hospital_nurses_are_not_used_for_clinics():
    found = narrowed(MODEL, Request(organization=Organization(setting="ambulatory")), {})
    assert found.parameters["k_turnover_rn"].base is None
    assert set(found.left_out) == {"rn_replacement_cost", "rn_turnover_rate"}
