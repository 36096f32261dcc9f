"""The sheets Summary and Model: what comes out, and every step on the way."""

from collections.abc import Mapping
from typing import Any

from generator.analyse.cost.facts import RESULTS, fact_id
from generator.analyse.cost.known import absent
from generator.analyse.cost.scenarios import SCENARIOS
from generator.model.cost import CostModel
from generator.model.workbook import Bars, Cell, Form, Sheet, column
from generator.plan.workbook import inputs
from generator.plan.workbook.formulas import Step, formula, steps
from generator.plan.workbook.said import parts_and_whole, who_counts

MODEL = "Model"
HEAD = 4
"""The row of the heads on both sheets, from 0."""
SUMMARY = "Summary"
_CASES = ("Cautious", "Base", "Hopeful", "Nothing changes")
_FORMS: Mapping[str, Form] = {"money": "money", "share": "share", "count": "whole"}
Steps = Mapping[str, Mapping[str, Any]]


def placed(groups: Mapping[str, str]) -> dict[str, int]:
    """The row of each step on the sheet Model, from 0."""
    found, row = {}, HEAD + 1
    for _, listed in steps(groups):
        row += 1
        for step in listed:
            found[step[0]] = row
            row += 1
    return found


def model_sheet(model: CostModel, found: Steps, marking: str) -> Sheet:
    """Every step in four columns, by formula."""
    rows: list[tuple[Cell, ...]] = [
        (Cell("Model", "title"),),
        (Cell(marking, "marking"),),
        (Cell("Every cell is a formula over the sheet Inputs; nothing here is typed.", "note"),),
        (Cell("x is times. Departures and shifts avoided rest on assumed effects; none of this is a forecast.", "note"),),
        (Cell("Step", "head"), *(Cell(case, "head", "number") for case in _CASES)),
    ]
    rows_of = placed(model.groups)
    for heading, listed in steps(model.groups):
        rows.append((Cell(heading, "section"),))
        rows += [_step(step, rows_of, found) for step in listed]
    return Sheet(MODEL, tuple(rows), HEAD, (62, 15, 15, 15, 17), "Each row is a step of the arithmetic, in four cases.", landscape=False, one_page=False)


def _step(step: Step, rows_of: Mapping[str, int], found: Steps) -> tuple[Cell, ...]:
    name, label, form, template = step
    cells = [Cell(label)]
    for place, scenario in enumerate(SCENARIOS):
        letter = column(inputs.FIRST + place)
        value = found[scenario][name]
        text = formula(template, lambda id_, case=scenario: inputs.name(id_, case), lambda key, at=letter: f"{at}{rows_of[key] + 1}")  # type: ignore[misc]
        cells.append(Cell(absent(name) if value is None else value, "result", form, text))
    return tuple(cells)


def summary(model: CostModel, found: Steps, who: str, marking: str, sign: str) -> Sheet:
    """What comes out, the break-even first."""
    rows_of = placed(model.groups)
    rows: list[tuple[Cell, ...]] = [
        (Cell("Peer support for staff: what it costs, and what would have to be true for it to pay", "title"),),
        (Cell(marking, "marking"),),
        (Cell(who, "strong", fact="institution"),),
        (Cell("Read the break-even first: it assumes no effect. What stands below it rests on assumptions.", "note"),),
        (Cell("Result", "head"), *(Cell(case, "head", "number") for case in _CASES)),
    ]
    for name, (label, unit) in RESULTS.items():
        form = _FORMS.get(unit, "number")
        cells = [Cell(label, "strong" if name.startswith("break_even_whole") or name == "net_benefit" else "text")]
        for place, scenario in enumerate(SCENARIOS):
            value, letter = found[scenario][name], column(inputs.FIRST + place)
            there = f"{MODEL}!{letter}{rows_of[name] + 1}"
            cells.append(Cell(absent(name) if value is None else value, "result", form, f"={there}", fact_id(name, scenario) if value is not None else ""))
        rows.append(tuple(cells))
    rows += [(Cell(),), (parts_and_whole(found["base"], model, sign),), (who_counts(model),), *((Cell(text, "note"),) for text in _notes(model, found))]
    return Sheet(SUMMARY, tuple(rows), HEAD, (62, 17, 17, 17, 17), "Each row is a result, in four cases: cautious, base, hopeful, and one in which nothing changes.")


def _notes(model: CostModel, found: Steps) -> list[str]:
    notes = [
        model.warning,
        "Cautious takes every uncertain input at the tenth of its draws that speaks against the program, hopeful at the tenth that speaks for it; all at once is rarer than either.",
        "An effect of more than the whole means that the program cannot pay for itself in this case, whatever it changes.",
        "Part of what a departure costs is lost output, not cash; ask finance how much.",
        "This workbook is for finance. The board’s papers print the break-even and the cost if nothing changes, and no saving.",
    ]
    if not found["base"]["staff"]:
        notes.insert(0, "No headcount is given, so there is no total: fill in the staff on the sheet Inputs.")
    if model.left_out:
        why = f"Amounts are in {model.currency} and nothing is converted" if model.currency != "USD" else "Figures of hospital nurses are not used for clinics"
        notes.insert(0, f"{why}: these inputs wait for your own figures, and sums leave them out until then: {', '.join(name.replace('_', ' ') for name in model.left_out)}.")
    return notes


def chart(found: Steps) -> Bars | None:
    """Benefit beside cost in each case; none where there is no total."""
    if found["base"]["net_benefit"] is None:
        return None
    order = list(RESULTS)
    head = HEAD
    row = {name: head + 1 + order.index(name) for name in ("benefit_horizon", "cost_horizon")}
    words = "Columns in pairs: benefit and cost over the years looked at, in the cautious, base and hopeful case and if nothing changes. The numbers stand in the table above."
    return Bars(SUMMARY, (head, 1, 4), ((row["benefit_horizon"], "Benefit"), (row["cost_horizon"], "Cost")), (head + len(order) + 4, 1), "Benefit and cost by case: assumed effects, not a forecast", words)
