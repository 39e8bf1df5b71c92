"""One server for all tests of a module that do not stop it."""

from collections.abc import Iterator

import pytest

from tests.fakes.running_city_server import RunningCityServer, seeded_server


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCityServer]:
    """As `running_city_server`; tests use ids of their own and leave sessions as they were."""
    with seeded_server(tmp_path_factory.mktemp("shared")) as server:
        yield server
