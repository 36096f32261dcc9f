"""Feelings, needs and barriers in one answer of free text.

The longest form wins within a lobe, one answer may hold several concepts, and what is unsure is
left out: a feeling that is denied, wished for, or somebody else's does not count, and a form that
is often an ordinary word counts only beside a cue.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.analyse.words import Speller, Token, base_forms, phrase, plural_bases, read
from generator.model.survey import Concept, Lexicon

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


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in an answer.

    `polarity` "unmet": a need that was said to be missing ("no one to talk to"). `form` is the
    lexicon's own wording, never the respondent's.
    """

    concept: str
    lobe: Literal["feelings", "needs", "barriers"]
    polarity: Polarity
    form: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    order: int
    concept: Concept
    form: tuple[str, ...]


def match(text: str, lexicon: Lexicon, expecting: Expecting) -> tuple[Mention, ...]:
    """Concepts that an answer mentions, each once, in the order of the lexicon.

    `expecting`: what the question asked for. Needs in an answer about feelings count only with a
    wish or a lack; where a feeling and a need lie in the same words the one asked for counts.
    Urgent concepts are found whatever stands around them: a person is to read those answers.
    """
    index = _index(lexicon)
    answer = _Answer(read(text, index.speller), index, expecting)
    found = {(mention.lobe, mention.concept): mention for mention in answer.mentions()}
    return tuple(found[key] for key in sorted(found, key=index.order.__getitem__))


class _Cues:
    """Phrases by their first word: most answers hold none of those words, and are done with at once."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for cue in map(phrase, phrases):
            self.by_first.setdefault(cue[0], []).append(cue)
        self.longest = max((len(cue) for cues in self.by_first.values() for cue in cues), default=0)

    def at(self, words: tuple[str, ...], start: int) -> Iterator[tuple[str, ...]]:
        """Cues that begin at a word."""
        for cue in self.by_first.get(words[start], ()):
            if words[start : start + len(cue)] == cue:
                yield cue

    def within(self, words: tuple[str, ...]) -> bool:
        """Whether any of them stands in these words."""
        if self.by_first.keys().isdisjoint(words):
            return False
        return any(True for start in range(len(words)) for _ in self.at(words, start))

    def over(self, words: tuple[str, ...], start: int, end: int) -> bool:
        """Whether any of them lies over the words from `start` to before `end`."""
        first = max(0, start - self.longest + 1)
        if self.by_first.keys().isdisjoint(words[first:end]):
            return False
        return any(at + len(cue) > start for at in range(first, end) for cue in self.at(words, at))


class _Index:
    """A lexicon cut into tokens: forms of one word by that word, longer ones by their first two."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.negations = _Cues(lexicon.negation_cues)
        self.window = lexicon.negation_window
        self.exceptions = _Cues(lexicon.negation_exceptions)
        self.refusals = _Cues(lexicon.refusal_cues)
        self.wishes = _Cues(lexicon.wish_cues)
        self.received = _Cues(lexicon.received_cues)
        self.others = _Cues(lexicon.other_person_cues)
        self.feeling_cues = _Cues(lexicon.feeling_cues)
        self.risky = frozenset(map(phrase, lexicon.risky_forms))
        self.not_this = {c.id: _Cues(c.false_positives) for c in lexicon.concepts}
        self.order = {(concept.lobe, concept.id): order for order, concept in enumerate(lexicon.concepts)}
        self.single: dict[str, list[tuple[tuple[str, ...], int, Concept]]] = {}
        self.longer: dict[str, dict[str, list[tuple[tuple[str, ...], int, Concept]]]] = {}
        words: set[str] = set()
        for order, concept in enumerate(lexicon.concepts):
            for form in map(phrase, concept.forms):
                if len(form) == 1:
                    self.single.setdefault(form[0], []).append((form, order, concept))
                else:
                    self.longer.setdefault(form[0], {}).setdefault(form[1], []).append((form, order, concept))
                words.update(form)
        self.speller = Speller(words, frozenset(lexicon.not_misspelled))


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> _Index:
    return _Index(lexicon)


