"""read_template(): a hospital's PowerPoint template becomes themes that slides are planned with."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generator.load.brand.area import RESTLESS, Drawn, drawn, free_area, ground_under, picture_bands, without
from generator.load.brand.boxes import box_of, color_of, family, placeholders, seen
from generator.load.brand.cleaning import cleaned, recolored
from generator.load.brand.deck_map import DeckMap
from generator.load.brand.hosted import Pages, faces, hosted, too_small
from generator.load.brand.office import NS, Office
from generator.load.brand.pictures import opened, vivid
from generator.load.brand.roles import CONTENT, SOUND, reason, scores
from generator.load.brand.scheme import Scheme, color_map, contrast, scheme_of
from generator.load.brand.tones import STRONG, TEXT, as_colors, tones
from generator.load.theme import load_theme
from generator.model.basics import Box
from generator.model.brand import DeckTemplate, LayoutSeen
from generator.model.logo import Logo
from generator.model.problem import InputError, Problem
from generator.model.theme import Theme, Tone

OFFICE = frozenset({"4472C4", "4F81BD", "5B9BD5", "156082", "0F6FC6"})
"""First accents of Office's own schemes: who has one of these has not set the brand's colors."""
LARGEST_LOGO = 0.13


class _Page(NamedTuple):
    """A layout read: what was seen of it, its roots, what is drawn on it, and the theme of its master."""

    seen: LayoutSeen
    pages: Pages
    things: tuple[Drawn, ...]
    scheme: Scheme
    kind: str
    theme: tuple[str, etree._Element]
    master: str
    stray: float


def read_template(path: Path, shown: str = "", chosen: DeckMap | None = None) -> DeckTemplate:
    """Read a .pptx, .potx or .ppsx. Raises InputError for a file that cannot be used at all.

    One whose layouts do not carry our slides gives its colors, fonts and logo; `problems` says so.
    """
    office = Office(path, "pptx", shown)
    chosen = chosen or DeckMap()
    root = office.xml(office.main)
    width, height = _size(office, root)
    pages = _layouts(office, root, width, height, chosen)
    if not pages:
        raise office.refusal("file.unreadable", "the file has no slide layouts, so it is no template", "open it in PowerPoint, add a design with layouts and save it again")
    slides = len(root.findall("p:sldIdLst/p:sldId", NS))
    cover, content = _chosen(pages, chosen, office)
    pages = [p if p not in (cover, content) else p._replace(seen=p.seen._replace(role="content" if p is content else "cover", why=_why(p, "content" if p is content else "cover", chosen))) for p in pages]
    cover, content = (next(p for p in pages if p.seen.number == old.seen.number) for old in (cover, content))
    refused = _refusal(content, height, chosen)
    brand = _vivid(office, content, cover)
    found, agreement = tones(content.scheme, content.seen.ground, brand)
    heading, text, face = faces(content.pages, content.theme[1])
    plain, plain_scale = (found, agreement) if content.seen.ground == "FFFFFF" else tones(content.scheme, "FFFFFF", brand)
    paper = _colored(load_theme(), as_colors(plain), plain_scale, (heading, text))
    if refused:
        desk, room = paper, _colored(load_theme(room=True), as_colors(plain), plain_scale, (heading, text))
    else:
        found = {**found, **_covers(cover)}
        package = cleaned(office, content.master, found, face)
        own = _own(content, cover)
        desk, room = (hosted(load_theme(room=room), content.seen, cover.seen, content.pages, cover.pages, list(content.things), package, found, agreement, (width, height), _wider(heading, text), own, moved=chosen.title is not None) for room in (False, True))
    missing = tuple(_missing(content, cover))
    made = DeckTemplate(
        office.name, width, height, len({p.master for p in pages}), tuple(p.seen for p in pages), {slot: content.scheme.slot(slot) for slot in ("tx1", "bg1", "tx2", "bg2", *(f"accent{i}" for i in range(1, 7)))},
        (heading, text), not refused, refused, desk, room, paper, _logo(office, (cover, content), width, height) if refused else None, slides, missing,
    )  # fmt: skip
    return made._replace(problems=tuple(_said(made, office, content)))


def _size(office: Office, root: etree._Element) -> tuple[float, float]:
    size = root.find("p:sldSz", NS)
    try:
        width, height = (int(str(size.get(key))) / 914400 for key in ("cx", "cy"))
    except (AttributeError, ValueError):
        width, height = 10.0, 7.5
    if not (1 <= width <= 56 and 1 <= height <= 56):
        raise office.refusal("file.unreadable", f"its slides are {width:.1f} by {height:.1f} inches", "name a template with slides of an ordinary size")
    return width, height


def _layouts(office: Office, root: etree._Element, width: float, height: float, chosen: DeckMap) -> list[_Page]:
    """Every layout of every master, in the order in which PowerPoint lists them."""
    found: list[_Page] = []
    targets = {r.id: r.target for r in office.relations(office.main)}
    r_id = f"{{{NS['r']}}}id"
    masters = [targets[i] for e in root.findall("p:sldMasterIdLst/p:sldMasterId", NS) if (i := str(e.get(r_id))) in targets]
    for number, name in enumerate(dict.fromkeys(masters), 1):
        master = office.xml(name)
        theme_part = office.related(name, "theme")
        if not theme_part or master.find("p:cSld/p:spTree", NS) is None:
            continue
        theme = (theme_part, office.xml(theme_part))
        colors = scheme_of(theme[1])
        related = {r.id: r.target for r in office.relations(name) if r.kind == "slideLayout"}
        body = next((box_of(s) for s, kind, _ in placeholders(master) if family(kind) == "body" and box_of(s)), None)
        for entry in master.findall("p:sldLayoutIdLst/p:sldLayoutId", NS):
            part = related.get(str(entry.get(r_id)))
            if part:
                found.append(_page(office, (part, office.xml(part)), (name, master), theme, colors, body, (len(found) + 1, number), width, height, chosen))
    return found


def _page(office: Office, layout: tuple[str, etree._Element], master: tuple[str, etree._Element], theme: tuple[str, etree._Element], colors: dict[str, str], body: Box | None, numbers: tuple[int, int], width: float, height: float, chosen: DeckMap) -> _Page:
    part, root = layout
    scheme = Scheme(colors, color_map(root, master[1]))
    places = seen(root, master[1])
    things = [*(drawn(office, *master, scheme) if root.get("showMasterSp", "1") not in ("0", "false") else ()), *drawn(office, part, root, scheme)]
    pages = Pages(root, master[1])
    free, ground = free_area(width, height, places, _body(places, body), things)
    if numbers[0] == chosen.content:
        free = chosen.free or free
        places = tuple(p._replace(box=chosen.title or p.box) if p.kind in ("title", "ctrTitle") else p for p in places)
    whole = Box(0.0, 0.0, width, height)
    under = ground_under(office, layout, master, theme, scheme, free, ground, whole)
    found = picture_bands(office, (layout, master), ground, under.color, whole)
    if found and numbers[0] != chosen.content:
        things += found
        free, _ = without(free, found, height)
    title = root.find("p:cSld", NS)
    name = str(title.get("name", "")) if title is not None else ""
    kind = str(root.get("type", ""))
    made = LayoutSeen(numbers[0], name, part, numbers[1], places, tuple(t.box for t in things if t not in ground), free, scores(kind, name, places, free, width, height), under.color)
    return _Page(made, pages, tuple(t for t in things if t not in ground), scheme, kind, theme, master[0], under.stray)


def _body(places: Sequence[object], master: Box | None) -> Box | None:
    """Where the template's own text stands: the layout's one body, else the master's."""
    boxes = [p.box for p in places if getattr(p, "kind", "") in CONTENT - {"subTitle", "pic"}]  # type: ignore[attr-defined]
    return boxes[0] if len(boxes) == 1 and (master is None or boxes[0].w > master.w * 0.8) else master


