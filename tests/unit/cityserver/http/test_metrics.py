"""Figures without a server: what is not known is not told."""

import pytest

from desktop.cityserver.http.metrics import Metrics
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import VerdictOut
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def metrics(city: Database, url: str) -> Metrics:
    return Metrics(database=city, url=url, clock=FakeClock(), count_live=lambda: 3)


def test_two_servers_of_one_process_do_not_share_figures(city: Database) -> None:
    first, second = metrics(city, "sqlite://"), metrics(city, "sqlite://")
    first.count_verdicts([VerdictOut(id="a", verdict="accepted", revision=1)] * 2)
    assert b'reception_operations_total{verdict="accepted"} 2.0' in first.print()
    assert b"accepted" not in second.print()
    assert b"reception_live_connections 3.0" in second.print()


def test_the_size_of_a_database_elsewhere_is_not_told(city: Database) -> None:
    page = metrics(city, "postgresql+psycopg://city@localhost/city").print()
    assert b"reception_database_bytes" not in page
    assert b"reception_backup_age_seconds NaN" in page
