"""A deck on disk is what the plan said, editable and readable aloud."""

import io
import re
import zipfile

import pytest
from pptx import Presentation

from generator.load.theme import load_theme
from generator.model.briefing import Run
from generator.model.figure import Chart, Row
from generator.model.manifest import Printed
from generator.model.pages import (
    Cell,
    ChartShape,
    CloudLayout,
    CloudShape,
    Deck,
    Para,
    PlacedWord,
    Properties,
    Rule,
    Slide,
    TableShape,
    TextShape,
)
from generator.plan.printed import printed
from generator.render.powerpoint import render_deck

THEME = load_theme()
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def words(text: str, size: float = 18, **more) -> Para:
    return Para((Run(text),), size, **more)


def title(layout: str, text: str) -> TextShape:
    return TextShape("title", THEME.layouts[layout][0], (words(text, 28, color="navy", strong=True),), 0, role="title")


WISHES = Chart(
    "wishes",
    "bars",
    (
        Row((Run("A respected peer"),), "want_peer", 0.7777, "78%", (0.7012, 0.8391), 132, strong=True),
        Row((Run("=HYPERLINK(1)"),), "want_eap", 0.2231, "22%", (0.1602, 0.3018), 132),
    ),
    (Run("unit"),),
)
CHARTS = THEME.layouts["chart-so-what"]
CHART = Slide(
    "chart-so-what",
    "wishes",
    (
        title("chart-so-what", "Staff want a peer"),
        ChartShape("chart:wishes", CHARTS[11], WISHES, "Bars: a respected peer first", 16, 14, 11),
        TextShape(
            "so-what", CHARTS[13],
            (
                Para((Run("52%", fact="institutional"), Run("3,4", cite=("a", "b"))), 44),
                words("Colleagues help", bullet="•", after=6),
                Para((Run("The toolkit", href="https://example.org/kit"),), 18),
            ),
            13, fill="tint", line="accent1", line_side="left", inset=0.25,
        ),
        TextShape("source", CHARTS[18], (words("Source: our survey", 11, color="mute"),), 18),
    ),
    (words("Read the bar."), Para((Run("78%", fact="want_peer"), Run(" of them.")), 12)),
    "Core",
    hidden=True,
)  # fmt: skip
TABLE = Slide(
    "table",
    "results",
    (
        title("table", "Results elsewhere"),
        TableShape(
            "table:results", THEME.layouts["table"][11], (8, 4.133), (0.4, 0.6),
            (Cell((words("Program", 14),)), Cell((words("n", 14),), "right")),
            ((Cell((words("One & two", 14),)), Cell((Para((Run("1,075", fact="eff.n"),), 14),), "right")),),
            "Results of one program", 11,
        ),
        CloudShape(
            "cloud:words", THEME.layouts["word-cloud"][11],
            CloudLayout(12.133, 4.12, (PlacedWord("guilt", "guilt", 3, 2, 1, 30, "feelings"), PlacedWord("a break", "break", 9, 2, 1.5, 30, "needs"))),
            "Feelings and needs",
        ),
        Rule("rule:end", THEME.layouts["table"][18]._replace(h=0.02), "accent1"),
    ),
    (),
    "Appendix",
)  # fmt: skip
DECK = Deck(
    (CHART, TABLE),
    Properties("Peer support", "Riverside", "Board paper", "en-US", "2026-05-14", "peer support"),
    (Run("Riverside, "), Run("May 14, 2026", fact="meeting_date")),
    "FICTIONAL SAMPLE · DRAFT",
)


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_deck(DECK, THEME, '[["board-deck.pptx", "x < y"]]')


@pytest.fixture(scope="module")
def file(data):
    return Presentation(io.BytesIO(data))


def shapes(file, slide: int) -> dict:
    return {shape.name: shape for shape in file.slides[slide].shapes}


def test_the_same_deck_gives_the_same_bytes(data):
    assert render_deck(DECK, THEME, '[["board-deck.pptx", "x < y"]]') == data


def test_shapes_stand_in_reading_order_with_the_plans_names(file):
    names = [shape.name for shape in file.slides[0].shapes]
    assert names == [
        "title", "chart:wishes", "so-what", "rule:so-what", "source", "marking", "footer", "slide-number",
    ]  # fmt: skip


