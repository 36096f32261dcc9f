"""Office and SPSS files are read in a process of its own: their libraries may ask for any memory, or crash."""

import marshal
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.model.problem import InputError, Problem

MEMORY = 3_000_000_000
"""Bytes of address space. An honest workbook of 60 million cells takes two."""

PATIENCE = 300
"""Seconds; a sheet of a million rows takes twenty."""


def read_apart(kind: str, path: Path, name: str) -> dict[str, Any]:
    """What `workbook.read_sheet` or `read_spss` finds in the file; `name` is what messages call it.

    Raises InputError where the file is damaged, empty, or takes more memory or time than any survey.
    """
    here = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))}
    command = [sys.executable, "-P", "-m", "generator.load.child", kind, str(path.resolve()), str(MEMORY)]  # -P: no module from the user's folder
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=PATIENCE, check=False)  # noqa: S603 our own interpreter
    except subprocess.TimeoutExpired as fault:
        raise _unsafe(name, f"the file was not read within {PATIENCE // 60} minutes") from fault
    if done.returncode:
        if b"MemoryError" in done.stderr or done.returncode < 0 or b"memory allocation" in done.stderr:
            raise _unsafe(name, "reading the file takes more memory than any survey needs")
        raise InputError(Problem("file.unreadable", "error", name, "the file cannot be read", "save it again, or export it as CSV"))
    answer = marshal.loads(done.stdout)  # noqa: S302 written by our own process
    if answer[0] == "empty":
        raise InputError(Problem("file.empty", "error", name, "no sheet holds anything", "export the survey again"))
    if answer[0] == "refused":
        raise InputError(Problem("file.unreadable", "error", name, answer[1], "save it again from the program that made it, or as CSV"))
    found: dict[str, Any] = answer[1]
    return found


def _unsafe(name: str, message: str) -> InputError:
    return InputError(Problem("file.unsafe", "error", name, message, "copy the answers into a new sheet and save that, or export it as CSV"))
