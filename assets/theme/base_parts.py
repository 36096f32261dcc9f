"""Parts of the base theme that are not shapes: theme, table style, masters' frames, package files."""

from html import escape

from base_shapes import SCHEME, WIDTH, fill

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
TABLE_STYLE = "{9B5C1F62-3E0A-4C47-A1D5-6F2E8B7C4D10}"
ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
    'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
PRES_PROPS = f"{HEAD}<p:presentationPr {NS}/>"
VIEW_PROPS = (
    f'{HEAD}<p:viewPr {NS}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/></p:normalViewPr>'
    '<p:slideViewPr><p:cSldViewPr snapToGrid="0"><p:cViewPr varScale="1"><p:scale><a:sx n="100" d="100"/><a:sy n="100" d="100"/>'
    '</p:scale><p:origin x="0" y="0"/></p:cViewPr><p:guideLst/></p:cSldViewPr></p:slideViewPr>'
    '<p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'
)
APP = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>peerbrief</Application></Properties>"
)
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


def _line(side: str, width: int, color: str) -> str:
    return f'<a:{side}><a:ln w="{width}" cmpd="sng">{fill(color)}</a:ln></a:{side}>'


def _none(side: str) -> str:
    return f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>"


TABLE_STYLES = (
    f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}">'
    f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Rules"><a:wholeTbl>'
    f'<a:tcTxStyle><a:fontRef idx="minor"/>{SCHEME["text"]}</a:tcTxStyle><a:tcStyle><a:tcBdr>'
    f"{_none('left')}{_none('right')}{_none('top')}{_line('bottom', 9525, 'rule')}{_line('insideH', 9525, 'rule')}{_none('insideV')}"
    "</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl><a:firstRow>"
    f'<a:tcTxStyle b="on"><a:fontRef idx="minor"/>{SCHEME["navy"]}</a:tcTxStyle><a:tcStyle><a:tcBdr>{_line("bottom", 19050, "navy")}'
    f"</a:tcBdr><a:fill>{fill('tint')}</a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
)


def relations(*targets: tuple[str, str]) -> str:
    """Return a relationships part; ids count from rId1."""
    kinds = {"core": f"{PACKAGE}relationships/metadata/core-properties", "extended": f"{OFFICE}extended-properties"}
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{kinds.get(kind, OFFICE + kind)}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{rows}</Relationships>'


