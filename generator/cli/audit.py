"""`peerbrief check` and `peerbrief explain`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.talk import json_option, row, say, say_json

if TYPE_CHECKING:
    from generator.explain import Answer

_MOST = 10
"""Facts shown to a reader; who asks for "2" is better served by a longer question."""


@click.command(epilog="\b\nExamples:\n  peerbrief check papers\n  peerbrief check board-deck.pptx memo.docx")
@click.argument("paths", metavar="FILE_OR_DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option()
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Look for what readers trip over: pictures without words, slides without titles, damaged files.

    Nothing is changed. The exit code is 1 when something was found.
    """
    from generator.check.audit import check_paths

    problems = check_paths(paths)
    if as_json:
        say_json({"problems": [row(problem) for problem in problems]})
    elif problems:
        for problem in problems:
            say(str(problem))
        say(f"\n{len(problems)} found.")
    else:
        say("Nothing found. A person's eyes are still worth having.")
    if any(problem.severity != "note" for problem in problems):
        ctx.exit(1)


@click.command(
    epilog='\b\nExamples:\n  peerbrief explain "72%"\n  peerbrief explain "$198,000" -p mine/papers\n  peerbrief explain board-deck.pptx:5\n  peerbrief explain want_peer',
)
@click.argument("text")
@click.option("-p", "--papers", default=".", type=click.Path(file_okay=False, path_type=Path), help="Folder of the papers; this one by default.")
@json_option()
@click.pass_context
def explain(ctx: click.Context, text: str, papers: Path, as_json: bool) -> None:
    """Say what a number in the papers is, how it was worked out, from what, and where it stands.

    TEXT is the number as printed, some words of a name, or the id of a fact. A slide or page, such
    as board-deck.pptx:5, gives everything that is printed on it.
    """
    from generator import explain as lookup

    if not text.strip():
        raise click.BadParameter('write a number or some words, such as "72%"', param_hint="TEXT")
    if as_json:
        rows = lookup.explain(text, papers)
        say_json(rows)
        if not rows:
            ctx.exit(1)
        return
    if (there := lookup.printed_at(text, papers)) is not None:
        for answer in there:
            _tell_here(answer)
        say(f"{len(there)} facts stand in {text}." if there else f"{text} prints no fact.")
        return
    found = lookup.answers(text, papers)
    for answer in found[:_MOST]:
        _tell(answer)
    if len(found) > _MOST:
        say(f"... and {len(found) - _MOST} more. Ask with the sign or the words beside the number.")
    if not found:
        near = lookup.nearest(text, papers)
        say(f'No paper in {papers} prints "{text}".' + (f' Did you mean "{near}"?' if near else ""))
        ctx.exit(1)


def _tell_here(answer: "Answer") -> None:
    """In short: what is printed, what it is, where it comes from, and whether only the notes say it."""
    printed = ", ".join(dict.fromkeys(text for _, _, text in answer.places))
    aside = " (in the notes)" if all(place.endswith("notes") for _, place, _ in answer.places) else ""
    say(f"{printed}{aside}\n  {answer.fact['label']}")
    for source in answer.sources:
        say(f"  {source}")
    say("")


def _tell(answer: "Answer") -> None:
    fact = answer.fact
    printed = fact["text"] or (answer.places[0][2] if answer.places else "(not shown)")
    say(f"{printed}  {fact['label']}")
    if fact.get("suppressed"):
        say("  kept back:    too few answered for it to be shown")
    if fact["rule"]:
        say(f"  worked out:   {fact['rule']}")
    if fact.get("n") is not None:
        say(f"  out of:       {fact['n']:,}")
    for source in answer.sources:
        say(f"  from:         {source}")
    by_file: dict[str, list[str]] = {}
    for file, place, _ in answer.places:
        by_file.setdefault(file, []).append(place)
    for file, places in by_file.items():
        say(f"  printed in:   {file}, {', '.join(dict.fromkeys(places))}")
    if not by_file:
        say("  printed in:   no paper of this build")
    say(f"  fact:         {fact['id']}\n")
