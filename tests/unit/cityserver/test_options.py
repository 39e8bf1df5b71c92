"""The command line of a city server: what cannot be is said at once."""

import argparse
from pathlib import Path

import pytest

from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.options import MAX_WORKERS, add_options, config_from

pytestmark = pytest.mark.unit

POSTGRESQL = "postgresql+psycopg://city@localhost/city"


def config_of(*arguments: str) -> CityServerConfig:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return config_from(parser.parse_args(["--folder", "/srv/city", *arguments]))


def test_one_process_serves_unless_told_otherwise() -> None:
    config = config_of()
    assert (config.workers, config.worker, config.folder) == (1, 0, Path("/srv/city"))


def test_several_workers_need_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.SO_REUSEPORT", 15, raising=False)
    assert config_of("--workers", "2", "--database-url", POSTGRESQL).workers == 2
    with pytest.raises(SystemExit, match="PostgreSQL"):
        config_of("--workers", "2")
    with pytest.raises(SystemExit, match="PostgreSQL"):
        config_of("--workers", "2", "--database-url", "sqlite:////srv/city.db")


def test_several_workers_need_a_port_that_can_be_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("socket.SO_REUSEPORT", raising=False)
    with pytest.raises(SystemExit, match="Linux"):
        config_of("--workers", "2", "--database-url", POSTGRESQL)


@pytest.mark.parametrize("workers", ["0", "-1", "two", str(MAX_WORKERS + 1)])
def test_a_number_of_workers_that_makes_no_sense_is_refused(workers: str) -> None:
    with pytest.raises(SystemExit):
        config_of("--workers", workers)
