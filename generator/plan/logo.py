"""Where the institution's logo stands, how large, and on what ground it can be seen."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from generator.model.basics import Box, Picture
from generator.model.briefing import Inline, Run
from generator.model.logo import Logo
from generator.model.request import Request
from generator.model.theme import Theme

if TYPE_CHECKING:
    from generator.model.pages import Slide

Ground = Literal["navy", "white"]

COVER = (3.2, 0.9)
MEMO = (2.4, 0.6)
SHEET = (2.2, 0.42)
"""Inches that a logo may take across and down, its plate included."""
RIGHT = 12.733
TOP, UNDER_MARKING = 0.5, 0.95
COARSEST = 96
"""Pixels an inch: a small picture stays small rather than blur."""
PLATE_PIXELS = 300
LOST, LOST_ON_PAPER = 0.1, 0.25
"""Shares of a logo's outline. On paper a plate is the exception, so more has to be lost."""


def on_cover(slides: Sequence["Slide"], logo: Logo | None, request: Request | None, marking: str, theme: Theme) -> tuple["Slide", ...]:
    """The slides, the first one on the layout of covers with the logo at its top right, under the marking."""
    place = next((i for i, slide in enumerate(slides) if slide.layout == "title"), None)
    if logo is None or place is None:
        return tuple(slides)
    picture = placed(logo, request, COVER, theme, "navy")
    top = UNDER_MARKING if marking else TOP
    picture = picture._replace(box=picture.box._replace(x=RIGHT - picture.box.w, y=top))
    return (*slides[:place], slides[place]._replace(shapes=(*slides[place].shapes, picture)), *slides[place + 1 :])


def placed(logo: Logo, request: Request | None, room: tuple[float, float], theme: Theme, ground: Ground) -> Picture:
    """The logo as large as the room allows, on a plate of the other color where the ground would swallow it."""
    plate = plate_for(logo, ground)
    inset = min(room) * 0.13 if plate else 0.0
    across, down = room[0] - 2 * inset, room[1] - 2 * inset
    scale = min(across / logo.width, down / logo.height, 1 / COARSEST)
    width, height = logo.width * scale, logo.height * scale
    box = Box(0.0, 0.0, round(width + 2 * inset, 4), round(height + 2 * inset, 4))
    image = _plated(logo, width, height, inset, theme.colors[plate]) if plate else logo.image
    return Picture("logo", box, image, described(request))


def described(request: Request | None) -> Inline:
    """What a screen reader says of the logo."""
    name = request.organization.name if request else ""
    return (Run("Logo of "), Run(name, fact="institution") if name else Run("the organization"))


def plate_for(logo: Logo, ground: Ground) -> Literal["", "navy", "white"]:
    """The plate's color, or nothing. On navy an opaque picture always has one, so that its own ground ends in a clean edge."""
    if ground == "navy":
        return "white" if not logo.transparent or (logo.dark > LOST and logo.dark >= logo.light) else ""
    return "navy" if logo.light > LOST_ON_PAPER and logo.light > logo.dark else ""


def _plated(logo: Logo, width: float, height: float, inset: float, color: str) -> bytes:
    """The logo on its plate as one PNG, so that no program can part them."""
    from PIL import Image, ImageDraw

    def pixels(inches: float) -> int:
        return max(round(inches * PLATE_PIXELS), 1)

    with Image.open(io.BytesIO(logo.image)) as opened:
        mark = opened.convert("RGBA").resize((pixels(width), pixels(height)), Image.Resampling.LANCZOS)
    edge = pixels(inset)
    size = (mark.width + 2 * edge, mark.height + 2 * edge)
    fine = 4  # times as large, then reduced: round corners without steps
    corners = Image.new("L", (size[0] * fine, size[1] * fine), 0)
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, corners.width - 1, corners.height - 1), edge * fine, 255)
    made = Image.new("RGBA", size, f"#{color}")
    made.alpha_composite(mark, (edge, edge))
    made.putalpha(corners.resize(size, Image.Resampling.LANCZOS))
    stream = io.BytesIO()
    made.save(stream, "PNG", optimize=True)
    return stream.getvalue()
