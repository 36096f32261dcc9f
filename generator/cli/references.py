"""`peerbrief catalog add` and `peerbrief catalog export`."""

from pathlib import Path

import click

from generator.cli.talk import json_option, row, say, say_json


@click.command(epilog="\b\nExamples:\n  peerbrief catalog add zotero.json\n  peerbrief catalog add pubmed.nbib old.ris --to mine/evidence")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Folder of your additions; the one that the briefing.yaml here names, else evidence.")
@json_option(added=[], merged=[])
@click.pass_context
def add(ctx: click.Context, files: tuple[Path, ...], folder: Path | None, as_json: bool) -> None:
    """Take in works from CSL-JSON, RIS, BibTeX or PubMed (.nbib) files.

    What is known already is not added twice. A work says nothing by itself: write a finding that
    cites it, and who checked it, and it can be printed. Files of yours are never changed.

    The exit code is 1 when a record was refused; the others are in.
    """
    from generator.intake import intake

    done = intake(files, folder)
    if as_json:
        say_json({
            "added": list(done.added), "merged": [{"record": same.record, "into": same.into, "by": same.by} for same in done.merged],
            "problems": [row(problem) for problem in done.problems],
        })  # fmt: skip
    else:
        for same in done.merged:
            say(f"{same.record}: is {same.into} (same {same.by})")
        for problem in done.problems:
            say(str(problem))
        say(f"{len(done.added)} added, {len(done.merged)} known already, {sum(problem.severity == 'error' for problem in done.problems)} refused.")
        if done.file:
            say(f"They stand in {done.file}. None of them is printed yet: write what each found under findings, as `peerbrief catalog show prev_sexton_know` has it,")
            say("with verified_by, verified_on and where. " + done.next_step)
    if any(problem.severity == "error" for problem in done.problems):
        ctx.exit(1)


@click.command(epilog="\b\nExamples:\n  peerbrief catalog export\n  peerbrief catalog export -p mine/papers -o cited.ris")
@click.option("-p", "--papers", default=".", type=click.Path(file_okay=False, path_type=Path), help="Folder of the papers; this one by default.")
@click.option("-o", "--out", default="cited.json", type=click.Path(dir_okay=False, path_type=Path), help="File to write: .json for CSL-JSON, .ris for RIS; cited.json by default.")
@click.option("-c", "--catalog", "place", type=click.Path(exists=True, path_type=Path), metavar="DIR", help="Folder of your additions, or the briefing.yaml that names it.")
@json_option(file="", works=[])
def export(papers: Path, out: Path, place: Path | None, as_json: bool) -> None:
    """Write what the papers of a build cite into a file for a reference manager.

    Fields that nobody has checked are left out. An existing file is left alone.
    """
    from generator.intake import write_cited

    if out.suffix.casefold() not in {".json", ".ris"}:
        raise click.BadParameter("end the name in .json (CSL-JSON) or .ris (RIS)", param_hint="--out")
    works = write_cited(papers, out, place)
    if as_json:
        say_json({"file": str(out), "works": works})
    else:
        say(f"{len(works)} works in {out}.")
