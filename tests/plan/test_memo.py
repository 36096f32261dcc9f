"""The memo on pages: head, levels, figures and tables."""

import datetime as dt

import pytest

from generator.load.theme import load_theme
from generator.model.briefing import (
    Briefing,
    Heading,
    Listing,
    Panel,
    Paragraph,
    Placed,
    Reference,
    Run,
    Section,
    Table,
    plain,
)
from generator.model.evidence import Work
from generator.model.figure import Chart, Cloud, Row, Word
from generator.model.manifest import CITATION
from generator.model.pages import Paper, Properties
from generator.model.request import Meeting, Organization, Request, Style
from generator.plan.columns import PADDING, column_widths
from generator.plan.measure import text_width, wrap
from generator.plan.memo import chart_height, plan_memo
from generator.plan.printed_paper import printed

PROPERTIES = Properties("Peer support", "Riverside", "Memorandum", "en-US", "2026-03-12")
REQUEST = Request(
    organization=Organization(name="Riverside Regional Hospital"),
    meeting=Meeting(body="Quality Committee", date=dt.date(2026, 3, 12), presenter="Dana Whitfield", role="CNO", attachments=("Board deck",)),
)


def chart(*labels: str, form: str = "bars") -> Chart:
    rows = tuple(Row((Run(label),), f"fact_{n}", 0.7 - n / 10, f"{70 - 10 * n}%", None, 100) for n, label in enumerate(labels))
    return Chart("wishes", form, rows, ())


def plan(*blocks, front=(), title="Memorandum: peer support", request=REQUEST, references=()) -> Paper:
    section = Section("text", (Run("Situation"),), tuple(blocks))
    briefing = Briefing("memo", (Run(title),), {"running": (Run("Peer support"),)}, tuple(front), (section,), references, "DRAFT")
    return plan_memo(briefing, request, load_theme(), PROPERTIES)


def test_the_template_s_cover_fills_the_memo_head_and_stays_out_of_the_text():
    cover = Panel("cover", (Paragraph((Run("To:", strong=True), Run(" "), Run("The board", fact="board_body"))), Paragraph((Run("Re:", strong=True), Run(" Peer support")))))
    paper = plan(front=(cover,))
    assert [label for label, _ in paper.cover] == ["To", "Re"]
    assert paper.cover[0][1][-1] == Run("The board", fact="board_body")
    assert plain(paper.cover[1][1]) == "Peer support"
    assert not any(isinstance(block, Panel) for block in paper.blocks)


def test_without_a_cover_the_request_fills_the_head_with_traceable_words():
    head = dict(plan().cover)
    assert head["Date"] == (Run("March 12, 2026", fact="meeting_date"),)
    assert head["To"] == (Run("Quality Committee", fact="board_body"),)
    assert head["Attachments"] == (Run("Board deck", fact="attachment.1"),)
    assert "To" not in dict(plan(request=Request()).cover)


def test_the_title_says_what_kind_of_paper_it_is_since_re_says_the_rest():
    assert plain(plan().title) == "Memorandum"


def test_sections_become_chapters_and_no_heading_skips_a_level():
    paper = plan(Heading(4, (Run("Deep"),)), Heading(4, (Run("Deeper"),)))
    assert [block.level for block in paper.blocks if isinstance(block, Heading)] == [2, 3, 4]


@pytest.mark.parametrize(("size", "width"), [("letter", 6.5), ("a4", 6.268)])
def test_charts_and_tables_fill_the_width_between_the_margins(size, width):
    table = Table(((Run("Study"),), (Run("Result"),)), (((Run("Sexton"),), (Run("a long result " * 9),)),), ("left", "left"))
    paper = plan(Placed(chart("Peer", "Quiet"), (Run("Bars"),)), table, request=Request(style=Style(paper=size)))
    assert paper.figures["wishes"].width == pytest.approx(width)
    assert sum(paper.columns[table]) == pytest.approx(width)


def test_a_chart_is_higher_when_a_label_needs_two_lines():
    short, long = chart("Peer", "Quiet"), chart("Peer", "A confidential way to get in touch with someone around the clock, on any day")
    assert chart_height(long, 6.5) > chart_height(short, 6.5)


def test_clouds_are_told_in_words():
    cloud = Cloud("cloud", (Word("guilt", 9, "feeling.guilt"), Word("fear", 4, "feeling.fear")), (Word("time", 5, "need.time"),), "comments")
    blocks = plan(Placed(cloud, ())).blocks
    lists = [block for block in blocks if isinstance(block, Listing)]
    assert plain(lists[0].items[0][0].inline) == "Feelings, most named first: guilt, fear."


