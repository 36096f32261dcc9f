"""Problems as people read them: the same fault at many places in one line, with the places named."""

import re
from collections.abc import Iterable

from generator.model.problem import Problem

_PECULIAR = re.compile(r"“[^”]*”|\d+(?:[.,]\d+)*")
_PLACE = re.compile(r"^(.*): (slide|page|paragraph|table|picture) (\d+)$")
_RANK = {"error": 0, "warning": 1, "note": 2}
_FEW = 2


def summarized(problems: Iterable[Problem]) -> list[Problem]:
    """The problems file by file, the gravest first; from three of one kind on they make one line."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    files: dict[str, int] = {}
    for problem in problems:
        match = _PLACE.match(problem.where)
        file = match[1] if match else problem.where.split(": ")[0]
        files.setdefault(file, len(files))
        same = (problem.code, problem.severity, match[2], _PECULIAR.sub("", problem.message)) if match else (problem.where, problem.message)
        groups.setdefault((file, *same), []).append(problem)
    found: list[tuple[tuple[int, int], Problem]] = []
    for key, group in groups.items():
        rank = files[key[0]], _RANK[group[0].severity]
        shown = group if len(group) <= _FEW else [_together(key[0], group)]
        found += [(rank, problem) for problem in shown]
    return [problem for _, problem in sorted(found, key=lambda pair: pair[0])]


def _together(file: str, group: list[Problem]) -> Problem:
    first = group[0]
    places = [_PLACE.match(problem.where) for problem in group]
    kind = next(match[2] for match in places if match)
    numbers = sorted({int(match[3]) for match in places if match})
    where = f"{file}: {kind}{'s' if len(numbers) > 1 else ''} {spans(numbers)}"
    texts = dict.fromkeys(problem.message for problem in group)
    more = "" if len(texts) == 1 else f" ({len(group)} times; this is the first)"
    return Problem(first.code, first.severity, where, f"{first.message}{more}", first.cure)


def spans(numbers: list[int]) -> str:
    """Numbers in order as people write them: 2, 5-9, 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" if len(run) > _FEW else f"{run[0]}, {run[-1]}" for run in runs)
