"""Columns that can identify a person: told by their names and, whatever they are called, by their values."""

import re
from collections.abc import Mapping

_NAMES = re.compile(
    r"""(?:.*_)?(?:
        e_?mail(?:_?address)? | emails | phone(?:_number)? | telephone | tel | mobile | cell(?:_?phone)? | pager
      | ip | ip_?addr(?:ess)? | latitude | longitude | lat | lon | gps
      | (?:first|last|full|middle|given|family|sur|your|recipient|employee|staff|respondent|participant|user|nick|maiden|legal|display|contact)_?name
      | surname | username | login | initials | signature
      | mrn | medical_record(?:_number)? | ssn | social_security(?:_number)? | npi | license_(?:no|number)
      | dob | date_of_birth | birth_?date | birth_?day | born
      | (?:street|home|mailing|postal)_address | address | zip(?:_?code)? | postal_?code
      | external(?:_data)?_reference | survey_identifier | custom_data(?:_\d+)? | badge(?:_number)? | employee_(?:no|number)
      | uuid | guid | (?:user|device)_agent
    )""",
    re.VERBOSE,
)
_WHOLE = re.compile(r"(?:name|names|id|ids)")
_IDS = re.compile(r"(?:.*_)?ids?|.*(?:respondent|response|record|collector|participant|subject|employee|user|case|token|session|person|staff)id")
_GROUP_IDS = re.compile(r".*(?:unit|department|dept|site|ward|service|shift|role|facility|hospital|clinic|campus|group)_ids?")

_VALUES: Mapping[str, tuple[re.Pattern[str], float]] = {
    "e-mail addresses": (re.compile(r"(?:mailto:)?[^\s@<>\"]+@[^\s@<>\"]+\.[A-Za-z]{2,}"), 0.2),
    "IP addresses": (re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F:]+"), 0.2),
    "phone numbers": (
        re.compile(r"(?:tel:)?\s*(?:\+\d{1,3}[\s.-]?)?(?:1[\s.-]?)?(?:\(\d{3}\)|\d{3})[\s./-]?\d{3}[\s.-]?\d{4}(?:\s*(?:x|ext\.?)\s*\d+)?|\+\d[\d\s().-]{7,18}"),
        0.3,
    ),
    "social security numbers": (re.compile(r"\d{3}-\d{2}-\d{4}"), 0.2),
    "record numbers": (re.compile(r"(?:MRN|mrn)[\s:#-]*\d{4,12}|[A-Za-z]{0,3}-?\d{6,12}"), 0.5),
    "dates of birth": (
        re.compile(
            r"(?:19[2-9]\d|200\d|201[0-2])[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|3[01])(?:[T ]00:00(?::00)?)?"
            r"|(?:[0-2]?\d|3[01])[-/.](?:[0-2]?\d|3[01])[-/.](?:19[2-9]\d|200\d|201[0-2])"
        ),
        0.5,
    ),
}
"""What a whole cell looks like, and in which share of the filled cells: a comment that holds a
phone number, or one answer that is an address alone, does not condemn a column of comments."""

_MOST_CELLS = 5_000


def identifies_by_name(name: str) -> bool:
    """True for a name (as `plain_name` writes it) that speaks of an id, a person or an address.

    Ids of units and departments are groups, not people.
    """
    if _GROUP_IDS.fullmatch(name):
        return False
    return any(pattern.fullmatch(name) for pattern in (_NAMES, _WHOLE, _IDS)) or name.startswith("custom_data")


def identifies_by_values(values: Mapping[str, int]) -> str:
    """What the values are ("phone numbers"), or "". `values` counts each different cell, stripped."""
    filled = [value for value in values if value][:_MOST_CELLS]
    if not filled or max(map(len, filled[:50])) < 6:
        return ""
    cells = sum(values[value] for value in filled)
    for what, (pattern, share) in _VALUES.items():
        found = sum(values[value] for value in filled if len(value) < 80 and pattern.fullmatch(value))
        if found >= share * cells:
            return what
    return ""


def plain_name(name: str) -> str:
    """A column name for comparing: small letters and digits with "_" between words; "UserId" is two words."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    return re.sub(r"[\W_]+", "_", parted.casefold()).strip("_")
