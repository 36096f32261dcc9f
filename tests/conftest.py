"""What several tests share."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.validity import watch

watch()


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path], Path], None]:
    """Turn Office files into PDFs in a folder. Skips without LibreOffice and poppler, never in CI."""
    missing = [tool for tool in ("soffice", "pdftotext", "pdftoppm") if shutil.which(tool) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"CI must install {', '.join(missing)}")
    if missing:
        pytest.skip(f"{', '.join(missing)} not found")
    profile = tmp_path_factory.mktemp("profile")

    def convert(files: list[Path], out: Path) -> None:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)

    return convert
