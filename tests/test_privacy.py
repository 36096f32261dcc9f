"""Nobody can be identified: groups, the last papers, the report, the last scan, and what the screen says."""

import csv
import io
import json
import subprocess
import sys
import zipfile

import pytest

from generator.check.scan import Forbidden, scan
from generator.files import ours
from generator.model.fact import Fact, FactBook, Kind, Source
from generator.model.manifest import Printed
from generator.model.problem import BuildError, InputError
from generator.model.survey import Survey
from generator.pipeline import build

DEMO = ours("assets/demo")
GROUPS = "  floor: default\n  groups:\n    - column: unit\n      rollup: {Pharmacy: Support, Dialysis: Support}\n    - shift\n    - Role\n"


def written(folder, change=lambda text: text, rows=lambda rows: rows):
    folder.mkdir(exist_ok=True)
    table = list(csv.reader(io.StringIO((DEMO / "survey.csv").read_text("utf-8-sig"))))
    out = io.StringIO()
    csv.writer(out).writerows(rows(table))
    (folder / "survey.csv").write_text(out.getvalue(), "utf-8")
    (folder / "briefing.yaml").write_text(change((DEMO / "briefing.yaml").read_text("utf-8")), "utf-8")
    return folder / "briefing.yaml"


def facts(out):
    return {row["id"]: row for row in json.loads((out / "build.json").read_text("utf-8"))["facts"]}


def text_of(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml")}


@pytest.fixture(scope="module")
def grouped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grouped")
    result = build(written(folder, lambda text: text.replace("  floor: default\n", GROUPS)), folder / "out", only=["board-deck", "memo", "privacy-report"])
    return folder / "out", result


def test_groups_stand_in_alphabetical_order_and_hidden_cells_read_alike(grouped):
    out, _ = grouped
    body = text_of(out / "memo.docx")["word/document.xml"]
    names = [fact["value"] for key, fact in facts(out).items() if key.startswith("group.role.") and key.endswith(".name")]
    assert names == sorted(names, key=str.casefold)
    places = [body.index(f">{name}<") for name in names]
    assert places == sorted(places)
    assert ">Respiratory therapist<" in body
    assert "not shown*" in body and "in a neighboring group" in body
    assert ">fewer than 10*" not in body and "fewer than ten*" not in body


def test_a_hidden_group_holds_nothing_and_no_reason_that_tells_small_from_neighbor(grouped):
    out, _ = grouped
    hidden = [fact for key, fact in facts(out).items() if key.startswith("group.") and fact["suppressed"]]
    assert hidden and {fact["suppressed"] for fact in hidden} == {"together"}
    assert all(fact[part] in (None, "") for fact in hidden for part in ("value", "text", "n", "count", "interval"))
    with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["status"].startswith("suppressed")]
    assert rows and all(not row["value"] and not row["n"] and not row["interval"] for row in rows)


def test_shown_groups_never_sum_up_to_all_but_a_few(grouped):
    found = facts(grouped[0])
    for cut in ("unit", "shift", "role"):
        sizes = {key: fact for key, fact in found.items() if key.startswith(f"group.{cut}.") and key.endswith(".size")}
        rest = found["respondents"]["value"] - sum(fact["value"] for fact in sizes.values() if not fact["suppressed"])
        assert rest == 0 or (rest >= 10 and sum(bool(fact["suppressed"]) for fact in sizes.values()) > 1)


def test_a_rolled_up_unit_is_named_in_the_report_and_nowhere_else(grouped):
    out, _ = grouped
    assert "Dialysis is counted in Support" in text_of(out / "privacy-report.docx")["word/document.xml"]
    assert "Dialysis" not in text_of(out / "memo.docx")["word/document.xml"]


def test_without_being_asked_no_group_stands_anywhere(tmp_path):
    build(written(tmp_path), tmp_path / "out", only=["memo"])
    assert not [key for key in facts(tmp_path / "out") if key.startswith("group.")]
    assert "Telemetry" not in text_of(tmp_path / "out" / "memo.docx")["word/document.xml"]


