"""The fictional hospital: made by its script, shaped as promised, and like nobody."""

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from generator.analyse.feelings import feelings_analysis
from generator.analyse.floors import FLOORS
from generator.files import ours
from generator.load.lexicon import load_lexicon

DEMO = ours("assets/demo")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_survey", DEMO / "make_survey.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def people() -> list[dict[str, str]]:
    with (DEMO / "survey.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_still_makes_the_files_that_ship(script: ModuleType, tmp_path: Path) -> None:
    script.main(tmp_path)
    for name in ("survey.csv", "survey-qualtrics.csv"):
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes()


def test_240_people_in_nine_units_one_of_them_tiny(people: list[dict[str, str]]) -> None:
    sizes = sorted([row["unit"] for row in people].count(unit) for unit in {row["unit"] for row in people})
    assert len(people) == 240
    assert len(sizes) == 9
    assert sizes[:2] == [6, 11]


def agreeing(script: ModuleType, people: list[dict[str, str]], first: int, last: int) -> float:
    rows = []
    for row in people:
        codes = [(n, row[f"SVEST_{n}"]) for n in range(first, last + 1)]
        rows.append([None if not code else 6 - int(code) if n in script.REVERSED else int(code) for n, code in codes])
    return float(script.agreement(rows))


def test_shares_of_each_dimension_are_those_the_sample_story_needs(script: ModuleType, people: list[dict[str, str]]) -> None:
    for name, (first, last, share, *_) in script.DIMENSIONS.items():
        assert agreeing(script, people, first, last) == pytest.approx(share, abs=0.006), name


def test_reversed_items_are_those_of_the_scoring_key(script: ModuleType) -> None:
    key = yaml.safe_load(ours("catalog/instruments/svest.yaml").read_text("utf-8"))
    assert {item["number"] for item in key["items"] if item.get("reverse")} == script.REVERSED


def test_shares_of_the_wishes(script: ModuleType, people: list[dict[str, str]]) -> None:
    for name, share in script.WISHES.items():
        answered = [int(row[name]) for row in people if row[name]]
        assert sum(code >= 4 for code in answered) / len(answered) == pytest.approx(share, abs=0.006), name


def test_both_files_hold_the_same_people(script: ModuleType, people: list[dict[str, str]]) -> None:
    with (DEMO / "survey-qualtrics.csv").open(encoding="utf-8", newline="") as file:
        header, _, _, *rows = list(csv.reader(file))
    answers = [dict(zip(header, row, strict=True)) for row in rows]
    assert sum(row["Status"] == "Survey Preview" for row in answers) == 3
    kept = [row for row in answers if row["Status"] != "Survey Preview"]
    for coded, labeled in zip(people, kept, strict=True):
        assert all(labeled[c] == script.label(c, coded[c]) for c in header[17:])


def test_addresses_and_places_belong_to_nobody(people: list[dict[str, str]]) -> None:
    assert all(row["work_email"].endswith("@example.org") for row in people)
    text = (DEMO / "survey-qualtrics.csv").read_text("utf-8")
    with (DEMO / "survey-qualtrics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[2:]
    assert all(row["IPAddress"].startswith(("192.0.2.", "198.51.100.", "203.0.113.")) for row in rows)
    assert text.count("@") == text.count("@example.org")


def test_every_comment_reached_the_survey_and_the_cloud_is_well_filled(people: list[dict[str, str]]) -> None:
    written = yaml.safe_load((DEMO / "comments.yaml").read_text("utf-8"))
    for question in ("feelings", "needs"):
        assert sorted(e[question] for e in written if e.get(question)) == sorted(
            row[f"{question}_text"] for row in people if row[f"{question}_text"]
        )
    comments = {q: tuple(row[f"{q}_text"] or None for row in people) for q in ("feelings", "needs")}
    result = feelings_analysis(comments, load_lexicon(), FLOORS["default"], "feelings_text; needs_text")
    assert sum(fact.id.startswith("feeling.") for fact in result.facts) >= 20
    assert sum(fact.id.startswith("need.") for fact in result.facts) >= 16
    assert len(result.urgent) == 2
    assert {f.id: f.value for f in result.facts}["theme_feeling_1"] == "guilt"
