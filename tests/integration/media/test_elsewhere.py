"""A session on a platform of somebody else, recorded by a capture card and a line input.

The card is a clip that the engine reads as a camera; it is pulled out by taking its file away. The
line is a microphone of a real sound server. Engine, pieces, chain, lamp and ledger are the real.
"""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.app.recording.session_recording import SessionRecording
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.devices.device import ROOM_ROLES, DeviceRole
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId, SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.continuity import Continuity, SiteLosses, follow
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import Elsewhere
from desktop.media.desk.client import MediaClient
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.levels import rms_dbfs
from desktop.media.measure.sound_match import compare_sound
from desktop.presenters.live.recorder_facts import RecorderFacts
from desktop.recordings.reading import open_part, read_recording
from tests.fakes.fake_media_room import ENGINE_COMMAND, TEST_VOICE, engine_options, wait_until
from tests.fakes.fake_media_sound_card import VirtualSoundCard
from tests.fakes.fake_services import FakeMemory
from tests.samples.live import a_live

pytestmark = [pytest.mark.integration, pytest.mark.alone, pytest.mark.timeout(600)]

OWN = SiteId("commune")
LIVE = replace(a_live(OWN), platform="Hội nghị truyền hình")
SPOKEN_S = 6
LOST_S = 4
RED = (81, 90, 240)
"""Y, U and V of what the card shows."""
BARE = 60
"""A place without a picture is darker than this, and without a colour."""


class Desk:
    """What a desk has of it: the order, the lamp and the ledger. Thread: any."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._folder = folder
        self.told: RecordingTold | None = None
        self.ledger = Continuity()
        self._clock = SystemClock()
        self.facts = RecorderFacts(session_id=LIVE.session_id, clock=self._clock)
        self.client = MediaClient(
            clock=self._clock,
            emit=self._hear,
            engine=engine_options("Xã", allows_hardware=True),
            command=ENGINE_COMMAND,
        )
        self.recording = SessionRecording(
            own_site_id=OWN,
            folders=(folder,),
            memory=FakeMemory(),
            media=self.client.recording,
            site_name=str,
            elsewhere=lambda: Elsewhere(has_card=True, has_line=True),
        )

    def be(self, status: SessionStatus) -> None:
        """The city says that the session is that."""
        live = replace(LIVE, status=status)
        with self._lock:
            self.facts.take_live(live, elsewhere=Elsewhere(has_card=True, has_line=True))
        self.recording.on_event(LiveSessionChanged(live=live))

    def word(self) -> RecordingWord:
        with self._lock:
            return self.facts.word

    def recorded_s(self) -> float:
        return 0.0 if self.told is None else self.told.recorded_s

    def lost(self) -> SiteLosses:
        with self._lock:
            return self.ledger.site(OWN) or SiteLosses(site_id=OWN)

    def _hear(self, event: Event) -> None:
        self.recording.on_event(event)
        if isinstance(event, RecordingTold):
            with self._lock:
                self.told = event
                self.facts.take_told(event)
                self.ledger = follow(
                    self.ledger,
                    recorded_ms=round(event.recorded_s * 1_000),
                    lost=event.lost,
                    at=self._clock.now(),
                )


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualSoundCard]:
    with VirtualSoundCard(("line",)) as line:
        for name, value in line.environment.items():
            monkeypatch.setenv(name, value)
        yield line


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A second of red."""
    path = tmp_path / "card.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=30, options={"qscale": "2"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        planes = np.empty((540, 640), np.uint8)
        planes[:360], planes[360:450], planes[450:] = RED
        for _ in range(30):
            picture = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


@pytest.fixture
def desk(tmp_path: Path, card: Path, line: VirtualSoundCard) -> Iterator[Desk]:
    desk = Desk(tmp_path / "recordings")
    desk.client.select_devices(DeviceRole.CAPTURE_CARD, (DeviceId(f"file:{card}"),))
    desk.client.select_devices(DeviceRole.LINE_INPUT, (DeviceId("portaudio:ALSA:line_mic"),))
    desk.client.start()
    yield desk
    desk.client.stop()


def is_lit(desk: Desk, from_s: float = 0.0) -> bool:
    return desk.word() is RecordingWord.RECORDING and desk.recorded_s() > from_s


