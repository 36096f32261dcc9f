"""The model itself. Every step is one line of arithmetic that the workbook repeats in its cells.

`evaluate` takes numbers, or arrays of draws, by parameter id, and gives every step by its name:

    users_g              = staff x exposure x uptake x reach
    leavers_avoided_g    = users x intention x conversion x effect on leaving
    turnover_saving_g    = leavers avoided x cost of losing one
    shifts_avoided_g     = users who stay x absence x shifts lost x effect on absence
    absence_saving_g     = shifts avoided x cost of a shift
    benefit              = the sum of both savings over the groups, in a year of full use
    program_cost         = the hospital's yearly cost, else the sum of its parts, in the first year of full use

An amount that is not given (None) counts as nothing: it is named beside the result, never guessed.
Time off that ends in leaving counts once: shifts are saved only of users who would have stayed.
"""

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from generator.model.cost import GROUPS

MOST_YEARS = 5
DEBRIEFERS = 2
"""Supporters among the people of a group debrief."""
Values = Mapping[str, Any]


def evaluate(values: Values) -> dict[str, Any]:
    """Every step by name. `net_benefit`, `roi` and break-evens are None where nothing can be said.

    `net_benefit` and `roi` are those of the whole horizon, discounted; the rest are yearly.
    """
    v = {key: 0.0 if value is None else value for key, value in values.items()}
    steps: dict[str, Any] = {"staff": sum(v[f"n_{group}"] for group in GROUPS)}
    steps["shift_rn"] = _given(values, "w_shift_rn", 12 * v["hourly_rn"] * (1 + v["fringe"]) * v["replacement_premium"])
    steps |= {f"shift_{group}": v[f"w_shift_{group}"] for group in GROUPS[1:]}
    for group in GROUPS:
        steps |= _group(group, v, steps[f"shift_{group}"])
    steps["users"] = sum(steps[f"users_{group}"] for group in GROUPS)
    steps["leavers_avoided"] = sum(steps[f"leavers_avoided_{group}"] for group in GROUPS)
    steps["shifts_avoided"] = sum(steps[f"shifts_avoided_{group}"] for group in GROUPS)
    steps["benefit"] = sum(steps[f"turnover_saving_{group}"] + steps[f"absence_saving_{group}"] for group in GROUPS)
    steps["cash_saved_rn"] = steps["turnover_saving_rn"] * v["cash_share"]
    steps["at_full_effect"] = sum(_full(group, v, steps) for group in GROUPS)
    steps |= _program(values, v, steps["users"])
    steps |= _years(v)
    steps["benefit_horizon"] = steps["benefit"] * steps["used_years"]
    steps["cost_horizon"] = _cost_of_horizon(values, steps)
    steps |= _results(values, v, steps)
    return steps


def _group(group: str, v: Values, shift: Any) -> dict[str, Any]:
    users = v[f"n_{group}"] * v["p_exposed"] * v["u_uptake"] * v["r_reach"]
    leavers = users * v["i_intent"] * v["c_convert"] * v["e_turnover"]
    shifts = users * (1 - v["i_intent"] * v["c_convert"]) * v["a_absent"] * v["d_days"] * v["e_absence"]
    return {
        f"users_{group}": users, f"leavers_avoided_{group}": leavers, f"turnover_saving_{group}": leavers * v[f"k_turnover_{group}"],
        f"shifts_avoided_{group}": shifts, f"absence_saving_{group}": shifts * shift,
    }


def _full(group: str, v: Values, steps: Values) -> Any:
    """What the group would save in a year if no user left or stayed away because of an event."""
    leaving = v["i_intent"] * v["c_convert"]
    return steps[f"users_{group}"] * (leaving * v[f"k_turnover_{group}"] + (1 - leaving) * v["a_absent"] * v["d_days"] * steps[f"shift_{group}"])


