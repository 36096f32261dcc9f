"""Survey files made at random: the numbers equal a naive reading of the same cells, whatever the dialect."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.analyse.scoring import dimension_scores, score_counts
from generator.load import table as reading
from generator.load.instrument import load_instrument
from generator.load.survey import load_survey
from generator.model.answers import Points
from generator.model.problem import InputError
from generator.model.request import SurveyFile
from generator.model.survey import Survey
from tests.load.exports import ITEMS, LABELS, delimited, qualtrics, write_csv, write_xlsx

SVEST = load_instrument("svest")
MISSING = ("", "N/A", "-99", " ", "prefer not to answer", "Not applicable")
FREE = ("", "plain", "with, comma; and tab\there", 'a "quoted" word', "two\nlines", "Zoë 東京", "=1+1", "  blanks  ")
CELLS = {"codes": ("1", "2", "3", "4", "5"), "decimals": ("1.0", "2.0", "3.0", "4.0", "5.0"), "commas": ("1,0", "2,0", "3,0", "4,0", "5,0"), "labels": tuple(LABELS.values()), "both": tuple(f"{c} - {w}" for c, w in LABELS.items())}

exports = st.fixed_dictionaries({
    "style": st.sampled_from(sorted(CELLS)), "delimiter": st.sampled_from([",", ";", "\t", "|"]), "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    "end": st.sampled_from(["\n", "\r\n", "\r"]), "form": st.sampled_from(["csv", "csv", "csv", "xlsx", "qualtrics", "large"]),
    "rows": st.lists(st.tuples(st.lists(st.integers(0, 9), min_size=29, max_size=29), st.sampled_from(FREE)), min_size=4, max_size=12), "seed": st.integers(0, 9),
})  # fmt: skip


def naive(rows: Sequence[Sequence[str]]) -> dict[str, list[int | None]]:
    """Every answer looked up one by one, by people who gave any."""
    words = {word.casefold(): int(code) for code, word in LABELS.items()}
    found: list[list[int | None]] = []
    for row in rows:
        read: list[int | None] = []
        for cell in row[:29]:
            text = cell.strip().casefold()
            text = text.partition(" - ")[2] or text
            read.append(words[text] if text in words else int(text[0]) if text[:1].isdigit() else None)
        if any(read) or row[29].strip():
            found.append(read)
    return {f"svest_{n + 1}": [row[n] for row in found] for n in range(29)}


def load(path: Path) -> Survey:
    return load_survey([SurveyFile(path.name)], path.parent, SVEST)[0]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=exports)
def test_numbers_equal_a_naive_reading_and_the_order_of_rows_does_not_matter(tmp_path: Path, made: dict, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[type-arg]
    cells = CELLS[made["style"]]
    missing = random.Random(made["seed"])
    rows = [[*(cells[n] if n < 5 else missing.choice(MISSING) for n in numbers), free] for numbers, free in made["rows"]]
    rows[0][:29] = [cells[i % 5] for i in range(29)]
    header = [*ITEMS, "feelings_text"]
    if made["form"] == "xlsx":
        path = write_xlsx(tmp_path / "a.xlsx", [header, *rows])
    elif made["form"] == "qualtrics":
        path = write_csv(tmp_path / "a.csv", qualtrics({name: [row[i] for row in rows] for i, name in enumerate(header)}))
    else:
        path = tmp_path / "a.csv"
        written = [[*row[:29], row[29].replace("\n", made["end"])] for row in rows]  # a line break in a cell is the machine's own
        path.write_bytes(delimited([header, *written], made["delimiter"], made["end"]).encode(made["encoding"]))
    with monkeypatch.context() as patched:
        if made["form"] == "large":
            patched.setattr(reading, "LARGE", 0)
        survey = load(path)
    expected = naive(rows)
    assert {name: list(column) for name, column in survey.items.items()} == expected
    assert survey.respondents == len(expected["svest_1"])
    assert {key: dict(counts) for key, counts in score_counts(survey, SVEST).items()} == {
        key: {s: list(scores).count(s) for s in sorted({x for x in scores if x is not None})} for key, scores in dimension_scores(survey, SVEST).items()
    }
    missing.shuffle(rows)
    shuffled = load(write_csv(tmp_path / "b.csv", [header, *rows]))
    assert {name: sorted(map(str, column)) for name, column in shuffled.items.items()} == {name: sorted(map(str, column)) for name, column in survey.items.items()}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=400), st.text(alphabet='a1,;\t"\n\r|^=', max_size=300).map(str.encode)), large=st.booleans())
def test_no_bytes_end_in_a_traceback(tmp_path: Path, data: bytes, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with monkeypatch.context() as patched:
        patched.setattr(reading, "LARGE", 0 if large else reading.LARGE)
        try:
            load(path)
        except InputError as refused:
            assert all(problem.message and problem.where for problem in refused.problems)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three thousand rows with quoted commas, line breaks, rare comments and a column of ids."""
    choose = random.Random(1)
    rows = [
        [f"R{i:06}", choose.choice(["ICU", "ED", ""]), *choose.choices(["1", "2", "3", "4", "5", "", "N/A"], k=29), choose.choice(["Yes", "No", ""]), choose.choice(FREE) if i % 9 == 0 else ""]
        for i in range(3_000)
    ]
    return write_csv(tmp_path_factory.mktemp("big") / "a.csv", [["respondent_id", "unit", *ITEMS, "offered_help", "feelings_text"], *rows])


def test_a_large_file_read_by_column_gives_what_reading_by_row_gives(big: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.load import large

    by_row = load_survey([SurveyFile(big.name)], big.parent, SVEST)
    used = []
    real = large.read_large
    monkeypatch.setattr(reading, "LARGE", 0)
    monkeypatch.setattr(large, "read_large", lambda *given: used.append(real(*given)) or used[-1])
    by_column = load_survey([SurveyFile(big.name)], big.parent, SVEST)
    assert used and used[0] is not None
    survey, expected = by_column[0], by_row[0]
    for part in ("respondents", "items", "options", "local", "comments", "dropped", "identifying", "groups", "rows"):
        assert getattr(survey, part) == getattr(expected, part), part
    assert list(survey.lines) == list(expected.lines)
    assert list(map(str, by_column[1])) == list(map(str, by_row[1]))


@pytest.mark.parametrize(
    "spoil",
    [lambda t: t.replace("ICU", 'I"CU', 1), lambda t: t + "1,2,3\n", lambda t: t.replace("\n", "\n\n", 1), lambda t: t.replace("ED", '"ED', 1), lambda t: t.replace("ICU", "I\x07CU", 1), lambda t: t.replace("\n", "\r")],
    ids=["quotation mark astray", "short row", "blank line", "open quotation", "control character", "old line ends"],
)
def test_what_polars_would_forgive_is_left_to_the_strict_reader(big: Path, spoil, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from generator.load.large import read_large

    assert read_large(big.read_bytes(), ",") is not None
    assert read_large(spoil(big.read_text("utf-8")).encode(), ",") is None


def test_points_are_a_tuple_in_all_but_size() -> None:
    points = Points.of([5, None, 1])
    assert (points == (5, None, 1), list(points), points[1], points[:2] == (5, None), len(points)) == (True, [5, None, 1], None, True, 3)
    assert "5" not in repr(points)
