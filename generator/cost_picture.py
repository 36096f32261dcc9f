"""The picture of `peerbrief cost --plot`: its words and bars, ready to be drawn."""

from generator.cost_report import Report, money, value
from generator.render.figures.tornado import Bar, Tornado

MOST = 10
"""Bars shown; what moves the result less than these is told on the screen by --json."""


def picture_of(report: Report) -> Tornado:
    """What moves benefit minus cost most. The report must have a simulation."""
    found, currency = report.simulation, report.model.currency
    if found is None:
        raise ValueError("nothing was simulated")
    base = float(report.base["net_benefit"])
    bars = tuple(
        Bar(
            f"{_said(swing.parameter.name)}{' *' if swing.parameter.assumed else ''}",
            f"{value(swing.parameter, swing.low_value, currency)} to {value(swing.parameter, swing.high_value, currency)}",
            swing.at_low, swing.at_high, money(swing.at_low, currency), money(swing.at_high, currency),
        )
        for swing in found.swings[:MOST]
    )  # fmt: skip
    first = found.swings[0].parameter.label if found.swings else "nothing"
    alt = (
        f"Bars of benefit minus cost when one assumption alone moves from its tenth to its ninetieth percentile, widest first: {', '.join(bar.label for bar in bars)}. "
        f"The base case is {money(base, currency)}. An asterisk marks an assumption that nobody has read in a source."
    )
    return Tornado(
        f"What moves it most: {first}", "Benefit minus cost; dark: the input’s 10th percentile, light: its 90th. * assumption, not read in a source. Not a forecast.",
        report.marking, base, f"base case {money(base, currency)}", bars, alt,
    )  # fmt: skip


def _said(name: str) -> str:
    """A name as words: "RN replacement cost"."""
    words = name.split("_")
    return " ".join(word.upper() if word in ("rn", "md") else word for word in words)
