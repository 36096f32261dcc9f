"""build.json: what a build was made from, what it made, and what it printed where.

    peerbrief   version                      libraries  name -> version
    inputs      name -> sha256               outputs    name -> sha256 of what was made under that name
    gates       [{id, message, closes_with}] problems   [{code, severity, where, message, cure}]
    left_out    [words]                      facts      [{id, label, kind, value, text, n, rule, ...}]
    citations   finding id -> reference      printed    [[file, place, shape, text, fact id]]

No clock and no path of a computer: the same input gives the same bytes. A suppressed fact has no
value here either.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from generator import __version__
from generator.model.fact import Fact
from generator.model.gate import OpenGate
from generator.model.manifest import Manifest
from generator.model.problem import Problem

NAME = "build.json"

LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "matplotlib", "mdit-py-plugins", "pillow", "python-docx", "python-pptx", "wordcloud", "xlsxwriter")
"""Those whose version can change the bytes of a paper."""


def digest(content: bytes) -> str:
    """Give the sha256 of some bytes, as the record holds it: 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def record(
    *,
    inputs: Mapping[str, bytes],
    outputs: Mapping[str, bytes],
    gates: Iterable[OpenGate] = (),
    problems: Iterable[Problem] = (),
    left_out: Iterable[str] = (),
    facts: Iterable[Fact] = (),
    texts: Mapping[str, str] | None = None,
    citations: Mapping[str, str] | None = None,
    manifest: Manifest | None = None,
    previous: Mapping[str, Any] | None = None,
) -> bytes:
    """Write the content of build.json.

    `inputs` and `outputs`: file names with their bytes; `texts`: how a fact is shown, by id;
    `citations`: the reference of a finding, by id. `previous`: the record found in the folder;
    papers that this build did not make stay known from it, so that they are not taken for edited.
    """
    made = {name: digest(content) for name, content in outputs.items() if name != NAME}
    older = {} if previous is None else previous
    kept = {name: known for name, known in older["outputs"].items() if name not in made} if older else {}
    printed = manifest.as_rows() if manifest else []
    printed += [row for row in older.get("printed", []) if row[0] in kept]
    content = {
        "peerbrief": __version__,
        "libraries": _libraries(),
        "inputs": {name: digest(found) for name, found in sorted(inputs.items())},
        "outputs": dict(sorted({**kept, **made}.items())),
        "gates": [gate.as_json() for gate in gates],
        "problems": [problem_row(problem) for problem in problems],
        "left_out": list(left_out),
        "facts": [_fact_row(fact, (texts or {}).get(fact.id)) for fact in facts],
        "citations": dict(sorted((citations or {}).items())),
        "printed": printed,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(out: Path) -> dict[str, Any] | None:
    """Read the record in a folder; None when there is none, or when it is damaged or not ours."""
    try:
        found = json.loads((out / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found if _is_ours(found) else None


def problem_row(problem: Problem) -> dict[str, str]:
    """Give a problem in the shape that `--json` prints."""
    return {
        "code": problem.code, "severity": problem.severity, "where": problem.where,
        "message": problem.message, "cure": problem.cure,
    }


def _fact_row(fact: Fact, text: str | None) -> dict[str, Any]:
    value = fact.value.isoformat() if isinstance(fact.value, dt.date) else fact.value
    return {
        "id": fact.id, "label": fact.label, "kind": fact.kind.value, "value": value,
        "text": text if text is not None else "" if value is None else str(value),
        "n": fact.n, "count": fact.count, "interval": fact.interval, "rule": fact.rule,
        "sources": [[source.kind, source.ref] for source in fact.sources],
        "parents": list(fact.parents), "suppressed": fact.suppressed,
    }


def _libraries() -> dict[str, str]:
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # vendored or frozen: the record can do without
            continue
    return found


def _is_ours(found: Any) -> bool:
    """Tell whether the parts that are read later have their shape."""
    return (
        isinstance(found, dict)
        and isinstance(found.get("peerbrief"), str)
        and isinstance(found.get("outputs"), dict)
        and all(isinstance(known, str) for known in found["outputs"].values())
        and all(isinstance(found.get(part), list) for part in ("facts", "printed"))
        and all(isinstance(fact, dict) and isinstance(fact.get("id"), str) for fact in found["facts"])
        and all(isinstance(row, list) and len(row) == 5 and all(isinstance(cell, str) for cell in row) for row in found["printed"])
    )
