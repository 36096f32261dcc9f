import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.guard import check_office_file
from generator.model.problem import InputError
from tests.load.exports import answers, table, write_xlsx


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "honest.xlsx", table(answers()))


def changed(path: Path, part: str, change: Callable[[bytes], bytes], *, rename: str = "") -> Path:
    """A copy of an Office file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == part:
                target.writestr(rename or info.filename, change(data))
            else:
                target.writestr(info.filename, data)
    copy = path.with_name("changed.xlsx")
    copy.write_bytes(out.getvalue())
    return copy


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        check_office_file(path)
    return str(caught.value)


def test_an_honest_workbook_passes(honest: Path) -> None:
    check_office_file(honest)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A2"', b'<c r="XFD1048576"'),
        (b'<c r="A2"', b"<c  r = 'XFD1048576'"),
        (b'<c r="A2"', b'<c r="&#88;FD1048576"'),
        (b'<row r="2"', b'<row r="1048576"'),
    ],
    ids=["far cell", "single quotes", "escaped letter", "far row"],
)
def test_a_cell_at_the_far_corner_is_refused(honest: Path, old: bytes, new: bytes) -> None:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1).replace(b'<c r="B2"', b"<c", 1).replace(b'<c r="B1"', b'<c r="XFD1"', 1)

    assert "nearly all of it empty" in refused(changed(honest, SHEET, change))


def test_cells_without_a_place_are_counted(honest: Path) -> None:
    flood = b"<sheetData><row>" + b"<c/>" * 70_000 + b"</row>" + b"<row><c/></row>" * 1_000
    path = changed(honest, SHEET, lambda data: data.replace(b"<sheetData>", flood, 1))
    assert "column 70,000" in refused(path)


def test_tags_with_a_prefix_hide_nothing(honest: Path) -> None:
    hidden = b'<x:row xmlns:x="y" r="1048576"><x:c r="XFD1048576"/></x:row></sheetData>'
    assert "nearly all of it empty" in refused(changed(honest, SHEET, lambda data: data.replace(b"</sheetData>", hidden, 1)))


def test_an_unusual_but_small_sheet_passes(honest: Path) -> None:
    check_office_file(changed(honest, SHEET, lambda data: data.replace(b'<c r="B2"', b"<c", 1)))


def test_a_false_count_of_strings_is_refused(honest: Path) -> None:
    import re

    path = changed(honest, STRINGS, lambda data: re.sub(rb'uniqueCount="\d+"', b'uniqueCount="9999999999"', data))
    assert "more strings than it can hold" in refused(path)


def test_entities_are_refused(honest: Path) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
    assert "entities" in refused(changed(honest, SHEET, lambda data: data.replace(b"<worksheet", entity, 1)))


def test_xml_in_another_encoding_is_refused_since_nothing_can_be_found_in_it(honest: Path) -> None:
    path = changed(honest, SHEET, lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    assert "not UTF-8" in refused(path)


def test_a_part_that_leads_out_of_the_file_is_refused(honest: Path) -> None:
    assert "leads out" in refused(changed(honest, STRINGS, bytes, rename="../../evil.xml"))


def test_two_parts_of_one_name_are_refused(honest: Path) -> None:
    assert "two parts of one name" in refused(changed(honest, STRINGS, bytes, rename="xl/WORKBOOK.xml"))


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(5_001):
            archive.writestr(f"part{i}", b"")
    assert "5,001 parts" in refused(path)


def test_a_file_that_unpacks_to_gigabytes_is_refused(honest: Path) -> None:
    assert "400 MB" in refused(changed(honest, STRINGS, lambda _: b" " * 300_000_001))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"a,b\n1,2\n", "no Office file"),
        (b"PK\x03\x04" + bytes(50), "damaged"),
    ],
    ids=["encrypted", "text", "damaged"],
)
def test_a_file_that_is_no_open_office_package_is_named_for_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(data)
    assert said in refused(path)


def test_a_file_cut_short_is_refused_without_a_traceback(honest: Path) -> None:
    whole = honest.read_bytes()
    for cut in range(10, len(whole), len(whole) // 20):
        honest.write_bytes(whole[:cut])
        assert "damaged" in refused(honest)
