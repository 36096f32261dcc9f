"""The tree of a tagged PDF: figures with words, tables with header cells, headings in order."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.check.alt import faults_of
from generator.check.fault import Fault
from generator.check.pdf.whole import get, is_true

if TYPE_CHECKING:
    from pypdf import PdfReader

_DEEP, _SHALLOW = 200, 6
_MOST = 200_000


def of_file(reader: "PdfReader") -> Iterator[Fault]:
    """Faults of the structure; of a file without one, only that."""
    catalog: Any = reader.root_object
    tree = get(catalog, "/StructTreeRoot")
    if tree is None or not is_true(get(get(catalog, "/MarkInfo"), "/Marked")):
        yield Fault("check.tagged", "", "the file is not tagged")
        return
    roles = {str(key): str(value) for key, value in (get(tree, "/RoleMap") or {}).items()}
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1) if page.indirect_reference}
    level, found = 0, False
    for node, kind, page in _walk(tree, roles, pages):
        found = True
        place = f"page {page}" if page else ""
        if kind == "Figure":
            words = str(get(node, "/Alt") or get(node, "/ActualText") or "").strip()
            if words:
                yield from faults_of(words, place, "a figure", ())
            else:
                yield Fault("check.alt-text", place, "a figure has no description", "describe it in the program that made the file and export it again")
        elif kind == "Table":
            yield from _table(node, roles, place)
        elif len(kind) == 2 and kind[0] == "H" and kind[1].isdigit():
            if int(kind[1]) > level + 1:
                yield Fault("check.headings", place, f"a heading of level {kind[1]} follows one of level {level}" if level else f"the first heading is of level {kind[1]}")
            level = int(kind[1])
    if not found:
        yield Fault("check.tagged", "", "the file says it is tagged and has no tags")


def _walk(tree: Any, roles: dict[str, str], pages: dict[int, int]) -> Iterator[tuple[Any, str, int]]:
    """Each element with its standard kind and page, in the order of reading."""
    stack: list[tuple[Any, int, int]] = [(tree, 0, 0)]
    count = last = 0
    while stack and count < _MOST:
        node, page, depth = stack.pop()
        count += 1
        raw = node.raw_get("/Pg") if "/Pg" in node else None
        page = pages.get(getattr(raw, "idnum", 0), page)
        if "/S" in node:
            last = page or _first_page(node, pages) or last
            yield node, _kind(node, roles), last
        if depth < _DEEP:
            stack += [(kid, page, depth + 1) for kid in reversed(_kids(node))]


def _kind(node: Any, roles: dict[str, str]) -> str:
    kind, seen = str(node.get("/S")), 0
    while kind in roles and seen < 10 and roles[kind] != kind:
        kind, seen = roles[kind], seen + 1
    return kind.lstrip("/")


def _kids(node: Any) -> list[Any]:
    kids = get(node, "/K")
    listed = kids if isinstance(kids, list) else [kids] if kids is not None else []
    found = (kid.get_object() for kid in listed if hasattr(kid, "get_object"))
    return [kid for kid in found if hasattr(kid, "raw_get") and "/S" in kid]


def _first_page(node: Any, pages: dict[int, int], depth: int = 0) -> int:
    """The page of the first part of an element that says none itself."""
    kids = get(node, "/K")
    for kid in kids if isinstance(kids, list) else [kids] if kids is not None else []:
        part = kid.get_object() if hasattr(kid, "get_object") else kid
        if hasattr(part, "raw_get"):
            own = pages.get(getattr(part.raw_get("/Pg"), "idnum", 0), 0) if "/Pg" in part else 0
            if page := own or (_first_page(part, pages, depth + 1) if depth < _SHALLOW else 0):
                return page
    return 0


def _table(table: Any, roles: dict[str, str], place: str) -> Iterator[Fault]:
    cells = [(node, kind) for node, kind, _ in _walk(table, roles, {}) if kind in ("TH", "TD")]
    heads = [node for node, kind in cells if kind == "TH"]
    if len(cells) > 1 and not heads:
        yield Fault("check.table-header", place, "a table has no header cells", "set its header row in the program that made the file and export it again")
    elif any(not _has(head, "/Scope") for head in heads) and not any(_has(cell, "/Headers") for cell, _ in cells):
        yield Fault("check.table-scope", place, "header cells do not say what they head")


def _has(cell: Any, key: str) -> bool:
    """Whether some attribute of a cell is stated."""
    attributes = get(cell, "/A")
    listed = attributes if isinstance(attributes, list) else [attributes] if attributes is not None else []
    return any(bool(get(part, key)) for part in (item.get_object() for item in listed if hasattr(item, "get_object")) if hasattr(part, "get"))
