"""The client, with a scripted engine at the other end of a real pipe."""

import os
import signal

import pytest

from desktop.domain.devices.device import DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.ids import DeviceId, SessionId, SiteId, TrackId
from desktop.domain.media.call import IceServer, PeerNumber
from desktop.domain.media.events import (
    FrameReady,
    TrackAdded,
    TrackRemoved,
)
from desktop.media.pipe.tables import MAX_SIGNAL_CHARS
from tests.fakes.fake_media_engine import TRACK
from tests.fakes.fake_media_room import wait_until
from tests.rigs.desk.scripted_engine import MakeDesk

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]


def test_commands_reach_the_engine_in_their_order(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    wait_until(lambda: desk.changes() == [(True, 0)], "up")
    wait_until(lambda: desk.commands() == ["SetMicrophone", "SetCamera"], "welcomed")
    client = desk.client
    client.open_devices()
    client.refresh_devices()
    client.select_devices(DeviceRole.CAMERA, (DeviceId("x"),))
    client.set_microphone(is_on=True)
    client.set_camera(is_on=False)
    client.set_tiles({TrackId("video:far"): 430})
    client.set_tiles({TrackId("video:far"): 430})  # no news
    client.join_call(SiteId("own"), (IceServer(urls=("turn:relay.example",)),))
    far = PeerNumber(site_id=SiteId("far"), media_number=1)
    client.set_roster(2, (far,), SessionId("session"))
    client.deliver_signal(SiteId("far"), "text")
    client.deliver_signal(SiteId("far"), "x" * (MAX_SIGNAL_CHARS + 1))
    client.renew_line((IceServer(urls=("turn:relay.example",), username="later"),))
    client.leave_call()
    client.renew_line(())  # nobody is in a call: it is not for the engine
    client.measure_relay((IceServer(urls=("turn:relay.example",)),))
    client.close_devices()
    wait_until(lambda: "CloseDevices" in desk.commands(), "all echoed")
    assert desk.commands()[2:] == [
        "OpenDevices",
        "ListDevices",
        "SelectDevices",
        "SetMicrophone",
        "SetCamera",
        "SetTiles",
        "JoinCall",
        "SetRoster",
        "DeliverSignal",
        "RenewLine",
        "LeaveCall",
        "MeasureRelay",
        "CloseDevices",
    ]
    assert desk.of(DevicesChanged)
    assert client.devices() == ()
    assert client.device_in_use(DeviceRole.CAMERA) is None


def test_a_killed_engine_is_replaced_and_told_where_the_old_one_was(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    desk.client.select_devices(DeviceRole.CAMERA, (DeviceId("x"),))
    desk.client.join_call(SiteId("own"), ())
    wait_until(lambda: "JoinCall" in desk.commands(), "the first one joined")
    pid = desk.client.engine_pid
    assert pid is not None
    before = len(desk.commands())
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: desk.changes() == [(True, 0), (False, 1), (True, 1)], "another one")
    wait_until(lambda: len(desk.commands()) >= before + 5, "it was told")
    assert desk.commands()[before:] == [
        "SetMicrophone",
        "SetCamera",
        "SelectDevices",
        "OpenDevices",
        "JoinCall",
    ]
    assert desk.client.engine_pid != pid


def test_a_picture_is_read_and_the_next_notice_is_asked_for(make_desk: MakeDesk) -> None:
    desk = make_desk("ring")
    wait_until(lambda: desk.of(FrameReady) != [], "a notice")
    assert isinstance(desk.of(TrackAdded)[0], TrackAdded)
    frame = desk.client.read_frame(TRACK)
    assert frame is not None
    assert frame.data == bytes([9]) * 24
    wait_until(lambda: "FrameTaken" in desk.commands(), "asked once")
    assert desk.client.read_frame(TRACK) is not None
    assert desk.client.dropped_frames(TRACK) == 0
    assert desk.client.dropped_frames(TrackId("other")) == 0
    assert desk.client.read_frame(TrackId("other")) is None
    desk.client.join_call(SiteId("own"), ())
    wait_until(lambda: desk.of(TrackRemoved) != [], "the track ended")
    assert desk.client.read_frame(TRACK) is None
    assert desk.commands().count("FrameTaken") == 1


def test_a_command_that_cannot_be_said_is_left_out(
    make_desk: MakeDesk, caplog: pytest.LogCaptureFixture
) -> None:
    desk = make_desk("obey")
    wait_until(lambda: desk.changes() == [(True, 0)], "up")
    desk.client.deliver_signal(SiteId("far"), "half a letter \ud800")
    desk.client.refresh_devices()
    wait_until(lambda: "ListDevices" in desk.commands(), "the command after it")
    assert "DeliverSignal" not in desk.commands()
    assert "command not sent kind=DeliverSignal fault=not_text" in caplog.text
    assert desk.changes() == [(True, 0)]
