"""`peerbrief new` and `peerbrief inspect`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.talk import json_option, say, say_json
from generator.model.problem import Problem, WriteError

if TYPE_CHECKING:
    from generator.model.survey import Survey


@click.command(epilog="\b\nExample:\n  peerbrief new mine")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def new(folder: Path) -> None:
    """Write a briefing.yaml into DIR, every key explained, nothing invented.

    It can be built at once: what is empty makes the papers drafts. An existing one is left alone.
    """
    from generator.files import ours
    from generator.write import alone, write_files

    target = folder / "briefing.yaml"
    with alone(folder):
        if os.path.lexists(target):
            message, cure = "it is there already and was left as it is", "edit it, or choose another folder"
            raise WriteError(Problem("write.failed", "error", str(target), message, cure))
        write_files(folder, {target.name: ours("templates/briefing.yaml").read_bytes()})
    say(f"Made {target}. Next:")
    say(f"  1. Copy your survey export into {folder} and look at what is recognized: peerbrief inspect {folder / 'export.csv'}")
    say("  2. Open briefing.yaml in any text editor; name the export under survey, fill in what you know.")
    say(f"  3. peerbrief build {folder} - as often as you like; it says what is still missing.")


@click.command(epilog="\b\nExamples:\n  peerbrief inspect export.csv\n  peerbrief inspect export.csv --write-map columns.yaml")
@click.argument("survey", type=click.Path(path_type=Path))
@click.option("--platform", default="", help="What the export comes from, when it is recognized wrongly.")
@click.option("--instrument", default="", metavar="NAME", help="The questionnaire: one of the catalog, or your own description of one.")
@click.option("--dictionary", type=click.Path(path_type=Path), help="REDCap's data dictionary.")
@click.option("--write-map", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write what each column was taken for into a file that you can correct.")
@click.option("--columns", "every", is_flag=True, help="List every column that is used.")
@json_option()
def inspect(survey: Path, platform: str, instrument: str, dictionary: Path | None, target: Path | None, every: bool, as_json: bool) -> None:
    """Say what is recognized in SURVEY: where it comes from, its questions, who is counted, what is dropped.

    No paper is made. Answers are not shown. Where a briefing.yaml beside it says how SURVEY is to be
    read, that holds here too.

    Rows whose free text may speak of self-harm or substance use are listed on the screen, and only
    there, for the person who reads them.
    """
    from generator.load.export import PLATFORMS
    from generator.load.inspection import as_briefing_says, column_lines, describe, describe_lines
    from generator.load.instrument import instrument_of
    from generator.load.survey import load_survey
    from generator.model.request import SurveyFile

    if platform and platform not in PLATFORMS:
        raise click.BadParameter(f"choose from {', '.join(PLATFORMS)}", param_hint="--platform")
    if target is not None and os.path.lexists(target):
        raise WriteError(Problem("write.failed", "error", str(target), "it is there already and was left as it is", "choose another name"))
    file, lines, place, named = as_briefing_says(survey) or (SurveyFile(survey.name), {}, "", "svest")
    file = file._replace(path=survey.name, platform=platform or file.platform)
    if dictionary is not None:
        file = file._replace(dictionary=os.path.relpath(dictionary, survey.parent))
    used = instrument_of(os.path.relpath(instrument, survey.parent) if instrument.lower().endswith((".yaml", ".yml")) else instrument or named, survey.parent)
    found, problems = load_survey((file,), survey.parent, used, lines, looking=True)
    asked = [problem for problem in problems if problem.severity == "error"]
    if target is not None:
        _write_map(target, found)
    if as_json:
        say_json(describe(found, problems))
        click.get_current_context().exit(1 if asked else 0)
    if place and (file.map or file.platform or file.dictionary):
        say(f"Read as {place} says.")
    for line in describe_lines(found, problems, used):
        say(line)
    if every:
        _columns("Columns", column_lines(found))
    _columns("To be read today, in full, by the person you name in confirm.comments_read", _urgent(found))
    if target is not None:
        say(f"\nWrote {target}. Correct it, and name it in briefing.yaml: survey: {{files: [{{path: {survey.name}, map: {target.name}}}]}}")
    else:
        say("\nIf a column is taken for the wrong thing, say so under survey.files in briefing.yaml: map: {COLUMN: item, or ignore}")
    click.get_current_context().exit(1 if asked else 0)


def _write_map(target: Path, found: "Survey") -> None:
    from generator.load.survey_map import written_map
    from generator.write import alone, write_files

    with alone(target.parent):
        write_files(target.parent, {target.name: written_map(found).encode()})


def _urgent(survey: "Survey") -> list[str]:
    """Name the rows whose answers may speak of self-harm or substance use; no word of theirs is shown."""
    from generator.analyse.feelings import feelings_analysis
    from generator.analyse.floors import FLOORS
    from generator.load.inspection import rows_to_read
    from generator.load.lexicon import load_lexicon

    if not survey.comments:
        return []
    found = feelings_analysis(survey.comments, load_lexicon(), FLOORS["default"], "")
    return rows_to_read(survey, found.urgent)


def _columns(heading: str, lines: list[str]) -> None:
    if lines:
        say(f"\n{heading}:")
        for line in lines:
            say(f"  {line}")
