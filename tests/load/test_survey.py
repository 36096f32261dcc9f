import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load.inspection import describe, describe_lines
from generator.load.instrument import load_instrument
from generator.load.survey import load_survey
from generator.model.problem import InputError, Problem
from generator.model.request import SurveyFile
from generator.model.survey import Survey
from tests.load.exports import (
    ITEMS,
    LABELS,
    WISHES,
    Columns,
    answers,
    delimited,
    qualtrics,
    table,
    write_csv,
    write_xlsx,
)

SVEST = load_instrument("svest")
CONTENT = ("respondents", "items", "options", "local", "comments", "option_labels")


def load(tmp_path: Path, rows: Sequence[Sequence[str]], map: Mapping[str, str] | None = None, platform: str = "") -> tuple[Survey, tuple[Problem, ...]]:  # noqa: A002
    write_csv(tmp_path / "survey.csv", rows)
    return load_survey([SurveyFile("survey.csv", map=map or {}, platform=platform)], tmp_path, SVEST)


def refused(tmp_path: Path, rows: Sequence[Sequence[str]], map: Mapping[str, str] | None = None) -> tuple[Problem, ...]:  # noqa: A002
    with pytest.raises(InputError) as caught:
        load(tmp_path, rows, map)
    return caught.value.problems


def codes(problems: Sequence[Problem], severity: str = "") -> list[str]:
    return [p.code for p in problems if not severity or p.severity == severity]


def renamed(columns: Columns, names: Mapping[str, str]) -> Columns:
    return {names.get(name, name): cells for name, cells in columns.items()}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False), form=st.sampled_from([",", "\t", ";", "xlsx"]), labels=st.booleans(), platform=st.sampled_from(["plain", "qualtrics"]))
def test_any_order_of_columns_in_any_format_gives_the_same_survey(
    tmp_path: Path, order: random.Random, form: str, labels: bool, platform: str
) -> None:
    expected, _ = load(tmp_path, table(answers()))
    names = list(answers())
    order.shuffle(names)
    columns = {name: answers(labels=labels)[name] for name in names}
    rows = qualtrics(columns) if platform == "qualtrics" else table(columns)
    path = write_xlsx(tmp_path / "other.xlsx", rows) if form == "xlsx" else write_csv(tmp_path / "other.csv", rows, form)
    survey, _ = load_survey([SurveyFile(path.name)], tmp_path, SVEST)
    assert survey.platform == platform
    for part in CONTENT:
        # The form's own wording may name an option; it is the same question.
        got, wanted = getattr(survey, part), getattr(expected, part)
        assert (list(got) == list(wanted)) if part == "option_labels" else (got == wanted)


def test_labels_and_codes_are_read_as_points_of_the_scale(tmp_path: Path) -> None:
    columns = answers(8)
    columns["SVEST_1"] = ["5 - Strongly Agree", "5. strongly agree", "agree ", "Agree (4)", "NEITHER agree nor disagree", "2", "4.0", "1=Strongly disagree"]
    survey, _ = load(tmp_path, table(columns))
    assert survey.items["svest_1"] == (5, 5, 4, 4, 3, 2, 4, 1)
    columns["SVEST_1"] = ["Strongly agree", "Somewhat agree", "Somewhat disagree", *["3"] * 5]
    assert load(tmp_path, table(columns))[0].items["svest_1"][:3] == (5, 4, 2)


def test_codes_without_labels_are_used_and_said_to_be_unproven(tmp_path: Path) -> None:
    _, problems = load(tmp_path, table(answers()))
    assert codes(problems, "warning") == ["survey.no-direction", "survey.no-direction"]
    _, problems = load(tmp_path, table(answers(labels=True)))
    assert codes(problems, "warning") == []


def test_labels_that_number_agreement_first_turn_the_bare_codes(tmp_path: Path) -> None:
    columns = answers(4)
    for name in (*ITEMS, *WISHES):
        columns[name] = ["1 - Strongly agree", "2", "3", "5 - Strongly disagree"]
    survey, problems = load(tmp_path, table(columns))
    assert survey.items["svest_7"] == (5, 4, 3, 1)
    assert "survey.no-direction" not in codes(problems)


