"""The institution's logo on the covers and in the heads of the papers."""

import io
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from PIL import Image
from pptx import Presentation

from generator.check.audit import check_bytes
from generator.files import ours
from generator.load.logo import load_logo
from generator.load.theme import load_theme
from generator.make import Made, make
from generator.model.logo import Logo
from generator.model.problem import InputError
from generator.pipeline import build
from generator.plan.logo import COVER, MEMO, SHEET, placed
from tests.logos import INK, ORANGE, WHITE, declaring, mark, saved
from tests.materials import changed, demo_request, material, survey

PAPERS = {"board-deck": "board-deck.pptx", "grand-rounds": "grand-rounds.pptx", "memo": "memo.docx", "brief": "brief.pdf", "preread": "board-preread.pdf"}
REQUEST = changed(demo_request(), organization={"name": "Pier 39 Hospital"})
ALT = "Logo of Pier 39 Hospital"
MADE = material(survey(240, 0.52, 0.78, 0.55), REQUEST)
THEME = load_theme()
INCH = 914400
SHAPES = {
    "dark": mark(INK), "white": mark(WHITE), "orange": mark(ORANGE), "opaque": mark(INK, ground=WHITE),
    "wide": mark(INK, (1200, 100), WHITE), "tall": mark(INK, (100, 1200), WHITE), "small": mark(INK, (90, 40), WHITE),
}  # fmt: skip
papers = pytest.mark.parametrize("paper", PAPERS)
covers = pytest.mark.parametrize("paper", ["board-deck", "grand-rounds"])
shapes = pytest.mark.parametrize("name", SHAPES)


@cache
def logo(name: str) -> Logo:
    with tempfile.TemporaryDirectory() as folder:
        return load_logo(saved(SHAPES[name], Path(folder) / "logo.png"))


@cache
def made_with(paper: str, name: str) -> Made:
    made = make(paper, replace(MADE, logo=logo(name) if name else None))
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return made


def paper_with(paper: str, name: str) -> bytes:
    return made_with(paper, name).files[PAPERS[paper]]


