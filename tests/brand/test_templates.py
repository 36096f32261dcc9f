"""Both decks in hospitals' own templates: where things stand, what is left of the file, which colors mean what."""

import io
import re
import zipfile

import pytest
from lxml import etree
from pptx import Presentation

from generator.check.harmless import harmful
from generator.check.orphans import audited
from generator.compose.compose import compose
from generator.load.brand.area import overlap
from generator.load.brand.scheme import contrast, hue_of
from generator.load.brand.template import read_template
from generator.make import properties
from generator.model.briefing import plain
from generator.model.pages import ChartShape, CloudShape, Group, TableShape, TextShape
from generator.plan.deck import plan_deck
from generator.plan.printed import printed
from generator.plan.rounds.deck import plan_rounds
from generator.render.powerpoint import render_deck
from tests.brand.decks import ALL, FALLBACK, HOSTED
from tests.materials import demo_request, feelings, material, survey

NS = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main", "p": "http://schemas.openxmlformats.org/presentationml/2006/main"}


@pytest.fixture(scope="module")
def made():
    return material(survey(240, 0.52, 0.78, 0.55), demo_request(), feelings())


@pytest.fixture(scope="module")
def briefings(made):
    return {name: compose(name, made) for name in ("board-deck", "grand-rounds")}


@pytest.fixture(scope="module", params=ALL)
def seen(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("brand") / f"{request.param}.pptx"
    path.write_bytes(ALL[request.param]())
    return request.param, read_template(path)


@pytest.fixture(scope="module")
def decks(seen, made, briefings):
    """Both decks, planned, and the board's as a file."""
    _, template = seen
    board, board_problems = plan_deck(briefings["board-deck"], template.desk, properties("Board", "Board paper", made), None, made.request)
    rounds, room_problems = plan_rounds(briefings["grand-rounds"], template.room, properties("Rounds", "Grand rounds", made), None, made.request)
    return board, rounds, (*board_problems, *room_problems), render_deck(board, template.desk)


def boxes(slide):
    for shape in slide.shapes:
        yield from (inner for inner in (shape.shapes if isinstance(shape, Group) else (shape,)))


def test_each_template_is_used_as_far_as_it_carries(seen):
    name, template = seen
    assert template.hosted == (name in HOSTED), template.refused
    assert any(problem.code == ("brand.used" if name in HOSTED else "brand.fallback") for problem in template.problems)


def test_nothing_of_an_ordinary_deck_has_to_be_cut_or_split(decks):
    assert [str(p) for p in decks[2] if p.code in ("text.overflow", "text.shortened")] == []


def test_everything_stands_on_the_slide_and_clear_of_what_the_template_draws(seen, decks):
    _, template = seen
    content = next(layout for layout in template.layouts if layout.role == "content")
    for deck in decks[:2]:
        for number, slide in enumerate(deck.slides, 1):
            for shape in boxes(slide):
                box = shape.box
                assert box.x >= -0.01 and box.y >= -0.01 and box.x + box.w <= template.width + 0.01 and box.y + box.h <= template.height + 0.01, (number, shape.name)
                if template.hosted and slide.layout != "title" and getattr(shape, "role", "") != "title":
                    assert not any(overlap(box, other) > 0.01 for other in content.obstacles), (number, shape.name)


def test_each_slide_has_a_title_of_its_own_in_the_templates_placeholder(seen, decks):
    _, template = seen
    file = Presentation(io.BytesIO(decks[3]))
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert len(set(titles)) == len(titles) == len(decks[0].slides)
    if template.hosted:
        roles = {layout.role: layout.part for layout in template.layouts if layout.role}
        used = [str(slide.slide_layout.part.partname).lstrip("/") for slide in file.slides]
        assert used[0] == roles.get("cover", roles["content"])
        assert set(used[1:]) == {roles["content"]}


def test_nothing_of_the_file_is_left_but_its_master(seen, decks):
    names = zipfile.ZipFile(io.BytesIO(decks[3])).namelist()
    assert len(names) == len(set(names))
    assert not [n for n in names if re.search(r"vba|printerSettings|comments|thumbnail|media/.*(mp4|wav)", n)]
    assert sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", n)) for n in names) == len(decks[0].slides)
    assert b"Dr. Who" not in b"".join(zipfile.ZipFile(io.BytesIO(decks[3])).read(n) for n in names if n.startswith("customXml"))
    assert sum("/slideMasters/slideMaster" in n and n.endswith(".xml") for n in names) == 1


def test_every_number_is_still_accounted_for_and_nothing_can_run(seen, made, decks):
    faults, _ = audited("board-deck.pptx", decks[3], printed(decks[0], "board-deck.pptx"), made.book)
    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    assert harmful("board-deck.pptx", decks[3]) == []


def test_colors_can_be_read_on_the_brands_ground(seen):
    _, template = seen
    ground = next(layout for layout in template.layouts if layout.role == "content").ground if template.hosted else "FFFFFF"
    colors = template.desk.colors
    for token in ("text", "navy", "accent1", "accent5", "accent6", "link", "mute"):
        assert contrast(colors[token], ground) >= 4.5, token
        if token in ("text", "accent1", "mute"):
            assert contrast(colors[token], colors["tint"]) >= 4.5, token
    if template.hosted:
        for token in ("accent2", "bar", "accent4"):
            assert contrast(colors[token], ground) >= 3, token
    for fill in ("navy", "accent1"):
        assert contrast(colors["white"], colors[fill]) >= 4.5, fill
    assert contrast(colors["text"], colors["accent3"]) >= 4.5


@pytest.mark.parametrize("name", ["red", "three-masters"])
def test_a_red_brand_does_not_look_like_harm_or_disagreement(name, tmp_path):
    path = tmp_path / "red.pptx"
    path.write_bytes(HOSTED[name]())
    theme = read_template(path).desk
    brand, harm = hue_of(theme.colors["accent1"])[0], hue_of(theme.colors["accent5"])[0]
    assert min(abs(brand - harm), 360 - abs(brand - harm)) > 25
    disagree = hue_of(theme.agreement[0])[0]
    assert min(abs(brand - disagree), 360 - abs(brand - disagree)) > 25


def test_charts_and_tables_are_drawn_in_the_brands_own_slots(tmp_path, made, briefings):
    path = tmp_path / "harbor.pptx"
    path.write_bytes(HOSTED["harbor"]())
    template = read_template(path)
    deck, _ = plan_deck(briefings["board-deck"], template.desk, properties("T", "S", made), None, made.request)
    kinds = {type(shape) for slide in deck.slides for shape in slide.shapes}
    assert {ChartShape, TableShape, CloudShape, TextShape} <= kinds
    data = zipfile.ZipFile(io.BytesIO(render_deck(deck, template.desk)))
    charts = [data.read(n).decode() for n in data.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)]
    assert charts
    assert all('schemeClr val="accent1"' in chart and "srgbClr" not in chart for chart in charts)


