"""Columns that stand together: what is left to go by when names say nothing."""

import re
from collections import defaultdict
from collections.abc import Sequence

from generator.load.identifying import plain_name


def runs(flags: Sequence[bool]) -> list[list[int]]:
    """Positions of neighbors that are all true, as long as they go."""
    found: list[list[int]] = []
    for i, flag in enumerate(flags):
        if flag and i and flags[i - 1]:
            found[-1].append(i)
        elif flag:
            found.append([i])
    return found


def blocks(names: Sequence[str], flags: Sequence[bool]) -> list[list[int]]:
    """Positions, by number, of true columns that share a name but for a number, from 1 without a gap."""
    numbered: dict[str, dict[int, int]] = defaultdict(dict)
    for i, name in enumerate(names):
        parts = re.fullmatch(r"(.*?)_?0*(\d{1,4})", plain_name(name))
        if parts and flags[i]:
            numbered[parts[1]][int(parts[2])] = i
    return [[block[n] for n in sorted(block)] for block in numbered.values() if sorted(block) == list(range(1, len(block) + 1))]
