"""Grand rounds fit their hour and their screens, speak as a script, and invent nothing."""

import datetime as dt
import itertools
import re

import pytest

from generator.compose.compose import compose
from generator.load.theme import load_theme
from generator.make import make
from generator.model.briefing import plain
from generator.model.manifest import CLOCK
from generator.model.pages import ChartShape, Drawing, Group, Properties, Rule, TextShape
from generator.model.request import Confirmation, Rounds
from generator.plan.brief import plan_sheet
from generator.plan.rounds.deck import plan_rounds
from generator.plan.rounds.qr import outlines, qr
from tests.materials import changed, demo_request, feelings, material, survey
from tests.plan.test_deck import REQUESTS, SURVEYS

THEME = load_theme(room=True)
PROPERTIES = Properties("Title", "Author", "Subject", "en-US", "2027-03-12")
LENGTHS = (20, 30, 45, 60)
DEMO = demo_request()
BANNER = "Fictional. Composed for teaching. No real patient, staff member or event."
CUES = {"questions", "film", "title", "cards"}
"""Kinds whose notes are a facilitator's cue, or that are read aloud from the slide."""


def of(answers="high", request=DEMO, minutes=60, extra=None, **rounds):
    request = request or material().request
    request = request._replace(rounds=request.rounds._replace(**rounds))
    request = changed(request, meeting={"kind": "rounds", "minutes": minutes})
    words = feelings() if extra is None and answers in ("high", "middling", "low") else extra or ()
    return material(SURVEYS[answers], request, words)


def planned(made):
    return plan_rounds(compose("grand-rounds", made), THEME, PROPERTIES)


def slides(made):
    """Each slide with its section."""
    briefing = compose("grand-rounds", made)
    deck, _ = plan_rounds(briefing, THEME, PROPERTIES)
    return list(zip(briefing.sections, deck.slides, strict=False))


def shapes(slide):
    for shape in slide.shapes:
        yield shape
        if isinstance(shape, Group):
            yield from shape.shapes


def read(runs):
    """Words as a reader sees them: a no-break space is a space."""
    return plain(runs).replace("\u00a0", " ")


def texts(slide):
    return [read(p.runs) for s in shapes(slide) if isinstance(s, TextShape) for p in s.paras]


def words_of(deck):
    on_slides = [text for slide in deck.slides for text in texts(slide)]
    return "\n".join([*on_slides, *(read(p.runs) for slide in deck.slides for p in slide.notes)])


def named(made, name):
    return next(slide for section, slide in slides(made) if section.attributes["name"] == name)


EVERY = [*itertools.product(SURVEYS, ("demo", "empty", "ambulatory"), LENGTHS)]


@pytest.mark.parametrize(("answers", "request_", "minutes"), EVERY)
def test_every_state_fits_its_screens_and_fills_its_slot_exactly(answers, request_, minutes):
    deck, problems = planned(of(answers, REQUESTS[request_], minutes))
    assert [str(p) for p in problems if p.severity == "error"] == []
    assert sum(slide.minutes for slide in deck.slides) == minutes


