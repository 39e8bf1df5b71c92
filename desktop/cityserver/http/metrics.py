"""Figures of one server for Prometheus: counts and sizes, never an id of a person, case or site."""

import asyncio
import math
import os
from collections import Counter as Tally
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import NoReturn

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge
from prometheus_client import generate_latest as print_figures
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector
from typing_extensions import override

from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import read_backed_up_at
from desktop.cityserver.store.snapshot import NotAFile, database_file, logs_of
from desktop.contract.operations import VerdictOut
from desktop.domain.clock import Clock

CONTENT_TYPE = CONTENT_TYPE_LATEST
FIGURES_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The library looks at this variable of the environment when it is imported."""
FOLLOW_S = 1.0


class Metrics:
    """Counters since the server began, in a registry of their own. Thread: any.

    With several workers whichever is asked tells the sums over all of them: counts lie in small
    files that they share, in a folder that the supervisor made (FIGURES_FOLDER).
    """

    def __init__(
        self, *, database: Database, url: str, clock: Clock, count_live: Callable[[], int]
    ) -> None:
        self._database = database
        self._clock = clock
        self._count_live = count_live
        self._registry = CollectorRegistry()
        self._is_shared = FIGURES_FOLDER in os.environ
        self._requests = Counter(
            "reception_requests",
            "Requests answered, by the template of the route",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._verdicts = Counter(
            "reception_operations",
            "Operations judged; refused ones wait in the quarantine of their room",
            ("verdict",),
            registry=self._registry,
        )
        self._upload_bytes = Counter(
            "reception_upload_bytes",
            "Bytes of papers that came in",
            registry=self._registry,
        )
        self._live = Gauge(
            "reception_live_connections",
            "Rooms in a live session",
            multiprocess_mode="livesum",
            registry=self._registry,
        )
        # What every worker would tell alike.
        self._alike = CollectorRegistry()
        self._gauge(
            "reception_backup_age_seconds",
            "Age of the newest verified backup, NaN without one",
            self._backup_age_s,
        )
        try:
            file = database_file(url)
        except NotAFile:
            return  # its own exporter tells the size
        self._gauge(
            "reception_database_bytes",
            "Size of the database and its log on the disk",
            lambda: _size_of((file, *logs_of(file))),
        )

    def count_request(self, method: str, route: str, status: int) -> None:
        """One request was answered. route: a template, never the path that was asked for."""
        self._requests.labels(method, route, str(status)).inc()

    def count_verdicts(self, verdicts: Iterable[VerdictOut]) -> None:
        """Operations were judged."""
        for verdict, count in Tally(one.verdict for one in verdicts).items():
            self._verdicts.labels(verdict).inc(count)

    async def counting_upload(self, body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same pieces, counted."""
        async for piece in body:
            self._upload_bytes.inc(len(piece))
            yield piece

    def print(self) -> bytes:
        """All figures in the text form of Prometheus. Reads the disk. Raises ServerBusy."""
        self._live.set(self._count_live())
        counted = self._registry
        if self._is_shared:
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        return print_figures(counted) + print_figures(self._alike)

    async def follow_live(self) -> NoReturn:
        """Keep the number of rooms as fresh as other workers need it; until it is cancelled."""
        while True:
            self._live.set(self._count_live())
            await asyncio.sleep(FOLLOW_S)

    def _gauge(self, name: str, text: str, measure: Callable[[], float]) -> None:
        self._alike.register(_Measured(name, text, measure))

    def _backup_age_s(self) -> float:
        with self._database.read() as session:
            backed_up_at = read_backed_up_at(session)
        if backed_up_at is None:
            return math.nan
        return (self._clock.now() - backed_up_at).total_seconds()


class _Measured(Collector):
    """A figure that is measured when it is asked for.

    No Gauge: with several workers that would be a file of each, which a function never fills.
    """

    def __init__(self, name: str, text: str, measure: Callable[[], float]) -> None:
        self._name = name
        self._text = text
        self._measure = measure

    def describe(self) -> Iterable[Metric]:
        # Asked when it is registered, and the database may not be open yet.
        return [GaugeMetricFamily(self._name, self._text)]

    @override
    def collect(self) -> Iterable[Metric]:
        return [GaugeMetricFamily(self._name, self._text, value=self._measure())]


def forget_worker(folder: Path, pid: int) -> None:
    """A worker has ended: what it counted stays, its rooms are not connected any more."""
    mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call]


def _size_of(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.exists())
