"""Text for the back row: steps of two points, and heads of slides on light and dark ground."""

from collections.abc import Sequence

from generator.model.briefing import Block, Inline, Paragraph, Section, plain
from generator.model.pages import Box, Para, Shape, Slide, TextShape
from generator.plan.measure import height_of, text_width, wrap
from generator.plan.slides.frame import GAP, Frame, frame
from generator.plan.slides.parts import split_heading
from generator.plan.text import PLAIN, Fitter, Look, held

ON_DARK = Look("white", "accent3")
UNDER_TITLE = 0.24  # inches
HELP = "Help now"


class RoomFitter(Fitter):
    """Fits text with the sizes of a room: two points a step, headlines four, never under the least size."""

    def size(self, role: str, step: int = 0) -> float:
        """The theme's size for a role at a step."""
        sizes = self.theme.sizes
        if role == "figure":
            return sizes[role] - 10 * step
        if role in ("statement", "title"):
            return max(sizes[role] - (4 if role == "statement" else 1) * step, sizes[f"{role}_least"])
        if role in ("body", "lead"):
            return max(sizes[role] - 2 * step, sizes["body_least"])
        return super().size(role, step)

    def _paragraph(self, words: Inline, roles: tuple[str, ...], look: Look, step: int) -> Para:
        inline = held(words)
        if "statement" in roles:
            return Para(inline, self.size("statement", step), look.color, strong=True, after=16)
        if "say" in roles:
            return Para(inline, self.size("body", step), look.color, strong=True, after=4)
        if "line" in roles:
            return Para(inline, self.size("lead", step), look.color, after=6)
        if "small" in roles:
            return Para(inline, self.size("label"), "accent3" if look.color == "white" else "mute", after=4)
        if "fill" in roles:
            return Para(inline, self.size("body", step), look.color, after=6)
        if roles[:1] == ("link",):
            return Para(linked(inline), self.theme.sizes["reference"], look.color, after=4)
        return super()._paragraph(words, roles, look, step)


def linked(inline: Inline) -> Inline:
    """An address as words without its scheme, which the link keeps."""
    return tuple(
        run._replace(text=run.text.partition("://")[2].removeprefix("www.").rstrip("/"), href=run.text) if "://" in run.text else run
        for run in inline
    )


def room_frame(section: Section, number: int, fitter: Fitter) -> Frame:
    """The slide's head and foot; the body begins a little below the title, however many lines that takes."""
    fr = frame(section, number, fitter)
    title = next((s for s in fr.head if isinstance(s, TextShape) and s.role == "title"), None)
    if title is None:
        return fr
    if fr.theme.host:
        return fr
    top = title.box.y + height_of(title.paras, title.box.w) + UNDER_TITLE
    return fr._replace(body=fr.body._replace(y=top, h=fr.body.y + fr.body.h - top))


def link_of(blocks: Sequence[Block]) -> str:
    """The address in the first paragraph that is a link; empty without one."""
    found = (plain(b.inline).strip() for b in blocks if isinstance(b, Paragraph) and "link" in b.roles)
    return next(found, "")


def is_dark(fr: Frame) -> bool:
    """Whether the slide is one of the dark ones."""
    return fr.section.attributes.get("tone") == "dark" and "film" in fr.theme.dark


def look_of(fr: Frame) -> Look:
    """Colors of text on this slide's ground."""
    return ON_DARK if is_dark(fr) else PLAIN


def slide(fr: Frame, shapes: Sequence[Shape], layout: str = "title-only") -> Slide:
    """The finished slide; on dark ground title, kicker and source change color."""
    if not is_dark(fr):
        return fr.slide(layout, shapes)
    head = tuple(_tinted(s, "white" if s.role == "title" else "accent3") for s in fr.head if isinstance(s, TextShape))
    tail = tuple(_tinted(s, "accent3") for s in fr.tail if isinstance(s, TextShape))
    return fr._replace(head=head, tail=tail).slide("film", shapes)


def _tinted(shape: TextShape, color: str) -> TextShape:
    return shape._replace(paras=tuple(para._replace(color=color) for para in shape.paras))


def banner(fr: Frame) -> tuple[list[Shape], Box]:
    """The slide's banner in a frame, and the body that is left under it."""
    words = fr.panel("banner")
    if not words:
        return [], fr.body
    runs = tuple(run for b in words if isinstance(b, Paragraph) for run in b.inline)
    size = fr.theme.sizes["label"]
    box = Box(fr.body.x, fr.body.y, min(text_width(plain(runs), size, True) + 0.5, fr.body.w), 0.46)
    ink = "white" if is_dark(fr) else "text"
    shape = TextShape("banner", box, (Para(runs, size, ink, strong=True, align="center"),), line="accent4", line_side="around", anchor="middle", inset=0.04, role="banner")
    return [shape], Box(fr.body.x, fr.body.y + 0.64, fr.body.w, fr.body.h - 0.64)


def bar(fr: Frame) -> tuple[TextShape | None, Box]:
    """A navy bar at the foot of the body, at the size of its text, and the body that is left above it."""
    runs = tuple(run for b in fr.panel("bar") if isinstance(b, Paragraph) for run in b.inline)
    if not runs:
        return None, fr.body
    width, inset = fr.body.w, 0.2
    sizes = [fr.fitter.size("body", step) for step in range(3)]
    size = next((s for s in sizes if wrap(runs, width - 2 * inset - 0.1, s, True) <= 2), sizes[-1])
    paras = (Para(held(runs), size, "white", strong=True),)
    tall = height_of(paras, width - 2 * inset) + 2 * inset - 0.1
    box = Box(fr.body.x, fr.body.y + fr.body.h - tall, width, tall)
    return TextShape("panel:bar", box, paras, fill="navy", anchor="middle", inset=inset - 0.05, role="bar"), Box(fr.body.x, fr.body.y, width, fr.body.h - tall - GAP)


def is_help(blocks: Sequence[Block]) -> bool:
    """Whether a card says where help is: the one thing that amber marks."""
    return plain(split_heading(blocks)[0]) == HELP


def larger(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Plain paragraphs a size larger, where a slide holds few words."""
    return tuple(b._replace(roles=("line",)) if isinstance(b, Paragraph) and b.roles in ((), ("fill",)) else b for b in blocks)
