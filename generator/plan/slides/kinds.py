"""The kinds of slides that fill one page."""

import re
from collections.abc import Callable, Sequence

from generator.model.briefing import Block, Heading, Paragraph, Placed, Run, Table, plain
from generator.model.figure import Chart, Cloud
from generator.model.pages import Box, ChartShape, CloudShape, Para, Rule, Shape, Slide, TextShape
from generator.model.problem import Problem
from generator.plan.cloud import scaled, shared_layout
from generator.plan.measure import height_of, text_width, wrap
from generator.plan.slides.cover import hosted_cover
from generator.plan.slides.frame import GAP, INSET, Frame, bar, card
from generator.plan.slides.pathway import pathway
from generator.plan.slides.tables import table_shape
from generator.plan.text import AIRY, ON_NAVY, PLAIN, Look, held, one

SO_WHAT = 3.75
STEP_INDENT = 0.2
STEP_GAP = 0.12
STEP_INSET = 0.18
UNDER_HERO = 24.0
DOT = " · "
SHARE = re.compile(r"(\d+(?:\.\d+)?)%")
RESULT_SHARES = (0.78, 0.11, 0.11)
LADDER = Box(0.6, 5.62, 6.4, 0.86)
"""Where the closing slide repeats the steps, clear of the artwork."""


def title_slide(fr: Frame) -> Slide:
    """The cover: institution, title, subtitle, who and when, on the theme's artwork."""
    if fr.theme.host:
        return hosted_cover(fr, fr.fitter.marking)
    sizes, u = fr.theme.sizes, 1 / fr.theme.scale
    roles: dict[str, tuple[Para, ...]] = {}
    for block in fr.section.blocks:
        if isinstance(block, Paragraph) and block.roles:
            roles[block.roles[0]] = (Para(block.inline, sizes["lead"] if block.roles[0] == "subtitle" else sizes["body_least"], "white"),)
    head = TextShape("title", _at(u, 0.6, 1.6, 8.4, 2.3), (Para(fr.section.title, sizes["cover"], "white", strong=True),), 0, anchor="bottom", role="title")
    shapes: list[Shape] = [head]
    places = {"institution": (10, _at(u, 0.6, 0.5, 7.6, 0.62)), "subtitle": (14, _at(u, 0.6, 4.3, 7.2, 1.3)), "who": (15, _at(u, 0.6, 6.2, 7.6, 0.7))}
    for role, (placeholder, box) in places.items():
        if role in roles:
            paras = tuple(p._replace(runs=held(p.runs), strong=role == "institution") for p in roles[role])
            if role == "who":
                paras = tuple(p._replace(runs=_two_lines(p, box.w)) for p in paras)
            fits = fr.fitter.largest(lambda step, p=paras: tuple(q._replace(size=max(q.size - step, 12.0)) for q in p), box, fr.where(role))  # type: ignore[misc]
            shapes.append(TextShape(role, box, fits, placeholder, role=role))
    return fr._replace(head=(), tail=()).slide("title", shapes)


def _at(u: float, *place: float) -> Box:
    """A box of our own design in the theme's inches, `u` for one of the slide's."""
    return Box(*(value * u for value in place))


def _two_lines(para: Para, width: float) -> tuple[Run, ...]:
    """Who and when, too long for one line: the presenter on a line of their own."""
    if wrap(para.runs, width, para.size) == 1:
        return para.runs
    last = max((i for i, run in enumerate(para.runs) if run.text.endswith(DOT)), default=-1)
    return tuple(run._replace(text=f"{run.text.removesuffix(DOT)}\n") if i == last else run for i, run in enumerate(para.runs))


def summary(fr: Frame) -> Slide:
    """Two columns under ruled headings, and the decision in a bar."""
    strip, body = bar(fr)
    width = (body.w - 0.4) / 2
    shapes: list[Shape] = []
    places = fr.theme.layouts["two-columns"]
    sides = (("left", 14, 12, body.x), ("right", 15, 22, body.x + width + 0.4))
    parts = []
    for name, _, head, x in sides:
        top = places[head].y + places[head].h + 0.14
        words = tuple(b for b in fr.panel(name) if not isinstance(b, Heading))
        parts.append((words, Box(x, top, width, body.y + body.h - top), fr.where(name)))
    for (name, placeholder, head, _), paras, (_, box, _) in zip(sides, fr.fitter.settle_all(parts, AIRY), parts, strict=True):
        heading = next((b for b in fr.panel(name) if isinstance(b, Heading)), None)
        if heading is not None:
            title = (Para(heading.inline, fr.theme.sizes["lead"], "accent1", strong=True),)
            shapes.append(TextShape(f"heading:{name}", places[head], title, head, role="heading"))
        shapes.append(TextShape(f"text:{name}", box, paras, placeholder, role="body"))
    if strip is not None:
        shapes.append(strip._replace(placeholder=20))
    return fr.slide("two-columns", shapes)


