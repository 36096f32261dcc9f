"""The typesetter's door: a document goes in as one JSON string, a PDF or problems come out."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from generator.files import ours
from generator.model.problem import BuildError, Problem

_FILE = "board-preread.pdf"
_TEMPLATE = "preread.typ"
_OVERFLOW = re.compile(r"overflow: ([^\"\n]+)")
_NO_GLYPH = "could not be displayed"
_UNKNOWN = re.compile(r'(?:the text|codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(document: dict[str, Any], issued: str) -> bytes:
    """Return the PDF. Markup in the document's strings stays text; nothing is fetched, no font of the system is used.

    Raises BuildError when the typesetter refuses.
    """
    import typst

    try:
        try:
            return _compiled(document, issued, more_fonts=False)
        except typst.TypstError as error:
            # Rare signs are looked for in the typesetter's own fonts, which take a while to load.
            if _NO_GLYPH not in str(error.diagnostic):
                raise
            return _compiled(document, issued, more_fonts=True)
    except typst.TypstError as error:
        raise BuildError(_refused(str(error.diagnostic), document)) from None


def _compiled(document: dict[str, Any], issued: str, *, more_fonts: bool) -> bytes:
    import typst

    folder = ours("templates/pdf")
    faces = files("fontpkg_lato") / "files"
    made = typst.compile(
        str(folder / _TEMPLATE),
        root=str(folder),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=more_fonts, font_paths=[str(faces)]),
        sys_inputs={"data": json.dumps(document, ensure_ascii=False, separators=(",", ":"))},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=dt.datetime.fromisoformat(issued or "1980-01-01").replace(tzinfo=dt.UTC),
        format="pdf",
    )  # fmt: skip
    return bytes(made)


def _refused(message: str, document: dict[str, Any]) -> Problem:
    """What the typesetter said, as a problem with a place and a cure."""
    overflow, unknown = _OVERFLOW.search(message), _UNKNOWN.search(message)
    if overflow:
        return Problem(
            "text.overflow", "error", f"{_FILE}: {overflow[1].strip()}", "the text needs more room than its box has",
            "shorten the names and sentences of briefing.yaml that stand here",
        )  # fmt: skip
    if unknown:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), unknown[1])
        place = next((where for where, words in _texts(document) if text in words), "")
        shown = ", ".join(f"U+{ord(char):04X}" for char in text)
        return Problem(
            "text.no-glyph", "error", f"{_FILE}{f': {place}' if place else ''}", f"no font has the sign “{text}” ({shown})",
            "write it in Latin, Greek or Cyrillic letters, or leave this paper out with --only",
        )  # fmt: skip
    return Problem("text.not-set", "error", _FILE, f"the pages could not be set: {message.splitlines()[0]}", "report this with the briefing that caused it")


def _texts(node: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Each text of the document with the place it stands at."""
    if isinstance(node, dict):
        where = node.get("where", where)
        if isinstance(node.get("text"), str):
            yield where, node["text"]
        for value in node.values():
            yield from _texts(value, where)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, where)
