"""YAML that users write: read with line numbers, and refused where it could surprise or harm.

Tags, anchors and aliases are refused (an alias can blow up to any size, a tag can ask for code), and
so are duplicate keys, of which every other reader silently keeps one. Values follow YAML 1.2: `no`
and `on` and `12:30` stay the words that were written.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.model.problem import InputError, Problem

LARGEST = 1_000_000
"""Bytes. A briefing has some four thousand; the pure-Python parser needs seconds for a megabyte."""

DEEPEST = 30
"""Levels of nesting. The parser recurses, and nothing that we read goes deeper than five."""

_KEPT = frozenset("\t\n\u200c\u200d\u200e\u200f")
"""Tab and line end; joiners and marks without which Persian, Hebrew and emoji are not themselves."""

_BREAKS = "\v\f\x85\u2028\u2029"
"""Line breaks that come along when text is copied from a slide: a blank keeps the words apart."""


@dataclass(frozen=True, slots=True)
class Located:
    """Nested data (dict, list, str, int, float, bool, date, None) and where each key stands.

    `lines` maps a dotted key ("survey.files.0.path") to its line, `texts` to the value as it was
    written, for scalars. `problems` holds what was repaired on the way in.
    """

    name: str
    data: Any
    lines: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
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
    text = text.translate(dict.fromkeys(map(ord, _BREAKS), " "))
    kept = "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"})
    return kept, breaks + len(text) - len(kept)


def read_yaml(path: Path) -> Located:
    """Read the only document of a file; `data` is None when it holds nothing.

    Raises InputError with every problem that was found, each with its line.
    """
    text = _decode(path)
    text, removed = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    root = _compose(text, path.name)
    reader = _Reader(path.name)
    reader.removed = removed
    data = reader.value(root, "") if root is not None else None
    if reader.problems:
        raise InputError(sorted(reader.problems, key=_line_of))
    return Located(path.name, data, reader.lines, reader.texts, reader.cleaned())


def _decode(path: Path) -> str:
    try:
        if not path.exists():
            raise InputError(Problem("file.missing", "error", str(path), "there is no such file", "check the name, or make one with `peerbrief new DIR`"))
        if not path.is_file():
            raise InputError(Problem("file.unreadable", "error", str(path), "this is not a file", "name the file itself"))
        if path.stat().st_size > LARGEST:
            raise InputError(Problem("file.unsafe", "error", path.name, "the file is over a megabyte, which no such file needs to be", "check that this is the file you meant"))
        content = path.read_bytes()
    except OSError as error:
        raise InputError(Problem("file.unreadable", "error", str(path), f"the file cannot be opened ({error.strerror})", "check its permissions")) from error
    try:
        # Windows' Notepad writes "Unicode" as UTF-16; the first two bytes say so beyond doubt.
        return content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            Problem("file.unreadable", "error", f"{path.name}:{line}", "the file is not UTF-8 text", "save it again with the encoding UTF-8")
        ) from error


def _compose(text: str, name: str) -> Node | None:
    """Tree of the only document. Looks at the flat events first: they cannot blow up."""
    unsafe: list[Problem] = []
    try:
        documents = depth = 0
        for event in YAML(typ="safe", pure=True).parse(text):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            documents += isinstance(event, DocumentStartEvent)
            unsafe.extend(_unsafe(event, name, depth, documents))
            if depth > DEEPEST:
                break
    except YAMLError as error:
        raise InputError((*unsafe, _syntax(error, name))) from error
    if unsafe:
        raise InputError(unsafe)
    root: Node | None = YAML(typ="safe", pure=True).compose(text)
    return root


def _unsafe(event: Any, name: str, depth: int, documents: int) -> Iterator[Problem]:
    where = f"{name}:{event.start_mark.line + 1}"
    quote = "if the sign belongs to the text, put quotation marks round the whole value"
    if isinstance(event, AliasEvent):
        yield Problem("yaml.unsafe", "error", where, f"*{event.anchor} refers to another place of the file, which is not read", quote)
    elif getattr(event, "anchor", None):
        yield Problem("yaml.unsafe", "error", where, f"&{event.anchor} names a place of the file, which is not read", quote)
    if getattr(event, "ctag", None) is not None:
        yield Problem("yaml.unsafe", "error", where, f"the tag {event.tag} asks for a special kind of value, which is not read", quote)
    if isinstance(event, CollectionStartEvent) and depth > DEEPEST:
        yield Problem("yaml.unsafe", "error", where, "keys are nested too deeply", "move them to the level where they belong")
    if isinstance(event, DocumentStartEvent) and documents > 1:
        yield Problem("yaml.syntax", "error", where, "a second document starts here", "remove the line with three dashes")


_CURES = {
    "cannot start any token": "put quotation marks round a value that starts with a special sign",
    "mapping values are not allowed": "put quotation marks round a value that holds a colon and a blank",
    "end of stream": "close the quotation mark",
    "escape sequence": "use single quotation marks when the text holds a backslash",
    "unknown escape": "use single quotation marks when the text holds a backslash",
    "<block sequence start>": "remove what stands after the colon of the key above, or the entries below it",
    "<block end>": "check that keys of one section stand exactly under one another",
    "could not find expected ':'": "write a colon and a blank after each key",
    "flow": "close every bracket that is opened",
}


def _syntax(error: YAMLError, name: str) -> Problem:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("yaml.syntax", "error", name, "the file cannot be read as YAML", "start again from `peerbrief new DIR`")
    fault = str(error.problem)
    told = f"{error.context or ''} {fault}"
    cure = next((cure for part, cure in _CURES.items() if part in told), "compare the line with the starter that `peerbrief new DIR` writes")
    mark = error.context_mark if error.context_mark and "quoted scalar" in told else error.problem_mark
    if "'\\t'" in fault:
        fault, cure = "a tab stands where only blanks may stand", "replace the tab by blanks"
    return Problem("yaml.syntax", "error", f"{name}:{mark.line + 1}", f"the file cannot be read as YAML ({fault})", cure)


class _Reader:
    """Turns nodes into plain data and writes down where each key stood."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.removed = 0
        self._scalars = YAML(typ="safe", pure=True).constructor

    def value(self, node: Node, key: str) -> Any:
        self.lines.setdefault(key, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, key)
        if isinstance(node, SequenceNode):
            return [self.value(child, _below(key, str(i))) for i, child in enumerate(node.value)]
        assert isinstance(node, ScalarNode)  # noqa: S101 the third and last kind of node
        return self._scalar(node, key)

    def _mapping(self, node: MappingNode, key: str) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name_node, child in node.value:
            line = name_node.start_mark.line + 1
            if not isinstance(name_node, ScalarNode):
                self._report("yaml.syntax", line, "a key must be a word", "put quotation marks round a value that starts with a bracket")
                continue
            name = self._clean(name_node.value)
            below = _below(key, name)
            if name in data:
                self._report("yaml.syntax", line, f'the key "{name}" stands here and on line {self.lines[below]}', "keep one of the two")
                continue
            self.lines[below] = line
            data[name] = self.value(child, below)
        return data

    def _scalar(self, node: ScalarNode, key: str) -> Any:
        self.texts[key] = self._clean(node.value)
        try:
            value = self._scalars.construct_object(node)
        except (ValueError, YAMLError):  # "2026-02-30" looks like a date; a number may have too many digits
            return self.texts[key]
        return self.texts[key] if isinstance(value, str) else value

    def _clean(self, text: str) -> str:
        """Clean once more: an escaped character becomes one only while parsing."""
        text, removed = clean(text)
        self.removed += removed
        return text

    def _report(self, code: str, line: int, message: str, cure: str) -> None:
        self.problems.append(Problem(code, "error", f"{self.name}:{line}", message, cure))

    def cleaned(self) -> tuple[Problem, ...]:
        if not self.removed:
            return ()
        what = "one character that cannot be printed was" if self.removed == 1 else f"{self.removed} characters that cannot be printed were"
        return (Problem("request.cleaned", "note", self.name, f"{what} left out", "retype the value if something is missing"),)


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _line_of(problem: Problem) -> int:
    return int(problem.where.rpartition(":")[2])
