"""What happens to people who make mistakes, and to their files: through the real commands, end to end."""

import contextlib
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.load.exports import answers, delimited, qualtrics, table, write_csv, write_xlsx

ROOT = Path(__file__).parent.parent
BRIEFING = "organization: {name: Harbor Hospital}\nsurvey:\n  files: survey.csv\n"
SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")


@pytest.fixture
def run(monkeypatch):
    """Run a command; no mistake of a user may look like one of ours."""
    monkeypatch.delenv("PEERBRIEF_DEBUG", raising=False)

    def invoke(*args):
        result = CliRunner().invoke(main, [str(arg) for arg in args], prog_name="peerbrief")
        assert "Traceback" not in result.output
        assert "fault of peerbrief" not in result.output, result.output
        return result

    return invoke


@pytest.fixture
def mine(tmp_path):
    """A folder with a briefing and a survey of forty people, words for answers."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "briefing.yaml").write_text(BRIEFING, "utf-8")
    write_csv(folder / "survey.csv", table(people()))
    return folder


def people(**changed):
    """Columns of forty people; every question is answered both ways often enough to be shown."""
    columns = answers(40, labels=True)
    for place, name in enumerate(n for n in columns if n.startswith("want_")):
        columns[name] = ["Strongly desired" if (row + place) % 3 else "Not desired" for row in range(40)]
    return {**columns, **changed}


def survey(folder, columns):
    write_csv(folder / "survey.csv", table(columns))
    return folder


def problems(result):
    """The lines that name a problem, without those of progress."""
    progress = ("Reading ", "Writing ", "Checking ", "Putting ")
    return [line for line in result.stderr.splitlines() if line and not line.startswith(progress)]


def refused(result, *said):
    """One clean refusal: exit code 1, place, fault and cure on each line."""
    lines = problems(result)
    assert result.exit_code == 1, result.output
    assert lines
    assert all(re.match(r"[^:]+(:\d+|: [^:;]+)?: .+; .+", line) for line in lines), lines
    for words in said:
        assert any(words in line for line in lines), (words, lines)
    return lines


def files(folder):
    """All that is in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def printed(folder):
    """Every text in the papers of a folder: parts of packages, their workbooks, the ledger and the record."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".pptx", ".docx"):
            found += parts(path.read_bytes())
        elif path.name in ("facts.csv", "build.json", "word-cloud.svg"):
            found.append(path.read_text("utf-8-sig"))
    return "\n".join(found)


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                yield from parts(package.read(name))
            elif name.endswith((".xml", ".rels")):
                yield package.read(name).decode()


# Files that are not there, empty or something else ------------------------------------------


def test_a_file_that_is_missing_is_named_with_the_nearest_one(run, mine):
    refused(run("build", mine / "nothing.yaml"), "nothing.yaml: there is no such file; check the name")
    (mine / "survey.csv").rename(mine / "survey-2026.csv")
    refused(run("build", mine), 'briefing.yaml:3: survey.files "survey.csv" was not found; did you mean "survey-2026.csv"?')
    refused(run("inspect", mine / "survey.csv"), 'did you mean "survey-2026.csv"?')
    assert set(files(mine)) == {"briefing.yaml", "survey-2026.csv"}


@pytest.mark.parametrize(("content", "fault"), [(b"", "the file is empty"), (b"\n\n", "no text"), (b"SVEST_1,SVEST_2\n", "no answers")])
def test_an_empty_survey_is_refused(run, mine, content, fault):
    (mine / "survey.csv").write_bytes(content)
    refused(run("build", mine, "-o", mine / "out"), f"survey.csv: the file {'holds ' if content else ''}"[:12], fault)
    assert not (mine / "out").exists()


def test_an_empty_briefing_makes_drafts_and_says_that_it_is_empty(run, mine):
    (mine / "briefing.yaml").write_bytes(b"")
    result = run("build", mine, "--only", "memo")
    assert (result.exit_code, "briefing.yaml: the file holds nothing" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"%PDF-1.7\n", "no table of answers"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no table of answers"), (b"<html><table><tr><td>SVEST_1", "a web page"),
     (b"PK\x03\x04rubbish", "damaged"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password")],
    ids=["pdf", "picture", "web page", "cut archive", "encrypted"],
)  # fmt: skip
def test_a_survey_that_is_something_else_is_refused(run, mine, content, fault):
    (mine / "survey.csv").write_bytes(content)
    refused(run("build", mine), fault)


# Surveys that cannot be understood ----------------------------------------------------------


def test_a_survey_without_any_item_says_what_it_saw(run, mine):
    survey(mine, {"Favorite color": ["red", "blue"], "Lunch": ["soup", "salad"]})
    refused(run("build", mine), 'columns seen: "Favorite color", "Lunch"; say which is which in briefing.yaml')


def test_two_columns_of_one_name_are_refused(run, mine):
    rows = table(people())
    rows[0][2] = "SVEST_1"
    write_csv(mine / "survey.csv", rows)
    refused(run("build", mine), 'survey.csv:1: two columns bear the name "SVEST_1"')


def test_a_column_without_answers_is_said_and_the_rest_is_used(run, mine):
    survey(mine, people(SVEST_3=[""] * 40))
    result = run("build", mine, "--only", "memo")
    assert (result.exit_code, 'column "SVEST_3" was recognized and holds no answer; check' in result.stdout) == (0, True)


def test_answers_outside_the_scale_are_refused_with_their_lines(run, mine):
    survey(mine, people(SVEST_3=["7", *["Agree"] * 38, "9"]))
    refused(run("build", mine), 'survey.csv:2: column "SVEST_3" holds answers outside 1 to 5: "7" (1), "9" (1); line 2, 41')


def test_a_quotation_that_is_never_closed_is_refused_with_its_line(run, mine):
    lines = delimited(table(people())).splitlines()
    lines[6] = f'"{lines[6]}'
    (mine / "survey.csv").write_text("\n".join(lines), "utf-8")
    refused(run("build", mine), "survey.csv:7: a quotation mark opens here and is not closed")


def test_titles_above_the_header_are_refused_with_the_line_of_the_header(run, mine):
    import xlsxwriter

    write_csv(mine / "survey.csv", [["Staff survey 2026"], [], *table(people())])
    refused(run("build", mine), "survey.csv:1: the first row does not hold the names of the columns; remove the rows above line 3")
    with xlsxwriter.Workbook(mine / "survey.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "Staff survey 2026")
        for number, row in enumerate(table(people()), 3):
            sheet.write_row(number, 0, row)
    refused(run("inspect", mine / "survey.xlsx"), "survey.xlsx:1: ", "above line 4")


def test_a_survey_named_twice_does_not_count_people_twice(run, mine):
    shutil.copyfile(mine / "survey.csv", mine / "copy.csv")
    for listed, said in (("[survey.csv, survey.csv]", '"survey.csv" is named twice'), ("[survey.csv, copy.csv]", '"copy.csv" holds the same as "survey.csv"')):
        (mine / "briefing.yaml").write_text(f"survey:\n  files: {listed}\n")
        refused(run("build", mine), f"briefing.yaml:2: {said}")


def test_answers_that_excel_took_for_dates_are_said(run, mine):
    survey(mine, people(top_barrier=["2026-06-25"] * 40))
    result = run("build", mine, "--only", "memo")
    assert 'column "top_barrier" holds dates, which Excel may have made of answers; export the survey again as CSV' in result.stdout


def test_a_tiny_workbook_that_claims_the_far_corner_is_refused_before_it_is_opened(run, mine, monkeypatch):
    write_xlsx(mine / "small.xlsx", table(people()))
    with zipfile.ZipFile(mine / "small.xlsx") as honest, zipfile.ZipFile(mine / "survey.csv", "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in honest.namelist():
            data = honest.read(part)
            if part.endswith("sheet1.xml"):
                data = re.sub(rb"<sheetData>.*</sheetData>", b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>', data, flags=re.DOTALL)
            bomb.writestr(part, data)
    assert (mine / "survey.csv").stat().st_size < 10_000
    monkeypatch.setitem(sys.modules, "python_calamine", None)  # importing it now would fail
    refused(run("build", mine), "survey.csv: the sheet reaches to row 1,048,576 and column 16,384")


# A briefing with mistakes -------------------------------------------------------------------

TEN_MISTAKES = """\
organization:
  nmae: Harbor
  setting: moon
  fictional: perhaps
