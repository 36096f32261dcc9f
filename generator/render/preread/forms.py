"""Outlines that are not rectangles, as corners in inches of the shape's own box."""

from typing import Any

from generator.model.pages import Drawing, TextShape

_POINT = 0.5  # of the shorter side: how far the tip of an arrow stands out
_SHOULDER = 0.25
_ROUND = 0.16667
_TAIL = ((0.16, 1.0), (0.12, 1.12), (0.32, 1.0))  # of a speech balloon, in shares of the box


def form(shape: TextShape) -> dict[str, Any]:
    """Return corners of a polygon, or the radius of rounded corners, or that it is an ellipse."""
    w, h = shape.box.w, shape.box.h
    shorter = min(w, h)
    tip, shoulder = shorter * _POINT, shorter * _SHOULDER
    found: dict[str, Any] = {"corners": [], "radius": 0.0, "ellipse": False}
    match shape.form:
        case "rect":
            pass
        case "roundRect":
            found["radius"] = shorter * _ROUND
        case "wedgeRoundRectCallout":
            found |= {"radius": shorter * _ROUND, "corners": [[x * w, y * h] for x, y in _TAIL]}
        case "ellipse":
            found["ellipse"] = True
        case "homePlate":
            found["corners"] = [[0, 0], [w - tip, 0], [w, h / 2], [w - tip, h], [0, h]]
        case "chevron":
            found["corners"] = [[0, 0], [w - tip, 0], [w, h / 2], [w - tip, h], [0, h], [tip, h / 2]]
        case "hexagon":
            found["corners"] = [[0, h / 2], [shoulder, 0], [w - shoulder, 0], [w, h / 2], [w - shoulder, h], [shoulder, h]]
    return found


def outlines(shape: Drawing) -> list[list[list[float]]]:
    """Return the corners of each outline, stretched over the box."""
    across, down = shape.box.w / shape.grid[0], shape.box.h / shape.grid[1]
    return [[[x * across, y * down] for x, y in outline] for outline in shape.outlines]
