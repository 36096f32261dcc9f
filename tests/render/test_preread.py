"""The pre-read says what the deck says, page by page, and says it to a screen reader too."""

import io
import itertools
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec

import pikepdf
import pytest
from lxml import etree

from generator.compose.compose import compose
from generator.load.theme import load_theme
from generator.make import make
from generator.model.briefing import Run, plain
from generator.model.figure import NOT_SHOWN
from generator.model.pages import (
    Box,
    ChartShape,
    CloudShape,
    Deck,
    Drawing,
    Group,
    Para,
    Properties,
    Rule,
    Slide,
    TableShape,
    TextShape,
)
from generator.model.problem import BuildError
from generator.plan.deck import plan_deck
from generator.plan.measure import height_of
from generator.plan.printed import category
from generator.render.preread import render_preread
from generator.render.preread.document import document
from generator.render.preread.typeset import typeset
from tests.materials import changed, demo_request, feelings, material, survey

THEME = load_theme()
REQUEST = demo_request()
STATES = {
    "none": (None, None, ()),
    "twelve": (survey(12, 0.5, 0.5, 0.5), REQUEST, ()),
    "high": (survey(240, 0.52, 0.78, 0.55), REQUEST, feelings()),
    "low": (survey(240, 0.08, 0.3, 0.08), REQUEST, ()),
    "withheld": (survey(240, 0.52, 0.78, 0.55), changed(REQUEST, ask={"withhold_amount": True}), ()),
}
POINTS = 72
every_state = pytest.mark.parametrize("state", STATES)


@cache
def deck(state: str) -> Deck:
    briefing = compose("board-deck", material(*STATES[state]))
    return plan_deck(briefing, THEME, Properties(plain(briefing.title), "Author", "Board paper", "en-US", "2027-03-12", "peer support"))[0]


@cache
def pdf(state: str) -> bytes:
    return render_preread(deck(state), THEME)


def opened(state: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(state)))


def poppler(*command: str, data: bytes) -> bytes:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} not found")
    return subprocess.run([*command, "-", "-"], input=data, check=True, capture_output=True).stdout


def one_slide(*shapes, layout: str = "title-only") -> Deck:
    title = TextShape("title", Box(0.6, 0.68, 12.1, 0.92), (Para((Run("A title"),), 28.0, "navy", strong=True),), 0, role="title")
    slide = Slide(layout, "one", (title, *shapes), ())
    return Deck((slide,), Properties("Title", "Author", "Subject", "en-US", "2027-03-12"), (Run("Footer"),))


def text_box(text: str, **more) -> TextShape:
    return TextShape("body", Box(0.6, 2, 5, 1), (Para((Run(text),), 18.0),), **more)


# --- the same text ---------------------------------------------------------------------------


def said(shape) -> list[str]:
    match shape:
        case TextShape():
            marks = {"": lambda _: "", "•": lambda _: "•", "1.": lambda n: f"{n}."}
            return [marks[para.bullet](n) + plain(para.runs, cites=True) for n, para in enumerate(shape.paras, 1)]
        case ChartShape():
            rows = [(category(row, shape.chart), row.shown) for row in shape.chart.rows] + [(plain(label), NOT_SHOWN) for label in shape.chart.hidden]
            return [text for row in rows for text in row]
        case TableShape():
            return [plain(para.runs, cites=True) for row in (shape.header, *shape.rows) for cell in row for para in cell.paras]
        case CloudShape():
            return [word.text for word in shape.layout.words]
        case Group():
            return [text for child in shape.shapes for text in said(child)]
        case _:
            return []


def page_text(whole: Deck, number: int) -> str:
    slide = whole.slides[number - 1]
    places = THEME.layouts[slide.layout]
    texts = [text for shape in slide.shapes for text in said(shape)]
    texts += [whole.marking] if 103 in places else []
    texts += [plain(whole.footer)] if 101 in places else []
    texts += [str(number)] if 102 in places else []
    return "".join(texts)


def packed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u200b]+", "", text)


@every_state
def test_each_page_says_what_its_slide_says_in_the_same_order(state):
    pages = poppler("pdftotext", "-raw", data=pdf(state)).decode().split("\f")[:-1]
    assert len(pages) == len(deck(state).slides)
    for number, page in enumerate(pages, 1):
        assert packed(page) == packed(page_text(deck(state), number)), number


def test_notes_are_not_printed():
    noted = [slide for slide in deck("high").slides if slide.notes]
    pages = packed(poppler("pdftotext", "-raw", data=pdf("high")).decode())
    assert noted
    assert not any(packed(plain(slide.notes[0].runs)) in pages for slide in noted)


def test_markup_in_a_name_stays_text():
    words = "#panic() $x$ *b* _i_ @a <b> `c` // \\ [d]"
    data = render_preread(one_slide(text_box(words)), THEME)
    assert packed(words) in packed(poppler("pdftotext", "-raw", data=data).decode())


