"""Links say where they lead, and lead somewhere."""

from collections.abc import Iterator
from itertools import groupby

from generator.check.fault import Fault, quoted
from generator.check.linked import fault_of_words
from generator.check.package import NS
from generator.check.powerpoint.deck import A, R, Shape, Slide

_LINK = A + "hlinkClick"


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Links with empty words or without an end."""
    if next(slide.root.iter(_LINK), None) is None:
        return
    relations = slide.deck.package.relations(slide.part)
    for shape in slide.shown:
        if shape.kind == "grpSp":
            continue
        for key, words, around in _links(shape):
            if key and (key not in relations or not (relations[key].outside or relations[key].target in slide.deck.package)):
                yield Fault("check.link-broken", slide.place, f"the link {quoted(words or shape.name)} leads nowhere")
            elif fault := fault_of_words(words, around):
                yield Fault("check.link-words", slide.place, f"the link {quoted(words)} {fault}")


def _links(shape: Shape) -> Iterator[tuple[str, str, str]]:
    """Each link's relation, its words and the paragraph around them; a link over several runs is one."""
    for paragraph in shape.element.iter(A + "p"):
        if next(paragraph.iter(_LINK), None) is None:
            continue
        runs = ((run.find("a:rPr/a:hlinkClick", NS), run.findtext("a:t", "", NS) or "") for run in paragraph.iterchildren(A + "r", A + "fld"))
        for key, group in groupby(runs, lambda pair: (str(pair[0].get(R + "id", "")), str(pair[0].get("action", ""))) if pair[0] is not None else None):
            words = "".join(text for _, text in group)
            if key is not None and (key[0] or key[1]):
                yield key[0], words, "".join(node.text or "" for node in paragraph.iter(A + "t"))
