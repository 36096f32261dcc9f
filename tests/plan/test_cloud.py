"""The cloud's layout: whole, apart, inside, and the same each time."""

import subprocess
import sys
from itertools import combinations

import pytest

from generator.load.lexicon import load_lexicon
from generator.model.figure import Cloud, Word
from generator.plan.cloud import ink_box, lay_out


def cloud(feelings: int, needs: int, source: str = "comments") -> Cloud:
    def words(lobe: str, count: int) -> tuple[Word, ...]:
        names = [c.print_as for c in load_lexicon().concepts if c.lobe == lobe and c.print_as][:count]
        return tuple(Word(name, round(60 / (rank + 1.5) ** 0.7), f"{lobe}.{name}") for rank, name in enumerate(names))

    return Cloud("cloud", words("feelings", feelings), words("needs", needs), source)  # type: ignore[arg-type]


SIZES = [(1, 1), (6, 6), (20, 16), (6, 34), (40, 34)]


@pytest.mark.parametrize(("feelings", "needs"), SIZES)
@pytest.mark.parametrize(("width", "height"), [(12.0, 5.4), (12.13, 4.0), (6.5, 3.2)])
def test_every_word_is_placed_inside_and_apart(feelings: int, needs: int, width: float, height: float) -> None:
    layout = lay_out(cloud(feelings, needs), width, height, smallest=7)
    assert len(layout.words) + len(layout.left_out) == feelings + needs
    if width > 10:
        assert layout.left_out == ()
    boxes = [ink_box(word) for word in layout.words]
    for left, top, right, bottom in boxes:
        assert left >= -0.001 and top >= -0.001 and right <= width + 0.001 and bottom <= height + 0.001
    for one, other in combinations(boxes, 2):
        apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
        assert apart, (one, other)


def test_lobes_stand_side_by_side_with_a_gutter() -> None:
    layout = lay_out(cloud(20, 16), 12.0, 5.4)
    feelings = max(ink_box(word)[2] for word in layout.words if word.lobe == "feelings")
    needs = min(ink_box(word)[0] for word in layout.words if word.lobe == "needs")
    assert needs - feelings >= 0.4


def test_heavier_words_are_larger_and_area_goes_by_weight() -> None:
    layout = lay_out(cloud(20, 0), 12.0, 5.4)
    weights = {word.text: word.weight for word in cloud(20, 0).feelings}
    for one, other in combinations(layout.words, 2):
        if weights[one.text] > weights[other.text]:
            assert one.size >= other.size
    first = max(layout.words, key=lambda word: word.size)
    some = next(word for word in layout.words if word.size > 12 and word != first)
    assert some.size / first.size == pytest.approx((weights[some.text] / weights[first.text]) ** 0.5, rel=0.05)


def test_equal_counts_look_equal_in_both_lobes_of_a_survey() -> None:
    layout = lay_out(cloud(20, 20), 12.0, 5.4)
    largest = {lobe: max(w.size for w in layout.words if w.lobe == lobe) for lobe in ("feelings", "needs")}
    assert largest["feelings"] == largest["needs"]


def test_no_word_is_smaller_than_asked_and_none_vanishes() -> None:
    layout = lay_out(cloud(40, 34), 4.0, 1.5, smallest=11)
    assert min(word.size for word in layout.words) >= 11
    assert layout.left_out
    placed = {word.text for word in layout.words}
    assert placed.isdisjoint(layout.left_out)
    lightest = min(cloud(40, 34).feelings, key=lambda word: word.weight).text
    assert lightest in layout.left_out


def test_the_largest_size_is_kept() -> None:
    assert max(word.size for word in lay_out(cloud(6, 6), 12.0, 5.4, largest=30).words) <= 30


def test_an_empty_lobe_leaves_the_other_whole() -> None:
    assert {word.lobe for word in lay_out(cloud(0, 8), 12.0, 5.4).words} == {"needs"}
    assert lay_out(cloud(0, 0), 12.0, 5.4).words == ()


def test_phrases_stay_whole() -> None:
    assert "someone to talk to" in {word.text for word in lay_out(cloud(6, 6), 12.0, 5.4).words}


def test_the_order_of_the_words_does_not_matter() -> None:
    given = cloud(20, 16)
    turned = Cloud(given.id, given.feelings[::-1], given.needs[::-1], given.source)
    assert lay_out(given, 12.0, 5.4).words == lay_out(turned, 12.0, 5.4).words


_FRESH = """
import sys
from generator.model.figure import Cloud, Word
from generator.plan.cloud import lay_out
words = tuple(Word(w, 30 - n, w) for n, w in enumerate(("guilt", "lost sleep", "self-doubt", "shame")))
print(repr(lay_out(Cloud("c", words, words, "comments"), 10, 4)))
print([m for m in ("matplotlib.pyplot", "matplotlib.figure") if m in sys.modules])
"""


def test_fresh_processes_lay_out_alike_and_never_load_the_chart_machinery() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", _FRESH], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "7")
    }
    assert len(runs) == 1
    assert runs.pop().splitlines()[-1] == "[]"
