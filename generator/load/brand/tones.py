"""Our color tokens in a brand's palette: each keeps its meaning, and the contrast it needs on the brand's ground."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.load.brand.scheme import Scheme, contrast, hue_of, luminance
from generator.model.theme import Tone

TEXT, MARK = 4.5, 3.0
"""Contrast that text and marks of charts need."""
STRONG = 7.0
DARKER = tuple((mod, 0) for mod in (100, 90, 75, 65, 50, 40, 25))
LIGHTER = tuple((100 - off, off) for off in (0, 20, 40, 50, 60, 70, 80, 90))
PALE = ((20, 80), (30, 70), (40, 60), (15, 85), (10, 90))
PALE_ON_DARK = ((55, 0), (45, 0), (35, 0), (25, 0))
BESIDE = ((60, 40), (70, 30), (75, 25), (80, 20), (85, 15), (90, 10), (95, 5))
BESIDE_ON_DARK = ((50, 0), (60, 0), (65, 0), (70, 0), (75, 0), (85, 0))
"""A second color of chart bars, as far from the first as the contrast on the ground allows."""
AMBER = ("E39A2D", "C97F12", "A86A0C", "F2B04E")
HARM = ("B4472E", "F0907A", "8A1F2B")
OCHRE = ("7A4A0B", "E0A94F")
TEAL = ("1E8A7A", "17695D", "5CC4B4")
OUR_SCALE = ("8A1F2B", "D97F5F", "E9E9E6", "9DBFD9", "2E6A9E")
OCHRE_SCALE = ("7A4A0B", "C08A45", "E9E9E6", "A3C1CC", "2F6B82")
"""Disagree in ochre, where the brand's own red would be taken for it."""

Fits = Callable[[str], bool]


def is_red(color: str) -> bool:
    """Whether people would call it red."""
    hue, saturation, light = hue_of(color)
    return (hue <= 20 or hue >= 335) and saturation > 0.35 and 0.15 < light < 0.75


def is_amber(color: str) -> bool:
    """Whether people would call it amber or orange."""
    hue, saturation, light = hue_of(color)
    return 25 <= hue <= 52 and saturation > 0.45 and 0.3 < light < 0.75


def primary_slots(scheme: Scheme, vivid: Sequence[str] = ()) -> list[Tone]:
    """The brand's colors, the main one first: vivid accents and dark text color, or what its pictures show."""
    if vivid:
        return [Tone(color) for color in vivid]
    named = [scheme.tone(name) for name in ("accent1", "tx2", "accent2", "accent3", "accent4", "accent5", "accent6")]
    strong = [tone for tone in named if hue_of(tone.hex)[1] >= 0.2 and 0.08 < hue_of(tone.hex)[2] < 0.9]
    return strong or [scheme.tone("tx1")]


def tones(scheme: Scheme, ground: str, vivid: Sequence[str] = ()) -> tuple[dict[str, Tone], tuple[str, ...]]:
    """Tone by token, and the agreement scale. `ground`: RRGGBB that slides have under their text."""
    dark = luminance(ground) < 0.25
    brand = primary_slots(scheme, vivid)
    steps = LIGHTER if dark else DARKER

    def varied(bases: Iterable[Tone], fits: Fits, ways: Sequence[tuple[int, int]] = steps, most: float = 1.0) -> Tone | None:
        made = (_turned(scheme, base, mod, off, _duller(base.hex, most)) for base in bases for mod, off in ways)
        return next((tone for tone in made if fits(tone.hex)), None)

    def over(*pairs: tuple[str, float]) -> Fits:
        return lambda color: all(contrast(color, other) >= least for other, least in pairs)

    slots = [scheme.tone(name) for name in ("tx1", "bg1", "tx2", "bg2")]
    text = next((t for t in slots if contrast(t.hex, ground) >= STRONG), None) or max((*slots, Tone("000000"), Tone("FFFFFF")), key=lambda t: contrast(t.hex, ground))
    white = next((t for t in slots if contrast(t.hex, ground) < 1.15), Tone(ground))
    tint = _tint(scheme, ground, text, brand, dark)
    accent1 = varied(brand, over((ground, TEXT), (tint.hex, TEXT), (white.hex, TEXT))) or text
    deep = [scheme.tone("tx2"), *brand] if not vivid and hue_of(scheme.slot("tx2"))[1] >= 0.3 else brand
    navy = varied(deep, over((ground, STRONG), (white.hex, STRONG))) or text
    pale = varied([accent1, *brand], over((text.hex, STRONG), (navy.hex, TEXT)), PALE_ON_DARK if dark else PALE, most=0.5)
    middle = varied([accent1, *brand], over((ground, MARK + 0.8), (text.hex, 2.6)), BESIDE_ON_DARK if dark else tuple(reversed(BESIDE)), most=0.75) or accent1
    bar = varied([accent1, *brand], lambda c: contrast(c, ground) >= MARK and contrast(c, middle.hex) >= 1.2, BESIDE_ON_DARK if dark else BESIDE, most=0.62)
    red = any(is_red(t.hex) for t in (brand[0], accent1, navy))
    harm = _harm(scheme, brand, ground, tint.hex, red)
    amber = varied([t for t in brand if is_amber(t.hex)], over((ground, MARK)), DARKER[:3]) or _literal(AMBER, over((ground, MARK), (navy.hex, 1.8)))
    main_hue = hue_of(accent1.hex)[0]
    other = [t for t in brand[1:] if _apart(hue_of(t.hex)[0], main_hue) > 40 and not is_red(t.hex) and not is_amber(t.hex)]
    link = varied([scheme.tone("hlink")], over((ground, TEXT), (tint.hex, TEXT)), ((100, 0),)) or accent1
    quiet = varied([text], over((ground, TEXT), (tint.hex, TEXT)), ((75, 25), (85, 15), (100, 0)) if not dark else ((80, 0), (90, 0), (100, 0))) or text
    rule = _turned(scheme, text, 25, 75) if not dark else _turned(scheme, text, 45, 0)
    found = {
        "text": text, "white": white, "navy": navy, "tint": tint, "accent1": accent1, "accent2": middle, "accent3": pale or tint, "bar": bar or accent1,
        "accent4": amber, "accent5": harm, "accent6": varied(other, over((ground, TEXT))) or _literal(TEAL, over((ground, TEXT))), "link": link, "mute": quiet, "rule": rule,
        "code": Tone("000000") if not dark else white, "code-ground": Tone("FFFFFF") if not dark else text,
    }  # fmt: skip
    return found, OCHRE_SCALE if red else OUR_SCALE


