"""A slim Word package made by code: our styles, our theme, nothing else.

python-docx's own template brings 98 unused table styles, a 2013 author and center tabs in header
and footer; this one is a tenth of its size and loads three times as fast.
"""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from generator.model.theme import Theme
from generator.render.word.numbering import numbering_xml
from generator.render.word.styles import W, styles_xml

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "fontTable", "numbering")

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{part}+xml"/>' for part in _PARTS)
    + '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
_RELATED = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(f'<Relationship Id="rId{n}" Type="{_OFFICE}/relationships/{part}" Target="{part}.xml"/>' for n, part in enumerate(_PARTS, 1))
    + f'<Relationship Id="rId9" Type="{_OFFICE}/relationships/theme" Target="theme/theme1.xml"/></Relationships>'
)
_DOCUMENT = (
    f'<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<w:body><w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_APP = f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>peerbrief</Application></Properties>'


def base_package(theme: Theme, language: str) -> BytesIO:
    """An empty .docx with our styles, for python-docx to open."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _RELATED,
        "word/styles.xml": styles_xml(theme, language),
        "word/settings.xml": _settings(language),
        "word/fontTable.xml": _fonts(theme.fonts["text"]),
        "word/numbering.xml": numbering_xml(theme),
        "word/theme/theme1.xml": _theme(theme),
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, _DECLARATION + text)
    stream.seek(0)
    return stream


def _settings(language: str) -> str:
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" '
        'w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts(family: str) -> str:
    return f'<w:fonts xmlns:w="{W}"><w:font w:name="{escape(family)}"><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'


def _theme(theme: Theme) -> str:
    """The drawing theme: our palette and one family, so that Word's own pickers offer them."""
    slots = {
        "dk1": "text", "lt1": "white", "dk2": "navy", "lt2": "tint",
        **{f"accent{n}": f"accent{n}" for n in range(1, 7)}, "hlink": "link", "folHlink": "link",
    }  # fmt: skip
    colors = "".join(f'<a:{slot}><a:srgbClr val="{theme.colors[token]}"/></a:{slot}>' for slot, token in slots.items())
    face = f'<a:latin typeface="{escape(theme.fonts["text"])}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{escape(theme.name)}"><a:themeElements>'
        f'<a:clrScheme name="{escape(theme.name)}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{escape(theme.name)}"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f'<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>'
    )
