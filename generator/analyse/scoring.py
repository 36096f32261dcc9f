"""From answers to dimension scores, by the instrument's key."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil

from generator.model.answers import Points, byte_counts
from generator.model.survey import Dimension, Instrument, Survey

_BYTE = 255
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


def score_counts(survey: Survey, instrument: Instrument) -> Mapping[str, Mapping[float, int]]:
    """How many respondents have each score, by dimension id, lowest score first: `dimension_scores` counted.

    A million respondents take milliseconds: answers are added for all of them at once.
    """
    reverse = {item.id for item in instrument.items if item.reverse}
    return {
        dimension.id: _counted(
            [(Points.of(survey.items[item]), item in reverse) for item in dimension.items if item in survey.items],
            needed(dimension, instrument), instrument.points,
        )
        for dimension in instrument.dimensions
        if asked(survey, dimension, instrument)
    }


def _counted(columns: Sequence[tuple[Points, bool]], least: int, points: int) -> dict[float, int]:
    """Scores of one dimension, counted. An answer adds points * step + 1, so one byte holds sum and number of answers."""
    step = len(columns) + 1
    found: Counter[float] = Counter()
    if len(columns) * (points * step + 1) > _BYTE:
        for answers, respondents in Counter(zip(*(column for column, _ in columns), strict=True)).items():
            turned = tuple(points + 1 - x if x is not None and reverse else x for x, (_, reverse) in zip(answers, columns, strict=True))
            if (score := _mean(turned, least)) is not None:
                found[score] += respondents
        return dict(sorted(found.items()))
    total = 0
    for column, reverse in columns:
        worth = [0, *((points + 1 - x if reverse else x) * step + 1 for x in range(1, points + 1))]
        total += int.from_bytes(column.codes.translate(bytes(worth).ljust(_BYTE + 1, b"\0")), "little")  # no byte overflows
    packed = total.to_bytes(len(columns[0][0]), "little")
    for code, respondents in enumerate(byte_counts(packed)):
        sum_, given = divmod(code, step)
        if respondents and given >= least:
            found[sum_ / given] += respondents
    return dict(sorted(found.items()))


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
