"""What may stand in briefing.yaml: each key with the reader that understands its value.

A reader takes an Entry and returns the value for the model, or raises Refused. It never sees an
empty value: a key without one counts as not given.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias

from generator.load.export import PLATFORMS
from generator.load.instrument import instrument_ids
from generator.load.request_paths import inside
from generator.model.fact import SIGNS


@dataclass(frozen=True, slots=True)
class Entry:
    """One value with its key, the text as it was written, and the folder that paths start from.

    The text of a list has one entry a line.
    `remarks` collects message and cure of what was understood but should be looked at.
    """

    key: str
    value: Any
    text: str
    folder: Path
    remarks: list[tuple[str, str]] = field(default_factory=list)


class Refused(Exception):  # noqa: N818 not an error of the program
    """The value cannot be used; `code` is a code of the problem registry."""

    def __init__(self, message: str, cure: str, code: str = "request.wrong-value") -> None:
        super().__init__(message)
        self.message, self.cure, self.code = message, cure, code


Reader: TypeAlias = Callable[[Entry], Any]

NOT_KNOWN = frozenset({"tbd", "tba", "tbc", "todo", "to be determined", "to be confirmed", "to be announced", "unknown", "n/a", "na", "none", "xxx", "?", "??", "???", "-", "--", "..."})
"""What people write where they mean "not yet": taken for words it would close a gate and be printed."""

UNUSED = frozenset({"images.licensed_cloud", "images.disclosure_model"})
"""Keys that are understood and that no paper uses yet."""


def guess(word: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """`did you mean "CFO"?`, or an empty string when nothing is near."""
    by_plain = {key.casefold().replace("_", "-"): key for key in known}
    near = get_close_matches(word.casefold().replace("_", "-"), by_plain, n=1)
    return f'did you mean "{by_plain[near[0]]}"?' if near else ""


def words(longest: int = 200) -> Reader:
    """Text on one line, at most `longest` characters."""

    def read(entry: Entry) -> str:
        if isinstance(entry.value, dict | list):
            raise Refused("must be words, not a list or section", "put quotation marks round the whole value", "request.wrong-type")
        text = " ".join(entry.text.split())
        if len(text) > longest:
            raise Refused(f"has {len(text)} characters, more than a page can show", f"say it in at most {longest}")
        return text

    return read


def listing(longest: int = 200) -> Reader:
    """Several texts; a single one counts as a list of one."""

    def read(entry: Entry) -> tuple[str, ...]:
        nested = entry.value if isinstance(entry.value, list) else [entry.value]
        if any(isinstance(item, dict | list) for item in nested):
            raise Refused("must be a list of words", "write one entry a line, each after a dash; quote an entry that holds a colon", "request.wrong-type")
        texts = entry.text.splitlines() if isinstance(entry.value, list) else [" ".join(entry.text.split())]
        kept = tuple(text for text in texts if text)
        if any(len(text) > longest for text in kept):
            raise Refused("has an entry that is longer than a page can show", f"say each in at most {longest} characters")
        return kept

    return read


def choice(*allowed: str) -> Reader:
    """One of a few words, large or small letters alike."""

    def read(entry: Entry) -> str:
        plain = entry.text.strip().casefold().replace("_", "-").replace(" ", "-")
        if isinstance(entry.value, dict | list) or plain not in allowed:
            raise Refused(f"{_shown(entry)} is not one of the choices", "write " + " or ".join(allowed))
        return plain

    return read


def instrument(entry: Entry) -> str:
    """Read the id of an instrument of the catalog, or the path of the hospital's own description of one."""
    if entry.text.strip().lower().endswith((".yaml", ".yml")):
        described: str = path()(entry)
        return described
    found: str = choice(*instrument_ids())(entry)
    return found


def flag(entry: Entry) -> bool:
    """Read true or false, yes or no."""
    known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if entry.text.strip().casefold() not in known:
        raise Refused(f"{_shown(entry)} is neither yes nor no", "write true or false", "request.wrong-type")
    return known[entry.text.strip().casefold()]


def day(entry: Entry) -> dt.date:
    """Read a date between 2000 and 2100, written year-month-day."""
    if isinstance(entry.value, dt.date) and not isinstance(entry.value, dt.datetime):
        found = entry.value
    else:
        try:
            found = dt.date.fromisoformat(entry.text.strip())
        except ValueError:
            raise Refused(f"{_shown(entry)} is not a date", _meant(entry.text) or "write year-month-day, such as 2026-03-12", "request.wrong-type") from None
    if not 2000 <= found.year <= 2100:
        raise Refused(f"{_shown(entry)} cannot be meant", "check the year")
    return found


def _meant(text: str) -> str:
    for form in ("%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%m-%d-%Y"):
        try:
            return f"did you mean {dt.datetime.strptime(text.strip(), form).date().isoformat()}?"
        except ValueError:
            continue
    return ""


def _shown(entry: Entry) -> str:
    if isinstance(entry.value, dict | list):
        return "(a list or section)"
    text = " ".join(entry.text.split())
    return f'"{text[:60]}..."' if len(text) > 63 else f'"{text}"'


