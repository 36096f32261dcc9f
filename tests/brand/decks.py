"""Hospitals' PowerPoint templates as they really are, written by script: raw XML, so that every oddity is possible."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
LIGHT = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
DARK = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
BLUE = {"dk1": "1B2A33", "lt1": "FFFFFF", "dk2": "003B5C", "lt2": "E8EEF2", "accent1": "00677F", "accent2": "6CACE4", "accent3": "78BE20", "accent4": "ED8B00", "accent5": "C8102E", "accent6": "5F259F", "hlink": "00677F"}
RED = BLUE | {"dk1": "222222", "dk2": "6E0A1E", "lt2": "F4EFEA", "accent1": "C8102E", "accent2": "7A868C", "accent3": "D9A441", "accent4": "9B2743", "accent5": "E87722", "accent6": "3D6B7D", "hlink": "9B2743"}
PLAIN = BLUE | {"dk1": "000000", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1"}
NIGHT = BLUE | {"dk1": "0E1B2C", "lt1": "FFFFFF", "dk2": "14304F", "lt2": "DCE6F2", "accent1": "5BC2E7", "accent2": "F2A900", "accent3": "9ADBE8", "accent4": "FFB81C", "accent5": "FF6F61", "accent6": "84BD00", "hlink": "9ADBE8"}


def emu(inches: float) -> int:
    return round(inches * 914400)


@dataclass
class Ph:
    """A placeholder. Without a box it inherits the master's."""

    kind: str
    idx: int | None = None
    box: tuple[float, float, float, float] | None = None
    name: str = ""
    look: str = ""
    anchor: str = ""


@dataclass
class Pic:
    box: tuple[float, float, float, float]
    picture: str


@dataclass
class Rect:
    box: tuple[float, float, float, float]
    fill: str  # RRGGBB or a slot


@dataclass
class Layout:
    name: str
    kind: str
    shapes: Sequence[object]
    ground: str = ""
    mapping: dict[str, str] | None = None


@dataclass
class Master:
    shapes: Sequence[object]
    layouts: Sequence[Layout]
    colors: dict[str, str] = field(default_factory=lambda: BLUE)
    mapping: dict[str, str] = field(default_factory=lambda: LIGHT)
    fonts: tuple[str, str] = ("Calibri", "Calibri")
    ground: str = "bg1"
    title: str = '<a:defRPr sz="3200" b="1"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr>'
    body: str = '<a:defRPr sz="2000"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr>'
    align: str = "l"


