"""The filters that print facts. Each returns marked text; nothing else may print a number."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Undefined

from generator.compose import show
from generator.compose.marks import CLOSE, FIRST, mark, strip_marks
from generator.compose.number_words import limits, supports
from generator.model.fact import Fact, FactBook, Kind
from generator.model.problem import BuildError, Problem

_WORDS_CURE = "ask the band or the interval first, or say the number"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    """Words of a user, safe inside Markdown: one line, every ASCII sign literal."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(strip_marks(text).split()))


def refuse_bare(value: Any) -> Any:
    """Jinja's `finalize`: a number or a whole fact never reaches prose without a filter."""
    if isinstance(value, Fact):
        problem = f"the fact {value.id} is printed without saying how"
        raise BuildError(Problem("template.bare-number", "error", "template", problem, "add a filter such as | percent"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise BuildError(Problem("template.bare-number", "error", "template", f"the number {value} is printed bare", "print a fact through a filter"))
    return value


def printers(book: FactBook) -> Mapping[str, Callable[..., str]]:
    """Filters by name, for one book of facts."""

    def printer(write: Callable[[Fact], str]) -> Callable[[Fact], str]:
        def print_fact(fact: Fact) -> str:
            if isinstance(fact, Undefined):
                str(fact)  # says which name is unknown
            if not isinstance(fact, Fact):
                raise BuildError(Problem("template.bare-number", "error", "template", f"{fact!r} is not a fact", "print facts only"))
            return mark(book.index(fact.id), escape(write(fact)))

        return print_fact

    def denominator(fact: Fact) -> str:
        if fact.n is None:
            raise BuildError(Problem("template.undefined", "error", "template", f"{fact.id} has no denominator", "leave | n out"))
        return show.thousands(fact.n)

    def label(fact: Fact) -> str:
        return fact.label

    def words(fact: Fact) -> str:
        return str(fact.value) if fact.kind is Kind.NAME else show.display(fact)

    def said_of(phrase: str, fact: Fact) -> str:
        if isinstance(fact, Undefined):
            str(fact)
        try:
            holds = supports(fact, phrase)
        except ValueError as error:
            raise BuildError(Problem("template.number-word", "error", "template", str(error), _WORDS_CURE)) from error
        if not holds:
            low, high = limits(fact)
            fault = f"“{phrase}” is not true of {fact.id} ({show.display(fact)}, {low:.1%} to {high:.1%})"
            raise BuildError(Problem("template.number-word", "error", "template", fault, _WORDS_CURE))
        return mark(book.index(fact.id), phrase)

    named = {
        "percent": show.percent, "points": show.points, "bare": show.bare, "interval": show.interval, "count": show.count,
        "money": show.money, "one_in": show.one_in, "times": show.times, "score": show.score,
        "year": show.year, "date": show.date, "words": words, "n": denominator, "word": label,
    }
    return {**{name: printer(write) for name, write in named.items()}, "of": said_of, "capital": capital}


def capital(text: str) -> str:
    """The text with its first letter large, whether or not a mark stands before it."""
    for position, character in enumerate(text):
        if not (character == CLOSE or ord(character) >= FIRST or character == "\\"):
            return text[:position] + character.upper() + text[position + 1 :]
    return text