_CURRENCY = re.compile(r"^(-?)\s*(?:US\s?\$|[A-Z]{1,2}\$|[A-Z]{3}\b|[$€£¥₹])\s*", re.IGNORECASE)
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def _number(entry: Entry, what: str, cure: str) -> float:
    """Read the number, thousands marked by commas or not at all."""
    text = entry.text.strip().replace("_", "")
    if isinstance(entry.value, bool | dict | list) or not (_NUMBER.fullmatch(text) or isinstance(entry.value, int | float)):
        raise Refused(f"{_shown(entry)} is not {what}", cure, "request.wrong-type")
    number = float(text.replace(",", "")) if _NUMBER.fullmatch(text) else float(entry.value)
    if not math.isfinite(number):
        raise Refused(f"{_shown(entry)} is not {what}", cure, "request.wrong-type")
    return number


def count(what: str, lowest: int, highest: int) -> Reader:
    """Read a whole number within limits, both allowed."""

    def read(entry: Entry) -> int:
        cure = "write a whole number"
        number = _number(entry, "a number", cure)
        if number != int(number):
            raise Refused(f"{_shown(entry)} is not a whole number", cure)
        if not lowest <= number <= highest:
            raise Refused(f"{_shown(entry)} {what} cannot be meant", f"write a number from {lowest:,} to {highest:,}, or leave it empty")
        return int(number)

    return read


def money(entry: Entry) -> float:
    """Read an amount, more than 0 and less than ten billion: 240000, "240,000", "$240,000" or "EUR 240,000".

    The sign says nothing: amounts are in `ask.currency`, and nothing is converted.
    """
    return _amount(entry, remark=True)


def written_currency(text: str) -> tuple[str, ...]:
    """Currencies that the sign of an amount can mean, as ISO codes; none when it has no sign."""
    plain = text.strip().upper().lstrip("-").strip()
    if plain.startswith("$"):
        return tuple(code for code, sign in SIGNS.items() if sign.endswith("$"))
    found = tuple(code for code, sign in SIGNS.items() if plain.startswith((code, sign)) or plain.endswith((code, sign)))
    return found or (("USD",) if plain.startswith("US") else ())


def small_money(entry: Entry) -> float:
    """Read an amount that may well be small: a shift, an hour, materials."""
    return _amount(entry, remark=False)


def _amount(entry: Entry, *, remark: bool) -> float:
    cure = "write whole amounts, such as 240000"
    text = _CURRENCY.sub(r"\1", entry.text.strip())
    text = re.sub(r"(?<=[\d\s])(?:[A-Z]{3}|dollars|€)$", "", text, flags=re.IGNORECASE).strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        raise Refused(f"{_shown(entry)} can be read in two ways", f"write {text.replace('.', '')} if these are thousands")
    amount = _number(Entry(entry.key, entry.value, text, entry.folder), "an amount of money", cure)
    if amount < 0:
        raise Refused(f"{_shown(entry)} is below zero", "write the amount without a minus sign")
    if amount == 0:
        raise Refused("is zero", "leave it empty while it is not known")
    if amount >= 1e10:
        raise Refused(f"{_shown(entry)} cannot be meant", cure)
    if remark and amount < 1000:
        entry.remarks.append((f"is read as {amount:,.0f}", "write the whole amount if thousands were meant"))
    return int(amount) if amount == int(amount) else amount


def rate(entry: Entry) -> float:
    """Read a share, more than 0 and less than 1: 17.4%, 0.174 or 17.4."""
    cure = "write a percentage, such as 17.4%"
    text = entry.text.strip()
    percent = text.endswith("%")
    number = _number(Entry(entry.key, entry.value, text.removesuffix("%").strip(), entry.folder), "a percentage", cure)
    if number == 1 and not percent:
        raise Refused("1 can be read as 1% or as 100%", "write it with a percent sign")
    share = number / 100 if percent or number > 1 else number
    if not 0 < share < 1:
        raise Refused(f"{_shown(entry)} is not a share between none and all", cure)
    if number > 1 and not percent:
        entry.remarks.append((f"is read as {number:g}%", "write the percent sign to be sure"))
    elif share < 0.01 or share > 0.6:
        entry.remarks.append((f"is read as {share * 100:g}%, which is rare", cure))
    return round(share, 10)


def number(what: str, lowest: float, highest: float, cure: str = "write a number") -> Reader:
    """Read a number within limits, both allowed."""

    def read(entry: Entry) -> float:
        found = _number(entry, "a number", cure)
        if not lowest <= found <= highest:
            raise Refused(f"{_shown(entry)} {what} cannot be meant", f"write a number from {lowest:g} to {highest:,g}, or leave it empty")
        return found

    return read


def horizon(entry: Entry) -> int:
    """Read how many years the cost model looks ahead, 1 to 5."""
    years = _number(entry, "a number of years", "write 1 to 5")
    if years != int(years) or not 1 <= years <= 5:
        raise Refused(f"{_shown(entry)} is no horizon that the model can bear", "write 1 to 5 years: the published measures cover one, and beyond five they are guesses")
    return int(years)


