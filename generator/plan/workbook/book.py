"""The whole workbook from the model, and what it prints, cell by cell."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.basics import Properties
from generator.model.cost import CostModel
from generator.model.fact import SIGNS, FactBook
from generator.model.manifest import CITATION, Printed
from generator.model.workbook import Sheet, Workbook, column
from generator.plan.workbook import inputs, results
from generator.plan.workbook.said import parts_and_whole

Columns = Mapping[str, tuple[Mapping[str, float | None], Mapping[str, Any]]]


def plan_cost(
    model: CostModel, columns: Columns, cited: Mapping[str, str], references: Mapping[str, str], properties: Properties, who: str, marking: str, paper: str
) -> Workbook:
    """Lay out the workbook. `columns`: values and steps by scenario; `cited`: short citations and
    `references` whole ones by finding; `who`: the line that says whose it is."""
    values = {name: pair[0] for name, pair in columns.items()}
    found = {name: pair[1] for name, pair in columns.items()}
    sign = SIGNS.get(model.currency) or f"{model.currency}\u00a0"
    used = dict.fromkeys(p.finding for p in model.parameters.values() if p.ground in ("verified", "derived") and p.base is not None and p.finding in references)
    whole = tuple((CITATION, text) for text in dict.fromkeys(references[finding] for finding in used))
    sheets = (
        results.summary(model, found, who, marking, sign),
        inputs.inputs(model, values, cited, marking, parts_and_whole(found["base"], model, sign)),
        results.model_sheet(model, found, marking),
        inputs.assumptions(model, whole, marking),
    )
    names = dict(inputs.names()) | {f"result_{name}": f"='{results.MODEL}'!${column(inputs.BASE)}${row + 1}" for name, row in results.placed(model.groups).items()}
    return Workbook(sheets, names, properties, marking, sign, paper, results.chart(found))


def printed_cells(book: Workbook, file: str, facts: FactBook) -> tuple[Printed, ...]:
    """One entry for each cell that shows a fact: its number, or words on its ground that hold digits."""
    return tuple(entry for sheet in book.sheets for entry in _printed(sheet, file, facts))


def _printed(sheet: Sheet, file: str, facts: FactBook) -> Iterator[Printed]:
    from generator.compose.show import display

    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            shape = f"{column(place)}{number}"
            if not cell.fact:
                continue
            if isinstance(cell.value, str) and any(letter.isdigit() for letter in cell.value):
                yield Printed(file, sheet.name, shape, cell.value, cell.fact)
            elif isinstance(cell.value, int | float):
                yield Printed(file, sheet.name, shape, display(facts[cell.fact]), cell.fact)
