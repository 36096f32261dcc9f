"""Who said yes to what, respondent by respondent: the measures that groups are shown by."""

from collections.abc import Mapping

from generator.analyse.local_questions import said_yes
from generator.analyse.scoring import dimension_scores
from generator.model.survey import Instrument, Survey

MEASURES = ("institutional_support_agree", "psychological_distress_agree", "want_peer", "event_12mo")
"""Facts of the whole survey that are also worked out by group, in the order of their columns."""

Answers = tuple[bool | None, ...]
"""One a respondent; None where there is no answer to count."""


def answers_by_measure(survey: Survey, instrument: Instrument) -> Mapping[str, Answers]:
    """Answers behind each measure that the survey asked, counted as the fact of the same id counts them."""
    found: dict[str, Answers] = {}
    scores = dimension_scores(survey, instrument)
    for dimension, scored in scores.items():
        found[f"{dimension}_agree"] = tuple(None if score is None else score >= instrument.agree_at for score in scored)
    for option in instrument.options:
        if option.id in survey.options:
            found[option.fact] = tuple(None if answer is None else answer >= instrument.wish_at for answer in survey.options[option.id])
    for question, answers in survey.local.items():
        found[question] = tuple(said_yes(text, question) for text in answers)
    return {measure: found[measure] for measure in MEASURES if measure in found}
