"""Defects planted in a good deck, one at a time: each is found, named by its rule and placed; nothing else is said."""

import io
import re
import zipfile

import pytest
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from generator.check.finished import check_bytes
from tests.good_files import deck, described, picture, saved

DEFECTS = {}


def planted(code: str, place: str = "", severity: str = ""):
    """Register a defect with the code and place that it must be found under."""

    def register(change):
        DEFECTS[change.__name__] = (change, code, place, severity)
        return change

    return register


def shape(file, number, name):
    return next(s for s in file.slides[number - 1].shapes if s.name == name or s.name.startswith(name))


def rewritten(data: bytes, part: str, old: bytes, new: bytes, *, add=()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        changed = False
        for name in source.namelist():
            content = source.read(name)
            if re.fullmatch(part, name) and old in content:
                content, changed = content.replace(old, new, 1), True
            target.writestr(name, content)
        for name, content in add:
            target.writestr(name, content)
    assert changed, part
    return out.getvalue()


def clear(file, number, name, words, size=18.0):
    """Give a text box new words at a size."""
    frame = shape(file, number, name).text_frame
    frame.text = words
    frame.paragraphs[0].runs[0].font.size = Pt(size)
    return frame.paragraphs[0].runs[0]


@planted("check.alt-text", "slide 5", "error")
def a_picture_without_words(file):
    described(shape(file, 5, "Picture"), "")


@planted("check.alt-text", "slide 4", "error")
def a_chart_without_words(file):
    described(shape(file, 4, "chart"), "")


@planted("check.alt-text", "slide 3", "warning")
def a_table_without_words(file):
    described(shape(file, 3, "options"), "")


@planted("check.alt-text", "slide 5", "error")
def a_picture_described_as_picture(file):
    described(shape(file, 5, "Picture"), "Picture 3")


@planted("check.alt-file-name", "slide 5", "error")
def a_picture_described_by_its_file(file):
    described(shape(file, 5, "Picture"), "IMG_2034 (final).png")


@planted("check.alt-repeats", "slide 5", "warning")
def a_picture_described_by_the_title(file):
    described(shape(file, 5, "Picture"), "Who answered.")


@planted("check.alt-text", "slide 5", "warning")
def a_picture_described_by_a_machine(file):
    described(shape(file, 5, "Picture"), "A blue square. Description automatically generated")


@planted("check.title", "slide 2", "error")
def an_empty_title(file):
    file.slides[1].shapes.title.text = "  "


@planted("check.title", "slide 2", "error")
def no_title_at_all(file):
    title = file.slides[1].shapes.title._element
    title.getparent().remove(title)


@planted("check.title-repeated", "slide 4", "warning")
def two_slides_of_one_title(file):
    file.slides[3].shapes.title.text = "Three Options"


@planted("check.placeholder", "slide 2", "warning")
def an_empty_placeholder(file):
    file.slides[1].placeholders[1].text = ""


@planted("check.table-header", "slide 3", "error")
def a_table_without_a_header_row(file):
    shape(file, 3, "options").table.first_row = False


@planted("check.merged-cells", "slide 3", "warning")
def merged_cells(file):
    table = shape(file, 3, "options").table
    table.cell(1, 1).text = ""
    table.cell(1, 0).merge(table.cell(1, 1))


@planted("check.reading-order", "slide 5", "warning")
def text_before_what_stands_above_it(file):
    box = shape(file, 5, "note")
    box.left, box.top = Inches(1), Inches(5)
    box._element.getparent().insert(2, box._element)
    tree = box._element.getparent()
    tree.insert(2, file.slides[4].shapes.title._element)


@planted("check.reading-order", "slide 5", "warning")
def the_title_read_last(file):
    title = file.slides[4].shapes.title._element
    title.getparent().append(title)


@planted("check.off-page", "slide 4", "error")
def a_chart_over_the_edge(file):
    shape(file, 4, "chart").left = Inches(6)


@planted("check.off-page", "slide 5", "error")
def text_over_the_edge(file):
    shape(file, 5, "note").left = Inches(8)


@planted("check.off-page", "slide 5", "warning")
def a_forgotten_note_beside_the_slide(file):
    shape(file, 5, "note").left = Inches(12)


@planted("check.overflow", "slide 2", "error")
def inherited_box_and_size_too_small(file):
    body = file.slides[1].placeholders[1]
    body.text = "\n".join(["A sentence that takes its size and its box from layout and master, and is long"] * 9)
    body.text_frame._txBody.bodyPr.append(body._element.makeelement(qn("a:noAutofit")))


@planted("check.overflow", "slide 5", "error")
def a_text_running_into_another(file):
    clear(file, 5, "note", "Word after word " * 30, 20)
    other = file.slides[4].shapes.add_textbox(Inches(4), Inches(3.6), Inches(4), Inches(0.6))
    other.text_frame.text = "What stands under it"


@planted("check.overflow", "slide 5", "warning")
def a_text_that_may_just_fit(file):
    clear(file, 5, "note", "Word after word " * 8, 20)
    box = shape(file, 5, "note")
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(255, 255, 255)
    box.height, box.text_frame.auto_size = Inches(1.69), MSO_AUTO_SIZE.NONE


@planted("check.overflow", "slide 3", "error")
def a_table_that_grows_off_the_slide(file):
    shape(file, 3, "options").table.cell(2, 0).text = "One more sentence. " * 60


@planted("check.overflow", "slide 5", "warning")
def a_word_wider_than_its_box(file):
    clear(file, 5, "note", "Incomprehensibilities", 60)


@planted("check.size", "slide 5", "warning")
def tiny_text(file):
    clear(file, 5, "note", "Source of it all", 7)


@planted("check.contrast", "slide 5", "error")
def pale_text_on_the_background(file):
    clear(file, 5, "note", "Pale words").font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)


