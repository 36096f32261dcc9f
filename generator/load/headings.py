"""Headings as they may be repeated: a heading that is an address, and answers where headings should be, are not."""

import re
from collections.abc import Sequence

from generator.load.export import Column

_SOMEBODY = re.compile(
    r"[^\s@<>\"]+@[^\s@<>\"]+\.[A-Za-z]{2,}|(?:\d{1,3}\.){3}\d{1,3}|\b\d{3}-\d{2}-\d{4}\b|(?:\(\d{3}\)|\b\d{3})[\s./-]?\d{3}[\s.-]?\d{4}\b|\bMRN[\s:#-]*\d{4,}",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\d{1,2}|yes|no|not sure", re.IGNORECASE)
_LEAST = 5
"""Headings that are answers: fewer are a form's own habit of numbering."""
_SHORT = 6
"""Words; a longer heading is a question that names a help line."""


def without_people(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, each that could name somebody called by its place ("column 12").

    Where many headings are bare answers that come twice, the first row is a respondent's: then all are.
    """
    names = [column.name.strip() for column in columns]
    answers = [name for name in names if _ANSWER.fullmatch(name)]
    of_a_person = len(answers) >= _LEAST and len(set(answers)) < len(answers) and 2 * len(answers) >= sum(map(bool, names))
    return tuple(
        column._replace(name=f"column {place}") if of_a_person or (len(column.name.split()) <= _SHORT and _SOMEBODY.search(column.name)) else column
        for place, column in enumerate(columns, 1)
    )
