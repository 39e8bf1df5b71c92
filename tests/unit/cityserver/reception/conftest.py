"""A city whose cases have a dossier of every site, as a flagged one needs to be scheduled."""

import pytest

from desktop.cityserver.store.database.database import Database
from tests.rigs.city.dossiers import put_dossiers
from tests.rigs.city.running_city_server import AGENCY, CASE, COMMUNE, ELSEWHERE, HQ, OTHER_CASE


@pytest.fixture
def city(city: Database) -> Database:
    for case_id in (CASE, OTHER_CASE):
        put_dossiers(city, case_id, HQ, COMMUNE, AGENCY, ELSEWHERE)
    return city
