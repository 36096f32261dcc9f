"""What a reviewer is offered, what survives a second run, and what may be printed of it."""

import datetime as dt

import pytest

from generator.analyse.candidates import candidates, identity
from generator.analyse.feelings import feelings_analysis
from generator.analyse.floors import FLOORS
from generator.analyse.review import GONE, approved, merged, quotation_facts
from generator.load.lexicon import load_lexicon
from generator.load.masking import load_vocabulary
from generator.model.comments import Candidate, Decision

LEXICON = load_lexicon()
VOCABULARY = load_vocabulary(hidden=("Perioperative",))
DAY = dt.date(2026, 3, 1)
COMMON = tuple(f"I felt guilty about {what} that day" for what in ("it", "all of it", "everything", "my part", "the delay", "the call"))
RARE = "I felt ashamed for weeks after"
URGENT = "I felt guilty and wanted to kill myself"
OTHERS = ("fine here, thank you",) * 14


def offered(feelings: tuple[str, ...], needs: tuple[str | None, ...] | None = None) -> tuple[Candidate, ...]:
    comments = {"feelings": feelings, "needs": needs or (None,) * len(feelings)}
    found = feelings_analysis(comments, LEXICON, FLOORS["default"], "text", remember=True)
    return candidates(comments, found, VOCABULARY)


def yes(candidate: Candidate, text: str = "", reviewer: str = "Jo", on: dt.date | None = DAY, row: int = 2) -> Decision:
    return Decision(candidate.id, text or candidate.text, "yes", reviewer, on, "", row)


def test_only_a_theme_that_five_named_is_offered() -> None:
    texts = {candidate.text for candidate in offered((*COMMON, RARE, *OTHERS))}
    assert texts == set(COMMON)
    assert not offered((*COMMON[:4], RARE, *OTHERS))


def test_nothing_of_an_urgent_respondent_is_offered() -> None:
    feelings, needs = (*COMMON, URGENT, *OTHERS), (*(None,) * 6, "I felt guilty, someone to talk to please", *(None,) * 14)
    found = offered(feelings, needs)
    assert {candidate.text for candidate in found} == set(COMMON)


def test_the_order_is_not_that_of_the_file_and_is_always_the_same() -> None:
    once, again = offered((*COMMON, *OTHERS)), offered((*reversed(OTHERS), *reversed(COMMON)))
    assert [c.id for c in once] == [c.id for c in again]
    assert [c.text for c in once] not in (list(COMMON), list(reversed(COMMON)))


def test_an_id_gives_away_nothing_that_is_masked() -> None:
    one, other = (offered((*COMMON, f"I felt guilty when {name} cried", *OTHERS)) for name in ("Anna", "Berta"))
    assert {c.id for c in one} == {c.id for c in other}
    assert not any(name in str(one + other) for name in ("Anna", "Berta"))


def test_alike_answers_are_one_row() -> None:
    assert len(offered((*(COMMON[0],) * 9, *OTHERS))) == 1


def test_decisions_survive_a_second_run() -> None:
    found = offered((*COMMON, *OTHERS))
    first = merged(found, ())
    decided = [yes(found[0], text="I felt guilty"), first[1]._replace(approve="no", note="too close"), *first[2:]]
    second = merged(found, decided)
    assert [(row.id, row.text, row.approve, row.reviewer, row.note) for row in second[:2]] == [
        (found[0].id, "I felt guilty", "yes", "Jo", ""), (found[1].id, found[1].text, "no", "", "too close"),
    ]  # fmt: skip
    assert all(row.approve == "" for row in second[2:])


def test_a_decision_on_an_answer_that_is_gone_is_kept_and_not_printed() -> None:
    found = offered((*COMMON, *OTHERS))
    rows = merged(found[1:], [yes(found[0])])
    assert rows[-1].themes == GONE
    quotations, problems = approved(rows, found[1:], VOCABULARY, LEXICON, "review.xlsx")
    assert quotations == ()
    assert [(p.code, p.severity) for p in problems] == [("comments.not-found", "warning")]


def test_what_was_approved_is_printed_as_it_stands() -> None:
    found = offered((*COMMON, *OTHERS))
    rows = [yes(found[0], text="I felt guilty that day"), Decision(found[1].id, found[1].text, "no", "Jo", DAY, "", 3), Decision(found[2].id, found[2].text, "", "", None, "", 4)]
    quotations, problems = approved(rows, found, VOCABULARY, LEXICON, "review.xlsx")
    assert not problems
    (fact,) = quotation_facts(quotations)
    assert fact.value == "I felt guilty that day"
    assert fact.id == "in_their_words.feeling.1"
    assert "approved by Jo on 2026-03-01" in fact.rule


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reviewer": ""}, "nobody is named"),
        ({"on": None}, "no day is given"),
        ({"text": "I felt guilty when Anna cried"}, "may tell who or what is meant (word 5)"),
        ({"text": "I felt guilty in the perioperative area"}, "may tell who"),
        ({"text": "I felt guilty at 3"}, "may tell who"),
        ({"text": "I felt guilty and did not want to live"}, "self-harm"),
        ({"text": "I felt guilty " + "and so alone " * 9}, "at most 25"),
    ],
)
def test_a_row_that_cannot_be_printed_is_refused_with_its_place(change: dict[str, object], words: str) -> None:
    found = offered((*COMMON, *OTHERS))
    quotations, problems = approved([yes(found[0], **change)], found, VOCABULARY, LEXICON, "review.xlsx")  # type: ignore[arg-type]
    assert not quotations
    (problem,) = problems
    assert problem.severity == "error"
    assert problem.where == "review.xlsx: row 2"
    assert words in problem.message
    assert problem.cure
    assert "Anna" not in str(problem)
    assert "perioperative" not in str(problem)


def test_a_row_that_stands_twice_is_refused() -> None:
    found = offered((*COMMON, *OTHERS))
    _, problems = approved([yes(found[0]), yes(found[0], row=3)], found, VOCABULARY, LEXICON, "review.xlsx")
    assert [p.where for p in problems] == ["review.xlsx: row 3"]


def test_three_of_a_kind_are_printed_and_the_rest_is_said() -> None:
    found = offered((*COMMON, *OTHERS))
    quotations, problems = approved([yes(c, row=n) for n, c in enumerate(found, 2)], found, VOCABULARY, LEXICON, "review.xlsx")
    assert len(quotations) == 3
    assert [p.code for p in problems] == ["comments.left-out"]


def test_the_id_is_of_question_and_masked_words() -> None:
    assert identity("feelings", "a") != identity("needs", "a")
