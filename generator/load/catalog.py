"""The evidence catalog that ships with the program, as a `Catalog`; `overlay` lays a hospital's own over it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.files import ours
from generator.load import catalog_entries as entries
from generator.load.shipped import shipped
from generator.model.evidence import Catalog
from generator.model.fact import Fact

LISTS = ("works", "resources", "findings")

Layer = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Entries as they are written, by list and by id."""


@cache
def load_catalog() -> Catalog:
    """Ours alone, read once a process; nothing in it changes.

    Its entries are not validated here: tests and `peerbrief catalog check` do that.
    """
    layer = shipped_layer()
    works = {name: entries.work(entry) for name, entry in layer["works"].items()}
    return Catalog(
        {name: entries.resource(entry) for name, entry in layer["resources"].items()},
        {name: entries.finding(entry, works) for name, entry in layer["findings"].items()},
        works,
        str(shipped("catalog/resources.yaml")["toolkit"]["address"]),
        {
            lobe: tuple((str(word["word"]), str(word["fact"])) for word in words)
            for lobe, words in shipped("catalog/published-cloud.yaml")["published_cloud"].items()
        },
    )


@cache
def shipped_layer() -> Layer:
    """The entries of our own files. Raises ValueError when two have one id."""
    topics = sorted(path.name for path in (ours("catalog") / "findings").glob("*.yaml"))
    layer: dict[str, dict[str, Mapping[str, Any]]] = {name: {} for name in LISTS}
    for file in ("works.yaml", "resources.yaml", *(f"findings/{topic}" for topic in topics)):
        document = shipped(f"catalog/{file}")
        for name in LISTS:
            for entry in document.get(name, ()):
                if layer[name].setdefault(entry["id"], entry) is not entry:
                    raise ValueError(f"catalog/{file}: the id {entry['id']} is used twice")
    return layer


def published_facts(catalog: Catalog) -> tuple[Fact, ...]:
    """The named values of every finding that may be printed, in the catalog's order."""
    return tuple(fact for finding in catalog.findings.values() if finding.printable for fact in finding.values.values())
