"""The model's steps as formulas of a spreadsheet: `equations` said once more, for the reader who checks.

In a formula [id] is an input of the scenario, {step} the step in the same column.
"""

import re
from collections.abc import Callable, Mapping

from generator.analyse.cost.equations import DEBRIEFERS, MOST_YEARS
from generator.analyse.cost.known import NOT_GIVEN, NOT_KNOWN, PARTS
from generator.model.cost import GROUPS
from generator.model.workbook import Form

Step = tuple[str, str, Form, str]
"""Name, label, form and formula of one row."""
_PLACE = re.compile(r"ISNUMBER\(\[(\w+)\]\)|\[(\w+)\]|\{(\w+)\}")
_UNKNOWN = f'"{NOT_KNOWN}")'
_MAY_BE_OPEN = re.compile(r"(n|k|w|cost|coord_cost|lead_cost|train_ext|supporter_hours?|hourly_rn|misc|annual)(_\w+)?")
"""Inputs that a hospital may leave empty: N() reads them as nothing, whatever stands there."""


def steps(groups: Mapping[str, str]) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """Rows of the sheet Model by the heading above them."""
    return (
        ("Cost of one lost shift", (("shift_rn", "Registered nurses: given, else twelve hours of pay", "money", _if("OR(ISNUMBER([w_shift_rn]),ISNUMBER([hourly_rn]))", "IF(ISNUMBER([w_shift_rn]),[w_shift_rn],12*[hourly_rn]*(1+[fringe])*[replacement_premium])")), *_shift(groups))),
        *((label[:1].upper() + label[1:], _group(group)) for group, label in groups.items()),
        ("All groups, in a year of full use", (
            ("staff", "Staff", "whole", _if("ISNUMBER([n_rn])+ISNUMBER([n_md])+ISNUMBER([n_other])>0", "[n_rn]+[n_md]+[n_other]")),
            _sum("users", "Users", "number"), _sum("leavers_avoided", "Departures avoided", "number"), _sum("shifts_avoided", "Lost shifts avoided", "number"),
            ("benefit", "Benefit", "money", _total(*(f"{saving}_saving_{g}" for g in GROUPS for saving in ("turnover", "absence")))),
            ("cash_saved_rn", "Cash in what is saved on nurses who stay", "money", _if("ISNUMBER({turnover_saving_rn})", "{turnover_saving_rn}*[cash_share]")),
            ("at_full_effect", "Benefit if no user left or stayed away because of an event", "money", _if("ISNUMBER({benefit})", "+".join(_full(g) for g in GROUPS))),
        )),
        ("Cost of the program, first year at full use", (
            ("cost_coordinator", "Coordinator", "money", _if("AND(ISNUMBER([coord_fte]),ISNUMBER([coord_cost]))", "[coord_fte]*[coord_cost]")),
            ("cost_lead", "Clinical lead", "money", _if("AND(ISNUMBER([lead_fte]),ISNUMBER([lead_cost]))", "[lead_fte]*[lead_cost]")),
            ("cost_training", "Training from outside, first year only", "money", _if("ISNUMBER([train_ext])", "[train_ext]")),
            ("cost_supporters", "Supporters: the hours of all of them, else of training and supervision", "money", _if("ISNUMBER([supporter_hour])", "IF(ISNUMBER([supporter_hours]),[supporter_hours],[supporters]*([train_hours]+[meeting_hours]))*[supporter_hour]")),
            ("cost_talks", "Talks with a peer: time not held above", "money", _if("AND(ISNUMBER({users}),ISNUMBER([supporter_hour]))", f"{{users}}*[encounter_minutes]/60*[supporter_hour]*{_beside('people_costed', 1)}")),
            ("cost_debriefs", "Group debriefs: time not held above", "money", _if("AND(ISNUMBER([debriefs]),ISNUMBER([supporter_hour]))", f"[debriefs]*[debrief_minutes]/60*{_beside('debrief_people', DEBRIEFERS)}*[supporter_hour]")),
            ("cost_materials", "Publicity and materials", "money", _if("ISNUMBER([misc])", "[misc]")),
            ("cost_of_parts", "Sum of the parts known so far", "money", _total(*PARTS)),
            ("program_cost", "Cost of the program: as given, else the sum", "money", "=IF(ISNUMBER([annual_cost]),[annual_cost],{cost_of_parts})"),
        )),
        ("Years looked at", (
            *((f"use_{y}", f"Year {_YEARS[y]}: share of full use", "share", f"=IF([horizon_years]>={y},({_used(12 * y)}-{_used(12 * y - 12)})/12,0)") for y in range(1, MOST_YEARS + 1)),
            *((f"discount_{y}", f"Year {_YEARS[y]}: discounted to", "share", f"=IF([horizon_years]>={y},1/(1+[discount_rate])^{y - 1},0)") for y in range(1, MOST_YEARS + 1)),
            ("used_years", "Years of full use, discounted", "years", "=" + "+".join(f"{{use_{y}}}*{{discount_{y}}}" for y in range(1, MOST_YEARS + 1))),
            ("paid_years", "Years paid for, discounted", "years", "=" + "+".join(f"{{discount_{y}}}" for y in range(1, MOST_YEARS + 1))),
        )),
        ("Results", (
            ("benefit_horizon", "Benefit over the years looked at", "money", _if("ISNUMBER({benefit})", "{benefit}*{used_years}")),
            ("cost_horizon", "Cost over the years looked at", "money",
             "=IF(ISNUMBER({program_cost}),IF(ISNUMBER([annual_cost]),{program_cost}*{paid_years},N({cost_training})+({cost_of_parts}-N({cost_training})-N({cost_talks}))*{paid_years}+N({cost_talks})*{used_years})," + _UNKNOWN),
            ("net_benefit", "Benefit minus cost", "money", _if("AND(N({staff})>0,ISNUMBER({benefit_horizon}),ISNUMBER({cost_horizon}))", "{benefit_horizon}-{cost_horizon}")),
            ("zero_effect", "Benefit minus cost if nothing changes", "money", _if("ISNUMBER({cost_horizon})", "0-{cost_horizon}")),
            ("roi", "Benefit minus cost, as a share of the cost", "share", _if("AND(ISNUMBER({net_benefit}),N({cost_horizon})>0)", "({benefit_horizon}-{cost_horizon})/{cost_horizon}")),
            ("rn_leavers", "Nurses who leave in a year", "number", _if("ISNUMBER([n_rn])", "[n_rn]*[annual_rn_turnover]")),
            ("break_even_rn_leavers", "Nurse departures prevented in a year that would cover the yearly cost, exact", "number", _if("AND([k_turnover_rn]>0,ISNUMBER({program_cost}))", "{program_cost}/[k_turnover_rn]")),
            ("break_even_whole", "The same, rounded up to whole departures as in the papers", "whole", _if("ISNUMBER({break_even_rn_leavers})", "ROUNDUP(ROUND({break_even_rn_leavers},9),0)")),
            ("break_even_whole_share", "Whole departures as a share of the nurses who leave, in whole ones, as in the papers", "share", _if("AND(ISNUMBER({break_even_whole}),ROUND(N({rn_leavers}),0)>0)", "{break_even_whole}/ROUND(ROUND({rn_leavers},9),0)")),
            ("break_even_share", "The same share, exact", "share", _if("AND(ISNUMBER({break_even_rn_leavers}),N({rn_leavers})>0)", "{program_cost}/[k_turnover_rn]/([n_rn]*[annual_rn_turnover])")),
            ("break_even_effect", "Effect on leaving and absence that would cover the cost", "share", _if("AND(N({at_full_effect})*{used_years}>0,ISNUMBER({cost_horizon}))", "{cost_horizon}/({at_full_effect}*{used_years})")),
            ("per_thousand_rn", "Nurses who leave in a year, of a thousand", "number", _if("ISNUMBER([annual_rn_turnover])", "1000*[annual_rn_turnover]")),
        )),
    )  # fmt: skip


