"""Reference slides: two columns of numbered works, as many slides as they need."""

import re
from collections.abc import Iterator, Sequence

from generator.model.briefing import Reference, Run, Section
from generator.model.manifest import CITATION
from generator.model.pages import Box, Para, Slide, TextShape
from generator.plan.measure import POINTS, height_of
from generator.plan.slides.frame import Frame, frame
from generator.plan.text import Fitter

GUTTER = 0.4
AFTER = 5.0
STEP = 0.1
SCHEME = re.compile(r"^https?://(www\.)?")


def _para(reference: Reference, size: float) -> Para:
    """A numbered work; an address is printed without its scheme, which its link keeps."""
    runs = (Run(f"{reference.number}. ", strong=True), *reference.inline)
    return Para(tuple(Run(SCHEME.sub("", r.text) if r.href else r.text, r.strong, r.emph, CITATION, (), r.href) for r in runs), size, after=AFTER)


def reference_slides(section: Section, references: Sequence[Reference], number: int, fitter: Fitter) -> Iterator[Slide]:
    """As few slides as the works need, their columns about even."""
    size = fitter.theme.sizes["reference"]
    fr = frame(section, number, fitter)
    width = (fr.body.w - GUTTER) / 2
    paras = [_para(reference, size) for reference in references]
    heights = [height_of([para], width) + AFTER / POINTS for para in paras]
    most = len(_filled(heights, fr.body.h))
    count, room = most + most % 2, fr.body.h
    while room > STEP and len(_filled(heights, room - STEP)) <= count:
        room -= STEP
    columns = [paras[start:end] for start, end in _filled(heights, room)]
    for i in range(0, len(columns), 2):
        made = fr if i == 0 else frame(section, number + i // 2, fitter, i // 2)
        yield made.slide("references", _columns(made, columns[i : i + 2], width))


def _filled(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """First and last place of each column, filled in order to at most `room`."""
    cuts, start, used = [], 0, 0.0
    for i, height in enumerate(heights):
        if i > start and used + height - AFTER / POINTS > room:
            cuts.append((start, i))
            start, used = i, 0.0
        used += height
    return [*cuts, (start, len(heights))]


def _columns(fr: Frame, columns: Sequence[Sequence[Para]], width: float) -> list[TextShape]:
    return [
        TextShape(f"references:{'ab'[i]}", Box(fr.body.x + i * (width + GUTTER), fr.body.y, width, fr.body.h), tuple(paras), (14, 15)[i], role="references")
        for i, paras in enumerate(columns)
    ]
