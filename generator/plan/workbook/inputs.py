"""The sheets Inputs and Assumptions: every parameter with its values, its ground and what replaces it."""

from collections.abc import Iterator, Mapping

from generator.analyse.cost.facts import ASSUMED, GROUNDS, fact_id
from generator.analyse.cost.scenarios import SCENARIOS
from generator.model.cost import CostModel, Parameter
from generator.model.manifest import CITATION
from generator.model.workbook import Cell, Form, Sheet, column

NAME = "Inputs"
HEAD = 4
"""The row of the heads, from 0."""
FIRST = 1
"""The column of the first scenario."""
BASE = FIRST + SCENARIOS.index("base")
_HEADS = ("Input", "Cautious", "Base", "Hopeful", "Nothing changes", "Unit", "Where it comes from", "Certainty", "What replaces it")
_UNITS: Mapping[str, str] = {"share": "share", "money": "", "people": "people", "factor": "number", "shifts": "shifts", "hours": "hours", "minutes": "minutes", "count": "a year", "years": "years", "months": "months"}
_FORMS: Mapping[str, Form] = {"share": "share", "money": "money", "people": "whole", "count": "whole", "years": "whole", "months": "whole"}
_SECTIONS = (
    ("Staff", ("n_rn", "n_md", "n_other", "annual_rn_turnover")),
    ("How many are hurt, and how many use the program", ("p_exposed", "u_uptake", "r_reach")),
    ("Leaving and absence because of an event", ("i_intent", "c_convert", "a_absent", "d_days")),
    ("What the program is assumed to change", ("e_turnover", "e_absence")),
    ("What leaving and absence cost", ("k_turnover_rn", "cash_share", "k_turnover_md", "k_turnover_other", "hourly_rn", "fringe", "replacement_premium", "w_shift_rn", "w_shift_md", "w_shift_other")),
    ("What the program costs", ("annual_cost", "coord_fte", "coord_cost", "lead_fte", "lead_cost", "train_ext", "supporters", "supporter_hours", "train_hours", "meeting_hours", "supporter_hour", "encounter_minutes", "people_costed", "debriefs", "debrief_minutes", "debrief_people", "misc")),
    ("How far it looks", ("horizon_years", "ramp_months", "discount_rate")),
)  # fmt: skip


def placed() -> dict[str, int]:
    """The row of each parameter on the sheet, from 0."""
    found, row = {}, HEAD + 1
    for _, ids in _SECTIONS:
        row += 1
        for id_ in ids:
            found[id_] = row
            row += 1
    return found


def inputs(model: CostModel, values: Mapping[str, Mapping[str, float | None]], cited: Mapping[str, str], marking: str, sum_said: Cell) -> Sheet:
    """The sheet of inputs; `cited` names the work behind a finding, `sum_said` what the parts come to."""
    rows = [
        (Cell("Inputs", "title"),),
        (Cell(marking, "marking"),),
        (Cell("Change the marked cells; everything else follows. An empty cell counts as not known.", "note"),),
        (sum_said,),
        tuple(Cell(head, "head", "number" if FIRST <= place < FIRST + len(SCENARIOS) else "") for place, head in enumerate(_HEADS)),
    ]
    for heading, ids in _SECTIONS:
        rows.append((Cell(heading, "section"),))
        rows += [_row(model.parameters[id_], len(rows) + place, values, cited, model.currency) for place, id_ in enumerate(ids)]
    text = "Each row is an input: its value in four cases, where it comes from, how certain it is, and what of the hospital’s own replaces it."
    return Sheet(NAME, tuple(rows), HEAD, (50, 11, 11, 11, 13, 8, 34, 11, 36), text, one_page=False)


def names() -> Iterator[tuple[str, str]]:
    """Defined names: an input's id for the base case, with the case behind it for the others."""
    for id_, row in placed().items():
        for place, scenario in enumerate(SCENARIOS):
            yield name(id_, scenario), f"='{NAME}'!${column(FIRST + place)}${row + 1}"


def name(id_: str, scenario: str) -> str:
    """The defined name of an input in a scenario."""
    return id_ if scenario == "base" else f"{id_}_{scenario}"


def _row(parameter: Parameter, row: int, values: Mapping[str, Mapping[str, float | None]], cited: Mapping[str, str], currency: str) -> tuple[Cell, ...]:
    ground = fact_id(parameter.id, "base")
    cells = [Cell(f"{parameter.label[:1].upper()}{parameter.label[1:]}", fact=ground), *(_value(parameter, scenario, row, values) for scenario in SCENARIOS)]
    source = GROUNDS[parameter.ground] if parameter.base is not None else "not given"
    if parameter.ground in ("verified", "derived") and parameter.base is not None and parameter.finding in cited:
        source = f"{source}: {cited[parameter.finding]}"
    certainty = "" if parameter.base is None else parameter.certainty
    unit = currency if parameter.unit == "money" else _UNITS[parameter.unit]
    return (*cells, Cell(unit), Cell(source, "strong" if parameter.assumed and parameter.base is not None else "text", fact=CITATION), Cell(certainty), Cell(parameter.replace_with, fact=ground))


def _value(parameter: Parameter, scenario: str, row: int, values: Mapping[str, Mapping[str, float | None]]) -> Cell:
    """A number of its own where the case has one; else the base case's, by formula."""
    value = values[scenario][parameter.id]
    form = _form(parameter)
    own = scenario == "base" or (parameter.uncertain and scenario != "zero") or (parameter.effect and scenario == "zero")
    if own:
        return Cell(value, "input", form, fact=fact_id(parameter.id, scenario) if value is not None else "")
    base = f"{column(BASE)}{row + 1}"
    return Cell("" if value is None else value, "given", form, f'=IF(ISNUMBER({base}),{base},"")')


def _form(parameter: Parameter) -> Form:
    if parameter.unit == "money" and parameter.base is not None and parameter.base < 1000 and parameter.base != int(parameter.base):
        return "cents"
    return _FORMS.get(parameter.unit, "number")


def assumptions(model: CostModel, references: tuple[tuple[str, str], ...], marking: str) -> Sheet:
    """The sheet that says in words what each number rests on, and what is never added."""
    rows = [
        (Cell("Assumptions", "title"),),
        (Cell(marking, "marking"),),
        (Cell("What each number rests on. An assumption is one that nobody has read in a source; it stands in no paper.", "note"),),
        tuple(Cell(head, "head") for head in ("Input", "What it rests on", "Caution")),
    ]
    rows += [_ground(parameter) for parameter in model.parameters.values() if parameter.base is not None]
    rows += [(Cell("What is never added to these savings", "section"),)]
    rows += [(Cell(guard.label), Cell(guard.why[:1].upper() + guard.why[1:])) for guard in model.guards]
    rows += [(Cell("References", "section"),), *((Cell("Work cited"), Cell(text, fact=fact)) for fact, text in references)]
    return Sheet("Assumptions", tuple(rows), HEAD - 1, (50, 80, 50), "Each row says in words what an input rests on; below stand the guards against counting twice, and the references.", landscape=False)


def _ground(parameter: Parameter) -> tuple[Cell, ...]:
    label = f"{parameter.label[:1].upper()}{parameter.label[1:]}"
    fact = fact_id(parameter.id, "base")
    ground = f"{GROUNDS[parameter.ground][:1].upper()}{GROUNDS[parameter.ground][1:]}: {parameter.basis}"
    return Cell(label, fact=fact), Cell(ground, "strong" if parameter.assumed else "text", fact=fact), Cell(parameter.caution, fact=fact)


__all__ = ["ASSUMED", "assumptions", "inputs", "name", "names", "placed"]