meeting:
  date: 31/12/2026
  minutes: soon
  purpose: fun
survey:
  files: surwey.csv
  invited: -4
ask:
  amount: lots
bogus: 1
"""


def test_ten_mistakes_are_ten_messages_in_one_run(run, mine):
    (mine / "briefing.yaml").write_text(TEN_MISTAKES, "utf-8")
    lines = refused(run("build", mine, "-o", mine / "out"))
    assert [int(line.split(":")[1]) for line in lines] == [2, 3, 4, 6, 7, 8, 10, 11, 13, 14]
    assert not (mine / "out").exists()


def test_mistakes_of_briefing_and_survey_are_told_together(run, mine):
    (mine / "briefing.yaml").write_text("meeting: {minutes: soon}\nsurvey:\n  files: survey.csv\n", "utf-8")
    survey(mine, people(SVEST_3=["7"] * 40))
    refused(run("build", mine), "briefing.yaml:1: meeting.minutes", 'column "SVEST_3" holds answers outside')


def test_mistakes_of_two_templates_are_told_together(run, mine):
    documents = mine / "templates" / "documents"
    documents.mkdir(parents=True)
    for name in ("memo", "board-deck"):
        (documents / f"{name}.md.j2").write_text("---\ntitle: x\n---\n## {{ nobody_knows_this }}\n")
    refused(run("build", mine, "--templates", mine / "templates", "--only", "memo,board-deck"), "memo.md.j2", "board-deck.md.j2")


@pytest.mark.parametrize(
    ("encoded", "fault"),
    [(b"\xef\xbb\xbf" + BRIEFING.encode(), ""), (BRIEFING.encode("utf-16"), ""), (BRIEFING.replace("\n", "\r\n").encode(), ""),
     (b"organization:\n\tname: x\n", ":2: the file cannot be read as YAML (a tab"), (b"organization:\n  name: \xdcml\xe4ut\n", ":2: the file is not UTF-8"),
     (b"organization:\n  name: !!python/object:os.system x\n", ":2: the tag "), (b"term: &b second-victim\n", ":1: &b names")],
    ids=["byte-order mark", "utf-16", "windows lines", "tab", "windows-1252", "tag", "alias"],
)  # fmt: skip
def test_a_briefing_is_read_however_it_was_saved_or_refused_with_its_line(run, mine, encoded, fault):
    (mine / "briefing.yaml").write_bytes(encoded)
    result = run("build", mine, "--only", "memo")
    if fault:
        refused(result, f"briefing.yaml{fault}")
    else:
        assert result.exit_code == 0


@pytest.mark.parametrize("path", ["C:\\Users\\me\\survey.csv", "../survey.csv", "/etc/passwd", "//server/share/survey.csv", "https://example.org/survey.csv"])
def test_a_path_that_leads_out_of_the_folder_is_refused(run, mine, path):
    (mine / "briefing.yaml").write_text(f"survey: {{files: '{path}'}}\n")
    (line,) = refused(run("build", mine), "briefing.yaml:1: survey.files", "; copy the file into the folder of briefing.yaml")
    assert path in line


# Names as people write them -----------------------------------------------------------------

NASTY = {
    "control characters": ("Harbor\x07 \x1b[31mHospital\u202e\ue000", "Harbor [31mHospital"),
    "emoji, escaped as JSON does": ("Harbor 🏥 Hospital ☂", None),
    "markdown": ("# **Harbor** _Hospital_ [x](http://y) `code` | a ::: notes", None),
    "template signs": ("{{ 7*7 }} {% raw %} {# Harbor #} ${x} <%= y %>", None),
    "a very long word": ("Pneumonoultramicroscopicsilicovolcanoconiosis" * 2, None),
    "quotes and ampersands": ("St. Ann's \"Sons\" & <b>Daughters</b> &amp; Co.", None),
    "formula": ('=HYPERLINK("http://x","y")', None),
    "plus": ("+1+1", None), "minus": ("-1+1", None), "at": ("@SUM(1+1)", None),
}  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), NASTY.values(), ids=NASTY)
def test_a_name_prints_as_it_was_written_whatever_signs_it_holds(run, mine, written, shown):
    (mine / "briefing.yaml").write_text(f"organization: {{name: {json.dumps(written)}}}\nsurvey: {{files: survey.csv}}\n", "utf-8")
    result = run("build", mine, "--only", "memo,board-deck")
    assert result.exit_code == 0, result.output
    from docx import Document
    from pptx import Presentation

    slides = [s.text_frame.text.replace("\u00a0", " ") for s in Presentation(mine / "board-deck.pptx").slides[0].shapes if s.has_text_frame]
    head = Document(str(mine / "memo.docx")).sections[0].header
    lines = [p.text for p in head.paragraphs] + [cell.text for t in head.tables for row in t.rows for cell in row.cells]
    assert (shown or written) in slides
    assert any((shown or written) in line.replace("\u00a0", " ") for line in lines)
    assert not SIGNS.search(printed(mine))


def test_a_name_like_a_formula_is_text_in_chart_and_ledger(run, mine):
    """The words of a question become bar labels, and so cells of the chart's workbook."""
    first = ("=", "+", "-", "@", "=", "+", "@")
    rows = qualtrics(people())
    for place, sign in zip([i for i, name in enumerate(rows[0]) if name.startswith("want_")], first, strict=True):
        rows[1][place] = f"How much would you want: - {sign}cmd of option {chr(65 + place % 26)}"
    write_csv(mine / "survey.csv", rows)
    assert run("build", mine).exit_code == 0
    with zipfile.ZipFile(mine / "board-deck.pptx") as deck:
        books = [part for name in deck.namelist() if name.endswith(".xlsx") for part in parts(deck.read(name))]
    assert any("=cmd of option" in part for part in books)
    assert not any("<f>" in part or "<f " in part or "<hyperlink" in part for part in books)
    import csv

    cells = [cell for row in csv.reader(io.StringIO((mine / "facts.csv").read_text("utf-8-sig"))) for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


# Templates that reach too far ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [("{{ nobody_knows_this }}", "nobody_knows_this"), ("{{ f.want_peer.__class__ }}", "__class__"), ("{{ ''.__class__.__mro__ }}", "__class__"), ("{{ cycler.__init__.__globals__.os.system('x') }}", "")],
    ids=["undefined", "internals of a fact", "internals of Python", "the system"],
)
def test_a_template_may_not_use_what_does_not_exist_or_reach_for_internals(run, mine, text, fault):
    (mine / "templates" / "documents").mkdir(parents=True)
    (mine / "templates" / "documents" / "memo.md.j2").write_text(f"---\ntitle: x\n---\n## {text}\n")
    lines = refused(run("build", mine, "-o", mine / "out", "--only", "memo", "--templates", mine / "templates"), fault)
    assert re.match(r".*memo\.md\.j2:4: ", lines[0])
    assert not (mine / "out").exists()


