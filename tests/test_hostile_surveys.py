"""Survey files that are broken, hostile or no surveys: made by script, each with the sentence it must produce."""

import os
import re
import struct
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.load import apart, guard
from generator.load import table as reading
from tests.load.dialects import plain, write_ods, write_sav
from tests.load.exports import ITEMS, delimited, table, write_csv, write_xlsx


def inspect(path: Path, *more: str) -> Result:
    """Run the command; nothing may end in a traceback or be called our fault."""
    result = CliRunner().invoke(main, ["inspect", str(path), *more], prog_name="peerbrief")
    assert "Traceback" not in result.output
    assert "fault of peerbrief" not in result.output, result.output
    return result


def refused(path: Path, said: str) -> None:
    result = inspect(path)
    assert result.exit_code == 1, result.output
    assert said in result.stderr, result.output
    (line,) = [line for line in result.stderr.splitlines() if said in line]
    assert re.match(r"[^:]+(:\d+|: [^:;]+)?: .+; .+", line), line


def package(path: Path, **parts: bytes) -> Path:
    """A workbook of forty honest people with some of its parts replaced or added."""
    write_xlsx(path, table(plain(40)))
    with zipfile.ZipFile(path) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()} | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in whole.items():
            archive.writestr(name, data)
    return path


def test_two_hundred_megabytes_that_are_no_survey_are_refused_by_their_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "film.csv"
    monkeypatch.setattr(reading, "_bytes", lambda *_: pytest.fail("the whole file was read"))
    for start in (b"", b"\x00\x01\x02\x03" * 1_000, b"one line of words that never ends " * 40_000, b"a log line without any column\n" * 40_000, b"<html><body>" * 1_000):
        path.write_bytes(start)
        os.truncate(path, 200_000_000)  # a sparse file: it takes no room on the disk
        refused(path, "no table of answers")


def test_a_file_over_the_limit_and_a_directory_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_bytes(b"a,b\n1,2\n")
    os.truncate(path, 400_000_001)
    refused(path, "larger than 400 MB")
    (tmp_path / "folder.csv").mkdir()
    refused(tmp_path / "folder.csv", "this is a folder")


def test_a_bomb_in_a_workbook_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PART_BYTES", 3_000_000)  # test_bad_input makes one of the real size
    refused(package(tmp_path / "a.xlsx", xl__worksheets__sheet1_xml=b"<worksheet>" + b" " * 3_100_000), "unpacks to more than 400 MB")


