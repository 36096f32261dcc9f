"""Is a column free text? Told by its cells, which are counted as value -> how often."""

import re
from collections.abc import Mapping

from generator.load.scale import MISSING, plain_answer
from generator.model.survey import Instrument

_CODED = re.compile(r"[\d.,:/ -]+|yes|no|true|false|checked|unchecked")


def is_text(values: Mapping[str, int], instrument: Instrument) -> bool:
    """Return True unless most of the different answers are numbers, scale labels or yes and no."""
    written = _written(values)
    plain = map(plain_answer, written)
    coded = sum(_CODED.fullmatch(answer) is not None or answer in instrument.labels for answer in plain)
    return 2 * coded <= len(written)


def is_prose(values: Mapping[str, int]) -> bool:
    """Return True for long and mostly different answers of several words, at least five of them."""
    written = _written(values)
    answers = sum(values[value] for value in written)
    if len(written) < 5 or len(written) < 0.7 * answers:
        return False
    words = sum(len(value.split()) for value in written)
    return words >= 4 * len(written) and sum(map(len, written)) >= 25 * len(written)


def _written(values: Mapping[str, int]) -> list[str]:
    return [value for value in values if value and plain_answer(value) not in MISSING]
