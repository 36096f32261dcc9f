"""A hospital's own evidence laid over ours."""

from pathlib import Path

import pytest

from generator.load.catalog import load_catalog
from generator.load.overlay import Overlay, lay_over
from generator.model.problem import InputError, Problem

WORK = "works:\n- {id: smith-2025, short: Smith 2025, type: article-journal, title: Our own study, issued: 2025, container-title: J Test}\n"
CHECKED = "verified_by: Jane Doe, verified_on: 2026-03-01, where: Table 2"
FOUND = "status: verified, board_use: green, work: smith-2025, population: nurses of one hospital, " + CHECKED


@pytest.fixture
def lay(tmp_path: Path):
    def write(text: str, **others: str) -> Overlay:
        for name, content in {"own": text, **others}.items():
            (tmp_path / f"{name}.yaml").write_text(content, "utf-8")
        return lay_over(tmp_path)

    return write


@pytest.fixture
def refused(lay):
    def read(text: str, **others: str) -> list[Problem]:
        with pytest.raises(InputError) as caught:
            lay(text, **others)
        return [problem for problem in caught.value.problems if problem.severity == "error"]

    return read


def said(problems) -> str:
    return "\n".join(map(str, problems))


def test_new_works_and_findings_are_added_and_ours_stay(lay):
    laid = lay(WORK + f"findings:\n- {{id: our_reach, statement: Half were reached., {FOUND}, values: {{share: {{kind: share, percent: 50, label: were reached}}}}}}\n")
    found = laid.catalog.findings["our_reach"]
    assert (found.values["share"].value, found.values["year"].value, found.printable) == (0.5, 2025, True)
    assert (found.verified_by, str(found.verified_on), found.verified_where) == ("Jane Doe", "2026-03-01", "Table 2")
    assert laid.catalog.findings["to_finney"] == load_catalog().findings["to_finney"]
    assert (laid.problems, [path.name for path in laid.files]) == ((), ["own.yaml"])


def test_a_correction_keeps_what_it_does_not_name_and_every_difference_is_told(lay):
    laid = lay("findings:\n- id: prev_sexton_know\n  caveat: Our own caution\n")
    ours, found = load_catalog().findings["prev_sexton_know"], laid.catalog.findings["prev_sexton_know"]
    assert (found.statement, found.values, found.caveat, found.printable) == (ours.statement, ours.values, "Our own caution", True)
    (note,) = laid.problems
    assert (note.severity, note.where) == ("note", "own.yaml:3: prev_sexton_know")
    assert '"Our own caution", in our catalog' in note.message


def test_a_finding_can_always_be_held_back(lay):
    laid = lay("findings:\n- {id: to_finney, board_use: red}\n- {id: to_mok, status: from-memory}\n")
    assert not laid.catalog.findings["to_finney"].printable
    assert not laid.catalog.findings["to_mok"].printable


def test_a_number_that_is_changed_is_printed_only_once_somebody_says_who_checked_it(lay):
    changed = "findings:\n- {id: prev_sexton_know, statement: 39.3%% knew one., values: {share: {percent: 39.3}}%s}\n"
    laid = lay(changed % "")
    assert not laid.catalog.findings["prev_sexton_know"].printable
    assert "nobody is named who verified it" in said(laid.problems)
    assert "values.share.percent is 39.3, in our catalog 36.3" in said(laid.problems)
    laid = lay(changed % f", {CHECKED}")
    found = laid.catalog.findings["prev_sexton_know"]
    assert (found.printable, found.values["share"].value, found.values["share"].label) == (True, 0.393, load_catalog().findings["prev_sexton_know"].values["share"].label)


def test_a_repetition_of_ours_word_for_word_changes_nothing(lay):
    laid = lay("findings:\n- {id: prev_sexton_know, n: 10627, values: {share: {percent: 36.3}}}\n")
    assert laid.catalog.findings["prev_sexton_know"] == load_catalog().findings["prev_sexton_know"]
    assert laid.problems == ()


def test_what_is_from_memory_becomes_verified_only_with_name_day_and_place(lay, refused):
    closing = "findings:\n- {id: prev_scott2010_15leave, status: verified, board_use: amber, caveat: one system, population: staff of one system, values: {share: {kind: share, percent: 15, label: thought of leaving}}%s}\n"
    (problem,) = refused(closing % "")
    assert problem.where == "own.yaml:2: prev_scott2010_15leave"
    assert '"from-memory" becomes "verified", and nobody is named' in problem.message
    assert "verified_by: NAME, verified_on: 2026-03-01, where:" in problem.cure
    assert "does not say verified_on" in said(refused(closing % ", verified_by: Jane Doe, where: page 4"))
    assert lay(closing % f", {CHECKED}").catalog.findings["prev_scott2010_15leave"].printable


