import datetime as dt

from generator.compose.gates import marking, open_gates, stale_standards
from generator.files import ours
from generator.load.catalog import load_catalog
from generator.load.request import load_request
from generator.model.gate import GATES
from generator.model.request import Ask, Confirmation, Meeting, Organization, Request, Rounds, Workforce

ALL = ("board-deck", "memo", "cloud", "grand-rounds", "cost")
DAY = dt.date(2026, 3, 1)
FULL = Request(
    path="here/briefing.yaml",
    organization=Organization("A Hospital", contact="a", help_now="b"),
    meeting=Meeting(date=DAY, presenter="P"),
    ask=Ask(1e5, "two years", 5e4, "S", "O", review_date=DAY, stop_rule="R"),
    confirm={gate.id: Confirmation("Jane", DAY) for gate in GATES.values() if gate.how == "confirm"},
    rounds=Rounds("D", "C", "https://example.org/e", quotation="W"),
    workforce=Workforce(rn_headcount=610),
)


def ids(request, *, has_survey=True, has_comments=True, urgent=1, papers=ALL, stale=""):
    return {g.gate.id for g in open_gates(request, has_survey=has_survey, has_comments=has_comments, urgent=urgent, papers=papers, stale=stale)}


def test_an_empty_briefing_leaves_open_all_but_the_confirmation_of_costs_not_yet_given():
    assert ids(Request()) == set(GATES) - {"costs", "quotation", "talk_date"}


def test_a_full_and_confirmed_briefing_leaves_nothing_open():
    assert ids(FULL) == set()


def test_each_key_that_is_emptied_opens_its_own_gate():
    assert ids(FULL._replace(ask=FULL.ask._replace(sponsor=""))) == {"sponsor"}
    assert ids(FULL._replace(meeting=FULL.meeting._replace(date=None))) == {"meeting_date"}


def test_each_confirmation_that_is_missing_opens_its_own_gate():
    for gate in FULL.confirm:
        assert ids(FULL._replace(confirm={k: v for k, v in FULL.confirm.items() if k != gate})) == {gate}


def test_a_gate_stands_only_where_its_matter_is_at_stake():
    bare = FULL._replace(confirm={})
    assert "scoring_key" not in ids(bare, has_survey=False)
    assert "comments_read" not in ids(bare, urgent=0)
    assert "comments_read" not in ids(bare, has_comments=False)
    assert "current_standard" not in ids(bare._replace(organization=bare.organization._replace(setting="ambulatory")))
    assert "sponsor" not in ids(Request(meeting=Meeting(purpose="information")))


def test_a_standard_goes_stale_when_its_check_lies_more_than_18_months_before_the_meeting():
    catalog = load_catalog()
    old = catalog.findings["std_leapfrog"]._replace(checked=dt.date(2026, 11, 22))
    catalog = catalog._replace(findings={"std_leapfrog": old})
    assert stale_standards(catalog, dt.date(2028, 5, 22)) == ""
    assert stale_standards(catalog, dt.date(2028, 5, 23)) == "Leapfrog Group (2026-11-22)"
    assert stale_standards(catalog, None) == ""
    assert stale_standards(catalog._replace(findings={"std_leapfrog": old._replace(board_use="red")}), dt.date(2030, 1, 1)) == ""


def test_a_stale_standard_reopens_its_gate_and_a_fresh_check_closes_it():
    later = FULL._replace(meeting=Meeting(date=dt.date(2028, 6, 1), presenter="P"))
    clinic = later._replace(organization=FULL.organization._replace(setting="ambulatory"), confirm={})
    assert "current_standard" in ids(later)
    assert "current_standard" not in ids(later._replace(confirm={**FULL.confirm, "current_standard": Confirmation("Jane", dt.date(2027, 1, 1))}))
    assert "current_standard" in ids(clinic, stale="Leapfrog (2026-11-22)")
    assert "current_standard" not in ids(clinic)
    told = [g.message for g in open_gates(clinic, has_survey=False, has_comments=False, urgent=0, papers=("memo",), stale="Leapfrog (2026-11-22)")]
    assert any(message.endswith("Checked more than 18 months before the meeting: Leapfrog (2026-11-22).") for message in told)