def test_the_footer_is_the_templates_own_and_the_marking_is_on_every_slide(tmp_path, made, briefings):
    path = tmp_path / "harbor.pptx"
    path.write_bytes(HOSTED["harbor"]())
    template = read_template(path)
    deck, _ = plan_deck(briefings["board-deck"], template.desk, properties("T", "S", made), None, made.request)
    data = zipfile.ZipFile(io.BytesIO(render_deck(deck, template.desk)))
    for number, slide in enumerate(deck.slides, 1):
        root = etree.fromstring(data.read(f"ppt/slides/slide{number}.xml"))
        assert briefings["board-deck"].marking in "".join(root.itertext())
        if slide.layout != "title":
            assert root.findall(".//p:ph[@type='ftr']", NS)
            assert root.findall(".//p:ph[@type='sldNum']", NS)


def test_an_office_validator_finds_no_fault_in_a_hosted_deck(decks, seen, tmp_path):
    from openxml_audit import OpenXmlValidator

    if seen[0] in ("sampled", "three-masters", "pictures-only", "bare"):
        path = tmp_path / "deck.pptx"
        path.write_bytes(decks[3])
        assert [error.description for error in OpenXmlValidator().validate(path).errors] == []


def test_a_refused_template_gives_its_colors_and_fonts_to_our_design(tmp_path):
    path = tmp_path / "crowded.pptx"
    path.write_bytes(FALLBACK["crowded"]())
    template = read_template(path)
    assert template.desk.host is None
    theme = zipfile.ZipFile(io.BytesIO(template.desk.package)).read("ppt/theme/theme1.xml").decode()
    assert template.desk.colors["accent1"] in theme
    assert template.desk.colors["accent1"] != "1D4F91"
    assert "too little room" in template.refused


def test_the_same_template_gives_the_same_bytes(tmp_path, made, briefings):
    path = tmp_path / "red.pptx"
    path.write_bytes(HOSTED["red"]())
    files = []
    for _ in range(2):
        theme = read_template(path).desk
        deck, _ = plan_deck(briefings["board-deck"], theme, properties("T", "S", made), None, made.request)
        files.append(render_deck(deck, theme))
    assert files[0] == files[1]
    assert plain(deck.footer)


def test_a_title_keeps_clear_of_the_band_that_a_picture_draws(tmp_path):
    path = tmp_path / "pictures.pptx"
    path.write_bytes(HOSTED["pictures-only"]())
    theme = read_template(path).desk
    assert theme.host is not None
    assert theme.host.title_box is not None
    assert theme.host.title_box.y > 7.5 * 0.09
    assert theme.sizes["title"] >= 24
    assert theme.box["body_top"] >= theme.host.title_box.y + theme.host.title_box.h
