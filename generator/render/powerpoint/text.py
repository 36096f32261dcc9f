"""Paragraphs, text boxes and filled placeholders as XML."""

from collections.abc import Callable, Sequence

from generator.model.briefing import Run
from generator.model.pages import Para, TextShape
from generator.plan.measure import hold_last_words
from generator.render.powerpoint.base import attribute, clean, emu, frame, head, ink, solid

Link = Callable[[str], str]
"""Gives the relationship id of an address."""

_BULLETS = {
    "": "<a:buNone/>",
    "•": '<a:buClr>@</a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>',
    "1.": '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>',
}
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
_RAISED = 30000  # thousandths of a percent
# Keeps the run's own color on a link: the theme's link color is illegible on navy.
_OWN_COLOR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)


def paragraph(para: Para, language: str, link: Link) -> str:
    """Return a:p with explicit size and color on each run."""
    indent = f' marL="{emu(para.indent)}" indent="-{emu(para.indent)}"' if para.bullet else ' marL="0" indent="0"'
    after = f'<a:spcAft><a:spcPts val="{round(para.after * 100)}"/></a:spcAft>'
    if para.inherits:
        properties = f'<a:pPr{indent}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>{after}<a:buNone/></a:pPr>'
    else:
        properties = (
            f'<a:pPr{indent} algn="{_ALIGN[para.align]}"><a:spcBef><a:spcPts val="0"/></a:spcBef>{after}{_BULLETS[para.bullet].replace("@", ink("accent1"))}</a:pPr>'
        )
    runs = "".join(_run(run, para, language, link) for run in para.runs if run.text)
    size = round(para.size * 100)
    return f'<a:p>{properties}{runs}<a:endParaRPr lang="{language}" sz="{size}"/></a:p>'


def _run(run: Run, para: Para, language: str, link: Link) -> str:
    """Return a:r; line feeds become a:br between runs."""
    weight = ' cap="none"' if para.inherits else f' b="{int(para.strong or run.strong)}"'
    marks = f' lang="{language}" sz="{round(para.size * 100)}"{weight}'
    marks += (' i="1"' if run.emph else "") + (f' baseline="{_RAISED}"' if run.cite else "") + ' dirty="0"'
    color, click = para.color, ""
    if run.href:
        color = para.color if para.color == "white" else "link"
        click = f'<a:hlinkClick r:id="{link(run.href)}">{_OWN_COLOR}</a:hlinkClick>'
    style = f"<a:rPr{marks}>{solid(color) if color else ''}{click}</a:rPr>"
    line_break = f"<a:br>{style}</a:br>"
    return line_break.join(f"<a:r>{style}<a:t>{clean(line)}</a:t></a:r>" for line in run.text.split("\n"))


def body(shape: TextShape, language: str, link: Link) -> str:
    """Return p:txBody of a text shape."""
    inset = emu(shape.inset)
    paras: Sequence[Para] = shape.paras
    if shape.placeholder == 0:
        paras = [para._replace(runs=hold_last_words(para.runs)) for para in paras]
    text = "".join(paragraph(para, language, link) for para in paras) or "<a:p/>"
    if shape.keeps:
        return f"<p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody>"
    return (
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}" rtlCol="0" '
        f'anchor="{_ANCHOR[shape.anchor]}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody>'
    )


def text_shape(shape: TextShape, number: int, kind: str, language: str, link: Link) -> str:
    """Return p:sp. `kind`: the type of the placeholder it fills ("title", "body"), "" for a text box."""
    if shape.placeholder is None:
        drawing, role = '<p:cNvSpPr txBox="1"/>', "<p:nvPr/>"
    else:
        drawing = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        role = f"<p:nvPr>{placeholder(shape.placeholder, kind)}</p:nvPr>"
    fill = solid(shape.fill) if shape.fill else "<a:noFill/>" if shape.placeholder is None else ""
    around = shape.line and shape.line_side in ("", "around")
    line = f'<a:ln w="12700">{solid(shape.line)}</a:ln>' if around else ""
    if shape.keeps:
        place = "<p:spPr/>" if shape.keeps == "place" else f"<p:spPr>{frame(shape.box)}</p:spPr>"
        return f"<p:sp><p:nvSpPr>{head(number, shape.name)}{drawing}{role}</p:nvSpPr>{place}{body(shape, language, link)}</p:sp>"
    return (
        f"<p:sp><p:nvSpPr>{head(number, shape.name)}{drawing}{role}</p:nvSpPr>"
        f'<p:spPr>{frame(shape.box)}<a:prstGeom prst="{shape.form}"><a:avLst/></a:prstGeom>{fill}{line}</p:spPr>'
        f"{body(shape, language, link)}</p:sp>"
    )


def placeholder(idx: int, kind: str) -> str:
    """Return p:ph; objects have no type and titles no idx."""
    type_ = f" type={attribute(kind)}" if kind and kind != "obj" else ""
    size = ' sz="quarter"' if kind in ("body", "ftr", "sldNum") else ""
    return f"<p:ph{type_}{size}{'' if idx == 0 else f' idx={chr(34)}{idx}{chr(34)}'}/>"
