"""Files with people's own words: for the owner's eyes, and whole or not at all."""

import contextlib
import os
import secrets
from pathlib import Path

from generator.model.problem import Problem, WriteError


def write_private(target: Path, content: bytes) -> None:
    """Write a file that only its owner may read (mode 0600), replacing an older one in one step.

    On Windows a file has the rights of its folder; there a folder of one's own protects it. Raises
    WriteError when it cannot be written; an older one is then as it was.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        if isinstance(error, PermissionError) and target.exists():
            problem = Problem("write.locked", "error", target.name, "the file cannot be replaced; it is probably open in another program", "close it there and run this again")
        else:
            problem = Problem("write.failed", "error", str(target), f"the file could not be written ({error.strerror or error})", "choose another place with -o")
        raise WriteError(problem) from error