@pytest.mark.parametrize("minutes", LENGTHS)
@pytest.mark.parametrize("term", ["second-victim", "affected-staff"])
def test_titles_are_unique_and_filled(minutes, term):
    deck, _ = planned(of(request=DEMO._replace(term=term), minutes=minutes))
    found = [plain(slide.shapes[0].paras[0].runs) for slide in deck.slides]
    assert all(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("minutes", LENGTHS)
def test_what_nobody_may_miss_is_in_every_length(minutes):
    kept = {section.attributes["name"] for section, _ in slides(of(minutes=minutes))}
    assert {
        "disclosures", "content warning and help", "objectives", "the case, part one", "what to say", "what not to say",
        "how to reach a peer", "what the evidence does not show", "evaluation", "help now and further viewing", "references",
    } <= kept  # fmt: skip


@pytest.mark.parametrize("minutes", LENGTHS[:3])
def test_what_was_left_out_is_said_by_name(minutes):
    made = of(minutes=minutes)
    full = {s.attributes["name"] for s in compose("grand-rounds", of()).sections}
    briefing = compose("grand-rounds", made)
    (said,) = briefing.left_out
    for name in full - {s.attributes["name"] for s in briefing.sections}:
        assert name in said
    problem = next(p for p in make("grand-rounds", made).problems if p.code == "plan.left-out")
    assert (problem.severity, problem.message) == ("note", said)


def test_a_full_hour_leaves_nothing_out():
    assert compose("grand-rounds", of()).left_out == ()


def test_forty_five_minutes_show_the_clip_instead_of_the_film():
    kept = [section.attributes["name"] for section, _ in slides(of(minutes=45))]
    assert "the two-minute clip" in kept
    assert "the film" not in kept


def test_without_a_survey_its_minutes_go_to_the_talk():
    minutes = {s.attributes["name"]: float(s.attributes["minutes"]) for s in compose("grand-rounds", of("none")).sections}
    assert not {"distress and support here", "what we want here", "the word cloud"} & set(minutes)
    assert minutes["together"] == 5 + 3.5
    assert "we have not asked yet" in words_of(planned(of("none"))[0])


def test_the_day_of_the_talk_stands_on_its_first_slide_whatever_the_meeting():
    request = changed(DEMO, meeting={"kind": "board"})._replace(rounds=DEMO.rounds._replace(date=dt.date(2026, 4, 2)))
    made = material(SURVEYS["high"], request, feelings())
    assert "Grand rounds · April 2, 2026" in words_of(planned(made)[0]).replace("\u00a0", " ")


def test_a_survey_under_the_floor_leaves_no_count_or_share():
    deck, _ = planned(of("seven"))
    assert "too few answered" in words_of(deck)
    assert not any(share in repr(deck) for share in ("43%", "71%", "29%"))


# The script


@pytest.mark.parametrize(("answers", "minutes"), [*itertools.product(("high", "none", "seven"), LENGTHS)])
def test_notes_begin_with_the_minute_and_end_with_the_way_to_the_next_slide(answers, minutes):
    now = 0.0
    sections = compose("grand-rounds", of(answers, minutes=minutes)).sections
    for place, section in enumerate(sections):
        assert plain(section.notes[0].inline) == f"At {now:g}"
        assert section.notes[0].inline[-1].fact == CLOCK
        last = plain(section.notes[-1].inline).startswith("Next.")
        assert last == (place < len(sections) - 1), section.attributes["name"]
        assert sum(plain(p.inline).startswith("Next.") for p in section.notes) <= 1
        now += float(section.attributes["minutes"])


def spoken(section):
    """Words that are said: without clock, bridge, and what only the facilitator reads."""
    lines = [plain(p.inline) for p in section.notes if "clock" not in p.roles]
    return sum(len(line.split()) for line in lines if not line.startswith(("Next.", "If nobody", "Facilitator")))


@pytest.mark.parametrize("setting", ["inpatient", "ambulatory"])
@pytest.mark.parametrize("answers", ["high", "low", "none", "seven"])
def test_the_script_is_spoken_at_about_110_words_a_minute(answers, setting):
    sections = compose("grand-rounds", of(answers, changed(DEMO, organization={"setting": setting}))).sections
    timed = [s for s in sections if s.kind not in CUES and float(s.attributes["minutes"])]
    for section in timed:
        rate = spoken(section) / float(section.attributes["minutes"])
        assert 80 <= rate <= 122, (section.attributes["name"], rate)
    whole = sum(map(spoken, timed)) / sum(float(s.attributes["minutes"]) for s in timed)
    assert 95 <= whole <= 115


def test_every_question_has_a_way_out_where_the_room_stays_still():
    for section, _ in slides(of()):
        lines = [plain(p.inline) for p in section.notes]
        if section.kind == "questions":
            assert any(line.startswith("Ask.") for line in lines), section.attributes["name"]
            assert any(line.startswith("If nobody answers.") for line in lines), section.attributes["name"]


# What stands on the slides


def test_every_slide_of_the_case_says_that_it_is_made_up():
    for setting in ("inpatient", "ambulatory"):
        found = slides(of(request=changed(DEMO, organization={"setting": setting})))
        case = [slide for section, slide in found if section.attributes["kicker" if "kicker" in section.attributes else "name"] == "The case"]
        assert len(case) == 4
        assert all(BANNER in texts(slide) for slide in case)


@pytest.mark.parametrize(("setting", "here", "not_here"), [("inpatient", "charge nurse", "medical assistant"), ("ambulatory", "medical assistant", "charge nurse")])
def test_the_case_is_told_for_the_setting(setting, here, not_here):
    words = words_of(planned(of(request=changed(DEMO, organization={"setting": setting})))[0])
    assert here in words
    assert not_here not in words


def test_the_case_names_nobody_and_holds_no_digit():
    for name in ("the case, part one", "the case, part two", "the case again, with support"):
        assert not re.search(r"\d", "".join(texts(named(of(), name))))


@pytest.mark.parametrize("minutes", (45, 60))
def test_warning_and_help_stand_before_the_film(minutes):
    found = slides(of(minutes=minutes))
    film = next(i for i, (section, _) in enumerate(found) if section.kind == "film")
    just_before = texts(found[film - 1][1])
    assert DEMO.organization.help_now in just_before
    assert any("step out" in text for text in just_before)
    assert any(DEMO.organization.help_now in texts(slide) for _, slide in found[:4])
    assert DEMO.organization.help_now in texts(found[film + 1][1])


def test_nothing_is_made_up_where_the_hospital_has_not_spoken():
    deck, _ = planned(of("none", None))
    words = words_of(deck)
    for gap in (
        "To be added by the speaker", "credit statement is to be added", "Help-now contact to be added", "link to the evaluation form is to be added",
        "Proposed, not yet running", "Permission to show it here is not yet confirmed", "Name of the organization to be added", "Speaker to be named",
    ):  # fmt: skip
        assert gap in words, gap
    assert not any(isinstance(s, Drawing) and s.name == "code:link" for s in shapes(named(of("none", None), "evaluation")))


def test_what_the_hospital_says_stands_where_the_gap_was():
    made = of(disclosure="D. Speaker has nothing to disclose.", credit="Credit as the office words it.", evaluation_url="https://example.org/form", peer_line="Dial the operator")
    words = words_of(planned(made)[0])
    for said in ("D. Speaker has nothing to disclose.", "Credit as the office words it.", "example.org/form", "Dial the operator"):
        assert said in words
    assert "to be added" not in words
    assert "not yet running" not in words


def test_a_colleague_is_quoted_only_with_consent():
    quotation = "Somebody asked me how I was"
    held = planned(of(quotation=quotation))[0]
    assert quotation not in words_of(held)
    assert "held back" in words_of(held)
    confirmed = DEMO._replace(confirm={"quotation": Confirmation("R. Reviewer", DEMO.meeting.date)})
    assert quotation in words_of(planned(of(request=confirmed, quotation=quotation))[0])
    assert "In a colleague’s words" not in words_of(planned(of())[0])


def test_at_least_a_third_of_the_slides_are_no_lists_and_forms_alternate():
    for minutes in LENGTHS:
        found = slides(of(minutes=minutes))
        lists = [s for _, s in found if any(p.bullet for shape in shapes(s) if isinstance(shape, TextShape) for p in shape.paras)]
        assert len(lists) <= len(found) * 2 / 3
        kinds = [section.kind for section, _ in found]
        assert len({*kinds}) >= 9
        assert not any(a == b == c for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False) if a != "references")


