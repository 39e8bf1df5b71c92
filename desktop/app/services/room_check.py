"""Runs a room check: the engine measures devices, this thread the PC and the city server."""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop.devices.backends.power import PowerSource
from desktop.devices.pc import count_printers, disk_free_bytes
from desktop.domain.clock import Clock
from desktop.domain.devices.device import Device, DeviceKind
from desktop.domain.errors import ReceptionError, RetryableError
from desktop.domain.events import Event, EventSink
from desktop.domain.media.call import IceServer
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.room.events import RelayMeasured, RoomChecked, RoomMeasured
from desktop.domain.room.measurements import (
    CheckCode,
    CheckLimits,
    LineFacts,
    RoomFacts,
    RoomReport,
)
from desktop.domain.room.room_check import judge, overall
from desktop.domain.sync.status import SyncStatus

ENGINE_LIMIT_S = 40.0
"""An engine that is just starting has some seconds more; one that runs answers within thirty: ten
seconds are recorded and played."""

STOP_LIMIT_S = 3.0
RELAY_LIMIT_S = 12.0
"""An engine answers within ten seconds, when only the last way works."""

OF_DEVICES = frozenset(
    {
        CheckCode.SPEAKER_TO_MICROPHONE,
        CheckCode.MICROPHONE,
        CheckCode.CAMERA,
        CheckCode.TEST_RECORDING,
    }
)
_S_PER_H = 3_600.0

_NOTHING_KNOWN = RelayMeasured(relay=None, is_cut_short=True)

logger = logging.getLogger(__name__)


