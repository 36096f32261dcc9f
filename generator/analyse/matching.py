"""Feelings, needs and barriers in one answer of free text.

The longest form wins within a lobe, one answer may hold several concepts, and what is unsure is
left out: a feeling that is denied, wished for, or somebody else's does not count, and a form that
is often an ordinary word counts only beside a cue.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.analyse.spotting import Cue, Hit, Index, Spotted, index
from generator.analyse.words import Words, cut
from generator.model.survey import Lexicon

Expecting = Literal["feelings", "needs", "both"]
Polarity = Literal["stated", "unmet"]

_FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'd", "i'll", "me", "my", "myself", "we", "us", "our"})
_NOBODY = frozenset({"nobody", "none", "never"})
_NOT_A_SUBJECT_AFTER = frozenset({
    "about", "of", "with", "to", "for", "on", "at", "by", "from", "toward", "towards", "around", "hurt", "harmed",
    "tell", "telling", "told", "facing", "face", "failed", "failing", "let", "lost", "losing", "leave", "leaving", "left",
})  # fmt: skip
"""After these a person is not the one who feels: "crying about the patient"."""
_BARE = 3
"""Tokens. A clause this short is an answer of its own ("tired") and needs no cue beside it."""


class Mention(NamedTuple):
    """A concept found in an answer.

    `polarity` "unmet": a need that was said to be missing ("no one to talk to"). `form` is the
    lexicon's own wording, never the respondent's.
    """

    concept: str
    lobe: Literal["feelings", "needs", "barriers"]
    polarity: Polarity
    form: str
    urgent: bool = False


def match(text: str, lexicon: Lexicon, expecting: Expecting) -> tuple[Mention, ...]:
    """Concepts that an answer mentions, each once, in the order of the lexicon.

    `expecting`: what the question asked for. Needs in an answer about feelings count only with a
    wish or a lack; where a feeling and a need lie in the same words the one asked for counts.
    Urgent concepts are found whatever stands around them: a person is to read those answers.
    """
    found = index(lexicon)
    answer = cut(text, found.speller)
    spotted = found.spot(answer)
    if not spotted.hits:
        return ()
    mentions = {(mention.lobe, mention.concept): mention for mention in _Answer(answer, spotted, found, expecting).mentions()}
    return tuple(mentions[key] for key in sorted(mentions, key=found.order.__getitem__))


class _Answer:
    """One answer while it is being read."""

    def __init__(self, answer: Words, spotted: Spotted, index: Index, expecting: Expecting) -> None:
        self.words = answer.words
        self.clause_of, self.sentence_of = answer.clauses, answer.sentences
        self.spotted = spotted
        self.index = index
        self.expecting = expecting

    def mentions(self) -> Iterator[Mention]:
        """All mentions; a concept may come more than once."""
        chosen = self._longest()
        feelings = [hit for hit in chosen if hit.concept.lobe == "feelings" and self._is_felt(hit)]
        needs = [(hit, polarity) for hit in chosen if hit.concept.lobe == "needs" and (polarity := self._wanted(hit))]
        for hit in feelings:
            over = [polarity for need, polarity in needs if _overlap(hit, need)]
            if hit.concept.urgent or not over or "unmet" in over or not self._need_wins(hit):
                yield Mention(hit.concept.id, "feelings", "stated", " ".join(hit.form), hit.concept.urgent)
        for hit, polarity in needs:
            over_feeling = any(_overlap(hit, feeling) for feeling in feelings)
            if polarity == "unmet" or not over_feeling or self._need_wins(hit):
                yield Mention(hit.concept.id, "needs", polarity, " ".join(hit.form), hit.concept.urgent)
        for hit in chosen:
            if hit.concept.lobe == "barriers" and not self._is_something_else(hit):
                yield Mention(hit.concept.id, "barriers", "stated", " ".join(hit.form))

    def _longest(self) -> list[Hit]:
        """The longest hits that do not overlap, lobe by lobe; urgent ones always."""
        chosen: list[Hit] = []
        taken = dict.fromkeys(("feelings", "needs", "barriers"), 0)  # a bit a word
        for hit in sorted(self.spotted.hits, key=lambda h: (h.start - h.end, h.start, h.order)):
            words = (1 << hit.end) - (1 << hit.start)
            if hit.concept.urgent or not taken[hit.concept.lobe] & words:
                chosen.append(hit)
                taken[hit.concept.lobe] |= words
        return sorted(chosen, key=lambda h: (h.start, h.order))

    def _is_felt(self, hit: Hit) -> bool:
        if self._is_something_else(hit):
            return False
        if hit.concept.urgent:
            return True
        if self._negation(hit) is not None or self._is_somebody_elses(hit):
            return False
        if hit.concept.positive and self._in_sentence(hit, "wish"):
            return False
        if hit.form in self.index.risky:
            bare = self.expecting != "needs" and len(self._clause(hit)) <= _BARE
            return bare or self._in_clause(hit, "feeling")
        return True

    def _wanted(self, hit: Hit) -> Polarity | None:
        if self._is_something_else(hit):
            return None
        if self.spotted.cues("refusal").within(self._clause(hit).start, hit.start):
            return None
        unmet = hit.form[0] in _NOBODY or hit.form[:2] == ("no", "one") or self._negation(hit) is not None
        wish = self._in_sentence(hit, "wish")
        if hit.form in self.index.risky and not (wish or self._bare_need(hit)):
            return None
        if unmet:
            return "unmet"
        if not wish and (self.expecting == "feelings" or self._in_clause(hit, "received")):
            return None
        return "stated"

    def _bare_need(self, hit: Hit) -> bool:
        return self.expecting != "feelings" and len(self._clause(hit)) <= _BARE

    def _need_wins(self, hit: Hit) -> bool:
        return self.expecting == "needs" or (
            self.expecting == "both" and self._in_sentence(hit, "wish")
        )

    def _is_something_else(self, hit: Hit) -> bool:
        """A phrase such as "heart failure" lies over the hit."""
        return self.spotted.against(hit.concept).over(hit.start, hit.end)

    def _negation(self, hit: Hit) -> int | None:
        """Where a negation that reaches the hit begins, if there is one."""
        first = max(self._clause(hit).start, hit.start - self.index.window)
        near = sorted(self.spotted.cues("negation").starting(first, hit.start), key=lambda found: -found[0])
        for at, cue in near:
            if at + len(cue) > hit.start or self.spotted.cues("exception").within(at, hit.end):
                continue
            nobody = cue[0] in _NOBODY - {"never"} or cue == ("no", "one")
            between = self.words[at + len(cue) : hit.start]
            if nobody and hit.concept.lobe == "feelings" and not _FIRST_PERSON.isdisjoint(between):
                continue  # "nobody noticed I was crying"
            return at
        return None

    def _is_somebody_elses(self, hit: Hit) -> bool:
        clause = self._clause(hit)
        for at, cue in self.spotted.cues("other").starting(clause.start, hit.start):
            told_of = at > clause.start and self.words[at - 1] in _NOT_A_SUBJECT_AFTER
            if not told_of and _FIRST_PERSON.isdisjoint(self.words[at + len(cue) : hit.start]):
                return True
        return False

    def _clause(self, hit: Hit) -> range:
        """Words of the clauses that the hit lies in."""
        return _span(self.clause_of, hit)

    def _in_clause(self, hit: Hit, kind: Cue) -> bool:
        span = _span(self.clause_of, hit)
        return self.spotted.cues(kind).within(span.start, span.stop)

    def _in_sentence(self, hit: Hit, kind: Cue) -> bool:
        span = _span(self.sentence_of, hit)
        return self.spotted.cues(kind).within(span.start, span.stop)


def _span(parts: list[int], hit: Hit) -> range:
    """Words of the parts (clauses or sentences, whose numbers never fall) that a hit lies in."""
    return range(bisect_left(parts, parts[hit.start]), bisect_right(parts, parts[hit.end - 1]))


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
