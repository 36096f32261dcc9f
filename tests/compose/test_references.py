"""References as a reader sees them."""

import json
import re
from pathlib import Path

import pytest

from generator.compose.reference_styles import ama, vancouver
from generator.compose.references import number_references, ranges
from generator.load.catalog import load_catalog
from generator.model.briefing import Run, plain
from generator.model.evidence import Catalog, Work
from generator.model.problem import BuildError

AMA = {
    # more than six authors; a title with quotation marks; no checked volume
    "sexton-2021": "Sexton JB, Adair KC, Profit J, et al. Perceptions of Institutional Support for “Second Victims” Are Associated with Safety Culture and Workforce Well-Being. Jt Comm J Qual Patient Saf. 2021;(5):306-312. doi:10.1016/j.jcjq.2020.12.001",
    # six authors are all named
    "busch-2020": "Busch IM, Moretti F, Purgato M, Barbui C, Wu AW, Rimondini M. Psychological and Psychosomatic Symptoms of Second Victims of Adverse Events: a Systematic Review and Meta-Analysis. J Patient Saf. 2020;16(2):e61-e74. doi:10.1097/PTS.0000000000000589",
    # names nobody has read
    "burlison-2021": "Burlison JD, Quillivan RR, Scott SD, et al. The Effects of the Second Victim Phenomenon on Work-Related Outcomes: Connecting Self-Reported Caregiver Distress to Turnover Intentions and Absenteeism. J Patient Saf. 2021;17(3):195-199. doi:10.1097/PTS.0000000000000301",
    # an apostrophe
    "mok-2020": "Mok WQ, Chin GF, Yap SF, Wang W. A cross-sectional survey on nurses’ second victim experience and quality of support resources in Singapore. J Nurs Manag. 2020;28(2):286-293. doi:10.1111/jonm.12920",
    # neither volume nor pages
    "wolf-2024": "Wolf M, George R, Smith K, Rodriguez Z, Gleason M, Border W. Evaluating the Impact of Improvements in a System-Wide Peer Support Program for Pediatric Critical Care Providers. J Pediatr Intensive Care. 2024. doi:10.1055/s-0044-1800962",
    # a volume without issue or pages
    "hamidi-2018": "Hamidi MS, Bohman B, Sandborg C, et al. Estimating institutional physician turnover attributable to self-reported burnout and associated financial burden: a case study. BMC Health Serv Res. 2018;18. doi:10.1186/s12913-018-3663-z",
    # a double issue, British spelling in the title
    "schwappach-2009": "Schwappach DL, Boluarte TA. The emotional impact of medical error involvement on physicians: a call for leadership and organisational accountability. Swiss Med Wkly. 2009;139(1-2):9-15. doi:10.4414/smw.2009.12417",
    # PMID where there is no DOI
    "conway-2008": "Conway J. Getting Boards on Board: Engaging Governing Boards in Quality and Safety. Jt Comm J Qual Patient Saf. 2008;34(4):214-220. PMID 18468360",
    # no year that anybody checked
    "denham-2007": "Denham CR. TRUST: the 5 rights of the second victim. J Patient Saf. 3(2). doi:10.1097/01.jps.0000236917.02321.fd",
    # a magazine
    "hirschinger-2015": "Hirschinger LE, Scott SD, Hahn-Cover K. Clinician Support: Five Years of Lessons Learned. Patient Safety & Quality Healthcare. March/April 2015. http://psqh.com/march-april-2015/clinician-support-five-years-of-lessons-learned",
    # a corporate author with another publisher; a full stop inside the title
    "harvard-2006": "Harvard Hospitals. When Things Go Wrong: Responding to Adverse Events. A Consensus Statement of the Harvard Hospitals. Massachusetts Coalition for the Prevention of Medical Errors; 2006. http://www.macoalition.org",
    # a corporate author that ends in an abbreviation
    "nsi-2025": "NSI Nursing Solutions, Inc. 2025 NSI National Health Care Retention & RN Staffing Report. 2025.",
    # our description, a full date
    "joint-commission-2018": "The Joint Commission. [News release on its Quick Safety advisory about supporting second victims]. January 30, 2018. https://www.jointcommission.org/new_advisory_from_the_joint_commission_on_supporting_second_victims_in_health_care/",
    # no authors, our description
    "hcqualitynews-2009": "[Health Care Quality News: report on the 2009 update of the NQF safe practices]. March 29, 2009. http://www.hcqualitynews.org/home/2009/3/29/nqf-releases-safe-practices-2009-update.html",
    # a page of a larger site
    "toolkit-leadership": "Betsy Lehman Center for Patient Safety. Leadership buy-in. Clinician and Staff Peer Support Toolkit. https://betsylehmancenterma.gov/initiatives/clinician-support/peer-support-toolkit/leadership-buy-in",
    # a film
    "crico-2010": "CRICO. Healing the Healer [film]. 2010. https://www.rmf.harvard.edu/clinician-resources/newsletter-and-publication/2010/insight-healing-the-healer",
}

