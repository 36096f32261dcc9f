"""make(): one paper from composing to checked bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.compose.compose import compose
from generator.compose.gates import marking
from generator.compose.material import Material
from generator.load.theme import load_theme
from generator.model.basics import Properties
from generator.model.briefing import Briefing, plain
from generator.model.fact import Fact
from generator.model.figure import Cloud
from generator.model.manifest import CITATION, CLOCK, Printed
from generator.model.problem import Problem
from generator.model.theme import Theme, Tone

if TYPE_CHECKING:
    from generator.model.logo import Logo
    from generator.model.pages import Deck

EVIDENCE_DATE = "2026-11-22"
"""The date of issue where no meeting date is given: the day the catalog was last read through."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper's files, what was printed in them, and what is to be said of them.

    `cited`: ids of the works in its reference list, in their order. `content`: the numbers of an
    Office file by place, for the record. `words`: by file, what the typesetter was given, for the last
    scan. `facts`: those that stand in this paper alone, which no template can print. `unset`: by file,
    what the typesetter has yet to do.
    """

    files: Mapping[str, bytes]
    printed: tuple[Printed, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    cited: tuple[str, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    unset: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)


def make(output: str, material: Material, overlay: Path | None = None) -> Made:
    """The files of one output, a draft only for its own gates."""
    return finish(begin(output, material, overlay))


def finish(paper: Made) -> Made:
    """The paper with the pages that had yet to be set. Raises BuildError when they cannot be."""
    return replace(paper, files={**paper.files, **{file: typeset() for file, typeset in paper.unset.items()}}, unset={}) if paper.unset else paper


def begin(output: str, material: Material, overlay: Path | None = None) -> Made:
    """One output up to the typesetter, which can work while the next is made. Heavy libraries are imported
    by the paper that needs them."""
    says = marking(material.request, [gate for gate in material.gates if output in gate.gate.papers])
    return {"board-deck": _deck, "preread": _preread, "grand-rounds": _rounds, "memo": _memo, "library": _library, "brief": _sheet, "handout": _sheet, "cloud": _cloud, "cost": _cost, "privacy-report": _privacy}[output](output, _marked(material, says), overlay)


@lru_cache(maxsize=4)
def _marked(material: Material, says: str) -> Material:
    """The material under another marking: one and the same for all papers that bear it."""
    return material if says == material.marking else replace(material, marking=says)


def properties(title: str, subject: str, material: Material) -> Properties:
    """What a file says of itself."""
    meeting, organization = material.request.meeting, material.request.organization
    issued = meeting.date.isoformat() if meeting.date else EVIDENCE_DATE
    author = meeting.presenter or organization.name or "peerbrief"
    return Properties(title, author, subject, "en-US", issued, "clinician and staff peer support")


def deck_theme(material: Material, *, room: bool = False) -> Theme:
    """The theme of slides: the hospital's template, else our own."""
    brand = material.brand.deck
    return (brand.room if room else brand.desk) if brand else load_theme(room=room)


def deck_logo(material: Material) -> "Logo | None":
    """The institution's logo, else the one found in a template whose slides are not used."""
    return material.logo or (material.brand.deck.logo if material.brand.deck else None)


def page_theme(material: Material) -> Theme:
    """The theme of slides that are printed as pages: our own places, in the brand's colors."""
    return material.brand.deck.paper if material.brand.deck else load_theme()


@lru_cache(maxsize=1)
def _board(material: Material, overlay: Path | None) -> "Briefing":
    """The board's slides, composed once for the papers made of them."""
    return compose("board-deck", material, overlay)


@lru_cache(maxsize=2)
def _board_slides(material: Material, overlay: Path | None, *, page: bool) -> tuple["Deck", tuple[Problem, ...], tuple[str, ...]]:
    """The board's slides, planned once where deck and pages look alike."""
    from generator.plan.deck import plan_deck

    briefing, theme = _board(material, overlay), page_theme(material) if page else deck_theme(material)
    deck, problems = plan_deck(briefing, theme, properties(plain(briefing.title), "Board paper", material), deck_logo(material), material.request)
    return deck, (*_shorter("board-deck.pptx", briefing), *problems), _cited(briefing)


