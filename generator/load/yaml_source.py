"""YAML that users write: read with line numbers, and refused where it could surprise or harm.

Tags, anchors and aliases are refused (an alias can blow up to any size, a tag can ask for code), and
so are duplicate keys, of which every other reader silently keeps one. Values follow YAML 1.2: `no`
and `on` and `12:30` stay the words that were written.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from generator.model.problem import InputError, Problem

LARGEST = 1_000_000
"""Bytes. A briefing has some four thousand."""

DEEPEST = 30
"""Levels of nesting. Nothing that we read goes deeper than five."""

_PARSERS: tuple[Any, ...] = tuple(getattr(yaml, name) for name in ("CSafeLoader", "SafeLoader") if hasattr(yaml, name))
"""The fast one first; the other says better what is wrong, and reads an emoji that JSON writes as two escapes."""

_KEPT = frozenset("\t\n\u200c\u200d\u200e\u200f")
"""Tab and line end; joiners and marks without which Persian, Hebrew and emoji are not themselves."""

_BREAKS = "\v\f\x85\u2028\u2029"
"""Line breaks that come along when text is copied from a slide: a blank keeps the words apart."""


class Located(NamedTuple):
    """Nested data (dict, list, str, int, float, bool, date, None) and where each key stands.

    `lines` maps a dotted key ("survey.files.0.path") to its line, `texts` to the value as it was
    written, for scalars. `problems` holds what was repaired on the way in.
    """

    name: str
    data: Any
    lines: Mapping[str, int] = MappingProxyType({})
    texts: Mapping[str, str] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()

    def line(self, key: str) -> int:
        """Line of the key, else of its nearest parent; 1 when the file says nothing of either."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key.rpartition(".")[0]
        return 1

    def where(self, key: str) -> str:
        """`briefing.yaml:12`, as a problem names its place."""
        return f"{self.name}:{self.line(key)}"


