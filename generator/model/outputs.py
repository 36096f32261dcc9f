"""The names of the papers: what `--only` accepts and which file each one is."""

from typing import NamedTuple


class Output(NamedTuple):
    """A paper. `needs`: which figures have to be drawn for it ("cloud")."""

    name: str
    files: tuple[str, ...]
    audience: str


OUTPUTS: dict[str, Output] = {
    output.name: output
    for output in (
        Output("board-deck", ("board-deck.pptx",), "the board, ten to fifteen minutes"),
        Output("preread", ("board-preread.pdf",), "the board portal: the same slides as a tagged PDF"),
        Output("grand-rounds", ("grand-rounds.pptx",), "clinicians: a script, a case, a film and talk, up to an hour"),
        Output("memo", ("memo.docx",), "executives: SBAR and talking points"),
        Output("brief", ("brief.pdf",), "print: two sides, black-and-white safe"),
        Output("handout", ("handout.pdf",), "participants: one page"),
        Output("library", ("library.docx",), "those who need the data: an annotated bibliography"),
        Output("privacy-report", ("privacy-report.docx",), "the privacy officer, to sign: what is hidden, why, and how that was checked"),
        Output("cost", ("cost-model.xlsx",), "finance: what it costs and what would have to be true, in live formulas"),
        Output("cloud", ("word-cloud.svg", "word-cloud.png"), "what staff feel and need"),
    )
}

ALWAYS = ("facts.csv", "build.json")
