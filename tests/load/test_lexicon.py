"""The shipped lexicon: what may print reads well, what may not print cannot."""

from collections import Counter

import pytest

from generator.analyse.words import phrase
from generator.load.lexicon import load_lexicon
from generator.model.survey import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_covers_feelings_needs_and_barriers(lexicon: Lexicon) -> None:
    lobes = Counter(concept.lobe for concept in lexicon.concepts)
    assert lobes["feelings"] >= 45
    assert lobes["needs"] >= 30
    assert lobes["barriers"] == 6


def test_urgent_concepts_have_no_printed_name_and_no_place_in_the_cloud(lexicon: Lexicon) -> None:
    urgent = [concept for concept in lexicon.concepts if concept.urgent]
    assert {concept.id for concept in urgent} == {"substance", "suicidal"}
    assert not any(concept.print_as or concept.in_cloud for concept in urgent)


def test_printed_names_are_short_lowercase_and_without_digits(lexicon: Lexicon) -> None:
    for concept in lexicon.concepts:
        name = concept.print_as
        assert name or concept.urgent
        assert not any(char.isdigit() for char in name), name
        assert name.replace(" I ", " i ") == name.lower(), name
        assert len(name) <= 26, name


def test_printed_names_are_american(lexicon: Lexicon) -> None:
    printed = " ".join(concept.print_as for concept in lexicon.concepts)
    for british in ("isation", "ise ", "elling", "our ", "programme", "behaviour", "acknowledgement", "judgement"):
        assert british not in f"{printed} "


def test_no_two_words_of_the_cloud_print_alike(lexicon: Lexicon) -> None:
    printed = Counter(concept.print_as for concept in lexicon.concepts if concept.in_cloud)
    assert [name for name, times in printed.items() if times > 1] == []


def test_ids_are_unique_within_a_lobe(lexicon: Lexicon) -> None:
    ids = Counter((concept.lobe, concept.id) for concept in lexicon.concepts)
    assert max(ids.values()) == 1


def test_no_form_belongs_to_two_concepts_of_a_lobe(lexicon: Lexicon) -> None:
    owners: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for concept in lexicon.concepts:
        for form in concept.forms:
            owners.setdefault((concept.lobe, phrase(form)), set()).add(concept.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_risky_forms_are_forms(lexicon: Lexicon) -> None:
    forms = {phrase(form) for concept in lexicon.concepts for form in concept.forms}
    assert [form for form in lexicon.risky_forms if phrase(form) not in forms] == []
