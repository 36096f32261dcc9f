"""Finished bytes -> files: all of them or none, and never over somebody's own work.

1. Each file is written beside its target under a hidden name, down to the disk.
2. Each old file that will be replaced gets a second hidden name.
3. A journal says what is about to happen; then one target after the other is replaced.
4. Removing the journal is the moment at which the new papers count. Second names go last.

Two runs in one folder take turns (`alone`). A failure puts the old papers back at once. A killed run leaves hidden files; `recover`, which the
next run calls first, puts the old papers back if the journal is still there, and sweeps up.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.build_record import NAME as RECORD
from generator.build_record import digest, read_record
from generator.model.problem import Problem, WriteError

JOURNAL = ".peerbrief-journal.json"
NEW, OLD = ".peerbrief-new", ".peerbrief-old"


class WriteReport(NamedTuple):
    """What happened to each file. `kept`: papers edited by hand, with the name the new one got."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Names of all that this build made, written or already there, sorted."""
        return tuple(sorted((*self.written, *self.unchanged)))


@contextlib.contextmanager
def alone(out: Path) -> Iterator[None]:
    """Make the folder and keep other runs out of it meanwhile; a second one waits for its turn.

    A folder that was made here and stays empty goes again. What the system refuses inside is
    raised as WriteError. Windows has no such turn-taking.
    """
    made = _make_folder(out)
    with contextlib.ExitStack() as turn:
        try:
            with contextlib.suppress(ImportError, OSError):  # some network drives cannot
                import fcntl

                handle = os.open(out, os.O_RDONLY)
                turn.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)  # let go by the system when the run is killed
            yield
        except OSError as error:
            raise WriteError(_explain(error, out)) from error
        finally:
            for folder in made:
                with contextlib.suppress(OSError):
                    folder.rmdir()


def write_files(out: Path, files: Mapping[str, bytes], previous: Mapping[str, Any] | None = None) -> WriteReport:
    """Put the files into the folder `out`, which is made if need be.

    `previous` is the record of the last build there (`read_record(out)` when not given): a file
    whose hash is not the recorded one was edited, or is not ours, and is left as it is; the new one
    goes to "NAME (new).EXT". Raises WriteError when nothing could be written; the old files are then
    as they were.
    """
    if any(Path(name).name != name or name.startswith(".") for name in files):
        raise ValueError("a file's name must be a plain name")
    made = _make_folder(out)
    try:
        if recover(out) or not previous:
            previous = read_record(out) or {"outputs": {}}
        known = previous["outputs"]
        targets, kept = _targets(out, files, known)
        changed = {name: content for name, content in targets.items() if _content(out / name) != content}
        _replace_all(out, changed)
    except BaseException as error:
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise WriteError(_explain(error, out)) from error
        raise
    problems = tuple(
        Problem(
            "write.hand-edited", "warning", name, f'was changed since it was made, so it was left as it is; the new one is "{new}"',
            "carry your changes over, or delete the old one and build again",
        )
        for name, new in kept
    )
    return WriteReport(tuple(changed), tuple(name for name in targets if name not in changed), kept, problems)


def recover(out: Path) -> bool:
    """Bring a folder in order that a killed run left behind; return whether papers were put back.

    An old paper is put back only over what that run itself wrote: later work is left alone.
    """
    journal = _read_journal(out / JOURNAL)
    if journal:
        _put_back(out, journal)
    (out / JOURNAL).unlink(missing_ok=True)
    for left in _ours_hidden(out):
        left.unlink(missing_ok=True)
    return journal is not None


def _targets(out: Path, files: Mapping[str, bytes], known: Mapping[str, str]) -> tuple[dict[str, bytes], tuple[tuple[str, str], ...]]:
    """Name each content's place; the record comes last, because it vouches for the others."""
    targets: dict[str, bytes] = {}
    kept: list[tuple[str, str]] = []
    for name in sorted(files, key=lambda name: (name == RECORD, name)):
        here = _content(out / name)
        if name == RECORD:
            if here is not None and read_record(out) is None:
                targets[_free(out, name, "old", here, set())] = here  # damaged, or another program's
        elif not _may_replace(out / name, here, {known.get(name), digest(files[name])}):
            new = _free(out, name, "new", files[name], {known.get(name)})
            kept.append((name, new))
            targets[new] = files[name]
            continue
        targets[name] = files[name]
    return targets, tuple(kept)


def _may_replace(target: Path, here: bytes | None, ours: set[str | None]) -> bool:
    return not target.is_symlink() and (here is None or digest(here) in ours)


