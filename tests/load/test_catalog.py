"""The catalog that ships."""

import datetime as dt

import pytest
import yaml

from generator.files import ours
from generator.load.catalog import load_catalog, published_facts
from generator.load.catalog_rules import british, validate
from generator.model.evidence import Catalog
from generator.model.fact import Kind

# The named values that templates print: finding, then names; a name alone is a share.
PROMISED = """
prev_rivera_career: share; prev_rivera_12mo: share answered:count asked:count; prev_finney_12mo: share
prev_sevid1_12mo: share response; prev_german_nurses: share career; prev_naya_icu: share studies:count
prev_sexton_know: share settings:count response
sym_busch_troubling_memories: share studies:count; sym_busch_anxiety_or_concern: share studies:count
sym_busch_anger_at_themselves: share studies:count; sym_busch_regret_or_remorse: share studies:count
sym_busch_distress: share studies:count; sym_busch_fear_of_future_errors: share studies:count
sym_busch_embarrassment: share studies:count; sym_busch_guilt: share studies:count
sym_busch_sleeping_difficulties: share studies:count
sym_waterman_anx: share; sym_waterman_conf: share; sym_waterman_sleep: share; sym_waterman_support10: share
sym_waterman_disclosure: odds:ratio; sym_gazoni_never: share; sym_gazoni_off: share
sym_gazoni_impaired: share hours:count; sym_joesten_lawsuit: share; stages_scott: stages:count interviews:count
err_tawfik_burnout: error no_error; err_tawfik_or: odds:ratio; to_finney: share; to_mok: share
to_burlison2021: people:count; fin_inst: share; want_hu88: share; want_hu_eap: eap mental_health
barriers_hu: time access confidentiality career stigma; want_finney_peer: share
want_burlison_peer: options:count people:count
want_wolfm: peer time_away quiet_place peer_later time_away_later quiet_place_later; want_scott_internal: share
gap_joesten_offered: offered_low offered_high unavailable_low unavailable_high; gap_joesten_peers: colleagues manager
gap_sexton: inadequate adequate; gap_ullstrom: people:count
eff_pelikan_psych: before:mean after:mean; eff_pelikan_inst: before:mean after:mean
eff_pelikan_rec: recommend culture; eff_finneypeds: before after
eff_wolfm_psych: before after physical_before physical_after; eff_wolfm_turnover: before after
eff_vangerven_null: people:count hospitals:count
eff_rise_calls: calls:count people:count months:count error_share; eff_rise_success: success needs_met
eff_merandi: peer:count group:count
eff_nicu_uptake: spoken:count involved:count answered:count asked:count
eff_tolins: supporters:count departments:count contacts:count years:count share
eff_wade: programs:count us:count; eff_busch2021: studies:count; eff_quillivan: people:count
moran_nmb: benefit:money beds:count; nsi_cost_2025: cost:money low:money high:money; nsi_rate_2025: rate
nsi_cost_2026: cost:money; hamidi_itl: intended left ratio:ratio years:count
shanafelt_replace: low:money high:money; mu_minutes: one_to_one:count debrief:count team:count; definition_ernst:
ins_svest: items:count dimensions:count outcomes:count people:count; ins_svestr: items:count factors:count
std_leapfrog: added:year; std_cms_pssm: reporting_from:year payment_from:year
std_tjc_2026: removed:count goals:count effective:date; std_tjc_npg2: goal:name; std_tjc_qs: issued:date
std_candor: modules:count module:name; std_who: strategy:name
five_years_hospitals: hospitals:count; five_years_clinics: clinics:count; five_years_employees: employees:count
five_years_roots: ; five_years_reach: supported:count; five_years_tier_two: share; pso_scale: supported:count
pso_confidentiality: ; pso_protection: ; pso_culture: ; pso_sample_policy: place:name
scott_attitudes_groups: groups:count; scott_attitudes_link: ; scott_attitudes_no_statistics: surveys:count
word_cloud_offered: ; schwappach_years: first:year last:year; schwappach_found: articles:count
schwappach_included: appraised:count included:count; schwappach_cycle: ; schwappach_colleagues:
schwappach_accountability: ; harvard_institutions: institutions:count; harvard_parts: parts:count
harvard_disclosure: ; harvard_caregivers: ; harvard_origin:
boards_aims: position:name activities:count; boards_stories: position:name activities:count
boards_measures: position:name activities:count; boards_fair_culture: position:name activities:count
boards_learn: position:name activities:count; boards_accountability: position:name activities:count
disclosure_model_offered: ; wu_term: coined:year; leadership_case_offered: ; nqf_practices: practices:count
nqf_history: ; nqf_caregiver_practice: practice:name; nqf_topic: ; joint_commission_page:
talking_points_ambulatory: ; talking_points_resolution: ; whittemore_talk: parts:count
healer_release: announced:date; healer_length: minutes:count clips:count
healer_physician_focus: clip_minutes:count; library_offered: ; library_scope:
"""

