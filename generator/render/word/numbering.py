"""Lists: two abstract definitions, and a new instance with its own start for each numbered list."""

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from generator.model.theme import Theme
from generator.render.word.styles import W, color

BULLETS, NUMBERS, REFERENCES = 0, 1, 2


STEP, REFERENCE_INDENT = 360, 432  # twentieths of a point
BULLET_LIST = 1


def numbering_xml(theme: Theme) -> str:
    """The numbering part: bullets, numbers and references, and the one bulleted list."""
    bullets = "".join(_level(depth, "bullet", sign) for depth, sign in enumerate("•–"))
    numbers = "".join(_level(depth, form, f"%{depth + 1}.", theme) for depth, form in enumerate(("decimal", "lowerLetter")))
    return (
        f'<w:numbering xmlns:w="{W}">{_abstract(BULLETS, bullets)}{_abstract(NUMBERS, numbers)}'
        f'{_abstract(REFERENCES, _level(0, "decimal", "%1.", step=REFERENCE_INDENT))}'
        f'<w:num w:numId="{BULLET_LIST}"><w:abstractNumId w:val="{BULLETS}"/></w:num></w:numbering>'
    )


def own_lists(theme: Theme) -> _Element:
    """Our list definitions and the one bulleted list, to be put before a house's own."""
    return parse_xml(numbering_xml(theme))


def _level(depth: int, form: str, text: str, theme: Theme | None = None, step: int = STEP) -> str:
    face = f"<w:rPr><w:b/><w:color {color(theme, 'accent1')}/></w:rPr>" if theme else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{step * (depth + 1)}" w:hanging="{step}"/></w:pPr>{face}</w:lvl>'
    )


def _abstract(number: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'


def new_list(numbering: _Element, abstract: int, start: int = 1) -> int:
    """A list of its own that begins at `start`; returns its `numId`."""
    number = max(int(num.get(qn("w:numId"))) for num in numbering.findall(qn("w:num"))) + 1
    num = OxmlElement("w:num", {qn("w:numId"): str(number)})
    of = OxmlElement("w:abstractNumId", {qn("w:val"): str(abstract)})
    override = OxmlElement("w:lvlOverride", {qn("w:ilvl"): "0"})
    override.append(OxmlElement("w:startOverride", {qn("w:val"): str(start)}))
    num.extend([of, override])
    numbering.append(num)
    return number
