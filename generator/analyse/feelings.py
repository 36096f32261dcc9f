"""Free text as facts: how many respondents speak of which feeling and which need.

What a page may show is the lexicon's own wording and a count of respondents; no word of an answer
leaves this module. Rows with urgent terms are listed for a named person and counted nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.analyse.floors import Floors, hide, reason_to_hide
from generator.analyse.matching import Expecting, Mention, match
from generator.model.fact import Fact, Kind, Source
from generator.model.survey import Concept, Lexicon

MOST = 40
"""Words of a lobe; more would be too small to read."""

_QUESTIONS: tuple[Expecting, ...] = ("feelings", "needs", "both")
_SINGULAR = {"feelings": "feeling", "needs": "need", "barriers": "barrier"}


@dataclass(frozen=True, slots=True)
class FeelingsResult:
    """`answered`: respondents who wrote anything; not for print when it is under the floor.

    `urgent`: positions of respondents whose answers a named person must read today, for the
    private list only. `mentions`: what each answer speaks of, by question and position, where that was asked for.
    """

    answered: int
    facts: tuple[Fact, ...]
    urgent: tuple[int, ...]
    mentions: Mapping[tuple[str, int], tuple[Mention, ...]] = field(default_factory=dict, repr=False)


def feelings_analysis(
    comments: Mapping[str, tuple[str | None, ...]],
    lexicon: Lexicon,
    floors: Floors,
    columns: str,
    *,
    remember: bool = False,
) -> FeelingsResult:
    """Count each concept once a respondent, over all the questions they answered.

    `comments`: answers by question code ("feelings", "needs", "both"), all of one length.
    `floors`: how many must have written for anything to be shown, and the least number who mention
    a concept and who do not. `columns`: names of the survey columns, joined by "; ". Concepts that
    fail have no fact at all. Facts are `feeling.<id>`,
    `need.<id>` (cloud words, at most 40 each), `comment.<id>` (counted, no cloud word),
    `barrier.<id>`, and `theme_feeling_1`.. and `theme_need_1`.. in order of rank, ties by
    alphabet. `remember`: keep the mentions of each answer. Where too little may be shown to name a first theme, that theme is suppressed;
    without any question of free text there are no facts.
    """
    mentions: dict[tuple[str, int], tuple[Mention, ...]] = {}
    mentioned, answered, urgent = _read(comments, lexicon, mentions if remember else None)
    facts: list[Fact] = []
    if comments:
        source = (Source("survey", columns),)
        rule = f"respondents whose answers mention it at least once, of those who wrote; shown from {floors.inside}"
        ranked = _ranked(mentioned, lexicon, answered, floors)
        for concept, count in ranked:
            facts.append(
                Fact(_fact_id(concept), Kind.COUNT, count, concept.print_as, source, rule=rule, n=answered)
            )
        for lobe in ("feelings", "needs"):
            reason = reason_to_hide(floors, answered) or "inside"
            words = [concept for concept, _ in ranked if concept.lobe == lobe and concept.in_cloud]
            facts.extend(_themes(_SINGULAR[lobe], words, source, reason))
    return FeelingsResult(answered, tuple(facts), urgent, mentions)


def _read(
    comments: Mapping[str, tuple[str | None, ...]], lexicon: Lexicon, kept: dict[tuple[str, int], tuple[Mention, ...]] | None
) -> tuple[Counter[str], int, tuple[int, ...]]:
    """Respondents by concept, respondents who wrote, and positions of the urgent ones; mentions are put into `kept`."""
    asked = [(question, comments[question]) for question in _QUESTIONS if question in comments]
    counts: Counter[str] = Counter()
    answered = 0
    urgent: list[int] = []
    for position, answers in enumerate(zip(*(column for _, column in asked), strict=True)):
        if not any(answers):
            continue
        written = [
            (question, text)
            for (question, _), text in zip(asked, answers, strict=True)
            if text and says_something(text, lexicon)
        ]
        answered += bool(written)
        found = [(question, match(text, lexicon, question)) for question, text in written]
        if kept is not None:
            kept.update(((question, position), mentions) for question, mentions in found)
        mentions = [mention for _, of_answer in found for mention in of_answer]
        counts.update({_key(m.lobe, m.concept) for m in mentions if not m.urgent})
        if any(mention.urgent for mention in mentions):
            urgent.append(position)
    return counts, answered, tuple(urgent)


def says_something(text: str, lexicon: Lexicon) -> bool:
    """False for blanks, signs alone and what people type to skip a question ("N/A", "none")."""
    bare = text.strip().strip(".!-").strip().casefold()
    return any(char.isalpha() for char in bare) and bare not in lexicon.no_answer


def _ranked(
    mentioned: Counter[str], lexicon: Lexicon, answered: int, floors: Floors
) -> list[tuple[Concept, int]]:
    """Concepts that may be shown, most mentioned first, ties by alphabet."""
    shown = [
        (concept, count)
        for concept in lexicon.concepts
        if concept.print_as
        and not reason_to_hide(floors, answered, count := mentioned[_key(concept.lobe, concept.id)])
    ]
    shown.sort(key=lambda pair: (-pair[1], pair[0].print_as))
    in_cloud: Counter[str] = Counter()
    kept = []
    for concept, count in shown:
        in_cloud[concept.lobe] += concept.in_cloud
        if not concept.in_cloud or in_cloud[concept.lobe] <= MOST:
            kept.append((concept, count))
    return kept


def _themes(kind: str, words: list[Concept], source: tuple[Source, ...], reason: str) -> Iterable[Fact]:
    label = f"what those who wrote {'speak of' if kind == 'feeling' else 'say they need'} most often"
    if not words:
        yield hide(f"theme_{kind}_1", Kind.NAME, label, source, reason)
    for rank, concept in enumerate(words, 1):
        yield Fact(
            f"theme_{kind}_{rank}", Kind.NAME, concept.print_as, label, source,
            rule="concepts in order of the respondents who mention them, ties by alphabet",
            parents=(_fact_id(concept),),
        )  # fmt: skip


def _fact_id(concept: Concept) -> str:
    if concept.lobe == "barriers":
        return f"barrier.{concept.id}"
    return f"{_SINGULAR[concept.lobe] if concept.in_cloud else 'comment'}.{concept.id}"


def _key(lobe: str, concept: str) -> str:
    return f"{lobe}.{concept}"
