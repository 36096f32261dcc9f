"""What a hospital's template and the fitting of text cost."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from measure import in_turn, report

ROUNDS = 9
PYTHON = sys.executable
ROOT = Path(__file__).parent.parent.parent
FITTING = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from generator.compose.compose import compose
from generator.gather import gather
from generator.load.theme import load_theme
from generator.make import properties
from generator.plan import fit
from generator.plan.deck import plan_deck
from generator.render.powerpoint import render_deck
made = gather(Path(sys.argv[2]), ("board-deck",)).material
briefing = compose("board-deck", made)
sections = [s for s in briefing.sections if s.kind not in ("title", "references")]
long = briefing._replace(sections=tuple((sections * 4)[:60]))
spent = 0.0
def counted(work):
    def wrapped(*given):
        global spent
        started = time.perf_counter()
        try:
            return work(*given)
        finally:
            spent += time.perf_counter() - started
    return wrapped
for name in ("overflows", "seated", "short_names"):
    setattr(fit, name, counted(getattr(fit, name)))
fit.Engine._titled = counted(fit.Engine._titled)
started = time.perf_counter()
deck, _ = plan_deck(long, load_theme(), properties("T", "S", made), None, made.request)
render_deck(deck, load_theme())
print(spent / (time.perf_counter() - started), len(deck.slides))
"""


def brand(build: Callable[..., list[str]]) -> Callable[[Path], bool]:
    """The part for run.py; `build` gives the command that builds papers of the sample."""

    def measured(folder: Path) -> bool:
        """A cold deck in a hospital's template against one in our own, and the share of fitting in a deck of 60 slides."""
        write = "import sys; sys.path.insert(0, sys.argv[1]); from tests.brand.decks import harbor; open('harbor.pptx', 'wb').write(harbor())"
        subprocess.run([PYTHON, "-c", write, str(ROOT)], cwd=folder, check=True)
        done = subprocess.run([PYTHON, "-c", FITTING, str(ROOT), "sample/briefing.yaml"], cwd=folder, capture_output=True, text=True, check=True)
        share, slides = done.stdout.split()
        medians = in_turn({"deck": build("own", "board-deck"), "in a template": [*build("hosted", "board-deck"), "--deck-template", "harbor.pptx"]}, folder, ROUNDS)
        return report(medians, [
            ("cold deck in a template / in our own design", medians["in a template"].seconds / medians["deck"].seconds, 1.25),
            (f"share of fitting in planning and writing {slides} slides", float(share), 0.1),
        ])

    return measured
