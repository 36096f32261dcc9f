"""The length of a talk: which of its sections stay, how long each is spoken, and what joins them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.model.briefing import Block, Paragraph, Run, Section
from generator.model.manifest import CLOCK
from generator.model.request import Meeting

HALF = 0.5
VERSIONS = ("minutes", "short", "shortest")
"""Attributes of a section: how long it is spoken in the longest version of a talk, and in shorter ones."""


class Length(NamedTuple):
    """A length that can be made: `minutes` in all, of which `talk` belong to the slides; `short` is the
    attribute that says how long a section is spoken then."""

    minutes: int
    talk: float
    short: str = "minutes"


LENGTHS: Mapping[str, tuple[Length, ...]] = {
    "board-deck": (Length(15, 12), Length(10, 8, "short"), Length(5, 4, "shortest")),
    "grand-rounds": (Length(60, 60), Length(45, 45), Length(30, 30), Length(20, 20)),
}
"""Longest first; at a board the rest is for questions, in grand rounds questions have a slide."""

KINDS = {"board-deck": "board", "grand-rounds": "rounds"}
SCRIPTED = frozenset({"grand-rounds"})
"""Papers whose notes begin with the minute at which their slide is shown."""


def length_of(output: str, meeting: Meeting) -> tuple[Length | None, str]:
    """The length this paper is made for, and a remark where it is not the one that was asked for.

    A meeting of another kind says nothing about this paper, which then has its full length.
    """
    lengths = LENGTHS.get(output)
    if lengths is None:
        return None, ""
    if meeting.kind != KINDS[output]:
        return lengths[0], ""
    fits = next((length for length in lengths if length.minutes <= meeting.minutes), None)
    if fits is None:
        return lengths[-1], f"{meeting.minutes} minutes are too few; the shortest version takes {lengths[-1].minutes}"
    if fits.minutes == meeting.minutes:
        return fits, ""
    made = ", ".join(str(length.minutes) for length in reversed(lengths))
    return fits, f"made for {fits.minutes} minutes of the {meeting.minutes} given; versions of {made} minutes can be made"


def fit(sections: Sequence[Section], output: str, meeting: Meeting) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The sections that stay, each with its minutes, and what is to be said of those that do not.

    Sections are dropped by `priority`, the highest number first and the last of equals first; 1, which
    is also what a section without one has, always stays. A section with `instead` comes in only when
    the one of that `name` is dropped; one that belongs `with` another goes when that one and its
    stand-in are gone. Spare minutes go to sections that may `grow`, at most by so
    much, the one that may grow most first.
    """
    length, remark = length_of(output, meeting)
    if length is None:
        return tuple(sections), ()
    timed = [section._replace(attributes={**section.attributes, "minutes": f"{_minutes(section, length):g}"}) for section in sections]
    kept = {place for place, section in enumerate(timed) if "instead" not in section.attributes}
    dropped: list[int] = []
    while sum(_spoken(timed[place]) for place in kept) > length.talk:
        candidates = [place for place in kept if _priority(timed[place]) > 1 and _spoken(timed[place])]
        if not candidates:
            break
        worst = max(candidates, key=lambda place: (_priority(timed[place]), place))
        kept.remove(worst)
        dropped.append(worst)
        name = timed[worst].attributes.get("name")
        kept |= {place for place, section in enumerate(timed) if name and section.attributes.get("instead") == name}
    present = {timed[place].attributes.get(key, "") for place in kept for key in ("name", "instead")}
    widowed = [place for place in kept if timed[place].attributes.get("with", "") not in ("", *present)]
    kept -= set(widowed)
    dropped += widowed
    stays = _grown([timed[place] for place in sorted(kept)], length)
    left_out = [timed[place].attributes.get("name", timed[place].kind) for place in sorted(dropped) if "instead" not in timed[place].attributes]
    said = [remark] if remark else []
    if left_out:
        said.append(f"the version of {length.minutes} minutes leaves out: {'; '.join(left_out)}")
    shorter = length is not LENGTHS[output][0]
    return _bridged([_trimmed(section) if shorter else section for section in stays]), tuple(said)


def clocked(sections: Sequence[Section], output: str) -> tuple[Section, ...]:
    """The sections with the minute of the talk as the first line of their notes, where the notes are a script."""
    if output not in SCRIPTED:
        return tuple(sections)
    found, now = [], 0.0
    for section in sections:
        mark = Paragraph((Run("At ", strong=True), Run(f"{now:g}", strong=True, fact=CLOCK)), ("clock",))
        found.append(section._replace(notes=(mark, *section.notes)))
        now += _spoken(section)
    return tuple(found)


def _minutes(section: Section, length: Length) -> float:
    """How long a section is spoken; one that does not say is spoken as in the next longer version."""
    found = "0"
    for name in VERSIONS[: VERSIONS.index(length.short) + 1]:
        found = section.attributes.get(name, found)
    return float(found)


def _spoken(section: Section) -> float:
    return float(section.attributes.get("minutes", "0"))


def _priority(section: Section) -> int:
    return int(section.attributes.get("priority", "1"))


def _grown(sections: Sequence[Section], length: Length) -> list[Section]:
    """Spare minutes given out, half a minute exact."""
    found = list(sections)
    spare = length.talk - sum(map(_spoken, found))
    order = sorted((p for p, s in enumerate(found) if "grow" in s.attributes), key=lambda p: -float(found[p].attributes["grow"]))
    for place in order:
        more = min(spare, float(found[place].attributes["grow"]))
        if more >= HALF:
            longer = {**found[place].attributes, "minutes": f"{_spoken(found[place]) + more:g}"}
            found[place] = found[place]._replace(attributes=longer)
            spare -= more
    return found


def _bridged(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sentence that leads to a slide, written with that slide, as the last line of the notes before it."""
    bridges = [tuple(b for b in section.notes if _has(b, "bridge")) for section in sections]
    return tuple(
        section._replace(notes=(*(b for b in section.notes if not _has(b, "bridge")), *following))
        for section, following in zip(sections, [*bridges[1:], ()], strict=True)
    )


def _trimmed(section: Section) -> Section:
    """The notes without what only a longer talk has time for."""
    return section._replace(notes=tuple(b for b in section.notes if not _has(b, "long")))


def _has(block: Block, role: str) -> bool:
    return isinstance(block, Paragraph) and role in block.roles