def described(paper: str, data: bytes) -> list[tuple[str, float, float]]:
    """Description, width and height in inches of each picture called logo, in whichever file."""
    if paper == "memo":
        found = Document(io.BytesIO(data)).inline_shapes
        return [(s._inline.docPr.get("descr"), s.width / INCH, s.height / INCH) for s in found if s._inline.docPr.get("name") == "logo"]
    if paper in ("board-deck", "grand-rounds"):
        pictures = [s for slide in Presentation(io.BytesIO(data)).slides for s in slide.shapes if s.name == "logo"]
        return [(s._element.nvPicPr.cNvPr.get("descr"), s.width / INCH, s.height / INCH) for s in pictures]
    with pikepdf.open(io.BytesIO(data)) as file:
        figures = [node for node in file.objects if isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/Figure"]
        boxes = [(str(node.Alt), [float(x) / 72 for x in node.A[0].BBox]) for node in figures if str(node.Alt).startswith("Logo")]
    return [(alt, right - left, top - bottom) for alt, (left, bottom, right, top) in boxes]


@papers
def test_every_paper_bears_the_logo_once_and_says_what_it_is(paper):
    ((alt, width, height),) = described(paper, paper_with(paper, "opaque"))
    room = {"memo": MEMO, "brief": SHEET}.get(paper, COVER)
    assert alt == ALT
    assert 0.3 < width <= room[0] + 0.001
    assert 0.1 < height <= room[1] + 0.001


@papers
def test_the_name_in_the_description_leads_back_to_the_briefing(paper):
    (entry,) = (entry for entry in made_with(paper, "opaque").printed if entry.shape == "logo")
    assert (entry.text, entry.fact) == ("Pier 39 Hospital", "institution")
    assert not any(entry.shape == "logo" for entry in made_with(paper, "").printed)


def test_each_picture_of_the_memo_has_a_number_of_its_own():
    ids = [shape._inline.docPr.get("id") for shape in Document(io.BytesIO(paper_with("memo", "opaque"))).inline_shapes]
    assert len(ids) > 1
    assert len(set(ids)) == len(ids)


@papers
def test_without_a_logo_no_paper_speaks_of_one(paper):
    assert described(paper, paper_with(paper, "")) == []


@papers
def test_the_same_logo_gives_the_same_bytes(paper):
    again = make(paper, replace(MADE, logo=replace(logo("white"))))
    assert again.files[PAPERS[paper]] == paper_with(paper, "white")


@pytest.mark.parametrize("paper", ["board-deck", "grand-rounds", "memo"])
def test_the_office_files_stay_valid_and_described(paper, tmp_path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / PAPERS[paper]
    path.write_bytes(paper_with(paper, "white"))
    assert [str(fault) for fault in OpenXmlValidator().validate(path).errors] == []
    assert [str(problem) for problem in check_bytes(path.name, path.read_bytes())] == []


@covers
@shapes
def test_on_a_cover_nothing_is_touched_and_nothing_leaves_the_slide(paper, name):
    cover = Presentation(io.BytesIO(paper_with(paper, name))).slides[0]
    boxes = {shape.name: (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in cover.shapes}
    left, top, right, bottom = boxes.pop("logo")
    assert {"title", "institution", "marking"} <= set(boxes)
    assert left > 9 * INCH
    assert right <= 12.74 * INCH
    for what, (x, y, x2, y2) in boxes.items():
        assert right <= x or x2 <= left or bottom <= y or y2 <= top, what


@covers
def test_a_final_cover_has_the_logo_where_the_marking_was(paper):
    final = replace(MADE, request=changed(REQUEST, organization={"fictional": False}), gates=(), marking="", logo=logo("dark"))
    cover = Presentation(io.BytesIO(make(paper, final).files[PAPERS[paper]])).slides[0]
    tops = {shape.name: shape.top / INCH for shape in cover.shapes}
    assert "marking" not in tops
    assert tops["logo"] == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize(
    ("name", "cover", "page"),
    [("dark", "white", ""), ("white", "", "navy"), ("orange", "", ""), ("opaque", "white", "")],
)
def test_a_logo_has_a_plate_only_where_the_ground_would_swallow_it(name, cover, page):
    for ground, color in (("navy", cover), ("white", page)):
        picture = placed(logo(name), REQUEST, MEMO, THEME, ground)
        if not color:
            assert picture.image == logo(name).image
            continue
        with Image.open(io.BytesIO(picture.image)) as plated:
            across, down = plated.size
            assert plated.getpixel((0, 0))[3] == 0
            assert plated.getpixel((across // 2, 1)) == (*bytes.fromhex(THEME.colors[color]), 255)
            assert across / down == pytest.approx(picture.box.w / picture.box.h, rel=0.02)


@shapes
def test_a_logo_keeps_its_shape_and_is_never_blown_up(name):
    for room in (COVER, MEMO, SHEET):
        box = placed(logo(name), REQUEST, room, THEME, "white").box
        assert box.w <= room[0] + 0.001
        assert box.h <= room[1] + 0.001
        if not (logo(name).light and name == "white"):
            assert box.w / box.h == pytest.approx(logo(name).width / logo(name).height, rel=0.02)
            assert box.w <= logo(name).width / 96 + 0.001


def test_a_logo_without_a_name_of_the_organization_is_still_described():
    nameless = material(None, changed(REQUEST, organization={"name": "", "short_name": ""}))
    ((alt, *_),) = described("board-deck", make("board-deck", replace(nameless, logo=logo("dark"))).files["board-deck.pptx"])
    assert alt == "Logo of the organization"


def briefing(folder: Path, name: str, more: str = "") -> Path:
    shutil.copyfile(ours("assets/demo") / "survey.csv", folder / "survey.csv")
    text = (ours("assets/demo") / "briefing.yaml").read_text("utf-8").replace("organization:\n", f"organization:\n  logo: {name}\n", 1)
    (folder / "briefing.yaml").write_text(text.replace("survey.csv", more or "survey.csv"), "utf-8")
    return folder / "briefing.yaml"


def test_a_logo_named_in_the_briefing_is_printed_and_noted_among_the_inputs(tmp_path):
    saved(SHAPES["dark"], tmp_path / "our mark.png")
    result = build(briefing(tmp_path, "our mark.png"), tmp_path / "out", only=["memo"])
    assert [problem for problem in result.problems if "logo" in problem.message] == []
    ((alt, *_),) = described("memo", (tmp_path / "out" / "memo.docx").read_bytes())
    assert alt == "Logo of St. Brannoc’s Harbor Hospital"
    assert '"our mark.png"' in (tmp_path / "out" / "build.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"), ("logo.png", declaring(50_000, 50_000), "40 megapixels"), ("logo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "logo")],
    ids=["drawing", "vast", "damaged"],
)
def test_a_logo_that_cannot_be_used_stops_the_build_together_with_the_other_faults(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        build(briefing(tmp_path, name, "empty.csv"), tmp_path / "out")
    lines = [str(problem) for problem in caught.value.problems if problem.severity == "error"]
    assert any(line.startswith(f"{name}: ") and said in line for line in lines)
    assert any("empty.csv" in line for line in lines)
    assert not (tmp_path / "out").exists()