def _preread(_: str, material: Material, overlay: Path | None) -> Made:
    from generator.check.orphans import orphans_among
    from generator.check.scan import APART
    from generator.check.slides import meet_slides
    from generator.plan.printed import printed
    from generator.render.preread import render_preread

    deck, problems, cited = _board_slides(material, overlay, page=material.brand.deck is not None)
    file = "board-preread.pdf"
    entries = printed(deck, file, pages_only=True)
    met = tuple(meet_slides(deck))
    unaccounted = orphans_among(file, met, entries, material.book)
    said = APART.join((deck.properties.title, deck.properties.author, deck.properties.subject, *(item.text for item in met)))
    return Made({}, entries, (*problems, *unaccounted), cited, words={file: said}, unset={file: partial(render_preread, deck, page_theme(material))})


def _deck(output: str, material: Material, overlay: Path | None) -> Made:
    from generator.check.harmless import harmful
    from generator.check.orphans import audited
    from generator.plan.printed import printed
    from generator.render.powerpoint import render_deck

    deck, problems, cited = _board_slides(material, overlay, page=False)
    file = f"{output}.pptx"
    entries = printed(deck, file)
    data = render_deck(deck, deck_theme(material), _manifest_part(entries))
    faults, content = audited(file, data, entries, material.book)
    return Made({file: data}, entries, (*problems, *faults, *harmful(file, data)), cited, content)


def _rounds(output: str, material: Material, overlay: Path | None) -> Made:
    from generator.check.harmless import harmful
    from generator.check.orphans import audited
    from generator.plan.printed import printed
    from generator.plan.rounds.deck import plan_rounds
    from generator.render.powerpoint import render_deck

    briefing = compose(output, material, overlay)
    theme = deck_theme(material, room=True)
    deck, problems = plan_rounds(briefing, theme, properties(plain(briefing.title), "Grand rounds", material), deck_logo(material), material.request)
    file = f"{output}.pptx"
    entries = printed(deck, file)
    data = render_deck(deck, theme, _manifest_part(entries))
    faults, content = audited(file, data, entries, material.book)
    return Made({file: data}, entries, (*_shorter(file, briefing), *problems, *faults, *harmful(file, data)), _cited(briefing), content)


def _cited(briefing: Briefing) -> tuple[str, ...]:
    return tuple(reference.work.id for reference in briefing.references)


def _shorter(file: str, briefing: Briefing) -> tuple[Problem, ...]:
    """What the length of the talk left no room for."""
    cure = "set meeting.minutes to the slot you have"
    return tuple(Problem("plan.left-out", "note", file, words, cure) for words in briefing.left_out)


def _memo(output: str, material: Material, overlay: Path | None) -> Made:
    return _word(compose(output, material, overlay), "Memorandum", material)


def _library(output: str, material: Material, overlay: Path | None) -> Made:
    """Each work stands where it is spoken of, so no list follows."""
    briefing = compose(output, material, overlay)
    return replace(_word(briefing._replace(references=()), "Annotated bibliography", material), cited=_cited(briefing))


def _privacy(output: str, material: Material, overlay: Path | None) -> Made:
    """Without a survey there is nothing to hide."""
    return _word(compose(output, material, overlay), "Privacy report", material) if material.survey_used else Made({})


