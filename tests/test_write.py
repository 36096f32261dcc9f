import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from generator import write
from generator.build_record import digest, read_record
from generator.model.problem import WriteError
from generator.write import recover, write_files


def build(files):
    """Files of a build with their build.json."""
    import json

    known = {name: digest(content) for name, content in files.items()}
    return {**files, "build.json": json.dumps({"peerbrief": "1", "outputs": known, "facts": [], "printed": []}).encode()}


FIRST = build({"board-deck.pptx": b"deck 1", "memo.docx": b"memo 1"})
SECOND = build({"board-deck.pptx": b"deck 2", "memo.docx": b"memo 2"})


def put(out, files):
    return write_files(out, files, read_record(out))


def inside(out):
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_a_build_fills_a_folder_that_was_not_there_and_leaves_no_litter(tmp_path):
    report = put(tmp_path / "a" / "b", FIRST)
    assert inside(tmp_path / "a" / "b") == FIRST
    assert report.files == ("board-deck.pptx", "build.json", "memo.docx")


def test_the_next_build_replaces_what_it_made_and_leaves_equal_files_untouched(tmp_path):
    put(tmp_path, FIRST)
    before = (tmp_path / "memo.docx").stat().st_mtime_ns
    report = put(tmp_path, build({"board-deck.pptx": b"deck 2", "memo.docx": b"memo 1"}))
    assert (tmp_path / "board-deck.pptx").read_bytes() == b"deck 2"
    assert ((tmp_path / "memo.docx").stat().st_mtime_ns, report.unchanged) == (before, ("memo.docx",))


def test_a_paper_edited_by_hand_is_kept_and_the_new_one_stands_beside_it(tmp_path):
    put(tmp_path, FIRST)
    (tmp_path / "board-deck.pptx").write_bytes(b"my edits")
    report = put(tmp_path, SECOND)
    assert inside(tmp_path) == {**SECOND, "board-deck.pptx": b"my edits", "board-deck (new).pptx": b"deck 2"}
    assert report.kept == (("board-deck.pptx", "board-deck (new).pptx"),)
    assert [(p.code, p.severity, p.where) for p in report.problems] == [("write.hand-edited", "warning", "board-deck.pptx")]


def test_the_paper_beside_is_replaced_while_untouched_and_kept_once_edited(tmp_path):
    put(tmp_path, FIRST)
    (tmp_path / "board-deck.pptx").write_bytes(b"my edits")
    put(tmp_path, SECOND)
    put(tmp_path, build({"board-deck.pptx": b"deck 3"}))
    assert (tmp_path / "board-deck (new).pptx").read_bytes() == b"deck 3"
    (tmp_path / "board-deck (new).pptx").write_bytes(b"more edits")
    put(tmp_path, build({"board-deck.pptx": b"deck 4"}))
    names = ("board-deck.pptx", "board-deck (new).pptx", "board-deck (new 2).pptx")
    assert [(tmp_path / name).read_bytes() for name in names] == [b"my edits", b"more edits", b"deck 4"]


@pytest.mark.parametrize("record", [None, b"{damaged", b"[]", b'{"peerbrief": 1, "outputs": 3}', b'{"name": "of another program"}'])
def test_without_a_record_no_file_that_is_there_is_overwritten(tmp_path, record):
    (tmp_path / "memo.docx").write_bytes(b"somebody's")
    if record is not None:
        (tmp_path / "build.json").write_bytes(record)
    put(tmp_path, FIRST)
    assert inside(tmp_path).get("build (old).json") == record
    assert (tmp_path / "memo.docx").read_bytes() == b"somebody's"
    assert (tmp_path / "memo (new).docx").read_bytes() == b"memo 1"
    assert read_record(tmp_path) is not None


def test_a_link_is_never_written_through(tmp_path):
    elsewhere = tmp_path / "elsewhere.docx"
    elsewhere.write_bytes(b"memo 1")
    out = tmp_path / "out"
    put(out, FIRST)
    (out / "memo.docx").unlink()
    (out / "memo.docx").symlink_to(elsewhere)
    put(out, SECOND)
    assert (elsewhere.read_bytes(), (out / "memo (new).docx").read_bytes()) == (b"memo 1", b"memo 2")


def fail_at(monkeypatch, name, number, error):
    """Let the n-th call of an os function raise."""
    real, calls = getattr(os, name), []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) == number:
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, failing)


FAILURES = [("write", n) for n in (1, 2, 3, 4)] + [("fsync", n) for n in (1, 3, 4)] + [("replace", n) for n in (1, 2, 3)]


