"""Every Office file that a test makes is looked at as it leaves the renderer: invariants always, the standard once a module.

openxml-audit takes a second a file, so it reads the first file of each kind that a test module makes,
and none that it has read before.
"""

import functools
import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import generator.render.powerpoint
import generator.render.word
from generator.check.package import Package
from generator.check.parts import sound, whole

_validated: set[tuple[str, str]] = set()


def faults(kind: str, data: bytes) -> list[str]:
    """What breaks an invariant of the package, and each chart without its workbook."""
    package = Package(data)
    found = [fault.message for rule in (whole, sound) for fault in rule(kind, package) if fault.code != "check.file-title"]
    charts = [name for name in package.names if name.startswith("ppt/charts/chart") and name.endswith(".xml")]
    found += [f"{chart} has no workbook" for chart in charts if not any(target.endswith(".xlsx") and target in package for target in package.targets(chart).values())]
    for name in package.names:
        if name.endswith(".xlsx") and zipfile.ZipFile(io.BytesIO(package.zip.read(name))).testzip():
            found.append(f"{name} is damaged")
    return found


def by_the_standard(kind: str, data: bytes) -> list[str]:
    """What openxml-audit finds."""
    from openxml_audit import OpenXmlValidator

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{kind}"
        path.write_bytes(data)
        return [error.description for error in OpenXmlValidator().validate(path).errors]


def watch() -> None:
    """Put the gate behind both renderers."""
    for module, name, kind in ((generator.render.powerpoint, "render_deck", "pptx"), (generator.render.word, "render_paper", "docx")):
        setattr(module, name, _watched(getattr(module, name), kind))


def _watched(render: Callable[..., bytes], kind: str) -> Callable[..., bytes]:
    @functools.wraps(render)
    def rendered(*given, **named) -> bytes:
        data = render(*given, **named)
        found = faults(kind, data)
        module, same = (os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0], kind), ("", sha256(data).hexdigest())
        if module[0] and not _validated & {module, same}:
            _validated.update((module, same))
            found += by_the_standard(kind, data)
        assert found == [], f"the {kind} that a test made is not sound"
        return data

    return rendered