@cache
def picture(kind: str, size: tuple[int, int] = (320, 180), color: str = "#00677F") -> bytes:
    """A PNG drawn here: a logo, a panel that bears the brand, noise that nobody can read on."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", size, (255, 255, 255, 0 if kind == "logo" else 255))
    pen = ImageDraw.Draw(image)
    w, h = size
    if kind == "logo":
        pen.rounded_rectangle((0, h * 0.2, w * 0.28, h * 0.8), 12, color)
        pen.rectangle((w * 0.34, h * 0.38, w, h * 0.62), color)
    elif kind == "branded":
        pen.rectangle((0, 0, w, h * 0.09), color)
        pen.rectangle((0, h * 0.92, w, h), "#E87722")
    elif kind == "full":
        pen.rectangle((0, 0, w, h), color)
        pen.ellipse((w * 0.6, h * 0.3, w * 1.2, h * 1.4), "#24506B")
    else:
        for x in range(0, w, 10):
            for y in range(0, h, 10):
                pen.rectangle((x, y, x + 9, y + 9), "#FFFFFF" if (x // 10 + y // 10) % 2 else "#101010")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def xfrm(box: tuple[float, float, float, float] | None, tag: str = "a:xfrm") -> str:
    if box is None:
        return ""
    x, y, w, h = map(emu, box)
    return f'<{tag}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></{tag}>'


def color(name: str) -> str:
    return f'<a:srgbClr val="{name}"/>' if len(name) == 6 and name.upper() == name else f'<a:schemeClr val="{name}"/>'


def shape(one: object, number: int) -> str:
    if isinstance(one, Ph):
        kind = "" if one.kind == "obj" else f' type="{one.kind}"'
        idx = "" if one.idx is None else f' idx="{one.idx}"'
        anchor = f' anchor="{one.anchor}"' if one.anchor else ""
        style = f"<a:lstStyle><a:lvl1pPr>{one.look}</a:lvl1pPr></a:lstStyle>" if one.look else "<a:lstStyle/>"
        field_ = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>' if one.kind == "sldNum" else '<a:r><a:rPr lang="en-US"/><a:t>Text</a:t></a:r>'
        place = f"<p:spPr>{xfrm(one.box)}</p:spPr>"
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{one.name or one.kind}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{idx}/></p:nvPr></p:nvSpPr>'
            f"{place}<p:txBody><a:bodyPr{anchor}/>{style}<a:p>{field_}</a:p></p:txBody></p:sp>"
        )
    if isinstance(one, Pic):
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture {number}"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="pic{one.picture}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{xfrm(one.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    if isinstance(one, Rect):
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Band {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(one.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"<a:solidFill>{color(one.fill)}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    return str(one).replace("@", str(number))


def tree(shapes: Sequence[object]) -> str:
    drawn = "".join(shape(one, number) for number, one in enumerate(shapes, 2))
    return f'<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{drawn}</p:spTree>'


def ground(name: str) -> str:
    if name.startswith("pic:"):
        return f'<p:bg><p:bgPr><a:blipFill><a:blip r:embed="pic{name[4:]}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
    return f"<p:bg><p:bgPr><a:solidFill>{color(name)}</a:solidFill><a:effectLst/></p:bgPr></p:bg>" if name else ""


def theme(master: Master) -> str:
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{master.colors[slot]}"/></a:{slot}>' for slot in ("dk1", "lt1", "dk2", "lt2", *(f"accent{i}" for i in range(1, 7)), "hlink"))
    scheme += f'<a:folHlink><a:srgbClr val="{master.colors["hlink"]}"/></a:folHlink>'
    fonts = "".join(f'<a:{place}><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{place}>' for place, face in zip(("majorFont", "minorFont"), master.fonts, strict=True))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Brand"><a:themeElements><a:clrScheme name="Brand">{scheme}</a:clrScheme><a:fontScheme name="Brand">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Brand"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst>'
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def relations(rows: Sequence[tuple[str, str, str]], outside: Sequence[tuple[str, str, str]] = ()) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{OFFICE}{kind}" Target="{target}"/>' for i, kind, target in rows)
    inner += "".join(f'<Relationship Id="{i}" Type="{OFFICE}{kind}" Target="{target}" TargetMode="External"/>' for i, kind, target in outside)
    return f'<Relationships xmlns="{PACKAGE}relationships">{inner}</Relationships>'


def levels(look: str, align: str) -> str:
    return "".join(f'<a:lvl{i}pPr algn="{align}">{look}</a:lvl{i}pPr>' for i in range(1, 10))


def package(masters: Sequence[Master], size: tuple[float, float] = (13.333, 7.5), slides: int = 0, pictures: dict[str, bytes] | None = None, main: str = "presentation.main+xml", extra: dict[str, bytes] | None = None) -> bytes:
    """The bytes of a template."""
    pictures = pictures or {}
    parts: dict[str, str | bytes] = {f"ppt/media/{name}.png": data for name, data in pictures.items()}
    types = {"ppt/presentation.xml": PML + main}
    media = [(f"pic{name}", "image", f"../media/{name}.png") for name in pictures]
    ids, rels, count = "", [], 0
    for m, master in enumerate(masters, 1):
        listed = ""
        layout_rels = []
        for layout in master.layouts:
            count += 1
            own = f'<a:overrideClrMapping {attributes(layout.mapping)}/>' if layout.mapping else "<a:masterClrMapping/>"
            kind = f' type="{layout.kind}"' if layout.kind else ""
            parts[f"ppt/slideLayouts/slideLayout{count}.xml"] = f'<p:sldLayout {NS}{kind}><p:cSld name="{layout.name}">{ground(layout.ground)}{tree(layout.shapes)}</p:cSld><p:clrMapOvr>{own}</p:clrMapOvr></p:sldLayout>'
            parts[f"ppt/slideLayouts/_rels/slideLayout{count}.xml.rels"] = relations([("rId1", "slideMaster", f"../slideMasters/slideMaster{m}.xml"), *media])
            types[f"ppt/slideLayouts/slideLayout{count}.xml"] = f"{PML}slideLayout+xml"
            listed += f'<p:sldLayoutId id="{2147483660 + 20 * m + count}" r:id="lay{count}"/>'
            layout_rels.append((f"lay{count}", "slideLayout", f"../slideLayouts/slideLayout{count}.xml"))
        lists = f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>" if listed else ""
        parts[f"ppt/slideMasters/slideMaster{m}.xml"] = (
            f"<p:sldMaster {NS}><p:cSld>{ground(master.ground)}{tree(master.shapes)}</p:cSld><p:clrMap {attributes(master.mapping)}/>{lists}"
            f"<p:txStyles><p:titleStyle>{levels(master.title, master.align)}</p:titleStyle><p:bodyStyle>{levels(master.body, 'l')}</p:bodyStyle><p:otherStyle>{levels(master.body, 'l')}</p:otherStyle></p:txStyles></p:sldMaster>"
        )
        parts[f"ppt/slideMasters/_rels/slideMaster{m}.xml.rels"] = relations([*layout_rels, ("thm", "theme", f"../theme/theme{m}.xml"), *media])
        parts[f"ppt/theme/theme{m}.xml"] = theme(master)
        types[f"ppt/slideMasters/slideMaster{m}.xml"], types[f"ppt/theme/theme{m}.xml"] = f"{PML}slideMaster+xml", "application/vnd.openxmlformats-officedocument.theme+xml"
        ids += f'<p:sldMasterId id="{2147483648 + 20 * m - 20}" r:id="mas{m}"/>'
        rels.append((f"mas{m}", "slideMaster", f"slideMasters/slideMaster{m}.xml"))
    sample = ""
    for s in range(1, slides + 1):
        parts[f"ppt/slides/slide{s}.xml"] = f'<p:sld {NS}><p:cSld>{tree([Ph("title")])}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>'
        parts[f"ppt/slides/_rels/slide{s}.xml.rels"] = relations([("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"), *media], [("out", "hyperlink", "https://intranet.example/brand")])
        types[f"ppt/slides/slide{s}.xml"] = f"{PML}slide+xml"
        sample += f'<p:sldId id="{255 + s}" r:id="sld{s}"/>'
        rels.append((f"sld{s}", "slide", f"slides/slide{s}.xml"))
    listed = f"<p:sldIdLst>{sample}</p:sldIdLst>" if sample else ""
    parts["ppt/presentation.xml"] = f'<p:presentation {NS}><p:sldMasterIdLst>{ids}</p:sldMasterIdLst>{listed}<p:sldSz cx="{emu(size[0])}" cy="{emu(size[1])}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    parts["ppt/_rels/presentation.xml.rels"] = relations(rels)
    parts["_rels/.rels"] = relations([("rId1", "officeDocument", "ppt/presentation.xml")])
    parts.update(extra or {})
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    parts["[Content_Types].xml"] = f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{rows}</Types>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data if isinstance(data, bytes) else f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{data}'.encode())
    return stream.getvalue()


def attributes(mapping: dict[str, str]) -> str:
    whole = {**mapping, **{f"accent{i}": f"accent{i}" for i in range(1, 7)}, "hlink": "hlink", "folHlink": "folHlink"}
    return " ".join(f'{k}="{v}"' for k, v in whole.items())


def usual(w: float = 13.333, h: float = 7.5, left: float = 0.9, names: Sequence[str] = ("Title Slide", "Title and Content", "Section Header", "Title Only", "Blank"), kinds: Sequence[str] = ("title", "obj", "secHead", "titleOnly", "blank"), more: Sequence[object] = (), cover: Sequence[object] = (), **look: object) -> Master:
    """A master as PowerPoint makes it: title on top, body under it, date, footer and number at the foot."""
    u = h / 7.5
    width = w - 2 * left if left < 1.2 * u else w - left - 0.6 * u
    top, foot = (left, 0.45 * u, width, 1.15 * u), 6.9 * u
    marks = [Ph("dt", 10), Ph("ftr", 11), Ph("sldNum", 12)]
    boxes = {"dt": (left, foot, 1.8 * u, 0.35 * u), "ftr": (left + 2.2 * u, foot, 4.6 * u, 0.35 * u), "sldNum": (left + width - 1.5 * u, foot, 1.5 * u, 0.35 * u)}
    small = '<a:defRPr sz="1100"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:defRPr>'
    shapes = [*more, Ph("title", None, top, anchor="ctr"), Ph("body", 1, (left, 1.8 * u, width, 4.8 * u)), *(Ph(m.kind, i, boxes[m.kind], look=small) for i, m in enumerate(marks, 2))]
    head = Ph("ctrTitle", None, (left, 1.9 * u, width * 0.75, 1.7 * u), anchor="b", look='<a:defRPr sz="4400"/>')
    inner = {
        "title": [*cover, head, Ph("subTitle", 1, (left, 3.9 * u, width * 0.7, 1.5 * u)), *marks], "obj": [Ph("title"), Ph("obj", 1), *marks], "secHead": [Ph("title", None, (left, 2.6 * u, width, 1.4 * u)), Ph("body", 1, (left, 4.2 * u, width, 1.2 * u)), *marks],
        "titleOnly": [Ph("title"), *marks], "blank": marks,
    }  # fmt: skip
    return Master(shapes, [Layout(name, kind, inner.get(kind, inner["obj"])) for name, kind in zip(names, kinds, strict=True)], **look)  # type: ignore[arg-type]


LOGO = {"logo": picture("logo")}


def harbor() -> bytes:
    """A good 16:9 template: logo at the top right, a band at the foot."""
    title = usual(more=[Pic((11.4, 0.3, 1.5, 0.84), "logo"), Rect((0, 7.36, 13.333, 0.14), "accent1")])
    title.shapes = [s if not (isinstance(s, Ph) and s.kind == "title") else Ph("title", None, (0.9, 0.4, 10.2, 1.15), anchor="b") for s in title.shapes]
    return package([title], pictures=LOGO)


def german() -> bytes:
    """A .potx of 10 by 5.63 inches, in German, Arial."""
    return package([usual(10, 5.625, 0.65, ("Titelfolie", "Titel und Inhalt", "Abschnitts­überschrift", "Nur Titel", "Leer"), fonts=("Arial", "Arial"), more=[Rect((0, 0, 10, 0.12), "accent1")])], (10, 5.625), main="template.main+xml")


def four_by_three() -> bytes:
    """4:3 with a broad band at the left and a logo at the foot."""
    return package([usual(10, 7.5, 1.75, more=[Rect((0, 0, 1.3, 7.5), "tx2"), Pic((0.2, 6.6, 0.9, 0.5), "logo")])], (10, 7.5), pictures=LOGO)


def dark_by_map() -> bytes:
    return package([usual(colors=NIGHT, mapping=DARK, title='<a:defRPr sz="3000" b="1"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr>')])


def dark_by_hand() -> bytes:
    """A dark ground under a light map; titles white by hand, body color left at the scheme's dark."""
    return package([usual(colors=NIGHT, ground="101D2E", title='<a:defRPr sz="3000"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr>')])


