"""How a fact is written. The same fact is written the same way in every paper.

Each function takes a fact and returns plain text; it raises ValueError when the fact is
suppressed or of a kind that cannot be written so.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from generator.model.fact import SIGNS, Fact, Kind

# Not from `calendar`, whose names follow the machine's locale.
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Simplest first: of two that are equally near, the first is said.
_FRACTIONS = tuple(
    Fraction(part, whole)
    for part, whole in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (1, 7), (1, 8), (1, 9), (1, 10), (9, 10))
)


def percent(fact: Fact) -> str:
    """Write a share: "72%"; a published one with the decimals it was published with."""
    return _percent(_number(fact, Kind.SHARE), fact.decimals or 0, "%")


def bare(fact: Fact) -> str:
    """Write a share without its sign, for "36.3 percent" or a column headed %."""
    return _percent(_number(fact, Kind.SHARE), fact.decimals or 0, "")


def interval(fact: Fact) -> str:
    """Write the limits in the unit of the value: "66% to 78%"."""
    _number(fact, Kind.SHARE, Kind.MEAN, Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.DIFFERENCE)
    if fact.interval is None:
        raise ValueError(f"{fact.id} has no interval")
    low, high = (_limit(fact, Decimal(repr(limit))) for limit in fact.interval)
    return f"{low} to {high}"


def points(fact: Fact) -> str:
    """Write a difference of shares in percentage points, with its sign: "+12 points"."""
    written = _signed(_number(fact, Kind.DIFFERENCE))
    return f"{written} {'point' if written[1:] == '1' else 'points'}"


def count(fact: Fact) -> str:
    """Write a count: "10,627"."""
    return _grouped(_number(fact, Kind.COUNT), fact.decimals or 0)


def thousands(number: int) -> str:
    """Write a whole number with commas, for denominators."""
    return f"{number:,}"


def money(fact: Fact) -> str:
    """Write an amount: "$240,000", "€240,000", "CHF 240,000"; cents only where they were published or asked for."""
    return _amount(_number(fact, Kind.MONEY), fact.decimals or 0, fact.currency)


def one_in(fact: Fact) -> str:
    """Say the nearest simple fraction in words: "one in three"."""
    value = _number(fact, Kind.SHARE)
    if value in (0, 1):
        return "all" if value else "none"
    if value < Decimal("0.075"):
        return "fewer than one in ten"
    if value > Decimal("0.95"):
        return "more than nine in ten"
    near = nearest_fraction(value)
    return f"{_SMALL[near.numerator]} in {_SMALL[near.denominator]}"


def nearest_fraction(value: Decimal) -> Fraction:
    """The simple fraction (halves to tenths) that is nearest to a share; of two alike the simpler."""
    return min(_FRACTIONS, key=lambda fraction: abs(fraction - Fraction(value)))


def times(fact: Fact) -> str:
    """Write a ratio as published: "2.22"."""
    return _grouped(_number(fact, Kind.RATIO), _given(fact))


def score(fact: Fact) -> str:
    """Write a mean or median on its scale, to one decimal unless published otherwise: "3.0"."""
    return _grouped(_number(fact, Kind.MEAN, Kind.RATIO), 1 if fact.decimals is None else fact.decimals)


def year(fact: Fact) -> str:
    """Write a year, or the year of a date."""
    if fact.kind is Kind.DATE and isinstance(fact.value, dt.date):
        return str(fact.value.year)
    return str(int(_number(fact, Kind.YEAR)))


def date(fact: Fact) -> str:
    """Write a day as Americans write it: "March 12, 2026"."""
    _printable(fact, Kind.DATE)
    if not isinstance(fact.value, dt.date):
        raise ValueError(f"{fact.id} is not a date")
    return f"{_MONTHS[fact.value.month - 1]} {fact.value.day}, {fact.value.year}"


def words(fact: Fact) -> str:
    """Give a name or sentence as it is."""
    _printable(fact, Kind.NAME)
    return str(fact.value)


def display(fact: Fact) -> str:
    """Write a fact the way of its kind, where nothing else is asked: facts.csv and charts."""
    match fact.kind:
        case Kind.SHARE:
            return percent(fact)
        case Kind.MEAN:
            return score(fact)
        case Kind.COUNT:
            return count(fact)
        case Kind.MONEY:
            return money(fact)
        case Kind.RATIO:
            return times(fact)
        case Kind.YEAR:
            return year(fact)
        case Kind.DATE:
            return date(fact)
        case Kind.DIFFERENCE:
            return points(fact)
        case Kind.NAME:
            return words(fact)


def _printable(fact: Fact, *kinds: Kind) -> None:
    if fact.suppressed:
        raise ValueError(f"{fact.id} is suppressed and cannot be printed")
    if fact.kind not in kinds:
        raise ValueError(f"{fact.id} is a {fact.kind} and cannot be written as {' or '.join(kinds)}")


def _number(fact: Fact, *kinds: Kind) -> Decimal:
    _printable(fact, *kinds)
    if not isinstance(fact.value, int | float):
        raise ValueError(f"{fact.id} is not a number")
    return Decimal(repr(fact.value))


def _given(fact: Fact) -> int:
    """Decimals of a ratio: as published, else those the value itself has."""
    if fact.decimals is not None:
        return fact.decimals
    exponent = Decimal(repr(fact.value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _limit(fact: Fact, limit: Decimal) -> str:
    match fact.kind:
        case Kind.SHARE:
            return _percent(limit, fact.decimals or 0, "%")
        case Kind.MONEY:
            return _amount(limit, fact.decimals or 0, fact.currency)
        case Kind.MEAN:
            return _grouped(limit, 1 if fact.decimals is None else fact.decimals)
        case Kind.RATIO:
            return _grouped(limit, _given(fact))
        case Kind.DIFFERENCE:
            return _signed(limit)
        case _:
            return _grouped(limit, fact.decimals or 0)


def _round(value: Decimal, decimals: int) -> Decimal:
    """Half up, as readers round; Python's own rounding goes to the even neighbor."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _grouped(value: Decimal, decimals: int) -> str:
    return f"{_round(value, decimals):,.{decimals}f}"


def _signed(value: Decimal) -> str:
    """Whole points with their sign; the minus is the one that is as wide as the plus."""
    points = _round(value * 100, 0)
    sign = "" if points == 0 else "+" if points > 0 else "\u2212"
    return f"{sign}{abs(points):f}"


def _amount(value: Decimal, decimals: int, currency: str) -> str:
    sign = SIGNS.get(currency) or f"{currency}\u00a0"
    return f"{'-' if value < 0 else ''}{sign}{_grouped(abs(value), decimals)}"


def _percent(value: Decimal, decimals: int, sign: str) -> str:
    """"0%" and "100%" are said only when they are exact."""
    step = Decimal(1).scaleb(-decimals)
    rounded = _round(value * 100, decimals)
    if rounded == 0 < value:
        return f"under {step:f}{sign}"
    if rounded == 100 and value < 1:
        return f"over {100 - step:f}{sign}"
    return f"{rounded:,f}{sign}"
