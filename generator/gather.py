"""gather(): everything that is known before a word is written: request, survey, evidence, one book of facts."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.analyse.breakeven import break_even
from generator.analyse.changes import change_facts
from generator.analyse.feelings import feelings_analysis
from generator.analyse.floors import FLOORS, Floors, floor_facts, hide, reason_to_hide
from generator.analyse.nested import without_small_differences
from generator.analyse.request_facts import request_facts
from generator.analyse.survey_facts import survey_facts
from generator.compose.context import catalog_words
from generator.compose.figures import with_figures
from generator.compose.gates import marking, open_gates, stale_standards
from generator.compose.library import EVERYTHING, Choice, library_facts
from generator.compose.material import Material
from generator.load.catalog import load_catalog, published_facts
from generator.load.figures import load_published_figures
from generator.load.instrument import instrument_of, load_instrument
from generator.load.lexicon import load_lexicon
from generator.load.logo import load_logo
from generator.load.request import read_request
from generator.load.waves import Wave, load_waves
from generator.model.brand import Brand
from generator.model.evidence import Overlay
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.logo import Logo
from generator.model.problem import InputError, Problem
from generator.model.request import Request
from generator.model.survey import Instrument, Survey
from generator.privacy import Protected, protected

CONFIDENCE = 0.95

T = TypeVar("T")


class Look(NamedTuple):
    """Templates given on the command line; they win over those of briefing.yaml."""

    deck_template: Path | None = None
    letterhead: Path | None = None


OURS = Look()


class Gathered(NamedTuple):
    """Material for the papers, the survey it came from (if any), and what the user should know.

    `held_back`: findings of ours that the hospital's own catalog keeps from print, each with its place.
    """

    material: Material
    survey: Survey | None
    problems: tuple[Problem, ...]
    inputs: tuple[Path, ...]
    held_back: Mapping[str, str]


def gather(briefing: Path | None, papers: Collection[str], choice: Choice = EVERYTHING, previous: Mapping[str, Any] | None = None, look: Look = OURS) -> Gathered:
    """Load all inputs and work out all facts. `choice`: what the library is to hold.
    `previous`: the record of the last release, which may not give away what these hide. `look`: templates named outside briefing.yaml.

    Raises InputError with the problems of briefing.yaml, of the survey, of the hospital's own
    additions to the catalog and of its logo together.
    """
    request, problems = _request(briefing)
    folder = briefing.parent if briefing else Path()
    faults: list[Problem] = []
    instrument = _or_faults(lambda: instrument_of(request.survey.instrument, folder), faults) or load_instrument()
    waves, survey_problems = _or_faults(lambda: _waves(request, folder, instrument), faults) or ((), ())
    survey = waves[-1].survey if waves else None
    said = _or_faults(lambda: _in_their_words(request, folder, survey), faults) or ((), ())
    evidence = _or_faults(lambda: _evidence(request, folder), faults)
    logo = _or_faults(lambda: _logo(request, folder), faults)
    brand, styled = _or_faults(lambda: _brand(request, folder, look), faults) or (Brand(), ())
    if evidence is None or faults or any(problem.severity == "error" for problem in problems):
        raise InputError((*problems, *faults))
    catalog = evidence.catalog
    floors = FLOORS[request.survey.floor]
    answers, noted = _answers(survey, instrument, request, floors)
    guarded = Protected(answers) if survey is None else protected(survey, instrument, request, answers, floors, previous)
    shown = (*guarded.facts, *_changes(waves, guarded.facts, instrument, request, floors), *said[0])
    money, source = break_even(request, catalog)
    library = library_facts(catalog, choice) if "library" in papers else ()
    facts = (*published_facts(catalog), *catalog_words(catalog), *library, *rules_of_method(instrument), *request_facts(request), *money, *shown)
    gates = open_gates(
        request, has_survey=survey is not None, has_comments=bool(survey and survey.comments),
        urgent=sum(p.code == "survey.urgent" for p in noted), papers=papers,
        stale=stale_standards(catalog, request.meeting.date),
    )
    material = Material(FactBook(facts), catalog, request, instrument, gates, {}, survey is not None, source, marking(request, gates), logo, choice, guarded.groups, brand)
    logos = (folder / request.organization.logo,) if logo else ()
    exports = tuple(folder / name for f in request.survey.files for name in (f.path, f.map_path, f.dictionary) if name)
    sheets = (folder / request.survey.approved_comments,) if request.survey.approved_comments else ()
    inputs = tuple(p for p in (briefing, *exports, *_described(request, folder), *sheets, *evidence.files, *logos, *styled) if p is not None)
    return Gathered(with_figures(material, load_published_figures()), survey, (*problems, *evidence.problems, *survey_problems, *noted, *guarded.problems, *said[1], *_of_brand(brand)), inputs, evidence.held_back)


def _request(briefing: Path | None) -> tuple[Request, tuple[Problem, ...]]:
    if briefing is None:
        return Request(), ()
    request, problems = read_request(briefing)
    if not request.lines and not problems:
        problems = (*problems, Problem("file.empty", "warning", briefing.name, "the file holds nothing, so everything is open", "start from `peerbrief new DIR`"))
    return request, problems


def _described(request: Request, folder: Path) -> tuple[Path, ...]:
    """The hospital's own description of its questionnaire, where there is one."""
    return (folder / request.survey.instrument,) if request.survey.instrument.lower().endswith((".yaml", ".yml")) else ()


