"""`peerbrief check`: audit finished files, ours or anyone's, against what a reader needs."""

import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from generator.build_record import NAME, read_record
from generator.check.against_record import changes
from generator.check.package import NS, Package, meet_docx, meet_pptx, slide_names
from generator.load.guard import check_office_file
from generator.model.problem import InputError, Problem

_W = f"{{{NS['w']}}}"
_P = f"{{{NS['p']}}}"


def check_paths(paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Problems of the files, and of the papers in the folders, in order of name.

    A paper beside the record of its build is held against it, number by number. A missing or
    damaged file is a problem like any other; nothing raises.
    """
    found: list[Problem] = []
    for path in paths:
        if path.is_dir():
            outputs = (read_record(path) or {"outputs": {}})["outputs"]
            inside = sorted(p for p in path.iterdir() if p.is_file() and (p.name in outputs or (p.suffix.lower() in _AUDITS and not p.name.startswith((".", "~$")))))
            if not inside:
                found.append(Problem("file.missing", "error", str(path), "the folder holds no .pptx or .docx file", "name the files to check"))
            found += (Problem("file.missing", "note", str(path), f"{name} was built here and is gone", "nothing, if that was meant") for name in sorted(set(outputs) - {file.name for file in inside} - {NAME}))
            for file in inside:
                found += check_file(file)
        else:
            found += check_file(path)
    return tuple(found)


def check_file(path: Path) -> list[Problem]:
    """Problems of one file."""
    record = read_record(path.parent)
    built = record is not None and path.name in record["outputs"]
    if path.suffix.lower() not in _AUDITS and not built:
        return [Problem("file.unreadable", "error", path.name, f"a {path.suffix or 'file without an ending'} cannot be checked", "check .pptx and .docx files, or a folder of papers")]
    try:
        if path.suffix.lower() in _AUDITS:
            check_office_file(path)
        data = path.read_bytes()
        found = check_bytes(path.name, data) if path.suffix.lower() in _AUDITS else []
        if record is not None and built and not any(problem.code == "check.package" for problem in found):
            found += changes(path.name, data, record)
        return found
    except InputError as error:
        return list(error.problems)
    except OSError as error:
        return [Problem("file.missing", "error", str(path), error.strerror or "cannot be read", "check the name")]
    except _DAMAGE as error:
        return [Problem("check.package", "error", path.name, f"the file is damaged ({error})", "build it again")]


def check_bytes(name: str, data: bytes) -> list[Problem]:
    """Problems of a file's bytes; `name` decides by its ending what it is taken for."""
    try:
        package = Package(data)
        found = list(_package(name, package))
        if any(problem.severity == "error" for problem in found):
            return found
        return [*found, *_AUDITS[Path(name).suffix.lower()](name, package)]
    except _DAMAGE as error:
        return [Problem("check.package", "error", name, f"the file is damaged ({error})", "open and save it in its own program, or build it again")]


def _package(name: str, package: Package) -> Iterator[Problem]:
    for part, count in Counter(package.names).items():
        if count > 1:
            yield Problem("check.package", "error", name, f"the part {part} is there {count} times", "build the file again")
    if "[Content_Types].xml" not in package.names:
        yield Problem("check.package", "error", name, "it is not an Office file", "check .pptx and .docx files")
    main, what = _MAIN[Path(name).suffix.lower()]
    if main not in package.names:
        yield Problem("check.package", "error", name, f"it is no {what}, whatever its name says", "give it the ending of the program that made it")
    for part in package.names:
        if part.endswith((".xml", ".rels")):
            package.xml(part)
    yield from _properties(name, package)


def _properties(name: str, package: Package) -> Iterator[Problem]:
    core = package.xml("docProps/core.xml") if "docProps/core.xml" in package.names else None
    title = core.find("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
    if title is None or not (title.text or "").strip():
        yield Problem("check.language", "warning", name, "the file does not say its title", "set the title under File, Info")


def _pptx(name: str, package: Package) -> Iterator[Problem]:
    size = package.xml("ppt/presentation.xml").find("p:sldSz", NS)
    width, height = (int(size.get(k, 0)) for k in ("cx", "cy")) if size is not None else (0, 0)
    titles: dict[str, int] = {}
    for number, part in enumerate(slide_names(package), 1):
        place = f"{name}: slide {number}"
        root = package.xml(part)
        title = _slide_title(root)
        if not title:
            yield Problem("check.title", "error", place, "it has no title", "give the slide a title, so that screen readers can name it")
        elif title in titles:
            yield Problem("check.title", "warning", place, f"its title is that of slide {titles[title]}", "make the titles differ")
        titles.setdefault(title, number)
        yield from _shapes(root, place, width, height)
    yield from _formulas(name, meet_pptx(package))


def _slide_title(root: etree._Element) -> str:
    for sp in root.iter(f"{_P}sp"):
        kind = sp.find("./p:nvSpPr/p:nvPr/p:ph", NS)
        if kind is not None and kind.get("type") in ("title", "ctrTitle"):
            return " ".join("".join(t.text or "" for t in sp.iterfind(".//a:t", NS)).split())
    return ""


def _shapes(root: etree._Element, place: str, width: int, height: int) -> Iterator[Problem]:
    for shape in root.iter(*(_P + tag for tag in ("pic", "graphicFrame", "grpSp", "sp"))):
        named = next(iter(shape.iterfind("./*/p:cNvPr", NS)))
        label = f"“{named.get('name', '')}”"
        decorative = any(node.tag.endswith("}decorative") for node in named.iter())
        if not shape.tag.endswith("}sp") and not (named.get("descr") or "").strip() and not decorative:
            yield Problem("check.alt-text", "error", place, f"{label} has no description", "write what it shows under Alt Text, or mark it decorative")
        placeholder = shape.find("./*/p:nvPr/p:ph", NS)
        filled = "".join(t.text or "" for t in shape.iterfind(".//a:t", NS)).strip()
        if shape.tag.endswith("}sp") and placeholder is not None and not filled and placeholder.get("type") not in ("sldNum", "dt", "ftr"):
            yield Problem("check.placeholder", "error", place, f"the placeholder {label} is empty", "fill it or delete it")
        for table in shape.iterfind(".//a:tbl", NS):
            properties = table.find("a:tblPr", NS)
            if properties is None or properties.get("firstRow") != "1":
                yield Problem("check.table-header", "error", place, f"the table {label} has no header row", "tick Header Row under Table Design")
        if shape.getparent() is not None and shape.getparent().tag == _P + "spTree":
            yield from _inside(shape, place, label, width, height)


def _inside(shape: etree._Element, place: str, label: str, width: int, height: int) -> Iterator[Problem]:
    offset = next(iter(shape.iterfind(".//a:off", NS)), None)
    if shape.tag.endswith("}graphicFrame"):
        offset = shape.find("./p:xfrm/a:off", NS)
    if offset is None or not width:
        return
    extent = offset.getnext()
    right, bottom = int(offset.get("x")) + int(extent.get("cx")), int(offset.get("y")) + int(extent.get("cy"))
    slack = 12700
    if int(offset.get("x")) < -slack or int(offset.get("y")) < -slack or right > width + slack or bottom > height + slack:
        yield Problem("check.off-page", "error", place, f"{label} lies partly outside the slide", "move it onto the slide")


def _formulas(name: str, met: Iterable) -> Iterator[Problem]:  # type: ignore[type-arg]
    for item in met:
        if item.what == "formula":
            yield Problem("check.formula", "error", f"{name}: {item.place}", f"the workbook of {item.shape} holds the formula {item.text[:60]!r}", "paste values instead")


def _docx(name: str, package: Package) -> Iterator[Problem]:
    root = package.xml("word/document.xml")
    styles = package.xml("word/styles.xml") if "word/styles.xml" in package.names else None
    if styles is not None and styles.find(".//w:docDefaults//w:lang", NS) is None and root.find(".//w:lang", NS) is None:
        yield Problem("check.language", "error", name, "the document does not say its language", "set the proofing language for the whole text")
    yield from _headings(name, root, styles)
    for drawing in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        if not (drawing.get("descr") or "").strip() and not any(n.tag.endswith("}decorative") for n in drawing.iter()):
            yield Problem("check.alt-text", "error", name, f"the picture “{drawing.get('name', '')}” has no description", "write what it shows under Alt Text")
    for number, table in enumerate(root.iter(f"{_W}tbl"), 1):
        first = table.find("w:tr", NS)
        if first is not None and len(table.findall("w:tr", NS)) > 1 and first.find("w:trPr/w:tblHeader", NS) is None:
            yield Problem("check.table-header", "warning", name, f"table {number} has no header row that repeats", "tick Repeat Header Rows")
    yield from _formulas(name, meet_docx(package))


def _headings(name: str, root: etree._Element, styles: etree._Element | None) -> Iterator[Problem]:
    levels = {}
    if styles is not None:
        for style in styles.iterfind("w:style", NS):
            outline = style.find("w:pPr/w:outlineLvl", NS)
            if outline is not None:
                levels[style.get(f"{_W}styleId")] = int(outline.get(f"{_W}val", "9"))
    before = -1
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find("w:pPr/w:pStyle", NS)
        level = levels.get(style.get(f"{_W}val")) if style is not None else None
        if level is None or level > 8:
            continue
        if level > before + 1:
            text = "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))[:50]
            yield Problem("check.title", "warning", name, f"the heading “{text}” skips a level", "use the heading level below the one above it")
        before = level


_MAIN = {".pptx": ("ppt/presentation.xml", "PowerPoint file"), ".docx": ("word/document.xml", "Word file")}
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.LxmlError, EOFError, NotImplementedError, RuntimeError, LookupError, ValueError, TypeError, AttributeError, StopIteration,
)  # fmt: skip
"""What other people's broken files bring up in us: a part gone, a number that is none, a link into nowhere."""

_AUDITS: dict[str, Callable[[str, Package], Iterator[Problem]]] = {".pptx": _pptx, ".docx": _docx}
