"""Tables: one header row that repeats, rows that stay whole, widths from the plan."""

from collections.abc import Sequence

from lxml.etree import _Element

from generator.model.briefing import Inline, Table, plain
from generator.render.word.pen import Pen, clean, element, new_paragraph

TWIPS = 1440
_KEEP_WHOLE, _KEEP_TEXT = 5, 500
"""Rows and characters up to which a table stays on one page; a larger one would leave a hole before it."""
_KEEP_ROW = 150
"""Characters of a first or last row that would look lost alone on a page."""
_ROW_HEADS = frozenset({"options", "row-heads"})


def table_element(table: Table, widths: Sequence[float], pen: Pen) -> _Element:
    """A `w:tbl`. `widths` in inches, one a column.

    Rows never split over pages; a small table stays on one page, a longer one keeps its
    header with its first row, and a short first or last row with the one beside it.
    """
    twips = [round(width * TWIPS) for width in widths]
    made = element("tbl")
    made.append(_properties(table, twips))
    grid = element("tblGrid")
    grid.extend(element("gridCol", w=str(width)) for width in twips)
    made.append(grid)
    made.append(_row(table, table.header, twips, pen, style="TableHead", keep=True))
    count = len(table.rows)
    short = [_length(row) <= _KEEP_ROW for row in table.rows]
    whole = count <= _KEEP_WHOLE and sum(map(_length, table.rows)) <= _KEEP_TEXT
    for position, row in enumerate(table.rows):
        keep = position < count - 1 and (whole or (position == 0 and short[0]) or (position == count - 2 and short[-1]))
        made.append(_row(table, row, twips, pen, style="TableText", keep=keep))
    return made


def _length(row: Sequence[Inline]) -> int:
    return sum(len(plain(cell)) for cell in row)


def _properties(table: Table, twips: Sequence[int]) -> _Element:
    properties = element("tblPr")
    heads = ", ".join(filter(None, (plain(cell).strip() for cell in table.header)))
    row_heads = "1" if _row_heads(table) else "0"
    properties.extend(
        [
            element("tblStyle", val="Evidence"),
            element("tblW", w=str(sum(twips)), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn=row_heads, lastColumn="0", noHBand="0", noVBand="1"),
            element("tblCaption", val=clean(plain(table.caption)) or heads),
            element("tblDescription", val=clean(f"Columns: {heads}.")),
        ]
    )
    return properties


def _row_heads(table: Table) -> bool:
    """Whether the first column names the rows: its own heading is empty, or it was asked for."""
    return not plain(table.header[0]).strip() or bool(_ROW_HEADS.intersection(table.roles))


def _row(table: Table, cells: Sequence[Inline], twips: Sequence[int], pen: Pen, *, style: str, keep: bool) -> _Element:
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    header = style == "TableHead"
    if header:
        properties.append(element("tblHeader"))
    row.append(properties)
    for column, (inline, width) in enumerate(zip(cells, twips, strict=True)):
        cell = element("tc")
        cell_properties = element("tcPr")
        cell_properties.append(element("tcW", w=str(width), type="dxa"))
        if header:
            cell_properties.append(element("vAlign", val="bottom"))
        cell.append(cell_properties)
        paragraph = new_paragraph(style, {"keepNext": {}} if keep and not header else {})
        align = table.align[column] if column < len(table.align) else "left"
        if align != "left":
            paragraph[0].append(element("jc", val=align))
        pen.write(paragraph, inline, strong=column == 0 and _row_heads(table) and not header)
        cell.append(paragraph)
        row.append(cell)
    return row
