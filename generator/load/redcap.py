"""REDCap: raw and labels exports, with or without the data dictionary; several rows a person; checkboxes.

A checkbox that is 0 may mean that nobody ever opened its form. It counts as an answer only where the
form is complete or a box of the same question is ticked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from generator.load.cells import Cells
from generator.load.export import Column, Export, clean_name
from generator.model.answers import answered_by
from generator.model.problem import InputError, Problem

EVENT, INSTANCE = "event", "instance"
"""Keys of `map` that are no columns: which event counts, and which of repeated answers (first or last)."""

_EVENTS = ("redcap_event_name", "event name")
_REPEATS = ("redcap_repeat_instance", "repeat instance")
_REPEATED = ("redcap_repeat_instrument", "repeat instrument")
_OWN = frozenset({*_EVENTS, *_REPEATS, *_REPEATED, "redcap_data_access_group", "data access group", "redcap_survey_identifier", "survey identifier"})
_RAW_BOX = re.compile(r"(.+?)___(\w+)")
_LABEL_BOX = re.compile(r"(.+?) \(choice=(.+)\)")
_FIELD, _CHOICES = "variable / field name", "choices, calculations, or slider labels"
_YES_NO = {"yesno": {"0": "No", "1": "Yes"}, "truefalse": {"0": "False", "1": "True"}}
_NONE = "None of these"


class Field(NamedTuple):
    """One row of the data dictionary."""

    form: str
    kind: str
    question: str
    choices: Mapping[str, str] = MappingProxyType({})
    identifying: bool = False


Dictionary = Mapping[str, Field]


def recognized(header: Sequence[str]) -> str:
    """What gives REDCap away, or ""."""
    names = [clean_name(cell).casefold() for cell in header]
    if _OWN & set(names):
        return f'its column "{next(name for name in names if name in _OWN)}"'
    if any(_RAW_BOX.fullmatch(name) for name in names):
        return "checkbox columns named variable___code"
    if any(_LABEL_BOX.fullmatch(name) for name in names):
        return "checkbox columns named Label (choice=Option)"
    if names[0] in ("record_id", "study_id") and any(name.endswith("_complete") for name in names):
        return f"its columns {names[0]} and ..._complete"
    if names[0] == "record id" and any(name.removesuffix("?") == "complete" for name in names):
        return "its columns Record ID and Complete?"
    return ""


def is_dictionary(header: Sequence[str]) -> bool:
    """Whether the file is no export but the project's data dictionary."""
    names = {clean_name(cell).casefold() for cell in header}
    return {_FIELD, "form name"} <= names or {"field_name", "form_name", "field_type"} <= names


def read_dictionary(read: Callable[[], Sequence[Sequence[str]]], shown: str) -> Dictionary:
    """Fields by variable. Raises InputError for a file that is no data dictionary."""
    header, *body = read()
    if not is_dictionary(header):
        message = "this is not REDCap's data dictionary: it has no column Variable / Field Name"
        raise InputError(Problem("survey.no-items", "error", shown, message, "download it in REDCap under Project Setup, Data Dictionary"))
    names = [clean_name(cell).casefold() for cell in header]

    def place(*known: str) -> int | None:
        return next((names.index(name) for name in known if name in names), None)

    places = [place(_FIELD, "field_name"), place("form name", "form_name"), place("field type", "field_type"), place("field label", "field_label"),
              place(_CHOICES, "select_choices_or_calculations"), place("identifier?", "identifier")]  # fmt: skip
    found: dict[str, Field] = {}
    for row in body:
        variable, form, kind, question, choices, identifier = (row[i].strip() if i is not None else "" for i in places)
        found[variable.casefold()] = Field(form.casefold(), kind.casefold(), clean_name(question), _choices(kind.casefold(), choices), identifier.casefold() in ("y", "yes", "1"))
    return found


def _choices(kind: str, text: str) -> Mapping[str, str]:
    if kind in _YES_NO:
        return _YES_NO[kind]
    if kind not in ("radio", "dropdown", "checkbox"):
        return {}
    parts = (part.split(",", 1) for part in text.split("|"))
    return {part[0].strip(): clean_name(part[1]) for part in parts if len(part) == 2}


def named(header: Sequence[str], dictionary: Dictionary) -> tuple[Column, ...]:
    """Columns with what the dictionary knows of them. Events and repeats come first in both kinds of export."""
    columns = []
    for cell in header:
        name = clean_name(cell)
        known = dictionary.get(name.casefold())
        columns.append(Column(name, known.question if known else "", known.choices if known else {}, known is not None and known.identifying))
    return tuple(columns)


