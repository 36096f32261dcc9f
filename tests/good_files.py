"""A deck, a document and a PDF without a fault, made with the ordinary libraries, to plant faults in."""

import io
from functools import cache

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches as DocxInches
from docx.shared import RGBColor
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

ALT = "A square in blue, the color that stands for staff who answered"


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 60), (29, 79, 145)).save(out, "PNG")
    return out.getvalue()


def described(shape, words: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def deck():
    """Slides: title, bullets, table, chart, picture with text."""
    file = Presentation()
    file.core_properties.title = "Peer support for staff"
    title, body, only = (file.slide_layouts[place] for place in (0, 1, 5))
    cover = file.slides.add_slide(title)
    cover.shapes.title.text = "Peer support for staff"
    cover.placeholders[1].text = "Board of Directors"
    bullets = file.slides.add_slide(body)
    bullets.shapes.title.text = "What staff ask for"
    bullets.placeholders[1].text = "A peer to talk with\nTime away from the unit"
    tabled = file.slides.add_slide(only)
    tabled.shapes.title.text = "Three options"
    table = tabled.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(2))
    table.name = "options"
    described(table, "Options with their cost; doing nothing costs nothing")
    for place, words in enumerate(("Option", "Cost", "Wait", "None", "Begin", "Some")):
        table.table.cell(place // 2, place % 2).text = words
    charted = file.slides.add_slide(only)
    charted.shapes.title.text = "Most want a peer"
    data = CategoryChartData()
    data.categories = ["Peer", "Counselor"]
    data.add_series("Share", (0.7, 0.4))
    chart = charted.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data)
    chart.name = "chart"
    described(chart, "Bars; a peer comes first with seven in ten")
    shown = file.slides.add_slide(only)
    shown.shapes.title.text = "Who answered"
    drawn = shown.shapes.add_picture(io.BytesIO(picture()), Inches(1), Inches(2), Inches(2), Inches(2))
    described(drawn, ALT)
    text = shown.shapes.add_textbox(Inches(4), Inches(2), Inches(4), Inches(1.2))
    text.name = "note"
    text.text_frame.word_wrap = True
    text.text_frame.text = "Staff of all units answered."
    text.text_frame.paragraphs[0].runs[0].font.size = Pt(20)
    return file


def document():
    """Heading 1, text, a list, a table with a header row, a picture, Heading 2."""
    file = docx.Document()
    file.core_properties.title = "Memorandum"
    file.add_heading("Situation", 1)
    file.add_paragraph("Staff want a peer to talk with after an event.")
    file.add_paragraph("First", style="List Bullet")
    file.add_paragraph("Second", style="List Bullet")
    table = file.add_table(2, 2)
    for place, words in enumerate(("Option", "Cost", "Wait", "None")):
        table.cell(place // 2, place % 2).text = words
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    file.styles["Heading 2"].font.color.rgb = RGBColor(0x1D, 0x4F, 0x91)  # the template's own is too pale
    file.add_heading("What staff told us", 2)
    file.add_picture(io.BytesIO(picture()), DocxInches(2))
    file.inline_shapes[0]._inline.docPr.set("descr", ALT)
    file.add_paragraph("The picture shows who answered.")
    return file


PAGE = """
#set document(title: "Printed brief")
#set text(lang: "en")
= Situation
Staff want a peer to talk with.
== What they told us
#figure(rect(width: 2cm, height: 1cm, fill: blue), alt: "A blue field for staff who answered", caption: [Who answered])
#table(columns: 2, table.header([Option], [Cost]), [Wait], [None])
"""


@cache
def page() -> bytes:
    made = typst.compile(PAGE.encode(), pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def saved(file) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def tag(name: str, **attributes: str):
    """An element of Word's."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
