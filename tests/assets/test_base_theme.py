"""The shipped base theme."""

import importlib.util
import io
import zipfile

import pytest
import yaml
from pptx import Presentation
from pptx.util import Inches

from generator.files import ours
from generator.load.theme import load_theme


@pytest.fixture(scope="module")
def built() -> bytes:
    script = ours("assets/theme/build_base.py")
    spec = importlib.util.spec_from_file_location("build_base", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build(yaml.safe_load(ours("assets/theme/leadership-blue.yaml").read_text(encoding="utf-8")))


def test_the_shipped_base_is_what_its_script_writes_today(built):
    assert ours("assets/theme/leadership-blue.pptx").read_bytes() == built


def test_every_layout_of_the_tokens_is_there_with_its_placeholders_where_the_tokens_say(built):
    layouts = {layout.name.lower().replace(" ", "-"): layout for layout in Presentation(io.BytesIO(built)).slide_layouts}
    theme = load_theme()
    assert list(layouts) == list(theme.layouts)
    for name, boxes in theme.layouts.items():
        placed = {p.placeholder_format.idx: p for p in layouts[name].placeholders}
        assert placed.keys() == boxes.keys(), name
        for idx, box in boxes.items():
            assert (placed[idx].left, placed[idx].top) == pytest.approx((Inches(box.x), Inches(box.y)), abs=1), (name, idx)


def test_nothing_lies_outside_the_slide_and_decorations_say_so(built):
    file = Presentation(io.BytesIO(built))
    for layout in file.slide_layouts:
        for shape in layout.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= file.slide_width, (layout.name, shape.name)
            assert shape.top + shape.height <= file.slide_height, (layout.name, shape.name)
            if not shape.is_placeholder:
                assert "decorative" in zipped(shape)


def zipped(shape) -> str:
    from lxml import etree

    return etree.tostring(shape._element).decode()


def test_every_color_outside_the_color_scheme_is_a_slot_of_it(built):
    with zipfile.ZipFile(io.BytesIO(built)) as package:
        for name in package.namelist():
            if "/theme/" not in name:
                assert b"srgbClr" not in package.read(name), name


def test_the_file_names_no_author_and_no_date(built):
    with zipfile.ZipFile(io.BytesIO(built)) as package:
        core = package.read("docProps/core.xml").decode()
    assert "creator" not in core and "created" not in core


def test_a_room_gets_larger_type_on_the_same_base():
    desk, room = load_theme(), load_theme(room=True)
    assert (room.sizes["body"], room.sizes["body_least"], room.sizes["label"], room.sizes["chart"], room.sizes["source"]) == (24, 20, 18, 16, 12)
    assert (room.base, room.layouts, room.colors) == (desk.base, desk.layouts, desk.colors)
    assert desk.sizes["body"] == 18
