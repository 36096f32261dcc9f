"""What of the steps is known: an input that was left empty counts as nothing in a sum, and is never printed as nothing."""

from collections.abc import Mapping
from typing import Any

from generator.analyse.cost.equations import evaluate
from generator.model.cost import GROUPS

NOT_GIVEN = "not given"
NOT_KNOWN = "not known"
PARTS: Mapping[str, tuple[str, ...]] = {
    "cost_coordinator": ("coord_fte", "coord_cost"), "cost_lead": ("lead_fte", "lead_cost"), "cost_training": ("train_ext",),
    "cost_supporters": ("supporter_hour",), "cost_talks": ("users", "supporter_hour"), "cost_debriefs": ("debriefs", "supporter_hour"), "cost_materials": ("misc",),
}  # fmt: skip
"""Parts of the program's cost, with what must be known for each."""
_OF_STAFF = ("users", "leavers_avoided", "shifts_avoided")
_OF_BENEFIT = ("benefit", "benefit_horizon", "at_full_effect", "break_even_effect")
_OF_COST = ("program_cost", "cost_horizon", "zero_effect", "break_even_rn_leavers", "break_even_whole", "break_even_share", "break_even_whole_share", "break_even_effect")


def known_steps(values: Mapping[str, float | None]) -> dict[str, Any]:
    """Every step of `evaluate`, None where what it needs was left empty.

    A sum stands while one of its parts is known; it counts those alone.
    """
    steps = evaluate(values)
    has = {key: value is not None for key, value in values.items()}
    has |= {"shift_rn": has["w_shift_rn"] or has["hourly_rn"], "shift_md": has["w_shift_md"], "shift_other": has["w_shift_other"]}
    for group in GROUPS:
        staff = has[f"n_{group}"]
        has |= {f"{name}_{group}": staff for name in _OF_STAFF}
        has |= {f"turnover_saving_{group}": staff and has[f"k_turnover_{group}"], f"absence_saving_{group}": staff and has[f"shift_{group}"]}
    somebody = any(has[f"n_{group}"] for group in GROUPS)
    has |= dict.fromkeys(("staff", *_OF_STAFF), somebody)
    has |= {part: all(has[need] for need in needs) for part, needs in PARTS.items()}
    has["cost_of_parts"] = any(has[part] for part in PARTS)
    benefit = any(has[f"{saving}_saving_{group}"] for saving in ("turnover", "absence") for group in GROUPS)
    cost = has["annual_cost"] or has["cost_of_parts"]
    has |= dict.fromkeys(_OF_BENEFIT, benefit) | {name: cost and (benefit or name != "break_even_effect") for name in _OF_COST}
    has |= dict.fromkeys(("net_benefit", "roi"), benefit and cost) | {"cash_saved_rn": has["turnover_saving_rn"], "per_thousand_rn": has["annual_rn_turnover"]}
    return {name: value if has.get(name, True) else None for name, value in steps.items()}


def absent(name: str) -> str:
    """The words for a step without a value: a group's headcount was not given, or something is not known."""
    return NOT_GIVEN if name.startswith(tuple(f"{step}_{group}" for step in _OF_STAFF for group in GROUPS)) else NOT_KNOWN
