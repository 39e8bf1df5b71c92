"""Statements of the city's database, compiled once for all tests of a process."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Dialect, Engine, create_engine

from desktop.cityserver.store.database import database


@pytest.fixture(scope="session", autouse=True)
def compiled_statements() -> Iterator[None]:
    """Each test opens a city of its own, and to compile its statements took most of its time."""
    compiled = dict[Any, Any]()
    dialects = dict[str, Dialect]()

    def create(url: str, **options: Any) -> Engine:
        engine = create_engine(url, execution_options={"compiled_cache": compiled}, **options)
        # What is compiled is kept for one dialect: those of one name are alike here.
        engine.dialect = dialects.setdefault(engine.dialect.name, engine.dialect)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", create)
        yield
