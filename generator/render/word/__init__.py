"""Paper to .docx. The plan decided what stands where; this only translates."""

from generator.render.word.paper import render_paper

__all__ = ["render_paper"]
