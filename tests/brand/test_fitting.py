"""Text three times as long: smaller, then shorter, then more slides; nothing ever leaves its box."""

import zipfile
from io import BytesIO

import pytest

from generator.compose.compose import compose
from generator.load.brand.template import read_template
from generator.load.theme import load_theme
from generator.make import properties
from generator.model.basics import Box
from generator.model.briefing import Run, plain
from generator.model.pages import Group, TableShape, TextShape
from generator.plan.deck import plan_deck
from generator.plan.measure import set_in, text_width, wrap
from generator.plan.rounds.deck import plan_rounds
from generator.plan.shorten import cut_to
from generator.render.powerpoint import render_deck
from tests.brand.decks import ALL
from tests.brand.drawn import drawn, outside
from tests.brand.longer import longer
from tests.materials import demo_request, feelings, material, survey

PLANS = {"board-deck": plan_deck, "grand-rounds": plan_rounds}
EVERYDAY = ("ours", "harbor", "four-by-three", "red", "no-title-only", "crowded")
"""Our own design, and templates wide, narrow, banded, odd and refused; `python -m tests.brand DIR --drawn` draws all others too."""
DRAWN = (("four-by-three", "board-deck"), ("german", "grand-rounds"))


@pytest.fixture(scope="module")
def made():
    return material(survey(240, 0.52, 0.78, 0.55), demo_request(), feelings())


@pytest.fixture(scope="module")
def long(made):
    return {name: longer(compose(name, made)) for name in PLANS}


def theme_of(name, output, folder):
    room = output == "grand-rounds"
    if name == "ours":
        return load_theme(room=room), None
    path = folder / f"{name}.pptx"
    path.write_bytes(ALL[name]())
    template = read_template(path)
    return (template.room if room else template.desk), template


def plan(output, name, made, long, folder):
    theme, template = theme_of(name, output, folder)
    deck, problems = PLANS[output](long[output], theme, properties("T", "S", made), None, made.request)
    return deck, problems, theme, template


@pytest.mark.parametrize("name", EVERYDAY)
def test_three_times_the_text_never_overflows(name, made, long, tmp_path):
    output = "grand-rounds" if len(name) % 2 else "board-deck"
    deck, problems, theme, _ = plan(output, name, made, long, tmp_path)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert any(problem.code == "text.split" for problem in problems)
    with set_in(theme.fonts["text"]):
        for slide in deck.slides:
            title = next(shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.role == "title")
            if slide.layout not in ("title", "closing"):
                assert wrap(title.paras[0].runs, title.box.w, title.paras[0].size, True) <= 2, plain(title.paras[0].runs)


def test_what_was_cut_stands_whole_in_the_notes_and_tables_keep_their_header(made, long, tmp_path):
    deck, _, _, _ = plan("board-deck", "harbor", made, long, tmp_path)
    cut = [slide for slide in deck.slides if any("Title in full" in plain(note.runs) for note in slide.notes)]
    assert cut
    tables = [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TableShape)]
    assert len({plain(t.header[0].paras[0].runs) for t in tables}) < len(tables)
    parts = [plain(shape.paras[0].runs) for slide in deck.slides for shape in slide.shapes if isinstance(shape, TextShape) and shape.role == "title"]
    assert any(title.replace("\u00a0", " ").endswith("(part three)") for title in parts)


@pytest.mark.render
def test_drawn_pages_hold_every_word_in_its_box(made, long, tmp_path):
    decks, files, furniture = {}, {}, {}
    for name, output in DRAWN:
        deck, _, theme, template = plan(output, name, made, long, tmp_path)
        file = f"{name}-{output}.pptx"
        decks[file], files[file] = deck, render_deck(deck, theme)
        furniture[file] = (Box(0, template.height * 0.9, template.width, template.height * 0.1),)
    pages = drawn(files, tmp_path)
    for file, deck in decks.items():
        assert list(outside(pages[file], deck, furniture[file])) == []


def test_the_drawn_check_sees_a_word_that_left_its_box(made, long, tmp_path):
    deck, *_ = plan("board-deck", "harbor", made, long, tmp_path)
    inner = next(s for s in deck.slides[1].shapes if isinstance(s, TextShape) and s.role != "title")
    assert not isinstance(inner, Group)
    pages = [[] for _ in deck.slides]
    pages[1] = [(Box(inner.box.x, inner.box.y + 0.05, 0.3, 0.2), "in"), (Box(inner.box.x, 7.2, 0.3, 0.25), "out")]
    assert [word.split("“")[1][:3] for word in outside(pages, deck, ())] == ["out"]


def test_a_wide_family_is_measured_wide():
    plain_width = text_width("support", 20)
    with set_in("Arial"):
        assert text_width("support", 20) > plain_width * 1.05
        assert text_width("support", 20, True) > text_width("support", 20) * 1.03
    assert text_width("support", 20) == plain_width


def test_a_cut_never_falls_inside_a_number_and_prefers_a_clause():
    runs = (Run("We ask for two years of support, reviewed each quarter, at a price of "), Run("$396,000", fact="amount"), Run(" in all for the whole hospital"))
    for width in (1.5, 2.2, 3.0, 3.6, 4.1, 4.6):
        short = plain(cut_to(runs, width, 14, 1))
        assert short.endswith("…") or short == plain(runs)
        assert not any(digit in short for digit in "0369") or "$396,000" in short
    assert plain(cut_to(runs, 2.7, 14, 1)) == "We ask for two years of support…"


def test_a_planned_deck_of_a_template_is_written_at_the_templates_size(made, long, tmp_path):
    deck, _, theme, _ = plan("board-deck", "german", made, long, tmp_path)
    text = zipfile.ZipFile(BytesIO(render_deck(deck, theme))).read("ppt/presentation.xml").decode()
    assert 'cx="9144000" cy="5143500"' in text