@pytest.mark.parametrize("first", [True, False], ids=["over old papers", "into an empty folder"])
@pytest.mark.parametrize(("step", "number"), FAILURES)
def test_a_failure_at_any_step_leaves_the_old_papers_and_no_litter(tmp_path, monkeypatch, step, number, first):
    if first:
        put(tmp_path, FIRST)
    before = inside(tmp_path)
    fail_at(monkeypatch, step, number, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(WriteError, match="the disk is full"):
        put(tmp_path, SECOND)
    monkeypatch.undo()
    assert inside(tmp_path) == before


@pytest.mark.parametrize(("step", "number"), FAILURES)
def test_ctrl_c_at_any_step_leaves_the_old_papers_and_no_litter(tmp_path, monkeypatch, step, number):
    put(tmp_path, FIRST)
    fail_at(monkeypatch, step, number, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, SECOND)
    monkeypatch.undo()
    assert inside(tmp_path) == FIRST


def test_a_failure_removes_the_folder_it_made(tmp_path, monkeypatch):
    fail_at(monkeypatch, "write", 1, OSError(errno.EDQUOT, "Disk quota exceeded"))
    with pytest.raises(WriteError, match="the disk is full"):
        put(tmp_path / "a" / "b", FIRST)
    assert inside(tmp_path) == {}


def test_a_paper_that_is_open_elsewhere_is_named_with_what_to_do(tmp_path, monkeypatch):
    put(tmp_path, FIRST)
    target = str(tmp_path / "board-deck.pptx")
    fail_at(monkeypatch, "replace", 1, PermissionError(errno.EACCES, "Access is denied", target + ".tmp", None, target))
    with pytest.raises(WriteError) as caught:
        put(tmp_path, SECOND)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("write.locked", "board-deck.pptx")
    assert "close it in PowerPoint" in problem.cure


@pytest.mark.parametrize(("number", "fault"), [(errno.EACCES, "you may not write"), (errno.EROFS, "only be read")])
def test_a_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch, number, fault):
    real = os.open

    def refusing(path, *args, **kwargs):
        if ".peerbrief" in str(path):
            raise OSError(number, "no", str(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(WriteError, match=fault):
        put(tmp_path, FIRST)


def test_names_that_are_taken_by_the_wrong_kind_of_thing_are_said(tmp_path):
    (tmp_path / "memo.docx").mkdir()
    with pytest.raises(WriteError, match=r"memo\.docx: a folder bears this name"):
        put(tmp_path, FIRST)
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="a file stands where the folder should be"):
        put(tmp_path / "file", FIRST)


def test_a_disk_that_knows_no_second_names_still_gets_its_old_papers_back(tmp_path, monkeypatch):
    put(tmp_path, FIRST)
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links")))
    fail_at(monkeypatch, "replace", 3, OSError(errno.EIO, "Input/output error"))
    with pytest.raises(WriteError):
        put(tmp_path, SECOND)
    monkeypatch.undo()
    assert inside(tmp_path) == FIRST


KILLED = """
    import os, sys, time
    from pathlib import Path
    from tests.{module} import SECOND, put
    real, calls = os.{step}, []
    def pausing(*args, **kwargs):
        calls.append(1)
        if len(calls) == {number}:
            print("ready", flush=True)
            time.sleep(60)
        return real(*args, **kwargs)
    os.{step} = pausing
    put(Path(sys.argv[1]), SECOND)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize(("step", "number"), [("write", 2), ("replace", 1), ("replace", 2), ("replace", 3)])
def test_after_a_kill_the_next_run_puts_the_old_papers_back_and_takes_none_for_edited(tmp_path, step, number):
    put(tmp_path, FIRST)
    code = textwrap.dedent(KILLED.format(module="test_write", step=step, number=number))
    root = Path(__file__).parent.parent
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}) as process:
        assert process.stdout.readline() == b"ready\n"
        process.kill()
        process.wait()
    assert (tmp_path / "memo.docx").exists() and (tmp_path / "board-deck.pptx").exists()
    assert len(inside(tmp_path)) > len(FIRST)
    recover(tmp_path)
    assert inside(tmp_path) == FIRST
    report = put(tmp_path, SECOND)
    assert (inside(tmp_path), report.kept) == (SECOND, ())


def test_recovery_leaves_alone_what_was_edited_after_the_kill(tmp_path, monkeypatch):
    put(tmp_path, FIRST)
    monkeypatch.setattr(write, "_put_back", lambda *_: time.sleep(0))
    real = Path.unlink
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)  # the run is dead: nothing is tidied
    fail_at(monkeypatch, "replace", 2, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, SECOND)
    monkeypatch.undo()
    assert Path.unlink is real and (tmp_path / "board-deck.pptx").read_bytes() == b"deck 2"
    (tmp_path / "board-deck.pptx").write_bytes(b"my edits")
    assert recover(tmp_path)
    assert inside(tmp_path) == {**FIRST, "board-deck.pptx": b"my edits"}


def test_a_name_with_a_path_in_it_is_a_fault_of_the_caller(tmp_path):
    with pytest.raises(ValueError, match="plain name"):
        write_files(tmp_path, {"../x": b""}, None)
