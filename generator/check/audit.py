"""`peerbrief check`: audit finished files, ours or anyone's, against what a reader needs."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from generator.build_record import NAME, read_record
from generator.check.against_record import changes
from generator.check.fault import Fault
from generator.check.ignores import Ignores
from generator.check.of_ours import folder_faults, standing
from generator.check.package import Package
from generator.check.parts import sound, whole
from generator.load.guard import check_office_file
from generator.model.problem import InputError, Problem

_KINDS = ("pptx", "docx", "pdf")
_RANK = {"error": 0, "warning": 1, "note": 2}
OURS = 10.5
"""Points that no text of our own slides falls below."""


def check_paths(paths: Sequence[Path], ignores: Ignores = Ignores()) -> tuple[Problem, ...]:  # noqa: B008 - holds nothing
    """Problems of the files, and of the papers in the folders, in order of name, the gravest of a file first.

    A paper beside the record of its build is held against it, number by number. A missing or
    damaged file is a problem like any other; nothing raises. What `ignores` names is left out,
    with a note for each entry that met nothing.
    """
    found: list[Problem] = []
    for path in paths:
        if path.is_dir():
            record = read_record(path)
            outputs = (record or {"outputs": {}})["outputs"]
            inside = sorted(p for p in path.iterdir() if p.is_file() and (p.name in outputs or (_kind(p.name) in _KINDS and not p.name.startswith((".", "~$")))))
            if not inside:
                found.append(Problem("file.missing", "error", str(path), "the folder holds no .pptx, .docx or .pdf file", "name the files to check"))
            found += (Problem("file.missing", "note", str(path), f"{name} was built here and is gone", "nothing, if that was meant") for name in sorted(set(outputs) - {file.name for file in inside} - {NAME}))
            for file in inside:
                found += check_file(file)
            if record is not None:
                found += folder_faults(path.name or str(path), record)
        else:
            found += check_file(path)
    return (*ignores.left(found), *ignores.idle())


def check_file(path: Path) -> list[Problem]:
    """Problems of one file, the gravest first."""
    record = read_record(path.parent)
    built = record is not None and path.name in record["outputs"]
    kind = _kind(path.name)
    if kind not in _KINDS and not built:
        return [Problem("file.unreadable", "error", path.name, f"a {path.suffix or 'file without an ending'} cannot be checked", "check .pptx, .docx and .pdf files, or a folder of papers")]
    try:
        if kind in ("pptx", "docx"):
            check_office_file(path)
        data = path.read_bytes()
        found = check_bytes(path.name, data, ours=built) if kind in _KINDS else []
        if record is not None and built and not any(problem.code == "check.package" and problem.severity == "error" for problem in found):
            found += changes(path.name, data, record)
            found += standing(path.name, data, record)
        return sorted(found, key=lambda problem: _RANK[problem.severity])
    except InputError as error:
        return list(error.problems)
    except OSError as error:
        return [Problem("file.missing", "error", str(path), error.strerror or "cannot be read", "check the name")]
    except _DAMAGE as error:
        return [_damaged(path.name, error)]


def check_bytes(name: str, data: bytes, *, ours: bool = False) -> list[Problem]:
    """Problems of a file's bytes; `name` decides by its ending what it is taken for.

    `ours`: whether its text is held to our own least sizes.
    """
    try:
        if _kind(name) == "pdf":
            from generator.check.pdf import audit_pdf

            return _told(name, audit_pdf(data))
        return check_package(name, Package(data), ours=ours)
    except _DAMAGE as error:
        return [_damaged(name, error)]


def check_package(name: str, package: Package, *, ours: bool = False) -> list[Problem]:
    """Like `check_bytes`, for an Office file that is open already."""
    kind = _kind(name)
    broken = list(whole(kind, package))
    return _told(name, broken or _office(kind, package, ours))


def _office(kind: str, package: Package, ours: bool) -> Iterator[Fault]:
    yield from sound(kind, package)
    if kind == "pptx":
        from generator.check.powerpoint import audit_deck

        yield from audit_deck(package, *([OURS] if ours else []))
    else:
        from generator.check.word import audit_document

        yield from audit_document(package)


def _told(name: str, faults: Iterator[Fault] | list[Fault]) -> list[Problem]:
    problems = dict.fromkeys(fault.problem(name) for fault in faults)
    return sorted(problems, key=lambda problem: _RANK[problem.severity])


def _kind(name: str) -> str:
    return name.rpartition(".")[2].casefold()


def _damaged(name: str, error: Exception) -> Problem:
    return Fault("check.package", "", f"the file is damaged ({error})").problem(name)


_DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.LxmlError, EOFError, NotImplementedError, RuntimeError, LookupError, ValueError, TypeError, AttributeError, StopIteration, ArithmeticError,
)  # fmt: skip
"""What other people's broken files bring up in us: a part gone, a number that is none, a link into nowhere."""
