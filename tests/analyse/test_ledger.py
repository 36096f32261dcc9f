"""facts.csv as finance and the privacy officer open it."""

import csv
import io

import pytest

from generator.analyse.ledger import facts_csv, harmless
from generator.compose import show
from generator.model.evidence import Catalog, Finding, Work
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.manifest import Manifest, Printed

KNOW = Fact("know.share", Kind.SHARE, 0.363, "know a colleague", (Source("finding", "know"),), n=10627, decimals=1)
UNUSED = Fact("other.share", Kind.SHARE, 0.5, "other", (Source("finding", "know"),))
WANT = Fact("want_peer", Kind.SHARE, 0.72, "want a peer", (Source("survey", "Want a peer; Again"),), "share who answered four or five", 100, 72, (0.625, 0.799))
HIDDEN = Fact("offered_help", Kind.SHARE, None, "were offered help", (Source("survey", "Offered"),), "share", suppressed="inside")
DERIVED = Fact("twice", Kind.COUNT, 2, "worked out", (Source("facts", "know.share"),), parents=("know.share",))
CATALOG = Catalog(
    {}, {"know": Finding("know", "", "verified", "green", "sexton", {"share": KNOW})},
    {"sexton": Work("sexton", {"DOI": "10.1000/example", "PMID": "12345"}, "Sexton 2021")},
)  # fmt: skip
PRINTED = Manifest(
    (
        Printed("board-deck.pptx", "slide 4", "Title", "72%", "want_peer"),
        Printed("board-deck.pptx", "slide 4 notes", "Notes", "72%", "want_peer"),
        Printed("board-deck.pptx", "slide 4", "Body", "72%", "want_peer"),
        Printed("memo.docx", "body", "p3", "72%", "want_peer"),
        Printed("memo.docx", "body", "p4", "36.3%", "know.share"),
    )
)


def ledger(*facts):
    data = facts_csv(FactBook(facts), PRINTED, CATALOG, show)
    return {row["id"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))}


def test_a_row_says_what_is_printed_from_what_and_where():
    row = ledger(WANT)["want_peer"]
    assert (row["value"], row["n"], row["interval"], row["status"]) == ("72%", "100", "63% to 80%", "shown")
    assert (row["source kind"], row["source"]) == ("survey", "Want a peer; Again")
    assert row["printed in"] == "board-deck.pptx: slide 4, slide 4 notes; memo.docx: body"


def test_a_published_number_carries_its_citation_and_so_does_what_is_made_from_it():
    rows = ledger(KNOW, DERIVED)
    assert rows["know.share"]["citation"] == rows["twice"]["citation"] == "Sexton 2021, doi 10.1000/example, PMID 12345"


def test_published_numbers_nobody_printed_are_left_out():
    assert set(ledger(KNOW, UNUSED, WANT)) == {"know.share", "want_peer"}


def test_a_suppressed_row_shows_no_number():
    row = ledger(HIDDEN)["offered_help"]
    assert row["status"].startswith("suppressed")
    assert not any(character.isdigit() for cell in row.values() for character in cell)


def test_excel_sees_its_encoding_and_its_line_ends():
    data = facts_csv(FactBook([WANT]), PRINTED, CATALOG, show)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == 2


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "\r=1"])
def test_words_that_a_spreadsheet_would_run_are_escaped(cell):
    assert harmless(cell).startswith("'")


def test_a_column_of_the_survey_cannot_become_a_formula():
    hostile = Fact("respondents", Kind.COUNT, 40, "who answered", (Source("survey", '=cmd|"/c calc"!A1'),))
    assert ledger(hostile)["respondents"]["source"].startswith("'=")
