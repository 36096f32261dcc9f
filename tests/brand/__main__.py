"""Write the fixtures into a folder, to look at them; with --drawn also hold both decks, three times as long, against their boxes.

    python -m tests.brand FOLDER [--drawn]
"""

import sys
from pathlib import Path

from generator.compose.compose import compose
from generator.load.brand.template import read_template
from generator.make import properties
from generator.model.basics import Box
from generator.plan.deck import plan_deck
from generator.plan.rounds.deck import plan_rounds
from generator.render.powerpoint import render_deck
from tests.brand.decks import ALL, HOSTED
from tests.brand.drawn import drawn, outside
from tests.brand.letterheads import LETTERHEADS
from tests.brand.longer import longer
from tests.materials import demo_request, feelings, material, survey


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in ALL.items():
        (folder / f"{name}.pptx").write_bytes(make())
    for name, make in LETTERHEADS.items():
        (folder / f"{name}.docx").write_bytes(make())


def hold(folder: Path) -> int:
    """Words outside their boxes over all templates that carry our slides."""
    made = material(survey(240, 0.52, 0.78, 0.55), demo_request(), feelings())
    found = 0
    for name in HOSTED:
        template = read_template(folder / f"{name}.pptx")
        files, decks = {}, {}
        for output, plan, theme in (("board-deck", plan_deck, template.desk), ("grand-rounds", plan_rounds, template.room)):
            deck, _ = plan(longer(compose(output, made)), theme, properties("T", "S", made), None, made.request)
            decks[f"{name}-{output}.pptx"], files[f"{name}-{output}.pptx"] = deck, render_deck(deck, theme)
        pages = drawn(files, folder)
        foot = (Box(0, template.height * 0.9, template.width, template.height * 0.1),)
        for file, deck in decks.items():
            lost = list(outside(pages[file], deck, foot))
            found += len(lost)
            print(file, len(deck.slides), "slides,", len(lost), "words outside", *lost[:5])
    return found


write(Path(sys.argv[1]))
if "--drawn" in sys.argv:
    sys.exit(1 if hold(Path(sys.argv[1]).resolve()) else 0)
