"""The memo's styles as WordprocessingML, drawn from the theme's tokens.

Sizes are half-points in the XML and points here; spacing is points here and twentieths there.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from generator.model.theme import Theme

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SLOTS = {
    "text": "text1", "white": "background1", "navy": "text2", "tint": "background2", "link": "hyperlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip


class Look(NamedTuple):
    """One paragraph style. `left` and `hang` are inches, the rest points; `line` is a multiple.

    `next`: the style that follows in typing. `outline`: 0 for the first heading level, else None.
    `rule`: side, color and eighths of a point of a border; several make a box. `fill`: shading.
    """

    name: str
    size: float = 0.0
    color: str = ""
    strong: bool | None = None
    emph: bool = False
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float = 0.0
    hang: float = 0.0
    right: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    base: str = "Normal"
    next: str = ""
    rules: tuple[tuple[str, str, int, int], ...] = ()
    fill: str = ""
    tab: float = 0.0


PANEL_RULES = (
    ("top", "tint", 4, 6), ("left", "accent1", 24, 8), ("bottom", "tint", 4, 6), ("right", "tint", 4, 6), ("between", "tint", 4, 4),
)  # fmt: skip
_BOTTOM_LINE = (("top", "accent3", 6, 5), ("left", "navy", 36, 8), ("bottom", "accent3", 6, 5), ("right", "tint", 4, 8))
_EXCHANGE = (("left", "accent2", 12, 8),)

LOOKS: Mapping[str, Look] = {
    "Title": Look("Title", 22, "navy", strong=True, before=0, after=5, line=1.0, keep_next=True, next="Normal"),
    "Heading1": Look("heading 1", 15, "accent1", strong=True, before=13, after=4, line=1.0, keep_next=True, keep_lines=True, outline=0, next="Normal"),
    "Heading2": Look("heading 2", 12, "navy", strong=True, before=9, after=2, line=1.0, keep_next=True, keep_lines=True, outline=1, next="Normal"),
    "Heading3": Look("heading 3", 10.5, "navy", strong=True, before=8, after=2, line=1.0, keep_next=True, keep_lines=True, outline=2, next="Normal"),
    "MemoHead": Look("Memo Head", before=0, after=1, line=1.0, left=1.15, hang=1.15, tab=1.15),
    "Lead": Look("Lead", 11.5, "navy", before=6, after=11, line=1.08, left=0.17, right=0.12, keep_lines=True, rules=_BOTTOM_LINE, fill="tint"),
    "ListBullet": Look("List Bullet", after=2, left=0.25, hang=0.25),
    "ListNumber": Look("List Number", after=2, left=0.25, hang=0.25),
    "ListContinue": Look("List Continue", after=2, left=0.25),
    "Caption": Look("caption", 10, "navy", strong=True, before=8, after=3, line=1.0, keep_next=True, keep_lines=True),
    "FigureUnit": Look("Figure Unit", 9, "mute", after=2, line=1.0, keep_next=True),
    "Figure": Look("Figure", after=8, before=0, line=1.0),
    "Caveat": Look("Caveat", 9, "mute", before=6, after=6, line=1.0, rules=(("top", "rule", 4, 3),)),
    "Panel": Look("Panel", before=0, after=0, line=1.1, left=0.14, right=0.1, keep_lines=True, rules=PANEL_RULES, fill="tint"),
    "Objection": Look("Objection", 10.5, "navy", emph=True, before=4, after=1, left=0.14, keep_next=True, keep_lines=True, next="Answer", rules=_EXCHANGE),
    "Answer": Look("Answer", after=1, left=0.14, rules=_EXCHANGE),
    "Ambulatory": Look("Ambulatory", 10, before=1, after=1, left=0.14, rules=_EXCHANGE),
    "TableText": Look("Table Text", 9, before=0, after=0, line=1.0),
    "TableHead": Look("Table Head", 9, "navy", strong=True, before=0, after=0, line=1.0, keep_next=True, base="TableText"),
    "AfterTable": Look("After Table", 4, before=0, after=4, line=1.0),
    "Reference": Look("Reference", 8.5, before=0, after=1, line=1.0, left=0.3, hang=0.3, keep_lines=True),
    "Entry": Look("Entry", 9.5, before=0, after=2, line=1.0, keep_next=True, keep_lines=True),
    "About": Look("About", 9, "mute", before=2, after=2, line=1.0, keep_next=True, keep_lines=True),
    "Limit": Look("Limit", 9, "mute", emph=True, before=0, after=5, line=1.0, left=0.25, keep_lines=True),
    "Header": Look("header", 8.5, "navy", before=0, after=0, line=1.0, rules=(("bottom", "navy", 6, 4),)),
    "Footer": Look("footer", 8.5, "mute", before=0, after=0, line=1.0),
}  # fmt: skip

BODY = 10.5


def color(theme: Theme, token: str) -> str:
    """Attributes of `w:color`: the token's value and, where the scheme has it, its slot."""
    slot = f' w:themeColor="{_SLOTS[token]}"' if token in _SLOTS and not theme.tones else ""
    return f'w:val="{theme.colors[token]}"{slot}'


def border(theme: Theme, side: str, token: str, eighths: int, space: int) -> str:
    """One border element of a paragraph, table or cell."""
    slot = f' w:themeColor="{_SLOTS[token]}"' if token in _SLOTS and not theme.tones else ""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{theme.colors[token]}"{slot}/>'


