"""A sheet's JSON document becomes PDF bytes, or a problem that names what to change."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from generator.files import ours
from generator.model.problem import BuildError, Problem
from generator.model.sheet import Sheet
from generator.render.pdf.glyphs import unprintable
from generator.render.pdf.longest import longest

if TYPE_CHECKING:
    from typst import TypstError

STANDARDS: tuple[Literal["ua-1", "a-2a"], ...] = ("ua-1", "a-2a")
OVERFLOW = re.compile(r"overflow\|(\d+)\|(\d+)")


def render_sheet(sheet: Sheet, document: Mapping[str, Any]) -> bytes:
    """The PDF of a sheet: PDF/UA-1 and PDF/A-2a, fonts embedded, the same bytes for the same input.

    Raises BuildError when a character has no glyph, when text does not fit at the least size, and
    for whatever else typst refuses.
    """
    import typst

    file = f"{sheet.name}.pdf"
    missing = unprintable(document, file, sheet.keys)
    if missing:
        raise BuildError(missing)
    inputs = {"data": json.dumps(document, ensure_ascii=False)}
    if sheet.logo:
        inputs["logo"] = json.dumps(list(sheet.logo.image), separators=(",", ":"))
    issued = dt.datetime.fromisoformat(sheet.properties.issued).replace(tzinfo=dt.UTC)
    folder = ours("templates") / "pdf"
    try:
        made = typst.compile(
            str(folder / f"{sheet.name}.typ"), root=str(folder), font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts())]),
            sys_inputs=inputs, format="pdf", pdf_standards=list(STANDARDS), timestamp=issued,
        )
    except typst.TypstError as error:
        raise BuildError(_problem(error, file, sheet)) from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def fonts() -> Path:
    """The folder of Lato's files, from its package."""
    import fontpkg_lato

    return Path(fontpkg_lato.ROOT) / "files"


def _problem(error: "TypstError", file: str, sheet: Sheet) -> Problem:
    """What typst said, in words of ours; the page template reports an overflow as "overflow|side|points".

    It stands among all that was said: on a page that was given up, links lead nowhere.
    """
    found = OVERFLOW.search(str(error.diagnostic))
    if found is None:
        return Problem("text.not-set", "error", file, f"the page could not be set: {error.message}", "report this with the briefing that caused it")
    side, points = found.groups()
    text = f"text needs {points} points more than page {side} has at the smallest size allowed"
    return Problem("text.overflow", "error", f"{file}: page {side}", text, f"shorten {longest(sheet, int(side) - 1)} in briefing.yaml")
