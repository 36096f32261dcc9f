"""The catalog's own figures: rows of published numbers."""

from collections.abc import Mapping, Sequence
from functools import cache

from generator.load.shipped import shipped


@cache
def load_published_figures() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Rows of label and fact id by figure id, in the order they are shown."""
    return {name: tuple((label, fact) for label, fact in rows) for name, rows in shipped("catalog/figures.yaml").items()}
