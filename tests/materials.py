"""Surveys and materials made to order: so many respondents, such a share on each question."""

from collections.abc import Mapping
from pathlib import Path

from generator.analyse.breakeven import break_even
from generator.analyse.floors import FLOORS, floor_facts
from generator.analyse.request_facts import request_facts
from generator.analyse.survey_facts import survey_facts
from generator.compose.context import catalog_words
from generator.compose.figures import with_figures
from generator.compose.gates import marking, open_gates
from generator.compose.material import Material
from generator.files import ours
from generator.gather import rules_of_method
from generator.load.catalog import load_catalog, published_facts
from generator.load.figures import load_published_figures
from generator.load.instrument import load_instrument
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.request import Request
from generator.model.survey import ColumnMatch, Survey

CATALOG = load_catalog()
INSTRUMENT = load_instrument("svest")
FIGURES = load_published_figures()


def survey(respondents: int, agree: float | Mapping[str, float] = 0.3, wish: float = 0.7, event: float | None = 0.3) -> Survey:
    """A survey in which a share `agree` of respondents agrees on each dimension (by id, or all
    alike), `wish` wants each kind of help (a little less for each next one), `event` had an event."""
    shares = agree if isinstance(agree, Mapping) else {d.id: agree for d in INSTRUMENT.dimensions}
    items: dict[str, tuple[int | None, ...]] = {}
    for item in INSTRUMENT.items:
        yes, no = (1, 5) if item.reverse else (5, 1)
        count = round(shares.get(item.dimension, 0.3) * respondents)
        items[item.id] = tuple(yes if i < count else no for i in range(respondents))
    options: dict[str, tuple[int | None, ...]] = {}
    for place, option in enumerate(INSTRUMENT.options):
        count = round(max(wish - 0.05 * place * (option.fact != "want_peer"), 0) * respondents)
        options[option.id] = tuple(5 if i < count else 1 for i in range(respondents))
    local = {} if event is None else {"event_12mo": tuple("Yes" if i < round(event * respondents) else "No" for i in range(respondents))}
    columns = tuple(ColumnMatch(name, "item", name) for name in (*items, *options, *local))
    return Survey("made.csv", "plain", "svest", respondents, columns, items, options, local, {}, {}, {}, ())


def feelings(respondents: int = 120) -> tuple[Fact, ...]:
    """Themes of free text, enough for a cloud."""
    source = (Source("survey", "feelings_text"),)
    words = {
        "feeling": ["guilt", "self-doubt", "replaying the event", "anxiety", "isolation", "exhaustion", "trouble sleeping"],
        "need": ["someone to talk to", "a respected peer", "time to step away", "fair treatment", "a debrief", "clear information"],
    }
    facts = [Fact("comments_answered", Kind.COUNT, respondents, "staff who wrote", source)]
    for lobe, names in words.items():
        facts += [Fact(f"theme_{lobe}_{i + 1}", Kind.NAME, name, name, source) for i, name in enumerate(names)]
        facts += [
            Fact(f"{lobe}.{name.replace(' ', '_')}", Kind.COUNT, 60 - 7 * i, name, source, n=respondents) for i, name in enumerate(names)
        ]
    return tuple(facts)


def material(made: Survey | None = None, request: Request | None = None, extra: tuple[Fact, ...] = ()) -> Material:
    """Everything a paper is composed from, without reading a file."""
    request = request or Request()
    floors = FLOORS[request.survey.floor]
    answers = survey_facts(made, INSTRUMENT, request, floors)[0] if made else floor_facts(floors)
    money, source = break_even(request, CATALOG)
    facts = (*published_facts(CATALOG), *catalog_words(CATALOG), *rules_of_method(INSTRUMENT), *request_facts(request), *money, *answers, *extra)
    gates = open_gates(request, has_survey=made is not None, has_comments=bool(extra), urgent=0, papers=("board-deck", "memo", "cloud", "grand-rounds"))
    whole = Material(FactBook(facts), CATALOG, request, INSTRUMENT, gates, {}, made is not None, source, marking(request, gates))
    return with_figures(whole, FIGURES)


def demo_request() -> Request:
    """The sample hospital's request."""
    from generator.load.request import load_request

    return load_request(Path(ours("assets/demo/briefing.yaml")))[0]


def changed(request: Request, **parts: Mapping[str, object]) -> Request:
    """The request with some values of some of its parts replaced."""
    return request._replace(**{name: getattr(request, name)._replace(**values) for name, values in parts.items()})



