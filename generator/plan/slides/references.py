"""Reference slides: two columns of numbered works, as many slides as they need."""

from collections.abc import Iterator, Sequence

from generator.model.briefing import Reference, Run, Section
from generator.model.manifest import CITATION
from generator.model.pages import Box, Para, Slide, TextShape
from generator.plan.measure import height_of
from generator.plan.slides.frame import Frame, frame
from generator.plan.text import Fitter

GUTTER = 0.4
AFTER = 5.0


def _para(reference: Reference, size: float) -> Para:
    runs = (Run(f"{reference.number}. ", strong=True), *reference.inline)
    return Para(tuple(Run(r.text, r.strong, r.emph, CITATION, (), r.href) for r in runs), size, after=AFTER)


def reference_slides(section: Section, references: Sequence[Reference], number: int, fitter: Fitter) -> Iterator[Slide]:
    """Columns filled in order, each to its foot."""
    size = fitter.theme.sizes["reference"]
    fr = frame(section, number, fitter)
    width = (fr.body.w - GUTTER) / 2
    columns: list[list[Para]] = [[]]
    for reference in references:
        para = _para(reference, size)
        if columns[-1] and height_of([*columns[-1], para], width) > fr.body.h:
            columns.append([])
        columns[-1].append(para)
    for i in range(0, len(columns), 2):
        made = fr if i == 0 else frame(section, number + i // 2, fitter, i // 2)
        yield made.slide("references", _columns(made, columns[i : i + 2], width))


def _columns(fr: Frame, columns: Sequence[Sequence[Para]], width: float) -> list[TextShape]:
    return [
        TextShape(f"references:{'ab'[i]}", Box(fr.body.x + i * (width + GUTTER), fr.body.y, width, fr.body.h), tuple(paras), (14, 15)[i], role="references")
        for i, paras in enumerate(columns)
    ]