@pytest.mark.parametrize(("groups", "message"), [
    ("[ward]", 'the survey has no group column "ward"'),
    ("[{columns: [unit, role, shift]}]", "3 characteristics are crossed"),
    ("[{column: unit, rollup: [a]}]", "rollup must be a section"),
    ("[unit, unit]", "names unit twice"),
    ("[{unit: 1}]", "a group is named by one column"),
    ("unit", "must be a list"),
])  # fmt: skip
def test_groups_that_cannot_be_made_are_refused_with_their_line(tmp_path, groups, message):
    briefing = written(tmp_path, lambda text: text.replace("  floor: default\n", f"  floor: default\n  groups: {groups}\n"))
    with pytest.raises(InputError) as refused:
        build(briefing, tmp_path / "out", only=["memo"])
    assert message in str(refused.value)
    assert "briefing.yaml:28" in str(refused.value)


def test_one_more_answer_than_in_the_last_papers_hides_what_it_would_tell(tmp_path):
    first = written(tmp_path / "first", rows=lambda rows: rows[:-1])
    build(first, tmp_path / "first" / "out", only=["memo"])
    now = written(tmp_path / "now")
    result = build(now, tmp_path / "now" / "out", only=["memo"], previous=tmp_path / "first" / "out" / "build.json")
    then, found = facts(tmp_path / "first" / "out"), facts(tmp_path / "now" / "out")
    shares = [key for key, fact in then.items() if fact["count"] is not None and key in found and key != "response_rate"]
    assert shares
    for key in shares:
        moved = (then[key]["count"], then[key]["n"]) != (found[key]["count"], found[key]["n"])
        assert not moved or found[key]["suppressed"] == "previous", key
    assert any(found[key]["suppressed"] == "previous" for key in shares)
    assert any(problem.code == "privacy.previous" for problem in result.problems)


def test_the_same_survey_again_hides_nothing_more(tmp_path, grouped):
    again = written(tmp_path, lambda text: text.replace("  floor: default\n", GROUPS))
    build(again, tmp_path / "out", only=["memo"], previous=grouped[0])
    before, after = facts(grouped[0]), facts(tmp_path / "out")
    assert {key: row["suppressed"] for key, row in after.items() if not key.startswith("privacy.")} == {key: row["suppressed"] for key, row in before.items() if key in after and not key.startswith("privacy.")}


