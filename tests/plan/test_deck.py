"""The board deck says what the numbers say and fits its pages, whatever the survey was."""

import itertools

import pytest

from generator.compose.compose import compose
from generator.load.theme import load_theme
from generator.model.briefing import plain
from generator.model.pages import Properties, TextShape
from generator.plan.deck import plan_deck
from tests.materials import changed, demo_request, feelings, material, survey

THEME = load_theme()
PROPERTIES = Properties("Title", "Author", "Subject", "en-US", "2027-03-12")
CORE = 8


def planned(made):
    briefing = compose("board-deck", made)
    return plan_deck(briefing, THEME, PROPERTIES)


def titles(made):
    return [plain(section.title) for section in compose("board-deck", made).sections]


def overflows(made):
    return [str(problem) for problem in planned(made)[1] if problem.severity == "error" or problem.code.startswith("text.")]


REQUEST = demo_request()
SURVEYS = {
    "none": None,
    "twelve": survey(12, 0.5, 0.5, 0.5),
    "seven": survey(7),
    "high": survey(240, 0.52, 0.78, 0.55),
    "middling": survey(240, 0.27, 0.5, 0.25),
    "low": survey(240, 0.08, 0.3, 0.08),
    "only few agree": survey(40, 0.05, 0.95, 0.05),
    "no event question": survey(240, 0.3, 0.7, None),
}
REQUESTS = {
    "demo": REQUEST,
    "empty": None,
    "withheld": changed(REQUEST, ask={"withhold_amount": True}),
    "staged": changed(REQUEST, ask={"decision": "staged"}),
    "referred": changed(REQUEST, ask={"decision": "refer"}),
    "local cost": changed(REQUEST, workforce={"rn_replacement_cost": 68200.0}),
    "ambulatory": changed(REQUEST, organization={"setting": "ambulatory"}),
}


@pytest.mark.parametrize(("answers", "request_"), [*itertools.product(SURVEYS, REQUESTS)])
def test_nothing_overflows(answers, request_):
    assert overflows(material(SURVEYS[answers], REQUESTS[request_])) == []


@pytest.mark.parametrize("term", ["second-victim", "affected-staff"])
def test_nothing_overflows_with_themes_of_free_text(term):

    made = material(SURVEYS["high"], REQUEST._replace(term=term), feelings())
    assert overflows(made) == []


def test_a_name_that_cannot_fit_is_cut_after_a_word_and_stands_whole_in_the_notes():
    name = "Executive Vice President " * 12
    deck, problems = planned(material(None, changed(REQUEST, ask={"sponsor": name})))
    assert not any(problem.severity == "error" for problem in problems)
    assert any(problem.code == "text.shortened" and "title" in problem.message for problem in problems)
    cut = next(slide for slide in deck.slides if any(shape.role == "title" and plain(shape.paras[0].runs).endswith("…") for shape in slide.shapes if isinstance(shape, TextShape)))
    assert any(name.strip() in plain(note.runs) for note in cut.notes)


@pytest.mark.parametrize(
    ("answers", "slide", "words"),
    [
        ("high", 1, "52% of staff who answered call our support after events inadequate"),
        ("middling", 1, "27% of staff who answered found our support after events inadequate, and duty asks more"),
        ("low", 1, "few who answered (8%) call our support inadequate"),
        ("seven", 1, "our own result would rest on too few people"),
        ("none", 1, "measure our own need before launch"),
        ("high", 2, "55% of staff who answered were affected by an event last year"),
        ("middling", 2, "About one in four staff who answered"),
        ("low", 2, "Few who answered (8%)"),
        ("seven", 2, "How many are affected here is hidden to protect staff"),
        ("none", 2, "we have not measured ours"),
        ("no event question", 2, "report distress from an event"),
        ("high", 3, "78% of staff who answered want a respected peer to talk with after an event"),
        ("middling", 3, "50% of staff who answered want a respected peer, among several kinds of help"),
        ("low", 3, "Fewer than half who answered (30%) ask for a peer"),
        ("seven", 3, "What staff here want is hidden to protect them"),
        ("none", 3, "Staff elsewhere ask first for a respected peer"),
    ],
)
def test_a_title_keeps_to_its_band(answers, slide, words):
    assert words in titles(material(SURVEYS[answers], REQUEST))[slide]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ("demo", "approve $396,000 for two years, Chief Nursing Officer accountable, review on March 10, 2028"),
        ("staged", "approve a first stage of $396,000"),
        ("referred", "refer it to the finance committee"),
        ("withheld", "the amount follows in a closed meeting"),
        ("empty", "who returns with costs"),
    ],
)
def test_the_decision_asks_for_what_the_request_asks(request_, words):
    assert words in titles(material(None, REQUESTS[request_]))[6]


