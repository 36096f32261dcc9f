"""The audit of documents: one small file for each family of rules."""

from collections.abc import Callable, Iterator

from generator.check.fault import Fault
from generator.check.package import Package
from generator.check.word import flow, headings, legible, links, objects, tables, whole
from generator.check.word.document import Document

_RULES: tuple[Callable[[Document], Iterator[Fault]], ...] = (
    whole.of_document, headings.of_document, objects.of_document, tables.of_document, flow.of_document, legible.of_document, links.of_document,
)  # fmt: skip


def audit_document(package: Package) -> Iterator[Fault]:
    """Faults of a document, family by family."""
    document = Document(package)
    for rule in _RULES:
        yield from rule(document)
