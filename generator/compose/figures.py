"""Figures as data: which facts stand in which row. A figure with nothing to show does not exist."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from generator.compose.context import (
    Ranked,
    hidden_dimensions,
    hidden_wishes,
    ranked_dimensions,
    ranked_wishes,
)
from generator.compose.material import Material
from generator.compose.show import display
from generator.model.briefing import Inline, Run
from generator.model.evidence import Catalog
from generator.model.fact import Fact, FactBook
from generator.model.figure import Chart, Cloud, Figure, Row, Word

LEAST_ROWS = 2


def row(fact: Fact, label: Run, *, strong: bool = False, interval: bool = True) -> Row:
    """A row that prints one fact."""
    value = float(fact.value) if isinstance(fact.value, int | float) else 0.0
    return Row((label,), fact.id, value, display(fact), fact.interval if interval else None, fact.n, strong)


def with_figures(material: Material, published: Mapping[str, Sequence[tuple[str, str]]]) -> Material:
    """The material with every figure that its facts allow.

    `published`: rows of the catalog's own figures, label and fact id, by figure id.
    """
    found: dict[str, Figure] = {}
    wishes, dimensions = ranked_wishes(material), ranked_dimensions(material)
    if len(wishes) >= LEAST_ROWS:
        found["wishes"] = Chart("wishes", "bars", _ranked(wishes, "want_peer"), (), hidden=_labels(hidden_wishes(material)))
    if len(dimensions) >= LEAST_ROWS:
        found["dimensions"] = Chart("dimensions", "dots", _ranked(dimensions, "institutional_support"), (), hidden=_labels(hidden_dimensions(material)))
    for name, wanted in published.items():
        rows = [(label, fact) for label, fact in wanted if fact in material.book]
        if len(rows) < LEAST_ROWS:
            continue
        form: Literal["bars", "dots"] = "dots" if any(material.book[fact].interval for _, fact in rows) else "bars"
        strong = rows[0][1]  # the one the titles speak of stands first
        charted = tuple(row(material.book[fact], Run(label), strong=fact == strong) for label, fact in rows)
        found[name] = Chart(name, form, charted, ())
    if material.book.state("rn_departures") == material.book.state("break_even_departures") == "shown":
        bars = (("Nurses who leave in a year", "rn_departures"), ("Departures that would cover the program", "break_even_departures"))
        found["break-even"] = Chart(
            "break-even", "bars",
            tuple(row(material.book[fact], Run(label), strong=fact != "rn_departures", interval=False) for label, fact in bars),
            (), as_percent=False,
        )
    cloud = _cloud(material.book, material.catalog)
    if cloud is not None:
        found["cloud"] = cloud
    return replace(material, figures=found)


def _ranked(rows: Sequence[Ranked], strong: str) -> tuple[Row, ...]:
    return tuple(row(r.share, Run(display(r.label), fact=r.label.id), strong=r.id == strong) for r in rows)


def _labels(names: Sequence[Fact]) -> tuple[Inline, ...]:
    return tuple((Run(display(name), fact=name.id),) for name in names)


def in_words(figure: Figure) -> Inline:
    """What the description of a figure adds for its hatched rows; nothing where there are none."""
    hidden = figure.hidden if isinstance(figure, Chart) else ()
    if not hidden:
        return ()
    listed = (run for label in hidden for run in (Run("; "), *label))
    return (Run(" Also asked, and not shown because the result would rest on too few people: "), *list(listed)[1:], Run("."))


def _number(fact: Fact) -> float:
    return float(fact.value) if isinstance(fact.value, int | float) else 0.0


def _cloud(book: FactBook, catalog: Catalog) -> Cloud | None:
    """From comments when both lobes have words; else from one published study a lobe."""
    feelings = [Word(fact.label, _number(fact), fact.id) for fact in book.under("feeling")]
    needs = [Word(fact.label, _number(fact), fact.id) for fact in book.under("need")]
    if feelings and needs:
        return Cloud("cloud", _by_weight(feelings), _by_weight(needs), "comments")
    lobes = catalog.published_cloud
    published = {name: _by_weight([Word(word, _number(book[fact]), fact) for word, fact in lobe if fact in book]) for name, lobe in lobes.items()}
    if not all(published.get(lobe) for lobe in ("feelings", "needs")):
        return None
    return Cloud("cloud", published["feelings"], published["needs"], "published")


def _by_weight(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(sorted(words, key=lambda word: (-word.weight, word.text)))
