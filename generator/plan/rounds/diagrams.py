"""Diagrams of native shapes, each one group with a description: scenes, stages, tiers, activities."""

from collections.abc import Sequence

from generator.model.briefing import Block
from generator.model.pages import Box, Group, Para, Rule, Shape, Slide, TextShape
from generator.plan.rounds.fitting import banner, bar, is_dark, larger, look_of, slide
from generator.plan.slides.frame import Frame
from generator.plan.slides.parts import grid, said
from generator.plan.text import Look

DOT = 0.26
LIFT = 0.45
"""Inches by which each tier stands above the one before it."""


def _alt(start: str, cards: Sequence[Sequence[Block]]) -> str:
    return f"{start} {'; '.join(said(card).rstrip('.') for card in cards)}."


def scenes(fr: Frame) -> Slide:
    """What happened, scene after scene, along a line."""
    shapes, body = banner(fr)
    found = fr.panels("card")
    height = body.h / max(len(found), 1)
    boxes = [Box(body.x + 0.75, body.y + i * height, body.w - 0.75, height - 0.08) for i in range(len(found))]
    parts = [(larger(blocks), box, fr.where(f"scene {i + 1}")) for i, (blocks, box) in enumerate(zip(found, boxes, strict=True))]
    last = len(found) - 1
    inner: list[TextShape | Rule] = [Rule("rule:time", Box(body.x + DOT / 2 - 0.015, body.y + height / 2, 0.03, height * last), "accent2")]
    for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, look_of(fr)), boxes, strict=True)):
        letter = "abcdefg"[i]
        dot = Box(body.x, box.y + box.h / 2 - DOT / 2, DOT, DOT)
        inner.append(TextShape(f"dot:{letter}", dot, (Para((), 10.0),), fill="accent3" if is_dark(fr) else "accent1", form="ellipse", role="mark"))
        inner.append(TextShape(f"scene:{letter}", box, paras, anchor="middle", role="body"))
    shapes.append(Group("diagram:scenes", body, tuple(inner), _alt("Scenes in order:", found)))
    return slide(fr, shapes)


def stages(fr: Frame) -> Slide:
    """Stages as arrows in two rows, one of them marked."""
    strip, body = bar(fr)
    found = fr.panels("card")
    marked = int(fr.section.attributes.get("highlight", "0")) - 1
    boxes = grid(body, len(found), 3, 0.14)
    parts = [(tuple(blocks), Box(b.x, b.y, b.w - 0.9, b.h), fr.where(f"stage {i + 1}")) for i, (blocks, b) in enumerate(zip(found, boxes, strict=True))]
    inner = []
    for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, inset=0.3), boxes, strict=True)):
        ink = "white" if i == marked else "text"
        words = tuple(p._replace(color=ink) for p in paras)
        inner.append(TextShape(f"stage:{'abcdef'[i]}", box, words, fill="navy" if i == marked else "accent3", anchor="middle", inset=0.3, role="panel", form="homePlate"))
    shapes: list[Shape] = [Group("diagram:stages", body, tuple(inner), _alt("Stages in order, as arrows:", found))]
    if strip is not None:
        shapes.append(strip)
    return slide(fr, shapes)


def tiers(fr: Frame) -> Slide:
    """Equal steps up, side by side."""
    strip, body = bar(fr)
    found = fr.panels("card")
    boxes = grid(body, len(found), len(found), 0.18)
    rise = [LIFT * (len(found) - 1 - i) for i in range(len(found))]
    lifted = [Box(b.x, b.y + up, b.w, b.h - up) for b, up in zip(boxes, rise, strict=True)]
    parts = [(larger(blocks), box, fr.where(f"tier {i + 1}")) for i, (blocks, box) in enumerate(zip(found, lifted, strict=True))]
    colors = (("accent3", "text", "navy"), ("accent1", "white", "white"), ("navy", "white", "white"))
    inner = []
    for i, box in enumerate(lifted):
        fill, ink, heading = colors[min(i, 2)]
        blocks, area, where = parts[i]
        paras = fr.fitter.settle(blocks, area, where, Look(ink, heading), 0.26)
        quiet = tuple(p._replace(color="white") if p.color in ("mute", "accent3") and ink == "white" else p for p in paras)
        inner.append(TextShape(f"tier:{'abc'[i]}", box, quiet, fill=fill, inset=0.26, role="panel"))
    shapes: list[Shape] = [Group("diagram:tiers", body, tuple(inner), _alt("Three steps, each one higher:", found))]
    if strip is not None:
        shapes.append(strip)
    return slide(fr, shapes)


def activities(fr: Frame) -> Slide:
    """Six activities as hexagons, one of them marked."""
    found = fr.panels("card")
    marked = int(fr.section.attributes.get("highlight", "0")) - 1
    boxes = grid(fr.body, len(found), 3, 0.16)
    parts = [(tuple(blocks), Box(b.x + 0.5, b.y, b.w - 1.0, b.h), fr.where(f"activity {i + 1}")) for i, (blocks, b) in enumerate(zip(found, boxes, strict=True))]
    inner = []
    for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, inset=0.1), boxes, strict=True)):
        hot = i == marked
        words = tuple(p._replace(align="center", after=2.0, color="white" if hot else p.color) for p in paras)
        inner.append(TextShape(f"activity:{'abcdef'[i]}", box, words, fill="navy" if hot else "accent3", anchor="middle", inset=0.1, role="panel", form="hexagon"))
    alt = _alt("Six activities of a board, the one on a fair culture marked:", found)
    return slide(fr, [Group("diagram:activities", fr.body, tuple(inner), alt)])