def test_a_withheld_amount_is_nowhere_in_the_deck():
    deck, _ = planned(material(SURVEYS["high"], REQUESTS["withheld"]))
    assert "396,000" not in repr(deck)
    assert "198,000" not in repr(deck)


def test_a_survey_under_the_floor_leaves_no_count_or_share():
    deck, _ = planned(material(survey(7, 0.43, 0.71, 0.29), None))
    assert not any(share in repr(deck) for share in ("43%", "71%"))


def test_each_title_is_unique_and_filled():
    deck, _ = planned(material(SURVEYS["high"], REQUEST, feelings()))
    found = [plain(slide.shapes[0].paras[0].runs) for slide in deck.slides]
    assert all(found)
    assert len(set(found)) == len(found)


def test_every_slide_but_the_cover_and_the_last_has_notes_and_sources():
    deck, _ = planned(material(SURVEYS["high"], REQUEST, feelings()))
    for slide in deck.slides[1:CORE - 1]:
        assert slide.notes, slide.name
        assert any(getattr(shape, "role", "") == "source" for shape in slide.shapes), slide.name


def test_the_talk_fits_its_slot():
    deck, _ = planned(material(SURVEYS["high"], REQUEST))
    assert sum(slide.minutes for slide in deck.slides) == 12


def test_every_toolkit_resource_is_listed():
    made = material(None, REQUEST)
    deck, _ = planned(made)
    text = repr(deck)
    for resource in made.catalog.resources.values():
        assert resource.title.split(":")[0].replace("'", "’")[:30] in text.replace("'", "’"), resource.id


CORE_TITLES = {15: ("summary", "number", "chart", "ladder", "three", "decision"), 10: ("summary", "number", "chart", "ladder", "three", "decision"), 5: ("summary", "chart", "three", "decision")}


@pytest.mark.parametrize("minutes", [15, 10, 5])
@pytest.mark.parametrize("answers", ["high", "none", "seven"])
def test_a_shorter_slot_keeps_summary_wish_cost_and_decision(minutes, answers):
    made = material(SURVEYS[answers], changed(REQUEST, meeting={"minutes": minutes}))
    briefing = compose("board-deck", made)
    spoken = [s for s in briefing.sections if float(s.attributes.get("minutes", "0"))]
    assert len(spoken) == len(CORE_TITLES[minutes])
    assert sum(float(s.attributes["minutes"]) for s in spoken) == {15: 12, 10: 8, 5: 4}[minutes]
    assert {"Executive summary", "The gap and the wish", "Cost, break-even and risk", "Decision"} <= {s.attributes["kicker"] for s in spoken}
    assert overflows(made) == []
    assert briefing.left_out == (("the version of 5 minutes leaves out: people and duty; the program and what it has shown",) if minutes == 5 else ())


def test_a_ten_minute_slot_drops_the_last_of_the_notes_of_four_slides():
    def notes(minutes):
        briefing = compose("board-deck", material(SURVEYS["high"], changed(REQUEST, meeting={"minutes": minutes})))
        return {s.attributes["kicker"]: len(s.notes) for s in briefing.sections if float(s.attributes.get("minutes", "0"))}

    long, short = notes(15), notes(10)
    assert [name for name in long if short[name] < long[name]] == ["People and duty", "The gap and the wish", "The program and what it has shown", "Cost, break-even and risk"]
