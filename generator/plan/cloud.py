"""The word cloud, laid out: two lobes side by side, every word measured, placed and apart from the others.

`wordcloud` scatters the words of a lobe; they are then drawn together, the largest first, each to
the free place nearest its lobe's middle, and the whole is made as large as the lobe allows. Sizes
go by the square root of the weight, so that a word's area tells how many speak of it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.model.figure import Cloud, Word
from generator.model.pages import CloudLayout, PlacedWord

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

Lobe = Literal["feelings", "needs"]

BASELINE = 0.3415
"""Em from the middle of a line's box down to its baseline, in Calibri and Carlito."""

_EM = 1000  # measure once at this size, scale from there
_GUTTER = 0.5  # inches between the lobes
_GAP_X, _GAP_Y = 0.13, 0.075  # inches around a word, shared with its neighbor
_GRID = 0.07  # inches; places are tried this far apart
_LARGEST_SHARE = 0.19  # of the height, for the largest word
_SEED = 4
_PULLS = (16.0, 30.0)
_NEARNESS = 1.8  # power of the distance from the middle
_CORNERS, _RIM = 4.0, 1.3  # a rounded rectangle; above 1 lets the corners of long words stand out a little
_OVAL = 3.0
_ROUNDS = 24
_AIR = 0.08
_LEAN = 5.0  # how much a word leans to the side it was scattered to
_NEAR = 0.75  # lobes whose scales differ less than this share one, so that equal counts look equal
_SLACK = 1.01  # a word's box over its advance


class _Ink(NamedTuple):
    """A word at one point: advance, and ink above and below the baseline, in inches."""

    word: Word
    advance: float
    above: float
    below: float


class _Spot(NamedTuple):
    """A word's size in points, and its left edge and baseline in the lobe's own inches."""

    ink: _Ink
    size: float
    left: float
    baseline: float


def lay_out(
    cloud: Cloud, width: float, height: float, smallest: float = 9.0, largest: float | None = None
) -> CloudLayout:
    """Place the words of both lobes in `width` x `height` inches, feelings left, needs right.

    `smallest`, `largest`: points. Each word's `x` and `y` are the middle of its line box (the
    baseline lies `BASELINE` em below `y`), measured for Lato Bold; Calibri Bold is narrower and
    fits. A word that finds no room at the smallest size is named in `left_out`, the lightest
    first to go. Headings are the caller's: the lobes fill the whole height.
    """
    across = (width - _GUTTER) / 2
    top = largest or max(smallest, height * 72 * _LARGEST_SHARE)
    lobes: dict[Lobe, tuple[Word, ...]] = {"feelings": cloud.feelings, "needs": cloud.needs}
    fitted: dict[Lobe, tuple[list[_Ink], float, float]] = {}
    for lobe, words in lobes.items():
        inks = [_ink(word) for word in sorted(words, key=lambda w: (-w.weight, w.text))]
        fitted[lobe] = _fit(inks, across, height, smallest, top)
    scales = [scale for inks, scale, _ in fitted.values() if inks]
    shared = cloud.source == "comments" and len(scales) == 2 and min(scales) >= _NEAR * max(scales)
    placed: list[PlacedWord] = []
    for lobe, (inks, scale, pull) in fitted.items():
        size = min(scales) if shared else scale
        spots = _settle(inks, size, pull, across, height, smallest, top) if inks else None
        offset = 0.0 if lobe == "feelings" else width - across
        placed.extend(_placed(spot, offset, lobe) for spot in _eased(spots or [], across, height))
    kept = {(word.lobe, word.text) for word in placed}
    left_out = tuple(word.text for lobe, words in lobes.items() for word in words if (lobe, word.text) not in kept)
    return CloudLayout(width, height, tuple(placed), left_out)


WIDTH, HEIGHT = 12.0, 4.2  # inches of the layout that all papers share


@cache
def shared_layout(cloud: Cloud, smallest: float) -> CloudLayout:
    """The one layout of a build's cloud, `WIDTH` x `HEIGHT`: worked out once, whoever asks first."""
    return lay_out(cloud, WIDTH, HEIGHT, smallest)


def scaled(layout: CloudLayout, width: float, height: float) -> CloudLayout:
    """The layout made to fit a box of other measures, centered in it."""
    factor = min(width / layout.width, height / layout.height)
    left, top = (width - layout.width * factor) / 2, (height - layout.height * factor) / 2
    words = tuple(
        word._replace(x=left + word.x * factor, y=top + word.y * factor, w=word.w * factor, size=round(word.size * factor, 1))
        for word in layout.words
    )
    return CloudLayout(width, height, words, layout.left_out)


