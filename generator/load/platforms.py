"""Which survey platform wrote a table, and how it becomes one row a respondent."""

from collections.abc import Callable, Mapping, Sequence

from generator.load import forms, qualtrics, redcap
from generator.load.export import Column, Export, clean_name
from generator.load.redcap import Dictionary
from generator.load.table import Table


def understand(
    table: Table, declared: str = "", choice: Mapping[str, str] | None = None, dictionary: Dictionary | None = None,
    where: Callable[[str], str] = str,
) -> Export:
    """Tell the platform by its header rows, or take the `declared` one (one of PLATFORMS).

    `choice`: the user's map, for what it says of rows and of single boxes. `dictionary`: REDCap's.
    `where`: the place of a key of the map, for messages.
    """
    header, body = table.head[0], table.head[1:]
    platform, why = (declared, "as you say") if declared else _platform(table, header, body)
    columns, skipped = _head(platform, table, header, body, dictionary or {})
    cells = tuple(column.after(skipped) for column in table.cells)
    export = Export(platform, columns, cells, table.lines[skipped:], why, len(table.lines) - skipped)
    if platform == "qualtrics":
        return qualtrics.without_previews(export)
    if platform == "redcap":
        boxes = redcap.boxes_opened(export, dictionary or {}, frozenset(clean_name(name).casefold() for name in choice or {}))
        return redcap.one_row_a_person(boxes, choice or {}, table.shown, where)
    if platform == "surveymonkey":
        return forms.joined_choices(forms.ticked_options(export), table.shown)
    if platform == "google-forms":
        return forms.joined_choices(export, table.shown)
    return export


def _platform(table: Table, header: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[str, str]:
    if table.kind == "spss":
        return "spss", "an SPSS data file"
    ways: tuple[tuple[str, Callable[[], str]], ...] = (
        ("qualtrics", lambda: qualtrics.recognized(header, body)), ("redcap", lambda: redcap.recognized(header)),
        ("surveymonkey", lambda: forms.survey_monkey(header, body)), ("microsoft-forms", lambda: forms.microsoft(header)),
        ("google-forms", lambda: forms.google(header)),
    )
    found = ((name, why) for name, look in ways if (why := look()))
    return next(found, ("plain", "no sign of a platform: one header row"))


def _head(
    platform: str, table: Table, header: Sequence[str], body: Sequence[Sequence[str]], dictionary: Dictionary
) -> tuple[tuple[Column, ...], int]:
    """Columns, and how many rows below the first are headers too."""
    if platform == "qualtrics":
        return qualtrics.head(header, body)
    if platform == "redcap":
        return redcap.named(header, dictionary), 0
    if platform == "surveymonkey":
        return forms.survey_monkey_head(header, body)
    if platform == "spss":
        return tuple(column._replace(name=clean_name(column.name), question=clean_name(column.question)) for column in table.columns), 0
    if platform in ("microsoft-forms", "google-forms"):
        return forms.question_head(header, body)
    return tuple(Column(clean_name(cell)) for cell in header), 0
