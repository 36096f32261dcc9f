"""Who is too few to be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.floors import FLOORS, floor_facts, reason_to_hide, share
from generator.model.fact import Source

SOURCE = Source("survey", "Want a peer")


@pytest.mark.parametrize(
    ("profile", "k", "n", "reason"),
    [
        ("default", 5, 10, ""),
        ("default", 5, 9, "group"),
        ("default", 4, 20, "inside"),
        ("default", 16, 20, "inside"),
        ("default", 15, 20, ""),
        ("default", 0, 400, "inside"),
        ("default", 400, 400, "inside"),
        ("minimum", 5, 10, ""),
        ("minimum", 5, 9, "inside"),
        ("minimum", 2, 4, "group"),
        ("strict", 11, 22, ""),
        ("strict", 10, 40, "inside"),
        ("strict", 5, 10, "group"),
    ],
)
def test_a_share_is_hidden_under_the_floor(profile, k, n, reason):
    assert reason_to_hide(FLOORS[profile], n, k) == reason


def test_a_shown_share_carries_its_count_and_interval():
    fact = share("want_peer", "want a peer", 30, 40, FLOORS["default"], SOURCE, "rule")
    assert (fact.value, fact.n, fact.count, fact.suppressed) == (0.75, 40, 30, "")
    assert fact.interval is not None
    assert fact.interval[0] < 0.75 < fact.interval[1]


def test_a_survey_under_the_floor_hides_its_questions_however_many_answered():
    fact = share("want_peer", "want a peer", 30, 40, FLOORS["default"], SOURCE, "rule", hidden="group")
    assert fact.suppressed == "group"


@given(st.sampled_from(sorted(FLOORS)), st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_hidden_share_says_nothing_but_why(profile, count):
    k, n = count
    floors = FLOORS[profile]
    fact = share("want_peer", "want a peer", k, n, floors, SOURCE, "rule")
    if n >= floors.question and min(k, n - k) >= floors.inside:
        assert fact.value == k / n
    else:
        assert fact.suppressed in ("group", "inside")
        assert not any(character.isdigit() for character in repr(fact))


def test_the_floors_themselves_can_be_printed():
    floor, inside = floor_facts(FLOORS["default"])
    assert (floor.id, floor.value, inside.id, inside.value) == ("floor", 10, "floor_inside", 5)
