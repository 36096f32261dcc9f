"""The last scan of a finished Office file: nothing in it runs, calls home or computes from data."""

import io
import re
import zipfile

from generator.model.problem import Problem

_ACTIVE_NAMES = re.compile(r"vbaProject|vbaData|activeX|customUI|ctrlProps|\.(?:bin|exe|js|vbs|dll|ocx)$|oleObject|externalLink", re.IGNORECASE)
_ACTIVE_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX|ms-package.ole|oleObject", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_TARGET, _TYPE = (re.compile(rb'\b%s\s*=\s*"([^"]*)"' % name) for name in (b"Target", b"Type"))
_VISIBLE = (b"http://", b"https://", b"mailto:")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_FIELDS = re.compile(rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b")
_CURE = "this is our fault; report it with the template that was used"


def harmful(file: str, data: bytes) -> list[Problem]:
    """What must not be in a file of ours, each as an error: macros, controls, embedded programs, links that are
    not a reader's to click, formulas in the workbooks of charts, fields that fetch something."""
    return [Problem("check.package", "error", f"{file}: {part}", words, _CURE) for part, words in _faults(data)]


def _faults(data: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if _ACTIVE_NAMES.search(name):
                found.append((name, "it holds a part that can run"))
            elif name == "[Content_Types].xml" and _ACTIVE_TYPES.search(archive.read(name)):
                found.append((name, "it says that it can run macros or controls"))
            elif name.endswith(".rels"):
                found += [(name, words) for relation in _RELATION.findall(archive.read(name)) if (words := _outside(relation))]
            elif name.endswith(".xlsx"):
                found += [(name, words) for words in _formulas(archive.read(name))]
            elif name.startswith("word/") and name.endswith(".xml") and _FIELDS.search(archive.read(name)):
                found.append((name, "a field in it fetches something from elsewhere"))
    return found


def _outside(relation: bytes) -> str:
    if b'TargetMode="External"' not in relation:
        return ""
    kind, target = (pattern.search(relation) for pattern in (_TYPE, _TARGET))
    if kind and target and kind[1].endswith(b"/hyperlink") and target[1].lower().startswith(_VISIBLE):
        return ""
    return f"a link leads outside: {target[1].decode('utf-8', 'replace')[:80] if target else 'without a target'}"


def _formulas(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [name for name in book.namelist() if "worksheets/" in name and name.endswith(".xml")]
        found = [f"{name} holds a formula" for name in sheets if _FORMULA.search(book.read(name))]
        return [*found, *(f"{name} can run" for name in book.namelist() if _ACTIVE_NAMES.search(name))]
