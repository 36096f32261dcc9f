"""The deck: slides on the base theme's layouts, footers, sections, properties, manifest."""

import datetime as dt
import uuid
from collections.abc import Callable
from io import BytesIO
from typing import Any, assert_never

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from generator.model.briefing import Run
from generator.model.pages import (
    Box,
    ChartShape,
    CloudShape,
    Deck,
    Drawing,
    Group,
    Para,
    Picture,
    Rule,
    Slide,
    TableShape,
    TextShape,
)
from generator.model.theme import Theme
from generator.plan.measure import set_in
from generator.render.archive import normalize
from generator.render.powerpoint.base import attribute, clean, palette, parsed, rectangle, solid
from generator.render.powerpoint.charts import chart_frame, chart_part
from generator.render.powerpoint.cloud import cloud
from generator.render.powerpoint.drawings import drawing, group
from generator.render.powerpoint.hosted import hosted_furniture, hosted_layouts, own_map
from generator.render.powerpoint.notes import Notes
from generator.render.powerpoint.pictures import picture
from generator.render.powerpoint.tables import table
from generator.render.powerpoint.text import paragraph, placeholder, text_shape

_PH = "{http://schemas.openxmlformats.org/presentationml/2006/main}ph"
_FOOTER, _NUMBER, _MARKING = 101, 102, 103
_ACCENT_RULE = 0.06  # inches
_DARK = frozenset({"title", "section", "film", "closing"})
_SLIDE_NUMBER = "{6F1C0C63-3E5B-4B8E-9C41-2C0E5F0B7A11}"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
MANIFEST_NAMESPACE = "urn:peerbrief:manifest"


def presentation(deck: Deck, theme: Theme, manifest_part: str) -> bytes:
    """Return the whole file; see `render_deck`."""
    with set_in(theme.fonts["text"]), palette(theme):
        return _presentation(deck, theme, manifest_part)


def _presentation(deck: Deck, theme: Theme, manifest_part: str) -> bytes:
    package = theme.host.package if theme.host else theme.package
    file = Presentation(BytesIO(package) if package else theme.base)
    wanted = {slide.layout for slide in deck.slides}
    named = hosted_layouts(file, theme.host, wanted) if theme.host else {layout.name.lower().replace(" ", "-"): layout for layout in file.slide_layouts}
    layouts = {
        name: (layout, {int(ph.get("idx", 0)): ph.get("type", "obj") for ph in layout._element.iter(_PH)})
        for name, layout in named.items()
        if name in wanted
    }
    notes = Notes(file)
    for slide in deck.slides:
        layout, kinds = layouts[slide.layout]
        _slide(file, layout, kinds, slide, deck, theme, notes)
    _sections(file, deck)
    _properties(file, deck)
    if manifest_part:
        _manifest(file, manifest_part)
    buffer = BytesIO()
    file.save(buffer)
    return normalize(buffer.getvalue(), deck.properties.issued)


