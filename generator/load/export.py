"""What every platform's export becomes: named columns, one row a respondent."""

import html
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from generator.load.cells import Cells
from generator.model.problem import Problem

PLATFORMS = ("redcap", "qualtrics", "surveymonkey", "microsoft-forms", "google-forms", "spss", "plain")

_TAG = re.compile(r"<[^<>]{1,200}>")


class Column(NamedTuple):
    """`name` as a user would write it in `map`; `question`: its wording, where the export holds it.

    `labels`: what the codes mean, where a dictionary says so. `identifying`: a dictionary marks it
    so. `differing`: respondents who have different answers in several rows.
    """

    name: str
    question: str = ""
    labels: Mapping[str, str] = MappingProxyType({})
    identifying: bool = False
    differing: int = 0


class Export(NamedTuple):
    """Respondents' rows without extra headers, previews, tests and spam.

    `why`: what gave the platform away. `rows`: how many the file holds below its headers.
    `dropped`: how many of those are nobody, by reason. `partial`: kept rows of people who did not
    reach the end. `problems`: what was put together or could not be told.
    """

    platform: str
    columns: tuple[Column, ...]
    cells: tuple[Cells, ...]
    lines: Sequence[int]
    why: str = ""
    rows: int = 0
    dropped: Mapping[str, int] = MappingProxyType({})
    partial: int = 0
    problems: tuple[Problem, ...] = ()


def clean_name(text: str) -> str:
    """Write a header without HTML, non-breaking blanks and line breaks."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).replace("\xa0", " ").split())
