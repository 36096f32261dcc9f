"""How a fact is written."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose import show
from generator.model.fact import Fact, Kind, Source

SOURCE = (Source("survey", "column"),)


def fact(kind, value, **more):
    return Fact("some_fact", kind, value, "label", SOURCE, **more)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.72, None, "72%"), (0.363, 1, "36.3%"), (0.955, 1, "95.5%"), (0.42, 0, "42%"), (0.42, 1, "42.0%"),
        (0.125, None, "13%"), (0.145, None, "15%"), (0.565, None, "57%"), (29 / 200, None, "15%"), (1.2, None, "120%"),
        (0.0, None, "0%"), (1.0, None, "100%"), (0.004, None, "under 1%"), (0.996, None, "over 99%"),
        (0.0004, 1, "under 0.1%"), (0.9996, 1, "over 99.9%"), (0.005, None, "1%"),
    ],
)  # fmt: skip
def test_a_share_is_rounded_half_up_and_never_to_nothing_or_all(value, decimals, text):
    assert show.percent(fact(Kind.SHARE, value, decimals=decimals)) == text
    assert show.bare(fact(Kind.SHARE, value, decimals=decimals)) == text.removesuffix("%")


@pytest.mark.parametrize(
    ("kind", "limits", "decimals", "text"),
    [
        (Kind.SHARE, (0.6551, 0.7849), None, "66% to 78%"),
        (Kind.SHARE, (0.0, 0.1611), None, "0% to 16%"),
        (Kind.SHARE, (0.002, 0.1611), None, "under 1% to 16%"),
        (Kind.RATIO, (1.79, 2.7), 2, "1.79 to 2.70"),
        (Kind.MONEY, (49500, 72700), None, "$49,500 to $72,700"),
        (Kind.MEAN, (2.25, 3.0), None, "2.3 to 3.0"),
    ],
)
def test_an_interval_is_written_like_its_value(kind, limits, decimals, text):
    assert show.interval(fact(kind, limits[0], interval=limits, decimals=decimals)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "one in two"), (0.34, "one in three"), (0.4, "two in five"), (0.24, "one in four"), (0.188, "one in five"), (0.65, "two in three"),
        (0.75, "three in four"), (0.81, "four in five"), (0.1, "one in ten"), (0.9, "nine in ten"), (0.03, "fewer than one in ten"),
        (0.99, "more than nine in ten"), (0.0, "none"), (1.0, "all"),
    ],
)  # fmt: skip
def test_a_share_is_said_as_the_nearest_simple_fraction(value, text):
    assert show.one_in(fact(Kind.SHARE, value)) == text


@pytest.mark.parametrize(
    ("write", "given_fact", "text"),
    [
        (show.count, fact(Kind.COUNT, 10627), "10,627"),
        (show.count, fact(Kind.COUNT, 520.0), "520"),
        (show.money, fact(Kind.MONEY, 240000.0), "$240,000"),
        (show.money, fact(Kind.MONEY, 22576.05, decimals=2), "$22,576.05"),
        (show.money, fact(Kind.MONEY, 61110), "$61,110"),
        (show.score, fact(Kind.MEAN, 2.25), "2.3"),
        (show.score, fact(Kind.RATIO, 3.0, decimals=1), "3.0"),
        (show.score, fact(Kind.MEAN, 3.7, decimals=2), "3.70"),
        (show.times, fact(Kind.RATIO, 2.22), "2.22"),
        (show.times, fact(Kind.RATIO, 2.2, decimals=2), "2.20"),
        (show.year, fact(Kind.YEAR, 2025), "2025"),
        (show.year, fact(Kind.DATE, dt.date(2018, 1, 30)), "2018"),
        (show.date, fact(Kind.DATE, dt.date(2026, 3, 12)), "March 12, 2026"),
        (show.words, fact(Kind.NAME, "Lakeside"), "Lakeside"),
    ],
)
def test_each_kind_has_its_own_way_of_being_written(write, given_fact, text):
    assert write(given_fact) == text


FILTERS = (show.percent, show.bare, show.interval, show.count, show.money, show.one_in, show.times, show.score, show.year, show.date, show.words, show.display)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("write", FILTERS)
def test_a_hidden_fact_cannot_be_written_in_any_way(write, kind):
    with pytest.raises(ValueError, match="some_fact"):
        write(fact(kind, None, suppressed="group"))


@pytest.mark.parametrize(
    ("write", "given_fact"),
    [
        (show.percent, fact(Kind.COUNT, 12)),
        (show.money, fact(Kind.COUNT, 12)),
        (show.count, fact(Kind.SHARE, 0.5)),
        (show.one_in, fact(Kind.MEAN, 0.5)),
        (show.date, fact(Kind.YEAR, 2025)),
        (show.words, fact(Kind.COUNT, 12)),
        (show.interval, fact(Kind.SHARE, 0.5)),
        (show.interval, fact(Kind.NAME, "Lakeside")),
    ],
)
def test_a_way_of_writing_that_does_not_fit_is_refused(write, given_fact):
    with pytest.raises(ValueError, match="some_fact"):
        write(given_fact)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_is_written_within_half_a_percent_and_is_whole_only_when_exact(count):
    k, n = count
    text = show.percent(fact(Kind.SHARE, k / n))
    assert (text == "0%") == (k == 0)
    assert (text == "100%") == (k == n)
    if not text.startswith(("under", "over")):
        assert abs(Decimal(text.removesuffix("%")) - Decimal(100 * k) / n) <= Decimal("0.5000001")


@given(st.floats(0, 1))
def test_the_same_fact_is_always_written_the_same(value):
    assert show.display(fact(Kind.SHARE, value)) == show.display(fact(Kind.SHARE, value))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_displayed(kind):
    values = {Kind.NAME: "Lakeside", Kind.DATE: dt.date(2026, 3, 12), Kind.YEAR: 2026, Kind.COUNT: 3}
    assert show.display(fact(kind, values.get(kind, 0.5)))