def pictures_only() -> bytes:
    """The brand lives in pictures; the color scheme is Office's own."""
    made = usual(colors=PLAIN, ground="pic:branded", left=0.9)
    made.layouts = [Layout(v.name, v.kind, v.shapes, "pic:full" if v.kind == "title" else "") for v in made.layouts]
    return package([made], pictures={"branded": picture("branded"), "full": picture("full")})


def red() -> bytes:
    """A red brand: its title stands white on a red band."""
    made = usual(colors=RED, more=[Rect((0, 0, 13.333, 1.65), "accent1")], title='<a:defRPr sz="2800" b="1" cap="all"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>', align="ctr")
    return package([made])


def bare() -> bytes:
    """No footers anywhere, and the title slide has no title."""
    made = usual()
    made.shapes = [s for s in made.shapes if not (isinstance(s, Ph) and s.kind in ("dt", "ftr", "sldNum"))]
    for layout in made.layouts:
        layout.shapes = [s for s in layout.shapes if not (isinstance(s, Ph) and s.kind in ("dt", "ftr", "sldNum", *(("ctrTitle",) if layout.kind == "title" else ())))]
    return package([made])


def three_masters() -> bytes:
    """Three masters with the same names; only the second has room."""
    low = usual()
    low.shapes = [s if not (isinstance(s, Ph) and s.kind in ("title", "body")) else Ph(s.kind, s.idx, (0.9, 5.4 if s.kind == "title" else 0.4, 11.5, 1.0 if s.kind == "title" else 4.8)) for s in low.shapes]
    return package([low, usual(colors=RED), low])


