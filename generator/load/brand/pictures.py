"""What pictures of a template say: the mean color under a place, how restless it is, the brand's own colors."""

import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.load.brand.scheme import hue_of
from generator.model.basics import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
SMALL = 96
VIVID = 0.35
"""Saturation from which a color can be a brand's."""
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under a place: its mean color, and how far from it (0..255) its grays stray."""

    color: str
    stray: float
    clear: float = 0.0


def opened(data: bytes) -> "Image | None":
    """A small copy of a picture in RGBA; None for a drawing, a damaged file or one of more than 40 megapixels."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as found:
                if found.width * found.height > MOST_PIXELS:
                    return None
                found.draft("RGB", (SMALL * 4, SMALL * 4))
                return found.convert("RGBA").resize((SMALL, SMALL), Image.Resampling.BOX)
    except Exception:  # a damaged picture brings up nearly every kind in the decoders
        return None


def under(picture: "Image", box: Box, area: Box) -> Ground:
    """The part of a picture (drawn over `box`) that lies under `area`."""
    from PIL import ImageStat

    across, down = picture.width / box.w, picture.height / box.h
    left, top = max(area.x - box.x, 0) * across, max(area.y - box.y, 0) * down
    right, bottom = min(area.x + area.w - box.x, box.w) * across, min(area.y + area.h - box.y, box.h) * down
    crop = picture.crop((int(left), int(top), max(int(right), int(left) + 1), max(int(bottom), int(top) + 1)))
    alpha = ImageStat.Stat(crop.getchannel("A")).mean[0] / 255
    mean = ImageStat.Stat(crop.convert("RGB")).mean
    return Ground("".join(f"{round(part):02X}" for part in mean), ImageStat.Stat(crop.convert("L")).stddev[0], 1 - alpha)


def vivid(pictures: Iterable[bytes]) -> list[str]:
    """The saturated colors that cover most of these pictures, most first, each of a hue of its own."""
    counts: dict[str, int] = {}
    for data in pictures:
        picture = opened(data)
        if picture is None:
            continue
        flat = picture.convert("RGB").quantize(12)
        palette = flat.getpalette() or []
        for count, index in flat.getcolors() or []:
            start = 3 * int(index)  # type: ignore[arg-type]
            color = "".join(f"{part:02X}" for part in palette[start : start + 3])
            if len(color) == 6 and hue_of(color)[1] >= VIVID and 0.12 < hue_of(color)[2] < 0.85:
                counts[color] = counts.get(color, 0) + int(count)
    found: list[str] = []
    for color in sorted(counts, key=lambda c: (-counts[c], c)):
        if all(min(abs(hue_of(color)[0] - hue_of(other)[0]), 360 - abs(hue_of(color)[0] - hue_of(other)[0])) > 25 for other in found):
            found.append(color)
    return found[:4]
