"""Speed and memory as ratios of whole cold processes, measured in turn. `make bench` prints them.

Each pair is run alternately, so that what else the machine does falls on both; the median counts.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5
EMPTY = """
import click, jinja2, markdown_it, mdit_py_plugins.attrs, ruamel.yaml, yaml, lxml.etree, xlsxwriter, PIL.ImageDraw
import pptx, pptx.chart.data, docx, wordcloud
from matplotlib.figure import Figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
pptx.Presentation().save("empty.pptx")
docx.Document().save("empty.docx")
"""
IMPORTS = "import sys; from generator.__main__ import main\ntry: main(sys.argv[1:], standalone_mode=False)\nfinally: print(*sorted(sys.modules))"


@dataclass(frozen=True)
class Measured:
    """Wall seconds and peak memory (MB) of one process."""

    seconds: float
    megabytes: float


def run(command: list[str], folder: Path) -> Measured:
    """One cold process; its failure is ours."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed")
    return Measured(seconds, usage.ru_maxrss / 1024)


def median(found: list[Measured]) -> Measured:
    """Medians of both figures."""
    return Measured(statistics.median(m.seconds for m in found), statistics.median(m.megabytes for m in found))


def main() -> None:
    """Measure in turn, print ratios and limits, exit with 1 when a limit is broken."""
    folder = Path(tempfile.mkdtemp())
    python = sys.executable
    peerbrief = [python, "-m", "generator"]
    run([*peerbrief, "demo", "sample"], folder)
    brief = "sample/briefing.yaml"
    commands = {
        "build": [*peerbrief, "build", brief, "-o", "out", "--json"],
        "empty": [python, "-c", EMPTY],
        "deck": [*peerbrief, "build", brief, "-o", "deck", "--only", "board-deck", "--json"],
        "help": [*peerbrief, "--help"],
        "click": [python, "-c", "import click"],
    }
    found: dict[str, list[Measured]] = {name: [] for name in commands}
    for round_ in range(ROUNDS + 1):
        for name, command in commands.items():
            measured = run(command, folder)
            if round_:  # the first round warms the disk
                found[name].append(measured)
    medians = {name: median(values) for name, values in found.items()}
    modules = subprocess.run(
        [python, "-c", IMPORTS, "build", brief, "-o", "deck2", "--only", "board-deck", "--json"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.split()
    shutil.rmtree(folder)
    drawn = [name for name in ("matplotlib.figure", "matplotlib.pyplot") if name in modules]
    rows = [
        ("whole build / imports and empty files", medians["build"].seconds / medians["empty"].seconds, 2.5),
        ("board deck alone / whole build", medians["deck"].seconds / medians["build"].seconds, 0.75),
        ("--help / importing click", medians["help"].seconds / medians["click"].seconds, 1.5),
        ("peak memory of the whole build, MB", medians["build"].megabytes, 200.0),
        ("drawing libraries imported for the deck", float(len(drawn)), 0.0),
    ]
    for name, measured_ in medians.items():
        print(f"{name:8} {measured_.seconds * 1000:7.0f} ms  {measured_.megabytes:6.0f} MB")
    broken = False
    for label, value, limit in rows:
        broken |= value > limit
        print(f"{label:42} {value:7.2f}  at most {limit:g}  {'BROKEN' if value > limit else 'holds'}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
