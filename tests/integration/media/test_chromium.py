"""A desk's engine and a browser: other people's WebRTC understands ours, in both directions."""

import json
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import numpy as np
import pytest
from typing_extensions import override

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import MediaEngine, PeerNumber
from tests.fakes.fake_media_browser import Browser
from tests.fakes.fake_media_room import (
    BOTH_ENGINES,
    MediaRelay,
    MediaRoom,
    engine_options,
    recorded,
    wait_until,
)
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.light]

MakeRoom = Callable[..., MediaRoom]
PAGE = Path(__file__).with_name("page.html")
BROWSER = SiteId("browser")
ENOUGH_MARKS = 40


class BrowserRelay(MediaRelay):
    """Keeps what the desk's engine wants to tell the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.signals: Queue[dict[str, Any]] = Queue()

    @override
    def carry(self, sender: SiteId, receiver: SiteId, payload: str) -> None:
        assert receiver == BROWSER
        self.signals.put(json.loads(payload))

    def next(self, kind: str) -> dict[str, Any]:
        while True:
            try:
                signal = self.signals.get(timeout=PATIENCE_S)
            except Empty:
                pytest.fail(f"no {kind} from the engine")
            if signal["kind"] == kind:
                return signal


def join(room: MediaRoom, own_number: int, browser_number: int) -> BrowserRelay:
    relay = BrowserRelay()
    room.relay = relay
    room.client.join_call(room.site_id, ())
    peer = PeerNumber(site_id=BROWSER, media_number=browser_number)
    room.client.set_roster(own_number, (peer,), SessionId("session"))
    return relay


def tell(
    room: MediaRoom, kind: str, sdp: str, connection_id: str, numbers: tuple[int, int]
) -> None:
    signal = {
        "format": 1,
        "kind": kind,
        "connection_id": connection_id,
        "from": numbers[0],
        "to": numbers[1],
        "sdp": sdp,
    }
    room.client.deliver_signal(BROWSER, json.dumps(signal))


def check_both_ends(room: MediaRoom, browser: Browser, heard: Path) -> None:
    seen = room.seen(BROWSER)
    wait_until(lambda: len(set(seen.marks_ms)) >= ENOUGH_MARKS, "the desk reads the page's mark")
    wait_until(
        lambda: len(set(browser.evaluate("report.marks"))) >= ENOUGH_MARKS,
        "the page reads the desk's mark",
    )
    wait_until(lambda: peak_hz(heard, 0.5) == pytest.approx(660, abs=6), "the desk hears the page")
    wait_until(
        lambda: (
            browser.evaluate("report.audio")["peak_hz"] == pytest.approx(440, abs=8)
            and browser.evaluate("report.audio")["loudest_db"] > -60
        ),
        "the page hears the desk",
    )
    report = browser.evaluate("report")
    assert {one.engine for one in room.stats} == {room.client.implementation}
    print({"page": {key: report[key] for key in ("state", "frames", "width", "height", "audio")}})
    print({"desk": {"frames": len(seen.arrived_s), "marks": len(seen.marks_ms), "size": seen.size}})
    assert report["state"] == "connected"
    assert report["marks"] == sorted(report["marks"])
    assert seen.marks_ms == sorted(seen.marks_ms)


def peak_hz(path: Path, last_s: float) -> float:
    samples = recorded(path)[-int(last_s * 48_000) :].astype(np.float64)
    if len(samples) < last_s * 48_000 or float(np.abs(samples).max()) < 500:
        return 0.0
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * 48_000 / len(samples)


@BOTH_ENGINES
def test_the_desk_calls_a_browser(
    make_room: MakeRoom, tmp_path: Path, media_engine: MediaEngine
) -> None:
    room = make_room("desk", engine_options("desk", media_engine=media_engine))
    room.start(loudspeaker=tmp_path / "heard.pcm", microphone="test:tone")
    with Browser(PAGE) as browser:
        relay = join(room, own_number=2, browser_number=1)
        offer = relay.next("offer")
        answer = browser.call("answer", offer["sdp"])
        tell(room, "answer", answer, offer["connection_id"], (1, 2))
        check_both_ends(room, browser, tmp_path / "heard.pcm")


@BOTH_ENGINES
def test_a_browser_calls_the_desk(
    make_room: MakeRoom, tmp_path: Path, media_engine: MediaEngine
) -> None:
    room = make_room("desk", engine_options("desk", media_engine=media_engine))
    room.start(loudspeaker=tmp_path / "heard.pcm", microphone="test:tone")
    with Browser(PAGE) as browser:
        relay = join(room, own_number=1, browser_number=2)
        tell(room, "offer", browser.call("offer"), "from-the-browser", (2, 1))
        browser.call("takeAnswer", relay.next("answer")["sdp"])
        check_both_ends(room, browser, tmp_path / "heard.pcm")
