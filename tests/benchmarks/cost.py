"""What the cost model takes: its page in the papers, its workbook, and ten thousand futures, against a whole build."""

import subprocess
import sys
from pathlib import Path

from measure import in_turn, report

ROUNDS = 9
ALL = "board-deck,preread,grand-rounds,memo,brief,handout,library,cloud"
PAGE = """
import sys, time
from pathlib import Path
from generator.analyse import breakeven
import generator.pipeline as pipeline

spent = [0.0]
def timed(function):
    def run(*args, **named):
        started = time.perf_counter()
        try:
            return function(*args, **named)
        finally:
            spent[0] += time.perf_counter() - started
    return run

import generator.gather as gathering
gathering.break_even = timed(breakeven.break_even)
started = time.perf_counter()
pipeline.build(Path(sys.argv[1]), Path("page"), only=sys.argv[2].split(","))
print(spent[0] / (time.perf_counter() - started))
"""
DRAWS = """
import sys, time
from pathlib import Path
from generator.costing import cost_model
from generator.gather import gather
from generator.analyse.cost.change import with_values
import numpy
from generator.analyse.cost.simulate import simulate
model = cost_model(gather(Path(sys.argv[1]), ("cost",)).material, ("rn_headcount=1500", "md_headcount=300", "other_headcount=1200"))
started = time.perf_counter()
simulate(model)
print(time.perf_counter() - started)
"""


def cost(folder: Path) -> bool:
    """A full build with and without the workbook; the arithmetic of the cost page in it; the draws with all that is told of them."""
    build = [sys.executable, "-m", "generator", "build", "sample/briefing.yaml", "--json", "-o"]
    medians = in_turn({"with workbook": [*build, "with", "--only", f"{ALL},cost"], "without it": [*build, "without", "--only", ALL]}, folder, ROUNDS)
    whole = medians["without it"].seconds
    page = float(_said(PAGE, folder, ALL))
    draws = sorted(float(_said(DRAWS, folder)) for _ in range(ROUNDS))[ROUNDS // 2]
    return report(medians, [
        ("arithmetic of the cost page / full build without the workbook", page, 0.10),
        ("full build with the workbook / without it", medians["with workbook"].seconds / whole, 1.15),
        ("ten thousand draws of three groups / full build", draws / whole, 0.10),
    ])


def _said(program: str, folder: Path, *more: str) -> str:
    return subprocess.run([sys.executable, "-c", program, "sample/briefing.yaml", *more], cwd=folder, capture_output=True, text=True, check=True).stdout