def test_diagrams_are_native_shapes_and_say_what_they_show():
    made = of()
    for name, count in (("the six stages", 6), ("the three tiers", 3), ("what boards are asked to do", 6), ("openness and care together", 8)):
        (group,) = [s for s in named(made, name).shapes if isinstance(s, Group)]
        boxes = [s for s in group.shapes if isinstance(s, TextShape) and s.fill]
        assert len(boxes) == count, name
        for box in boxes:
            assert all(read(p.runs).strip().rstrip(".") in group.alt for p in box.paras), (name, box.name)


def test_amber_marks_one_thing_a_slide_at_most():
    for _, slide in slides(of()):
        marked = [s.name for s in shapes(slide) if "accent4" in (getattr(s, "line", ""), getattr(s, "fill", "")) or any(p.color == "accent4" for p in getattr(s, "paras", ()))]
        assert len(marked) <= 1, (slide.name, marked)


def test_nothing_is_smaller_than_the_back_row_can_read():
    sizes = THEME.sizes
    small = {"source": sizes["source"], "text:link": sizes["reference"], "poster:link": sizes["reference"]}
    labels = ("banner", "kicker", "caption", "text:scan", "text:who")
    for section, slide in slides(of()):
        if section.kind in ("references", "title"):
            continue
        for shape in shapes(slide):
            if isinstance(shape, ChartShape):
                assert min(shape.size, shape.label_size) >= sizes["chart"]
            elif isinstance(shape, TextShape) and any(p.runs for p in shape.paras):
                least = small.get(shape.name, 16 if shape.name == "kicker" else 18 if shape.name in labels else 20)
                least = 18 if section.kind in ("scan", "number") and least == 20 else least
                assert min(p.size for p in shape.paras if p.runs) >= least, (section.attributes["name"], shape.name)


