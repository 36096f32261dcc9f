"""A planned workbook -> .xlsx. Words are written as words: nobody's name can become a formula or a link."""

import datetime as dt
import io
import textwrap
from typing import Any

from generator.model.theme import Theme
from generator.model.workbook import Cell, Form, Sheet, Workbook
from generator.render.archive import normalize

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_PAPERS = {"letter": 1, "a4": 9}
_WRAPPED = ("text", "strong", "note")
ROW, LINE = 18, 14.5
"""Points: a row of one line, with air over the rule, and what each further line adds."""
INPUT = "#FFF4D6"
"""The ground of a cell to fill in: light enough to read and to print, and framed besides."""


def render_workbook(book: Workbook, theme: Theme) -> bytes:
    """The file. Formulas carry the values they give, for programs that do not work them out."""
    import xlsxwriter

    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, _OPTIONS)
    said = book.properties
    made.set_properties({
        "title": said.title, "subject": said.subject, "author": said.author, "keywords": said.keywords, "comments": book.marking,
        "category": said.language, "created": dt.datetime.fromisoformat(said.issued),
    })  # fmt: skip
    made.set_calc_mode("auto")
    formats = _Formats(made, theme, book.sign)
    sheets = {sheet.name: made.add_worksheet(sheet.name) for sheet in book.sheets}
    for sheet in book.sheets:
        _sheet(sheets[sheet.name], sheet, book, formats)
    for name, place in book.names.items():
        made.define_name(name, place)
    if book.chart is not None:
        _chart(made, sheets[book.chart.sheet], book, theme)
    made.close()
    return normalize(buffer.getvalue(), said.issued)


class _Formats:
    """Formats by style and form, each made once."""

    def __init__(self, made: Any, theme: Theme, sign: str) -> None:
        self.made, self.theme, self.kept = made, theme, dict[tuple[str, str], Any]()
        amount = f'"{sign}"#,##0'
        self.forms: dict[str, str] = {
            "": "General", "share": "0.0%", "money": f"{amount};-{amount}", "cents": f"{amount}.00", "number": "#,##0.00", "whole": "#,##0", "years": "0.000",
        }  # fmt: skip

    def of(self, cell: Cell, *, wrap: bool) -> Any:
        key = cell.style, f"{cell.form}{wrap}"
        if key not in self.kept:
            self.kept[key] = self.made.add_format(self._look(cell.style, cell.form, wrap=wrap))
        return self.kept[key]

    def _look(self, style: str, form: Form, *, wrap: bool) -> dict[str, Any]:
        colors = {name: f"#{value}" for name, value in self.theme.colors.items()}
        look: dict[str, Any] = {"font_name": self.theme.fonts["text"], "font_size": 11, "font_color": colors["text"], "valign": "vcenter", "num_format": self.forms[form]}
        match style:
            case "title":
                look |= {"font_size": 18, "bold": True, "font_color": colors["navy"]}
            case "marking":
                look |= {"bold": True, "font_color": colors["accent5"]}
            case "head":
                look |= {"bold": True, "font_color": colors["white"], "bg_color": colors["navy"], "text_wrap": True, "valign": "vcenter", **({"align": "right"} if form else {"align": "left", "indent": 1})}
            case "section":
                look |= {"bold": True, "font_color": colors["navy"], "bottom": 1, "bottom_color": colors["navy"], "valign": "bottom"}
            case "input":
                look |= {"bg_color": INPUT, "border": 1, "border_color": colors["mute"], "locked": False}
            case "given" | "result":
                look |= {"bottom": 4, "bottom_color": colors["rule"], "align": "right"}
            case "strong":
                look |= {"bold": True, "align": "left", "indent": 1}
            case "text":
                look |= {"align": "left", "indent": 1}
        return look | ({"text_wrap": True} if wrap and style in _WRAPPED else {})


def _sheet(made: Any, sheet: Sheet, book: Workbook, formats: _Formats) -> None:
    for place, width in enumerate(sheet.widths):
        made.set_column(place, place, width)
    for number, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            _cell(made, number, place, cell, formats.of(cell, wrap=number > sheet.header))
        if row and row[0].style == "section":
            for place in range(1, len(sheet.widths)):
                made.write_blank(number, place, None, formats.of(row[0], wrap=False))
        _height(made, number, row, sheet)
    made.freeze_panes(sheet.header + 1, 1)
    made.repeat_rows(sheet.header)
    made.hide_gridlines(2)
    made.set_landscape() if sheet.landscape else made.set_portrait()
    made.set_paper(_PAPERS[book.paper])
    made.set_margins(0.5, 0.5, 0.6, 0.6)
    made.fit_to_pages(1, 1 if sheet.one_page else 0)
    made.set_header(f"&L{_plain(book.properties.title)}&R{_plain(book.marking)}")
    made.set_footer(f"&L{_plain(sheet.name)}&RPage &P of &N")


def _cell(made: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if cell.formula:
        made.write_formula(row, place, cell.formula, look, cell.value)
    elif cell.value is None:
        made.write_blank(row, place, None, look)
    elif isinstance(cell.value, str):
        made.write_string(row, place, cell.value, look)
    else:
        made.write_number(row, place, cell.value, look)


def _height(made: Any, number: int, row: tuple[Cell, ...], sheet: Sheet) -> None:
    """Room for the most lines that a cell of the table wraps to; programs do not all see to it."""
    if number <= sheet.header:
        if row and row[0].style == "title":
            made.set_row(number, 26)
        return
    if row and row[0].style == "section":
        made.set_row(number, 24)
        return
    lines = max((_lines(cell.value, width) for cell, width in zip(row, sheet.widths, strict=False) if isinstance(cell.value, str) and cell.style in _WRAPPED), default=1)
    made.set_row(number, ROW + LINE * (lines - 1))


def _lines(text: str, width: float) -> int:
    """Lines that words need in a column of that many digits: letters are a little narrower, and whole words wrap."""
    return len(textwrap.wrap(text, int(width * 1.1))) or 1


def _plain(text: str) -> str:
    """Words for a header: its own sign of command doubled."""
    return text.replace("&", "&&")


def _chart(made: Any, sheet: Any, book: Workbook, theme: Theme) -> None:
    bars = book.chart
    if bars is None:
        return
    chart = made.add_chart({"type": "column"})
    row, first, last = bars.categories
    for (line, name), color in zip(bars.series, ("accent3", "navy"), strict=True):
        chart.add_series({
            "name": name, "categories": [bars.sheet, row, first, row, last], "values": [bars.sheet, line, first, line, last],
            "fill": {"color": f"#{theme.colors[color]}"}, "border": {"color": f"#{theme.colors['navy']}"}, "gap": 80,
        })  # fmt: skip
    font = {"name": theme.fonts["text"], "size": 11, "color": f"#{theme.colors['text']}"}
    chart.set_title({"name": bars.title, "name_font": {**font, "size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_y_axis({"num_font": font, "num_format": f'"{book.sign}"#,##0', "major_gridlines": {"visible": True, "line": {"color": f"#{theme.colors['rule']}"}}, "line": {"none": True}})
    chart.set_x_axis({"num_font": font, "label_position": "low"})
    chart.set_size({"width": 500, "height": 330})
    sheet.insert_chart(*bars.at, chart, {"description": bars.alt, "object_position": 1})
