"""Comments of a survey: what a reviewer gets, what a named person reads today, and how well the themes are told.

Nothing here is printed. What a reviewer approved enters the papers through `quotations`.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from generator.analyse.agreement import Agreement, agreement
from generator.analyse.candidates import candidates, identity, urgent_answers
from generator.analyse.feelings import FeelingsResult, feelings_analysis, says_something
from generator.analyse.floors import FLOORS
from generator.analyse.masking import mask
from generator.analyse.matching import Expecting, match
from generator.analyse.review import KEY, approved, merged, quotation_facts
from generator.load.inspection import rows_to_read
from generator.load.instrument import instrument_of
from generator.load.lexicon import load_lexicon
from generator.load.masking import load_vocabulary
from generator.load.request import read_request
from generator.load.review import read_coded, read_review
from generator.load.waves import load_waves
from generator.model.comments import Candidate, Vocabulary
from generator.model.fact import Fact, Kind
from generator.model.problem import InputError, Problem
from generator.model.request import Request
from generator.model.survey import Concept, Lexicon, Survey
from generator.private import write_private

REVIEW = "comments-review.xlsx"
SAMPLE = "comments-sample.xlsx"
URGENT = "peerbrief-urgent-answers.txt"
_QUESTIONS: tuple[Expecting, ...] = ("feelings", "needs", "both")
_TELLING = re.compile(r"unit|department|dept|ward|clinic|service|area|location|site|campus|role|position|title|profession|job|specialty", re.IGNORECASE)


@dataclass(frozen=True)
class Voices:
    """The free text of the latest wave, with what is needed to read it."""

    request: Request
    survey: Survey
    lexicon: Lexicon
    found: FeelingsResult

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What a masked comment of this hospital may show."""
        return load_vocabulary(self.request.survey.known_words, _places_and_roles(self.survey), _own_names(self.request))

    @cached_property
    def offered(self) -> tuple[Candidate, ...]:
        """What a reviewer may be given."""
        return candidates(self.survey.comments, self.found, self.vocabulary)

    @cached_property
    def themes(self) -> dict[str, tuple[str, Concept]]:
        """Themes that enough respondents speak of, by name: fact id and concept."""
        by_key = {f"{stem}.{c.id}": c for c in self.lexicon.concepts for stem in _stems(c)}
        shown = [(fact.id, by_key[fact.id]) for fact in self.found.facts if fact.kind is Kind.COUNT and not fact.suppressed]
        names = [concept.print_as for _, concept in shown]
        return {concept.print_as if names.count(concept.print_as) == 1 else f"{concept.print_as} ({concept.lobe})": (key, concept) for key, concept in shown}


def voices(briefing: Path) -> Voices:
    """Read a briefing and the free text of its survey. Raises InputError when there is none to read."""
    request, problems = read_request(briefing)
    # the sheet that is about to be written need not be there yet
    if errors := [p for p in problems if p.severity == "error" and not (p.code == "file.missing" and p.message.startswith(KEY))]:
        raise InputError(errors)
    if not request.survey.files:
        raise InputError(Problem("file.missing", "error", f"{briefing.name}: survey.files", "no survey is named", "name the export under survey: files:"))
    waves, _ = load_waves(request.survey.files, briefing.parent, instrument_of(request.survey.instrument, briefing.parent), request.lines)
    survey = waves[-1].survey
    if not survey.comments:
        raise InputError(Problem("survey.no-items", "error", survey.path, "no column of free text was recognized", "say which it is under survey.files: map: {COLUMN: feelings}"))
    return read_voices(request, survey)


def read_voices(request: Request, survey: Survey) -> Voices:
    """The free text of a survey that was loaded already."""
    lexicon = load_lexicon()
    found = feelings_analysis(survey.comments, lexicon, FLOORS[request.survey.floor], survey.columns_for("feelings", "needs", "both"), remember=True)
    return Voices(request, survey, lexicon, found)


def review(briefing: Path, out: Path | None) -> Path | None:
    """Write the review sheet, decisions kept; return its path, None when there is nothing to review.

    Raises InputError when the sheet that is there cannot be read: it is then left as it is.
    """
    from generator.render.sheets import review_sheet

    heard = voices(briefing)
    target = out or briefing.parent / (heard.request.survey.approved_comments or REVIEW)
    _refuse_other_than(target, ".xlsx")
    before = read_review(target) if target.exists() else ()
    rows = merged(heard.offered, before)
    if not rows:
        return None
    write_private(target, review_sheet(rows))
    return target


def urgent(briefing: Path, out: Path | None) -> Path | None:
    """Write the answers that a named person must read, for the owner's eyes; None when there are none.

    Raises InputError for a folder that holds papers: papers are handed on.
    """
    heard = voices(briefing)
    target = out or Path.home() / URGENT
    if (target.parent / "build.json").exists():
        message, cure = "this folder holds papers, which are handed on; such answers do not belong among them", "choose a folder that only the reader opens"
        raise InputError(Problem("file.unsafe", "error", str(target), message, cure))
    if not heard.found.urgent:
        return None
    said = heard.request.confirm.get("comments_read")
    reader = said.by if said else "nobody is named yet; name a person under confirm: comments_read: in briefing.yaml"
    found = urgent_answers(heard.survey.comments, heard.found.urgent, lambda position: rows_to_read(heard.survey, (position,))[0])
    lines = [
        "TO BE READ TODAY, in full, by one person and nobody else.",
        f"Reader: {reader}",
        "These answers may speak of self-harm or substance use. A word list found them; it can miss some, so read all free text.",
        "Nothing of them is counted or printed anywhere. Delete this file when it has been acted on.",
        *(f"\n{place}\n{text}" for place, text in found),
    ]
    write_private(target, ("\n".join(lines) + "\n").encode())
    return target


