"""All words that are ours or the request's: what a paper may say whoever else has said it too."""

import re
from collections.abc import Iterator, Mapping

from generator.compose.material import Material
from generator.files import ours
from generator.model.comments import QUOTED
from generator.model.fact import Kind

_TAGS = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)


def own_words(material: Material) -> Iterator[str]:
    """Texts of the templates, the catalog and the briefing, and the names that facts print.

    Quotations are not ours: what a person approved is released by itself.
    """
    for folder, ending in (("templates", "*.j2"), ("templates", "*.typ"), ("catalog", "*.yaml"), ("catalog", "*.json")):
        for file in sorted(ours(folder).rglob(ending)):
            text = file.read_text("utf-8")
            yield text
            yield _TAGS.sub(" ", text)
    yield from _strings(material.request)
    for key, fact in material.book.items():
        if key.startswith(f"{QUOTED}."):
            continue
        yield fact.label
        yield fact.rule
        if fact.kind is Kind.NAME and fact.value is not None:
            yield str(fact.value)


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from (*_strings(key), *_strings(value))
    elif isinstance(node, tuple | list):
        for value in node:
            yield from _strings(value)
    elif node is not None:
        yield str(node)
