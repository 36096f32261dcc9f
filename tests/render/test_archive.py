"""Packages come out the same, whichever second they were written in."""

import io
import zipfile

import pytest

from generator.render.archive import normalize

CORE = "<cp:coreProperties><dcterms:created xsi:type='x'>{0}</dcterms:created><dcterms:modified xsi:type='x'>{0}</dcterms:modified></cp:coreProperties>"


def package(files: dict[str, bytes], second: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, body in files.items():
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, second)), body)
    return buffer.getvalue()


def written_at(second: int) -> bytes:
    core = CORE.format(f"2026-01-01T00:00:{second:02}Z").encode()
    inner = package({"[Content_Types].xml": b"a", "docProps/core.xml": core}, second)
    return package({"docProps/core.xml": core, "book.xlsx": inner, "[Content_Types].xml": b"b"}, second)


def test_files_written_at_different_times_become_the_same_bytes():
    assert written_at(2) != written_at(4)
    assert normalize(written_at(2), "2026-05-14") == normalize(written_at(4), "2026-05-14")


def test_the_date_of_issue_is_the_only_date_even_in_workbooks_inside():
    with zipfile.ZipFile(io.BytesIO(normalize(written_at(2), "2026-05-14"))) as outer:
        assert b">2026-05-14T00:00:00Z<" in outer.read("docProps/core.xml")
        with zipfile.ZipFile(io.BytesIO(outer.read("book.xlsx"))) as inner:
            assert inner.read("docProps/core.xml").count(b">2026-05-14T00:00:00Z<") == 2
            assert {e.date_time[:3] for e in inner.infolist()} == {(2026, 5, 14)}


def test_content_types_come_first_and_the_rest_keeps_its_order():
    with zipfile.ZipFile(io.BytesIO(normalize(written_at(2), ""))) as outer:
        assert outer.namelist() == ["[Content_Types].xml", "docProps/core.xml", "book.xlsx"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        new.writestr("ppt/slides/slide1.xml", b"1")
        new.writestr("ppt/slides/slide1.xml", b"2")
    with pytest.raises(ValueError, match=r"slide1\.xml"):
        normalize(buffer.getvalue(), "2026-05-14")