def _duller(color: str, most: float) -> int:
    """Percent of its saturation that keeps a color no more vivid than `most`: lightened, a vivid one turns to neon."""
    return min(100, round(100 * most / max(hue_of(color)[1], 0.01)))


def _turned(scheme: Scheme, base: Tone, mod: int, off: int, sat: int = 100) -> Tone:
    """A tone made darker or lighter; of a color that is no slot only the value."""
    from generator.load.brand.scheme import shifted

    if (mod, off, sat) == (100, 0, 100):
        return base
    if base.slot and (base.mod, base.off, base.sat) == (100, 0, 100):
        return scheme.tone(base.slot, mod, off, sat)
    return Tone(shifted(base.hex, mod, off, sat))


def _tint(scheme: Scheme, ground: str, text: Tone, brand: Sequence[Tone], dark: bool) -> Tone:
    """The ground of cards: just apart from the slide's, and text is as easy to read on it."""
    own = scheme.tone("bg2")
    choices = [own] if hue_of(own.hex)[1] < 0.6 or contrast(own.hex, ground) < 1.3 else []
    if dark:
        ways = ((90, 10), (85, 15), (80, 20))
        base = next((scheme.tone(name) for name in ("bg1", "tx1", "bg2", "tx2") if contrast(scheme.slot(name), ground) < 1.1), Tone(ground))
        choices += [_turned(scheme, base, mod, off) for mod, off in ways]
    else:
        choices += [_turned(scheme, brand[0], mod, off) for mod, off in ((10, 90), (15, 85), (20, 80))]
    fits = (t for t in choices if 1.06 <= contrast(t.hex, ground) <= 1.45 and contrast(t.hex, text.hex) >= STRONG)
    return next(fits, Tone(_mixed(ground, text.hex, 0.07)))


def _mixed(one: str, other: str, share: float) -> str:
    return "".join(f"{round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share):02X}" for i in (0, 2, 4))


def _harm(scheme: Scheme, brand: Sequence[Tone], ground: str, tint: str, red: bool) -> Tone:
    """The color of harm: a red, or ochre where the brand itself is red."""
    fits: Fits = lambda color: contrast(color, ground) >= TEXT and contrast(color, tint) >= MARK  # noqa: E731
    if red:
        return _literal(OCHRE, fits)
    own = [t for t in brand[1:] if is_red(t.hex) and fits(t.hex)]
    return own[0] if own else _literal(HARM, fits)


def _literal(choices: Sequence[str], fits: Fits) -> Tone:
    return Tone(next((color for color in choices if fits(color)), choices[-1]))


def _apart(one: float, other: float) -> float:
    return min(abs(one - other), 360 - abs(one - other))


def as_colors(found: Mapping[str, Tone]) -> dict[str, str]:
    """RRGGBB by token."""
    return {token: tone.hex for token, tone in found.items()}
