"""Where a process keeps what the next one would have to make again."""

from functools import cache
from pathlib import Path


@cache
def kept() -> Path | None:
    """The user's own temporary folder, which nobody else may read or write; None where there is no safe one.

    Jinja finds it and makes sure of that: it is the folder of its own compiled templates.
    """
    from jinja2 import FileSystemBytecodeCache

    try:
        return Path(FileSystemBytecodeCache().directory)
    except (OSError, RuntimeError):
        return None