def _program(values: Values, v: Values, users: Any) -> dict[str, Any]:
    """The program's parts, and their sum unless the hospital gives one."""
    hour = v["supporter_hour"]
    parts = {
        "cost_coordinator": v["coord_fte"] * v["coord_cost"],
        "cost_lead": v["lead_fte"] * v["lead_cost"],
        "cost_training": v["train_ext"],
        "cost_supporters": _given(values, "supporter_hours", v["supporters"] * (v["train_hours"] + v["meeting_hours"])) * hour,
        "cost_talks": users * v["encounter_minutes"] / 60 * hour * _beside(values, v["people_costed"], 1),
        "cost_debriefs": v["debriefs"] * v["debrief_minutes"] / 60 * _beside(values, v["debrief_people"], DEBRIEFERS) * hour,
        "cost_materials": v["misc"],
    }
    summed = sum(parts.values())
    return {**parts, "cost_of_parts": summed, "program_cost": _given(values, "annual_cost", summed)}


def _years(v: Values) -> dict[str, Any]:
    """By year: the share of full use, and the discount; both 0 beyond the horizon. Then their sums."""
    found: dict[str, Any] = {}
    for year in range(1, MOST_YEARS + 1):
        counts = 1.0 if year <= v["horizon_years"] else 0.0
        found[f"use_{year}"] = counts * (_used(12 * year, v["ramp_months"]) - _used(12 * (year - 1), v["ramp_months"])) / 12
        found[f"discount_{year}"] = counts / (1 + v["discount_rate"]) ** (year - 1)
    years = range(1, MOST_YEARS + 1)
    found["used_years"] = sum(found[f"use_{year}"] * found[f"discount_{year}"] for year in years)
    found["paid_years"] = sum(found[f"discount_{year}"] for year in years)
    return found


def _used(months: float, ramp: float) -> float:
    """Months of full use that lie in the first `months`, when use grows evenly over `ramp` months."""
    if months <= 0:
        return 0.0
    return months - ramp / 2 if months >= ramp else months**2 / (2 * ramp)


def _cost_of_horizon(values: Values, steps: Values) -> Any:
    """Training from outside is paid once, talks as far as the program is used, the rest each year."""
    if values.get("annual_cost") is not None:
        return steps["program_cost"] * steps["paid_years"]
    yearly = steps["cost_of_parts"] - steps["cost_training"] - steps["cost_talks"]
    return steps["cost_training"] + yearly * steps["paid_years"] + steps["cost_talks"] * steps["used_years"]


def _results(values: Values, v: Values, steps: Values) -> dict[str, Any]:
    net = steps["benefit_horizon"] - steps["cost_horizon"] if steps["staff"] > 0 else None
    leavers = _over(steps["program_cost"], v["k_turnover_rn"]) if values.get("k_turnover_rn") is not None else None
    a_year = v["n_rn"] * v["annual_rn_turnover"]
    whole = None if leavers is None or hasattr(leavers, "shape") else _up(leavers)
    return {
        "net_benefit": net,
        "break_even_whole": whole,
        "break_even_whole_share": None if whole is None or values.get("n_rn") is None else _over(whole, floor(round(a_year, 9) + 0.5)),
        "roi": None if net is None else _over(net, steps["cost_horizon"]),
        "zero_effect": 0.0 - steps["cost_horizon"],
        "rn_leavers": a_year if values.get("n_rn") is not None else None,
        "break_even_rn_leavers": leavers,
        "break_even_share": _over(leavers, a_year) if leavers is not None else None,
        "break_even_effect": _over(steps["cost_horizon"], steps["at_full_effect"] * steps["used_years"]),
        "per_thousand_rn": 1000 * v["annual_rn_turnover"],
    }


def _up(number: float) -> int:
    """Rounded up to a whole one; a hair of the machine's arithmetic does not count."""
    return ceil(round(number, 9))


def _beside(values: Values, people: Any, supporters: int) -> Any:
    """People whose time is still to be counted: the hours of all supporters, where given, hold their own."""
    return people if values.get("supporter_hours") is None else max(people - supporters, 0)


def _given(values: Values, key: str, otherwise: Any) -> Any:
    given = values.get(key)
    return otherwise if given is None else given


def _over(part: Any, whole: Any) -> Any:
    """A quotient; None where the whole, or any draw of it, is nothing."""
    nothing = whole == 0
    if getattr(nothing, "any", lambda: nothing)():
        return None
    return part / whole
