"""Decks as LibreOffice draws them: every word of a page against the boxes that the plan gave."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from generator.model.pages import Box, Deck, Group

TOLERANCE = 0.07
"""Inches: engines set lines a little apart, and a letter may stand out of its line."""
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def drawn(files: Mapping[str, bytes], folder: Path) -> dict[str, list[list[tuple[Box, str]]]]:
    """Words with their boxes in inches, by file and page."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing"
    subprocess.run([office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *(str(folder / name) for name in files)], check=True, capture_output=True, timeout=300)
    found = {}
    for name in files:
        text = subprocess.run(["pdftotext", "-bbox", str((folder / name).with_suffix(".pdf")), "-"], check=True, capture_output=True, text=True).stdout
        found[name] = [[(Box(x / 72, y / 72, (right - x) / 72, (bottom - y) / 72), unescape(word)) for x, y, right, bottom, word in ((*map(float, w[:4]), w[4]) for w in _WORD.findall(page))] for page in text.split("<page ")[1:]]
    return found


def outside(pages: list[list[tuple[Box, str]]], deck: Deck, furniture: tuple[Box, ...]) -> Iterator[str]:
    """Each word that lies in no box of its slide. `furniture`: boxes of footer and number."""
    assert len(pages) == len(deck.slides)
    for number, (words, slide) in enumerate(zip(pages, deck.slides, strict=True), 1):
        boxes = [inner.box for shape in slide.shapes for inner in ((shape, *shape.shapes) if isinstance(shape, Group) else (shape,))]
        for box, word in words:
            if not any(_inside(box, other) for other in (*boxes, *furniture)):
                yield f"slide {number}: “{word}” at {box.x:.2f}, {box.y:.2f}"


def _inside(one: Box, other: Box) -> bool:
    air = max(TOLERANCE, 0.2 * one.h)  # the box of a large font is a fifth higher than what is drawn of it
    return (
        one.x >= other.x - TOLERANCE and one.y >= other.y - air
        and one.x + one.w <= other.x + other.w + TOLERANCE and one.y + one.h <= other.y + other.h + air
    )
