"""The .docx as Word and a screen reader meet it."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.load.theme import load_theme
from generator.model.briefing import Heading, Listing, Panel, Paragraph, Placed, Reference, Run, Table
from generator.model.evidence import Work
from generator.model.figure import Chart, Row
from generator.model.pages import Paper, PlacedFigure, Properties
from generator.render.word import render_paper

PROPERTIES = Properties("Peer support", "Dana Whitfield", "Memorandum", "en-US", "2026-03-12", "peer support")
CHART = Chart("wishes", "bars", (Row((Run("A respected peer"),), "want_peer", 0.72, "72%", (0.66, 0.78), 212, True),), (Run("Share of staff"),), banner="Published figures")
TABLE = Table(((), (Run("Program"),)), (((Run("Cost"),), (Run("None"),)), ((Run("Risk"),), (Run("Unused"),))), ("left", "right"), (Run("Options"),))
BARE = TABLE._replace(caption=())
REFERENCES = tuple(
    Reference(n, Work(f"w{n}", {}, name), (Run(f"{name}. "), Run("doi", href=f"https://doi.org/10.1/{n}")), (f"f{n}",))
    for n, name in enumerate(("Sexton", "Wolf", "Hu"), 1)
)
POINTS = Listing(((Paragraph((Run("One"),)),), (Paragraph((Run("Two"),)),)), ordered=True)
BLOCKS = (
    Panel("bar", (Paragraph((Run("Bottom line."),)), POINTS)),
    Heading(2, (Run("Assessment"),)),
    Heading(3, (Run("What staff told us"),)),
    Paragraph((Run("Staff want a peer."), Run("1-3", cite=("f1", "f2", "f3")))),
    Placed(CHART, (Run("Bars"),), (Run("A peer first"),)),
    TABLE,
    Paragraph((Run("After the table. "), Run("Sexton 2021: ", cite=("f1",)))),
    POINTS,
    Paragraph((Run("“Is this ours?”"),), ("objection",)),
    Paragraph((Run("Yes."),), ("answer",)),
    Listing(((Paragraph((Run("Bullet"),)), Listing(((Paragraph((Run("Nested"),)),),))),)),
    POINTS,
)


def make(blocks=BLOCKS, *, page="letter", manifest="", columns=None, **changed) -> bytes:
    figures = {"wishes": PlacedFigure("chart:wishes", CHART, 6.5, 0.6, "Bars; a peer is first with 72%")}
    fields = {"title": (Run("Memorandum"),), "cover": (("To", (Run("The board"),)), ("Re", (Run("Peer support"),))), **changed}
    paper = Paper(
        blocks=tuple(blocks), references=REFERENCES, properties=PROPERTIES, header=(Run("Riverside"),), footer=(Run("Peer support"),),
        marking="FICTIONAL SAMPLE · DRAFT", page=page, figures=figures, columns=columns or {TABLE: (1.5, 5.0), BARE: (1.5, 5.0)}, **fields,
    )
    return render_paper(paper, load_theme(), manifest)


@pytest.fixture(scope="module")
def data() -> bytes:
    return make(manifest='{"printed": "a & b"}')


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def body(data: bytes) -> etree._Element:
    return part(data, "word/document.xml")


def text(node) -> str:
    return "".join(node.itertext(qn("w:t")))


def test_the_package_holds_to_the_standard(data, tmp_path):
    path = tmp_path / "memo.docx"
    path.write_bytes(data)
    result = OpenXmlValidator().validate(path)
    assert [error.description for error in result.errors] == []


def test_the_same_paper_gives_the_same_bytes(data):
    assert make(manifest='{"printed": "a & b"}') == data


def test_the_file_says_its_title_author_language_and_date_of_issue(data):
    core = Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author, core.language, core.subject) == ("Peer support", "Dana Whitfield", "en-US", "Memorandum")
    assert core.created.date().isoformat() == core.modified.date().isoformat() == "2026-03-12"
    assert part(data, "word/styles.xml").find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == "en-US"


def test_headings_are_real_and_their_levels_follow_each_other(data):
    styles = [p.style.name for p in Document(io.BytesIO(data)).paragraphs if p.style.name.lower().startswith("heading")]
    assert styles == ["Heading 1", "Heading 2", "Heading 1"]


def test_every_used_style_exists_and_no_foreign_one_is_shipped(data):
    used = {node.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for node in body(data).iter(qn(tag))}
    styles = {style.get(qn("w:styleId")) for style in part(data, "word/styles.xml").iter(qn("w:style"))}
    assert used <= styles
    assert len(styles) < 40


def test_one_font_family_throughout(data):
    fonts = {value for node in part(data, "word/styles.xml").iter(qn("w:rFonts")) for value in node.attrib.values()}
    assert fonts == {"Calibri"}
    assert not list(body(data).iter(qn("w:rFonts")))


def test_the_picture_has_a_name_a_description_and_its_own_id(data):
    found = list(body(data).iter(qn("wp:docPr")))
    assert [(d.get("name"), d.get("descr")) for d in found] == [("chart:wishes", "Bars; a peer is first with 72%")]
    two = make((BLOCKS[4], BLOCKS[4]))
    ids = [d.get("id") for d in body(two).iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids)) == 2


def test_a_hidden_bookmark_named_after_the_chart_stands_around_it(data):
    start = next(b for b in body(data).iter(qn("w:bookmarkStart")) if b.get(qn("w:name")) == "_chart_wishes")
    between = []
    node = start.getnext()
    while node.tag != qn("w:bookmarkEnd"):
        between.append(node)
        node = node.getnext()
    assert any(list(n.iter(qn("w:drawing"))) for n in between)


def test_each_numbered_list_starts_again_at_one(data):
    lists = [p for p in body(data).iter(qn("w:p")) if text(p) == "One"]
    ids = [p.find(f".//{qn('w:numId')}").get(qn("w:val")) for p in lists]
    assert len(set(ids)) == 3
    numbering = part(data, "word/numbering.xml")
    for key in ids:
        num = next(n for n in numbering.iter(qn("w:num")) if n.get(qn("w:numId")) == key)
        assert num.find(f".//{qn('w:startOverride')}").get(qn("w:val")) == "1"


def test_a_table_repeats_its_header_keeps_rows_whole_and_says_what_it_holds(data):
    table = next(body(data).iter(qn("w:tbl")))
    rows = list(table.iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert table.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == "Options"
    assert [int(c.get(qn("w:w"))) for c in table.iter(qn("w:gridCol"))] == [2160, 7200]


def test_what_would_part_over_a_page_is_kept_together(data):
    styles = {s.get(qn("w:styleId")): s for s in part(data, "word/styles.xml").iter(qn("w:style"))}
    for name in ("Heading1", "Heading2", "Caption", "FigureUnit", "TableHead", "Objection"):
        assert styles[name].find(f".//{qn('w:keepNext')}") is not None, name
    assert part(data, "word/styles.xml").find(f".//{qn('w:pPrDefault')}//{qn('w:widowControl')}") is not None


def test_every_citation_leads_to_its_reference_and_back(data):
    root = body(data)
    marks = {b.get(qn("w:name")) for b in root.iter(qn("w:bookmarkStart"))}
    jumps = [link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert set(jumps) <= marks
    assert {"_reference_1", "_reference_3", "_cite_1", "_cite_2", "_cite_3"} <= set(jumps)
    ids = [b.get(qn("w:id")) for b in root.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_a_source_named_in_words_stays_on_the_line(data):
    run = next(r for r in body(data).iter(qn("w:r")) if text(r) == "Sexton 2021: ")
    assert run.find(f".//{qn('w:rStyle')}") is None


def test_a_reference_links_its_doi(data):
    rels = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://doi.org/10.1/2" TargetMode="External"' in rels


def test_only_web_and_mail_addresses_become_links():
    made = make((Paragraph((Run("here", href="file:///etc/passwd"), Run("there", href="mailto:a@b.org")),),))
    rels = zipfile.ZipFile(io.BytesIO(made)).read("word/_rels/document.xml.rels").decode()
    assert "passwd" not in rels
    assert "mailto:a@b.org" in rels
    assert "here" in text(body(made))


def test_every_page_names_the_organization_the_marking_and_the_page(data):
    header, footer = part(data, "word/header1.xml"), part(data, "word/footer1.xml")
    assert text(header) == "RiversideFICTIONAL SAMPLE · DRAFT"
    assert [f.get(qn("w:instr")).strip() for f in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert text(footer) == "Peer supportPage 1 of 1"
    tabs = [t.get(qn("w:val")) for t in header.iter(qn("w:tab")) if t.get(qn("w:val"))]
    assert tabs == ["right"]


def test_the_banner_and_the_unit_stand_as_text_under_the_caption(data):
    lines = [text(p) for p in body(data).iter(qn("w:p"))]
    at = lines.index("Figure 1. A peer first")
    assert lines[at + 1] == "Published figures. Share of staff"


def test_the_memo_head_is_no_table(data):
    first = next(node for node in body(data).iter(qn("w:p"), qn("w:tbl")))
    assert first.tag == qn("w:p")
    assert len(list(body(data).iter(qn("w:tbl")))) == 1


def test_the_manifest_travels_in_the_file(data):
    item = part(data, "customXml/item1.xml")
    assert item.text == '{"printed": "a & b"}'
    assert b"customXml/item1.xml" in zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels")


def test_without_a_manifest_there_is_no_such_part():
    assert "customXml/item1.xml" not in zipfile.ZipFile(io.BytesIO(make(BLOCKS[:1]))).namelist()


def test_characters_that_xml_cannot_hold_are_left_out():
    made = make((Paragraph((Run("a\x00b\x0bc\ud800d\u202ee\ufffef & <g>"),)),), title=(Run("Memo\x07randum"),))
    lines = [text(p) for p in body(made).iter(qn("w:p"))]
    assert lines[0] == "Memorandum"
    assert "ab cdef & <g>" in lines


def test_tables_and_what_follows_do_not_touch():
    made = make((TABLE, BARE, Paragraph((Run("Under it"),)), TABLE))
    tables = list(body(made).iter(qn("w:tbl")))
    assert all(table.getnext().tag == qn("w:p") for table in tables)
    under = next(p for p in body(made).iter(qn("w:p")) if text(p) == "Under it")
    assert int(under.find(f".//{qn('w:spacing')}").get(qn("w:before"))) > 0


def test_the_page_is_letter_or_a4():
    sizes = {page: Document(io.BytesIO(make(BLOCKS[:1], page=page))).sections[0] for page in ("letter", "a4")}
    assert round(sizes["letter"].page_width.inches, 2) == 8.5
    assert round(sizes["a4"].page_height.mm) == 297


def test_a_style_s_properties_stand_in_the_schema_s_order(data):
    order = ["pStyle", "keepNext", "keepLines", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "outlineLvl"]
    for name in ("word/document.xml", "word/styles.xml"):
        for properties in part(data, name).iter(qn("w:pPr")):
            tags = [re.sub(r"\{.*\}", "", child.tag) for child in properties]
            known = [tag for tag in tags if tag in order]
            assert known == sorted(known, key=order.index), tags


def kept(node) -> bool:
    return node.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def paragraphs(blocks) -> dict[str, etree._Element]:
    return {text(p): p for p in body(make(blocks)).iter(qn("w:p"))}


def test_a_note_on_limits_never_stands_alone_over_the_next_page():
    note = Paragraph((Run("To bear in mind. "), Run("Sexton 2021: ", cite=("f1",)), Run("one survey.")), ("caveat",))
    made = paragraphs((POINTS, note, Paragraph((Run("Another."),))))
    assert kept(made["Two"])
    assert not kept(made["One"])
    label, study, limit = made["To bear in mind. Sexton 2021: one survey."].findall(qn("w:r"))
    assert [run.find(f"{qn('w:rPr')}/{qn(tag)}") is not None for run, tag in ((label, "w:b"), (study, "w:i"), (limit, "w:i"))] == [True, True, False]


def test_a_heading_and_one_line_are_not_left_behind_by_the_table_they_open():
    made = paragraphs((Heading(2, (Run("The toolkit"),)), Paragraph((Run("It lists fifteen."),)), BARE))
    assert kept(made["It lists fifteen."])


def test_a_small_table_stays_whole_and_a_large_one_fills_the_page():
    def rows(table: Table) -> list[bool]:
        made = body(make((table,), columns={table: (1.5, 5.0)}))
        return [any(map(kept, row.iter(qn("w:p")))) for row in made.iter(qn("w:tr"))][1:]

    long = (Run("a result told at some length " * 8),)
    assert rows(BARE._replace(rows=BARE.rows * 2)) == [True, True, True, False]
    assert rows(BARE._replace(rows=(((Run("Cost"),), long),) * 4)) == [False] * 4
    assert rows(BARE._replace(rows=BARE.rows * 4)) == [True, *[False] * 5, True, False]


def test_a_heading_after_a_table_moves_with_its_text():
    tags = [(p.tag, p.find(f".//{qn('w:pStyle')}")) for p in body(make((BARE, Heading(3, (Run("Cost"),)), Paragraph((Run("It costs."),)))))[0]]
    place = next(n for n, (tag, _) in enumerate(tags) if tag == qn("w:tbl"))
    assert [style.get(qn("w:val")) for _, style in tags[place + 1 : place + 3]] == ["AfterTable", "Heading2"]


def test_a_heading_brings_more_than_one_point_of_its_list():
    made = paragraphs((Heading(3, (Run("Board chair"),)), POINTS))
    assert kept(made["One"])
    assert not kept(made["Two"])
