"""How well one color stands off another, by WCAG 2."""

RGB = tuple[int, int, int]
WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)
TEXT, LARGE = 4.5, 3.0
NEAR = 0.05
"""Within five percent under a limit a fault is a warning: programs round colors and draw edges differently."""


def rgb(code: str) -> RGB:
    """The color of six hexadecimal digits. Raises ValueError for anything else."""
    if len(code) != 6:
        raise ValueError(code)
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


def luminance(color: RGB) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (_LINEAR[part] for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: RGB, other: RGB) -> float:
    """Contrast of two colors, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(over: RGB, under: RGB, alpha: float) -> RGB:
    """The color seen through one that is `alpha` (0 to 1) opaque."""
    red, green, blue = (round(o * alpha + u * (1 - alpha)) for o, u in zip(over, under, strict=True))
    return red, green, blue


def limit(points: float, bold: bool) -> float:
    """The contrast that text of this size should have: large text is 24 points, or 18 in bold."""
    return LARGE if points >= (18 if bold else 24) else TEXT


def fails(found: float, points: float, bold: bool) -> bool:
    """Whether a contrast fails the law too, which calls text large from 18 points or 14 in bold, and not just by a hair."""
    return found < (LARGE if points >= (14 if bold else 18) else TEXT) * (1 - NEAR)


_LINEAR = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in range(256)]
