"""Columns of an export as what people answered: which rows count, comments by question."""

from collections.abc import Sequence
from itertools import compress
from typing import TypeVar

from generator.load.answers import comment
from generator.load.cells import Cells
from generator.load.export import Export
from generator.load.recognize import COMMENT_CODES
from generator.model.answers import Points, Words
from generator.model.survey import ColumnMatch, Instrument

T = TypeVar("T")


def unscored(match: ColumnMatch, instrument: Instrument) -> bool:
    """Whether a column may hold items that nobody can name: who filled it in has answered."""
    return not instrument.scored and match.role == "other" and match.how not in ("name", "map")


def first_answers(export: Export, place: int) -> Cells:
    """A column's cells; where somebody answered twice, which is refused elsewhere, the first answer."""
    cells = export.cells[place]
    return cells.rewritten(lambda text: text.partition("\n")[0]) if export.columns[place].differing else cells


def comments_by_code(cells: Sequence[Cells], matches: Sequence[ColumnMatch]) -> dict[str, tuple[str | None, ...]]:
    """Comments by code; where several questions share a code, a person's answers are joined."""
    comments: dict[str, tuple[str | None, ...]] = {}
    for code in COMMENT_CODES:
        columns = [cells[i].texts(comment) for i, m in enumerate(matches) if m.role == "comment" and m.target == code]
        if len(columns) == 1:
            comments[code] = columns[0]
        elif columns:
            comments[code] = tuple("\n".join(filter(None, row)) or None for row in zip(*columns, strict=True))
    return comments


def kept(column: Sequence[T], answered: bytes) -> tuple[T, ...]:
    """Values of the respondents who answered anything; `answered` has a byte for each row."""
    return tuple(compress(column, answered)) if 0 in answered else tuple(column)


def pointed(column: Points, answered: bytes) -> Points:
    """The same of a column of points."""
    return Points(bytes(compress(column.codes, answered))) if 0 in answered else column


def words_kept(column: Words, answered: bytes) -> Words:
    """The same of a column of words."""
    return Words(column.values, kept(column.codes, answered)) if 0 in answered else column
