"""Whole cold processes, measured in turn: wall seconds and peak memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """Wall seconds and peak memory (MB) of one process."""

    seconds: float
    megabytes: float


def once(command: Sequence[str], folder: Path) -> Measured:
    """One cold process; its failure is ours."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)[:200]} failed:\n{said.decode(errors='replace')}")
    return Measured(seconds, usage.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, Measured]:
    """Medians of each command over `rounds` alternating runs; a first round only warms the disk."""
    found: dict[str, list[Measured]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            measured = once(command, folder)
            if turn:
                found[name].append(measured)
    return {
        name: Measured(statistics.median(m.seconds for m in all_), statistics.median(m.megabytes for m in all_))
        for name, all_ in found.items()
    }


def report(medians: Mapping[str, Measured], limits: Sequence[tuple[str, float, float]]) -> bool:
    """Print medians, then each ratio beside its limit; returns whether all hold."""
    for name, measured in medians.items():
        print(f"  {name:14} {measured.seconds * 1000:7.0f} ms  {measured.megabytes:6.0f} MB")
    for label, value, limit in limits:
        print(f"{label:58} {value:7.2f}  at most {limit:g}  {'BROKEN' if value > limit else 'holds'}")
    return all(value <= limit for _, value, limit in limits)
