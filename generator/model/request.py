"""briefing.yaml as it was understood. Every key is optional; what is missing opens a gate."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Setting = Literal["inpatient", "ambulatory"]
Purpose = Literal["information", "discussion", "decision"]
Floor = Literal["strict", "default", "minimum"]
Decision = Literal["whole", "staged", "refer"]


class Organization(NamedTuple):
    """Who asks. `fictional` marks sample data on every page. `help_now`: where staff get help."""

    name: str = ""
    short_name: str = ""
    setting: Setting = "inpatient"
    logo: str = ""
    contact: str = ""
    help_now: str = ""
    fictional: bool = False


class Meeting(NamedTuple):
    """Where and when the papers are presented. `minutes`: the slot, questions included."""

    body: str = ""
    kind: Literal["board", "rounds", "committee"] = "board"
    date: dt.date | None = None
    minutes: int = 15
    presenter: str = ""
    role: str = ""
    purpose: Purpose = "decision"
    prior_committee: str = ""
    attachments: tuple[str, ...] = ()


class SurveyFile(NamedTuple):
    """One export. `map` sends a column's name to an item, option or question id, or to "ignore".

    `map_path`: the file the map stands in, where it has one of its own, with the `map_lines` of its
    keys. `dictionary`: REDCap's data dictionary.
    """

    path: str
    wave: str = ""
    platform: str = ""
    map: Mapping[str, str] = MappingProxyType({})
    dictionary: str = ""
    map_path: str = ""
    map_lines: Mapping[str, int] = MappingProxyType({})


class GroupBy(NamedTuple):
    """What respondents are grouped by in the appendix: one column, or two that are crossed.

    `rollup` sends a value of the single column to the group it is counted in.
    """

    columns: tuple[str, ...]
    rollup: Mapping[str, str] = MappingProxyType({})


class SurveyRequest(NamedTuple):
    """Which survey, how many were invited, how strictly small groups are hidden, which groups are asked for.

    `approved_comments`: the review sheet whose approved rows are printed. `known_words`: words of the
    hospital's own that name nobody, so that a mask need not hide them.
    """

    files: tuple[SurveyFile, ...] = ()
    instrument: str = "svest"
    invited: int | None = None
    period: str = ""
    floor: Floor = "default"
    groups: tuple[GroupBy, ...] = ()
    approved_comments: str = ""
    known_words: tuple[str, ...] = ()


class Ask(NamedTuple):
    """What is asked for. Amounts in `currency`, an ISO code; `annual_cost` and `supporter_hours` per year."""

    amount: float | None = None
    period: str = ""
    annual_cost: float | None = None
    sponsor: str = ""
    owner: str = ""
    start_date: dt.date | None = None
    review_date: dt.date | None = None
    stop_rule: str = ""
    supporters: int | None = None
    supporter_hours: float | None = None
    measures: tuple[str, ...] = ()
    decision: Decision = "whole"
    withhold_amount: bool = False
    currency: str = "USD"


class Workforce(NamedTuple):
    """The hospital's own figures. `rn_turnover_rate` is a share, 0..1; costs in the currency of the ask."""

    rn_headcount: int | None = None
    rn_turnover_rate: float | None = None
    rn_replacement_cost: float | None = None
    rn_hourly_pay: float | None = None
    rn_shift_cost: float | None = None
    md_headcount: int | None = None
    md_replacement_cost: float | None = None
    md_shift_cost: float | None = None
    other_headcount: int | None = None
    other_replacement_cost: float | None = None
    other_shift_cost: float | None = None


class Program(NamedTuple):
    """What the program is made of, for the cost model: positions, amounts a year, hours a supporter,
    and how far it looks ahead. `uptake` and `discount_rate` are shares, 0..1."""

    coordinator_fte: float | None = None
    coordinator_cost: float | None = None
    lead_fte: float | None = None
    lead_cost: float | None = None
    training: float | None = None
    training_hours: float | None = None
    meeting_hours: float | None = None
    supporter_hourly_cost: float | None = None
    debriefs: int | None = None
    materials: float | None = None
    uptake: float | None = None
    horizon_years: int | None = None
    ramp_up_months: int | None = None
    discount_rate: float | None = None


class Style(NamedTuple):
    """How the papers look. `appendix`: names of appendix slides to keep, in order; empty keeps all."""

    deck_template: str = ""
    letterhead: str = ""
    deck_map: str = ""
    paper: Literal["letter", "a4"] = "letter"
    citation: Literal["ama", "vancouver"] = "ama"
    appendix: tuple[str, ...] = ()


class Images(NamedTuple):
    """Slots for the hospital's own licensed copies."""

    licensed_cloud: str = ""
    disclosure_model: str = ""


class Rounds(NamedTuple):
    """What only the hospital can say in grand rounds: their day where the meeting is another, the speaker's
    disclosure, the credit statement, its own evaluation form, how to reach a peer, its own link to the film,
    a colleague's words."""

    disclosure: str = ""
    credit: str = ""
    evaluation_url: str = ""
    peer_line: str = ""
    film_url: str = ""
    quotation: str = ""
    date: dt.date | None = None


class Confirmation(NamedTuple):
    """Who confirmed something that only the hospital can know, and when."""

    by: str
    on: dt.date
    note: str = ""


class Request(NamedTuple):
    """The whole briefing. `path` is the file; `lines` maps a dotted key to its line there."""

    path: str = ""
    organization: Organization = Organization()
    meeting: Meeting = Meeting()
    survey: SurveyRequest = SurveyRequest()
    ask: Ask = Ask()
    workforce: Workforce = Workforce()
    term: Literal["second-victim", "affected-staff"] = "second-victim"
    catalog: str = ""
    style: Style = Style()
    images: Images = Images()
    confirm: Mapping[str, Confirmation] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    rounds: Rounds = Rounds()
    program: Program = Program()

    def value(self, key: str) -> object:
        """The value behind a dotted key such as `ask.review_date`; None when a part is missing."""
        found: object = self
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else getattr(found, part, None)
        return found
