"""The memo on pages: its head from the request, its chapters, its figures and tables sized."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from generator.model.brand import Letterhead
from generator.model.briefing import (
    Block,
    Briefing,
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
from generator.model.figure import Chart, Cloud
from generator.model.logo import Logo
from generator.model.pages import Paper, PlacedFigure, Properties
from generator.model.request import Request
from generator.model.theme import Theme
from generator.plan.columns import shared_widths
from generator.plan.logo import MEMO, placed
from generator.plan.measure import wrap

PAGE_WIDTH: Mapping[str, float] = {"letter": 8.5, "a4": 8.268}
MARGIN = 1.0
LABEL_SIZE = 8.4
"""Points of a chart's labels at the width it prints."""
LABEL_SHARE = 0.40
"""The most that labels may take of a chart's width."""
_WIDER = 1.08  # Lato, which charts are set in, runs wider than Calibri
_ROW, _LINE, _EDGE = 0.23, 0.135, 0.05  # inches: a row of one line, each further line, top and bottom
_AXIS = 0.2
_SHORT_END, _ONE_LINE = 8, 80  # characters: of a word that looks lost alone on a line; of a line for certain


def plan_memo(briefing: Briefing, request: Request, theme: Theme, properties: Properties, logo: Logo | None = None, letterhead: Letterhead | None = None) -> Paper:
    """One flowing paper.

    A panel named "cover" before the first section fills the memo head: paragraphs that begin with
    a strong label. Without one the request fills it, and what is missing drops. Charts are sized
    to the text's width, that of the letterhead where there is one; clouds and ladders are put into words.
    """
    width = letterhead.width - letterhead.left - letterhead.right if letterhead else PAGE_WIDTH[request.style.paper] - 2 * MARGIN
    chapters = (block for section in briefing.sections for block in (Heading(2, section.title), *section.blocks))
    covers = [block for block in briefing.front if isinstance(block, Panel) and block.name == "cover"]
    front = (block for block in briefing.front if block not in covers)
    blocks = tuple(map(_held, whole_levels(tuple(in_words((*front, *chapters))))))
    cover = tuple(row for panel in covers for row in _written_head(panel)) or _head(briefing, request)
    return Paper(
        title=_kind(briefing.title) if any(label == "Re" for label, _ in cover) else briefing.title,
        cover=cover,
        blocks=blocks,
        references=briefing.references,
        properties=properties,
        header=(Run(request.organization.name or properties.author, fact="institution" if request.organization.name else ""),),
        footer=briefing.meta.get("running") or briefing.title,
        marking=briefing.marking,
        page=request.style.paper,
        margin=MARGIN,
        figures={placed.figure.id: placed for placed in _sized(blocks, width)},
        columns=shared_widths(_tables(blocks), width),
        logo=placed(logo, request, MEMO, theme, "white") if logo and not (letterhead and letterhead.header) else None,
        letterhead=letterhead,
    )


def _kind(title: Inline) -> Inline:
    """What kind of paper the title names before its colon; the rest stands in the head's "Re"."""
    kind, colon, _ = plain(title).partition(":")
    return (Run(kind),) if colon else (Run("Memorandum"),)


def _written_head(panel: Panel) -> Iterator[tuple[str, Inline]]:
    for block in panel.blocks:
        if isinstance(block, Paragraph) and block.inline:
            label, *value = block.inline
            rest = tuple(value)
            if rest and not rest[0].cite:
                rest = (rest[0]._replace(text=rest[0].text.lstrip()), *rest[1:])
            name = label.text.strip().rstrip(":")
            yield name, tuple(run._replace(strong=True) for run in rest) if name == "Re" else rest


