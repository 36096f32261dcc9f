"""Native, editable charts: ranked bars and dots with 95% intervals, labeled at the end of the interval."""

from typing import Any, NamedTuple

from generator.model.figure import Chart
from generator.model.pages import ChartShape
from generator.plan.measure import text_width, wrap
from generator.plan.printed import axis_labels, decimals
from generator.render.powerpoint.base import frame, head, solid
from generator.render.powerpoint.hidden import lay_over
from generator.render.powerpoint.series import series, text_style
from generator.render.powerpoint.text import placeholder
from generator.render.powerpoint.workbook import columns, workbook

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NAMESPACES = (
    f'xmlns:c="{_CHART}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_AXES = (111111111, 222222222)
_THICKEST_BAR = 0.7  # inches
_WIDEST_LABELS = 0.42  # share of the chart's width
_EDGE, _TALL = 0.01, 0.98  # shares of the chart's height: over the plot, and its own


class _Plot(NamedTuple):
    """Where the plot area stands, as shares of the chart's width; a row's height and its bar's in inches."""

    left: float
    width: float
    pitch: float
    bar: float


def chart_part(shape: ChartShape, package: Any, language: str) -> Any:
    """Return a chart part of the package with its own workbook."""
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.parts.chart import ChartPart

    name = package.next_partname(ChartPart.partname_template)
    part = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, _xml(shape, language).encode("utf-8"))
    part.chart_workbook.update_from_xlsx_blob(workbook(shape.chart, _formats(shape.chart)))
    if shape.chart.hidden:
        plot = _plot(shape)
        lay_over(part, shape, plot.left, _EDGE, plot.pitch, plot.bar, language)
    return part


def chart_frame(shape: ChartShape, number: int, relation: str) -> str:
    """Return p:graphicFrame around a chart part."""
    role = "<p:nvPr/>" if shape.placeholder is None else f"<p:nvPr>{placeholder(shape.placeholder, 'obj')}</p:nvPr>"
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{head(number, shape.name, shape.alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{role}</p:nvGraphicFramePr>'
        f'{frame(shape.box, "p:xfrm")}<a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{relation}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def _formats(chart: Chart) -> list[str]:
    """Return the number format of each row, with as many decimals as its printed value."""
    unit = "%" if chart.as_percent else ""
    whole = "0" if chart.as_percent else "#,##0"
    return [whole + ("." + "0" * decimals(row) if decimals(row) else "") + unit for row in chart.rows]


def _xml(shape: ChartShape, language: str) -> str:
    """Return chartSpace: one bar series, and beneath the labels an unseen one that ends at the upper limit."""
    chart = shape.chart
    data = columns(chart)
    limits = [
        value if len(data) < 2 or data[1][1][i] is None else max(value or 0, data[1][1][i] or 0)
        for i, value in enumerate(data[0][1])
    ]
    longest = max((limit or 0 for limit in limits), default=1) or 1
    plot = _plot(shape)
    gap = min(500, max(30, round((plot.pitch / plot.bar - 1) * 100)))
    layout = (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{plot.left:.4f}"/><c:y val="{_EDGE}"/><c:w val="{plot.width:.4f}"/><c:h val="{_TALL}"/></c:manualLayout></c:layout>'
    )
    axis = "".join(
        (
            f'<c:catAx><c:axId val="{_AXES[0]}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>',
            '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>',
            f'<c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{solid("rule")}</a:ln></c:spPr>{text_style(shape.label_size, "text", language)}',
            f'<c:crossAx val="{_AXES[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/>',
            '<c:noMultiLvlLbl val="1"/></c:catAx>',
            f'<c:valAx><c:axId val="{_AXES[1]}"/><c:scaling><c:orientation val="minMax"/><c:max val="{longest}"/><c:min val="0"/></c:scaling>',
            '<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>',
            f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="{_AXES[0]}"/><c:crosses val="autoZero"/>',
            '<c:crossBetween val="between"/></c:valAx>',
        )
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{language}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{layout}'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series(shape, data, _formats(chart), language)}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="100"/><c:axId val="{_AXES[0]}"/><c:axId val="{_AXES[1]}"/></c:barChart>{axis}'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{text_style(shape.label_size, 'text', language)}</c:chartSpace>"
    )


def _plot(shape: ChartShape) -> _Plot:
    """Return where bars stand.

    Labels get the room their text needs, in at most two lines; the end of the longest bar leaves room for its value.
    """
    labels = axis_labels(shape.chart)
    most = shape.box.w * _WIDEST_LABELS
    room = max((text_width(label, shape.label_size) for label in labels), default=1.0) * 1.03
    if room > most:
        steps = (most * (0.5 + i / 40) for i in range(21))
        room = next((w for w in steps if all(wrap(label, w, shape.label_size) <= 2 for label in labels)), most)
    left = (room + 0.18) / shape.box.w
    value = max((text_width(row.shown, shape.size, bold=True) for row in shape.chart.rows), default=0.5) + 0.32
    pitch = shape.box.h * _TALL / max(1, len(labels))
    bar = min(_THICKEST_BAR, pitch / 1.45) * (0.8 if shape.chart.form == "dots" else 1)
    return _Plot(left, 1 - left - value / shape.box.w, pitch, bar)
