"""Which layout serves which purpose: by what Office says of it, by its name in many languages, by its shape."""

from collections.abc import Sequence

from generator.load.brand.boxes import FURNITURE
from generator.model.basics import Box
from generator.model.brand import Seen

COVER = (
    "title slide", "cover", "titelfolie", "deckblatt", "diapositive de titre", "page de garde", "couverture", "portada", "diapositiva de título", "diapositiva titolo", "copertina",
    "titeldia", "slide de título", "capa", "rubrikbild", "titelbild", "slajd tytułowy", "titulní snímek", "титульный", "タイトル スライド", "表紙", "标题幻灯片", "封面", "제목 슬라이드", "عنوان الشريحة",
)  # fmt: skip
ONLY_TITLE = (
    "title only", "headline only", "nur titel", "titre seul", "solo el título", "sólo el título", "solo título", "solo titolo", "alleen titel", "endast rubrik", "kun titel", "kun tittel",
    "somente título", "só título", "tylko tytuł", "pouze nadpis", "vain otsikko", "только заголовок", "タイトルのみ", "仅标题", "只有标题", "제목만", "العنوان فقط", "blank with title", "chart",
)  # fmt: skip
CONTENT = frozenset({"obj", "body", "chart", "tbl", "pic", "media", "dgm", "clipArt", "subTitle"})
TITLE = ("title", "ctrTitle")
TOP, WIDE = 0.45, 0.4
"""Shares of the slide: a title's middle lies above the first and is wider than the second."""
LEAST_FREE = 0.36
"""The share of the slide's area that content needs."""
SOUND = 60
"""The score under which a layout does not carry our slides."""


def scores(kind: str, name: str, places: Sequence[Seen], free: Box, width: float, height: float) -> dict[str, int]:
    """Points (about 0..110) of a layout for each role."""
    title = next((p for p in places if p.kind in TITLE), None)
    others = [p for p in places if p.kind in CONTENT]
    words = name.casefold()
    cover = 50 * (kind == "title") + 20 * any(w in words for w in COVER) + 20 * any(p.kind == "ctrTitle" for p in places) + 12 * any(p.kind == "subTitle" for p in places)
    cover += 10 if title is not None else -20
    if title is None:
        return {"cover": cover, "content": 0}
    top = title.box.y + title.box.h / 2 < height * TOP
    content = 30 if top else -30
    content += 10 if title.box.w > width * WIDE else -20
    content += 25 * (kind == "titleOnly") + 15 * any(w in words for w in ONLY_TITLE)
    content += 20 if not others else 8 if len(others) == 1 and kind not in ("title", "secHead") else 0
    share = free.w * free.h / (width * height)
    content += round(min(share / 0.6, 1.0) * 25) if share >= LEAST_FREE else -60
    content -= 40 * (kind in ("title", "secHead") or any(p.kind == "ctrTitle" for p in places))
    return {"cover": cover, "content": content}


def reason(role: str, kind: str, name: str, places: Sequence[Seen]) -> str:
    """Why a layout was chosen, in words."""
    words = name.casefold()
    if role == "cover":
        said = ["Office marks it as the title slide"] if kind == "title" else []
        said += ["its name says so"] if any(w in words for w in COVER) else []
        said += ["it has a title and a subtitle"] if any(p.kind == "subTitle" for p in places) else []
        return ", ".join(said) or "it comes first"
    said = ["Office marks it as title only"] if kind == "titleOnly" else []
    said += ["its name says so"] if any(w in words for w in ONLY_TITLE) else []
    others = [p for p in places if p.kind in CONTENT]
    said += ["it has a title and nothing else"] if not others else ["its title stands on top, and its other placeholders are left away"]
    return ", ".join(said)


def furniture(places: Sequence[Seen]) -> tuple[Seen, ...]:
    """Date, footer and slide number."""
    return tuple(p for p in places if p.kind in FURNITURE)
