"""The review sheet as a reviewer left it, and the sample as somebody coded it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from generator.load.table import RawTable, missing_file, read_table
from generator.model.comments import CODED, COLUMNS, Decision
from generator.model.problem import InputError, Problem

_YES_NO = {"yes": "yes", "y": "yes", "no": "no", "n": "no", "": ""}
_DATES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y")


def read_review(path: Path, shown: str = "") -> tuple[Decision, ...]:
    """The rows of a review sheet, xlsx or csv.

    Raises InputError for a file that is none, and for all rows whose approval is neither yes nor no and whose
    date is no date.
    """
    name = shown or path.name
    table = _table(path, name, COLUMNS[:2])
    at = _columns(table, COLUMNS)
    problems: list[Problem] = []
    decisions: list[Decision] = []
    for row, cells in zip(table.lines[1:], table.rows[1:], strict=True):
        given = {column: cells[place].strip() if place is not None else "" for column, place in at.items()}
        place = f"{name}: row {row}"
        if given["Approve"].casefold() not in _YES_NO:
            problems.append(Problem("comments.row", "error", f"{place}, Approve", f'"{given["Approve"]}" is neither yes nor no', "write yes or no, or leave it empty"))
            continue
        on = _day(given["Date"])
        if given["Date"] and on is None:
            problems.append(Problem("comments.row", "error", f"{place}, Date", f'"{given["Date"]}" is not a date', "write year-month-day, such as 2026-03-12"))
        decisions.append(Decision(given["Id"], given["Comment (masked)"], _YES_NO[given["Approve"].casefold()], given["Reviewer"], on, given["Note"], row, given["Date"], given["Themes"]))
    if problems:
        raise InputError(problems)
    return tuple(decisions)


def read_coded(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Place, id and hand-written themes of each row of a coded sample. Raises InputError for a file that is none."""
    table = _table(path, path.name, (CODED[0], CODED[3]))
    at = _columns(table, CODED)
    ids, themes = at[CODED[0]] or 0, at[CODED[3]] or 0
    return tuple((f"{path.name}: row {row}", cells[ids].strip(), cells[themes].strip()) for row, cells in zip(table.lines[1:], table.rows[1:], strict=True))


def _table(path: Path, name: str, needed: Sequence[str]) -> RawTable:
    if not path.is_file():
        raise InputError(missing_file(path, name, name))
    try:
        table = read_table(path, name)
    except InputError as error:
        if [problem.code for problem in error.problems] != ["survey.no-respondents"]:
            raise
        message, cure = "it holds no row that somebody could have decided on", "name the sheet that was written, or move this file away"
        raise InputError(Problem("comments.row", "error", name, message, cure)) from error
    missing = [column for column in needed if _columns(table, needed)[column] is None]
    if missing:
        cure = f"keep the first row as it was written: {', '.join(needed)} ..."
        raise InputError(Problem("comments.row", "error", name, f'the column "{missing[0]}" is missing, so this is not the sheet that was written', cure))
    return table


def _columns(table: RawTable, wanted: Sequence[str]) -> dict[str, int | None]:
    header = [" ".join(cell.casefold().split()) for cell in table.rows[0]]
    return {column: header.index(column.casefold()) if column.casefold() in header else None for column in wanted}


def _day(text: str) -> dt.date | None:
    for form in _DATES:
        try:
            return dt.datetime.strptime(text.removesuffix(" 00:00:00"), form).date()
        except ValueError:
            continue
    return None
