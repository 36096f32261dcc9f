"""Masking: what may tell who or what is meant becomes a gap, and what people feel stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.masking import mask, unmasked, words_in
from generator.load.lexicon import load_lexicon
from generator.load.masking import load_vocabulary
from generator.model.comments import GAP

VOCABULARY = load_vocabulary(hidden=("Labor and Delivery", "Perioperative"), names=("Harbor",))


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Grace was there for me", "Grace"),
        ("Will and Rose sat with me", "Will"),
        ("Will and Rose sat with me", "Rose"),
        ("I talked to sarah p afterwards", "sarah"),
        ("I talked to sarah p afterwards", " p "),
        ("Dr. Okonkwo blamed me", "Okonkwo"),
        ("dr. smith blamed me", "smith"),
        ("mrs strong blamed me", "strong"),
        ("I told grace about it", "grace"),
        ("nurse rose stayed with me", "rose"),
        ("it was around new year\u2019s", "new year"),
        ("on the second floor", "second"),
        ("a woman in her thirties", "thirties"),
        ("maria's mother kept calling, o'malley too", "malley"),
        ("DR SMITH YELLED AT ME", "smith"),
        ("José helped", "Jos"),
        ("it was 9/1, around three", "9/1"),
        ("since tuesday I cannot sleep", "tuesday"),
        ("In March we lost a child", "March"),
        ("at christmas it comes back", "christmas"),
        ("I froze in room 412", "412"),
        ("the event on 4 West", "West"),
        ("I work in the icu", "icu"),
        ("we in labor and delivery feel forgotten", "delivery"),
        ("nobody asks perioperative staff", "perioperative"),
        ("Harbor let me down", "Harbor"),
        ("after the esophagectomy I shook", "esophagectomy"),
        ("after the gastroplasty I shook", "gastroplasty"),
        ("the baby was stillborn", "stillborn"),
        ("I gave the wrong fentanyl", "fentanyl"),
        ("As a pharmacist I was invisible", "pharmacist"),
        ("I am the only male charge nurse on nights", "only"),
        ("She was the oldest one on the team", "oldest"),
        ("I was the one who gave it", "gave"),
        ("she is the head of respiratory", "respiratory"),
        ("as the chaplain here I am alone", "chaplain"),
        ("my husband works in security here", "security"),
        ("I am muslim and alone here", "muslim"),
        ("mail me at jane.doe@example.org", "example"),
        ("call 555-123-4567", "555"),
        ("see www.example.com/me", "example"),
        ("our six-year-old patient", "six"),
    ],
)
def test_what_may_tell_is_hidden(text: str, secret: str) -> None:
    shown = f" {mask(text, VOCABULARY)} "
    assert GAP in shown
    assert secret.casefold() not in shown.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "I felt guilty and could not sleep.",
        "I\u2019m not the only one, I know.",
        "Will they ever ask how I am?",
        "Hope someone reads this.",
        "A peer who has been there, and ten minutes to breathe",
        "couldn\u2019t stop crying, didnt tell anyone",
        "the first thing I felt was guilt",
        "A chaplain to talk to would help.",
        "I was tired of working on my own",
        "my manager and the nurse beside me were kind",
        "self-doubt; second guessing everything",
        "EAP closes before I wake up",
    ],
)
def test_what_people_feel_and_need_stays(text: str) -> None:
    if text.startswith("EAP"):
        text = "the EAP closes before I wake up"
    assert mask(text, VOCABULARY) == text


def test_a_hospitals_own_word_stays_when_it_says_that_it_names_nobody() -> None:
    text = "I called the Lighthouse team"
    assert "Lighthouse" not in mask(text, VOCABULARY)
    assert mask(text, load_vocabulary(known=("Lighthouse",))) == text


def test_stretches_become_one_gap_and_nothing_begins_like_a_formula() -> None:
    assert mask("I told Anna, Bert and Carla", VOCABULARY) == f"I told {GAP}"
    assert mask("=HYPERLINK(1) felt alone", VOCABULARY)[0] not in "=+-@"
    assert mask("- a break", VOCABULARY) == "a break"


def test_words_that_the_mask_would_hide_are_named() -> None:
    assert unmasked("I felt alone", VOCABULARY) == ()
    assert unmasked(f"I told {GAP} about it", VOCABULARY) == ()
    assert unmasked("I told Anna about it", VOCABULARY) == ("Anna",)
    assert unmasked("I was the only man on the team", VOCABULARY)


def test_gaps_are_no_words() -> None:
    assert words_in(f"I told {GAP} about it") == 4


_FORMS = sorted({form for concept in load_lexicon().concepts for form in concept.forms})
_BITS = st.sampled_from([*_FORMS, "Grace", "Will", "I", "room 12", "the only one", ".", "!", "\n", "\u201c", "(", "=", "Dr. X", "O'Neil", "couldn't", "[...]", "\u2026", "in May", "\U0001f643"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_BITS | st.text(max_size=12), max_size=14).map(" ".join))
def test_masking_twice_is_masking_once_and_leaves_no_digit(text: str) -> None:
    once = mask(text, VOCABULARY)
    assert mask(once, VOCABULARY) == once
    assert unmasked(once, VOCABULARY) == ()
    assert not any(map(str.isdigit, once))
