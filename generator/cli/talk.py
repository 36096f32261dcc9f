"""How the command line speaks: steps, problems, JSON, and how it ends."""

import errno
import io
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from generator.model.problem import Problem

_SHAPE = "peerbrief.json"
_MOST = 60
"""Problems on a screen: a fault in a thousand entries is one to mend, and a wall of lines hides it."""
_OURS = str(Path(__file__).resolve().parent.parent)


class Guarded(click.Group):
    """A group whose commands end with lines for the user, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what it raises into words and an exit code."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a console of another encoding shows \xb7 rather than failing
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("\nStopped. Nothing is half-written.", err=True)
            ctx.exit(1)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # somebody closed the pipe; click ends quietly
            from generator.model.problem import PeerbriefError

            if refused := _refused_by_the_system(error):
                error = PeerbriefError(refused)
            if isinstance(error, PeerbriefError):
                _refuse(error.problems, ctx.meta.get(_SHAPE))
                ctx.exit(error.exit_code)
            _our_fault(error)
            ctx.exit(1)


def json_option(**shape: Any) -> Callable[[Any], Any]:
    """Give a command `--json`. `shape`: the object printed when the command is refused; `problems` is added."""

    def remember(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
        if value:
            ctx.meta[_SHAPE] = shape
        return value

    return click.option("--json", "as_json", is_flag=True, is_eager=True, callback=remember, help="Print one JSON object and nothing else.")


def say(text: str = "") -> None:
    """Print a line of the answer."""
    click.echo(_safe(text))


def say_json(found: Any) -> None:
    """Print the one object that `--json` promises."""
    import json

    click.echo(json.dumps(found, indent=2))


def row(problem: "Problem") -> dict[str, str]:
    """Give a problem in the shape that `--json` prints."""
    return {name: getattr(problem, name) for name in ("code", "severity", "where", "message", "cure")}


class Steps:
    """Progress on standard error: one line that changes on a terminal, plain lines in a pipe."""

    def __init__(self, *, silent: bool) -> None:
        self.silent = silent
        self.live = not silent and sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, step: str) -> None:
        """Say what is being done now."""
        if self.live:
            click.echo(f"\r\x1b[2K{_safe(step)} ...", nl=False, err=True)
        elif not self.silent:
            click.echo(_safe(step), err=True)

    def __enter__(self) -> "Steps":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.live:
            click.echo("\r\x1b[2K", nl=False, err=True)


def _refuse(problems: "Iterable[Problem]", shape: dict[str, Any] | None) -> None:
    if shape is not None:
        say_json({**shape, "problems": [row(problem) for problem in problems]})
        return
    said = list(problems)
    for problem in said[:_MOST]:
        click.echo(_safe(str(problem)), err=True)
    if len(said) > _MOST:
        click.echo(f"... and {len(said) - _MOST:,} more. Mend these first; --json lists all.", err=True)


def _refused_by_the_system(error: Exception) -> "Problem | None":
    """A file of the user's that the system does not give us: a name too long, a loop of links, a stick pulled out."""
    from generator.model.problem import Problem

    if not isinstance(error, OSError) or not error.strerror:
        return None
    if error.filename is None:
        known = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF}
        return Problem("write.failed", "error", "the answer", f"it cannot be shown ({error.strerror})", "send it to another place") if known else None
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
    if name.startswith(_OURS):
        return None
    return Problem("file.unreadable", "error", name, f"the system refuses it ({error.strerror})", "check the name and that you may use it")


def _our_fault(error: Exception) -> None:
    if os.environ.get("PEERBRIEF_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
        return
    click.echo(_safe(f"This is a fault of peerbrief, not of your files ({type(error).__name__}: {error})."), err=True)
    click.echo("Set PEERBRIEF_DEBUG=1 and run it again to see where; please report it with what that shows.", err=True)


def _safe(text: str) -> str:
    """Drop control characters: a file's name must not be able to steer the terminal.

    Bytes of a name that are no text to the system (accents under LANG=C) are shown as they are.
    """
    text = re.sub("[\udc80-\udcff]+", lambda found: found[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace"), text)
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
