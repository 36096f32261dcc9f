"""A map of columns in a file of its own: what `inspect --write-map` writes and `survey.files: map` names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.load.yaml_source import read_yaml
from generator.model.problem import InputError, Problem
from generator.model.survey import ColumnMatch, Survey

_HEAD = """\
# What each column of {path} is. Correct what is wrong; this file always wins over what is recognized.
# An item, a kind of support or a question by its id; feelings, needs or both for free text; group for a
# unit or role; ignore for what is not to be read. Name this file in briefing.yaml:
#   survey: {{files: [{{path: {path}, map: THIS FILE}}]}}
"""


def read_map(path: Path, shown: str) -> tuple[dict[str, str], Mapping[str, int]]:
    """Targets by column name, and the line of each. Raises InputError with every fault of the file."""
    source = read_yaml(path, shown)
    if source.data is None:
        return {}, {}
    if not isinstance(source.data, dict):
        raise InputError(Problem("request.wrong-type", "error", source.where(""), "the map must hold one column a line", "write `Column name: item`"))
    faults = [
        Problem("request.wrong-type", "error", source.where(str(column)), f'the column "{column}" is sent nowhere', "write the item's name after it, or ignore")
        for column, target in source.data.items()
        if target is None or isinstance(target, dict | list)
    ]
    if faults:
        raise InputError(faults)
    return {str(column): source.texts[str(column)].strip() for column in source.data}, source.lines


def written_map(survey: Survey) -> str:
    """The map as YAML: a line a column, with a note where something was guessed.

    Which end of the codes is agreement stands there as a question where the file does not say it.
    Columns that can identify people stand in a note alone: no map makes them read.
    """
    lines = [_HEAD.format(path=survey.path)]
    if any("nothing" in scale.origin for scale in survey.scales):
        scale = survey.scales[0]
        lines.append(f'# Nothing in the file says which end bare numbers begin at. Look at the form, then take away the # of one line:\n# codes: "1 = {scale.low}"\n# codes: "1 = {scale.high}"')
    named = {match.name: match for match in reversed(survey.columns) if match.name and match.role != "identifying"}
    for match in reversed(named.values()):  # of columns that bear one name the first
        target = {"group": "group", "other": "ignore"}.get(match.role, match.target)
        note = "" if match.sure else f"   # a guess by {_GUESSED.get(match.how, match.how)}: please check"
        lines.append(f"{_quoted(match.name)}: {target}{note}")
    if hidden := _names([match for match in survey.columns if match.role == "identifying"]):
        lines.append(f"# Not read, because they can identify people: {hidden}")
    return "\n".join(lines) + "\n"


_GUESSED = {"order": "its place among the columns", "values": "what stands in it"}


def _quoted(text: str) -> str:
    """One scalar as YAML writes it on one line."""
    from json import dumps

    return dumps(text, ensure_ascii=False)


def _names(matches: Sequence[ColumnMatch]) -> str:
    return ", ".join(" ".join(match.name.split()) for match in matches if match.name)
