"""A question that was asked and may not be shown keeps its row in every chart, hatched, and tells nothing else."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from generator.check.finished import check_package
from generator.check.package import Package
from generator.files import ours
from generator.load.theme import load_theme
from generator.model.briefing import Run, plain
from generator.model.figure import NOT_SHOWN, Chart, Row
from generator.pipeline import build
from generator.render.figures import draw_chart
from tests.materials import demo_request, material, survey

PAPERS = ["board-deck", "preread", "grand-rounds", "memo", "brief"]
HIDDEN = ["An employee assistance program", "A confidential contact around the clock"]
C, A, X = (f"{{http://schemas.openxmlformats.org/{name}}}" for name in ("drawingml/2006/chart", "drawingml/2006/main", "drawingml/2006/chartDrawing"))
ROW = Row((Run("A respected peer"),), "want_peer", 0.72, "72%", (0.66, 0.78), 212, True)
BARS = Chart("wishes", "bars", (ROW, ROW._replace(value=0.5, shown="50%", interval=(0.43, 0.57), strong=False)), (), hidden=tuple((Run(label),) for label in HIDDEN))


def built(folder, **answers):
    """Papers of thirty of the sample's staff; `answers`: by column, all that they gave."""
    demo = ours("assets/demo")
    head, *rows = csv.reader(io.StringIO((demo / "survey.csv").read_text("utf-8-sig")))
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(head)
        for place, row in enumerate(rows[:30]):
            writer.writerow(answers[name][place] if name in answers else cell for name, cell in zip(head, row, strict=True))
    shutil.copy(demo / "briefing.yaml", folder)
    build(folder / "briefing.yaml", folder / "out", only=PAPERS)
    return folder / "out"


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Two want an employee assistance program, all but three a contact, one was absent."""
    return built(tmp_path_factory.mktemp("few"), want_eap="5" * 2 + "1" * 28, want_contact_24h="5" * 27 + "1" * 3, SVEST_28="5" + "1" * 29, SVEST_29="5" + "1" * 29)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """All but one want the program, one of twenty who answered a contact, four were absent; else as `few`."""
    return built(tmp_path_factory.mktemp("many"), want_eap="5" * 29 + "1", want_contact_24h=["5"] + ["1"] * 19 + [""] * 10, SVEST_28="5" * 4 + "1" * 26, SVEST_29="5" * 4 + "1" * 26)


def chart_slide(path, name="chart:wishes"):
    return next((slide, shape) for slide in Presentation(path).slides for shape in slide.shapes if shape.name == name)


def over(chart):
    """Words, left and right ends and vertical middles of what is laid over a chart, as shares of it."""
    (drawing,) = (relation.target_part.blob for relation in chart.part.rels.values() if relation.reltype.endswith("/chartUserShapes"))
    found = []
    for anchor in etree.fromstring(drawing):
        left, top, right, bottom = (float(anchor.findtext(f"{X}{end}/{X}{axis}")) for end in ("from", "to") for axis in "xy")
        found.append(("".join(anchor.itertext(A + "t")), (left, right), (top + bottom) / 2))
    return found


def plot(chart):
    """Left, top, width and height of a chart's plot area, as shares of it."""
    area = chart._chartSpace.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    return [float(area.find(C + side).get("val")) for side in "xywh"]


