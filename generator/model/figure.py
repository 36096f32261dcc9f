"""Figures as data: what is shown, by which facts. How it looks is the plan's and renderer's care."""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from generator.model.briefing import Inline


NOT_SHOWN = "not shown: too few"
"""What stands on a hatched row. One wording for every reason: to say which floor hides it would tell which side is small."""


class Row(NamedTuple):
    """A bar or dot. `label` names it, `fact` gives value and interval; `strong` marks the one
    the title speaks of. `n` is printed beside it where rows differ in it."""

    label: "Inline"
    fact: str
    value: float
    shown: str
    interval: tuple[float, float] | None = None
    n: int | None = None
    strong: bool = False


class Chart(NamedTuple):
    """Ranked bars or dots with intervals over one axis. `unit` is said under the caption.

    `id`: "wishes", "dimensions", "symptoms", "wishes-elsewhere", "break-even".
    Values are shares 0..1 (`as_percent`) or counts, largest first. `hidden`: labels of what was asked and
    may not be shown, in the instrument's order; they stand last, hatched, and no fact of theirs comes here.
    """

    id: str
    form: Literal["bars", "dots"]
    rows: tuple[Row, ...]
    unit: "Inline"
    as_percent: bool = True
    banner: str = ""
    hidden: tuple["Inline", ...] = ()


class Word(NamedTuple):
    """A concept in a lobe of the cloud; `weight` is what its size is made from."""

    text: str
    weight: float
    fact: str


class Cloud(NamedTuple):
    """Two lobes, each sorted by weight. `source` says where the words come from ("comments" or
    "published"); published lobes never mix studies."""

    id: str
    feelings: tuple[Word, ...]
    needs: tuple[Word, ...]
    source: Literal["comments", "published"]


Figure: TypeAlias = Chart | Cloud
