"""Which wording a title may use."""

import pytest

from generator.analyse.bands import band, better_or_worse
from generator.analyse.wilson import wilson
from generator.compose.show import percent
from generator.model.fact import Fact, FactBook, Kind, Source

SOURCE = (Source("survey", "column"),)


def answered(id_, k, n):
    return Fact(id_, Kind.SHARE, k / n, "label", SOURCE, "", n, k, wilson(k, n))


def banded(fact):
    return band(FactBook([fact]), fact.id)


@pytest.mark.parametrize(
    ("id_", "k", "n", "expected"),
    [
        ("institutional_support_agree", 40, 100, "high"),
        ("institutional_support_agree", 39, 100, "middling"),
        ("institutional_support_agree", 15, 100, "middling"),
        ("institutional_support_agree", 14, 100, "low"),  # 9% to 22%
        ("institutional_support_agree", 7, 50, "middling"),  # 14%, but 7% to 26%: "few" is too much
        ("event_12mo", 45, 100, "high"),
        ("want_peer", 60, 100, "high"),
        ("want_peer", 59, 100, "middling"),
        ("want_peer", 39, 100, "low"),  # 30% to 49%
        ("want_peer", 19, 50, "middling"),  # 38%, but up to 52%: not surely fewer than half
    ],
)
def test_bands_follow_the_share_and_its_interval(id_, k, n, expected):
    assert banded(answered(id_, k, n)) == expected


def test_a_printed_forty_percent_is_never_called_middling():
    fact = answered("institutional_support_agree", 79, 200)  # 39.5%
    assert percent(fact) == "40%"
    assert banded(fact) == "high"


@pytest.mark.parametrize(("value", "expected"), [(0.0199, "middling"), (0.019, "low"), (0.02, "middling"), (0.05, "middling"), (0.0504, "middling"), (0.051, "high"), (1.2, "high")])
def test_the_break_even_share_is_banded_at_two_and_five_percent_as_printed(value, expected):
    fact = Fact("break_even_share", Kind.SHARE, value, "label", SOURCE, decimals=1 if value < 0.1 else None)
    assert banded(fact) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.5, "high"), (0.2, "middling"), (0.19, "low")])
def test_reach_of_a_pilot_has_its_own_thresholds(value, expected):
    assert banded(Fact("pilot_reach", Kind.SHARE, value, "label", SOURCE)) == expected


def test_hidden_and_unasked_are_told_apart():
    hidden = Fact("want_peer", Kind.SHARE, None, "label", SOURCE, suppressed="group")
    assert banded(hidden) == "suppressed"
    assert band(FactBook(), "want_peer") == "missing"


def test_a_fact_without_bands_is_a_mistake_of_the_template():
    with pytest.raises(ValueError, match="ask_amount"):
        band(FactBook(), "ask_amount")


@pytest.mark.parametrize(("colleagues", "expected"), [(20, "better"), (50, "about the same"), (80, "worse")])
def test_colleagues_are_better_only_when_the_intervals_part(colleagues, expected):
    book = FactBook([answered("colleague_support_agree", colleagues, 100), answered("institutional_support_agree", 55, 100)])
    assert better_or_worse(book) == expected


def test_no_comparison_is_made_with_a_hidden_share():
    hidden = Fact("colleague_support_agree", Kind.SHARE, None, "label", SOURCE, suppressed="inside")
    assert better_or_worse(FactBook([hidden, answered("institutional_support_agree", 55, 100)])) == ""
