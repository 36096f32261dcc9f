"""Masking of comments: what is not known to name nobody becomes a gap.

An aid, not a guarantee: it can miss things, and a person reads every comment before it is printed.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from generator.model.comments import GAP, Vocabulary

_QUOTES = str.maketrans({"'": "\u2019", "\u02bc": "\u2019", "\u00b4": "\u2019", "`": "\u2019", "\uff07": "\u2019", **dict.fromkeys("+<=>|~^")})
_NO_SIGNS = frozenset({"So", "Sk", "Sm", "Cf", "Cn", "Co", "Cs", "Mn", "Me"})
"""Kinds of characters that are no text: pictures, accents alone, what cannot be printed."""
_BEGINNINGS = "=+-@*\u2013\u2014\u2022\u00b7 "
"""Bullets, and what a spreadsheet takes for the beginning of a formula."""
_GAP = re.escape(GAP)
_WORD = re.compile(r"[^\W_]+(?:\u2019[^\W_]+)*")
_TOKEN = re.compile(rf"({_GAP}|[^\W_]+(?:\u2019[^\W_]+)*)")
_ENDS = frozenset(".!?\n")
_OPENS = frozenset(" \n\t\u2018\u201c\u201d\"([*-\u2022")
"""Signs after which a sentence that is about to begin has not begun yet."""

_ADDRESSES = re.compile(r"\S*@\S+|(?:https?://|www\.)\S+|\S+\.(?:com|org|net|edu|gov|us|io)\b\S*", re.IGNORECASE)
_LIKE_ADDRESSES = re.compile(r"@|://|www\.|\.(?:com|org|net|edu|gov|us|io)\b", re.IGNORECASE)
_PHONES = re.compile(r"\+?\(?\d[\d().\-/\s]{5,}\d")
_PERSON = (
    "one|person|people|man|men|woman|women|guy|girl|lady|nurse|doctor|physician|provider|clinician|employee|colleague|member|"
    "leader|manager|supervisor|parent|mother|father|mom|dad|male|female|charge|night|day"
)
_UNIQUE = re.compile(
    # "she was the only one who ..." and what follows to the end of the clause
    r"\b(?:am|is|are|was|were|be|been|being|i\u2019m|he\u2019s|she\u2019s|we\u2019re|they\u2019re|as)\s+(?:(?:the|our|my|an?)\s+)?(?:only|sole|lone|newest|youngest|oldest|eldest|tallest|first|last)\b[^.;!?\n]*"
    rf"|(?<!not\s)\b(?:the|our|their|my)\s+(?:only|sole|lone|newest|youngest|oldest|eldest|most\s+senior|most\s+junior)\s+(?:\w+\s+){{0,3}}?(?:{_PERSON})s?\b[^.;!?\n]*"
    r"|\b(?:no\s?one|nobody)\s+else\s+(?:was|is|were|on|here|there|in|at|works?|worked|knows?|does|did)\b[^.;!?\n]*"
    r"|\b(?:head|in\s+charge|member|chair|leader)\s+of\s+(?:the\s+|our\s+)?\w+|\b(?:am|was|as|i\u2019m)\s+(?:the|a|an|their|our)\s+(?:chaplain|manager|supervisor|counselor|leader)\b"
    r"|\bwork(?:s|ed|ing)?\s+(?:in|at|on|for)\s+(?:the\s+)?(?!(?:a|an|my|this|that|our|it|me|us|and|or)\b)\w+"
    r"|\b(?:was|am|is|i\u2019m)\s+the\s+one\s+(?:who|that|whose)\b[^.;!?\n]*"
    r"|\bone\s+of\s+(?:the|our|only|a)?\s*(?:only\s+)?(?:few|two|both|handful)\b[^.;!?\n]*",
    re.IGNORECASE,
)
_UNIQUE_WORDS = frozenset({"only", "sole", "lone", "newest", "youngest", "oldest", "eldest", "tallest", "first", "last", "senior", "junior", "else", "one", "head", "charge", "member", "chair", "leader", "chaplain", "manager", "supervisor", "counselor", "work", "works", "worked", "working"})
"""One of these is in whatever the pattern above finds."""
_CONTRACTED = frozenset({"s", "t", "m", "re", "ve", "ll", "d", "all"})
_RUN_TOGETHER = frozenset(
    ["dont", "didnt", "doesnt", "cant", "couldnt", "wont", "wouldnt", "shouldnt", "isnt", "wasnt", "arent", "werent", "hasnt", "havent", "hadnt", "im", "ive", "id", "ill", "thats", "whats", "theres", "theyre", "youre", "weve"]
)
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "sr", "st"})
"""A name follows, whatever the word is."""
_INTRODUCE = frozenset({"doctor", "nurse", "miss", "named", "called", "told", "asked", "with", "and", "by", "from", "like"})
"""A word that is a name as well is taken for the name after these: "told grace"."""
_NOT = re.compile(r"(?:do|does|did|ca|could|wo|would|should|is|was|are|were|has|have|had|must|need|ai)n\u2019t")
_MANY_GAPS = re.compile(rf"{_GAP}(?:(?:[\s,/&+\-]|\band\b|\bor\b)*{_GAP})+")


def mask(text: str, vocabulary: Vocabulary) -> str:
    """The comment on one line with a gap for each stretch that may tell who or what is meant.

    Masking what was masked changes nothing.
    """
    text = _plain(text)
    shouted = text.isupper() and sum(map(str.isalpha, text)) > 3
    if shouted:
        text = text.lower()
    if _LIKE_ADDRESSES.search(text):
        text = _ADDRESSES.sub(GAP, text)
    text = _PHONES.sub(GAP, text)
    words = frozenset(_WORD.findall(text.lower()))
    if not _UNIQUE_WORDS.isdisjoint(words):
        text = _UNIQUE.sub(GAP, text)
    for pattern in _phrases(vocabulary).among(words):
        text = pattern.sub(GAP, text)
    masked = _word_by_word(text, vocabulary, shouted)
    found = _MANY_GAPS.sub(GAP, masked) if masked.count(GAP) > 1 else masked
    return _capitals(found) if shouted else found


def _word_by_word(text: str, vocabulary: Vocabulary, shouted: bool) -> str:
    """The words that stay, a gap for each other one, and what stands between them."""
    parts = _TOKEN.split(text)  # what stands between, a word, what stands between ...
    known = _known(vocabulary)
    word = ""
    for place in range(1, len(parts), 2):
        before, word = word.lower(), parts[place]
        stays = None if shouted or before in _TITLES else known.get(word)
        if stays is None and word != GAP:
            lower = word.lower()
            opening = shouted or _opens(parts[place - 1], place == 1)
            counted = place + 2 < len(parts) and parts[place + 2].lower() in vocabulary.before.get(lower, ())
            named = shouted or word[0].isupper() or (before in _INTRODUCE and lower not in vocabulary.before)
            stays = before not in _TITLES and _stays(word, vocabulary, opening, named, counted)
            if word == lower and not shouted and before not in _TITLES and lower not in vocabulary.before and lower not in vocabulary.names:
                known[word] = stays  # nothing around it changes that
        if stays is False:
            parts[place] = GAP
    return "".join(parts)


@lru_cache(maxsize=4)
def _known(vocabulary: Vocabulary) -> dict[str, bool]:
    return {}


def _opens(between: str, first: bool) -> bool:
    """Whether a sentence begins after these signs; `first`: nothing stands before them."""
    opening = first
    for sign in between:
        opening = sign in _ENDS or (opening and sign in _OPENS)
    return opening


def unmasked(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words of a text that the mask would hide, each once; none when it may be printed as it is."""
    plain, masked = _plain(text), mask(text, vocabulary)
    if masked == plain:
        return ()
    left = Counter(_WORD.findall(masked.casefold()))
    gone = [word for word in _WORD.findall(plain) if left.subtract([word.casefold()]) or left[word.casefold()] < 0]
    return tuple(dict.fromkeys(gone)) or (plain,)


