"""Groups as they are listed: which facts stand in which row. Alphabetical, never ranked."""

from typing import NamedTuple


class GroupRow(NamedTuple):
    """One group by the ids of its facts: name, size, and one share a measure, shown or suppressed."""

    name: str
    size: str
    shares: tuple[str, ...]


class GroupTable(NamedTuple):
    """All groups of one cut. `title`: id of the fact that names its columns; `measures`: ids of the
    whole survey's facts, in the order of the shares; `some_hidden`: whether a share or size is hidden."""

    title: str
    measures: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    some_hidden: bool
