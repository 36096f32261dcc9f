"""An Office package as parts and relations, read without the office libraries. It was looked through by `guard` before."""

import io
import posixpath
import zipfile
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generator.load.guard import OLE_MAGIC, ZIP_MAGIC, check_office_file
from generator.model.problem import InputError, Problem

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
R_ID, R_EMBED, R_LINK = (f"{{{NS['r']}}}{name}" for name in ("id", "embed", "link"))
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MOST_BYTES = 100_000_000
"""A template is a few megabytes; one this large carries films or years of slides."""
_STRICT = "http://purl.oclc.org/ooxml/"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
_KINDS = {
    "presentationml": "a PowerPoint file", "wordprocessingml": "a Word file", "spreadsheetml": "an Excel file", "ms-powerpoint": "a PowerPoint file", "ms-word": "a Word file", "ms-excel": "an Excel file",
}  # fmt: skip
_KEYS = {"pptx": "style.deck_template", "docx": "style.letterhead"}


class Relation(NamedTuple):
    """A relation of a part. `target` is a part's name, or an address when it is `external`."""

    id: str
    kind: str
    target: str
    external: bool


class Office:
    """Parts by name. Raises InputError for a file that cannot be used as a template."""

    def __init__(self, path: Path, wanted: str, shown: str = "") -> None:
        self.name = shown or path.name
        try:
            size = path.stat().st_size
        except OSError as fault:
            raise self.refusal("file.missing", f"the file cannot be read ({fault.strerror})", "check the name") from fault
        if size > MOST_BYTES:
            raise self.refusal("file.unsafe", f"the file has {size / 1e6:,.0f} MB; a template has a few", "delete its sample slides and films in Office, and save it again")
        self._check_start(path, wanted)
        check_office_file(path, self.name)
        self.zip = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        self.names = {name for name in self.zip.namelist() if not name.endswith("/")}
        self.main = self._main(wanted)

    def refusal(self, code: str, message: str, cure: str) -> InputError:
        """A problem with this file."""
        return InputError(Problem(code, "error", self.name, message, cure))

    def _check_start(self, path: Path, wanted: str) -> None:
        with path.open("rb") as opened:
            start = opened.read(8)
        if not start:
            raise self.refusal("file.empty", "the file is empty", "copy it again")
        if start.startswith(OLE_MAGIC):
            raise self.refusal("file.unreadable", "the file is protected by a password, or in the format of before 2007", f"open it in Office and save it without a password as .{wanted}")
        if not start.startswith(ZIP_MAGIC):
            raise self.refusal("file.unreadable", "this is no Office file", f"name a file that Office saved as .{wanted}")

    def _main(self, wanted: str) -> str:
        family = {"pptx": "presentationml", "docx": "wordprocessingml"}[wanted]
        main = next((r.target for r in self.relations("") if r.kind == "officeDocument"), "")
        kind = self.content_type(main)
        found = next((word for key, word in _KINDS.items() if key in kind), "")
        right = _KINDS[family]
        if main in self.names and found == right:
            return main
        if found and found != right:
            other = "docx" if found == _KINDS["wordprocessingml"] else "pptx" if found == _KINDS["presentationml"] else ""
            cure = f"give it as {_KEYS[other]}, or name {right}" if other else f"name {right}"
            raise self.refusal("file.unreadable", f"this is {found}, whatever its name says", cure)
        raise self.refusal("file.unreadable", f"this is not {right}", f"save it from Office as .{wanted}")

    @cached_property
    def macros(self) -> bool:
        """Whether the file carries macros."""
        return "macroEnabled" in self._types[2] or any(name.lower().endswith("vbaproject.bin") for name in self.names)

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str], str]:
        text = self.zip.read("[Content_Types].xml")
        root = self._parsed(text, "[Content_Types].xml")
        defaults = {str(d.get("Extension")).lower(): str(d.get("ContentType")) for d in root.iter(f"{{{PACKAGE}content-types}}Default")}
        overrides = {str(d.get("PartName")).lstrip("/"): str(d.get("ContentType")) for d in root.iter(f"{{{PACKAGE}content-types}}Override")}
        return defaults, overrides, text.decode("utf-8", "replace")

    def content_type(self, name: str) -> str:
        """The content type of a part; "" for one that has none."""
        defaults, overrides, _ = self._types
        return overrides.get(name, defaults.get(name.rpartition(".")[2].lower(), ""))

    def _parsed(self, data: bytes, name: str) -> etree._Element:
        try:
            return etree.fromstring(data, _PARSER)
        except etree.XMLSyntaxError as fault:
            raise self.refusal("file.unreadable", f"the file is damaged: {name} is not well formed", "open it in Office and save it again") from fault

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            return self.zip.read(name)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError) as fault:
            raise self.refusal("file.unreadable", "the file is damaged", "open it in Office and save it again") from fault

    def xml(self, name: str) -> etree._Element:
        """The root of a part, a tree of its own each time."""
        data = self.read(name)
        if _STRICT.encode() in data:
            raise self.refusal("file.unreadable", "the file is saved as Strict Open XML", "save it in Office in the ordinary format")
        return self._parsed(data, name)

    def relations(self, name: str) -> list[Relation]:
        """The relations of a part ("" for the package); those that lead nowhere are left out."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if rels not in self.names:
            return []
        found = []
        for relation in self.xml(rels).iter(f"{{{PACKAGE}relationships}}Relationship"):
            kind, target = str(relation.get("Type")).rpartition("/")[2], str(relation.get("Target"))
            if relation.get("TargetMode") == "External":
                found.append(Relation(str(relation.get("Id")), kind, target, True))
                continue
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if part in self.names:
                found.append(Relation(str(relation.get("Id")), kind, part, False))
        return found

    def related(self, name: str, kind: str) -> str:
        """The first part of that kind a part leads to; "" without one."""
        return next((r.target for r in self.relations(name) if r.kind == kind and not r.external), "")
