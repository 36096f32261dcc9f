"""The printed sheets: which part stands on which side, short references, caveats gathered into one note a side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.compose.walk import runs_of
from generator.model.basics import Picture, Properties
from generator.model.briefing import (
    Block,
    Briefing,
    Inline,
    Paragraph,
    Reference,
    Run,
    Section,
    pieces,
    plain,
)
from generator.model.fact import FactBook
from generator.model.figure import Chart
from generator.model.manifest import CITATION, Printed
from generator.model.request import Request
from generator.model.sheet import Part, Sheet, Side

SIZES = (10.5, 10.25, 10.0, 9.75, 9.5)
"""Points of body text: the size wished for, then what it may shrink to."""
TITLE_SIZE = 22.0
CAVEAT = "caveat"


def plan_sheet(briefing: Briefing, request: Request, book: FactBook, properties: Properties, sizes: Sequence[float] = SIZES, logo: Picture | None = None) -> Sheet:
    """The sheet of a briefing whose sections say which side they stand on (`side="back"`, else the front)."""
    back = tuple(section for section in briefing.sections if section.attributes.get("side") == "back")
    front = tuple(section for section in briefing.sections if section not in back)
    meta = briefing.meta
    version = "Draft version" if "DRAFT" in briefing.marking else "Final version"
    return Sheet(
        name=briefing.output,
        title=briefing.title,
        kind=meta.get("kind", ()),
        organization=meta.get("organization", ()),
        date=meta.get("date", ()),
        foot=(*meta.get("running", ()), Run(f" · {version}, " if meta.get("date") else f" · {version}"), *meta.get("date", ())),
        sides=tuple(_side(sections) for sections in (front, back) if sections),
        references=tuple(short_reference(reference) for reference in briefing.references),
        properties=properties,
        marking=briefing.marking,
        page=request.style.paper,
        sizes=tuple(sizes),
        title_size=TITLE_SIZE,
        keys=_keys(book),
        logo=logo,
    )


def short_reference(reference: Reference) -> Inline:
    """A work as a sheet names it: number, "Sexton 2021" and its link, or its title where it has none."""
    links = [run for run in reference.inline if run.href][:1]
    number = Run(f"{reference.number} ", strong=True, fact=CITATION)
    if not links:
        title = reference.work.csl.get("title") or reference.work.description
        return (number, Run(f"{reference.work.short}. {title}.", fact=CITATION))
    text = links[0].text.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    site = text.partition("/")[0] if not text.startswith(("doi", "PMID")) else text
    return (number, Run(f"{reference.work.short}. ", fact=CITATION), Run(site, fact=CITATION, href=links[0].href))


def _side(sections: Sequence[Section]) -> Side:
    caveats = (line for section in sections for block in section.blocks for line in _caveats(block))
    lines = tuple(dict.fromkeys(caveats))
    joined: list[Run] = []
    for line in lines:
        joined += [Run("; " if joined else "To bear in mind. "), *line]
    parts = (Part(section.kind, section.title, tuple(b for b in section.blocks if not _is_caveat(b))) for section in sections)
    return Side(tuple(parts), (*joined, Run(".")) if joined else ())


def _is_caveat(block: Block) -> bool:
    return isinstance(block, Paragraph) and CAVEAT in block.roles


def _caveats(block: Block) -> Iterator[Inline]:
    """The single caveats of a note that compose added: its runs between lead-in, separators and full stop."""
    if not (isinstance(block, Paragraph) and _is_caveat(block)):
        return
    line: list[Run] = []
    for run in block.inline[1:]:
        if run.fact:
            line.append(run)
        elif line:
            yield tuple(line)
            line = []


def _keys(book: FactBook) -> Mapping[str, str]:
    return {key: source.ref for key, fact in book.items() for source in fact.sources if source.kind == "request"}


def printed_sheet(sheet: Sheet, file: str) -> tuple[Printed, ...]:
    """Every stretch of the sheet that a fact, a citation or the request accounts for, in order.

    Places are "page 1" and "page 2", and "head" and "foot" for what stands on each; shapes name
    the part and the block in it ("Why it matters here: panel 2").
    """
    found: list[Printed] = []

    def note(place: str, shape: str, inline: Iterable[Run]) -> None:
        found.extend(Printed(file, place, shape, piece, run.fact or CITATION) for run in inline if run.fact or run.cite for piece in pieces(run))

    if sheet.logo:
        note("head", sheet.logo.name, sheet.logo.alt)
    note("head", "organization", sheet.organization)
    note("head", "date", sheet.date)
    note("foot", "foot", sheet.foot)
    for number, side in enumerate(sheet.sides, 1):
        page = f"page {number}"
        for part in side.parts:
            name = plain(part.title)
            note(page, f"{name}: title", part.title)
            for place, block in enumerate(part.blocks, 1):
                shape = f"{name}: {type(block).__name__.lower()} {place}"
                note(page, shape, runs_of([block]))
                note(page, shape, _chart_runs(block))
        note(page, "caveats", side.caveats)
    for reference in sheet.references:
        note(f"page {len(sheet.sides)}", "references", reference)
    return tuple(found)


def _chart_runs(block: Block) -> Iterator[Run]:
    figure = getattr(block, "figure", None)
    if isinstance(figure, Chart):
        for row in figure.rows:
            yield from (*row.label, Run(row.shown, fact=row.fact))
            if row.n is not None:
                yield Run(f"{row.n:,}", fact=row.fact)
        for label in figure.hidden:
            yield from label
