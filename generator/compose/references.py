"""Reference lists: works as AMA 11 or Vancouver entries, numbered in order of first citation."""

from collections.abc import Iterable, Mapping
from typing import Literal

from generator.compose.reference_styles import ama, vancouver
from generator.model.briefing import Reference
from generator.model.evidence import Catalog
from generator.model.problem import BuildError, Problem

Style = Literal["ama", "vancouver"]


def number_references(
    cited: Iterable[str], catalog: Catalog, style: Style
) -> tuple[tuple[Reference, ...], Mapping[str, int]]:
    """The reference list of some finding ids in order of citation, and each finding's number.

    Findings of one work share its number. Raises BuildError naming every finding that is not in
    the catalog or cites no work.
    """
    write = {"ama": ama, "vancouver": vancouver}[style]
    findings: dict[str, list[str]] = {}
    problems = []
    for finding in dict.fromkeys(cited):
        entry = catalog.findings.get(finding)
        if entry is None or entry.work not in catalog.works:
            fault = "cites no work" if entry else "is not in the catalog"
            problems.append(Problem("template.unknown-citation", "error", "references", f'the finding "{finding}" {fault}', "correct its id, or add it to the catalog"))
            continue
        findings.setdefault(entry.work, []).append(finding)
    if problems:
        raise BuildError(problems)
    references = tuple(
        Reference(number, catalog.works[work], write(catalog.works[work]), tuple(ids))
        for number, (work, ids) in enumerate(findings.items(), 1)
    )
    return references, {finding: entry.number for entry in references for finding in entry.findings}


def ranges(numbers: Iterable[int]) -> str:
    """Reference numbers as they stand in text, sorted and once each: "1,3–5", "1,2"."""
    pieces: list[list[int]] = []
    for number in sorted(set(numbers)):
        if pieces and number == pieces[-1][-1] + 1:
            pieces[-1].append(number)
        else:
            pieces.append([number])
    return ",".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in pieces)