def _chosen(pages: list[_Page], chosen: DeckMap, office: Office) -> tuple[_Page, _Page]:
    """Cover and content of the master that serves best; what the map says wins."""
    by_number = {p.seen.number: p for p in pages}
    wrong = [Problem("request.wrong-value", "error", office.name, f"the map names layout {n} for {role}, and there is none of that number", f"choose from 1 to {len(pages)}") for role, n in (("cover", chosen.cover), ("content", chosen.content)) if n and n not in by_number]
    if wrong:
        raise InputError(wrong)
    fixed = by_number.get(chosen.content) or by_number.get(chosen.cover)
    masters = [fixed.master] if fixed else list(dict.fromkeys(p.master for p in pages))

    def best(master: str, role: str) -> _Page:
        return max((p for p in pages if p.master == master), key=lambda p: (p.seen.scores[role], -p.seen.number))

    master = max(masters, key=lambda m: best(m, "content").seen.scores["content"] + best(m, "cover").seen.scores["cover"])
    content = by_number.get(chosen.content) or best(master, "content")
    cover = by_number.get(chosen.cover) or best(master, "cover")
    return (cover if cover.master == content.master else best(content.master, "cover")), content


def _why(page: _Page, role: str, chosen: DeckMap) -> str:
    if page.seen.number == getattr(chosen, role):
        return "your map says so"
    return reason(role, page.kind, page.seen.name, page.seen.placeholders)


def _refusal(content: _Page, height: float, chosen: DeckMap) -> str:
    """Why slides cannot stand in the template; "" when they can."""
    if chosen.use == "colors":
        return "your map says so"
    if content.seen.first("title", "ctrTitle") is None:
        return "no layout has a place for a title"
    if chosen.use == "template" or chosen.content:
        return ""
    if content.stray > RESTLESS:
        return f"the picture behind “{content.seen.name}” is too restless for text to be read on it"
    if too_small(content.seen.free, height):
        return f"too little room is free on “{content.seen.name}” ({content.seen.free.w:.1f} by {content.seen.free.h:.1f} inches)"
    if content.seen.scores["content"] < SOUND:
        return "no layout has a title on top and room under it"
    return ""


