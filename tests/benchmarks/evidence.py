"""The evidence: ours loaded and validated, 5,000 entries of a hospital's own, 500 references formatted.

Prints three figures: milliseconds, times what the YAML parser needs, seconds.
"""

import sys
import time
from pathlib import Path
from statistics import median

import yaml

from generator.compose.reference_styles import ama
from generator.load.catalog import load_catalog, shipped_layer
from generator.load.catalog_rules import validate
from generator.load.overlay import lay_over
from generator.model.evidence import Work

ENTRIES, REFERENCES, TURNS = 2_500, 500, 5
WORK = """
  - id: own-{n}
    short: O'Neil {year}
    type: article-journal
    author: [{{family: O'Neil, given: Ana Maria}}, {{family: Nowak, given: Jan}}]
    title: "Support after event {n}: what staff of one system said"
    container-title: Journal of Examples
    issued: {year}
    volume: "{n}"
    page: 1-9
"""
FINDING = """
  - id: own_finding_{n}
    statement: "Of those who answered, 41% knew whom to call."
    work: own-{n}
    status: verified
    board_use: amber
    population: nurses of one hospital
    caveat: one hospital, those who answered
    verified_by: Jo Example
    verified_on: 2026-10-01
    where: the table of results
    values:
      share: {{kind: share, percent: 41, label: knew whom to call, n: 120}}
"""


def main(folder: Path) -> None:
    """Measure in one process; each figure is the median of some turns."""
    folder.mkdir()
    file = folder / "own.yaml"
    numbers = range(1, ENTRIES + 1)
    file.write_text(
        "works:" + "".join(WORK.format(n=n, year=2000 + n % 25) for n in numbers) + "findings:" + "".join(FINDING.format(n=n) for n in numbers), "utf-8"
    )
    load_catalog()
    ours = []
    for _ in range(TURNS):
        load_catalog.cache_clear()
        shipped_layer.cache_clear()
        ours.append(timed(lambda: validate(load_catalog())))
    parser, overlay = [], []
    for _ in range(TURNS):
        parser.append(timed(lambda: list(yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader))))
        overlay.append(timed(lambda: lay_over(folder)))
    works = [Work(name, work.csl, work.description) for name, work in list(load_catalog().works.items()) * 6][:REFERENCES]
    formatting = [timed(lambda: [ama(work) for work in works]) for _ in range(TURNS)]
    print(median(ours) * 1000, median(overlay) / median(parser), median(formatting))


def timed(work: object) -> float:
    """Seconds that a call takes."""
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


if __name__ == "__main__":
    main(Path(sys.argv[1]))
