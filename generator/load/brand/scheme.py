"""The colors of a template: its scheme through the color map, what a color element means, the real ground."""

import colorsys
from collections.abc import Mapping

from lxml import etree

from generator.load.brand.office import NS
from generator.model.theme import Tone

SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_SYSTEM = {"window": "FFFFFF", "windowText": "000000"}
_PRESET = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "green": "008000", "gray": "808080", "navy": "000080"}


def scheme_of(theme: etree._Element) -> dict[str, str]:
    """RRGGBB by slot of the color scheme; Office's grays and blue for one that lacks a slot."""
    found = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", **{f"accent{i}": "4472C4" for i in range(1, 7)}, "hlink": "0563C1", "folHlink": "954F72"}
    scheme = theme.find("a:themeElements/a:clrScheme", NS)
    for slot in SLOTS if scheme is not None else ():
        element = scheme.find(f"a:{slot}", NS)
        if element is not None and len(element):
            found[slot] = plain_color(element[0]) or found[slot]
    return found


def plain_color(element: etree._Element) -> str:
    """RRGGBB of a color that names no slot; "" for one that does."""
    tag = etree.QName(element).localname
    value = str(element.get("val", ""))
    if tag == "srgbClr" and len(value) == 6:
        return value.upper()
    if tag == "sysClr":
        return str(element.get("lastClr", _SYSTEM.get(value, "000000"))).upper()
    return _PRESET.get(value, "808080") if tag == "prstClr" else ""


def color_map(layout: etree._Element, master: etree._Element) -> dict[str, str]:
    """Name -> slot of the scheme: the layout's own map, else the master's."""
    own = layout.find("p:clrMapOvr/a:overrideClrMapping", NS)
    element = own if own is not None else master.find("p:clrMap", NS)
    return {**MAP, **({str(k): str(v) for k, v in element.attrib.items()} if element is not None else {})}


class Scheme:
    """Colors as slides of one layout see them."""

    def __init__(self, colors: Mapping[str, str], mapping: Mapping[str, str]) -> None:
        self.colors, self.mapping = colors, mapping

    def slot(self, name: str) -> str:
        """RRGGBB of a name that slides use ("tx1", "accent3")."""
        return self.colors.get(self.mapping.get(name, name), "000000")

    def tone(self, name: str, mod: int = 100, off: int = 0, sat: int = 100) -> Tone:
        """A slot, made darker (`mod`), lighter (`mod` and `off`) or duller (`sat`)."""
        return Tone(shifted(self.slot(name), mod, off, sat), name, mod, off, sat)

    def read(self, element: etree._Element) -> str:
        """RRGGBB of any color element, its changes of luminance applied."""
        base = plain_color(element) or self.slot(str(element.get("val", "tx1")))
        changes = {etree.QName(child).localname: int(str(child.get("val", "100000"))) // 1000 for child in element if str(child.get("val", "")).isdigit()}
        if "shade" in changes:
            return shifted(base, changes["shade"], 0)
        if "tint" in changes:
            return shifted(base, changes["tint"], 100 - changes["tint"])
        return shifted(base, changes.get("lumMod", 100), changes.get("lumOff", 0))


def shifted(color: str, mod: int, off: int, sat: int = 100) -> str:
    """RRGGBB with its luminance at `mod` percent, plus `off`, its saturation at `sat`: what Office does with lumMod, lumOff and satMod."""
    if mod == 100 and not off and sat == 100:
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*(int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    return _hex(colorsys.hls_to_rgb(hue, min(max(light * mod / 100 + off / 100, 0), 1), saturation * sat / 100))


def _hex(parts: tuple[float, float, float]) -> str:
    return "".join(f"{round(part * 255):02X}" for part in parts)


def hue_of(color: str) -> tuple[float, float, float]:
    """Hue in degrees, saturation and lightness (0..1) of RRGGBB."""
    hue, light, saturation = colorsys.rgb_to_hls(*(int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    return hue * 360, saturation, light


def luminance(color: str) -> float:
    """Relative luminance, 0..1, as WCAG defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(color[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio, 1..21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
