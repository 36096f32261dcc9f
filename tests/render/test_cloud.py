"""The cloud as SVG and PNG: real text, described, printable in grey, the same each time."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from generator.load.theme import load_theme
from generator.model.figure import Cloud, Word
from generator.model.pages import CloudLayout
from generator.plan.cloud import lay_out
from generator.render.cloud import cloud_png, cloud_svg, lightness, lobe_colors

SVG = "{http://www.w3.org/2000/svg}"
FEELINGS = ("guilt", "lost sleep", "replaying the event", "self-doubt")
NEEDS = ("peer support", "someone to talk to", "a break", "R&R <now>")


@pytest.fixture(scope="module")
def layout() -> CloudLayout:
    feelings, needs = (tuple(Word(w, 20 - 3 * n, w) for n, w in enumerate(words)) for words in (FEELINGS, NEEDS))
    return lay_out(Cloud("cloud", feelings, needs, "comments"), 10, 4)


def svg(layout: CloudLayout, marking: str = "FICTIONAL SAMPLE") -> ElementTree.Element:
    data = cloud_svg(layout, load_theme(), "In their words", "Each word: five & more", marking, "Two groups of words.")
    return ElementTree.fromstring(data)


def test_svg_words_are_text_and_none_is_lost(layout: CloudLayout) -> None:
    texts = {element.text for element in svg(layout).iter(f"{SVG}text")}
    assert {*FEELINGS, *NEEDS, "In their words", "What they feel", "What they need", "FICTIONAL SAMPLE"} <= texts


def test_svg_says_what_it_shows(layout: CloudLayout) -> None:
    root = svg(layout)
    assert root.get("role") == "img"
    assert root.get("lang") == "en-US"
    assert root.findtext(f"{SVG}title") == "In their words"
    assert root.findtext(f"{SVG}desc") == "Two groups of words."


def test_without_a_marking_nothing_is_marked(layout: CloudLayout) -> None:
    assert "FICTIONAL SAMPLE" not in {element.text for element in svg(layout, "").iter(f"{SVG}text")}


def test_all_text_lies_on_the_page(layout: CloudLayout) -> None:
    root = svg(layout)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    for element in root.iter(f"{SVG}text"):
        assert 0 < float(element.get("x", "-1")) < width
        assert 0 < float(element.get("y", "-1")) < height


def test_png_has_the_page_s_shape_and_holds_no_words_about_itself(layout: CloudLayout) -> None:
    data = cloud_png(layout, load_theme(), "In their words", "Each word", "", "alt", dpi=100)
    image = Image.open(BytesIO(data))
    _, _, width, height = map(float, svg(layout, "").get("viewBox", "").split())
    assert image.size == (round(width * 100 / 72), round(height * 100 / 72))
    assert set(image.info) == {"dpi"}


def test_png_shows_both_lobes_each_on_its_side(layout: CloudLayout) -> None:
    data = cloud_png(layout, load_theme(), "In their words", "Each word", "", "alt", dpi=50)
    image = Image.open(BytesIO(data)).convert("RGB")
    colors = [tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in lobe_colors(load_theme())]
    sides = [[x for y in range(image.height) for x in range(image.width) if image.getpixel((x, y)) == c] for c in colors]
    assert sides[0] and sides[1]
    assert max(sides[0]) < image.width / 2 < min(sides[1])


def test_the_same_cloud_gives_the_same_bytes(layout: CloudLayout) -> None:
    arguments = (layout, load_theme(), "In their words", "Each word", "DRAFT", "alt")
    assert cloud_svg(*arguments) == cloud_svg(*arguments)
    assert cloud_png(*arguments) == cloud_png(*arguments)


def test_a_grey_printer_tells_the_lobes_apart_and_both_are_dark_enough_to_read() -> None:
    feelings, needs = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in lobe_colors(load_theme()))
    assert abs(lightness(feelings) - lightness(needs)) >= 12
    assert max(lightness(feelings), lightness(needs)) <= 49.9  # 4.5:1 on white
