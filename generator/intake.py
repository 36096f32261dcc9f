"""References in and out: works of a reference manager into a hospital's catalog, cited works into a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.browse import evidence
from generator.build_record import read_record
from generator.load.references import read_references
from generator.load.references.merge import Merged, take_in
from generator.load.references.record import Record
from generator.model.problem import InputError, Problem, WriteError
from generator.write import alone, write_files

FOLDER = "evidence"


class Intake(NamedTuple):
    """Ids added, records known already, what to know; the file that was written, if any."""

    added: tuple[str, ...]
    merged: tuple[Merged, ...]
    problems: tuple[Problem, ...]
    file: Path | None
    next_step: str


def intake(files: Sequence[Path], folder: Path | None) -> Intake:
    """Read references and write the new ones into a works file of `folder`.

    Without `folder` it is the one that the briefing.yaml of the working folder names, else
    `evidence`. Files that cannot be read at all are told together; the others go in. Raises
    InputError when none can be read or the folder's own entries are at fault, WriteError.
    """
    named = folder or _named()
    target = named or Path(FOLDER)
    records: list[tuple[str, Record]] = []
    problems: list[Problem] = []
    unread: list[Problem] = []
    for file in files:
        try:
            found, faults = read_references(file)
        except InputError as error:
            unread.extend(error.problems)
            continue
        records += [(file.name, record) for record in found]
        problems += faults
    if unread and not records and not problems:
        raise InputError(unread)
    known = evidence(target if target.is_dir() else None)[0].works
    taken = take_in(records, known)
    place = _write(target, files[0].stem, list(taken.added.values())) if taken.added else None
    return Intake(tuple(taken.added), tuple(taken.merged), (*unread, *problems, *taken.problems), place, "" if named else f"Name the folder in briefing.yaml: catalog: {target}")


def write_cited(papers: Path, out: Path, place: Path | None) -> list[str]:
    """Write the works that the papers of a build cite, in order of first use; return their ids.

    Raises InputError when the folder holds no record of a build or cites a work that no catalog
    here holds, WriteError when the file is there already.
    """
    from generator.render.reference_files import csl_json, ris

    found = read_record(papers)
    if found is None:
        raise InputError(Problem("file.missing", "error", str(papers), "there is no build.json of a build", "build the papers first, or name their folder with -p"))
    if out.exists():
        raise WriteError(Problem("write.failed", "error", str(out), "it is there already and was left as it is", "choose another name"))
    beside = papers / "briefing.yaml"
    catalog, _, _ = evidence(place or (beside if beside.is_file() else None))
    ids = list(dict.fromkeys(work for cited in found.get("works", {}).values() for work in cited))
    if unknown := [name for name in ids if name not in catalog.works]:
        raise InputError([Problem("catalog.invalid", "error", name, "the papers cite it, and it is not in the catalog", "name the folder of your additions with -c") for name in unknown])
    works = [catalog.works[name] for name in ids]
    content = csl_json(works) if out.suffix.casefold() == ".json" else ris(works)
    with alone(out.parent):
        write_files(out.parent, {out.name: content})
    return ids


def _named() -> Path | None:
    from generator.load.request import load_request

    briefing = Path("briefing.yaml")
    if not briefing.is_file():
        return None
    request, _ = load_request(briefing)
    return Path(request.catalog) if request.catalog else None


def _write(folder: Path, stem: str, entries: list[dict[str, object]]) -> Path:
    """A works file under a name that nothing has yet."""
    import yaml

    text = "# Works taken in from a reference manager. Nothing of them is printed until a finding cites them.\n\n"
    text += yaml.safe_dump({"works": entries}, sort_keys=False, allow_unicode=True, width=140)
    with alone(folder):
        free = (name for number in range(1, 10_000) if not (folder / (name := f"works-{stem}{f'-{number}' if number > 1 else ''}.yaml")).exists())
        name = next(free)
        write_files(folder, {name: text.encode()})
    return folder / name
