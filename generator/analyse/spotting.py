"""Where the forms and cues of a lexicon stand in an answer: one pass over its words.

Most words begin no form and no cue, and each word is looked up once a lexicon, however often it comes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.analyse.words import Speller, Words, base_forms, phrase, plural_bases
from generator.model.survey import Concept, Lexicon

Cue = Literal["negation", "exception", "refusal", "wish", "received", "other", "feeling"]
Form = tuple[tuple[str, ...], int, Concept]
"""Words of a form, place of its concept in the lexicon, the concept."""


class Hit(NamedTuple):
    """A form at the words from `start` to before `end`; `order` is its concept's place in the lexicon."""

    start: int
    end: int
    order: int
    concept: Concept
    form: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """Where cues of one kind stand, in order: start, end and words of each."""

    found: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)

    def within(self, start: int, end: int) -> bool:
        """Whether one of them lies in the words from `start` to before `end`."""
        return any(start <= first and last <= end for first, last, _ in self.found)

    def over(self, start: int, end: int) -> bool:
        """Whether one of them shares a word with those from `start` to before `end`."""
        return any(first < end and start < last for first, last, _ in self.found)

    def starting(self, start: int, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Start and words of those that begin from `start` to before `end`."""
        return ((first, cue) for first, _, cue in self.found if start <= first < end)


_NONE = Cues()


class _Begins(NamedTuple):
    """What begins with a word, or with two: forms and cues by kind (a kind of cue, or the id of the concept
    that it speaks against). `after`: what begins with the word and the one that is its key; None where
    no form or cue goes on from the word."""

    forms: tuple[Form, ...]
    cues: tuple[tuple[str, tuple[str, ...]], ...]
    after: "dict[str, _Begins | None] | None" = None


@dataclass(frozen=True, slots=True)
class Spotted:
    """An answer with the forms and the cues found in it."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    _cues: dict[str, Cues]

    def cues(self, kind: Cue) -> Cues:
        """Where cues of a kind stand."""
        return self._cues.get(kind, _NONE)

    def against(self, concept: Concept) -> Cues:
        """Where phrases stand that look like a concept and are none: "heart failure"."""
        return self._cues.get(f"not {concept.id}", _NONE)


class Index:
    """A lexicon cut into words; keeps what it has found of a word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.window = lexicon.negation_window
        self.risky = frozenset(map(phrase, lexicon.risky_forms))
        self.order = {(concept.lobe, concept.id): order for order, concept in enumerate(lexicon.concepts)}
        self._single: dict[str, list[Form]] = {}
        self._longer: dict[str, dict[str, list[Form]]] = {}
        self._cues: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._known: dict[str, _Begins | None] = {}
        kinds: dict[str, Iterable[str]] = {
            "negation": lexicon.negation_cues, "exception": lexicon.negation_exceptions, "refusal": lexicon.refusal_cues,
            "wish": lexicon.wish_cues, "received": lexicon.received_cues, "other": lexicon.other_person_cues,
            "feeling": lexicon.feeling_cues, **{f"not {concept.id}": concept.false_positives for concept in lexicon.concepts},
        }  # fmt: skip
        for kind, phrases in kinds.items():
            for cue in map(phrase, phrases):
                self._cues.setdefault(cue[0], []).append((kind, cue))
        words: set[str] = set()
        for order, concept in enumerate(lexicon.concepts):
            for form in map(phrase, concept.forms):
                if len(form) == 1:
                    self._single.setdefault(form[0], []).append((form, order, concept))
                else:
                    self._longer.setdefault(form[0], {}).setdefault(form[1], []).append((form, order, concept))
                words.update(form)
        self.speller = Speller(words, frozenset(lexicon.not_misspelled))

    def spot(self, answer: Words) -> Spotted:
        """Forms and cues of an answer; a form lies within one sentence."""
        hits: list[Hit] = []
        cues: dict[str, Cues] = {}
        words, known = answer.words, self._known
        last = len(words) - 1
        for start, word in enumerate(words):
            begins = known[word] if word in known else self._look_up(word)
            if begins is None:
                continue
            for form, order, concept in begins.forms:
                hits.append(Hit(start, start + 1, order, concept, form))
            for kind, cue in begins.cues:
                cues.setdefault(kind, Cues()).found.append((start, start + 1, cue))
            if begins.after is None or start == last:
                continue
            second = words[start + 1]
            longer = begins.after[second] if second in begins.after else self._look_up_two(word, second, begins.after)
            if longer is None:
                continue
            if longer.forms:
                hits += self._continued(answer, start, longer.forms)
            for kind, cue in longer.cues:
                if len(cue) == 2 or words[start : start + len(cue)] == cue:
                    cues.setdefault(kind, Cues()).found.append((start, start + len(cue), cue))
        return Spotted(words, tuple(hits), cues)

    def _continued(self, answer: Words, start: int, forms: tuple[Form, ...]) -> Iterator[Hit]:
        """Those of the forms whose first two words were found that go on so, within one sentence."""
        words, sentences = answer.words, answer.sentences
        for form, order, concept in forms:
            end = start + len(form)
            if end > len(words) or sentences[end - 1] != sentences[start]:
                continue
            if all(form[k] in base_forms(words[start + k]) for k in range(2, len(form))):
                yield Hit(start, end, order, concept, form)

    def _look_up(self, word: str) -> _Begins | None:
        """What begins with a word: feelings only where it is the word of the form or its plural."""
        plural, bases, cues = plural_bases(word), base_forms(word), self._cues.get(word, [])
        forms = tuple(f for base in bases for f in self._single.get(base, ()) if f[2].lobe != "feelings" or base in plural)
        alone = tuple(found for found in cues if len(found[1]) == 1)
        goes_on = len(alone) < len(cues) or not self._longer.keys().isdisjoint(bases)
        self._known[word] = _Begins(forms, alone, {} if goes_on else None) if forms or alone or goes_on else None
        return self._known[word]

    def _look_up_two(self, word: str, second: str, after: dict[str, _Begins | None]) -> _Begins | None:
        """What begins with two words, kept in `after`."""
        begun = [self._longer[base] for base in base_forms(word) if base in self._longer]
        forms = tuple(form for longer in begun for base in base_forms(second) for form in longer.get(base, ()))
        cues = tuple(found for found in self._cues.get(word, ()) if found[1][1:2] == (second,))
        after[second] = _Begins(forms, cues) if forms or cues else None
        return after[second]


@lru_cache(maxsize=4)
def index(lexicon: Lexicon) -> Index:
    """The index of a lexicon, made once."""
    return Index(lexicon)
