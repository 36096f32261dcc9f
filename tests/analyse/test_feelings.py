"""Free text: what counts, what does not, and what never leaves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.feelings import FeelingsResult, feelings_analysis, says_something
from generator.analyse.floors import FLOORS
from generator.analyse.matching import Expecting, Mention, match
from generator.load.lexicon import load_lexicon
from generator.model.survey import Concept

LEXICON = load_lexicon()


def found(text: str, expecting: Expecting = "feelings", lobe: str | None = None) -> set[str]:
    return {m.concept for m in match(text, LEXICON, expecting) if m.lobe == (lobe or expecting)}


def one(text: str, concept: str, expecting: Expecting) -> Mention:
    return next(m for m in match(text, LEXICON, expecting) if m.concept == concept)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I felt so guilty, couldn't sleep", {"guilt", "sleep"}),
        ("couldnt sleep", {"sleep"}),
        ("Couldn\u2019t sleep for days", {"sleep"}),
        ("GUILT guilt guilt", {"guilt"}),
        ("exhuasted, anxous, ashamd", {"fatigue", "anxiety", "shame"}),
        ("guilty & ashamed \U0001f614", {"guilt", "shame"}),
        ("second guessing every order", {"self_doubt"}),
        ("", set()),
        ("\U0001f643 \u00e9\u00e8 ???", set()),
    ],
)
def test_finds_feelings_as_people_write_them(text: str, expected: set[str]) -> None:
    assert found(text) == expected


def test_the_longest_form_wins() -> None:
    assert found("I was angry at myself") == {"anger_self"}


@pytest.mark.parametrize(
    "text", ["I didn't feel guilty exactly", "wasn\u2019t guilty", "never felt any guilt", "without guilt", "no guilt at all"]
)
def test_a_denied_feeling_does_not_count(text: str) -> None:
    assert "guilt" not in found(text)


@pytest.mark.parametrize("text", ["couldn't shake the guilt", "not only guilty but ashamed", "I can't describe the guilt"])
def test_a_negation_that_says_it_all_the_more_does_not_deny(text: str) -> None:
    assert "guilt" in found(text)


def test_a_denial_ends_with_its_clause() -> None:
    assert found("I wasn't sad, ashamed though") == {"shame"}
    assert found("not sad but ashamed") == {"shame"}


@pytest.mark.parametrize("text", ["the family was crying", "her daughter was scared and crying", "my patient was anxious"])
def test_what_patients_and_families_feel_is_not_what_staff_feel(text: str) -> None:
    assert found(text) == set()


def test_staff_crying_about_a_patient_are_staff_crying() -> None:
    assert "sadness_grief" in found("I kept crying about the patient")
    assert "guilt" in found("when the patient died I felt guilty")


@pytest.mark.parametrize("text", ["heart failure patient", "septic shock", "contact isolation", "trauma bay", "respiratory distress"])
def test_clinical_words_are_not_feelings(text: str) -> None:
    assert found(text) == set()


def test_ordinary_words_count_only_beside_a_cue() -> None:
    assert found("we did the training in May", "needs") == set()
    assert found("I wish we had training", "needs") == {"awareness"}
    assert found("he walked alone to the unit") == set()
    assert found("I felt alone") == {"isolation"}


def test_a_bare_answer_is_its_own_cue() -> None:
    assert found("tired") == {"fatigue"}
    assert found("training", "needs") == {"awareness"}


@pytest.mark.parametrize("word", ["morning", "manage", "discipline", "replying"])
def test_words_one_letter_from_a_form_are_left_alone(word: str) -> None:
    assert match(f"in the {word} with them", LEXICON, "both") == ()


def test_a_lack_is_an_unmet_need() -> None:
    assert one("nobody checked on me", "check_in", "feelings").polarity == "unmet"
    assert one("no one to talk to", "talk", "needs").polarity == "unmet"


def test_a_need_that_was_met_or_refused_is_not_counted() -> None:
    assert "check_in" not in found("my manager checked on me the next day", "needs")
    assert "professional" not in found("I don't need counseling", "needs")


def test_needs_in_an_answer_about_feelings_need_a_wish() -> None:
    assert found("we had a debrief", "feelings", "needs") == set()
    assert found("I wish we had a debrief", "feelings", "needs") == {"debrief"}


def test_a_wish_for_a_good_feeling_is_not_that_feeling() -> None:
    assert "felt_supported" not in found("I wish I felt supported")
    assert "felt_supported" in found("I felt supported")


@pytest.mark.parametrize(
    "text",
    ["I did not want to live", "not suicidal, just sad", "started drinking more", "some nights I wanted to die", "suicidle"],
)
def test_urgent_words_are_found_whatever_stands_around_them(text: str) -> None:
    assert any(m.urgent for m in match(text, LEXICON, "feelings"))


def test_skipping_a_question_is_not_writing() -> None:
    assert not any(says_something(text, LEXICON) for text in ("N/A", "n/a.", "-", "none", "  ", "\U0001f643"))
    assert says_something("no one asked", LEXICON)


def analyse(feelings: list[str | None], needs: list[str | None] | None = None) -> FeelingsResult:
    comments = {"feelings": tuple(feelings)} | ({"needs": tuple(needs)} if needs else {})
    return feelings_analysis(comments, LEXICON, FLOORS["default"], "feelings_text; needs_text")


def values(result: FeelingsResult) -> dict[str, object]:
    return {fact.id: fact.value for fact in result.facts}


def test_counts_respondents_not_mentions() -> None:
    both = analyse(["guilt, such guilt"] * 6 + ["ok with it"] * 6, ["guilty"] * 6 + [None] * 6)
    assert values(both)["feeling.guilt"] == 6
    assert both.answered == 12
    assert next(f for f in both.facts if f.id == "feeling.guilt").n == 12


def test_a_concept_needs_five_who_mention_it_and_five_who_do_not() -> None:
    assert "feeling.guilt" not in values(analyse(["guilt"] * 4 + ["it was fine"] * 8))
    assert "feeling.guilt" in values(analyse(["guilt"] * 5 + ["it was fine"] * 8))
    assert "feeling.guilt" not in values(analyse(["guilt"] * 9 + ["it was fine"] * 4))


def test_under_ten_who_wrote_nothing_is_shown_and_the_themes_are_suppressed() -> None:
    result = analyse(["guilt"] * 9 + [None] * 100, ["a peer"] * 9 + [None] * 100)
    assert {fact.id for fact in result.facts} == {"theme_feeling_1", "theme_need_1"}
    assert all(fact.suppressed and fact.value is None for fact in result.facts)


def test_without_questions_of_free_text_there_are_no_facts() -> None:
    assert feelings_analysis({}, LEXICON, FLOORS["default"], "") == FeelingsResult(0, (), ())


def test_themes_come_by_rank_and_ties_by_alphabet() -> None:
    result = values(analyse(["shame"] * 6 + ["guilt"] * 6 + ["anxious"] * 7))
    assert [result[f"theme_feeling_{n}"] for n in (1, 2, 3)] == ["anxiety", "guilt", "shame"]


def test_urgent_answers_are_listed_and_become_no_fact() -> None:
    result = analyse(["drinking more, so guilty"] * 8 + ["it was fine"] * 8)
    assert result.urgent == tuple(range(8))
    assert values(result)["feeling.guilt"] == 8
    assert not any("substance" in fact.id or "drink" in str(fact) for fact in result.facts)


def test_urgent_concepts_are_not_counted_even_when_somebody_gives_them_a_printed_name() -> None:
    named = tuple(c._replace(print_as=c.print_as or c.id, in_cloud=True) for c in LEXICON.concepts)
    comments = {"feelings": ("drinking more",) * 8 + ("it was fine",) * 8}
    result = feelings_analysis(comments, replace(LEXICON, concepts=named), FLOORS["default"], "x")
    assert result.urgent == tuple(range(8))
    assert {fact.id for fact in result.facts} == {"theme_feeling_1", "theme_need_1"}


def test_nothing_of_an_answer_leaves_but_the_lexicon_s_own_words() -> None:
    printed = {concept.print_as for concept in LEXICON.concepts}
    result = analyse(["Marisol in 412 felt guilty and jumpy"] * 8 + ["it was fine"] * 8)
    words = {fact.label for fact in result.facts if "." in fact.id} | {
        fact.value for fact in result.facts if fact.id.startswith("theme_") and fact.value
    }
    assert words and words <= printed
    assert "Marisol" not in repr(result)


def test_forty_words_a_lobe_at_most() -> None:
    many = tuple(
        Concept(f"c{n:02}", "feelings", f"word {chr(97 + n // 26)}{chr(97 + n % 26)}", (f"zz{chr(97 + n // 26)}{chr(97 + n % 26)}",))
        for n in range(60)
    )
    lexicon = replace(LEXICON, concepts=many)
    text = " ".join(concept.forms[0] for concept in many)
    result = feelings_analysis({"feelings": (text,) * 6 + ("fine by me",) * 6}, lexicon, FLOORS["default"], "x")
    assert sum(fact.id.startswith("feeling.") for fact in result.facts) == 40


@given(st.text(max_size=200), st.sampled_from(["feelings", "needs", "both"]))
def test_any_text_can_be_read_and_reads_the_same_twice(text: str, expecting: Expecting) -> None:
    assert match(text, LEXICON, expecting) == match(text, LEXICON, expecting)
