"""Defects planted in a good document and a good PDF, one at a time: each is found, named and placed; nothing else is said."""

import io

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from pikepdf import Array, Dictionary, Name, String

from generator.check.finished import check_bytes
from tests.check.test_planted_pptx import rewritten
from tests.good_files import document, page, picture, saved, tag

IN_WORD, IN_PDF = {}, {}


def planted(where, code: str, place: str = "", severity: str = ""):
    def register(change):
        where[change.__name__] = (change, code, place, severity)
        return change

    return register


@planted(IN_WORD, "check.alt-text", "picture 1", "error")
def a_picture_without_words(file):
    file.inline_shapes[0]._inline.docPr.attrib.pop("descr")


@planted(IN_WORD, "check.alt-file-name", "picture 1", "error")
def a_picture_described_by_its_file(file):
    file.inline_shapes[0]._inline.docPr.set("descr", "image1.png")


@planted(IN_WORD, "check.alt-repeats", "picture 1", "warning")
def a_picture_described_by_its_caption(file):
    file.inline_shapes[0]._inline.docPr.set("descr", "The picture shows who answered")


@planted(IN_WORD, "check.headings", "paragraph", "warning")
def a_level_left_out(file):
    file.paragraphs[4].style = file.styles["Heading 3"]
    file.styles["Heading 3"].font.color.rgb = RGBColor(0, 0, 0)


@planted(IN_WORD, "check.headings", "paragraph", "warning")
def headings_that_are_only_bold(file):
    for words in ("Assessment", "Recommendation"):
        file.add_paragraph().add_run(words).bold = True
        file.add_paragraph("Some text that follows it, as under a heading.")


@planted(IN_WORD, "check.headings", "", "warning")
def long_and_without_headings(file):
    for paragraph in file.paragraphs:
        paragraph.style = file.styles["Normal"]
    for _ in range(40):
        file.add_paragraph("A sentence of some length that says little and goes on for a while, so that the pages fill up, one after the other.")


@planted(IN_WORD, "check.typed-list", "paragraph", "warning")
def typed_bullets(file):
    for words in ("One", "Two", "Three"):
        file.add_paragraph(f"• {words}")


@planted(IN_WORD, "check.typed-list", "paragraph", "warning")
def typed_numbers(file):
    for number, words in enumerate(("One", "Two", "Three"), 1):
        file.add_paragraph(f"{number}. {words}")


@planted(IN_WORD, "check.table-header", "table 1", "warning")
def a_table_without_a_header_row(file):
    row = file.tables[0].rows[0]._tr
    row.trPr.remove(row.trPr.find(qn("w:tblHeader")))


@planted(IN_WORD, "check.merged-cells", "table 1", "warning")
def merged_cells(file):
    file.tables[0].cell(1, 0).merge(file.tables[0].cell(1, 1))


@planted(IN_WORD, "check.floating", "picture 1", "warning")
def a_floating_picture(file):
    inline = file.inline_shapes[0]._inline
    inline.tag = qn("wp:anchor")


@planted(IN_WORD, "check.language", "", "error")
def no_language(file):
    for node in list(file.styles.element.iter(qn("w:lang"))):
        node.getparent().remove(node)


@planted(IN_WORD, "check.file-title", "", "warning")
def no_title(file):
    file.core_properties.title = ""


@planted(IN_WORD, "check.contrast", "paragraph", "error")
def pale_text(file):
    file.paragraphs[1].runs[0].font.color.rgb = RGBColor(0xBB, 0xBB, 0xBB)


@planted(IN_WORD, "check.contrast", "paragraph", "error")
def dark_text_on_a_dark_cell(file):
    cell = file.tables[0].cell(1, 0)
    cell._tc.get_or_add_tcPr().append(tag("w:shd", val="clear", fill="0B1F3F"))
    cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x30, 0x30, 0x30)


@planted(IN_WORD, "check.size", "paragraph", "warning")
def tiny_text(file):
    file.paragraphs[1].runs[0].font.size = Pt(6)


