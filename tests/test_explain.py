import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from generator.build_record import read_record, record
from generator.cli import main
from generator.explain import answers, explain, nearest
from generator.model.evidence import Catalog, Finding, Work
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.manifest import CITATION, Manifest, Printed
from generator.model.problem import InputError

WORK = Work("sexton", {"title": "A study", "issued": {"date-parts": [[2021]]}}, "Sexton 2021")
BOOK = FactBook([
    Fact("want_peer", Kind.SHARE, 0.72, "want a respected peer", (Source("survey", "Q7"),), "share answering four or five", 241, interval=(0.66, 0.78)),
    Fact("annual_cost", Kind.MONEY, 198000, "yearly cost", (Source("request", "ask.annual_cost"),)),
    Fact("nsi.cost", Kind.MONEY, 61110, "cost of a departure", (Source("finding", "nsi"),)),
    Fact("departures", Kind.COUNT, 4, "departures that cover the cost", (Source("facts", "annual_cost; nsi.cost"),), "cost / cost", parents=("annual_cost", "nsi.cost")),
    Fact("hidden", Kind.SHARE, None, "hidden share", (Source("survey", "Q8"),), suppressed="group"),
    Fact("not_used", Kind.SHARE, 0.5, "never printed", (Source("finding", "nsi"),)),
])  # fmt: skip
CATALOG = Catalog({}, {"nsi": Finding("nsi", "s", "verified", "green", "sexton", {})}, {"sexton": WORK})
PRINTED = Manifest((
    Printed("board-deck.pptx", "slide 4", "title", "72%", "want_peer"),
    Printed("board-deck.pptx", "slide 4", "chart", "72%", "want_peer"),
    Printed("memo.docx", "body", "p3", "66% to 78%", "want_peer"),
    Printed("memo.docx", "body", "p9", "$198,000", "annual_cost"),
    Printed("memo.docx", "body", "p9", "4", "departures"),
    Printed("memo.docx", "body", "p9", "4", CITATION),
))  # fmt: skip


@pytest.fixture
def papers(tmp_path):
    source = tmp_path / "in" / "briefing.yaml"
    source.parent.mkdir()
    source.write_text("x")
    material = SimpleNamespace(book=BOOK, gates=(), catalog=CATALOG)
    (tmp_path / "build.json").write_bytes(record(material, PRINTED, {"memo.docx": b"1", "board-deck.pptx": b"2"}, [source], [], []))
    return tmp_path


def ids(text, papers):
    return [answer.fact["id"] for answer in answers(text, papers)]


def test_a_printed_number_leads_to_its_fact_its_rule_and_its_column(papers):
    assert explain("72%", papers) == [{
        "text": "72%", "file": "board-deck.pptx", "where": "slide 4", "fact": "want_peer",
        "rule": "share answering four or five", "sources": ["survey column: Q7"],
    }]  # fmt: skip


@pytest.mark.parametrize("text", ["$198,000", "198,000", "198000", "annual_cost"])
def test_an_amount_is_found_however_it_is_written(papers, text):
    assert ids(text, papers)[0] == "annual_cost"


def test_part_of_a_number_is_not_that_number(papers):
    assert ids("8", papers) == ids("2%", papers) == ids("98", papers) == []
    assert ids("66", papers) == ids("78%", papers) == ["want_peer"]


def test_a_derived_number_leads_to_what_it_was_worked_out_from(papers):
    first, second = answers("4", papers)
    assert first.sources == ("facts: annual_cost; nsi.cost", "briefing.yaml: ask.annual_cost", "published: A study. 2021. [nsi]")
    assert second.fact["id"] == CITATION


def test_a_slide_gives_what_is_printed_on_it_and_a_paper_all_of_it(papers):
    assert [row["text"] for row in explain("board-deck.pptx:4", papers)] == ["72%"]
    assert [(row["text"], row["fact"]) for row in explain("memo.docx", papers)] == [
        ("66% to 78%", "want_peer"), ("$198,000", "annual_cost"), ("4", "departures"),
    ]  # fmt: skip
    told = CliRunner().invoke(main, ["explain", "board-deck.pptx:4", "-p", str(papers)])
    assert told.exit_code == 0
    assert "72%\n  want a respected peer\n  survey column: Q7" in told.output


@pytest.mark.parametrize(("place", "cure"), [("board-deck.pptx:9", "ask for board-deck.pptx:4 to board-deck.pptx:4"), ("memo.docx:2", "ask for memo.docx")])
def test_a_slide_or_page_that_is_not_there_is_said_with_those_that_are(papers, place, cure):
    with pytest.raises(InputError) as refused:
        explain(place, papers)
    assert cure in str(refused.value)


def test_a_suppressed_fact_has_no_value_in_the_record(papers):
    (hidden,) = (fact for fact in read_record(papers)["facts"] if fact["id"] == "hidden")
    assert (hidden["value"], hidden["n"], hidden["text"]) == (None, None, "")
    assert explain("hidden", papers)[0]["file"] == ""


def test_published_numbers_that_nothing_printed_are_not_held(papers):
    assert [fact["id"] for fact in read_record(papers)["facts"]] == ["want_peer", "annual_cost", "nsi.cost", "departures", "hidden"]


def test_the_record_holds_hashes_and_names_no_folder_of_this_computer(papers):
    found = read_record(papers)
    assert list(found["inputs"]) == ["briefing.yaml"]
    assert str(papers) not in json.dumps(found)


def test_papers_that_a_smaller_build_did_not_make_stay_known(papers):
    material = SimpleNamespace(book=BOOK, gates=(), catalog=CATALOG)
    later = json.loads(record(material, Manifest(), {"memo.docx": b"9"}, [], [], [], read_record(papers)))
    assert later["outputs"]["board-deck.pptx"] == read_record(papers)["outputs"]["board-deck.pptx"]
    assert later["outputs"]["memo.docx"] != read_record(papers)["outputs"]["memo.docx"]
    assert {row[0] for row in later["printed"]} == {"board-deck.pptx"}


def test_a_near_miss_is_offered(papers):
    assert (nearest("want_pear", papers), nearest("zzz", papers)) == ("want_peer", "")


@pytest.mark.parametrize(("content", "code"), [(None, "file.missing"), (b"{", "file.unreadable"), (b'{"peerbrief": "1", "outputs": {}, "facts": [{}], "printed": []}', "file.unreadable")])
def test_a_folder_without_a_sound_record_is_said(tmp_path, content, code):
    if content is not None:
        (tmp_path / "build.json").write_bytes(content)
    with pytest.raises(InputError) as caught:
        explain("72%", tmp_path)
    assert caught.value.problems[0].code == code


def test_the_command_tells_it_in_lines_and_ends_with_one_when_nothing_is_found(papers):
    result = CliRunner().invoke(main, ["explain", "72%", "-p", str(papers)])
    assert result.exit_code == 0
    assert [line.strip() for line in result.output.splitlines() if line.strip()] == [
        "72%  want a respected peer", "worked out:   share answering four or five", "out of:       241",
        "from:         survey column: Q7", "printed in:   board-deck.pptx, slide 4", "fact:         want_peer",
    ]  # fmt: skip
    result = CliRunner().invoke(main, ["explain", "want_pear", "-p", str(papers)])
    assert (result.exit_code, 'Did you mean "want_peer"?' in result.output) == (1, True)