def number(fr: Frame) -> Slide:
    """One big number in a navy panel at the left, what it means at the right."""
    left = Box(fr.body.x, fr.body.y, 4.75 * fr.across, fr.body.h)
    inner = 0.4
    paras = fr.fitter.settle(fr.panel("number"), left, fr.where("number"), ON_NAVY, inner)
    lead = tuple(p._replace(after=UNDER_HERO) if i == 0 else p for i, p in enumerate(paras))
    right = Box(left.x + left.w + 0.45, fr.body.y, fr.body.w - left.w - 0.45, fr.body.h)
    shapes: tuple[Shape, ...] = (
        TextShape("panel:number", left, lead, 12, fill="navy", anchor="middle", inset=inner, role="panel"),
        *_share(lead, left, inner),
        TextShape("text:right", right, fr.fitter.settle(fr.panel("right"), right, fr.where("right"), AIRY), 15, role="body"),
    )
    return fr.slide("statement", shapes)


def _share(paras: Sequence[Para], panel: Box, inset: float) -> tuple[Rule, ...]:
    """Under a share in large figures the share as a part of the whole; the figures say the same."""
    found = SHARE.fullmatch(plain(paras[0].runs).strip()) if paras else None
    if found is None:
        return ()
    width = panel.w - 2 * inset
    top = panel.y + (panel.h - height_of(paras, width)) / 2 + height_of(paras[:1], width) + 0.06
    whole = Box(panel.x + inset, top, width, 0.12)
    return Rule("rule:whole", whole, "accent1"), Rule("rule:share", whole._replace(w=width * min(float(found[1]), 100.0) / 100), "accent4")


def _captioned(fr: Frame, width: float) -> tuple[list[Shape], float]:
    """Caption and banner over a figure; returns the shapes and where the figure begins."""
    shapes: list[Shape] = []
    top = fr.body.y
    words = fr.panel("banner")
    if words:
        runs = tuple(run for b in words if isinstance(b, Paragraph) for run in b.inline)
        box = Box(fr.body.x, top, text_width(plain(runs), fr.theme.sizes["label"], True) + 0.36, 0.36)
        shapes.append(TextShape("banner", box, (Para(runs, fr.theme.sizes["label"], "text", strong=True, align="center"),), fill="white", line="accent4", line_side="around", anchor="middle", inset=0.04, role="banner"))
        top += 0.46
    caption = fr.caption()
    if caption:
        paras = (Para(caption, fr.theme.sizes["label"], "mute"),)
        tall = height_of(paras, width)
        shapes.append(TextShape("caption", Box(fr.body.x, top, width, tall), paras, role="caption"))
        top += tall + 0.06
    return shapes, top


def _chart(fr: Frame, placed: Placed, box: Box) -> ChartShape:
    figure = placed.figure
    if not isinstance(figure, Chart):
        raise TypeError(f"{figure.id} is not a chart")
    sizes = fr.theme.sizes
    return ChartShape(f"chart:{figure.id}", box, figure, plain(placed.alt), sizes["body_least"], sizes["label"], 11)


def chart(fr: Frame) -> Slide:
    """A chart at the left and what it means at the right."""
    panel = fr.panel("so-what")
    so_what = SO_WHAT * fr.across
    width = fr.body.w - (so_what + 0.35 if panel else 0)
    shapes, top = _captioned(fr, width)
    placed = fr.figure()
    if placed is not None:
        shapes.append(_chart(fr, placed, Box(fr.body.x, top, width, fr.body.y + fr.body.h - top)))
    if panel:
        shapes.append(card(fr, "panel:so-what", panel, Box(fr.body.x + width + 0.35, fr.body.y, so_what, fr.body.h), "left")._replace(placeholder=13))
    return fr.slide("chart-so-what" if panel else "chart-wide", shapes)


