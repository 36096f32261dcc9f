"""Write the fixtures into a folder, to look at them: python -m tests.brand FOLDER."""

import sys
from pathlib import Path

from tests.brand.decks import ALL

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for name, make in ALL.items():
    (folder / f"{name}.pptx").write_bytes(make())
