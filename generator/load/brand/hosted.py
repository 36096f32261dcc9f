"""A theme whose places are those of the hospital's template.

A small or square slide is planned as if it were as tall as our own, then everything is scaled: so all
limits of type stay the same share of the slide.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from generator.load.brand.area import AIR, Drawn, overlap
from generator.load.brand.boxes import chain, size_of
from generator.load.brand.office import NS
from generator.model.basics import Box
from generator.model.brand import LayoutSeen
from generator.model.theme import Cover, Host, Theme, Tone

OURS = 7.5
ROOM = 12.133 * 4.9
"""Square inches that our own slides have for body and source."""
TALL, WIDE = 4.4, 8.6
"""Inches of our own slide that content needs at the least."""
SMALLEST = 0.7
"""Content is never set smaller than this share of our own."""
PITCH = 1.22
TITLES = (24.0, 32.0)
LEAST_TITLE = 20.0
STRIP = 0.28
KICKER = 0.3
INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
PLAIN_TEXT = Tone("000000", "tx1")


class Pages(NamedTuple):
    """Roots of the layout that is meant and of its master."""

    layout: etree._Element
    master: etree._Element


def scale_for(free: Box, height: float) -> float:
    """Inches of this slide for one of ours: by its height, less where its free area is small."""
    return min(height / OURS, free.h / TALL, free.w / WIDE, math.sqrt(free.w * free.h / ROOM) * 1.03)


def too_small(free: Box, height: float) -> bool:
    """Whether our slides would have to be set too small to be read."""
    return scale_for(free, height) < SMALLEST * height / OURS


def inner(box: Box, pages: Pages, kind: str) -> Box:
    """A placeholder's box less its insets."""
    left, top, right, bottom = insets(pages, kind)
    return Box(box.x + left, box.y + top, max(box.w - left - right, 0.1), max(box.h - top - bottom, 0.1))


def insets(pages: Pages, kind: str) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in inches, resolved through layout and master."""
    from generator.load.brand.boxes import family, placeholders

    found: dict[str, int] = {}
    for root in (pages.layout, pages.master):
        for shape, its, _ in placeholders(root):
            if its == kind or (root is pages.master and family(its) == family(kind)):
                body = shape.find("p:txBody/a:bodyPr", NS)
                for key in INSETS if body is not None else ():
                    value = str(body.get(key, ""))
                    if value.isdigit():
                        found.setdefault(key, int(value))
                break
    left, top, right, bottom = (found.get(key, default) / 914400 for key, default in INSETS.items())
    return left, top, right, bottom


def hosted(ours: Theme, content: LayoutSeen, cover: LayoutSeen, pages: Pages, cover_pages: Pages, things: list[Drawn], package: bytes, tones: Mapping[str, Tone], scale: tuple[str, ...], size: tuple[float, float], face: str, own: frozenset[str], *, moved: bool = False) -> Theme:
    """Our theme with the template's places, in our inches. `own`: what keeps the template's color. `moved`: a map says where the title stands."""
    width, height = size
    free = content.free
    title = content.first("title", "ctrTitle")
    assert title is not None  # noqa: S101 a layout without a title never serves
    k = scale_for(free, height)
    aligned = inner(title.box, pages, title.kind)
    if 0 < aligned.x - free.x < 0.2:  # the text of a title begins a little inside its place
        free = Box(aligned.x, free.y, free.w - (aligned.x - free.x), free.h)
    lines, box = inner(title.box, pages, title.kind), title.box
    clear = _clear(box, things, height)
    if clear != box:
        box, lines, moved = clear, inner(clear, pages, title.kind), True
    wanted = size_of(pages.layout, pages.master, title.kind) / k
    largest, least = max(ours.sizes["title"], TITLES[0]), min(ours.sizes["title_least"], LEAST_TITLE)
    points = min(max(wanted, ours.sizes["title_least"]), max(largest, TITLES[1]))
    fits = lines.h / k * 72 / (2 * PITCH) + 0.25
    grown = 0.0
    goal = max(least, min(points, TITLES[0]))
    if fits < goal:
        grown = (goal - fits) * 2 * PITCH * k / 72 + 0.01
        lines, box, fits = lines._replace(h=lines.h + grown), box._replace(h=box.h + grown), goal
        edge = max(free.y, box.y + box.h + height * AIR)
        free = free._replace(y=edge, h=free.y + free.h - edge)
    points = int(max(min(points, fits), least) * 2) / 2
    kicker = Box(free.x, box.y - (KICKER + 0.02) * k, free.w, KICKER * k)
    has_kicker = kicker.y > 0.2 * k and not any(overlap(kicker, thing.box) for thing in things)
    footer, number = content.first("ftr"), content.first("sldNum")
    strip = 0.0 if has_kicker and number is not None else STRIP
    left, right, top, bottom = free.x / k, (free.x + free.w) / k, free.y / k, (free.y + free.h) / k - strip
    half = (right - left - 0.4) / 2
    tall = bottom - 0.5 - top
    places = {
        "two-columns": {12: Box(left, top + 0.02, half, 0.42), 22: Box(left + half + 0.4, top + 0.02, half, 0.42)},
        "closing": {
            0: Box(lines.x / k, lines.y / k, lines.w / k, lines.h / k), 14: Box(left, top + 0.1, (right - left) * 0.62, tall * 0.28),
            15: Box(left, top + 0.2 + tall * 0.3, (right - left) * 0.62, tall * 0.34), 11: Box(left, bottom - 1.3, min(right - left, 7.2), 0.86),
        },
        "": {
            102: Box(right - 1.0, bottom + 0.02, 1.0, 0.26),
            103: Box(right - 4.6, kicker.y / k, 4.6, 0.28) if has_kicker else Box(left, bottom + 0.02, 5.0, 0.26),
        },
    }  # fmt: skip
    return replace(
        ours,
        colors={token: tone.hex for token, tone in tones.items()},
        sizes={**ours.sizes, **{role: ours.sizes[role] * height / OURS / k for role in ("kicker", "source")}, "title": points, "title_least": min(least, points)},
        fonts={**ours.fonts, "text": face},
        box={
            "width": width / k, "height": height / k, "margin": left, "left": left, "right": right, "kicker_top": kicker.y / k if has_kicker else -1.0, "title_left": lines.x / k,
            "title_right": (lines.x + lines.w) / k, "title_top": lines.y / k, "title_height": lines.h / k, "body_top": top, "body_bottom": bottom - 0.5, "source_top": bottom - 0.48,
            "footer_top": bottom, "one_line": 0.0,
        },
        agreement=scale, layouts=places, dark=frozenset(), tones=tones, scale=k,
        host=Host(
            package, {"": content.part, "title": cover.part}, title.idx, own, _cover(cover, cover_pages, height), footer.idx if footer else None, number.idx if number else None,
            box if grown or moved else None, (footer.box.w, size_of(pages.layout, pages.master, "ftr")) if footer else (0.0, 0.0),
        ),
    )  # fmt: skip


def _clear(box: Box, things: list[Drawn], height: float) -> Box:
    """The title's place without the band that reaches into it from above or below; one it stands on whole is its ground."""
    for thing in things:
        other = thing.box
        across = other.x <= box.x + 0.1 and other.x + other.w >= box.x + box.w - 0.1
        if not across or not overlap(box, other) or (other.y <= box.y + 0.02 and other.y + other.h >= box.y + box.h - 0.02):
            continue
        above, under = max(other.y + other.h - box.y, 0.0), max(box.y + box.h - other.y, 0.0)
        if other.y <= box.y and above < box.h * 0.5:
            box = Box(box.x, box.y + above + height * AIR, box.w, box.h - above - height * AIR)
        elif other.y > box.y and under < box.h * 0.5:
            box = Box(box.x, box.y, box.w, box.h - under)
    return box


