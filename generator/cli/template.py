"""`peerbrief template`: what was understood of a hospital's own template."""

from pathlib import Path

import click

from generator.cli.talk import json_option, row, say, say_json

_EPILOG = """\b
Examples:
  peerbrief template brand.potx
  peerbrief template brand.potx --write-map brand-map.yaml
  peerbrief template letterhead.dotx
"""


@click.command(epilog=_EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "map_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A map you changed, to see what it makes of the template.")
@click.option("--write-map", type=click.Path(dir_okay=False, path_type=Path), metavar="MAP", help="Write the map of the template, for you to change.")
@click.option("--draw", type=click.Path(dir_okay=False, path_type=Path), metavar="SVG", help="Where the drawing goes; FILE-layouts.svg in this folder by default.")
@json_option(layouts=[], hosted=False)
def template(file: Path, map_path: Path | None, write_map: Path | None, draw: Path | None, as_json: bool) -> None:
    """Say and draw what is understood of FILE, your PowerPoint template or Word letterhead.

    Each layout is drawn with its places, the role it serves and why; what is missing is named.
    """
    from generator.brand_report import MARK, as_map, drawing, put, said, understood
    from generator.model.brand import DeckTemplate

    seen = understood(file, map_path)
    made: list[Path] = []
    if isinstance(seen, DeckTemplate):
        target = draw or Path(f"{file.stem}-layouts.svg")
        put(target, drawing(seen).encode(), MARK)
        made.append(target)
        if write_map:
            put(write_map, as_map(seen).encode())
            made.append(write_map)
    elif write_map or map_path:
        raise click.UsageError("a letterhead needs no map")
    if as_json:
        deck = seen if isinstance(seen, DeckTemplate) else None
        say_json({
            "name": seen.name, "hosted": bool(deck and deck.hosted), "refused": deck.refused if deck else "",
            "layouts": [{"number": v.number, "name": v.name, "role": v.role, "why": v.why, "free": [v.free.x, v.free.y, v.free.w, v.free.h]} for v in (deck.layouts if deck else ())],
            "files": [str(path) for path in made], "problems": [row(problem) for problem in seen.problems],
        })  # fmt: skip
        return
    for line in said(seen):
        say(line)
    for path in made:
        say(f"{'map' if path == write_map else 'drawing'}: {path}")