def test_the_line_that_closes_a_gate_does_close_it(tmp_path):
    """Each gate's own example, written into a briefing, leaves that gate closed."""
    for gate in GATES.values():
        path = tmp_path / "briefing.yaml"
        section, _, key = gate.closes_with.rpartition(".")
        path.write_text(f"{section}:\n  {key}: {gate.example}\n".replace("https://...", "https://example.org/e"))
        request, problems = load_request(path)
        assert (gate.id in ids(request), [p for p in problems if p.severity != "note"]) == (False, []), gate.id
        assert gate.closing == f"{key}: {gate.example} under {section}:"


def test_an_amount_kept_from_the_papers_is_not_asked_for():
    kept = ids(Request(ask=Ask(withhold_amount=True)))
    assert not kept & {"ask_amount", "ask_period", "annual_cost", "costs"}
    assert "sponsor" in kept


def test_a_gate_guards_only_its_own_papers():
    assert ids(Request(), papers=("cloud",)) == {"privacy", "comments_read"}
    assert "counsel" not in ids(Request(), papers=("board-deck",))
    assert {"counsel", "film_rights"} <= ids(Request(), papers=("handout",))


def test_the_talk_has_a_day_of_its_own():
    talk, board = Request(meeting=Meeting(kind="rounds")), Request(meeting=Meeting(kind="board"))
    assert "talk_date" in ids(talk, papers=("grand-rounds",))
    assert not {"talk_date", "meeting_date"} & ids(board, papers=("grand-rounds", "handout"))
    assert "talk_date" not in ids(talk._replace(rounds=talk.rounds._replace(date=dt.date(2026, 4, 2))))
    assert "talk_date" not in ids(talk._replace(meeting=talk.meeting._replace(date=dt.date(2026, 4, 2))))


def test_what_only_grand_rounds_need_is_not_asked_for_other_papers():
    rounds = {gate.id for gate in GATES.values() if gate.papers == ("grand-rounds",)}
    assert rounds == {"disclosure", "credit", "evaluation", "case", "quotation"}
    assert not rounds & ids(Request(), papers=("board-deck", "memo", "cloud"))
    assert {"help_now", "scoring_key"} <= ids(Request(), papers=("grand-rounds",))


def test_consent_is_asked_for_only_where_a_colleague_is_quoted():
    bare = FULL._replace(confirm={})
    assert "quotation" in ids(bare)
    assert "quotation" not in ids(bare._replace(rounds=bare.rounds._replace(quotation="")))


def test_a_gate_names_the_line_that_closes_it_or_its_sections_or_the_file(tmp_path):
    path = tmp_path / "briefing.yaml"
    path.write_text("organization:\n  name:\nask: {amount: 5000}\n")
    request, _ = load_request(path)
    where = {g.gate.id: g.where for g in open_gates(request, has_survey=False, has_comments=False, urgent=0, papers=ALL)}
    assert where["organization"] == "briefing.yaml:2: organization.name"
    assert where["contact"] == "briefing.yaml:1: organization.contact"
    assert where["presenter"] == "briefing.yaml: meeting.presenter"
    assert where["counsel"] == "briefing.yaml: confirm.counsel"


def test_the_starter_has_a_line_for_every_gate():
    request, _ = load_request(ours("templates/briefing.yaml"))
    assert {gate.closes_with for gate in GATES.values()} <= set(request.lines)


def test_every_page_says_sample_and_draft_as_it_is():
    gates = open_gates(Request(), has_survey=False, has_comments=False, urgent=0, papers=ALL)
    sample = FULL._replace(organization=FULL.organization._replace(fictional=True))
    assert [marking(Request(), gates), marking(sample, gates), marking(sample, ()), marking(FULL, ())] == [
        "DRAFT", "FICTIONAL SAMPLE · DRAFT", "FICTIONAL SAMPLE", "",
    ]  # fmt: skip