def _cover(seen: LayoutSeen, pages: Pages, height: float) -> Cover:
    """Where title and subtitle of the cover stand, real inches; without a place for a subtitle the free area serves."""
    title = seen.first("ctrTitle", "title")
    under = seen.first("subTitle") or seen.first("body")
    head = title.box if title else Box(seen.free.x, seen.free.y, seen.free.w, seen.free.h * 0.45)
    kind = title.kind if title else "title"
    points = size_of(pages.layout, pages.master, kind) if title else 40.0 * height / OURS
    if under is None or under.box.h < 0.35 * height / OURS or overlap(under.box, head) > 0.4 * under.box.w * under.box.h:
        area = seen.free if title else seen.free._replace(y=head.y + head.h + 0.1, h=max(seen.free.h * 0.5, 0.3))
        return Cover(inner(head, pages, kind), title.idx if title else 0, points, area, None, title is None)
    return Cover(inner(head, pages, kind), title.idx if title else 0, points, inner(under.box, pages, under.kind), under.idx, title is None)


def faces(pages: Pages, theme: etree._Element) -> tuple[str, str, str]:
    """Families of headings and of text, and the text's as the file writes it ("+mn-lt")."""
    named = {}
    for key, place in (("+mj-lt", "majorFont"), ("+mn-lt", "minorFont")):
        latin = theme.find(f"a:themeElements/a:fontScheme/a:{place}/a:latin", NS)
        named[key] = str(latin.get("typeface")) if latin is not None and latin.get("typeface") else "Calibri"
    written = {}
    for kind, default in (("title", "+mj-lt"), ("body", "+mn-lt")):
        latins = (look.find("a:latin", NS) for look in chain(pages.layout, pages.master, kind))
        written[kind] = next((str(latin.get("typeface")) for latin in latins if latin is not None and latin.get("typeface")), default)
    return named.get(written["title"], written["title"]), named.get(written["body"], written["body"]), written["body"]