def test_what_is_no_record_is_refused(tmp_path):
    (tmp_path / "build.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="not the record of a build"):
        build(written(tmp_path / "here"), tmp_path / "out", previous=tmp_path)


def survey_with(comment="", dropped=()):
    return Survey("x.csv", "plain", "svest", 1, (), {}, {}, {}, {"feelings": (comment or None,)}, {}, {}, (), dropped_values=frozenset(dropped))


def scanned(survey, files, *, book=None, printed=(), handed=None, own=()):
    return scan(files, handed or {}, Forbidden(survey), book or FactBook(), printed, lambda: own)


def office(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return data.getvalue()


SECRET = "The night on 4 West when nobody came broke something in me"


@pytest.mark.parametrize("part", ["ppt__slides__slide1", "ppt__notesSlides__notesSlide1", "docProps__core", "customXml__item1", "ppt__charts__chart1"])
def test_five_words_of_a_comment_are_found_wherever_they_hide(part):
    leaky = office(**{part: "<a:t>A colleague said: nobody came broke something in her</a:t><p descr=\"x\"/>"})
    found = scanned(survey_with(SECRET), {"board-deck.pptx": leaky})
    assert [problem.code for problem in found] == ["privacy.leak"]
    assert "nobody" not in str(found[0])


def test_a_comment_is_found_in_descriptions_embedded_workbooks_svg_and_what_a_pdf_is_set_from():
    said = "nobody came broke something in"
    inner = office(xl__sharedStrings=f"<t>{said}</t>")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as package:
        package.writestr("ppt/embeddings/book.xlsx", inner)
    files = {"a.pptx": office(ppt__slides__slide1=f'<p:cNvPr id="1" name="x" descr="{said}"/>'), "b.pptx": outer.getvalue(), "c.svg": f"<desc>{said}</desc>".encode(), "d.pdf": b""}
    assert [problem.where.partition(":")[0] for problem in scanned(survey_with(SECRET), files, handed={"d.pdf": said})] == ["a.pptx", "b.pptx", "c.svg", "d.pdf"]


def test_what_stands_side_by_side_is_no_sentence_and_a_sentence_in_two_styles_is_one():
    survey = survey_with("I wanted someone to talk to the next day")
    apart = office(word__document="<w:p><w:r><w:t>Someone to talk to</w:t></w:r></w:p><w:p><w:r><w:t>the next day</w:t></w:r></w:p>")
    ledger = b"id,label\r\na,someone to talk to\r\nb,the next day\r\n"
    assert not scanned(survey, {"memo.docx": apart, "facts.csv": ledger})
    together = office(word__document="<w:p><w:r><w:t>someone to </w:t></w:r><w:r><w:t>talk to the</w:t></w:r></w:p>")
    assert scanned(survey, {"memo.docx": together})


def test_values_of_dropped_columns_are_found_and_small_numbers_are_not():
    dropped = ("farah.kestrel@example.org", "R0001", "240", "Quinn Varga", "MRN 4471122")
    for value in ("farah.kestrel@example.org", "r0001", "Quinn  Varga", "MRN 4471122"):
        assert scanned(survey_with(dropped=dropped), {"a.pptx": office(s=f"<a:t>by {value}, with thanks</a:t>")}), value
    assert not scanned(survey_with(dropped=dropped), {"a.pptx": office(s="<a:t>240 staff answered</a:t>")})


def test_our_own_words_are_no_leak_though_somebody_wrote_them_too():
    survey = survey_with("a respected peer to talk with after an event")
    files = {"a.pptx": office(s="<a:t>want a respected peer to talk with</a:t>")}
    assert scanned(survey, files)
    assert not scanned(survey, files, own=("78% want a respected peer to talk with after an event",))


def test_a_hidden_fact_with_a_value_in_print_ledger_or_record_is_found():
    book = FactBook([Fact("group.unit.a.size", Kind.COUNT, None, "A 4: staff", (Source("survey", "unit"),), suppressed="together")])
    printed = (Printed("memo.docx", "body", "row 1", "7", "group.unit.a.size"), Printed("memo.docx", "body", "row 1", "A 4: staff", "group.unit.a.size"))
    ledger = b"id,value,n,interval\r\ngroup.unit.a.size,7,,\r\n"
    record = json.dumps({"printed": [], "gates": [], "problems": [], "left_out": [], "citations": {}, "facts": [{"id": "group.unit.a.size", "value": None, "text": "", "n": 7, "count": None, "interval": None}]})
    found = scanned(survey_with(), {"facts.csv": ledger, "build.json": record.encode()}, book=book, printed=printed)
    assert [problem.where for problem in found] == ["memo.docx: body", "facts.csv", "build.json"]


def test_a_leak_fails_the_build_and_nothing_is_written(tmp_path):
    """A template that types out what somebody wrote: the last scan is the only thing between it and the board."""
    with (DEMO / "survey.csv").open(encoding="utf-8-sig", newline="") as opened:
        comment = next(row["feelings_text"] for row in csv.DictReader(opened) if len(row["feelings_text"].split()) > 8 and not any(c.isdigit() for c in row["feelings_text"]))
    overlay = tmp_path / "templates" / "sections" / "memo"
    overlay.mkdir(parents=True)
    (overlay / "local.md.j2").write_text(f"A colleague wrote: {comment}\n", "utf-8")
    with pytest.raises(BuildError) as failed:
        build(written(tmp_path / "here"), tmp_path / "out", only=["memo"], templates=tmp_path / "templates")
    assert {problem.code for problem in failed.value.problems} == {"privacy.leak"}
    assert comment[:20] not in str(failed.value)
    assert not (tmp_path / "out" / "memo.docx").exists()


SECRETS = ("Persephone Quillfeather", "p.quillfeather@harbor.example", "555-867-5309", "MRN 8847125", "After the Tuesday code in bay nine I could not stop shaking", "10.44.12.9")


def test_no_command_repeats_a_comment_a_name_an_address_or_an_id(tmp_path):
    """A nasty survey: identifying columns under innocent names, addresses in headings, faults on every line."""

    def nasty(rows):
        head = [*rows[0], "Q99", "Contact p.quillfeather@harbor.example", "Q100", "Q101", "notes_to_us"]
        body = [[*row, *SECRETS[:4], SECRETS[4] if i % 3 == 0 else ""] for i, row in enumerate(rows[1:])]
        for i, row in enumerate(body[:30]):
            row[8] = SECRETS[4]  # a sentence where a number belongs
            row[head.index("event_12mo")] = SECRETS[0] if i % 2 else SECRETS[1]
            row[head.index("feelings_text")] = f"{SECRETS[4]}, call {SECRETS[2]} or {SECRETS[5]}"
        return [head, *body]

    briefing = written(tmp_path, lambda text: text.replace("  floor: default\n", GROUPS), nasty)
    broken = tmp_path / "broken.csv"
    broken.write_text((tmp_path / "survey.csv").read_text("utf-8") + '\n"' + SECRETS[4], "utf-8")
    headless = tmp_path / "headless.csv"
    headless.write_text("\n".join((tmp_path / "survey.csv").read_text("utf-8").splitlines()[1:]), "utf-8")
    python = [sys.executable, "-m", "generator"]
    for command in (
        ["inspect", str(tmp_path / "survey.csv")], ["inspect", "--json", str(tmp_path / "survey.csv")], ["inspect", str(broken)], ["inspect", str(headless)], ["inspect", "--json", str(headless)],
        ["build", str(briefing), "-o", str(tmp_path / "out"), "--only", "memo,privacy-report"], ["build", "--json", str(briefing), "-o", str(tmp_path / "out"), "--only", "memo,cloud"],
        ["explain", "72%", "-p", str(tmp_path / "out")], ["check", str(tmp_path / "out")],
    ):  # fmt: skip
        said = subprocess.run([*python, *command], capture_output=True, text=True, encoding="utf-8", check=False)
        for secret in SECRETS:
            for piece in (secret, " ".join(secret.split()[:5])):
                assert piece.casefold() not in (said.stdout + said.stderr).casefold(), (command, piece)
        assert "Traceback" not in said.stderr


def test_the_pages_of_the_finished_pdfs_hold_no_comment_no_dropped_value_and_no_hidden_size(tmp_path):
    from pypdf import PdfReader

    from generator.gather import gather

    briefing = written(tmp_path, lambda text: text.replace("  floor: default\n", GROUPS))
    build(briefing, tmp_path / "out", only=["preread", "brief", "handout"])
    forbidden = Forbidden(gather(briefing, ("brief",)).survey)
    for name in ("board-preread.pdf", "brief.pdf", "handout.pdf"):
        pages = PdfReader(tmp_path / "out" / name).pages[:16]  # of the pre-read the slides that show answers
        text = "\n".join(page.extract_text() for page in pages)
        assert len(text) > 500
        assert not [what for _, what in forbidden.met(text)], name


def test_two_columns_crossed_are_protected_and_built(tmp_path):
    crossing = "  floor: default\n  groups:\n    - shift\n    - columns: [shift, role]\n"
    build(written(tmp_path, lambda text: text.replace("  floor: default\n", crossing)), tmp_path / "out", only=["memo"])
    found = facts(tmp_path / "out")
    sizes = {key: fact for key, fact in found.items() if key.startswith("group.shift-role.") and key.endswith(".size")}
    assert any(fact["suppressed"] for fact in sizes.values()) and any(not fact["suppressed"] for fact in sizes.values())
    for shift in ("day", "night", "rotating"):
        whole, parts = found[f"group.shift.{shift}.size"], [fact for key, fact in sizes.items() if key.startswith(f"group.shift-role.{shift}-")]
        hidden = [fact for fact in parts if fact["suppressed"]]
        if not whole["suppressed"] and hidden:
            assert len(hidden) > 1 and whole["value"] - sum(fact["value"] for fact in parts if not fact["suppressed"]) >= 10
