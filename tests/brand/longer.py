"""A briefing whose every word is said three times over: what happens to papers that nobody edited down."""


from generator.model.briefing import (
    Block,
    Briefing,
    Heading,
    Inline,
    Listing,
    Panel,
    Paragraph,
    Placed,
    Section,
    Table,
)

TIMES = 3


def longer(briefing: Briefing, times: int = TIMES) -> Briefing:
    """The briefing with all of its text so many times as long; reference numbers and links stay single."""

    def said(inline: Inline) -> Inline:
        words = [run for run in inline if not run.cite]
        return (*inline, *(run._replace(text=f" {run.text}" if not i else run.text, href="") for _ in range(times - 1) for i, run in enumerate(words)))

    def block(one: Block) -> Block:
        match one:
            case Heading() | Paragraph():
                return one if "link" in getattr(one, "roles", ()) else one._replace(inline=said(one.inline))
            case Listing():
                return one._replace(items=tuple(tuple(map(block, item)) for item in one.items))
            case Panel():
                return one._replace(blocks=tuple(map(block, one.blocks)))
            case Table():
                return one._replace(rows=tuple(tuple(map(said, row)) for row in one.rows))
            case Placed():
                return one._replace(caption=said(one.caption)) if one.caption else one

    def section(one: Section) -> Section:
        return one._replace(title=said(one.title), blocks=tuple(map(block, one.blocks)))

    return briefing._replace(sections=tuple(map(section, briefing.sections)))