def shading(theme: Theme, token: str) -> str:
    """A fill in a token's color."""
    slot = f' w:themeFill="{_SLOTS[token]}"' if token in _SLOTS and not theme.tones else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.colors[token]}"{slot}/>'


def own_styles(theme: Theme, wanted: Collection[str]) -> str:
    """Styles of ours that a letterhead lacks, by id, without fonts of their own; links, citations and tables among them."""
    listed = [_style(style_id, look, theme) for style_id, look in LOOKS.items() if style_id in wanted]
    return "".join([*listed, *(xml for style_id, xml in _other_styles(theme).items() if style_id in wanted)])


OTHERS = ("Hyperlink", "Citation", "TableNormal", "Evidence")


def _other_styles(theme: Theme) -> dict[str, str]:
    tables = _table_styles(theme).split("</w:style>")
    return {
        "Hyperlink": f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color {color(theme, "link")}/><w:u w:val="single"/></w:rPr></w:style>',
        "Citation": '<w:style w:type="character" w:customStyle="1" w:styleId="Citation"><w:name w:val="Citation"/>'
        f'<w:rPr><w:color {color(theme, "link")}/><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
        "TableNormal": f"{tables[0]}</w:style>", "Evidence": f"{tables[1]}</w:style>",
    }  # fmt: skip


def styles_xml(theme: Theme, language: str) -> str:
    """The whole styles part: document defaults, our paragraph styles, links and two table styles."""
    font = theme.fonts["text"]
    parts = [
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f'<w:color {color(theme, "text")}/>'
        f'<w:sz w:val="{_half(BODY)}"/><w:szCs w:val="{_half(BODY)}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="100" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/></w:style>',
        *(_style(style_id, look, theme) for style_id, look in LOOKS.items()),
        *_other_styles(theme).values(),
        "</w:styles>",
    ]
    return "".join(parts)


def _half(points: float) -> int:
    return round(points * 2)


def _twips(points: float) -> int:
    return round(points * 20)


def _style(style_id: str, look: Look, theme: Theme) -> str:
    own = "" if look.name[0].islower() or look.name in ("Title", "List Bullet", "List Number", "List Continue") else ' w:customStyle="1"'
    following = f'<w:next w:val="{look.next}"/>' if look.next else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style_id}"><w:name w:val="{look.name}"/><w:basedOn w:val="{look.base}"/>'
        f"{following}<w:qFormat/><w:pPr>{_paragraph(look, theme)}</w:pPr><w:rPr>{_run(look, theme)}</w:rPr></w:style>"
    )


def _paragraph(look: Look, theme: Theme) -> str:
    """Paragraph properties in the order the schema asks for."""
    spacing = "".join(
        f' w:{name}="{value}"'
        for name, value in (
            ("before", None if look.before is None else _twips(look.before)),
            ("after", None if look.after is None else _twips(look.after)),
            ("line", None if look.line is None else round(look.line * 240)),
        )
        if value is not None
    )
    indent = f'<w:ind w:left="{round(look.left * 1440)}" w:right="{round(look.right * 1440)}" w:hanging="{round(look.hang * 1440)}"/>'
    rules = "".join(border(theme, *rule) for rule in look.rules)
    return "".join(
        (
            "<w:keepNext/>" if look.keep_next else "",
            "<w:keepLines/>" if look.keep_lines else "",
            f"<w:pBdr>{rules}</w:pBdr>" if rules else "",
            shading(theme, look.fill) if look.fill else "",
            f'<w:tabs><w:tab w:val="left" w:pos="{round(look.tab * 1440)}"/></w:tabs>' if look.tab else "",
            f'<w:spacing{spacing}{" w:lineRule=" + chr(34) + "auto" + chr(34) if look.line else ""}/>' if spacing else "",
            indent if look.left or look.right else "",
            f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else "",
        )
    )


def _run(look: Look, theme: Theme) -> str:
    return "".join(
        (
            "<w:b/><w:bCs/>" if look.strong else "",
            "<w:i/><w:iCs/>" if look.emph else "",
            f"<w:color {color(theme, look.color)}/>" if look.color else "",
            f'<w:sz w:val="{_half(look.size)}"/><w:szCs w:val="{_half(look.size)}"/>' if look.size else "",
        )
    )


def _table_styles(theme: Theme) -> str:
    """"Table Normal", which Word expects, and ours: rules between rows, the header tinted."""
    margins = '<w:tblCellMar><w:top w:w="{v}" w:type="dxa"/><w:left w:w="{h}" w:type="dxa"/><w:bottom w:w="{v}" w:type="dxa"/><w:right w:w="{h}" w:type="dxa"/></w:tblCellMar>'
    lines = "".join(border(theme, side, token, size, 0) for side, token, size in (("top", "navy", 8), ("bottom", "navy", 8), ("insideH", "rule", 4)))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins.format(v=0, h=108)}</w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Evidence"><w:name w:val="Evidence Table"/><w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{margins.format(v=30, h=72)}</w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{border(theme, "bottom", "navy", 6, 0)}</w:tcBorders>{shading(theme, "tint")}</w:tcPr></w:tblStylePr></w:style>'
    )
