"""The institution's logo: any common picture file becomes a small, clean PNG, or a problem that says why not."""

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model.logo import Logo
from generator.model.problem import InputError, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MOST_PIXELS = 40_000_000
"""Held against what the file declares, before a single pixel is decoded."""
LARGEST = 1200
"""Pixels of the longer side that are kept: a logo prints at most three inches wide."""
SMALLEST = 48
"""Pixels of the longer side; less prints as a blot."""
STRETCHED = 16
"""The most that one side may be of the other: beyond it nothing can be read at the height of a head."""
DARK, LIGHT = 105, 190
"""Grays (0..255) whose contrast is under 3 on the theme's navy, and under 2 on white."""
OPAQUE = 250
"""Alpha (0..255) from which a pixel counts as solid."""
_HOW = "save it as a PNG about 1200 pixels wide, with a transparent ground, and name that file"


def load_logo(path: Path, shown: str = "") -> Logo:
    """The picture, turned as its camera says, at most 1200 pixels on a side, its first frame if it moves.

    `shown` is the name messages use. Raises InputError: `file.unreadable` for what is damaged or
    no PNG, JPEG, GIF or WebP, `file.unsafe` for more than 40 megapixels, `file.empty` for a picture that
    shows nothing, `request.wrong-value` for one too small or too stretched to print.
    """
    name = shown or path.name
    try:
        with path.open("rb") as opened:
            start = opened.read(1024)
    except OSError as fault:
        raise _refused(name, f"the logo cannot be read ({fault.strerror})", "check that the file can be opened", "file.missing") from fault
    if not start:
        raise _refused(name, "the logo's file is empty", "copy the picture into the folder again", "file.empty")
    if _is_drawing(start, path):
        raise _refused(name, "the logo is a vector drawing (SVG), which not every program that opens the papers can show", f"open it in a browser or drawing program, {_HOW}")
    return _measured(_decoded(path, name), name)


def logo_of(data: bytes, name: str) -> Logo:
    """The logo in a picture's bytes, as `load_logo` gives it. Raises InputError as that does."""
    return _measured(_decoded(io.BytesIO(data), name), name)


def _refused(name: str, message: str, cure: str, code: str = "file.unreadable") -> InputError:
    return InputError(Problem(code, "error", name, message, cure))


def _is_drawing(start: bytes, path: Path) -> bool:
    """An SVG, packed or not; it is recognized and never parsed."""
    text = start.replace(b"\0", b"").lower()
    return path.suffix.lower() in (".svg", ".svgz") or b"<svg" in text or b"<!doctype svg" in text


def _decoded(path: Path | io.BytesIO, name: str) -> "Image":
    """The first frame in RGB or RGBA, without anything that came with it."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    large = _refused(name, "the logo has more than 40 megapixels", _HOW, "file.unsafe")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise large
                opened.load()
                picture = ImageOps.exif_transpose(_eight_bits(opened))
                picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    except InputError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
        raise large from fault
    except UnidentifiedImageError as fault:
        raise _refused(name, "the logo is not a picture of a kind that can be printed (PNG, JPEG, GIF or WebP)", f"open it in the program it comes from, {_HOW}") from fault
    except Exception as fault:  # a damaged picture brings up nearly every kind in the decoders
        raise _refused(name, "the logo is damaged: it cannot be decoded", f"open it to see whether it is whole, {_HOW}") from fault
    picture.info = {}
    return picture


def _eight_bits(opened: "Image") -> "Image":
    """The picture in RGB or RGBA. Sixteen bits of gray are scaled; a plain conversion would turn them white."""
    if opened.mode.startswith("I"):
        gray = opened.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        gray.info = dict(opened.info)
        return gray.convert("RGB")
    clear = opened.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in opened.info
    return opened.convert("RGBA" if clear else "RGB")


def _measured(picture: "Image", name: str) -> Logo:
    """The logo cut to what can be seen of it, with how dark and how light its outline is."""
    transparent = picture.mode == "RGBA" and any(picture.getchannel("A").histogram()[:OPAQUE])
    if transparent:
        bounds = picture.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
        if bounds is None:
            raise _refused(name, "the logo shows nothing: all of it is transparent", "export it again with its colors", "file.empty")
        picture = picture.crop(bounds)
    else:
        picture = picture.convert("RGB")
    width, height = picture.size
    if max(width, height) < SMALLEST:
        raise _refused(name, f"the logo has only {width} by {height} pixels", "use one at least 300 pixels wide", "request.wrong-value")
    if max(width, height) > STRETCHED * min(width, height):
        raise _refused(name, f"the logo is {width} by {height} pixels, too long and thin to be read", "crop it to the mark and the name, or leave organization.logo empty", "request.wrong-value")
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    dark, light = _outline(picture) if transparent else (0.0, 0.0)
    return Logo(stream.getvalue(), width, height, transparent, dark, light)


def _outline(picture: "Image") -> tuple[float, float]:
    """Shares of the outline that are dark and light; the outline is what a ground behind it meets."""
    from PIL import ImageChops, ImageFilter, ImageOps

    alpha = picture.getchannel("A")
    half = max(value for value, count in enumerate(alpha.histogram()) if count) // 2
    solid = ImageOps.expand(alpha.point(lambda value: 255 if value > half else 0), 1, 0)
    edge = ImageChops.subtract(solid, solid.filter(ImageFilter.MinFilter(3)))
    grays = ImageOps.expand(picture.convert("RGB").convert("L"), 1, 0).histogram(edge)
    whole = sum(grays) or 1
    return round(sum(grays[: DARK + 1]) / whole, 3), round(sum(grays[LIGHT:]) / whole, 3)
