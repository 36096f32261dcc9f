"""Exports as the platforms write them, made by script: one imagined group of answers in every dialect."""

import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.load.exports import ITEMS, LABELS, WISHES, Columns, answers, table, write_xlsx

Rows = list[list[str]]

BARRIERS = ("Fear of judgment", "No time")
CHOICES = " | ".join(f"{code},{' ' if code != '2' else ''}{word}" for code, word in LABELS.items())


def ticks(respondents: int) -> list[tuple[bool, bool]]:
    """Who ticked which barrier; every fourth ticked none."""
    return [(row % 4 in (0, 1), row % 4 in (1, 2)) for row in range(respondents)]


def barriers(respondents: int) -> list[str]:
    """The same as one cell a person, as `top_barrier` is read."""
    return [";".join(word for word, tick in zip(BARRIERS, row, strict=True) if tick) or "None of these" for row in ticks(respondents)]


def redcap(columns: Columns, *, unopened: Sequence[int] = ()) -> Rows:
    """Raw codes, checkboxes, forms with their state. `unopened`: people who never opened the form."""
    count = len(columns["unit"])
    lead = {"record_id": [str(row + 1) for row in range(count)], "redcap_survey_identifier": [""] * count, "experience_timestamp": ["2026-10-05 08:00:00" if row % 2 else "[not completed]" for row in range(count)]}
    marks = ticks(count)
    boxes = {f"top_barrier___{i + 1}": ["0" if row in unopened else str(int(marks[row][i])) for row in range(count)] for i in range(2)}
    state = {"experience_complete": ["0" if row in unopened else "2" for row in range(count)]}
    everything = lead | {name: ["" if row in unopened else cell for row, cell in enumerate(cells)] for name, cells in columns.items()} | boxes | state
    return table(everything)


def redcap_dictionary(columns: Columns) -> Rows:
    """The project's data dictionary: 18 columns, choices with and without a blank behind the comma."""
    header = ["Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label", "Choices, Calculations, OR Slider Labels", "Field Note",
              "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
              "Required Field?", "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation"]  # fmt: skip

    def row(name: str, kind: str, label: str, choices: str = "", identifier: str = "") -> list[str]:
        return [name, "experience", "", kind, label, choices, "", "", "", "", identifier, *[""] * 7]

    rows = [header, row("record_id", "text", "Record ID")]
    rows += [row(name, "radio", f"Statement <b>{name}</b>", CHOICES) for name in (*ITEMS, *WISHES)]
    rows += [row("unit", "dropdown", "Unit", "1, ICU | 2, ED | 3, OR"), row("hobby", "text", "Your hobby", identifier="y"), row("offered_help", "yesno", "Was help offered?")]
    return [*rows, row("top_barrier", "checkbox", "What stops you?", f"1, {BARRIERS[0]} | 2, {BARRIERS[1]}")]


def redcap_labels(columns: Columns) -> Rows:
    """Labels for codes and for headers; checkboxes as Checked and Unchecked."""
    count = len(columns["unit"])
    marks = ticks(count)
    lead = {"Record ID": [str(row + 1) for row in range(count)], "Survey Identifier": [""] * count}
    boxes = {f"Barriers (choice={word})": ["Checked" if marks[row][i] else "Unchecked" for row in range(count)] for i, word in enumerate(BARRIERS)}
    return table(lead | columns | boxes | {"Complete?": ["Complete"] * count})


def longitudinal(columns: Columns) -> Rows:
    """Two rows a person: unit and role at enrolment, the questionnaire at follow-up."""
    header, *body = table(columns)
    rows = [["record_id", "redcap_event_name", *header]]
    for number, row in enumerate(body, 1):
        rows.append([str(number), "enrolment_arm_1", row[0], *[""] * (len(row) - 1)])
        rows.append([str(number), "followup_arm_1", "", *row[1:]])
    return rows


def flattened_monkey(columns: Columns) -> Rows:
    """SurveyMonkey, shared with one header row: "Question - Option"."""
    count = len(columns["unit"])
    marks = ticks(count)
    lead = {"RespondentID": [f"1140{row:05}" for row in range(count)], "CollectorID": ["4021"] * count, "StartDate": ["10/05/2026 08:00"] * count}
    boxes = {f"main barrier - {word}": [word if marks[row][i] else "" for row in range(count)] for i, word in enumerate(BARRIERS)}
    return table(lead | columns | boxes)


