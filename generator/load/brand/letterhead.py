"""read_letterhead(): a hospital's Word letterhead, cleaned: its page, header, footer and styles, and nothing else it carried."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from lxml import etree

from generator.load.brand.cleaning import ACTIVE, base_parts, packed, relations_part, rels_name, written
from generator.load.brand.office import NS, Office
from generator.load.brand.scheme import MAP, Scheme, scheme_of
from generator.load.brand.template import OFFICE
from generator.load.brand.tones import as_colors, tones
from generator.load.theme import load_theme
from generator.model.brand import HOUSE_STYLES, Letterhead
from generator.model.problem import Problem
from generator.model.theme import Theme

W = f"{{{NS['w']}}}"
R = f"{{{NS['r']}}}"
TWIPS = 1440.0
LEAST_WIDTH = 3.5
"""Inches of text that the memo's tables need."""
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = {
    "styles": f"{_WML}styles+xml", "numbering": f"{_WML}numbering+xml", "fontTable": f"{_WML}fontTable+xml", "settings": f"{_WML}settings+xml", "header": f"{_WML}header+xml",
    "footer": f"{_WML}footer+xml", "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}  # fmt: skip
_IMAGES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml"}
_VISIBLE = ("http://", "https://", "mailto:")
_HOLDERS = ("drawing", "pict", "object", "hyperlink", "control", "AlternateContent", "r")
OURS = 10
"""What numbers of the house's lists are raised by, so that ours come first."""


def read_letterhead(path: Path, shown: str = "") -> Letterhead:
    """Read a .docx or .dotx. Raises InputError for a file that cannot be used."""
    office = Office(path, "docx", shown)
    document = office.xml(office.main)
    section, parts, types = _section(office, document), dict[str, bytes](), dict[str, str]()
    width, height, left, right = _page(office, section)
    rows = [("rId1", "styles", "/word/styles.xml"), ("rId2", "settings", "/word/settings.xml"), ("rId3", "theme", "/word/theme/theme1.xml"), ("rId4", "fontTable", "/word/fontTable.xml"), ("rId5", "numbering", "/word/numbering.xml")]
    stories = _stories(office, section, parts, types, rows)
    styles = _styles(office)
    parts["word/styles.xml"] = written(styles)
    parts["word/settings.xml"] = _settings(office)
    parts["word/numbering.xml"] = written(_numbering(office))
    theme_part = office.related(office.main, "theme")
    parts["word/theme/theme1.xml"] = _theme(office, theme_part)
    parts["word/fontTable.xml"] = f'<w:fonts xmlns:w="{NS["w"]}"/>'.encode()
    types.update({f"word/{name}.xml": _KINDS[name] for name in ("styles", "settings", "numbering", "fontTable")})
    types |= {"word/theme/theme1.xml": _KINDS["theme"], "word/document.xml": f"{_WML}document.main+xml"}
    parts["word/document.xml"] = _document(section)
    parts[rels_name("word/document.xml")] = relations_part(rows)
    parts["_rels/.rels"] = relations_part([("rId1", "officeDocument", "/word/document.xml")])
    found = _found(styles)
    added = tuple(name for own, name in HOUSE_STYLES.items() if own not in found)
    texts = tuple(f"{part.rpartition('/')[2].removesuffix('.xml')}\t{line}" for part in stories for line in _lines(etree.fromstring(parts[part])))
    made = Letterhead(
        office.name, packed(parts, types, _IMAGES), width, height, left, right, found, added, _has(section, "header", "default"), _has(section, "footer", "default"), _has(section, "header", "first") or _has(section, "footer", "first"),
        any(b"NUMPAGES" in parts[s] or b"PAGE" in parts[s] for s in stories), texts, _colored(office, theme_part, styles),
    )  # fmt: skip
    return replace(made, problems=_said(made, office))


def _section(office: Office, document: etree._Element) -> etree._Element:
    """The last section, with the headers and footers it takes over from those before it."""
    sections = list(document.iter(f"{W}sectPr"))
    sections = [s for s in sections if s.getparent() is not None and s.getparent().tag != f"{W}sectPrChange"]
    if not sections:
        made = etree.Element(f"{W}sectPr")
        etree.SubElement(made, f"{W}pgSz", {f"{W}w": "12240", f"{W}h": "15840"})
        etree.SubElement(made, f"{W}pgMar", {f"{W}{side}": "1440" for side in ("top", "right", "bottom", "left")} | {f"{W}header": "720", f"{W}footer": "720", f"{W}gutter": "0"})
        return made
    last = deepcopy(sections[-1])
    for tag in ("headerReference", "footerReference"):
        for kind in ("default", "first", "even"):
            held = next((e for s in reversed(sections) for e in s.findall(f"{W}{tag}") if e.get(f"{W}type", "default") == kind), None)
            if held is not None and not any(e.get(f"{W}type", "default") == kind for e in last.findall(f"{W}{tag}")):
                last.insert(0, deepcopy(held))
    for tag in ("cols", "lnNumType", "footnotePr", "endnotePr", "printerSettings", "sectPrChange", "type", "pgNumType", "formProt"):
        for element in last.findall(f"{W}{tag}"):
            last.remove(element)
    return last


def _page(office: Office, section: etree._Element) -> tuple[float, float, float, float]:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")

    def inches(element: etree._Element | None, name: str, default: float) -> float:
        try:
            return float(str(element.get(f"{W}{name}"))) / TWIPS if element is not None and element.get(f"{W}{name}") else default
        except ValueError:
            return default

    width, height = inches(size, "w", 8.5), inches(size, "h", 11.0)
    left, right = inches(margins, "left", 1.0) + inches(margins, "gutter", 0.0), inches(margins, "right", 1.0)
    if width - left - right < LEAST_WIDTH or not 4 <= width <= 24 or not 4 <= height <= 24:
        raise office.refusal("file.unreadable", f"its page leaves {width - left - right:.1f} inches for text", "name a letterhead for letter or A4 paper")
    return width, height, left, right


def _stories(office: Office, section: etree._Element, parts: dict[str, bytes], types: dict[str, str], rows: list[tuple[str, str, str]]) -> list[str]:
    """Headers and footers with their pictures and visible links; references to others are taken out."""
    targets = {r.id: r for r in office.relations(office.main) if r.kind in ("header", "footer") and not r.external}
    names: list[str] = []
    for reference in [*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference")]:
        relation = targets.get(str(reference.get(f"{R}id")))
        if relation is None:
            section.remove(reference)
            continue
        name = f"word/{relation.kind}{1 + sum(n.startswith(f'word/{relation.kind}') for n in names)}.xml"
        kept = [r for r in office.relations(relation.target) if _keeps(office, r.kind, r.target, r.external)]
        root = office.xml(relation.target)
        _clean(root, {r.id for r in kept})
        parts[name], types[name] = written(root), _KINDS[relation.kind]
        for r in kept:
            if not r.external:
                parts[r.target] = office.read(r.target)
        parts[rels_name(name)] = relations_part([(r.id, r.kind, r.target if r.external else f"/{r.target}") for r in kept], {r.id for r in kept if r.external})
        rows.append((f"rId{20 + len(names)}", relation.kind, f"/{name}"))
        reference.set(f"{R}id", rows[-1][0])
        names.append(name)
    title_page = section.find(f"{W}titlePg")
    if title_page is not None and not (_has(section, "header", "first") or _has(section, "footer", "first")):
        section.remove(title_page)
    return names


def _has(section: etree._Element, story: str, kind: str) -> bool:
    return any(reference.get(f"{W}type", "default") == kind for reference in section.findall(f"{W}{story}Reference"))


def _keeps(office: Office, kind: str, target: str, external: bool) -> bool:
    if external:
        return kind == "hyperlink" and target.lower().startswith(_VISIBLE)
    ending = target.rpartition(".")[2].lower()
    return kind == "image" and ending in _IMAGES and (ending != "svg" or not ACTIVE.search(office.read(target)))


def _clean(root: etree._Element, kept: set[str]) -> None:
    for tag in ("sdtPr", "commentRangeStart", "commentRangeEnd", "proofErr"):
        for element in list(root.iter(f"{W}{tag}")):
            _remove(element)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        lost = [key for key in element.attrib if str(key).startswith(R) and str(element.get(key)) not in kept]
        if lost:
            if element.tag == f"{W}hyperlink":  # its words stay
                for key in lost:
                    del element.attrib[key]
                continue
            _remove(next((e for e in (element, *element.iterancestors()) if etree.QName(e).localname in _HOLDERS), element))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _styles(office: Office) -> etree._Element:
    part = office.related(office.main, "styles")
    root = office.xml(part) if part else etree.fromstring(f'<w:styles xmlns:w="{NS["w"]}"/>')
    for number in root.iter(f"{W}numId"):
        number.set(f"{W}val", _raised(number.get(f"{W}val")))
    return root


def _raised(value: str | None) -> str:
    text = str(value or "0")
    return str(int(text) + OURS) if text.isdigit() and text != "0" else text


def _numbering(office: Office) -> etree._Element:
    part = office.related(office.main, "numbering")
    root = office.xml(part) if part else etree.fromstring(f'<w:numbering xmlns:w="{NS["w"]}"/>')
    for tag, names in (("abstractNum", ("abstractNumId",)), ("num", ("numId",))):
        for element in root.findall(f"{W}{tag}"):
            for name in names:
                value = str(element.get(f"{W}{name}", "0"))
                element.set(f"{W}{name}", str(int(value) + OURS) if value.isdigit() else value)
    for element in root.iter(f"{W}abstractNumId"):
        value = str(element.get(f"{W}val", "0"))
        element.set(f"{W}val", str(int(value) + OURS) if value.isdigit() else value)
    for tag in ("numPicBullet", "lvlPicBulletId"):
        for element in list(root.iter(f"{W}{tag}")):
            _remove(element)
    return root


def _settings(office: Office) -> bytes:
    """Settings of our own: the house's may hold outside templates, mail merges and protections."""
    part = office.related(office.main, "settings")
    even = office.xml(part).find(f"{W}evenAndOddHeaders") is not None if part else False
    mapped = " ".join(f'w:{k}="{v}"' for k, v in {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", **{f"accent{i}": f"accent{i}" for i in range(1, 7)}, "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}.items())
    return (
        f'<w:settings xmlns:w="{NS["w"]}"><w:zoom w:percent="100"/>{"<w:evenAndOddHeaders/>" if even else ""}<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="en-US"/><w:clrSchemeMapping {mapped}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def _theme(office: Office, part: str) -> bytes:
    if not part:
        return base_parts()["ppt/theme/theme1.xml"]
    root = office.xml(part)
    if root.find(".//a:blip", NS) is not None:  # its pictures are not taken along
        return base_parts()["ppt/theme/theme1.xml"]
    return written(root)


def _document(section: etree._Element) -> bytes:
    root = etree.Element(f"{W}document", nsmap={"w": NS["w"], "r": NS["r"], "a": NS["a"], "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture"})
    etree.SubElement(root, f"{W}body").append(section)
    return written(root)


def _found(styles: etree._Element) -> dict[str, str]:
    """Our style ids that the house has a style for, by Office's own name of it, else by id; of the right kind."""
    by_name: dict[tuple[str, str], str] = {}
    by_id: dict[tuple[str, str], str] = {}
    for style in styles.iter(f"{W}style"):
        kind, own = str(style.get(f"{W}type", "paragraph")), str(style.get(f"{W}styleId", ""))
        name = style.find(f"{W}name")
        if name is not None and own:
            by_name.setdefault((kind, str(name.get(f"{W}val", "")).casefold()), own)
            by_id.setdefault((kind, own.casefold()), own)
        if own and kind == "paragraph" and str(style.get(f"{W}default", "0")) in ("1", "true", "on"):
            by_name["paragraph", "normal"] = own
    kinds = {"Hyperlink": "character", "TableNormal": "table"}
    found = {}
    for ours, name in HOUSE_STYLES.items():
        kind = kinds.get(ours, "paragraph")
        house = by_name.get((kind, name.casefold())) or by_id.get((kind, ours.casefold()))
        if house:
            found[ours] = house
    return found


def _lines(root: etree._Element) -> list[str]:
    return [text for p in root.iter(f"{W}p") if (text := "".join(t.text or "" for t in p.iter(f"{W}t")).strip())]


def _colored(office: Office, part: str, styles: etree._Element) -> Theme | None:
    """Our theme in the letterhead's colors; None when those are Office's own."""
    if not part:
        return None
    root = office.xml(part)
    scheme = Scheme(scheme_of(root), MAP)
    if scheme.slot("accent1") in OFFICE:
        return None
    found, agreement = tones(scheme, "FFFFFF")
    ours = load_theme()
    latin = root.find("a:themeElements/a:fontScheme/a:minorFont/a:latin", NS)
    face = next((str(f.get(f"{W}ascii")) for f in styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts") if f.get(f"{W}ascii")), str(latin.get("typeface")) if latin is not None else "Calibri")
    return replace(ours, colors={**ours.colors, **{t: c for t, c in as_colors(found).items() if t in ours.colors}}, agreement=agreement, tones=found, fonts={**ours.fonts, "text": face})


def _said(made: Letterhead, office: Office) -> tuple[Problem, ...]:
    found = []
    if office.macros:
        found.append(Problem("brand.cleaned", "warning", made.name, "the file carries macros; they are neither run nor taken along", "nothing has to be done"))
    settings = office.related(office.main, "settings")
    if settings and any(r.external for r in office.relations(settings)):
        found.append(Problem("brand.cleaned", "note", made.name, "the file is tied to a template elsewhere; the papers are not", "nothing has to be done"))
    if not made.texts and not made.header and not made.footer and not made.opening:
        found.append(Problem("brand.used", "note", made.name, "it has neither header nor footer, so ours are used", "put the letterhead into Word's header rather than into its text"))
    return tuple(found)

