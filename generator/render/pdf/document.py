"""The JSON document that the page template reads: runs, blocks, colors and measures; nothing is markup."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from generator.model.briefing import (
    Block,
    Heading,
    Inline,
    Listing,
    Panel,
    Paragraph,
    Placed,
    Run,
    Table,
    pieces,
)
from generator.model.figure import NOT_SHOWN, Chart
from generator.model.manifest import CITATION
from generator.model.sheet import Sheet, Side
from generator.model.theme import Theme
from generator.render.pdf.links import Links

PAPER: Mapping[str, tuple[str, float, float]] = {"letter": ("us-letter", 612.0, 792.0), "a4": ("a4", 595.276, 841.89)}
"""Name of the page template's paper, width and height in points."""
NARROW_CELLS = 16
"""Characters up to which a table's column counts as narrow."""

Document = Mapping[str, Any]


def document(sheet: Sheet, theme: Theme) -> Document:
    """Everything a page template needs, ready for `json.dumps`, in the order in which it is read.

    A run is `{"t": text}` with `fact` where a fact or citation accounts for it. Only strings
    under "t" and "label" are printed.
    """
    paper, width, height = PAPER[sheet.page]
    language, _, region = sheet.properties.language.partition("-")
    made: dict[str, Any] = {
        "look": {
            "colors": dict(theme.colors), "font": theme.fonts["charts"], "paper": paper, "language": language, "region": region,
            "sizes": list(sheet.sizes), "title": sheet.title_size, "margin": sheet.margin, "bottom": sheet.bottom,
            "width": width - 2 * sheet.margin, "height": height - sheet.margin - sheet.bottom,
        },
        "meta": {"author": sheet.properties.author, "subject": sheet.properties.subject, "keywords": sheet.properties.keywords},
        "labels": {"references": "References"},
        "title": _runs(sheet.title), "what": _runs(sheet.kind), "organization": _runs(sheet.organization),
        "date": _runs(sheet.date), "foot": _runs(sheet.foot), "marking": _runs((Run(sheet.marking),) if sheet.marking else ()),
        "sides": [_side(side) for side in sheet.sides],
        "references": [_runs(reference) for reference in sheet.references],
        **({"logo": {"width": sheet.logo.box.w, "height": sheet.logo.box.h, "alt": _runs(sheet.logo.alt)}} if sheet.logo else {}),
    }
    listed = {int(entry[0]["t"]): entry[0] for entry in made["references"]}
    links = Links(listed)
    for run in _raised(made["sides"]):
        if run["t"].isdecimal():
            links.cited(int(run["t"]), run)
    for number, run in listed.items():
        links.listed(number, run)
    links.back()
    return made


def _raised(node: Any) -> Iterator[dict[str, Any]]:
    """Raised numbers in the order in which they are read."""
    if isinstance(node, dict):
        if node.get("raised"):
            yield node
        else:
            for value in node.values():
                yield from _raised(value)
    elif isinstance(node, list):
        for value in node:
            yield from _raised(value)


def _side(side: Side) -> Document:
    parts = [{"kind": part.kind, "title": _runs(part.title), "blocks": _blocks(part.blocks)} for part in side.parts]
    return {"parts": parts, "caveats": _runs(side.caveats)}


def _runs(inline: Inline) -> list[Document]:
    return [_run(run, piece) for run in inline if run.text for piece in pieces(run)]


def _run(run: Run, text: str) -> Document:
    """A run; the numbers of a citation come one by one, as each leads to a work of its own."""
    said: dict[str, Any] = {"t": text}
    said.update({key: True for key, holds in (("strong", run.strong), ("emph", run.emph), ("raised", run.cite)) if holds})
    if run.href:
        said["href"] = run.href
    if run.fact or run.cite:
        said["fact"] = run.fact or CITATION
    return said


def _blocks(blocks: Sequence[Block]) -> list[Document]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Document:
    match block:
        case Heading():
            return {"is": "heading", "runs": _runs(block.inline)}
        case Paragraph():
            return {"is": "paragraph", "runs": _runs(block.inline), "roles": list(block.roles)}
        case Listing():
            items = [[run for part in item if isinstance(part, Paragraph) for run in _runs(part.inline)] for item in block.items]
            return {"is": "list", "items": items}
        case Table():
            rows = [[{"runs": _runs(cell)} for cell in row] for row in block.rows]
            return {"is": "table", "header": [_runs(cell) for cell in block.header], "rows": rows, "widths": _widths(block)}
        case Placed(figure=Chart() as chart):
            return _chart(chart, block.alt)
        case Placed():
            raise ValueError(f"the figure {block.figure.id!r} is not drawn on a printed sheet")
        case Panel():
            return {"is": "card", "name": block.name, "blocks": _blocks(block.blocks)}
        case _:
            assert_never(block)


def _widths(table: Table) -> list[float]:
    """Shares of the width by column: narrow ones by their longest cell, the others alike."""
    longest = [max(sum(len(run.text) for run in row[i]) for row in (table.header, *table.rows)) for i in range(len(table.header))]
    return [max(length, 6) * 1.15 if length <= NARROW_CELLS else 78.0 for length in longest]


def _chart(chart: Chart, alt: Inline) -> Document:
    """A chart's rows. Where they come from several studies each study's first is strong, as they are not ranked together."""
    many = len({row.n for row in chart.rows}) > 1 and chart.as_percent
    studies = chart.id.endswith("-elsewhere")
    first = {row.n: max(other.value for other in chart.rows if other.n == row.n) for row in chart.rows}
    rows = [
        {
            "label": _runs(row.label), "value": row.value, "shown": _runs((Run(row.shown, fact=row.fact),)), "strong": row.value == first[row.n] if studies else row.strong,
            "low": row.interval[0] if row.interval else None, "high": row.interval[1] if row.interval else None,
            "n": _runs((Run("n "), Run(f"{row.n:,}", fact=row.fact))) if many and row.n is not None else [],
        }
        for row in chart.rows
    ]
    hidden = [{"label": _runs(label), "said": _runs((Run(NOT_SHOWN),)), "strong": False} for label in chart.hidden]
    return {"is": "chart", "id": chart.id, "form": chart.form, "rows": rows, "hidden": hidden, "top": _top(chart), "alt": _runs(alt)}


def _top(chart: Chart) -> float:
    """The right end of the scale: whole for dots and for shares that come near it, else a little over the largest."""
    largest = max((row.interval or (0.0, row.value))[1] for row in chart.rows)
    if not chart.as_percent:
        return max(largest, 1.0)
    if chart.form == "dots":
        return 1.0
    return next(step for step in (0.2, 0.4, 0.6, 0.8, 1.0) if largest <= step or step == 1.0)
