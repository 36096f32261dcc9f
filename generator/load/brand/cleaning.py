"""A clean copy of a template: one master with its layouts, theme and pictures; nothing else of what the file carried.

Sample slides, notes, comments, macros, controls, embedded files, films, sounds, links, custom XML and printer
settings are not taken along: only what the master and its layouts need is copied, and each relation kept is of a known kind.
"""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from functools import cache

from lxml import etree

from generator.files import ours
from generator.load.brand.office import NS, PACKAGE, R_EMBED, R_LINK, RELATIONS, Office, Relation
from generator.model.theme import Tone

_P = f'xmlns:a="{NS["a"]}" xmlns:p="{NS["p"]}" xmlns:r="{NS["r"]}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PML = "application/vnd.openxmlformats-officedocument.presentationml."
_TYPES = {
    "slideMaster": f"{_PML}slideMaster+xml", "slideLayout": f"{_PML}slideLayout+xml", "notesMaster": f"{_PML}notesMaster+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}  # fmt: skip
_OURS = {
    "ppt/presProps.xml": f"{_PML}presProps+xml", "ppt/viewProps.xml": f"{_PML}viewProps+xml", "ppt/tableStyles.xml": f"{_PML}tableStyles+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml", "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}  # fmt: skip
_IMAGES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml",
}  # fmt: skip
_KEPT = frozenset({"slideMaster", "slideLayout", "theme", "image"})
_HOLDERS = ("graphicFrame", "pic", "sp", "cxnSp", "controls", "custDataLst", "AlternateContent", "ext", "bg")
ACTIVE = re.compile(rb"<script|javascript:|<!DOCTYPE|<!ENTITY|<foreignObject|\son\w+\s*=|(?:href|src)\s*=\s*[\"'](?!#|data:image/(?:png|jpe?g))|url\(\s*[\"']?(?!#)", re.IGNORECASE)
_SLOT_TOKEN = {"tx1": "text", "bg1": "white", "tx2": "navy", "bg2": "tint", "dk1": "text", "lt1": "white", "dk2": "navy", "lt2": "tint"}
_NOTES_THEME = "ppt/theme/themeOfNotes.xml"


def cleaned(office: Office, master: str, tones: Mapping[str, Tone], face: str) -> bytes:
    """The package with this master alone. `face`: the family of plain text boxes, "+mn-lt" for the theme's."""
    parts: dict[str, bytes] = {}
    types: dict[str, str] = {}
    waiting, done = [(master, "slideMaster")], set[str]()
    while waiting:
        name, kind = waiting.pop()
        if name in done:
            continue
        done.add(name)
        if kind == "image":
            parts[name] = office.read(name)
            continue
        kept = [r for r in office.relations(name) if _keeps(office, r, kind, master)]
        root = office.xml(name)
        without_dropped(root, {r.id for r in kept})
        parts[name], types[name] = written(root), _TYPES[kind]
        parts[rels_name(name)] = relations_part([(r.id, r.kind, "/" + r.target) for r in kept])
        waiting += [(r.target, r.kind) for r in kept]
    parts.update(_ours(tones))
    types.update({**_OURS, "ppt/notesMasters/notesMaster1.xml": _TYPES["notesMaster"], _NOTES_THEME: _TYPES["theme"], "ppt/presentation.xml": f"{_PML}presentation.main+xml"})
    parts["ppt/presentation.xml"] = _presentation(office, face)
    parts["ppt/_rels/presentation.xml.rels"] = relations_part([
        ("rId1", "slideMaster", f"/{master}"), ("rId2", "notesMaster", "/ppt/notesMasters/notesMaster1.xml"), ("rId3", "presProps", "/ppt/presProps.xml"),
        ("rId4", "viewProps", "/ppt/viewProps.xml"), ("rId5", "theme", f"/{office.related(master, 'theme')}"), ("rId6", "tableStyles", "/ppt/tableStyles.xml"),
    ])  # fmt: skip
    parts["_rels/.rels"] = base_parts()["_rels/.rels"]
    return packed(parts, types, _IMAGES)


def _keeps(office: Office, relation: Relation, kind: str, master: str) -> bool:
    if relation.external or relation.kind not in _KEPT:
        return False
    if relation.kind == "slideMaster":
        return kind == "slideLayout" and relation.target == master
    if relation.kind == "slideLayout":
        return kind == "slideMaster"
    if relation.kind == "image":
        ending = relation.target.rpartition(".")[2].lower()
        return ending in _IMAGES and (ending != "svg" or not ACTIVE.search(office.read(relation.target)))
    return relation.kind == "theme" and kind == "slideMaster"


def without_dropped(root: etree._Element, kept: Collection[str]) -> None:
    """Take out what leads to a part that is not taken along, and what moves or sounds."""
    for tag in ("timing", "transition", "custDataLst", "controls"):
        for element in root.findall(f".//{{{NS['p']}}}{tag}"):
            _remove(element)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        names = [key for key in element.attrib if str(key).startswith(f"{{{NS['r']}}}")]
        lost = [key for key in names if str(element.get(key)) not in kept]
        if not lost:
            continue
        if etree.QName(element).localname.startswith("hlink"):
            _remove(element)
        elif R_LINK in lost and str(element.get(R_EMBED, "")) in kept:
            del element.attrib[R_LINK]
        else:
            holder = next((e for e in element.iterancestors() if etree.QName(e).localname in _HOLDERS), element)
            _remove(holder)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _presentation(office: Office, face: str) -> bytes:
    old = office.xml(office.main)
    size = old.find("p:sldSz", NS)
    cx, cy = (str(size.get(k)) for k in ("cx", "cy")) if size is not None else ("9144000", "6858000")
    latin = etree.tostring(etree.Element("x", typeface=face or "+mn-lt")).decode()[3:-2].strip()
    levels = "".join(
        f'<a:lvl{i}pPr marL="{(i - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin {latin}/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{i}pPr>'
        for i in range(1, 10)
    )
    return (
        f'{_HEAD}<p:presentation {_P} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst><p:sldMasterId id="{_master_id(office)}" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="{cx}" cy="{cy}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{levels}</p:defaultTextStyle></p:presentation>'
    ).encode()


def _master_id(office: Office) -> int:
    """An id that no layout of any master has."""
    taken = {int(str(e.get("id"))) for name in office.names if "/slideMasters/slideMaster" in name and name.endswith(".xml") for e in office.xml(name).iter(f"{{{NS['p']}}}sldLayoutId") if str(e.get("id", "")).isdigit()}
    return next(number for number in range(2147483648, 2147493648) if number not in taken)


@cache
def base_parts() -> dict[str, bytes]:
    """The parts of our own base."""
    with zipfile.ZipFile(ours("assets/theme/leadership-blue.pptx")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _ours(tones: Mapping[str, Tone]) -> dict[str, bytes]:
    """What every deck has of ours: notes master, properties, and our table style in the brand's colors."""
    base = base_parts()
    parts = {name: base[name] for name in _OURS}
    parts["ppt/notesMasters/notesMaster1.xml"] = base["ppt/notesMasters/notesMaster1.xml"]
    parts[rels_name("ppt/notesMasters/notesMaster1.xml")] = relations_part([("rId1", "theme", f"/{_NOTES_THEME}")])
    parts[_NOTES_THEME] = base["ppt/theme/theme2.xml"]
    styles = etree.fromstring(base["ppt/tableStyles.xml"])
    for color in styles.iter(f"{{{NS['a']}}}schemeClr"):
        tone = tones.get(_SLOT_TOKEN.get(str(color.get("val")), str(color.get("val"))))
        if tone is not None and not len(color):
            for key in list(color.attrib):
                del color.attrib[key]
            color.tag, color.attrib["val"] = f"{{{NS['a']}}}srgbClr", tone.hex
    parts["ppt/tableStyles.xml"] = written(styles)
    return parts


def recolored(colors: Mapping[str, str], fonts: tuple[str, str]) -> bytes:
    """Our own base in a brand's colors and fonts: one part changes."""
    parts = dict(base_parts())
    root = etree.fromstring(parts["ppt/theme/theme1.xml"])
    slots = {"dk1": "text", "lt1": "white", "dk2": "navy", "lt2": "tint", **{f"accent{i}": f"accent{i}" for i in range(1, 7)}, "hlink": "link", "folHlink": "link"}
    for slot, token in slots.items():
        for color in root.iterfind(f"a:themeElements/a:clrScheme/a:{slot}/a:srgbClr", NS):
            color.set("val", colors[token])
    for place, face in zip(("majorFont", "minorFont"), fonts, strict=True):
        for latin in root.iterfind(f"a:themeElements/a:fontScheme/a:{place}/a:latin", NS):
            latin.set("typeface", face)
    parts["ppt/theme/theme1.xml"] = written(root)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def written(root: etree._Element) -> bytes:
    """A part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def rels_name(name: str) -> str:
    """Where the relations of a part stand."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def relations_part(rows: list[tuple[str, str, str]], outside: Collection[str] = ()) -> bytes:
    """A relations part of these ids, kinds and targets; those in `outside` are addresses."""
    root = etree.Element(f"{{{PACKAGE}relationships}}Relationships", nsmap={None: f"{PACKAGE}relationships"})
    for number, kind, target in rows:
        row = etree.SubElement(root, f"{{{PACKAGE}relationships}}Relationship", Id=number, Type=RELATIONS + kind, Target=target)
        if number in outside:
            row.set("TargetMode", "External")
    return written(root)


def packed(parts: Mapping[str, bytes], types: Mapping[str, str], defaults: Mapping[str, str]) -> bytes:
    """A package of these parts; those without a type of their own go by their ending."""
    root = etree.Element(f"{{{PACKAGE}content-types}}Types", nsmap={None: f"{PACKAGE}content-types"})
    endings = {name.rpartition(".")[2].lower() for name in parts}
    for ending, kind in {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", **{e: t for e, t in defaults.items() if e in endings}}.items():
        etree.SubElement(root, f"{{{PACKAGE}content-types}}Default", Extension=ending, ContentType=kind)
    for name in sorted(types):
        if name in parts:
            etree.SubElement(root, f"{{{PACKAGE}content-types}}Override", PartName=f"/{name}", ContentType=types[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in {"[Content_Types].xml": written(root), **dict(sorted(parts.items()))}.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