# Folders and disks that refuse --------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "demo", "new"])
def test_a_folder_that_cannot_be_used_is_said(run, mine, monkeypatch, command):
    (mine / "file").write_text("x")
    for out in (mine / "file" / "out", mine / ("x" * 300)):
        refused(run(*(("build", mine, "--only", "memo", "-o", out) if command == "build" else (command, out))), "choose another folder")
    real = os.open

    def refusing(path, flags, *rest, **more):
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refusing)
    out = mine / "out"
    refused(run(*(("build", mine, "--only", "memo", "-o", out) if command == "build" else (command, out))), "out: you may not write into this folder; choose another folder")
    assert not out.exists()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_full_disk_leaves_the_old_papers(run, mine, monkeypatch, step, number):
    assert run("build", mine, "--only", "memo", "-o", mine / "out").exit_code == 0
    before = files(mine / "out")
    (mine / "briefing.yaml").write_text(BRIEFING.replace("Harbor", "Lake"), "utf-8")
    real, calls = getattr(os, step), []

    def full(*args):
        calls.append(args)
        if len(calls) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*args)

    monkeypatch.setattr(os, step, full)
    refused(run("build", mine, "--only", "memo", "-o", mine / "out"), "the disk is full; free some space and build again")
    assert files(mine / "out") == before