def sample(briefing: Path, out: Path | None, size: int) -> tuple[Path, int]:
    """Write a sample of masked answers to code by hand; return its path and how many it holds.

    The sample is the same each time. Raises InputError when a sheet is there already: it may be coded.
    """
    from generator.render.sheets import sample_sheet

    heard = voices(briefing)
    target = out or briefing.parent / SAMPLE
    _refuse_other_than(target, ".xlsx")
    if target.exists():
        raise InputError(Problem("write.hand-edited", "error", target.name, "it is there already, and may hold somebody's coding", "choose another name with -o, or delete it"))
    answers = _answers(heard)
    chosen = sorted(answers, key=lambda key: sha256(f"sample {key}".encode()).digest())[:size]
    words = {"feelings": "what they feel", "needs": "what they need", "both": "feel and need"}
    write_private(target, sample_sheet([(key, answers[key][2], words[answers[key][0]]) for key in chosen], tuple(heard.themes)))
    return target, len(chosen)


def agree(briefing: Path, coded: Path) -> tuple[Agreement, tuple[Problem, ...]]:
    """How far hand coding and the lexicon agree on a coded sample.

    Raises InputError for themes that are not on the list and for rows that are none of the survey's.
    """
    heard = voices(briefing)
    answers = _answers(heard)
    names = {name.casefold(): name for name in heard.themes}
    by_hand: list[frozenset[str]] = []
    by_lexicon: list[frozenset[str]] = []
    problems: list[Problem] = []
    for place, key, themes in read_coded(coded):
        if not themes:
            continue
        if key not in answers:
            problems.append(Problem("comments.row", "error", place, "no answer of this survey belongs to this row", "code a sample that was drawn from this survey"))
            continue
        given = [" ".join(part.casefold().split()) for part in re.split(r"[;\n]", themes) if part.strip()]
        wrong = [part for part in given if part not in names and part != "none"]
        if wrong or ("none" in given and len(given) > 1):
            from generator.load.request_schema import guess

            message = f'"{wrong[0]}" is not on the list of themes' if wrong else "none stands beside other themes"
            cure = (guess(wrong[0], tuple(names)) if wrong else "") or "write names of the sheet Themes, separated by semicolons, or none alone"
            problems.append(Problem("comments.row", "error", place, message, cure))
            continue
        question, text, _ = answers[key]
        mentions = {(m.lobe, m.concept) for m in match(text, heard.lexicon, question)}
        by_hand.append(frozenset(names[part] for part in given if part != "none"))
        by_lexicon.append(frozenset(name for name, (_, concept) in heard.themes.items() if (concept.lobe, concept.id) in mentions))
    if problems:
        raise InputError(problems)
    found = agreement(tuple(heard.themes), by_hand, by_lexicon)
    return found, found.warnings(coded.name)


def quotations(request: Request, folder: Path, survey: Survey) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Facts of the comments that were approved, and why others that were approved are not printed.

    Raises InputError for a sheet that cannot be used and for approved words that may tell who is meant.
    """
    name = request.survey.approved_comments
    decisions = read_review(folder / name, name)
    if not any(decision.approve == "yes" for decision in decisions):
        return (), ()
    heard = read_voices(request, survey)
    kept, problems = approved(decisions, heard.offered, heard.vocabulary, heard.lexicon, name)
    if errors := [problem for problem in problems if problem.severity == "error"]:
        raise InputError(errors)
    return quotation_facts(kept), problems


def _answers(heard: Voices) -> dict[str, tuple[Expecting, str, str]]:
    """Every answer that says something and is not for a named person alone, by id: question, words, masked words."""
    private = frozenset(heard.found.urgent)
    found: dict[str, tuple[Expecting, str, str]] = {}
    for question in _QUESTIONS:
        for position, text in enumerate(heard.survey.comments.get(question, ())):
            if text and position not in private and says_something(text, heard.lexicon):
                masked = mask(text, heard.vocabulary)
                found.setdefault(identity(question, masked), (question, text, masked))
    return found


def _stems(concept: Concept) -> tuple[str, ...]:
    return {"feelings": ("feeling", "comment"), "needs": ("need", "comment"), "barriers": ("barrier",)}[concept.lobe]


def _places_and_roles(survey: Survey) -> frozenset[str]:
    """What the survey itself calls its units and roles; words of four letters and fewer are left to the other rules."""
    found = {value for column, values in survey.groups.items() if _TELLING.search(column) for value in values if value}
    parts = {part.strip() for value in found for part in re.split(r"[/,;()&]| - ", value)}
    ordinary = {"nurse", "registered nurse", "doctor", "physician", "manager", "supervisor", "other", "staff", "leadership", "administration"}
    return frozenset(part.casefold() for part in found | parts if len(part) > 4 and part.casefold() not in ordinary)


def _own_names(request: Request) -> frozenset[str]:
    """Words with a capital in the hospital's own name and in the names of those who sign."""
    texts = (request.organization.name, request.organization.short_name, request.organization.contact, request.meeting.presenter, request.ask.sponsor, request.ask.owner)
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text) if word[0].isupper())


def _refuse_other_than(target: Path, ending: str) -> None:
    if target.suffix.lower() != ending:
        raise InputError(Problem("file.unreadable", "error", target.name, f"the sheet is written as {ending}", f"end the name in {ending}"))
