"""What our own papers are held to beyond those of others: open gates keep them drafts, and what was kept back stays back."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from generator.check.fault import Fault, quoted
from generator.check.package import Package, meet_docx, slide_names
from generator.check.powerpoint.deck import A
from generator.model.gate import GATES
from generator.model.outputs import OUTPUTS
from generator.model.problem import Problem

_MARK = "DRAFT"
_HELD = ("value", "n", "count", "interval", "text")


def folder_faults(name: str, record: Mapping[str, Any]) -> list[Problem]:
    """What the record of a folder says of all its papers: what is open, what was kept back and is there all the same."""
    open_gates = [str(gate["id"]) for gate in record.get("gates", [])]
    found = []
    if drafts := sorted(file for file in record["outputs"] if _guarding(file, open_gates)):
        found.append(
            Problem("gate.open", "note", name, f"{', '.join(drafts)}: drafts, because {len(open_gates)} things are open ({', '.join(open_gates)})", "fill in the lines of briefing.yaml that build.json names, and build again")
        )
    return found + [fault.problem(name) for fault in _kept_back(record)]


def standing(file: str, data: bytes, record: Mapping[str, Any]) -> list[Problem]:
    """Whether a paper that was changed since its build still says on its pages that it is a draft.

    Raises what a damaged file raises.
    """
    gates = _guarding(file, [str(gate["id"]) for gate in record.get("gates", [])])
    if not gates or sha256(data).hexdigest() == record["outputs"].get(file):
        return []
    return [fault.problem(file) for fault in _unmarked(file, data, gates)]


def _guarding(file: str, open_gates: list[str]) -> list[str]:
    papers = {name for name, output in OUTPUTS.items() if file in output.files}
    return [gate for gate in open_gates if gate in GATES and papers & set(GATES[gate].papers)]


def _unmarked(file: str, data: bytes, gates: list[str]) -> Iterator[Fault]:
    why = f"and nobody has confirmed {', '.join(gates[:3])}{' and more' if len(gates) > 3 else ''}"
    if file.endswith(".pptx"):
        package = Package(data)
        for number, part in enumerate(slide_names(package), 1):
            if _MARK not in "".join(node.text or "" for node in package.xml(part).iter(A + "t")):
                yield Fault("check.draft", f"slide {number}", f"the slide no longer says {_MARK}, {why}")
    elif file.endswith(".docx") and not any(_MARK in met.text for met in meet_docx(Package(data)) if not re.match("body|comments", met.place)):
        yield Fault("check.draft", "", f"head and foot no longer say {_MARK}, {why}")


def _kept_back(record: Mapping[str, Any]) -> Iterator[Fault]:
    hidden = {fact["id"] for fact in record["facts"] if fact.get("suppressed")}
    for fact in record["facts"]:
        if fact.get("suppressed") and any(fact.get(part) not in (None, "") for part in _HELD):
            yield Fault("check.suppression", "build.json", f"{quoted(fact['label'])} was kept back, and the record holds it")
    for file, place, _, _, fact in record["printed"]:
        if fact in hidden:
            yield Fault("check.suppression", f"{file}, {place}", f"the fact {fact} was kept back, and is printed")
