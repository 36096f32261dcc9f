import json
import re

import pytest
from click.testing import CliRunner

from generator import browse
from generator.cli import main
from generator.load.catalog import load_catalog

OWN = "findings:\n- {id: to_mok, board_use: red}\n- {id: heard_of, statement: 12% were reached., status: unknown, board_use: amber, work: rivera-chiauzzi-2022}\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ["catalog", *map(str, args)], prog_name="peerbrief")


@pytest.fixture
def mine(tmp_path):
    """A briefing whose hospital has additions."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "own.yaml").write_text(OWN.replace("rivera-chiauzzi-2022", next(iter(load_catalog().works))))
    (tmp_path / "briefing.yaml").write_text("catalog: evidence\n")
    return tmp_path


def test_the_list_holds_the_fifteen_entries_and_every_other_work_once(run):
    found = json.loads(run("list", "--json").output)
    catalog = load_catalog()
    assert [entry["id"] for entry in found[:15]] == list(catalog.resources)
    assert len({entry["id"] for entry in found}) == len(found)
    assert {name for entry in found for name in entry["findings"]} == set(catalog.findings)
    assert found[0].keys() == {"id", "title", "kind", "year", "status", "findings"}


def test_filters_let_through_only_what_was_asked_for(run):
    topics = json.loads(run("list", "--topic", "Standards", "--json").output)
    findings = load_catalog().findings
    assert topics
    assert {findings[name].topic for entry in topics for name in entry["findings"]} == {"standards"}
    reports = json.loads(run("list", "--kind", "Report", "--json").output)
    assert {entry["kind"][0] for entry in reports} == {"report"}
    verified = json.loads(run("list", "--status", "verified", "--json").output)
    assert {findings[name].status for entry in verified for name in entry["findings"]} == {"verified"}


def test_a_filter_that_nothing_has_names_the_nearest(run):
    result = run("list", "--topic", "standart", "--status", "sure")
    assert result.exit_code == 1
    assert 'standart: the catalog has no such topic; did you mean "standards"?' in result.output
    assert "sure: the catalog has no such status" in result.output


def test_what_nobody_verified_is_listed_with_what_to_open_and_what_to_look_for(run):
    result = run("list", "--to-check")
    waiting = [finding for finding in load_catalog().findings.values() if finding.status != "verified"]
    assert waiting
    assert result.output.count("    open:     ") == result.output.count("    look for: ") == len(waiting)
    assert all(finding.id in result.output for finding in waiting)


def test_the_lines_that_show_gives_close_the_finding(run, tmp_path):
    shown = run("show", "prev_scott2010_15leave").output
    snippet = shown.partition("catalog folder:\n")[2]
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "own.yaml").write_text(re.sub("^    ", "", snippet, flags=re.MULTILINE), "utf-8")
    catalog, _, _ = browse.evidence(tmp_path / "evidence")
    assert catalog.findings["prev_scott2010_15leave"].status == "verified"


def test_one_entry_is_shown_with_population_design_caveat_and_reference(run):
    shown = run("show", "prev_sexton_know").output
    finding = load_catalog().findings["prev_sexton_know"]
    assert finding.population in shown
    assert "  design:       " in shown
    assert "J Patient Saf" in shown or "Sexton" in shown
    assert json.loads(run("show", "prev_sexton_know", "--json").output)["status"] == "verified"
    share = json.loads(run("show", "prev_sexton_know", "--json").output)["values"]["share"]
    assert share["sources"] == [{"kind": "finding", "ref": "prev_sexton_know"}]
    assert 0 < share["value"] < 1


def test_an_id_that_nothing_has_names_the_nearest(run):
    result = run("show", "prev_sexton")
    assert result.exit_code == 1
    assert 'did you mean "prev_sexton_know"?' in result.output


def test_additions_of_the_briefing_here_are_listed_without_being_asked_for(run, mine):
    assert "heard_of" in run("list", "--to-check").output
    assert "With the additions of evidence." in run("list").output
    assert "unknown" in run("show", "heard_of", "-c", mine / "evidence").output.replace("nobody has found", "unknown")


def test_check_passes_ours_and_tells_what_additions_change(run, mine):
    result = run("check", mine / "evidence")
    assert (result.exit_code, "nothing to mend" in result.output) == (0, True), result.output
    assert 'board_use is "red", in our catalog "amber"' in result.output or 'board_use is "red", in our catalog "green"' in result.output


def test_check_refuses_additions_that_break_a_rule_and_says_so_in_json(run, mine):
    (mine / "evidence" / "bad.yaml").write_text("works: [{id: w, short: W, type: book, DOI: x}]\n")
    result = run("check", "--json")
    assert result.exit_code == 1
    assert [problem["where"] for problem in json.loads(result.output)["problems"] if problem["severity"] == "error"] == ["bad.yaml:1: w"]