def one_row_a_person(export: Export, choice: Mapping[str, str], shown: str, where: Callable[[str], str]) -> Export:
    """Put the rows of each record together: several events, repeated instruments.

    `choice`: the user's `event` and `instance`. `where`: the place of such a key, for messages. Where
    rows of one person differ, the column says how many people it concerns, and nobody guesses which
    answer is meant.
    """
    names = [column.name.casefold() for column in export.columns]
    events = next((i for i, name in enumerate(names) if name in _EVENTS), None)
    repeats = next((i for i, name in enumerate(names) if name in _REPEATS), None)
    ids = list(map(str.strip, export.cells[0]))
    problems: list[Problem] = []
    rows = list(range(len(ids)))
    if events is not None and (wanted := choice.get(EVENT, "")):
        event = list(map(str.strip, export.cells[events]))
        if wanted.casefold() not in {name.casefold() for name in event}:
            seen = ", ".join(sorted(set(filter(None, event))))
            problems.append(Problem("request.wrong-value", "error", where(EVENT), f'{shown} has no event "{wanted}"', f"its events are {seen}"))
        else:
            rows = [row for row in rows if event[row].casefold() == wanted.casefold()]
    instances = list(map(str.strip, export.cells[repeats])) if repeats is not None else [""] * len(ids)
    rows.sort(key=lambda row: (int(instances[row]) if instances[row].isdigit() else 0, ids[row]))
    people: dict[str, list[int]] = {}
    for row in rows:
        people.setdefault(ids[row] or f"\0{row}", []).append(row)
    order = sorted(people.values(), key=min)
    if len(order) == len(ids):
        return export._replace(problems=(*export.problems, *problems))
    last = choice.get(INSTANCE, "").casefold() == "last"
    pick = choice.get(INSTANCE, "").casefold() in ("first", "last")
    columns, cells = list(export.columns), list(export.cells)
    for i, column in enumerate(export.cells):
        texts = list(column)
        given = [list(dict.fromkeys(text for row in group if (text := texts[row].strip()))) for group in order]
        differing = 0 if pick else sum(len(answers) > 1 for answers in given)
        cells[i] = Cells.of((answers[-1 if last else 0] if pick else "\n".join(answers)) if answers else "" for answers in given)
        columns[i] = columns[i]._replace(differing=differing)
    if len(ids) > len(order):
        left = len(ids) - len(rows)
        kept = f", {left:,} of other events left out" if left else ""
        problems.append(Problem("survey.guessed", "note", shown, f"{len(ids):,} rows belong to {len(order):,} people and were put together{kept}"))
    lines = [export.lines[min(group)] for group in order]
    return export._replace(columns=tuple(columns), cells=tuple(cells), lines=lines, problems=(*export.problems, *problems))


def boxes_opened(export: Export, dictionary: Dictionary, kept_apart: frozenset[str]) -> Export:
    """Make each checkbox question one column of its ticked options, empty where its form was never opened.

    `kept_apart`: names of single boxes that the user's map names; they stay columns of their own.
    """
    groups: dict[str, list[tuple[int, str]]] = {}
    for i, column in enumerate(export.columns):
        if box := _RAW_BOX.fullmatch(column.name) or _LABEL_BOX.fullmatch(column.name):
            groups.setdefault(box[1], []).append((i, box[2]))
    columns, cells = list(export.columns), list(export.cells)
    gone: set[int] = set()
    for name, boxes in groups.items():
        ticks = [export.cells[i].points(_ticked) for i, _ in boxes]
        known = dictionary.get(name.casefold())
        opened = answered_by([*ticks, _complete(export, boxes[-1][0], known)], len(export.lines))
        if any(export.columns[i].name.casefold() in kept_apart for i, _ in boxes):
            for i, _ in boxes:
                cells[i] = Cells.of(text if seen else "" for text, seen in zip(export.cells[i], opened, strict=True))
            continue
        words = [known.choices.get(code, code) if known else code for _, code in boxes]
        rows = zip(opened, *ticks, strict=True)
        cells[boxes[0][0]] = Cells.of((";".join(w for w, tick in zip(words, row, strict=True) if tick) or _NONE) if seen else "" for seen, *row in rows)
        columns[boxes[0][0]] = Column(name, known.question if known else name)
        gone.update(i for i, _ in boxes[1:])
    kept = [i for i in range(len(columns)) if i not in gone]
    return export._replace(columns=tuple(columns[i] for i in kept), cells=tuple(cells[i] for i in kept))


def _ticked(text: str) -> int:
    return text.strip().casefold() in ("1", "checked")


def _complete(export: Export, box: int, known: Field | None) -> bytes:
    """For each row whether the form that holds this box is complete: its own column, else the next of its kind."""
    names = [column.name.casefold() for column in export.columns]
    own = f"{known.form.replace(' ', '_')}_complete" if known else ""
    places = [i for i, name in enumerate(names) if name.endswith("_complete") or re.fullmatch(r"complete\?(\.\d+)?", name)]
    place = names.index(own) if own in names else next((i for i in places if i > box), None)
    if place is None:
        return bytes(len(export.lines))
    return export.cells[place].points(lambda text: text.strip().casefold() in ("2", "complete"))
