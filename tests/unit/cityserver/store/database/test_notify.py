"""What workers ask of the database: a call at the commit, an address for PostgreSQL's driver."""

import pytest

from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.database.notify import call_after_commit, driver_address

pytestmark = pytest.mark.unit


def test_a_call_comes_with_the_commit_once_and_not_before(city: Database) -> None:
    said = list[str]()
    with city.write() as session:
        call_after_commit(session, lambda: said.append("committed"))
        assert said == []
    assert said == ["committed"]
    with city.write():
        pass
    assert said == ["committed"]


def test_what_is_rolled_back_calls_nobody(city: Database) -> None:
    said = list[str]()

    def fail() -> None:
        with city.write() as session:
            call_after_commit(session, lambda: said.append("committed"))
            raise RuntimeError("rolled back")

    with pytest.raises(RuntimeError, match="rolled back"):
        fail()
    assert said == []


def test_the_driver_gets_the_address_with_its_password_and_options() -> None:
    url = "postgresql+psycopg://city:pass%40word@db.example:5433/reception?sslmode=require"
    assert driver_address(url) == (
        "postgresql://city:pass%40word@db.example:5433/reception?sslmode=require"
    )
