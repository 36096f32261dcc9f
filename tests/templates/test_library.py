"""The annotated bibliography: everything that may be printed, each with whom it is about and what limits it."""

import io
import re
from dataclasses import replace

import pytest
from docx import Document

from generator.check.orphans import orphans
from generator.compose.library import Choice, entries_of, library_facts
from generator.make import make
from generator.model.fact import FactBook
from generator.model.problem import InputError
from tests.materials import CATALOG, demo_request, material

PRINTED = [finding for finding in CATALOG.findings.values() if finding.printable]


def made(choice=Choice(), catalog=CATALOG):  # noqa: B008
    base = material(None, demo_request())
    return replace(base, choice=choice, catalog=catalog, book=FactBook((*base.book.values(), *library_facts(catalog, choice))))


def paragraphs(choice=Choice()):  # noqa: B008
    paper = make("library", made(choice))
    assert [str(problem) for problem in paper.problems] == []
    return [(p.style.name, p.text) for p in Document(io.BytesIO(paper.files["library.docx"])).paragraphs]


@pytest.fixture(scope="module")
def whole():
    return paragraphs()


def test_every_finding_that_may_be_printed_is_there_and_no_other(whole):
    bullets = {text.removeprefix("For caution. ") for style, text in whole if style == "List Bullet"}
    assert bullets == {finding.statement for finding in PRINTED}


def test_every_work_stands_with_its_whole_reference(whole):
    references = "\n".join(text for style, text in whole if style == "Entry")
    assert all(f"doi:{doi}" in references for doi in (CATALOG.works[f.work].csl.get("DOI") for f in PRINTED) if doi)
    numbers = [int(re.match(r"\d+", text)[0]) for style, text in whole if style == "Entry"]
    assert max(numbers) == len(set(numbers)) == len({finding.work for finding in PRINTED})


def test_design_and_people_stand_with_each_and_not_stated_where_they_were_not_read(whole):
    about = [text for style, text in whole if style == "About"]
    assert all("Design: " in text for text in about)
    assert any("Design: not stated." in text for text in about)
    said = "\n".join(about)
    assert all(finding.population in said and finding.design in said for finding in PRINTED)


def test_each_caveat_stands_right_under_what_it_limits(whole):
    for finding in PRINTED:
        if finding.caveat:
            place = next(i for i, (_, text) in enumerate(whole) if text.endswith(finding.statement))
            after = next(text for style, text in whole[place:] if style == "Limit")
            assert after.casefold() == f"{finding.caveat}.".casefold()


def test_evidence_against_the_program_is_marked_in_words(whole):
    marked = {text.removeprefix("For caution. ") for style, text in whole if text.startswith("For caution. ")}
    assert marked == {finding.statement for finding in PRINTED if finding.counter}


def test_nothing_that_is_held_back_appears_in_any_part(whole):
    said = "\n".join(text for _, text in whole)
    held = [f for f in CATALOG.findings.values() if not f.printable]
    assert [f.id for f in held if f.statement in said or (f.look_for and f.look_for in said)] == []


def test_only_the_topics_and_kinds_asked_for_are_kept_and_the_rest_is_counted():
    chosen = entries_of(CATALOG, Choice(("cost",), ("article",)))
    assert {entry.topic for entry in chosen} == {"cost"}
    facts = {fact.id: fact.value for fact in library_facts(CATALOG, Choice(("cost",)))}
    every = {fact.id: fact.value for fact in library_facts(CATALOG, Choice())}
    assert facts["library.works"] + facts["library.left_out"] == every["library.works"]
    said = "\n".join(text for _, text in paragraphs(Choice(("cost",))))
    assert "publications that were not asked for are left out" in said
    assert "How common it is" not in said


def test_an_unknown_topic_or_kind_names_the_nearest_and_an_empty_choice_is_refused():
    with pytest.raises(InputError) as caught:
        entries_of(CATALOG, Choice(("costs",), ("film roll",)))
    assert "--topic costs: the catalog has no such topic" in str(caught.value)
    assert 'did you mean "cost"?' in str(caught.value)
    assert "--kind film roll" in str(caught.value)
    with pytest.raises(InputError, match="no work is on these topics"):
        entries_of(CATALOG, Choice(("instruments",), ("web log",)))


def test_the_same_catalog_gives_the_same_bytes_and_no_number_is_without_an_origin():
    one, two = make("library", made()), make("library", made())
    assert one.files == two.files
    assert orphans("library.docx", one.files["library.docx"], one.printed, made().book) == []


def test_a_hospitals_own_topic_has_a_chapter_of_its_own():
    own = CATALOG.findings["to_mok"]._replace(topic="night_shifts")
    catalog = CATALOG._replace(findings={**CATALOG.findings, "to_mok": own})
    assert [entry.topic for entry in entries_of(catalog)][-1] == "night_shifts"
