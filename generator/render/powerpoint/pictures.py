"""Pictures that were given to us: a PNG at its place, with a description."""

from io import BytesIO
from typing import Any

from generator.model.briefing import plain
from generator.model.pages import Picture
from generator.render.powerpoint.base import frame, head


def picture(shape: Picture, number: int, part: Any) -> str:
    """Return p:pic; the PNG becomes an image part of the package, related to the slide's `part`."""
    _, relation = part.get_or_add_image_part(BytesIO(shape.image))
    return (
        f"<p:pic><p:nvPicPr>{head(number, shape.name, plain(shape.alt))}"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{frame(shape.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
