"""What a template writes is what the papers say, run by run."""

import pytest

from generator.compose.markdown import Reader
from generator.compose.marks import mark, split_marks, strip_marks
from generator.model.briefing import Listing, Panel, Paragraph, Placed, Table, plain
from generator.model.figure import Chart
from generator.model.problem import BuildError

READER = Reader("memo.md.j2", ["share", "name"], {"wishes": Chart("wishes", "bars", (), ())})


def only(text):
    (block,) = READER.read(text).front
    return block


def test_a_printed_number_is_a_run_that_names_its_fact():
    paragraph = only(f"Of those who answered {mark(0, '72%')} agree.")
    assert [(run.text, run.fact) for run in paragraph.inline] == [("Of those who answered ", ""), ("72%", "share"), (" agree.", "")]


def test_bold_around_a_number_keeps_its_fact():
    paragraph = only(f"**{mark(0, '72%')}** agree")
    assert paragraph.inline[0].strong
    assert paragraph.inline[0].fact == "share"


def test_a_citation_is_a_run_of_finding_ids():
    paragraph = only("They want a peer[@want_wolfm; @want_hu88].")
    assert paragraph.inline[1].cite == ("want_wolfm", "want_hu88")


def test_an_attribute_line_chooses_the_kind_of_slide():
    section = READER.read('{.chart minutes="2.5" kicker="The gap"}\n## A title\n\nText\n').sections[0]
    assert (section.kind, dict(section.attributes)) == ("chart", {"minutes": "2.5", "kicker": "The gap"})


def test_notes_stand_apart_from_the_slide():
    section = READER.read("## A title\n\nSeen\n\n::: notes\nSaid\n:::\n").sections[0]
    assert [plain(b.inline) for b in section.notes] == ["Said"]
    assert [plain(b.inline) for b in section.blocks] == ["Seen"]


def test_a_panel_keeps_its_name_and_list():
    panel = only("::: left\n- one\n- two\n:::\n")
    assert isinstance(panel, Panel)
    assert panel.name == "left"
    assert isinstance(panel.blocks[0], Listing)
    assert len(panel.blocks[0].items) == 2


def test_a_table_takes_the_caption_above_it():
    table = only("{.caption}\nWho answered\n\n| a | b |\n|---|--:|\n| x | y |\n")
    assert isinstance(table, Table)
    assert plain(table.caption) == "Who answered"
    assert table.align == ("left", "right")


def test_a_figure_carries_its_description_and_caption():
    placed = only(f'![Bars, first {mark(0, "72%")}](figure:wishes "What staff want")')
    assert isinstance(placed, Placed)
    assert plain(placed.alt) == "Bars, first 72%"
    assert plain(placed.caption) == "What staff want"


def test_an_unknown_figure_is_refused_by_name():
    with pytest.raises(BuildError, match="figure:wishs"):
        READER.read("![x](figure:wishs)")


def test_html_of_a_template_is_text():
    assert plain(only("<b>bold</b> & more").inline) == "<b>bold</b> & more"


def test_marks_that_run_over_two_pieces_of_text_stay_one_fact():
    pieces, left_open = split_marks(mark(1, "St. Ann")[:-1])
    assert pieces == [(1, "St. Ann")]
    assert split_marks("’s" + "\ue000" + " end", left_open)[0] == [(1, "’s"), (None, " end")]


def test_no_private_character_survives_input():
    assert strip_marks(f"a{mark(3, 'b')}c") == "abc"


def test_a_paragraph_role_is_kept():
    assert only("{.lead}\nFirst words\n") == Paragraph(only("First words").inline, ("lead",))
