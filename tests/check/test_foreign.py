"""Files made with other tools: few and right remarks as they are, none once a person has mended what was said."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pikepdf
import pptx
import pytest
from docx.shared import RGBColor
from pikepdf import Array, Dictionary, Name
from pptx.dml.color import RGBColor as Dark

from generator.check.finished import check_bytes
from generator.check.summary import summarized
from tests.good_files import deck, document, page, saved

FOREIGN = Path(__file__).parent / "foreign"
SAID = {
    "pandoc.pptx": {"check.alt-text"},
    "impress.pptx": {"check.alt-text", "check.table-header", "check.contrast"},
    "pptxgenjs.pptx": {"check.alt-text", "check.table-header", "check.package"},
    "pandoc.docx": {"check.contrast", "check.alt-repeats"},
    "writer.docx": {"check.alt-text", "check.outside-link"},
    "docxjs.docx": set(),
    "impress.pdf": {"check.table-header"},
    "written.pdf": set(),
    "weasyprint.pdf": set(),
    "matplotlib.pdf": {"check.language", "check.tagged", "check.title-bar"},
}
"""What is wrong with each as its tool made it, looked at by hand."""


def tables_of(file):
    for slide in file.slides:
        yield from (shape for shape in slide.shapes if shape.has_table)


def slides_mended(data: bytes) -> bytes:
    file = pptx.Presentation(io.BytesIO(data))
    for shape in tables_of(file):
        shape._element.nvGraphicFramePr.cNvPr.set("descr", "Two options with their cost")
        shape.table.first_row = True
        for cell in shape.table.rows[0].cells:
            for run in (run for paragraph in cell.text_frame.paragraphs for run in paragraph.runs):
                run.font.color.rgb = Dark(0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(file))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = re.sub(rb'<Override [^>]*PartName="/([^"]+)"[^>]*/>', lambda found: found[0] if found[1].decode() in source.namelist() else b"", content)
            target.writestr(name, content)
    return out.getvalue()


def text_mended(data: bytes) -> bytes:
    file = docx.Document(io.BytesIO(data))
    for style in file.styles:
        if style.name.startswith(("Heading", "Title", "Hyperlink")):
            style.font.color.rgb = RGBColor(0x1D, 0x4F, 0x91)
    for shape in file.inline_shapes:
        shape._inline.docPr.set("descr", "A blue square that stands for all who answered")
    for key, relation in list(file.part.rels.items()):
        if relation.is_external and relation.reltype.endswith("/image"):
            for blip in file.element.body.xpath(f".//a:blip[@r:link='{key}']"):
                drawing = blip.xpath("./ancestor::w:drawing")[0]
                drawing.getparent().remove(drawing)
            del file.part.rels[key]
    return saved(file)


def page_mended(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for row in [node for node in pdf.objects if isinstance(node, Dictionary) and node.get("/S") == "/TR"][:1]:
            for cell in row.K:
                cell.S = Name.TH
                cell.A = Array([Dictionary(O=Name.Table, Scope=Name.Column)])
        pdf.save(out)
    return out.getvalue()


MENDED = {"pptx": slides_mended, "docx": text_mended, "pdf": page_mended}
OURSELVES = {"python-pptx.pptx": lambda: saved(deck()), "python-docx.docx": lambda: saved(document()), "typst.pdf": page}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_of_a_file_of_another_tool_is_right_and_short(name):
    found = check_bytes(name, (FOREIGN / name).read_bytes())
    assert {problem.code for problem in found} == SAID[name], [str(problem) for problem in found]
    assert len(summarized(found)) <= 4


@pytest.mark.parametrize("name", [name for name in SAID if name != "matplotlib.pdf"])
def test_a_file_of_another_tool_that_was_mended_has_no_fault(name):
    data = (FOREIGN / name).read_bytes()
    mended = MENDED[name.rpartition(".")[2]](data) if SAID[name] else data
    assert [str(problem) for problem in check_bytes(name, mended)] == []


@pytest.mark.parametrize("name", OURSELVES)
def test_a_good_file_of_the_office_libraries_has_no_fault(name):
    assert [str(problem) for problem in check_bytes(name, OURSELVES[name]())] == []
