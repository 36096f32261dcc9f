"""The words that a masked comment may show, from our own lists and the hospital's."""

from collections.abc import Collection
from functools import cache

from generator.files import ours
from generator.load.lexicon import load_lexicon
from generator.load.shipped import shipped
from generator.model.comments import Vocabulary

_HIDDEN = ("roles", "units", "clinical", "occasions", "identity", "numbers")


@cache
def _words() -> frozenset[str]:
    """The plain words of American English and those of the lexicon, which names are no part of."""
    text = ours("catalog/words/american-english.txt").read_text("utf-8")
    lexicon = load_lexicon()
    phrases = (*(form for concept in lexicon.concepts for form in concept.forms), *lexicon.wish_cues, *lexicon.feeling_cues)
    own = {word for phrase in phrases for word in phrase.lower().replace("-", " ").replace("/", " ").split()}
    return frozenset(text.split()) | own


def load_vocabulary(known: Collection[str] = (), hidden: Collection[str] = (), names: Collection[str] = ()) -> Vocabulary:
    """The vocabulary of a hospital.

    `known`: words of its own that name nobody. `hidden`: phrases that do, such as the units of its survey.
    `names`: words of its own name and of those who sign, hidden with a capital.
    """
    lists = shipped("catalog/masking.yaml")
    typed = {word for phrase in known for word in phrase.replace("'", "\u2019").split()}
    own = {word.casefold() for word in typed}
    never = {phrase for name in _HIDDEN for phrase in lists[name]} | {" ".join(phrase.casefold().split()) for phrase in hidden}
    return Vocabulary(
        words=_words().union(lists["allowed"], own),
        hidden=frozenset(never - own),
        endings=tuple(lists["clinical_endings"]),
        not_clinical=frozenset(lists["not_clinical"]) | own,
        names=frozenset({*lists["names"], *(name.casefold() for name in names)} - own),
        before={word: frozenset(after) for word, after in (*lists["openers"].items(), *((number, lists["counted"]) for number in lists["numbers"]))},
        months=frozenset(lists["months"]),
        capitals=frozenset(map(str.upper, lists["capitals"])) | typed,
    )
