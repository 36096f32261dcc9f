"""The word cloud as native text boxes in one named group: searchable, recolored with the theme."""

from generator.model.pages import Box, CloudShape, PlacedWord
from generator.render.powerpoint.base import clean, emu, frame, head, solid

_ROOM = 1.06  # of a word's measured width, so that no engine breaks it
_PITCH = 1.22


def cloud(shape: CloudShape, first: int, language: str) -> tuple[str, int]:
    """Return p:grpSp and the next free shape id; each word is centered where the plan put it."""
    words = "".join(
        _word(word, shape, first + 1 + index, language) for index, word in enumerate(shape.layout.words)
    )
    x, y, w, h = (emu(v) for v in (shape.box.x, shape.box.y, shape.box.w, shape.box.h))
    place = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
    group = (
        f"<p:grpSp><p:nvGrpSpPr>{head(first, shape.name, shape.alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{words}</p:grpSp>"
    )
    return group, first + 1 + len(shape.layout.words)


def _word(word: PlacedWord, shape: CloudShape, number: int, language: str) -> str:
    """Return one word. The layout is scaled if its size is not the box's."""
    across, down = shape.box.w / shape.layout.width, shape.box.h / shape.layout.height
    scale = min(across, down)
    size = word.size * scale
    width, height = word.w * scale * _ROOM, size * _PITCH / 72
    box = Box(
        shape.box.x + word.x * across - width / 2, shape.box.y + word.y * down - height / 2, width, height
    )
    color = shape.colors[0] if word.lobe == "feelings" else shape.colors[1]
    return (
        f'<p:sp><p:nvSpPr>{head(number, f"word:{word.lobe}:{word.text}")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="{language}" sz="{round(size * 100)}" b="1" dirty="0">'
        f"{solid(color)}</a:rPr><a:t>{clean(word.text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
