"""build(): load, analyse, compose, plan, render, check, write, on one screen."""

import gc
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.analyse.ledger import facts_csv
from generator.build_record import read_record, record
from generator.compose import show
from generator.compose.library import EVERYTHING, Choice
from generator.compose.material import Material
from generator.compose.templates import mentioned
from generator.files import ours
from generator.gather import OURS, Gathered, Look, gather
from generator.make import Made, begin, finish
from generator.model.comments import QUOTED
from generator.model.fact import FactBook
from generator.model.gate import OpenGate
from generator.model.manifest import Manifest
from generator.model.outputs import ALWAYS, OUTPUTS
from generator.model.problem import BuildError, InputError, Problem
from generator.privacy import read_previous
from generator.write import alone, recover, write_files

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Progress = Callable[[str], None]
DEMO = ("briefing.yaml", "survey.csv", "survey-qualtrics.csv")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Look for no cycles meanwhile: a build leaves few behind, and the search costs a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class BuildResult(NamedTuple):
    """What a build made: `files` in `out`, gates still open, problems that did not stop it.

    `left_out`: what was dropped and why, in words. `seconds`: wall time, for the screen only.
    """

    out: Path
    files: tuple[str, ...]
    gates: tuple[OpenGate, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    seconds: float


@_undisturbed()
def build(
    briefing: Path | None,
    out: Path,
    *,
    only: Collection[str] | None = None,
    final: bool = False,
    templates: Path | None = None,
    choice: Choice = EVERYTHING,
    previous: Path | None = None,
    look: Look = OURS,
    progress: Progress = lambda _: None,
) -> BuildResult:
    """Make the papers named in `only` (all by default) into the folder `out`.

    `choice`: the topics and kinds that the library is to hold. `previous`: the build.json of the
    last papers that were handed out, which these may not turn into an answer of somebody. `look`: templates to build in, instead of those
    that briefing.yaml names.

    Raises InputError for inputs that cannot be used, BuildError when a paper breaks a rule or
    when `final` is asked while a gate is open, WriteError when a file cannot be put in place.
    Nothing in `out` changes unless every paper passed.
    """
    started = time.perf_counter()
    names = tuple(name for name in OUTPUTS if only is None or name in only)
    progress("Reading the briefing, the survey and the catalog")
    gathered = gather(briefing, names, choice, read_previous(previous) if previous else None, look)
    _refuse_own_names(gathered.inputs, out)
    material = gathered.material
    _refuse_gaps(gathered.held_back, names, templates)
    if final and material.gates:
        raise BuildError([Problem("gate.open", "error", gate.where, gate.message.rstrip("."), f"write {gate.gate.closing}, or build without --final") for gate in material.gates])
    made, broken = _made(names, material, templates, progress)
    progress("Checking every number")
    found = list(dict.fromkeys((*broken, *(problem for paper in made for problem in paper.problems))))
    if errors := [problem for problem in found if problem.severity == "error" or problem in broken]:
        raise BuildError(errors)
    manifest = Manifest(tuple(entry for paper in made for entry in paper.printed))
    files = {file: data for paper in made for file, data in paper.files.items()}
    if facts := [fact for paper in made for fact in paper.facts]:
        material = replace(material, book=FactBook((*material.book.values(), *facts)))
    files["facts.csv"] = facts_csv(material.book, manifest, material.catalog, show)
    problems = (*gathered.problems, *found)
    left_out = tuple(problem.message for problem in problems if problem.code in ("plan.left-out", "cloud.left-out", "survey.identifying", "survey.dropped-rows"))
    with alone(out):
        recover(out)
        last = read_record(out)
        works = {file: paper.cited for paper in made for file in paper.files}
        contents = {file: paper.content for paper in made for file in paper.files if paper.content}
        files["build.json"] = record(material, manifest, files, gathered.inputs, problems, left_out, last, works, contents)
        _scan(gathered, files, made, manifest)
        progress("Putting the papers in place")
        report = write_files(out, files, last)
    return BuildResult(out, report.files, material.gates, (*problems, *report.problems), left_out, time.perf_counter() - started)


def _made(names: Sequence[str], material: Material, templates: Path | None, progress: Progress) -> tuple[list[Made], list[Problem]]:
    """Every paper that could be made, in order, and what the others broke. Pages are set while the next paper is made."""
    made: list[Made] = []
    broken: list[Problem] = []
    waiting: list[Callable[[], Made]] = []
    with _typesetter(names) as typesetter:
        for name in names:
            progress(f"Writing {OUTPUTS[name].files[0]}")
            try:
                paper = begin(name, material, templates)
            except BuildError as error:
                broken.extend(error.problems)
            else:
                waiting.append(typesetter.submit(finish, paper).result if typesetter and paper.unset else partial(finish, paper))
        for finished in waiting:
            try:
                made.append(finished())
            except BuildError as error:
                broken.extend(error.problems)
    return made, broken


def _typesetter(names: Sequence[str]) -> "AbstractContextManager[ThreadPoolExecutor | None]":
    """A second worker, where there is something to do beside typesetting, which needs no Python meanwhile."""
    if len(names) < 2:
        return nullcontext()
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1)


