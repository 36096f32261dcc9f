"""plan_rounds(): the briefing of grand rounds becomes slides that can be read from the back row."""

from collections.abc import Callable, Iterator, Mapping

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
from generator.plan.rounds.cards import cards, crosses, figures, speech
from generator.plan.rounds.diagrams import activities, scenes, stages, tiers
from generator.plan.rounds.film import film, scan
from generator.plan.rounds.fitting import RoomFitter, room_frame
from generator.plan.rounds.lobes import both, lobe
from generator.plan.rounds.words import questions, quiet, quotation, statement, verbs
from generator.plan.slides.frame import Frame
from generator.plan.slides.kinds import KINDS as BOARD
from generator.plan.slides.pathway import pathway
from generator.plan.slides.references import reference_slides
from generator.plan.text import Fitter

KINDS: Mapping[str, Callable[[Frame], Slide]] = {
    **{kind: BOARD[kind] for kind in ("title", "number", "chart")},
    "statement": statement, "questions": questions, "quiet": quiet, "verbs": verbs, "quotation": quotation,
    "cards": cards, "figures": figures, "speech": speech, "crosses": crosses,
    "scenes": scenes, "stages": stages, "tiers": tiers, "activities": activities, "pathway": pathway,
    "film": film, "scan": scan, "cloud": both, "lobe": lobe,
}  # fmt: skip


def plan_rounds(briefing: Briefing, theme: Theme, properties: Properties, logo: Logo | None = None, request: Request | None = None) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck, and what did not fit (errors) or was left out (notes). `theme` is that of a room."""
    engine = Engine(theme, lambda part, number, fitter: _slides(part, number, fitter, briefing), lambda part, number, fitter: flow(part, number, fitter, _figure), RoomFitter, briefing.marking, request)
    slides: list[Slide] = []
    with set_in(theme.fonts["text"]):
        for section in briefing.sections:
            slides += engine.slides(section, len(slides) + 1)
    footer = briefing.meta.get("running", briefing.title)
    pages = tuple(slides) if theme.host else on_cover(slides, logo, request, briefing.marking, theme)
    return Deck(pages, properties, footer, briefing.marking), tuple(engine.problems)


def _figure(fr: Frame) -> Slide:
    return KINDS[fr.section.kind if fr.section.kind in ("cloud", "lobe") else "chart"](fr)


def _slides(section: Section, number: int, fitter: Fitter, briefing: Briefing) -> Iterator[Slide]:
    if section.kind == "references":
        yield from reference_slides(section, briefing.references, number, fitter)
    elif section.kind in KINDS:
        yield KINDS[section.kind](room_frame(section, number, fitter))
    else:
        known = ", ".join(sorted([*KINDS, "references"]))
        fitter.problems.append(Problem(
            "template.syntax", "error", f"{briefing.output}: {plain(section.title)}", f"there is no kind of slide {section.kind!r}", f"the kinds are: {known}",
        ))  # fmt: skip
