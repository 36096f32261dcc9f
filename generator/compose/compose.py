"""compose(): template and material become one Briefing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.compose import number_words
from generator.compose.context import names
from generator.compose.evidence import caveats, problems_of
from generator.compose.markdown import Reader
from generator.compose.material import Material
from generator.compose.references import number_references, ranges
from generator.compose.slot import clocked, fit
from generator.compose.templates import render_template
from generator.compose.walk import change_blocks, change_inline, cited, inlines_of, runs_of
from generator.model.briefing import Block, Briefing, Inline, Panel, Paragraph, Reference, Run, Section, plain
from generator.model.manifest import CITATION
from generator.model.problem import BuildError

NO_BREAK = "\u00a0"
DECKS = frozenset({"board-deck", "grand-rounds"})


def compose(output: str, material: Material, overlay: Path | None = None) -> Briefing:
    """The content of one paper.

    Raises BuildError with every rule of evidence the paper breaks, and for faults of a template.
    """
    template = f"documents/{output}.md.j2"
    text = render_template(template, material.book, names(material), overlay)
    parsed = Reader(template, tuple(material.book), material.figures).read(text)
    wanted = [section for section in parsed.sections if _wanted(section, material.request.style.appendix)]
    kept, left_out = fit(wanted, output, material.request.meeting)
    sections = tuple(section._replace(cites=cited(section)) for section in kept)
    problems = [p for section in sections for p in problems_of(section, material.book, material.catalog, template)]
    problems += number_words.problems_of((*parsed.meta.values(), *inlines_of(parsed.front)), template)
    for section in sections:
        said = (section.title, *inlines_of(section.blocks), *inlines_of(section.notes))
        problems += number_words.problems_of(said, f"{template}: {plain(section.title)}")
    if problems:
        raise BuildError(problems)
    order = tuple(dict.fromkeys(finding for section in sections for finding in section.cites))
    references, numbers = number_references(order, material.catalog, material.request.style.citation)
    numbered = tuple(_numbered(section, numbers, material, deck=output in DECKS) for section in in_full(sections, references))
    return Briefing(
        output, parsed.meta.get("title", ()), parsed.meta, parsed.front, clocked(numbered, output), references, material.marking,
        left_out=left_out,
    )


def in_full(sections: Iterable[Section], references: Sequence[Reference]) -> Iterator[Section]:
    """The sections with each paragraph of the role "reference" written out as the entry that it cites."""
    by_finding = {finding: reference for reference in references for finding in reference.findings}

    def entry(block: Block) -> Block:
        cites = [finding for run in block.inline for finding in run.cite] if isinstance(block, Paragraph) and "reference" in block.roles else []
        if not cites:
            return block
        reference = by_finding[cites[0]]
        runs = (run._replace(fact=CITATION) for run in reference.inline)
        return Paragraph((Run(f"{reference.number}. ", strong=True, fact=CITATION), *runs), ("reference",))

    for section in sections:
        yield section._replace(blocks=tuple(map(entry, section.blocks)))


def _wanted(section: Section, appendix: Sequence[str]) -> bool:
    """Whether the request keeps this part of the appendix; the rest of a paper always stays."""
    name = section.attributes.get("appendix")
    return not appendix or name is None or name in appendix


def _numbered(section: Section, numbers: Mapping[str, int], material: Material, *, deck: bool) -> Section:
    """Reference numbers written, sources and caveats added where the page carries them."""

    def number(run: Run) -> Run:
        return run._replace(text=ranges({numbers[finding] for finding in run.cite})) if run.cite else run

    blocks = change_blocks(section.blocks, number)
    notes = change_blocks(section.notes, number)
    if deck:
        shown = set(cited(section._replace(notes=())))
        said = section._replace(cites=tuple(finding for finding in section.cites if finding not in shown))
        blocks = _with_sources(blocks, section._replace(cites=tuple(f for f in section.cites if f in shown)), numbers, material)
        notes = (*notes, *_caveat_blocks(said, material))
    else:
        blocks = (*blocks, *_caveat_blocks(section, material))
    return section._replace(title=change_inline(section.title, number), blocks=blocks, notes=notes)


def _caveat_runs(section: Section, material: Material) -> tuple[Inline, ...]:
    """Caveats that the page does not print already, each once, with its work."""
    said = {run.fact for run in runs_of(section.blocks)}
    found = []
    for finding in caveats(section, material.catalog):
        key = f"words.{finding.id}.caveat"
        if key in said:
            continue
        work = material.catalog.work_of(finding.id)
        found.append((Run(f"{work.short}: ", fact=CITATION), Run(str(material.book[key].value), fact=key)))
    return tuple(dict.fromkeys(found))


def _caveat_blocks(section: Section, material: Material) -> tuple[Block, ...]:
    lines = _caveat_runs(section, material)
    if not lines:
        return ()
    return (Paragraph((Run("To bear in mind. "), *_separated(lines, "; "), Run(".")), ("caveat",)),)


def _with_sources(blocks: Sequence[Block], section: Section, numbers: Mapping[str, int], material: Material) -> tuple[Block, ...]:
    """One source panel a slide: the template's own words, then the works its face cites, then caveats."""
    own = [block for block in blocks if isinstance(block, Panel) and block.name == "source"]
    others = tuple(block for block in blocks if block not in own)
    works = sorted({(numbers[finding], material.catalog.work_of(finding).short) for finding in section.cites})
    runs: list[Run] = []
    for panel in own:
        for paragraph in panel.blocks:
            if isinstance(paragraph, Paragraph):
                runs += [*([Run(" ")] if runs else []), *paragraph.inline]
    if works:
        lead = " Published: " if runs else "Published: "
        text = "; ".join(f"{number} {short}".replace(" ", NO_BREAK) for number, short in works)
        runs += [Run(lead), Run(text, fact=CITATION), Run(".")]
    lines = _caveat_runs(section, material)
    if lines:
        runs += [Run(" Bear in mind: "), *_separated(lines, "; "), Run(".")]
    return (*others, Panel("source", (Paragraph(tuple(runs)),))) if runs else others


def _separated(lines: Sequence[Inline], sign: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for line in lines:
        runs += [*([Run(sign)] if runs else []), *line]
    return tuple(runs)
