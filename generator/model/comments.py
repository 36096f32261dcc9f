"""Comments on their way to print: what a mask may show, what a reviewer is given, what a reviewer decided."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

GAP = "[\u2026]"
"""What stands where something is masked."""

MOST_WORDS = 25
"""Words of a quotation; gaps do not count."""

COLUMNS = ("Id", "Comment (masked)", "Themes", "Approve", "Reviewer", "Date", "Note")
"""Of the review sheet."""

CODED = ("Id", "Answer (masked)", "Question", "Themes by hand")
"""Of the sample to code."""

QUOTED = "in_their_words"
"""The stem of the ids of approved quotations."""

MOST_PRINTED = 3
"""Quotations of a kind in one paper; more would be read as a count."""


@dataclass(frozen=True, slots=True, eq=False)  # one a process: held by identity
class Vocabulary:
    """What a masked comment may show. All words in lower case but `capitals`.

    `words` stay, unless `hidden` (words and phrases, spaces between) holds them; so does a word with one of
    `endings` that is not among `not_clinical`. `names`: words that are names as well, hidden when they open a
    sentence. `before`: what may be shown after all before these words ("will they", "ten minutes").
    `months`: hidden beside a word of time. `capitals`: may be shown
    written just so, wherever they stand.
    """

    words: frozenset[str]
    hidden: frozenset[str]
    endings: tuple[str, ...]
    not_clinical: frozenset[str]
    names: frozenset[str]
    before: Mapping[str, frozenset[str]]
    months: frozenset[str]
    capitals: frozenset[str]


class Candidate(NamedTuple):
    """A masked comment that a reviewer may approve.

    `id`: of the question and the masked text alone, so that it names nobody and stays the same from run to
    run. `about`: whether it says how it was or what would have helped. `themes`: our words for what it speaks of, each named by enough respondents. No unit, role or
    position in the survey is known to it.
    """

    id: str
    text: str
    themes: tuple[str, ...]
    about: Literal["feeling", "need"]


class Decision(NamedTuple):
    """A row of the review sheet. `approve`: "yes", "no" or "" while nobody has decided. `row`: its place in the sheet.

    `date_text` is what stands in the cell, `on` the day it means, None when it means none.
    """

    id: str
    text: str
    approve: str
    reviewer: str
    on: dt.date | None
    note: str
    row: int
    date_text: str = ""
    themes: str = ""


class Quotation(NamedTuple):
    """A comment that was approved, as it is printed."""

    id: str
    text: str
    reviewer: str
    on: dt.date
    about: Literal["feeling", "need"]
