"""The word cloud in a room: both lobes, then each alone, laid out anew so that it fills the screen."""

from functools import cache
from typing import Literal

from generator.model.briefing import plain
from generator.model.figure import Cloud
from generator.model.pages import Box, CloudLayout, CloudShape, Shape, Slide, TextShape
from generator.model.problem import Problem
from generator.plan.cloud import lay_out, scaled, shared_layout
from generator.plan.rounds.fitting import is_dark, slide
from generator.plan.slides.frame import Frame
from generator.plan.text import one

HEADING = 0.5
ALONE = (12.0, 4.4)
"""Inches of the layout of one lobe, near those of the slide's body."""
GUTTER = 0.5
LARGEST = 72.0

Lobe = Literal["feelings", "needs"]


def both(fr: Frame) -> Slide:
    """Feelings and needs side by side, each under its heading."""
    placed = fr.figure()
    shapes: list[Shape] = []
    if placed is not None and isinstance(placed.figure, Cloud):
        half = fr.body.w / 2
        for name, words, color, x in (("feelings", "What we feel", "accent5", fr.body.x), ("needs", "What we need", "accent1", fr.body.x + half)):
            shapes.append(TextShape(f"heading:{name}", Box(x, fr.body.y, half, HEADING), one(words, fr.theme.sizes["lead"], color, strong=True, align="center"), role="heading"))
        box = Box(fr.body.x, fr.body.y + HEADING, fr.body.w, fr.body.h - HEADING)
        layout = scaled(shared_layout(placed.figure, fr.theme.sizes["cloud_least"]), box.w, box.h)
        _say_left_out(fr, layout)
        shapes.append(CloudShape("cloud:words", box, layout, plain(placed.alt)))
    return slide(fr, shapes)


def lobe(fr: Frame) -> Slide:
    """The words of the lobe that the section names (`lobe="needs"`), on dark or light ground."""
    placed = fr.figure()
    shapes: list[Shape] = []
    if placed is not None and isinstance(placed.figure, Cloud):
        wanted: Lobe = "needs" if fr.section.attributes.get("lobe") == "needs" else "feelings"
        layout = scaled(_alone(placed.figure, wanted, fr.theme.sizes["cloud_least"]), fr.body.w, fr.body.h)
        _say_left_out(fr, layout)
        color = "white" if is_dark(fr) else "accent5" if fr.theme.host and wanted == "feelings" else "accent1"
        shapes.append(CloudShape(f"cloud:{wanted}", fr.body, layout, plain(placed.alt), (color, color)))
    return slide(fr, shapes)


@cache
def _alone(cloud: Cloud, wanted: Lobe, smallest: float) -> CloudLayout:
    """One lobe over the whole width: laid out as the left one of a cloud twice as wide, the other empty."""
    words = cloud.feelings if wanted == "feelings" else cloud.needs
    width, height = ALONE
    layout = lay_out(cloud._replace(feelings=words, needs=()), 2 * width + GUTTER, height, smallest, LARGEST)
    return CloudLayout(width, height, tuple(word._replace(lobe=wanted) for word in layout.words), layout.left_out)


def _say_left_out(fr: Frame, layout: CloudLayout) -> None:
    for word in layout.left_out:
        fr.fitter.problems.append(Problem("cloud.left-out", "warning", fr.where("cloud"), f"“{word}” found no room", "its count stands in facts.csv"))
