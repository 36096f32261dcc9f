"""`peerbrief check` and `peerbrief explain`."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.talk import json_option, row, say, say_json

if TYPE_CHECKING:
    from generator.explain import Answer
    from generator.model.problem import Problem

_MOST = 10
"""Facts shown to a reader; who asks for "2" is better served by a longer question."""


@click.command(epilog="\b\nExamples:\n  peerbrief check papers\n  peerbrief check board-deck.pptx memo.docx brief.pdf\n  peerbrief check deck.pptx --ignore \"check.contrast:slide 4=the logo's own colors\"\n  peerbrief check --list")
@click.argument("paths", metavar="FILE_OR_DIR...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--ignore", "ignored", metavar="CODE[:PLACE]=REASON", multiple=True, help="Overlook a rule, everywhere or at a place. A reason must be given.")
@click.option("--ignore-file", "ignore_file", type=click.Path(dir_okay=False, path_type=Path), help="A text file of such lines; # starts a remark.")
@click.option("--list", "as_list", is_flag=True, help="List the rules and end.")
@json_option()
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], ignored: tuple[str, ...], ignore_file: Path | None, as_list: bool, as_json: bool) -> None:
    """Look for what readers trip over: pictures without words, pale text, text that runs out of its box.

    Reads .pptx, .docx and .pdf files, ours or anyone's, and changes nothing. Ours are held against
    the record of their build as well. The exit code is 1 when an error or a warning was found.
    """
    if as_list:
        _list_rules(as_json)
        return
    if not paths:
        raise click.UsageError("Missing argument 'FILE_OR_DIR...'.", ctx)
    from generator.check.audit import check_paths
    from generator.check.ignores import read_ignores

    ignores = read_ignores(ignored, ignore_file)
    gc.disable()  # an audit leaves few cycles behind, and looking for them costs a third of its time
    try:
        problems = check_paths(paths, ignores)
    finally:
        gc.enable()
    if as_json:
        overlooked = [{**row(problem), "reason": reason} for problem, reason in ignores.met]
        say_json({"problems": [row(problem) for problem in problems], **({"ignored": overlooked} if overlooked else {})})
    else:
        _tell_all(problems, len(ignores.met))
    if any(problem.severity != "note" for problem in problems):
        ctx.exit(1)


def _tell_all(problems: Sequence["Problem"], overlooked: int) -> None:
    """Tell what was found, the gravest of each file first, then how much there is of each kind."""
    from generator.check.summary import summarized

    for problem in summarized(problems):
        say(f"{problem.severity:<8} {problem} [{problem.code}]")
    counts = [(sum(problem.severity == severity for problem in problems), severity) for severity in ("error", "warning", "note")]
    said = [f"{count:,} {severity}{'s' * (count != 1)}" for count, severity in counts if count]
    if said:
        say(f"\n{', '.join(said)}.")
    if overlooked:
        say(f"{overlooked:,} overlooked, as you asked.")
    if not any(count for count, severity in counts if severity != "note"):
        say("Nothing found that must be mended. A person's eyes are still worth having." if said else "Nothing found. A person's eyes are still worth having.")


def _list_rules(as_json: bool) -> None:
    """Name each rule with its severity, the files it reads, and why it is there."""
    from generator.model.rule import RULES

    if as_json:
        say_json([{"code": rule.code, "severity": rule.severity, "formats": rule.formats.split(), "reason": rule.reason, "cure": rule.cure} for rule in RULES.values()])
        return
    for rule in RULES.values():
        say(f"{rule.code:<23} {rule.severity:<8} {rule.formats:<14} {rule.reason}")


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
        say("  kept back:    to protect those who answered")
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