def test_the_user_can_say_which_end_is_agreement(tmp_path: Path) -> None:
    columns = answers(4)
    columns["SVEST_1"] = ["1", "2", "3", "5"]
    survey, problems = load(tmp_path, table(columns), {"codes": "1 = strongly agree"})
    assert survey.items["svest_1"] == (5, 4, 3, 1)
    assert "survey.no-direction" not in codes(problems)
    assert "1 = strongly disagree" in str(refused(tmp_path, table(columns), {"codes": "agree first"})[0])


def test_labels_that_contradict_the_codes_are_refused(tmp_path: Path) -> None:
    columns = answers(3)
    columns["SVEST_1"] = ["1 - Strongly agree", "2 - Disagree", "4"]
    assert codes(refused(tmp_path, table(columns)), "error") == ["survey.no-direction"]


def test_a_scale_of_seven_points_is_refused(tmp_path: Path) -> None:
    columns = answers(3, labels=True)
    columns["SVEST_1"] = ["Somewhat agree", "Agree", "Strongly agree"]
    assert codes(refused(tmp_path, table(columns)), "error") == ["survey.out-of-scale"]


def test_answers_outside_the_scale_are_all_told_with_column_and_line(tmp_path: Path) -> None:
    columns = answers()
    columns["SVEST_1"][3], columns["SVEST_1"][5], columns["SVEST_9"][0] = "7", "7", "a sentence that somebody wrote in the wrong cell"
    problems = [p for p in refused(tmp_path, table(columns)) if p.severity == "error"]
    assert [p.where for p in problems] == ["survey.csv:5", "survey.csv:2"]
    assert '"SVEST_1"' in problems[0].message
    assert '"7" (2)' in problems[0].message
    assert "line 5, 7" in problems[0].message
    assert "sentence" not in problems[1].message


def test_answers_that_excel_ate_are_named_as_such(tmp_path: Path) -> None:
    columns = answers()
    columns["SVEST_2"][0] = "5-Jan"
    assert "Excel" in next(p.cure for p in refused(tmp_path, table(columns)) if p.severity == "error")


def test_words_for_no_answer_are_none_and_reported(tmp_path: Path) -> None:
    columns = answers()
    columns["SVEST_1"][:5] = ["", "N/A", "-99", "Prefer not to answer", "Not applicable"]
    survey, problems = load(tmp_path, table(columns))
    assert survey.items["svest_1"][:5] == (None,) * 5
    assert '"N/A" (a few)' in next(p.message for p in problems if p.code == "survey.no-answer")


def test_previews_tests_and_spam_are_dropped_by_words_or_codes_and_counted(tmp_path: Path) -> None:
    for status in (["Survey Preview", "Survey Test", "Spam", "Survey Preview"], ["1", "2", "8", "17"]):
        survey, problems = load(tmp_path, qualtrics(answers(12), status))
        assert survey.dropped == {"preview": 2, "spam": 1, "test": 1}
        assert survey.respondents == 8
        assert "survey.dropped-rows" in codes(problems, "note")


def test_imported_answers_are_people(tmp_path: Path) -> None:
    survey, _ = load(tmp_path, qualtrics(answers(12), ["4", "16", "0"]))
    assert survey.respondents == 12


def test_the_older_dialect_of_qualtrics_is_known_too(tmp_path: Path) -> None:
    survey, _ = load(tmp_path, qualtrics(answers(12), quote="'"))
    assert (survey.platform, survey.respondents) == ("qualtrics", 12)


def test_the_legacy_dialect_takes_its_names_from_the_second_row(tmp_path: Path) -> None:
    columns = {f"Meta{i}": ["x"] * 12 for i in range(10)} | answers(12)
    header, *body = table(columns)
    survey, _ = load(tmp_path, [[*(f"V{i}" for i in range(1, 11)), *header[10:]], header, *body])
    assert (survey.platform, survey.respondents, len(survey.items)) == ("qualtrics", 12, 29)