def test_diagrams_keep_their_words_and_their_description():
    arrow = TextShape("stage", Box(1, 2, 3, 1), (Para((Run("Ask first"),), 18.0, "white"),), fill="navy", form="homePlate", anchor="middle", inset=0.2)
    mark = Drawing("cross", Box(1, 4, 1, 1), (10, 10), (((0, 0), (10, 0), (5, 10)),), "accent5")
    empty = TextShape("dot", Box(3, 4, 1, 1), (Para((), 10.0),), fill="accent1", form="ellipse")
    data = render_preread(one_slide(Group("diagram", Box(1, 2, 6, 4), (arrow, mark, empty), "Stages in order")), THEME)
    assert "Askfirst" in packed(poppler("pdftotext", "-raw", data=data).decode())
    with pikepdf.open(io.BytesIO(data)) as file:
        assert [str(figure.Alt) for figure in tagged(file, "/Figure")] == ["Stages in order"]


# --- in its place ----------------------------------------------------------------------------


def boxes(whole: Deck, slide: Slide) -> list[Box]:
    found = [THEME.layouts[slide.layout][i] for i in (101, 102, 103) if i in THEME.layouts[slide.layout]]
    for shape in slide.shapes:
        if isinstance(shape, TextShape):
            planned = height_of(shape.paras, shape.box.w - 2 * shape.inset) + 2 * shape.inset
            found.append(shape.box._replace(h=max(shape.box.h, planned)))
        elif not isinstance(shape, Rule):
            found.append(shape.box)
    return found


def inside(left: float, top: float, right: float, bottom: float, box: Box) -> bool:
    slack = (bottom - top) * 0.25  # a word's box is taller than its ink
    return (
        left >= box.x * POINTS - 1 and right <= (box.x + box.w) * POINTS + 1
        and top >= box.y * POINTS - slack and bottom <= (box.y + box.h) * POINTS + slack
    )  # fmt: skip


