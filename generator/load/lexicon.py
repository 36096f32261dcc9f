"""The lexicon of feelings and needs that ships with the package."""

from functools import cache
from typing import Any, Literal

from generator.load.shipped import shipped
from generator.model.survey import Concept, Lexicon

_LOBES: tuple[Literal["feelings", "needs", "barriers"], ...] = ("feelings", "needs", "barriers")


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, concepts in the order of the file."""
    data = shipped("catalog/lexicon.yaml")
    cues = data["matching"]
    return Lexicon(
        concepts=tuple(_concept(lobe, entry) for lobe in _LOBES for entry in data[lobe]),
        negation_cues=tuple(cues["negation_cues"]),
        negation_window=cues["negation_window"],
        wish_cues=tuple(cues["wish_cues"]),
        received_cues=tuple(cues["received_cues"]),
        other_person_cues=tuple(cues["other_person_cues"]),
        risky_forms=tuple(cues["risky_forms"]),
        negation_exceptions=tuple(cues["negation_exceptions"]),
        feeling_cues=tuple(cues["feeling_cues"]),
        not_misspelled=tuple(cues["not_misspelled"]),
        no_answer=tuple(cues["no_answer"]),
        refusal_cues=tuple(cues["refusal_cues"]),
    )


def _concept(lobe: Literal["feelings", "needs", "barriers"], entry: dict[str, Any]) -> Concept:
    return Concept(
        id=entry["id"],
        lobe=lobe,
        print_as=entry["print_as"],
        forms=tuple(entry["forms"]),
        false_positives=tuple(entry.get("false_positives", ())),
        urgent=entry.get("urgent", False),
        in_cloud=entry.get("in_cloud", True),
        positive=entry.get("positive", False),
    )
