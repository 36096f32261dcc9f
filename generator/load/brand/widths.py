"""How wide families set text against Calibri; the table that text is measured with."""

import json
from functools import cache

from generator.files import ours


@cache
def _factors() -> dict[str, float]:
    factors: dict[str, float] = json.loads(ours("assets/fonts/widths.json").read_text("utf-8"))["factors"]
    return factors


def factor(family: str) -> float:
    """1.0 for Calibri; unknown families are taken to be wide."""
    return _factors().get(family, _factors()[""])
