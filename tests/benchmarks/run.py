"""Speed and memory as ratios of whole cold processes, measured in turn in one run. `make bench` prints them."""

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import cost
from brand import brand
from free_text import free_text
from large_survey import large_survey
from measure import in_turn, report
from privacy_audit import privacy

ROUNDS = 9
HERE = Path(__file__).parent
PYTHON = sys.executable
PEERBRIEF = [PYTHON, "-m", "generator"]
BRIEFING = "sample/briefing.yaml"
SEVEN = ("board-deck", "preread", "grand-rounds", "memo", "brief", "handout", "cloud")
EMPTY = """
import click, jinja2, markdown_it, mdit_py_plugins.attrs, yaml, lxml.etree, xlsxwriter, PIL.ImageDraw
import pptx, pptx.chart.data, docx, wordcloud
from matplotlib.figure import Figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
pptx.Presentation().save("empty.pptx")
docx.Document().save("empty.docx")
"""
IMPORTS = "import sys; from generator.cli import main\ntry: main(sys.argv[1:], standalone_mode=False)\nfinally: print(*sorted(sys.modules))"
TEN = """
import sys, time
from pathlib import Path
from generator.pipeline import build
seconds = []
for turn in range(11):
    started = time.perf_counter()
    build(Path(sys.argv[1]), Path(f"ten/{turn}"), only=sys.argv[2].split(",") if sys.argv[2] else None)
    seconds.append(time.perf_counter() - started)
print(sum(seconds[1:]) / 10 / seconds[0])
"""


def build(folder: str, *only: str) -> list[str]:
    """The command that builds these papers of the sample, or all."""
    return [*PEERBRIEF, "build", BRIEFING, "-o", folder, "--json", *(["--only", ",".join(only)] if only else [])]


def first_papers(folder: Path) -> bool:
    """Deck, memo and cloud against the imports they cannot do without."""
    medians = in_turn(
        {
            "deck memo cloud": build("out", "board-deck", "memo", "cloud"), "empty files": [PYTHON, "-c", EMPTY],
            "deck alone": build("deck", "board-deck"), "--help": [*PEERBRIEF, "--help"], "import click": [PYTHON, "-c", "import click"],
        },
        folder, ROUNDS,
    )
    command = [PYTHON, "-c", IMPORTS, *build("deck", "board-deck")[3:]]
    modules = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.split()
    drawn = sum(name in modules for name in ("matplotlib.figure", "matplotlib.pyplot"))
    return report(medians, [
        ("deck, memo, cloud / imports and empty files", medians["deck memo cloud"].seconds / medians["empty files"].seconds, 2.5),
        ("board deck alone / deck, memo, cloud", medians["deck alone"].seconds / medians["deck memo cloud"].seconds, 0.75),
        ("--help / importing click", medians["--help"].seconds / medians["import click"].seconds, 1.5),
        ("peak memory of deck, memo, cloud, MB", medians["deck memo cloud"].megabytes, 200),
        ("drawing libraries imported for the deck", float(drawn), 0),
    ])


def brief(folder: Path) -> bool:
    """The brief against the same libraries compiling the finished page."""
    subprocess.run([PYTHON, str(HERE / "finished_page.py"), "--keep", BRIEFING], cwd=folder, check=True)
    medians = in_turn({"brief": build("brief", "brief"), "finished page": [PYTHON, str(HERE / "finished_page.py")]}, folder, ROUNDS)
    return report(medians, [("brief / same libraries, finished page", medians["brief"].seconds / medians["finished page"].seconds, 1.5)])


def package(folder: Path) -> bool:
    """The full package against figures by matplotlib and one deck and memo by pandoc."""
    if shutil.which("pandoc") is None:
        print("pandoc is missing: the full package is not compared")
        return True
    medians = in_turn({"seven papers": build("seven", *SEVEN), "pandoc": [PYTHON, str(HERE / "by_pandoc.py")], "all papers": build("all")}, folder, ROUNDS)
    return report(medians, [
        ("decks, memo, brief, handout, pre-read, cloud / figures and pandoc", medians["seven papers"].seconds / medians["pandoc"].seconds, 2.0),
        ("the same with library, workbook and privacy report", medians["all papers"].seconds / medians["pandoc"].seconds, float("inf")),
    ])


def ten(folder: Path) -> bool:
    """Ten more packages in one process against the first."""

    def marginal(*papers: str) -> float:
        command = [PYTHON, "-c", TEN, BRIEFING, ",".join(papers)]
        return statistics.median(float(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout) for _ in range(3))

    return report({}, [
        ("each of ten more packages in one process / the first", marginal(*SEVEN), 0.4),
        ("the same with library, workbook and privacy report", marginal(), float("inf")),
    ])


def audit(folder: Path) -> bool:
    """The audit of groups against a full cold build."""
    return privacy(folder, build("audit"))


def comments(folder: Path) -> bool:
    """3,000 comments coded and masked against a full build."""
    return free_text(folder, build("all"))


def evidence(folder: Path) -> bool:
    """The catalog, a large overlay and a long reference list; the last beside a full cold build."""
    done = subprocess.run([PYTHON, str(HERE / "evidence.py"), "own"], cwd=folder, capture_output=True, text=True, check=True)
    milliseconds, overlay, formatting = map(float, done.stdout.split())
    full = in_turn({"full package": build("all")}, folder, 3)["full package"].seconds
    return report({}, [
        ("ours loaded and validated after import, ms", milliseconds, 60),
        ("5,000 entries of one's own / what their parser needs", overlay, 3),
        ("500 references formatted / full package", formatting / full, 0.03),
    ])


def finished_files(folder: Path) -> bool:
    """Auditing a deck of some thirty slides against building it, and what the audit costs a whole build."""
    medians = in_turn({"deck": build("deck", "board-deck"), "check": [*PEERBRIEF, "check", "deck/board-deck.pptx"]}, folder, ROUNDS)
    shares = [float(subprocess.run([PYTHON, str(HERE / "audited.py"), BRIEFING], cwd=folder, capture_output=True, text=True, check=True).stdout) for _ in range(5)]
    return report(medians, [
        ("auditing the board deck / building it", medians["check"].seconds / medians["deck"].seconds, 1.0),
        ("a build with its audit / without", statistics.median(shares), 1.1),
    ])


def main() -> None:
    """Run all parts; exit with 1 when a limit is broken."""
    folder = Path(tempfile.mkdtemp())
    try:
        subprocess.run([*PEERBRIEF, "demo", "sample"], cwd=folder, check=True, capture_output=True)
        held = [part(folder) for part in (first_papers, brief, package, ten, evidence, comments, cost.cost, large_survey, audit, finished_files, brand(build))]
    finally:
        shutil.rmtree(folder)
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
