"""`peerbrief cost`."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli.talk import json_option, say, say_json

if TYPE_CHECKING:
    from generator.cost_report import Report

Form = Literal["png", "svg", "pdf"]

_EPILOG = """\b
Examples:
  peerbrief cost
  peerbrief cost mine --set uptake=10% --set turnover_effect=0
  peerbrief cost --plot swings.svg
"""


def _folder_of(picture: Path | None) -> None:
    if picture is not None and picture.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise click.BadParameter(f"{picture.name} would be a {picture.suffix or 'file without an ending'}; write .png, .svg or .pdf", param_hint="--plot")
    if picture is not None and not picture.parent.is_dir():
        raise click.BadParameter(f"the folder {picture.parent} is not there", param_hint="--plot")


@click.command(epilog=_EPILOG)
@click.argument("briefing", required=False, type=click.Path(path_type=Path))
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="Another value for this run; may be repeated.")
@click.option("--plot", "picture", type=click.Path(dir_okay=False, path_type=Path), help="Draw what moves the result most: .png, .svg or .pdf.")
@json_option(currency="", base={}, simulated=None)
def cost(briefing: Path | None, given: tuple[str, ...], picture: Path | None, as_json: bool) -> None:
    """What the program costs, what would cover it, and ten thousand simulated futures, for finance.

    The break-even assumes no effect. Everything below it rests on assumed effects and stands in no
    paper. BRIEFING is a briefing.yaml or its folder; the one in this folder by default.
    """
    from generator import cost_report as told

    _folder_of(picture)
    file = briefing or Path("briefing.yaml")
    if file.is_dir():
        file = file / "briefing.yaml"
    report = told.cost_report(file if briefing or file.exists() else None, given)
    if picture is not None:
        _draw(report, picture)
    if as_json:
        say_json(told.as_json(report))
        return
    for line in told.lines(report):
        say(line)
    if picture is not None and report.simulation is not None:
        say(f"Drawn: {picture}")


def _draw(report: "Report", picture: Path) -> None:
    from generator.cost_picture import picture_of
    from generator.load.theme import load_theme
    from generator.model.problem import InputError, Problem
    from generator.render.figures.tornado import draw_tornado

    if report.simulation is None:
        raise InputError(Problem("request.wrong-value", "error", picture.name, "there is nothing to draw without a headcount", "write workforce.rn_headcount, or --set rn_headcount=NUMBER"))
    if report.base["net_benefit"] is None:
        raise InputError(Problem("request.wrong-value", "error", picture.name, "there is nothing to draw without an amount of your own for a departure or a shift", "write workforce.rn_replacement_cost or workforce.rn_hourly_pay"))
    forms: dict[str, Form] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
    picture.write_bytes(draw_tornado(picture_of(report), load_theme(), forms[picture.suffix.lower()]))
