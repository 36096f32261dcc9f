"""`peerbrief comments review`, `urgent`, `sample` and `agreement`."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.cli.group import Commands
from generator.cli.talk import json_option, row, say, say_json

_HELP = """What staff wrote: to review, to read today, to check.

No paper prints a comment unless a person approved its masked words in the review sheet. Masking is
an aid and can miss things, so read each row as a colleague of the writer would.
"""

_EPILOG = """\b
Examples:
  peerbrief comments review mine
  peerbrief comments urgent mine
  peerbrief comments agreement coded.xlsx -b mine
"""

TABLE = {
    "review": ("generator.cli.comments", "A spreadsheet of masked comments to approve or not."),
    "urgent": ("generator.cli.comments", "Answers a named person must read today, in a private file."),
    "sample": ("generator.cli.comments", "Masked answers to code by hand."),
    "agreement": ("generator.cli.comments", "How far hand coding and the themes found agree."),
}


@click.group(cls=Commands, table=TABLE, help=_HELP, epilog=_EPILOG)
def comments() -> None:
    """Group of the commands on comments."""


def _file(briefing: Path | None) -> Path:
    file = briefing or Path("briefing.yaml")
    return file / "briefing.yaml" if file.is_dir() else file


_briefing = click.argument("briefing", required=False, type=click.Path(path_type=Path))


def _out(words: str) -> Callable[[Any], Any]:
    return click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help=words)


@click.command(epilog="\b\nExample:\n  peerbrief comments review mine")
@_briefing
@_out("The spreadsheet; comments-review.xlsx beside the briefing by default.")
def review(briefing: Path | None, out: Path | None) -> None:
    """Write the comments that may be quoted, masked, into a spreadsheet to approve.

    Only comments on a theme that enough people named are listed, in an order that is not the
    survey's, without unit or role. Decisions made before are kept. To print what was approved, name
    the sheet in briefing.yaml, under survey: approved_comments.
    """
    from generator.comments import review as write

    target = write(_file(briefing), out)
    if target is None:
        say("No comment may be offered, and nothing was written: too few wrote, or on nothing that enough people named.")
        return
    say(f"Wrote {target}. Read each row; write yes or no, your name and the date.")
    say("Then name the sheet in briefing.yaml, under survey:")
    say(f"  approved_comments: {target.name}")


@click.command(epilog="\b\nExample:\n  peerbrief comments urgent mine -o ~/private/today.txt")
@_briefing
@_out("The file; peerbrief-urgent-answers.txt in your home folder by default.")
def urgent(briefing: Path | None, out: Path | None) -> None:
    """Write the answers that may speak of self-harm or substance use, for one reader.

    They stand unmasked in a file that only you can open, never among the papers. How many there
    are is said nowhere.
    """
    from generator.comments import urgent as write

    target = write(_file(briefing), out)
    if target is None:
        say("No answer holds such words, and nothing was written. A word list can miss some: read all free text.")
        return
    say(f"Wrote {target}. It must be read today by the person named in confirm.comments_read.")
    if os.name == "nt":
        say("On Windows it has the rights of its folder: keep it where only that person can open it.")
    else:
        say("Only you can open it. Hand it over in person or by a secured way, and delete it then.")


@click.command(epilog="\b\nExample:\n  peerbrief comments sample mine --size 120")
@_briefing
@_out("The spreadsheet; comments-sample.xlsx beside the briefing by default.")
@click.option("--size", default=100, show_default=True, type=click.IntRange(10, 5000), help="Answers to code.")
def sample(briefing: Path | None, out: Path | None, size: int) -> None:
    """Write masked answers to code by hand; the same ones each time."""
    from generator.comments import sample as write

    target, held = write(_file(briefing), out, size)
    say(f"Wrote {target} with {held:,} answers. Fill in the last column, then: peerbrief comments agreement {target}")


@click.command(epilog="\b\nExample:\n  peerbrief comments agreement coded.xlsx -b mine")
@click.argument("coded", metavar="SAMPLE", type=click.Path(path_type=Path))
@click.option("-b", "--briefing", type=click.Path(path_type=Path), help="The briefing.yaml, or its folder; the one in this folder by default.")
@json_option()
def agreement(coded: Path, briefing: Path | None, as_json: bool) -> None:
    """Compare your coding of a SAMPLE with the themes that were found.

    Percent agreement counts the answers on which both said yes or both said no. Cohen's kappa takes
    off what chance would reach: 1 is full agreement, 0 no more than chance. You read masked answers,
    the themes were found in whole ones.
    """
    from generator.comments import agree

    found, problems = agree(_file(briefing), coded)
    rows = [found.overall, *found.themes] if found.overall else []
    if as_json:
        say_json({
            "answers": found.answers, "same_themes": found.whole,
            "rows": [{"theme": r.theme, "n": r.n, "percent_agreement": r.percent, "kappa": r.kappa} for r in rows], "problems": [row(p) for p in problems],
        })  # fmt: skip
        return
    if not rows or found.whole is None:
        say("No row is coded yet: write themes, or none, into the last column.")
        return
    say(f"{found.answers:,} answers coded; on {found.whole:.0%} of them both found the very same themes.\n")
    say(f"{'theme':<44}{'decisions':>10}{'agreement':>11}{'kappa':>8}")
    for line in rows:
        say(f"{line.theme[:42]:<44}{line.n:>10,}{line.percent:>11.0%}{'-' if line.kappa is None else f'{line.kappa:.2f}':>8}")
    say("\nAgreement: share of decisions on which both said yes or both said no. Kappa: agreement beyond chance")
    say("(Cohen 1960); '-' where both always said the same. All themes: one decision a theme and answer.")
    for problem in problems:
        say(f"{problem.severity}: {problem}")
