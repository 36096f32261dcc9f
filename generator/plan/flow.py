"""What no form can hold becomes plain slides: figure, tables and text one after the other, on as many as they need."""

import re
from collections.abc import Callable, Iterable, Iterator

from generator.model.briefing import Block, Heading, Panel, Paragraph, Placed, Run, Section, Table
from generator.model.figure import Chart
from generator.model.pages import Box, Para, Slide, TextShape
from generator.plan.measure import POINTS, height_of
from generator.plan.slides.frame import Frame, frame
from generator.plan.slides.tables import table_slides
from generator.plan.text import Fitter

ANSWERS = re.compile(r"(?<=[.!?;]) +")
NOT_TEXT = ("source", "notes")


def flow(section: Section, number: int, fitter: Fitter, figure: Callable[[Frame], Slide] | None) -> Iterator[Slide]:
    """The section on plain slides; the second and later ones say which part they are.

    `figure`: makes the slide of a section that holds nothing but its figure and caption.
    """
    part = 0
    placed = [b for b in section.blocks if isinstance(b, Placed)]
    source = tuple(b for b in section.blocks if isinstance(b, Panel) and b.name in NOT_TEXT)
    if placed and figure is not None:
        caption = tuple(b for b in section.blocks if isinstance(b, Paragraph) and "caption" in b.roles)
        kind = "chart-wide" if isinstance(placed[0].figure, Chart) else section.kind
        yield figure(frame(section._replace(kind=kind, blocks=(*caption, *placed[:1], *source)), number, fitter))
        part += 1
    for table in _tables(section.blocks):
        of_table = section._replace(kind="table", blocks=(table, *source), notes=section.notes if not part else ())
        made = list(table_slides(of_table, number + part, fitter, part))
        yield from made
        part += len(made)
    blocks = list(_texts(section.blocks, bool(placed)))
    paras = [p for p in fitter.paras(blocks, step=2) if p.runs]
    while paras:
        of_text = section._replace(kind="text", blocks=source, notes=section.notes if not part else ())
        fr = frame(of_text, number + part, fitter, part)
        now, paras = _filled(paras, fr.body)
        yield fr.slide("title-only", [TextShape("text:body", fr.body, tuple(now), role="body")])
        part += 1


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Panel):
            yield from _tables(block.blocks)


def _texts(blocks: Iterable[Block], captioned: bool) -> Iterator[Block]:
    """Text of the blocks in order, the bar first: it says what matters most. Big figures print as text."""
    listed = list(blocks)
    for block in sorted(listed, key=lambda b: not (isinstance(b, Panel) and b.name in ("bar", "banner"))):
        if isinstance(block, Panel) and block.name not in NOT_TEXT:
            yield from _texts(block.blocks, captioned)
        elif isinstance(block, Heading):
            yield block
        elif isinstance(block, Paragraph):
            if not (captioned and "caption" in block.roles):
                yield block._replace(roles=())
        elif not isinstance(block, Table | Placed | Panel):
            yield block


def _filled(paras: list[Para], body: Box) -> tuple[list[Para], list[Para]]:
    """Paragraphs that fill the body, and the rest; one too tall for a page is parted after a sentence."""
    now: list[Para] = []
    for place, para in enumerate(paras):
        if height_of([*now, para], body.w) <= body.h:
            now.append(para)
            continue
        if now and now[-1].strong and now[-1].color.startswith("accent") and len(now) > 1:
            return now[:-1], [now[-1], *paras[place:]]  # a heading goes with what it heads
        if now and height_of([para], body.w) <= body.h:
            return now, paras[place:]
        first, rest = _parted(para, body.h - (height_of(now, body.w) + now[-1].after / POINTS if now else 0), body.w)
        if first is None:
            if now:
                return now, paras[place:]
            return [para], paras[place + 1 :]
        return [*now, first], [*([rest] if rest else []), *paras[place + 1 :]]
    return now, []


def _parted(para: Para, room: float, width: float) -> tuple[Para | None, Para | None]:
    """The paragraph up to the last sentence, else word, that fits the room, and the rest of it."""
    runs = list(para.runs)
    for pattern in (ANSWERS, re.compile(r" +")):
        best = None
        for i, run in enumerate(runs):
            for found in pattern.finditer(run.text):
                head = (*runs[:i], run._replace(text=run.text[: found.start()]))
                if height_of([para._replace(runs=head)], width) > room:
                    break
                best = i, found
        if best is not None:
            i, found = best
            head = (*runs[:i], runs[i]._replace(text=runs[i].text[: found.start()]))
            rest: tuple[Run, ...] = (runs[i]._replace(text=runs[i].text[found.end() :]), *runs[i + 1 :])
            return para._replace(runs=head), para._replace(runs=rest, bullet="" if para.bullet == "1." else para.bullet)
    return None, None


def with_notes(slide: Slide, more: Iterable[Para]) -> Slide:
    """The slide with more said in its notes."""
    added = tuple(para._replace(size=12.0) for para in more)
    return slide._replace(notes=(*slide.notes, *added)) if added else slide

