"""Agreement of two codings, against figures worked out by hand and against the formula that libraries use."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.analyse.agreement import agreement, kappa


def test_kappa_of_a_table_worked_out_by_hand() -> None:
    # 35 of 50 agree (0.7); by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4
    assert kappa(20, 5, 10, 15) == pytest.approx(0.4)
    # 75 of 100 agree; by chance 0.75 * 0.72 + 0.25 * 0.28 = 0.61
    assert kappa(61, 14, 11, 14) == pytest.approx((0.75 - 0.61) / 0.39)


def test_kappa_at_its_ends() -> None:
    assert kappa(5, 0, 0, 5) == 1
    assert kappa(0, 5, 5, 0) == -1
    assert kappa(0, 0, 0, 9) is None  # both always said no: chance alone agrees always


@given(*(st.integers(0, 40) for _ in range(4)))
def test_kappa_is_the_weighted_disagreement_form(both: int, first: int, second: int, neither: int) -> None:
    n = both + first + second + neither
    assume(n)
    rows, columns = (both + first, second + neither), (both + second, first + neither)
    expected = [[row * column / n for column in columns] for row in rows]
    disagreed, by_chance = first + second, expected[0][1] + expected[1][0]
    assume(by_chance)
    assert kappa(both, first, second, neither) == pytest.approx(1 - disagreed / by_chance)


def test_each_theme_and_all_together() -> None:
    hand = [frozenset({"guilt"}), frozenset({"guilt", "fear"}), frozenset(), frozenset({"fear"})]
    ours = [frozenset({"guilt"}), frozenset({"guilt"}), frozenset(), frozenset({"fear"})]
    found = agreement(("guilt", "fear", "anger"), hand, ours)
    assert [(row.theme, row.percent) for row in found.themes] == [("guilt", 1.0), ("fear", 0.75)]  # nobody spoke of anger
    assert found.themes[1].kappa == pytest.approx(0.5)
    assert found.overall is not None
    assert (found.overall.n, found.overall.percent) == (12, pytest.approx(11 / 12))
    assert found.whole == 0.75
    assert any("too few for a kappa" in problem.message for problem in found.warnings("x.xlsx"))


def test_codings_of_different_answers_are_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        agreement(("guilt",), [frozenset()], [])