def test_what_is_from_memory_is_never_raised_to_green(lay):
    text = f"findings:\n- {{id: prev_scott2010_15leave, status: verified, board_use: green, caveat: x, population: y, {CHECKED}, values: {{s: {{kind: share, percent: 15, label: z}}}}}}\n"
    assert lay(text).catalog.findings["prev_scott2010_15leave"].board_use == "amber"


def test_a_finding_that_misleads_stays_held_back_whoever_verifies_its_number(lay):
    laid = lay(f"findings:\n- {{id: prev_sevida2, board_use: green, caveat: none, {CHECKED}}}\n")
    assert laid.catalog.findings["prev_sevida2"].board_use == "red"
    assert "the stricter grade counts: red, not green" in said(laid.problems)


def test_an_own_finding_that_claims_to_be_verified_names_who_did_it(refused):
    (problem,) = refused(WORK + "findings:\n- {id: ours, statement: Some were reached., status: verified, board_use: green, work: smith-2025, population: nurses}\n")
    assert (problem.where, problem.message) == ("own.yaml:4: ours", 'the status is "verified", and nobody is named who verified it')


def test_two_files_that_define_one_finding_are_told_apart_by_both_places(refused):
    entry = "findings:\n- {id: ours, statement: %s, status: unknown, board_use: red}\n"
    (problem,) = refused(entry % "One thing.", second=entry % "Another thing.")
    assert problem.where == "second.yaml:2: ours"
    assert "the id is used twice, here and at own.yaml:2" in problem.message


@pytest.mark.parametrize(
    ("text", "place", "fault"),
    [
        ("findings: [", "own.yaml:1", "cannot be read as YAML"),
        ("- a list", "own.yaml", "not a mapping"),
        ("\nfinding: []", "own.yaml:2", 'the key "finding" is unknown; did you mean "findings"?'),
        ("findings: 3", "own.yaml:1", '"findings" is not a list'),
        ("findings: [{statement: x}]", "own.yaml:1", "entry 1 of findings has no id"),
        ("findings: [{id: a, statement: x, status: unknown}]", "own.yaml:1: a", "the entry lacks board_use"),
        ("findings: [{id: a, statement: x, status: certain, board_use: green}]", "own.yaml:1: a", '"certain" is not one of the choices'),
        ("findings:\n- id: a\n  statement: x\n  status: unknown\n  board_use: red\n  caveats: red", "own.yaml:6: a", 'nobody reads caveats; did you mean "caveat"?'),
        (f"findings: [{{id: a, statement: x, status: verified, board_use: green, work: nowhere, population: y, {CHECKED}}}]", "own.yaml:1: a", 'the work "nowhere" is unknown'),
        (f"findings: [{{id: a, statement: x, status: verified, board_use: green, population: y, {CHECKED}}}]", "own.yaml:1: a", "cites nothing"),
        (WORK + f"findings: [{{id: a, statement: x, status: verified, board_use: green, work: smith-2025, {CHECKED}, values: {{s: {{kind: share, percent: 3, label: y}}}}}}]", "own.yaml:3: a", "does not say whom it is about"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: share, percent: 120, label: y}}}]", "own.yaml:1: a", "a.s is 120 percent"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: count, value: -3, label: y}}}]", "own.yaml:1: a", "a.s counts -3"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: year, value: 3021, label: y}}}]", "own.yaml:1: a", "a.s is the year 3021"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: count, value: many, label: y}}}]", "own.yaml:1: a", "which is no count"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: part, value: 3, label: y}}}]", "own.yaml:1: a", 'of the kind "part"'),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: 3}}]", "own.yaml:1: a", "a.s is written 3, which is no mapping"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: share, interval: [1, 2], label: y}}}]", "own.yaml:1: a", "percent is missing"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: share, percent: 3, interval: 4, label: y}}}]", "own.yaml:1: a", "write its lower and upper limit"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, values: {s: {kind: share, percent: 30, interval: [40, 50], label: y}}}]", "own.yaml:1: a", "the value lies outside its interval"),
        ("findings: [{id: a, statement: x, status: unknown, board_use: red, quotation: '" + "word " * 26 + "'}]", "own.yaml:1: a", "the quotation has more than 25 words"),
        (WORK + f"findings: [{{id: a, statement: 40% were reached., {FOUND}, values: {{s: {{kind: share, percent: 45, label: y}}}}}}]", "own.yaml:3: a", "the statement says 40, and none of its values does"),
        ("works: [{id: w, short: W, type: book, title: T, author: 'Scott SD, Hirschinger LE'}]", "own.yaml:1: w", "write [{family: Scott, given: SD}, {family: Hirschinger, given: LE}]"),
        ("works: [{id: w, short: W, type: book, title: T, author: 'Scott, Susan; van der Berg, Ann'}]", "own.yaml:1: w", "write [{family: Scott, given: Susan}, {family: van der Berg, given: Ann}]"),
        ("works: [{id: w, short: W, type: book, title: T, author: [Susan Scott]}]", "own.yaml:1: w", "write [{family: Scott, given: Susan}]"),
        ("works: [{id: w, short: W, type: book, title: T, authors: [a]}]", "own.yaml:1: w", 'nobody reads authors; did you mean "author"?'),
        ("works: [{id: w, short: W, type: book, title: T, DOI: 10.1136 / qshc.2009}]", "own.yaml:1: w", "write it without blanks: 10.1136/qshc.2009"),
        ("works: [{id: w, short: W, type: book, title: T, DOI: qshc.2009}]", "own.yaml:1: w", "is no DOI"),
        ("works: [{id: w, short: W, type: book, title: T, PMID: PMC123}]", "own.yaml:1: w", "is no PubMed number"),
        ("works: [{id: w, short: W, type: book, issued: soon, title: T}]", "own.yaml:1: w", '"soon" is neither a year nor a day'),
        ("works: [{id: w, short: W, type: book, title: 'See <script>x</script>'}]", "own.yaml:1: w", "still holds markup"),
        ("works: [{id: w, id: v, short: W, type: book, title: T}]", "own.yaml:1", 'the key "id" stands here and on line 1'),
        ("works: [&x {id: w, short: W, type: book, title: T}, *x]", "own.yaml:1", "refers to another place"),
        ("resources: [{id: r, title: T, kind: a, annotation: b, in: memo, use: c, status: unknown, pointed_to: true}]", "catalog: resources", "16 resources instead of 15"),
    ],
)  # fmt: skip
def test_a_faulty_entry_names_its_place_its_fault_and_a_cure(refused, text, place, fault):
    problem = next((problem for problem in refused(text) if fault in f"{problem.message}; {problem.cure}"), None)
    assert problem is not None, said(refused(text))
    assert problem.where == place
    assert problem.cure


