"""A digit that nothing accounts for fails the build, wherever in the file it hides."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from generator.check.orphans import orphans
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.manifest import Printed

FACT = Fact("want_peer", Kind.SHARE, 0.784, "want a peer", (Source("survey", "want_peer"),), n=213, count=167, interval=(0.72, 0.834))
BOOK = FactBook([FACT])
FILE = "board-deck.pptx"


def deck(*, text="", notes="", alt="", value=0.78, label="A peer", formula=False):
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = slide.shapes.add_textbox(0, 0, Inches(4), Inches(1))
    box.name = "text:right"
    box.text_frame.text = text
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    data = CategoryChartData()
    data.categories = [label]
    data.add_series("Share", [value])
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(4), Inches(3), data)
    chart.name = "chart:wishes"
    chart._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    if formula:
        part = chart.chart.part.chart_workbook.xlsx_part
        part._blob = with_formula(part.blob)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def with_formula(data):
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", b'<row r="9"><c r="A9"><f>HYPERLINK("x")</f></c></row></sheetData>')
            target.writestr(name, content)
    return out.getvalue()


def printed(text, shape="text:right", place="slide 1", fact="want_peer"):
    return Printed(FILE, place, shape, text, fact)


CHART = printed("78%", "chart:wishes")


def found(data, *entries):
    return [problem.message.split(" is ")[0] for problem in orphans(FILE, data, [CHART, *entries], BOOK)]


def test_a_number_of_the_manifest_is_no_orphan():
    assert found(deck(text="78% want a peer"), printed("78%")) == []


def test_a_typed_number_is_an_orphan():
    assert found(deck(text="78% of 12 units"), printed("78%")) == ["'12'"]


def test_a_number_printed_in_another_shape_does_not_excuse_it():
    assert found(deck(text="78% want a peer"), printed("78%", "text:left")) == ["'78'"]


def test_digits_that_only_resemble_a_printed_number_are_orphans():
    assert found(deck(text="178% and 78%"), printed("78%")) == ["'178'"]


def test_notes_are_searched():
    assert found(deck(notes="Say 41 aloud")) == ["'41'"]


def test_descriptions_are_searched():
    assert found(deck(alt="Bars; first 78%, then 41%")) == ["'41'"]


def test_chart_values_must_be_those_of_its_facts():
    assert "'0.31'" in found(deck(value=0.31))


def test_chart_labels_are_searched():
    assert "'9'" in found(deck(label="Ward 9"))


def test_a_formula_in_a_chart_workbook_is_found():
    assert any("HYPERLINK" in message for message in found(deck(formula=True)))


@pytest.mark.parametrize("value", [0.78, 0.784])
def test_a_value_rounded_for_print_is_its_facts_value(value):
    assert found(deck(value=value)) == []
