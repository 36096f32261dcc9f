"""The catalog's own figures: rows of published numbers."""

from collections.abc import Mapping, Sequence
from functools import cache

import yaml

from generator.files import ours


@cache
def load_published_figures() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Rows of label and fact id by figure id, in the order they are shown."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(ours("catalog/figures.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506 a safe loader
    return {name: tuple((label, fact) for label, fact in rows) for name, rows in data.items()}
