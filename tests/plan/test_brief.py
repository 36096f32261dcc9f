"""What stands on which side of a printed sheet, and how each number on it is accounted for."""

import re
from dataclasses import replace

import pytest

from generator.check.sheets import sheet_orphans
from generator.load.theme import load_theme
from generator.model.briefing import Paragraph, Reference, Run, plain
from generator.model.evidence import Work
from generator.model.manifest import CITATION
from generator.plan.brief import SIZES, printed_sheet, short_reference
from generator.render.pdf import document
from tests.materials import changed
from tests.sheets import DEMO, HIGH, STATES, sheet, state

FRONT = ["headline", "figures", "why", "chart", "decision"]
BACK = ["tiers", "shown", "not-shown", "cost", "asked", "method", "contact"]
papers = pytest.mark.parametrize("output", ["brief", "handout"])
states = pytest.mark.parametrize("name", STATES)


@states
def test_the_brief_has_its_key_points_on_the_front_and_its_grounds_on_the_back(name):
    front, back = sheet("brief", state(name)).sides
    assert [part.kind for part in front.parts] == FRONT
    assert [part.kind for part in back.parts] == BACK


@states
def test_the_handout_is_one_side(name):
    (side,) = sheet("handout", state(name)).sides
    assert [part.kind for part in side.parts] == ["headline", "help", "do", "do-not", "know", "reading"]


@papers
@states
def test_every_digit_of_a_sheet_is_accounted_for(output, name):
    made = state(name)
    planned = sheet(output, made)
    entries = printed_sheet(planned, f"{output}.pdf")
    assert sheet_orphans(f"{output}.pdf", document(planned, load_theme()), entries, made.book) == []
    assert {entry.fact for entry in entries} <= {*made.book, CITATION}


@pytest.mark.parametrize("planted", [{"t": "73%"}, {"t": "73%", "fact": "want_peer"}, {"t": "78%", "fact": "nobody"}])
def test_a_number_that_nothing_accounts_for_is_an_orphan(planted):
    made = state("high")
    planned = sheet("brief", made)
    content = dict(document(planned, load_theme()))
    content["foot"] = [*content["foot"], planted]
    (problem,) = sheet_orphans("brief.pdf", content, printed_sheet(planned, "brief.pdf"), made.book)
    assert (problem.code, problem.where) == ("check.orphan", "brief.pdf: foot 4")


@states
def test_no_paper_speaks_of_suicide_or_of_one_hospital_s_model_of_savings(name):
    planned = sheet("brief", state(name))
    said = str(document(planned, load_theme())).casefold()
    assert "suicid" not in said
    assert "moran" not in said


def test_published_figures_of_the_row_are_tagged_elsewhere():
    front = sheet("brief", state("seven")).sides[0]
    figures = next(part for part in front.parts if part.kind == "figures")
    kickers = [plain(block.inline).strip() for card in figures.blocks for block in card.blocks if isinstance(block, Paragraph) and "kicker" in block.roles]
    assert kickers[:3] == ["Wish, elsewhere", "Gap, elsewhere", "Cost"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("high", "Fund peer support: 52% of staff who answered call our support after events inadequate"),
        ("middling", "Fund peer support: 27% of staff who answered found our support after events inadequate, and duty asks more"),
        ("low", "Fund peer support on duty: few who answered (8%) call our support inadequate"),
        ("seven", "Fund peer support on duty and outside evidence: our own result would rest on too few people"),
        ("none", "Fund peer support on duty and outside evidence, and measure our own need before launch"),
    ],
)
def test_the_headline_follows_the_band_of_felt_support(name, words):
    assert plain(sheet("brief", state(name)).sides[0].parts[0].title) == words


@pytest.mark.parametrize(("name", "figure"), [("high", "wishes"), ("no-wishes", "dimensions"), ("none", "wishes-elsewhere")])
def test_one_chart_shows_wishes_else_dimensions_else_wishes_elsewhere(name, figure):
    chart = next(part for part in sheet("brief", state(name)).sides[0].parts if part.kind == "chart")
    assert [block.figure.id for block in chart.blocks if hasattr(block, "figure")] == [figure]


def test_a_withheld_amount_is_nowhere_on_the_sheet():
    said = " ".join(re.findall(r"'t': ['\"]([^'\"]*)", str(document(sheet("brief", state("withheld")), load_theme()))))
    assert "396,000" not in said
    assert "198,000" not in said
    assert "Held for a closed meeting" in said


def test_caveats_of_a_side_stand_in_one_note():
    back = sheet("brief", state("high")).sides[1]
    assert plain(back.caveats).startswith("To bear in mind. CMS 2024: ")
    assert not any(isinstance(block, Paragraph) and "caveat" in block.roles for part in back.parts for block in part.blocks)


def test_the_version_in_the_foot_is_final_only_when_no_gate_is_open():
    draft = sheet("brief", state("high"))
    assert plain(draft.foot) == "Peer support for staff after patient-safety events · Draft version, March 12, 2027"
    final = sheet("brief", replace(state("high"), gates=(), marking=""))
    assert "Final version, March 12, 2027" in plain(final.foot)


def test_a_short_reference_keeps_number_and_link_or_else_the_title():
    work = Work("sexton", {"title": "A study"}, "Sexton 2021")
    linked = Reference(3, work, (Run("Sexton JB. A study. "), Run("doi:10.1/2", href="https://doi.org/10.1/2")), ("a",))
    assert plain(short_reference(linked)) == "3 Sexton 2021. doi:10.1/2"
    assert short_reference(linked)[-1].href == "https://doi.org/10.1/2"
    assert plain(short_reference(Reference(3, work, (Run("Sexton JB. A study."),), ("a",)))) == "3 Sexton 2021. A study."


def test_a_sheet_is_planned_for_the_paper_asked_for():
    assert sheet("brief", state("high", "a4")).page == "a4"
    assert sheet("brief", state("high")).page == "letter"
    assert (SIZES[0], SIZES[-1]) == (10.5, 9.5)


def test_the_states_cover_what_a_hospital_may_be_in():
    assert len(STATES["long-name"][1].organization.name) >= 90
    assert STATES["high"] == (HIGH, DEMO)
    assert changed(DEMO) == DEMO