def ink_box(word: PlacedWord) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a placed word's ink, in inches of the layout."""
    ink = _ink(Word(word.text, 1.0, word.fact))
    baseline = word.y + BASELINE * word.size / 72
    half = ink.advance * word.size / 2
    return word.x - half, baseline - ink.above * word.size, word.x + half, baseline + ink.below * word.size


def lato(weight: str) -> str:
    """Path of a weight of Lato ("Bold", "Regular"), which the cloud is measured and drawn in."""
    from importlib.resources import files

    return str(files("fontpkg_lato") / "files" / f"Lato-{weight}.ttf")


@cache
def _face() -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(lato("Bold"), _EM, layout_engine=ImageFont.Layout.BASIC)


def _ink(word: Word) -> _Ink:
    _, top, _, bottom = _face().getbbox(word.text, anchor="ls")
    per_point = 1 / _EM / 72
    return _Ink(word, _face().getlength(word.text) * per_point, -top * per_point, bottom * per_point)


def _fit(
    inks: list[_Ink], width: float, height: float, smallest: float, top: float
) -> tuple[list[_Ink], float, float]:
    """The words that find room, the size of the heaviest at which they just do, and the pull."""
    while inks:
        room = [pull for pull in _PULLS if _settle(inks, smallest, pull, width, height, smallest, top)]
        if room:
            break
        inks = inks[:-1]  # the lightest goes
    best, best_pull = smallest, _PULLS[0]
    for pull in room if inks else ():
        step = (top - best) / 2
        while step >= 0.5 and best < top:
            if _settle(inks, best + step, pull, width, height, smallest, top):
                best, best_pull = best + step, pull
            else:
                step /= 2
    return inks, best, best_pull


def _settle(
    inks: Sequence[_Ink], scale: float, pull: float, width: float, height: float, smallest: float, top: float
) -> list[_Spot] | None:
    """Draw the scattered words together; None when one of them finds no room.

    `pull`: how much dearer height is than width, so that words stand side by side and not in a column.
    """
    import numpy as np

    hints = _scatter(tuple((ink.word.text, ink.word.weight) for ink in inks), round(width * 30), round(height * 30))
    spots: list[_Spot] = []
    boxes: list[tuple[float, float, float, float]] = []
    for ink, size in zip(inks, _sizes(inks, scale, smallest, top), strict=True):
        w, h = ink.advance * size + _GAP_X, (ink.above + ink.below) * size + _GAP_Y
        if width < w or height < h:
            return None
        columns, rows = int((width - w) / _GRID) + 1, int((height - h) / _GRID) + 1
        lefts = (width - w) / 2 + (np.arange(columns) - (columns - 1) / 2) * _GRID
        tops = (height - h) / 2 + (np.arange(rows) - (rows - 1) / 2) * _GRID
        # How far the word's farthest edge lies from the middle, 1 at the rim of the lobe.
        reach_x = ((np.abs(lefts + w / 2 - width / 2) + w / 2) / (width / 2))[None, :]
        reach_y = ((np.abs(tops + h / 2 - height / 2) + h / 2) / (height / 2))[:, None]
        hint_x, hint_y = hints.get(ink.word.text, (0.5, 0.5))
        lean_x = np.abs(lefts + w / 2 - hint_x * width)[None, :] / width
        lean_y = np.abs(tops + h / 2 - hint_y * height)[:, None] / height
        cost = reach_x**_NEARNESS + pull * reach_y**_NEARNESS + _LEAN * (len(spots) > 0) * (lean_x + lean_y)
        cost[reach_x**_CORNERS + reach_y**_CORNERS > _RIM] = np.inf
        for left, up, right, down in boxes:
            first, last = np.searchsorted(lefts, (left - w + 1e-6, right - 1e-6))
            high, low = np.searchsorted(tops, (up - h + 1e-6, down - 1e-6))
            cost[high:low, first:last] = np.inf
        row, column = divmod(int(cost.argmin()), columns)
        if not np.isfinite(cost[row, column]):
            return None
        left, up = float(lefts[column]), float(tops[row])
        boxes.append((left, up, left + w, up + h))
        spots.append(_Spot(ink, size, left + _GAP_X / 2, up + _GAP_Y / 2 + ink.above * size))
    return spots


