"""Blocks to paragraphs and tables. Every kind of block is handled, or the type check fails."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml.etree import _Element

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
    plain,
)
from generator.model.figure import Chart
from generator.model.pages import Paper
from generator.render.word.numbering import BULLET_LIST, NUMBERS, STEP, new_list
from generator.render.word.pen import Pen, element, field, list_mark, new_paragraph
from generator.render.word.pictures import chart_run
from generator.render.word.styles import PANEL_RULES, border
from generator.render.word.tables import table_element

_STYLES = {
    "lead": "Lead", "caveat": "Caveat", "objection": "Objection", "answer": "Answer", "amb": "Ambulatory", "caption": "Caption", "reference": "Entry", "about": "About", "limit": "Limit",
}  # fmt: skip
_EXCHANGE = ("objection", "answer", "amb")
_Pr = Mapping[str, Mapping[str, str]]


class BlockWriter:
    """Turns blocks into body elements, in order. Holds the numbers of figures and tables."""

    def __init__(self, paper: Paper, pen: Pen, numbering: _Element) -> None:
        self.paper, self.pen, self.numbering = paper, pen, numbering
        self.figures = self.tables = 0

    def write(self, blocks: Sequence[Block]) -> Iterator[_Element]:
        """The elements of some blocks. A table never touches what follows it."""
        after_table = False
        for position, block in enumerate(blocks):
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            made = list(self._block(block, following, opens=_opens(blocks[position - 1] if position else None, following)))
            if after_table and made and (made[0].tag.endswith("}tbl") or isinstance(block, Heading)):
                yield new_paragraph("AfterTable")
            elif after_table and isinstance(block, Paragraph | Listing | Panel):
                _space_before(made[0])
            after_table = isinstance(block, Table)
            if isinstance(block, Listing) and position and isinstance(blocks[position - 1], Heading) and len(made) > 1:
                _keep_with_next(made[0])
            if _role(following) in ("caveat", "limit") and not after_table:
                _keep_with_next(made[-1])
            yield from made
        if after_table and blocks:
            yield new_paragraph("AfterTable")

    def _block(self, block: Block, following: "Block | None", *, opens: bool = False) -> Iterator[_Element]:
        match block:
            case Heading():
                yield self._paragraph(f"Heading{min(block.level - 1, 3)}", block.inline)
            case Paragraph():
                inline = _caveat(block.inline) if _role(block) == "caveat" else block.inline
                yield self._paragraph(_STYLES.get(_role(block), "Normal"), inline, _properties(block, following, opens=opens))
            case Listing():
                yield from self._listing(block)
            case Table():
                yield from self._table(block)
            case Placed():
                yield from self._figure(block)
            case Panel():
                yield from self._panel(block)
            case _:
                assert_never(block)

    def _paragraph(self, style: str, inline: Inline, properties: _Pr | None = None) -> _Element:
        made = new_paragraph(style, properties)
        self.pen.write(made, inline)
        return made

    def _listing(self, listing: Listing, depth: int = 0, number: int = 0) -> Iterator[_Element]:
        if listing.ordered and not (depth and number):
            number = new_list(self.numbering, NUMBERS)
        style = "ListNumber" if listing.ordered else "ListBullet"
        for position, item in enumerate(listing.items):
            first = True
            for block in item:
                if isinstance(block, Listing):
                    yield from self._listing(block, depth + 1)
                elif isinstance(block, Paragraph) and first:
                    last = position == len(listing.items) - 1 and not depth
                    yield self._item(style, block.inline, number or BULLET_LIST, depth, last=last)
                    first = False
                elif isinstance(block, Paragraph):
                    yield self._paragraph("ListContinue", block.inline)
                else:
                    yield from self._block(block, None)

    def _item(self, style: str, inline: Inline, number: int, depth: int, *, last: bool) -> _Element:
        made = new_paragraph(style)
        properties = made[0]
        properties.append(list_mark(number, depth))
        if last:
            properties.append(element("spacing", after="100"))
        if depth:
            properties.append(element("ind", left=str(STEP * (depth + 1)), hanging=str(STEP)))
        self.pen.write(made, inline)
        return made

    def _table(self, table: Table) -> Iterator[_Element]:
        if table.caption:
            self.tables += 1
            yield self._caption("Table", self.tables, table.caption)
        yield table_element(table, self.paper.columns.get(table, ()), self.pen)

    def _caption(self, word: str, number: int, inline: Inline) -> _Element:
        made = new_paragraph("Caption")
        self.pen.write(made, (Run(f"{word} "),))
        made.append(field(f"SEQ {word} \\* ARABIC", str(number)))
        self.pen.write(made, (Run(". "), *inline))
        return made

    def _figure(self, placed: Placed) -> Iterator[_Element]:
        """Caption, unit and picture inside a hidden bookmark that bears the figure's name."""
        chart = placed.figure
        if not isinstance(chart, Chart):
            raise TypeError(f"the plan turns {chart.id} into words before it reaches a paper")
        planned = self.paper.figures[chart.id]
        start, end = self.pen.bookmark(planned.name)
        yield start
        if placed.caption:
            self.figures += 1
            yield self._caption("Figure", self.figures, placed.caption)
        unit = (*((Run(f"{chart.banner}. ", strong=True),) if chart.banner else ()), *chart.unit)
        if unit:
            yield self._paragraph("FigureUnit", unit)
        made = new_paragraph("Figure")
        made.append(chart_run(planned, self.pen))
        yield made
        yield end

    def _panel(self, panel: Panel) -> Iterator[_Element]:
        """Shaded paragraphs with a rule at the left; one box, kept on one page."""
        flat = list(self._panel_lines(panel.blocks))
        listed = any(number for _, number in flat)
        for position, (inline, number) in enumerate(flat):
            first, last = position == 0, position == len(flat) - 1
            made = new_paragraph("Panel", {} if last else {"keepNext": {}})
            properties = made[0]
            if number:
                properties.append(list_mark(number))
            if listed:
                properties.append(self._edges(first=first, last=last))
            spacing = {**({"before": "120"} if first else {}), **({"after": "200"} if last else {}), **({"line": "310"} if listed else {})}
            if spacing:
                properties.append(element("spacing", **spacing))
            if number:
                properties.append(element("ind", left=str(200 + STEP), hanging=str(STEP), right="144"))
            self.pen.write(made, inline)
            yield made

    def _edges(self, *, first: bool, last: bool) -> _Element:
        """Borders where indents differ: Word does not join such paragraphs, so inner ones have no edge."""
        kept = {"left", "right", *(("top",) if first else ()), *(("bottom",) if last else ())}
        rules = "".join(border(self.pen.theme, *rule) for rule in PANEL_RULES if rule[0] in kept)
        return parse_xml(f"<w:pBdr {nsdecls('w')}>{rules}</w:pBdr>")

    def _panel_lines(self, blocks: Sequence[Block]) -> Iterator[tuple[Inline, int]]:
        for block in blocks:
            match block:
                case Heading():
                    yield tuple(Run(run.text, True, run.emph, run.fact, run.cite, run.href) for run in block.inline), 0
                case Paragraph():
                    yield block.inline, 0
                case Listing():
                    number = new_list(self.numbering, NUMBERS) if block.ordered else BULLET_LIST
                    for item in block.items:
                        for position, (inline, _) in enumerate(self._panel_lines(item)):
                            yield inline, 0 if position else number
                case Panel():
                    yield from self._panel_lines(block.blocks)
                case Table() | Placed():
                    raise TypeError("a panel of a memo holds paragraphs and lists")
                case _:
                    assert_never(block)