def _word(briefing: Briefing, subject: str, material: Material) -> Made:
    from generator.check.harmless import harmful
    from generator.check.orphans import audited
    from generator.plan.memo import plan_memo
    from generator.plan.printed_paper import printed
    from generator.render.word import render_paper

    house, deck = material.brand.letterhead, material.brand.deck
    theme = (house.theme or _spelled_out(deck.paper if deck else load_theme())) if house else load_theme()
    paper = plan_memo(briefing, material.request, theme, properties(plain(briefing.title), subject, material), material.logo, house)
    file = f"{briefing.output}.docx"
    entries = printed(paper, file)
    data = render_paper(paper, theme, _manifest_part(entries))
    faults, content = audited(file, data, entries, material.book)
    return Made({file: data}, entries, (*faults, *harmful(file, data)), _cited(briefing), content)


def _spelled_out(theme: Theme) -> Theme:
    """The theme with each color by its value: a letterhead's own scheme means other ones."""
    return replace(theme, tones={token: Tone(color) for token, color in theme.colors.items()})


def _sheet(output: str, material: Material, overlay: Path | None) -> Made:
    from generator.check.sheets import sheet_orphans, strings_of
    from generator.plan.brief import plan_sheet, printed_sheet
    from generator.plan.logo import SHEET, placed
    from generator.render.pdf import document, render_sheet

    briefing = compose(output, material, overlay)
    said = properties(plain(briefing.title), plain(briefing.meta["kind"]), material)
    logo = placed(material.logo, material.request, SHEET, load_theme(), "white") if material.logo and output == "brief" else None
    sheet = plan_sheet(briefing, material.request, material.book, said, logo=logo)
    file = f"{output}.pdf"
    entries = printed_sheet(sheet, file)
    content = document(sheet, load_theme())
    faults = sheet_orphans(file, content, entries, material.book)
    unset = {} if faults else {file: partial(render_sheet, sheet, content)}
    return Made({}, entries, tuple(faults), _cited(briefing), words={file: strings_of(content)}, unset=unset)


def _cloud(output: str, material: Material, overlay: Path | None) -> Made:
    from generator.plan.cloud import shared_layout
    from generator.render.cloud import cloud_png, cloud_svg

    cloud = material.figures.get("cloud")
    if not isinstance(cloud, Cloud):
        return Made({})
    briefing = compose(output, material, overlay)
    theme = load_theme()
    layout = shared_layout(cloud, theme.sizes["cloud_least"])
    problems = tuple(
        Problem("cloud.left-out", "warning", "word-cloud", f"“{word}” found no room in the word cloud", "its count stands in facts.csv")
        for word in layout.left_out
    )
    words = [plain(briefing.meta[part]) for part in ("title", "footnote", "alt")]
    drawn = (layout, theme, words[0], words[1], material.marking, words[2])
    runs = (run for part in briefing.meta.values() for run in part if run.fact)
    entries = (
        *(Printed("word-cloud.svg", "cloud", "cloud:words", word.text, word.fact) for word in layout.words),
        *(Printed("word-cloud.svg", "cloud", "caption", run.text, run.fact) for run in runs),
    )
    return Made({"word-cloud.svg": cloud_svg(*drawn), "word-cloud.png": cloud_png(*drawn)}, entries, problems, _cited(briefing))


def _cost(output: str, material: Material, overlay: Path | None) -> Made:
    """The workbook, unless the amount is kept back: in one folder with the papers it would be given away."""
    from generator.costing import cost_workbook

    file = "cost-model.xlsx"
    if material.request.ask.withhold_amount:
        said = "the amount is kept back (ask.withhold_amount), so the workbook that holds it is not made"
        return Made({}, (), (Problem("plan.left-out", "note", file, said, "show finance `peerbrief cost`, build it in a folder of its own without that line, and delete one of an earlier build"),))
    title = "Cost model: peer support for staff after patient-safety events"
    data, entries, problems, facts, content = cost_workbook(material, properties(title, "Cost model", material), file)
    return Made({file: data}, entries, problems, (), content, facts)


def _manifest_part(entries: tuple[Printed, ...]) -> str:
    """The manifest as JSON for the file's own customXml part."""
    import json

    rows = [[e.place, e.shape, e.text, e.fact] for e in entries if e.fact not in (CITATION, CLOCK)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