def test_a_full_disk_leaves_no_half_briefing(run, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
    for command in ("new", "demo"):
        refused(run(command, tmp_path / command), "the disk is full")
        assert not (tmp_path / command).exists()


def test_a_paper_that_is_open_elsewhere_is_named(run, mine, monkeypatch):
    assert run("build", mine, "--only", "memo").exit_code == 0
    before = files(mine)
    (mine / "survey.csv").write_bytes(b"\n" + before["survey.csv"])
    write_csv(mine / "survey.csv", table(people())[:-1])
    real = os.replace

    def locked(source, target, **more):
        if str(target).endswith("memo.docx") and not str(source).endswith("-old"):
            raise PermissionError(errno.EACCES, "Access is denied", str(source), None, str(target))
        return real(source, target, **more)

    monkeypatch.setattr(os, "replace", locked)
    (line,) = refused(run("build", mine, "--only", "memo"))
    assert line.startswith("memo.docx: the file cannot be replaced; it is probably open in another program; close it in PowerPoint, Word")
    assert files(mine) == {**before, "survey.csv": (mine / "survey.csv").read_bytes()}


@pytest.mark.parametrize("name", ["facts.csv", "build.json", "memo.docx", "MEMO.docx"])
def test_a_survey_that_bears_the_name_of_a_paper_is_not_replaced(run, mine, name):
    (mine / "survey.csv").rename(mine / name)
    (mine / "briefing.yaml").write_text(f"survey: {{files: {name}}}\n", "utf-8")
    before = files(mine)
    for _ in range(2):
        refused(run("build", mine, "--only", "memo"), f"{name}: this name is that of a file that is made here; rename yours")
    assert files(mine) == before
    assert run("build", mine, "--only", "memo", "-o", mine / "out").exit_code == 0


def test_the_demo_takes_nobodys_survey_for_its_own(run, tmp_path):
    (tmp_path / "survey.csv").write_text("mine")
    refused(run("demo", tmp_path), "survey.csv: it is not the sample's own and was left as it is")
    assert files(tmp_path) == {"survey.csv": b"mine"}


def test_new_leaves_a_briefing_alone_even_a_link_to_nowhere(run, tmp_path):
    (tmp_path / "briefing.yaml").symlink_to(tmp_path / "nowhere.yaml")
    refused(run("new", tmp_path), "briefing.yaml: it is there already and was left as it is")
    assert not (tmp_path / "nowhere.yaml").exists()


def test_names_with_blanks_accents_and_apostrophes_are_just_names(run, mine):
    other = mine.rename(mine.parent / "Dr. O’Malley's übung & co; $(x)")
    out = other / "fertig, 1. Stück"
    result = run("build", other, "-o", out, "--only", "memo")
    assert (result.exit_code, str(out) in result.stdout) == (0, True)
    assert run("explain", "40", "-p", out).exit_code == 0


# Runs that are cut short, and two at once ---------------------------------------------------

MOMENTS = ["", "Reading ", "Writing memo", "Checking ", "Putting "]


def start(folder, code=""):
    """Begin a real build in a process of its own; `code` runs it otherwise than the command does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *(["-c", code] if code else ["-m", "generator"]), "build", str(folder), "--only", "memo", "-o", str(folder / "out")]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory):
    """A folder whose briefing was changed since its papers were made, what both builds put into it, and a third."""
    folder = tmp_path_factory.mktemp("cut short")
    (folder / "briefing.yaml").write_text(BRIEFING, "utf-8")
    survey(folder, people())
    made = []
    for name in ("Bay", "Harbor", "Lake"):
        (folder / "briefing.yaml").write_text(BRIEFING.replace("Harbor", name), "utf-8")
        assert CliRunner().invoke(main, ["build", str(folder), "--only", "memo", "-o", str(folder / "out")]).exit_code == 0
        made.append(files(folder / "out"))
    assert len({papers["memo.docx"] for papers in made}) == len({papers["facts.csv"] for papers in made}) == 3
    return folder, *made[1:], made[0]


def put(out, papers):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for name, content in papers.items():
        (out / name).write_bytes(content)


def signalled(folder, moment, number, code=""):
    """Send a signal when the build says that it has come so far; return its exit code and what it said."""
    with start(folder, code) as process:
        said = ""
        if moment:
            for line in process.stderr:
                said += line
                if line.startswith(moment):
                    break
        else:
            time.sleep(0.15)  # in the middle of its imports
        process.send_signal(number)
        said += process.communicate(timeout=60)[1]
        return process.returncode, said


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
@pytest.mark.parametrize("moment", MOMENTS[1:])
def test_ctrl_c_leaves_all_old_or_all_new_papers_and_no_litter(two_builds, moment):
    folder, old, new, _ = two_builds
    put(folder / "out", old)
    code, said = signalled(folder, moment, signal.SIGINT)
    assert "Traceback" not in said
    assert files(folder / "out") == (old if code else new)
    assert (code, "Stopped." in said) in [(1, True), (0, False)]


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_kill_the_next_build_is_whole(two_builds, moment):
    folder, old, new, _ = two_builds
    put(folder / "out", old)
    signalled(folder, moment, signal.SIGKILL)
    assert files(folder / "out").keys() >= old.keys()
    assert CliRunner().invoke(main, ["build", str(folder), "--only", "memo", "-o", str(folder / "out")]).exit_code == 0
    assert files(folder / "out") == new


PAUSED = """
import os, sys, time
from generator.cli import main
real, calls = os.{step}, []
def pausing(*args, **kwargs):
    calls.append(1)
    if len(calls) == {number}:
        print("Paused", file=sys.stderr, flush=True)
        time.sleep(60)
    return real(*args, **kwargs)
os.{step} = pausing
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
@pytest.mark.parametrize(("step", "number"), [("fsync", 2), ("replace", 1), ("replace", 2), ("replace", 3)])
@pytest.mark.parametrize("kind", ["Ctrl-C", "kill"])
def test_a_run_cut_short_between_two_papers_mixes_no_old_and_new(two_builds, step, number, kind):
    """After a kill the next run finds what is old and what is half done, and takes none of it for edited by hand."""
    folder, old, _, third = two_builds
    put(folder / "out", old)
    code, said = signalled(folder, "Paused", signal.SIGKILL if kind == "kill" else signal.SIGINT, code=PAUSED.format(step=step, number=number))
    assert code
    assert "Traceback" not in said
    if kind == "Ctrl-C":
        assert files(folder / "out") == old
        return
    try:
        (folder / "briefing.yaml").write_text(BRIEFING.replace("Harbor", "Bay"), "utf-8")
        assert CliRunner().invoke(main, ["build", str(folder), "--only", "memo", "-o", str(folder / "out")]).exit_code == 0
    finally:
        (folder / "briefing.yaml").write_text(BRIEFING.replace("Harbor", "Lake"), "utf-8")
    assert files(folder / "out") == third


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such turn-taking")
def test_builds_at_once_in_one_folder_take_turns(two_builds):
    folder, old, new, _ = two_builds
    put(folder / "out", old)
    running = [start(folder) for _ in range(3)]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert files(folder / "out") == new


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such turn-taking")
def test_a_run_waits_while_another_puts_its_papers_in_place(two_builds):
    from generator.write import alone

    folder, old, new, _ = two_builds
    put(folder / "out", old)
    with start(folder) as process:
        with alone(folder / "out"):
            for line in process.stderr:
                if line.startswith("Checking "):
                    break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)
            waiting = process.poll() is None and files(folder / "out") == old
        process.communicate(timeout=60)
    assert waiting
    assert files(folder / "out") == new