@planted("check.contrast", "slide 5", "error")
def theme_text_on_a_dark_shape_beneath(file):
    back = file.slides[4].shapes.add_shape(1, Inches(3.5), Inches(1.8), Inches(5), Inches(2))
    back.fill.solid()
    back.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    tree = back._element.getparent()
    tree.insert(2, back._element)
    clear(file, 5, "note", "Dark on dark").font.color.theme_color = MSO_THEME_COLOR.TEXT_1


@planted("check.contrast", "slide 5", "error")
def white_text_on_the_masters_background(file):
    clear(file, 5, "note", "White on white").font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


@planted("check.contrast", "slide 5", "error")
def black_text_once_the_slide_is_dark(file):
    fill = file.slides[4].background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x10, 0x10, 0x40)


@planted("check.contrast", "slide 3", "error")
def pale_text_in_a_table(file):
    cell = shape(file, 3, "options").table.cell(1, 0)
    cell.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0x99)


@planted("check.contrast", "slide 4", "warning")
def a_series_that_nobody_sees(file):
    fill = shape(file, 4, "chart").chart.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0xF0, 0xF0, 0xF0)


@planted("check.link-words", "slide 5", "warning")
def a_link_that_says_here(file):
    clear(file, 5, "note", "here").hyperlink.address = "https://example.org/peer-support"


@planted("check.link-words", "slide 5", "warning")
def a_link_that_is_an_address(file):
    address = "https://example.org/reports/2026/peer-support-program-final"
    clear(file, 5, "note", address, 12).hyperlink.address = address


@planted("check.link-broken", "", "warning")
def a_link_to_a_file_of_one_computer(file):
    clear(file, 5, "note", "The report").hyperlink.address = "file:///C:/Users/me/report.docx"


@planted("check.outside-link", "", "error")
def a_link_that_starts_a_program(file):
    clear(file, 5, "note", "The report").hyperlink.address = "ms-word:ofe|u|https://example.org/a.docx"


@planted("check.picture-of-text", "slide 6", "warning")
def a_slide_that_is_a_picture(file):
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = "Results"
    image = slide.shapes.add_picture(io.BytesIO(picture()), 0, Inches(1.6), Inches(10), Inches(5.5))
    described(image, "Results of the survey")


@planted("check.file-title", "", "warning")
def no_title_of_the_file(file):
    file.core_properties.title = ""


@planted("check.chart-stale", "slide 4", "warning")
def a_chart_whose_workbook_says_otherwise(file):
    chart = shape(file, 4, "chart").chart
    chart._chartSpace.xpath(".//c:val//c:v")[0].text = "0.9"


@planted("check.formula", "slide 4", "error")
def a_formula_that_reaches_outside(file):
    part = shape(file, 4, "chart").chart.part.chart_workbook.xlsx_part
    part._blob = rewritten(part.blob, "xl/worksheets/sheet1.xml", b"</sheetData>", b'<row r="9"><c r="A9"><f>HYPERLINK("http://x")</f></c></row></sheetData>')


@planted("check.macro", "", "error")
def a_program_inside(file):
    return rewritten(saved(file), r"\[Content_Types\]\.xml", b"<Default ", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ', add=[("ppt/vbaProject.bin", b"x")])


@planted("check.outside-link", "", "warning")
def a_picture_fetched_from_elsewhere(file):
    return rewritten(saved(file), r"ppt/slides/_rels/slide5\.xml\.rels", b"</Relationships>", b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://example.org/a.png" TargetMode="External"/></Relationships>')


@planted("check.outside-link", "", "error")
def a_template_fetched_from_elsewhere(file):
    return rewritten(saved(file), r"ppt/_rels/presentation\.xml\.rels", b"</Relationships>", b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="\\\\server\\a.potx" TargetMode="External"/></Relationships>')


@planted("check.package", "", "error")
def a_layout_that_is_gone(file):
    return rewritten(saved(file), r"ppt/slides/_rels/slide5\.xml\.rels", b"../media/image1.png", b"../media/image7.png")


@planted("check.sections", "", "note")
def a_section_nobody_named(file):
    ids = [node.get("id") for node in file.slides._sldIdLst]
    named = "".join(f'<p14:section name="{name}" id="{{0000000{at}-0000-0000-0000-000000000000}}"><p14:sldIdLst><p14:sldId id="{key}"/></p14:sldIdLst></p14:section>' for at, (name, key) in enumerate(zip(("Default Section", "Results"), ids, strict=False), 1))
    listed = f'<p:extLst><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{named}</p14:sectionLst></p:ext></p:extLst></p:presentation>'
    return rewritten(saved(file), r"ppt/presentation\.xml", b"</p:presentation>", listed.encode())


def test_the_good_deck_has_no_fault():
    assert [str(problem) for problem in check_bytes("deck.pptx", saved(deck()))] == []


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found_named_and_placed(name):
    change, code, place, severity = DEFECTS[name]
    file = deck()
    data = change(file)
    found = check_bytes("deck.pptx", data if isinstance(data, bytes) else saved(file))
    assert {(problem.code, problem.severity) for problem in found} == {(code, severity)}, [str(problem) for problem in found]
    assert all(place in problem.where and problem.cure for problem in found), [problem.where for problem in found]
