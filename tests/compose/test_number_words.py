"""A word that stands for a number is said of a fact, and only where the fact bears it out."""

import pytest

from generator.compose.compose import compose
from generator.compose.filters import printers
from generator.compose.number_words import supports, unproved
from generator.model.briefing import Run
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.problem import BuildError
from tests.materials import material

SOURCE = (Source("survey", "Q1"),)


def share(value, n=None, interval=None):
    return Fact("a.share", Kind.SHARE, value, "a share", SOURCE, n=n, interval=interval)


@pytest.mark.parametrize(("phrase", "fact", "holds"), [
    ("most", share(0.55, interval=(0.51, 0.59)), True),
    ("most", share(0.55, interval=(0.49, 0.61)), False),
    ("a majority", share(0.52, n=10_000), True),
    ("a majority", share(0.52, n=50), False),
    ("a minority", share(0.30, n=120), True),
    ("few", share(0.10, interval=(0.07, 0.14)), True),
    ("few", share(0.20, interval=(0.15, 0.26)), False),
    ("very few", share(0.07, n=600), True),
    ("very few", share(0.13, n=100), False),
    ("nearly all", share(0.95, n=1000), True),
    ("nearly all", share(0.92, n=100), False),
    ("more than one in three", share(0.363, n=10_627), True),
    ("more than two in five", share(0.448, n=192), False),
    ("fewer than half", share(0.35, n=240), True),
    ("fewer than half", share(0.47, n=240), False),
    ("about half", share(0.52), True),
    ("about half", share(0.58), False),
    ("about one in five", share(0.188), True),
    ("about two in three", share(0.67), True),
    ("about two in three", share(0.71), False),
    ("two thirds", share(0.67), True),
])
def test_a_word_holds_by_its_rule(phrase, fact, holds):
    assert supports(fact, phrase) is holds


def test_twice_is_said_of_a_ratio_of_two():
    assert supports(Fact("r", Kind.RATIO, 2.02, "a ratio", SOURCE), "doubled")
    assert not supports(Fact("r", Kind.RATIO, 2.22, "a ratio", SOURCE), "twice")


@pytest.mark.parametrize(("phrase", "fact"), [
    ("lots", share(0.9)),
    ("most", Fact("n", Kind.COUNT, 12, "a count", SOURCE)),
    ("most", Fact("h", Kind.SHARE, None, "hidden", SOURCE, suppressed="group")),
])
def test_what_has_no_rule_cannot_be_said(phrase, fact):
    with pytest.raises(ValueError, match="“"):
        supports(fact, phrase)


def test_the_filter_refuses_a_word_its_fact_does_not_bear_out():
    of = printers(FactBook([share(0.3, n=40)]))["of"]
    assert "a minority" in of("a minority", share(0.3, n=40))
    with pytest.raises(BuildError, match=r"“few” is not true of a.share \(30%, 18.1% to 45.4%\)"):
        of("few", share(0.3, n=40))


@pytest.mark.parametrize("text", [
    "Most staff want a peer.", "One in three knew a colleague.", "Few were offered help.", "more than half of nurses", "The majority agree.",
    "Thoughts of leaving doubled.", "It happens twice as often.", "About a third left.", "Nearly all felt it.", "three quarters said so",
    "We went with it, as most do.",
])  # fmt: skip
def test_a_measure_in_words_without_a_fact_is_found(text):
    assert list(unproved([Run(text)]))


@pytest.mark.parametrize("text", [
    "Too few answered.", "A few measures, reported each quarter.", "What people name most: memories.", "How few departures would cover it.",
    "feelings, most often mentioned first", "Half an hour of cover.", "the left half of the cloud", "A word such as “few” is used only so.",
    "at most two lines", "Third step: hand on.",
])  # fmt: skip
def test_a_word_that_measures_nothing_stands(text):
    assert list(unproved([Run(text)])) == []


def test_a_marked_word_stands():
    assert list(unproved([Run("Most", fact="a.share"), Run(" staff who answered")])) == []


def test_a_paper_with_an_unproved_word_is_refused(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "handout.md.j2").write_text("---\ntitle: A page\nkind: Page\n---\n\n## What to say\n\nMost of us have been there.\n", "utf-8")
    with pytest.raises(BuildError, match="Most of us have been"):
        compose("handout", material(), tmp_path)
