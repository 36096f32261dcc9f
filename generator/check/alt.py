"""What is wrong with a description, in any format."""

import re
from collections.abc import Collection, Iterator

from generator.check.fault import Fault, quoted

_FILE = re.compile(r"^[\w\-. ()%+]+\.(?:png|jpe?g|gif|svg|emf|wmf|tiff?|bmp|webp|heic|pdf|eps|xlsx)$|^(?:IMG|DSC|DSCN|Screenshot|Screen Shot|Bildschirmfoto)[_\- ]?[\d\-_ ]+|^(?:https?|file)://\S+$|^[A-Za-z]:\\", re.IGNORECASE)
_EMPTY = re.compile(r"^(?:picture|image|photo|graphic|graph|chart|diagram|table|group|shape|figure|object|img|icon|logo|bild|grafik|imagen|foto|content placeholder)[ _\-]*(?:of|from)?[ _\-]*\d*\.?$", re.IGNORECASE)
_BY_MACHINE = re.compile(r"(?:description )?automatically generated|AI-generated content may be incorrect", re.IGNORECASE)


def faults_of(words: str, place: str, subject: str, beside: Collection[str]) -> Iterator[Fault]:
    """Faults of a description that is there. `beside`: the title and captions that stand by the picture."""
    bare = " ".join(words.split())
    if _FILE.match(bare):
        yield Fault("check.alt-file-name", place, f"{subject} is described by the name of a file, {quoted(bare)}")
    elif _EMPTY.match(bare):
        yield Fault("check.alt-text", place, f"{subject} is described by nothing but {quoted(bare)}")
    elif _key(bare) and _key(bare) in {_key(text) for text in beside}:
        yield Fault("check.alt-repeats", place, f"{subject} is described by the words that stand beside it, {quoted(bare)}")
    elif _BY_MACHINE.search(bare):
        yield Fault("check.alt-text", place, f"{subject} is described by a machine, and nobody looked at it", "read the description, mend it and delete the remark", "warning")


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
