"""Theme: the tokens a plan and a renderer draw from. Names, not hex codes, travel in the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.basics import Box


class Tone(NamedTuple):
    """A color: `hex` as RRGGBB and, where the file's color scheme has it, its `slot` ("accent1"), made
    darker or lighter by `mod` and `off`, duller by `sat` (percent of luminance and saturation, as Office names them)."""

    hex: str
    slot: str = ""
    mod: int = 100
    off: int = 0
    sat: int = 100


class Cover(NamedTuple):
    """The cover of a hospital's template, in inches of its slide, insets taken off.

    `title_size`: points its title is set at. `subtitle_idx`: None where a text box has to do. `bare`: the
    layout has no place for a title, so that ours says where it stands.
    """

    title: Box
    title_idx: int
    title_size: float
    subtitle: Box
    subtitle_idx: int | None
    bare: bool


@dataclass(frozen=True, slots=True)
class Host:
    """A hospital's template that slides stand in.

    `package`: the cleaned file. `parts`: our layout's name -> its layout part; "" is for all others.
    `title_idx`: the title's placeholder; `own`: what keeps the color that the template gives it, because it can be read
    ("title", "cover", "subtitle", "furniture"). `footer` and `number`: placeholder idx, None where the layout has none.
    `title_box`: where the title stands when its own place is too low for two lines, in the slide's inches.
    `footer_room`: inches across of the footer, and the points of its text.
    """

    package: bytes = field(repr=False)
    parts: Mapping[str, str]
    title_idx: int
    own: frozenset[str]
    cover: Cover
    footer: int | None
    number: int | None
    title_box: Box | None = None
    footer_room: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False)  # one a process, known by identity, so that what is drawn in it can be kept
class Theme:
    """Colors, sizes, fonts and places by name.

    `colors`: token -> RRGGBB; tokens are the scheme's slots (text navy tint white accent1..6
    link). `sizes`: role -> points. `fonts`: "text" and "charts" -> family. `box`: name -> inches
    (slide width and height, margin, tops of the fixed areas). `base`: path of the base .pptx.
    `layouts`: layout name -> placeholder idx -> box; what each idx means stands in the YAML.
    `dark`: layouts on navy. `tones`: how tokens are said in the file, where that is not our own scheme.
    `scale`: inches of the finished slide for one of these; a small slide is planned at our own size.
    `host`: the hospital's template, if slides stand in one. `package`: our base in the brand's colors.
    """

    name: str
    colors: Mapping[str, str]
    sizes: Mapping[str, float]
    fonts: Mapping[str, str]
    box: Mapping[str, float]
    agreement: tuple[str, ...]
    base: str
    layouts: Mapping[str, Mapping[int, Box]] = field(default_factory=dict)
    dark: frozenset[str] = frozenset({"title", "section", "film", "closing"})
    tones: Mapping[str, Tone] = field(default_factory=dict)
    scale: float = 1.0
    host: Host | None = None
    package: bytes = field(default=b"", repr=False)