def words_in(text: str) -> int:
    """How many words a quotation has, gaps apart."""
    return len(_WORD.findall(text))


def _plain(text: str) -> str:
    """One line, one kind of apostrophe, no pictures; what was masked before is left as it is."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(sign for sign in text if sign < "\x80" or unicodedata.category(sign) not in _NO_SIGNS)
    return " ".join(text.translate(_QUOTES).replace("[...]", GAP).split()).lstrip(_BEGINNINGS)


def _stays(word: str, vocabulary: Vocabulary, opening: bool, named: bool, counted: bool) -> bool:
    """Whether a word may be shown.

    `opening`: it is the first of its sentence. `named`: it stands where a name would. `counted`: a word follows
    before which it may be shown.
    """
    lower = word.lower()
    if word in ("I", "i") or (word[0] == "I" and word.startswith("I\u2019") and lower[2:] in _CONTRACTED):
        return True
    if any(map(str.isdigit, word)) or not word.replace("\u2019", "").isascii():
        return False
    if word in vocabulary.capitals:
        return True
    if any(map(str.isupper, word)) and not (opening and word[1:].islower()) and not (opening and word == "A"):
        return False
    if lower in _RUN_TOGETHER or _NOT.fullmatch(lower):
        return True
    base, _, ending = lower.partition("\u2019")
    if ending and ending not in _CONTRACTED:
        return False
    if counted:
        return True
    if named and base in vocabulary.names:
        return False
    if base in vocabulary.hidden or (len(base) == 1 and base not in ("a", "i")):
        return False
    return base in vocabulary.words and (not base.endswith(vocabulary.endings) or base in vocabulary.not_clinical)


class _Phrases:
    """Phrases that are hidden, by their first word: most comments hold none, and are not searched."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.by_first: dict[str, list[tuple[frozenset[str], re.Pattern[str]]]] = {}
        longest = sorted((p for p in vocabulary.hidden if " " in p), key=lambda p: (-len(p), p))
        for words in (_WORD.findall(phrase) for phrase in longest):
            if words:
                pattern = re.compile(r"\b" + r"(?:\s*[\-/&,]\s*|\s+)".join(map(re.escape, words)) + r"s?\b", re.IGNORECASE)
                self.by_first.setdefault(words[0], []).append((frozenset(words[:-1]), pattern))
        months = "|".join(sorted(vocabulary.months))
        dated = re.compile(rf"\b(?:in|last|this|since|until|next|of|early|late|mid|by)\s+(?:{months})\b|\b(?:{months})\s+(?=\d)", re.IGNORECASE)
        for month in vocabulary.months:
            self.by_first.setdefault(month, []).append((frozenset(), dated))
        self.firsts = frozenset(self.by_first)

    def among(self, words: frozenset[str]) -> list[re.Pattern[str]]:
        """Patterns of the phrases that these words may hold, the longest phrase first."""
        found = [entry for first in self.firsts & words for entry in self.by_first[first]]
        return [pattern for needed, pattern in sorted(found, key=lambda entry: (-len(entry[1].pattern), entry[1].pattern)) if needed <= words]


@lru_cache(maxsize=4)
def _phrases(vocabulary: Vocabulary) -> _Phrases:
    return _Phrases(vocabulary)


def _capitals(text: str) -> str:
    """A shouted text in ordinary letters again."""
    text = re.sub(r"\bi\b", "I", text)
    return re.sub(r"(^|[.!?]\s+)([a-z])", lambda found: found[1] + found[2].upper(), text)
