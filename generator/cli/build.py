"""`peerbrief build` and `peerbrief demo`."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.talk import Steps, json_option, row, say, say_json
from generator.model.outputs import OUTPUTS

if TYPE_CHECKING:
    from generator.pipeline import BuildResult

_FOR = {
    **{file: output.audience for output in OUTPUTS.values() for file in output.files},
    "facts.csv": "every printed number and where it comes from",
    "build.json": "for the next build and for `peerbrief explain`",
}

_EMPTY = {"out": "", "files": [], "gates": [], "problems": [], "left_out": [], "seconds": 0}

_HELP = f"""Make the papers that BRIEFING asks for.

BRIEFING is a briefing.yaml or the folder that holds it; without it, the one in this folder.
What it leaves open makes the papers drafts, and is listed with the line that closes it.
A paper you edited by hand is never overwritten.

\b
Papers for --only:
{chr(10).join(f"  {output.name:<12} {output.audience}" for output in OUTPUTS.values())}
"""

_EPILOG = """\b
Examples:
  peerbrief build
  peerbrief build mine -o mine/papers
  peerbrief build --only memo,board-deck
  peerbrief build --final
"""


def _papers(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...] | None:
    names = tuple(name.strip() for part in given for name in part.split(",") if name.strip())
    for name in names:
        if name not in OUTPUTS:
            near = get_close_matches(name, OUTPUTS, n=1, cutoff=0.5)
            hint = f'did you mean "{near[0]}"?' if near else f"choose from {', '.join(OUTPUTS)}"
            raise click.BadParameter(f'"{name}" is not a paper; {hint}')
    if given and not names:
        raise click.BadParameter(f"name a paper: {', '.join(OUTPUTS)}")
    return names or None


@click.command(help=_HELP, epilog=_EPILOG)
@click.argument("briefing", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for the papers; the briefing's own by default.")
@click.option("--only", multiple=True, metavar="NAME,...", callback=_papers, help="Only these papers; all by default.")
@click.option("--final", is_flag=True, help="Refuse to build while anything is unconfirmed.")
@click.option("--templates", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of your own templates, laid over ours.")
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="Only works on this topic in the library; all by default.")
@click.option("--kind", "kinds", multiple=True, metavar="NAME", help="Only works of this kind in the library: article, report ...")
@click.option("--previous", type=click.Path(exists=True, path_type=Path), metavar="BUILD.JSON", help="Record of the last papers handed out: nobody who answered since is given away by the difference.")
@json_option(**_EMPTY)
def build(
    briefing: Path | None, out: Path | None, only: tuple[str, ...] | None, final: bool, templates: Path | None,
    topics: tuple[str, ...], kinds: tuple[str, ...], previous: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Build the papers."""
    from generator import pipeline
    from generator.compose.library import Choice

    file = briefing or Path("briefing.yaml")
    if file.is_dir():
        file = file / "briefing.yaml"
    with Steps(silent=as_json) as steps:
        result = pipeline.build(file, out or file.parent, only=only, final=final, templates=templates, choice=Choice(tuple(map(str.casefold, topics)), tuple(map(str.casefold, kinds))), previous=previous, progress=steps)
    _report(result, as_json, again=f"peerbrief build {file}")


@click.command(epilog="\b\nExample:\n  peerbrief demo somewhere")
@click.argument("folder", metavar="[DIR]", default="peerbrief-demo", type=click.Path(file_okay=False, path_type=Path))
@json_option(**_EMPTY)
def demo(folder: Path, as_json: bool) -> None:
    """Make every paper for a fictional hospital that ships with the program.

    DIR (peerbrief-demo by default) gets its briefing, its survey and the papers.
    """
    from generator import pipeline

    with Steps(silent=as_json) as steps:
        result = pipeline.demo(folder, progress=steps)
    _report(result, as_json, again=f"peerbrief build {folder / 'briefing.yaml'}")


def _report(result: "BuildResult", as_json: bool, *, again: str) -> None:
    if as_json:
        say_json({
            "out": str(result.out), "files": list(result.files), "gates": [gate.as_json() for gate in result.gates],
            "problems": [row(problem) for problem in result.problems], "left_out": list(result.left_out),
            "seconds": round(result.seconds, 2),
        })  # fmt: skip
        return
    say(f"Done: {_counted(len(result.files), 'file')} in {result.out} ({result.seconds:.1f} s)")
    _table((file, _for(file)) for file in sorted(result.files, key=_place))
    if result.problems:
        say("\nWorth a look:")
        for problem in result.problems:
            say(f"  {problem}")
    told = {problem.message for problem in result.problems}
    for line in result.left_out:
        if line not in told:
            say(f"  left out: {line}")
    if result.gates:
        say(f"\nThese papers say DRAFT. {_counted(len(result.gates), 'thing')} only your hospital can settle, with the line where:")
        _table((gate.where, gate.message) for gate in result.gates)
        say(f"\nFill in the lines and run {again}; with --final once nothing is open.")
    else:
        say("\nNothing is left open: these papers are ready for your eyes, and then for theirs.")
    say(f"Where a number comes from: peerbrief explain NUMBER -p {result.out}")


def _table(rows: Iterable[tuple[str, str]]) -> None:
    listed = list(rows)
    width = max((len(left) for left, _ in listed), default=0)
    for left, right in listed:
        say(f"  {left:<{width}}  {right}".rstrip())


def _for(file: str) -> str:
    """Say whom a file is for; "memo (new).docx" is for those whom memo.docx is for."""
    return _FOR.get(_base(file), "")


def _place(file: str) -> tuple[int, str]:
    order = list(_FOR)
    return (order.index(_base(file)) if _base(file) in order else len(order), file)


def _base(file: str) -> str:
    stem, _, ending = file.rpartition(".")
    return f"{stem.partition(' (')[0]}.{ending}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
