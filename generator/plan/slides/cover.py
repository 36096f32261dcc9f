"""The cover in a hospital's own template: its title and subtitle placeholders, its colors, its alignment."""


from generator.model.briefing import Inline, Paragraph, Run
from generator.model.pages import Box, Para, Shape, Slide, TextShape
from generator.model.theme import Cover
from generator.plan.measure import height_of, wrap
from generator.plan.shorten import cut_to
from generator.plan.slides.frame import Frame

ORDER = ("subtitle", "institution", "who")
LEAST, SUBTITLE_LEAST = 24.0, 12.0
STEP = 0.92


def hosted_cover(fr: Frame, marking: str = "") -> Slide:
    """Title in at most two lines; under it subtitle, institution, presenter and date, as large as fits."""
    host, k = fr.theme.host, fr.theme.scale
    assert host is not None  # noqa: S101 asked for by the caller
    cover = host.cover
    color = "" if "cover" in host.own else "cover"
    head, size = _title(fr, cover, k)
    title = TextShape(
        "title", _ours(cover.title, k), (Para(head, size, "cover" if cover.bare else color, strong=cover.bare, inherits=True),), cover.title_idx, anchor="bottom", role="title",
        keeps="look" if cover.bare else "place",
    )  # fmt: skip
    box = _ours(cover.subtitle, k)
    paras = _under(fr, box, marking, "" if "subtitle" in host.own else "cover", cover.subtitle_idx is not None)
    under = TextShape("subtitle", box, paras, cover.subtitle_idx, role="subtitle", keeps="place" if cover.subtitle_idx is not None else "")
    shapes: list[Shape] = [title, under] if paras else [title]
    return fr._replace(head=(), tail=()).slide("title", shapes)


def _ours(box: Box, k: float) -> Box:
    return Box(box.x / k, box.y / k, box.w / k, box.h / k)


def _title(fr: Frame, cover: Cover, k: float) -> tuple[Inline, float]:
    """The title and its points: the template's own size, smaller until two lines hold it, and cut if none do."""
    box, size = _ours(cover.title, k), min(cover.title_size / k, fr.theme.sizes["cover"] * 1.2)
    runs = fr.section.title
    while size > LEAST and (wrap(runs, box.w, size, True) > 2 or height_of((Para(runs, size, strong=True),), box.w) > box.h):
        size *= STEP
    return cut_to(runs, box.w, size, 2, bold=True), size


def _under(fr: Frame, box: Box, marking: str, color: str, inherits: bool) -> tuple[Para, ...]:
    """The lines under the title, all smaller together until they fit; then the longest are cut."""
    found = {b.roles[0]: b.inline for b in fr.section.blocks if isinstance(b, Paragraph) and b.roles}
    lines = [found[role] for role in ORDER if role in found]
    if marking:
        lines.append((Run(marking, strong=True),))
    size = fr.theme.sizes["lead"]
    while True:
        paras = tuple(Para(line, size if i == 0 else max(size * 0.85, SUBTITLE_LEAST), color, after=size * 0.4, inherits=inherits) for i, line in enumerate(lines))
        if height_of(paras, box.w) <= box.h or size <= SUBTITLE_LEAST:
            break
        size *= STEP
    for allowed in (3, 2, 1):
        if height_of(paras, box.w) <= box.h:
            break
        paras = tuple(p._replace(runs=cut_to(p.runs, box.w, p.size, allowed)) for p in paras)
    while len(paras) > 1 and height_of(paras, box.w) > box.h:  # the who and when goes before the marking does
        place = len(paras) - 2 if marking and len(paras) > 2 else len(paras) - 1
        paras = (*paras[:place], *paras[place + 1 :])
    return paras