# What must never leave the survey -----------------------------------------------------------


def test_nothing_of_a_small_survey_gets_out(run, mine):
    """Fourteen people; three of them say yes, nine answer one question, all agree on another."""
    columns = {name: cells[:14] for name, cells in people().items()}
    columns["event_12mo"] = ["Yes"] * 3 + ["No"] * 11
    columns["event_career"] = ["Yes"] * 9 + [""] * 5
    columns["knows_colleague"] = ["Yes"] * 14
    columns["offered_help"] = ["Prefer not to say"] * 3 + ["Yes"] * 6 + ["No"] * 5
    columns["unit"] = ["Zebra Ward"] * 14
    columns["work_email"] = [f"zoe.{i}@zebra.example" for i in range(14)]
    columns["feelings_text"] = ["I felt guilty about Mr. Zebedee", "I want to die"] * 7
    survey(mine, columns)
    assert run("build", mine).exit_code == 0
    rows = {fact["id"]: fact for fact in json.loads((mine / "build.json").read_text("utf-8"))["facts"]}
    for name in ("event_12mo", "event_career", "knows_colleague"):
        assert [rows[name][key] for key in ("value", "n", "count", "interval", "text")] == [None, None, None, None, ""]
    text = printed(mine)
    assert [word for word in ("Zebra", "zebra", "zoe.", "Zebedee", "want to die", "to say\" (3)", "to say\\\" (3)") if word in text] == []


