"""The institution's mark, as it is drawn on covers and heads of papers."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG without metadata, `width` x `height` pixels; what is transparent around it is cut away.

    `dark` and `light`: shares, 0..1, of the mark's outline that would be lost on a navy and on a
    white ground. Both are 0 for a picture with a ground of its own (`transparent` false).
    """

    image: bytes = field(repr=False)
    width: int
    height: int
    transparent: bool = False
    dark: float = 0.0
    light: float = 0.0
