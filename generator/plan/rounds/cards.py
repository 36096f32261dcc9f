"""Slides of equal parts: cards in a grid, large figures side by side, what to say and what not."""

from collections.abc import Sequence

from generator.model.briefing import Block, Heading, Paragraph, plain
from generator.model.pages import Box, Drawing, Group, Para, Rule, Shape, Slide, TextShape
from generator.plan.rounds.fitting import banner, bar, is_dark, larger, look_of, slide
from generator.plan.slides.frame import INSET, Frame
from generator.plan.slides.parts import grid, split_heading

CROSS = 0.42
CROSS_OUTLINE = ((1.0, 0.0), (5.0, 4.0), (9.0, 0.0), (10.0, 1.0), (6.0, 5.0), (10.0, 9.0), (9.0, 10.0), (5.0, 6.0), (1.0, 10.0), (0.0, 9.0), (4.0, 5.0), (0.0, 1.0))


def cards(fr: Frame) -> Slide:
    """Cards in a grid of `columns`, each with a heading and a sentence or two; one may be marked."""
    strip, whole = bar(fr)
    shapes, body = banner(fr._replace(body=whole))
    found = fr.panels("card")
    columns = int(fr.section.attributes.get("columns", "2"))
    boxes = grid(body, len(found), columns)
    large = "large" in fr.section.attributes
    parts = [(larger(blocks) if large else tuple(blocks), box, fr.where(f"card {i + 1}")) for i, (blocks, box) in enumerate(zip(found, boxes, strict=True))]
    for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, look_of(fr), INSET), boxes, strict=True)):
        fill, line = ("", "accent2") if is_dark(fr) else ("tint", "accent1")
        shapes.append(TextShape(f"card:{'abcdef'[i]}", box, _close(paras), fill=fill, line=line, line_side="left", inset=INSET, role="panel"))
    if strip is not None:
        shapes.append(strip)
    return slide(fr, shapes)


def _close(paras: Sequence[Para]) -> tuple[Para, ...]:
    """A heading close to its sentence."""
    return tuple(para._replace(after=min(para.after, 6.0)) for para in paras)


def figures(fr: Frame) -> Slide:
    """Two or three large figures side by side, each with who, where and when; a sobering line beneath."""
    strip, body = bar(fr)
    found = fr.panels("card")
    boxes = grid(body, len(found), len(found), 0.35)
    parts = [(tuple(blocks), box, fr.where(f"figure {i + 1}")) for i, (blocks, box) in enumerate(zip(found, boxes, strict=True))]
    first = int(fr.section.attributes.get("highlight", "1")) - 1
    shapes: list[Shape] = []
    for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, look_of(fr), 0.28), boxes, strict=True)):
        lead = i == first and not is_dark(fr)
        inked = tuple(p._replace(color="white") for p in paras) if lead else paras
        shapes.append(TextShape(f"figure:{'abc'[i]}", box, inked, fill="navy" if lead else "tint", inset=0.28, role="panel"))
    if strip is not None:
        shapes.append(strip)
    return slide(fr, shapes)


def speech(fr: Frame) -> Slide:
    """What one may do, and the words for it in bubbles, in a grid."""
    strip, body = bar(fr)
    found = fr.panels("card")
    columns = int(fr.section.attributes.get("columns", "3"))
    boxes = grid(body, len(found), columns, 0.3)
    shapes: list[Shape] = []
    parts = []
    for i, (blocks, box) in enumerate(zip(found, boxes, strict=True)):
        bubble = Box(box.x, box.y + 0.46, box.w, box.h - 0.46 - 0.2)
        parts.append((split_heading(blocks)[1], bubble, fr.where(f"bubble {i + 1}")))
    for i, (blocks, box, (_, bubble, _), paras) in enumerate(zip(found, boxes, parts, fr.fitter.settle_all(parts, inset=0.12), strict=True)):
        letter = "abcdef"[i]
        heading, _ = split_heading(blocks)
        shapes.append(TextShape(f"do:{letter}", Box(box.x, box.y, box.w, 0.46), (Para(heading, fr.theme.sizes["body"], "accent1", strong=True),), anchor="middle", role="heading"))
        spoken = _spoken(blocks)
        shapes.append(TextShape(
            f"say:{letter}", bubble, paras, fill="accent3" if spoken else "", line="" if spoken else "accent2", line_side="" if spoken else "around",
            anchor="middle", inset=0.12, role="panel", form="wedgeRoundRectCallout" if spoken else "roundRect",
        ))  # fmt: skip
    if strip is not None:
        shapes.append(strip)
    return slide(fr, shapes)


def _spoken(blocks: Sequence[Block]) -> bool:
    return any(isinstance(b, Paragraph) and "say" in b.roles for b in blocks)


def crosses(fr: Frame) -> Slide:
    """What not to do, each with a cross before it, in two columns."""
    found = fr.panels("card")
    boxes = grid(fr.body, len(found), 2)
    parts = [(tuple(blocks), Box(box.x + 0.95, box.y, box.w - 0.95, box.h), fr.where(f"line {i + 1}")) for i, (blocks, box) in enumerate(zip(found, boxes, strict=True))]
    shapes: list[Shape] = []
    for i, (box, paras, (_, inner, _)) in enumerate(zip(boxes, fr.fitter.settle_all(parts, inset=0.1), parts, strict=True)):
        letter = "abcdefgh"[i]
        mark = Drawing(f"cross:{letter}", Box(box.x + 0.28, box.y + (box.h - CROSS) / 2, CROSS, CROSS), (10.0, 10.0), (CROSS_OUTLINE,), "accent5")
        words = TextShape(f"text:{letter}", inner, _close(paras), anchor="middle", inset=0.1, role="panel")
        ground = Rule(f"ground:{letter}", box, "tint")
        alt = "Not helpful: " + " ".join(plain(b.inline) for b in found[i] if isinstance(b, Heading | Paragraph))
        shapes.append(Group(f"line:{letter}", box, (ground, mark, words), alt))
    return slide(fr, shapes)