def test_no_two_boxes_of_text_lie_on_each_other():
    for section, slide in slides(of()):
        boxes = [(s.name, s.box) for s in slide.shapes if not isinstance(s, Rule | Drawing) and s.name not in ("kicker", "title")]
        boxes += [(s.name, s.box) for s in shapes(slide) if s.name.startswith("poster:")]
        boxes = [(name, box) for name, box in boxes if name != "diagram:poster"]
        for (one, a), (two, b) in itertools.combinations(boxes, 2):
            apart = a.x + a.w <= b.x + 0.02 or b.x + b.w <= a.x + 0.02 or a.y + a.h <= b.y + 0.02 or b.y + b.h <= a.y + 0.02
            assert apart, (section.attributes["name"], one, two)


# The film, the codes


def test_the_film_is_linked_and_not_embedded():
    made = of()
    slide = named(made, "the film")
    link = next(r for s in shapes(slide) if isinstance(s, TextShape) for p in s.paras for r in p.runs if r.href)
    assert link.href == made.catalog.works["crico-2010"].csl["URL"]
    assert link.fact
    assert "19 minutes by its producer’s count" in " ".join(texts(slide))
    assert sum(text.startswith(("The first words", "Who is missing", "What a colleague")) for text in texts(slide)) == 3


def test_the_hospitals_own_link_to_the_film_wins():
    slide = named(of(film_url="https://video.example.org/healer"), "the film")
    assert "https://video.example.org/healer" in {r.href for s in shapes(slide) if isinstance(s, TextShape) for p in s.paras for r in p.runs}


def test_further_viewing_is_pointed_to_without_a_word_of_it():
    made = of()
    slide = named(made, "help now and further viewing")
    assert "Anthony Whittemore talks about clinician support" in " ".join(texts(slide))
    assert any(isinstance(s, Drawing) and s.alt for s in slide.shapes)


def drawn(matrix):
    """The matrix that closed outlines fill, by the even-odd rule."""
    size = len(matrix)
    lines = outlines(matrix)

    def inside(x, y):
        crossings = 0
        for line in lines:
            for (x1, y1), (x2, y2) in zip(line, (*line[1:], line[0]), strict=True):
                crossings += x1 == x2 and x1 > x and min(y1, y2) <= y < max(y1, y2)
        return crossings % 2

    return [[inside(c + 0.5, r + 0.5) for c in range(size)] for r in range(size)]


