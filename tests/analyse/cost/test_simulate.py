"""Draws against closed forms, and against the run that the model's file was published with."""

from dataclasses import replace
from math import prod

import numpy as np
import pytest

from generator.analyse.cost.change import with_values
from generator.analyse.cost.equations import evaluate
from generator.analyse.cost.simulate import drawn, simulate
from generator.analyse.cost.spreads import draws, together, variance
from generator.load.catalog import load_catalog
from generator.load.costmodel import load_cost_model
from generator.model.cost import Spread

MODEL = load_cost_model(load_catalog(), "second victims")
SPREADS = [
    Spread("beta", {"alpha": 1.5, "beta": 3.5}), Spread("pert", {"min": 49500, "mode": 61110, "max": 72700}), Spread("gamma", {"shape": 2.0, "scale": 1.0}),
    Spread("uniform", {"min": 5000, "max": 30000}), Spread("pert", {"min": 7.0, "mode": 7.0, "max": 7.0}), Spread("fixed", {"value": 3.0}),
]  # fmt: skip


@pytest.fixture(scope="module")
def published():
    """3,000 staff and the cost of a nurse that the file's own run was made with."""
    model = with_values(MODEL, ("rn_headcount=1500", "md_headcount=300", "other_headcount=1200", "rn_turnover_rate=17.6%"))
    nurse = model.parameters["k_turnover_rn"]._replace(spread=Spread("pert", {"min": 49500, "mode": 60090, "max": 72700}))
    return replace(model, parameters={**model.parameters, "k_turnover_rn": nurse})


@pytest.fixture(scope="module")
def found(published):
    return simulate(published)


@pytest.mark.parametrize("spread", SPREADS, ids=lambda s: f"{s.kind}{len(set(s.args.values()))}")
def test_draws_have_the_mean_and_spread_of_their_distribution(spread):
    sample = np.broadcast_to(draws(spread, np.random.default_rng(1), 20_000), 20_000)
    assert sample.mean() == pytest.approx(spread.mean, abs=3 * (variance(spread) / 20_000) ** 0.5 + 1e-9)
    assert sample.var() == pytest.approx(variance(spread), rel=0.05, abs=1e-12)


def test_the_two_effects_go_together_and_each_keeps_its_own_distribution():
    spread = SPREADS[0]
    one, other = together(spread, spread, 0.5, np.random.default_rng(2), 20_000)
    ranks = [np.argsort(np.argsort(sample)) for sample in (one, other)]
    assert np.corrcoef(*ranks)[0, 1] == pytest.approx(0.483, abs=0.02)  # 6 / pi * asin(0.5 / 2)
    for sample in (one, other):
        assert sample.mean() == pytest.approx(spread.mean, abs=3 * (variance(spread) / 20_000) ** 0.5)


def test_simulated_means_agree_with_closed_forms(published, found):
    p = {id_: parameter.spread.mean if parameter.spread else parameter.base or 0.0 for id_, parameter in published.parameters.items()}
    steps = evaluate(drawn(published))
    used = prod(p[name] for name in ("p_exposed", "u_uptake", "r_reach"))
    leaving = used * p["i_intent"] * p["c_convert"] * p["e_turnover"]
    staying = used * (1 - p["i_intent"] * p["c_convert"]) * p["a_absent"] * p["d_days"] * p["e_absence"]
    expected = {
        "users": 3000 * used, "leavers_avoided": 3000 * leaving, "shifts_avoided": 3000 * staying,
        "turnover_saving_rn": 1500 * leaving * p["k_turnover_rn"], "turnover_saving_md": 300 * leaving * p["k_turnover_md"], "absence_saving_other": 1200 * staying * 450,
        "program_cost": 110000 + 35000 + 17500 + 39000 + 17017 + 5000 + 3000 * used * 65,
    }  # fmt: skip
    for name, mean in expected.items():
        error = np.std(steps[name], ddof=1) / len(steps[name]) ** 0.5
        assert abs(np.mean(steps[name]) - mean) < 3 * error, name


PUBLISHED = {
    "users": (54.009, 95.981, 155.627), "leavers_avoided": (0.026, 0.292, 1.220), "benefit": (3688, 31787, 130124), "program_cost": (203131, 229884, 256653),
    "net_benefit": (-238872, -195607, -98076), "break_even_rn_leavers": (3.159, 3.799, 4.576), "break_even_share": (0.012, 0.014, 0.017),
}  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_run_is_met(found, name):
    """Two runs of ten thousand draws differ by a few percent at their ends, and more near zero."""
    low, median, high = PUBLISHED[name]
    assert found.ranges[name].median == pytest.approx(median, rel=0.03)
    assert found.ranges[name].high == pytest.approx(high, rel=0.05)
    assert found.ranges[name].low == pytest.approx(low, rel=0.08)


def test_few_futures_pay_and_the_mean_is_known_well_enough(found):
    assert found.positive == pytest.approx(0.18, abs=0.15)
    assert found.standard_error < 0.01 * found.ranges["program_cost"].median


def test_the_same_seed_gives_the_same_futures_and_another_seed_does_not(published, found):
    assert simulate(published) == found
    assert simulate(replace(published, seed=7)).ranges != found.ranges


def test_what_changes_nothing_is_no_bar_and_bars_are_ordered_by_their_width(found):
    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert found.swings[0].parameter.id == "e_turnover"
    assert min(widths) > 0


def test_other_assumptions_are_worse(found):
    runs = {run.name: run for run in found.runs}
    assert list(runs) == ["zero-effect", "halved-exposure", "low-cost"]
    assert (runs["zero-effect"].positive, runs["zero-effect"].net.high) == (0.0, pytest.approx(-found.ranges["program_cost"].low))
    assert runs["halved-exposure"].net.median < found.ranges["net_benefit"].median
    assert runs["low-cost"].net.median < found.ranges["net_benefit"].median


def test_two_numbers_that_the_hospital_could_find_out_are_named(found):
    assert len(found.narrow) == 2
    assert all(parameter.replace_with and share > 0 for parameter, share in found.narrow)
    assert not {"e_turnover", "e_absence"} & {parameter.id for parameter, _ in found.narrow}


def test_a_value_of_the_hospital_takes_its_spread_away(published):
    known = with_values(published, ("annual_cost=200000", "uptake=0.1", "conversion=0.09"))
    assert {swing.parameter.id for swing in simulate(known).swings}.isdisjoint({"u_uptake", "c_convert", "coord_cost"})
