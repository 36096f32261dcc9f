"""What a PDF says of itself, its fonts, its pages, and what could run in it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.check.fault import Fault, quoted

if TYPE_CHECKING:
    from pypdf import PdfReader

_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")
_STANDARD = frozenset({"Symbol", "ZapfDingbats"})


def of_file(reader: "PdfReader") -> Iterator[Fault]:
    """Faults of the whole file."""
    catalog: Any = reader.root_object
    metadata = _metadata(catalog)
    title = (reader.metadata.title if reader.metadata else None) or (re.search(r"<dc:title>.*?<rdf:li[^>]*>([^<]+)", metadata, re.DOTALL) or ["", ""])[1]
    if not str(title).strip() or re.fullmatch(r"\S+\.\w{2,4}|untitled", str(title).strip(), re.IGNORECASE):
        yield Fault("check.file-title", "", "the file does not say its title", "set the title in the program that made it and export it again")
    elif not is_true(get(get(catalog, "/ViewerPreferences"), "/DisplayDocTitle")):
        yield Fault("check.title-bar", "", "a reader's window shows the file's name instead of its title")
    if not str(get(catalog, "/Lang") or "").strip():
        yield Fault("check.language", "", "the file does not say its language", "set the language in the program that made it and export it again")
    if is_true(get(get(catalog, "/MarkInfo"), "/Marked")) and not re.search(r"pdfuaid:part\W+[12]", metadata):
        yield Fault("check.pdf-ua", "", "the file does not say that it is PDF/UA", severity="note")
    yield from _programs(reader, catalog)
    yield from _pages(reader)


def get(node: Any, key: str) -> Any:
    """The entry of a dictionary, followed to where it stands; None when it is not there."""
    found: Any = node.get(key) if hasattr(node, "get") else None
    return found.get_object() if hasattr(found, "get_object") else found


def is_true(value: Any) -> bool:
    """Whether a switch is on, as pypdf gives it."""
    return bool(getattr(value, "value", value))


def _metadata(catalog: Any) -> str:
    stream = get(catalog, "/Metadata")
    return stream.get_data().decode("utf-8", "replace") if stream is not None and hasattr(stream, "get_data") else ""


def _programs(reader: "PdfReader", catalog: Any) -> Iterator[Fault]:
    names = get(catalog, "/Names")
    action = get(catalog, "/OpenAction")
    kinds = {str(get(action, "/S") or "")} | {str(get(get(note, "/A"), "/S") or "") for page in reader.pages for note in _notes(page)}
    if get(names, "/JavaScript") is not None or kinds & {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}:
        yield Fault("check.macro", "", "it holds a script, or starts something", "export it again without scripts and actions")
    if get(names, "/EmbeddedFiles") is not None:
        yield Fault("check.macro", "", "other files are hidden inside", "export it again without attachments", "warning")


def _notes(page: Any) -> list[Any]:
    return [note.get_object() for note in (get(page, "/Annots") or [])]


def _pages(reader: "PdfReader") -> Iterator[Fault]:
    open_fonts: dict[str, int] = {}
    seen: set[int] = set()
    for number, page in enumerate(reader.pages, 1):
        resources = get(page, "/Resources")
        fonts = get(resources, "/Font") or {}
        for font in (value.get_object() for value in fonts.values()):
            if id(font) not in seen:
                seen.add(id(font))
                if not _embedded(font):
                    open_fonts.setdefault(_SUBSET.sub("", str(get(font, "/BaseFont") or "a font")), number)
        images = [value.get_object() for value in (get(resources, "/XObject") or {}).values()]
        if not fonts and any(get(image, "/Subtype") == "/Image" for image in images) and not any(get(image, "/Subtype") == "/Form" for image in images):
            yield Fault("check.picture-of-text", f"page {number}", "the page is a picture, as from a scanner: it holds no text", "run text recognition over it, or export it from the program that made it")
    for font, number in open_fonts.items():
        yield Fault("check.fonts", f"page {number}", f"the font {quoted(font)} is not embedded")


def _embedded(font: Any) -> bool:
    if get(font, "/Subtype") == "/Type3":
        return True
    for holder in (font, *(part.get_object() for part in (get(font, "/DescendantFonts") or []))):
        descriptor = get(holder, "/FontDescriptor")
        if descriptor is not None and any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            return True
    return False
