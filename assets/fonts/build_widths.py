"""Write widths.json: advance widths of a Calibri-metric sans, regular and bold, per 2048 em units.

Run once by hand, with the folder that holds Carlito-Regular.ttf and Carlito-Bold.ttf (Carlito has
Calibri's metrics and the SIL Open Font License). The numbers ship; no font does.

    python assets/fonts/build_widths.py /usr/share/fonts/truetype/crosextra
"""

import json
import sys
from pathlib import Path

# Latin-1, Latin Extended-A, general punctuation, currency, arrows and signs that our papers print.
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2122, 0x2122))
SINGLES = "←↑→↓−×÷≈≠≤≥√∞●■▲▼◆✓"
FACES = {"regular": "Carlito-Regular.ttf", "bold": "Carlito-Bold.ttf"}
# How much wider other families set the same text than Calibri.
FACTORS = {
    "Calibri": 1.0, "Carlito": 1.0, "Lato": 1.07, "Aptos": 1.08, "Cambria": 1.08, "Arial": 1.10,
    "Liberation Sans": 1.10, "Segoe UI": 1.12, "Georgia": 1.16, "Verdana": 1.30, "": 1.15,
}  # fmt: skip


def main(folder: Path) -> None:
    """Read both faces and write the table beside this script."""
    from fontTools.ttLib import TTFont

    characters = [chr(c) for low, high in RANGES for c in range(low, high + 1)] + list(SINGLES)
    table: dict[str, object] = {"em": 2048, "factors": FACTORS}
    for face, name in FACES.items():
        font = TTFont(folder / name)
        glyphs, advances = font.getBestCmap(), font["hmtx"]
        table[face] = {c: advances[glyphs[ord(c)]][0] for c in characters if ord(c) in glyphs}
    Path(__file__).with_name("widths.json").write_text(
        json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
