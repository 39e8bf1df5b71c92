"""The exported description of the wire is the wire of the code."""

from pathlib import Path

import pytest

from desktop.cityserver.export.schema import build_files, main
from tests.paths import ROOT

pytestmark = pytest.mark.contract

FOLDER = ROOT / "docs" / "api"


@pytest.mark.parametrize("name", sorted(build_files()))
def test_the_exported_file_is_current(name: str) -> None:
    """When this fails: python -m desktop.cityserver.export.schema."""
    assert (FOLDER / name).read_text(encoding="utf-8") == build_files()[name]


def test_no_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(build_files())


def test_the_export_writes_every_file(tmp_path: Path) -> None:
    assert main([str(tmp_path / "api")]) == 0
    assert {path.name for path in (tmp_path / "api").iterdir()} == set(build_files())
