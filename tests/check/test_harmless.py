"""The last scan sees each thing that must not be in a file of ours."""

import io
import zipfile

import pytest

from generator.check.harmless import harmful

CLEAN = {"[Content_Types].xml": b"<Types/>", "ppt/slides/_rels/slide1.xml.rels": b"<Relationships/>", "word/document.xml": b"<w/>"}
LINK = b'<Relationships><Relationship Id="a" Type="http://x/%s" Target="%s" TargetMode="External"/></Relationships>'


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


BAD = {
    "macros": {"ppt/vbaProject.bin": b""},
    "a control": {"ppt/activeX/activeX1.xml": b""},
    "macro types": {"[Content_Types].xml": b'<Override ContentType="application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"/>'},
    "an outside picture": {"ppt/slides/_rels/slide1.xml.rels": LINK % (b"image", b"http://tracker.example/p.png")},
    "an outside template": {"word/_rels/settings.xml.rels": LINK % (b"attachedTemplate", b"file:///server/x.dotm")},
    "a link to a program": {"ppt/slides/_rels/slide1.xml.rels": LINK % (b"hyperlink", b"file:///c:/run.exe")},
    "a formula": {"ppt/embeddings/book.xlsx": packed({"xl/worksheets/sheet1.xml": b"<c><f>HYPERLINK(1)</f></c>"})},
    "a field that fetches": {"word/document.xml": b"<w:instrText>DDEAUTO c:\\cmd</w:instrText>"},
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_can_run_or_call_home_is_an_error(case):
    assert harmful("x.pptx", packed({**CLEAN, **BAD[case]}))


def test_visible_links_to_references_pass():
    fine = {"ppt/slides/_rels/slide1.xml.rels": LINK % (b"hyperlink", b"https://doi.org/10.1000/1")}
    assert harmful("x.pptx", packed({**CLEAN, **fine})) == []