@every_state
def test_every_word_lies_in_a_box_that_was_planned(state):
    text = poppler("pdftotext", "-bbox", data=pdf(state))
    root = etree.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", text), etree.XMLParser(recover=True))
    name = "{http://www.w3.org/1999/xhtml}"
    pages = list(root.iter(f"{name}page"))
    assert len(pages) == len(deck(state).slides)
    for number, (page, slide) in enumerate(zip(pages, deck(state).slides, strict=True), 1):
        assert (float(page.get("width")), float(page.get("height"))) == pytest.approx((13.333 * POINTS, 7.5 * POINTS), abs=0.1)
        for word in page.iter(f"{name}word"):
            corners = [float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")]
            assert any(inside(*corners, box) for box in boxes(deck(state), slide)), (number, word.text, corners)


def test_text_that_fits_no_box_is_refused_with_its_place():
    made = document(one_slide(text_box("word " * 12)), THEME)
    (body,) = (shape for shape in made["pages"][0]["shapes"] if shape["where"] == "slide 1, body")
    body |= {"should": 0.3, "most": 0.3, "sure": False}
    with pytest.raises(BuildError) as caught:
        typeset(made, "2027-03-12")
    (problem,) = caught.value.problems
    assert problem.code == "text.overflow"
    assert problem.where == "board-preread.pdf: slide 1, body"


def test_a_word_wider_than_its_box_is_broken_inside_it():
    data = render_preread(one_slide(text_box("M" * 60)), THEME)
    root = etree.fromstring(poppler("pdftotext", "-bbox", data=data))
    words = [word for word in root.iter("{http://www.w3.org/1999/xhtml}word") if set(packed(word.text)) == {"M"}]
    assert sum(len(packed(word.text)) for word in words) == 60
    assert all(float(word.get("xMax")) <= 5.6 * POINTS + 1 for word in words)


def test_a_sign_that_no_font_has_is_named_with_its_place():
    with pytest.raises(BuildError) as caught:
        render_preread(one_slide(text_box("Hospital 你")), THEME)
    (problem,) = caught.value.problems
    assert problem.code == "text.no-glyph"
    assert "slide 1, body" in problem.where
    assert "U+4F60" in problem.message


def test_a_rare_sign_is_found_in_another_font():
    assert "✓" in poppler("pdftotext", "-raw", data=render_preread(one_slide(text_box("done ✓")), THEME)).decode()


# --- tagged ----------------------------------------------------------------------------------


def tagged(file: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == kind:
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(file.Root.StructTreeRoot.K)
    return found


def page_of(node: pikepdf.Object) -> tuple[int, int]:
    """The object id of the page on which a tag's first content stands."""
    while "/Pg" not in node:
        node = node.K[0] if isinstance(node.K, pikepdf.Array) else node.K
    return node.Pg.objgen


@every_state
def test_a_screen_reader_is_told_title_language_and_structure(state):
    with opened(state) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en-US"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        with file.open_metadata() as meta:
            assert meta["dc:title"] == deck(state).properties.title
            assert meta["pdfuaid:part"] == "1"
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert [page_of(node) for node in tagged(file, "/H1")] == [page.objgen for page in file.pages]


@every_state
def test_each_figure_is_described_and_each_table_has_header_cells(state):
    shapes = [shape for slide in deck(state).slides for shape in slide.shapes]
    with opened(state) as file:
        alts = [str(figure.Alt) for figure in tagged(file, "/Figure")]
        assert alts == [shape.alt for shape in shapes if isinstance(shape, ChartShape | CloudShape | Group)]
        tables = [shape for shape in shapes if isinstance(shape, TableShape)]
        assert len(tagged(file, "/Table")) == len(tables) > 0
        assert len(tagged(file, "/TH")) == sum(len(table.header) for table in tables)
        assert len(tagged(file, "/TD")) == sum(len(table.header) * len(table.rows) for table in tables)
        assert all(str(cell.A.Scope) == "/Column" if isinstance(cell.A, pikepdf.Dictionary) else any(a.get("/Scope") == "/Column" for a in cell.A) for cell in tagged(file, "/TH"))


def test_bookmarks_are_the_titles():
    titles = [packed(plain(slide.shapes[0].paras[0].runs)) for slide in deck("high").slides]
    with opened("high") as file, file.open_outline() as outline:
        assert [packed(entry.title) for entry in outline.root] == titles


def test_lists_are_lists():
    bullets = sum(para.bullet != "" for slide in deck("high").slides for shape in slide.shapes if isinstance(shape, TextShape) for para in shape.paras)
    with opened("high") as file:
        assert len(tagged(file, "/LI")) == bullets > 5


def test_a_citation_leads_to_its_work_and_a_work_to_its_page():
    with opened("high") as file:
        links = [note for page in file.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        inner = [note for note in links if "/Dest" in note or note.get("/A", {}).get("/S") == "/GoTo"]
        outer = [str(note.A.URI) for note in links if note.get("/A", {}).get("/S") == "/URI"]
        assert len(inner) > 20
        assert any(address.startswith("https://doi.org/") for address in outer)
        assert all(note.Contents for note in links)


def test_footers_and_numbers_are_no_content():
    with opened("high") as file:
        paragraphs = len(tagged(file, "/P"))
    with pikepdf.open(io.BytesIO(render_preread(deck("high")._replace(footer=()), THEME))) as without:
        assert len(tagged(without, "/P")) == paragraphs


@every_state
def test_all_fonts_are_embedded(state):
    with opened(state) as file:
        fonts = [font for page in file.pages for font in page.Resources.get("/Font", {}).values()]
        described = [child.FontDescriptor for font in fonts for child in font.DescendantFonts]
        assert described
        assert all(any(key in part for key in ("/FontFile2", "/FontFile3")) for part in described)
        assert {str(part.FontName).split("+")[1].split("-")[0] for part in described} == {"Lato"}


@pytest.mark.skipif(find_spec("pdfua") is None, reason="pdfua not found")
@every_state
def test_the_checker_of_accessible_documents_finds_nothing(state, tmp_path):
    import sys

    path = tmp_path / "preread.pdf"
    path.write_bytes(pdf(state))
    done = subprocess.run([sys.executable, "-m", "pdfua", "check", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


# --- the same bytes, in grey ------------------------------------------------------------------


def test_the_same_deck_gives_the_same_bytes():
    assert render_preread(deck("high"), THEME) == pdf("high")


def lightness(color: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))]
    y = sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


@every_state
def test_bars_stand_apart_in_grey(state):
    made = document(deck(state), THEME)
    found = 0
    for page in made["pages"]:
        for shape in page["shapes"]:
            fills = {made["colors"][bar[4]] for bar in shape.get("bars", [])}
            shades = sorted(lightness(color) for color in fills | {"#ffffff"})
            assert all(b - a >= 12 for a, b in itertools.pairwise(shades)), (page, fills)
            found += len(fills)
    assert found > 0


# --- among the papers -------------------------------------------------------------------------


def test_board_deck_and_preread_are_planned_once(monkeypatch):
    import generator.plan.deck as planning

    planned = []
    plan = planning.plan_deck
    monkeypatch.setattr(planning, "plan_deck", lambda *parts: planned.append(1) or plan(*parts))
    whole = material(*STATES["low"])
    made = [make(output, whole) for output in ("board-deck", "preread")]
    assert len(planned) == 1
    assert [*made[1].files] == ["board-preread.pdf"]


def test_the_manifest_tells_what_its_pages_print():
    whole = material(*STATES["high"])
    deck_entries, entries = ({(e.place, e.shape, e.text, e.fact) for e in make(output, whole).printed} for output in ("board-deck", "preread"))
    assert entries < deck_entries
    assert not any(place.endswith("notes") for place, *_ in entries)
    assert ("78%", "want_peer") in {entry[2:] for entry in entries}
    assert {e.file for e in make("preread", whole).printed} == {"board-preread.pdf"}


def test_a_number_that_no_fact_accounts_for_stops_the_preread(tmp_path):
    from generator.files import ours

    (tmp_path / "documents").mkdir()
    source = (ours("templates/documents") / "board-deck.md.j2").read_text("utf-8")
    (tmp_path / "documents" / "board-deck.md.j2").write_text(f"{source}\n\n{{.text}}\n## A title of our own\n\nAbout 4711 of them.\n", "utf-8")
    problems = make("preread", material(*STATES["low"]), tmp_path).problems
    assert [problem.message for problem in problems if problem.code == "check.orphan"]
    assert any("4711" in problem.message for problem in problems)
