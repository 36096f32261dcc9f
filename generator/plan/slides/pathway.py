"""The way from an event to what is learned from it, in two lanes of native shapes."""

from collections.abc import Sequence

from generator.model.briefing import Block, Inline, Listing, Paragraph, plain
from generator.model.pages import Box, Group, Para, Rule, Slide, TextShape
from generator.plan.slides.frame import GAP, Frame
from generator.plan.slides.parts import grid, said, split_heading
from generator.plan.text import Look

INK = Look("white", "white")
ENDS = 1.95
"""Inches that the first and the last box are wide."""


def pathway(fr: Frame) -> Slide:
    """Two lanes from one event to one end: what patients and families meet, and what staff meet."""
    body = fr.body
    start, end = (*fr.panels("card"), (), ())[:2]
    lanes = [(split_heading(fr.panel(name))[0], _items(fr.panel(name))) for name in ("left", "right")]
    ends = ENDS * fr.across
    middle = Box(body.x + ends + GAP, body.y, body.w - 2 * (ends + GAP), body.h)
    height = (middle.h - GAP) / 2
    inner: list[TextShape | Rule] = [_end(fr, "start", start, Box(body.x, body.y, ends, body.h), "accent1")]
    for place, (label, items) in enumerate(lanes):
        top = middle.y + place * (height + GAP)
        lane = "patient", "staff"
        color = ("navy", "accent1")[place]
        inner.append(TextShape(f"lane:{lane[place]}", Box(middle.x, top, middle.w, 0.42), (Para(label, fr.theme.sizes["body_least"], color, strong=True),), anchor="middle", role="heading"))
        boxes = grid(Box(middle.x, top + 0.44, middle.w, height - 0.44), len(items), max(len(items), 1), 0.08)
        parts = [((Paragraph(words),), Box(b.x, b.y, b.w - 0.42, b.h), fr.where(f"lane {place + 1}, step {i + 1}")) for i, (words, b) in enumerate(zip(items, boxes, strict=True))]
        for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, inset=0.14), boxes, strict=True)):
            sized = tuple(p._replace(size=fr.theme.sizes["body_least"]) for p in paras)
            inner.append(TextShape(f"{lane[place]}:{'abcd'[i]}", box, sized, fill="accent3", anchor="middle", inset=0.14, role="panel", form="homePlate"))
    inner.append(_end(fr, "end", end, Box(body.x + body.w - ends, body.y, ends, body.h), "navy"))
    words = "; ".join(f"{plain(label)}: {', then '.join(plain(item) for item in items)}" for label, items in lanes)
    alt = f"Two lanes from one start to one end. Start: {said(start)}. {words}. End: {said(end)}."
    return fr.slide("title-only", [Group("diagram:pathway", body, tuple(inner), alt)])


def _end(fr: Frame, name: str, blocks: Sequence[Block], box: Box, fill: str) -> TextShape:
    paras = fr.fitter.settle(tuple(blocks), box, fr.where(name), INK, 0.16)
    return TextShape(f"end:{name}", box, paras, fill=fill, anchor="middle", inset=0.16, role="panel")


def _items(blocks: Sequence[Block]) -> list[Inline]:
    listing = next((b for b in blocks if isinstance(b, Listing)), None)
    items = listing.items if listing else ()
    return [next((b.inline for b in item if isinstance(b, Paragraph)), ()) for item in items]
