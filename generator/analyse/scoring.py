"""From answers to dimension scores, by the instrument's key."""

from collections.abc import Mapping
from math import ceil

from generator.model.survey import Dimension, Instrument, Survey

_HAIR = 1e-9  # a minimum of 0.6 of five items is three answers, not four


def needed(dimension: Dimension, instrument: Instrument) -> int:
    """How many items of a dimension must be answered for it to be scored; at least one."""
    return max(1, ceil(instrument.minimum_share * len(dimension.items) - _HAIR))


def asked(survey: Survey, dimension: Dimension, instrument: Instrument) -> bool:
    """Whether the survey holds enough of the dimension's items for anyone to be scored."""
    return sum(item in survey.items for item in dimension.items) >= needed(dimension, instrument)


def dimension_scores(survey: Survey, instrument: Instrument) -> Mapping[str, tuple[float | None, ...]]:
    """One score a respondent by dimension id: the mean of the items answered, 1..points, high is worse.

    Reversed items count as points + 1 - answer. None where fewer than `minimum_share` of the
    dimension's items were answered. Dimensions that the survey did not ask are left out.
    """
    reverse = {item.id for item in instrument.items if item.reverse}
    scores: dict[str, tuple[float | None, ...]] = {}
    for dimension in instrument.dimensions:
        if not asked(survey, dimension, instrument):
            continue
        columns = [
            tuple(instrument.points + 1 - x if x is not None and item in reverse else x for x in survey.items[item])
            for item in dimension.items
            if item in survey.items
        ]
        least = needed(dimension, instrument)
        scores[dimension.id] = tuple(_mean(row, least) for row in zip(*columns, strict=True))
    return scores


def dropped(survey: Survey, instrument: Instrument) -> Mapping[str, int]:
    """By dimension id: respondents who answered some of its items, but too few to be scored."""
    return {
        dimension.id: sum(
            score is None and any(survey.items[item][i] is not None for item in dimension.items if item in survey.items)
            for i, score in enumerate(scores)
        )
        for dimension in instrument.dimensions
        if (scores := dimension_scores(survey, instrument).get(dimension.id)) is not None
    }


def _mean(answers: tuple[int | None, ...], least: int) -> float | None:
    given = [answer for answer in answers if answer is not None]
    return sum(given) / len(given) if len(given) >= least else None
