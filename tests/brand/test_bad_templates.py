"""Templates that are broken, hostile or not templates at all: a clear refusal, never a crash, a hang or a fetch."""

import io
import json
import re
import zipfile

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.load.brand.letterhead import read_letterhead
from generator.load.brand.office import MOST_BYTES
from generator.load.brand.template import read_template
from generator.model.problem import InputError
from tests.brand.decks import harbor, macros, package, sampled, usual
from tests.brand.letterheads import house


def rewritten(data, changes=None, added=None):
    """A package with some parts changed and some added, under whatever names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (changes or {}).get(name, lambda text: text)(old.read(name)))
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


MASTER = "ppt/slideMasters/slideMaster1.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BAD = {
    "empty": (lambda: b"", "empty"),
    "old ppt or password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "password, or in the format of before 2007"),
    "no office file": (lambda: b"%PDF-1.7 " + b"x" * 500, "no Office file"),
    "a zip": (lambda: rewritten(harbor(), added={}).replace(b"[Content_Types].xml", b"[Content_Typos].xml"), "not an Office file"),
    "renamed docx": (house, "this is a Word file"),
    "truncated": (lambda: harbor()[:9000], "damaged"),
    "entities": (lambda: rewritten(harbor(), {MASTER: lambda text: ENTITY + text.partition(b"?>")[2]}), "declares XML entities"),
    "path tricks": (lambda: rewritten(harbor(), added={"ppt/../../evil.xml": b"<x/>"}), "leads out of it"),
    "two of one name": (lambda: rewritten(harbor(), added={"ppt/THEME/theme1.xml": b"<x/>"}), "two parts of one name"),
    "not well formed": (lambda: rewritten(harbor(), {MASTER: lambda text: text[:-40]}), "not well formed"),
    "no layouts": (lambda: package([], slides=0), "no slide layouts"),
    "a bomb": (lambda: rewritten(harbor(), added={f"ppt/media/bomb{i}.png": b"\0" * 150_000_000 for i in range(3)}), "unpacks to more than 400 MB"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_template_is_refused_with_its_fault_and_cure(case, tmp_path):
    make, said = BAD[case]
    path = tmp_path / "brand.pptx"
    path.write_bytes(make())
    with pytest.raises(InputError) as refused:
        read_template(path)
    assert len(refused.value.problems) == 1
    problem = refused.value.problems[0]
    assert said in problem.message
    assert problem.where == "brand.pptx"
    assert problem.cure


def test_three_hundred_megabytes_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "huge.potx"
    with path.open("wb") as opened:
        opened.truncate(3 * MOST_BYTES)
    with pytest.raises(InputError, match="300 MB"):
        read_template(path)


@pytest.mark.parametrize("case", ["empty", "truncated", "renamed", "password"])
def test_a_bad_letterhead_is_refused_too(case, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes({"empty": b"", "truncated": house()[:4000], "renamed": harbor(), "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99}[case])
    with pytest.raises(InputError) as refused:
        read_letterhead(path)
    assert refused.value.problems[0].cure


def test_damaged_parts_never_crash_the_reader(tmp_path):
    data = harbor()
    path = tmp_path / "brand.pptx"
    for cut in ("sldLayoutIdLst", "clrScheme", "p:txStyles", "a:xfrm", "p:spTree", "fontScheme", "p:clrMap", "sldSz"):
        gone = re.compile(rb"<(?:a:|p:)?%s\b.*?(?:/>|</(?:a:|p:)?%s>)" % (cut.split(":")[-1].encode(), cut.split(":")[-1].encode()), re.DOTALL)
        path.write_bytes(rewritten(data, {name: lambda text, gone=gone: gone.sub(b"", text) for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.endswith(".xml")}))
        try:
            template = read_template(path)
        except InputError:
            continue
        assert template.layouts, cut


def test_macros_samples_and_outside_links_are_left_behind_and_said(tmp_path):
    path = tmp_path / "brand.pptx"
    outside = b'<Relationship Id="evil" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://tracker.example/p.png" TargetMode="External"/></Relationships>'
    path.write_bytes(rewritten(macros(), {"ppt/slideLayouts/_rels/slideLayout4.xml.rels": lambda text: text.replace(b"</Relationships>", outside)}))
    template = read_template(path)
    said = " ".join(problem.message for problem in template.problems)
    assert "macros" in said
    assert "outside" in said
    assert template.desk.host is not None
    kept = zipfile.ZipFile(io.BytesIO(template.desk.host.package))
    assert not [name for name in kept.namelist() if "vba" in name.lower()]
    assert b"tracker.example" not in b"".join(kept.read(name) for name in kept.namelist())
    assert b"macroEnabled" not in kept.read("[Content_Types].xml")


def test_sample_slides_are_dropped_with_all_that_hangs_on_them(tmp_path):
    path = tmp_path / "brand.ppsx"
    path.write_bytes(sampled())
    template = read_template(path)
    assert template.slides == 31
    assert template.desk.host is not None
    names = zipfile.ZipFile(io.BytesIO(template.desk.host.package)).namelist()
    assert not [name for name in names if "/slides/" in name or "customXml" in name or "printer" in name]


def test_the_build_names_place_fault_and_cure_of_every_template_at_once(tmp_path):
    (tmp_path / "briefing.yaml").write_text("style:\n  deck_template: brand.pptx\n  letterhead: letter.docx\n", "utf-8")
    (tmp_path / "brand.pptx").write_bytes(harbor()[:5000])
    (tmp_path / "letter.docx").write_bytes(b"")
    result = CliRunner().invoke(main, ["build", str(tmp_path / "briefing.yaml"), "--json", "--only", "board-deck"])
    assert result.exit_code == 1
    assert [problem["where"] for problem in json.loads(result.output)["problems"]] == ["brand.pptx", "letter.docx"]


@pytest.mark.parametrize("name", ["../brand.pptx", "/etc/brand.pptx", "http://intranet/brand.potx", "\\\\server\\brand.potx"])
def test_a_template_outside_the_briefings_folder_is_refused(name, tmp_path):
    (tmp_path / "briefing.yaml").write_text(f"style:\n  deck_template: '{name}'\n", "utf-8")
    result = CliRunner().invoke(main, ["build", str(tmp_path / "briefing.yaml"), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.output)["problems"][0]["code"] in ("file.outside", "file.missing")


def test_a_master_without_anything_is_no_crash(tmp_path):
    path = tmp_path / "brand.pptx"
    bare = usual()
    bare.shapes = []
    for layout in bare.layouts:
        layout.shapes = []
    path.write_bytes(package([bare]))
    template = read_template(path)
    assert not template.hosted
    assert "place for a title" in template.refused
