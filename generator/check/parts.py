"""The package of an Office file: whole, without programs, and silent towards the world."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from generator.check.fault import Fault, quoted
from generator.check.package import Package

MAIN = {"pptx": ("ppt/presentation.xml", "PowerPoint file"), "docx": ("word/document.xml", "Word file")}
_PROGRAMS = re.compile(r"(?:^|/)(?:vbaProject[^/]*\.bin|vbaData\.xml|activeX/|customUI/|oleObject\d*\.bin)|\.(?:exe|dll|vbs|js|jar|bat|cmd|ps1|hta|scr|lnk)$", re.IGNORECASE)
_VISIBLE = re.compile(r"^(?:https?|mailto|tel|sip|ftp|sms):", re.IGNORECASE)
_TO_A_FILE = re.compile(r"^(?:file:|[A-Za-z]:[\\/]|\\\\|//)", re.IGNORECASE)
_SHOWN = frozenset({"image", "video", "audio", "media"})
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def whole(kind: str, package: Package) -> Iterator[Fault]:
    """What keeps a file from being opened at all. `kind`: its ending. Raises what damaged XML raises."""
    for part, count in Counter(package.names).items():
        if count > 1:
            yield Fault("check.package", "", f"the part {quoted(part, 80)} is there {count} times", "build the file again")
    if "[Content_Types].xml" not in package:
        yield Fault("check.package", "", "it is not an Office file", "check .pptx, .docx and .pdf files")
    main, what = MAIN[kind]
    if main not in package:
        yield Fault("check.package", "", f"it is no {what}, whatever its name says", "give it the ending of the program that made it")
    for part in package.names:
        if part.endswith((".xml", ".rels")):
            package.xml(part)


def sound(kind: str, package: Package) -> Iterator[Fault]:
    """Faults of the package as such: kinds of parts, links between them, programs, links outside."""
    types = package.xml("[Content_Types].xml")
    defaults = {str(node.get("Extension", "")).casefold() for node in types.iter(_TYPES + "Default")}
    overrides = {str(node.get("PartName", "")).lstrip("/").casefold(): str(node.get("ContentType", "")) for node in types.iter(_TYPES + "Override")}
    for part in package.names:
        known = part.casefold() in overrides or part.rpartition(".")[2].casefold() in defaults
        if not known and part != "[Content_Types].xml" and not part.endswith("/"):
            yield Fault("check.package", "", f"nothing says what the part {quoted(part, 80)} is")
    if gone := sorted(overrides.keys() - {name.casefold() for name in package.names}):
        yield Fault("check.package", "", f"{len(gone)} part{'s are' if len(gone) > 1 else ' is'} listed and not there, such as {quoted(gone[0], 80)}", severity="warning")
    programs = [part for part in package.names if _PROGRAMS.search(part)]
    if programs or any("macroEnabled" in kind for kind in overrides.values()):
        yield Fault("check.macro", "", f"it holds a program, {quoted(programs[0] if programs else 'macros', 80)}")
    yield from _links(package)
    if kind == "pptx":
        yield from _numbers(package)
    yield from _title(package)


def _links(package: Package) -> Iterator[Fault]:
    for name in package.names:
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("_rels/")
        part = folder + file.removesuffix(".rels")
        place = _place(part)
        for link in package.relations(part).values():
            if not link.outside:
                if link.target not in package and link.kind not in ("hyperlink", "slide") and link.target.rpartition("/")[2] not in ("NULL", "null"):
                    yield Fault("check.package", place, f"a link of {quoted(part, 60)} leads to the part {quoted(link.target, 60)}, which is not there", severity="error" if link.kind in ("slide", "slideLayout", "slideMaster", "image", "chart", "theme") else "warning")
            elif link.kind == "hyperlink":
                if _TO_A_FILE.match(link.target):
                    yield Fault("check.link-broken", place, f"a link leads to a file of one computer, {quoted(link.target, 80)}", "link to an address that readers can reach")
                elif not _VISIBLE.match(link.target) and re.match(r"^[a-z][a-z0-9+.\-]*:", link.target, re.IGNORECASE):
                    yield Fault("check.outside-link", place, f"a link starts something else than a page or a letter, {quoted(link.target, 80)}")
            elif link.kind in _SHOWN:
                yield Fault("check.outside-link", place, f"a {'picture' if link.kind == 'image' else 'film or sound'} is fetched from {quoted(link.target, 80)}", severity="warning")
            else:
                yield Fault("check.outside-link", place, f"the file fetches something ({link.kind}) from {quoted(link.target, 80)}")


def _place(part: str) -> str:
    number = re.fullmatch(r"ppt/slides/slide(\d+)\.xml", part)
    return f"part slide{number[1]}.xml" if number else ""


def _numbers(package: Package) -> Iterator[Fault]:
    """Ids that PowerPoint wants unique: layouts and masters together, slides, shapes of a slide, sections' slides."""
    root = package.xml("ppt/presentation.xml")
    shared = [str(node.get("id")) for node in root.iter("{*}sldMasterId")]
    for part in package.names:
        if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", part):
            shared += [str(node.get("id")) for node in package.xml(part).iter("{*}sldLayoutId")]
    slides = [str(node.get("id")) for node in root.iterfind("{*}sldIdLst/{*}sldId")]
    for what, ids in (("layouts", shared), ("slides", slides)):
        if any(count > 1 for key, count in Counter(ids).items() if key != "None"):
            yield Fault("check.package", "", f"two {what} have one number, and PowerPoint repairs the file")
    for node in root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"):
        if str(node.get("id")) not in slides:
            yield Fault("check.package", "", "a section names a slide that is not there, and PowerPoint may repair the file", severity="warning")
            break
    for part in package.names:
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", part):
            for table in package.xml(part).iter("{http://schemas.openxmlformats.org/drawingml/2006/main}tbl"):
                columns = len(table.findall("{*}tblGrid/{*}gridCol"))
                if any(len(row.findall("{*}tc")) != columns for row in table.iterfind("{*}tr")):
                    yield Fault("check.package", _place(part), "a table's rows have more or fewer cells than columns, and PowerPoint repairs the file")


def _title(package: Package) -> Iterator[Fault]:
    core: etree._Element | None = package.xml("docProps/core.xml") if "docProps/core.xml" in package else None
    title = core.findtext("{http://purl.org/dc/elements/1.1/}title", "") if core is not None else ""
    if not (title or "").strip() or (title or "").strip().casefold() in _USUAL:
        yield Fault("check.file-title", "", "the file does not say its title")


_USUAL = frozenset({"powerpoint presentation", "presentation", "slide 1", "title", "document", "untitled", "word document", "pptxgenjs presentation", "untitled presentation", "un-titled"})
"""Titles that programs give by themselves."""
