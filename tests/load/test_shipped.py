"""Our own YAML is read through a JSON twin, and nobody can tell."""

from pathlib import Path

import pytest
import yaml

from generator.files import ours
from generator.load import shipped as module
from generator.load.shipped import shipped

OURS = sorted(
    str(path.relative_to(ours("catalog").parent)) for folder in ("catalog", "assets/theme") for path in ours(folder).rglob("*.yaml")
)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "kept", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", OURS)
def test_a_twin_says_what_its_file_says(name: str, kept: Path) -> None:
    first, second = shipped(name), shipped(name)
    assert len(list(kept.glob("*.json"))) == 1
    assert first == second == yaml.safe_load(ours(name).read_text("utf-8"))


def test_a_changed_file_is_read_anew(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ours.yaml"
    monkeypatch.setattr(module, "ours", lambda _: file)
    file.write_text("share: 36.3", "utf-8")
    assert shipped("ours.yaml") == {"share": 36.3}
    file.write_text("share: 36.8", "utf-8")
    assert shipped("ours.yaml") == {"share": 36.8}


def test_a_damaged_twin_is_made_again(kept: Path) -> None:
    whole = shipped("catalog/figures.yaml")
    twin = next(kept.glob("*.json"))
    twin.write_text(twin.read_text("utf-8")[:40], "utf-8")
    assert shipped("catalog/figures.yaml") == whole
    assert shipped("catalog/figures.yaml") == whole


def test_without_a_safe_folder_only_time_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "kept", lambda: None)
    assert shipped("catalog/figures.yaml") == yaml.safe_load(ours("catalog/figures.yaml").read_text("utf-8"))
