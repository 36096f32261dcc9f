"""Whole results that would tell of a few: a question inside another, and two releases side by side."""

from generator.analyse.floors import FLOORS, share
from generator.analyse.nested import without_small_differences
from generator.analyse.releases import beside, differ, same_survey
from generator.model.fact import Fact, Kind, Source

FLOOR = FLOORS["default"]
SOURCE = Source("survey", "Q1")


def asked(id_, k, n):
    return share(id_, id_, k, n, FLOOR, SOURCE, "rule")


def record(*facts):
    return {"facts": [{"id": f.id, "kind": f.kind.value, "value": f.value, "n": f.n, "count": f.count, "suppressed": f.suppressed, "sources": [[s.kind, s.ref] for s in f.sources]} for f in facts]}


def people(n):
    return Fact("respondents", Kind.COUNT, n, "Staff who answered", (SOURCE,))


def test_ever_affected_is_hidden_where_it_exceeds_last_year_by_a_few():
    for career, hidden in ((30, True), (34, True), (35, False), (29, False)):
        made = {fact.id: fact for fact in without_small_differences([asked("event_12mo", 30, 100), asked("event_career", career, 100)], FLOOR)}
        assert bool(made["event_career"].suppressed) is hidden, career
        assert not made["event_12mo"].suppressed
        assert not hidden or (made["event_career"].count, made["event_career"].n, made["event_career"].interval) == (None, None, None)


def test_the_difference_of_two_releases_has_the_floors_of_a_group():
    assert not differ((30, 100), (30, 100), FLOOR)
    assert differ((31, 101), (30, 100), FLOOR)
    assert differ((33, 115), (30, 100), FLOOR)  # fifteen came, and three of them said yes
    assert differ((45, 115), (30, 100), FLOOR)  # fifteen came, and all of them said yes
    assert not differ((37, 115), (30, 100), FLOOR)
    assert differ((31, 100), (30, 100), FLOOR)


def test_a_mean_goes_with_its_share_and_a_theme_with_its_count():
    theme = Fact("feeling.guilt", Kind.COUNT, 30, "guilt", (SOURCE,), n=100)
    first = Fact("theme_feeling_1", Kind.NAME, "guilt", "what those who wrote speak of most often", (SOURCE,), parents=("feeling.guilt",))
    mean = Fact("x_mean", Kind.MEAN, 3.2, "mean", (SOURCE,), n=101)
    then = record(people(100), asked("x_agree", 30, 100), Fact("feeling.guilt", Kind.COUNT, 29, "guilt", (SOURCE,), n=99))
    made = {fact.id: fact for fact in beside([people(101), asked("x_agree", 31, 101), mean, theme, first], then, FLOOR)}
    assert made["x_agree"].suppressed == made["x_mean"].suppressed == made["theme_feeling_1"].suppressed == "previous"
    assert "feeling.guilt" not in made
    assert made["respondents"].value == 101


def test_what_was_hidden_last_month_stays_hidden_while_few_have_joined():
    then = record(people(100), asked("x_agree", 4, 100))
    assert beside([people(103), asked("x_agree", 5, 103)], then, FLOOR)[1].suppressed == "previous"
    assert not beside([people(140), asked("x_agree", 25, 140)], then, FLOOR)[1].suppressed


def test_another_period_is_another_survey():
    period = Fact("survey_period", Kind.NAME, "May 2027", "When", (Source("request", "survey.period"),))
    earlier = Fact("survey_period", Kind.NAME, "May 2026", "When", (Source("request", "survey.period"),))
    assert not same_survey([period], record(earlier))
    assert same_survey([period], record(period)) and same_survey([people(3)], record(earlier))
