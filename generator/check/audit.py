"""`peerbrief check`: audit finished files, ours or anyone's, against what a reader needs."""

from collections.abc import Sequence
from pathlib import Path

from generator.build_record import NAME, read_record
from generator.check.against_record import changes
from generator.check.finished import DAMAGE, KINDS, RANK, check_bytes, damaged, kind_of
from generator.check.ignores import Ignores
from generator.check.of_ours import folder_faults, standing
from generator.load.guard import check_office_file
from generator.model.problem import InputError, Problem


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
            inside = sorted(p for p in path.iterdir() if p.is_file() and (p.name in outputs or (kind_of(p.name) in KINDS and not p.name.startswith((".", "~$")))))
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
    kind = kind_of(path.name)
    if kind not in KINDS and not built:
        return [Problem("file.unreadable", "error", path.name, f"a {path.suffix or 'file without an ending'} cannot be checked", "check .pptx, .docx and .pdf files, or a folder of papers")]
    try:
        if kind in ("pptx", "docx"):
            check_office_file(path)
        data = path.read_bytes()
        found = check_bytes(path.name, data, ours=built) if kind in KINDS else []
        if record is not None and built and not any(problem.code == "check.package" and problem.severity == "error" for problem in found):
            found += changes(path.name, data, record)
            found += standing(path.name, data, record)
        return sorted(found, key=lambda problem: RANK[problem.severity])
    except InputError as error:
        return list(error.problems)
    except OSError as error:
        return [Problem("file.missing", "error", str(path), error.strerror or "cannot be read", "check the name")]
    except DAMAGE as error:
        return [damaged(path.name, error)]