@pytest.mark.parametrize("address", ["https://example.org/a", "https://www.rmf.harvard.edu/clinician-resources/newsletter-and-publication/2010/insight-healing-the-healer"])
def test_the_outline_of_a_code_fills_exactly_its_dark_modules(address):
    import segno

    matrix = [list(map(int, row)) for row in segno.make(address, error="m", micro=False).matrix]
    assert drawn(matrix) == matrix


def test_a_code_has_a_light_rim_of_four_modules():
    from generator.model.pages import Box

    panel, code = qr("https://example.org/a", "code", Box(1.0, 1.0, 3.3, 3.3), "a code")
    module = code.box.w / code.grid[0]
    assert code.box.x - panel.box.x == pytest.approx(4 * module)
    assert panel.fill == "code-ground"


# The file


@pytest.mark.parametrize(("answers", "request_"), [("high", "demo"), ("none", "empty"), ("seven", "ambulatory")])
def test_every_number_is_accounted_for_and_the_file_passes_our_check(answers, request_, tmp_path):
    from generator.check.audit import check_paths

    made = make("grand-rounds", of(answers, REQUESTS[request_]))
    assert [str(p) for p in made.problems if p.severity == "error"] == []
    (tmp_path / "grand-rounds.pptx").write_bytes(made.files["grand-rounds.pptx"])
    assert [str(p) for p in check_paths([tmp_path])] == []


def test_the_same_input_gives_the_same_bytes():
    assert make("grand-rounds", of()).files == make("grand-rounds", of()).files


def test_a_board_paper_is_no_draft_for_what_only_grand_rounds_need():
    import datetime as dt

    day = Confirmation("R. Reviewer", dt.date(2027, 2, 20))
    request = DEMO._replace(confirm=dict.fromkeys(("scoring_key", "privacy", "comments_read", "costs", "current_standard", "counsel"), day), rounds=Rounds())
    made = material(SURVEYS["high"], request)
    assert {paper for gate in made.gates for paper in gate.gate.papers} == {"grand-rounds", "handout"}
    assert b"DRAFT" not in _slide(make("board-deck", made).files["board-deck.pptx"])
    assert b"DRAFT" in _slide(make("grand-rounds", made).files["grand-rounds.pptx"])


def _slide(data):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("ppt/slides/slide2.xml")


def test_a_single_theme_in_each_lobe_is_enough():
    few = tuple(f for f in feelings() if f.id in ("comments_answered", "theme_feeling_1", "theme_need_1", "feeling.guilt", "need.someone_to_talk_to"))
    assert [p for p in planned(material(survey(60), demo_request(), few))[1] if p.severity == "error"] == []


@pytest.mark.parametrize(("kind", "printed"), [("board", False), ("rounds", True)])
def test_the_day_of_a_board_meeting_is_not_the_day_of_the_talk(kind, printed):
    made = material(SURVEYS["high"], changed(DEMO, meeting={"kind": kind}), feelings())
    assert ("March 12, 2027" in " ".join(texts(named(made, "the title")))) is printed
    sheet = plan_sheet(compose("handout", made), made.request, made.book, Properties("T", "A", "S", "en-US", "2027-03-12"))
    foot = "".join(run.text for run in sheet.foot)
    assert ("March 12, 2027" in foot, foot.endswith(", ")) == (printed, False)


def test_whoever_needs_help_is_sent_to_help_and_not_to_a_library():
    last = " ".join(texts(named(of(), "help now and further viewing")))
    assert "Toolkit, page for leaders: to read later, no help line" in last
    help_now = DEMO.organization.help_now
    assert 0 <= help_now.index("988") < help_now.index("peer line")
    spoken = " ".join(texts(named(of(), "introducing the film")))
    assert "Captions: switch them on" in spoken and "Captions are on" not in spoken
