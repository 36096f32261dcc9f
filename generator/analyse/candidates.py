"""Comments that a reviewer may be given: masked, with a theme, and nobody's urgent answer among them."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from generator.analyse.feelings import FeelingsResult
from generator.analyse.masking import mask, words_in
from generator.model.comments import GAP, Candidate, Vocabulary
from generator.model.fact import Kind

_QUESTIONS = ("feelings", "needs", "both")
_FEWEST = 3
"""Words that must be left for a comment to say anything."""
_STEMS = {"feelings": ("feeling", "comment"), "needs": ("need", "comment"), "barriers": ("barrier",)}


def candidates(comments: Mapping[str, tuple[str | None, ...]], found: FeelingsResult, vocabulary: Vocabulary) -> tuple[Candidate, ...]:
    """The comments of a survey that may be offered, in an order that tells nothing of theirs.

    `comments`: answers by question, as the survey holds them; `found`: what `feelings_analysis` makes of them
    when it remembers. A comment that speaks of no theme that is shown is not offered, and nothing that an
    urgent respondent wrote. Alike texts are one candidate.
    """
    shown = {fact.id: fact.label for fact in found.facts if fact.kind is Kind.COUNT and not fact.suppressed}
    private = frozenset(found.urgent)
    offered: dict[str, Candidate] = {}
    for (question, position), mentions in found.mentions.items():
        text = comments[question][position]
        keys = (f"{stem}.{mention.concept}" for mention in mentions for stem in _STEMS[mention.lobe])
        spoken = tuple(dict.fromkeys(shown[key] for key in keys if key in shown))
        if position in private or not spoken or not text:
            continue
        masked = mask(text, vocabulary)
        words = words_in(masked)
        if words < _FEWEST or masked.count(GAP) * 2 > words:
            continue
        key = identity(question, masked)
        felt = question != "needs" and any(mention.lobe == "feelings" for mention in mentions)
        offered.setdefault(key, Candidate(key, masked, spoken, "feeling" if felt else "need"))
    return tuple(offered[key] for key in sorted(offered))


def identity(question: str, masked: str) -> str:
    """The id of a candidate: of its question and its masked words, so that it gives nothing masked away."""
    return sha256(f"{question}\n{masked}".encode()).hexdigest()[:12]


def urgent_answers(
    comments: Mapping[str, tuple[str | None, ...]], urgent: Iterable[int], place: Callable[[int], str]
) -> tuple[tuple[str, str], ...]:
    """Place and words of all that the urgent respondents wrote, for the person who reads them."""
    return tuple(
        (place(position), text) for position in urgent for question in _QUESTIONS if (text := comments.get(question, ())[position] if question in comments else None)
    )