def test_rows_that_a_person_must_read_are_listed_on_the_screen_alone(run, mine):
    columns = people()
    columns["feelings_text"][5] = "I do not want to live any more"
    columns["Anything else?"] = ["nothing much to say about all of this here", *["I think about suicide at night, often"], *[f"it was a long and tiring week number {i}" for i in range(38)]]
    rows = table(columns)
    rows.insert(3, [""] * len(rows[0]))
    write_csv(mine / "survey.csv", rows)
    result = run("inspect", mine / "survey.csv")
    assert "read today" in result.stdout
    assert [line.strip() for line in result.stdout.splitlines() if line.startswith("  line ")] == ["line 3 of survey.csv", "line 8 of survey.csv"]
    assert not re.search("suicide|want to live", result.stdout)
    assert not re.search("line 3|line 8", run("inspect", mine / "survey.csv", "--json").stdout)
    built = run("build", mine)
    assert "`peerbrief comments urgent` writes them" in built.stdout
    assert not re.search(r"(line|respondent) [38] of|suicide", built.stdout + printed(mine))


def test_inspect_reads_a_survey_as_the_briefing_beside_it_says(run, mine):
    """Else the list of rows to read would leave out columns that only the briefing calls comments."""
    survey(mine, people(Q77=["fine", "I want to end my life"] * 20))
    assert "line 3 of survey.csv" not in run("inspect", mine / "survey.csv").stdout
    (mine / "briefing.yaml").write_text("survey:\n  files:\n    - path: survey.csv\n      map: {Q77: both}\n", "utf-8")
    result = run("inspect", mine / "survey.csv")
    assert "Read as briefing.yaml:3 says" in result.stdout
    assert "line 3 of survey.csv" in result.stdout


