"""Excel, OpenDocument and SPSS files -> rows of text. Runs in a process of its own: see apart.py."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

Found = dict[str, Any]
"""What the other process hands over: plain lists, dicts, texts and numbers."""


class UnreadableError(Exception):
    """The library cannot read the file; the message is for the user."""


class EmptyError(Exception):
    """No sheet holds anything."""


def read_sheet(path: str) -> Found:
    """The first sheet that holds something: its `rows`, the number of the `first`, names of `others`."""
    import python_calamine as calamine  # only here: a CSV need not load it

    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
        visible = [s.name for s in workbook.sheets_metadata if s.visible == calamine.SheetVisibleEnum.Visible and s.typ == calamine.SheetTypeEnum.WorkSheet]
        full = [sheet for sheet in map(workbook.get_sheet_by_name, visible) if sheet.height and sheet.width]
        if not full:
            raise EmptyError
        table: list[list[Any]] = full[0].to_python()
    except calamine.PasswordError as fault:
        raise UnreadableError("the workbook is protected by a password") from fault
    except (calamine.CalamineError, ValueError, OSError) as fault:
        raise UnreadableError("the workbook cannot be read") from fault
    texts: dict[tuple[type, Any], str] = {}
    rows = []
    for cells in table:
        row = []
        for cell in cells:
            key = (type(cell), cell)
            if (text := texts.get(key)) is None:
                text = texts[key] = _as_text(cell)
            row.append(text)
        rows.append(row)
    return {"rows": rows, "first": (full[0].start or (0, 0))[0] + 1, "sheet": full[0].name, "others": [sheet.name for sheet in full[1:]]}


def _as_text(cell: Any) -> str:
    """Write the words a person saw in the cell: "4", not "4.0"."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


def read_spss(path: str) -> Found:
    """Cells by column as codes, with `names`, `questions`, `labels` of codes and `sets` of several choices.

    What the file itself calls missing is an empty cell; `missing` counts those cells.
    """
    import pyreadstat

    read: Mapping[str, Sequence[Any]]
    try:
        read, about = pyreadstat.read_sav(path, output_format="dict", user_missing=True, dates_as_pandas_datetime=False)
    except UnicodeDecodeError:  # old files are in the encoding of the machine that wrote them
        read, about = pyreadstat.read_sav(path, output_format="dict", user_missing=True, encoding="cp1252")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OSError) as fault:
        raise UnreadableError("the SPSS file cannot be read") from fault
    names = list(about.column_names)
    cells, missing = [], 0
    for name in names:
        outside = _missing(about.missing_ranges.get(name, ()), about.missing_user_values.get(name, ()))
        column = []
        for value in read[name]:
            if outside(value):
                missing += 1
                column.append("")
            else:
                column.append("" if value is None or value != value else _as_text(value).strip())
        cells.append(column)
    labels = [{_as_text(code): str(label) for code, label in about.variable_value_labels.get(name, {}).items()} for name in names]
    sets = [
        {"name": name.lstrip("$"), "label": found.get("label") or "", "members": list(found["variable_list"]), "counted": _counted(found)}
        for name, found in (about.mr_sets or {}).items()
    ]
    questions = [about.column_names_to_labels.get(name) or "" for name in names]
    return {"names": names, "cells": cells, "questions": questions, "labels": labels, "sets": sets, "missing": missing}


def _missing(ranges: Sequence[Any], values: Sequence[Any]) -> Any:
    """Whether a value is one of those that the file's author declared to be no answer."""
    limits = [(found["lo"], found["hi"]) for found in ranges]

    def outside(value: Any) -> bool:
        if value in values:
            return True
        return any((type(value) in (int, float) and type(low) in (int, float) and low <= value <= high) or value == low for low, high in limits)

    return outside


def _counted(found: Mapping[str, Any]) -> str:
    """Which code means ticked; "" for a set in which each variable holds a choice of its own."""
    return _as_text(_number(found.get("counted_value"))) if found.get("is_dichotomy") else ""


def _number(written: Any) -> Any:
    try:
        return float(written)
    except (TypeError, ValueError):
        return written or ""
