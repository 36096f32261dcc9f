"""Charts and the logo as inline pictures, with a name and a description."""

from io import BytesIO

from docx.oxml.ns import qn
from docx.shared import Inches
from lxml.etree import _Element

from generator.model.briefing import plain
from generator.model.pages import Picture, PlacedFigure
from generator.render.word.pen import Pen, clean, element


def chart_run(placed: PlacedFigure, pen: Pen) -> _Element:
    """A `w:r` that holds the drawn chart at the width it prints."""
    from generator.render.figures import draw_chart

    drawn = draw_chart(placed.figure, pen.theme, placed.width, height_in=placed.height)
    return _run(drawn, placed.width, placed.name, placed.alt, pen)


def picture_run(picture: Picture, pen: Pen) -> _Element:
    """A `w:r` that holds a picture at the width it prints."""
    return _run(picture.image, picture.box.w, picture.name, plain(picture.alt), pen)


def _run(image: bytes, width: float, name: str, alt: str, pen: Pen) -> _Element:
    inline: _Element = pen.part.new_pic_inline(BytesIO(image), width=Inches(width))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # LibreOffice would push the picture over the margin
    drawing_id = str(pen.next_drawing())
    for described in (inline.find(qn("wp:docPr")), inline.find(f".//{qn('pic:cNvPr')}")):
        described.set("id", drawing_id)
        described.set("name", name)
        described.set("descr", clean(alt))
    run = element("r")
    drawing = element("drawing")
    drawing.append(inline)
    run.append(drawing)
    return run