def condensed_monkey(columns: Columns) -> Rows:
    """SurveyMonkey with condensed columns: "Response" below each question, several choices joined by ", "."""
    count = len(columns["unit"])
    lead = {"Respondent ID": [f"1140{row:05}" for row in range(count)], "Collector ID": ["4021"] * count, "Start Date": ["10/05/2026 08:00"] * count, "IP Address": ["203.0.113.9"] * count}
    header, *body = table(lead | columns | {"top_barrier": [cell.replace(";", ", ") for cell in barriers(count)]})
    return [header, [""] * len(lead) + ["Response"] * (len(header) - len(lead)), *body]


def microsoft(columns: Columns) -> Rows:
    """Microsoft Forms: numbered answers, several choices joined by ";" with one trailing."""
    count = len(columns["unit"])
    lead = {"ID": [str(row + 1) for row in range(count)], "Start time": ["10/5/26 8:00:00"] * count, "Completion time": ["10/5/26 8:09:00"] * count,
            "Email": ["anonymous"] * count, "Name": [""] * count}  # fmt: skip
    numbered = {word: f"{code}. {word}" for code, word in LABELS.items()}
    asked = {name: [numbered.get(cell, cell) for cell in cells] for name, cells in columns.items()}
    return table(lead | asked | {"top_barrier": [f"{cell};" for cell in barriers(count)]})


def google(columns: Columns) -> Rows:
    """Google Forms: a grid as "Question [Row]", several choices joined by ", "."""
    count = len(columns["unit"])
    named = {f"How much do you agree? [statement {i}]": columns[name] for i, name in enumerate(ITEMS)}
    rest = {name: cells for name, cells in columns.items() if name not in ITEMS}
    return table({"Timestamp": ["2026/10/05 8:00:00 AM EST"] * count} | named | rest | {"top_barrier": [cell.replace(";", ", ") for cell in barriers(count)]})


def write_ods(path: Path, rows: Rows, times: int = 1) -> Path:
    """An OpenDocument sheet; `times`: how often the last row claims to be repeated."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>' for cell in row)
        repeated = f' table:number-rows-repeated="{times}"' if times > 1 and number == len(rows) else ""
        lines.append(f"<table:table-row{repeated}>{cells}</table:table-row>")
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in names.items())
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Answers">{"".join(lines)}</table:table></office:spreadsheet></office:body></office:document-content>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    return path


def write_strict_xlsx(path: Path, rows: Rows) -> Path:
    """A workbook as Excel's "Strict Open XML": other namespaces for the same parts."""
    write_xlsx(path, rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    swaps = {b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
             b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships"}  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            for old, new in swaps.items():
                data = data.replace(old, new)
            archive.writestr(name, data)
    return path


def write_sav(path: Path, columns: Columns, *, reverse: bool = False, sets: str = "", **missing: Sequence[object]) -> Path:
    """SPSS: numbers with value labels on the items. `reverse`: 1 = strongly agree. `sets`: text of record 7.7."""
    import polars as pl
    import pyreadstat

    words = {float(6 - int(code) if reverse else int(code)): word for code, word in LABELS.items()} | {9.0: "Not answered"}
    data = {name.replace(" ", "_"): [float(cell) if re.fullmatch(r"-?\d+", cell) else None for cell in cells] if name in (*ITEMS, *WISHES) or name.startswith("box") else cells for name, cells in columns.items()}
    labels = {name: f"Wording of {name}" for name in data} | {"box_1": BARRIERS[0], "box_2": BARRIERS[1]}
    values: Mapping[str, Mapping[float, str]] = {name: words for name in data if name in ITEMS}
    pyreadstat.write_sav(pl.DataFrame(data), path, column_labels=[labels[name] for name in data], variable_value_labels=values, missing_ranges=missing or None)
    if sets:
        content, text = path.read_bytes(), sets.encode()
        place = content.index(struct.pack("<ii", 999, 0))
        path.write_bytes(content[:place] + struct.pack("<iiii", 7, 7, 1, len(text)) + text + content[place:])
    return path


def plain(respondents: int = 12, *, labels: bool = True) -> Columns:
    """The answers in columns with the names that are recognized anywhere."""
    return answers(respondents, labels=labels)
