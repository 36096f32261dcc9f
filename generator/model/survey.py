"""A survey as it was understood, and the instrument and lexicon that give it meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

Role = Literal["item", "option", "local", "comment", "group", "identifying", "other"]


class Item(NamedTuple):
    """One question of an instrument; `label` is our paraphrase, never the item's sentence."""

    id: str
    number: int
    dimension: str
    label: str
    reverse: bool


class Dimension(NamedTuple):
    """A scored group of items. `outcome` marks turnover intentions and absenteeism."""

    id: str
    label: str
    items: tuple[str, ...]
    outcome: bool = False


class Option(NamedTuple):
    """A kind of support people may wish for; `label` is the default where the form's is unknown."""

    id: str
    fact: str
    number: int
    label: str


class Instrument(NamedTuple):
    """What a questionnaire measures and how it is scored.

    `scale` runs from 1 (lowest agreement) to `points`. `agree_at`: a dimension mean at or above
    it counts as agreement; `wish_at`: an answer at or above it counts as a wish. `minimum_share`:
    share of a dimension's items that must be answered for it to be scored. `ends`: words of the two
    ends of the scale. `fixed_form`: the published form numbers its answers from the first of them.
    `outside`: further words for no answer. `named`: targets by column name, where the hospital
    itself describes the questionnaire. `codes`: which end bare
    numbers begin at, in its own words.
    """

    id: str
    name: str
    finding: str
    points: int
    agree_at: float
    wish_at: int
    minimum_share: float
    items: tuple[Item, ...]
    dimensions: tuple[Dimension, ...]
    options: tuple[Option, ...]
    patterns: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, int]
    key_status: str
    local: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ends: tuple[str, str] = ("strongly disagree", "strongly agree")
    fixed_form: bool = False
    codes: str = ""
    outside: frozenset[str] = frozenset()
    named: Mapping[str, str] = MappingProxyType({})

    @property
    def scored(self) -> bool:
        """Whether it is known which item belongs to which dimension."""
        return bool(self.items)

    def described(self, column: str) -> str:
        """What the hospital's own description says of a column, by its name; "" where nothing."""
        return self.named.get(" ".join(column.casefold().split()), "")


class Scale(NamedTuple):
    """How the answers of one kind were understood. `turned`: the first code is the upper end. `origin`: what says so."""

    what: str
    points: int
    low: str
    high: str
    turned: bool
    origin: str


class ColumnMatch(NamedTuple):
    """What a column was taken for. `target` is an item, option, local question or comment id."""

    name: str
    role: Role
    target: str = ""
    sure: bool = True
    how: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """Answers by respondent; every tuple is `respondents` long and None means no answer.

    `items` and `options`: scale points 1..points as answered (not yet reversed).
    `local`: answers to the hospital's own questions, as text. `comments`: free text by the
    question's code ("feelings", "needs", "both"). `groups`: unit, role and the like by column name.
    `dropped`: rows that are no respondents, by reason. `identifying`: names of dropped columns.
    `dropped_values`: what stood in those columns, for the last scan alone, of large surveys a part.
    `lines`: the line (of a sheet: the row) of each respondent in their file. `rows`: how many rows
    the files hold below their headers. `why`: what gave the platform away.
    """

    path: str
    platform: str
    instrument: str
    respondents: int
    columns: tuple[ColumnMatch, ...]
    items: Mapping[str, Sequence[int | None]]
    options: Mapping[str, Sequence[int | None]]
    local: Mapping[str, Sequence[str | None]]
    comments: Mapping[str, tuple[str | None, ...]]
    option_labels: Mapping[str, str]
    dropped: Mapping[str, int]
    identifying: tuple[str, ...]
    questions: tuple[str, ...] = ()
    lines: Sequence[int] = ()
    groups: Mapping[str, Sequence[str | None]] = field(default_factory=dict, repr=False)  # a unit beside an answer is for no log
    rows: int = 0
    why: str = ""
    scales: tuple[Scale, ...] = ()
    dropped_values: frozenset[str] = field(default=frozenset(), repr=False)

    def columns_for(self, *targets: str) -> str:
        """Names of the columns behind these targets, joined for a fact's source."""
        return "; ".join(c.name for c in self.columns if c.target in targets)


class Concept(NamedTuple):
    """A feeling or need of the lexicon. `print_as` is what a page may show; forms never are.

    `urgent`: a named person reads the answer, nothing is counted. `positive`: a good feeling,
    which a wish for it does not count as.
    """

    id: str
    lobe: Literal["feelings", "needs", "barriers"]
    print_as: str
    forms: tuple[str, ...]
    false_positives: tuple[str, ...] = ()
    urgent: bool = False
    in_cloud: bool = True
    positive: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # one a process: held by identity, for hashing it costs more than using it
class Lexicon:
    """Concepts and the cues that turn a match round or away.

    `negation_exceptions` after a negation undo it ("couldn't shake the guilt"). `feeling_cues`
    let a risky form of a feeling count. `not_misspelled`: words of their own that lie one letter
    from a form. `no_answer`: what people type to say nothing. `refusal_cues`: "not want".
    """

    concepts: tuple[Concept, ...]
    negation_cues: tuple[str, ...]
    negation_window: int
    wish_cues: tuple[str, ...]
    received_cues: tuple[str, ...]
    other_person_cues: tuple[str, ...]
    risky_forms: tuple[str, ...]
    negation_exceptions: tuple[str, ...] = ()
    feeling_cues: tuple[str, ...] = ()
    not_misspelled: tuple[str, ...] = ()
    no_answer: tuple[str, ...] = ()
    refusal_cues: tuple[str, ...] = ()