class MeasuringMedia(Protocol):
    """What a check needs of the media client."""

    def measure_room(self, folder: Path) -> None:
        """Answered by `RoomMeasured`."""
        ...

    def measure_relay(self, ice_servers: tuple[IceServer, ...]) -> None:
        """Answered by `RelayMeasured`."""
        ...

    def devices(self) -> tuple[Device, ...]:
        """What is present."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSources:
    """Where facts come from besides the engine; a source that is None is not measured.

    server_time: asks the city server what time it is, and raises when it does not answer.
    sync_status: what is not yet sent. line: measures the line to the city; None: not now. relays:
    those of the city, empty for none; raises as server_time. report:
    tells the city; returns at once.
    document_camera: whether the one that was chosen is there, None when nobody chose any. power:
    what feeds the PC.
    """

    folder: Path
    server_time: Callable[[], datetime] | None
    sync_status: Callable[[], SyncStatus] | None
    line: Callable[[], LineFacts | None] | None = None
    relays: Callable[[], tuple[IceServer, ...]] | None = None
    report: Callable[[RoomReport], None] | None = None
    document_camera: Callable[[], bool | None] | None = None
    power: PowerSource | None = None


class RoomChecker:
    """One check at a time. Thread: any; `RoomChecked` comes on the thread `room-check`."""

    def __init__(
        self,
        *,
        media: MeasuringMedia,
        sources: CheckSources,
        clock: Clock,
        emit: EventSink,
        limits: CheckLimits | None = None,
    ) -> None:
        self._media = media
        self._sources = sources
        self._clock = clock
        self._emit = emit
        self._limits = limits or CheckLimits()
        self.second_displays: int | None = None
        """Screens beside the first; whoever has windows keeps it up to date."""

        self._lock = threading.Lock()
        self._measured: RoomFacts | None = None
        self._is_measured = threading.Event()
        self._relay_measured: queue.SimpleQueue[RelayMeasured] = queue.SimpleQueue()
        self._relays_asked: tuple[IceServer, ...] = ()
        self._is_waiting = False
        self._is_stopping = False
        self._is_checking = False
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="room-check")
        self._thread: threading.Thread | None = None
        self._last: RoomReport | None = None

    def begin(self) -> None:
        """Check the room; nothing happens while a check runs. Returns at once."""
        with self._lock:
            if self._is_checking:
                return
            self._is_checking = True
            self._thread = threading.Thread(target=self._run, name="room-check", daemon=True)
            self._thread.start()

    @property
    def last(self) -> RoomReport | None:
        """The newest check of this run of the program."""
        return self._last

    def stop(self) -> None:
        """Wait for no engine any more; a check that runs says nothing. Idempotent."""
        self._is_stopping = True
        self._is_measured.set()
        self._relay_measured.put(_NOTHING_KNOWN)
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def on_event(self, event: Event) -> None:
        """Hear the engine's part; one that came up meanwhile is asked again."""
        match event:
            case RelayMeasured():
                self._relay_measured.put(event)
            case RoomMeasured(facts=facts):
                self._measured = facts
                self._is_measured.set()
            case EngineStateChanged(is_up=True):
                self._ask_again()
            case _:
                pass

    def _ask_again(self) -> None:
        relays = self._relays_asked
        if self._is_waiting:
            self._media.measure_room(self._sources.folder)
        if relays:
            self._media.measure_relay(relays)

    def _run(self) -> None:
        report: RoomReport | None = None
        try:
            report = self._check()
        except Exception:
            logger.exception("room check failed")
        with self._lock:
            self._is_checking = False  # who hears the word may check again at once
        if report is not None:
            self._tell(report)

    def _tell(self, report: RoomReport) -> None:
        try:
            self._last = report
            self._emit(RoomChecked(report=report))
            if self._sources.report is not None:
                self._sources.report(report)
        except Exception:
            logger.exception("room check not told")

    def _check(self) -> RoomReport | None:
        """None when a call or the program's end cut it short: the check before says more."""
        began_s = self._clock.monotonic()
        self._measured = None
        self._is_measured.clear()
        self._is_waiting = True
        self._media.measure_room(self._sources.folder)
        printers = self._pool.submit(count_printers)
        city = self._pool.submit(self._look_at_city)
        if not self._is_measured.wait(ENGINE_LIMIT_S):
            logger.warning("the engine measured nothing in time limit_s=%s", ENGINE_LIMIT_S)
        self._is_waiting = False
        if self._is_stopping:
            return None
        found = city.result()
        found_printers = printers.result()
        measured = self._take_measured()
        if measured.is_cut_short:
            logger.info("room check cut short by a call")
            return None
        facts = self._with_pc(measured)
        facts = replace(
            facts,
            skipped=facts.skipped | found.skipped,
            server_ms=found.server_ms,
            clock_offset_s=found.clock_offset_s,
            line=found.line,
            relay=found.relay,
            printers=found_printers,
        )
        items = judge(facts, self._limits)
        return RoomReport(
            checked_at=self._clock.now(),
            took_s=round(self._clock.monotonic() - began_s, 1),
            overall=overall(items),
            items=items,
        )

    def _take_measured(self) -> RoomFacts:
        """An engine that is late says nothing about devices; its encoder's line tells of the PC."""
        measured, self._measured = self._measured, None
        return measured or RoomFacts(skipped=OF_DEVICES)

    def _with_pc(self, facts: RoomFacts) -> RoomFacts:
        """What is read at once; lines that nobody measures yet are left out."""
        skipped = set(facts.skipped)
        displays = self.second_displays
        if displays is None:
            skipped.add(CheckCode.SECOND_DISPLAY)
        unsent_h = None
        if self._sources.sync_status is None:
            skipped.add(CheckCode.UNSENT)
        else:
            oldest = self._sources.sync_status().oldest_pending_at
            age_s = (self._clock.now() - oldest).total_seconds() if oldest is not None else 0.0
            unsent_h = max(0.0, age_s / _S_PER_H)
        return replace(
            facts,
            skipped=frozenset(skipped),
            second_displays=displays,
            power=None if self._sources.power is None else self._sources.power.read(),
            document_cameras=self._document_cameras(),
            disk_free_bytes=disk_free_bytes(self._sources.folder),
            unsent_h=unsent_h,
        )

    def _document_cameras(self) -> int:
        """The one that was chosen; as long as nobody chose, any that could be put over papers."""
        ask = self._sources.document_camera
        is_there = ask() if ask is not None else None
        return self._other_cameras() if is_there is None else int(is_there)

    def _other_cameras(self) -> int:
        """Real cameras beside the one over the table."""
        real = sum(
            device.kind is DeviceKind.CAMERA and not device.is_practice
            for device in self._media.devices()
        )
        return max(0, real - 1)

    def _look_at_city(self) -> RoomFacts:
        """Its answer and its clock, then the line to it; one after the other, or both would err."""
        server_ms, offset_s = self._ask_server()
        facts = RoomFacts(server_ms=server_ms, clock_offset_s=offset_s)
        return self._with_relay(self._with_line(facts))

    def _with_line(self, facts: RoomFacts) -> RoomFacts:
        measure = self._sources.line
        if measure is None:
            return replace(facts, skipped=facts.skipped | {CheckCode.LINE})
        try:
            line = measure() if facts.server_ms is not None else None
        except RetryableError:
            return facts
        except (ReceptionError, OSError) as error:
            logger.info("line not measured reason=%s", type(error).__name__)
            line = None
        if line is None and facts.server_ms is not None:
            return replace(facts, skipped=facts.skipped | {CheckCode.LINE})
        return replace(facts, line=line)

    def _with_relay(self, facts: RoomFacts) -> RoomFacts:
        """A city without relays, and one that does not answer, say nothing about the way."""
        unknown = replace(facts, skipped=facts.skipped | {CheckCode.PATH})
        if self._sources.relays is None or facts.server_ms is None:
            return unknown
        try:
            servers = self._sources.relays()
        except (ReceptionError, OSError) as error:
            logger.info("relays not named reason=%s", type(error).__name__)
            return unknown
        if not servers:
            return unknown
        measured = self._ask_relays(servers)
        return unknown if measured.is_cut_short else replace(facts, relay=measured.relay)

    def _ask_relays(self, servers: tuple[IceServer, ...]) -> RelayMeasured:
        while not self._relay_measured.empty():
            self._relay_measured.get()  # an earlier check no longer waited for it
        if self._is_stopping:
            return _NOTHING_KNOWN
        self._relays_asked = servers
        self._media.measure_relay(servers)
        try:
            return self._relay_measured.get(timeout=RELAY_LIMIT_S)
        except queue.Empty:
            logger.warning("the engine measured no relay in time limit_s=%s", RELAY_LIMIT_S)
            return _NOTHING_KNOWN
        finally:
            self._relays_asked = ()

    def _ask_server(self) -> tuple[float | None, float | None]:
        """Time of an answer in ms, and the city's clock minus ours in s."""
        if self._sources.server_time is None:
            return None, None
        try:
            self._sources.server_time()  # the way there is built up once; it is not the answer's
            asked_at, asked_s = self._clock.now(), self._clock.monotonic()
            server_time = self._sources.server_time()
        except (ReceptionError, OSError) as error:
            logger.info("the city server did not answer reason=%s", type(error).__name__)
            return None, None
        took_s = self._clock.monotonic() - asked_s
        # It was read half way: the answer is as long under way as the question.
        offset_s = (server_time - asked_at).total_seconds() - took_s / 2
        return 1000 * took_s, offset_s
