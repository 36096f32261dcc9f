"""briefing.yaml -> Request, with every problem of the file at once."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.load.request_groups import read_groups
from generator.load.request_schema import (
    CONFIRMATION,
    NOT_KNOWN,
    PLAIN,
    SECTIONS,
    SURVEY_FILE,
    UNUSED,
    Entry,
    Reader,
    Refused,
    guess,
    money,
    small_money,
    written_currency,
)
from generator.load.survey_map import read_map
from generator.load.yaml_source import Located, read_yaml
from generator.model.gate import GATES
from generator.model.problem import InputError, Problem, Severity
from generator.model.request import (
    Ask,
    Confirmation,
    Images,
    Meeting,
    Organization,
    Program,
    Request,
    Rounds,
    Style,
    SurveyFile,
    SurveyRequest,
    Workforce,
)

TOP = (*SECTIONS, *PLAIN, "confirm")
ROUNDS_MINUTES = 60
"""The length of grand rounds where briefing.yaml does not say."""


def load_request(path: Path) -> tuple[Request, tuple[Problem, ...]]:
    """Read the briefing and what should be looked at in it. Every key is optional.

    Paths in the Request are relative to the briefing's folder. Raises InputError with all
    problems of the file, in the order of its lines, when one of them is an error.
    """
    request, problems = read_request(path)
    if any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    return request, problems


def read_request(path: Path) -> tuple[Request, tuple[Problem, ...]]:
    """Read the briefing as far as it can be understood, and all its problems, errors among them.

    A refused value counts as not given. Raises InputError when the file is no YAML at all.
    """
    source = read_yaml(path)
    reading = _Reading(source, path.parent)
    request = reading.request(path)
    return request, (*source.problems, *sorted(reading.problems, key=lambda p: int(p.where.rpartition(":")[2])), *reading.elsewhere)


class _Reading:
    """Walks the file once and gathers problems; a refused value counts as not given."""

    def __init__(self, source: Located, folder: Path) -> None:
        self.source = source
        self.folder = folder
        self.problems: list[Problem] = []
        self.elsewhere: list[Problem] = []  # of files that this one names

    def request(self, path: Path) -> Request:
        data = {} if self.source.data is None else self.source.data
        if not isinstance(data, dict):
            self.report("request.wrong-type", "", "the file must hold sections such as `organization:`", "start from `peerbrief new DIR`")
            data = {}
        for key in data:
            if key not in TOP:
                self.unknown(key, key, TOP)
        read = {name: self.fields(name, data.get(name), keys, ("files", "groups") if name == "survey" else ()) for name, keys in SECTIONS.items()}
        if read["meeting"].get("kind") == "rounds":
            read["meeting"].setdefault("minutes", ROUNDS_MINUTES)
        survey = data.get("survey")
        files = self.survey_files(survey.get("files")) if isinstance(survey, dict) else ()
        groups = read_groups(survey.get("groups"), self.source.texts, self.report) if isinstance(survey, dict) else ()
        request = Request(
            path=str(path),
            organization=Organization(**read["organization"]),
            meeting=Meeting(**read["meeting"]),
            survey=SurveyRequest(files=files, groups=groups, **read["survey"]),
            ask=Ask(**read["ask"]),
            workforce=Workforce(**read["workforce"]),
            style=Style(**read["style"]),
            images=Images(**read["images"]),
            rounds=Rounds(**read["rounds"]),
            program=Program(**read["program"]),
            confirm=self.confirmations(data.get("confirm")),
            lines={key: line for key, line in self.source.lines.items() if key},
            **self.values("", {key: data.get(key) for key in PLAIN}, PLAIN),
        )
        self.contradictions(request)
        self.currencies(request)
        return request

    def fields(self, section: str, found: Any, keys: Mapping[str, Reader], others: tuple[str, ...] = ()) -> dict[str, Any]:
        """Values of one section by key, those alone that hold something."""
        if found is None:
            return {}
        if not isinstance(found, dict):
            names = ", ".join((*keys, *others)[:3])
            self.report("request.wrong-type", section, f"{section} must be a section", f"write its keys below it, indented: {names} ...")
            return {}
        for key in found:
            if key not in keys and key not in others:
                self.unknown(f"{section}.{key}", key, (*keys, *others))
        return self.values(section, {key: found.get(key) for key in keys}, keys)

    def values(self, section: str, found: Mapping[str, Any], keys: Mapping[str, Reader]) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key, value in found.items():
            dotted = f"{section}.{key}" if section else key
            text = self.text(dotted, value)
            shown = re.sub(r"\.\d+", "", dotted)
            if value is None or value in ({}, []) or (isinstance(value, str) and not text.strip()):
                continue
            if text.strip().casefold() in NOT_KNOWN:
                self.report("request.wrong-value", dotted, f'{shown} "{text}" is read as not known yet', "leave it empty until it is", "warning")
                continue
            entry = Entry(dotted, value, text, self.folder)
            try:
                read[key] = keys[key](entry)
            except Refused as refused:
                self.report(refused.code, dotted, f"{shown} {refused.message}", refused.cure)
            for message, cure in entry.remarks:
                self.report("request.wrong-value", dotted, f'{shown} "{text}" {message}', cure, "note")
            if dotted in UNUSED:
                self.report("request.unknown-key", dotted, f"{dotted} is not used yet", "the papers keep the look they come with", "warning")
        return read

    def text(self, key: str, value: Any) -> str:
        """Give the value as it was written; a list has one entry a line."""
        if not isinstance(value, list):
            return self.source.texts.get(key, "")
        entries = (self.source.texts.get(f"{key}.{i}", "") for i, item in enumerate(value) if item is not None)
        return "\n".join(" ".join(entry.split()) for entry in entries)

    def survey_files(self, found: Any) -> tuple[SurveyFile, ...]:
        """Read the exports of the survey; one path alone, or a list of paths, will do as well."""
        if found is None:
            return ()
        key = "survey.files"
        listed = list(enumerate(found)) if isinstance(found, list) else [(None, found)]
        files: list[SurveyFile] = []
        for position, item in listed:
            here = key if position is None else f"{key}.{position}"
            if isinstance(item, str):
                read = self.values("", {here: item}, {here: SURVEY_FILE["path"]})
                files.extend(SurveyFile(path) for path in read.values())
            elif isinstance(item, dict):
                fields = self.fields(here, item, SURVEY_FILE, ("map",))
                columns = self.map_of(f"{here}.map", item.get("map"))
                if "path" in fields:
                    files.append(SurveyFile(**columns, **fields))
                elif item.get("path") is None and any(value is not None for value in item.values()):
                    self.report("request.wrong-type", here, "a survey file has no path", "write `path:` and the name of the export")
            elif item is not None:
                self.report("request.wrong-type", here, "a survey file must be named", "write `- path: export.csv`")
        return tuple(files)

    def map_of(self, key: str, found: Any) -> dict[str, Any]:
        """The map itself, or that of the file which `map` names."""
        if not isinstance(found, str):
            return {"map": self.column_map(key, found)}
        path = self.values("", {key: found}, {key: SURVEY_FILE["path"]}).get(key)
        if path is None:
            return {}
        try:
            columns, lines = read_map(self.folder / path, path)
        except InputError as error:
            self.elsewhere.extend(error.problems)
            return {}
        return {"map": columns, "map_path": path, "map_lines": lines}

    def column_map(self, key: str, found: Any) -> dict[str, str]:
        """Read what the hospital says its columns are; a column without a target is refused."""
        if found is None:
            return {}
        if not isinstance(found, dict):
            self.report("request.wrong-type", key, f"{key} must be a section", "write one column a line: `Column name: item`")
            return {}
        columns: dict[str, str] = {}
        for column, target in found.items():
            dotted = f"{key}.{column}"
            if target is None or isinstance(target, dict | list):
                self.report("request.wrong-type", dotted, f'the column "{column}" is sent nowhere', "write the item's name after it, or ignore")
            else:
                columns[column] = self.source.texts[dotted].strip()
        return columns

    def confirmations(self, found: Any) -> dict[str, Confirmation]:
        """Complete confirmations by gate id; one that names who but not when leaves its gate open."""
        if found is None:
            return {}
        how = "write who and when: {by: Jane Doe, on: 2026-03-01}"
        if not isinstance(found, dict):
            self.report("request.wrong-type", "confirm", "confirm must be a section", "write the gates below it, indented")
            return {}
        kept: dict[str, Confirmation] = {}
        to_confirm = tuple(gate.id for gate in GATES.values() if gate.how == "confirm")
        for name, value in found.items():
            key = f"confirm.{name}"
            if name not in GATES:
                self.report("request.unknown-key", key, f'"{name}" is not something to confirm', guess(name, to_confirm) or f"choose from {', '.join(to_confirm)}")
            elif name not in to_confirm:
                self.report("request.wrong-value", key, f'"{name}" is not closed by confirming', f"fill in {GATES[name].closes_with} and leave this out")
            elif value is not None and not isinstance(value, dict):
                self.report("request.wrong-type", key, f"{key} does not say who confirmed it and when", how)
            elif value is not None:
                fields = self.fields(key, value, CONFIRMATION)
                if "by" in fields and "on" in fields:
                    kept[name] = Confirmation(**fields)
                elif value.get("by") is not None or value.get("on") is not None:
                    missing = "when it was confirmed" if "by" in fields else "who confirmed it"
                    self.report("request.wrong-value", key, f"{key} does not say {missing}, so it stays open", how, "warning")
        return kept

    def contradictions(self, request: Request) -> None:
        """Dates that cannot both hold; the later key is named."""
        ask, meeting = request.ask, request.meeting
        for (early_key, early), (late_key, late) in _ordered(ask.start_date, ask.review_date, meeting.date):
            if early and late and late < early:
                self.report("request.contradiction", late_key, f"{late_key} ({late.isoformat()}) lies before {early_key} ({early.isoformat()})", "check both dates")

    def currencies(self, request: Request) -> None:
        """Amounts whose sign is not that of `ask.currency`: printed they would be another sum."""
        for section, keys in SECTIONS.items():
            for key in (key for key, reader in keys.items() if reader in (money, small_money)):
                written = written_currency(self.source.texts.get(f"{section}.{key}", ""))
                if written and request.ask.currency not in written:
                    text = self.source.texts[f"{section}.{key}"].strip()
                    self.report(
                        "request.contradiction", f"{section}.{key}", f'{section}.{key} "{text}" is not in {request.ask.currency}; nothing is converted',
                        f"write currency: {written[0]} under ask: if all amounts are, or give the amount in {request.ask.currency}",
                    )  # fmt: skip

    def unknown(self, dotted: str, key: str, known: tuple[str, ...]) -> None:
        """Report a key that nobody reads, with the nearest one or the section where it belongs."""
        section = next((name for name, keys in SECTIONS.items() if key in keys and not dotted.startswith(f"{name}.")), "")
        hint = guess(key, known)
        if dotted.startswith("program."):
            from generator.load.costmodel import load_guards
            from generator.model.cost import guarded

            hint = guarded(load_guards(), key) or hint
        if section:
            hint = f"it belongs under {section}"
        elif not hint and dotted.startswith("confirm."):
            hint = "put quotation marks round words that hold a comma"
        elif not hint:
            hint = "known here: " + ", ".join(known) if len(known) <= 16 else "remove it"
        self.report("request.unknown-key", dotted, f'the key "{key}" is unknown', hint)

    def report(self, code: str, key: str, message: str, cure: str, severity: Severity = "error") -> None:
        self.problems.append(Problem(code, severity, self.source.where(key), message, cure))


def _ordered(start: dt.date | None, review: dt.date | None, meeting: dt.date | None) -> Iterator[tuple[tuple[str, dt.date | None], tuple[str, dt.date | None]]]:
    yield ("ask.start_date", start), ("ask.review_date", review)
    yield ("meeting.date", meeting), ("ask.review_date", review)
