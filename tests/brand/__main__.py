"""Write the fixtures into a folder, to look at them: python -m tests.brand FOLDER."""

import sys
from pathlib import Path

from tests.brand.decks import ALL
from tests.brand.letterheads import LETTERHEADS

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for name, make in ALL.items():
    (folder / f"{name}.pptx").write_bytes(make())
for name, make in LETTERHEADS.items():
    (folder / f"{name}.docx").write_bytes(make())