def _sizes(inks: Sequence[_Ink], scale: float, smallest: float, top: float) -> list[float]:
    heaviest = max(ink.word.weight for ink in inks) or 1.0
    return [
        round(min(top, max(smallest, scale * sqrt(max(ink.word.weight, 0.0) / heaviest))) * 2) / 2 for ink in inks
    ]


@cache
def _scatter(words: tuple[tuple[str, float], ...], width: int, height: int) -> Mapping[str, tuple[float, float]]:
    """Where wordcloud puts each word, as shares of the width and height."""
    import numpy as np
    from wordcloud import WordCloud

    cloud = WordCloud(
        width=width, height=height, font_path=lato("Bold"), prefer_horizontal=1, relative_scaling=1,
        random_state=_SEED, min_font_size=4, margin=3, max_words=len(words), color_func=_no_color,
    )  # fmt: skip
    cloud.generate_from_frequencies({text: float(np.sqrt(weight)) for text, weight in words}, max_font_size=height // 6)
    return {
        text: ((position[1]) / width, position[0] / height) for (text, _), _, position, _, _ in cloud.layout_
    }


def _no_color(*_: Any, **__: Any) -> str:
    """Keep matplotlib's color maps out of it."""
    return "black"


def _eased(spots: list[_Spot], width: float, height: float) -> list[_Spot]:
    """The same words with the room between neighbors shared out, first across, then down.

    A word at the rim is held to an oval, so that the outline stays round.
    """
    if not spots:
        return []
    boxes = [
        [s.left, s.baseline - s.ink.above * s.size, s.left + s.ink.advance * s.size, s.baseline + s.ink.below * s.size]
        for s in spots
    ]
    spans = tuple(
        _span(min(b[axis] for b in boxes), max(b[axis + 2] for b in boxes), limit) for axis, limit in enumerate((width, height))
    )
    for _ in range(_ROUNDS):
        for axis in (0, 1):
            for box in boxes:
                _share(box, boxes, axis, spans)
    x, y = (limit / 2 - (min(b[axis] for b in boxes) + max(b[axis + 2] for b in boxes)) / 2 for axis, limit in enumerate((width, height)))
    return [
        _Spot(s.ink, s.size, box[0] + x, box[1] + y + s.ink.above * s.size)
        for s, box in zip(spots, boxes, strict=True)
    ]


def _span(start: float, end: float, limit: float) -> tuple[float, float]:
    """The outline with a little air, inside the lobe: few words are not to drift apart."""
    air = min((end - start) * _AIR, (limit - end + start)) / 2
    return max(0.0, start - air), min(limit, end + air)


def _share(box: list[float], boxes: list[list[float]], axis: int, spans: tuple[tuple[float, float], ...]) -> None:
    """Move a box along one axis halfway to the middle of the room it has there."""
    gaps = (_GAP_X, _GAP_Y)
    other = 1 - axis
    first, last = spans[other]
    off = min(1.0, abs((box[other] + box[other + 2] - first - last) / (last - first)))
    half = (spans[axis][1] - spans[axis][0]) / 2 * (1 - off**_OVAL) ** (1 / _OVAL)
    center = sum(spans[axis]) / 2
    start, end = center - half, center + half
    for rival in boxes:
        if rival is box or rival[other] >= box[other + 2] + gaps[other] or rival[other + 2] <= box[other] - gaps[other]:
            continue
        if rival[axis + 2] <= box[axis] + 1e-9:
            start = max(start, rival[axis + 2] + gaps[axis])
        else:
            end = min(end, rival[axis] - gaps[axis])
    move = ((start + end) - (box[axis] + box[axis + 2])) / 4
    # Never out of the room it has: at the rim an oval may be narrower than the words already are.
    low, high = min(0.0, start - box[axis]), max(0.0, end - box[axis + 2])
    move = max(low, min(high, move))
    box[axis] += move
    box[axis + 2] += move


def _placed(spot: _Spot, offset: float, lobe: Lobe) -> PlacedWord:
    advance = spot.ink.advance * spot.size
    return PlacedWord(
        text=spot.ink.word.text,
        fact=spot.ink.word.fact,
        x=round(offset + spot.left + advance / 2, 4),
        y=round(spot.baseline - BASELINE * spot.size / 72, 4),
        w=round(advance * _SLACK, 4),
        size=spot.size,
        lobe=lobe,
    )
