"""The catalog: resources of the toolkit, findings with their grades, and the works they cite."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from generator.model.fact import Fact
from generator.model.problem import Problem

Status = Literal["verified", "from-memory", "unknown"]
BoardUse = Literal["green", "amber", "red"]


class Work(NamedTuple):
    """A publication as a CSL-JSON item; fields that nobody checked are left out of `csl`.

    `short`: how a source line names it ("Sexton 2021"). `description`: our words in brackets
    where no checked title exists.
    """

    id: str
    csl: Mapping[str, Any]
    short: str
    description: str = ""


class Finding(NamedTuple):
    """What one text says: a sentence of ours, named values as facts, population and caveat.

    `values` maps a name ("share", "before", "after") to a Fact whose id is `<finding>.<name>`.
    `resource` is the toolkit entry it belongs to, if any. `work` is the id of the cited Work.
    `checked`: the day somebody last looked it up, where that matters (a standard). `look_in` and
    `look_for` tell a person how to check what is from memory or unknown. `verified_by`, `verified_on`
    and `verified_where` come from a hospital's own overlay. `quotation`: words of the source, at most 25.
    `counter`: it speaks against the program, or for caution.
    """

    id: str
    statement: str
    status: Status
    board_use: BoardUse
    work: str
    values: Mapping[str, Fact]
    population: str = ""
    caveat: str = ""
    topic: str = ""
    resource: str = ""
    design: str = ""
    checked: dt.date | None = None
    look_in: str = ""
    look_for: str = ""
    verified_by: str = ""
    verified_where: str = ""
    quotation: str = ""
    counter: bool = False
    verified_on: dt.date | None = None

    @property
    def printable(self) -> bool:
        """Verified and not red; an amber one only together with its caveat."""
        return (
            self.status == "verified"
            and self.board_use != "red"
            and (self.board_use == "green" or bool(self.caveat))
        )


class Resource(NamedTuple):
    """One of the fifteen leadership resources of the toolkit.

    `use`: how this product uses it, one line. `annotation`: our words. `work`: its Work, if the
    document was identified. `pointed_to`: named with the toolkit's address, never paraphrased.
    `papers`: the papers that use it.
    """

    id: str
    title: str
    kind: tuple[str, ...]
    annotation: str
    status: Status
    use: str
    work: str = ""
    pointed_to: bool = False
    year: int | None = None
    caveats: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


class Catalog(NamedTuple):
    """Everything that may be cited. `published` holds one study per lobe for clouds without comments."""

    resources: Mapping[str, Resource]
    findings: Mapping[str, Finding]
    works: Mapping[str, Work]
    toolkit_url: str = ""
    published_cloud: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({})

    def work_of(self, finding: str) -> Work:
        """The work a finding cites. Raises KeyError for an unknown finding."""
        return self.works[self.findings[finding].work]


class Overlay(NamedTuple):
    """The catalog as one hospital uses it, what should be known of its own entries, and their files.

    `held_back`: findings that ours may print and this catalog may not, each with its place.
    """

    catalog: Catalog
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    held_back: Mapping[str, str] = MappingProxyType({})
