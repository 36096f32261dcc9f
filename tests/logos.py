"""Logos made to order."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageDraw

Color = tuple[int, ...]
CLEAR = (0, 0, 0, 0)
INK, WHITE, ORANGE = (20, 40, 90, 255), (255, 255, 255, 255), (230, 120, 20, 255)


def mark(ink: Color = INK, size: tuple[int, int] = (600, 200), ground: Color = CLEAR, inner: Color | None = None) -> Image.Image:
    """Bars of one color, a margin around them; `inner` fills the middle of each."""
    made = Image.new("RGBA", size, ground)
    draw = ImageDraw.Draw(made)
    across, down = size
    for start in range(1, 9, 2):
        box = (across * start // 10, down // 5, across * (start + 1) // 10, down * 4 // 5)
        draw.rectangle(box, fill=ink)
        if inner:
            edge = max((box[2] - box[0]) // 5, 1)
            draw.rectangle((box[0] + edge, box[1] + edge, box[2] - edge, box[3] - edge), fill=inner)
    return made


def saved(picture: Image.Image, path: Path, **options: object) -> Path:
    kind = path.suffix[1:].upper().replace("JPG", "JPEG")
    picture = picture.convert("RGB") if kind == "JPEG" else picture
    picture.save(path, kind, **options)
    return path


def png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def declaring(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
