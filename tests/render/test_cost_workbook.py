"""cost-model.xlsx as finance meets it: live, traced, marked, readable aloud, printable."""

import io
import re
import shutil
import subprocess
import zipfile
from math import isclose

import pytest
from python_calamine import CalamineWorkbook

from generator.analyse.cost.known import absent
from generator.analyse.cost.scenarios import SCENARIOS, scenarios
from generator.check.package import Package
from generator.check.workbook import audited_workbook, cells, workbook_changes
from generator.compose.gates import open_gates
from generator.costing import cost_model, cost_workbook
from generator.make import make, properties
from generator.model.fact import FactBook
from generator.plan.workbook import inputs, results
from tests.materials import changed, demo_request, material, survey

FILE = "cost-model.xlsx"
DEMO = demo_request()
HOSTILE = changed(DEMO, organization={"name": '=HYPERLINK("http://x.example","St. O’Hara & <Sons> 3")'}, ask={"annual_cost": None})


def built(request, answers=None):
    whole = material(answers, request)
    return whole, *cost_workbook(whole, properties("Cost model", "Cost model", whole), FILE)


@pytest.fixture(scope="module")
def demo():
    return built(changed(DEMO, workforce={"md_headcount": 80, "other_headcount": 300}, program={"horizon_years": 3, "ramp_up_months": 18}), survey(240))


@pytest.fixture(scope="module")
def from_parts():
    return built(HOSTILE)


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def values(data):
    """By sheet and cell: what stands there, as a reader without recalculation sees it."""
    return {(sheet, ref): (number if number is not None else text) for sheet, ref, _, number, text in cells(Package(data))}


def with_part(data, name, change):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part, content in parts(data).items():
            made.writestr(part, change(content) if re.fullmatch(name, part) else content)
    return out.getvalue()


def test_every_number_is_a_fact_and_every_formula_was_planned(demo, from_parts):
    for _, _, entries, problems, facts, content in (demo, from_parts):
        assert problems == ()
        assert all(fact.sources and fact.rule for fact in facts)
        assert len(content["numbers"]["Inputs"]) > 40
        assert {entry.place for entry in entries} == {"Summary", "Inputs", "Assumptions"}


def test_a_number_a_formula_or_words_that_were_not_planned_are_found(demo):
    whole, data, entries, _, facts, _ = demo
    from generator.plan.workbook import plan_cost

    model = cost_model(whole)
    book = plan_cost(model, scenarios(model), {}, {}, properties("Cost model", "Cost model", whole), "", whole.marking, "letter")
    known = FactBook((*whole.book.values(), *facts))
    changes = {
        r"xl/worksheets/sheet2\.xml": (rb"<v>610</v>", b"<v>611</v>"), r"xl/worksheets/sheet3\.xml": (rb"\*e_turnover,", b"*1,"),
        r"xl/sharedStrings\.xml": (rb"16 of 93", b"61 of 93"),
    }  # fmt: skip
    for (part, (old, new)), code in zip(changes.items(), ("check.orphan", "check.formula", "check.orphan"), strict=True):
        tampered = with_part(data, part, lambda content, old=old, new=new: re.sub(old, new, content, count=1))
        problems, _ = audited_workbook(FILE, tampered, book, entries, known)
        assert [p.code for p in problems if p.severity == "error"].count(code) >= 1, part


def test_cached_values_are_those_of_the_model(demo):
    whole, data, *_ = demo
    model = cost_model(whole)
    found, rows = values(data), results.placed(model.groups)
    columns = scenarios(model)
    for scenario, letter in zip(SCENARIOS, "BCDE", strict=True):
        for name, row in rows.items():
            value = columns[scenario][1][name]
            assert found["Model", f"{letter}{row + 1}"] == (pytest.approx(value, rel=1e-15) if value is not None else absent(name, columns[scenario][1])), (name, scenario)


def test_names_of_users_stay_words(from_parts):
    data = from_parts[1]
    assert values(data)["Summary", "A3"] == HOSTILE.organization.name
    assert not any("hyperlinks" in name or "externalLink" in name for name in parts(data))
    formulas = [formula for _, _, formula, _, _ in cells(Package(data)) if formula]
    assert formulas
    assert not any("HYPERLINK" in formula for formula in formulas)


def test_assumptions_are_marked_where_they_stand_and_own_figures_are_said(demo):
    found = values(demo[1])
    rows = inputs.placed()
    assert found["Inputs", f"G{rows['e_turnover'] + 1}"] == "assumption, not read in a source"
    assert found["Inputs", f"G{rows['n_rn'] + 1}"] == "our own figure"
    assert found["Inputs", f"G{rows['p_exposed'] + 1}"] == "our own survey"
    assert found["Inputs", f"G{rows['u_uptake'] + 1}"].startswith("read in a source: ")
    assert "USD" in {found["Inputs", f"F{rows['k_turnover_rn'] + 1}"]}


