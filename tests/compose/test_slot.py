"""A talk fits the slot it was given, and says what it left out."""

import pytest

from generator.compose.slot import clocked, fit, length_of
from generator.model.briefing import Paragraph, Run, Section, plain
from generator.model.request import Meeting

ROUNDS = "grand-rounds"


def section(name, minutes, notes=(), **attributes):
    words = {key.rstrip("_"): str(value) for key, value in attributes.items()}
    return Section("statement", (Run(name),), (), tuple(notes), {"name": name, "minutes": str(minutes), **words})


def names(sections):
    return [s.attributes["name"] for s in sections]


def minutes(sections):
    return {s.attributes["name"]: float(s.attributes["minutes"]) for s in sections}


@pytest.mark.parametrize(
    ("output", "kind", "given", "made", "said"),
    [
        ("grand-rounds", "rounds", 60, 60, ""),
        ("grand-rounds", "rounds", 45, 45, ""),
        ("grand-rounds", "rounds", 50, 45, "made for 45 minutes of the 50 given"),
        ("grand-rounds", "rounds", 240, 60, "made for 60 minutes of the 240 given"),
        ("grand-rounds", "rounds", 5, 20, "5 minutes are too few; the shortest version takes 20"),
        ("grand-rounds", "board", 15, 60, ""),
        ("board-deck", "board", 15, 15, ""),
        ("board-deck", "board", 12, 10, "made for 10 minutes of the 12 given"),
        ("board-deck", "board", 5, 5, ""),
        ("board-deck", "rounds", 60, 15, ""),
        ("board-deck", "committee", 30, 15, ""),
    ],
)
def test_the_nearest_length_that_fits_is_made_and_another_one_is_said(output, kind, given, made, said):
    length, remark = length_of(output, Meeting(kind=kind, minutes=given))
    assert length.minutes == made
    assert said in remark
    assert bool(said) == bool(remark)


def test_a_paper_that_nobody_speaks_has_no_length():
    sections = (section("a", 90, priority=9),)
    assert fit(sections, "memo", Meeting()) == (sections, ())


def test_the_least_important_goes_first_and_of_equals_the_last():
    sections = [section("core", 10), section("a", 5, priority=2), section("b", 5, priority=3), section("c", 5, priority=3)]
    kept, said = fit(sections, ROUNDS, Meeting(kind="rounds", minutes=20))
    assert names(kept) == ["core", "a", "b"]
    assert said == ("the version of 20 minutes leaves out: c",)


def test_what_has_no_priority_stays_however_long_it_takes():
    kept, said = fit([section("core", 50), section("b", 5, priority=2)], ROUNDS, Meeting(kind="rounds", minutes=20))
    assert names(kept) == ["core"]
    assert said == ("the version of 20 minutes leaves out: b",)


def test_a_stand_in_comes_only_in_place_of_what_it_stands_for():
    sections = [section("core", 18), section("film", 20, priority=3), section("clip", 2, priority=2, instead="film"), section("b", 0)]
    assert names(fit(sections, ROUNDS, Meeting(kind="rounds", minutes=60))[0]) == ["core", "film", "b"]
    kept, said = fit(sections, ROUNDS, Meeting(kind="rounds", minutes=20))
    assert names(kept) == ["core", "clip", "b"]
    assert said == ("the version of 20 minutes leaves out: film",)


def test_what_belongs_to_the_film_goes_with_it():
    sections = [section("core", 18), section("intro", 1, priority=2, with_="film"), section("film", 20, priority=3), section("clip", 3, priority=3, instead="film")]
    kept, _ = fit(sections, ROUNDS, Meeting(kind="rounds", minutes=20))
    assert names(kept) == ["core"]


def test_spare_minutes_go_to_talk_most_first_and_within_limits():
    sections = [section("core", 10), section("pairs", 4, grow=3), section("together", 3, grow=4)]
    kept, _ = fit(sections, ROUNDS, Meeting(kind="rounds", minutes=20))
    assert minutes(kept) == {"core": 10, "pairs": 4, "together": 6}
    kept, _ = fit(sections, ROUNDS, Meeting(kind="rounds", minutes=30))
    assert minutes(kept) == {"core": 10, "pairs": 7, "together": 7}


def test_a_board_hears_less_of_each_before_it_misses_one():
    sections = [section("ask", 4, short=3, shortest=2), section("why", 4, short=3, priority=2), section("cost", 4, short=2)]
    assert minutes(fit(sections, "board-deck", Meeting(minutes=15))[0]) == {"ask": 4, "why": 4, "cost": 4}
    assert minutes(fit(sections, "board-deck", Meeting(minutes=10))[0]) == {"ask": 3, "why": 3, "cost": 2}
    assert minutes(fit(sections, "board-deck", Meeting(minutes=5))[0]) == {"ask": 2, "cost": 2}


def test_the_bridge_leads_to_the_slide_that_really_follows():
    notes = {name: (Paragraph((Run(f"To {name}."),), ("bridge",)), Paragraph((Run(f"On {name}."),))) for name in "abc"}
    sections = [section("a", 10, notes["a"]), section("b", 15, notes["b"], priority=2), section("c", 10, notes["c"])]
    kept, _ = fit(sections, ROUNDS, Meeting(kind="rounds", minutes=20))
    assert [[plain(p.inline) for p in s.notes] for s in kept] == [["On a.", "To c."], ["On c."]]


def test_what_only_a_long_talk_has_time_for_is_left_out_of_a_short_one():
    sections = [section("a", 4, (Paragraph((Run("Always."),)), Paragraph((Run("More."),), ("long",))))]
    assert len(fit(sections, "board-deck", Meeting(minutes=15))[0][0].notes) == 2
    assert len(fit(sections, "board-deck", Meeting(minutes=10))[0][0].notes) == 1


def test_each_script_begins_with_the_minute_on_the_clock():
    sections = [section("a", 0.5), section("b", 1.5), section("c", 1)]
    assert [plain(s.notes[0].inline) for s in clocked(sections, ROUNDS)] == ["At 0", "At 0.5", "At 2"]
    assert all(s.notes == () for s in clocked(sections, "board-deck"))