def test_titles_are_title_placeholders_and_nothing_is_left_empty(file):
    for slide in file.slides:
        assert slide.shapes.title.text_frame.text
        assert all(p.has_chart or p.has_table or p.text_frame.text for p in slide.placeholders)


def test_a_title_holds_its_last_two_words_together(file):
    assert file.slides[0].shapes.title.text_frame.text == "Staff want a\u00a0peer"


def test_text_has_its_size_and_its_color_from_the_scheme_and_a_link_its_address(file):
    panel = shapes(file, 0)["so-what"].text_frame
    assert [p.runs[0].font.size.pt for p in panel.paragraphs] == [44, 18, 18]
    assert panel.paragraphs[2].runs[0].hyperlink.address == "https://example.org/kit"
    assert panel.paragraphs[0].runs[1]._r.rPr.get("baseline") == "30000"
    assert panel.paragraphs[1]._p.pPr.find(f"{A}buChar").get("char") == "•"
    for slide in file.slides:
        assert not slide._element.xpath(".//a:srgbClr")


def test_charts_tables_and_clouds_say_what_they_show_and_rules_that_they_are_decoration(file):
    alt = {
        shape.name: shape._element.xpath(".//p:cNvPr")[0].get("descr") for slide in file.slides for shape in slide.shapes
    }
    assert alt["chart:wishes"] == "Bars: a respected peer first"
    assert alt["table:results"] == "Results of one program"
    assert alt["cloud:words"] == "Feelings and needs"
    rule = shapes(file, 1)["rule:end"]._element
    assert rule.xpath(".//*[local-name()='decorative']")[0].get("val") == "1"


def test_the_chart_is_native_ranked_and_holds_no_more_than_is_printed(file):
    chart = shapes(file, 0)["chart:wishes"].chart
    assert list(chart.plots[0].categories) == ["A respected peer", "=HYPERLINK(1)"]
    assert list(chart.plots[0].series[0].values) == [0.78, 0.22]
    xml = chart._chartSpace.xml
    kept = {float(v) for v in re.findall(r"<c:v>(-?[\d.]+)</c:v>", xml)}
    assert kept == {0.78, 0.22, 0.84, 0.3, 0.08, 0.06}
    assert re.findall(r"<a:t>(\d+%)</a:t>", xml) == ["78%", "22%"]