def test_drafts_and_samples_say_so_on_every_sheet_and_page(demo):
    found, package = values(demo[1]), parts(demo[1])
    assert {found[sheet, "A2"] for sheet in ("Summary", "Inputs", "Model", "Assumptions")} == {"FICTIONAL SAMPLE · DRAFT"}
    sheets = [content.decode() for name, content in package.items() if name.startswith("xl/worksheets/sheet")]
    assert all("FICTIONAL SAMPLE · DRAFT" in sheet for sheet in sheets)
    confirmed = changed(DEMO, organization={"fictional": False})._replace(confirm={"costs": demo_request().confirm.get("costs") or _day()})
    assert "DRAFT" not in str(values(make("cost", material(None, confirmed)).files[FILE])["Summary", "A2"])


def _day():
    import datetime as dt

    from generator.model.request import Confirmation

    return Confirmation("A. Reviewer", dt.date(2027, 2, 20))


def test_a_screen_reader_finds_heads_titles_and_words_for_the_chart(demo):
    package = parts(demo[1])
    sheets = [content.decode() for name, content in package.items() if name.startswith("xl/worksheets/sheet")]
    assert not any("<mergeCell" in sheet for sheet in sheets)
    assert all('state="frozen"' in sheet for sheet in sheets)
    drawing = next(content.decode() for name, content in package.items() if name.startswith("xl/drawings/drawing"))
    assert re.search(r'descr="Columns in pairs: benefit and cost', drawing)
    core = package["docProps/core.xml"].decode()
    assert "<dc:title>Cost model</dc:title>" in core
    assert package["xl/workbook.xml"].decode().count("_xlnm.Print_Titles") == 4


def test_each_sheet_is_one_page_wide_in_print_and_the_long_ones_stay_legible(demo):
    for number, tall in enumerate((False, True, True, False), 1):
        content = parts(demo[1])[f"xl/worksheets/sheet{number}.xml"].decode()
        assert "fitToPage" in content
        assert ('fitToHeight="0"' in content) is tall


def test_an_amount_that_is_kept_back_makes_no_workbook():
    made = make("cost", material(None, changed(DEMO, ask={"withhold_amount": True})))
    assert (made.files, made.facts) == ({}, ())
    assert "kept back" in made.problems[0].message


def test_without_a_headcount_the_workbook_has_no_total_and_says_why():
    whole, data, *_ = built(changed(DEMO, workforce={"rn_headcount": None}))
    row = 6 + list(results.RESULTS).index("net_benefit")
    found = values(data)
    assert found["Summary", f"C{row}"] == "not known"
    assert any("there is no total" in str(text) for text in found.values())
    open_now = open_gates(whole.request, has_survey=False, has_comments=False, urgent=0, papers=("cost",))
    assert {gate.gate.id for gate in open_now} == {"headcount", "costs"}


def test_another_currency_has_its_sign_and_leaves_published_dollars_out():
    _, data, _, problems, facts, _ = built(changed(DEMO, ask={"currency": "EUR"}))
    styles = parts(data)["xl/styles.xml"].decode()
    assert "€" in styles
    assert "$" not in styles
    assert problems == ()
    assert {fact.currency for fact in facts if fact.kind == "money"} == {"EUR"}
    assert not any(fact.id.startswith("cost.k_turnover_rn") for fact in facts)


def test_the_same_input_gives_the_same_bytes(demo):
    whole = demo[0]
    assert cost_workbook(whole, properties("Cost model", "Cost model", whole), FILE)[0] == demo[1]


def test_what_finance_changes_is_told_and_a_formula_typed_over_is_a_fault(demo):
    record = {"contents": {FILE: demo[5]}}
    assert list(workbook_changes(FILE, demo[1], record)) == []
    other = with_part(demo[1], r"xl/worksheets/sheet2\.xml", lambda content: content.replace(b"<v>610</v>", b"<v>700</v>", 1))
    (note,) = workbook_changes(FILE, other, record)
    assert (note.severity, "610 was changed to 700" in note.message) == ("note", True)
    broken = with_part(demo[1], r"xl/worksheets/sheet1\.xml", lambda content: re.sub(rb"<f>.*?</f>", b"", content, count=1))
    assert [p.code for p in workbook_changes(FILE, broken, record)] == ["check.formula"]


