"""Our own data files: in the wheel beside the code, in a checkout at its root."""

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def ours(name: str) -> Path:
    """The path of one of our folders or files ("catalog", "assets/theme/leadership-blue.yaml").

    Looks into the installed package first and, in an editable install, beside pyproject.toml.
    Raises FileNotFoundError when neither holds it.
    """
    installed = Path(str(files("generator"))) / name
    if installed.exists():
        return installed
    root = Path(__file__).parent.parent
    if (root / "pyproject.toml").exists() and (root / name).exists():
        return root / name
    raise FileNotFoundError(name)
