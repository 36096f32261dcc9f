"""Jinja in a sandbox: documents of ours, with the user's folder laid over them."""

import contextlib
import hashlib
import re
import traceback
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator import __version__
from generator.compose.filters import printers, refuse_bare
from generator.files import ours
from generator.kept import kept
from generator.model.fact import FactBook
from generator.model.problem import BuildError, Problem


class Compiled(FileSystemBytecodeCache):
    """Compiled templates in the user's own temporary folder; a build never fails for want of them."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one template, if the disk lets us."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> Compiled | None:
    """Compiling takes a third of a memo's time. The name holds what else the code depends on: our version and this file."""
    made_by = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    folder = kept()
    return Compiled(str(folder), f"peerbrief-{__version__}-{made_by}-%s.cache") if folder else None


class KeepLineEnds(Extension):
    """A line of words that ends in a tag keeps its line break; only lines of nothing but tags vanish."""

    _ONLY_TAGS = re.compile(r"^\s*(?:\{%[^%]*(?:%(?!\})[^%]*)*%\}\s*)+$")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with an empty print after such a tag, which `trim_blocks` leaves alone."""
        lines = source.split("\n")
        ends = (line.rstrip().endswith("%}") and not self._ONLY_TAGS.match(line) for line in lines)
        return "\n".join(line + "{{ '' }}" if end else line for line, end in zip(lines, ends, strict=True))


def render_template(name: str, book: FactBook, names: Mapping[str, Any], overlay: Path | None = None) -> str:
    """The Markdown of one document, each fact marked.

    Raises BuildError with the template's file and line: unknown name, bare number, syntax,
    or a reach for what the sandbox forbids.
    """
    environment = _environment(overlay)
    environment.filters.update(printers(book))
    try:
        return tidy(environment.get_template(name).render(names))
    except TemplateSyntaxError as error:
        raise BuildError(Problem("template.syntax", "error", f"{error.name}:{error.lineno}", str(error.message), "see how our own templates write it")) from error
    except SecurityError as error:
        raise BuildError(Problem("template.unsafe", "error", _place(error, name), str(error), "templates may only use the names and filters of this product")) from error
    except BuildError as error:
        problems = [Problem(p.code, p.severity, _place(error, name), p.message, p.cure) for p in error.problems]
        raise BuildError(problems) from error
    except (TemplateError, TypeError, ValueError) as error:
        raise BuildError(Problem("template.undefined", "error", _place(error, name), str(error), "print only facts that exist; ask shown(...) first")) from error


_PART = re.compile(r"""\{%-?\s*(?:include|import|from|extends)\s+["']([^"']+)["']""")


def mentioned(ids: Collection[str], name: str, overlay: Path | None = None) -> frozenset[str]:
    """Those of some finding ids that a document, or a template it takes in, speaks of."""
    environment = _environment(overlay)
    waiting, words, seen = [f"documents/{name}.md.j2"], set[str](), set[str]()
    while waiting:
        part = waiting.pop()
        if part not in seen and environment.loader:
            seen.add(part)
            with contextlib.suppress(TemplateNotFound):
                source, _, _ = environment.loader.get_source(environment, part)
                words.update(re.findall(r"\w+", source))
                waiting += _PART.findall(source)
    return frozenset(ids) & words


@cache
def _environment(overlay: Path | None) -> ImmutableSandboxedEnvironment:
    """The sandbox, once for all papers of a process: only its filters change from book to book."""
    folders = [*([overlay] if overlay else []), ours("templates")]
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders), undefined=StrictUndefined, finalize=refuse_bare,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False,
        extensions=[KeepLineEnds], bytecode_cache=_compiled(),
    )
    environment.globals.clear()
    environment.globals["range"] = range
    return environment


def tidy(text: str) -> str:
    """Spaces that a dropped clause leaves behind: none doubled, none before a full stop, comma or semicolon."""
    lines = []
    for line in text.replace("n = ", "n\u00a0=\u00a0").split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        body = " ".join(part for part in line.strip(" ").split(" ") if part)
        for sign in ".,;":
            body = body.replace(f" {sign}", sign)
        lines.append(" " * indent + body)
    return "\n".join(lines)


def _place(error: BaseException, name: str) -> str:
    """`file:line` of the innermost template the error came from."""
    root = str(ours("templates"))
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".j2"):
            shown = frame.filename.removeprefix(root).lstrip("/\\")
            return f"{shown}:{frame.lineno}"
    return name


