"""A digit that was changed after the build is found wherever it hides; edited words are nobody's business."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pptx
import pytest

from generator.check.audit import check_paths
from generator.pipeline import demo


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    demo(folder)
    return folder


@pytest.fixture
def papers(built, tmp_path):
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def found(papers, severity="error"):
    return [str(problem) for problem in check_paths([papers]) if problem.severity == severity]


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change the first part whose name matches; the change must change something."""
    source, out, done = zipfile.ZipFile(io.BytesIO(path.read_bytes())), io.BytesIO(), False
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item.filename)
            if not done and re.fullmatch(part, item.filename):
                changed = change(content)
                done = changed != content
                content = changed
            target.writestr(item, content)
    assert done, part
    path.write_bytes(out.getvalue())


def digit(pattern: bytes) -> Callable[[bytes], bytes]:
    """Make the digit in the first match's group another one."""

    def change(content: bytes) -> bytes:
        match = re.search(pattern, content, re.DOTALL)
        if match is None:
            return content
        at = match.start(1)
        return content[:at] + (b"3" if content[at : at + 1] != b"3" else b"4") + content[at + 1 :]

    return change


def in_workbook(content: bytes) -> bytes:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            data = source.read(item.filename)
            target.writestr(item, digit(rb"<v>0\.(\d)")(data) if item.filename == "xl/worksheets/sheet1.xml" else data)
    return out.getvalue()


PLANTED = {
    "text of a slide": ("board-deck.pptx", r"ppt/slides/slide3\.xml", digit(rb"<a:t>[^<]*?(\d)\d?%"), "board-deck.pptx: slide 3"),
    "title of a slide": ("grand-rounds.pptx", r"ppt/slides/slide\d+\.xml", digit(rb'type="title".*?<a:t>[^<\d]*(\d)\d%'), "grand-rounds.pptx: slide"),
    "table of a slide": ("board-deck.pptx", r"ppt/slides/slide12\.xml", digit(rb"<a:tc>.*?<a:t>(\d)\d\.\d%"), "board-deck.pptx: slide 12"),
    "note": ("grand-rounds.pptx", r"ppt/notesSlides/notesSlide\d+\.xml", digit(rb"<a:t>[^<]*?(\d)\d?%"), "notes"),
    "chart cache": ("board-deck.pptx", r"ppt/charts/chart[^/]*\.xml", digit(rb"<c:numCache>.*?<c:v>0\.(\d)"), ", chart"),
    "chart workbook": ("board-deck.pptx", r"ppt/embeddings/[^/]*\.xlsx", in_workbook, ", workbook"),
    "description": ("board-deck.pptx", r"ppt/slides/slide\d+\.xml", digit(rb'descr="[^"]*?(\d)\d%'), ", description"),
    "table of the memo": ("memo.docx", r"word/document\.xml", digit(rb"<w:tbl>.*?<w:t[^>]*>[^<]*?(\d)\d%"), "memo.docx: body"),
    "text of the memo": ("memo.docx", r"word/document\.xml", digit(rb"<w:t[^>]*>(\d)\d%"), "memo.docx: body"),
    "description in the memo": ("memo.docx", r"word/document\.xml", digit(rb'descr="[^"]*?(\d)\d%'), ", description"),
    "header of the memo": ("memo.docx", r"word/header\d*\.xml", lambda data: data.replace(b"FICTIONAL SAMPLE", b"FICTIONAL SAMPLE 7", 1), "memo.docx: header"),
    "library": ("library.docx", r"word/document\.xml", digit(rb"<w:t[^>]*>(\d)\d\.\d%"), "library.docx: body"),
    "list of facts inside a file": ("memo.docx", r"customXml/item1\.xml", digit(rb"(\d)\d%"), "memo.docx: customXml"),
    "title of a file": ("memo.docx", r"docProps/core\.xml", lambda data: data.replace(b"</dc:title>", b" 99%</dc:title>"), "memo.docx: properties, title"),
}  # fmt: skip


