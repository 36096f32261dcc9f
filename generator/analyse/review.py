"""What a reviewer decided, laid over what may be offered today; and what of it may be printed."""

from collections.abc import Iterable, Sequence

from generator.analyse.masking import unmasked, words_in
from generator.analyse.matching import match
from generator.model.comments import (
    MOST_PRINTED,
    MOST_WORDS,
    QUOTED,
    Candidate,
    Decision,
    Quotation,
    Vocabulary,
)
from generator.model.fact import Fact, Kind, Source
from generator.model.problem import Problem
from generator.model.survey import Lexicon

KEY = "survey.approved_comments"
GONE = "(not among the survey's answers now)"


def merged(offered: Iterable[Candidate], decided: Iterable[Decision]) -> tuple[Decision, ...]:
    """The rows of the review: what is offered, with what was decided of it before.

    A decision whose comment is offered no longer is kept at the end; it prints nothing.
    """
    before = {decision.id: decision for decision in decided}
    rows = []
    for candidate in offered:
        known = before.pop(candidate.id, None)
        themes = "; ".join(candidate.themes)
        if known is None:
            rows.append(Decision(candidate.id, candidate.text, "", "", None, "", 0, "", themes))
        else:
            rows.append(Decision(known.id, known.text or candidate.text, known.approve, known.reviewer, known.on, known.note, 0, known.date_text, themes))
    kept = [d for d in before.values() if d.approve or d.note or d.reviewer]
    rows += [Decision(d.id, d.text, d.approve, d.reviewer, d.on, d.note, 0, d.date_text, GONE) for d in kept]
    return tuple(rows)


def approved(
    decisions: Sequence[Decision], offered: Iterable[Candidate], vocabulary: Vocabulary, lexicon: Lexicon, shown: str
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Rows that may be printed, in the order of their ids, and what is wrong with the others.

    Printed is what the reviewer approved, exactly, and only where the mask would hide nothing of it, where
    nothing in it is urgent, and where the comment is one of the survey's. `shown`: the file's name.
    """
    known = {candidate.id: candidate.about for candidate in offered}
    quotations: list[Quotation] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for row in decisions:
        if row.approve != "yes":
            continue
        place = f"{shown}: row {row.row}"
        if row.id not in known:
            message = "the row is approved, and no answer of this survey that may be printed belongs to it, so it is not printed"
            problems.append(Problem("comments.not-found", "warning", place, message, "run `peerbrief comments review` again and decide on what it lists"))
            continue
        fault = _fault(row, vocabulary, lexicon, seen)
        if fault:
            problems.append(Problem(fault[0], "error", place, *fault[1:]))
        elif row.on is not None:
            quotations.append(Quotation(row.id, row.text, row.reviewer, row.on, known[row.id]))
        seen.add(row.id)
    quotations.sort(key=lambda quotation: quotation.id)
    kept = [q for about in ("feeling", "need") for q in [q for q in quotations if q.about == about][:MOST_PRINTED]]
    if len(kept) < len(quotations):
        message = f"of the comments that were approved {MOST_PRINTED} on how it was and {MOST_PRINTED} on what would help are printed, by their ids"
        problems.append(Problem("comments.left-out", "note", shown, message, "approve the ones you want alone"))
    return tuple(kept), tuple(problems)


def _fault(row: Decision, vocabulary: Vocabulary, lexicon: Lexicon, seen: set[str]) -> tuple[str, str, str] | None:
    if row.id in seen:
        return "comments.row", "the row stands twice", "delete one of the two"
    if not row.reviewer or row.on is None:
        return "comments.row", f"the row is approved and {'nobody is named' if not row.reviewer else 'no day is given'}", "write Reviewer and Date beside the yes"
    if not row.text:
        return "comments.row", "the row is approved and holds no words", "run `peerbrief comments review` again, or write no"
    if any(mention.urgent for question in ("feelings", "needs") for mention in match(row.text, lexicon, question)):
        return "comments.unmasked", "the words may speak of self-harm or substance use, and such words are never printed", "write no, and see that the person who reads free text has read it"
    if hidden := unmasked(row.text, vocabulary):
        words = ", ".join(f"word {number}" for number in _places(row.text, hidden)[:5])
        message = f"what was written there may tell who or what is meant ({words or 'see the row'}); the mask would hide it"
        return "comments.unmasked", message, "shorten the words, or add one that names nobody to survey.known_words"
    if (count := words_in(row.text)) > MOST_WORDS:
        return "comments.row", f"the words are {count}, and a quotation has at most {MOST_WORDS}", "shorten them"
    return None


def _places(text: str, hidden: Sequence[str]) -> list[int]:
    """Which words of the text these are, from 1: the words themselves belong in no message, for messages are kept."""
    plain = [word.strip(".,;:!?()\u2018\u2019\u201c\u201d\"'").casefold().replace("'", "\u2019") for word in text.split()]
    wanted = {word.casefold() for word in hidden}
    return [number for number, word in enumerate(plain, 1) if any(part in word for part in wanted if part)]


def quotation_facts(quotations: Sequence[Quotation]) -> tuple[Fact, ...]:
    """A fact a quotation: text of the request, with who approved it and when."""
    source = (Source("request", KEY),)
    numbered = [(about, n, q) for about in ("feeling", "need") for n, q in enumerate([q for q in quotations if q.about == about], 1)]
    return tuple(
        Fact(
            f"{QUOTED}.{about}.{number}", Kind.NAME, quotation.text, "words of a member of staff, masked", source,
            rule=f"approved by {quotation.reviewer} on {quotation.on.isoformat()}; row {quotation.id}",
        )
        for about, number, quotation in numbered
    )  # fmt: skip
