"""Rendered pages: as many as slides, nothing past an edge, nothing run into the footer."""

import re
import subprocess

import pytest
from lxml import etree

from generator.make import make
from tests.materials import demo_request, feelings, material, survey

pytestmark = pytest.mark.render

STATES = {
    "none": (None, False),
    "twelve": (survey(12, 0.5, 0.5, 0.5), True),
    "seven": (survey(7), True),
    "high": (survey(240, 0.52, 0.78, 0.55), True),
    "middling": (survey(240, 0.27, 0.5, 0.25), True),
    "low": (survey(240, 0.08, 0.3, 0.08), True),
}
POINTS = 72
FOOTER = 7.0 * POINTS
EDGE = 2.0


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory, to_pdf):
    folder = tmp_path_factory.mktemp("pages")
    files = []
    for name, (answers, asked) in STATES.items():
        made = material(answers, demo_request() if asked else None, feelings() if name == "high" else ())
        for output in ("board-deck", "memo"):
            for file, data in make(output, made).files.items():
                path = folder / f"{name}-{file}"
                path.write_bytes(data)
                files.append(path)
    to_pdf(files, folder)
    return folder


def pages(pdf):
    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout
    root = etree.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", text), etree.XMLParser(recover=True))
    name = "{http://www.w3.org/1999/xhtml}"
    for page in root.iter(f"{name}page"):
        words = [(w.text or "", *(float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax"))) for w in page.iter(f"{name}word")]
        yield float(page.get("width")), float(page.get("height")), words


@pytest.mark.parametrize("state", STATES)
def test_no_word_of_a_slide_crosses_an_edge_or_the_footer(pdfs, state):
    found = list(pages(pdfs / f"{state}-board-deck.pdf"))
    assert len(found) > 10
    for number, (width, height, words) in enumerate(found, 1):
        assert words, f"slide {number} is empty"
        for text, left, top, right, bottom in words:
            assert left >= -EDGE and right <= width + EDGE and bottom <= height + EDGE, (number, text)
            assert number == 1 or not (top < FOOTER - EDGE < bottom - 6), (number, text, "runs into the footer")


@pytest.mark.parametrize("state", STATES)
def test_every_slide_of_the_draft_is_marked(pdfs, state):
    for number, (_, _, words) in enumerate(pages(pdfs / f"{state}-board-deck.pdf"), 1):
        assert any("DRAFT" in word[0] for word in words), number


@pytest.mark.parametrize("state", STATES)
def test_the_memo_starts_with_its_head_and_ends_with_references(pdfs, state):
    found = list(pages(pdfs / f"{state}-memo.pdf"))
    first = " ".join(word[0] for word in found[0][2])
    assert "Memorandum" in first
    assert "Situation" in first
    assert any("References" in word[0] for page in found[-4:] for word in page[2])
    assert all(len(page[2]) > 20 for page in found)
