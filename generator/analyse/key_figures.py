"""The key-figures row of a one-sheet paper: the first four that can be printed, one of each kind."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.model.fact import FactBook

MOST = 4
MOST_PUBLISHED = 2
"""Published figures that may stand beside the hospital's own."""

_LOCAL: Mapping[str, Sequence[str]] = {
    "wish": ("want_peer",),
    "gap": ("institutional_support_agree", "offered_help"),
    "people": ("event_12mo", "psychological_distress_agree", "knows_colleague"),
    "money": ("break_even_departures", "top_barrier"),
    "leaving": ("turnover_intentions_agree",),
    "answered": ("response_rate",),
}
_PUBLISHED: Mapping[str, Sequence[str]] = {
    "wish": ("want_wolfm.peer", "want_hu88.share"),
    "gap": ("sym_waterman_support10.share",),
    "people": ("prev_sexton_know.share",),
    "money": ("sym_gazoni_off.share",),
}


class KeyFigure(NamedTuple):
    """A figure of the row by its fact. `local`: it is the hospital's own, not published elsewhere."""

    kind: str
    fact: str
    local: bool


def key_figures(book: FactBook, *, break_even: bool = True) -> tuple[KeyFigure, ...]:
    """Choose at most four figures, one of each kind, in the order wish, gap, people, money, reserve.

    The hospital's own come before published ones of the same kind; beside its own at most two
    published ones stand. `break_even`: whether nurse departures say anything here.
    """
    candidates = [found for kind in _LOCAL if (found := _first(book, kind, break_even)) is not None]
    chosen = candidates[:MOST]
    if not any(figure.local for figure in chosen):
        return tuple(chosen)
    published = [figure for figure in candidates if not figure.local][:MOST_PUBLISHED]
    return tuple([figure for figure in candidates if figure.local or figure in published][:MOST])


def _first(book: FactBook, kind: str, break_even: bool) -> KeyFigure | None:
    for fact in _LOCAL[kind]:
        if book.state(fact) == "shown" and (break_even or fact != "break_even_departures"):
            return KeyFigure(kind, fact, True)
    for fact in _PUBLISHED.get(kind, ()):
        if book.state(fact) == "shown":
            return KeyFigure(kind, fact, False)
    return None
