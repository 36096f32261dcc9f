"""plan_deck(): a briefing becomes slides with every text measured and every box placed."""

from collections.abc import Iterator

from generator.model.briefing import Briefing, Section, plain
from generator.model.logo import Logo
from generator.model.pages import Deck, Properties, Slide
from generator.model.problem import Problem
from generator.model.request import Request
from generator.model.theme import Theme
from generator.plan.logo import on_cover
from generator.plan.slides.frame import frame
from generator.plan.slides.kinds import KINDS
from generator.plan.slides.references import reference_slides
from generator.plan.slides.tables import counts_slides, table_slides
from generator.plan.text import Fitter


def plan_deck(briefing: Briefing, theme: Theme, properties: Properties, logo: Logo | None = None, request: Request | None = None) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck, and what did not fit (errors) or was left out (warnings)."""
    fitter = Fitter(theme)
    slides: list[Slide] = []
    for section in briefing.sections:
        slides += _slides(section, len(slides) + 1, briefing, fitter)
    footer = briefing.meta.get("running", briefing.title)
    pages = on_cover(slides, logo, request, briefing.marking, theme)
    return Deck(pages, properties, footer, briefing.marking), tuple(fitter.problems)


def _slides(section: Section, number: int, briefing: Briefing, fitter: Fitter) -> Iterator[Slide]:
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
