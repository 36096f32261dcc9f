"""`peerbrief template`: what is said, what is drawn, and the map that wins."""

import json

from click.testing import CliRunner
from lxml import etree

from generator.cli import main
from generator.load.brand.deck_map import read_map
from generator.load.brand.template import read_template
from tests.brand.decks import crowded, harbor, japanese
from tests.brand.letterheads import a4_template


def run(*args):
    result = CliRunner().invoke(main, ["template", *map(str, args)])
    assert "Traceback" not in result.output
    assert "fault of peerbrief" not in result.output, result.output
    return result


def test_every_layout_is_said_and_drawn_with_its_role_and_why(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "marke.potx").write_bytes(japanese())
    result = run("marke.potx")
    assert result.exit_code == 0
    assert "“タイトルのみ” (layout 4) serves for all other slides: its name says so" in result.output
    assert "no subtitle on the cover" in result.output
    drawing = etree.parse(tmp_path / "marke-layouts.svg")
    words = "".join(drawing.getroot().itertext())
    assert all(name in words for name in ("タイトル スライド", "白紙", "free area", "slide number"))


def test_the_map_says_what_was_understood_and_a_changed_one_wins(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brand.pptx").write_bytes(harbor())
    run("brand.pptx", "--write-map", "map.yaml")
    written = (tmp_path / "map.yaml").read_text("utf-8")
    before = read_template(tmp_path / "brand.pptx")
    same = read_template(tmp_path / "brand.pptx", "", read_map(tmp_path / "map.yaml"))
    assert {v.role: v.number for v in same.layouts} == {v.role: v.number for v in before.layouts}
    (tmp_path / "map.yaml").write_text(written.replace("content: 4", "content: 2").replace("free: [0.90, 1.80", "free: [0.90, 2.50"), "utf-8")
    result = json.loads(run("brand.pptx", "--map", "map.yaml", "--json").output)
    content = next(layout for layout in result["layouts"] if layout["role"] == "content")
    assert (content["number"], content["why"], content["free"][1]) == (2, "your map says so", 2.5)


def test_a_map_can_make_a_crowded_template_serve_after_all(tmp_path):
    (tmp_path / "brand.pptx").write_bytes(crowded())
    (tmp_path / "map.yaml").write_text("use: template\n", "utf-8")
    assert read_template(tmp_path / "brand.pptx", "", read_map(tmp_path / "map.yaml")).hosted


def test_a_changed_map_and_other_peoples_files_are_never_overwritten(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brand.pptx").write_bytes(harbor())
    for name, option in (("map.yaml", "--write-map"), ("mine.svg", "--draw")):
        (tmp_path / name).write_text("mine", "utf-8")
        result = run("brand.pptx", option, name)
        assert result.exit_code == 1
        assert "left as it is" in result.output
        assert (tmp_path / name).read_text("utf-8") == "mine"


def test_faults_of_a_map_are_all_named_with_their_lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brand.pptx").write_bytes(harbor())
    (tmp_path / "map.yaml").write_text("cover: first\nfree: [1, 2]\nlayout: 3\n", "utf-8")
    result = run("brand.pptx", "--map", "map.yaml")
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.output.splitlines()] == ["map.yaml:1", "map.yaml:2", "map.yaml:3"]
    (tmp_path / "map.yaml").write_text("content: 99\n", "utf-8")
    assert "there is none of that number" in run("brand.pptx", "--map", "map.yaml").output


def test_a_letterhead_is_told_by_its_styles(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.dotx").write_bytes(a4_template())
    result = run("letter.dotx")
    assert result.exit_code == 0
    assert "styles it lacks, which are added: Title, List Number" in result.output
    assert "macros" in result.output
