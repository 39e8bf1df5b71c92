"""Figures of one server for Prometheus: counts and sizes, never an id of a person, case or site."""

import math
from collections import Counter as Tally
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge
from prometheus_client import generate_latest as print_figures

from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import read_backed_up_at
from desktop.cityserver.store.snapshot import NotAFile, database_file, logs_of
from desktop.contract.operations import VerdictOut
from desktop.domain.clock import Clock

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """Counters since the process began, in a registry of their own. Thread: any."""

    def __init__(
        self, *, database: Database, url: str, clock: Clock, count_live: Callable[[], int]
    ) -> None:
        self._database = database
        self._clock = clock
        self._registry = CollectorRegistry()
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
        self._gauge("reception_live_connections", "Rooms in a live session").set_function(
            count_live
        )
        self._gauge(
            "reception_backup_age_seconds", "Age of the newest verified backup, NaN without one"
        ).set_function(self._backup_age_s)
        try:
            file = database_file(url)
        except NotAFile:
            return  # its own exporter tells the size
        self._gauge(
            "reception_database_bytes", "Size of the database and its log on the disk"
        ).set_function(lambda: _size_of((file, *logs_of(file))))

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
        return print_figures(self._registry)

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(name, text, registry=self._registry)

    def _backup_age_s(self) -> float:
        with self._database.read() as session:
            backed_up_at = read_backed_up_at(session)
        if backed_up_at is None:
            return math.nan
        return (self._clock.now() - backed_up_at).total_seconds()


def _size_of(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.exists())
