"""Text is measured as the office programs break it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.briefing import Run
from generator.model.pages import Para
from generator.plan.measure import (
    family_factor,
    height_of,
    hold_last_words,
    text_width,
    wrap,
)

SENTENCE = "Staff who answered want a respected peer to talk with after an event"


def para(text: str, size: float = 18, **more) -> Para:
    return Para((Run(text),), size, **more)


def test_widths_are_those_of_calibri():
    # 2048 units an em: H 1276, o 1080, r 714 in the regular face.
    assert text_width("Hor", 72) == pytest.approx((1276 + 1080 + 714) / 2048)
    assert text_width("Hor", 72, bold=True) > text_width("Hor", 72)


def test_a_line_that_just_fits_is_one_line_and_a_hair_less_is_two():
    width = text_width(SENTENCE, 18)
    assert wrap(SENTENCE, width, 18) == 1
    assert wrap(SENTENCE, width - 0.01, 18) == 2


def test_blanks_hang_over_the_edge():
    assert wrap("peer support   ", text_width("peer support", 18), 18) == 1


@pytest.mark.parametrize("joint", ["-", "–", "—"])
def test_lines_break_after_hyphens_and_dashes(joint):
    assert wrap(f"peer{joint}support", text_width(f"support{joint}", 18), 18) == 2


def test_a_no_break_space_holds_two_words_together():
    width = text_width("respected peer", 18)
    assert wrap("respected peer now then", width, 18) == 2
    assert wrap("respected peer\u00a0now then", width, 18) == 3


def test_a_word_wider_than_its_line_is_broken_inside():
    assert wrap("m" * 30, text_width("m" * 10, 18) + 0.001, 18) == 3


def test_bold_runs_and_raised_numbers_are_measured_as_they_are_drawn():
    plain, bold = (Run(SENTENCE),), (Run(SENTENCE, strong=True),)
    width = text_width(SENTENCE, 18)
    assert (wrap(plain, width, 18), wrap(bold, width, 18)) == (1, 2)
    cited = (*plain, Run("12", cite=("a", "b")))
    room = width + text_width("12", 18) * 2 / 3
    assert wrap(cited, room + 0.001, 18) == 1
    assert wrap(cited, room - 0.01, 18) == 2


def test_a_bullet_takes_its_indent_from_the_width():
    width = text_width(SENTENCE, 18) + Para((), 18).indent / 2
    assert height_of([para(SENTENCE)], width) < height_of([para(SENTENCE, bullet="•")], width)


def test_height_counts_space_after_all_but_the_last_paragraph():
    one = height_of([para("one", after=6)], 5)
    assert height_of([para("one", after=6), para("two", after=6)], 5) == pytest.approx(2 * one + 6 / 72)


def test_other_families_are_wider_and_unknown_ones_taken_for_wide():
    assert family_factor("Calibri") == 1.0
    assert family_factor("Verdana") > family_factor("No such font") > family_factor("Arial")


def test_a_title_never_leaves_one_word_or_half_a_date_alone():
    held = hold_last_words((Run("We report back on "), Run("May 13, 2027", fact="review_date"), Run("3", cite=("a",))))
    assert [run.text for run in held] == ["We report back on ", "May\u00a013,\u00a02027", "3"]
    assert hold_last_words(held) == held


@given(st.text(alphabet="abc -–\n", max_size=60), st.floats(0.5, 6))
def test_a_wider_box_never_needs_more_lines(text, width):
    assert wrap(text, width + 0.5, 18) <= wrap(text, width, 18)
