"""Works taken into a hospital's catalog, and what its papers cite taken out."""

import json
from pathlib import Path

import pytest
import rispy
from click.testing import CliRunner

from generator.cli import main
from generator.load.overlay import lay_over
from generator.load.references import read_references
from generator.pipeline import build


def record(title="Peer support in one clinic", **fields):
    lines = {"TY": "JOUR", "AU": "Smith, Jane", "TI": title, "JA": "J Test", "PY": "2024", **fields}
    return "".join(f"{tag}  - {value}\n" for tag, value in lines.items()) + "ER  - \n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*args, **files):
        for name, content in files.items():
            Path(f"{name}.ris").write_text(content, "utf-8")
        return CliRunner().invoke(main, ["catalog", *map(str, args)], prog_name="peerbrief")

    return invoke


def works():
    return lay_over(Path("evidence")).catalog.works


def test_new_works_go_into_a_file_that_the_catalog_reads(run):
    result = run("add", "my.ris", my=record(DO="10.1000/a") + record("Another paper on peers", AU="Čapek, Karel", PY="2023"))
    assert result.exit_code == 0, result.output
    assert works()["smith-2024"].csl["DOI"] == "10.1000/a"
    assert works()["capek-2023"].short == "Čapek 2023"
    assert "2 added, 0 known already, 0 refused." in result.output
    assert "None of them is printed yet" in result.output
    assert "catalog: evidence" in result.output


def test_duplicates_are_joined_by_doi_pmid_or_title_and_year_and_told(run):
    own = record(DO="10.1000/A") + record("A different title altogether", DO="10.1000/a", VL="3") + record("Peer Support in One Clinic!", IS="4")
    ours = record("whatever it is called here", DO="10.1136/QSHC.2009.032870") + record("Completely different words", AN="31789437", DB="PubMed")
    result = json.loads(run("add", "own.ris", "ours.ris", "--json", own=own, ours=ours).output)
    assert result["added"] == ["smith-2024"]
    assert [(same["into"], same["by"]) for same in result["merged"]] == [("smith-2024", "DOI"), ("smith-2024", "title and year"), ("scott-2009", "DOI"), ("mok-2020", "PMID")]
    found = works()["smith-2024"].csl
    assert (found["title"], found["volume"], found["issue"]) == ("Peer support in one clinic", "3", "4")
    assert any('title is "A different title altogether" here and "Peer support in one clinic" before' in problem["message"] for problem in result["problems"])


def test_adding_the_same_file_again_adds_nothing_and_writes_nothing(run):
    run("add", "my.ris", my=record())
    before = sorted(path.read_bytes() for path in Path("evidence").iterdir())
    result = run("add", "my.ris")
    assert "0 added, 1 known already" in result.output
    assert sorted(path.read_bytes() for path in Path("evidence").iterdir()) == before


def test_a_file_of_the_users_is_never_written_over(run):
    Path("evidence").mkdir()
    Path("evidence/works-my.yaml").write_text("# mine\n")
    run("add", "my.ris", my=record())
    assert Path("evidence/works-my.yaml").read_text() == "# mine\n"
    assert "smith-2024" in works()


def test_a_broken_record_is_named_and_the_rest_goes_in(run):
    broken = "TY  - JOUR\nAU  - Nobody, N\nPY  - 2020\nER  - \n"
    result = run("add", "my.ris", my=broken + record(DO="not a doi") + record("Markup <blink>here</blink>"))
    assert result.exit_code == 1
    assert "my.ris: line 1: the record has neither title, DOI nor PMID" in result.output
    assert "DOI \"not a doi\" is no DOI" in result.output
    assert "still holds markup" in result.output
    assert "1 added, 0 known already, 2 refused." in result.output
    assert "DOI" not in works()["smith-2024"].csl


def test_works_of_one_author_and_year_get_ids_of_their_own(run):
    run("add", "my.ris", my="".join(record(f"Paper number {i} on peers") for i in range(30)))
    assert len([name for name in works() if name.startswith("smith-2024")]) == 30


def test_the_folder_that_the_briefing_names_is_used(run):
    Path("mine").mkdir()
    Path("briefing.yaml").write_text("catalog: mine\n")
    run("add", "my.ris", my=record())
    assert [path.name for path in Path("mine").iterdir()] == ["works-my.yaml"]


def test_files_that_cannot_be_read_are_told_and_the_others_go_in(run):
    result = run("add", "no.ris", "my.ris", "odd.ris", my=record(), odd="a,b\n")
    assert result.exit_code == 1
    assert "no.ris: the file cannot be opened" in result.output
    assert "odd.ris: it is neither CSL-JSON" in result.output
    assert "smith-2024" in works()


@pytest.mark.parametrize("ending", ["json", "ris"])
def test_what_the_papers_cite_goes_out_and_comes_back_the_same(run, tmp_path, ending):
    build(None, tmp_path / "papers", only=["memo"])
    result = run("export", "-p", "papers", "-o", f"cited.{ending}", "--json")
    assert result.exit_code == 0, result.output
    listed = json.loads(result.output)["works"]
    back, problems = read_references(tmp_path / f"cited.{ending}")
    assert (len(back), problems) == (len(listed), [])
    assert len(listed) > 20
    assert json.loads((tmp_path / "papers" / "build.json").read_text())["works"]["memo.docx"] == listed
    mok = next(found.csl for found in back if found.csl.get("DOI") == "10.1111/jonm.12920")
    assert (mok["PMID"], mok["container-title"], mok["page"]) == ("31789437", "J Nurs Manag", "286-293")
    sexton = next(found.csl for found in back if found.csl.get("DOI") == "10.1016/j.jcjq.2020.12.001")
    assert "volume" not in sexton  # nobody has checked it
    assert not any({"literal": "et al"} in found.csl.get("author", []) for found in back)
    if ending == "ris":
        assert len(rispy.loads((tmp_path / "cited.ris").read_text("utf-8"))) == len(listed)


def test_an_export_leaves_an_existing_file_alone_and_needs_a_build(run):
    assert "there is no build.json" in run("export").output
    Path("cited.json").write_text("mine")
    build(None, Path("papers"), only=["memo"])
    result = run("export", "-p", "papers")
    assert (result.exit_code, Path("cited.json").read_text()) == (1, "mine")
    assert run("export", "-p", "papers", "-o", "cited.doc").exit_code == 2
