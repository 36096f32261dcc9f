"""Planned slides take their seats: scaled to the finished slide's inches, and in a hospital's template put into its placeholders."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from generator.model.briefing import Run
from generator.model.pages import (
    Box,
    Cell,
    ChartShape,
    CloudShape,
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
from generator.plan.text import one


def seated(slide: Slide, theme: Theme, marking: str = "") -> Slide:
    """The slide in inches of the finished page. `marking` stands where the template leaves room for it."""
    shapes = slide.shapes
    if theme.host:
        shapes = tuple(_in_template(shape, theme) for shape in shapes)
        if marking and slide.layout != "title":
            box = theme.layouts[""][103]
            above = theme.box["kicker_top"] >= 0
            said = one((Run(marking, strong=True),), theme.sizes["kicker"], "accent5", strong=True, align="right" if above else "left")
            shapes = (*shapes, TextShape("marking", box, said, role="marking"))
    if theme.scale == 1.0:
        return slide._replace(shapes=shapes) if shapes is not slide.shapes else slide
    return slide._replace(shapes=tuple(scaled(shape, theme.scale) for shape in shapes))


def _in_template(shape: Shape, theme: Theme) -> Shape:
    """The shape in the template's placeholder, or in none: charts, tables and cards stand in its free area."""
    match shape:
        case TextShape(keeps="look" | "place"):
            return shape
        case TextShape(role="title"):
            host = theme.host
            assert host is not None  # noqa: S101 asked before
            k = theme.scale
            box = host.title_box and Box(*(v / k for v in (host.title_box.x, host.title_box.y, host.title_box.w, host.title_box.h)))
            paras = tuple(p._replace(color="" if "title" in host.own else p.color, inherits=True) for p in shape.paras)
            return shape._replace(paras=paras, placeholder=host.title_idx, box=box or shape.box, keeps="look" if box else "place")
        case TextShape() | ChartShape() | TableShape():
            return shape._replace(placeholder=None)
        case _:
            return shape


def scaled(shape: Shape, k: float) -> Shape:
    """The shape with all lengths and sizes times `k`."""
    box = scaled_box(shape.box, k)
    match shape:
        case TextShape():
            return shape._replace(box=box, paras=_paras(shape.paras, k), inset=shape.inset * k)
        case ChartShape():
            return shape._replace(box=box, size=shape.size * k, label_size=shape.label_size * k)
        case TableShape():
            cells: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] = lambda row: tuple(c._replace(paras=_paras(c.paras, k)) for c in row)  # noqa: E731
            return shape._replace(
                box=box, widths=tuple(w * k for w in shape.widths), heights=tuple(h * k for h in shape.heights), header=cells(shape.header),
                rows=tuple(cells(row) for row in shape.rows), pad=(shape.pad[0] * k, shape.pad[1] * k),
            )  # fmt: skip
        case Group():
            return shape._replace(box=box, shapes=tuple(scaled(inner, k) for inner in shape.shapes))  # type: ignore[misc]
        case CloudShape() | Rule() | Drawing() | Picture():
            return shape._replace(box=box)
        case _:
            assert_never(shape)


def scaled_box(box: Box, k: float) -> Box:
    """The box times `k`."""
    return Box(box.x * k, box.y * k, box.w * k, box.h * k)


def _paras(paras: tuple[Para, ...], k: float) -> tuple[Para, ...]:
    """Paragraphs at `k` times their size, in the halves of a point that Office shows, never larger."""
    return tuple(p._replace(size=max(int(p.size * k * 2 + 0.01) / 2, 1.0), after=p.after * k, indent=p.indent * k) for p in paras)


def smaller(theme: Theme, share: float) -> Theme:
    """The theme with content at this share of its size: more room in its inches, titles and furniture as large as before."""
    if share == 1.0:
        return theme
    kept = {"title", "title_least", "kicker", "source", "footer"} & theme.sizes.keys()
    return replace(
        theme,
        sizes={role: size / share if role in kept else size for role, size in theme.sizes.items()},
        box={name: value / share if value > 0 else value for name, value in theme.box.items()},
        layouts={name: {idx: scaled_box(box, 1 / share) for idx, box in places.items()} for name, places in theme.layouts.items()},
        scale=theme.scale * share,
    )
