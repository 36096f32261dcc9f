"""Makes the files of this folder with other tools, run by hand where they are installed; the tests read what is stored.

    python tests/check/foreign/make.py FOLDER_WITH_NODE_MODULES PYTHON_WITH_WEASYPRINT

Each is what the tool gives by itself; `repaired` does to it by script what a person would do by hand.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
MARKDOWN = """---
title: Peer support for staff
author: Dana Whitfield
lang: en-US
---

# What staff ask for

- A peer to talk with
- Time away from the unit
- Read [the guide to peer support](https://example.org/guide)

# Three options

| Option | Cost |
|--------|------|
| Wait   | None |
| Begin  | Some |

# Who answered

![Staff who answered](staff.png)
"""
HTML = """<html lang="en"><head><title>Peer support for staff</title></head><body><h1>Situation</h1>
<p>Staff want a peer to talk with.</p><ul><li>First</li><li>Second</li></ul><h2>Three options</h2>
<table><thead><tr><th scope="col">Option</th><th scope="col">Cost</th></tr></thead><tbody><tr><td>Wait</td><td>None</td></tr></tbody></table>
<p>It shows <img src="staff.png" alt="A blue square for staff who answered" width="60" height="60"/> who answered.</p></body></html>"""
DECK = """
const P = require('pptxgenjs'); const p = new P(); p.title = 'Peer support for staff';
p.defineSlideMaster({title: 'PLAIN', objects: [{placeholder: {options: {name: 'title', type: 'title', x: 0.5, y: 0.3, w: 9, h: 0.9, fontSize: 28}, text: ''}}]});
let s = p.addSlide({masterName: 'PLAIN'}); s.addText('What staff ask for', {placeholder: 'title'});
s.addText([{text: 'A peer to talk with', options: {bullet: true, breakLine: true}}, {text: 'Time away', options: {bullet: true}}], {x: 0.5, y: 1.5, w: 8, h: 1.5, fontSize: 20, color: '1F2933'});
s = p.addSlide({masterName: 'PLAIN'}); s.addText('Most want a peer', {placeholder: 'title'});
s.addChart(p.charts.BAR, [{name: 'Share', labels: ['Peer', 'Counselor'], values: [0.7, 0.4]}], {x: 0.5, y: 1.5, w: 8, h: 3.5, altText: 'Bars; a peer comes first with seven in ten'});
s = p.addSlide({masterName: 'PLAIN'}); s.addText('Three options', {placeholder: 'title'});
s.addTable([['Option', 'Cost'], ['Wait', 'None']], {x: 0.5, y: 1.5, w: 6, fontSize: 16});
s.addImage({path: 'staff.png', x: 7, y: 1.5, w: 1.5, h: 1.5, altText: 'A blue square for staff who answered'});
p.writeFile({fileName: 'pptxgenjs.pptx'});
"""
MEMO = """
const d = require('docx'); const fs = require('fs');
const row = (a, b, head) => new d.TableRow({tableHeader: head, children: [a, b].map(t => new d.TableCell({children: [new d.Paragraph(t)]}))});
const doc = new d.Document({title: 'Memorandum', styles: {default: {document: {run: {language: {value: 'en-US'}}}}}, sections: [{children: [
  new d.Paragraph({text: 'Situation', heading: d.HeadingLevel.HEADING_1}), new d.Paragraph('Staff want a peer to talk with.'),
  new d.Paragraph({text: 'First', bullet: {level: 0}}), new d.Paragraph({text: 'Second', bullet: {level: 0}}),
  new d.Paragraph({text: 'Three options', heading: d.HeadingLevel.HEADING_2}), new d.Table({rows: [row('Option', 'Cost', true), row('Wait', 'None', false)]}),
  new d.Paragraph({children: [new d.ImageRun({type: 'png', data: fs.readFileSync('staff.png'), transformation: {width: 60, height: 60}, altText: {title: 'Staff', name: 'staff', description: 'A blue square for staff who answered'}})]}),
]}]});
d.Packer.toBuffer(doc).then(b => fs.writeFileSync('docxjs.docx', b));
"""
OFFICE = ["soffice", f"-env:UserInstallation=file://{tempfile.gettempdir()}/office-profile", "--headless", "--convert-to"]
TAGGED = ':{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"}}'


def main(node: str, weasyprint: str) -> None:
    """Make all of them and put them into this folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def run(*command: str, **named) -> None:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, **named)

        Image.new("RGB", (60, 60), (29, 79, 145)).save(folder / "staff.png")
        (folder / "a.md").write_text(MARKDOWN)
        (folder / "writer.html").write_text(HTML)
        run("pandoc", "a.md", "-o", "pandoc.pptx")
        run("pandoc", "a.md", "-o", "pandoc.docx")
        run(*OFFICE, "docx:MS Word 2007 XML", "writer.html")
        shutil.copy(folder / "pandoc.docx", folder / "written.docx")
        run(*OFFICE, f"pdf:writer_pdf_Export{TAGGED}", "written.docx")
        shutil.copy(folder / "pandoc.pptx", folder / "impress.pptx")
        run(*OFFICE, "odp", "impress.pptx")
        run(*OFFICE, "pptx", "impress.odp")
        run(*OFFICE, f"pdf:impress_pdf_Export{TAGGED}", "impress.odp")
        run(weasyprint, "-c", "import weasyprint; weasyprint.HTML('writer.html').write_pdf('weasyprint.pdf', pdf_variant='pdf/ua-1')")
        for script, text in (("deck.js", DECK), ("memo.js", MEMO)):
            (folder / script).write_text(text)
            run("node", script, env={"NODE_PATH": f"{node}/node_modules", "PATH": "/usr/bin:/bin:/usr/local/bin"})
        from matplotlib.figure import Figure

        figure = Figure((3, 2))
        figure.subplots().plot([1, 2])
        drawn = io.BytesIO()
        figure.savefig(drawn, format="pdf", metadata={"Title": "A line"})
        (folder / "matplotlib.pdf").write_bytes(drawn.getvalue())
        (folder / "written.docx").unlink()
        for made in sorted(folder.iterdir()):
            if made.suffix in (".pptx", ".docx", ".pdf"):
                shutil.copy(made, HERE / made.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
