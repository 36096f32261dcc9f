"""What to cut: the longest words of the request that stand on a side."""

from collections.abc import Iterator

from generator.compose.walk import runs_of
from generator.model.briefing import Run
from generator.model.sheet import Sheet

NAMED = 3


def longest(sheet: Sheet, side: int) -> str:
    """The keys of briefing.yaml behind the longest texts of that side, with their lengths: "ask.stop_rule (312 characters)"."""
    lengths: dict[str, int] = {}
    for run in _runs(sheet, side):
        key = sheet.keys.get(run.fact)
        if key:
            lengths[key] = max(lengths.get(key, 0), len(run.text))
    worst = sorted(lengths.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMED]
    return ", ".join(f"{key} ({length} characters)" for key, length in worst) or "the names and sentences"


def _runs(sheet: Sheet, side: int) -> Iterator[Run]:
    yield from sheet.organization
    for part in sheet.sides[side].parts:
        yield from part.title
        yield from runs_of(part.blocks)
