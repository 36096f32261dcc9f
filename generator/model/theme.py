"""Theme: the tokens a plan and a renderer draw from. Names, not hex codes, travel in the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.basics import Box


@dataclass(frozen=True, slots=True, eq=False)  # one a process, known by identity, so that what is drawn in it can be kept
class Theme:
    """Colors, sizes, fonts and places by name.

    `colors`: token -> RRGGBB; tokens are the scheme's slots (text navy tint white accent1..6
    link). `sizes`: role -> points. `fonts`: "text" and "charts" -> family. `box`: name -> inches
    (slide width and height, margin, tops of the fixed areas). `base`: path of the base .pptx.
    `layouts`: layout name -> placeholder idx -> box; what each idx means stands in the YAML.
    """

    name: str
    colors: Mapping[str, str]
    sizes: Mapping[str, float]
    fonts: Mapping[str, str]
    box: Mapping[str, float]
    agreement: tuple[str, ...]
    base: str
    layouts: Mapping[str, Mapping[int, Box]] = field(default_factory=dict)