def _slide(file: Any, layout: Any, kinds: dict[int, str], slide: Slide, deck: Deck, theme: Theme, notes: Notes) -> None:
    """Add one slide: its shapes in reading order, then marking, footer and number."""
    # Not `slides.add_slide`, which would clone every placeholder of the layout, filled or not.
    relation, page = file.part.add_slide(layout)
    file.slides._sldIdLst.add_sldId(relation)
    tree = page.shapes._spTree
    language = deck.properties.language

    def link(address: str) -> str:
        return str(page.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    names: set[str] = set()
    number = 2
    for shape in slide.shapes:
        if shape.name in names:
            raise ValueError(f"two shapes of slide {slide.name!r} are named {shape.name!r}")
        names.add(shape.name)
        number = _shape(shape, tree, number, kinds, page.part, language, link)
    count = len(file.slides._sldIdLst)
    furniture = hosted_furniture(slide, deck, theme, kinds, number, link, count) if theme.host else _furniture(slide, deck, theme, kinds, number, language, link, count)
    for xml in furniture:
        tree.append(parsed(xml))
    if theme.host:
        own_map(page._element, layout._element)
    if slide.hidden:
        page._element.set("show", "0")
    page._element.cSld.set("name", slide.name)
    notes.write(page, slide, language)


def _shape(
    shape: TextShape | ChartShape | TableShape | CloudShape | Rule | Drawing | Picture | Group,
    tree: Any, number: int, kinds: dict[int, str], part: Any, language: str, link: Callable[[str], str],
) -> int:  # fmt: skip
    """Append one shape and return the next free id."""
    match shape:
        case TextShape():
            kind = "" if shape.placeholder is None else kinds.get(shape.placeholder, "title") if shape.keeps else kinds[shape.placeholder]
            tree.append(parsed(text_shape(shape, number, kind, language, link)))
            if shape.line and shape.line_side in ("left", "top"):
                b = shape.box
                width, height = (_ACCENT_RULE, b.h) if shape.line_side == "left" else (b.w, _ACCENT_RULE)
                rule = rectangle(number + 1, f"rule:{shape.name}", Box(b.x, b.y, width, height), shape.line)
                tree.append(parsed(rule))
                return number + 2
        case ChartShape():
            relation = part.relate_to(chart_part(shape, part.package, language), RELATIONSHIP_TYPE.CHART)
            tree.append(parsed(chart_frame(shape, number, relation)))
        case TableShape():
            tree.append(parsed(table(shape, number, language, link)))
        case CloudShape():
            xml, after = cloud(shape, number, language)
            tree.append(parsed(xml))
            return after
        case Rule():
            tree.append(parsed(rectangle(number, shape.name, shape.box, shape.fill)))
        case Drawing():
            tree.append(parsed(drawing(shape, number)))
        case Picture():
            tree.append(parsed(picture(shape, number, part)))
        case Group():
            xml, after = group(shape, number, language, link)
            tree.append(parsed(xml))
            return after
        case _:
            assert_never(shape)
    return number + 1


def _furniture(
    slide: Slide, deck: Deck, theme: Theme, kinds: dict[int, str], number: int, language: str,
    link: Callable[[str], str], page: int,
) -> list[str]:  # fmt: skip
    """Return marking, footer and slide number where the layout has places for them.

    The office library never clones these. Position and look stay the layout's.
    """
    dark = slide.layout in _DARK
    quiet = "white" if dark else "mute"
    texts = {}
    if deck.marking:
        para = Para((Run(deck.marking, strong=True),), theme.sizes["kicker"], "white" if dark else "accent5", align="right")
        texts[_MARKING] = ("marking", paragraph(para, language, link))
    if deck.footer:
        texts[_FOOTER] = ("footer", paragraph(Para(deck.footer, theme.sizes["footer"], quiet), language, link))
    look = f'<a:rPr lang="{language}" sz="{round(theme.sizes["footer"] * 100)}">{solid(quiet)}</a:rPr>'
    field = f'<a:fld id="{_SLIDE_NUMBER}" type="slidenum">{look}<a:t>{page}</a:t></a:fld>'
    texts[_NUMBER] = ("slide-number", f"<a:p>{field}</a:p>")
    return [
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number + i}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(idx, kinds[idx])}</p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>"
        for i, (idx, (name, text)) in enumerate(texts.items())
        if idx in kinds
    ]


def _sections(file: Any, deck: Deck) -> None:
    """Name the deck's sections; a slide without one belongs to the section before it."""
    groups: list[tuple[str, list[str]]] = []
    for slide, entry in zip(deck.slides, file.slides._sldIdLst, strict=True):
        if not groups or (slide.section and slide.section != groups[-1][0]):
            groups.append((slide.section or "Slides", []))
        groups[-1][1].append(f'<p14:sldId id="{entry.get("id")}"/>')
    sections = "".join(
        f'<p14:section name={attribute(name)} id="{_guid(f"section {i} {name}")}"><p14:sldIdLst>{"".join(ids)}</p14:sldIdLst></p14:section>'
        for i, (name, ids) in enumerate(groups)
    )
    if sections:
        extension = f'<p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{sections}</p14:sectionLst></p:ext>'
        file.part._element.append(parsed(f"<p:extLst>{extension}</p:extLst>"))


def _properties(file: Any, deck: Deck) -> None:
    """Say of the file what the deck says of itself."""
    core, ours = file.core_properties, deck.properties
    core.title, core.author, core.subject = ours.title, ours.author, ours.subject
    core.language, core.keywords, core.last_modified_by = ours.language, ours.keywords, ours.author
    core.revision = 1
    issued = dt.datetime.fromisoformat(ours.issued or "1980-01-01")
    core.created = core.modified = issued


def _manifest(file: Any, text: str) -> None:
    """Keep `text` in a customXml part, where PowerPoint and LibreOffice leave it alone."""
    item = f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{MANIFEST_NAMESPACE}">{clean(text)}</manifest>'
    properties = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="{_guid("manifest")}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{MANIFEST_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    package = file.part.package
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", package, item.encode())
    described = Part(PackURI("/customXml/itemProps1.xml"), _PROPERTIES_TYPE, package, properties.encode())
    part.relate_to(described, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    file.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _guid(name: str) -> str:
    """Return the same GUID for the same name, every time."""
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, f'urn:peerbrief:{name}')).upper()}}}"
