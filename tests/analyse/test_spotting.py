"""The index finds what a plain search of every form at every word finds."""

import random

from generator.analyse.spotting import index
from generator.analyse.words import base_forms, cut, phrase, plural_bases
from generator.load.lexicon import load_lexicon

LEXICON = load_lexicon()
FORMS = [(phrase(form), order, concept) for order, concept in enumerate(LEXICON.concepts) for form in concept.forms]


def plainly(text: str) -> set[tuple[int, int, int, tuple[str, ...]]]:
    """Every form at every word, within one sentence; a feeling of one word is not found in another inflection."""
    answer = cut(text, index(LEXICON).speller)
    bases = [base_forms(word) for word in answer.words]
    found = set()
    for form, order, concept in FORMS:
        for start in range(len(bases) - len(form) + 1):
            end = start + len(form)
            if answer.sentences[start] != answer.sentences[end - 1] or not all(word in bases[start + k] for k, word in enumerate(form)):
                continue
            if len(form) == 1 and concept.lobe == "feelings" and form[0] not in plural_bases(answer.words[start]):
                continue
            found.add((start, end, order, form))
    return found


def made(number: int) -> str:
    """An answer glued from forms and cues, with slips, endings and every kind of pause."""
    draw = random.Random(number)
    words = [" ".join(form) for form, _, _ in FORMS] + list(LEXICON.negation_cues) + list(LEXICON.wish_cues) + list(LEXICON.other_person_cues)
    parts = (draw.choice(words) + draw.choice(["", "", "s", "ed", "ing"]) + draw.choice([" ", " ", ". ", ", ", " but ", "\n"]) for _ in range(draw.randint(1, 14)))
    return "".join(parts)


def test_forms_are_where_a_plain_search_finds_them() -> None:
    seen = 0
    for number in range(90):
        text = made(number)
        found = {(hit.start, hit.end, hit.order, hit.form) for hit in index(LEXICON).spot(cut(text, index(LEXICON).speller)).hits}
        assert found == plainly(text), text
        seen += len(found)
    assert seen > 500


def test_cues_are_where_they_stand() -> None:
    spotted = index(LEXICON).spot(cut("I do not need it. No one asked, the patient was afraid"))
    assert [cue for _, _, cue in spotted.cues("negation").found] == [("not",), ("no",), ("no", "one")]
    assert spotted.cues("refusal").within(0, 5)
    assert not spotted.cues("refusal").within(3, 5)
    assert spotted.cues("other").over(8, 9)


def test_a_form_does_not_reach_over_the_end_of_a_sentence() -> None:
    for form in [form for form, _, _ in FORMS if len(form) == 2][:20]:
        hits = index(LEXICON).spot(cut(". ".join(form))).hits
        assert form not in [hit.form for hit in hits]
        assert form in [hit.form for hit in index(LEXICON).spot(cut(" ".join(form))).hits]
