"""A logo from anyone's files: what is taken, what is left behind, what is refused and why."""

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from generator.load.logo import load_logo
from generator.model.problem import InputError, Problem
from tests.logos import CLEAR, INK, ORANGE, WHITE, declaring, mark, png, saved


def opened(logo) -> Image.Image:
    return Image.open(io.BytesIO(logo.image))


def refused(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        load_logo(path)
    (problem,) = caught.value.problems
    assert problem.where == path.name
    assert problem.cure
    return problem


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.gif", "logo.webp"])
def test_common_pictures_become_a_png_of_their_size(tmp_path, name):
    logo = load_logo(saved(mark(ground=WHITE), tmp_path / name))
    assert (logo.width, logo.height) == (600, 200)
    with opened(logo) as picture:
        assert (picture.format, picture.size) == ("PNG", (600, 200))


def test_a_picture_is_known_by_its_bytes_and_not_by_its_name(tmp_path):
    path = tmp_path / "logo.jpg"
    path.write_bytes(png(mark()))
    assert load_logo(path).transparent


def test_what_is_transparent_stays_so_and_its_empty_margin_goes(tmp_path):
    logo = load_logo(saved(mark(), tmp_path / "logo.png"))
    assert logo.transparent
    assert 420 <= logo.width <= 430
    with opened(logo) as picture:
        assert picture.mode == "RGBA"
        assert picture.getpixel((0, 0))[3] == 255
        assert 0 in [value for value, count in enumerate(picture.getchannel("A").histogram()) if count]


def test_a_palette_may_be_transparent(tmp_path):
    flat = Image.new("P", (300, 100), 0)
    flat.putpalette([0, 0, 0, 20, 40, 90])
    flat.paste(1, (50, 20, 250, 80))
    flat.save(tmp_path / "logo.gif", transparency=0)
    logo = load_logo(tmp_path / "logo.gif")
    assert (logo.transparent, logo.width, logo.height) == (True, 200, 60)


@pytest.mark.parametrize(
    ("picture", "dark", "light"),
    [(mark(INK), 1.0, 0.0), (mark(WHITE), 0.0, 1.0), (mark(ORANGE), 0.0, 0.0), (mark(INK, inner=WHITE), 1.0, 0.0), (mark(INK, ground=WHITE), 0.0, 0.0)],
    ids=["dark", "white", "orange", "white within dark", "opaque"],
)
def test_the_outline_says_on_which_ground_a_logo_would_be_lost(tmp_path, picture, dark, light):
    logo = load_logo(saved(picture, tmp_path / "logo.png"))
    assert (logo.dark, logo.light) == (dark, light)


def test_a_large_picture_is_made_smaller(tmp_path):
    logo = load_logo(saved(mark(ground=WHITE, size=(3000, 1000)), tmp_path / "logo.png"))
    assert (logo.width, logo.height) == (1200, 400)


def test_nothing_but_the_picture_is_kept(tmp_path):
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Jane Roe, Marketing")
    exif = Image.Exif()
    exif[0x010E] = "taken on ward four"
    path = saved(mark(), tmp_path / "logo.png", pnginfo=said, exif=exif.tobytes(), dpi=(300, 300), icc_profile=b"profile")
    logo = load_logo(path)
    assert b"Jane Roe" in path.read_bytes()
    assert b"ward four" in path.read_bytes()
    with opened(logo) as picture:
        picture.load()
        assert picture.info == {}
    assert {logo.image[i : i + 4] for i in range(len(logo.image)) if logo.image[i : i + 4] in (b"tEXt", b"eXIf", b"iCCP", b"pHYs")} == set()


def test_a_photograph_stands_as_its_camera_says(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    logo = load_logo(saved(mark(ground=WHITE), tmp_path / "logo.jpg", exif=exif.tobytes()))
    assert (logo.width, logo.height) == (200, 600)


def test_gray_of_sixteen_bits_keeps_its_shades(tmp_path):
    deep = Image.new("I;16", (300, 100), 0x8000)
    deep.save(tmp_path / "logo.png")
    with opened(load_logo(tmp_path / "logo.png")) as picture:
        assert picture.convert("L").getpixel((5, 5)) in (127, 128)


@pytest.mark.parametrize("size", [(10_000, 4_001), (60_000, 60_000), (2**31 - 1, 2**31 - 1)], ids=["just over", "vast", "largest"])
def test_a_tiny_file_that_declares_a_vast_picture_is_refused_before_it_is_decoded(tmp_path, monkeypatch, size):
    path = tmp_path / "logo.png"
    path.write_bytes(declaring(*size))
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", lambda _: pytest.fail("it was decoded"))
    problem = refused(path)
    assert problem.code == "file.unsafe"
    assert "40 megapixels" in problem.message


def test_a_drawing_is_refused_with_the_way_to_make_it_a_picture(tmp_path):
    drawing = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name, data in (("logo.svg", drawing.encode()), ("logo.png", drawing.encode()), ("wide.png", drawing.encode("utf-16")), ("logo.svgz", b"\x1f\x8b\x08\x00")):
        path = tmp_path / name
        path.write_bytes(data)
        problem = refused(path)
        assert problem.code == "file.unreadable"
        assert "SVG" in problem.message
        assert "PNG" in problem.cure


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp"])
@pytest.mark.parametrize("share", [0.3, 0.6])
def test_a_picture_that_was_cut_off_is_refused(tmp_path, kind, share):
    whole = saved(mark(ground=WHITE).effect_spread(9), tmp_path / f"whole.{kind}").read_bytes()
    path = tmp_path / f"logo.{kind}"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(path).code == "file.unreadable"


def test_damage_within_a_picture_is_refused_or_harmless(tmp_path):
    whole = png(mark())
    for place in range(8, len(whole), 11):
        path = tmp_path / "logo.png"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            load_logo(path)
        except InputError as error:
            assert len(error.problems) == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"MZ\x90\x00", b"II*\x00\x08\x00\x00\x00", b"PK\x03\x04", b"hello"], ids=["pdf", "program", "tiff", "zip", "words"])
def test_what_is_no_picture_is_refused(tmp_path, data):
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    problem = refused(path)
    assert problem.code == "file.unreadable"
    assert "PNG, JPEG, GIF or WebP" in problem.message


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PPM", "EPS"])
def test_kinds_of_pictures_that_nobody_needs_here_are_never_decoded(tmp_path, kind):
    path = tmp_path / "logo.png"
    mark(ground=WHITE).convert("RGB").save(path, kind)
    assert "PNG, JPEG, GIF or WebP" in refused(path).message


def test_an_empty_file_and_a_picture_of_nothing_are_told_apart(tmp_path):
    (tmp_path / "empty.png").write_bytes(b"")
    problems = [refused(tmp_path / "empty.png"), refused(saved(Image.new("RGBA", (300, 100), CLEAR), tmp_path / "clear.png"))]
    assert [p.code for p in problems] == ["file.empty", "file.empty"]
    assert "transparent" in problems[1].message


@pytest.mark.parametrize("size", [(3000, 60), (60, 3000), (30, 30), (1, 1)], ids=["a line", "a pole", "an icon", "a dot"])
def test_a_picture_that_cannot_be_read_in_print_is_refused(tmp_path, size):
    problem = refused(saved(Image.new("RGB", size, "navy"), tmp_path / "logo.png"))
    assert problem.code == "request.wrong-value"
    assert " pixels" in problem.message


def test_the_same_file_gives_the_same_bytes(tmp_path):
    path = saved(mark(size=(3000, 1000)), tmp_path / "logo.png")
    assert load_logo(path) == load_logo(path)