def clean(text: str) -> tuple[str, int]:
    """Drop characters that cannot be seen but can mislead; return the text and how many those were.

    Removed are control characters, signs that turn the direction of reading, the private-use
    characters that this product marks its numbers with, and lone surrogates.
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # halves of an emoji that JSON writes as two
    breaks = sum(text.count(c) for c in _BREAKS)
    gone = {c for c in set(text) - _KEPT if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs"} and c not in _BREAKS}
    kept = text.translate({**dict.fromkeys(map(ord, _BREAKS), " "), **dict.fromkeys(map(ord, gone))})
    return kept, breaks + len(text) - len(kept)


def read_yaml(path: Path, shown: str = "", largest: int = LARGEST) -> Located:
    """Read the only document of a file of at most `largest` bytes; `data` is None when it holds nothing.

    `shown`: how problems name the file, if not by its name. Raises InputError with every problem that was found, each with its line.
    """
    name = shown or path.name
    text = _decode(path, name, largest)
    text, removed = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    for parser in _PARSERS:
        reader = _Reader(name, text, removed)
        data = reader.read(parser)
        if not reader.malformed:
            break
    if reader.problems:
        raise InputError(sorted(reader.problems, key=_line_of))
    return Located(name, data, reader.lines, reader.texts, reader.cleaned())


def _decode(path: Path, name: str, largest: int) -> str:
    try:
        if not path.exists():
            raise InputError(Problem("file.missing", "error", str(path), "there is no such file", "check the name, or make one with `peerbrief new DIR`"))
        if not path.is_file():
            raise InputError(Problem("file.unreadable", "error", str(path), "this is not a file", "name the file itself"))
        if path.stat().st_size > largest:
            raise InputError(Problem("file.unsafe", "error", name, f"the file is over {largest // 1_000_000} MB, which no such file needs to be", "check that this is the file you meant"))
        content = path.read_bytes()
    except OSError as error:
        raise InputError(Problem("file.unreadable", "error", str(path), f"the file cannot be opened ({error.strerror})", "check its permissions")) from error
    try:
        # Windows' Notepad writes "Unicode" as UTF-16; the first two bytes say so beyond doubt.
        return content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            Problem("file.unreadable", "error", f"{name}:{line}", "the file is not UTF-8 text", "save it again with the encoding UTF-8")
        ) from error


_CURES = {
    "cannot start any token": "put quotation marks round a value that starts with a special sign",
    "mapping values are not allowed": "put quotation marks round a value that holds a colon and a blank",
    "end of stream": "close the quotation mark",
    "escape": "use single quotation marks when the text holds a backslash",
    "<block sequence start>": "remove what stands after the colon of the key above, or the entries below it",
    "<block end>": "check that keys of one section stand exactly under one another",
    "could not find expected ':'": "write a colon and a blank after each key",
    "flow": "close every bracket that is opened",
}
"""What the parser says, in part, and how its fault is mended."""


class _Reader:
    """Turns the events of one document into plain data and writes down where each key stood."""

    def __init__(self, name: str, text: str, removed: int) -> None:
        self.name = name
        self.text = text
        self.lines: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.removed = removed
        self.malformed = False
        self._open: list[_Collection] = []
        self._root: Any = None

    def read(self, parser: Any) -> Any:
        documents = 0
        try:
            for event in yaml.parse(self.text, Loader=parser):
                if isinstance(event, NodeEvent):
                    line = _line(event)
                    if event.anchor is not None or getattr(event, "tag", None) is not None:
                        self._unsafe(event, line)
                    self._node(event, line)
                    if len(self._open) > DEEPEST:
                        self._report("yaml.unsafe", line, "keys are nested too deeply", "move them to the level where they belong")
                        break
                elif isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._report("yaml.syntax", _line(event), "a second document starts here", "remove the line with three dashes")
                elif self._open:
                    self._open.pop()
        except yaml.YAMLError as error:
            self.malformed = True
            self.problems.append(self._syntax(error))
        return self._root

    def _unsafe(self, event: NodeEvent, line: int) -> None:
        cure = "if the sign belongs to the text, put quotation marks round the whole value"
        if event.anchor is not None:
            sign, verb = ("*", "refers to another") if isinstance(event, AliasEvent) else ("&", "names a")
            self._report("yaml.unsafe", line, f"{sign}{event.anchor} {verb} place of the file, which is not read", cure)
        if (tag := getattr(event, "tag", None)) is not None:
            self._report("yaml.unsafe", line, f"the tag {tag} asks for a special kind of value, which is not read", cure)

    def _node(self, event: NodeEvent, line: int) -> None:
        """Put a value where it belongs: under its key, into its list, or at the root."""
        parent = self._open[-1] if self._open else None
        if parent and parent.awaits_key:
            self._key(event, line, parent)
            return
        key = parent.next_key() if parent else ""
        self.lines.setdefault(key, line)
        value: Any
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            value = {} if isinstance(event, MappingStartEvent) else []
            self._open.append(_Collection(value, key))
        else:
            value = self._scalar(event, key) if isinstance(event, ScalarEvent) else None
        if parent:
            parent.put(value)
        elif self._root is None:
            self._root = value

    def _key(self, event: NodeEvent, line: int, parent: "_Collection") -> None:
        if not isinstance(event, ScalarEvent):
            self._report("yaml.syntax", line, "a key must be a word", "put quotation marks round a value that starts with a bracket")
            parent.name = ""
            if not isinstance(event, AliasEvent):  # what it holds goes nowhere
                self._open.append(_Collection({} if isinstance(event, MappingStartEvent) else [], parent.key))
            return
        parent.name = name = self._clean(event.value)
        below = parent.below(name)
        if name in parent.data:
            self._report("yaml.syntax", line, f'the key "{name}" stands here and on line {self.lines[below]}', "keep one of the two")
        else:
            self.lines[below] = line

    def _scalar(self, event: ScalarEvent, key: str) -> Any:
        text = self.texts[key] = self._clean(event.value)
        return text if event.style else plain(text)

    def _clean(self, text: str) -> str:
        """Clean once more: an escaped character becomes one only while parsing."""
        if text.isascii() and text.isprintable():
            return text
        text, removed = clean(text)
        self.removed += removed
        return text

    def _report(self, code: str, line: int, message: str, cure: str) -> None:
        self.problems.append(Problem(code, "error", f"{self.name}:{line}", message, cure))

    def _syntax(self, error: yaml.YAMLError) -> Problem:
        if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
            return Problem("yaml.syntax", "error", f"{self.name}:1", "the file cannot be read as YAML", "start again from `peerbrief new DIR`")
        fault = str(error.problem)
        told = f"{error.context or ''} {fault}"
        cure = next((cure for part, cure in _CURES.items() if part in told), "compare the line with the starter that `peerbrief new DIR` writes")
        mark = error.context_mark if error.context_mark and "quoted scalar" in told else error.problem_mark
        if "'\\t'" in fault:
            fault, cure = "a tab stands where only blanks may stand", "replace the tab by blanks"
        return Problem("yaml.syntax", "error", f"{self.name}:{mark.line + 1}", f"the file cannot be read as YAML ({fault})", cure)

    def cleaned(self) -> tuple[Problem, ...]:
        if not self.removed:
            return ()
        what = "one character that cannot be printed was" if self.removed == 1 else f"{self.removed} characters that cannot be printed were"
        return (Problem("request.cleaned", "note", self.name, f"{what} left out", "retype the value if something is missing"),)


@dataclass(slots=True)
class _Collection:
    """A mapping or list while it is read. `name`: the key that waits for its value."""

    data: Any
    key: str
    name: str | None = None

    @property
    def awaits_key(self) -> bool:
        return self.name is None and isinstance(self.data, dict)

    def below(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name

    def next_key(self) -> str:
        return self.below(str(len(self.data)) if self.name is None else self.name)

    def put(self, value: Any) -> None:
        """Take a value; of two under one key the first stays."""
        if isinstance(self.data, list):
            self.data.append(value)
        else:
            self.data.setdefault(self.name, value)
            self.name = None


_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def plain(text: str) -> Any:
    """What YAML 1.2 reads from a value without quotation marks: null, bool, int, float, a day, or the words."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0].isalpha():
        return text
    try:
        if _NUMBER.fullmatch(text):
            return int(text) if text.lstrip("+-").replace("_", "").isdigit() else float(text)
        if _DAY.fullmatch(text):
            return dt.date(*map(int, text.split("-")))
    except ValueError:  # 2026-02-30; a number of too many digits
        return text
    return text


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _line_of(problem: Problem) -> int:
    return int(problem.where.rpartition(":")[2])
