"""Make the README's pictures from the sample hospital: `make gallery`. Needs LibreOffice and poppler."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
DECK_SLIDES, MEMO_PAGES, ROUNDS_SLIDES = (1, 2, 4, 5, 6, 9), (1, 3, 5), (1, 7, 9, 12, 20, 26)
EDGE, GAP, PAPER = 16, 16, (214, 219, 224)


def pages(office: Path, numbers: tuple[int, ...], dpi: int) -> list[Image.Image]:
    """Some pages of an Office file or a PDF as pictures."""
    folder = office.parent
    if office.suffix != ".pdf":
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", str(folder), str(office)], check=True, capture_output=True)
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), str(office.with_suffix(".pdf")), str(folder / office.stem)], check=True)
    found = sorted(folder.glob(f"{office.stem}-*.png"))
    return [Image.open(found[number - 1]).convert("RGB") for number in numbers]


def sheet(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Pictures of one size in rows."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (2 * EDGE + columns * width + (columns - 1) * GAP, 2 * EDGE + rows * height + (rows - 1) * GAP), PAPER)
    for place, picture in enumerate(pictures):
        whole.paste(picture, (EDGE + place % columns * (width + GAP), EDGE + place // columns * (height + GAP)))
    return whole


def main() -> None:
    """Build the sample, turn its papers into pictures, put them beside this file."""
    for tool in ("soffice", "pdftoppm"):
        if shutil.which(tool) is None:
            sys.exit(f"{tool} is needed to make the pictures")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "generator", "demo", str(folder)], check=True, capture_output=True)
        sheet(pages(folder / "board-deck.pptx", DECK_SLIDES, 50), 2).quantize(128).save(HERE / "board-deck.png", optimize=True)
        sheet(pages(folder / "memo.docx", MEMO_PAGES, 55), 3).quantize(128).save(HERE / "memo.png", optimize=True)
        sheet(pages(folder / "grand-rounds.pptx", ROUNDS_SLIDES, 50), 2).quantize(128).save(HERE / "grand-rounds.png", optimize=True)
        sheet(pages(folder / "brief.pdf", (1, 2), 70), 2).quantize(128).save(HERE / "brief.png", optimize=True)
        cloud = Image.open(folder / "word-cloud.png").convert("RGB")
        cloud.resize((1300, round(1300 * cloud.height / cloud.width)), Image.Resampling.LANCZOS).quantize(64).save(HERE / "word-cloud.png", optimize=True)


if __name__ == "__main__":
    main()
