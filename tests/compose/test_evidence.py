"""No wrong citation reaches a board."""

import pytest

from generator.compose.evidence import caveats, problems_of
from generator.compose.markdown import Reader
from generator.compose.marks import mark
from generator.compose.walk import cited
from generator.load.catalog import load_catalog
from generator.model.fact import FactBook

CATALOG = load_catalog()
BOOK = FactBook(fact for finding in CATALOG.findings.values() for fact in finding.values.values())


def section(text):

    made = Reader("t.md.j2", tuple(BOOK), {}).read(f"## A title\n\n{text}\n").sections[0]
    return made._replace(cites=cited(made))


def codes(text):
    return [problem.code for problem in problems_of(section(text), BOOK, CATALOG, "t.md.j2")]


def printed(fact, text):
    return mark(BOOK.index(fact), text)


def test_a_cited_number_stands():
    assert codes(f"{printed('prev_sexton_know.share', '36.3%')} knew one[@prev_sexton_know].") == []


def test_a_published_number_without_its_citation_is_refused():
    assert codes(f"{printed('prev_sexton_know.share', '36.3%')} knew one.") == ["evidence.not-cited"]


def test_a_citation_in_the_notes_counts_for_the_slide():
    assert codes(f"{printed('prev_sexton_know.share', '36.3%')} knew one.\n\n::: notes\nSay who[@prev_sexton_know].\n:::") == []


@pytest.mark.parametrize("finding", ["prev_scott2010_15leave", "moran_psa", "tiers_603010", "kach_claims"])
def test_what_nobody_read_or_what_misleads_is_refused(finding):
    assert finding in CATALOG.findings
    assert "evidence.not-verified" in codes(f"They say so[@{finding}].")


def test_a_citation_that_does_not_exist_is_refused():
    assert codes("They say so[@prev_sextn].") == ["template.unknown-citation"]


def test_good_news_does_not_stand_without_its_counter_evidence():
    assert codes("Distress fell[@eff_wolfm_psych].") == ["evidence.no-caveat"]
    assert codes("Distress fell[@eff_wolfm_psych], thoughts of leaving rose[@eff_wolfm_turnover].") == []


def test_an_amber_finding_brings_its_caveat():
    (finding,) = caveats(section("A rule[@std_cms_pssm]."), CATALOG)
    assert finding.caveat