def duplicates() -> bytes:
    """Placeholders of one name; idx 2 is the date here and the body there."""
    made = usual(names=("Folie", "Folie", "Folie", "Folie", "Folie"))
    for layout in made.layouts:
        layout.shapes = [Ph(s.kind, {"dt": 2 if layout.kind == "titleOnly" else 10}.get(s.kind, s.idx), s.box, "Platzhalter 1", s.look, s.anchor) if isinstance(s, Ph) else s for s in layout.shapes]
    made.layouts[1].shapes = [Ph("title"), Ph("obj", 2, name="Platzhalter 1")]
    return package([made])


def sampled() -> bytes:
    """31 sample slides with all that hangs on them, as a show."""
    extra = {"docProps/thumbnail.jpeg": b"\xff\xd8\xff", "ppt/printerSettings/printerSettings1.bin": b"\0" * 64, "ppt/comments/comment1.xml": b"<c/>", "customXml/item1.xml": b"<secret>Dr. Who</secret>"}
    return package([usual(more=[Pic((11.6, 0.3, 1.2, 0.7), "logo")])], slides=31, pictures=LOGO, main="slideshow.main+xml", extra=extra)


def japanese() -> bytes:
    return package([usual(names=("タイトル スライド", "タイトルとコンテンツ", "セクション見出し", "タイトルのみ", "白紙"), kinds=("", "", "", "", ""), fonts=("Arial", "Arial"))])


