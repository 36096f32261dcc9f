"""What was recognized in a survey, for `peerbrief inspect`: as one JSON object, as lines, and where a human must read."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.load.request import read_request
from generator.model.problem import InputError, Problem
from generator.model.request import SurveyFile
from generator.model.survey import ColumnMatch, Instrument, Scale, Survey

SUSPICIOUS = frozenset({"survey.suspicious", "survey.out-of-scale", "survey.cleaned", "survey.no-answer"})
_SHOWN_COLUMNS = 8


def as_briefing_says(survey: Path) -> tuple[SurveyFile, Mapping[str, int], str, str] | None:
    """How a briefing.yaml beside the survey, or in the folder above, says it is to be read.

    Gives its entry, its lines as those of a first file, its place ("briefing.yaml:21") and the
    questionnaire, with paths as seen from the survey's folder. None when there is none that names it: free text would otherwise be looked for in other columns
    than a build does.
    """
    here = Path(os.path.realpath(survey))  # unlike resolve() it stands links that lead in a circle
    for folder in (here.parent, here.parent.parent):
        try:
            request, _ = read_request(folder / "briefing.yaml")
        except InputError:
            continue
        for number, file in enumerate(request.survey.files):
            if Path(os.path.realpath(folder / file.path)) == here:
                key = f"survey.files.{number}"
                lines = {re.sub(rf"^{key}\b", "survey.files.0", name): line for name, line in request.lines.items()}
                dictionary = os.path.relpath(folder / file.dictionary, here.parent) if file.dictionary else ""
                instrument = request.survey.instrument
                if instrument.lower().endswith((".yaml", ".yml")):
                    instrument = os.path.relpath(folder / instrument, here.parent)
                return file._replace(dictionary=dictionary), lines, f"briefing.yaml:{request.lines.get(key, request.lines.get('survey.files', 1))}", instrument
    return None


def rows_to_read(survey: Survey, positions: Sequence[int]) -> list[str]:
    """Where a named person finds the answers of these respondents: "line 58". For the screen alone."""
    word = "row" if survey.path.lower().endswith((".xlsx", ".xlsm", ".xls")) else "line"
    return [f"{word} {survey.lines[position]} of {survey.path}" for position in positions]


def describe(survey: Survey, problems: Sequence[Problem]) -> dict[str, Any]:
    """The object that `inspect --json` prints. It holds names and counts, never an answer."""
    return {
        "platform": survey.platform,
        "why": survey.why,
        "rows": survey.rows,
        "scales": [scale._asdict() for scale in survey.scales],
        "identified_by": {m.name: m.how for m in _role(survey, "identifying")},
        "suspicious": [str(p) for p in problems if p.code in SUSPICIOUS],
        "open_questions": [str(p) for p in problems if p.severity == "error"],
        "instrument": survey.instrument,
        "respondents": survey.respondents,
        "dropped": dict(survey.dropped),
        "identifying": list(survey.identifying),
        "items": [{"column": m.name, "item": m.target, "sure": m.sure, "how": m.how} for m in _role(survey, "item", "option")],
        "text_columns": [m.name for m in _role(survey, "comment")],
        "questions": list(survey.questions),
        "groups": [m.name for m in _role(survey, "group")],
        "other": [m.name for m in _role(survey, "other") if m.name],
        "problems": [
            {"code": p.code, "severity": p.severity, "where": p.where, "message": p.message, "cure": p.cure} for p in problems
        ],
    }


def describe_lines(survey: Survey, problems: Sequence[Problem], instrument: Instrument) -> list[str]:
    """The same for a person: one finding a line, what is not sure marked, problems last."""
    items, options = _role(survey, "item"), _role(survey, "option")
    lines = [
        f"File         {survey.path} ({survey.platform})",
        f"Platform     {survey.platform}: {survey.why}",
        f"Instrument   {instrument.name}; scoring key {instrument.key_status}" + ("" if instrument.scored else ": nothing is scored"),
        f"Respondents  {survey.respondents:,} of {survey.rows:,} rows{_dropped(survey.dropped)}",
        f"Items        {len(items)} of {len(instrument.items)}{_columns(items)}",
        f"Support      {len(options)} of {len(instrument.options)} kinds{_columns(options)}",
        *(_scale(scale) for scale in survey.scales),
    ]
    labels = [
        ("Questions", _role(survey, "local")),
        ("Comments", _role(survey, "comment")),
        ("Groups", _role(survey, "group")),
        ("Not read", _role(survey, "identifying")),
        ("Other", [m for m in _role(survey, "other") if m.name]),
    ]
    for label, matches in labels:
        if matches:
            shown = ", ".join(_named(match) for match in matches[:_SHOWN_COLUMNS])
            more = f" and {len(matches) - _SHOWN_COLUMNS} more" if len(matches) > _SHOWN_COLUMNS else ""
            lines.append(f"{label:<13}{shown}{more}")
    # Not read and left out are said above; what else was noticed stands below.
    said = ("survey.identifying", "survey.dropped-rows")
    lines.extend(f"{'question' if p.severity == 'error' else p.severity}: {p}" for p in problems if p.code not in said)
    return lines


def _scale(scale: Scale) -> str:
    name = "Scale" if scale.what == "items" else "Wishes"
    first, last = (scale.high, scale.low) if scale.turned else (scale.low, scale.high)
    return f"{name:<13}{scale.points} points, from {first} to {last}; known from: {scale.origin}"


def column_lines(survey: Survey) -> list[str]:
    """Every column that is used, with what it was taken for and by what, for `inspect --columns`."""
    words = {"name": "by its name", "map": "by your map", "order": "by its place: please check", "values": "by what stands in it: please check", "questionnaire": "by your description"}
    used = _role(survey, "item", "option", "local", "comment", "group")
    return [f"{m.name}: {m.target or m.role}, {words.get(m.how, m.how)}" for m in used]


def _role(survey: Survey, *roles: str) -> list[ColumnMatch]:
    return [match for match in survey.columns if match.role in roles]


def _dropped(dropped: Mapping[str, int]) -> str:
    if not dropped:
        return ""
    return f" (left out: {', '.join(f'{count:,} {reason}' for reason, count in dropped.items())})"


def _columns(matches: Sequence[ColumnMatch]) -> str:
    if not matches:
        return ""
    span = f'"{matches[0].name}"' if len(matches) == 1 else f'"{matches[0].name}" to "{matches[-1].name}"'
    return f": {span}" + ("" if all(match.sure for match in matches) else ", by order: please check")


def _named(match: ColumnMatch) -> str:
    target = f" -> {match.target}" if match.target and match.target.casefold() != match.name.casefold() else ""
    reason = f" ({match.how})" if match.role == "identifying" else "" if match.sure else " (a guess)"
    return f'"{match.name}"{target}{reason}'
