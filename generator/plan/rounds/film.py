"""The film's slide, with a poster we draw ourselves, and slides with a link to scan."""

from collections.abc import Sequence

from generator.model.briefing import Block, Paragraph, plain
from generator.model.pages import Box, Drawing, Group, Para, Rule, Shape, Slide, TextShape
from generator.plan.measure import height_of
from generator.plan.rounds.fitting import is_dark, is_help, link_of, linked, look_of, slide
from generator.plan.rounds.qr import qr
from generator.plan.slides.frame import GAP, Frame
from generator.plan.slides.parts import split_heading

POSTER = 7.3
CODE = 2.05
PLAY = 1.05
TRIANGLE = ((0.0, 0.0), (10.0, 5.0), (0.0, 10.0))
RINGS = ("accent1", "accent2", "accent3")
LARGE_CODE = 3.3


def film(fr: Frame) -> Slide:
    """A poster with a play sign, what to watch for, and the link as words and as a code."""
    body = fr.body
    across = POSTER * fr.across
    poster = Box(body.x, body.y, across, body.h)
    right = Box(body.x + across + 0.4, body.y, body.w - across - 0.4, body.h)
    address = link_of(fr.loose())
    shapes: list[Shape] = [_poster(fr, poster, address)]
    found = fr.panels("card")
    tall = right.h - (CODE + GAP if address else 0)
    words = fr.fitter.settle([b for card in found for b in card], right._replace(h=tall), fr.where("watch for"), look_of(fr))
    shapes.append(TextShape("text:watch", right._replace(h=tall), words, role="body"))
    if address:
        code = Box(right.x, right.y + right.h - CODE, CODE, CODE)
        shapes += qr(address, "code:film", code, "QR code that opens the link on this slide")
        beside = Box(code.x + CODE + 0.2, code.y, right.w - CODE - 0.2, CODE)
        line = [b for b in fr.loose() if isinstance(b, Paragraph) and "small" in b.roles]
        shapes.append(TextShape("text:scan", beside, fr.fitter.settle(line, beside, fr.where("scan"), look_of(fr)), anchor="middle", role="body"))
    return slide(fr, shapes)


def _poster(fr: Frame, box: Box, address: str) -> Group:
    """Native shapes only: dark panel, rings of light, play sign, title, length, link."""
    sizes = fr.theme.sizes
    name, rest = split_heading(fr.panel("left"))
    center = Box(box.x + (box.w - PLAY) / 2, box.y + 0.6, PLAY, PLAY)
    rings = tuple(
        TextShape(f"ring:{'abc'[i]}", _around(center, wider), (Para((), 10.0),), line=color, line_side="around", form="ellipse", role="mark")
        for i, (color, wider) in enumerate(zip(RINGS, (0.42, 0.26, 0.1), strict=True))
    )
    play = Drawing("mark:play", Box(center.x + PLAY * 0.37, center.y + PLAY * 0.29, PLAY * 0.36, PLAY * 0.42), (10.0, 10.0), (TRIANGLE,), "white")
    title = (Para(name, sizes["title"] + 8, "white", strong=True, align="center"),)
    under = Box(box.x + 0.3, center.y + PLAY + 0.46, box.w - 0.6, 0.7)
    lines = tuple(Para(b.inline, sizes["body_least"], "white", align="center", after=4) for b in rest if isinstance(b, Paragraph))
    link = tuple(
        Para(linked(b.inline), sizes["reference"], "white", align="center") for b in fr.loose() if isinstance(b, Paragraph) and "link" in b.roles
    )
    foot = height_of(link, box.w - 0.6) if link else 0.0
    shapes = (
        Rule("rule:poster", box, "accent1"),
        Rule("rule:screen", Box(box.x + 0.08, box.y + 0.08, box.w - 0.16, box.h - 0.16), "navy"),
        *rings, play,
        TextShape("poster:title", under, title, anchor="middle", role="body"),
        TextShape("poster:length", Box(under.x, under.y + 0.74, under.w, 0.8), lines, role="body"),
        *((TextShape("poster:link", Box(under.x, box.y + box.h - foot - 0.2, under.w, foot + 0.05), link, role="body"),) if link else ()),
    )  # fmt: skip
    alt = f"Poster drawn for this deck, with a play sign: {plain(name)}. " + " ".join(plain(b.inline) for b in rest if isinstance(b, Paragraph))
    return Group("diagram:poster", box, shapes, alt.strip())


def _around(box: Box, wider: float) -> Box:
    return Box(box.x - wider, box.y - wider, box.w + 2 * wider, box.h + 2 * wider)


def scan(fr: Frame) -> Slide:
    """A code to scan at the left, cards at the right; without a link a marked gap stands in its place."""
    body = fr.body
    address = link_of(fr.loose())
    side = Box(body.x, body.y, LARGE_CODE, LARGE_CODE)
    shapes: list[Shape] = []
    loose: list[Block] = [b for b in fr.loose() if isinstance(b, Paragraph)]
    if address:
        frame_ = () if is_dark(fr) else (Rule("rule:frame", Box(side.x - 0.03, side.y - 0.03, side.w + 0.06, side.h + 0.06), "rule"),)
        shapes += [*frame_, *qr(address, "code:link", side, "QR code that opens the link under it")]
        under = Box(side.x, side.y + side.h + 0.12, side.w, body.h - side.h - 0.12)
        shapes.append(TextShape("text:link", under, fr.fitter.settle(loose, under, fr.where("link"), look_of(fr)), role="body"))
    else:
        paras = fr.fitter.settle(loose, side, fr.where("link"), look_of(fr), 0.25)
        shapes.append(TextShape("text:link", side, paras, line="rule", line_side="around", anchor="middle", inset=0.25, role="panel"))
    right = Box(side.x + side.w + 0.5, body.y, body.w - side.w - 0.5, body.h)
    shapes += stack(fr, fr.panels("card"), right)
    return slide(fr, shapes)


def stack(fr: Frame, cards: Sequence[Sequence[Block]], area: Box) -> list[Shape]:
    """Cards one above the other, as tall as their words ask for, together filling the area."""
    look = look_of(fr)
    for step in range(3):
        made = [fr.fitter.paras(blocks, look, step) for blocks in cards]
        heights = [height_of(paras, area.w - 0.55) + 0.32 for paras in made]
        spare = area.h - sum(heights) - GAP * (len(cards) - 1)
        if spare >= 0:
            break
    if spare < 0:
        made = [fr.fitter.settle(blocks, Box(area.x, area.y, area.w, area.h / len(cards) - GAP), fr.where("cards"), look, 0.16) for blocks in cards]
    top, shapes = area.y, list[Shape]()
    for i, (paras, height) in enumerate(zip(made, heights, strict=True)):
        tall = height + max(spare, 0) / len(cards)
        box = Box(area.x, top, area.w, tall)
        fill, line = ("", "accent2") if is_dark(fr) else ("tint", "accent1")
        line = "accent4" if is_help(cards[i]) else line
        shapes.append(TextShape(f"card:{'abcdef'[i]}", box, paras, fill=fill, line=line, line_side="left", anchor="middle", inset=0.26, role="panel"))
        top += tall + GAP
    return shapes


