"""Fault: what a rule found in a file, before the file's name is put to it."""


from typing import NamedTuple

from generator.model.problem import Problem
from generator.model.rule import RULES, Severity


class Fault(NamedTuple):
    """`place`: "slide 4", "page 2", "table 1", or nothing for the whole file. `severity` and `cure`: the rule's own, where none is given.

    What is peculiar to one place stands in the message in “quotation marks” or in digits, so that
    faults of one kind can be told in one line.
    """

    code: str
    place: str
    message: str
    cure: str = ""
    severity: Severity | None = None

    def problem(self, file: str) -> Problem:
        """The problem of the file of this name."""
        rule = RULES[self.code]
        return Problem(self.code, self.severity or rule.severity, f"{file}: {self.place}" if self.place else file, self.message, self.cure or rule.cure)


def quoted(text: str, most: int = 40) -> str:
    """Some words of a file as they are quoted in a message, cut to `most` letters."""
    words = " ".join(text.replace("“", "").replace("”", "").split())
    return f"“{words[: most - 1]}…”" if len(words) > most else f"“{words}”"
