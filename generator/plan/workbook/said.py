"""Sentences that follow the inputs: formulas that give words, so that they stay true when finance fills in a cell."""

from collections.abc import Mapping
from math import floor
from typing import Any

from generator.model.cost import CostModel
from generator.model.workbook import Cell

_NURSES = "The benefit counts nurses only: no headcount of physicians or other clinical staff is given."
_NO_PHYSICIANS = "The benefit leaves out physicians: no headcount of theirs is given."
_NO_OTHERS = "The benefit leaves out other clinical staff: no headcount of theirs is given."


def parts_and_whole(steps: Mapping[str, Any], model: CostModel, sign: str) -> Cell:
    """That the parts come to another sum than the yearly cost given; empty where they agree or one is missing."""
    parts, whole = steps["cost_of_parts"], model.parameters["annual_cost"].base
    known = "IF(AND(ISNUMBER(annual_cost),ISNUMBER(result_cost_of_parts)),IF(ABS(annual_cost-result_cost_of_parts)>=1,"
    words = ("The parts known so far come to ", "; the yearly cost given is ", ". The results follow the cost given.")
    amount = f'"{sign}"&FIXED({{}},0)'
    text = f'"{words[0]}"&{amount.format("result_cost_of_parts")}&"{words[1]}"&{amount.format("annual_cost")}&"{words[2]}"'
    differs = parts is not None and whole is not None and abs(whole - parts) >= 1
    said = f"{words[0]}{sign}{floor((parts or 0) + 0.5):,}{words[1]}{sign}{floor((whole or 0) + 0.5):,}{words[2]}" if differs else ""
    return Cell(said, "strong", formula=f'={known}{text},""),"")')


def who_counts(model: CostModel) -> Cell:
    """Which groups the benefit leaves out for want of a headcount; empty where all are given, or none."""
    given = {group: model.parameters[f"n_{group}"].base is not None for group in ("rn", "md", "other")}
    formula = f'=IF(AND(ISNUMBER(n_rn),COUNT(n_md,n_other)=0),"{_NURSES}",IF(COUNT(n_rn,n_md,n_other)=0,"",IF(COUNT(n_md)=0,"{_NO_PHYSICIANS}",IF(COUNT(n_other)=0,"{_NO_OTHERS}",""))))'
    match given["rn"], given["md"], given["other"]:
        case True, False, False:
            said = _NURSES
        case False, False, False:
            said = ""
        case _, False, _:
            said = _NO_PHYSICIANS
        case _, _, False:
            said = _NO_OTHERS
        case _:
            said = ""
    return Cell(said, "strong", formula=formula)
