"""Tables have a header row that repeats, and whole cells."""

from collections.abc import Iterator

from generator.check.fault import Fault
from generator.check.package import NS
from generator.check.word.document import Document, W, on, within


def of_document(document: Document) -> Iterator[Fault]:
    """Faults of tables; a single row or column is taken for layout."""
    for number, table in enumerate(document.root.iter(W + "tbl"), 1):
        rows = table.findall("w:tr", NS)
        columns = max((len(row.findall("w:tc", NS)) for row in rows), default=0)
        if len(rows) < 2 or columns < 2 or within(table, W + "txbxContent"):
            continue
        if not on(rows[0].find("w:trPr/w:tblHeader", NS)):
            yield Fault("check.table-header", f"table {number}", "the table has no header row", "select its first row and tick Repeat Header Rows under Table Layout", "warning")
        if table.find("w:tr/w:tc/w:tcPr/w:vMerge", NS) is not None or any(int(span.get(W + "val", "1")) > 1 for span in table.iterfind("w:tr/w:tc/w:tcPr/w:gridSpan", NS)):
            yield Fault("check.merged-cells", f"table {number}", "the table has merged cells")
