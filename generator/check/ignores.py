"""What an audit is told to overlook, each time with a reason.

    check.contrast = the brand's orange, decided by communications on 2026-02-01
    check.alt-text:old-deck.pptx = replaced next year
    check.size:deck.pptx: slide 4 = a facsimile, read aloud
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.model.problem import InputError, Problem
from generator.model.rule import RULES

_ALLOWED = frozenset(RULES) - {"check.package", "check.suppression", "check.draft", "check.macro"}
_FORM = "CODE = REASON, or CODE:PLACE = REASON"


class Ignored(NamedTuple):
    """`code` at `place` (a file, "slide 4", or "deck.pptx: slide 4"; everywhere when empty), and why."""

    code: str
    place: str
    reason: str

    def covers(self, problem: Problem) -> bool:
        """Whether it is this problem that is to be overlooked."""
        return problem.code == self.code and (not self.place or re.search(rf"(?<![\w.-]){re.escape(self.place)}(?![\w-]|\.\w)", problem.where) is not None)


@dataclass(frozen=True, slots=True)
class Ignores:
    """All of them, and what they left out: `met` pairs each problem with its reason."""

    entries: tuple[Ignored, ...] = ()
    met: list[tuple[Problem, str]] = field(default_factory=list)

    def left(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that stay."""
        for problem in problems:
            entry = next((entry for entry in self.entries if entry.covers(problem)), None)
            if entry is None:
                yield problem
            else:
                self.met.append((problem, entry.reason))

    def idle(self) -> Iterator[Problem]:
        """A note for each entry that met nothing: its cause is gone, or it is misspelled."""
        for entry in self.entries:
            if not any(entry.covers(problem) for problem, _ in self.met):
                yield Problem("check.ignored", "note", f"{entry.code}{f':{entry.place}' if entry.place else ''}", "nothing of this kind is there to overlook", "take the entry out")


def read_ignores(given: Iterable[str], file: Path | None = None) -> Ignores:
    """Entries of the command line and of a file; empty lines and lines that start with # say nothing.

    Raises InputError that names each one without a reason or with a code that cannot be overlooked.
    """
    lines = [(f"--ignore {text}", text) for text in given]
    if file is not None:
        try:
            written = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(Problem("file.unreadable", "error", str(file), "the list of what to overlook cannot be read", "check its name; it is plain text in UTF-8")) from error
        lines += [(f"{file.name}:{number}", text) for number, text in enumerate(written, 1) if text.strip() and not text.lstrip().startswith("#")]
    entries, problems = [], []
    for where, text in lines:
        head, _, reason = text.partition("=")
        code, _, place = head.strip().partition(":")
        if code.strip() not in _ALLOWED:
            from difflib import get_close_matches

            near = get_close_matches(code.strip(), sorted(_ALLOWED), n=1)
            known = code.strip() in RULES
            problems.append(Problem("check.ignored", "error", where, f"{code.strip()} can never be overlooked" if known else f"there is no rule {code.strip()!r}{f'; did you mean {near[0]}?' if near else ''}", "peerbrief check --list names the rules"))
        elif not reason.strip():
            problems.append(Problem("check.ignored", "error", where, "no reason is given", f"write {_FORM}"))
        else:
            entries.append(Ignored(code.strip(), place.strip(), reason.strip()))
    if problems:
        raise InputError(problems)
    return Ignores(tuple(entries))