def test_picture_and_sound_of_the_platform_are_recorded_and_what_is_pulled_out_is_missed(
    desk: Desk, card: Path, line: VirtualSoundCard, tmp_path: Path
) -> None:
    desk.be(SessionStatus.READY)
    assert desk.word() is RecordingWord.OFF
    desk.be(SessionStatus.IN_SESSION)
    wait_until(lambda: desk.client.device_in_use(DeviceRole.LINE_INPUT) is not None, "the line")
    begun_s = desk.recorded_s()
    wait_until(lambda: is_lit(desk, begun_s + 2.0), "a lamp that is lit")
    assert {desk.client.device_in_use(role) for role in ROOM_ROLES} == {None}
    spoken = read_sound(TEST_VOICE)[: SPOKEN_S * 48_000]
    line.play("line", spoken)
    before, whole_s = desk.lost(), desk.recorded_s()

    card.rename(card.with_suffix(".away"))
    wait_until(lambda: desk.word() is RecordingWord.FAULT, "a lamp that is out")
    wait_until(
        lambda: desk.lost().picture.total_ms >= before.picture.total_ms + LOST_S * 1_000,
        "seconds in the ledger",
    )
    assert desk.word() is RecordingWord.FAULT
    assert desk.lost().sound.total_ms <= before.sound.total_ms + 1_000  # the line goes on
    lost_s = desk.recorded_s()
    card.with_suffix(".away").rename(card)
    wait_until(lambda: is_lit(desk, lost_s), "a lamp that is lit again")

    line.unplug("line")
    sound_ms = desk.lost().sound.total_ms
    wait_until(lambda: desk.word() is RecordingWord.FAULT, "a lamp that is out for its sound")
    wait_until(lambda: desk.lost().sound.total_ms >= sound_ms + LOST_S * 1_000, "lost sound")
    desk.be(SessionStatus.CLOSED)
    assert desk.word() is RecordingWord.OFF
    look(tmp_path / "recordings" / LIVE.session_id, desk, spoken, whole_s=whole_s, lost_s=lost_s)


def look(
    folder: Path, desk: Desk, spoken: NDArray[np.int16], *, whole_s: float, lost_s: float
) -> None:
    """At what lies on the disk. whole_s: until then all came; lost_s: then no picture did."""
    key = desk.recording.kept_key(LIVE.session_id)
    assert key is not None
    wait_until(lambda: read_recording(folder, key=key).is_closed, "the end of the last part")
    found = read_recording(folder, key=key)
    assert found.is_whole
    (part,) = found.parts
    assert part.end is PartEnd.CLOSED
    (lost,) = found.lost
    assert lost.site_id == OWN
    assert lost.picture_ms >= LOST_S * 1_000
    assert lost.sound_ms >= LOST_S * 1_000
    assert b"\x1a\x45\xdf\xa3" not in (folder / part.name).read_bytes()  # no WebM lies open
    webm = open_part(folder / part.name, key)
    colours = dict(middles(webm))
    shown = next(colour for at_s, colour in colours.items() if at_s >= whole_s - 1.0)
    assert np.abs(np.subtract(shown, RED)).max() <= 16
    bare = next(colour for at_s, colour in colours.items() if at_s >= lost_s - 1.0)
    assert bare[0] < BARE
    assert np.abs(np.subtract(bare[1:], 128)).max() <= 8
    heard = sound_of(webm)
    match = compare_sound(heard, spoken)
    print({"correlation": round(match.correlation, 3), "windows": match.windows})
    assert match.windows >= 2 * SPOKEN_S
    assert match.correlation >= 0.9
    assert rms_dbfs(heard[-48_000:]) <= -60.0


def middles(webm: bytes) -> Iterator[tuple[float, tuple[int, ...]]]:
    """When each picture of the recording is shown, and the colour of its middle."""
    with av.open(io.BytesIO(webm), "r") as container:
        for frame in container.decode(video=0):
            planes = frame.to_ndarray(format="yuv420p")
            luma = planes[: frame.height]
            chroma = planes[frame.height :].reshape(2, frame.height // 2, frame.width // 2)
            y, x = frame.height // 2, frame.width // 2
            yield (
                float(frame.time or 0.0),
                (
                    int(luma[y, x]),
                    int(chroma[0, y // 2, x // 2]),
                    int(chroma[1, y // 2, x // 2]),
                ),
            )


def sound_of(webm: bytes) -> NDArray[np.int16]:
    """What all heard, mixed."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
    with av.open(io.BytesIO(webm), "r") as container:
        blocks = [
            one.to_ndarray().reshape(-1)
            for frame in container.decode(audio=0)
            for one in resampler.resample(frame)
        ]
    return np.concatenate(blocks)