VANCOUVER = {
    "sexton-2021": "Sexton JB, Adair KC, Profit J, Milne J, McCulloh M, Scott S, et al. Perceptions of Institutional Support for “Second Victims” Are Associated with Safety Culture and Workforce Well-Being. Jt Comm J Qual Patient Saf. 2021;(5):306-12. doi:10.1016/j.jcjq.2020.12.001",
    "busch-2020": "Busch IM, Moretti F, Purgato M, Barbui C, Wu AW, Rimondini M. Psychological and Psychosomatic Symptoms of Second Victims of Adverse Events: a Systematic Review and Meta-Analysis. J Patient Saf. 2020;16(2):e61-74. doi:10.1097/PTS.0000000000000589 PubMed PMID: 30921046",
    "schwappach-2009": "Schwappach DL, Boluarte TA. The emotional impact of medical error involvement on physicians: a call for leadership and organisational accountability. Swiss Med Wkly. 2009;139(1-2):9-15. doi:10.4414/smw.2009.12417 PubMed PMID: 18951201",
}


GOLDEN = json.loads((Path(__file__).parent / "golden-references.json").read_text("utf-8"))
"""What citeproc-js writes with the AMA 11 and NLM styles: one item of every kind and trap, both ways."""

OTHERWISE = {
    # A reader without a DOI needs something to look the work up by.
    ("ama", "pmid"): "Conway J. Getting boards on board. Jt Comm J Qual Patient Saf. 2008;34(4):214-220. PMID 18468360",
    # "Published online" would be a claim: the volume may merely not have been checked.
    ("ama", "novolume"): "Wolf M. Evaluating the impact. J Pediatr Intensive Care. 2024. doi:10.1055/s-0044-1800962",
    ("ama", "magazine"): "Hirschinger LE. Clinician Support: Five Years of Lessons Learned. Patient Safety & Quality Healthcare. March 2015. https://www.psqh.com/",
    # Its style knows no standards, and loses the publisher.
    ("ama", "standard"): "The Leapfrog Group. Never Events Policy. The Leapfrog Group; 2024.",
    # It does not say that a film is a film.
    ("ama", "film"): "CRICO. Healing the Healer [film]. 2010. https://www.rmf.harvard.edu/film",
    ("vancouver", "film"): "CRICO. Healing the Healer [film on the Internet]. 2010. Available from: https://www.rmf.harvard.edu/film",
}  # fmt: skip


@pytest.mark.parametrize("style", [ama, vancouver])
@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row["item"]["id"])
def test_references_are_those_of_the_reference_processor(row, style) -> None:
    name, item = style.__name__, row["item"]
    written = plain(style(Work(item["id"], item, item["title"])))
    # NLM's own guide sets ranges with a hyphen where the processor sets a dash, and no full stop follows an identifier.
    expected = OTHERWISE.get((name, item["id"]), row[name].replace("–", "-"))
    assert written.removesuffix(".") == expected.removesuffix(".")