def test_people_who_stopped_early_are_kept_and_counted(tmp_path: Path) -> None:
    survey, problems = load(tmp_path, qualtrics(answers(12), finished=["False", "0"]))
    assert survey.respondents == 12
    assert "2 respondents" in next(p.message for p in problems if p.code == "survey.partial")


def test_people_who_answered_nothing_are_no_respondents(tmp_path: Path) -> None:
    columns = answers(12)
    for name, cells in columns.items():
        if name != "unit":
            cells[4] = ""
    survey, _ = load(tmp_path, table(columns))
    assert survey.dropped == {"no answer": 1}
    assert {len(column) for part in ("items", "options", "local", "comments") for column in getattr(survey, part).values()} == {11}


def test_a_file_of_previews_alone_has_no_respondents(tmp_path: Path) -> None:
    assert codes(refused(tmp_path, qualtrics(answers(3), ["Survey Preview"] * 3))) == ["survey.no-respondents"]


def test_survey_monkey_is_read_by_order_and_every_guess_is_told(tmp_path: Path) -> None:
    columns = answers(12, labels=True)
    likert = [*ITEMS, *WISHES]
    options = {o.id: o.label for o in SVEST.options}
    parts = [f"statement {i}" for i in range(29)] + [options[w] for w in WISHES]
    top = ["Respondent ID", "Collector ID", "Email Address", "Thinking of an event", *[""] * 28, "What would you want?", *[""] * 6, "How did you feel?"]
    below = ["", "", "", *parts, "Open-Ended Response"]
    rows = [
        [f"1140{r:05}", "4021", f"a{r}@b.example", *(columns[name][r] for name in likert), columns["feelings_text"][r]] for r in range(12)
    ]
    survey, problems = load(tmp_path, [top, below, *rows])
    plain, _ = load(tmp_path, table(answers(12, labels=True)))
    assert survey.platform == "surveymonkey"
    assert survey.items == plain.items
    assert survey.options == plain.options
    assert survey.comments["feelings"] == plain.comments["feelings"]
    assert survey.identifying == ("Respondent ID", "Collector ID", "Email Address")
    assert codes(problems, "warning").count("survey.guessed") == 2
    assert not any(match.sure for match in survey.columns if match.role == "item")


@pytest.mark.parametrize("name", ["svest{:02}", "SVEST-{}", "SV{}", "Svest Q{}", "svest_item_{}"])
def test_usual_names_of_items_are_known(tmp_path: Path, name: str) -> None:
    columns = renamed(answers(), {item: name.format(i) for i, item in enumerate(ITEMS, 1)})
    survey, problems = load(tmp_path, table(columns))
    assert len(survey.items) == 29
    assert "survey.guessed" not in codes(problems)


def test_a_numbered_block_is_taken_as_the_items_by_number_not_by_place(tmp_path: Path) -> None:
    expected, _ = load(tmp_path, table(answers()))
    columns = renamed(answers(), {item: f"Q1_{i}" for i, item in enumerate(ITEMS, 1)})
    mixed = {name: columns[name] for name in sorted(columns)}
    survey, problems = load(tmp_path, table(mixed))
    assert survey.items == expected.items
    assert "survey.guessed" in codes(problems, "warning")


def test_the_map_wins_over_names_and_order(tmp_path: Path) -> None:
    columns = renamed(answers(), {item: f"Frage {i}" for i, item in enumerate(ITEMS, 5)} | {"want_peer": "A", "feelings_text": "B", "offered_help": "C"})
    mapping = {f"Frage {i}": f"svest_{i - 4}" for i in range(5, 34)} | {"A": "so3", "B": "comments", "C": "offered_help", "needs_text": "ignore"}
    survey, problems = load(tmp_path, table(columns), mapping)
    expected, _ = load(tmp_path, table(answers()))
    assert survey.items == expected.items
    assert survey.options == expected.options
    assert list(survey.comments) == ["both"]
    assert survey.columns_for("svest_1") == "Frage 5"
    assert "survey.guessed" not in codes(problems)