def currency(entry: Entry) -> str:
    """Read the ISO code of a currency, or its sign where that says which."""
    text = entry.text.strip().upper()
    known = next((code for code, sign in SIGNS.items() if text in (code, sign.upper())), text)
    if isinstance(entry.value, dict | list) or not re.fullmatch(r"[A-Z]{3}", known):
        raise Refused(f"{_shown(entry)} is not a currency", "write its three letters, such as USD, CAD or EUR")
    return known


_LINK = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}(?::\d{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
LONGEST_LINK = 300
"""More makes a QR code too fine for the back row."""


def link(entry: Entry) -> str:
    """Read an address of the web, whole, as a browser shows it."""
    text = entry.text.strip()
    if isinstance(entry.value, dict | list):
        raise Refused("must be one address, not a list or section", "write https:// and the rest on one line", "request.wrong-type")
    if not _LINK.fullmatch(text):
        raise Refused(f"{_shown(entry)} is not an address of the web", "copy it whole from the browser; it begins with https:// or http://")
    if len(text) > LONGEST_LINK:
        raise Refused(f"has {len(text)} characters, too many for a QR code that a room can scan", f"use a short link of at most {LONGEST_LINK}")
    return text


def path(kind: str = "file") -> Reader:
    """Read the path of a file or folder that is there, inside the briefing's folder; POSIX form."""

    def read(entry: Entry) -> str:
        if isinstance(entry.value, dict | list):
            raise Refused("must be a path, not a list or section", "write the name of one file", "request.wrong-type")
        found = inside(entry.text.strip(), entry.folder, kind)
        if isinstance(found, tuple):
            code, message, cure = found
            raise Refused(message, cure, code)
        return found

    return read


SECTIONS: dict[str, dict[str, Reader]] = {
    "organization": {
        "name": words(120), "short_name": words(40), "setting": choice("inpatient", "ambulatory"), "logo": path(),
        "contact": words(), "help_now": words(300), "fictional": flag,
    },
    "meeting": {
        "body": words(120), "kind": choice("board", "rounds", "committee"), "date": day, "minutes": count("minutes", 5, 240),
        "presenter": words(120), "role": words(120), "purpose": choice("information", "discussion", "decision"),
        "prior_committee": words(), "attachments": listing(),
    },
    "survey": {
        "instrument": instrument, "invited": count("people", 1, 1_000_000), "period": words(80),
        "floor": choice("strict", "default", "minimum"), "approved_comments": path(), "known_words": listing(60),
    },
    "ask": {
        "amount": money, "period": words(80), "annual_cost": money, "sponsor": words(120), "owner": words(120),
        "start_date": day, "review_date": day, "stop_rule": words(400), "supporters": count("supporters", 1, 10_000),
        "supporter_hours": count("hours a year", 1, 10_000_000), "measures": listing(300),
        "decision": choice("whole", "staged", "refer"), "withhold_amount": flag, "currency": currency,
    },
    "workforce": {
        "rn_headcount": count("nurses", 1, 1_000_000), "rn_turnover_rate": rate, "rn_replacement_cost": money,
        "rn_hourly_pay": small_money, "rn_shift_cost": small_money,
        "md_headcount": count("physicians", 1, 1_000_000), "md_replacement_cost": money, "md_shift_cost": small_money,
        "other_headcount": count("people", 1, 1_000_000), "other_replacement_cost": money, "other_shift_cost": small_money,
    },
    "program": {
        "coordinator_fte": number("positions", 0, 100), "coordinator_cost": money, "lead_fte": number("positions", 0, 100),
        "lead_cost": money, "training": small_money, "training_hours": number("hours", 0, 2000), "meeting_hours": number("hours a year", 0, 2000),
        "supporter_hourly_cost": small_money, "debriefs": count("debriefs a year", 0, 10_000), "materials": small_money, "uptake": rate,
        "horizon_years": horizon, "ramp_up_months": count("months", 0, 60), "discount_rate": rate,
    },
    "style": {
        "deck_template": path(), "letterhead": path(), "deck_map": path(), "paper": choice("letter", "a4"),
        "citation": choice("ama", "vancouver"), "appendix": listing(60),
    },
    "images": {"licensed_cloud": path(), "disclosure_model": path()},
    "rounds": {
        "date": day, "disclosure": words(400), "credit": words(500), "evaluation_url": link, "peer_line": words(120), "film_url": link,
        "quotation": words(240),
    },
}
"""Sections that are read key by key; `survey.files`, `survey.groups` and `confirm` have a shape of their own."""

PLAIN: dict[str, Reader] = {"term": choice("second-victim", "affected-staff"), "catalog": path("folder")}
"""Keys that stand outside any section."""

SURVEY_FILE: dict[str, Reader] = {"path": path(), "wave": words(80), "platform": choice(*PLATFORMS), "dictionary": path()}
CONFIRMATION: dict[str, Reader] = {"by": words(120), "on": day, "note": words(400)}