@planted(IN_WORD, "check.link-words", "paragraph", "warning")
def a_link_that_says_here(file):
    key = file.part.relate_to("https://example.org/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
    link = tag("w:hyperlink")
    link.set(qn("r:id"), key)
    run = file.add_paragraph("Read it ").add_run("click here")
    run._r.addprevious(link)
    link.append(run._r)


@planted(IN_WORD, "check.link-broken", "paragraph", "warning")
def a_link_into_nowhere(file):
    link = tag("w:hyperlink", anchor="gone")
    run = file.add_paragraph("See ").add_run("the results")
    run._r.addprevious(link)
    link.append(run._r)


@planted(IN_WORD, "check.empty-paragraphs", "paragraph", "warning")
def space_made_of_empty_paragraphs(file):
    for _ in range(5):
        file.add_paragraph("")
    file.add_paragraph("End")


@planted(IN_WORD, "check.field", "paragraph", "error")
def a_field_that_failed(file):
    file.add_paragraph("As shown in Error! Reference source not found.")


@planted(IN_WORD, "check.unfinished", "", "warning")
def a_tracked_change(file):
    run = file.paragraphs[1].add_run(" And more.")
    change = tag("w:ins", id="99", author="Somebody")
    run._r.addprevious(change)
    change.append(run._r)


@planted(IN_WORD, "check.macro", "", "error")
def a_program_inside(file):
    return rewritten(saved(file), r"\[Content_Types\]\.xml", b"<Default ", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ', add=[("word/vbaProject.bin", b"x")])


@planted(IN_WORD, "check.outside-link", "", "error")
def a_template_fetched_from_elsewhere(file):
    file.part.relate_to(r"\\server\letterhead.dotm", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", is_external=True)


def element(pdf, kind: str):
    return next(node for node in pdf.objects if isinstance(node, Dictionary) and node.get("/S") == f"/{kind}" and "/P" in node)


@planted(IN_PDF, "check.tagged", "", "error")
def no_tags(pdf):
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


@planted(IN_PDF, "check.title-bar", "", "warning")
def the_file_name_in_the_title_bar(pdf):
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=False)


@planted(IN_PDF, "check.file-title", "", "warning")
def no_title_of_the_pdf(pdf):
    if "/Title" in pdf.docinfo:
        del pdf.docinfo["/Title"]
    with pdf.open_metadata(update_docinfo=False) as metadata:
        del metadata["dc:title"]


@planted(IN_PDF, "check.language", "", "error")
def no_language_of_the_pdf(pdf):
    del pdf.Root.Lang


@planted(IN_PDF, "check.pdf-ua", "", "note")
def no_claim_of_pdf_ua(pdf):
    with pdf.open_metadata(update_docinfo=False) as metadata:
        del metadata["pdfuaid:part"]


@planted(IN_PDF, "check.alt-text", "page 1", "error")
def a_figure_without_words(pdf):
    del element(pdf, "Figure").Alt


@planted(IN_PDF, "check.table-header", "page 1", "error")
def header_cells_that_are_none(pdf):
    for node in pdf.objects:
        if isinstance(node, Dictionary) and node.get("/S") == "/TH":
            node.S = Name.TD


@planted(IN_PDF, "check.table-scope", "page 1", "warning")
def header_cells_without_scope(pdf):
    for node in pdf.objects:
        if isinstance(node, Dictionary) and node.get("/S") in ("/TH", "/TD"):
            node.A = Array([])


@planted(IN_PDF, "check.headings", "page 1", "warning")
def a_heading_level_left_out(pdf):
    element(pdf, "H2").S = Name.H4


@planted(IN_PDF, "check.fonts", "page 1", "error")
def a_font_that_is_not_embedded(pdf):
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ComicSansMS"))
    pdf.pages[0].Resources.Font["/Odd"] = pdf.make_indirect(font)


@planted(IN_PDF, "check.macro", "", "error")
def a_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@planted(IN_PDF, "check.picture-of-text", "page 2", "warning")
def a_scanned_page(pdf):
    image = pdf.make_stream(b"\0" * 3, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
    pdf.add_blank_page()
    pdf.pages[1].Resources = Dictionary(XObject=Dictionary(Scan=image))
    pdf.pages[1].Contents = pdf.make_stream(b"q 500 0 0 700 0 0 cm /Scan Do Q")


def test_the_good_document_and_the_good_pdf_have_no_fault():
    assert [str(p) for p in (*check_bytes("memo.docx", saved(document())), *check_bytes("brief.pdf", page()))] == []


def held(found, code, place, severity):
    assert {(problem.code, problem.severity) for problem in found} == {(code, severity)}, [str(problem) for problem in found]
    assert all(place in problem.where and problem.cure for problem in found), [problem.where for problem in found]


@pytest.mark.parametrize("name", IN_WORD)
def test_a_defect_planted_in_a_document_is_found_named_and_placed(name):
    change, *expected = IN_WORD[name]
    file = document()
    data = change(file)
    held(check_bytes("memo.docx", data if isinstance(data, bytes) else saved(file)), *expected)


@pytest.mark.parametrize("name", IN_PDF)
def test_a_defect_planted_in_a_pdf_is_found_named_and_placed(name):
    change, *expected = IN_PDF[name]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page())) as pdf:
        change(pdf)
        pdf.save(out)
    held(check_bytes("brief.pdf", out.getvalue()), *expected)


def test_a_damaged_file_is_a_problem_and_no_crash():
    for name, data in (("memo.docx", saved(docx.Document())[:900]), ("brief.pdf", page()[:300]), ("deck.pptx", picture())):
        assert {problem.code for problem in check_bytes(name, data)} == {"check.package"}
