"""One server for all tests of a module that do not stop it, on each database of a city.

Databases: sqlite, postgresql, and two_workers on PostgreSQL.
"""

from collections.abc import Iterator

import pytest

from tests.rigs.city.running_city_server import TWO_WORKERS, RunningCityServer, seeded_server
from tests.rigs.system.running_postgresql import new_url_of


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module that says so is tried on more than one database; a test of its own may say less."""
    marks = metafunc.definition.iter_markers("parametrize")
    is_said = any("shared_server" in mark.args[0] for mark in marks)
    if "shared_server" in metafunc.fixturenames and not is_said:
        databases = getattr(metafunc.module, "DATABASES", ["sqlite"])
        metafunc.parametrize("shared_server", databases, indirect=True, scope="module")


@pytest.fixture(scope="module")
def shared_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningCityServer]:
    """As `running_city_server`; tests use ids of their own and leave sessions as they were."""
    database_url, options = None, tuple[str, ...]()
    if request.param != "sqlite":
        database_url = new_url_of(request)
    if request.param == "two_workers":
        options = TWO_WORKERS
    with seeded_server(tmp_path_factory.mktemp("shared"), database_url, *options) as server:
        yield server
