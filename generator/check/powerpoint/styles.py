"""Table styles: what a style makes of a cell's text and ground."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from generator.check.package import NS
from generator.check.powerpoint.deck import A, Shape, Sheet
from generator.check.powerpoint.paint import CLEAR, Paint, fill
from generator.check.powerpoint.words import Lines, cell_paragraphs

_MEDIUM_2 = {"{073A0DAA-6AF3-43AB-8588-CEC1D06C72B9}": "dk1", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}": "accent1", "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}": "accent2", "{F5AB1C69-6EDB-4FF4-983F-18BD219EF322}": "accent3", "{00A15C55-8517-42AA-B614-E9B94910E393}": "accent4", "{7DF18680-E054-41AD-8BC1-D1AEF772440D}": "accent5", "{93296810-A885-4BE3-A3E7-6D5BEEA58F35}": "accent6"}
"""Medium Style 2, which Office gives every new table and most files do not spell out."""
_PLAIN = frozenset({"{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}"})
_ON = ("1", "true")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """`look`: what the style says of text; `paint`: its fill, None where the style is not known."""

    look: Mapping[str, Any] = field(default_factory=dict)
    paint: Paint | None = CLEAR


class Cell(NamedTuple):
    """A table's cell with what its style makes of it, and its text."""

    element: etree._Element
    style: CellStyle
    lines: tuple[Lines, ...]


def cells(shape: Shape, sheet: Sheet) -> list[list[Cell]]:
    """A table's cells row by row; worked out once."""
    key = "cells", shape
    if key not in sheet.looks:
        table = shape.graphic("a:tbl")
        rows = list(table.iterchildren(A + "tr")) if table is not None else []
        sheet.looks[key] = [
            [Cell(cell, style, cell_paragraphs(cell, shape, style.look)) for column, cell in enumerate(row.iterchildren(A + "tc")) for style in (cell_style(table, sheet, number, column, len(rows)),)]
            for number, row in enumerate(rows)
        ]
    return sheet.looks[key]  # type: ignore[return-value]


def cell_style(table: etree._Element, sheet: Sheet, row: int, column: int, rows: int) -> CellStyle:
    """What the table's style makes of the cell in this row and column, both counted from 0."""
    properties = table.find("a:tblPr", NS)
    if properties is None:
        return CellStyle()
    name = (properties.findtext("a:tableStyleId", "", NS) or "").strip()
    key = ("table", name, *(properties.get(flag) in _ON for flag in ("firstRow", "firstCol", "lastRow", "bandRow")), min(row, 1) + (row % 2) * 2, min(column, 1), row == rows - 1)
    if key not in sheet.looks:
        sheet.looks[key] = _worked_out(name, properties, sheet, row, column, rows)
    return sheet.looks[key]  # type: ignore[return-value]


def _worked_out(name: str, properties: etree._Element, sheet: Sheet, row: int, column: int, rows: int) -> CellStyle:
    first, left, last, bands = (properties.get(flag) in _ON for flag in ("firstRow", "firstCol", "lastRow", "bandRow"))
    header, side, end = first and row == 0, left and column == 0, last and row == rows - 1
    if name in _MEDIUM_2:
        return _medium(_MEDIUM_2[name], sheet, strong=header or side or end, dark=bands and (row - first) % 2 == 0)
    style = sheet.deck.table_styles.get(name)
    if style is None:
        return CellStyle() if not name or name in _PLAIN else CellStyle({}, None)
    look: dict[str, Any] = {}
    paint: Paint = CLEAR
    parts = ["wholeTbl", *(["band1H" if (row - first) % 2 == 0 else "band2H"] if bands else []), *(["firstCol"] if side else []), *(["lastRow"] if end else []), *(["firstRow"] if header else [])]
    for part in parts:
        found = style.find(f"a:{part}", NS)
        if found is None:
            continue
        text = found.find("a:tcTxStyle", NS)
        if text is not None:
            if text.get("b"):
                look["b"] = text.get("b") == "on"
            inks = [child for child in text if str(child.tag).endswith("Clr")]
            if inks:
                look["color"] = _wrapped(inks[-1])
        stated = fill(found.find("a:tcStyle/a:fill", NS), sheet)
        paint = stated if stated is not None else paint
    return CellStyle(look, paint)


def _wrapped(ink: etree._Element) -> etree._Element:
    """A color as the fill that runs state it by."""
    holder = etree.Element(f"{{{NS['a']}}}solidFill")
    holder.append(etree.fromstring(etree.tostring(ink)))
    return holder


def _medium(accent: str, sheet: Sheet, *, strong: bool, dark: bool) -> CellStyle:
    a = NS["a"]
    base = etree.fromstring(f'<a:fill xmlns:a="{a}"><a:solidFill><a:schemeClr val="{accent}">{"" if strong else f"<a:tint val={chr(34)}{40000 if dark else 20000}{chr(34)}/>"}</a:schemeClr></a:solidFill></a:fill>')
    ink = etree.fromstring(f'<a:solidFill xmlns:a="{a}"><a:schemeClr val="{"lt1" if strong else "dk1"}"/></a:solidFill>')
    return CellStyle({"color": ink, "b": strong}, fill(base, sheet))