_YEARS = ("", "one", "two", "three", "four", "five")


def formula(template: str, name: Callable[[str], str], cell: Callable[[str], str]) -> str:
    """The formula with its places filled in: `name` of an input, `cell` of a step."""

    def place(found: re.Match[str]) -> str:
        asked, read, step = found.groups()
        if asked:
            return f"ISNUMBER({name(asked)})"
        if read:
            return f"N({name(read)})" if _MAY_BE_OPEN.fullmatch(read) else name(read)
        return cell(step)

    return _PLACE.sub(place, template)


def _shift(groups: Mapping[str, str]) -> tuple[Step, ...]:
    return tuple((f"shift_{g}", f"{groups[g][:1].upper()}{groups[g][1:]}", "money", _if(f"ISNUMBER([w_shift_{g}])", f"[w_shift_{g}]")) for g in GROUPS[1:])


def _group(g: str) -> tuple[Step, ...]:
    return (
        (f"users_{g}", "Users: staff x exposure x uptake x reach", "number", _if(f"ISNUMBER([n_{g}])", f"[n_{g}]*[p_exposed]*[u_uptake]*[r_reach]", NOT_GIVEN)),
        (f"leavers_avoided_{g}", "Departures avoided: users x intention x conversion x effect", "number", _if(f"ISNUMBER({{users_{g}}})", f"{{users_{g}}}*[i_intent]*[c_convert]*[e_turnover]", NOT_GIVEN)),
        (f"turnover_saving_{g}", "Saved: departures avoided x cost of one", "money", _if(f"AND(ISNUMBER({{users_{g}}}),ISNUMBER([k_turnover_{g}]))", f"{{leavers_avoided_{g}}}*[k_turnover_{g}]")),
        (f"shifts_avoided_{g}", "Lost shifts avoided, of users who would have stayed", "number", _if(f"ISNUMBER({{users_{g}}})", f"{{users_{g}}}*(1-[i_intent]*[c_convert])*[a_absent]*[d_days]*[e_absence]", NOT_GIVEN)),
        (f"absence_saving_{g}", "Saved: shifts avoided x cost of one", "money", _if(f"AND(ISNUMBER({{users_{g}}}),ISNUMBER({{shift_{g}}}))", f"{{shifts_avoided_{g}}}*{{shift_{g}}}")),
    )


