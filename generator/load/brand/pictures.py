"""What pictures of a template say: the mean color under a place, how restless it is, the brand's own colors."""

import io
import warnings
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.load.brand.scheme import hue_of
from generator.model.basics import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
SMALL = 96
VIVID = 0.35
"""Saturation from which a color can be a brand's."""
BAND, DEEPEST = 60, 0.35
"""How far a band's color lies from the ground's (0..765), and the share of a picture that it takes at the most."""
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


class Ground(NamedTuple):
    """What lies under a place: its mean color, and how far from it (0..255) its grays stray."""

    color: str
    stray: float
    clear: float = 0.0


@lru_cache(maxsize=16)
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


def bands(picture: "Image", box: Box, ground: str) -> list[Box]:
    """Bands of another color than the ground along the edges of a picture that is drawn over `box`: the brand's own."""
    flat, color = picture.convert("RGB"), [int(ground[i : i + 2], 16) for i in (0, 2, 4)]
    w, h = flat.size

    def other(crop: tuple[int, int, int, int]) -> bool:
        pixel = flat.resize((1, 1), 4, box=crop).getpixel((0, 0))  # 4: the mean of the crop
        return sum(abs(part - goal) for part, goal in zip(pixel, color, strict=True)) > BAND  # type: ignore[arg-type, misc]

    def deep(crops: Iterable[tuple[int, int, int, int]], whole: int) -> float:
        count = next((i for i, crop in enumerate(crops) if not other(crop)), whole)
        return count / whole if count <= whole * DEEPEST else 0.0

    middle = (round(w * 0.1), round(w * 0.9), round(h * 0.25), round(h * 0.75))
    top, bottom = (deep(((middle[0], y, middle[1], y + 1) for y in ys), h) for ys in (range(h), range(h - 1, -1, -1)))
    left, right = (deep(((x, middle[2], x + 1, middle[3]) for x in xs), w) for xs in (range(w), range(w - 1, -1, -1)))
    found = [
        Box(box.x, box.y, box.w, box.h * top), Box(box.x, box.y + box.h * (1 - bottom), box.w, box.h * bottom),
        Box(box.x, box.y, box.w * left, box.h), Box(box.x + box.w * (1 - right), box.y, box.w * right, box.h),
    ]  # fmt: skip
    return [band for band in found if band.w > 0 and band.h > 0]


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
