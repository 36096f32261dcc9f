"""From files to files: what a patient safety officer gets when she runs the commands."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.check.audit import check_paths
from generator.files import ours
from generator.model.problem import BuildError, InputError
from generator.pipeline import build, demo

DEMO = ours("assets/demo")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return demo(folder)


def hashes(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if not p.name.startswith(".")}


def words(folder):
    """All text of the Office files, the cloud and the ledger."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".pptx", ".docx"):
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    data = package.read(name)
                    if name.endswith(".xlsx"):
                        inner = zipfile.ZipFile(io.BytesIO(data))
                        found += [inner.read(n).decode("utf-8", "replace") for n in inner.namelist()]
                    elif name.endswith((".xml", ".rels")):
                        found.append(data.decode("utf-8", "replace"))
        elif path.suffix in (".svg", ".csv", ".json") and not path.name.startswith("survey"):
            found.append(path.read_text("utf-8-sig"))
    return "\n".join(found)


def sample(folder, change=lambda text: text, survey="survey.csv"):
    for name in ("survey.csv", "survey-qualtrics.csv"):
        shutil.copyfile(DEMO / name, folder / name)
    text = (DEMO / "briefing.yaml").read_text("utf-8").replace("survey.csv", survey)
    (folder / "briefing.yaml").write_text(change(text), "utf-8")
    return folder / "briefing.yaml"


def test_the_demo_makes_every_paper(made):
    assert {"board-deck.pptx", "memo.docx", "word-cloud.svg", "word-cloud.png", "facts.csv", "build.json"} <= set(made.files)
    assert all((made.out / name).stat().st_size > 500 for name in made.files)


def test_the_demo_says_what_is_still_open(made):
    assert {"scoring_key", "costs"} <= {gate.gate.id for gate in made.gates}


def test_the_papers_pass_our_own_check_and_are_said_to_be_drafts(made):
    found = check_paths([made.out])
    assert [str(p) for p in found if p.severity != "note"] == []
    assert [p.code for p in found] == ["gate.open"]


def test_every_page_of_the_demo_says_fictional(made):
    with zipfile.ZipFile(made.out / "board-deck.pptx") as deck:
        slides = [name for name in deck.namelist() if name.startswith("ppt/slides/slide")]
        assert slides
        assert all("FICTIONAL" in deck.read(name).decode() for name in slides)
    with zipfile.ZipFile(made.out / "memo.docx") as memo:
        assert any("FICTIONAL" in memo.read(name).decode() for name in memo.namelist() if "header" in name)
    assert "FICTIONAL" in (made.out / "word-cloud.svg").read_text("utf-8")


def test_nobody_is_named_and_no_comment_is_quoted(made):
    text = words(made.out)
    rows = list(csv.DictReader(io.StringIO((DEMO / "survey.csv").read_text("utf-8"))))
    secrets = {row["work_email"] for row in rows} | {row["respondent_id"] for row in rows if len(row["respondent_id"]) > 5}
    comments = {row[c].strip() for row in rows for c in ("feelings_text", "needs_text") if len(row[c].strip()) > 25}
    assert comments
    assert [s for s in secrets | comments if s and s in text] == []


def test_words_that_need_a_human_are_printed_nowhere(made):
    text = words(made.out).lower()
    assert [word for word in ("suicid", "drinking more", "kill myself", "want to live", "alcohol") if word in text] == []


def test_no_count_behind_a_share_reaches_a_chart_workbook(made):
    with zipfile.ZipFile(made.out / "board-deck.pptx") as deck:
        books = [n for n in deck.namelist() if n.endswith(".xlsx")]
        assert books
        for name in books:
            inner = zipfile.ZipFile(io.BytesIO(deck.read(name)))
            assert not any("externalLink" in n or "connections" in n for n in inner.namelist())
            assert b"<f>" not in b"".join(inner.read(n) for n in inner.namelist())