def ladder(fr: Frame) -> Slide:
    """Equal steps at the left, results at the right, the sobering line in a bar."""
    strip, body = bar(fr)
    width = 4.8 * fr.across
    shapes = _steps(fr, Box(body.x, body.y, width, body.h))
    right = Box(body.x + width + 0.4, body.y, body.w - width - 0.4, body.h)
    table = next((b for b in fr.panel("right") if isinstance(b, Table)), None)
    if table is None:
        shapes.append(TextShape("text:right", right, fr.fitter.settle(fr.panel("right"), right, fr.where("right"), AIRY), role="body"))
    else:
        words = fr.fitter.paras(fr.panel("right"))
        tall = height_of(words, right.w) + 0.08 if words else 0.0
        if words:
            shapes.append(TextShape("text:right", right._replace(h=tall), words, role="body"))
        under = right._replace(y=right.y + tall, h=right.h - tall)
        shapes.append(table_shape(fr, "table:results", table, under, RESULT_SHARES, air=True, first=False))
    if strip is not None:
        shapes.append(strip)
    return fr.slide("title-only", shapes)


def _steps(fr: Frame, area: Box) -> list[Shape]:
    """The tiers as equal boxes down the page, each a step further."""
    cards = fr.panels("card")
    count = max(len(cards), 1)
    height = (area.h - STEP_GAP * (count - 1)) / count
    boxes = [Box(area.x + STEP_INDENT * i, area.y + i * (height + STEP_GAP), area.w - STEP_INDENT * (count - 1), height) for i in range(len(cards))]
    parts = [(blocks, box, fr.where(f"step {i + 1}")) for i, (blocks, box) in enumerate(zip(cards, boxes, strict=True))]
    return [
        TextShape(f"step:{'abc'[i]}", box, paras, fill="tint", line=("accent3", "accent2", "accent1")[i % 3], line_side="left", anchor="middle", inset=STEP_INSET, role="panel")
        for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, inset=STEP_INSET), boxes, strict=True))
    ]


def three(fr: Frame) -> Slide:
    """Three cards, and beneath them a chart or a bar when there is one."""
    placed = fr.figure()
    strip, body = bar(fr)
    below = 1.5 if placed is not None else 0.0
    cards = fr.panels("card")
    width = (body.w - 0.3 * 2) / 3
    height = body.h - (below + 0.15 if below else 0)
    boxes = [Box(body.x + i * (width + 0.3), body.y, width, height) for i in range(len(cards))]
    parts = [(blocks, box, fr.where(f"card {i + 1}")) for i, (blocks, box) in enumerate(zip(cards, boxes, strict=True))]
    shapes: list[Shape] = [
        TextShape(f"card:{'abc'[i]}", box, paras, (16, 17, 19)[i], "tint", "accent1", "top", inset=INSET, role="panel")
        for i, (paras, box) in enumerate(zip(fr.fitter.settle_all(parts, inset=INSET), boxes, strict=True))
    ]
    if placed is not None:
        top = body.y + height + 0.12
        paras = (Para(fr.caption(), fr.theme.sizes["label"], "mute"),)
        shapes.append(TextShape("caption", Box(body.x, top, body.w, 0.26), paras, role="caption"))
        shapes.append(_chart(fr, placed, Box(body.x, top + 0.28, body.w, below - 0.25))._replace(placeholder=None))
    if strip is not None:
        shapes.append(strip._replace(placeholder=20))
    return fr.slide("three-figures", shapes)


def decision(fr: Frame) -> Slide:
    """The resolution in a bar, then who, when, how measured, when stopped."""
    strip, _ = bar(fr)
    top = fr.body.y
    shapes: list[Shape] = []
    if strip is not None:
        shapes.append(strip._replace(box=Box(fr.body.x, top, fr.body.w, strip.box.h), placeholder=20))
        top += strip.box.h + GAP
    area = Box(fr.body.x, top, fr.body.w, fr.body.y + fr.body.h - top)
    shapes += (table_shape(fr, "table:decision", table, area, (0.16, 0.84), air=True)._replace(placeholder=11) for table in fr.tables())
    return fr.slide("decision", shapes)


def _small_steps(fr: Frame, area: Box, look: Look) -> list[Shape]:
    """The tiers side by side, at the size of labels."""
    cards, sizes = fr.panels("card"), fr.theme.sizes
    width = area.w / max(len(cards), 1)
    shapes: list[Shape] = []
    for i, blocks in enumerate(cards):
        paras = tuple(
            p._replace(size=sizes["body_least"] if isinstance(b, Heading) else sizes["label"])
            for b, p in zip(blocks, fr.fitter.paras(blocks, look), strict=True)
        )
        box = Box(area.x + i * width, area.y, width - STEP_GAP, area.h)
        shapes.append(TextShape(f"step:{'abc'[i]}", box, paras, line=("accent1", "accent2", "accent3")[i % 3], line_side="left", anchor="middle", inset=STEP_INSET, role="panel"))
    return shapes


