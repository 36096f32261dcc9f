from pathlib import Path

import pytest

from generator.load.table import RawTable, read_table
from generator.model.problem import InputError
from tests.load.exports import answers, delimited, table, write_csv, write_xlsx

ROWS = [["name", "wish"], ["Zoë", "quiet; calm"], ["José", "4"]]


def read(tmp_path: Path, data: bytes | str, name: str = "survey.csv") -> RawTable:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_table(path)


def refused(tmp_path: Path, data: bytes | str) -> str:
    with pytest.raises(InputError) as caught:
        read(tmp_path, data)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_encoding_and_delimiter_gives_the_same_cells(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [[" ".join(row[0] for row in ROWS[:1]), "wish"], *ROWS[1:]]
    got = read_table(write_csv(tmp_path / "survey.csv", rows, delimiter, encoding))
    assert got.rows == tuple(map(tuple, ROWS))
    assert got.lines == (1, 2, 3)


def test_a_guessed_encoding_is_said_to_be_a_guess(tmp_path: Path) -> None:
    got = read(tmp_path, delimited(ROWS).encode("cp1252"))
    assert [p.code for p in got.problems] == ["survey.guessed"]


def test_bytes_that_fit_no_encoding_are_read_all_the_same(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\n\x81\x8d,4\n").rows[1][1] == "4"


def test_a_file_cut_inside_its_last_character_is_read_as_utf8(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b\né,ü".encode()[:-1]).rows[1] == ("é", "")


def test_old_mac_line_ends_end_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b\r1,2\r3,4\r").rows == (("a", "b"), ("1", "2"), ("3", "4"))


def test_delimiters_inside_quotation_marks_of_the_header_do_not_count(tmp_path: Path) -> None:
    assert read(tmp_path, '"a, b, c, d";x\n1;2\n').rows[0] == ("a, b, c, d", "x")


def test_line_breaks_inside_cells_stay_and_lines_are_still_counted(tmp_path: Path) -> None:
    got = read(tmp_path, 'a,b\n"one\ntwo",3\n4,5\n')
    assert got.rows[1] == ("one\ntwo", "3")
    assert got.lines == (1, 2, 4)


def test_an_unclosed_quotation_is_refused_with_its_line_and_not_merged(tmp_path: Path) -> None:
    message = refused(tmp_path, 'a,b\n1,"fine"\n2,"open\n' + "3,4\n" * 1_000)
    assert message.startswith("survey.csv:3: a quotation mark opens here")


def test_a_quotation_that_closes_in_another_row_is_refused_with_the_line_it_opened(tmp_path: Path) -> None:
    assert refused(tmp_path, 'a,b\n1,2\n"x\ny",2\n3,"open\n4,"closed here"\n').startswith("survey.csv:5:")


def test_the_line_is_that_of_the_quotation_mark_not_of_the_row(tmp_path: Path) -> None:
    assert refused(tmp_path, 'a,b\n"one\ntwo","open\n3,4\n').startswith("survey.csv:3:")


@pytest.mark.parametrize("row", ["1", "1,2,3"])
def test_a_ragged_row_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    assert refused(tmp_path, f"a,b\n1,2\n{row}\n1\n").startswith("survey.csv:3: the row has")


def test_empty_rows_and_columns_at_the_end_are_gone(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b,\n1,2,\n,,\n,,\n").rows == (("a", "b"), ("1", "2"))


def test_invisible_characters_are_removed_and_counted(tmp_path: Path) -> None:
    got = read(tmp_path, "a,b\n1\x00\x0b,\u202ehidden\ue000\n")
    assert got.rows[1] == ("1", "hidden")
    assert [(p.code, "4 characters" in p.message) for p in got.problems] == [("survey.cleaned", True)]


def test_lone_surrogates_never_reach_a_paper(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\n\xed\xa0\x80x,2\n").rows[1] == ("x", "2")


def test_a_cell_longer_than_excel_allows_is_cut_and_counted(tmp_path: Path) -> None:
    got = read(tmp_path, f"a,b\n{'x' * 200_000},2\n")
    assert len(got.rows[1][0]) == 32_767
    assert "1 cells" in got.problems[0].message


@pytest.mark.parametrize(("data", "said"), [("", "empty"), ("\n \n", "no text"), ("a,b\n", "no answers"), ("%PDF-1.7 x", "no table")])
def test_a_file_without_answers_is_named_for_what_it_lacks(tmp_path: Path, data: str, said: str) -> None:
    assert said in refused(tmp_path, data)


def test_a_missing_file_is_told_with_the_name_that_comes_near(tmp_path: Path) -> None:
    write_csv(tmp_path / "survey-2026.csv", ROWS)
    with pytest.raises(InputError, match=r'did you mean "survey-2026.csv"'):
        read_table(tmp_path / "survey2026.csv")


def test_a_workbook_reads_like_the_csv_of_the_same_answers(tmp_path: Path) -> None:
    rows = table(answers())
    as_csv = read_table(write_csv(tmp_path / "a.csv", rows))
    as_xlsx = read_table(write_xlsx(tmp_path / "a.xlsx", rows))
    assert as_csv.rows == as_xlsx.rows
    assert as_csv.lines == as_xlsx.lines


def test_numbers_and_dates_of_a_workbook_become_what_a_person_saw(tmp_path: Path) -> None:
    import datetime as dt

    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(2, 0, ["code", "share", "day", "flag"])
        sheet.write_number(3, 0, 4.0)
        sheet.write_number(3, 1, 0.5)
        sheet.write_datetime(3, 2, dt.datetime(2026, 5, 1), workbook.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_boolean(3, 3, True)
    got = read_table(path)
    assert got.rows[1] == ("4", "0.5", "2026-05-01", "TRUE")
    assert got.lines == (3, 4)


def test_a_second_sheet_is_not_read_in_silence(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name in ("Answers", "Codebook"):
            workbook.add_worksheet(name).write_column(0, 0, ["a", "1"])
    assert '"Codebook"' in read_table(path).problems[0].message


def test_rows_that_stand_in_one_cell_each_are_split(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["a,b,c"], ["1,2,3"]])
    got = read_table(path)
    assert got.rows == (("a", "b", "c"), ("1", "2", "3"))
    assert got.problems[0].code == "survey.guessed"
