"""The deck as one JSON-ready document: pages of placed texts, tables, figures and rules, colors as hex."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from generator.model.briefing import Run, pieces, plain
from generator.model.pages import (
    Box,
    Cell,
    ChartShape,
    CloudShape,
    Deck,
    Drawing,
    Group,
    Para,
    Picture,
    Rule,
    Shape,
    Slide,
    TableShape,
    TextShape,
)
from generator.model.theme import Theme
from generator.plan.measure import height_of, hold_last_words, text_width
from generator.render.pdf.links import Links
from generator.render.preread.artwork import DARK, artwork
from generator.render.preread.figures import chart, cloud
from generator.render.preread.forms import form, outlines

Json = dict[str, Any]

_KICKER, _FOOTER, _NUMBER, _MARKING = 10, 101, 102, 103
_SPACED = 0.6  # points between the letters of a kicker, as in the base theme
_ACCENT_RULE = 0.06  # inches
_LEVELS = {"title": 1, "heading": 2}
_ALIKE = frozenset({"body", "panel", "references"})
"""Boxes of one such role on a page are set alike."""
_CELL = (0.08, 0.04)  # inches between a cell's edge and its text, across and down
_PLANNED_CELL = 0.1
_WORST = 0.92
"""Of a box's width: figures and capitals of Lato run as much wider than Calibri's, at the size that looks alike."""
_ENTRY = re.compile(r"(\d+)\. ")


def document(deck: Deck, theme: Theme) -> Json:
    """Everything the template needs, in reading order; lengths in inches, sizes in points."""
    ours = deck.properties
    language, _, region = ours.language.partition("-")
    links = Links({number for slide in deck.slides for shape in slide.shapes for number in _entries(shape)})
    pages = [_Page(slide, number, deck, theme, links).made() for number, slide in enumerate(deck.slides, 1)]
    links.back()
    return {
        "title": ours.title, "author": ours.author, "subject": ours.subject, "keywords": ours.keywords,
        "language": language, "region": region, "font": theme.fonts["charts"],
        "width": theme.box["width"], "height": theme.box["height"], "pages": pages,
        "colors": {token: f"#{color}" for token, color in theme.colors.items()},
    }  # fmt: skip


def _entries(shape: object) -> Iterable[int]:
    """The numbers of the works that a shape lists."""
    if isinstance(shape, TextShape) and shape.role == "references":
        for para in shape.paras:
            found = _ENTRY.match(para.runs[0].text) if para.runs else None
            if found:
                yield int(found[1])


class _Page:
    """One slide on its way to a page."""

    def __init__(self, slide: Slide, number: int, deck: Deck, theme: Theme, links: Links) -> None:
        self.slide, self.number, self.deck, self.theme, self.links = slide, number, deck, theme, links
        self.dark = slide.layout in DARK

    def made(self) -> Json:
        """Ground, artwork, shapes in reading order, and what repeats on each page."""
        places = self.theme.layouts[self.slide.layout]
        parts = self.slide.shapes
        shapes = [
            made
            for part, after in zip(parts, (*parts[1:], None), strict=True)
            for made in self._shape(part, exact=isinstance(after, Rule))
        ]
        if self.deck.marking and _MARKING in places:
            color = "white" if self.dark else "accent5"
            para = Para((Run(self.deck.marking),), self.theme.sizes["kicker"], color, strong=True, align="right")
            shapes.append(self._text(TextShape("marking", places[_MARKING], (para,))))
        return {
            "ground": "navy" if self.dark else "white",
            "artwork": artwork(self.slide.layout, places, self.theme),
            "shapes": shapes,
            "running": [self._text(shape) for shape in self._running(places)],
        }

    def _running(self, places: Mapping[int, Box]) -> list[TextShape]:
        """Footer and page number; both are said to be artifacts of the page."""
        quiet, size = "white" if self.dark else "mute", self.theme.sizes["footer"]
        found = []
        if self.deck.footer and _FOOTER in places:
            found.append(TextShape("footer", places[_FOOTER], (Para(self.deck.footer, size, quiet),)))
        if _NUMBER in places:
            para = Para((Run(str(self.number)),), size, quiet, align="right")
            found.append(TextShape("slide-number", places[_NUMBER], (para,)))
        return found

    def _shape(self, shape: Shape, *, exact: bool = False) -> Iterable[Json]:
        """One shape, and the rule at its side. `exact`: a rule is placed by where its lines fall."""
        match shape:
            case TextShape():
                yield self._text(shape, exact=exact or shape.role == "title")
                if shape.line and shape.line_side in ("left", "top"):
                    b = shape.box
                    w, h = (_ACCENT_RULE, b.h) if shape.line_side == "left" else (b.w, _ACCENT_RULE)
                    yield _rule(Box(b.x, b.y, w, h), shape.line)
            case ChartShape():
                yield {"kind": "figure", "box": _place(shape.box), "alt": shape.alt, **chart(shape)}
            case TableShape():
                yield self._table(shape)
            case CloudShape():
                yield {"kind": "figure", "box": _place(shape.box), "alt": shape.alt, **cloud(shape)}
            case Rule():
                yield _rule(shape.box, shape.fill)
            case Drawing():
                yield {"kind": "drawing", "box": _place(shape.box), "color": shape.fill, "alt": shape.alt, "outlines": outlines(shape)}
            case Picture():
                yield {"kind": "picture", "box": _place(shape.box), "alt": plain(shape.alt), "image": list(shape.image)}
            case Group():
                inner = [made for child in shape.shapes for made in self._shape(child)]
                yield {"kind": "group", "box": _place(shape.box), "alt": shape.alt, "shapes": inner}
            case _:
                assert_never(shape)

    def _text(self, shape: TextShape, *, exact: bool = False) -> Json:
        paras: Sequence[Para] = shape.paras
        if shape.placeholder == 0:
            paras = [para._replace(runs=hold_last_words(para.runs)) for para in paras]
        around = shape.line if shape.line_side in ("", "around") else ""
        width, height = shape.box.w - 2 * shape.inset, shape.box.h - 2 * shape.inset
        return {
            "kind": "text", "box": _place(shape.box), "where": self._where(shape.name),
            "group": shape.role if shape.role in _ALIKE else shape.name,
            "fill": shape.fill, "around": around, "inset": shape.inset, "anchor": shape.anchor,
            **form(shape), "level": _LEVELS.get(shape.role, 0), "spaced": _SPACED if shape.placeholder == _KICKER else 0,
            **self._fitted(paras, width, height, exact=exact, listed=shape.role == "references"),
        }  # fmt: skip

    def _fitted(self, paras: Sequence[Para], width: float, height: float, *, exact: bool = False, listed: bool = False) -> Json:
        """Paragraphs with their width, the most height they have, and the height they should have.

        `sure`: they fit however wide the letters run, so that nobody need measure them.
        """
        planned = height_of(paras, width)
        most = max(planned, height)
        should = planned if exact else most
        sure = height_of(paras, width * _WORST) <= should
        return {"width": width, "most": most, "should": should, "sure": sure, "paras": [self._para(para, width, listed) for para in paras if para.runs]}

    def _para(self, para: Para, width: float, listed: bool) -> Json:
        found = _ENTRY.match(para.runs[0].text) if listed and para.runs else None
        runs = [made for run in para.runs if run.text for made in self._run(run, para, width)]
        if found:
            self.links.listed(int(found[1]), runs[0])
        return {
            "size": para.size, "color": para.color, "strong": para.strong, "align": para.align, "bullet": para.bullet,
            "after": para.after, "runs": runs,
        }  # fmt: skip

    def _run(self, run: Run, para: Para, width: float) -> Iterable[Json]:
        """A run; raised numbers piece by piece, each leading to the work it stands for.

        `whole`: an address that has room on one line is never broken.
        """
        base = {"text": _breakable(run.text, para.size, width), "strong": run.strong, "emph": run.emph, "raised": False, "href": run.href, "whole": False}
        if not run.cite:
            whole = bool(run.href) and " " not in run.text and text_width(run.text, para.size) < width * _WORST
            yield {**base, "whole": whole}
            return
        for piece in pieces(run):
            made = {**base, "text": piece, "raised": True}
            yield self.links.cited(int(piece), made) if piece.isdecimal() else made

    def _table(self, shape: TableShape) -> Json:
        header = [cell._replace(paras=tuple(_headed(p) for p in cell.paras)) for cell in shape.header]
        return {
            "kind": "table", "box": _place(shape.box), "where": self._where(shape.name), "inset": _CELL,
            "widths": list(shape.widths), "heights": list(shape.heights),
            "header": self._cells(header, shape.widths, shape.heights[0]),
            "rows": [self._cells(row, shape.widths, height) for row, height in zip(shape.rows, shape.heights[1:], strict=True)],
        }  # fmt: skip

    def _cells(self, cells: Sequence[Cell], widths: Sequence[float], height: float) -> list[Json]:
        found = []
        for cell, width in zip(cells, widths, strict=True):
            paras = [p._replace(align=cell.align) if p.align == "left" else p for p in cell.paras]
            room = max(height - 2 * _CELL[1], height_of(paras, width - 2 * _PLANNED_CELL))
            found.append({**self._fitted(paras, width - 2 * _CELL[0], room), "align": cell.align})
        return found

    def _where(self, name: str) -> str:
        return f"slide {self.number}, {name}"


def _breakable(text: str, size: float, width: float) -> str:
    """The text with places to break in words that are wider than the line."""
    words = (word if text_width(word, size) < width * _WORST else "\u200b".join(word) for word in text.split(" "))
    return " ".join(words)


def _headed(para: Para) -> Para:
    return para._replace(strong=True, color="navy" if para.color == "text" else para.color)


def _rule(box: Box, color: str) -> Json:
    return {"kind": "rule", "box": _place(box), "color": color}


def _place(box: Box) -> list[float]:
    return [box.x, box.y, box.w, box.h]