def _or_faults(load: Callable[[], T], faults: list[Problem]) -> T | None:
    """What is loaded, or None with its faults added to those of the run."""
    try:
        return load()
    except InputError as error:
        faults.extend(error.problems)
        return None


def _evidence(request: Request, folder: Path) -> Overlay:
    """Our catalog, with the hospital's own laid over it where there is one."""
    if not request.catalog:
        return Overlay(load_catalog())
    from generator.load.overlay import lay_over

    return lay_over(folder / request.catalog)


def _waves(request: Request, folder: Path, instrument: Instrument) -> tuple[tuple[Wave, ...], tuple[Problem, ...]]:
    if not request.survey.files:
        return (), ()
    return load_waves(request.survey.files, folder, instrument, request.lines)


def _in_their_words(request: Request, folder: Path, survey: Survey | None) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Comments that a person approved; the word lists behind them are read only where there are any."""
    if not request.survey.approved_comments or survey is None or not survey.comments:
        return (), ()
    from generator.comments import quotations

    return quotations(request, folder, survey)


def _changes(waves: tuple[Wave, ...], answers: tuple[Fact, ...], instrument: Instrument, request: Request, floors: Floors) -> tuple[Fact, ...]:
    """The wave before the latest and what changed since; both pass the floors."""
    if len(waves) < 2:
        return ()
    before, latest = waves[-2:]
    earlier, _ = survey_facts(before.survey, instrument, request._replace(survey=request.survey._replace(invited=None)), floors)
    kept = without_small_differences(earlier, floors)
    return change_facts(latest.name, before.name, {fact.id: fact for fact in answers}, {fact.id: fact for fact in kept}, (latest.survey, before.survey), instrument)


def _logo(request: Request, folder: Path) -> Logo | None:
    name = request.organization.logo
    return load_logo(folder / name, name) if name else None


def _brand(request: Request, folder: Path, look: Look) -> tuple[Brand, tuple[Path, ...]]:
    """The hospital's own templates; nothing is imported where there are none."""
    if not (request.style.deck_template or request.style.letterhead or look != OURS):
        return Brand(), ()
    from generator.load.brand.read import read_brand

    return read_brand(request, folder, look.deck_template, look.letterhead)


def _of_brand(brand: Brand) -> tuple[Problem, ...]:
    return (*(brand.deck.problems if brand.deck else ()), *(brand.letterhead.problems if brand.letterhead else ()))


def _answers(survey: Survey | None, instrument: Instrument, request: Request, floors: Floors) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Facts of the survey and of its free text; answers that need a human are noted, not counted."""
    if survey is None:
        return floor_facts(floors), ()
    facts, problems = survey_facts(survey, instrument, request, floors)
    if not survey.comments:
        return facts, problems
    columns = survey.columns_for("feelings", "needs", "both")
    result = feelings_analysis(survey.comments, load_lexicon(), floors, columns)
    wrote = _wrote(result.answered, columns, floors)
    urgent: tuple[Problem, ...] = ()
    if result.urgent:
        urgent = (Problem(
            "survey.urgent", "warning", survey.path,
            "some answers may speak of self-harm or substance use; they are counted nowhere and printed nowhere",
            "let the person named in confirm.comments_read read all free text today; `peerbrief comments urgent` writes them for that person alone",
        ),)
    return (*facts, wrote, *result.facts), (*problems, *urgent)


def _wrote(answered: int, columns: str, floors: Floors) -> Fact:
    """How many respondents wrote anything; hidden under the floor."""
    label, source = "staff who wrote an answer in their own words", (Source("survey", columns),)
    reason = reason_to_hide(floors, answered)
    if reason:
        return hide("comments_answered", Kind.COUNT, label, source, reason)
    return Fact("comments_answered", Kind.COUNT, answered, label, source, "respondents with any free text")


def rules_of_method(instrument: Instrument) -> tuple[Fact, ...]:
    """The numbers of the method itself: the agreement line, the confidence level."""

    def rule(key: str, kind: Kind, value: float, label: str, ref: str) -> Fact:
        return Fact(key, kind, value, label, (Source("catalog", ref),), "a rule of the method")

    return (
        rule("agree_at", Kind.RATIO, instrument.agree_at, "dimension mean that counts as agreement", instrument.id),
        rule("confidence_level", Kind.SHARE, CONFIDENCE, "confidence level of the intervals", "wilson"),
        *(
            Fact(f"dimension_label.{d.id}", Kind.NAME, d.label, "name of a dimension", (Source("request", "survey.instrument") if instrument.named else Source("catalog", instrument.id),))
            for d in instrument.dimensions
        ),
        *(() if instrument.id == "svest" else (Fact("instrument_name", Kind.NAME, instrument.name, "name of the questionnaire", (Source("request", "survey.instrument"),)),)),
    )


