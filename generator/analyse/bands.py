"""Bands: which of its wordings a title may use. A word needs its interval."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from generator.model.fact import Fact, FactBook

Band = Literal["high", "middling", "low", "suppressed", "missing"]
Measure = Literal["burden", "wish", "break-even", "reach"]

_BURDEN = ("event_12mo", "event_career", "knows_colleague")


def measure(fact_id: str) -> Measure:
    """Name the thresholds a fact is held against. Raises ValueError for one that has no bands."""
    if fact_id.endswith("_agree") or fact_id in _BURDEN:
        return "burden"
    if fact_id.startswith("want_") and "." not in fact_id:
        return "wish"
    if fact_id == "break_even_share":
        return "break-even"
    if fact_id == "pilot_reach":
        return "reach"
    raise ValueError(f"no bands are laid down for {fact_id}")


def band(book: FactBook, fact_id: str) -> Band:
    """Find the band of a share by the percentage as printed: a printed 40% is never "middling".

    "low" is said in words such as "few", so the upper limit must allow them: under 25% for a
    burden, under 50% for a wish; otherwise the middling wording stands.
    Raises ValueError for a fact that has no bands.
    """
    held_against = measure(fact_id)
    state = book.state(fact_id)
    if state != "shown":
        return state
    fact = book[fact_id]
    percent = _percent(fact.value, fact.decimals or 0)
    match held_against:
        case "burden":
            if percent >= 40:
                return "high"
            return "low" if percent < 15 and _upper(fact) < 25 else "middling"
        case "wish":
            if percent >= 60:
                return "high"
            return "low" if percent < 40 and _upper(fact) < 50 else "middling"
        case "break-even":
            return "low" if percent < 2 else "middling" if percent <= 5 else "high"
        case "reach":
            return "high" if percent >= 50 else "middling" if percent >= 20 else "low"


def better_or_worse(book: FactBook) -> str:
    """Rate colleagues' support beside the institution's: "better", "worse" or "about the same".

    They differ only when their intervals do not overlap. Empty when either is not shown.
    """
    ids = ("colleague_support_agree", "institutional_support_agree")
    if any(book.state(key) != "shown" for key in ids):
        return ""
    colleagues, institution = (book[key].interval for key in ids)
    if colleagues is None or institution is None:
        return ""
    if colleagues[1] < institution[0]:
        return "better"  # the shares call support inadequate, so the lower one is the better
    return "worse" if colleagues[0] > institution[1] else "about the same"


def _upper(fact: Fact) -> Decimal:
    return _percent(fact.interval[1], fact.decimals or 0) if fact.interval else Decimal(100)


def _percent(value: object, decimals: int) -> Decimal:
    return (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
