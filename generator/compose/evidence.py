"""What may stand on a page: verified findings only, with citation and caveat on the same page."""

from collections.abc import Iterable, Mapping

from generator.compose.walk import figure_facts, runs_of
from generator.model.briefing import Section, plain
from generator.model.evidence import Catalog, Finding
from generator.model.fact import FactBook
from generator.model.problem import Problem

ALWAYS_TOGETHER: Mapping[str, str] = {"eff_wolfm_psych": "eff_wolfm_turnover"}


def problems_of(section: Section, book: FactBook, catalog: Catalog, where: str) -> Iterable[Problem]:
    """Each rule of evidence that a section breaks."""
    place = f"{where}: {plain(section.title) or section.kind}"
    for finding in section.cites:
        known = catalog.findings.get(finding)
        if known is None:
            yield Problem("template.unknown-citation", "error", place, f"[@{finding}] is not in the catalog", "cite a finding by its id")
        elif not known.printable:
            yield Problem("evidence.not-verified", "error", place, f"{finding} may not be printed ({known.status}, {known.board_use})", "cite another finding")
    for finding, companion in ALWAYS_TOGETHER.items():
        if finding in section.cites and companion not in section.cites:
            yield Problem("evidence.no-caveat", "error", place, f"{finding} stands without {companion}", f"cite [@{companion}] beside it")
    printed = {run.fact for run in (*section.title, *runs_of(section.blocks), *runs_of(section.notes)) if run.fact}
    for fact in sorted(printed | set(figure_facts(section.blocks))):
        published = book[fact].finding
        if published is not None and published not in section.cites and not fact.startswith("words."):
            yield Problem("evidence.not-cited", "error", place, f"{fact} is printed without its citation", f"cite [@{published}] on the same page")


def caveats(section: Section, catalog: Catalog) -> tuple[Finding, ...]:
    """The amber findings a section cites: their caveats belong on its page."""
    found = (catalog.findings[finding] for finding in section.cites if finding in catalog.findings)
    return tuple(finding for finding in found if finding.board_use == "amber")
