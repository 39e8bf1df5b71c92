"""What every test obeys: no screen, no unexpected error in the log, no thread left behind."""

import gc
import logging
import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from typing_extensions import override
from xdist.workermanage import NodeManager  # type: ignore[import-untyped]

from tests.patience import PATIENCE_S

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anybody imports PySide6

settings.register_profile("dev", max_examples=25, deadline=None)
# What CI says is about the change and not about luck; the others try other examples each time.
settings.register_profile(
    "ci",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "torture", max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# A worker writes the lines that it counted at its end: on a busy PC ten seconds are too short, and
# who is killed then lets the gates of `make coverage` fail.
NodeManager.EXIT_TIMEOUT = 120


def pytest_collection_finish() -> None:
    """The thousands of tests themselves are no garbage: nobody looks for any among them again."""
    gc.freeze()


class _ErrorCollector(logging.Handler):
    """Keeps every record of level ERROR or above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_error_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """An error in the log fails the test, unless the test looks at the log itself (caplog)."""
    collector = _ErrorCollector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    if "caplog" not in request.fixturenames:
        messages = [f"{one.name}: {one.getMessage()}" for one in collector.records]
        assert not messages, f"unexpected errors in the log: {messages}"


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Threads that a test started are gone soon after it; pools of libraries may stay."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
            thread.join(PATIENCE_S)
            assert not thread.is_alive(), f"thread left behind: {thread.name}"
