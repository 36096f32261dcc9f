"""Printed sheets made from materials, in the states a hospital may be in."""

from dataclasses import replace
from functools import cache

from generator.compose.compose import compose
from generator.compose.material import Material
from generator.load.theme import load_theme
from generator.make import properties
from generator.model.briefing import plain
from generator.model.request import Request
from generator.model.sheet import Sheet
from generator.plan.brief import plan_sheet
from generator.render.pdf import document, render_sheet
from tests.materials import changed, demo_request, material, survey

DEMO = demo_request()
LONG = "The Saint Bartholomew and Sacred Heart University Teaching Hospital and Medical Center of X"
TWELVE = ", ".join(f"Presenter {name} Longfamilyname, RN" for name in "ABCDEFGHIJKL")
HIGH = survey(240, 0.52, 0.78, 0.55)
STATES = {
    "nothing": (None, Request()),
    "none": (None, DEMO),
    "seven": (survey(7), DEMO),
    "twelve": (survey(12, 0.5, 0.5, 0.5), DEMO),
    "high": (HIGH, DEMO),
    "middling": (survey(240, 0.27, 0.5, 0.25), DEMO),
    "low": (survey(240, 0.08, 0.3, 0.08), DEMO),
    "no-wishes": (replace(HIGH, options={}), DEMO),
    "withheld": (HIGH, changed(DEMO, ask={"withhold_amount": True})),
    "ambulatory": (HIGH, changed(DEMO, organization={"setting": "ambulatory"})),
    "long-name": (HIGH, changed(DEMO, organization={"name": LONG, "short_name": ""}, meeting={"presenter": TWELVE})),
    "one-long-word": (HIGH, changed(DEMO, organization={"name": "W" * 90, "short_name": ""})),
}


@cache
def state(name: str, paper: str = "letter") -> Material:
    answers, request = STATES[name]
    return material(answers, changed(request, style={"paper": paper}))


def sheet(output: str, made: Material) -> Sheet:
    briefing = compose(output, made)
    return plan_sheet(briefing, made.request, made.book, properties(plain(briefing.title), plain(briefing.meta["kind"]), made))


@cache
def pdf(output: str, name: str, paper: str = "letter") -> bytes:
    return printed(output, state(name, paper))


def printed(output: str, made: Material) -> bytes:
    planned = sheet(output, made)
    return render_sheet(planned, document(planned, load_theme()))
