"""A city's folder, for commands that are about somebody, and a room's store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.diagnostics.exit_codes import ExitCode
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.compiled_statements import compiled_statements
from tests.samples.store import KEY, RESERVE_BYTES
from tests.unit.app.city.test_people import add_commune, add_officer

__all__ = ["compiled_statements"]


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Of a city with one commune and its officer."""
    folder = tmp_path / "city"
    folder.mkdir()
    add_commune(folder)
    assert add_officer(folder, tmp_path / "pin") == ExitCode.OK
    capsys.readouterr()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()
