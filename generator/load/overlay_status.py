"""Whether a hospital's word about a finding counts: the stricter status wins, and a check has a name."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.model.problem import Severity

Report = Callable[[str, str, str, Severity], None]
"""Takes the key it is about, message, cure and severity."""

_NAMED = ("verified_by", "verified_on", "where")
_SUBSTANCE = ("statement", "values", "n", "work", "population", "quotation", "checked")
"""Keys whose change makes it another claim than the one that was checked."""

_STRICTNESS = {"green": 0, "amber": 1, "red": 2}

_HOW = "add verified_by: NAME, verified_on: 2026-03-01, where: the page or table that was opened"


def judged(ours: Mapping[str, Any] | None, hers: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Her keys, with `status` and `board_use` as they count.

    Reports what does not count, and why. A finding that we hold as verified and red misleads as it
    stands; no check of its numbers changes that.
    """
    named = all(key in hers for key in _NAMED)
    if not named and (missing := [key for key in _NAMED if key not in hers]) != list(_NAMED):
        report("status", f"the check does not say {', '.join(missing)}", _HOW, "error")
    counted = dict(hers)
    status, grade = hers.get("status"), hers.get("board_use")
    if ours is None:
        if status == "verified" and not named:
            report("status", 'the status is "verified", and nobody is named who verified it', _HOW, "error")
        return counted
    known, held = ours["status"], ours["board_use"]
    if known != "verified" and status == "verified" and not named:
        report("status", f'"{known}" becomes "verified", and nobody is named who verified it', _HOW, "error")
    if known != "verified" and named and status is None:
        report("verified_by", f'the status is still "{known}"', "add status: verified", "warning")
    if known == "verified" and status in (None, "verified") and not named and _says_something_else(ours, hers):
        counted["status"] = "from-memory"
        report("id", "what it says was changed, and nobody is named who verified it, so it is not printed", _HOW, "warning")
    if grade is not None and _STRICTNESS[grade] < _STRICTNESS[held]:
        checked = known != "verified" and named and status == "verified"
        counted["board_use"] = "amber" if checked and held == "red" else held
        if counted["board_use"] != grade:
            report("board_use", f'the stricter grade counts: {counted["board_use"]}, not {grade}', "change your own papers if you disagree with ours", "warning")
    return counted


def _says_something_else(ours: Mapping[str, Any], hers: Mapping[str, Any]) -> bool:
    return any(key in hers and not _within(hers[key], ours.get(key)) for key in _SUBSTANCE)


def _within(part: Any, whole: Any) -> bool:
    """Whether a value, or each key of a mapping, is what the whole says."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(_within(value, whole.get(key)) for key, value in part.items())
    return bool(part == whole)

