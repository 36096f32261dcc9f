"""plan_deck(): a briefing becomes slides with every text measured and every box placed."""

from collections.abc import Iterator

from generator.model.briefing import Briefing, Section, plain
from generator.model.logo import Logo
from generator.model.pages import Deck, Properties, Slide
from generator.model.problem import Problem
from generator.model.request import Request
from generator.model.theme import Theme
from generator.plan.fit import Engine
from generator.plan.flow import flow
from generator.plan.logo import on_cover
from generator.plan.measure import set_in
from generator.plan.slides.frame import Frame, frame
from generator.plan.slides.kinds import KINDS
from generator.plan.slides.references import reference_slides
from generator.plan.slides.tables import counts_slides, table_slides
from generator.plan.text import Fitter


def plan_deck(briefing: Briefing, theme: Theme, properties: Properties, logo: Logo | None = None, request: Request | None = None) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck, and what did not fit (errors) or was left out (warnings)."""
    engine = Engine(theme, lambda part, number, fitter: _slides(part, number, fitter, briefing), lambda part, number, fitter: flow(part, number, fitter, _figure), Fitter, briefing.marking, request)
    slides: list[Slide] = []
    with set_in(theme.fonts["text"]):
        for section in briefing.sections:
            slides += engine.slides(section, len(slides) + 1)
    footer = briefing.meta.get("running", briefing.title)
    pages = tuple(slides) if theme.host else on_cover(slides, logo, request, briefing.marking, theme)
    return Deck(pages, properties, footer, briefing.marking), tuple(engine.problems)


def _figure(fr: Frame) -> Slide:
    return KINDS["cloud" if fr.section.kind == "cloud" else "chart"](fr)


def _slides(section: Section, number: int, fitter: Fitter, briefing: Briefing) -> Iterator[Slide]:
    match section.kind:
        case "references":
            yield from reference_slides(section, briefing.references, number, fitter)
        case "table":
            yield from table_slides(section, number, fitter)
        case "counts":
            yield from counts_slides(section, number, fitter)
        case kind if kind in KINDS:
            yield KINDS[kind](frame(section, number, fitter))
        case kind:
            known = ", ".join(sorted([*KINDS, "table", "counts", "references"]))
            fitter.problems.append(Problem("template.syntax", "error", f"{briefing.output}: {plain(section.title)}", f"there is no kind of slide {kind!r}", f"the kinds are: {known}"))