def _if(known: str, value: str, otherwise: str = NOT_KNOWN) -> str:
    """The value while what it needs is there; else words, so that nothing unknown is shown as nothing."""
    return f'=IF({known},{value},"{otherwise}")'


def _total(*steps: str) -> str:
    """The sum of the steps that hold a number. SUM and COUNT pass over words in cells."""
    places = ",".join(f"{{{step}}}" for step in steps)
    return _if(f"COUNT({places})>0", f"SUM({places})")


def _beside(people: str, supporters: int) -> str:
    """People whose time the hours of all supporters do not hold already."""
    return f"IF(ISNUMBER([supporter_hours]),MAX([{people}]-{supporters},0),[{people}])"


def _sum(name: str, label: str, form: Form) -> Step:
    return name, label, form, _total(*(f"{name}_{g}" for g in GROUPS))


def _full(g: str) -> str:
    return f"N({{users_{g}}})*([i_intent]*[c_convert]*[k_turnover_{g}]+(1-[i_intent]*[c_convert])*[a_absent]*[d_days]*N({{shift_{g}}}))"


def _used(months: int) -> str:
    """Months of full use in the first `months`, when use grows evenly over the ramp."""
    if months == 0:
        return "0"
    return f"IF({months}>=[ramp_months],{months}-[ramp_months]/2,{months}^2/(2*[ramp_months]))"
