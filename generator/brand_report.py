"""What `peerbrief template` says of a hospital's template, in words and as a drawing."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from generator.load.brand.deck_map import read_map, written_map
from generator.load.brand.letterhead import read_letterhead
from generator.load.brand.template import read_template
from generator.model.basics import Box
from generator.model.brand import HOUSE_STYLES, DeckTemplate, LayoutSeen, Letterhead
from generator.model.problem import Problem, WriteError

WORD = (".docx", ".dotx", ".docm", ".dotm")
ROLES = {"cover": "the cover", "content": "all other slides", "": ""}
PLACES = {
    "title": "title", "ctrTitle": "title", "subTitle": "subtitle", "body": "text", "obj": "content", "pic": "picture", "chart": "chart", "tbl": "table", "dt": "date", "ftr": "footer",
    "sldNum": "slide number", "media": "film", "dgm": "diagram", "clipArt": "picture",
}  # fmt: skip
_ACROSS = 3
_WIDE, _GAP, _HEAD = 300.0, 24.0, 40.0
MARK = "drawn by peerbrief template"


def understood(path: Path, map_path: Path | None = None) -> DeckTemplate | Letterhead:
    """The template or letterhead. Raises InputError with what is wrong with it."""
    if path.suffix.lower() in WORD:
        return read_letterhead(path)
    return read_template(path, "", read_map(map_path) if map_path else None)


def said(seen: DeckTemplate | Letterhead) -> Iterator[str]:
    """The report, line by line."""
    yield from _letterhead(seen) if isinstance(seen, Letterhead) else _deck(seen)


def _deck(seen: DeckTemplate) -> Iterator[str]:
    yield f"{seen.name}: slides of {seen.width:.2f} by {seen.height:.2f} inches, {_count(seen.masters, 'master')}, {_count(len(seen.layouts), 'layout')}, {_count(seen.slides, 'sample slide')}"
    yield f"fonts: {seen.fonts[0]} (headings), {seen.fonts[1]} (text)"
    yield "colors: " + ", ".join(f"{name} {color}" for name, color in seen.colors.items())
    yield ""
    yield "Decks are built in this template." if seen.hosted else f"Decks are not built in it: {seen.refused}. Its colors, fonts and {'logo' if seen.logo else 'no logo'} go into our own design."
    for layout in seen.layouts:
        if layout.role:
            yield f"  “{layout.name}” (layout {layout.number}) serves for {ROLES[layout.role]}: {layout.why}"
            if layout.role == "content":
                free = layout.free
                yield f"    charts, tables and cards stand in its free area: {free.w:.2f} by {free.h:.2f} inches, {free.x:.2f} from the left, {free.y:.2f} from the top"
    if seen.hosted and seen.desk.scale != seen.height / 7.5:
        yield f"    type is set at {seen.desk.scale * 7.5 / seen.height:.0%} of its usual size, because the free area is small"
    for words in seen.missing:
        yield f"  missing: {words}"
    yield ""
    yield "All layouts:"
    for layout in seen.layouts:
        places = ", ".join(f"{PLACES.get(p.kind, p.kind)} {_box(p.box)}" for p in layout.placeholders)
        yield f"  {layout.number:>3}  {layout.name}{f'  [{layout.role}]' if layout.role else ''}: {places or 'no placeholders'}"
    for problem in seen.problems:
        if problem.code == "brand.cleaned":
            yield f"  {problem.message}"


def _letterhead(seen: Letterhead) -> Iterator[str]:
    yield f"{seen.name}: a page of {seen.width:.2f} by {seen.height:.2f} inches; text is {seen.width - seen.left - seen.right:.2f} inches wide, and so are charts and tables"
    yield "Memo and library are written on it."
    kept = [word for word, there in (("its header", seen.header), ("its footer", seen.footer), ("what it has for the first page", seen.opening)) if there]
    yield f"  kept: {', '.join(kept) or 'neither header nor footer is there; ours are used'}"
    own = [HOUSE_STYLES[style] for style in seen.styles if style in HOUSE_STYLES]
    yield f"  styles of the house that are used: {', '.join(own) or 'none'}"
    yield f"  styles it lacks, which are added: {', '.join(seen.added) or 'none'}"
    if seen.texts:
        yield "  header and footer say:"
    for line in seen.texts:
        yield f"    {line.partition(chr(9))[2]}"
    for problem in seen.problems:
        yield f"  {problem.message}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _box(box: Box) -> str:
    return f"({box.x:.1f}, {box.y:.1f}, {box.w:.1f} × {box.h:.1f})"


def as_map(seen: DeckTemplate) -> str:
    """The map of a template, for the user to change."""
    return written_map(seen)


def put(target: Path, content: bytes, mark: str = "") -> None:
    """Write a file whole. One that is there is only replaced when it bears our `mark`: nobody's own work is lost.

    Raises WriteError for one that does not, or that cannot be written.
    """
    try:
        old = target.read_bytes() if target.exists() else content
        if old != content and not (mark and mark.encode() in old):
            raise WriteError(Problem("write.hand-edited", "error", str(target), "another file of that name is there and was left as it is", "name another file"))
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as fault:
        raise WriteError(Problem("write.failed", "error", str(target), f"it cannot be written ({fault.strerror})", "name a place where you may write")) from fault


def drawing(seen: DeckTemplate) -> str:
    """An SVG of all layouts: placeholders in outline, what stands in the way in gray, the free area hatched."""
    scale = _WIDE / seen.width
    tall = seen.height * scale
    rows = -(-len(seen.layouts) // _ACROSS)
    across, down = _ACROSS * (_WIDE + _GAP) + _GAP, rows * (tall + _HEAD + _GAP) + _GAP
    pages = "".join(
        _page(layout, seen, _GAP + (i % _ACROSS) * (_WIDE + _GAP), _GAP + (i // _ACROSS) * (tall + _HEAD + _GAP), scale)
        for i, layout in enumerate(seen.layouts)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:.0f}" height="{down:.0f}" viewBox="0 0 {across:.0f} {down:.0f}" font-family="Calibri, Carlito, Arial, sans-serif" role="img">\n'
        f"<!-- {MARK} -->\n<title>Layouts of {escape(seen.name)}</title>\n"
        '<defs><pattern id="free" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#E8F3E6"/><path d="M0 0V8" stroke="#BBD8B4" stroke-width="2"/></pattern></defs>\n'
        f'<rect width="100%" height="100%" fill="#F4F5F6"/>\n{pages}</svg>\n'
    )


def _page(layout: LayoutSeen, seen: DeckTemplate, x: float, y: float, scale: float) -> str:
    tall = seen.height * scale
    head = f"{layout.number}  {layout.name}"
    said_ = f"{ROLES[layout.role]}: {layout.why}" if layout.role else "not used"
    color = "#1D4F91" if layout.role else "#5A646E"
    made = [
        f'<text x="{x:.1f}" y="{y + 14:.1f}" font-size="14" font-weight="700" fill="{color}">{escape(head)}</text>',
        f'<text x="{x:.1f}" y="{y + 31:.1f}" font-size="11" fill="#5A646E">{escape(said_[:70])}</text>',
        f'<rect x="{x:.1f}" y="{y + _HEAD:.1f}" width="{_WIDE:.1f}" height="{tall:.1f}" fill="#{layout.ground}" stroke="{color}" stroke-width="{3 if layout.role else 1}"/>',
    ]
    top = y + _HEAD
    if layout.role == "content":
        made.append(_rect(layout.free, x, top, scale, 'fill="url(#free)" stroke="#6BA15E"', "free area"))
    made += [_rect(_inside(box, seen), x, top, scale, 'fill="#9AA3AB" fill-opacity="0.55"', "") for box in layout.obstacles]
    made += [_rect(p.box, x, top, scale, 'fill="#FFFFFF" fill-opacity="0.75" stroke="#1F2933" stroke-dasharray="4 3"', PLACES.get(p.kind, p.kind)) for p in layout.placeholders]
    return "\n".join(made) + "\n"


def _inside(box: Box, seen: DeckTemplate) -> Box:
    x, y = max(box.x, 0.0), max(box.y, 0.0)
    return Box(x, y, max(min(box.x + box.w, seen.width) - x, 0.0), max(min(box.y + box.h, seen.height) - y, 0.0))


def _rect(box: Box, x: float, y: float, scale: float, look: str, label: str) -> str:
    left, top = x + box.x * scale, y + box.y * scale
    words = f'<text x="{left + 4:.1f}" y="{top + 11:.1f}" font-size="10" fill="#1F2933">{escape(label)}</text>' if label else ""
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.w * scale:.1f}" height="{box.h * scale:.1f}" {look}/>{words}'
