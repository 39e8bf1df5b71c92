"""Sends the room check that a command made; what cannot be sent now waits in the store."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from desktop.app.services.device_choice import name_of
from desktop.domain.clock import Clock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.errors import AccessRefused, ProtocolError, RetryableError, StorageError
from desktop.domain.room.measurements import RoomReport
from desktop.settings.secrets import KeyRequest, load_or_create_room_key, system_keyring
from desktop.store.codes import StorageCode
from desktop.store.database.database import DATABASE_NAME
from desktop.store.store import Store, open_store
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.room_identity import RoomIdentity, ShownCertificate
from desktop.sync.http.city_api import CityApi
from desktop.sync.traffic.room_checks import RoomReports

logger = logging.getLogger(__name__)


class Sending(StrEnum):
    """What became of a report.

    SENT: the city has it. KEPT: it waits in the store for the program, or for the next command.
    NOT_BOUND: this PC never spoke to a city. PROGRAM_RUNS: the program holds the store; it makes
    and sends checks of its own. NO_STORE: the store or its key could not be opened.
    REFUSED: the city will never take it.
    """

    SENT = "sent"
    KEPT = "kept"
    NOT_BOUND = "not_bound"
    PROGRAM_RUNS = "program_runs"
    NO_STORE = "no_store"
    REFUSED = "refused"


class RoomInUse(Exception):
    """The program holds the room's store."""


class Kept:
    """What the room's store says of this PC, read once; DeskMemory for who only reads."""

    def __init__(
        self,
        names: Mapping[str, str],
        room_token: str | None = None,
        certificate: ShownCertificate | None = None,
    ) -> None:
        self._names = names
        self.room_token = room_token
        self.certificate = certificate

    def recall(self, name: str) -> str | None:
        """As the store's memory had it."""
        return self._names.get(name)

    def remember(self, name: str, value: str | None) -> None:
        """Nothing is written."""


def read_kept(folder: Path, key: KeyRequest, clock: Clock) -> Kept:
    """The room's token, certificate and chosen devices; nothing when the store cannot be opened.

    Raises RoomInUse.
    """
    try:
        with _opened(folder, key, clock) as store:
            kept = {name: store.memory.recall(name) for name in map(name_of, DeviceRole)}
            return Kept(
                {name: value for name, value in kept.items() if value is not None},
                room_token=AccessMemory(memory=store.memory).room_token(),
                certificate=RoomIdentity(memory=store.memory).shown_now(),
            )
    except (FileNotFoundError, StorageError) as error:
        if isinstance(error, StorageError) and error.code == StorageCode.IN_USE:
            raise RoomInUse from error
        return Kept({})


def send_check(
    report: RoomReport, *, folder: Path, key: KeyRequest, api: CityApi, clock: Clock
) -> Sending:
    """Queue it behind what waits already and send all; takes seconds when the city is slow."""
    try:
        with _opened(folder, key, clock) as store:
            return _send_all(report, store, api)
    except FileNotFoundError:
        return Sending.NOT_BOUND
    except StorageError as error:
        logger.info("report not kept code=%s", error.code)
        is_taken = error.code == StorageCode.IN_USE
        return Sending.PROGRAM_RUNS if is_taken else Sending.NO_STORE


@contextmanager
def _opened(folder: Path, key: KeyRequest, clock: Clock) -> Iterator[Store]:
    """The store of a room that was opened before. Raises StorageError, FileNotFoundError."""
    if not (folder / DATABASE_NAME).exists():
        raise FileNotFoundError(folder)
    store = open_store(folder, load_or_create_room_key(key, system_keyring()).key, clock)
    try:
        yield store
    finally:
        store.close()


def _send_all(report: RoomReport, store: Store, api: CityApi) -> Sending:
    token = AccessMemory(memory=store.memory).room_token()
    if token is None:
        return Sending.NOT_BOUND
    reports = RoomReports(api=api, reports=store.reports)
    reports.keep(report).result()
    sent = None
    try:
        while reports.is_waiting():
            sent = reports.send(token)
    except (RetryableError, AccessRefused, ProtocolError) as error:
        logger.info("report waits error=%s", type(error).__name__)
        return Sending.KEPT
    return Sending.SENT if sent is not None else Sending.REFUSED
