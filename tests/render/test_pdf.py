"""The printed sheets as PDF: pages, key points, tags, fonts, gray, same bytes, and words that cannot be set."""

import io
import itertools
import re
import shutil
import subprocess
import unicodedata

import pikepdf
import pytest
from PIL import Image

from generator.load.theme import load_theme
from generator.make import make
from generator.model.problem import BuildError
from generator.render.pdf import document, glyphs, render_sheet
from tests.materials import changed, material
from tests.sheets import DEMO, HIGH, STATES, pdf, printed, sheet, state

MILLIMETER = 72 / 25.4
SIDES = {"brief": 2, "handout": 1}
PAPER = {"letter": (612, 792), "a4": (595.276, 841.89)}
papers = pytest.mark.parametrize("paper", PAPER)
outputs = pytest.mark.parametrize("output", SIDES)
states = pytest.mark.parametrize("name", STATES)
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")


def poppler(tool: str, data: bytes, *options: str) -> bytes:
    return subprocess.run([tool, *options, "-", "-"] if tool == "pdftotext" else [tool, *options, "-"], input=data, check=True, capture_output=True).stdout


def text(data: bytes, page: int) -> str:
    found = poppler("pdftotext", data, "-f", str(page), "-l", str(page), "-raw").decode()
    return " ".join(unicodedata.normalize("NFKC", found).split())


@outputs
@papers
@states
def test_a_sheet_never_has_more_sides_than_promised(output, paper, name):
    with pikepdf.open(io.BytesIO(pdf(output, name, paper))) as made:
        assert len(made.pages) == SIDES[output]
        for page in made.pages:
            assert [float(x) for x in page.mediabox[2:]] == pytest.approx(PAPER[paper], abs=0.01)


