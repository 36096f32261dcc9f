"""What is wrong with the words of a link, in any format."""

import re

_EMPTY = frozenset(
    ["here", "click here", "click", "link", "this link", "more", "read more", "learn more", "see more", "more info", "more information", "website", "this page", "this", "page", "go", "download", "details", "hier", "aquí", "ici"]
)
_LONG, _SAID = 40, 3
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|pubmed\.ncbi\.nlm\.nih\.gov/|orcid\.org/)", re.IGNORECASE)


def fault_of_words(words: str, around: str) -> str:
    """The end of a sentence that says what is wrong with a link's words; nothing when they will do.

    `around`: the paragraph they stand in. An address after words that say what it is of, as in a
    list of works, can be printed; a long one that stands alone cannot be understood.
    """
    bare = " ".join(words.split()).strip(" .:;,()[]›»→>").casefold()
    if not bare:
        return "has no words"
    if bare in _EMPTY:
        return "says nothing of where it leads"
    if _ADDRESS.match(bare) and not _IDENTIFIER.match(bare) and len(bare) > _LONG and len(around.replace(words, " ").split()) < _SAID:
        return "is a bare address"
    return ""
