"""The workbook behind a chart: the numbers as printed, and nothing else."""

import io
from collections.abc import Sequence

from generator.model.figure import NOT_SHOWN, Chart
from generator.plan.printed import axis_labels, cached

SHEET = "Sheet1"


def columns(chart: Chart) -> list[tuple[str, list[float | None]]]:
    """Return header and numbers by column, after the labels' column.

    Three columns more when a row has an interval: its upper limit, its lengths below and above the value.
    Hidden rows have none.
    """
    numbers = [*(cached(row, chart) for row in chart.rows), *(() for _ in chart.hidden)]
    heads = ["Share" if chart.as_percent else "Value"]
    if any(row.interval for row in chart.rows):
        heads += ["Upper limit", "Below", "Above"]
    return [(head, [row[i] if i < len(row) else None for row in numbers]) for i, head in enumerate(heads)]


def workbook(chart: Chart, formats: Sequence[str]) -> bytes:
    """Return an .xlsx of labels and columns; `formats` are number formats by row.

    Labels such as "=1+1" stay text: nobody's words may become a formula. The words beside a hidden row stand
    after the charted columns, in which Excel would draw a text as zero.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet(SHEET)
    styles = {form: book.add_format({"num_format": form}) for form in sorted(set(formats))}
    sheet.set_column(0, 0, 40)
    data = columns(chart)
    for line, label in enumerate(axis_labels(chart), 1):
        sheet.write_string(line, 0, label)
        if line > len(chart.rows):
            sheet.write_string(line, len(data) + 1, NOT_SHOWN)
    for column, (title, numbers) in enumerate(data, 1):
        sheet.write_string(0, column, title)
        for line, number in enumerate(numbers, 1):
            if number is not None:
                sheet.write_number(line, column, number, styles[formats[line - 1]])
    book.close()
    return buffer.getvalue()
