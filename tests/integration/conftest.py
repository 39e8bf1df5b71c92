"""Real things that several integration tests start, and the order in which files are tried."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

from tests.rigs.city.running_city_server import running_city_server
from tests.rigs.system.running_postgresql import postgresql
from tests.rigs.system.running_s3 import s3

__all__ = ["postgresql", "running_city_server", "s3"]

PLAYED_FILES = (
    "app/test_prepare.py",
    "app/test_state_words.py",
    "app/test_script_spoilt_papers.py",
    "app/test_script_spoilt_conduct.py",
    "app/test_script.py",
    "app/test_script_consulting.py",
    "app/test_script_guest.py",
    "app/test_script_calls.py",
    "app/test_script_deputy.py",
    "app/test_no_packet_leaves.py",
    "app/test_rehearse.py",
    "stories/test_stories.py",
)
"""Rooms with pictures and sound, up to four of them, which fill two cores: one after another."""

LONGEST_FILES = (
    *PLAYED_FILES,
    "app/test_kill.py",
    "sync/test_chaos.py",
    "sync/test_lossy_line.py",
    "app/test_practice_program.py",
    "store/test_full_disk.py",
    "cityserver/test_http.py",
    "sync/test_cut_upload.py",
)
"""The longest first: one that began last would keep one core busy and leave the other idle."""

HERE = Path(__file__).parent


class OnePlays(LoadFileScheduling):  # type: ignore[misc]
    """One worker takes a whole file, for its fixtures; of those that play, one takes all."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "played" if file.endswith(tuple(f"/{one}" for one in PLAYED_FILES)) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """In the place of its own for `--dist loadfile`."""
    return OnePlays(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chance orders the tests of a file, and the files that are not named above."""
    places = {HERE / name: place for place, name in enumerate(LONGEST_FILES)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture
def untraced_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that this test starts are not traced for coverage: their timing is the subject."""
    for name in tuple(os.environ):
        if name.startswith("COVERAGE_PROCESS"):
            monkeypatch.delenv(name)


@pytest.fixture
def untraced() -> Iterator[None]:
    """This process is not traced either: hundreds of rounds over what other tests cover.

    Tracing a line costs more than most lines do.
    """
    own, of_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    yield
    threading.settrace(of_threads)
    sys.settrace(own)
