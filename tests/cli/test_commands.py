import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.cli import COMMANDS, main
from generator.compose.gates import open_gates
from generator.compose.library import EVERYTHING, Choice
from generator.gather import Look
from generator.load.request import load_request
from generator.model.outputs import OUTPUTS
from generator.model.problem import BuildError, Problem
from generator.model.request import Request
from generator.pipeline import BuildResult

GATE = open_gates(Request(), has_survey=False, has_comments=False, urgent=0, papers=("board-deck",))[:1]
KEPT = Problem("write.hand-edited", "warning", "memo.docx", "was changed since it was made", "carry your changes over")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PEERBRIEF_DEBUG", raising=False)
    return lambda *args: CliRunner().invoke(main, list(args), prog_name="peerbrief")


@pytest.fixture
def built(monkeypatch):
    """Stand in for the pipeline; returns what it was asked for."""
    asked = {}

    def build(briefing, out, *, only=None, final=False, templates=None, choice=None, previous=None, look=None, progress=None):
        asked.update(briefing=briefing, out=out, only=only, final=final, templates=templates, choice=choice, previous=previous, look=look)
        progress("Reading the briefing")
        return BuildResult(out, ("build.json", "memo (new).docx", "board-deck.pptx"), GATE, (KEPT,), ("a word",), 1.234)

    monkeypatch.setattr(pipeline, "build", build)
    return asked


def test_help_names_every_command_and_the_first_thing_to_try(run):
    result = run("--help")
    assert result.exit_code == 0
    assert all(f"  {name}  " in result.output for name in COMMANDS)
    assert "peerbrief demo" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_with_an_example(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"  peerbrief {name} " in result.output or f"  peerbrief {name}\n" in result.output


def test_help_imports_none_of_the_heavy_libraries():
    code = "import sys\nfrom generator.cli import main\nmain(['--help'], standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert not {"pptx", "docx", "matplotlib", "lxml", "jinja2", "yaml", "generator.pipeline", "generator.model.outputs"} & set(found)


def test_wrong_usage_ends_with_two_and_a_suggestion(run):
    for args, said in [(("biuld",), "'build'"), (("build", "--only", "meno"), '"memo"'), (("build", "--only", ","), "name a paper"), (("check",), "FILE_OR_DIR")]:
        result = run(*args)
        assert (result.exit_code, said in result.output) == (2, True), result.output


def test_new_writes_a_briefing_that_is_read_without_a_problem(run, tmp_path):
    result = run("new", "mine")
    assert (result.exit_code, load_request(tmp_path / "mine" / "briefing.yaml")[1]) == (0, ())
    assert "peerbrief build mine" in result.output


def test_new_never_overwrites_a_briefing(run, tmp_path):
    (tmp_path / "briefing.yaml").write_text("mine")
    result = run("new", ".")
    assert (result.exit_code, (tmp_path / "briefing.yaml").read_text()) == (1, "mine")
    assert "left as it is" in result.stderr


def test_build_says_what_it_made_for_whom_and_what_is_open(run, built):
    result = run("build")
    assert result.exit_code == 0
    assert built == {"briefing": Path("briefing.yaml"), "out": Path(), "only": None, "final": False, "templates": None, "choice": EVERYTHING, "previous": None, "look": Look()}
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        "Done: 3 files in . (1.2 s)",
        f"  board-deck.pptx  {OUTPUTS['board-deck'].audience}",
        f"  memo (new).docx  {OUTPUTS['memo'].audience}",
        "  build.json       for the next build and for `peerbrief explain`",
    ]
    assert f"  {KEPT}" in lines
    assert "  left out: a word" in lines
    assert "  briefing.yaml: organization.name  The organization's name is not given." in lines
    assert result.stderr == "Reading the briefing\n"


def test_build_hands_its_options_on(run, built, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "ours").mkdir()
    (tmp_path / "brand.potx").touch()
    (tmp_path / "letter.dotx").touch()
    assert run("build", "mine", "-o", "papers", "--only", "memo, cloud", "--only", "memo", "--final", "--templates", "ours", "--topic", "Cost", "--kind", "article", "--deck-template", "brand.potx", "--letterhead", "letter.dotx").exit_code == 0
    assert built == {"briefing": Path("mine/briefing.yaml"), "out": Path("papers"), "only": ("memo", "cloud", "memo"), "final": True, "templates": Path("ours"), "choice": Choice(("cost",), ("article",)), "previous": None, "look": Look(Path("brand.potx"), Path("letter.dotx"))}


