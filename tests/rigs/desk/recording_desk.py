"""A process with a desk's media client that records what its engine gives: to be killed.

    python -m tests.rigs.desk.recording_desk FOLDER KEY_AS_HEX

Says the number of its engine's process as soon as that is up, and again after each restart.
"""

import sys
from pathlib import Path

from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId, SessionId, SiteId
from desktop.domain.media.events import EngineStateChanged
from desktop.media.desk.client import MediaClient
from desktop.media.pipe.commands import RecordSession
from tests.fakes.fake_media_room import ENGINE_COMMAND, engine_options

SESSION = SessionId("session-1")
OWN, FAR = SiteId("commune"), SiteId("hq")


def main(folder: Path, key: bytes) -> None:
    def tell(event: Event) -> None:
        if isinstance(event, EngineStateChanged) and event.is_up:
            print(client.engine_pid, flush=True)

    client = MediaClient(
        clock=SystemClock(), emit=tell, engine=engine_options("Xã"), command=ENGINE_COMMAND
    )
    client.select_devices(DeviceRole.MICROPHONE, (DeviceId("test:voice"),))
    client.set_microphone(is_on=True)
    client.set_camera(is_on=True)
    client.open_devices()
    client.recording.record(
        RecordSession(
            session_id=SESSION,
            own_site_id=OWN,
            folder=folder,
            key=key,
            names=((OWN, "Xã"), (FAR, "Thành phố")),
            main_site_id=OWN,
            clock_offset_s=0.0,
        )
    )
    client.start()
    sys.stdin.read()  # until whoever started it has enough
    client.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
