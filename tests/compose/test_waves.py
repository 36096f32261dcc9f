"""What the papers say of a second wave and of approved comments: each title by its band, each page with room for it."""

import datetime as dt
import re

import pytest

from generator.analyse.changes import change_facts
from generator.analyse.floors import FLOORS
from generator.analyse.review import quotation_facts
from generator.analyse.survey_facts import survey_facts
from generator.compose.compose import compose
from generator.compose.walk import runs_of
from generator.load.theme import load_theme
from generator.model.briefing import Briefing, Table, plain
from generator.model.comments import Quotation
from generator.model.fact import Fact
from generator.model.pages import Properties
from generator.model.survey import Survey
from generator.plan.deck import plan_deck
from tests.materials import INSTRUMENT, demo_request, feelings, material, survey

DEMO = demo_request()
LONG = "I felt guilty and could not sleep, and for weeks nobody asked how I was doing or told me what came of it all, not even once"


def waves(latest: Survey, before: Survey) -> tuple[Fact, ...]:
    now, earlier = ({f.id: f for f in survey_facts(made, INSTRUMENT, DEMO, FLOORS["default"])[0]} for made in (latest, before))
    return change_facts("Spring of 2026", "Spring of 2025", now, earlier, (latest, before), INSTRUMENT)


def page(paper: Briefing, kicker: str) -> tuple[str, str]:
    section = next(s for s in paper.sections if kicker in s.attributes.get("kicker", "") or kicker == plain(s.title))
    return plain(section.title), "".join(run.text for run in runs_of(section.blocks))


@pytest.mark.parametrize(
    ("latest", "before", "title"),
    [
        (survey(240, 0.6), survey(240, 0.4), "More staff who answered call institutional support inadequate than in Spring of 2025: 40% then, 60% now"),
        (survey(240, 0.3), survey(240, 0.5), "Fewer staff who answered call institutional support inadequate than in Spring of 2025: 50% then, 30% now"),
        (survey(240, 0.42), survey(240, 0.4), "No clear change in felt institutional support since Spring of 2025; each result has its interval"),
        (survey(240, {"institutional_support": 0.01}), survey(240, 0.4), "What staff who answered said in Spring of 2025 and in Spring of 2026"),
        (survey(240, 0.4), survey(8, 0.4), "The two surveys cannot be compared without pointing at people"),
    ],
    ids=["more", "fewer", "no clear change", "one side hidden", "a wave too small"],
)
def test_the_title_says_what_the_interval_bears_out(latest: Survey, before: Survey, title: str) -> None:
    made = material(latest, DEMO, waves(latest, before))
    paper = compose("board-deck", made)
    assert page(paper, "Since last time")[0] == title
    deck, problems = plan_deck(paper, load_theme(), Properties("T", "A", "S", "en-US", "2027-03-12"))
    assert not [problem for problem in problems if problem.severity == "error"]
    assert any("since last time" in str(slide).casefold() for slide in deck.slides)


@pytest.mark.parametrize("output", ["board-deck", "grand-rounds", "memo", "brief", "handout"])
def test_what_is_hidden_for_a_few_on_one_side_is_not_laid_to_few_answers(output: str) -> None:
    of_one_mind = survey(240, 0.99, 0.99, 0.99)
    paper = compose(output, material(of_one_mind, DEMO, (*feelings(), *waves(of_one_mind, survey(240, 0.99)))))
    said = " ".join(plain(section.title) + " " + "".join(run.text for run in runs_of((*section.blocks, *section.notes))) for section in paper.sections)
    assert "240" in said or output == "handout"
    assert not re.search(r"(?i)too few[^.;|]{0,12} (answered|wrote)|so few answer|answers are too few", said)


def test_a_side_that_is_hidden_reads_hidden_and_its_change_too() -> None:
    latest, before = survey(240, {"institutional_support": 0.01}), survey(240, 0.4)
    _, text = page(compose("board-deck", material(latest, DEMO, waves(latest, before))), "Since last time")
    assert "40%HiddenHiddenNot compared" in text


@pytest.mark.parametrize("second", [True, False])
def test_the_method_page_keeps_all_its_rows(second: bool) -> None:
    made = survey(240, 0.4)
    paper = compose("board-deck", material(made, DEMO, (*feelings(), *(waves(made, survey(200, 0.4)) if second else ()))))
    section = next(s for s in paper.sections if plain(s.title).startswith("How we asked"))
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    rows = [plain(row[0]) for row in table.rows]
    assert rows[-4:] == ["Hidden", "Free text", "Change", "Not compared"] if second else rows[-3:] == ["Hidden", "Free text", "Not compared"]


def test_without_a_second_wave_nothing_is_said_of_change() -> None:
    for output in ("board-deck", "memo"):
        paper = compose(output, material(survey(240), DEMO, feelings()))
        everything = " ".join(run.text for section in paper.sections for run in (*section.title, *runs_of(section.blocks), *runs_of(section.notes)))
        assert "Since last time" not in everything
        assert "Newcombe" not in everything


def said(*texts: tuple[str, str]) -> tuple[Fact, ...]:
    return quotation_facts([Quotation(f"id{n}", text, "Jo", dt.date(2026, 3, 1), about) for n, (text, about) in enumerate(texts)])  # type: ignore[arg-type]


@pytest.mark.parametrize("quoted", [said(*[(LONG, "feeling")] * 3, *[(LONG, "need")] * 3), said((LONG, "need")), said(("tired", "feeling"))])
def test_quotations_fit_their_page_and_the_method_says_so(quoted: tuple[Fact, ...]) -> None:
    made = material(survey(240), DEMO, (*feelings(), *quoted))
    paper = compose("board-deck", made)
    title, text = next((plain(s.title), "".join(r.text for r in runs_of(s.blocks))) for s in paper.sections if "own words" in plain(s.title))
    assert title == "In their own words: what some staff wrote, approved for print"
    assert text.count("\u201c") == len(quoted)
    assert "Chosen by a reviewer" in text or len(quoted) == 1
    _, problems = plan_deck(paper, load_theme(), Properties("T", "A", "S", "en-US", "2027-03-12"))
    assert not [problem for problem in problems if problem.severity == "error"]
    memo = compose("memo", made)
    method = " ".join(run.text for section in memo.sections for run in runs_of(section.blocks))
    assert "No answer is quoted" not in method
    assert "approved each one" in method
    notes = "".join(run.text for section in paper.sections for run in runs_of(section.notes))
    assert "nobody is quoted" not in notes
    assert "only the page of quotations prints what staff wrote" in notes


def test_grand_rounds_and_brief_quote_nobody() -> None:
    made = material(survey(240), DEMO, (*feelings(), *said((LONG, "feeling"), (LONG, "need"))))
    for output in ("grand-rounds", "brief", "handout"):
        paper = compose(output, made)
        assert LONG not in " ".join(run.text for section in paper.sections for run in (*runs_of(section.blocks), *runs_of(section.notes)))


def test_themes_in_our_wording_are_not_called_their_words() -> None:
    for made in (material(survey(240), DEMO, feelings()), material(None, DEMO)):
        for output in ("board-deck", "memo", "grand-rounds"):
            paper = compose(output, made)
            kickers = " ".join(section.attributes.get("kicker", "") for section in paper.sections)
            titles = " ".join(plain(section.title) for section in paper.sections)
            assert "their words" not in kickers
            assert "own words" not in titles
    asked = "".join(run.text for section in compose("handout", made).sections for run in runs_of(section.blocks))
    assert "kinds of help they were asked about" in asked
