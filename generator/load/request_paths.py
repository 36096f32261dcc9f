"""Paths of briefing.yaml: inside its folder, on this computer, and there."""

import os
import re
from difflib import get_close_matches
from pathlib import Path

Refusal = tuple[str, str, str]
"""Problem code, message and cure."""


def inside(text: str, folder: Path, kind: str = "file") -> str | Refusal:
    """Path relative to `folder`, with forward slashes, or why it cannot be used.

    `kind` is "file" or "folder". A link is followed: what it leads to must lie inside as well.
    """
    copy = f"copy the {kind} into the folder of briefing.yaml and write its name alone"
    plain = text.replace("\\", "/")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", plain):
        return "file.outside", f'"{text}" is an address; nothing is downloaded', copy
    if plain.startswith("//"):
        return "file.outside", f'"{text}" lies on another computer', copy
    if plain.startswith(("/", "~")) or re.match(r"[A-Za-z]:", plain):
        return "file.outside", f'"{text}" is a path of one computer only', copy
    try:
        root = folder.resolve()
        found = (root / plain).resolve()
        there = found.is_dir() if kind == "folder" else found.is_file()
        exists = found.exists()
    except (OSError, ValueError, RuntimeError):
        return "file.missing", f'"{text}" was not found', "check the name"
    if not found.is_relative_to(root):
        return "file.outside", f'"{text}" leads out of the folder of briefing.yaml', copy
    if not there:
        if exists:
            return "file.unreadable", f'"{text}" is not a {kind}', f"write the name of a {kind}"
        return "file.missing", f'"{text}" was not found', _near(plain, root, kind)
    # Normalized from what was written, not from what a link leads to.
    return Path(os.path.normpath(plain)).as_posix()


def _near(name: str, root: Path, kind: str) -> str:
    parent = (root / name).parent
    try:
        here = sorted(p.name for p in parent.iterdir() if not p.name.startswith(".")) if parent.is_relative_to(root) else []
    except OSError:
        here = []
    near = get_close_matches(Path(name).name, here, n=1)
    return f'did you mean "{near[0]}"?' if near else f"put the {kind} beside briefing.yaml, or leave the key empty"
