import re
from pathlib import Path

import pytest
import yaml

from generator.load.instrument import instrument_ids, load_instrument, option_label
from generator.model.problem import InputError


def test_every_item_belongs_to_one_dimension_and_items_are_numbered_in_order() -> None:
    svest = load_instrument("svest")
    assert [item.number for item in svest.items] == list(range(1, 30))
    assert sorted(i for d in svest.dimensions for i in d.items) == sorted(item.id for item in svest.items)
    assert [d.id for d in svest.dimensions if d.outcome] == ["turnover_intentions", "absenteeism"]


def test_dimension_sizes_are_those_of_the_instrument() -> None:
    assert [len(d.items) for d in load_instrument("svest").dimensions] == [4, 4, 4, 4, 3, 2, 4, 2, 2]


def test_reversed_items_are_those_that_praise_support() -> None:
    reverse = [item.number for item in load_instrument("svest").items if item.reverse]
    assert reverse == [10, 12, 13, 14, 16, 17, 18, 20, 21, 25]


def test_no_label_that_is_printed_holds_a_digit() -> None:
    svest = load_instrument("svest")
    printed = [x.label for x in (*svest.items, *svest.dimensions, *svest.options)]
    assert not [label for label in printed if re.search(r"\d", label)]


def test_the_scoring_key_is_not_called_confirmed() -> None:
    assert load_instrument("svest").key_status == "unconfirmed"


def test_an_instrument_without_a_key_is_refused_with_those_that_have_one() -> None:
    assert "svest" in instrument_ids()
    with pytest.raises(InputError, match="use one of: sops-2, svest"):
        load_instrument("phq-9")


@pytest.mark.parametrize(
    ("wording", "printed"),
    [
        ("How much would you want: - A quiet room", "A quiet room"),
        ("What would help? A quiet room", "A quiet room"),
        ("a colleague I trust", "A colleague I trust"),
        ("A 24-hour line", "default"),
        ("", "default"),
        ("Which of these would you want?", "default"),
        ("A very long description of a kind of support that no chart could hold", "default"),
    ],
)
def test_the_form_names_an_option_only_when_a_chart_can_show_it(wording: str, printed: str) -> None:
    assert option_label(wording, "default") == printed


def test_the_shipped_file_holds_nothing_that_nobody_reads() -> None:
    from generator.files import ours

    data = yaml.safe_load(Path(ours("catalog/instruments/svest.yaml")).read_text("utf-8"))
    options = {option["id"] for option in data["options"]}
    assert set(data["patterns"]) == {"item", "option", "feelings", "needs", "both", "group"} | options | {f"words_{option}" for option in options}