def test_build_as_json_is_one_object_and_no_progress(run, built):
    result = run("build", "--json")
    assert json.loads(result.stdout) == {
        "out": ".", "files": ["build.json", "memo (new).docx", "board-deck.pptx"],
        "gates": [{"id": "organization", "message": "The organization's name is not given.", "closes_with": "briefing.yaml: organization.name"}],
        "problems": [{"code": "write.hand-edited", "severity": "warning", "where": "memo.docx", "message": "was changed since it was made", "cure": "carry your changes over"}],
        "left_out": ["a word"], "seconds": 1.23,
    }  # fmt: skip
    assert result.stderr == ""


def test_problems_come_one_a_line_without_a_traceback(run, monkeypatch):
    problems = [Problem("file.missing", "error", f"briefing.yaml:{n}", "fault", "cure") for n in (1, 2)]
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: (_ for _ in ()).throw(BuildError(problems)))
    result = run("build")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "briefing.yaml:1: fault; cure\nbriefing.yaml:2: fault; cure\n")
    result = run("build", "--json")
    assert (result.exit_code, len(json.loads(result.stdout)["problems"]), json.loads(result.stdout)["files"]) == (1, 2, [])


def test_a_fault_of_ours_is_said_shortly_and_shown_in_full_on_request(run, monkeypatch):
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: 1 / 0)
    result = run("build")
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert "a fault of peerbrief" in result.stderr
    monkeypatch.setenv("PEERBRIEF_DEBUG", "1")
    assert "Traceback" in run("build").stderr


def test_a_briefing_that_is_not_there_is_said_with_a_cure(run):
    result = run("build")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "briefing.yaml: there is no such file; check the name, or make one with `peerbrief new DIR`"


def test_a_file_name_cannot_steer_the_terminal(run, monkeypatch):
    problem = Problem("file.missing", "error", "\x1b]0;x\x07\x1b[31m.csv", "fault")
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: (_ for _ in ()).throw(BuildError(problem)))
    assert "\x1b" not in run("build").stderr


def test_demo_builds_into_the_named_folder(run, monkeypatch):
    monkeypatch.setattr(pipeline, "demo", lambda folder, progress: BuildResult(folder, ("memo.docx",), (), (), (), 2.0))
    result = run("demo", "show")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Done: 1 file in show (2.0 s)")
    assert "Nothing is left open" in result.stdout


@pytest.mark.parametrize(("problems", "code"), [((), 0), ((Problem("check.title", "note", "a.pptx", "x"),), 0), ((Problem("check.title", "warning", "a.pptx", "x"),), 1)])
def test_check_ends_with_one_when_something_was_found(run, monkeypatch, problems, code):
    from generator.check import audit

    monkeypatch.setattr(audit, "check_paths", lambda *_: problems)
    assert run("check", "papers").exit_code == code
    assert len(json.loads(run("check", "papers", "--json").stdout)["problems"]) == len(problems)


def test_a_closed_pipe_ends_quietly():
    code = "from generator.cli import main; main(['--help'])"
    shell = subprocess.run(["sh", "-c", f'"{sys.executable}" -c "{code}" | true'], capture_output=True, text=True, check=False)
    assert shell.stderr == ""


def test_help_fits_a_terminal(run):
    for name in ("", *COMMANDS):
        assert max(map(len, run(*filter(None, [name]), "--help").output.splitlines())) <= 100


def test_progress_is_one_changing_line_on_a_terminal_and_cleared(monkeypatch, capsys):
    from generator.cli.talk import Steps

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(click, "echo", lambda text, nl=True, err=False: (sys.stderr if err else sys.stdout).write(text + "\n" * nl))
    with Steps(silent=False) as steps:
        steps("one")
        steps("two")
    assert capsys.readouterr() == ("", "\r\x1b[2Kone ...\r\x1b[2Ktwo ...\r\x1b[2K")
