"""A city whose cases have a dossier of every site, as a flagged one needs to be scheduled."""

import shutil
from pathlib import Path

import pytest

from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from tests.rigs.city.dossiers import put_dossiers
from tests.rigs.city.running_city_server import AGENCY, CASE, COMMUNE, ELSEWHERE, HQ, OTHER_CASE


@pytest.fixture(scope="session")
def seeded_folder(seeded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Entered once: hundreds of tests begin with them."""
    folder = tmp_path_factory.mktemp("with-dossiers") / "city"
    shutil.copytree(seeded_folder, folder)
    with open_city(CityServerConfig(folder=folder)) as city:
        for case_id in (CASE, OTHER_CASE):
            put_dossiers(city, case_id, HQ, COMMUNE, AGENCY, ELSEWHERE)
    return folder