def test_a_sheet_that_claims_a_million_rows_of_text_stays_within_its_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice writes empty rows so; filled ones a million times over are no survey."""
    monkeypatch.setattr(apart, "MEMORY", 400_000_000)
    rows = table(plain(12))
    path = write_ods(tmp_path / "a.ods", [*rows, ["x" * 2_000] * len(rows[0])], times=1_048_000)
    result = inspect(path)
    assert result.exit_code == 1
    assert "more memory than any survey needs" in result.stderr or "cannot be read" in result.stderr


def test_a_library_that_crashes_ends_its_own_process_and_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xlsx(tmp_path / "a.xlsx", table(plain(12)))
    real = apart.subprocess.run
    crash = "import os, signal; os.kill(os.getpid(), signal.SIGABRT)"
    monkeypatch.setattr(apart.subprocess, "run", lambda command, **more: real([command[0], "-c", crash], **more))
    refused(tmp_path / "a.xlsx", "takes more memory than any survey needs")


def test_formulas_give_their_last_value_and_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    import xlsxwriter

    rows = table(plain(12, labels=False))
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if r and row is not rows[0] and rows[0][c] == "SVEST_1":
                    sheet.write_formula(r, c, "='[C:\\secret.xlsx]Sheet1'!A1+1", value=4)
                else:
                    sheet.write_string(r, c, cell)
    result = inspect(tmp_path / "a.xlsx")
    assert result.exit_code == 0, result.output
    assert "secret" not in result.output


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
        ("a.xlsx", b"PK\x03\x04rubbish", "damaged"),
        ("a.sav", b"$FL2" + b"rubbish" * 100, "the SPSS file cannot be read"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "no table of answers"),
        ("a.csv", b"\x1f\x8b\x08" + bytes(range(256)) * 9, "no table of answers"),
        ("a.csv", b'a,b\n1,"x\n' + b"2,3\n" * 2_000, "a.csv:2: a quotation mark opens here"),
        ("a.csv", b"a,b\n1,2\n3\n", "a.csv:3: the row has 1 cells and the header 2"),
    ],
    ids=["password", "cut workbook", "cut SPSS", "picture", "gzip", "open quotation", "short row"],
)
def test_a_file_that_is_something_else_is_named_for_what_it_is(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    refused(tmp_path / name, said)


def test_a_cut_spss_file_is_refused(tmp_path: Path) -> None:
    whole = write_sav(tmp_path / "a.sav", plain(12, labels=False)).read_bytes()
    (tmp_path / "b.sav").write_bytes(whole[: len(whole) // 2])
    refused(tmp_path / "b.sav", "the SPSS file cannot be read")
    noise = bytearray(whole)
    struct.pack_into("<i", noise, 72, 2_000_000_000)  # claims two thousand million values a person
    (tmp_path / "c.sav").write_bytes(noise)
    assert inspect(tmp_path / "c.sav").exit_code in (0, 1)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (write_csv(tmp_path / "a.csv", table(plain(12))), write_xlsx(tmp_path / "a.xlsx", table(plain(12)))):
        real, calls = reading._state, []

        def growing(found: Path, real=real, calls=calls):  # type: ignore[no-untyped-def]
            calls.append(found)
            if len(calls) == 2:
                found.write_bytes(found.read_bytes() + b" ")
            return real(found)

        monkeypatch.setattr(reading, "_state", growing)
        refused(path, "the file changed while it was read; wait until the program that writes it is done")
        monkeypatch.setattr(reading, "_state", real)


@pytest.mark.parametrize("rows", [2, 60], ids=["small", "large"])
def test_forty_thousand_columns_are_refused(tmp_path: Path, rows: int) -> None:
    path = write_csv(tmp_path / "a.csv", [[f"q{i}" for i in range(40_000)], *[["1"] * 40_000] * (rows * 2)])
    refused(path, "the header holds 40,000 columns, more than any survey")


def test_one_respondent_is_read_and_nothing_of_that_person_is_shown(tmp_path: Path) -> None:
    columns = {name: cells[:1] for name, cells in plain(12).items()}
    write_csv(tmp_path / "survey.csv", table(columns))
    assert "Respondents  1 of 1 rows" in inspect(tmp_path / "survey.csv").stdout
    (tmp_path / "briefing.yaml").write_text("survey: {files: survey.csv}\n")
    result = CliRunner().invoke(main, ["build", str(tmp_path), "--only", "memo"])
    assert result.exit_code == 0, result.output
    rows = (tmp_path / "facts.csv").read_text("utf-8-sig").splitlines()
    assert not [row for row in rows if ",survey," in row and ",shown," in row and not row.startswith(("wish_label", "floor", "privacy."))]


def test_identical_answers_are_counted_and_said(tmp_path: Path) -> None:
    columns = plain(30) | {name: ["Agree"] * 30 for name in ITEMS}
    result = inspect(write_csv(tmp_path / "a.csv", table(columns)))
    assert (result.exit_code, "30 respondents gave the same answer to every item" in result.stdout) == (0, True)


def test_a_survey_in_which_every_answer_is_missing_has_no_respondents(tmp_path: Path) -> None:
    columns = {name: ["N/A" if name != "unit" else "ICU"] * 12 for name in plain(12)}
    refused(write_csv(tmp_path / "a.csv", table(columns)), "no row holds an answer of a respondent")


def test_inspect_never_repeats_what_people_wrote_or_who_they_are(tmp_path: Path) -> None:
    secrets = {"Full name": ["Zebediah Quux"], "contact": ["zq@hospital.example"], "feelings_text": ["I cried behind the linen cart"], "badge_number": ["7781234"], "SVEST_3": ["my phone is 555-123-4567"]}
    columns = plain(12) | {name: cells * 12 for name, cells in secrets.items() if name != "SVEST_3"}
    columns["SVEST_3"] = [*secrets["SVEST_3"], *columns["SVEST_3"][1:]]
    path = write_csv(tmp_path / "a.csv", table(columns))
    for more in ((), ("--json",), ("--columns",), ("--write-map", str(tmp_path / "map.yaml"))):
        said = inspect(path, *more).output + ((tmp_path / "map.yaml").read_text() if (tmp_path / "map.yaml").exists() else "")
        assert not [cells[0] for cells in secrets.values() if cells[0] in said], more
    assert "contact" in said


def test_a_field_of_a_delimited_file_is_never_run_and_a_name_never_steers_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(delimited([["=cmd|' /C calc'!A0", "\x1b[31mred", *ITEMS], *[["1", "x", *["Agree"] * 29]] * 12]))
    result = inspect(path)
    assert result.exit_code == 0
    assert "\x1b" not in result.output