def test_the_summary_has_the_papers_departures_and_share_and_the_exact_ones_beside(demo):
    whole, data, *_ = demo
    found, order = values(data), list(results.RESULTS)
    at = {name: found["Summary", f"C{results.HEAD + 2 + order.index(name)}"] for name in order}
    assert (at["break_even_whole"], at["break_even_whole_share"]) == (whole.book["break_even_departures"].value, whole.book["break_even_share"].value)
    assert at["break_even_rn_leavers"] == pytest.approx(198000 / 61110)
    assert at["break_even_share"] == pytest.approx(198000 / 61110 / 104.92)


def test_the_hours_of_cover_are_counted_once_and_the_difference_to_the_cost_given_is_said():
    _, data, *_ = built(DEMO)
    found, rows = values(data), results.placed(cost_model(material(None, DEMO)).groups)
    parts_sum = found["Model", f"C{rows['cost_of_parts'] + 1}"]
    assert found["Model", f"C{rows['cost_supporters'] + 1}"] == 1200 * 65
    assert found["Model", f"C{rows['cost_debriefs'] + 1}"] == pytest.approx(12 * 77 / 60 * 15 * 65)
    line = f"The parts known so far come to ${parts_sum:,.0f}; the yearly cost given is $198,000. The results follow the cost given."
    assert [sheet for (sheet, _), text in found.items() if text == line] == ["Summary", "Inputs"]
    _, without, *_ = built(changed(DEMO, ask={"supporter_hours": None}))
    assert values(without)["Model", f"C{rows['cost_supporters'] + 1}"] == 24 * 20 * 65


def test_what_is_empty_is_not_shown_as_nothing(euros):
    _, data, *_ = built(DEMO)
    found, rows = values(data), results.placed(cost_model(material(None, DEMO)).groups)
    assert {found["Model", f"C{rows[f'{step}_md'] + 1}"] for step in ("users", "leavers_avoided", "turnover_saving", "shifts_avoided", "absence_saving")} == {"not given"}
    assert any(text == "The benefit counts nurses only: no headcount of physicians or other clinical staff is given." for text in found.values())
    empty = values(euros[1])
    assert {empty["Model", f"C{rows[step] + 1}"] for step in ("cost_coordinator", "cost_of_parts", "program_cost", "benefit", "net_benefit", "turnover_saving_rn")} == {"not known"}
    assert not any("charts/" in name for name in parts(euros[1]))
    assert any("charts/" in name for name in parts(data))


@pytest.fixture(scope="module")
def euros():
    return built(changed(DEMO, ask={"currency": "EUR", "annual_cost": None}))


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Convert workbooks whose formulas have lost their values: what is there then, the program worked out."""
    if shutil.which("soffice") is None:
        import os

        pytest.fail("CI must install soffice") if os.environ.get("CI") else pytest.skip("soffice not found")
    folder = tmp_path_factory.mktemp("recalculated")

    def convert(files):
        for name, data in files.items():
            bare = with_part(data, r"xl/worksheets/sheet\d\.xml", lambda content: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content))
            (folder / name).write_bytes(bare)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), *(str(folder / name) for name in files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return {name: CalamineWorkbook.from_path(str(folder / "out" / name)) for name in files}

    return convert


@pytest.mark.render
def test_libreoffice_works_out_what_the_model_says_and_follows_a_changed_input(demo, from_parts, euros, recalculated):
    row = inputs.placed()["n_rn"] + 1
    change = lambda content: re.sub(rf'(<c r="C{row}"[^>]*><v>)610(</v>)'.encode(), rb"\g<1>1220\2", content)  # noqa: E731
    twice = with_part(demo[1], r"xl/worksheets/sheet2\.xml", change)
    doubled = built(changed(demo[0].request, workforce={"rn_headcount": 1220}), survey(240))[1]
    books = recalculated({"demo.xlsx": demo[1], "parts.xlsx": from_parts[1], "twice.xlsx": twice, "euros.xlsx": euros[1]})
    for name, expected in (("demo.xlsx", demo[1]), ("parts.xlsx", from_parts[1]), ("twice.xlsx", doubled), ("euros.xlsx", euros[1])):
        held = values(expected)
        compared = 0
        for sheet in ("Summary", "Model"):
            for y, line in enumerate(books[name].get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1):
                for x, there in enumerate(line):
                    ours = held.get((sheet, f"{'ABCDE'[x]}{y}"), "") if x < 5 else ""
                    if isinstance(ours, float):
                        assert isclose(there, ours, rel_tol=1e-9, abs_tol=1e-12), (name, sheet, x, y, there, ours)
                        compared += 1
                    elif ours in ("not known", "not given") or str(ours).startswith(("The parts known", "The benefit counts")):
                        assert there == ours, (name, sheet, x, y, there, ours)
                        compared += 1
        assert compared > 200, name
    assert values(doubled)["Model", "C14"] != values(demo[1])["Model", "C14"]
