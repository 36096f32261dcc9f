"""Comments and waves from the command line to the papers: what a person approved prints, and nothing else."""

import csv
import datetime as dt
import json
import os
import random
import re
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.check.scan import Forbidden
from generator.cli import main
from generator.compose.own_words import own_words
from generator.files import ours
from generator.gather import gather
from generator.load.guard import check_office_file
from generator.load.review import read_review
from generator.model.comments import Decision
from generator.pipeline import BuildResult, build
from generator.render.sheets import review_sheet

APPROVED = ("another nurse to talk to", "I cried a lot. Nobody said anything to me about it, no one asked", "For someone to ask how I was doing. Anyone.")
URGENT = ("not want to live", "drinking more on my nights off")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), prog_name="peerbrief")


def earlier(path: Path, rows: int = 150) -> None:
    """The sample's survey as it might have been a year before: fewer people, some answers a point higher."""
    draw = random.Random(3)
    with (ours("assets/demo") / "survey.csv").open(encoding="utf-8-sig", newline="") as opened:
        header, *answers = csv.reader(opened)
    for row in answers:
        for place, column in enumerate(header):
            if column == "offered_help" and draw.random() < 0.6:
                row[place] = "No"
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([header, *answers[:rows]])


def change(path: Path, to: Callable[[Decision], Decision]) -> None:
    path.write_bytes(review_sheet([to(row) for row in read_review(path)]))


def approve(row: Decision) -> Decision:
    return row._replace(approve="yes", reviewer="Jo O\u2019Neil", on=dt.date(2027, 2, 1)) if row.text in APPROVED else row


@pytest.fixture
def hospital(tmp_path: Path) -> Path:
    for name in ("briefing.yaml", "survey.csv"):
        (tmp_path / name).write_bytes((ours("assets/demo") / name).read_bytes())
    return tmp_path


def say(folder: Path, lines: str) -> None:
    """Add lines under survey: of the briefing."""
    file = folder / "briefing.yaml"
    file.write_text(file.read_text("utf-8").replace("  instrument: svest\n", f"  instrument: svest\n{lines}"), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildResult]:
    """Two waves and a review sheet with approved rows, as board deck and memo."""
    folder = tmp_path_factory.mktemp("hospital")
    for name in ("briefing.yaml", "survey.csv"):
        (folder / name).write_bytes((ours("assets/demo") / name).read_bytes())
    earlier(folder / "earlier.csv")
    file = folder / "briefing.yaml"
    waves = "    - path: earlier.csv\n      wave: Fall of 2025\n    - path: survey.csv\n      wave: Fall of 2026\n"
    file.write_text(file.read_text("utf-8").replace("    - path: survey.csv\n", waves), "utf-8")
    say(folder, "  approved_comments: comments-review.xlsx\n")
    assert run("comments", "review", str(folder)).exit_code == 0
    change(folder / "comments-review.xlsx", approve)
    return folder, build(file, folder / "papers", only=("board-deck", "memo", "privacy-report"))


