"""Which gates stand open, the line that closes each, and what every page says meanwhile."""

import datetime as dt
from collections.abc import Collection
from pathlib import PurePath

from generator.model.evidence import Catalog
from generator.model.gate import GATES, Gate, OpenGate
from generator.model.request import Request

MONEY = frozenset({"ask.amount", "ask.period", "ask.annual_cost", "workforce.rn_headcount"})
"""Keys that a paper does without when the hospital keeps the amount out of it."""


FRESH = 18
"""Months for which a check of a standard holds."""


def open_gates(
    request: Request, *, has_survey: bool, has_comments: bool, urgent: int, papers: Collection[str], stale: str = ""
) -> tuple[OpenGate, ...]:
    """Gates that stand open for these papers (names of outputs), in the order of the registry.

    `urgent`: how many answers a named person must read; it is asked for and never told.
    `stale`: the standards whose check is too old, from `stale_standards`.
    """
    ask = request.ask
    stands = {
        "always": True,
        "survey": has_survey,
        "comments": has_comments and urgent > 0,
        "money": not ask.withhold_amount and (ask.amount is not None or ask.annual_cost is not None),
        "decision": request.meeting.purpose == "decision",
        "hospital": request.organization.setting == "inpatient" or bool(stale),
        "quotation": bool(request.rounds.quotation),
        "talk": request.meeting.kind == "rounds" and request.meeting.date is None,
    }
    return tuple(
        OpenGate(gate, _where(request, gate.closes_with), f"Checked more than {FRESH} months before the meeting: {stale}." if stale and gate.id == "current_standard" else "")
        for gate in GATES.values()
        if stands[gate.when]
        and not set(gate.papers).isdisjoint(papers)
        and not (ask.withhold_amount and gate.closes_with in MONEY)
        and not _closed(request, gate)
    )


def stale_standards(catalog: Catalog, meeting: dt.date | None) -> str:
    """Standards that may be printed and were last checked too long before the meeting, each with its day."""
    if meeting is None:
        return ""
    old = {
        catalog.works[finding.work].short: finding.checked
        for finding in catalog.findings.values()
        if finding.topic == "standards" and finding.printable and finding.checked and not _fresh(finding.checked, meeting)
    }
    return ", ".join(f"{name} ({day.isoformat()})" for name, day in old.items())


def _fresh(checked: dt.date, meeting: dt.date) -> bool:
    return (checked.year * 12 + checked.month + FRESH, checked.day) >= (meeting.year * 12 + meeting.month, meeting.day)


def marking(request: Request, gates: Collection[OpenGate]) -> str:
    """Words that stand on every page: sample, draft, both, or none."""
    said = ["FICTIONAL SAMPLE"] if request.organization.fictional else []
    return " · ".join([*said, "DRAFT"] if gates else said)


def _closed(request: Request, gate: Gate) -> bool:
    if gate.how == "confirm":
        said, meeting = request.confirm.get(gate.id), request.meeting.date
        return said is not None and (gate.id != "current_standard" or meeting is None or _fresh(said.on, meeting))
    return request.value(gate.closes_with) not in {None, ""}


def _where(request: Request, key: str) -> str:
    """Name the key's own line, else that of its section, else the file alone."""
    name = PurePath(request.path).name or "briefing.yaml"
    line = request.lines.get(key) or request.lines.get(key.partition(".")[0])
    return f"{name}:{line}: {key}" if line else f"{name}: {key}"