def closing(fr: Frame) -> Slide:
    """The cover's counterpart: when we report back, whom to ask, where help is; the ladder in small."""
    places, sizes = fr.theme.layouts["closing"], fr.theme.sizes
    dark, area = "closing" in fr.theme.dark, fr.theme.layouts["closing"].get(11, _at(1 / fr.theme.scale, LADDER.x, LADDER.y, LADDER.w, LADDER.h))
    look, first_color = (ON_NAVY, "accent3") if dark else (PLAIN, "accent1")
    first, space, _ = plain(fr.section.title).partition(". ")
    runs = fr.section.title
    if space and runs[0].text.startswith(first + space):
        runs = (runs[0]._replace(text=f"{first}.\n{runs[0].text[len(first + space):]}"), *runs[1:])
    shapes: list[Shape] = list(fr.head)
    if dark:
        title = fr.fitter.largest(lambda step: (Para(runs, sizes["section"] - 4 * step, "white", strong=True),), places[0], fr.where("title"))
        shapes = [TextShape("title", places[0], title, 0, anchor="bottom", role="title"), *(s._replace(paras=tuple(p._replace(color="accent3") for p in s.paras)) for s in fr.head[1:] if isinstance(s, TextShape))]
    parts = [(fr.panel(name), places[placeholder], fr.where(name)) for name, placeholder in (("left", 14), ("right", 15))]
    for (name, placeholder), paras in zip((("left", 14), ("right", 15)), fr.fitter.settle_all(parts, look), strict=True):
        colored = tuple(p._replace(color=first_color) if i == 0 else p for i, p in enumerate(paras))
        shapes.append(TextShape(f"panel:{name}", places[placeholder], colored, placeholder, role="panel"))
    shapes += _small_steps(fr, area, look)
    small = Box(area.x, area.y + area.h + 0.16, min(6.0, fr.body.w), 0.3)
    last = [b.inline for b in fr.loose() if isinstance(b, Paragraph)]
    shapes += (TextShape("text:small", small, (Para(inline, sizes["label"], look.color),), role="body") for inline in last[:1])
    return fr._replace(head=(), tail=()).slide("closing", shapes)


def cloud(fr: Frame) -> Slide:
    """Feelings and needs, each under its heading."""
    shapes, top = _captioned(fr, fr.body.w)
    placed = fr.figure()
    if placed is None or not isinstance(placed.figure, Cloud):
        return fr.slide("title-only", shapes)
    half = fr.body.w / 2
    for name, text, color, x in (("feelings", "What they feel", "accent5", fr.body.x), ("needs", "What they need", "accent1", fr.body.x + half)):
        shapes.append(TextShape(f"heading:{name}", Box(x, top, half, 0.36), one(text, fr.theme.sizes["lead"], color, strong=True, align="center"), role="heading"))
    box = Box(fr.body.x, top + 0.42, fr.body.w, fr.body.y + fr.body.h - top - 0.42)
    layout = scaled(shared_layout(placed.figure, fr.theme.sizes["cloud_least"]), box.w, box.h)
    for word in layout.left_out:
        fr.fitter.problems.append(Problem("cloud.left-out", "warning", fr.where("cloud"), f"“{word}” found no room", "it stands in the table of counts"))
    shapes.append(CloudShape("cloud:words", box, layout, plain(placed.alt)))
    return fr.slide("title-only", shapes)


def text(fr: Frame) -> Slide:
    """Plain paragraphs and lists over the whole body."""
    box = Box(fr.body.x, fr.body.y, fr.body.w * 0.8, fr.body.h)
    blocks: tuple[Block, ...] = tuple(b for b in fr.loose() if not (isinstance(b, Paragraph) and "caption" in b.roles))
    return fr.slide("title-only", [TextShape("text:body", box, fr.fitter.settle(blocks, box, fr.where("text")), role="body")])


KINDS: dict[str, Callable[[Frame], Slide]] = {
    "title": title_slide, "summary": summary, "number": number, "chart": chart, "chart-wide": chart, "ladder": ladder,
    "three": three, "decision": decision, "pathway": pathway, "closing": closing, "cloud": cloud, "text": text,
}

