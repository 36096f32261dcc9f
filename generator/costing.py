"""The cost model of one hospital: what it knows of itself laid over the defaults; the workbook made and checked."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from generator.analyse.cost.change import with_values
from generator.analyse.cost.facts import cost_facts
from generator.analyse.cost.narrow import narrowed
from generator.analyse.cost.scenarios import scenarios
from generator.compose.reference_styles import ama
from generator.compose.terms import TERMS
from generator.load.costmodel import load_cost_model
from generator.model.briefing import plain
from generator.model.cost import CostModel
from generator.model.fact import Fact, FactBook
from generator.model.manifest import Printed
from generator.model.problem import Problem

if TYPE_CHECKING:
    from generator.compose.material import Material
    from generator.model.basics import Properties


def cost_model(material: "Material", given: Iterable[str] = ()) -> CostModel:
    """The model with the hospital's values, then those set for one run (NAME=VALUE).

    Raises InputError for a pair that cannot be used.
    """
    model = load_cost_model(material.catalog, TERMS[material.request.term]["people"])
    return with_values(narrowed(model, material.request, material.book), given)


def cost_workbook(
    material: "Material", properties: "Properties", file: str
) -> tuple[bytes, tuple[Printed, ...], tuple[Problem, ...], tuple[Fact, ...], Mapping[str, Any]]:
    """The workbook's bytes, what it prints, its problems, its facts, and what the record keeps of it."""
    from generator.check.workbook import audited_workbook
    from generator.load.theme import load_theme
    from generator.plan.workbook import plan_cost, printed_cells
    from generator.render.workbook import render_workbook

    model = cost_model(material)
    columns = scenarios(model)
    facts = cost_facts(model, columns)
    findings = {p.finding for p in model.parameters.values() if p.finding in material.catalog.findings}
    cited = {finding: material.catalog.work_of(finding).short for finding in findings}
    references = {finding: plain(ama(material.catalog.work_of(finding))) for finding in findings}
    who = material.request.organization.name or "Name of the organization to be added"
    book = plan_cost(model, columns, cited, references, properties, who, material.marking, material.request.style.paper)
    known = FactBook((*material.book.values(), *facts))
    entries = printed_cells(book, file, known)
    data = render_workbook(book, load_theme())
    problems, content = audited_workbook(file, data, book, entries, known)
    return data, entries, tuple(problems), facts, content
