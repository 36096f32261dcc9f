"""From answers to dimension scores."""


from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.scoring import dimension_scores, dropped
from generator.model.survey import Dimension, Instrument, Item, Survey

IDS = ("a", "b", "c", "d")
INSTRUMENT = Instrument(
    id="small", name="Small", finding="", points=5, agree_at=4.0, wish_at=4, minimum_share=0.5,
    items=tuple(Item(id_, i, "support", id_, reverse=id_ in "cd") for i, id_ in enumerate(IDS, start=1)),
    dimensions=(Dimension("support", "Support", IDS),),
    options=(), patterns={}, labels={}, key_status="",
)  # fmt: skip


def answered(*rows, ids=IDS):
    """A survey with one row of item answers a respondent."""
    columns = tuple(zip(*rows, strict=True))
    items = dict(zip(ids, columns, strict=True))
    return Survey("staff.csv", "", "small", len(rows), (), items, {}, {}, {}, {}, {}, ())


def test_reversed_items_count_the_other_way_round():
    assert dimension_scores(answered((5, 5, 1, 1)), INSTRUMENT)["support"] == (5.0,)
    assert dimension_scores(answered((5, 5, 5, 5)), INSTRUMENT)["support"] == (3.0,)


def test_the_mean_is_taken_over_the_items_that_were_answered():
    assert dimension_scores(answered((4, None, None, 1)), INSTRUMENT)["support"] == (4.5,)


def test_too_few_answers_leave_a_respondent_unscored_and_counted_as_dropped():
    survey = answered((4, 4, 2, 2), (4, None, None, None), (None, None, None, None))
    assert dimension_scores(survey, INSTRUMENT)["support"] == (4.0, None, None)
    assert dropped(survey, INSTRUMENT) == {"support": 1}  # who answered nothing was never in


def test_half_of_three_items_is_two():
    three = INSTRUMENT._replace(dimensions=(Dimension("support", "Support", ("a", "b", "c")),))
    assert dimension_scores(answered((4, None, None, 1), (4, 4, None, 1)), three)["support"] == (None, 4.0)


def test_a_dimension_nobody_could_be_scored_on_was_not_asked():
    assert dimension_scores(answered((4,), (5,), ids=("a",)), INSTRUMENT) == {}


def test_a_missing_column_counts_as_unanswered():
    assert dimension_scores(answered((4, 4), (2, None), ids=("a", "b")), INSTRUMENT)["support"] == (4.0, None)


rows = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, 5))] * 4), min_size=1, max_size=20)


@given(rows)
def test_turning_every_key_and_every_answer_round_changes_no_score(rows):
    turned_key = INSTRUMENT._replace(items=tuple(item._replace(reverse=not item.reverse) for item in INSTRUMENT.items))
    turned = [tuple(None if x is None else 6 - x for x in row) for row in rows]
    assert dimension_scores(answered(*rows), INSTRUMENT) == dimension_scores(answered(*turned), turned_key)


@given(rows)
def test_turning_only_the_key_mirrors_every_score(rows):
    turned_key = INSTRUMENT._replace(items=tuple(item._replace(reverse=not item.reverse) for item in INSTRUMENT.items))
    plain = dimension_scores(answered(*rows), INSTRUMENT)["support"]
    mirrored = dimension_scores(answered(*rows), turned_key)["support"]
    for one, other in zip(plain, mirrored, strict=True):
        assert (one is None) == (other is None)
        assert one is None or abs(one + other - 6) < 1e-9


@given(rows)
def test_scores_stay_on_the_scale(rows):
    assert all(score is None or 1 <= score <= 5 for score in dimension_scores(answered(*rows), INSTRUMENT)["support"])