# Never printed, whatever their fame.
HELD_BACK_TEXT = """
prev_scott2010_15leave prev_seys2013_range prev_sevida2 prev_ital prev_joint_half
sym_waterman_misprint moran_psa moran_components moran_annual roesner strametz muir han_perdoc nsi_cost_other
programme_cost_us std_nqf8 std_ana std_safe_patient_care std_tjc_ld std_trust tiers_603010 kach_claims
kach_lawsuits kach_cost mello upmc si_surgeons si_surgeons_error16 si_surgeons_help err_tawfik_si want_hu_event
want_sevida2 shanafelt_example five_years_range joint_commission_quick_safety
"""

HELD_BACK = HELD_BACK_TEXT.split()


def promised() -> dict[str, dict[str, Kind]]:
    findings = {}
    for entry in PROMISED.replace("\n", ";").split(";"):
        finding, _, names = entry.strip().partition(":")
        if finding:
            pairs = (name.partition(":") for name in names.split())
            findings[finding] = {name: Kind(kind or "share") for name, _, kind in pairs}
    return findings


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def raw(name: str) -> list[dict]:
    """The entries of one list as they are written in the shipped files."""
    paths = sorted((ours("catalog") / "findings").glob("*.yaml")) if name == "findings" else [ours(f"catalog/{name}.yaml")]
    return [entry for path in paths for entry in yaml.safe_load(path.read_text("utf-8"))[name]]


@pytest.mark.parametrize("finding", promised())
def test_every_value_that_templates_print_is_there_and_of_its_kind(catalog: Catalog, finding: str) -> None:
    values = catalog.findings[finding].values
    assert {name: values[name].kind for name in promised()[finding]} == promised()[finding]


def test_whatever_templates_print_may_be_printed(catalog: Catalog) -> None:
    assert [name for name in promised() if not catalog.findings[name].printable] == []


def test_what_is_held_back_never_prints(catalog: Catalog) -> None:
    assert [name for name in HELD_BACK if catalog.findings[name].printable] == []
    printed = {fact.finding for fact in published_facts(catalog)}
    assert printed.isdisjoint(HELD_BACK)


def test_only_verified_findings_that_are_not_red_print(catalog: Catalog) -> None:
    for finding in catalog.findings.values():
        if finding.printable:
            assert finding.status == "verified"
            assert finding.board_use == "green" or (finding.board_use == "amber" and finding.caveat)


def test_the_shipped_catalog_breaks_no_rule(catalog: Catalog) -> None:
    problems = validate(catalog)
    assert [str(problem) for problem in problems if problem.severity != "note"] == []
    waiting = {problem.where.removeprefix("catalog: ") for problem in problems}
    assert waiting == {"prev_ital", "si_surgeons_help", "want_sevida2", "upmc"}


def test_facts_carry_value_decimals_interval_and_n_as_published(catalog: Catalog) -> None:
    facts = {fact.id: fact for fact in published_facts(catalog)}
    know, distress = facts["prev_sexton_know.share"], facts["sym_busch_distress.share"]
    assert (know.value, know.decimals, know.n, know.finding, know.rule) == (0.363, 1, 10627, "prev_sexton_know", "as published")
    assert (distress.value, distress.decimals, distress.interval) == (0.70, 0, (0.60, 0.79))
    assert (facts["eff_pelikan_inst.before"].value, facts["eff_pelikan_inst.before"].decimals) == (3.0, 1)
    assert (facts["moran_nmb.benefit"].value, facts["moran_nmb.benefit"].decimals) == (22576.05, 2)
    assert facts["std_tjc_qs.issued"].value == dt.date(2018, 1, 30)
    assert facts["nqf_caregiver_practice.practice"].value == "Safe Practice 8"
    assert (facts["eff_finneypeds.before"].n, facts["eff_finneypeds.after"].n) == (194, 177)
    assert facts["prev_sexton_know.response"].n is None


def test_a_pooled_symptom_always_has_its_interval(catalog: Catalog) -> None:
    pooled = [f for f in published_facts(catalog) if f.id.startswith("sym_busch_") and f.kind is Kind.SHARE]
    assert len(pooled) == 9
    assert all(fact.interval for fact in pooled)


