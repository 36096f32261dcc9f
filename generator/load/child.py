"""`python -m generator.load.child KIND PATH BYTES`: reads one file under a limit of memory and writes what it found.

A library that asks for too much, or crashes, ends this process and not the build.
"""

import contextlib
import marshal
import sys


def main(kind: str, path: str, memory: str) -> None:
    """Write ("found", what) or ("refused", message, cure) to standard output, marshalled."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from generator.load import workbook

    answer: tuple[object, ...]
    try:
        answer = ("found", {"sheet": workbook.read_sheet, "spss": workbook.read_spss}[kind](path))
    except workbook.EmptyError:
        answer = ("empty",)
    except workbook.UnreadableError as fault:
        answer = ("refused", str(fault))
    sys.stdout.buffer.write(marshal.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
