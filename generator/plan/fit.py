"""The one engine that makes a section fit: a ladder of sizes, then shorter words by rule, then more slides.

A section is planned at the theme's own size. What does not fit is planned again a step smaller, as far as the
theme allows; then with short names and a title cut after a clause; and what still does not fit is put on plain slides,
the second of which says that it is part two. Nothing leaves here that its box does not hold, or a problem says so.
"""

from collections.abc import Callable, Iterator, Sequence

from generator.model.briefing import Inline, Run, Section, plain
from generator.model.pages import Para, Slide
from generator.model.problem import Problem
from generator.model.request import Request
from generator.model.theme import Theme
from generator.plan.clip import clipped, said_whole
from generator.plan.flow import with_notes
from generator.plan.measure import family_factor, hold_last_words, wrap
from generator.plan.overflow import overflows
from generator.plan.seat import seated, smaller
from generator.plan.shorten import cut_to, short_names
from generator.plan.slides.frame import SAFE, TITLE_LINES
from generator.plan.text import Fitter

SHARES = (1.0, 0.94, 0.88, 0.82, 0.76)
LEAST = 0.66
"""Content is never set smaller than this share of our own on a slide of its height."""
LEAST_OF_OURS = 0.86
"""The same in our own design: only a wide family of a brand asks for it."""
COVERS = ("title", "closing")
PROBLEMS = "text.overflow"

Plans = Callable[[Section, int, Fitter], Iterator[Slide]]


class Engine:
    """Fits the sections of one deck. `problems`: what was shortened or split (warnings) or cannot be made to fit (errors)."""

    def __init__(self, theme: Theme, plans: Plans, flows: Plans, fitter: type[Fitter], marking: str, request: Request | None) -> None:
        self.theme, self.plans, self.flows, self.fitter, self.marking, self.request = theme, plans, flows, fitter, marking, request
        self.problems: list[Problem] = []
        self._themes = [smaller(theme, share) for share in _ladder(theme)]

    def slides(self, section: Section, number: int) -> list[Slide]:
        """The section's slides in the finished page's inches. `number`: that of its first slide."""
        section, cut = self._titled(section)
        for attempt, themes in ((section, self._themes), (short_names(section, self.request), self._themes[-1:])):
            for theme in themes:
                made, problems = self._planned(attempt, number, theme, self.plans)
                if not _bad(problems):
                    return self._kept(made, problems, theme, cut)
        theme = self._themes[-1]
        flowed, more = ([], problems) if section.kind in COVERS else self._planned(short_names(section, self.request), number, theme, self.flows)
        if flowed and not _bad(more):
            self.problems.append(Problem(
                "text.split", "warning", f"slide {number} “{plain(section.title)[:40]}”", f"the words do not fit its form, so they run on over {_counted(len(flowed))}",
                "shorten the names and sentences of briefing.yaml that stand here",
            ))  # fmt: skip
            return self._kept(flowed, more, theme, cut)
        return self._kept(*self._clipped(section, made, problems, number, theme), theme, cut)

    def _clipped(self, section: Section, made: Sequence[Slide], problems: Sequence[Problem], number: int, theme: Theme) -> tuple[list[Slide], list[Problem]]:
        """The slides with words cut to their boxes; what still does not fit stays an error."""
        done, found = [], [problem for problem in problems if problem.code != PROBLEMS]
        for i, slide in enumerate(made):
            short, lost = clipped(slide, theme.box["footer_top"] - 0.05)
            done.append(with_notes(short, said_whole(lost)))
            found += overflows(short, theme, number + i)
        found.append(Problem(
            "text.shortened", "warning", f"slide {number} “{plain(section.title)[:40]}”", "words were cut because no size lets them fit; the notes hold them whole",
            "shorten the names and sentences of briefing.yaml that stand here",
        ))  # fmt: skip
        return done, found

    def _planned(self, section: Section, number: int, theme: Theme, plans: Plans) -> tuple[list[Slide], list[Problem]]:
        fitter = self.fitter(theme)
        fitter.marking = self.marking
        made = list(plans(section, number, fitter))
        found = [problem for i, slide in enumerate(made) for problem in overflows(slide, theme, number + i)]
        said = {problem.where for problem in fitter.problems if problem.code == PROBLEMS}
        return made, [*fitter.problems, *(p for p in found if not said)]

    def _kept(self, made: Sequence[Slide], problems: Sequence[Problem], theme: Theme, cut: tuple[Para, ...]) -> list[Slide]:
        self.problems += problems
        done = [seated(slide, theme, self.marking) for slide in made]
        return [with_notes(done[0], cut), *done[1:]] if done else []

    def _titled(self, section: Section) -> tuple[Section, tuple[Para, ...]]:
        """The section with a title of at most two lines; a longer one is cut after a clause and stands whole in the notes."""
        box = self.theme.box
        width, size = box["title_right"] - box["title_left"] - SAFE, self.theme.sizes["title_least"]

        def fits(title: Inline) -> bool:
            return wrap(hold_last_words(title), width, size, True) <= TITLE_LINES

        if fits(section.title):
            return section, ()
        short = short_names(section, self.request)
        if fits(short.title):
            return section._replace(title=short.title), ()
        rooms = (width - 0.25 * i for i in range(8))  # words held together at the end may ask for a line more
        title = next((t for room in rooms if fits(t := cut_to(section.title, room, size, TITLE_LINES, bold=True))), cut_to(section.title, width / 2, size, TITLE_LINES, bold=True))
        self.problems.append(Problem(
            "text.shortened", "warning", f"slide “{plain(title)[:60]}”", "the title takes more than two lines at its smallest size, so it was cut; the notes hold it whole",
            "shorten the names and sentences of briefing.yaml that stand in it",
        ))  # fmt: skip
        return section._replace(title=title), (Para((Run("Title in full: "), *section.title), 12.0, after=4),)


def _bad(problems: Sequence[Problem]) -> bool:
    return any(problem.code == PROBLEMS for problem in problems)


def _ladder(theme: Theme) -> tuple[float, ...]:
    """Shares of the theme's size that may be tried."""
    if theme.host:
        tall = theme.box["height"] / 7.5  # of a slide of ours; more where content is set smaller already
        return tuple(share for share in SHARES if share / tall >= LEAST or share == 1.0)
    if family_factor(theme.fonts["text"]) > 1.0:
        return tuple(share for share in SHARES if share >= LEAST_OF_OURS)
    return (1.0,)


def _counted(number: int) -> str:
    return "one slide" if number == 1 else f"{number} slides"