def test_all_faults_of_all_files_come_at_once(refused):
    problems = refused("findings: [{id: a}]", works="works: [{id: b, DOI: x, issued: y}]", broken="works: [")
    assert {problem.where for problem in problems} == {"own.yaml:1: a", "works.yaml:1: b", "broken.yaml:1"}
    assert len(problems) == 5


@pytest.mark.parametrize(
    ("written", "key", "read", "told"),
    [
        ("DOI: https://doi.org/10.1136/qshc.2009.032870", "DOI", "10.1136/qshc.2009.032870", "is read as 10.1136/qshc.2009.032870"),
        ("DOI: 'doi: 10.1136/x'", "DOI", "10.1136/x", "is read as 10.1136/x"),
        ("issued: n.d.", "issued", None, "counts as no date"),
        ("title: 'Second <i>victims</i> &amp; others'", "title", "Second victims & others", 'is read as "Second victims & others"'),
        (r"""title: '{The} M{\"u}nster \emph{study} \& more'""", "title", "The Münster study & more", "is read as"),
        (r"title: 'The $\alpha$ of {it}'", "title", "The α of it", "is read as"),
        ("title: הקורבן השני", "title", "הקורבן השני", ""),
        ("title: \"Second\\u202e victims\"", "title", "Second victims", "one character that cannot be printed was left out"),
        ("volume: 007", "volume", "007", ""),
        ("PMID: 20015768", "PMID", "20015768", ""),
    ],
)  # fmt: skip
def test_what_other_programs_write_is_understood_and_told(lay, written, key, read, told):
    lead = "" if written.startswith("title") else "title: T, "
    laid = lay(f"works: [{{id: w, short: W, type: book, {lead}{written}}}]")
    assert laid.catalog.works["w"].csl.get(key) == read
    assert (told in said(laid.problems)) if told else not laid.problems


def test_a_gap_of_ours_can_be_filled_in_and_is_told(lay):
    laid = lay("works: [{id: sexton-2021, volume: 47}]")
    assert laid.catalog.works["sexton-2021"].csl["volume"] == "47"
    assert 'volume is "47", in our catalog not given' in said(laid.problems)


def test_files_in_folders_below_are_read_and_named_by_their_path(lay, tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "own.yml").write_text("works: [{id: w}]")
    with pytest.raises(InputError, match=r"papers/own\.yml:1: w"):
        lay("")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        lay_over(tmp_path / "gone")