def _own(content: _Page, cover: _Page) -> frozenset[str]:
    """What of the template can be read in the color that it gives it, where it stands."""

    def readable(page: _Page, *kinds: str) -> bool:
        place = page.seen.first(*kinds)
        if place is None:
            return False
        element = color_of(page.pages.layout, page.pages.master, place.kind)
        color = page.scheme.read(element) if element is not None else page.scheme.slot("tx1")
        return contrast(color, _title_ground(page, place.box)) >= TEXT

    asked = {
        "title": readable(content, "title", "ctrTitle"), "cover": readable(cover, "ctrTitle", "title"), "subtitle": readable(cover, "subTitle", "body"),
        "furniture": all(readable(content, kind) for kind in ("ftr", "sldNum") if content.seen.first(kind)),
    }  # fmt: skip
    return frozenset(name for name, said in asked.items() if said)


def _title_ground(page: _Page, box: Box) -> str:
    """The color under the title: the band it stands on, if there is one."""
    bands = [t for t in page.things if t.fill and t.box.x <= box.x + 0.1 and t.box.x + t.box.w >= box.x + box.w * 0.7 and t.box.y <= box.y + box.h * 0.3 and t.box.y + t.box.h >= box.y + box.h * 0.6]
    return bands[-1].fill if bands else page.seen.ground


def _covers(cover: _Page) -> dict[str, Tone]:
    """The color of text on the cover, where its own cannot be read."""
    title = cover.seen.first("title", "ctrTitle")
    ground = _title_ground(cover, title.box) if title else cover.seen.ground
    slots = [cover.scheme.tone(name) for name in ("tx1", "bg1", "tx2", "bg2")]
    readable = (t for t in slots if contrast(t.hex, ground) >= STRONG)
    return {"cover": next(readable, max((*slots, Tone("000000"), Tone("FFFFFF")), key=lambda t: contrast(t.hex, ground)))}


def _vivid(office: Office, content: _Page, cover: _Page) -> list[str]:
    """The brand's colors from its pictures, where its color scheme is Office's own."""
    if content.scheme.slot("accent1") not in OFFICE:
        return []
    parts = dict.fromkeys(r.target for page in (content, cover) for part in (page.master, page.seen.part) for r in office.relations(part) if r.kind == "image" and not r.external)
    return vivid(office.read(part) for part in parts)


def _colored(ours: Theme, colors: dict[str, str], agreement: tuple[str, ...], fonts: tuple[str, str]) -> Theme:
    """Our theme in the brand's colors and fonts."""
    kept = {**ours.colors, **{token: color for token, color in colors.items() if token in ours.colors}, "white": "FFFFFF"}
    return replace(ours, colors=kept, agreement=agreement, fonts={**ours.fonts, "text": _wider(*fonts)}, package=recolored(kept, fonts))


def _wider(heading: str, text: str) -> str:
    """The family that sets text wider: what fits in it fits in both."""
    from generator.load.brand.widths import factor

    return max((text, heading), key=factor)


def _missing(content: _Page, cover: _Page) -> list[str]:
    said = [(content.seen.first("ftr"), "no footer: the running title is left away"), (content.seen.first("sldNum"), "no slide number: ours stands under the content"), (cover.seen.first("ctrTitle", "title"), "no title on the cover: ours is placed in its free area"), (cover.seen.first("subTitle", "body"), "no subtitle on the cover: ours is a text box")]
    return [words for place, words in said if place is None]


def _logo(office: Office, pages: Sequence[_Page], width: float, height: float) -> Logo | None:
    """A small picture of master or layout that can be the logo."""
    from generator.load.logo import logo_of

    for page in pages:
        for thing in page.things:
            if thing.picture and thing.box.w * thing.box.h < LARGEST_LOGO * width * height and opened(office.read(thing.picture)) is not None:
                try:
                    return logo_of(office.read(thing.picture), office.name)
                except InputError:
                    continue
    return None


def _said(made: DeckTemplate, office: Office, content: _Page) -> list[Problem]:
    """What the user should know of how the template is used."""
    cure = f"see `peerbrief template {made.name}`"
    found = []
    if made.refused:
        found.append(Problem("brand.fallback", "warning", made.name, f"slides are not built in this template ({made.refused}); its colors, fonts and {'logo' if made.logo else 'no logo'} go into our own design", f"{cure}; a map can overrule this"))
    else:
        roles = {page.role: page.name for page in made.layouts if page.role}
        found.append(Problem("brand.used", "note", made.name, f"slides stand on “{roles.get('content', '')}”, the cover on “{roles.get('cover', roles.get('content', ''))}”", cure))
    if office.macros:
        found.append(Problem("brand.cleaned", "warning", made.name, "the file carries macros; they are neither run nor taken along", "nothing has to be done"))
    outside = sum(r.external for name in office.names if name.endswith((".xml",)) and ("/slideMasters/" in name or "/slideLayouts/" in name) for r in office.relations(name))
    if outside:
        found.append(Problem("brand.cleaned", "note", made.name, f"{outside} links to outside places were not taken along", "nothing has to be done"))
    return found
