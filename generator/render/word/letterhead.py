"""A paper on the house's own letterhead: its styles under our names, ours added where it has none."""

from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml.etree import _Element

from generator.model.brand import Letterhead
from generator.model.theme import Theme
from generator.render.word.numbering import own_lists
from generator.render.word.styles import LOOKS, OTHERS, own_styles

_REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


def opened(letterhead: Letterhead, theme: Theme, language: str) -> tuple[WordDocument, Mapping[str, str]]:
    """The letterhead as a document with our styles and lists added, and the house's style id for each of ours that it has."""
    document = Document(BytesIO(letterhead.package))
    styles = document.part._styles_part.element
    _speak(styles, language)
    taken = {str(style.get(qn("w:styleId"))) for style in styles.findall(qn("w:style"))}
    names = dict(letterhead.styles)
    wanted = [own for own in (*LOOKS, *OTHERS) if own not in names]
    names |= {own: own if own not in taken else f"Brief{own}" for own in wanted}
    if "Normal" not in names:
        names["Normal"] = "Normal"
        styles.append(parse_xml(f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'))
    added = parse_xml(f'<w:styles {nsdecls("w")}>{own_styles(theme, wanted)}</w:styles>')
    for style in list(added):
        own = str(style.get(qn("w:styleId")))
        style.set(qn("w:styleId"), names[own])
        if own == "TableNormal" and style.get(qn("w:default")):
            del style.attrib[qn("w:default")]
        renamed(style, names)
        styles.append(style)
    _with_lists(document.part.numbering_part.element, theme)
    return document, names


def _speak(styles: _Element, language: str) -> None:
    """Say the language of all text, which is ours whatever the house's is."""
    place = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(qn(f"w:{tag}"))
        if found is None:
            found = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
            place.insert(0, found)
        place = found
    for old in place.findall(qn("w:lang")):
        place.remove(old)
    place.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{language}" w:eastAsia="{language}"/>'))


def _with_lists(numbering: _Element, theme: Theme) -> None:
    """Our lists before the house's: definitions come before lists, as the schema asks."""
    ours = own_lists(theme)
    for place, abstract in enumerate(ours.findall(qn("w:abstractNum"))):
        numbering.insert(place, abstract)
    last = max((i for i, child in enumerate(numbering) if child.tag == qn("w:abstractNum")), default=-1)
    for place, listed in enumerate(ours.findall(qn("w:num")), last + 1):
        numbering.insert(place, listed)


def renamed(root: _Element, names: Mapping[str, str]) -> None:
    """Put the house's style ids where ours stand."""
    for tag in _REFERENCES:
        for reference in root.iter(qn(f"w:{tag}")):
            value = str(reference.get(qn("w:val")))
            reference.set(qn("w:val"), names.get(value, value))
