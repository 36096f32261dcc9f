"""Same input, same bytes: zip packages with fixed times, whichever library wrote them."""

import io
import re
import zipfile

CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
_NO_DATE = "1980-01-01"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(</dcterms:)")


def normalize(data: bytes, issued: str) -> bytes:
    """Return a package (.pptx, .docx, .xlsx) whose only date is `issued`, an ISO date.

    Entries keep their order but [Content_Types].xml comes first; workbooks inside are normalized
    too. Without a date of issue the zip format's first day stands in. Raises ValueError when two
    entries bear one name, which Office refuses to open.
    """
    issued = issued or _NO_DATE
    year, month, day = (int(part) for part in issued[:10].split("-"))
    stamp = (max(year, 1980), month, day, 0, 0, 0)
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two entries of the package are named {', '.join(twice)}")
        for name in sorted(names, key=lambda name: name != CONTENT_TYPES):
            body = old.read(name)
            if name == CORE:
                body = _DATES.sub(rb"\g<1>" + f"{issued[:10]}T00:00:00Z".encode() + rb"\2", body)
            elif name.endswith(".xlsx"):
                body = normalize(body, issued)
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on Windows and elsewhere
            new.writestr(entry, body)
    return written.getvalue()