class _Answer:
    """One answer while it is being read."""

    def __init__(self, tokens: tuple[Token, ...], index: _Index, expecting: Expecting) -> None:
        self.tokens = tokens
        self.words = tuple(token.word for token in tokens)
        self.bases = tuple(base_forms(word) for word in self.words)
        self.index = index
        self.expecting = expecting
        self.clauses: dict[int, tuple[int, int]] = {}  # first and last token of each
        self.sentences: dict[int, tuple[int, int]] = {}
        for at, token in enumerate(tokens):
            self.clauses[token.clause] = (self.clauses.get(token.clause, (at, at))[0], at)
            self.sentences[token.sentence] = (self.sentences.get(token.sentence, (at, at))[0], at)

    def mentions(self) -> Iterator[Mention]:
        """All mentions; a concept may come more than once."""
        chosen = self._longest(self._hits())
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

    def _hits(self) -> Iterator[_Hit]:
        for start, bases in enumerate(self.bases):
            for base in bases:
                for form, order, concept in self.index.single.get(base, ()):
                    if concept.lobe != "feelings" or form[0] in plural_bases(self.words[start]):
                        yield _Hit(start, start + 1, order, concept, form)
                if base not in self.index.longer or start + 1 == len(self.bases):
                    continue
                for second in self.bases[start + 1]:
                    for form, order, concept in self.index.longer[base].get(second, ()):
                        if self._continues(form, start):
                            yield _Hit(start, start + len(form), order, concept, form)

    def _continues(self, form: tuple[str, ...], start: int) -> bool:
        """Whether a form whose first two words were found goes on so, within one sentence."""
        end = start + len(form)
        return (
            end <= len(self.words)
            and self.tokens[end - 1].sentence == self.tokens[start].sentence
            and all(form[k] in self.bases[start + k] for k in range(2, len(form)))
        )

    def _longest(self, hits: Iterator[_Hit]) -> list[_Hit]:
        """The longest hits that do not overlap, lobe by lobe; urgent ones always."""
        chosen: list[_Hit] = []
        for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.order)):
            rivals = (other for other in chosen if other.concept.lobe == hit.concept.lobe)
            if hit.concept.urgent or not any(_overlap(hit, other) for other in rivals):
                chosen.append(hit)
        return sorted(chosen, key=lambda h: (h.start, h.order))

    def _is_felt(self, hit: _Hit) -> bool:
        if self._is_something_else(hit):
            return False
        if hit.concept.urgent:
            return True
        if self._negation(hit) is not None or self._is_somebody_elses(hit):
            return False
        if hit.concept.positive and self._in_sentence(hit, self.index.wishes):
            return False
        if hit.form in self.index.risky:
            bare = self.expecting != "needs" and len(self._clause(hit)) <= _BARE
            return bare or self._in_clause(hit, self.index.feeling_cues)
        return True

    def _wanted(self, hit: _Hit) -> Polarity | None:
        if self._is_something_else(hit):
            return None
        before = self.words[self._clause(hit).start : hit.start]
        if self.index.refusals.within(before):
            return None
        unmet = hit.form[0] in _NOBODY or hit.form[:2] == ("no", "one") or self._negation(hit) is not None
        wish = self._in_sentence(hit, self.index.wishes)
        if hit.form in self.index.risky and not (wish or self._bare_need(hit)):
            return None
        if unmet:
            return "unmet"
        if not wish and (self.expecting == "feelings" or self._in_clause(hit, self.index.received)):
            return None
        return "stated"

    def _bare_need(self, hit: _Hit) -> bool:
        return self.expecting != "feelings" and len(self._clause(hit)) <= _BARE

    def _need_wins(self, hit: _Hit) -> bool:
        return self.expecting == "needs" or (
            self.expecting == "both" and self._in_sentence(hit, self.index.wishes)
        )

    def _is_something_else(self, hit: _Hit) -> bool:
        """A phrase such as "heart failure" lies over the hit."""
        return self.index.not_this[hit.concept.id].over(self.words, hit.start, hit.end)

    def _negation(self, hit: _Hit) -> int | None:
        """Where a negation that reaches the hit begins, if there is one."""
        clause = self._clause(hit)
        for at in range(hit.start - 1, max(clause.start, hit.start - self.index.window) - 1, -1):
            for cue in self.index.negations.at(self.words, at):
                if at + len(cue) > hit.start or self.index.exceptions.within(self.words[at : hit.end]):
                    continue
                nobody = cue[0] in _NOBODY - {"never"} or cue == ("no", "one")
                between = self.words[at + len(cue) : hit.start]
                if nobody and hit.concept.lobe == "feelings" and not _FIRST_PERSON.isdisjoint(between):
                    continue  # "nobody noticed I was crying"
                return at
        return None

    def _is_somebody_elses(self, hit: _Hit) -> bool:
        clause = self._clause(hit)
        for at in range(clause.start, hit.start):
            for cue in self.index.others.at(self.words, at):
                told_of = at > clause.start and self.words[at - 1] in _NOT_A_SUBJECT_AFTER
                if not told_of and _FIRST_PERSON.isdisjoint(self.words[at + len(cue) : hit.start]):
                    return True
        return False

    def _clause(self, hit: _Hit) -> range:
        """Tokens of the clauses that the hit lies in."""
        first, last = self.tokens[hit.start].clause, self.tokens[hit.end - 1].clause
        return range(self.clauses[first][0], self.clauses[last][1] + 1)

    def _in_clause(self, hit: _Hit, cues: _Cues) -> bool:
        span = self._clause(hit)
        return cues.within(self.words[span.start : span.stop])

    def _in_sentence(self, hit: _Hit, cues: _Cues) -> bool:
        first, last = self.sentences[self.tokens[hit.start].sentence]
        return cues.within(self.words[first : last + 1])


def _overlap(one: _Hit, other: _Hit) -> bool:
    return one.start < other.end and other.start < one.end
