"""`peerbrief catalog list`, `show` and `check`; `add` and `export` stand in `references`."""

from pathlib import Path

import click

from generator.cli.group import Commands
from generator.cli.talk import json_option, row, say, say_json

_HELP = """Look at the evidence the papers stand on, add to it, and check it.

Your own additions are YAML files in a folder that briefing.yaml names under `catalog:`. Nothing of
ours is replaced without a word, and nothing of yours is printed as fact until somebody says who
checked it, when and where.
"""

_EPILOG = """\b
Examples:
  peerbrief catalog list --to-check
  peerbrief catalog show prev_sexton_know
"""

TABLE = {
    "list": ("generator.cli.catalog:list_entries", "What it holds, and what a person should check."),
    "show": ("generator.cli.catalog", "One entry in full, and the lines that close it."),
    "check": ("generator.cli.catalog:check_entries", "Whether ours and yours hold together."),
    "add": ("generator.cli.references", "Take in works from a reference manager or PubMed."),
    "export": ("generator.cli.references", "What your papers cite, for a reference manager."),
}


@click.group(cls=Commands, table=TABLE, help=_HELP, epilog=_EPILOG)
def catalog() -> None:
    """Group of the catalog's commands."""


_place = click.option(
    "-c", "--catalog", "place", type=click.Path(exists=True, path_type=Path), metavar="DIR",
    help="Folder of your additions, or the briefing.yaml that names it; the one in this folder by default.",
)  # fmt: skip


def _here(place: Path | None) -> Path | None:
    briefing = Path("briefing.yaml")
    return place or (briefing if briefing.is_file() else None)


@click.command("list", epilog="\b\nExamples:\n  peerbrief catalog list --topic standards\n  peerbrief catalog list --to-check")
@click.option("--topic", multiple=True, help="Only what has findings on this topic.")
@click.option("--kind", multiple=True, help="Only this kind: article, report, film ...")
@click.option("--status", multiple=True, help="Only findings that are verified, from-memory or unknown.")
@click.option("--to-check", is_flag=True, help="What nobody has verified, with what to open and what to look for.")
@_place
@json_option()
def list_entries(topic: tuple[str, ...], kind: tuple[str, ...], status: tuple[str, ...], to_check: bool, place: Path | None, as_json: bool) -> None:
    """List the toolkit's entries and every other work, with their findings."""
    from generator import browse

    held, _, folder = browse.evidence(_here(place))
    found = browse.rows(held, topic, kind, ("from-memory", "unknown") if to_check and not status else status)
    if as_json:
        say_json([entry.as_json() for entry in found])
        return
    if folder:
        say(f"With the additions of {folder}.\n")
    for entry in found:
        say(f"{entry.id}  {', '.join(filter(None, (str(entry.year or 'no date'), *entry.kind, entry.status)))}")
        say(f"  {entry.title}")
        if not to_check and entry.findings:
            say(f"  findings: {', '.join(entry.findings)}")
        for name in entry.findings if to_check else ():
            finding = held.findings[name]
            say(f"  {name}: {finding.statement}")
            say(f"    open:     {finding.look_in or 'the work itself'}")
            say(f"    look for: {finding.look_for or 'the number and whom it is about'}")
    say(f"\n{len(found)} entries, {sum(len(entry.findings) for entry in found)} findings. One in full: peerbrief catalog show ID")


@click.command(epilog="\b\nExample:\n  peerbrief catalog show prev_sexton_know")
@click.argument("name", metavar="ID")
@_place
@json_option()
def show(name: str, place: Path | None, as_json: bool) -> None:
    """Show a toolkit entry, a work or a finding in full; for one that nobody verified, how to close it."""
    from generator import browse

    held, _, _ = browse.evidence(_here(place))
    if as_json:
        say_json(browse.as_json(held, name))
        return
    for line in browse.lines_of(held, name):
        say(line)


@click.command("check", epilog="\b\nExamples:\n  peerbrief catalog check\n  peerbrief catalog check mine/evidence")
@click.argument("place", required=False, metavar="[DIR]", type=click.Path(exists=True, path_type=Path))
@json_option()
@click.pass_context
def check_entries(ctx: click.Context, place: Path | None, as_json: bool) -> None:
    """Check ours, and the additions in DIR or of the briefing.yaml in this folder.

    The exit code is 1 when something would keep a build from running or a reader from the truth.
    """
    from generator import browse
    from generator.load.catalog_rules import unused, validate

    held, told, folder = browse.evidence(_here(place))
    problems = [*told, *validate(held), *unused(held)]
    if as_json:
        say_json({"problems": [row(problem) for problem in problems]})
    else:
        for problem in problems:
            say(str(problem))
        counted = f"{len(held.resources)} entries, {len(held.works)} works, {len(held.findings)} findings" + (f", with the additions of {folder}" if folder else "")
        faults = sum(problem.severity != "note" for problem in problems)
        say(f"\n{counted}: " + (f"{faults} to mend." if faults else "nothing to mend."))
    if any(problem.severity != "note" for problem in problems):
        ctx.exit(1)
