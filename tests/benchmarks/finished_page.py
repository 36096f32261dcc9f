"""What a brief cannot do without: the same libraries, and typst setting the finished page.

With `--keep BRIEFING` the page's data are made and kept as page.json; without, they are only set.
"""

import datetime as dt
import json
import sys
from pathlib import Path

from generator.files import ours

PAGE = Path("page.json")


def keep(briefing: Path) -> None:
    """Write the data of the brief's page."""
    from generator.compose.compose import compose
    from generator.gather import gather
    from generator.load.theme import load_theme
    from generator.make import properties
    from generator.model.briefing import plain
    from generator.plan.brief import plan_sheet
    from generator.render.pdf import document

    material = gather(briefing, ["brief"]).material
    made = compose("brief", material)
    sheet = plan_sheet(made, material.request, material.book, properties(plain(made.title), "Brief", material))
    PAGE.write_text(json.dumps(document(sheet, load_theme())), "utf-8")


def set_page() -> None:
    """Import what a build imports, set the page."""
    import click
    import fontpkg_lato
    import jinja2
    import markdown_it
    import mdit_py_plugins.attrs
    import typst
    import yaml

    del click, jinja2, markdown_it, mdit_py_plugins, yaml
    folder = ours("templates") / "pdf"
    page = typst.compile(
        str(folder / "brief.typ"), root=str(folder), font_paths=[str(Path(fontpkg_lato.ROOT) / "files")], ignore_system_fonts=True,
        sys_inputs={"data": PAGE.read_text("utf-8")}, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=dt.datetime(2027, 3, 12, tzinfo=dt.UTC),
    )
    Path("page.pdf").write_bytes(page)


if __name__ == "__main__":
    keep(Path(sys.argv[2])) if sys.argv[1:2] == ["--keep"] else set_page()
