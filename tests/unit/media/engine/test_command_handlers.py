"""Every command of the desk has its one place."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.media.call import MediaEngine
from desktop.domain.recording.part import PartEnd
from desktop.media.engine.command_handlers import EngineTools
from desktop.media.engine.devices.device_thread import DeviceThread
from desktop.media.engine.engine import Engine
from desktop.media.pipe.commands import (
    CloseDevices,
    Command,
    DeliverSignal,
    FrameTaken,
    JoinCall,
    LeaveCall,
    ListDevices,
    LookForCard,
    MeasureRelay,
    MeasureRoom,
    MeasureSpeaker,
    OpenDevices,
    PlayRecording,
    RecordPage,
    RecordSession,
    RecordTake,
    RenewLine,
    SelectDevices,
    SetCamera,
    SetEchoCancelling,
    SetMicrophone,
    SetRoster,
    SetTiles,
    Shutdown,
    SpeakPiece,
    StopLooking,
    StopPlaying,
    StopRecording,
    StopSpeaking,
    UseMediaEngine,
)
from tests.fakes.fake_media_connection import FakeConnections
from tests.fakes.fake_media_room import engine_options

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.unit

TO_DEVICES: tuple[Command, ...] = (
    ListDevices(),
    SelectDevices(role=DeviceRole.CAMERA, wanted=()),
    OpenDevices(),
    CloseDevices(),
    MeasureRoom(folder=Path("nowhere")),
    MeasureSpeaker(),
    RecordTake(folder=Path("nowhere")),
    LookForCard(),
    StopLooking(),
    RecordSession(
        session_id=SessionId("session"),
        own_site_id=SiteId("own"),
        folder=Path("nowhere"),
        key=bytes(32),
        names=(),
        main_site_id=None,
        clock_offset_s=0.0,
    ),
    RecordPage(session_id=SessionId("s"), page=None),
    StopRecording(why=PartEnd.PAUSED),
    PlayRecording(
        order=1,
        session_id=SessionId("session"),
        folder=Path("nowhere"),
        key=bytes(32),
        parts=(1,),
        from_ms=0,
    ),
    StopPlaying(),
    SetCamera(is_on=True),
    SetEchoCancelling(role=DeviceRole.MICROPHONE, does_device_cancel=True),
    UseMediaEngine(media_engine=MediaEngine.AIORTC),
)
TO_CALL: tuple[Command, ...] = (
    JoinCall(own_site_id=SiteId("own"), ice_servers=()),
    SetRoster(own_media_number=1, peers=(), session_id=SessionId("session")),
    DeliverSignal(site_id=SiteId("far"), untrusted_payload=""),
    RenewLine(ice_servers=()),
    SetMicrophone(is_on=True),
    SetTiles(tiles=()),
    MeasureRelay(ice_servers=()),
    LeaveCall(),
)
TO_VOICE: tuple[Command, ...] = (
    SpeakPiece(order=1, rate_hz=16_000, samples=bytes(320), is_last=True),
    StopSpeaking(order=1),
)
"""At once, whatever the devices are busy with."""
NEEDS_CALL = {SetRoster, DeliverSignal, RenewLine}
TO_ENGINE = {FrameTaken, Shutdown}


def test_every_command_has_one_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    submitted: list[Callable[[], object]] = []
    monkeypatch.setattr(DeviceThread, "submit", lambda _, work: submitted.append(work))
    used: list[MediaEngine] = []

    async def whole() -> None:
        tools = EngineTools(
            clock=SystemClock(),
            options=engine_options("room"),
            connect=FakeConnections(),
            tell=lambda _: None,
            use_media_engine=used.append,
        )
        engine = Engine(tools)
        devices, calls = engine._device_commands, engine._calls
        for command in TO_CALL:
            assert calls.obey(command)
            assert not devices.obey(command)
        assert not calls.is_in_call()
        assert calls.is_microphone_on
        assert {type(one) for one in TO_CALL[1:] if not calls.obey(one)} == NEEDS_CALL
        submitted.clear()
        for command in TO_DEVICES:
            assert not calls.obey(command)
            assert devices.obey(command)
        assert len(submitted) == len(TO_DEVICES)
        for command in TO_VOICE:
            assert not calls.obey(command)
            assert devices.obey(command)
        assert len(submitted) == len(TO_DEVICES)
        for command in (FrameTaken(track_id=TrackId("t")), Shutdown()):
            assert not devices.obey(command)
            assert not calls.obey(command)
        await calls.close()

    asyncio.run(whole())
    submitted[-1]()
    assert used == [MediaEngine.AIORTC]
    known = {type(command) for command in (*TO_DEVICES, *TO_VOICE, *TO_CALL)} | TO_ENGINE
    assert known == set(get_args(Command))