def test_exceptions_are_still_needed() -> None:
    rows = {row["item"]["id"]: row for row in GOLDEN}
    assert all(rows[item][style].replace("–", "-") != text for (style, item), text in OTHERWISE.items())


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize("work", AMA)
def test_ama_reads_as_the_manual_of_style_asks(catalog: Catalog, work: str) -> None:
    assert plain(ama(catalog.works[work])) == AMA[work]


@pytest.mark.parametrize("work", VANCOUVER)
def test_vancouver_names_six_authors_shortens_pages_and_gives_both_ids(catalog: Catalog, work: str) -> None:
    assert plain(vancouver(catalog.works[work])) == VANCOUVER[work]


@pytest.mark.parametrize("style", [ama, vancouver])
def test_missing_parts_leave_no_stray_punctuation(catalog: Catalog, style) -> None:
    stray = re.compile(r"\.\.|,,|;;|::|;\.|:\.|,\.| \.|  |\(\)|;$|:$|\[\]|None|et al,")
    texts = {work.id: plain(style(work)) for work in catalog.works.values()}
    assert {name: text for name, text in texts.items() if stray.search(text) or text != text.strip()} == {}


def test_the_journal_is_in_italics_and_the_doi_is_a_link(catalog: Catalog) -> None:
    runs = ama(catalog.works["gazoni-2012"])
    assert [run.text for run in runs if run.emph] == ["Anesth Analg"]
    assert runs[-1] == Run("doi:10.1213/ANE.0b013e318227524e", href="https://doi.org/10.1213/ANE.0b013e318227524e")


def test_a_report_is_in_italics_and_an_article_title_is_not(catalog: Catalog) -> None:
    assert [run.text for run in ama(catalog.works["who-2021"]) if run.emph] == ["Global Patient Safety Action Plan 2021-2030"]
    assert not any(run.emph for run in vancouver(catalog.works["gazoni-2012"]))


def test_a_question_keeps_its_mark_and_full_given_names_become_initials() -> None:
    author = [{"family": "O’Neil", "given": "Mary-Jane K."}, {"family": "Gaal", "given": "S", "non-dropping-particle": "van"}]
    work = Work("w", {"title": "Who cares?", "author": author, "container-title": "J Test", "type": "article-journal"}, "O’Neil")
    assert plain(ama(work)) == "O’Neil MJK, van Gaal S. Who cares? J Test."


def test_works_are_numbered_by_first_citation_and_share_a_number_between_findings(catalog: Catalog) -> None:
    cited = ["want_wolfm", "prev_sexton_know", "eff_wolfm_turnover", "gap_sexton", "want_wolfm", "to_mok"]
    references, numbers = number_references(cited, catalog, "ama")
    assert numbers == {"want_wolfm": 1, "eff_wolfm_turnover": 1, "prev_sexton_know": 2, "gap_sexton": 2, "to_mok": 3}
    assert [(entry.number, entry.work.id, entry.findings) for entry in references] == [
        (1, "wolf-2024", ("want_wolfm", "eff_wolfm_turnover")),
        (2, "sexton-2021", ("prev_sexton_know", "gap_sexton")),
        (3, "mok-2020", ("to_mok",)),
    ]
    assert references[2].inline == ama(catalog.works["mok-2020"])


def test_the_style_is_the_one_asked_for(catalog: Catalog) -> None:
    references, _ = number_references(["to_mok"], catalog, "vancouver")
    assert references[0].inline == vancouver(catalog.works["mok-2020"])


def test_unknown_citations_are_named_together(catalog: Catalog) -> None:
    with pytest.raises(BuildError) as raised:
        number_references(["to_mok", "nothing", "prev_ital"], catalog, "ama")
    assert [problem.message for problem in raised.value.problems] == [
        'the finding "nothing" is not in the catalog',
        'the finding "prev_ital" cites no work',
    ]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([3], "3"), ([1, 2], "1,2"), ([2, 1, 3], "1–3"), ([5, 1, 4, 3, 4], "1,3–5"), ([1, 2, 4, 5, 6, 9, 10], "1,2,4–6,9,10")],
)
def test_numbers_stand_in_text_as_ranges(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text
