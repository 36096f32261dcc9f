"""What a paper is composed from: one set of facts for all papers, so that no two can disagree."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.compose.library import EVERYTHING, Choice
from generator.model.evidence import Catalog
from generator.model.fact import FactBook
from generator.model.figure import Figure
from generator.model.gate import OpenGate
from generator.model.groups import GroupTable
from generator.model.logo import Logo
from generator.model.request import Request
from generator.model.survey import Instrument


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Facts, evidence and request of one run. `break_even_source`: "local", "nsi" or "none".

    `survey_used` is false when no survey was given. `figures`: by id, only those that have
    something to show. `choice`: what the library is to hold. `groups`: tables that
    briefing.yaml asks for. Two are the same only when they are one: so what was made of one can be kept.
    """

    book: FactBook
    catalog: Catalog
    request: Request
    instrument: Instrument
    gates: tuple[OpenGate, ...]
    figures: Mapping[str, Figure]
    survey_used: bool
    break_even_source: str
    marking: str
    logo: Logo | None = None
    choice: Choice = EVERYTHING
    groups: tuple[GroupTable, ...] = ()