def test_a_map_that_names_what_is_not_there_is_told_in_one_run_with_lines_and_near_names(tmp_path: Path) -> None:
    write_csv(tmp_path / "survey.csv", table(answers()))
    file = SurveyFile("survey.csv", map={"SVEST_11x": "svest_11", "unit": "want_pear"})
    lines = {"survey.files.0.map.SVEST_11x": 14, "survey.files.0.map.unit": 15}
    with pytest.raises(InputError) as caught:
        load_survey([file], tmp_path, SVEST, lines)
    errors = [str(p) for p in caught.value.problems if p.severity == "error"]
    assert errors[0].startswith("briefing.yaml:14:") and 'did you mean "SVEST_11"?' in errors[0]
    assert errors[1].startswith("briefing.yaml:15:") and 'did you mean "want_peer"?' in errors[1]


def test_a_file_without_items_says_what_it_saw_and_how_to_map(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, [["colour", "size"], ["red", "4"], ["blue", "7"]])
    assert problem.code == "survey.no-items"
    assert '"colour", "size"' in problem.message
    assert "map:" in problem.cure


def test_twentyeight_columns_are_not_taken_for_twentynine(tmp_path: Path) -> None:
    columns = {f"column {chr(65 + i)}": cells for i, cells in enumerate(list(answers().values())[1:29])}
    assert codes(refused(tmp_path, table(columns))) == ["survey.no-items"]


def test_two_runs_of_twentynine_are_not_guessed_between(tmp_path: Path) -> None:
    columns: Columns = {}
    for side in ("before", "after"):
        columns |= {f"{side} {chr(65 + i)}": answers()[item] for i, item in enumerate(ITEMS)} | {f"unit {side}": ["ICU"] * 12}
    assert codes(refused(tmp_path, table(columns))) == ["survey.no-items"]


def test_items_that_were_not_found_are_named(tmp_path: Path) -> None:
    columns = answers()
    del columns["SVEST_28"], columns["SVEST_29"]
    survey, problems = load(tmp_path, table(columns))
    assert len(survey.items) == 27
    assert "items 28, 29" in next(p.message for p in problems if p.code == "survey.no-items")


def test_a_longer_form_is_not_scored_with_the_key_of_the_shorter(tmp_path: Path) -> None:
    columns = answers() | {f"SVEST_{n}": ["3"] * 12 for n in range(30, 36)}
    problems = refused(tmp_path, table(columns))
    assert "revised form" in next(p.message for p in problems if p.severity == "error")


def test_a_recognized_column_without_answers_is_warned_of(tmp_path: Path) -> None:
    columns = answers()
    columns["SVEST_3"] = [""] * 12
    columns["offered_help"] = [""] * 12
    survey, problems = load(tmp_path, table(columns))
    empty = [p.message for p in problems if p.code == "survey.empty-column"]
    assert survey.items["svest_3"] == (None,) * 12
    assert ['"SVEST_3"' in empty[0], '"offered_help"' in empty[1]] == [True, True]


def test_two_columns_of_one_name_are_refused_with_both_places_only_when_used(tmp_path: Path) -> None:
    header, *body = table(answers())
    doubled = [[*header, "SVEST_4"], *([*row, "1"] for row in body)]
    problem = next(p for p in refused(tmp_path, doubled) if p.severity == "error")
    assert (problem.code, "columns 5 and " in problem.message) == ("survey.duplicate-header", True)
    harmless = [[*header, "x", "x"], *([*row, "1", "2"] for row in body)]
    assert load(tmp_path, harmless)[0].respondents == 12


def test_two_columns_for_one_item_are_refused(tmp_path: Path) -> None:
    columns = answers() | {"svest04": ["1"] * 12}
    problem = next(p for p in refused(tmp_path, table(columns)) if p.severity == "error")
    assert '"SVEST_4" and "svest04"' in problem.message


def test_columns_that_identify_are_dropped_by_name_and_by_value_even_when_mapped(tmp_path: Path) -> None:
    columns = {"Name": ["Ann Example"] * 12, "contact me": [f"p{r}@hospital.example" for r in range(12)]} | answers()
    survey, problems = load(tmp_path, table(columns), {"contact me": "both"})
    assert survey.identifying == ("Name", "contact me")
    assert "e-mail addresses" in next(p.message for p in problems if p.code == "survey.identifying")
    assert "hospital.example" not in repr(survey)
    assert "ICU" not in repr(survey)


