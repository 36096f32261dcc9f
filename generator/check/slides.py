"""What a reader meets on the pages of a deck, for papers made from it that are no Office files."""

from collections.abc import Iterator

from generator.check.package import Met
from generator.model.briefing import plain
from generator.model.figure import NOT_SHOWN
from generator.model.pages import (
    ChartShape,
    CloudShape,
    Deck,
    Group,
    Para,
    Picture,
    Shape,
    TableShape,
    TextShape,
)
from generator.plan.printed import category


def meet_slides(deck: Deck) -> Iterator[Met]:
    """Texts, descriptions and chart labels slide by slide, the footer too; no notes, which no page prints."""
    for number, slide in enumerate(deck.slides, 1):
        place = f"slide {number}"
        for shape in slide.shapes:
            yield from _of(shape, place)
        yield Met(place, "footer", "text", _said(Para(deck.footer, 0.0)))


def _of(shape: Shape, place: str) -> Iterator[Met]:
    """Yield what one shape says."""
    alt = plain(shape.alt) if isinstance(shape, Picture) else getattr(shape, "alt", "")
    if alt:
        yield Met(place, shape.name, "alt", alt)
    match shape:
        case TextShape():
            yield from (Met(place, shape.name, "text", _said(para)) for para in shape.paras)
        case TableShape():
            for cell in (cell for row in (shape.header, *shape.rows) for cell in row):
                yield from (Met(place, shape.name, "text", _said(para)) for para in cell.paras)
        case ChartShape():
            for row in shape.chart.rows:
                yield from (Met(place, shape.name, "chart-text", text) for text in (category(row, shape.chart), row.shown))
            yield from (Met(place, shape.name, "chart-text", text) for label in shape.chart.hidden for text in (plain(label), NOT_SHOWN))
        case CloudShape():
            yield from (Met(place, shape.name, "text", word.text) for word in shape.layout.words)
        case Group():
            for child in shape.shapes:
                yield from _of(child, place)
        case _:
            return


def _said(para: Para) -> str:
    """A paragraph's text; reference numbers stand apart from the number before them."""
    return "".join(f" {run.text} " if run.cite else run.text for run in para.runs)
