"""Shapes of the base theme as XML: placeholders, rules and the artwork of the cover."""

from dataclasses import dataclass
from html import escape

WIDTH = 12192000
DARK = frozenset({"title", "section", "film", "closing"})
"""Layouts on navy."""

SCHEME = {
    "text": '<a:schemeClr val="tx1"/>',
    "white": '<a:schemeClr val="bg1"/>',
    "navy": '<a:schemeClr val="tx2"/>',
    "tint": '<a:schemeClr val="bg2"/>',
    "mute": '<a:schemeClr val="tx1"><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr>',
    "rule": '<a:schemeClr val="tx1"><a:lumMod val="25000"/><a:lumOff val="75000"/></a:schemeClr>',
    **{f"accent{i}": f'<a:schemeClr val="accent{i}"/>' for i in range(1, 7)},
}
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def emu(inches: float) -> int:
    """Return inches as EMU."""
    return round(inches * 914400)


def fill(color: str) -> str:
    """Return a solid fill in a token's scheme slot."""
    return f"<a:solidFill>{SCHEME[color]}</a:solidFill>"


def place(box: list[float] | tuple[float, ...]) -> str:
    """Return a position; what ends at the right margin in inches may round past the slide's edge, so it is cut."""
    x, y, w, h = (emu(v) for v in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{min(w, WIDTH - x)}" cy="{h}"/></a:xfrm>'


@dataclass(frozen=True)
class Place:
    """A placeholder: its kind and idx, its box in inches, how its text is set."""

    kind: str
    idx: int | None = None
    box: list[float] | None = None
    size: float | None = None
    color: str = ""
    bold: bool = False
    align: str = ""
    anchor: str = "t"
    fill: str = ""
    inset: float = 0.0
    caps: bool = False


class Group:
    """Collects shapes and numbers them."""

    def __init__(self) -> None:
        self._shapes: list[str] = []

    def add(self, name: str, rest: str, extra: str = "", user_drawn: bool = False) -> None:
        """Add a shape; `extra` goes into its cNvPr, `rest` follows the name."""
        number = len(self._shapes) + 2
        head = f'<p:cNvPr id="{number}" name="{escape(name)}"' + (f">{extra}</p:cNvPr>" if extra else "/>")
        self._shapes.append(rest.replace("@HEAD@", head))

    def placeholder(self, name: str, at: Place, prompt: str = "") -> None:
        """Add a placeholder with its own list style, so that slides inherit size and color."""
        kind = "" if at.kind == "obj" else f' type="{at.kind}"'
        idx = "" if at.idx is None else f' idx="{at.idx}"'
        quarter = ' sz="quarter"' if at.kind in ("ftr", "sldNum", "body") and at.idx != 1 else ""
        inset = emu(at.inset)
        body = (
            f'<a:bodyPr wrap="square" lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}" '
            f'rtlCol="0" anchor="{at.anchor}"><a:noAutofit/></a:bodyPr>'
        )
        run = "".join((' b="1"' if at.bold else ' b="0"', ' spc="60"' if at.caps else ""))
        style = "<a:lstStyle/>"
        if at.size:
            align = f' algn="{at.align}"' if at.align else ""
            color = fill(at.color) if at.color else ""
            style = (
                f'<a:lstStyle><a:lvl1pPr marL="0" indent="0"{align}><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
                f'<a:defRPr sz="{round(at.size * 100)}"{run}>{color}</a:defRPr></a:lvl1pPr></a:lstStyle>'
            )
        if at.kind == "sldNum":
            text = '<a:fld id="{6F1C0C63-3E5B-4B8E-9C41-2C0E5F0B7A11}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        else:
            text = f'<a:r><a:rPr lang="en-US"/><a:t>{escape(prompt)}</a:t></a:r>'
        custom = ' hasCustomPrompt="1"' if at.kind in ("body", "obj") and at.idx != 1 else ""
        self.add(
            name,
            f'<p:sp><p:nvSpPr>@HEAD@<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
            f"<p:ph{kind}{quarter}{idx}{custom}/></p:nvPr></p:nvSpPr>"
            f'<p:spPr>{place(at.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(at.fill) if at.fill else ""}</p:spPr>'
            f"<p:txBody>{body}{style}<a:p>{text}</a:p></p:txBody></p:sp>",
        )

    def decoration(self, name: str, geometry: str, color: str) -> None:
        """Add a shape that carries no meaning and says so to screen readers."""
        self.add(
            name,
            f'<p:sp><p:nvSpPr>@HEAD@<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{geometry}'
            f"<a:solidFill>{color}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
            extra=DECORATIVE,
        )

    def xml(self) -> str:
        """Return all shapes in order."""
        return "".join(self._shapes)


def rectangle(group: Group, box: tuple[float, ...], color: str) -> None:
    """Add a filled decorative rectangle."""
    group.decoration("Rule", f'{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', SCHEME[color])


def quarter_rings(group: Group, height: float) -> None:
    """Add the artwork of the cover: quarter circles that share the slide's lower right corner."""
    shades = (
        '<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>',
        '<a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr>',
        SCHEME["accent1"],
        SCHEME["accent2"],
    )
    for radius, shade in zip((6.3, 4.95, 3.55, 2.0), shades, strict=True):
        r = emu(radius)
        geometry = (
            f'<a:xfrm><a:off x="{WIDTH - r}" y="{emu(height) - r}"/><a:ext cx="{r}" cy="{r}"/></a:xfrm>'
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{r}" h="{r}"><a:moveTo><a:pt x="0" y="{r}"/></a:moveTo>'
            f'<a:arcTo wR="{r}" hR="{r}" stAng="10800000" swAng="5400000"/><a:lnTo><a:pt x="{r}" y="{r}"/></a:lnTo>'
            "<a:close/></a:path></a:pathLst></a:custGeom>"
        )
        group.decoration("Artwork", geometry, shade)
