"""The board deck's appendix: each page answers one question, keeps its limits, and claims nothing that nobody said."""

import datetime as dt
import re

import pytest

from generator.compose.compose import compose
from generator.compose.walk import cited, runs_of
from generator.load.theme import load_theme
from generator.model.briefing import Section, plain
from generator.model.pages import Group, Properties, TableShape, TextShape
from generator.model.request import Confirmation
from generator.plan.deck import plan_deck
from tests.materials import changed, demo_request, feelings, material, survey

DEMO = demo_request()
HIGH = survey(240, 0.52, 0.78, 0.55)
ORDER = ["words", "dimensions", "elsewhere", "asks", "results", "limits", "break-even", "measures", "counsel", "openness", "others", "method", "toolkit"]
DAY = Confirmation("A. Reviewer", dt.date(2027, 2, 20))


def sections(made) -> dict[str, Section]:
    return {s.attributes["appendix"]: s for s in compose("board-deck", made).sections if "appendix" in s.attributes}


def slides(made):
    deck, problems = plan_deck(compose("board-deck", made), load_theme(), Properties("T", "A", "S", "en-US", "2027-03-12"))
    return deck.slides, problems


def page(section: Section) -> str:
    return "".join(run.text for run in runs_of(section.blocks))


def test_the_appendix_stands_in_its_order_and_each_page_says_when_it_is_shown():
    found = sections(material(HIGH, DEMO, feelings()))
    assert list(found) == ORDER
    assert [name for name, section in found.items() if not "".join(run.text for run in runs_of(section.notes)).startswith("Shown only if asked:")] == []
    assert {section.attributes["minutes"] for section in found.values()} == {"0"}


def test_only_the_pages_that_were_asked_for_are_kept():
    request = changed(DEMO, style={"appendix": ("counsel", "measures")})
    assert list(sections(material(HIGH, request))) == ["measures", "counsel"]


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        (DEMO, "How the break-even was worked out"),
        (changed(DEMO, ask={"annual_cost": None}), "The break-even is waiting for costs: how it will be worked out"),
        (changed(DEMO, organization={"setting": "ambulatory"}), "The break-even is waiting for costs: how it will be worked out"),
    ],
)
def test_the_break_even_page_is_titled_by_what_is_known(request_, title):
    assert plain(sections(material(HIGH, request_))["break-even"].title) == title


def test_no_amount_stands_in_the_appendix_when_amounts_are_withheld():
    found = sections(material(HIGH, changed(DEMO, ask={"withhold_amount": True})))
    assert [name for name, section in found.items() if "$" in page(section)] == []
    assert "break-even" not in found
    assert not any("closed meeting" in page(section) for section in found.values())


def test_who_confirmed_a_cost_is_named_and_nobody_else():
    told = page(sections(material(HIGH, DEMO._replace(confirm={"costs": DAY})))["break-even"])
    assert "confirmed by A. Reviewer on February 20, 2027" in told
    assert "not yet confirmed by finance" in page(sections(material(HIGH, DEMO))["break-even"])


def test_counsel_is_said_to_have_answered_only_when_that_was_confirmed():
    assert "Counsel has not yet answered" in page(sections(material(HIGH, DEMO))["counsel"])
    assert "confirmed by A. Reviewer" in page(sections(material(HIGH, DEMO._replace(confirm={"counsel": DAY})))["counsel"])


def test_each_line_of_the_standards_says_when_it_was_checked_and_no_element_number_is_printed():
    section = sections(material(HIGH, DEMO))["asks"]
    checked = [run for run in runs_of(section.blocks) if run.fact.endswith(".checked")]
    assert len(checked) == 8
    assert {run.text for run in checked} == {"November 22, 2026"}
    assert not re.search(r"\b(?:LD|PC|HR|RI)\.\d", page(section))


def test_results_against_the_program_stand_beside_those_for_it():
    section = sections(material(HIGH, DEMO))["results"]
    assert {"eff_wolfm_turnover", "eff_nicu_uptake"} <= set(cited(section))
    assert "thoughts of leaving rose" in page(section)


def test_a_limit_that_its_row_tells_is_not_told_again_below():
    for name in ("elsewhere", "asks", "results"):
        assert "Bear in mind: " not in page(sections(material(HIGH, DEMO))[name])


def test_own_measures_replace_ours_and_are_not_counted_wrong():
    request = changed(DEMO, ask={"measures": ("staff reached", "calls answered")})
    section = sections(material(HIGH, request))["measures"]
    assert plain(section.title) == "What we will measure, reported each quarter, totals only"
    assert "Staff reached" in page(section)
    assert plain(sections(material(HIGH, DEMO))["measures"].title).startswith("Four measures")


def test_the_pathway_is_one_described_group_of_native_shapes():
    found, problems = slides(material(HIGH, DEMO))
    (group,) = [shape for slide in found for shape in slide.shapes if isinstance(shape, Group)]
    assert group.alt.startswith("Two lanes from one start to one end. Start: An event reaches a patient of St. Brannoc’s")
    assert len([shape for shape in group.shapes if isinstance(shape, TextShape)]) == 10
    assert not problems


def test_a_long_table_runs_on_with_its_header_and_says_which_part_it_is():
    found, _ = slides(material(HIGH, DEMO))
    parts = [slide for slide in found if plain(next(s for s in slide.shapes if isinstance(s, TextShape) and s.role == "title").paras[0].runs).startswith("Several bodies")]
    headers = [tuple(plain(cell.paras[0].runs) for cell in shape.header) for slide in parts for shape in slide.shapes if isinstance(shape, TableShape)]
    assert len(parts) > 1
    assert len(set(headers)) == 1
    assert plain(parts[1].shapes[0].paras[0].runs).replace("\u00a0", " ").endswith("(part two)")


def test_no_word_of_a_narrow_column_is_wider_than_its_column():
    """A reference number belongs to its word: both stay on one line."""
    from generator.plan.measure import text_width
    from generator.plan.slides.tables import PAD_X

    found, _ = slides(material(HIGH, DEMO))
    for shape in (shape for slide in found for shape in slide.shapes if isinstance(shape, TableShape)):
        for row in shape.rows:
            for width, cell in zip(shape.widths, row, strict=True):
                for para in cell.paras:
                    words = "".join(run.text for run in para.runs).replace("\u00a0", " ").split()
                    assert all(text_width(word, para.size, para.strong) <= width - 2 * PAD_X + 0.01 for word in words), words


def test_ninety_references_run_on_over_slides_and_none_overflows_its_box():
    from generator.compose.reference_styles import ama
    from generator.model.briefing import Reference
    from generator.plan.measure import height_of
    from tests.materials import CATALOG

    briefing = compose("board-deck", material(HIGH, DEMO))
    works = [Reference(number, work, ama(work), ()) for number, work in enumerate(CATALOG.works.values(), 1)]
    deck, problems = plan_deck(briefing._replace(references=tuple(works)), load_theme(), Properties("T", "A", "S", "en-US", "2027-03-12"))
    lists = [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TextShape) and shape.role == "references"]
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert sum(len(shape.paras) for shape in lists) == len(works) == 90
    assert all(height_of(shape.paras, shape.box.w) <= shape.box.h + 0.02 for shape in lists)