def _head(briefing: Briefing, request: Request) -> tuple[tuple[str, Inline], ...]:
    meeting = request.meeting
    day = meeting.date
    presenter = (Run(meeting.presenter, fact="presenter"),) if meeting.presenter else ()
    role = (Run(", "), Run(meeting.role, fact="presenter_role")) if presenter and meeting.role else ()
    rows: tuple[tuple[str, Inline], ...] = (
        ("To", (Run(meeting.body, fact="board_body"),) if meeting.body else ()),
        ("From", (*presenter, *role)),
        ("Date", (Run(f"{day:%B} {day.day}, {day.year}", fact="meeting_date"),) if day else ()),
        ("Re", tuple(run._replace(strong=True) for run in briefing.title)),
        ("Purpose", (Run(f"For {meeting.purpose}"),)),
        ("Attachments", tuple(_attachments(meeting.attachments))),
    )
    return tuple((label, value) for label, value in rows if value)


def _attachments(names: Sequence[str]) -> Iterator[Run]:
    for number, name in enumerate(names, 1):
        if number > 1:
            yield Run("; ")
        yield Run(name, fact=f"attachment.{number}")


def whole_levels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with no heading more than one level under the one before it."""
    last, made = 1, list[Block]()
    for block in blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
            made.append(block._replace(level=last))
        else:
            made.append(block)
    return tuple(made)


def _held(block: Block) -> Block:
    """The block with no paragraph whose last line is a single short word."""
    match block:
        case Paragraph():
            return block._replace(inline=hold_short_end(block.inline))
        case Listing():
            return block._replace(items=tuple(tuple(map(_held, item)) for item in block.items))
        case Panel():
            return block._replace(blocks=tuple(map(_held, block.blocks)))
        case Heading() | Table() | Placed():
            return block
        case _:
            assert_never(block)


def hold_short_end(inline: Inline) -> Inline:
    """The runs of a longer paragraph with a no-break space before a short last word.

    Reference numbers do not count. Only where the space stands in our own words: what a fact says stays as it is.
    """
    length = 0
    if len(plain(inline)) < _ONE_LINE:
        return inline
    for place in range(len(inline) - 1, -1, -1):
        run = inline[place]
        start, space, word = run.text.rpartition(" ")
        length += 0 if run.cite else len(word)
        if length > _SHORT_END or (space and (run.fact or run.cite or not start or not length)):
            break
        if space:
            return (*inline[:place], run._replace(text=f"{start}\u00a0{word}"), *inline[place + 1 :])
    return inline


def in_words(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with every cloud told in words: a memo is read line by line."""
    for block in blocks:
        match block:
            case Placed(figure=Cloud() as cloud, caption=caption):
                if caption:
                    yield Paragraph((*(run._replace(strong=True) for run in caption), Run(":")))
                yield Listing(tuple((Paragraph(item),) for item in _lines(cloud)))
            case Panel():
                yield block._replace(blocks=tuple(in_words(block.blocks)))
            case Heading() | Paragraph() | Listing() | Table() | Placed():
                yield block
            case _:
                assert_never(block)


def _lines(cloud: Cloud) -> Iterator[Inline]:
    for name, lobe in (("Feelings", cloud.feelings), ("Needs", cloud.needs)):
        words = ", ".join(word.text for word in lobe)
        yield (Run(f"{name}, most named first: ", strong=True), Run(f"{words}."))


def _sized(blocks: Sequence[Block], width: float) -> Iterator[PlacedFigure]:
    for block in blocks:
        match block:
            case Placed(figure=Chart() as chart, alt=alt):
                said = "".join(run.text for run in alt if not run.cite)
                yield PlacedFigure(f"chart:{chart.id}", chart, width, chart_height(chart, width), said)
            case Panel():
                yield from _sized(block.blocks, width)
            case _:
                pass


def chart_height(chart: Chart, width: float) -> float:
    """Inches a chart takes at this width: its rows, more where a label needs two lines."""
    room = width * LABEL_SHARE
    labels = [*((row.label, row.strong) for row in chart.rows), *((label, False) for label in chart.hidden)]
    lines = sum(wrap(label, room / _WIDER, LABEL_SIZE, strong) - 1 for label, strong in labels)
    axis = _AXIS if chart.form == "dots" else 0.0
    return round(2 * _EDGE + len(labels) * _ROW + lines * _LINE + axis, 3)


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _tables(item)

