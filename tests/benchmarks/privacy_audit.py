"""The audit of groups against a whole cold build: 200 units, 12 measures, 3 cuts; and how it grows."""

import random
import subprocess
import sys
import time
from pathlib import Path

from measure import in_turn, report

from generator.analyse.disclosure import protect
from generator.analyse.floors import FLOORS
from generator.analyse.groups import tables
from generator.model.request import GroupBy
from generator.model.survey import Survey

MEASURES = 12
CUTS = ("unit", "role", "shift")
SCAN = """
import time
started = time.perf_counter()
from pathlib import Path
from generator import pipeline
real = pipeline._scan
def timed(*given):
    began = time.perf_counter()
    real(*given)
    global spent
    spent = time.perf_counter() - began
pipeline._scan = timed
pipeline.build(Path("sample/briefing.yaml"), Path("scanned"))
print(spent / (time.perf_counter() - started))
"""


def staff(units: int) -> tuple[Survey, dict[str, tuple[bool | None, ...]], dict[str, tuple[int, int]]]:
    """20 staff a unit on average, some units of two people and some of a hundred."""
    chance = random.Random(units)
    people = 20 * units
    weights = [chance.paretovariate(1.2) for _ in range(units)]
    groups = {
        "unit": tuple(f"Unit {n}" for n in chance.choices(range(units), weights, k=people)),
        "role": tuple(f"Role {n}" for n in chance.choices(range(12), range(1, 13), k=people)),
        "shift": tuple(chance.choices(("Day", "Night", "Rotating"), k=people)),
    }
    answers = {f"m{i}": tuple(None if chance.random() < 0.05 else chance.random() < 0.05 + 0.05 * i for _ in range(people)) for i in range(MEASURES)}
    totals = {m: (sum(a is True for a in given), sum(a is not None for a in given)) for m, given in answers.items()}
    return Survey("made.csv", "plain", "svest", people, (), {}, {}, {}, {}, {}, {}, (), groups=groups), answers, totals


def audit(units: int) -> float:
    """Seconds for all three cuts, grouping included."""
    survey, answers, totals = staff(units)
    started = time.perf_counter()
    for table in tables(survey, [GroupBy((column,)) for column in CUTS], answers, totals):
        protect(table, FLOORS["default"], {})
    return time.perf_counter() - started


def privacy(folder: Path, build: list[str]) -> bool:
    """The audit in process against a cold build of all papers; `build` is its command."""
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    cold = in_turn({"full package": build}, folder, 3)["full package"].seconds
    grows = {units: min(audit(units) for _ in range(3)) for units in (50, 100, 200, 400)}
    for units, seconds in grows.items():
        print(f"  audit of {units} units x {MEASURES} measures x {len(CUTS)} cuts: {seconds:.3f} s")
    scans = [float(subprocess.run([sys.executable, "-c", SCAN], cwd=folder, check=True, capture_output=True, text=True).stdout) for _ in range(3)]
    return report({}, [
        ("audit of 200 units / full cold build", grows[200] / cold, 1.0),
        ("last scan / full cold build, its part of it", min(scans), 0.03),
    ])
