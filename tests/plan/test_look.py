"""What a board sees at a glance: nothing hangs over, no word stands alone, amber is rare, sources belong to their page."""

import re
from dataclasses import replace

import pytest

from generator.compose.compose import compose
from generator.load.theme import load_theme
from generator.model.briefing import Run, plain
from generator.model.pages import Properties, TableShape, TextShape
from generator.plan.deck import plan_deck
from generator.plan.text import held
from tests.materials import changed, demo_request, feelings, material, survey

THEME = load_theme()
REQUEST = demo_request()
STATES = {
    "no survey, no request": material(None, None),
    "few answers": material(survey(12, 0.5, 0.5, 0.5), REQUEST),
    "many answers and comments": material(survey(240, 0.52, 0.78, 0.55), REQUEST, feelings()),
    "amount withheld": material(survey(240, 0.27, 0.5, 0.25), changed(REQUEST, ask={"withhold_amount": True})),
}


def slides(made):
    return plan_deck(compose("board-deck", made), THEME, Properties("Title", "Author", "Subject", "en-US", "2027-03-12"))[0].slides


def words(shape):
    return " ".join(plain(para.runs, cites=True) for para in shape.paras)


@pytest.mark.parametrize("state", STATES)
def test_everything_keeps_to_the_margins(state):
    for slide in slides(STATES[state]):
        for shape in slide.shapes:
            box = shape.box
            assert box.x >= THEME.box["margin"] - 0.001, (slide.name, shape.name)
            assert box.x + box.w <= THEME.box["width"] - THEME.box["margin"] + 0.001, (slide.name, shape.name)
            assert box.y + box.h <= THEME.box["footer_top"], (slide.name, shape.name)


@pytest.mark.parametrize("state", STATES)
def test_amber_marks_at_most_one_thing_on_a_slide(state):
    for slide in slides(STATES[state]):
        marked = [s.name for s in slide.shapes if "accent4" in (getattr(s, "fill", ""), getattr(s, "line", ""))]
        assert len(marked) <= 1, (slide.name, marked)


def test_the_last_word_is_held_though_a_number_and_a_full_stop_follow_it():
    runs = (Run("workers knew a traumatized colleague"), Run("1", cite=("a",)), Run("."))
    assert plain(held(runs)) == "workers knew a traumatized\u00a0colleague."


def test_words_too_long_for_a_narrow_panel_stay_apart():
    runs = (Run("an employee assistance program"), Run("."))
    assert plain(held(runs, 14)) == "an employee assistance program."


def test_a_date_is_never_torn():
    assert "March\u00a010, 2028" in plain(held((Run("We report back on March 10, 2028 to you all"),)))


def test_each_page_of_a_table_names_the_works_its_own_rows_cite():
    pages = [s for s in slides(STATES["no survey, no request"]) if plain(s.shapes[0].paras[0].runs).startswith("What the evidence does")]
    assert len(pages) > 1
    for page in pages:
        table = next(s for s in page.shapes if isinstance(s, TableShape))
        cites = {run.text for row in table.rows for cell in row for para in cell.paras for run in para.runs if run.cite}
        ends = [piece.split("–") for text in cites for piece in text.split(",")]
        cited = {n for end in ends for n in range(int(end[0]), int(end[-1]) + 1)}
        source = words(next(s for s in page.shapes if s.name == "source"))
        named = {int(n) for n in re.findall(r"(?:: |; )(\d+)\u00a0", source.split("Bear in mind")[0])}
        assert named == cited


def test_many_feelings_and_needs_stand_on_one_slide_in_columns():
    facts = feelings()
    pattern = next(f for f in facts if f.id.startswith("feeling."))
    many = tuple(replace(pattern, id=f"feeling.more_{i}", label=f"feeling {i}") for i in range(17))
    counts = [s for s in slides(material(survey(240), REQUEST, (*facts, *many))) if s.name.startswith("slide:counts")]
    assert len(counts) == 1
    tables = [s for s in counts[0].shapes if isinstance(s, TableShape)]
    assert sum(len(t.rows) for t in tables) == 7 + 17 + 6
    assert max(t.box.x + t.box.w for t in tables) <= THEME.box["width"] - THEME.box["margin"] + 0.001


def test_columns_of_references_are_about_even_and_fit():
    pages = [s for s in slides(STATES["many answers and comments"]) if s.name.startswith("slide:references")]
    columns = [s for page in pages for s in page.shapes if isinstance(s, TextShape) and s.role == "references"]
    assert len(columns) == 2 * len(pages)
    sizes = [len(words(s)) for s in columns]
    assert min(sizes) > max(sizes) * 0.4


def test_two_columns_of_the_summary_are_set_at_one_size():
    for made in STATES.values():
        summary = slides(made)[1]
        left, right = ({p.size for p in s.paras if p.bullet} for s in summary.shapes if s.name.startswith("text:"))
        assert left == right
