"""The whole evidence stands in the catalog, and each finding that prints says whom it is about and what to doubt."""

import re

import pytest

from generator.load.catalog import load_catalog
from generator.load.catalog_rules import british
from generator.model.evidence import Finding
from generator.model.fact import Kind

CATALOG = load_catalog()
PRINTED = [finding for finding in CATALOG.findings.values() if finding.printable]
UNVERIFIED = [finding for finding in CATALOG.findings.values() if finding.status != "verified"]

EVIDENCE = ["prev_scott2010_12mo", "prev_scott2010_term", "prev_scott2010_15leave", "prev_seys2013_range", "prev_rivera_career", "prev_rivera_12mo", "prev_rivera_nonclin", "prev_finney_career", "prev_finney_12mo", "prev_finney_term", "prev_sevid1_career", "prev_sevid1_12mo", "prev_sevid1_recovery", "prev_german_nurses", "prev_sevida2", "prev_naya_icu", "prev_naya_recovery", "prev_sexton_know", "prev_ital", "prev_chile", "prev_joint_half", "prev_harrison_affected", "prev_wolf2000", "prev_edrees2011", "definition_ernst", "sym_busch_troubling_memories", "sym_busch_anxiety_or_concern", "sym_busch_anger_at_themselves", "sym_busch_regret_or_remorse", "sym_busch_distress", "sym_busch_fear_of_future_errors", "sym_busch_embarrassment", "sym_busch_guilt", "sym_busch_sleeping_difficulties", "sym_waterman_anx", "sym_waterman_conf", "sym_waterman_sleep", "sym_waterman_sat", "sym_waterman_rep", "sym_waterman_support10", "sym_waterman_disclosure", "sym_waterman_misprint", "sym_vanhaecht_hyper", "sym_vanhaecht_doubt", "sym_vanhaecht_quality", "sym_vanhaecht_team", "sym_gazoni_involved", "sym_gazoni_guilt", "sym_gazoni_time", "sym_gazoni_never", "sym_gazoni_career", "sym_gazoni_impaired", "sym_gazoni_off", "sym_harrison_stress", "sym_harrison_anxiety", "sym_harrison_sleep", "sym_harrison_conf", "sym_harrison_future", "sym_harrison_ptsd", "sym_joesten_memories", "sym_joesten_lawsuit", "stages_scott", "si_surgeons", "si_surgeons_error16", "si_surgeons_help", "err_surgeons", "err_tawfik_rate", "err_tawfik_burnout", "err_tawfik_si", "err_tawfik_or", "to_finney", "to_mok", "abs_mok", "to_burlison2021", "to_gazoni", "fin_psych", "fin_eff", "fin_inst", "want_hu88", "want_hu_eap", "want_hu_event", "want_hu_seek", "barriers_hu", "want_finney_peer", "want_burlison_peer", "want_wolfm", "want_scott_internal", "want_sevida2", "gap_joesten_offered", "gap_joesten_peers", "gap_sexton", "gap_ullstrom", "tiers_603010", "eff_pelikan_psych", "eff_pelikan_inst", "eff_pelikan_rec", "eff_finneypeds", "eff_wolfm_psych", "eff_wolfm_turnover", "eff_vangerven_null", "eff_rise_calls", "eff_rise_success", "eff_rise_blog", "eff_dukhanin", "eff_merandi", "eff_nicu_uptake", "eff_tolins", "eff_wade", "eff_busch2021", "eff_quillivan", "moran_nmb", "moran_annual", "moran_psa", "moran_components", "roesner", "strametz", "muir", "nsi_cost_2021", "nsi_rate_2021", "nsi_cost_2024", "nsi_rate_2024", "nsi_cost_2025", "nsi_rate_2025", "nsi_cost_2026", "nsi_rate_2026", "nsi_cost_other", "nsi_pct_2025", "han_national", "han_perdoc", "hamidi_rr", "hamidi_or", "hamidi_itl", "hamidi_cost", "shanafelt_replace", "shanafelt_example", "kach_claims", "kach_lawsuits", "kach_cost", "mello", "upmc", "rn_wage", "mu_minutes", "programme_cost_us", "std_tjc_ld", "std_tjc_2026", "std_tjc_npg2", "std_tjc_qs", "std_leapfrog", "std_cms_pssm", "std_cms_scoring", "std_candor", "std_nqf8", "std_who", "std_ihi", "std_nam", "std_sg", "std_acgme", "std_magnet", "std_ana", "std_safe_patient_care", "std_trust", "std_pratt", "ins_svest", "ins_svestr", "ins_sops"]

