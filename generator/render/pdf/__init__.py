"""Printed sheets as tagged PDF, set by typst from one JSON document. typst is imported when one is made."""

from generator.render.pdf.compile import render_sheet
from generator.render.pdf.document import document

__all__ = ["document", "render_sheet"]
