"""Tables have a header row and whole cells."""

from collections.abc import Iterator

from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.powerpoint.deck import Slide


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Tables without a header row, with merged cells."""
    for shape in slide.shown:
        table = shape.graphic("a:tbl")
        if table is None:
            continue
        properties, rows = table.find("a:tblPr", NS), table.findall("a:tr", NS)
        flagged = properties is not None and (properties.get("firstRow") in ("1", "true"))
        if not flagged and len(rows) > 1:
            yield Fault("check.table-header", slide.place, f"the table {quoted(shape.name)} has no header row", "tick Header Row under Table Design")
        if any(int(cell.get(span, "1")) > 1 for cell in table.iterfind("a:tr/a:tc", NS) for span in ("gridSpan", "rowSpan")):
            yield Fault("check.merged-cells", slide.place, f"the table {quoted(shape.name)} has merged cells")
