"""Write leadership-blue.pptx, the base every deck starts from, out of the tokens in leadership-blue.yaml.

    python assets/theme/build_base.py

Raw XML, because python-pptx cannot add layouts. Every color is a slot of the color scheme, so that
changing the palette recolors masters, layouts, slides and charts together. The same tokens give
the same bytes. What each placeholder idx means stands in the YAML, which also holds their boxes.
"""

import io
import sys
import zipfile
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))
import base_parts as parts
from base_shapes import DARK, Group, Place, emu, quarter_rings, rectangle

HERE = Path(__file__).parent
LAYOUT_TYPES = {"title": "title", "section": "secHead", "title-only": "titleOnly", "table": "tbl"}


def build(tokens: dict) -> bytes:
    """Return the base presentation's bytes."""
    files = {
        "[Content_Types].xml": parts.content_types(len(tokens["layouts"])),
        "_rels/.rels": parts.relations(
            ("officeDocument", "ppt/presentation.xml"), ("core", "docProps/core.xml"), ("extended", "docProps/app.xml")
        ),
        "docProps/app.xml": parts.APP,
        "docProps/core.xml": parts.CORE,
        "ppt/presentation.xml": parts.presentation(emu(tokens["box"]["height"])),
        "ppt/_rels/presentation.xml.rels": parts.relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": parts.PRES_PROPS,
        "ppt/viewProps.xml": parts.VIEW_PROPS,
        "ppt/tableStyles.xml": parts.TABLE_STYLES,
        "ppt/theme/theme1.xml": parts.theme(tokens),
        "ppt/theme/theme2.xml": parts.theme(tokens),
        "ppt/notesMasters/notesMaster1.xml": parts.NOTES_MASTER,
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": parts.relations(("theme", "../theme/theme2.xml")),
        "ppt/slideMasters/slideMaster1.xml": master(tokens),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": parts.relations(
            *(("slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i, _ in enumerate(tokens["layouts"], 1)),
            ("theme", "../theme/theme1.xml"),
        ),
    }
    for number, name in enumerate(tokens["layouts"], 1):
        files[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout(name, tokens)
        files[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = parts.relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, text.encode("utf-8"))
    return buffer.getvalue()


def master(tokens: dict) -> str:
    """The master: title, body, footer and slide number, and the thin rule above the footer."""
    group, sizes, common = Group(), tokens["sizes"], tokens["common"]
    body = [tokens["box"][k] for k in ("margin", "body_top")]
    body += [common[0][2], tokens["box"]["body_bottom"] - body[1]]
    group.placeholder("Title", Place(kind="title", box=common[0]), "Title: the finding in one sentence")
    group.placeholder("Body", Place(kind="body", idx=1, box=body), "Text")
    group.placeholder("Footer", Place(kind="ftr", idx=3, box=common[101], size=sizes["footer"], color="mute"), " ")
    group.placeholder(
        "Slide number",
        Place(kind="sldNum", idx=4, box=common[102], size=sizes["footer"], color="mute", align="r"),
    )
    return parts.master(group.xml(), len(tokens["layouts"]), sizes)


def layout(name: str, tokens: dict) -> str:
    """One layout: title first, then in reading order, source and footers last."""
    boxes = {**tokens["common"], **tokens["layouts"][name]}
    dark = name in DARK
    group = Group()
    if name in ("title", "closing"):
        quarter_rings(group, tokens["box"]["height"])
    for idx in ORDER:
        if boxes.get(idx):
            place, prompt = placeholder(name, idx, boxes[idx], tokens["sizes"])
            group.placeholder(ROLE[idx], place, prompt)
    for x, y, w, h, color in decorations(name, boxes):
        rectangle(group, (x, y, w, h), color)
    return parts.layout(name.replace("-", " ").capitalize(), LAYOUT_TYPES.get(name, ""), group.xml(), dark)


ORDER = (0, 10, 103, 12, 11, 13, 14, 22, 15, 16, 17, 19, 20, 18, 101, 102)
ROLE = {
    0: "Title", 10: "Kicker", 103: "Marking", 12: "Heading", 11: "Object", 13: "So what", 14: "Body", 22: "Heading right",
    15: "Body right", 16: "Card 1", 17: "Card 2", 19: "Card 3", 20: "Bar", 18: "Source", 101: "Footer", 102: "Slide number",
}  # fmt: skip


def placeholder(name: str, idx: int, box: list[float], sizes: dict) -> tuple[Place, str]:
    """How a placeholder of this layout looks, and its prompt."""
    dark = name in DARK
    ink, quiet = ("white", "white") if dark else ("text", "mute")
    if idx == 0:
        cover = {"title": (sizes["cover"], "b"), "section": (sizes["section"], "b"), "closing": (sizes["section"], "b")}
        size, anchor = cover.get(name, (sizes["title"], "t"))
        kind = "ctrTitle" if name == "title" else "title"
        return Place(kind, None, box, size, "white" if dark else "navy", True, anchor=anchor), "Title"
    simple = {
        10: (Place("body", 10, box, sizes["kicker"], "accent3" if dark else "accent1", True, caps=True), "KICKER"),
        11: (Place("obj", 11, box, sizes["body"], ink), "Chart, table or picture"),
        18: (Place("body", 18, box, sizes["source"], quiet, anchor="b"), "Source"),
        20: (Place("body", 20, box, sizes["lead"], "white", True, anchor="ctr", fill="navy", inset=0.3), "Bar"),
        101: (Place("ftr", 101, box, sizes["footer"], quiet), " "),
        102: (Place("sldNum", 102, box, sizes["footer"], quiet, align="r"), ""),
        103: (Place("body", 103, box, sizes["kicker"], "white" if dark else "accent5", True, align="r"), "MARKING"),
    }
    if idx in simple:
        return simple[idx]
    if idx in (16, 17, 19, 13):
        return Place("body", idx, box, sizes["body"], "text", fill="tint", inset=0.22), ROLE[idx]
    if idx == 12 and name == "statement":
        return Place("body", idx, box, sizes["body"], "white", anchor="ctr", fill="navy", inset=0.4), "Number"
    if idx in (12, 22):
        return Place("body", idx, box, sizes["lead"], "accent1", True), "Heading"
    size = {"references": sizes["reference"], "title": sizes["lead"], "closing": sizes["lead"], "section": sizes["lead"]}
    if name == "quote":
        return Place("body", idx, box, sizes["title"] if idx == 14 else sizes["body"], ink), ROLE[idx]
    if name == "title" and idx == 15:
        return Place("body", idx, box, sizes["body_least"], ink, anchor="b"), "Body, date, presenter"
    anchor = "ctr" if name == "statement" and idx == 15 else "t"
    return Place("body", idx, box, size.get(name, sizes["body"]), ink, anchor=anchor), ROLE[idx]


def decorations(name: str, boxes: dict) -> list[tuple[float, float, float, float, str]]:
    """Thin rules that carry no meaning: left, top, width, height, color."""
    rules = []
    if name in ("title", "closing", "section"):
        left, top = boxes[14][:2]
        rules.append((left, top - 0.24, 0.9, 0.05, "accent4"))
    if boxes.get(102):
        rules.append((0.6, 7.0, 12.133, 0.01, "white" if name in DARK else "rule"))
    if name in ("two-columns", "word-cloud"):
        rules += [(boxes[i][0], boxes[i][1] + boxes[i][3], boxes[i][2], 0.02, "accent1") for i in (12, 22)]
    if name == "quote":
        rules.append((boxes[14][0] - 0.4, boxes[14][1], 0.07, boxes[15][1] + boxes[15][3] - boxes[14][1], "accent4"))
    return rules


def main() -> None:
    """Write the file beside this script."""
    tokens = yaml.safe_load((HERE / "leadership-blue.yaml").read_text(encoding="utf-8"))
    (HERE / tokens["base"]).write_bytes(build(tokens))


if __name__ == "__main__":
    main()
