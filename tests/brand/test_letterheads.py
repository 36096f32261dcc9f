"""The memo on hospitals' own letterheads: what stays theirs, what is added, what is left behind."""

import io
import re
import zipfile

import pytest
from docx import Document
from lxml import etree

from generator.check.harmless import harmful
from generator.check.orphans import audited
from generator.compose.compose import compose
from generator.load.brand.letterhead import read_letterhead
from generator.load.theme import load_theme
from generator.make import properties
from generator.plan.memo import plan_memo
from generator.plan.printed_paper import printed
from generator.render.word import render_paper
from tests.brand.letterheads import ADDRESS, LETTERHEADS
from tests.materials import demo_request, feelings, material, survey

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made():
    return material(survey(240, 0.52, 0.78, 0.55), demo_request(), feelings())


@pytest.fixture(scope="module", params=LETTERHEADS)
def memo(request, made, tmp_path_factory):
    path = tmp_path_factory.mktemp("letter") / f"{request.param}.docx"
    path.write_bytes(LETTERHEADS[request.param]())
    house = read_letterhead(path)
    theme = house.theme or load_theme()
    paper = plan_memo(compose("memo", made), made.request, theme, properties("Memo", "Memorandum", made), made.logo, house)
    return request.param, house, paper, render_paper(paper, theme)


def xml(data, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def test_every_style_a_paragraph_names_is_there(memo):
    document = Document(io.BytesIO(memo[3]))
    styles = document.part._styles_part.element
    known = {s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
    names = [s.find(f"{W}name").get(f"{W}val").casefold() for s in styles.iter(f"{W}style") if s.find(f"{W}name") is not None]
    root = document.element
    used = {e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in root.iter(f"{W}{tag}")}
    assert used <= known
    assert len(names) == len(set(names)), "two styles of one name"


def test_headings_are_the_houses_own(memo):
    name, house, _, data = memo
    if name not in ("house", "a4-template"):
        return
    used = {e.get(f"{W}val") for e in xml(data, "word/document.xml").iter(f"{W}pStyle")}
    assert house.styles["Heading1"] == "berschrift1" in used


def test_lists_that_paragraphs_name_are_there(memo):
    numbering = xml(memo[3], "word/numbering.xml")
    listed = {n.get(f"{W}numId") for n in numbering.iter(f"{W}num")}
    abstract = {n.get(f"{W}abstractNumId") for n in numbering.findall(f"{W}abstractNum")}
    assert {n.find(f"{W}abstractNumId").get(f"{W}val") for n in numbering.iter(f"{W}num")} <= abstract
    for part in ("word/document.xml", "word/styles.xml"):
        assert {n.get(f"{W}val") for n in xml(memo[3], part).iter(f"{W}numId")} - {"0"} <= listed
    tags = [etree.QName(child).localname for child in numbering]
    assert tags == sorted(tags, key=["abstractNum", "num", "numIdMacAtCleanup"].index)


def test_header_and_footer_stay_and_their_numbers_are_accounted_for(memo, made):
    name, house, paper, data = memo
    text = " ".join("".join(xml(data, n).itertext()) for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if re.match(r"word/(header|footer)\d", n))
    assert (ADDRESS in text) == (name != "blank")
    assert "Page " in text
    faults, _ = audited("memo.docx", data, printed(paper, "memo.docx"), made.book)
    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    assert house.footer == (name != "blank")


def test_nothing_outside_and_nothing_that_runs_comes_along(memo):
    assert harmful("memo.docx", memo[3]) == []
    whole = b"".join(zipfile.ZipFile(io.BytesIO(memo[3])).read(n) for n in zipfile.ZipFile(io.BytesIO(memo[3])).namelist())
    for secret in (b"tracker.example", b"attachedTemplate", b"Dear Ms. Sample", b"vbaProject"):
        assert secret not in whole


def test_figures_and_tables_are_as_wide_as_the_houses_text(memo):
    _, house, paper, data = memo
    width = house.width - house.left - house.right
    assert all(figure.width == pytest.approx(width) for figure in paper.figures.values())
    for table in xml(data, "word/document.xml").iter(f"{W}tblW"):
        assert int(table.get(f"{W}w")) / 1440 <= width + 0.02
    size = xml(data, "word/document.xml").find(f".//{W}sectPr/{W}pgSz")
    assert int(size.get(f"{W}w")) == pytest.approx(house.width * 1440, abs=1)


def test_the_marking_stands_in_the_body_where_the_header_is_theirs(memo, made):
    name, house, _, data = memo
    said = "".join(xml(data, "word/document.xml").itertext())
    assert (made.marking in said) == house.header
    assert house.header == (name in ("house", "poor"))


def test_a_house_with_its_own_palette_colors_the_charts(memo):
    name, house, *_ = memo
    assert (house.theme is not None) == (name in ("house", "a4-template"))


def test_the_language_and_the_schema_are_in_order(memo, tmp_path):
    from openxml_audit import OpenXmlValidator

    assert xml(memo[3], "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "en-US"
    path = tmp_path / "memo.docx"
    path.write_bytes(memo[3])
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
