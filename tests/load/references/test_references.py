"""Works as reference managers and PubMed write them."""

import json

import pytest

from generator.load.references import read_references
from generator.model.problem import InputError

NBIB = """
PMID- 20015768
OWN - NLM
DP  - 2009 Oct
TI  - The natural history of recovery for the healthcare provider "second victim"
      after adverse patient events.
PG  - 325-30
LID - 10.1136/qshc.2009.032870 [doi]
FAU - Scott, S D
FAU - van der Berg, Ann Maria
FAU - King, Martin L Jr
CN  - SCAR Study Group
PT  - Journal Article
TA  - Qual Saf Health Care
VI  - 18
IP  - 5

PMID- 1
DP  - 2010
FAU - Nobody, N
"""

RIS = """TY  - JOUR
AU  - Scott, Susan D.
A1  - ignored
AU  - The Joint Commission
T1  - The second victim
JF  - Quality & Safety in Health Care
JA  - Qual Saf Health Care
PY  - 2009/10//
VL  - 18
IS  - 5
SP  - 325
EP  - 330
DO  - https://doi.org/10.1136/qshc.2009.032870
DB  - PubMed
AN  - 20015768
ER  -

TY - CHAP
TI - A chapter
AU - Wu, A.W.
A2 - Berg, E. van den
T2 - A book
PY - n.d.
ER -
TY  - JOUR
TI  - Never closed
"""

BIB = r"""
@string{jps = "J Patient Saf"}
@article{scott2009, author = {Scott, Susan D. and van der Berg, Ann and {{The Joint Commission}} and King, Jr., Martin L. and others},
  title = {The {JAMA} of M{\"u}nster: 50\% \& more}, journal = jps, year = 2009, pages = {325--30}, doi = {https://doi.org/10.1136/x.y}}
@article{broken, title = {unclosed
@misc{page, title = {A page}, howpublished = {\url{https://example.org/a_page}}, year = {n.d.}, organization = {Example Hospital}}
"""

CSL = [
    {
        "id": "x", "type": "article-journal", "title": "Second <i>victims</i>", "container-title": "Quality and Safety", "container-title-short": "Qual Saf",
        "author": [{"family": "Scott", "given": "S. D."}, {"family": "Gaal", "non-dropping-particle": "van"}, {"literal": "A Group"}],
        "issued": {"date-parts": [["2009", 10]]}, "page": "325–330", "DOI": "10.1136/qshc.2009.032870", "note": "PMID: 20015768\nPMCID: PMC1", "citation-key": "x",
    },
    {"type": "webpage", "title": "A page", "issued": {"raw": "n.d."}, "URL": "https://doi.org/10.1000/xyz"},
    "no object",
]  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def write(content, name="export.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_references(path)

    return write


def test_pubmed_gives_doi_from_lid_whole_pages_particles_suffixes_and_groups(read):
    (found,), (problem,) = read(NBIB)
    assert found.csl == {
        "type": "article-journal", "title": 'The natural history of recovery for the healthcare provider "second victim" after adverse patient events',
        "PMID": "20015768", "DOI": "10.1136/qshc.2009.032870", "container-title": "Qual Saf Health Care", "volume": "18", "issue": "5", "page": "325-330", "issued": "2009",
        "author": [
            {"family": "Scott", "given": "S D"}, {"non-dropping-particle": "van der", "family": "Berg", "given": "Ann Maria"},
            {"family": "King", "given": "Martin L", "suffix": "Jr"}, {"literal": "SCAR Study Group"},
        ],
    }  # fmt: skip
    assert (found.where, problem.where, problem.message) == ("line 2", "export.txt: line 18", "the record of PMID 1 has no title")


def test_ris_is_read_whatever_its_spacing_and_an_open_record_is_named(read):
    (paper, chapter), (problem,) = read(RIS)
    assert {key: paper.csl[key] for key in ("title", "container-title", "issued", "page", "DOI", "PMID")} == {
        "title": "The second victim", "container-title": "Qual Saf Health Care", "issued": "2009-10", "page": "325-330",
        "DOI": "10.1136/qshc.2009.032870", "PMID": "20015768",
    }  # fmt: skip
    assert paper.csl["author"] == [{"family": "Scott", "given": "Susan D."}, {"literal": "The Joint Commission"}]
    assert (chapter.csl["type"], chapter.csl["editor"], chapter.csl["container-title"]) == ("chapter", [{"family": "Berg", "given": "E. van den"}], "A book")
    assert (problem.where, problem.message) == ("export.txt: line 25", "the record is not closed by ER")


def test_bibtex_keeps_groups_together_resolves_latex_and_names_what_is_broken(read):
    (paper, page), (problem,) = read(BIB)
    assert paper.csl["title"] == "The JAMA of Münster: 50% & more"
    assert paper.csl["author"] == [
        {"family": "Scott", "given": "Susan D."}, {"non-dropping-particle": "van der", "family": "Berg", "given": "Ann"}, {"literal": "The Joint Commission"},
        {"family": "King", "given": "Martin L.", "suffix": "Jr"}, {"literal": "et al"},
    ]  # fmt: skip
    assert (paper.csl["container-title"], paper.csl["page"], paper.csl["DOI"]) == ("J Patient Saf", "325-330", "10.1136/x.y")
    assert (page.csl["URL"], page.csl["author"]) == ("https://example.org/a_page", [{"literal": "Example Hospital"}])
    assert problem.where == "export.txt: line 5"


def test_csl_json_of_a_reference_manager_gives_the_short_journal_and_the_pmid_in_its_extra_field(read):
    (paper, page), (problem,) = read(json.dumps(CSL))
    assert (paper.csl["container-title"], paper.csl["PMID"], paper.csl["page"], paper.csl["issued"]) == ("Qual Saf", "20015768", "325-330", "2009-10")
    assert page.csl["DOI"] == "10.1000/xyz"
    assert (problem.where, problem.message) == ("export.txt: record 3", "it is no reference")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("content", [RIS, NBIB.replace("Scott", "Müller"), BIB, json.dumps(CSL, ensure_ascii=False).replace("Gaal", "Gaál")], ids=["ris", "nbib", "bib", "csl"])
def test_what_any_system_saves_is_read_to_the_first_record(read, content, encoding):
    found, _ = read(content.replace("\n", "\r\n").encode(encoding, "replace"))
    plain, _ = read(content)
    assert [record.csl.get("title") for record in found] == [record.csl.get("title") for record in plain]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "neither CSL-JSON"), ("Name,Age\nA,1\n", "neither CSL-JSON"), (b"%PDF-1.7\x00\x01\x02", "this is no text"), ("[]", "holds no references"),
        ("{broken", "neither CSL-JSON"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused(read, content, said):
    with pytest.raises(InputError, match=said):
        read(content)


def test_broken_json_is_told_with_its_line(read):
    _, (problem,) = read('[{"title": "x"},\n{"title" 3}]')
    assert problem.where == "export.txt: line 2"


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be opened"):
        read_references(tmp_path / "no.ris")