def test_each_column_holds_its_longest_word_and_the_wordiest_gets_the_most_room():
    table = Table(((Run(""),), (Run("Informal"),), (Run("Program"),)), (((Run("Confidentiality"),), (Run("None"),), (Run("a trained peer calls within a day " * 4),)),), ("left",) * 3)
    first, second, third = column_widths(table, 6.5)
    assert min(first, column_widths(table, 2.4)[0]) > text_width("Confidentiality", 9)
    assert third > second
    assert first + second + third == pytest.approx(6.5)


def test_room_moves_to_the_column_that_makes_the_table_lower():
    once, often = (Run("words of a single long cell " * 16),), (Run("a remark that is met again in each of these many rows"),)
    table = Table(((Run("Result"),), (Run("Limit"),)), ((once, often), *(((Run("None"),), often) for _ in range(8))), ("left",) * 2)
    widths = column_widths(table, 6.5)
    assert wrap(often, widths[1] - PADDING, 9) == 1
    assert sum(widths) == pytest.approx(6.5)


def test_a_table_too_narrow_for_its_words_still_keeps_to_the_page():
    table = Table((*(((Run("Electroencephalography" * 3),),) * 4), (Run("n"),)), (), ("left",) * 5)
    widths = column_widths(table, 6.5)
    assert sum(widths) == pytest.approx(6.5)
    assert min(widths) > 0


def test_every_printed_fact_and_citation_of_the_paper_is_in_its_manifest():
    fact, cite = Run("72%", fact="want_peer"), Run("3", cite=("prev_sexton_know",))
    table = Table(((Run("Study"),),), (((fact,),),), ("left",), (Run("12", fact="respondents"),))
    reference = Reference(3, Work("w", {}, "Sexton 2021"), (Run("Sexton. 2021."),), ("prev_sexton_know",))
    paper = plan(
        Paragraph((fact, cite)), Listing(((Paragraph((fact,)),),)), Panel("bar", (Paragraph((fact,)),)), table,
        Placed(chart("Peer"), (Run("70%", fact="fact_0"),)), references=(reference,),
    )
    found = printed(paper, "memo.docx")
    assert [entry.shape for entry in found if entry.text == "72%"] == [
        "Situation: paragraph 1", "Situation: listing 1, item 1", "Situation: panel 1", "Situation: table 1, row 1, column 1",
    ]
    assert {(e.shape, e.fact) for e in found if e.text == "70%"} == {("chart:wishes, description", "fact_0"), ("chart:wishes", "fact_0")}
    assert [e.fact for e in found if e.text in ("3", "Sexton. 2021.")] == [CITATION, CITATION]
    assert "12" in {e.text for e in found}


def test_tables_with_the_same_header_share_their_columns_so_that_edges_meet():
    header = ((Run("Study"),), (Run("Result"),))
    one = Table(header, (((Run("Sexton 2021"),), (Run("a long result " * 9),)),), ("left",) * 2)
    two = Table(header, (((Run("a study with a long name " * 4),), (Run("36%"),)),), ("left",) * 2)
    paper = plan(one, two)
    assert paper.columns[one] == paper.columns[two]


def test_a_word_with_a_hyphen_may_part_and_one_held_by_a_no_break_space_may_not():
    def first(text: str) -> float:
        return column_widths(Table(((Run(""),), (Run("Result"),)), (((Run(text),), (Run("a long result " * 30),)),), ("left",) * 2), 1.6)[0]

    assert first("Rivera-Chiauzzi") < first("Rivera\u2011Chiauzzi")
    assert first("n = 10,627") < first("n\u00a0=\u00a010,627")


def test_no_paragraph_of_some_length_ends_with_one_short_word_alone():
    long = "Half of the staff who answered want a respected peer who was there before to talk"
    cited = plan(Paragraph((Run(f"{long} with"), Run("3", cite=("want_peer",)), Run(".")))).blocks[-1]
    assert plain(cited.inline, cites=True).endswith("talk\u00a0with3.")
    told = plan(Paragraph((Run(f"{long} after "), Run("an event", fact="event")))).blocks[-1]
    assert "\u00a0" not in plain(told.inline), "what a fact says stays as it is"
    assert "\u00a0" not in plain(plan(Paragraph((Run("A peer to talk with."),))).blocks[-1].inline)
