"""The series of a chart: what is drawn for each row, and its printed value at the end of its interval."""

import uuid
from collections.abc import Sequence

from generator.model.figure import Chart
from generator.model.pages import ChartShape
from generator.plan.printed import axis_labels
from generator.render.powerpoint.base import clean, solid
from generator.render.powerpoint.workbook import SHEET

Columns = Sequence[tuple[str, Sequence[float | None]]]

_C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
_FLAGS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_UNSEEN = '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>'
_DOT_POINTS = 10  # a stroke of no length with round ends, this wide, is a dot
_LETTERS = "BCDE"  # of the workbook's columns; A holds the labels
_AWAY = 0.07  # inches
_WHISKER_POINTS = 1.75


def text_style(size: float, color: str, language: str, bold: bool = False) -> str:
    """Return c:txPr in the theme's font."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{solid(color)}'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="{language}"/></a:p></c:txPr>'
    )


def series(shape: ChartShape, data: Columns, formats: Sequence[str], language: str) -> str:
    """Return all c:ser.

    With intervals a second, unseen series ends at the upper limits and carries the printed values,
    which so never collide with a whisker. Dots are a third one, on top.
    """
    chart = shape.chart
    if len(data) == 1:
        linked = len(set(formats)) > 1
        labels = _labels(shape, formats, language, linked=linked)
        return _one(0, chart, data, 0, formats, _look(chart) + labels, _range(chart) if linked else "")
    whiskers = (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{_numbers(3, data[3][1], formats)}</c:plus><c:minus>{_numbers(2, data[2][1], formats)}</c:minus>"
        f'<c:spPr><a:ln w="{round(_WHISKER_POINTS * 12700)}">{solid("text")}</a:ln></c:spPr></c:errBars>'
    )
    labels = _labels(shape, formats, language, linked=True)
    drawn = [
        _one(0, chart, data, 0, formats, _look(chart) + whiskers),
        _one(1, chart, data, 1, formats, f"{_UNSEEN}{labels}", _range(chart)),
    ]
    if chart.form == "dots":
        drawn.append(_one(2, chart, data, 0, formats, _UNSEEN + _dot(chart)))
    return "".join(drawn)


def _look(chart: Chart) -> str:
    """Return fill of a series; the row the title speaks of is the strong color, never so dark that
    its interval is lost on it."""
    if chart.form == "dots":
        return _UNSEEN
    strong = "accent2" if any(row.interval for row in chart.rows) else "accent1"
    points = "".join(
        f'<c:dPt><c:idx val="{i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>{solid(strong)}</c:spPr></c:dPt>'
        for i, row in enumerate(chart.rows)
        if row.strong
    )
    # Where no row is strong, nothing but an edge tells pale bars from the ground.
    edge = "" if points else f'<a:ln w="9525">{solid("accent2")}</a:ln>'
    return f'<c:spPr>{solid("bar")}{edge}</c:spPr><c:invertIfNegative val="0"/>{points}'


def _dot(chart: Chart) -> str:
    """Return the dot: an error bar of next to no length, drawn with a broad round stroke."""
    longest = max(row.value for row in chart.rows)
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="fixedVal"/><c:noEndCap val="1"/>'
        f'<c:val val="{longest * 0.001:.4g}"/><c:spPr><a:ln w="{_DOT_POINTS * 12700}" cap="rnd">{solid("accent1")}<a:round/></a:ln></c:spPr></c:errBars>'
    )


def _one(
    idx: int, chart: Chart, data: Columns, column: int, formats: Sequence[str], middle: str, end: str = ""
) -> str:
    """Return c:ser over a column of the workbook, around its look, labels and error bars."""
    title, numbers = data[column]
    labels = axis_labels(chart)
    rows = len(labels)
    names = "".join(f'<c:pt idx="{i}"><c:v>{clean(label)}</c:v></c:pt>' for i, label in enumerate(labels))
    return (
        f'<c:ser><c:idx val="{idx}"/><c:order val="{idx}"/><c:tx><c:strRef><c:f>{SHEET}!${_LETTERS[column]}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{title}</c:v></c:pt></c:strCache></c:strRef></c:tx>{middle}'
        f'<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${rows + 1}</c:f><c:strCache><c:ptCount val="{rows}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val>{_numbers(column, numbers, formats)}</c:val>{end}</c:ser>"
    )


def _numbers(column: int, numbers: Sequence[float | None], formats: Sequence[str]) -> str:
    """Return a reference to a column of the workbook with its numbers cached."""
    letter = _LETTERS[column]
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{number!r}</c:v></c:pt>' for i, number in enumerate(numbers) if number is not None
    )
    return (
        f"<c:numRef><c:f>{SHEET}!${letter}$2:${letter}${len(numbers) + 1}</c:f><c:numCache><c:formatCode>{formats[0]}</c:formatCode>"
        f'<c:ptCount val="{len(numbers)}"/>{points}</c:numCache></c:numRef>'
    )


def _labels(shape: ChartShape, formats: Sequence[str], language: str, linked: bool) -> str:
    """Return c:dLbls: the series' own values, or, `linked`, the text of the cells that hold the printed ones."""
    style = text_style(shape.size, "text", language, bold=True)
    if not linked:
        return (
            f'<c:dLbls><c:numFmt formatCode="{formats[0]}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
            f'{style}<c:dLblPos val="outEnd"/>{_show("showVal")}</c:dLbls>'
        )
    # Set off from the end of the interval, which would read as a minus sign.
    away = f'<c:layout><c:manualLayout><c:x val="{_AWAY / shape.box.w:.4f}"/><c:y val="0"/></c:manualLayout></c:layout>'
    points = []
    for index, row in enumerate(shape.chart.rows):
        color = "accent1" if row.strong else "text"
        field = uuid.uuid5(uuid.NAMESPACE_URL, f"{shape.name}/{index}")
        marks = f'lang="{language}" sz="{round(shape.size * 100)}" b="1"'
        points.append(
            f'<c:dLbl><c:idx val="{index}"/>{away}<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{{{str(field).upper()}}}" type="CELLRANGE">'
            f'<a:rPr {marks}>{solid(color)}</a:rPr><a:pPr/><a:t>{clean(row.shown)}</a:t></a:fld><a:endParaRPr lang="{language}"/></a:p></c:rich></c:tx>'
            f'<c:dLblPos val="outEnd"/>{_show()}<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {_C15}>'
            '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
        )
    return (
        f'<c:dLbls>{"".join(points)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{style}<c:dLblPos val="outEnd"/>{_show()}'
        f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {_C15}><c15:showLeaderLines val="0"/>'
        "</c:ext></c:extLst></c:dLbls>"
    )


def _range(chart: Chart) -> str:
    """Return the extension that names the cells whose text labels show."""
    cells = "".join(f'<c:pt idx="{i}"><c:v>{clean(row.shown)}</c:v></c:pt>' for i, row in enumerate(chart.rows))
    return (
        f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" {_C15}><c15:datalabelsRange><c15:f>{SHEET}!$B$2:$B${len(chart.rows) + 1}</c15:f>'
        f'<c15:dlblRangeCache><c:ptCount val="{len(chart.rows)}"/>{cells}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>'
    )


def _show(*shown: str) -> str:
    """Return the flags of a label, in the schema's order."""
    return "".join(f'<c:{flag} val="{int(flag in shown)}"/>' for flag in _FLAGS)
