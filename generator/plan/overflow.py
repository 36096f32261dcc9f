"""Whether a planned slide holds all that stands on it: each text in its box, each box on the slide."""

import re
from collections.abc import Iterator

from generator.model.briefing import plain
from generator.model.pages import Group, Shape, Slide, TableShape, TextShape
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.measure import height_of, text_width

EDGE = 0.06
"""Inches of air that a box keeps above and under its text at the least."""
SLACK = 0.06
"""Inches: what a line's pitch reserves under its last line."""
LONG = 22
"""Letters of a word that may be broken anywhere: an address, a number of a study."""
BREAKS = re.compile(r"[\s\-\u2010\u2013\u2014/]+")
TITLE_SLACK = 0.2
"""The same of a cover's title, which stands on the foot of its box and has air above."""
COVERS = ("title", "closing")
"""Layouts whose title has a box of its own; elsewhere its lines are counted."""
CURE = "shorten the names and sentences of briefing.yaml that stand here"


def overflows(slide: Slide, theme: Theme, number: int) -> tuple[Problem, ...]:
    """Each shape that its text or its slide does not hold, as an error that names it; sizes are those of the plan."""
    return tuple(
        Problem("text.overflow", "error", f"slide {number}, {shape.name}", words, CURE)
        for shape in _alone(slide.shapes)
        if (words := _fault(shape, theme, slide.layout in COVERS))
    )


def _alone(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from shape.shapes
        else:
            yield shape


def _fault(shape: Shape, theme: Theme, on_cover: bool) -> str:
    box = shape.box
    if isinstance(shape, TextShape) and shape.role != "mark" and (shape.role != "title" or on_cover) and not shape.keeps:
        width = box.w - 2 * shape.inset
        needed, room = height_of(shape.paras, width), box.h - 2 * min(shape.inset, EDGE)
        if needed > room + (TITLE_SLACK if shape.role == "title" else SLACK):
            return f"text needs {needed:.2f} inches and has {room:.2f} (it begins “{_start(shape)}”)"
        words = ((word, p) for p in shape.paras for run in p.runs if not run.href for word in BREAKS.split(run.text) if len(word) <= LONG)
        longest = max((text_width(word, p.size, p.strong) for word, p in words), default=0.0)
        if longest > width + 0.02:
            return f"a word is wider than its box (in “{_start(shape)}”)"
    if isinstance(shape, TableShape):
        narrow = min(shape.widths) < 0.3
        low = box.y + sum(shape.heights) > theme.box["footer_top"] + 0.02
        if narrow or low:
            return "the table does not fit on the slide"
    outside = box.x < -0.01 or box.y < -0.01 or box.x + box.w > theme.box["width"] + 0.01 or box.y + box.h > theme.box["height"] + 0.01
    return "it does not fit on the slide" if outside or box.w <= 0 or box.h <= 0 else ""


def _start(shape: TextShape) -> str:
    return next((plain(p.runs).strip() for p in shape.paras if p.runs), "")[:60]
