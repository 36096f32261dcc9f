"""Native tables with a flagged header row, in the theme's own table style."""


from generator.model.pages import Cell, TableShape
from generator.render.powerpoint.base import TABLE_STYLE, emu, frame, head
from generator.render.powerpoint.text import Link, paragraph, placeholder


def table(shape: TableShape, number: int, language: str, link: Link) -> str:
    """Return p:graphicFrame. Header text is bold and navy; borders come from the table style."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in shape.widths)
    rows = "".join(
        f'<a:tr h="{emu(height)}">{"".join(_cell(c, index == 0, shape.pad, language, link) for c in cells)}</a:tr>'
        for index, (height, cells) in enumerate(zip(shape.heights, (shape.header, *shape.rows), strict=True))
    )
    role = "<p:nvPr/>" if shape.placeholder is None else f"<p:nvPr>{placeholder(shape.placeholder, 'obj')}</p:nvPr>"
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{head(number, shape.name, shape.alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{role}</p:nvGraphicFramePr>'
        f'{frame(shape.box, "p:xfrm")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>'
        f"{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: Cell, header: bool, pad: tuple[float, float], language: str, link: Link) -> str:
    """Return a:tc; the cell's alignment is its paragraphs' unless they have their own."""
    paras = [para._replace(align=cell.align) if para.align == "left" else para for para in cell.paras]
    if header:
        paras = [p._replace(strong=True, color="navy" if p.color == "text" else p.color) for p in paras]
    text = "".join(paragraph(para, language, link) for para in paras) or "<a:p/>"
    margins = f'marL="{emu(pad[0])}" marR="{emu(pad[0])}" marT="{emu(pad[1])}" marB="{emu(pad[1])}"'
    anchor = "b" if header else "ctr"
    return f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody><a:tcPr {margins} anchor="{anchor}"/></a:tc>'