def test_the_year_of_a_work_is_a_fact_only_when_somebody_checked_it(catalog: Catalog) -> None:
    assert catalog.findings["sym_waterman_support10"].values["year"].value == 2007
    assert "year" not in catalog.findings["std_leapfrog"].values


def test_unchecked_fields_never_reach_a_work(catalog: Catalog) -> None:
    unchecked = {entry["id"]: entry["unchecked"] for entry in raw("works") if "unchecked" in entry}
    assert unchecked["sexton-2021"] == {"volume": "47"}
    for work, fields in unchecked.items():
        assert fields.keys().isdisjoint(catalog.works[work].csl)


def test_every_work_is_cited(catalog: Catalog) -> None:
    cited = {finding.work for finding in catalog.findings.values()} | {r.work for r in catalog.resources.values()}
    assert set(catalog.works) - cited == set()


def test_references_lead_to_the_works_own_pages(catalog: Catalog) -> None:
    mirrors = ("scribd", "fdocuments", "docslib", "123docz", "documents.pub", "staging", "researchain", "aminer", "cld.bz", "ouci", "psnet", "pmc.ncbi")
    pages = [str(work.csl["URL"]) for work in catalog.works.values() if "URL" in work.csl]
    assert [page for page in pages if any(mirror in page for mirror in mirrors)] == []


def test_the_fifteen_entries_stand_in_the_toolkits_order_and_each_is_used(catalog: Catalog) -> None:
    assert list(catalog.resources)[:3] == ["peer-support-research-library", "five-years-lessons-learned", "intersection-safety-culture-pso"]
    assert list(catalog.resources)[-1] == "healing-the-healer"
    assert len(catalog.resources) == 15
    assert all({"board-deck", "memo"} & set(resource.papers) for resource in catalog.resources.values())
    assert catalog.toolkit_url.startswith("https://betsylehmancenterma.gov/")


def test_a_resource_and_its_findings_name_each_other(catalog: Catalog) -> None:
    listed = {entry["id"]: set(entry["findings"]) for entry in raw("resources")}
    held = {name: {f.id for f in catalog.findings.values() if f.resource == name} for name in catalog.resources}
    assert listed == held


def test_findings_read_elsewhere_do_not_cite_the_resource(catalog: Catalog) -> None:
    assert catalog.findings["scott_attitudes_no_statistics"].work == "wade-2022"
    assert catalog.findings["five_years_reach"].work == "mu-foryou"
    assert catalog.findings["wu_term"].work == "iscome-wu"


def test_every_verified_finding_says_where_it_was_read() -> None:
    assert [entry["id"] for entry in raw("findings") if entry["status"] == "verified" and not entry.get("source")] == []


@pytest.mark.parametrize("word", ["programme", "organisation", "paediatric", "anaesthetist", "gynaecology", "counselling", "behaviour", "judgement", "licence", "normalised", "traumatised", "centre"])
def test_british_spelling_is_found(word: str) -> None:
    assert british(f"a {word} here") == word


@pytest.mark.parametrize("text", ["program organization pediatric anesthesia counselor judgment license center analysis", "exercise advise otherwise surprised precise parameter"])
def test_american_spelling_is_left_alone(text: str) -> None:
    assert british(text) == ""


def test_british_spelling_in_a_caveat_is_reported_and_in_a_title_is_not(catalog: Catalog) -> None:
    assert "organisational" in catalog.works["schwappach-2009"].csl["title"]
    changed = catalog.findings["to_mok"]._replace(caveat="one programme")
    problems = validate(catalog._replace(findings={**catalog.findings, "to_mok": changed}))
    assert any("programme" in problem.message and problem.where == "catalog: to_mok" for problem in problems)


def test_each_lobe_of_the_published_cloud_is_one_study(catalog: Catalog) -> None:
    works = {
        lobe: {catalog.findings[fact.partition(".")[0]].work for _, fact in words}
        for lobe, words in catalog.published_cloud.items()
    }
    assert works == {"feelings": {"busch-2020"}, "needs": {"wolf-2024"}}
    facts = {fact.id for fact in published_facts(catalog)}
    assert all(fact in facts for words in catalog.published_cloud.values() for _, fact in words)


def test_two_studies_in_one_lobe_are_refused(catalog: Catalog) -> None:
    mixed = {**catalog.published_cloud, "needs": (("a peer", "want_wolfm.peer"), ("colleagues", "want_hu88.share"))}
    assert any("two studies" in problem.message for problem in validate(catalog._replace(published_cloud=mixed)))
