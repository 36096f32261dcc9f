"""Small survey exports for tests: one imagined group of answers, written in many ways."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

LABELS = {"1": "Strongly disagree", "2": "Disagree", "3": "Neither agree nor disagree", "4": "Agree", "5": "Strongly agree"}
WISHES = ("want_peer", "want_step_away", "want_quiet_place", "want_manager", "want_counselor", "want_eap", "want_contact_24h")
ITEMS = tuple(f"SVEST_{n}" for n in range(1, 30))

Columns = dict[str, list[str]]


def answers(respondents: int = 12, *, labels: bool = False) -> Columns:
    """Columns of an honest export, by name: every column holds `respondents` cells."""
    def point(row: int, column: int) -> str:
        code = str((row * 7 + column * 3) % 5 + 1)
        return LABELS[code] if labels else code

    rows = range(respondents)
    columns: Columns = {"unit": [("ICU", "ED", "OR")[r % 3] for r in rows]}
    columns |= {name: [point(r, c) for r in rows] for c, name in enumerate(ITEMS)}
    columns |= {name: [point(r, c + 40) for r in rows] for c, name in enumerate(WISHES)}
    columns["event_12mo"] = [("Yes", "No", "Not sure")[r % 3] for r in rows]
    columns["offered_help"] = [("No", "Yes")[r % 2] for r in rows]
    columns["feelings_text"] = [f"I felt alone and kept replaying it, night {r}" for r in rows]
    columns["needs_text"] = [f"Somebody who asks how I am after shift {r}" for r in rows]
    return columns


def table(columns: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The header and then the rows."""
    return [list(columns), *map(list, zip(*columns.values(), strict=True))]


def delimited(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    """The rows as CSV text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def write_csv(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write the rows and return the path."""
    path.write_bytes(delimited(rows, delimiter).encode(encoding))
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write the rows as Excel does: digits become numbers."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell.isdigit():
                    sheet.write_number(r, c, int(cell))
                else:
                    sheet.write_string(r, c, cell)
    return path


def qualtrics(columns: Mapping[str, Sequence[str]], status: Sequence[str] = (), finished: Sequence[str] = (), quote: str = '"') -> list[list[str]]:
    """The three header rows of Qualtrics above the answers; a row without a status is a person's."""
    count = len(next(iter(columns.values())))
    lead = {
        "StartDate": ["2026-10-05 08:00:00"] * count,
        "Status": [*status, *["IP Address"] * (count - len(status))],
        "IPAddress": [f"10.0.0.{r}" for r in range(count)],
        "Finished": [*finished, *["True"] * (count - len(finished))],
        "ResponseId": [f"R_{r:03}abcDEF" for r in range(count)],
    }
    everything = lead | {name: list(cells) for name, cells in columns.items()}
    header, *body = table(everything)
    ids = [json.dumps({"ImportId": f"QID{i}"}).replace('"', quote) for i in range(len(header))]
    return [header, [f"Wording of {name}" for name in header], ids, *body]