NEVER = ["prev_scott2010_15leave", "prev_seys2013_range", "prev_sevida2", "sym_waterman_misprint", "moran_psa", "moran_components", "roesner", "strametz", "nsi_cost_other", "programme_cost_us", "std_nqf8", "std_ana", "std_safe_patient_care", "tiers_603010", "kach_claims", "kach_lawsuits", "kach_cost", "mello", "std_tjc_ld", "prev_joint_half", "want_hu_event", "moran_annual", "han_perdoc", "muir", "si_surgeons", "si_surgeons_error16", "si_surgeons_help", "err_tawfik_si", "std_trust", "shanafelt_example"]

COUNTER = {"eff_wolfm_turnover", "eff_vangerven_null", "eff_nicu_uptake", "eff_wade", "eff_busch2021", "scott_attitudes_no_statistics"}


def words_of(finding: Finding) -> list[str]:
    """Everything of a finding that may be printed."""
    labels = [fact.label for fact in finding.values.values()]
    return [finding.statement, finding.population, finding.caveat, finding.design, finding.quotation, *labels]


def test_every_finding_of_the_evidence_is_in_the_catalog():
    assert len(EVIDENCE) == len(set(EVIDENCE)) == 165
    assert [name for name in EVIDENCE if name not in CATALOG.findings] == []


@pytest.mark.parametrize("finding", PRINTED, ids=lambda finding: finding.id)
def test_what_prints_names_its_work_its_people_and_its_doubts(finding):
    assert finding.work in CATALOG.works
    if any(fact.kind in (Kind.SHARE, Kind.MEAN, Kind.RATIO) for fact in finding.values.values()):
        assert finding.population
    if finding.board_use == "amber":
        assert 0 < len(finding.caveat) <= 140


@pytest.mark.parametrize("finding", PRINTED, ids=lambda finding: finding.id)
def test_no_printed_word_is_an_address_a_note_to_ourselves_or_british(finding):
    for text in words_of(finding):
        assert not re.search(r"https?:|www\.|\bI\b|\bmy\b|from memory|TODO", text), text
        assert british(text) == ""


@pytest.mark.parametrize("finding", UNVERIFIED, ids=lambda finding: finding.id)
def test_what_nobody_verified_is_not_printed_and_says_where_to_look_and_what_for(finding):
    assert not finding.printable
    assert finding.look_in
    assert finding.look_for


@pytest.mark.parametrize("name", NEVER)
def test_what_would_mislead_is_never_printed(name):
    assert not CATALOG.findings[name].printable


def test_every_standard_says_when_it_was_checked():
    assert [f.id for f in PRINTED if f.topic == "standards" and f.checked is None] == []


def test_evidence_against_the_program_is_marked_and_printed():
    assert {f.id for f in PRINTED if f.counter} == COUNTER


def test_findings_of_the_toolkit_belong_to_its_entries():
    assert {f.resource for f in CATALOG.findings.values() if f.topic == "toolkit"} == set(CATALOG.resources)


def test_a_standard_that_is_no_longer_in_force_is_not_among_those_that_print():
    assert not CATALOG.findings["std_tjc_ld"].printable
    assert not any(re.search(r"\b(?:LD|PC|HR|RI)\.\d", text) for f in PRINTED for text in words_of(f))


@pytest.mark.parametrize("finding", [f for f in PRINTED if any(fact.interval for fact in f.values.values())], ids=lambda finding: finding.id)
def test_a_figure_with_an_interval_is_never_stated_without_it(finding):
    (low, high) = next(fact.interval for fact in finding.values.values() if fact.interval)
    scale = 100 if any(fact.kind is Kind.SHARE and fact.interval for fact in finding.values.values()) else 1
    stated = re.search(r"\(([\d.]+)%? to ([\d.]+)%?\)", finding.statement)
    assert stated is not None
    assert (float(stated[1]), float(stated[2])) == (pytest.approx(low * scale), pytest.approx(high * scale))
