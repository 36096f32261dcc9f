"""Slides in a hospital's template: its layouts, its footer and slide number, its color map."""

from collections.abc import Callable, Collection
from copy import deepcopy
from typing import Any

from generator.model.briefing import plain
from generator.model.pages import Box, Deck, Para, Slide
from generator.model.theme import Host, Theme
from generator.plan.measure import text_width
from generator.render.powerpoint.base import frame, solid
from generator.render.powerpoint.text import paragraph, placeholder

_NS = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main", "p": "http://schemas.openxmlformats.org/presentationml/2006/main"}
_SLIDE_NUMBER = "{6F1C0C63-3E5B-4B8E-9C41-2C0E5F0B7A11}"
_INSET = 0.2  # inches at both sides of a footer's text
_SMALLEST = 8.0


def hosted_layouts(file: Any, host: Host, wanted: Collection[str]) -> dict[str, Any]:
    """Each layout name of ours with the template's layout that stands for it. Raises KeyError when it is not there."""
    by_part = {str(layout.part.partname).lstrip("/"): layout for layout in file.slide_layouts}
    return {name: by_part[host.parts.get(name, host.parts[""])] for name in wanted}


def own_map(page: Any, layout: Any) -> None:
    """A slide does not take over the color map of its layout by itself."""
    own = layout.find("p:clrMapOvr/a:overrideClrMapping", _NS)
    here = page.find("p:clrMapOvr", _NS)
    if own is not None and here is not None:
        for child in list(here):
            here.remove(child)
        here.append(deepcopy(own))


def hosted_furniture(slide: Slide, deck: Deck, theme: Theme, kinds: dict[int, str], number: int, link: Callable[[str], str], page: int) -> list[str]:
    """Return footer and slide number in the template's own places and look; ours stands in for a missing number."""
    host, language = theme.host, deck.properties.language
    if host is None or slide.layout == "title":
        return []
    made = []
    color = "" if "furniture" in host.own else "mute"
    if deck.footer and host.footer is not None:
        size = _fitting(plain(deck.footer), theme)
        words = paragraph(Para(deck.footer, size, color, inherits=True), language, link)
        if not size:
            words = words.replace(' sz="0"', "")
        made.append(_filled(number, "footer", host.footer, "ftr", words))
    field = f'<a:p><a:fld id="{_SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{language}"@</a:rPr><a:t>{page}</a:t></a:fld></a:p>'
    if host.number is not None:
        made.append(_filled(number + 1, "slide-number", host.number, "sldNum", field.replace("@", f">{solid(color) if color else ''}")))
    else:
        box, points = theme.layouts[""][102], theme.sizes["footer"] * theme.scale
        here = Box(*(value * theme.scale for value in (box.x, box.y, box.w, box.h)))
        words = field.replace("@", f' sz="{round(points * 100)}">{solid("mute")}').replace("<a:p>", '<a:p><a:pPr algn="r"/>')
        made.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number + 1}" name="slide-number"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{frame(here)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>{words}</p:txBody></p:sp>'
        )
    return made


def _fitting(text: str, theme: Theme) -> float:
    """Points at which the footer stays on one line; 0 leaves the size to the template."""
    host = theme.host
    if host is None or not host.footer_room:
        return 0.0
    width, points = host.footer_room
    needed = text_width(text, points) / max(width - _INSET, 0.2)
    return 0.0 if needed <= 1 else max(round(points / needed * 2 - 0.5) / 2, _SMALLEST)


def _filled(number: int, name: str, idx: int, kind: str, words: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder(idx, kind)}</p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
    )
