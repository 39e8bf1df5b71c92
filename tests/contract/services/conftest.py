"""One fixture per Protocol, once for each implementation of its table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.services import benches
from tests.contract.services.benches import (
    AccessBench,
    ChannelBench,
    MediaBench,
    MemoryBench,
    MinutesBench,
    PapersBench,
    ScheduleBench,
    SearchBench,
    SyncBench,
    ViewsBench,
)


@pytest.fixture(params=benches.MEMORY)
def memory_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemoryBench]:
    with benches.MEMORY[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.MINUTES)
def minutes_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MinutesBench]:
    with benches.MINUTES[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.PAPERS)
def papers_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PapersBench]:
    with benches.PAPERS[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.ACCESS)
def access_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AccessBench]:
    with benches.ACCESS[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.SCHEDULE)
def schedule_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ScheduleBench]:
    with benches.SCHEDULE[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.SEARCH)
def search_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchBench]:
    with benches.SEARCH[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.VIEWS)
def views_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ViewsBench]:
    with benches.VIEWS[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.CHANNEL)
def channel_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ChannelBench]:
    with benches.CHANNEL[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.MEDIA)
def media_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MediaBench]:
    with benches.MEDIA[request.param](tmp_path / "desk") as bench:
        yield bench


@pytest.fixture(params=benches.SYNC)
def sync_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SyncBench]:
    with benches.SYNC[request.param](tmp_path / "desk") as bench:
        yield bench
