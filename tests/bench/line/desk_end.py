"""One end of the bench as a process: the desk's own engine, told what to do by JSON lines.

In: {"do": "meet", "own": N, "peer": "…", "number": N}, {"do": "signal", "payload": "…"},
{"do": "end", "path": "…"}. Out: {"said": "ready"}, {"said": "signal", "payload": "…"},
{"said": "stats", …}, {"said": "ended", "recorded_s": seconds that are on the disk}.
"""

import argparse
import asyncio
import dataclasses
import json
import logging
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from desktop.domain.clock import Clock, SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.ids import DeviceId, SessionId, SiteId
from desktop.domain.media.call import PeerNumber, Rung
from desktop.domain.media.events import PeerStateChanged, SignalProduced, StatsChanged
from desktop.domain.recording.events import RecordingTold
from desktop.files.sealed_chain import KEY_BYTES
from desktop.media.engine.command_handlers import EngineTools
from desktop.media.engine.engine import Engine
from desktop.media.engine.peer.connection import PeerConnectionFactory
from desktop.media.engine.process import SWITCH_INTERVAL_S
from desktop.media.pipe.commands import (
    DeliverSignal,
    EngineStart,
    JoinCall,
    LeaveCall,
    OpenDevices,
    RecordSession,
    SelectDevices,
    SetCamera,
    SetMicrophone,
    SetRoster,
)
from desktop.media.pipe.events import EngineEvent
from tests.bench.line.clip import ClipSource
from tests.bench.line.probe import Recorder, probed
from tests.bench.line.web_files import TEST_VOICE
from tests.samples.needed_roles import NEEDED_ROLES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", required=True)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--sends-pictures", action="store_true")
    parser.add_argument("--start-rung", type=Rung, default=Rung.P720)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--log-level", type=int, default=logging.ERROR)
    options = parser.parse_args()
    logging.basicConfig(level=options.log_level, stream=sys.stderr)
    threading.current_thread().name = "media-loop"
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    asyncio.run(DeskEnd(options).run())


def factory_of(engine: str, clock: Clock) -> PeerConnectionFactory:
    """The connections of this engine; the other one is not even loaded."""
    if engine == "libwebrtc":
        from desktop.media.engine.peer.libwebrtc.connection import (  # noqa: PLC0415 - see above
            LibwebrtcConnections,
        )

        return LibwebrtcConnections(clock=clock)
    from desktop.media.engine.peer.aiortc.connection import (  # noqa: PLC0415 - see above
        AiortcConnections,
    )

    return AiortcConnections(clock=clock)


class DeskEnd:
    """The engine, its devices (all practice) and the pipe to the bench."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._site = SiteId(options.site)
        self._sends_pictures: bool = options.sends_pictures
        self._start_rung: Rung = options.start_rung
        self._records: bool = options.record
        self._recorded_s = 0.0
        self._recorder = Recorder()
        self._peer = SiteId("")
        self._lock = threading.Lock()
        self._has_devices = threading.Event()
        clock = self._clock = SystemClock()
        connect = probed(
            factory_of(options.engine, clock), self._recorder, sends_pictures=self._sends_pictures
        )
        start = EngineStart(
            test_voice_path=TEST_VOICE,
            test_caption=options.site,
            allows_hardware=False,
            loopback_only=True,
            ice_port_range=None,
            log_level=logging.INFO,
        )
        self._engine = Engine(
            EngineTools(clock=clock, options=start, connect=connect, tell=self._hear)
        )

    async def run(self) -> None:
        """Until {"do": "end"} or the end of the input."""
        running = asyncio.ensure_future(self._engine.run())
        await asyncio.sleep(0)
        threading.Thread(target=self._listen, name="bench", daemon=True).start()
        await running

    def _listen(self) -> None:
        """Thread: bench."""
        self._engine.obey(
            SelectDevices(role=DeviceRole.MICROPHONE, wanted=(DeviceId("test:voice"),))
        )
        self._engine.obey(SetCamera(is_on=self._sends_pictures))
        self._engine.obey(SetMicrophone(is_on=True))
        self._engine.obey(OpenDevices())
        self._engine.obey(
            JoinCall(own_site_id=self._site, ice_servers=(), start_rung=self._start_rung)
        )
        self._has_devices.wait()
        if self._sends_pictures:
            source = ClipSource(clock=self._clock)
            self._engine._devices.submit(lambda: self._engine._rack._parts.camera.open(source))
        self._say({"said": "ready"})
        with tempfile.TemporaryDirectory(prefix="reception-room-recorded-") as folder:
            self._take_wishes(Path(folder))
        self._say({"said": "ended", "recorded_s": self._recorded_s})
        self._engine.end()

    def _take_wishes(self, folder: Path) -> None:
        """folder: where it is recorded to, if it is."""
        for line in sys.stdin:
            wish = json.loads(line)
            if wish["do"] == "end":
                self._recorder.write(Path(wish["path"]))
                break
            self._obey(wish)
            if self._records and wish["do"] == "meet":
                self._engine.obey(self._recording(folder))
        self._engine.obey(LeaveCall())

    def _recording(self, folder: Path) -> RecordSession:
        return RecordSession(
            session_id=SessionId("session"),
            own_site_id=self._site,
            folder=folder,
            key=bytes(range(KEY_BYTES)),
            names=((self._site, "UBND xã"), (self._peer, "Trụ sở")),
            main_site_id=self._peer,
            clock_offset_s=0.0,
        )

    def _obey(self, wish: dict[str, Any]) -> None:
        match wish["do"]:
            case "meet":
                self._peer = SiteId(wish["peer"])
                peer = PeerNumber(site_id=self._peer, media_number=wish["number"])
                self._engine.obey(
                    SetRoster(
                        own_media_number=wish["own"], peers=(peer,), session_id=SessionId("session")
                    )
                )
            case "signal":
                self._engine.obey(
                    DeliverSignal(site_id=self._peer, untrusted_payload=wish["payload"])
                )
            case unknown:
                raise ValueError(unknown)

    def _hear(self, event: EngineEvent) -> None:
        """Thread: any."""
        match event:
            case SignalProduced(payload=payload):
                self._say({"said": "signal", "payload": payload})
            case StatsChanged(stats=stats) if stats:
                self._say({"said": "stats", **dataclasses.asdict(stats[0])})
            case PeerStateChanged(state=state):
                self._say({"said": "state", "state": state.value})
            case RecordingTold(recorded_s=recorded_s, is_failing=False):
                self._recorded_s = recorded_s
            case DevicesChanged(in_use=in_use):
                found = dict(in_use)
                if None not in {found[role] for role in NEEDED_ROLES}:
                    self._has_devices.set()
            case _:
                pass

    def _say(self, fact: dict[str, Any]) -> None:
        with self._lock:
            sys.stdout.write(json.dumps(fact) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