def words(path: Path) -> str:
    """All text of an Office file, notes included, tags taken away."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    text = " ".join(re.sub(r"<[^>]+>", "", part.replace("</a:p>", " ").replace("</w:p>", " ")) for part in parts)
    return text.replace("\u00a0", " ")  # a title's last two words, and a paragraph's, hold together


def test_the_review_is_safe_and_survives_a_second_run(hospital: Path) -> None:
    said = run("comments", "review", str(hospital))
    assert said.exit_code == 0, said.output
    sheet = hospital / "comments-review.xlsx"
    check_office_file(sheet, sheet.name)
    change(sheet, approve)
    before = read_review(sheet)
    assert run("comments", "review", str(hospital)).exit_code == 0
    assert read_review(sheet) == before
    assert sum(row.approve == "yes" for row in before) == len(APPROVED)
    with zipfile.ZipFile(sheet) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
        everything = " ".join(package.read(name).decode() for name in package.namelist())
    assert "<f>" not in everything
    assert 'state="frozen"' in xml
    assert '"yes,no"' in xml
    assert "headerRowCount=\"0\"" not in everything
    hidden = (*URGENT, "kestrel", "Telemetry", "Registered", "Marisol", "R0001", "0700")
    assert not [word for word in hidden if word in everything]


def test_urgent_answers_go_to_one_private_file_and_into_no_paper(hospital: Path, built: tuple[Path, BuildResult]) -> None:
    target = hospital / "private.txt"
    said = run("comments", "urgent", str(hospital), "-o", str(target))
    assert said.exit_code == 0, said.output
    text = target.read_text("utf-8")
    assert all(words in text for words in URGENT)
    assert "line 58 of survey.csv" in text
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    places = text.count("survey.csv\n")
    assert str(places) not in re.sub(r"\S*private\.txt", "", said.output)
    folder, _ = built
    for paper in (folder / "papers").iterdir():
        content = words(paper) if paper.suffix in (".pptx", ".docx") else paper.read_text("utf-8")
        assert not [found for found in URGENT if found in content], paper.name


def test_urgent_answers_are_kept_out_of_a_folder_of_papers(built: tuple[Path, BuildResult]) -> None:
    folder, _ = built
    said = run("comments", "urgent", str(folder), "-o", str(folder / "papers" / "urgent.txt"))
    assert said.exit_code == 1
    assert "handed on" in said.output
    assert not (folder / "papers" / "urgent.txt").exists()


def test_what_was_approved_prints_and_nothing_else_does(built: tuple[Path, BuildResult]) -> None:
    folder, _ = built
    others = [row.text for row in read_review(folder / "comments-review.xlsx") if row.approve != "yes" and len(row.text) > 30]
    for name in ("board-deck.pptx", "memo.docx"):
        text = words(folder / "papers" / name)
        assert all(f"\u201c{quotation}\u201d" in text for quotation in APPROVED), name
        assert not [other for other in others if other in text], name
    facts = (folder / "papers" / "facts.csv").read_text("utf-8-sig")
    assert "approved by Jo O\u2019Neil on 2027-02-01" in facts
    assert "survey.approved_comments" in facts


def test_words_that_were_unmasked_by_hand_stop_the_build(hospital: Path) -> None:
    assert run("comments", "review", str(hospital)).exit_code == 0
    say(hospital, "  approved_comments: comments-review.xlsx\n")
    sheet = hospital / "comments-review.xlsx"
    change(sheet, lambda row: approve(row)._replace(text=f"{row.text} with Quill") if row.text == APPROVED[0] else row)
    said = run("build", str(hospital), "-o", str(hospital / "papers"), "--only", "memo")
    assert said.exit_code == 1
    assert "comments-review.xlsx: row " in said.output
    assert "may tell who or what is meant (word 7)" in said.output
    assert "Quill" not in said.output
    assert not (hospital / "papers").exists() or not list((hospital / "papers").glob("memo*"))


@pytest.mark.parametrize(
    ("cells", "where", "words"),
    [
        ("a1,I felt alone,,perhaps,Jo,2026-03-01,", "row 2, Approve", "neither yes nor no"),
        ("a1,I felt alone,,yes,Jo,the first of May,", "row 2, Date", "is not a date"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(hospital: Path, cells: str, where: str, words: str) -> None:
    (hospital / "r.csv").write_text(f"Id,Comment (masked),Themes,Approve,Reviewer,Date,Note\n{cells}\n")
    say(hospital, "  approved_comments: r.csv\n")
    said = run("build", str(hospital), "-o", str(hospital / "papers"), "--only", "memo")
    assert said.exit_code == 1
    assert where in said.output
    assert words in said.output


def test_a_sheet_that_is_another_file_is_refused_and_left_as_it_is(hospital: Path) -> None:
    sheet = hospital / "comments-review.xlsx"
    sheet.write_bytes(b"not a workbook")
    said = run("comments", "review", str(hospital))
    assert said.exit_code == 1
    assert "Traceback" not in said.output
    assert sheet.read_bytes() == b"not a workbook"


def test_the_papers_say_what_changed_and_what_did_not(built: tuple[Path, BuildResult]) -> None:
    folder, result = built
    deck, memo = words(folder / "papers" / "board-deck.pptx"), words(folder / "papers" / "memo.docx")
    assert "Since last time" in memo
    for text in (deck, memo):
        assert re.search(r"Were offered help\D+\d+%\D+\d+%\D+\+\d+ points \(\+\d+ to \+\d+\)\s*More", text)
        assert re.search(r"Institutional support inadequate\D+\d+%\D+\d+%[^%]+?No clear change", text)
        assert "Fall of 2025" in text
    assert "cannot be linked" in memo
    assert any(problem.code == "survey.waves" and "speak of Fall of 2026" in problem.message for problem in result.problems)
    record = json.loads((folder / "papers" / "build.json").read_text("utf-8"))
    assert {"earlier.csv", "survey.csv", "comments-review.xlsx"} <= set(record["inputs"])


def test_a_wave_too_small_to_show_is_not_compared(hospital: Path) -> None:
    earlier(hospital / "earlier.csv", rows=8)
    file = hospital / "briefing.yaml"
    file.write_text(file.read_text("utf-8").replace("    - path: survey.csv\n", "    - path: earlier.csv\n      wave: Fall\n    - path: survey.csv\n      wave: Spring\n"), "utf-8")
    build(file, hospital / "papers", only=("memo",))
    memo = words(hospital / "papers" / "memo.docx")
    assert "the two surveys could point at people" in memo
    facts = (hospital / "papers" / "facts.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(facts.splitlines()) if row["id"].startswith(("before.", "change."))]
    assert rows
    assert not [row["id"] for row in rows if row["value"].strip() and "suppressed" not in row["value"] + row["status"]]


def test_a_sample_is_coded_and_compared(hospital: Path) -> None:
    sheet = hospital / "comments-sample.xlsx"
    assert run("comments", "sample", str(hospital), "--size", "60").exit_code == 0
    again = run("comments", "sample", str(hospital))
    assert again.exit_code == 1
    assert "may hold somebody" in again.output
    from generator.load.table import read_table

    rows = read_table(sheet, "s").rows[1:]
    assert len(rows) == 60
    coded = hospital / "coded.csv"
    with coded.open("w", encoding="utf-8", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(["Id", "Answer (masked)", "Question", "Themes by hand"])
        out.writerows([*row[:3], "guilt" if "uilt" in row[1] else "none"] for row in rows)
    said = run("comments", "agreement", str(coded), "-b", str(hospital), "--json")
    assert said.exit_code == 0, said.output
    found = json.loads(said.output)
    assert found["answers"] == 60
    guilt = next(row for row in found["rows"] if row["theme"] == "guilt")
    assert guilt["percent_agreement"] > 0.9
    assert guilt["kappa"] > 0.7
    plain = run("comments", "agreement", str(coded), "-b", str(hospital)).output
    assert "beyond chance" in plain
    coded.write_text(coded.read_text("utf-8").replace(",guilt", ",gilt"), "utf-8")
    wrong = run("comments", "agreement", str(coded), "-b", str(hospital))
    assert wrong.exit_code == 1
    assert 'did you mean "guilt"?' in wrong.output


def test_the_same_survey_gives_the_same_sheet(hospital: Path) -> None:
    sheet = hospital / "comments-review.xlsx"
    assert run("comments", "review", str(hospital)).exit_code == 0
    first = sheet.read_bytes()
    assert run("comments", "review", str(hospital)).exit_code == 0
    assert sheet.read_bytes() == first


def test_the_privacy_report_owns_up_to_quotations_and_to_the_survey_before(built: tuple[Path, BuildResult]) -> None:
    folder, _ = built
    report, deck = words(folder / "papers" / "privacy-report.docx"), words(folder / "papers" / "board-deck.pptx")
    assert all(f"\u201c{quotation}\u201d" in report for quotation in APPROVED)
    for said in ("word for word", "but for the approved quotations above", "A reviewer then read and approved each row", "Fall of 2025 stand beside those of Fall of 2026", "only where both of its sides are shown"):
        assert said in report, said
    for untrue in ("and no answer.", "obody is quoted", "numbers and names", "peerbrief inspect"):
        assert untrue not in report + deck, untrue


def test_the_last_scan_lets_approved_quotations_pass_and_no_other_comment(built: tuple[Path, BuildResult]) -> None:
    folder, _ = built
    gathered = gather(folder / "briefing.yaml", ("memo",))
    assert gathered.survey
    said, other = "no one asked me how it was for me that night", "and I still dream of it most nights since"
    survey = replace(gathered.survey, comments={"feelings": (f"{said} {other}",)}, dropped_values=frozenset({said}))
    assert not list(Forbidden(replace(survey, dropped_values=frozenset()), (said,)).met(said))
    assert {what for _, what in Forbidden(survey, (said,)).met(other)} == {"a comment"}
    assert {what for _, what in Forbidden(survey, (said,)).met(said)} == {"a column that identifies people"}
    assert not [text for text in own_words(gathered.material) if text in APPROVED]