def test_papers_as_they_were_built_have_no_fault(papers):
    assert found(papers) == []


@pytest.mark.parametrize("place", PLANTED)
def test_a_changed_digit_is_found_and_its_place_is_named(papers, place):
    file, part, change, where = PLANTED[place]
    rewrite(papers / file, part, change)
    problems = found(papers)
    assert problems
    assert all(problem.startswith(f"{file}: ") for problem in problems)
    assert any(where in problem for problem in problems), problems


@pytest.mark.parametrize("file", ["brief.pdf", "board-preread.pdf", "handout.pdf"])
def test_a_changed_page_is_found_and_a_new_number_is_named_with_its_page(papers, file):
    with pikepdf.open(papers / file) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"BT /Helv 12 Tf 20 20 Td (98765%) Tj ET")
        page.Resources.Font["/Helv"] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
        pdf.save(papers / "changed.pdf")
    (papers / "changed.pdf").replace(papers / file)
    problems = found(papers)
    assert any(problem.startswith(f"{file}: it is not the file that was built") for problem in problems)
    assert any(problem.startswith(f"{file}: page 1: 98765 stands here") for problem in problems)


def test_a_changed_cloud_and_a_changed_ledger_are_found(papers):
    cloud, ledger = papers / "word-cloud.svg", papers / "facts.csv"
    cloud.write_text(cloud.read_text("utf-8").replace("</text>", " 87</text>", 1), "utf-8")
    ledger.write_bytes(re.sub(rb"(want_peer,[^\r]*?share,)\d\d%", rb"\g<1>99%", ledger.read_bytes(), count=1))
    problems = found(papers)
    assert any(problem.startswith("word-cloud.svg: 87 stands here") for problem in problems)
    assert any("value of want_peer is “99%”" in problem for problem in problems)


def test_a_ledger_that_a_spreadsheet_saved_again_is_no_fault(papers):
    ledger = papers / "facts.csv"
    ledger.write_bytes(ledger.read_bytes().replace(b"\r\n", b"\n").replace(b'"', b""))
    assert [problem for problem in found(papers) if "is not the list" in problem] == []


def test_papers_that_another_program_saved_again_have_no_fault(papers):
    for name in ("board-deck.pptx", "grand-rounds.pptx"):
        pptx.Presentation(papers / name).save(papers / name)
    for name in ("memo.docx", "library.docx"):
        docx.Document(papers / name).save(papers / name)
    assert found(papers) == []
    assert found(papers, "warning") == []


def test_words_may_be_edited_and_slides_moved_or_taken_out(papers):
    deck = pptx.Presentation(papers / "board-deck.pptx")
    deck.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].text = "Our own words"
    order = deck.slides._sldIdLst
    order.remove(order[9])
    order.insert(4, order[3])
    deck.save(papers / "board-deck.pptx")
    memo = docx.Document(papers / "memo.docx")
    paragraph = next(p for p in memo.paragraphs if p.style.name == "Normal" and len(p.text) > 80)
    paragraph.add_run(" And one more sentence of our own.")
    memo.save(papers / "memo.docx")
    problems = found(papers)
    assert [problem for problem in problems if "slide 2:" not in problem] == []
    assert any("was taken out" in problem for problem in found(papers, "note"))


def test_numbers_that_changed_places_are_told(papers):
    def swap(data: bytes) -> bytes:
        shares = re.findall(rb"<w:t[^>]*>(\d\d%)</w:t>", data)
        first, second = shares[0], next(s for s in shares if s != shares[0])
        return data.replace(first, b"@@", 1).replace(second, first, 1).replace(b"@@", second, 1)

    rewrite(papers / "memo.docx", r"word/document\.xml", swap)
    assert any("in another order" in problem for problem in found(papers, "warning"))


def test_without_a_record_only_the_general_audit_is_made(papers):
    (papers / "build.json").unlink()
    rewrite(papers / "memo.docx", r"word/document\.xml", digit(rb"<w:t[^>]*>(\d)\d%"))
    assert found(papers) == []
