"""Free text as tokens: clauses, contractions, inflections and slips of the keyboard."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\uff07": "'"})
_PIECE = re.compile(r"[^\W_]+(?:['/][^\W_]+)*|[.!?;\n\u2026]+|[,:()\u2013\u2014\u2022]|\s-+\s")
"""A word, the end of a sentence, or a pause."""
_ENDS = frozenset(".!?;\n\u2026")
_TURNS = frozenset({"but", "though", "although", "because", "while", "whereas", "however", "yet", "except"})
"""Words at which a new clause begins."""

_VERBS = ("do", "does", "did", "could", "would", "should", "was", "were", "is", "are", "has", "have", "had", "must")
_NEGATED = {
    "cannot": ("can", "not"), "cant": ("can", "not"), "can't": ("can", "not"),
    "wont": ("will", "not"), "won't": ("will", "not"), "aint": ("is", "not"), "ain't": ("is", "not"),
}  # fmt: skip
_NEGATED |= {
    f"{verb}{ending}": (verb, "not")
    for verb in _VERBS
    for ending in ("n't", "nt")
}
_PERSON = {"im": "i'm", "ive": "i've", "ppl": "people"}

_OPENED = _NEGATED.keys() | _PERSON.keys()
"""Words that stand for others."""

_SHORTEST = 6
"""Letters. Shorter words have too many neighbors for a slip to be told from another word."""


class Token(NamedTuple):
    """A word in lower case, and the clause and sentence of the answer it stands in."""

    word: str
    clause: int
    sentence: int


class Words(NamedTuple):
    """An answer as words in lower case; clause and sentence of each, numbered from 0, beside it."""

    words: tuple[str, ...]
    clauses: list[int]
    sentences: list[int]


class _Piece(NamedTuple):
    """What a word or sign of an answer says: its words, and whether a clause or a sentence ends before them."""

    words: tuple[str, ...]
    turns: bool
    ends: bool


class Speller:
    """Puts right one letter too few, too many, or two letters swapped.

    A wrong letter in place of a right one is left alone: "shaking" and "sharing" are both words.
    So is a first letter that differs, and everything in `own`.
    """

    def __init__(self, words: Iterable[str], own: frozenset[str] = frozenset()) -> None:
        self._words = frozenset(words)
        self._own = own
        known = sorted(word for word in self._words if len(word) >= _SHORTEST and word.isalpha())
        self._known = frozenset(known)
        self._corrected: dict[str, str] = {}
        self._pieces: dict[str, _Piece] = {}
        self._shortened = {less: word for word in reversed(known) for less in _one_less(word)}

    def correct(self, word: str) -> str:
        """The word of the lexicon that was meant, or the word itself; the same words come again and again."""
        if word not in self._corrected:
            self._corrected[word] = self._meant(word)
        return self._corrected[word]

    def read(self, found: str) -> _Piece:
        """A piece of an answer, its word put right; the same pieces come again and again."""
        piece = self._pieces.get(found)
        if piece is None:
            piece = _read(found)
            if len(piece.words) == 1:
                piece = piece._replace(words=(self.correct(piece.words[0]),))
            self._pieces[found] = piece
        return piece

    def _meant(self, word: str) -> str:
        if len(word) < _SHORTEST or word in self._own or not self._words.isdisjoint(base_forms(word)):
            return word
        if word in self._shortened:
            return self._shortened[word]
        swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
        return next((guess for guess in (*_one_less(word), *swapped) if guess in self._known), word)


def _one_less(word: str) -> tuple[str, ...]:
    return tuple(word[:i] + word[i + 1 :] for i in range(1, len(word)))


def cut(text: str, speller: Speller | None = None) -> Words:
    """An answer cut into words, contractions opened ("couldn't", "couldnt" -> could, not)."""
    if text.isascii():
        text = text.replace("`", "'").lower()
    else:
        text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
    read = speller.read if speller else _read
    words: list[str] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    for found in _PIECE.findall(text):
        piece = read(found)
        clause += piece.turns
        sentence += piece.ends
        for word in piece.words:
            words.append(word)
            clauses.append(clause)
            sentences.append(sentence)
    return Words(tuple(words), clauses, sentences)


def _read(found: str) -> _Piece:
    if not found[0].isalnum():
        return _Piece((), True, found[0] in _ENDS)
    return _Piece(_opened(found), found in _TURNS, False)


def read(text: str, speller: Speller | None = None) -> tuple[Token, ...]:
    """The tokens of an answer."""
    return tuple(map(Token, *cut(text, speller)))


def phrase(form: str) -> tuple[str, ...]:
    """A form or cue of the lexicon as the words `read` would make of it."""
    words = form.split(" ")
    if form.islower() and form.isascii() and all(map(str.isalpha, words)) and not _OPENED.intersection(words):
        return tuple(words)
    return tuple(token.word for token in read(form))


def _opened(word: str) -> tuple[str, ...]:
    if word in _NEGATED:
        return _NEGATED[word]
    word = _PERSON.get(word, word)
    return (word.removesuffix("'s"),)


@lru_cache(maxsize=50_000)
def plural_bases(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural of."""
    bases = [word]
    if word.endswith("ies") and len(word) > 4:
        bases.append(word[:-3] + "y")
    if word.endswith("es") and len(word) > 4:
        bases.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        bases.append(word[:-1])
    return tuple(bases)


@lru_cache(maxsize=50_000)
def base_forms(word: str) -> tuple[str, ...]:
    """The word and what it may be an inflection of: talks, talked, talking -> talk."""
    bases = list(plural_bases(word))
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3:
            bases += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                bases.append(stem[:-1])
            if ending == "ed" and stem.endswith("i"):
                bases.append(stem[:-1] + "y")
    return tuple(dict.fromkeys(bases))