def test_comments_are_found_by_their_length_and_said_to_be_a_guess(tmp_path: Path) -> None:
    columns = renamed(answers(), {"feelings_text": "Q31", "needs_text": "Q32"})
    survey, problems = load(tmp_path, table(columns))
    assert list(survey.comments) == ["both"]
    assert codes(problems).count("survey.guessed") == 2


def test_zero_and_one_alone_are_no_and_yes(tmp_path: Path) -> None:
    columns = answers(4)
    columns["offered_help"] = ["0", "1", "", "1"]
    assert load(tmp_path, table(columns))[0].local["offered_help"] == ("No", "Yes", None, "Yes")


def test_headers_with_html_and_odd_blanks_are_known(tmp_path: Path) -> None:
    columns = renamed(answers(), {"SVEST_1": "<b>SVEST_1</b>", "want_peer": "want\xa0peer\n"})
    survey, _ = load(tmp_path, table(columns))
    assert {"svest_1"} <= set(survey.items)
    assert {"want_peer"} <= set(survey.options)


def test_files_of_one_wave_are_one_survey(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", table(answers(12)))
    second = answers(5, labels=True)
    del second["needs_text"]
    write_xlsx(tmp_path / "b.xlsx", table(second))
    survey, problems = load_survey([SurveyFile("a.csv"), SurveyFile("b.xlsx")], tmp_path, SVEST)
    assert survey.respondents == 17
    assert survey.comments["needs"][12:] == (None,) * 5
    assert {len(column) for part in ("items", "options", "local", "comments") for column in getattr(survey, part).values()} == {17}
    assert any("put together" in p.message for p in problems)


def test_files_of_two_waves_are_refused(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write_csv(tmp_path / name, table(answers()))
    with pytest.raises(InputError, match="different waves"):
        load_survey([SurveyFile("a.csv", wave="2025"), SurveyFile("b.csv", wave="2026")], tmp_path, SVEST)


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n1,"x\n')
    (tmp_path / "b.csv").write_text("")
    with pytest.raises(InputError) as caught:
        load_survey([SurveyFile("a.csv"), SurveyFile("b.csv"), SurveyFile("c.csv")], tmp_path, SVEST, {"survey.files.2.path": 9})
    assert codes(caught.value.problems) == ["survey.unclosed-quote", "file.empty", "file.missing"]
    assert caught.value.problems[2].where == "briefing.yaml:9"


def test_an_unknown_platform_is_refused_with_the_near_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='did you mean "qualtrics"'):
        load(tmp_path, table(answers()), platform="Qualtrix")


def test_inspect_shows_names_and_counts_and_no_answer(tmp_path: Path) -> None:
    survey, problems = load(tmp_path, qualtrics(answers(12, labels=True), ["Spam"]))
    shown = describe(survey, problems)
    assert {key: shown[key] for key in ("platform", "instrument", "respondents", "dropped", "text_columns", "questions")} == {
        "platform": "qualtrics", "instrument": "svest", "respondents": 11, "dropped": {"spam": 1},
        "text_columns": ["feelings_text", "needs_text"], "questions": ["event_12mo", "offered_help"],
    }
    assert shown["items"][0] == {"column": "SVEST_1", "item": "svest_1", "sure": True, "how": "name"}
    assert len(shown["items"]) == 36
    text = "\n".join(describe_lines(survey, problems, SVEST))
    assert "Items        29 of 29" in text
    assert "replaying" not in text + repr(shown)


def test_a_hostile_header_is_read_quickly_and_harmlessly(tmp_path: Path) -> None:
    columns = answers() | {"a_" * 15_000: ["x"] * 12, "<" * 20_000: ["x"] * 12, LABELS["1"] * 500: ["y"] * 12}
    assert load(tmp_path, table(columns))[0].respondents == 12


def test_the_same_file_gives_the_same_survey(tmp_path: Path) -> None:
    rows = qualtrics(answers(12, labels=True))
    assert load(tmp_path, rows) == load(tmp_path, rows)
    assert delimited(rows) == delimited(rows)