def _role(block: "Block | None") -> str:
    """The first of a paragraph's roles that has a look of its own."""
    roles = block.roles if isinstance(block, Paragraph) else ()
    return next((role for role in roles if role in _STYLES), "")


def _caveat(inline: Inline) -> Inline:
    """Limits of studies in a row: the label and each study's name stand out, so that one is found."""
    label, *rest = inline
    return (label._replace(strong=True), *(run._replace(emph=True) if run.cite else run for run in rest))


def _opens(before: "Block | None", following: "Block | None") -> bool:
    """Whether a block is not to be left at the foot of a page with nothing but its heading over it."""
    if not isinstance(before, Heading):
        return False
    return isinstance(following, Table | Placed) or (before.level <= 2 and isinstance(following, Paragraph))


def _properties(paragraph: Paragraph, following: "Block | None", *, opens: bool) -> _Pr:
    """An objection stays with its answer, an introduction with what it introduces.

    `opens`: the heading over it is not to be left with this paragraph alone.
    """
    role = _role(paragraph)
    if role in _EXCHANGE:
        return {"keepNext": {}} if _role(following) in _EXCHANGE[1:] else {"spacing": {"after": "140"}}
    introduces = _role(following) == "reference" or (isinstance(following, Listing | Table | Placed) and plain(paragraph.inline).rstrip().endswith(":"))
    return {"keepNext": {}} if introduces or (opens and role != "lead") else {}


def _keep_with_next(made: _Element) -> None:
    """Keep on one page what would look lost alone: a first point, a note on what was just said."""
    properties = made.find(qn("w:pPr"))
    if properties is not None and properties.find(qn("w:keepNext")) is None:
        properties.find(qn("w:pStyle")).addnext(element("keepNext"))


def _space_before(paragraph: _Element) -> None:
    """Room between a table and what stands under it."""
    properties = paragraph[0]
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        spacing = element("spacing")
        indent = properties.find(qn("w:ind"))
        if indent is None:
            properties.append(spacing)
        else:
            indent.addprevious(spacing)
    spacing.set(qn("w:before"), "160")
