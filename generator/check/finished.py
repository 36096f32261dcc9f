"""The audit of one finished file, from its bytes: our builds ask for it before they write, `peerbrief check` after."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator

from lxml import etree

from generator.check.fault import Fault
from generator.check.package import Package
from generator.check.parts import sound, whole
from generator.model.problem import Problem

KINDS = ("pptx", "docx", "pdf")
RANK = {"error": 0, "warning": 1, "note": 2}
OURS = 10.5
"""Points that no text of our own slides falls below."""


def check_bytes(name: str, data: bytes, *, ours: bool = False) -> list[Problem]:
    """Problems of a file's bytes; `name` decides by its ending what it is taken for.

    `ours`: whether its text is held to our own least sizes.
    """
    try:
        if kind_of(name) == "pdf":
            from generator.check.pdf import audit_pdf

            return _told(name, audit_pdf(data))
        return check_package(name, Package(data), ours=ours)
    except DAMAGE as error:
        return [damaged(name, error)]


def check_package(name: str, package: Package, *, ours: bool = False, measured: bool = False) -> list[Problem]:
    """Like `check_bytes`, for an Office file that is open already. `measured`: as `audit_deck` has it."""
    kind = kind_of(name)
    broken = list(whole(kind, package))
    return _told(name, broken or _office(kind, package, ours, measured))


def _office(kind: str, package: Package, ours: bool, measured: bool) -> Iterator[Fault]:
    yield from sound(kind, package)
    if kind == "pptx":
        from generator.check.powerpoint import audit_deck

        yield from audit_deck(package, *([OURS] if ours else []), measured=measured)
    else:
        from generator.check.word import audit_document

        yield from audit_document(package)


def _told(name: str, faults: Iterable[Fault]) -> list[Problem]:
    problems = dict.fromkeys(fault.problem(name) for fault in faults)
    return sorted(problems, key=lambda problem: RANK[problem.severity])


def kind_of(name: str) -> str:
    """A file's ending, without the dot."""
    return name.rpartition(".")[2].casefold()


def damaged(name: str, error: Exception) -> Problem:
    """The problem of a file that something broke off in the middle of."""
    return Fault("check.package", "", f"the file is damaged ({error})").problem(name)


DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.LxmlError, EOFError, NotImplementedError, RuntimeError, LookupError, ValueError, TypeError, AttributeError, StopIteration, ArithmeticError,
)  # fmt: skip
"""What other people's broken files bring up in us: a part gone, a number that is none, a link into nowhere."""