def test_no_label_becomes_a_formula_in_the_charts_workbook(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (name,) = [n for n in package.namelist() if n.endswith(".xlsx")]
        with zipfile.ZipFile(io.BytesIO(package.read(name))) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet and "HYPERLINK" in strings
    assert set(re.findall(r"<c [^>]*?s=\"\d+\"><v>([^<]+)</v>", sheet)) == {
        "0.78", "0.22", "0.84", "0.3", "0.08", "0.06",
    }  # fmt: skip


def test_the_table_flags_its_header_row_and_aligns_numbers_right(file):
    table = shapes(file, 1)["table:results"].table
    assert table.first_row
    assert [cell.text for cell in table.rows[1].cells] == ["One & two", "1,075"]
    assert table.cell(1, 1).text_frame.paragraphs[0]._p.pPr.get("algn") == "r"
    assert table.cell(0, 0).text_frame.paragraphs[0].runs[0].font.bold


def test_cloud_words_are_text_centered_where_the_plan_put_them(file):
    group = shapes(file, 1)["cloud:words"]
    guilt, rest = group.shapes
    box = THEME.layouts["word-cloud"][11]
    assert (guilt.text_frame.text, rest.text_frame.text) == ("guilt", "a break")
    assert (guilt.left + guilt.width / 2) / 914400 == pytest.approx(box.x + 3, abs=0.01)
    assert (guilt.top + guilt.height / 2) / 914400 == pytest.approx(box.y + 2, abs=0.01)


def test_every_slide_says_draft_where_it_stands_and_its_number(file):
    for number, slide in enumerate(file.slides):
        texts = {s.name: s.text_frame.text for s in slide.placeholders if s.has_text_frame}
        assert texts["marking"] == "FICTIONAL SAMPLE · DRAFT"
        assert texts["footer"] == "Riverside, May 14, 2026"
        assert "slidenum" in shapes(file, number)["slide-number"]._element.xml


def test_notes_keep_their_paragraphs_and_a_slide_without_notes_has_no_page(file):
    assert [p.text for p in file.slides[0].notes_slide.notes_text_frame.paragraphs] == ["Read the bar.", "78% of them."]
    assert not file.slides[1].has_notes_slide


def test_hidden_slides_sections_and_properties_are_told_to_the_file(file, data):
    assert file.slides[0]._element.get("show") == "0"
    xml = file.part._element.xml
    assert re.findall(r'<p14:section name="(\w+)"', xml) == ["Core", "Appendix"]
    core = file.core_properties
    assert (core.title, core.author, core.language) == ("Peer support", "Riverside", "en-US")
    assert core.created.isoformat()[:10] == core.modified.isoformat()[:10] == "2026-05-14"


def test_the_manifest_rides_in_a_custom_part(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        item = package.read("customXml/item1.xml").decode()
    assert "x &lt; y" in item and "urn:peerbrief:manifest" in item


def test_an_office_validator_finds_no_fault(data, tmp_path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    assert OpenXmlValidator().validate(path).errors == []


def test_two_shapes_of_one_name_on_a_slide_are_refused():
    twice = CHART._replace(shapes=(CHART.shapes[0], CHART.shapes[0]))
    with pytest.raises(ValueError, match="title"):
        render_deck(DECK._replace(slides=(twice,)), THEME)


def test_characters_that_xml_cannot_hold_are_left_out():
    odd = CHART._replace(shapes=(title("chart-so-what", "A\x0b\x00 <b> & \ud800 claim"),), notes=())
    file = Presentation(io.BytesIO(render_deck(DECK._replace(slides=(odd,)), THEME)))
    assert file.slides[0].shapes.title.text_frame.text == "A <b> & \u00a0claim"


def test_rows_of_other_n_say_their_n_and_dots_keep_the_same_numbers():
    first, second = WISHES.rows
    dots = WISHES._replace(form="dots", rows=(first, second._replace(n=1045)))
    slide = CHART._replace(shapes=(CHART.shapes[0], CHART.shapes[1]._replace(chart=dots)))
    file = Presentation(io.BytesIO(render_deck(DECK._replace(slides=(slide,)), THEME)))
    plot = shapes(file, 0)["chart:wishes"].chart.plots[0]
    assert list(plot.categories) == ["A respected peer (n\u00a0132)", "=HYPERLINK(1) (n\u00a01,045)"]
    assert list(plot.series[0].values) == [0.78, 0.22]


def test_counts_without_intervals_print_their_own_values():
    rows = (Row((Run("Departures"),), "all", 1420, "1,420"), Row((Run("Break-even"),), "few", 3.93, "3.9", strong=True))
    chart = Chart("break-even", "bars", rows, (), as_percent=False)
    slide = CHART._replace(shapes=(CHART.shapes[0], CHART.shapes[1]._replace(chart=chart)))
    file = Presentation(io.BytesIO(render_deck(DECK._replace(slides=(slide,)), THEME)))
    drawn = shapes(file, 0)["chart:wishes"].chart
    assert list(drawn.plots[0].series[0].values) == [1420, 3.9]
    assert re.findall(r"<a:t>([^<]+)</a:t>", drawn._chartSpace.xml) == ["1,420", "3.9"]


def test_the_manifest_lists_every_number_with_its_place():
    found = printed(DECK, "board-deck.pptx")
    assert Printed("board-deck.pptx", "slide 1", "so-what", "52%", "institutional") in found
    assert Printed("board-deck.pptx", "slide 1", "so-what", "3,4", "citation") in found
    assert Printed("board-deck.pptx", "slide 1", "chart:wishes", "78%", "want_peer") in found
    assert Printed("board-deck.pptx", "slide 1", "chart:wishes", "0.84", "want_peer") in found
    assert Printed("board-deck.pptx", "slide 1 notes", "notes", "78%", "want_peer") in found
    assert Printed("board-deck.pptx", "slide 2", "table:results", "1,075", "eff.n") in found
    assert Printed("board-deck.pptx", "slide 2", "cloud:words", "guilt", "guilt") in found
    assert Printed("board-deck.pptx", "slide 2", "footer", "May 14, 2026", "meeting_date") in found
