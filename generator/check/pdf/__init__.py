"""The audit of PDFs: what a screen reader, a browser and a printer need of them."""

import io
from collections.abc import Iterator

from generator.check.fault import Fault


def audit_pdf(data: bytes) -> Iterator[Fault]:
    """Faults of a PDF. Raises ValueError for one that cannot be read."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    from generator.check.pdf import structure, whole

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks are for programmers
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield Fault("check.package", "", "the file is protected by a password", "save it without a password")
            return
        yield from whole.of_file(reader)
        yield from structure.of_file(reader)
    except (PyPdfError, RecursionError) as error:
        raise ValueError(str(error)) from error
