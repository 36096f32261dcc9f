"""Spreadsheets that people fill in: the review of comments and the sample to code. Every cell is text, never a formula."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from generator.model.comments import CODED, COLUMNS, Decision

_WIDTHS = {"Id": 15, "Comment (masked)": 70, "Themes": 28, "Approve": 10, "Reviewer": 20, "Date": 13, "Note": 30, "Answer (masked)": 80, "Question": 12, "Themes by hand": 40}
_MADE = dt.datetime(2026, 1, 1)
_REVIEW = (
    "Each row is something that somebody wrote, with what may tell who is meant masked: […] stands for what was taken out.",
    "Masking is an aid. It can miss a name, a nickname or an event that everybody remembers. Read each row as a colleague of the writer would.",
    "Approve: yes prints the words of column B exactly as they stand; no, or an empty cell, never prints them.",
    "A yes counts only with your name and the date beside it.",
    "You may shorten the words in column B. You may not add a name, a unit, a role, a date or a number: such a row is refused.",
    "Leave column A alone: it is how your decisions are found again.",
)
_SAMPLE = (
    "Write into the last column which themes an answer speaks of, with the names of the sheet Themes, separated by semicolons.",
    "Write none where it speaks of none of them. A row left empty is not counted.",
    "Code without looking at what peerbrief found; two people who code apart, and then agree, are better than one.",
)


def review_sheet(rows: Sequence[Decision]) -> bytes:
    """The review as a workbook: one row a comment, the header frozen, yes and no to choose from."""
    cells = [(row.id, row.text, row.themes, row.approve, row.reviewer, row.on.isoformat() if row.on else row.date_text, row.note) for row in rows]
    return _workbook("Comments to review", COLUMNS, cells, _REVIEW, approve="Approve", themes=())


def sample_sheet(rows: Sequence[tuple[str, str, str]], themes: Sequence[str]) -> bytes:
    """A sample to code by hand: id, masked answer and question of each row; the names of the themes on a sheet of their own."""
    return _workbook("Answers to code", CODED, [(*row, "") for row in rows], _SAMPLE, approve="", themes=themes)


def _workbook(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], words: Sequence[str], *, approve: str, themes: Sequence[str]) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "author": "peerbrief", "created": _MADE})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(title)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS[column], text)
        for line, row in enumerate(rows, 1):
            sheet.set_row(line, 15 * max(1 + int(len(cell) * 1.15) // _WIDTHS[column] for column, cell in zip(columns, row, strict=True)))
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(line, place, cell, text)
                else:
                    sheet.write_blank(line, place, None, text)
        last = max(len(rows), 1)
        sheet.add_table(0, 0, last, len(columns) - 1, {
            "name": "".join(title.title().split()), "style": "Table Style Light 1",
            "columns": [{"header": column, "header_format": head} for column in columns],
        })  # fmt: skip
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if approve:
            place = columns.index(approve)
            sheet.data_validation(1, place, last, place, {
                "validate": "list", "source": ["yes", "no"], "input_title": "Approve", "input_message": "yes prints the words exactly as they stand",
                "error_title": "Approve", "error_message": "Write yes or no, or leave it empty.",
            })  # fmt: skip
        if themes:
            _listing(book, "Themes", themes, text, 40)
        _listing(book, "How to use this sheet", words, text, 110)
    return target.getvalue()


def _listing(book: Any, title: str, lines: Sequence[str], text: Any, width: int) -> None:
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 0, width, text)
    for line, words in enumerate(lines):
        sheet.set_row(line, 15 * (1 + int(len(words) * 1.15) // width))
        sheet.write_string(line, 0, words, text)
