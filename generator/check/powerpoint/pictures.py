"""Pictures, charts, tables and drawings have words that say what they show."""

from collections.abc import Iterator

from generator.check.alt import faults_of
from generator.check.fault import Fault, quoted
from generator.check.package import NS
from generator.check.powerpoint.deck import FURNITURE, Shape, Slide

_WHOLE = 0.6


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Descriptions that are missing or say nothing, and slides that are one picture."""
    beside = [shape.text for shape in slide.shapes if shape.kind == "sp" and shape.text]
    for shape in slide.shown:
        if shape.decorative or not _needs_words(shape):
            continue
        subject = quoted(shape.name or "a picture")
        if shape.described:
            yield from faults_of(shape.described, slide.place, subject, beside)
        elif not _inside_described(shape):
            table = shape.graphic("a:tbl") is not None
            yield Fault("check.alt-text", slide.place, f"{subject} has no description", severity="warning" if table else None)
    yield from _whole(slide)


def _needs_words(shape: Shape) -> bool:
    match shape.kind:
        case "pic":
            return True
        case "graphicFrame":
            return True
        case "sp":
            return not shape.text and shape.element.find("p:spPr/a:blipFill", NS) is not None
        case "grpSp":
            return bool(shape.children) and not any(_speaks(child) for child in shape.children)
        case _:
            return False


def _speaks(shape: Shape) -> bool:
    """Whether somebody meets words in it or must be given some: then the group itself may keep silent."""
    return bool(shape.text) or shape.decorative or _needs_words(shape) or any(map(_speaks, shape.children))


def _inside_described(shape: Shape) -> bool:
    group = shape.group
    while group is not None:
        if group.described:
            return True
        group = group.group
    return False


def _whole(slide: Slide) -> Iterator[Fault]:
    """A slide that is nothing but one large picture shows words that nobody can read aloud."""
    matter = [shape for shape in slide.shown if shape.kind != "grpSp" and not (shape.placeholder and shape.placeholder[0] in FURNITURE) and shape.role != "title"]
    pictures = [shape for shape in matter if shape.kind == "pic" and shape.box is not None]
    if len(pictures) == 1 and not any(shape.text or shape.kind == "graphicFrame" for shape in matter) and not any(shape.element.find("p:nvPicPr/p:nvPr/a:videoFile", NS) is not None for shape in pictures):
        box = pictures[0].box
        if box is not None and box.w * box.h > _WHOLE * slide.deck.width * slide.deck.height and len(pictures[0].described) < 80 and not pictures[0].decorative:
            yield Fault("check.picture-of-text", slide.place, "the slide is one picture, with few words to say what it shows")
