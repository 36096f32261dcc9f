"""Hospitals' Word letterheads as they really are, written by script."""

import io
import zipfile
from collections.abc import Callable, Sequence

from tests.brand.decks import BLUE, Master, picture, theme

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
ADDRESS = "Harbor Hospital · 555 Quay Street · Port Alma, ME 04101 · Tel. (207) 555-0142"
LOGO = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1463040" cy="822960"/><wp:docPr id="91" name="Logo" descr="Harbor Hospital"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1463040" cy="822960"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def style(own: str, name: str, look: str = "", kind: str = "paragraph", default: bool = False) -> str:
    extra = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{extra} w:styleId="{own}"><w:name w:val="{name}"/>{look}</w:style>'


def styles(*own: str, font: str = "Arial") -> str:
    normal = style("Standard", "Normal", '<w:pPr><w:spacing w:after="120"/></w:pPr>', default=True)
    defaults = f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    return f"<w:styles {NS}>{defaults}{normal}{''.join(own)}</w:styles>"


def relations(rows: Sequence[tuple[str, str, str]], outside: Sequence[tuple[str, str, str]] = ()) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{OFFICE}{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'<Relationships xmlns="{PACKAGE}relationships">{inner}' + "".join(f'<Relationship Id="{i}" Type="{OFFICE}{kind}" Target="{target}" TargetMode="External"/>' for i, kind, target in outside) + "</Relationships>"


def package(styles_xml: str, header: str = "", footer: str = "", page: str = "", main: str = "document.main+xml", extra: dict[str, str | bytes] | None = None, more: Sequence[tuple[str, str, str]] = (), brand: bool = True, body: str = "<w:p><w:r><w:t>Dear Ms. Sample</w:t></w:r></w:p>", outside: Sequence[tuple[str, str, str]] = ()) -> bytes:
    references = ('<w:headerReference w:type="default" r:id="rId7"/>' if header else "") + ('<w:footerReference w:type="default" r:id="rId8"/>' if footer else "")
    page = page or '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="2200" w:right="1440" w:bottom="1600" w:left="1700" w:header="720" w:footer="600" w:gutter="0"/>'
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NS}><w:body>{body}<w:sectPr>{references}{page}</w:sectPr></w:body></w:document>",
        "word/styles.xml": styles_xml, "word/media/image1.png": picture("logo"),
    }  # fmt: skip
    rows = [("rId1", "styles", "styles.xml"), *more]
    types = {"word/document.xml": WML + main, "word/styles.xml": f"{WML}styles+xml"}
    if brand:
        parts["word/theme/theme1.xml"] = theme(Master([], [], BLUE, fonts=("Arial", "Arial")))
        rows.append(("rId6", "theme", "theme/theme1.xml"))
        types["word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    for r_id, kind, text in (("rId7", "header", header), ("rId8", "footer", footer)):
        if text:
            tag = "hdr" if kind == "header" else "ftr"
            parts[f"word/{kind}5.xml"] = f"<w:{tag} {NS}>{text}</w:{tag}>"
            parts[f"word/_rels/{kind}5.xml.rels"] = relations([("rId1", "image", "media/image1.png")], [("web", "hyperlink", "https://www.harbor.example"), *outside])
            rows.append((r_id, kind, f"{kind}5.xml"))
            types[f"word/{kind}5.xml"] = f"{WML}{kind}+xml"
    parts["word/_rels/document.xml.rels"] = relations(rows)
    parts["_rels/.rels"] = relations([("rId1", "officeDocument", "word/document.xml")])
    parts.update(extra or {})
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    parts["[Content_Types].xml"] = f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{overrides}</Types>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data if isinstance(data, bytes) else f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{data}'.encode())
    return stream.getvalue()


HEADINGS = [style(f"berschrift{i}", f"heading {i}", f'<w:basedOn w:val="Standard"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="{i - 1}"/></w:pPr><w:rPr><w:b/><w:color w:val="00677F"/><w:sz w:val="{30 - 4 * i}"/></w:rPr>') for i in (1, 2, 3)]
HEADER = f"<w:p>{LOGO}</w:p>"
FOOTER = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>{ADDRESS} · </w:t></w:r><w:hyperlink r:id="web"><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>www.harbor.example</w:t></w:r></w:hyperlink></w:p>'


def house() -> bytes:
    """A letterhead with headings and a title of its own, a logo above and an address below."""
    return package(styles(*HEADINGS, style("Titel", "Title", '<w:basedOn w:val="Standard"/><w:rPr><w:b/><w:sz w:val="44"/></w:rPr>')), HEADER, FOOTER)


def poor() -> bytes:
    """Without List Bullet, Title, Caption and Table Grid; relations of its fonts lead nowhere."""
    fonts = f'<w:fonts {NS}><w:font w:name="Frutiger"><w:embedRegular r:id="rId1" w:fontKey="{{00000000-0000-0000-0000-000000000000}}"/></w:font></w:fonts>'
    extra = {"word/fontTable.xml": fonts, "word/_rels/fontTable.xml.rels": relations([("rId1", "font", "fonts/font1.odttf")])}
    return package(styles(*HEADINGS[:1], font="Calibri"), HEADER, FOOTER, extra=extra, more=[("rId2", "fontTable", "fontTable.xml"), ("rId3", "numbering", "gone.xml")], brand=False)


def a4_template() -> bytes:
    """An A4 .dotx with lists of its own, tied to a template on another computer, with macros and an outside picture."""
    numbering = f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="▪"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    bullet = style("Aufz", "List Bullet", '<w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    extra: dict[str, str | bytes] = {
        "word/numbering.xml": numbering, "word/vbaProject.bin": b"macro", "word/settings.xml": f'<w:settings {NS}><w:attachedTemplate r:id="rId1"/></w:settings>',
        "word/_rels/settings.xml.rels": relations([], [("rId1", "attachedTemplate", "file:///\\\\server\\share\\letter.dotm")]),
    }  # fmt: skip
    linked = FOOTER.replace("</w:p>", '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:link="out"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>')
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2400" w:right="1300" w:bottom="1500" w:left="1300" w:header="700" w:footer="600" w:gutter="0"/><w:titlePg/>'
    return package(styles(*HEADINGS, bullet), "", linked, page, "template.main+xml", extra, [("rId2", "settings", "settings.xml"), ("rId3", "numbering", "numbering.xml")], outside=[("out", "image", "http://tracker.example/pixel.png")])


def blank() -> bytes:
    """Neither header nor footer, and no styles but the plain one."""
    return package(styles(font="Times New Roman"), brand=False, body="")


LETTERHEADS: dict[str, Callable[[], bytes]] = {"house": house, "poor": poor, "a4-template": a4_template, "blank": blank}
