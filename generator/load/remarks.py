"""What should be known about an export before its numbers are used: rows, columns and values that stand out."""

from collections import Counter
from collections.abc import Sequence

from generator.load.cells import Cells
from generator.load.export import Column, Export
from generator.load.scale import no_answer, plain_answer
from generator.model.problem import Problem
from generator.model.survey import ColumnMatch, Instrument, Survey

_MOST_ALIKE = 10
"""Respondents with one answer to every item, below which nothing is said of them."""


def worded(export: Export, instrument: Instrument) -> Export:
    """Codes as the words that a dictionary gives them; on a scale the code stays beside its word."""
    if not any(column.labels for column in export.columns):
        return export
    return export._replace(cells=tuple(_worded(column, cells, instrument) for column, cells in zip(export.columns, export.cells, strict=True)))


def _worded(column: Column, cells: Cells, instrument: Instrument) -> Cells:
    if not column.labels:
        return cells
    words = {code: plain_answer(label) for code, label in column.labels.items()}
    scale = any(word in instrument.labels for word in words.values())

    def read(text: str) -> str:
        code = text.strip()
        word = column.labels.get(code)
        if word is None:
            return text
        if not scale:
            return word
        return f"{code} - {word}" if words[code] in instrument.labels and code.lstrip("-").isdigit() else "" if no_answer(words[code], instrument) else word

    return cells.rewritten(read)


def remarks(survey: Survey, export: Export, matches: Sequence[ColumnMatch], shown: str) -> list[Problem]:
    """Notes on one file, and errors where one person gave two answers to one question."""
    remarks: list[Problem] = [*_twice(export, matches, shown), *_alike(survey, shown)]
    if survey.identifying:
        reasons = [f'"{m.name}" ({m.how})' for m in survey.columns if m.role == "identifying"]
        remarks.append(Problem("survey.identifying", "note", shown, f"columns that can identify people were not read: {', '.join(reasons)}"))
    if survey.dropped:
        rows = ", ".join(f"{count:,} {reason}" for reason, count in survey.dropped.items())
        remarks.append(Problem("survey.dropped-rows", "note", shown, f"rows that are no respondents were left out: {rows}"))
    if export.partial:
        remarks.append(Problem("survey.partial", "note", shown, f"{export.partial:,} respondents who did not reach the end are kept"))
    return remarks


def _twice(export: Export, matches: Sequence[ColumnMatch], shown: str) -> list[Problem]:
    """Questions that somebody answered twice, differently; comments are simply joined."""
    twice = [column for column, match in zip(export.columns, matches, strict=True) if column.differing and match.role in ("item", "option", "local")]
    if not twice:
        return []
    people = max(column.differing for column in twice)
    names = ", ".join(f'"{column.name}"' for column in twice[:4]) + (f" and {len(twice) - 4} more" if len(twice) > 4 else "")
    message = f"up to {people:,} people have different answers in several rows to {names}; nothing says which counts"
    cure = "write one line into survey.files: map: {event: name of the event that counts}, or {instance: first} or {instance: last}"
    return [Problem("survey.several-answers", "error", shown, message, cure)]


def _alike(survey: Survey, shown: str) -> list[Problem]:
    """Respondents who gave one answer to every item, on a form whose items point both ways."""
    columns = list(survey.items.values())
    if len(columns) < 10:
        return []
    alike = sum(n for answers, n in Counter(zip(*columns, strict=True)).items() if len(set(answers)) == 1 and answers[0] is not None) if survey.respondents < 100_000 else 0
    if alike < _MOST_ALIKE:
        return []
    return [Problem("survey.suspicious", "note", shown, f"{alike:,} respondents gave the same answer to every item; they are counted", "look at how long they took, if the platform says so")]