def _free(out: Path, name: str, word: str, content: bytes, ours: set[str | None]) -> str:
    """Find a name such as "memo (new).docx" where nothing but our own unedited work stands."""
    stem, dot, ending = name.partition(".")
    number = 1
    while True:
        candidate = f"{stem} ({word}{f' {number}' if number > 1 else ''}){dot}{ending}"
        if _may_replace(out / candidate, _content(out / candidate), ours | {digest(content)}):
            return candidate
        number += 1


def _content(path: Path) -> bytes | None:
    """Bytes of a file; None when nothing bears the name. Raises OSError for a folder."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace_all(out: Path, files: Mapping[str, bytes]) -> None:
    journal: dict[str, Any] = {"files": {name: {"new": digest(content), "had": (out / name).exists()} for name, content in files.items()}}
    try:
        for name, content in files.items():
            _write(out / _hidden(name, NEW), content)
        for name, entry in journal["files"].items():
            if entry["had"]:
                _second_name(out / name, out / _hidden(name, OLD))
        if files:
            _write(out / JOURNAL, json.dumps(journal).encode())
            _sync_folder(out)
        for name in files:
            (out / _hidden(name, NEW)).replace(out / name)
        _sync_folder(out)
        (out / JOURNAL).unlink(missing_ok=True)
    except BaseException:
        # Also on Ctrl-C. A second one while this runs leaves the journal to the next run.
        if (out / JOURNAL).exists():
            _put_back(out, journal)
            (out / JOURNAL).unlink(missing_ok=True)
        raise
    finally:
        if not (out / JOURNAL).exists():  # else an old paper could not be put back and still needs its second name
            for left in _ours_hidden(out):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)


def _put_back(out: Path, journal: Mapping[str, Any]) -> None:
    for name, entry in journal["files"].items():
        target, old = out / name, out / _hidden(name, OLD)
        here = _content(target)
        if here is None or digest(here) != entry["new"]:
            continue
        if entry["had"] and old.exists():
            old.replace(target)
        elif not entry["had"]:
            target.unlink()


def _hidden(name: str, ending: str) -> str:
    return f".{name}{ending}"


def _ours_hidden(out: Path) -> Iterator[Path]:
    for ending in (NEW, OLD):
        yield from sorted(out.glob(f".*{ending}"))


def _write(path: Path, content: bytes) -> None:
    """Write and push down to the disk, so that a power cut cannot leave an empty paper."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _second_name(target: Path, old: Path) -> None:
    try:
        os.link(target, old)
    except OSError:  # memory sticks and some network drives know no second name
        shutil.copy2(target, old)


def _sync_folder(out: Path) -> None:
    """Push the names down to the disk, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        handle = os.open(out, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_journal(path: Path) -> dict[str, Any] | None:
    """Read a whole journal; a half-written one means that nothing was replaced yet."""
    try:
        found = json.loads(path.read_bytes())
        whole = all(set(entry) == {"new", "had"} and Path(name).name == name for name, entry in found["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if whole else None


def _make_folder(out: Path) -> list[Path]:
    """Make the folder and those above it; return what was made, innermost first."""
    try:
        missing = [folder for folder in (out, *out.parents) if not folder.exists()]
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(_explain(error, out)) from error
    return missing


def _explain(error: OSError, out: Path) -> Problem:
    """Say in words what the system said in a number."""
    name = _target_of(error, out)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Problem("write.failed", "error", str(out), "the disk is full", "free some space and build again; the old papers are as they were")
    if error.errno == errno.EROFS:
        return Problem("write.failed", "error", str(out), "the folder can only be read", "choose another folder")
    if isinstance(error, IsADirectoryError) and name:
        return Problem("write.failed", "error", name, "a folder bears this name", "rename the folder, or choose another with -o")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return Problem("write.failed", "error", str(out), "a file stands where the folder should be", "choose another folder")
    if isinstance(error, PermissionError) and name:
        cure = "close it in PowerPoint, Word or the preview pane, and build again; the old papers are as they were"
        return Problem("write.locked", "error", name, "the file cannot be replaced; it is probably open in another program", cure)
    if isinstance(error, PermissionError):
        return Problem("write.failed", "error", str(out), "you may not write into this folder", "choose another folder")
    what = "the file could not be written" if name else "the folder cannot be written into"
    return Problem("write.failed", "error", name or str(out), f"{what} ({error.strerror or error})", "try again, or choose another folder")


def _target_of(error: OSError, out: Path) -> str:
    """Name the paper that a failed step was about; empty when it was about the folder."""
    target = error.filename2 or error.filename
    if target is None or Path(os.fsdecode(target)) == out:
        return ""
    name = Path(os.fsdecode(target)).name
    return "" if name.endswith((NEW, OLD)) or name == JOURNAL else name
