"""Bytes -> text: the encoding, and characters that a page cannot show."""

import re

from generator.model.problem import InputError, Problem

# Control characters, signs that turn the direction of reading, private use (our own marks), lone
# surrogates, zero-width signs. Tab, line ends and joiners stay.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff\U000f0000-\U0010ffff]"
)


def decode(data: bytes, name: str, problems: list[Problem]) -> str:
    """Byte-order mark, then the pattern of NULs, then strict UTF-8, then a guess that is said to be one."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "surrogatepass" if len(data) % 2 == 0 else "replace")
    elif data[:4000].count(0) > len(data[:4000]) // 4:
        little = data[1:4000:2].count(0) >= data[0:4000:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    for errors in ("strict", "surrogatepass"):
        try:
            return data.decode("utf-8", errors)
        except UnicodeDecodeError as fault:
            if fault.start >= len(data) - 3:  # the file was cut inside its last character
                return data[: fault.start].decode("utf-8", errors)
    mac = b"\n" not in data and b"\r" in data
    problems.append(
        Problem(
            "survey.guessed", "note", name,
            f"the file does not say its encoding and was read as {'Mac Roman' if mac else 'Windows-1252'}",
            "if accents look wrong, save it as CSV UTF-8",
        )
    )
    return data.decode("mac_roman" if mac else "cp1252", "replace")


def clean(text: str, name: str, problems: list[Problem]) -> str:
    """Leave out what cannot be printed and say so. Raises InputError for what is no text at all."""
    whole = len(text)
    text, removed = UNPRINTABLE.subn("", text)
    if removed * 10 > whole > 20 and text.strip():
        raise InputError(Problem("file.unreadable", "error", name, "this is no table of answers", "export the survey as CSV or Excel"))
    if removed:
        problems.append(cleaned(name, removed))
    return text


def cleaned(name: str, removed: int) -> Problem:
    """The note on how many characters were left out."""
    what = "one character that cannot be printed was" if removed == 1 else f"{removed:,} characters that cannot be printed were"
    return Problem("survey.cleaned", "note", name, f"{what} left out")