def test_the_same_input_gives_the_same_bytes(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, seed in ((first, "0"), (second, "4242")):
        folder.mkdir()
        briefing = sample(folder)
        environment = {"PYTHONHASHSEED": seed, "PATH": "", "HOME": str(tmp_path), "SYSTEMROOT": "C:\\Windows"}
        subprocess.run([sys.executable, "-m", "generator", "build", str(briefing), "-o", str(folder / "out")], check=True, capture_output=True, env=environment, cwd=Path(__file__).parent.parent)
    assert hashes(first / "out") == hashes(second / "out")


def test_a_qualtrics_export_gives_the_same_facts(tmp_path):
    facts = []
    for survey in ("survey.csv", "survey-qualtrics.csv"):
        folder = tmp_path / survey
        folder.mkdir()
        build(sample(folder, survey=survey), folder / "out", only=["board-deck"])
        record = json.loads((folder / "out" / "build.json").read_text("utf-8"))
        facts.append({row["id"]: {k: v for k, v in row.items() if k != "sources"} for row in record["facts"] if not row["id"].startswith("privacy.")})
    assert facts[0] == facts[1]


def test_a_shorter_talk_says_on_the_screen_and_in_the_record_what_it_left_out(tmp_path):
    def shorter(text):
        return text.replace("  kind: board\n", "  kind: rounds\n").replace("  minutes: 15\n", "  minutes: 25\n")

    result = build(sample(tmp_path, shorter), tmp_path / "out", only=["grand-rounds"])
    record = json.loads((tmp_path / "out" / "build.json").read_text("utf-8"))
    for said in (result.left_out, record["left_out"]):
        assert any("made for 20 minutes of the 25 given" in line for line in said)
        assert any("leaves out" in line and "the film" in line for line in said)


def test_final_refuses_while_a_gate_is_open(tmp_path):
    with pytest.raises(BuildError, match="scoring key"):
        build(sample(tmp_path), tmp_path / "out", final=True)
    assert not (tmp_path / "out").exists()


def test_final_papers_bear_no_mark(tmp_path):
    def confirmed(text):
        for gate in ("scoring_key", "privacy", "comments_read", "costs", "current_standard", "counsel", "film_rights", "case"):
            text = text.replace(f"\n  {gate}:\n", f"\n  {gate}: {{by: R. Reviewer, on: 2027-02-20}}\n")
        return text.replace("  fictional: true\n", "").replace("\n  credit:\n", "\n  credit: One hour of credit\n")

    briefing = sample(tmp_path, confirmed)
    result = build(briefing, tmp_path / "out", final=True)
    assert result.gates == ()
    assert ">DRAFT<" not in words(tmp_path / "out")


def test_a_new_briefing_builds_at_once(tmp_path):
    from click.testing import CliRunner

    from generator.cli import main as cli

    assert CliRunner().invoke(cli, ["new", str(tmp_path / "ours")]).exit_code == 0
    result = build(tmp_path / "ours" / "briefing.yaml", tmp_path / "out")
    assert "board-deck.pptx" in result.files
    assert result.gates


def test_a_build_without_any_briefing_makes_papers(tmp_path):
    assert "memo.docx" in build(None, tmp_path / "out").files


def test_a_paper_edited_by_hand_is_left_alone(tmp_path):
    briefing = sample(tmp_path)
    build(briefing, tmp_path / "out", only=["memo"])
    edited = tmp_path / "out" / "memo.docx"
    edited.write_bytes(edited.read_bytes() + b"edited")
    result = build(briefing, tmp_path / "out", only=["memo"])
    assert edited.read_bytes().endswith(b"edited")
    assert (tmp_path / "out" / "memo (new).docx").exists()
    assert any(p.code == "write.hand-edited" for p in result.problems)


def test_every_fault_of_briefing_and_survey_is_told_at_once(tmp_path):
    with pytest.raises(InputError) as caught:
        build(sample(tmp_path, lambda text: text.replace("minutes: 15", "minutes: soon").replace("kind: board", "knid: board")), tmp_path / "out")
    assert len(caught.value.problems) >= 2
    assert all("briefing.yaml:" in p.where for p in caught.value.problems)
    assert not (tmp_path / "out").exists()


NASTY = {
    "formula": "=HYPERLINK(\"http://x\",\"y\") Hospital",
    "plus": "+44 Hospital",
    "markup": "St. Ann's <b>& \"Sons\"</b> **Hospital** {{ 7*7 }} [x](http://y) `code` | {% raw %}",
    "long word": "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2,
    "emoji": "Harbor 🏥 Hospital ☂",
    "at": "@Hospital - =1+1",
    "digits": "Hospital 2 at 5th & 12",
}


@pytest.mark.parametrize("name", NASTY.values(), ids=NASTY)
def test_names_print_as_they_are(tmp_path, name):
    briefing = sample(tmp_path, lambda text: text.replace("name: St. Brannoc’s Harbor Hospital", f"name: {json.dumps(name, ensure_ascii=False)}", 1))
    build(briefing, tmp_path / "out", only=("board-deck", "memo"))
    from docx import Document
    from pptx import Presentation

    slide = Presentation(tmp_path / "out" / "board-deck.pptx").slides[0]
    assert name in [shape.text_frame.text.replace("\u00a0", " ") for shape in slide.shapes if shape.has_text_frame]
    memo = Document(str(tmp_path / "out" / "memo.docx"))
    assert name in "\n".join(p.text for p in memo.sections[0].header.paragraphs) + "\n".join(c.text for t in memo.sections[0].header.tables for r in t.rows for c in r.cells)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("## {{ nobody_knows_this }}\n", "nobody_knows_this"),
        ("## {{ f.want_peer.__class__.__mro__ }}\n", "__class__"),
        ("## {{ ''.__class__.__mro__[1].__subclasses__() }}\n", "__class__"),
        ("## {% if %}\n", "Expected"),
        ("## {{ 41 + 1 }}\n", "42"),
        ("## There are 42 of us\n", "'42'"),
    ],
)
def test_a_template_that_breaks_a_rule_is_refused_with_its_place(tmp_path, text, fault):
    (tmp_path / "mine" / "documents").mkdir(parents=True)
    (tmp_path / "mine" / "documents" / "board-deck.md.j2").write_text(text)
    with pytest.raises(BuildError) as caught:
        build(sample(tmp_path), tmp_path / "out", only=["board-deck"], templates=tmp_path / "mine")
    assert fault in str(caught.value)
    assert "board-deck" in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("file", ["board-deck.pptx", "grand-rounds.pptx", "memo.docx"])
def test_the_office_files_are_valid(made, file):
    from openxml_audit import OpenXmlValidator

    assert [str(fault) for fault in OpenXmlValidator().validate(made.out / file).errors] == []


def test_the_memo_and_the_deck_do_not_disagree(made):
    record = json.loads((made.out / "build.json").read_text("utf-8"))
    shown = {}
    for _file, _, shape, text, fact in record["printed"]:
        if fact in ("want_peer", "institutional_support_agree", "ask_amount", "break_even_departures") and not shape.startswith("chart:"):
            shown.setdefault(fact, set()).add(text)
    assert shown["want_peer"] & {"78%"}
    assert shown["ask_amount"] == {"$396,000"}
    assert shown["break_even_departures"] == {"4"}


def test_explain_finds_the_column_behind_a_number(made):
    from generator.explain import explain

    found = explain("78%", made.out)
    assert any(row["fact"] == "want_peer" and "want_peer" in json.dumps(row["sources"]) for row in found)


def test_explain_finds_the_publication_behind_a_number(made):
    from generator.explain import explain

    assert any("Sexton" in json.dumps(row["sources"]) for row in explain("36.3%", made.out))
