"""Values set for one run (`--set uptake=0.1`): read, held against what can be, laid over the model."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from generator.analyse.cost.equations import MOST_YEARS
from generator.analyse.cost.narrow import fixed
from generator.model.cost import CostModel, Parameter, guarded
from generator.model.problem import InputError, Problem

ALIASES: Mapping[str, str] = {"horizon": "horizon_years", "ramp_up": "ramp_up_months", "ramp": "ramp_up_months", "cost": "annual_cost", "program_cost": "annual_cost", "rn": "rn_headcount", "md": "md_headcount", "other": "other_headcount"}
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
_WHOLE = ("people", "count", "years")
_MOST = {"people": 1e6, "money": 1e10, "factor": 100, "shifts": 365, "hours": 8760, "minutes": 1440, "count": 1e5, "months": 60}


def with_values(model: CostModel, given: Iterable[str]) -> CostModel:
    """The model with NAME=VALUE pairs set. Raises InputError with every fault of them at once."""
    parameters = dict(model.parameters)
    problems: list[Problem] = []
    for text in given:
        name, sign, value = (part.strip() for part in text.partition("="))
        parameter = _named(model, name)
        fault = _unknown(model, name) if parameter is None else ("has no value", f"write {name}=NUMBER") if not sign or not value else None
        if parameter is not None and fault is None:
            number = read_number(value)
            fault = ("is not a number", "write digits, such as 0.17 or 17%") if number is None else refusal(parameter, number)
            if fault is None and number is not None:
                parameters[parameter.id] = fixed(parameter, number, "set", "set for this run")
        if fault is not None:
            problems.append(Problem("request.unknown-key" if parameter is None else "request.wrong-value", "error", "--set", f'"{text}" {fault[0]}', fault[1]))
    if problems:
        raise InputError(problems)
    return replace(model, parameters=parameters, left_out=tuple(name for name in model.left_out if all(p.base is None for p in parameters.values() if p.name == name)))


def read_number(text: str) -> float | None:
    """A number as people write it: 0.17, 17%, 61,110, $61,110; None when it is none."""
    plain = re.sub(r"^(-?)\s*[^\w\s.,+-]", r"\1", text.strip())
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if not plain or not _NUMBER.fullmatch(plain) or not any(letter.isdigit() for letter in plain):
        return None
    number = float(plain.replace(",", ""))
    return (number / 100 if percent else number) if math.isfinite(number) else None


def refusal(parameter: Parameter, number: float) -> tuple[str, str] | None:
    """Why a parameter cannot have this value, and the cure; None when it can."""
    if number < 0:
        return "is below zero", "write it without a minus sign"
    if parameter.unit == "share" and number > 1:
        meant = f"did you mean {number / 100:g} ({number:g}%)?" if number <= 100 else "write a share from 0 to 1"
        return "is more than everyone", meant
    if parameter.id == "horizon_years" and not 1 <= number <= MOST_YEARS:
        return "is no horizon that the model can bear", f"write 1 to {MOST_YEARS} years: the published measures cover one, and beyond five they are guesses"
    if parameter.id == "annual_cost" and number == 0:
        return "is a program with no cost, which has no break-even", "write what it costs, the hours of its people included"
    if parameter.unit in _WHOLE and number != int(number):
        return "is not a whole number", f"write {round(number)}"
    most = 1e7 if parameter.id == "supporter_hours" else _MOST.get(parameter.unit)  # hours of all of them, not of one
    return ("cannot be meant", f"write at most {most:,.0f}") if most is not None and number > most else None


def _named(model: CostModel, name: str) -> Parameter | None:
    plain = name.casefold().replace("-", "_")
    wanted = ALIASES.get(plain, plain)
    return next((p for p in model.parameters.values() if wanted in (p.name.casefold(), p.id.casefold())), None)


def _unknown(model: CostModel, name: str) -> tuple[str, str]:
    """What the name was near to, or why nothing of the kind may be added."""
    if why := guarded(model.guards, name):
        return "would count a saving twice, or one that is not ours", why
    near = get_close_matches(name.casefold().replace("-", "_"), list(_names(model)), n=1)
    known = ", ".join(p.name for p in model.parameters.values() if not p.cost)
    return "is not known to the model", f'did you mean "{near[0]}"?' if near else f"known: {known}"


def _names(model: CostModel) -> Iterator[str]:
    for parameter in model.parameters.values():
        yield from (parameter.name, parameter.id)