def content_types(layouts: int) -> str:
    """Return the content types of all parts."""
    pml = "application/vnd.openxmlformats-officedocument.presentationml."
    overrides = {
        "/ppt/presentation.xml": f"{pml}presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{pml}slideMaster+xml",
        **{f"/ppt/slideLayouts/slideLayout{i}.xml": f"{pml}slideLayout+xml" for i in range(1, layouts + 1)},
        "/ppt/notesMasters/notesMaster1.xml": f"{pml}notesMaster+xml",
        "/ppt/presProps.xml": f"{pml}presProps+xml",
        "/ppt/viewProps.xml": f"{pml}viewProps+xml",
        "/ppt/tableStyles.xml": f"{pml}tableStyles+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def presentation(height: int) -> str:
    """Return presentation.xml: one master, the notes master, the slide's size, default text."""
    levels = "".join(
        f'<a:lvl{i}pPr marL="{(i - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:defRPr sz="1800" kern="1200">{fill("text")}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        f'<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{i}pPr>'
        for i in range(1, 10)
    )
    return (
        f'{HEAD}<p:presentation {NS} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        f'</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{WIDTH}" cy="{height}"/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>'
        f'<a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{levels}</p:defaultTextStyle></p:presentation>'
    )


def master(shapes: str, layouts: int, sizes: dict) -> str:
    """Return the slide master around its shapes."""

    def level(number: int, size: float, indent: bool) -> str:
        margin = f'marL="{number * 201168}" indent="-201168"' if indent else 'marL="0" indent="0"'
        bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if indent else "<a:buNone/>"
        return (
            f'<a:lvl{number}pPr {margin} algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
            f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{bullet}<a:defRPr sz="{round(size * 100)}" kern="1200">{fill("text")}'
            f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
        )

    title = (
        '<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/>'
        f'</a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{sizes["title"] * 100}" b="1" kern="1200">'
        f'{fill("navy")}<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr>'
    )
    body = "".join(level(i, sizes["body"] if i < 3 else sizes["body_least"], i > 1) for i in range(1, 10))
    other = "".join(level(i, sizes["body"], False) for i in range(1, 10))
    ids = "".join(f'<p:sldLayoutId id="{2147483648 + i}" r:id="rId{i}"/>' for i in range(1, layouts + 1))
    return (
        f"{HEAD}<p:sldMaster {NS}><p:cSld>{_background('white')}<p:spTree>{ROOT}{shapes}</p:spTree></p:cSld><p:clrMap {MAP}/>"
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>{title}</p:titleStyle>'
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout(name: str, kind: str, shapes: str, dark: bool) -> str:
    """Return a layout; a dark one carries its own navy ground."""
    type_ = f' type="{kind}"' if kind else ""
    return (
        f'{HEAD}<p:sldLayout {NS}{type_} preserve="1"{"" if kind else " userDrawn=" + chr(34) + "1" + chr(34)}>'
        f'<p:cSld name="{escape(name)}">{_background("navy") if dark else ""}<p:spTree>{ROOT}{shapes}</p:spTree></p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _background(color: str) -> str:
    return f"<p:bg><p:bgPr>{fill(color)}<a:effectLst/></p:bgPr></p:bg>"


def theme(tokens: dict) -> str:
    """Return the theme: our color scheme, fonts, and the plainest of format schemes."""
    colors = tokens["colors"]
    slots = {"dk1": "text", "lt1": "white", "dk2": "navy", "lt2": "tint"}
    slots |= {f"accent{i}": f"accent{i}" for i in range(1, 7)} | {"hlink": "link", "folHlink": "link"}
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{colors[token]}"/></a:{slot}>' for slot, token in slots.items())
    face = f'<a:latin typeface="{tokens["fonts"]["text"]}"/><a:ea typeface=""/><a:cs typeface=""/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{plain}<a:prstDash val="solid"/></a:ln>' for w in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{escape(tokens["name"])}"><a:themeElements>'
        f'<a:clrScheme name="{escape(tokens["name"])}">{scheme}</a:clrScheme><a:fontScheme name="{tokens["fonts"]["text"]}">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _notes_shape(number: int, name: str, ph: str, box: tuple[int, int, int, int], text: str) -> str:
    x, y, w, h = box
    locks = '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>' if 'type="sldImg"' in ph else '<a:spLocks noGrp="1"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>{locks}</p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{text}</p:sp>'
    )


def _notes_text(content: str) -> str:
    return f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/><a:p>{content}</a:p></p:txBody>'


NOTES_MASTER = (
    f"{HEAD}<p:notesMaster {NS}><p:cSld>{_background('white')}<p:spTree>{ROOT}"
    + _notes_shape(2, "Slide image", 'type="sldImg" idx="2"', (685800, 685800, 5486400, 3086100), "")
    + _notes_shape(
        3, "Notes", 'type="body" sz="quarter" idx="3"', (685800, 4000500, 5486400, 4400000),
        _notes_text('<a:r><a:rPr lang="en-US"/><a:t>Notes</a:t></a:r>'),
    )
    + _notes_shape(
        4, "Slide number", 'type="sldNum" sz="quarter" idx="5"', (3886200, 8600000, 2286000, 280000),
        _notes_text(
            '<a:pPr algn="r"/><a:fld id="{6F1C0C63-3E5B-4B8E-9C41-2C0E5F0B7A12}" type="slidenum"><a:rPr lang="en-US" sz="1000"/><a:t>‹#›</a:t></a:fld>'
        ),
    )
    + f'</p:spTree></p:cSld><p:clrMap {MAP}/><p:notesStyle><a:lvl1pPr marL="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
    + f'<a:spcBef><a:spcPts val="400"/></a:spcBef><a:defRPr sz="1200" kern="1200">{fill("text")}<a:latin typeface="+mn-lt"/>'
    + '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>'
)  # fmt: skip
