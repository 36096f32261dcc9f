"""Slides of words alone: a statement, questions to the room, a quiet moment, verbs."""

from collections.abc import Sequence

from generator.model.briefing import Block, Paragraph
from generator.model.pages import Box, Para, Rule, Shape, Slide, TextShape
from generator.plan.measure import height_of
from generator.plan.rounds.fitting import banner, is_dark, is_help, larger, look_of, slide
from generator.plan.slides.frame import GAP, INSET, Frame
from generator.plan.slides.parts import split_heading
from generator.plan.text import held

ROW = 0.16
VERB = 3.1


def statement(fr: Frame) -> Slide:
    """One sentence, large; under it what it rests on; cards below when there are some."""
    shapes, body = banner(fr)
    cards = fr.panels("card")
    below = 1.6 if cards else 0.0
    area = Box(body.x, body.y, body.w * 0.92, body.h - below - (GAP if cards else 0))
    words = _words(fr)
    shapes.append(TextShape("text:statement", area, fr.fitter.settle(words, area, fr.where("statement"), look_of(fr)), anchor="middle", role="body"))
    shapes += boxed(fr, cards, Box(body.x, body.y + body.h - below, body.w, below)) if cards else []
    return slide(fr, shapes)


def boxed(fr: Frame, cards: Sequence[Sequence[Block]], area: Box) -> list[Shape]:
    """Cards side by side over the area, with an accent rule at their left."""
    width = (area.w - GAP * (len(cards) - 1)) / len(cards)
    boxes = [Box(area.x + i * (width + GAP), area.y, width, area.h) for i in range(len(cards))]
    fill = "navy" if is_dark(fr) else "tint"
    look = look_of(fr)
    parts = [(tuple(blocks), box, fr.where(f"card {i + 1}")) for i, (blocks, box) in enumerate(zip(cards, boxes, strict=True))]
    return [
        TextShape(f"card:{'abcdef'[i]}", box, paras, fill=fill, line="accent4" if is_help(cards[i]) else "accent2", line_side="left", anchor="middle", inset=INSET, role="panel")
        for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, look, INSET), boxes, strict=True))
    ]


def questions(fr: Frame) -> Slide:
    """Questions to the room, one under the other; how to talk about them in a line beneath."""
    shapes, body = banner(fr)
    cards = fr.panels("card")
    loose = [b for b in fr.loose() if isinstance(b, Paragraph)]
    foot = fr.fitter.settle(loose, Box(body.x, body.y, body.w, 1.3), fr.where("how"), look_of(fr))
    tall = height_of(foot, body.w) + GAP if foot else 0.0
    height = (body.h - tall - GAP * (len(cards) - 1)) / max(len(cards), 1)
    boxes = [Box(body.x + 0.3, body.y + i * (height + GAP), body.w - 0.3, height) for i in range(len(cards))]
    parts = [(tuple(_large(blocks)), box, fr.where(f"question {i + 1}")) for i, (blocks, box) in enumerate(zip(cards, boxes, strict=True))]
    for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, look_of(fr), 0.1), boxes, strict=True)):
        shapes.append(TextShape(f"question:{'abcdef'[i]}", box, paras, anchor="middle", inset=0.1, role="panel"))
        shapes.append(Rule(f"rule:{'abcdef'[i]}", Box(body.x, box.y, 0.07, box.h), "accent2"))
    if foot:
        shapes.append(TextShape("text:how", Box(body.x, body.y + body.h - tall + GAP, body.w, tall - GAP), foot, role="body"))
    return slide(fr, shapes)


def _large(blocks: Sequence[Block]) -> list[Block]:
    return [b._replace(roles=("statement",)) if isinstance(b, Paragraph) and not b.roles else b for b in blocks]


def quiet(fr: Frame) -> Slide:
    """Almost nothing: a few words in the middle of a dark slide, and where help is."""
    body, sizes = fr.body, fr.theme.sizes
    words = [b for b in fr.loose() if isinstance(b, Paragraph)]
    large = tuple(Para(held(b.inline), sizes["quiet"], look_of(fr).color, align="center", after=10) for b in words if not b.roles)
    middle = Box(body.x, body.y, body.w, body.h - 1.7)
    shapes: list[Shape] = [TextShape("text:quiet", middle, large, anchor="middle", role="body")]
    shapes += boxed(fr, fr.panels("card"), Box(body.x + 1.2, body.y + body.h - 1.7, body.w - 2.4, 1.6))
    return slide(fr, shapes)


def verbs(fr: Frame) -> Slide:
    """A large word and what it stands for, row by row."""
    shapes, body = banner(fr)
    cards, verb = fr.panels("card"), VERB * fr.across
    height = body.h / max(len(cards), 1)
    parts, boxes = [], []
    for i, blocks in enumerate(cards):
        box = Box(body.x + verb, body.y + i * height, body.w - verb, height - ROW)
        boxes.append(box)
        parts.append((larger(split_heading(blocks)[1]), box, fr.where(f"row {i + 1}")))
    for i, (blocks, box, paras) in enumerate(zip(cards, boxes, fr.fitter.settle_all(parts, look_of(fr), 0.08), strict=True)):
        letter = "abcdef"[i]
        heading, _ = split_heading(blocks)
        if i:
            shapes.append(Rule(f"rule:{letter}", Box(body.x, box.y - ROW / 2, body.w, 0.015), "accent2" if is_dark(fr) else "rule"))
        color = "accent3" if is_dark(fr) else "accent1"
        shapes.append(TextShape(f"verb:{letter}", Box(body.x, box.y, verb - 0.2, box.h), (Para(heading, fr.theme.sizes["title"], color, strong=True),), anchor="middle", role="heading"))
        shapes.append(TextShape(f"text:{letter}", box, paras, anchor="middle", inset=0.08, role="body"))
    return slide(fr, shapes)


def quotation(fr: Frame) -> Slide:
    """A colleague's words between large marks."""
    body = fr.body
    box = Box(body.x + 1.1, body.y + 0.3, body.w - 2.2, body.h - 1.4)
    small = Box(box.x, body.y + body.h - 1.0, box.w, 0.8)
    paras = fr.fitter.settle([b for b in _words(fr) if isinstance(b, Paragraph) and "small" not in b.roles], box, fr.where("quotation"), look_of(fr))
    under = fr.fitter.paras([b for b in _words(fr) if isinstance(b, Paragraph) and "small" in b.roles], look_of(fr))
    return slide(fr, [
        Rule("rule:quotation", Box(body.x + 0.6, box.y, 0.08, box.h), "accent4"),
        TextShape("text:quotation", box, paras, anchor="middle", role="body"),
        TextShape("text:who", small, under, role="body"),
    ])  # fmt: skip


def _words(fr: Frame) -> list[Block]:
    return [b for b in fr.loose() if isinstance(b, Paragraph) and not {"link", "caption"} & set(b.roles)]