def _scan(gathered: Gathered, files: Mapping[str, bytes], made: Collection[Made], manifest: Manifest) -> None:
    """Open each finished file a last time. Raises BuildError when one holds what may not be published."""
    if gathered.survey is None:
        return
    from generator.check.scan import Forbidden, scan
    from generator.compose.own_words import own_words

    handed = {file: said for paper in made for file, said in paper.words.items()}
    book = gathered.material.book
    approved = [str(fact.value) for fact in book.under(QUOTED)]
    if leaks := scan(files, handed, Forbidden(gathered.survey, approved), book, manifest.printed, lambda: own_words(gathered.material)):
        raise BuildError(leaks)


def _refuse_gaps(held_back: Mapping[str, str], papers: Collection[str], templates: Path | None) -> None:
    """Refuse to tell a story from which the hospital's own catalog takes a piece: an editor has to mend it."""
    gaps = {finding for paper in papers for finding in mentioned(held_back, paper, templates)} if held_back else ()
    if gaps:
        raise InputError([
            Problem("evidence.not-verified", "error", place, f"the papers speak of {finding}, which your catalog keeps from print", "take the entry out, complete its check, or build with templates of your own that do without it")
            for finding, place in held_back.items() if finding in gaps
        ])  # fmt: skip


def _refuse_own_names(inputs: Collection[Path], out: Path) -> None:
    """Refuse an input that stands where a paper goes: somebody's survey is not ours to replace."""
    names = {*ALWAYS, *(file for output in OUTPUTS.values() for file in output.files)}
    taken = [path for path in inputs if path.name.casefold() in names and os.path.realpath(path.parent) == os.path.realpath(out)]
    if taken:
        raise InputError([
            Problem("write.failed", "error", path.name, "this name is that of a file that is made here", "rename yours, or choose another folder for the papers")
            for path in taken
        ])  # fmt: skip


def demo(folder: Path, *, progress: Progress = lambda _: None) -> BuildResult:
    """Copy the fictional hospital into `folder` and build all its papers there.

    Raises InputError where other files of those names are: nobody's own survey is made a sample.
    """
    sample = {name: (ours("assets/demo") / name).read_bytes() for name in DEMO}
    with alone(folder):
        others = [name for name, content in sample.items() if (folder / name).exists() and (folder / name).read_bytes() != content]
        if others:
            cure = "name another folder for the sample; `peerbrief build` makes papers from your own files"
            raise InputError([Problem("write.hand-edited", "error", str(folder / name), "it is not the sample's own and was left as it is", cure) for name in others])
        write_files(folder, sample)
    return build(folder / "briefing.yaml", folder, progress=progress)
