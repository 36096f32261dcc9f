"""`peerbrief check` as a whole: what is overlooked and why, what is told together, what our own papers are held to."""

import json
import shutil
import zipfile
from pathlib import Path

import docx
import pptx
import pytest
from click.testing import CliRunner

from generator.check.audit import check_paths
from generator.check.ignores import read_ignores
from generator.check.summary import spans, summarized
from generator.cli import main
from generator.model.problem import InputError, Problem
from generator.model.rule import RULES
from generator.pipeline import demo
from tests.good_files import deck, described, saved
from tests.validity import faults


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    demo(folder)
    return folder


@pytest.fixture
def papers(built, tmp_path):
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def faulty(tmp_path):
    """A deck in which slides 3 to 5 each have something without a description, and no title of the file."""
    file = deck()
    for number, name in ((3, "options"), (4, "chart"), (5, "Picture")):
        described(next(shape for shape in file.slides[number - 1].shapes if shape.name.startswith(name)), "")
    file.core_properties.title = ""
    path = tmp_path / "faulty.pptx"
    path.write_bytes(saved(file))
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def told(problems):
    return [(problem.severity, problem.code, problem.where) for problem in problems]


def test_the_gravest_fault_is_told_first(faulty):
    assert told(check_paths([faulty])) == [
        ("error", "check.alt-text", "faulty.pptx: slide 4"), ("error", "check.alt-text", "faulty.pptx: slide 5"),
        ("warning", "check.file-title", "faulty.pptx"), ("warning", "check.alt-text", "faulty.pptx: slide 3"),
    ]  # fmt: skip


def test_what_is_overlooked_needs_a_known_rule_and_a_reason():
    with pytest.raises(InputError) as caught:
        read_ignores(["check.alt-text=", "check.alttext=old", "check.macro=ours", "check.contrast:slide 4=the logo's own colors"])
    assert [problem.message for problem in caught.value.problems] == ["no reason is given", "there is no rule 'check.alttext'; did you mean check.alt-text?", "check.macro can never be overlooked"]


@pytest.mark.parametrize(("place", "left"), [("", 0), ("slide 4", 2), ("slide 44", 3), ("faulty.pptx", 0), ("faulty.pptx: slide 5", 2), ("other.pptx", 3)])
def test_only_what_is_named_is_overlooked(faulty, place, left):
    found = check_paths([faulty], read_ignores([f"check.alt-text{place and f':{place}'}=drawn by hand, read aloud"]))
    assert sum(problem.code == "check.alt-text" for problem in found) == left
    assert any(problem.code == "check.ignored" for problem in found) == (left == 3)


def test_a_file_of_what_is_overlooked_and_the_json_with_its_reasons(faulty, tmp_path):
    listed = tmp_path / "overlook.txt"
    listed.write_text("# agreed in March\ncheck.alt-text = drawn by hand, read aloud\n\ncheck.file-title = internal\n", "utf-8")
    result = run(faulty, "--ignore-file", listed, "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["problems"]) == (0, [])
    assert {row["reason"] for row in said["ignored"]} == {"drawn by hand, read aloud", "internal"}
    assert set(said["ignored"][0]) == {"code", "severity", "where", "message", "cure", "reason"}


def test_the_same_fault_on_many_slides_makes_one_line():
    many = [Problem("check.alt-text", "error", f"a.pptx: slide {number}", f"“Picture {number}” has no description", "write it") for number in (2, 5, 6, 7, 9)]
    other = Problem("check.title", "error", "a.pptx: slide 3", "it has no title", "give it one")
    first, second = summarized([many[0], other, *many[1:]])
    assert str(first) == "a.pptx: slides 2, 5-7, 9: “Picture 2” has no description (5 times; this is the first); write it"
    assert second == other
    assert spans([1, 2, 4]) == "1, 2, 4"


def test_the_rules_are_listed_with_their_reasons_and_nothing_else_is_needed():
    lines = run("--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert {row["code"] for row in json.loads(run("--list", "--json").stdout)} == set(RULES)
    assert run().exit_code == 2


def test_a_folder_is_looked_through_with_its_pdfs_and_its_drafts_are_named(papers):
    found = check_paths([papers])
    assert [problem.code for problem in found] == ["gate.open"]
    assert all(name in found[0].message for name in ("board-deck.pptx", "board-preread.pdf", "memo.docx"))
    result = run(papers)
    assert (result.exit_code, "1 note." in result.stdout) == (0, True)


def test_a_draft_that_no_longer_says_so_is_an_error(papers):
    file = pptx.Presentation(papers / "board-deck.pptx")
    for shape in list(file.slides[2].shapes):
        if shape.has_text_frame and "DRAFT" in shape.text_frame.text:
            shape._element.getparent().remove(shape._element)
    file.save(papers / "board-deck.pptx")
    memo = docx.Document(papers / "memo.docx")
    for section in memo.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for node in part._element.iter("{*}t"):
                node.text = (node.text or "").replace("DRAFT", "")
    memo.save(papers / "memo.docx")
    found = {(problem.code, problem.where) for problem in check_paths([papers]) if problem.severity == "error"}
    assert found == {("check.draft", "board-deck.pptx: slide 3"), ("check.draft", "memo.docx")}


def test_what_was_kept_back_may_stand_in_no_record_and_no_paper(papers):
    record = json.loads((papers / "build.json").read_bytes())
    used = {row[4] for row in record["printed"]}
    hidden = next(fact for fact in record["facts"] if fact["id"] in used and fact["value"])
    hidden["suppressed"] = "group"
    (papers / "build.json").write_text(json.dumps(record), "utf-8")
    found = [problem for problem in check_paths([papers]) if problem.code == "check.suppression"]
    assert any("the record holds it" in problem.message for problem in found)
    assert any(f"the fact {hidden['id']} was kept back, and is printed" in problem.message for problem in found)


def test_no_built_file_holds_programs_outside_links_or_formulas(built):
    for path in [*built.glob("*.pptx"), *built.glob("*.docx")]:
        assert faults(path.suffix[1:], path.read_bytes()) == []
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            assert not [name for name in names if "vba" in name.lower() or "activex" in name.lower() or "externallink" in name.lower()]


def test_every_rule_is_a_code_with_a_cure():
    assert all(rule.cure and rule.reason and set(rule.formats.split()) <= {"pptx", "docx", "pdf"} for rule in RULES.values())


def test_what_cannot_be_checked_is_said(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert [problem.code for problem in check_paths([tmp_path / "notes.txt", tmp_path / "empty.pdf", Path("gone.pptx")])] == ["file.unreadable", "check.package", "file.unreadable"]