# Other people's files -----------------------------------------------------------------------


def package(folder, name, **named):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {"[Content_Types].xml": "<Types/>", **named}.items():
            archive.writestr(part, content)


def test_check_says_what_is_wrong_with_any_file(run, mine):
    assert run("build", mine, "--only", "memo,board-deck").exit_code == 0
    deck, memo = (mine / "board-deck.pptx").read_bytes(), (mine / "memo.docx").read_bytes()
    odd = mine / "odd"
    odd.mkdir()
    for name, content in {
        "empty.pptx": b"", "noise.docx": os.urandom(2_000), "template.potx": deck, "secret.pptx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "memo.pptx": memo, "deck.docx": deck, "cut.pptx": deck[:9_000], "turned.docx": memo[:3_000] + bytes(40) + memo[3_040:], "SHOUT.PPTX": deck, "~$deck.pptx": b"x",
    }.items():  # fmt: skip
        (odd / name).write_bytes(content)
    package(odd, "bomb.docx", **{"word/document.xml": b"<a>" + b" " * 310_000_000 + b"</a>"})
    package(odd, "entity.docx", **{"word/document.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'})
    package(odd, "numbers.pptx", **{"ppt/presentation.xml": '<p xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:sldSz cx="a" cy="b"/></p>'})
    result = run("check", odd, odd / "template.potx", odd / "nothing.pptx")
    assert result.exit_code == 1
    for said in ("empty.pptx: ", "noise.docx: this is no Office file", "template.potx: a .potx cannot be checked", "secret.pptx: the file is protected by a password",
                 "memo.pptx: it is no PowerPoint file", "deck.docx: it is no Word file", "cut.pptx: the file is damaged", "turned.docx: the file is damaged",
                 "bomb.docx: the file unpacks to more than", "entity.docx: the file declares XML entities", "numbers.pptx: the file is damaged", "nothing.pptx"):  # fmt: skip
        assert said in result.stdout, said
    assert not re.search("SHOUT|~", result.stdout)


def test_check_tells_all_faults_of_a_file_in_one_run(run, tmp_path):
    from pptx import Presentation

    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    deck.core_properties.title = ""
    deck.save(tmp_path / "plain.pptx")
    result = run("check", tmp_path)
    assert "plain.pptx: the file does not say its title" in result.stdout
    assert "plain.pptx: slide 1: it has no title" in result.stdout


@pytest.mark.parametrize(
    "record",
    ["{broken", "[]", '{"peerbrief": "1", "outputs": {}, "facts": [{"id": "a"}], "printed": []}', '{"peerbrief": "1", "outputs": {}, "facts": [{"id": "a", "label": "", "rule": "", "text": "4", "parents": 5}], "printed": []}'],
    ids=["cut", "a list", "a fact without words", "parents that are none"],
)
def test_explain_says_that_a_record_is_damaged(run, tmp_path, record):
    (tmp_path / "build.json").write_text(record)
    refused(run("explain", "4", "-p", tmp_path), "build.json: the record of the build is damaged; build the papers again")


def test_wrong_usage_ends_with_two(run, mine):
    for args in (["explain", ""], ["build", mine, "--only", "x"], ["build", mine, mine], ["inspect"], ["inspect", mine / "survey.csv", "--platform", "x"], ["build", mine, "-o", mine / "survey.csv"], ["frobnicate"]):
        assert run(*args).exit_code == 2, args
    assert set(files(mine)) == {"briefing.yaml", "survey.csv"}