@needs_poppler
@outputs
@states
def test_words_keep_nineteen_millimeters_from_the_edges_and_each_page_says_draft_and_its_number(output, name):
    data = pdf(output, name)
    for number in range(1, SIDES[output] + 1):
        boxes = poppler("pdftotext", data, "-f", str(number), "-l", str(number), "-bbox").decode()
        words = [tuple(map(float, found)) for found in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"', boxes)]
        assert min(left for left, _, _ in words) >= 19 * MILLIMETER
        assert max(right for _, _, right in words) <= 612 - 19 * MILLIMETER
        assert min(top for _, top, _ in words) >= 19 * MILLIMETER
        said = text(data, number)
        assert "DRAFT" in said
        assert f"Page {number} of {SIDES[output]}" in said
        assert "Draft version" in said


@needs_poppler
@states
def test_the_front_alone_carries_every_key_point(name):
    said = text(pdf("brief", name), 1)
    answers, request = STATES[name]
    for words in ("Fund peer support", "Why it matters here", "The decision", "Amount", "Owner", "Dates", "Measures", "Stop rule"):
        assert words in said, words
    assert "Governance advice asks boards" in said
    assert "ranks first" in said or "help that staff want, ranked" in said or "Staff elsewhere ask first" in said or "rate distress and support" in said
    if request.ask.amount and not request.ask.withhold_amount:
        assert "$396,000" in said
    if answers is None:
        assert "a survey of our own staff before launch" in said


@needs_poppler
def test_the_back_shows_limits_and_the_line_of_no_effect():
    said = text(pdf("brief", "high"), 2)
    for words in ("What it has shown, elsewhere", "What it has not shown", "If it prevents none", "$198,000", "Who asks this of us", "How we asked, and what is hidden", "safety@stbrannocs.example", "References"):
        assert words in said, words


@needs_poppler
def test_the_handout_says_what_to_do_and_where_help_is():
    said = text(pdf("handout", "high"), 1)
    for words in ("Help now", DEMO.organization.help_now[1:40], "That was a hard night", "Ask for the story", "Clinician and Staff Peer Support Toolkit"):
        assert words in said, words


@outputs
def test_same_input_gives_the_same_bytes(output):
    assert printed(output, state("middling")) == printed(output, material(*STATES["middling"]))


def walk(node, seen):
    """Every structure element under a node."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk(child, seen)
    elif isinstance(node, pikepdf.Dictionary) and node.objgen not in seen:
        if node.objgen != (0, 0):
            seen.add(node.objgen)
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from walk(node.K, seen)


def elements(made):
    return list(walk(made.Root.StructTreeRoot.K, set()))


@outputs
@pytest.mark.parametrize("name", ["high", "none", "ambulatory"])
def test_a_sheet_says_title_language_and_standard_and_is_tagged(output, name):
    with pikepdf.open(io.BytesIO(pdf(output, name))) as made:
        root = made.Root
        assert str(root.Lang) == "en-US"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert bool(root.MarkInfo.Marked)
        assert "/Outlines" in root
        meta = made.open_metadata()
        assert meta["dc:title"]
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        kinds = [str(element.S) for element in elements(made)]
        assert kinds.count("/H1") == 1
        assert kinds.index("/H1") < kinds.index("/H2")


def test_the_chart_has_a_description_and_the_table_headers_have_scope():
    with pikepdf.open(io.BytesIO(pdf("brief", "high"))) as made:
        found = elements(made)
        figures = [element for element in found if str(element.S) == "/Figure"]
        assert [str(figure.Alt)[:11] for figure in figures] == ["Ranked bars"]
        heads = [element for element in found if str(element.S) == "/TH"]
        assert len(heads) == 3
        for head in heads:
            attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
            assert any(str(entry.get("/Scope", "")) == "/Column" for entry in attributes)


@outputs
def test_every_font_is_embedded(output):
    with pikepdf.open(io.BytesIO(pdf(output, "high"))) as made:
        fonts = [font for font in made.objects if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"]
        assert fonts
        for font in fonts:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys())
            assert "Lato" in str(font.FontName)


@outputs
@pytest.mark.parametrize("name", ["high", "none"])
def test_the_checker_finds_no_fault_as_far_as_it_goes(output, name, tmp_path):
    import pdfua

    path = tmp_path / f"{output}.pdf"
    path.write_bytes(pdf(output, name))
    report = pdfua.validate(str(path))
    assert [str(finding) for finding in report.findings if finding.severity is pdfua.Severity.ERROR] == []


def lightness(gray: float) -> float:
    """L* of a gray pixel 0..255."""
    share = gray / 255
    linear = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear


@needs_poppler
@pytest.mark.parametrize("name", ["high", "none", "no-wishes"])
def test_fills_stay_apart_on_a_gray_printer(name):
    page = Image.open(io.BytesIO(poppler("pdftoppm", pdf("brief", name), "-gray", "-r", "72", "-f", "1", "-l", "1")))
    counts = page.histogram()
    fills = [level for level, count in enumerate(counts) if count > 0.004 * sum(counts)]
    assert {255} < set(fills), "paper and at least one fill"
    darker = sorted(lightness(level) for level in fills)
    assert all(high - low >= 12 for low, high in itertools.pairwise(darker)), fills


@pytest.mark.parametrize(("name", "character"), [("李医院", "U+674E"), ("مستشفى", "U+0645"), ("Harbor 🏥", "U+1F3E5")])
def test_a_character_the_font_lacks_is_named_with_its_field(name, character):
    with pytest.raises(BuildError) as raised:
        make("brief", material(HIGH, changed(DEMO, organization={"name": name, "short_name": ""})))
    assert {problem.code for problem in raised.value.problems} == {"text.no-glyph"}
    assert "organization.name" in raised.value.problems[0].where
    assert character in str(raised.value)


def test_european_names_print():
    made = changed(DEMO, organization={"name": "Szpital Świętej Łucji, Ελληνικό, Больница, Žižkov ≥ ½"})
    assert b"%PDF" in make("brief", material(HIGH, made)).files["brief.pdf"][:8]


def test_characters_taken_as_known_are_in_the_font():
    assert set(map(ord, glyphs.KNOWN)) <= glyphs._glyphs()


def test_text_that_does_not_fit_is_refused_with_what_to_cut():
    rule = "the money ends after the first year if fewer than half of staff were offered contact; " * 20
    with pytest.raises(BuildError) as raised:
        make("brief", material(HIGH, changed(DEMO, ask={"stop_rule": rule})))
    (problem,) = raised.value.problems
    assert (problem.code, problem.where) == ("text.overflow", "brief.pdf: page 1")
    assert f"ask.stop_rule ({len(rule.strip())} characters)" in problem.cure


def test_words_of_the_request_are_never_markup():
    tricky = "#panic(“x”) *bold* $x$ @ref <label> \\ [a] `code` [[b]]"
    data = make("brief", material(HIGH, changed(DEMO, organization={"name": tricky}))).files["brief.pdf"]
    if shutil.which("pdftotext"):
        assert unicodedata.normalize("NFKC", tricky) in text(data, 1)


def test_a_fault_of_typst_is_a_problem_and_no_traceback():
    planned = sheet("handout", state("high"))
    odd = planned._replace(properties=planned.properties._replace(language="not a language"))
    with pytest.raises(BuildError) as raised:
        render_sheet(odd, document(odd, load_theme()))
    (problem,) = raised.value.problems
    assert (problem.code, problem.where) == ("text.not-set", "handout.pdf")
    assert "language" in problem.message


def test_the_fonts_of_the_sheets_are_those_of_the_charts():
    assert load_theme().fonts["charts"] == "Lato"


@pytest.mark.parametrize("paper", ["brief", "handout", "preread"])
def test_citations_lead_to_the_list_and_its_entries_back(paper):
    files = make(paper, material(HIGH, changed(DEMO))).files
    (data,) = (content for name, content in files.items() if name.endswith(".pdf"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        links = [
            ((number, float(link.Rect[1]), float(link.Rect[3])), (pages[link.Dest[0].objgen], float(link.Dest[3])))
            for number, page in enumerate(pdf.pages) for link in page.get("/Annots", ()) if "/Dest" in link
        ]  # fmt: skip
    places = [place for place, _ in links]
    there_and_back = [any(there == page and bottom - 12 < y < top + 12 for there, bottom, top in places) for _, (page, y) in links]
    assert len(links) > 10
    assert all(there_and_back)
