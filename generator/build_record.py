"""build.json: what a build was made from, what it made, and what it printed where.

    peerbrief   version                      libraries  name -> version
    inputs      name -> sha256               outputs    name -> sha256 of what was made under that name
    gates       [{id, message, closes_with}] problems   [{code, severity, where, message, cure}]
    left_out    [words]                      facts      [{id, label, kind, value, text, n, rule, ...}]
    citations   finding id -> reference      printed    [[file, place, shape, text, fact id]]
    works       file -> ids of works cited   contents   file -> its slides, its numbers by place

No clock and no path of a computer: the same input gives the same bytes. A suppressed fact has no
value here either.
"""

import datetime as dt
import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.model.fact import Fact, FactBook
from generator.model.manifest import Manifest
from generator.model.problem import Problem

if TYPE_CHECKING:
    from generator.compose.material import Material
    from generator.model.evidence import Catalog

NAME = "build.json"
_OURS = ("survey", "request", "facts")

LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "matplotlib", "mdit-py-plugins", "pillow", "python-docx", "python-pptx", "segno", "typst", "wordcloud", "xlsxwriter")
"""Those whose version can change the bytes of a paper."""


def digest(content: bytes) -> str:
    """Sha256 of some bytes as the record holds it: 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def record(
    material: "Material",
    manifest: Manifest,
    files: Mapping[str, bytes],
    inputs: Sequence[Path],
    problems: Iterable[Problem],
    left_out: Iterable[str],
    previous: Mapping[str, Any] | None = None,
    works: Mapping[str, Sequence[str]] = MappingProxyType({}),
    contents: Mapping[str, Any] = MappingProxyType({}),
) -> bytes:
    """Write the content of build.json.

    `inputs` are named as seen from the folder of the first. Facts of the survey, the request and
    arithmetic are all held, published ones when a paper prints them or a held one rests on them.
    `previous`: the record found in the folder; papers that this build did not make stay known from
    it, so that the next build does not take them for edited ones. `works`: what each file cites. `contents`: of each Office file what `fingerprint` gives.
    """
    from generator.compose.show import display

    made = {name: digest(content) for name, content in files.items() if name != NAME}
    older = previous or {"outputs": {}, "printed": []}
    kept = {name: known for name, known in older["outputs"].items() if name not in made}
    facts = _held(material.book, {entry.fact for entry in manifest.printed})
    content = {
        "peerbrief": __version__,
        "libraries": _libraries(),
        "inputs": {_shown(path, inputs[0].parent): digest(path.read_bytes()) for path in inputs},
        "outputs": dict(sorted({**kept, **made}.items())),
        "gates": [gate.as_json() for gate in material.gates],
        "problems": [problem_row(problem) for problem in problems],
        "left_out": list(left_out),
        "facts": [_fact_row(fact, "" if fact.suppressed else display(fact)) for fact in facts],
        "citations": _citations(facts, material.catalog),
        "works": {**{file: ids for file, ids in older.get("works", {}).items() if file in kept}, **{file: list(ids) for file, ids in works.items()}},
        "contents": {**{file: known for file, known in older.get("contents", {}).items() if file in kept}, **contents},
        "printed": [*manifest.as_rows(), *(row for row in older["printed"] if row[0] in kept)],
    }
    return _lines(content).encode()


def _lines(content: Mapping[str, Any]) -> str:
    """JSON with a line for each entry: a person can read it, and two of them can be compared.

    json's own indent would give every number a line of its own, at ten times the cost.
    """

    def entry(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def part(value: Any) -> str:
        match value:
            case dict() if value:
                return "{\n  " + ",\n  ".join(f"{entry(key)}: {entry(inner)}" for key, inner in value.items()) + "\n }"
            case list() if value:
                return "[\n  " + ",\n  ".join(map(entry, value)) + "\n ]"
            case _:
                return entry(value)

    return "{\n " + ",\n ".join(f"{entry(key)}: {part(value)}" for key, value in content.items()) + "\n}\n"


def read_record(out: Path) -> dict[str, Any] | None:
    """Read the record in a folder; None when there is none, or when it is damaged or not ours."""
    try:
        found = json.loads((out / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found if is_record(found) else None


def problem_row(problem: Problem) -> dict[str, str]:
    """Give a problem in the shape that `--json` prints."""
    return {
        "code": problem.code, "severity": problem.severity, "where": problem.where,
        "message": problem.message, "cure": problem.cure,
    }


def _held(book: FactBook, printed: Collection[str]) -> list[Fact]:
    """Choose the facts worth holding, in the order of the book."""
    chosen = {name for name, fact in book.items() if name in printed or any(s.kind in _OURS for s in fact.sources)}
    waiting = list(chosen)
    while waiting:
        parents = {name for name in book[waiting.pop()].parents if name in book} - chosen
        chosen |= parents
        waiting.extend(parents)
    return [fact for name, fact in book.items() if name in chosen]


def _citations(facts: Iterable[Fact], catalog: "Catalog") -> dict[str, str]:
    from generator.compose.reference_styles import ama
    from generator.model.briefing import plain

    findings = sorted({source.ref for fact in facts for source in fact.sources if source.kind == "finding"})
    return {finding: plain(ama(catalog.work_of(finding))) for finding in findings if finding in catalog.findings}


def _shown(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name


def _fact_row(fact: Fact, text: str) -> dict[str, Any]:
    return {
        "id": fact.id, "label": fact.label, "kind": fact.kind.value,
        "value": fact.value.isoformat() if isinstance(fact.value, dt.date) else fact.value, "text": text,
        "n": fact.n, "count": fact.count, "interval": fact.interval, "rule": fact.rule,
        "sources": [[source.kind, source.ref] for source in fact.sources],
        "parents": list(fact.parents), "suppressed": fact.suppressed,
    }


def _libraries() -> dict[str, str]:
    """Installed versions by name, as the folders of their metadata are named ("typst-0.15.2.dist-info").

    importlib.metadata would read a mail parser and those files first: a twentieth of a brief's time.
    One that is vendored or frozen is left out: the record can do without.
    """
    folders = (folder for place in reversed(sys.path) for folder in Path(place).glob("*.dist-info"))
    found = dict(folder.stem.rsplit("-", 1) for folder in folders)
    known = {name.casefold().replace("_", "-"): version for name, version in found.items()}
    return {name: known[name] for name in LIBRARIES if name in known}


def is_record(found: Any) -> bool:
    """Tell whether what was read is a record of ours: whether the parts that are read later have their shape."""
    return (
        isinstance(found, dict)
        and isinstance(found.get("peerbrief"), str)
        and isinstance(found.get("outputs"), dict)
        and all(isinstance(known, str) for known in found["outputs"].values())
        and all(isinstance(found.get(part), list) for part in ("facts", "printed"))
        and all(isinstance(found.get(part, {}), dict) for part in ("citations", "works", "contents"))
        and all(_is_fact(fact) for fact in found["facts"])
        and all(isinstance(row, list) and len(row) == 5 and all(isinstance(cell, str) for cell in row) for row in found["printed"])
    )


def _is_fact(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and all(isinstance(row.get(part), str) for part in ("id", "label", "text", "rule"))
        and isinstance(row.get("n"), int | None)
        and all(isinstance(row.get(part, []), list) for part in ("sources", "parents"))
        and all(isinstance(pair, list) and len(pair) == 2 for pair in row.get("sources", ()))
        and all(isinstance(parent, str) for parent in row.get("parents", ()))
    )
