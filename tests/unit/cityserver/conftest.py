"""A city's data for each test, copied from one that was seeded once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.database.database import Database
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_keeper import Keeper
from tests.rigs.city.compiled_statements import compiled_statements
from tests.rigs.city.running_city_server import seed_city

__all__ = ["compiled_statements"]


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeded")
    seed_city(folder)
    return folder / "city"


@pytest.fixture
def config(seeded_folder: Path, tmp_path: Path) -> CityServerConfig:
    folder = tmp_path / "city"
    shutil.copytree(seeded_folder, folder)
    return CityServerConfig(folder=folder)


@pytest.fixture
def city(config: CityServerConfig) -> Iterator[Database]:
    with open_city(config) as database:
        yield database


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def keeper(config: CityServerConfig, city: Database, tmp_path: Path) -> Keeper:
    folder = tmp_path / "backups"
    folder.mkdir()
    return Keeper(config, city, folder)
