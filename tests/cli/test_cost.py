"""`peerbrief cost` as finance uses it, and as it is misused."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner
from PIL import Image

from generator.cli import main
from generator.files import ours

DEMO = ours("assets/demo/briefing.yaml")


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.delenv("PEERBRIEF_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)

    def invoke(*args):
        result = CliRunner().invoke(main, ["cost", *map(str, args)], prog_name="peerbrief")
        assert "Traceback" not in result.output
        assert "fault of peerbrief" not in result.output, result.output
        return result

    return invoke


@pytest.fixture
def briefing(tmp_path):
    def write(text):
        (tmp_path / "briefing.yaml").write_text(text, "utf-8")
        return tmp_path / "briefing.yaml"

    return write


def test_the_screen_says_the_break_even_first_and_marks_what_is_assumed(run):
    said = run(DEMO).output
    order = ["FICTIONAL SAMPLE · DRAFT", "Break-even (no effect assumed)", "If it changes nothing", "10,000 simulated futures", "under these assumptions", "What moves it most", "would narrow the range most", "Assumptions, not read in a source"]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert re.search(r"turnover_effect .*\(assumption, not read in a source\)", said)
    assert "% certain" not in said
    assert "belongs in a board's paper" in said
    assert "confirm.costs" in said


def test_json_holds_the_base_case_ranges_runs_and_grounds(run):
    result = run(DEMO, "--json", "--set", "uptake=0.1")
    found = json.loads(result.stdout)
    assert found["set"] == ["uptake=0.1"]
    assert {p["name"]: p["ground"] for p in found["parameters"]}["turnover_effect"] == "assumption, not read in a source"
    assert {p["name"]: p["base"] for p in found["parameters"]}["uptake"] == 0.1
    assert [r["name"] for r in found["simulated"]["runs"]] == ["zero-effect", "halved-exposure", "low-cost"]
    assert len(found["simulated"]["would_narrow"]) == 2
    assert found["base"]["program_cost"] == 198000
    assert found["simulated"]["draws"] == 10_000


def test_two_runs_say_the_same(run):
    assert run(DEMO).output == run(DEMO).output


def test_without_headcount_and_cost_there_is_a_thousand_nurses_and_no_total(run, briefing):
    said = run(briefing("organization: {name: Harbor}\n")).output
    assert "there is no total. Of a thousand nurses" in said
    assert "simulated futures" not in said
    assert "added up from parts that are assumed" in said
    assert "ask.annual_cost" in said
    assert "workforce.rn_headcount" in said


def test_a_clinic_gets_no_figure_of_hospital_nurses(run, briefing):
    said = run(briefing("organization: {setting: ambulatory}\nworkforce: {rn_headcount: 40}\nask: {annual_cost: 50000}\n")).output
    assert "wait for your own cost" in said
    assert "61,110" not in said
    assert "figures of hospital nurses are not used for clinics" in said


def test_another_currency_is_never_mixed_with_published_dollars(run, briefing):
    said = run(briefing("ask: {annual_cost: 198000, currency: EUR}\nworkforce: {rn_headcount: 600}\n")).output
    assert "€198,000" in said
    assert "$" not in said
    assert "published dollars are not converted" in said


def test_a_benefit_that_rests_on_amounts_nobody_gave_is_not_said_to_be_nothing(run, briefing, tmp_path):
    foreign = briefing("ask: {annual_cost: 198000, currency: EUR}\nworkforce: {rn_headcount: 600}\n")
    said = run(foreign).output
    assert "waits for your own cost of losing a nurse" in said
    assert "€0" not in said
    assert "of 100" not in said
    found = json.loads(run(foreign, "--json").stdout)
    assert found["base"]["benefit"] is found["base"]["net_benefit"] is found["simulated"]["positive_of_100"] is None
    assert found["simulated"]["ranges"]["benefit_horizon"] is None
    assert found["simulated"]["ranges"]["users"]["median"] > 0
    drawn = run(foreign, "--plot", tmp_path / "a.png")
    assert drawn.exit_code == 1
    assert "nothing to draw without an amount" in drawn.stderr
    given = run(foreign, "--set", "rn_replacement_cost=40000").output
    assert "of 100 simulated futures" in given


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ask: {annual_cost: €198000}\n", "ask.annual_cost \"€198000\" is not in USD; nothing is converted; write currency: EUR under ask:"),
        ("ask: {annual_cost: $198000, currency: EUR}\n", "is not in EUR; nothing is converted"),
        ("ask: {annual_cost: 198000, currency: euros}\n", "is not a currency; write its three letters"),
        ("workforce: {rn_headcount: -4}\n", '"-4" nurses cannot be meant'),
        ("program: {horizon_years: 0}\n", "write 1 to 5 years"), ("program: {horizon_years: 50}\n", "write 1 to 5 years"),
        ("program: {uptake: 170}\n", "is not a share between none and all"), ("program: {uptak: 0.1}\n", 'did you mean "uptake"?'),
        ("program: {burnout_saving: 100000}\n", "burnout counts the same leavers"),
        ("ask: {annual_cost: 0}\n", "is zero; leave it empty while it is not known"),
        ("ask: {currency: EUR}\nworkforce: {rn_headcount: 600}\n", "the program has no cost"),
    ],
)  # fmt: skip
def test_a_briefing_that_cannot_be_meant_is_refused_with_place_and_cure(run, briefing, text, fault):
    result = run(briefing(text))
    assert result.exit_code == 1
    assert fault in result.stderr
    assert result.stderr.startswith("briefing.yaml")


def test_seventeen_where_a_share_is_meant_is_said(run, briefing):
    assert 'program.uptake "17" is read as 17%' in run(briefing("program: {uptake: 17}\nworkforce: {rn_headcount: 600}\n")).output
    refused = run(DEMO, "--set", "uptake=17", "--set", "burnout=1")
    assert refused.exit_code == 1
    assert "did you mean 0.17 (17%)?" in refused.stderr
    assert "burnout counts the same leavers" in refused.stderr


def test_a_refusal_in_json_is_one_object_with_problems(run):
    found = json.loads(run(DEMO, "--json", "--set", "uptake=17").stdout)
    assert [problem["code"] for problem in found["problems"]] == ["request.wrong-value"]


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_picture_says_what_it_shows_and_is_the_same_twice(run, tmp_path, form):
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    for path in (first, second):
        assert run(DEMO, "--plot", path).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    if form == "svg":
        root = ET.fromstring(first.read_text("utf-8"))
        words = "".join(root.itertext())
        assert root.get("role") == "img"
        assert "FICTIONAL SAMPLE" in words
        assert "An asterisk marks an assumption" in words
    elif form == "pdf":
        from pypdf import PdfReader

        said = PdfReader(first).metadata
        assert "What moves it most" in said.title
        assert "assumption that nobody has read" in said.subject
    else:
        picture = Image.open(first)
        assert "Bars of benefit minus cost" in picture.text["Description"]
        grays = {value for _, value in sorted(picture.convert("L").getcolors(1 << 16), reverse=True)[:3]}
        assert max(grays) - min(grays) > 200  # the dark end beside the light ground
        assert len([value for value in grays if 160 < value < 220]) == 1  # the light end, apart from both


@pytest.mark.parametrize(("name", "fault"), [("a.gif", "write .png, .svg or .pdf"), ("nowhere/a.png", "is not there")])
def test_a_picture_that_cannot_be_made_is_wrong_usage(run, name, fault):
    result = run(DEMO, "--plot", name)
    assert result.exit_code == 2
    assert fault in result.stderr


def test_nothing_is_drawn_without_a_headcount(run, briefing, tmp_path):
    result = run(briefing("organization: {name: Harbor}\n"), "--plot", tmp_path / "a.png")
    assert result.exit_code == 1
    assert "nothing to draw without a headcount" in result.stderr
    assert not (tmp_path / "a.png").exists()
