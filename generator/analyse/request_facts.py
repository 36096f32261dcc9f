"""What briefing.yaml says, as facts. A key that is empty gives no fact."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from generator.model.fact import Fact, Kind, Source
from generator.model.request import Request

WITHHELD = "withheld"
GIVEN = "as given in briefing.yaml"

_KEYS: tuple[tuple[str, Kind, str, str], ...] = (
    ("institution", Kind.NAME, "organization.name", "The organization"),
    ("institution_short", Kind.NAME, "organization.short_name", "The organization, in short"),
    ("contact", Kind.NAME, "organization.contact", "Contact for questions"),
    ("help_now", Kind.NAME, "organization.help_now", "Where affected staff get help now"),
    ("board_body", Kind.NAME, "meeting.body", "The body that meets"),
    ("meeting_date", Kind.DATE, "meeting.date", "Date of the meeting"),
    ("meeting_minutes", Kind.COUNT, "meeting.minutes", "Minutes on the agenda"),
    ("presenter", Kind.NAME, "meeting.presenter", "Presenter"),
    ("presenter_role", Kind.NAME, "meeting.role", "Role of the presenter"),
    ("prior_committee", Kind.NAME, "meeting.prior_committee", "Committee that has seen the request"),
    ("ask_amount", Kind.MONEY, "ask.amount", "Amount asked for"),
    ("ask_period", Kind.NAME, "ask.period", "Period the amount covers"),
    ("annual_cost", Kind.MONEY, "ask.annual_cost", "Yearly cost of the program"),
    ("sponsor", Kind.NAME, "ask.sponsor", "Executive sponsor"),
    ("owner", Kind.NAME, "ask.owner", "Owner of the program"),
    ("start_date", Kind.DATE, "ask.start_date", "Start of the program"),
    ("review_date", Kind.DATE, "ask.review_date", "Date of the report back"),
    ("stop_rule", Kind.NAME, "ask.stop_rule", "Stop rule"),
    ("supporters", Kind.COUNT, "ask.supporters", "Peer supporters"),
    ("supporter_hours", Kind.COUNT, "ask.supporter_hours", "Hours of cover for supporters a year"),
    ("talk_date", Kind.DATE, "rounds.date", "Date of the talk"),
    ("rounds_disclosure", Kind.NAME, "rounds.disclosure", "The speaker’s disclosure"),
    ("rounds_credit", Kind.NAME, "rounds.credit", "Credit statement"),
    ("evaluation_url", Kind.NAME, "rounds.evaluation_url", "Link to the evaluation form"),
    ("peer_line", Kind.NAME, "rounds.peer_line", "How to reach a peer here"),
    ("film_url", Kind.NAME, "rounds.film_url", "The hospital’s own link to the film"),
    ("quotation", Kind.NAME, "rounds.quotation", "A colleague’s words, printed only with consent"),
    ("rn_headcount", Kind.COUNT, "workforce.rn_headcount", "Registered nurses employed"),
    ("rn_turnover_rate", Kind.SHARE, "workforce.rn_turnover_rate", "Registered nurses who leave in a year"),
    ("rn_replacement_cost", Kind.MONEY, "workforce.rn_replacement_cost", "Cost of replacing one registered nurse"),
)
_AMOUNTS = ("ask_amount", "annual_cost")


def request_facts(request: Request) -> tuple[Fact, ...]:
    """Names, amounts, dates and counts of the request, in a fixed order.

    An amount the hospital keeps back is suppressed as "withheld", whether or not it is given.
    Lists give `measure.1`, `attachment.1` and so on; confirmations `confirmed.<gate>.by` and `.on`.
    """
    return (*_single(request), *_listed(request), *_confirmed(request))


def _single(request: Request) -> Iterator[Fact]:
    for name, kind, key, label in _KEYS:
        if name in _AMOUNTS and request.ask.withhold_amount:
            yield Fact(name, kind, None, label, (Source("request", key),), suppressed=WITHHELD)
            continue
        value = request.value(key)
        if name == "institution_short" and not value:
            key, value = "organization.name", request.organization.name
        if value is not None and value != "":
            yield _fact(name, kind, key, label, value, request.ask.currency)


def _listed(request: Request) -> Iterator[Fact]:
    lists = (("measure", "ask.measures", "Measure", request.ask.measures), ("attachment", "meeting.attachments", "Attachment", request.meeting.attachments))
    for name, key, label, values in lists:
        for place, value in enumerate(values, start=1):
            yield _fact(f"{name}.{place}", Kind.NAME, key, label, value)


def _confirmed(request: Request) -> Iterator[Fact]:
    for gate, confirmation in sorted(request.confirm.items()):
        key = f"confirm.{gate}"
        if confirmation.by:
            yield _fact(f"confirmed.{gate}.by", Kind.NAME, f"{key}.by", f"Who confirmed {gate}", confirmation.by)
        yield _fact(f"confirmed.{gate}.on", Kind.DATE, f"{key}.on", f"When {gate} was confirmed", confirmation.on)


def _fact(name: str, kind: Kind, key: str, label: str, value: object, currency: str = "USD") -> Fact:
    if not isinstance(value, str | int | float | dt.date):
        raise TypeError(f"{key} holds {value!r}")
    return Fact(name, kind, value, label, (Source("request", key),), GIVEN, decimals=_decimals(kind, value), currency=currency if kind is Kind.MONEY else "USD")


def _decimals(kind: Kind, value: object) -> int | None:
    """Count the digits the hospital gave: cents, tenths of a percent, half hours; never more than two."""
    if not isinstance(value, float):
        return None
    given = Decimal(repr(value)) * (100 if kind is Kind.SHARE else 1)
    exponent = given.normalize().as_tuple().exponent
    digits = min(2, -exponent) if isinstance(exponent, int) else 0
    return 2 if kind is Kind.MONEY and digits > 0 else digits if digits > 0 else None