def text_of(path, *options):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext not found")
    return subprocess.run(["pdftotext", *options, str(path), "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("file", ["board-deck.pptx", "board-preread.pdf", "grand-rounds.pptx", "memo.docx", "brief.pdf", "facts.csv"])
def test_papers_whose_surveys_differ_only_in_what_is_hidden_are_the_same(few, many, file):
    assert (few / file).read_bytes() == (many / file).read_bytes()


def test_the_records_of_such_papers_say_the_same_of_every_row_that_is_shown(few, many):
    one, other = (json.loads((out / "build.json").read_text("utf-8")) for out in (few, many))
    assert one["printed"] == other["printed"]
    hidden = {fact["id"] for fact in one["facts"] if fact["suppressed"]}
    assert {"want_eap", "want_contact_24h", "absenteeism_agree"} <= hidden
    assert not [row for row in one["printed"] if row[4] in hidden]


@pytest.mark.parametrize("file", ["board-deck.pptx", "grand-rounds.pptx"])
def test_a_native_chart_keeps_the_category_and_no_number(few, file):
    _, shape = chart_slide(few / file)
    chart = shape.chart
    labels = list(chart.plots[0].categories)
    assert labels[-2:] == HIDDEN and len(labels) == 7
    for cache in chart._chartSpace.iter(C + "numCache"):
        assert {int(point.get("idx")) for point in cache.iter(C + "pt")} == set(range(5))
        assert cache.find(C + "ptCount").get("val") == "7"
    with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    cells = {cell.get("r"): cell.get("t") for cell in sheet.iter("{*}c")}
    for line in (7, 8):
        assert {place: kind for place, kind in cells.items() if place.endswith(str(line))} == {f"A{line}": "s", f"F{line}": "s"}


@pytest.mark.parametrize("file", ["board-deck.pptx", "grand-rounds.pptx"])
def test_the_band_and_its_words_stand_on_the_hidden_rows_of_a_native_chart(few, file):
    chart = chart_slide(few / file)[1].chart
    _, top, _, height = plot(chart)
    found = over(chart)
    assert [words for words, *_ in found] == ["", NOT_SHOWN] * 2
    for (*_, middle), row in zip(found, (5, 5, 6, 6), strict=True):
        assert middle == pytest.approx(top + height * (row + 0.5) / 7, abs=0.001)


def test_every_band_is_as_long_as_the_next_and_runs_past_the_scale(few):
    chart = chart_slide(few / "board-deck.pptx")[1].chart
    bands = {ends for words, ends, _ in over(chart) if not words}
    left, _, width, _ = plot(chart)
    assert len(bands) == 1
    assert bands.pop()[1] == 1.0 > left + width


@pytest.mark.parametrize("file", ["board-deck.pptx", "grand-rounds.pptx", "memo.docx"])
def test_a_description_names_what_is_not_shown(few, file):
    with zipfile.ZipFile(few / file) as package:
        said = [alt for name in package.namelist() if re.search(r"slides/slide\d+\.xml|document\.xml", name) for alt in re.findall(r'descr="([^"]+)"', package.read(name).decode())]
    assert any(f"rest on too few people: {'; '.join(HIDDEN)}." in alt for alt in said)


@pytest.mark.parametrize("file", ["board-deck.pptx", "grand-rounds.pptx", "memo.docx"])
def test_the_files_are_valid_and_pass_the_audit(few, file):
    assert OpenXmlValidator().validate(few / file).errors == []
    assert check_package(file, Package((few / file).read_bytes())) == []


@pytest.mark.parametrize("file", ["board-preread.pdf", "brief.pdf"])
def test_pdfs_keep_the_rows_last_with_one_wording(few, file):
    text = " ".join(text_of(few / file, "-raw").split())
    wishes = text[text.index("A respected peer to talk with") :]
    places = [wishes.index(label) for label in ("A peaceful place", *HIDDEN)]
    assert places == sorted(places)
    assert text.count(NOT_SHOWN) == (2 if file == "brief.pdf" else 2 + 4)


@pytest.mark.parametrize("chart", [BARS, BARS._replace(form="dots")], ids=["bars", "dots"])
def test_a_drawn_chart_hatches_the_rows_alike(chart):
    svg = draw_chart(chart, load_theme(), 6.5, fmt="svg").decode()
    words = re.findall(r">([^<>]+)</text>", svg)
    assert words.count(NOT_SHOWN) == 2 and [word for word in words if word in HIDDEN] == HIDDEN
    bands = re.findall(r'<path d="M ([\d.]+) [\d.]+ \nL ([\d.]+) [^"]*"[^>]*style="fill: url', svg)
    assert len(bands) == 2 and len(set(bands)) == 1


def test_hidden_rows_stand_in_the_instruments_order_and_what_was_not_asked_has_none():
    answers = survey(30, {"physical_distress": 0.1, "turnover_intentions": 0.97, "absenteeism": 0.03}, wish=0.4)
    asked = replace(answers, options={key: given for key, given in answers.options.items() if key != "want_counselor"})
    figures = material(asked, demo_request()).figures
    assert [plain(label) for label in figures["dimensions"].hidden] == ["Physical distress", "Turnover intentions", "Absenteeism"]
    labels = [plain(label) for label in (*(row.label for row in figures["wishes"].rows), *figures["wishes"].hidden)]
    assert len(labels) == 6 and not any("counselor" in label for label in labels)


def test_where_every_row_is_hidden_there_is_no_chart():
    assert not {"wishes", "dimensions"} & set(material(survey(7), demo_request()).figures)
    figures = material(survey(30, 0.4, 0.02), demo_request()).figures
    assert "wishes" not in figures and figures["dimensions"].hidden == ()