def no_title_only() -> bytes:
    """Only odd layouts: the title is on top of pictures and columns; none is title only."""
    made = usual(names=("Opening 2024 v3", "1_Text + image", "Zwei Spalten"), kinds=("title", "obj", "obj"))
    made.layouts[1].shapes = [Ph("title"), Ph("pic", 13, (8.2, 1.8, 4.2, 4.8)), Ph("obj", 1, (0.9, 1.8, 7.0, 4.8)), Ph("sldNum", 12)]
    made.layouts[2].shapes = [Ph("title"), Ph("obj", 1, (0.9, 1.8, 5.6, 4.8)), Ph("obj", 2, (6.8, 1.8, 5.6, 4.8)), Ph("ftr", 11), Ph("sldNum", 12)]
    return package([made])


def crowded() -> bytes:
    """Bands and pictures leave no room: only the colors can be used."""
    return package([usual(more=[Rect((0, 1.7, 6.4, 5.8), "accent1"), Pic((9.8, 1.8, 3.5, 5.5), "logo")])], pictures=LOGO)


def restless() -> bytes:
    return package([usual(ground="pic:noise")], pictures={"noise": picture("noise")})


def macros() -> bytes:
    return package([usual()], main="presentation.main+xml", extra={"ppt/vbaProject.bin": b"macro"})


HOSTED: dict[str, Callable[[], bytes]] = {
    "harbor": harbor, "german": german, "four-by-three": four_by_three, "dark-by-map": dark_by_map, "dark-by-hand": dark_by_hand, "pictures-only": pictures_only, "red": red, "bare": bare,
    "three-masters": three_masters, "duplicates": duplicates, "sampled": sampled, "japanese": japanese, "no-title-only": no_title_only, "macros": macros,
}  # fmt: skip
FALLBACK: dict[str, Callable[[], bytes]] = {"crowded": crowded, "restless": restless}
ALL = {**HOSTED, **FALLBACK}
