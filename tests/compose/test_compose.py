"""What a composed paper carries on each page: numbers of references, sources, caveats."""

import itertools

import pytest

from generator.compose.compose import compose
from generator.compose.walk import cited, runs_of
from generator.model.briefing import Panel, plain
from tests.materials import CATALOG, changed, demo_request, feelings, material, survey

MATERIALS = {
    "none": material(),
    "low": material(survey(240, 0.08, 0.3, 0.08), demo_request()),
    "high": material(survey(240, 0.52, 0.78, 0.55), demo_request(), feelings()),
}
PAPERS = ("board-deck", "memo")


def text(blocks):
    return "".join(run.text for run in runs_of(blocks))


@pytest.mark.parametrize(("paper", "state"), [*itertools.product(PAPERS, MATERIALS)])
def test_an_amber_finding_stands_with_its_caveat(paper, state):
    seen = 0
    for section in compose(paper, MATERIALS[state]).sections:
        page = text(section.blocks) + text(section.notes)
        for finding in cited(section):
            if CATALOG.findings[finding].board_use == "amber":
                assert CATALOG.findings[finding].caveat.casefold() in page.casefold(), (plain(section.title), finding)
                seen += 1
    assert seen


@pytest.mark.parametrize(("paper", "state"), [*itertools.product(PAPERS, MATERIALS)])
def test_only_verified_findings_are_printed(paper, state):
    briefing = compose(paper, MATERIALS[state])
    printed = {finding for section in briefing.sections for finding in cited(section)}
    printed |= {MATERIALS[state].book[r.fact].finding for s in briefing.sections for r in runs_of((*s.blocks, *s.notes)) if r.fact in MATERIALS[state].book}
    assert {CATALOG.findings[f].status for f in printed if f} == {"verified"}
    assert "red" not in {CATALOG.findings[f].board_use for f in printed if f}


@pytest.mark.parametrize("paper", PAPERS)
def test_references_are_numbered_in_order_of_first_citation(paper):
    briefing = compose(paper, MATERIALS["high"])
    assert [reference.number for reference in briefing.references] == list(range(1, len(briefing.references) + 1))
    first = next(run for section in briefing.sections for run in (*section.title, *runs_of(section.blocks)) if run.cite)
    assert first.text == "1"


def test_each_core_slide_names_its_sources():
    for section in compose("board-deck", MATERIALS["high"]).sections[1:7]:
        assert any(isinstance(block, Panel) and block.name == "source" for block in section.blocks), plain(section.title)


def test_the_appendix_keeps_what_the_request_names():
    kept = material(None, changed(demo_request(), style={"appendix": ("limits",)}))
    titles = [plain(section.title) for section in compose("board-deck", kept).sections]
    assert "What the evidence does not show" in titles
    assert "References" in titles
    assert not any("Fifteen" in title for title in titles)


def test_the_term_of_the_request_stands_everywhere():

    words = {term: " ".join(text(s.blocks) for s in compose("memo", material(None, demo_request()._replace(term=term))).sections) for term in ("second-victim", "affected-staff")}
    assert "Patients and families are harmed first" in words["second-victim"]
    assert words["affected-staff"].lower().count("second victim") < words["second-victim"].lower().count("second victim")
