"""A problem names the place, the fault and the cure; the exceptions carry them to the user.

    PeerbriefError           something the user can mend; exit code 1
      InputError             a file that was given to us cannot be used as it is
      BuildError             a paper cannot be made, or was made and failed its checks
      WriteError             a finished paper could not be put in its place
"""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.rule import RULES
from generator.model.rule import Severity as Severity

CODES: dict[str, str] = {
    "file.missing": "a file that was named is not there",
    "file.unreadable": "a file cannot be opened or decoded",
    "file.empty": "a file holds nothing",
    "file.unsafe": "a file is built in a way that could harm the reader",
    "file.outside": "a path leads out of the briefing's folder",
    "yaml.syntax": "a YAML file cannot be parsed",
    "yaml.unsafe": "a YAML file uses tags, anchors or aliases",
    "request.unknown-key": "briefing.yaml holds a key that nobody reads",
    "request.wrong-type": "a value of briefing.yaml is of the wrong kind",
    "request.wrong-value": "a value of briefing.yaml is not one of those allowed",
    "request.cleaned": "characters that cannot be printed were removed",
    "request.contradiction": "two values of briefing.yaml cannot both hold",
    "survey.no-items": "no column of the survey was recognized as an item",
    "survey.duplicate-header": "two columns of the survey bear one name",
    "survey.empty-column": "a recognized column holds no answer",
    "survey.out-of-scale": "answers lie outside the scale",
    "survey.no-direction": "numbers without a label that says which end is agreement",
    "survey.several-answers": "one person has different answers to one question in several rows",
    "survey.suspicious": "values that an honest survey seldom holds",
    "survey.unclosed-quote": "a quotation mark is opened and never closed",
    "survey.ragged-row": "a row has more or fewer cells than the header",
    "survey.no-respondents": "no row is left after test and preview rows are dropped",
    "survey.identifying": "a column that can identify people was dropped",
    "survey.dropped-rows": "rows that are not respondents were dropped",
    "survey.no-answer": "words that mean no answer were read as none",
    "survey.partial": "people who did not reach the end of the survey were kept",
    "survey.guessed": "something was recognized without being sure",
    "survey.cleaned": "characters that cannot be printed were removed",
    "survey.urgent": "answers that a named person must read today",
    "survey.waves": "several waves were read, and one of them is the latest",
    "comments.row": "a row of a sheet that people fill in cannot be used",
    "comments.unmasked": "words were approved that the mask would hide",
    "comments.not-found": "an approved comment is none of the survey's now",
    "comments.left-out": "more comments were approved than are printed",
    "comments.few": "too few answers were coded to say much",
    "survey.over-invited": "more people answered than were invited",
    "brand.used": "how the hospital's own template is used",
    "brand.fallback": "the hospital's template does not carry our slides, so only its colors, fonts and logo are used",
    "brand.cleaned": "something in a template was not taken along",
    "privacy.groups": "groups are hidden, or cannot be shown at all",
    "privacy.previous": "the last papers beside these would tell too much",
    "privacy.leak": "a finished file holds what may not be in it",
    "catalog.invalid": "an entry of the catalog breaks a rule of the catalog",
    "template.undefined": "a template asks for something that does not exist",
    "template.syntax": "a template cannot be parsed",
    "template.unsafe": "a template reaches for what templates may not touch",
    "template.bare-number": "a template prints a number that is not a fact",
    "template.number-word": "a word such as most or few is said without a fact that bears it out",
    "template.unknown-figure": "a template places a figure that does not exist",
    "template.unknown-citation": "a template cites a finding that does not exist",
    "evidence.not-verified": "a finding that nobody has read was about to be printed",
    "evidence.no-caveat": "a finding would be printed without its caveat",
    "evidence.not-cited": "a published number stands on a page without its citation",
    "gate.open": "something that only the hospital can confirm is not confirmed",
    "text.overflow": "text does not fit the page at the smallest size allowed",
    "plan.left-out": "the talk was made shorter, or its length was changed to one we can make",
    "text.shortened": "words were cut because no size lets them fit; the notes hold them whole",
    "text.split": "words that do not fit their slide run on over more slides",
    "text.no-glyph": "a character cannot be printed, because the font does not have it",
    "text.not-set": "a page cannot be set as it is",
    "cloud.left-out": "a word found no room in the word cloud",
    "check.orphan": "a printed number that no fact, citation or request accounts for",
    "write.hand-edited": "a paper was edited by hand and was left as it is",
    "write.failed": "a file could not be written",
    "write.locked": "a file is open in another program",
    **{code: rule.reason for code, rule in RULES.items()},
    "check.ignored": "what an audit was told to overlook is not there",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `where` is `file:line`, `file: sheet, column` or `board-deck.pptx: slide 4`."""

    code: str
    severity: Severity
    where: str
    message: str
    cure: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"problem code {self.code!r} is not in generator/model/problem.py")

    def __str__(self) -> str:
        cure = f"; {self.cure}" if self.cure else ""
        return f"{self.where}: {self.message}{cure}"


class PeerbriefError(Exception):
    """Holds every problem of a run; `exit_code` is what the command line returns."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class InputError(PeerbriefError):
    """A file that was given to us cannot be used as it is."""


class BuildError(PeerbriefError):
    """A paper cannot be made, or was made and failed its checks."""


class WriteError(PeerbriefError):
    """A finished paper could not be put in its place; the old one is still there."""
