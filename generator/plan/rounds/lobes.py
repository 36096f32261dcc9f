"""One lobe of the word cloud alone, at twice the size: the same layout, nearer."""

from dataclasses import replace

from generator.model.briefing import plain
from generator.model.figure import Cloud
from generator.model.pages import Box, CloudLayout, CloudShape, PlacedWord, Shape, Slide
from generator.plan.cloud import shared_layout
from generator.plan.rounds.fitting import is_dark, slide
from generator.plan.slides.frame import Frame

LARGEST = 88.0




def lobe(fr: Frame) -> Slide:
    """The words of the lobe that the section names (`lobe="needs"`), on dark or light ground."""
    placed = fr.figure()
    shapes: list[Shape] = []
    if placed is not None and isinstance(placed.figure, Cloud):
        wanted = fr.section.attributes.get("lobe", "feelings")
        layout = shared_layout(placed.figure, fr.fitter.theme.sizes["cloud_least"])
        words = tuple(word for word in layout.words if word.lobe == wanted)
        color = "white" if is_dark(fr) else "accent1"
        shapes.append(CloudShape(f"cloud:{wanted}", fr.body, nearer(words, fr.body), plain(placed.alt), (color, color)))
    return slide(fr, shapes)


def nearer(words: tuple[PlacedWord, ...], box: Box) -> CloudLayout:
    """The words moved and enlarged together until they fill the box."""
    tall = [word.size * 1.22 / 72 for word in words]
    left = min(w.x - w.w / 2 for w in words)
    right = max(w.x + w.w / 2 for w in words)
    top = min(w.y - h / 2 for w, h in zip(words, tall, strict=True))
    bottom = max(w.y + h / 2 for w, h in zip(words, tall, strict=True))
    factor = min(box.w / (right - left), box.h / (bottom - top), LARGEST / max(w.size for w in words))
    over_x, over_y = (box.w - (right - left) * factor) / 2, (box.h - (bottom - top) * factor) / 2
    moved = tuple(
        replace(w, x=over_x + (w.x - left) * factor, y=over_y + (w.y - top) * factor, w=w.w * factor, size=round(w.size * factor, 1))
        for w in words
    )
    return CloudLayout(box.w, box.h, moved)
