"""read_brand(): the hospital's look as briefing.yaml or the command line names it."""

from pathlib import Path

from generator.model.brand import Brand, DeckTemplate, Letterhead
from generator.model.problem import InputError, Problem
from generator.model.request import Request


def read_brand(request: Request, folder: Path, deck_template: Path | None = None, letterhead: Path | None = None) -> tuple[Brand, tuple[Path, ...]]:
    """The brand, and the files it came from. Raises InputError with the problems of all its files.

    `deck_template` and `letterhead`, from the command line, win over those of the request.
    """
    style = request.style
    deck_path, paper_path, map_path = (given or (folder / name if name else None) for given, name in ((deck_template, style.deck_template), (letterhead, style.letterhead), (None, style.deck_map)))
    problems: list[Problem] = []
    deck: DeckTemplate | None = None
    paper: Letterhead | None = None
    if deck_path is not None:
        from generator.load.brand.deck_map import read_map
        from generator.load.brand.template import read_template

        try:
            deck = read_template(deck_path, style.deck_template if not deck_template else "", read_map(map_path, style.deck_map) if map_path else None)
        except InputError as error:
            problems += error.problems
    if paper_path is not None:
        from generator.load.brand.letterhead import read_letterhead

        try:
            paper = read_letterhead(paper_path, style.letterhead if not letterhead else "")
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return Brand(deck, paper), tuple(path for path in (deck_path, paper_path, map_path if deck_path else None) if path is not None)
