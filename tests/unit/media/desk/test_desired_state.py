"""What a new engine is told."""

import pytest

from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import DeviceId, SessionId, SiteId, TrackId
from desktop.domain.media.call import Rung
from desktop.media.desk.desired_state import DesiredState
from desktop.media.pipe.commands import (
    JoinCall,
    OpenDevices,
    PagePicture,
    RecordPage,
    SelectDevices,
    SetCamera,
    SetEchoCancelling,
    SetMicrophone,
    SetTiles,
)

pytestmark = pytest.mark.unit


def test_an_engine_for_nothing_hears_only_its_switches() -> None:
    assert DesiredState().commands() == [SetMicrophone(is_on=False), SetCamera(is_on=True)]


def test_an_engine_that_comes_back_hears_devices_and_tiles_before_the_call() -> None:
    call = JoinCall(own_site_id=SiteId("own"), ice_servers=(), start_rung=Rung.P360)
    tiles = SetTiles(tiles=((TrackId("video:hq"), 430),))
    wanted = DesiredState(is_microphone_on=True, is_camera_on=False, tiles=tiles, call=call)
    chosen = SelectDevices(
        role=DeviceRole.CAMERA, wanted=(DeviceId("x"),), barred=(DeviceId("papers"),)
    )
    wanted.devices[DeviceRole.CAMERA] = chosen
    cancels = SetEchoCancelling(role=DeviceRole.MICROPHONE, does_device_cancel=True)
    wanted.echo[DeviceRole.MICROPHONE] = cancels
    assert wanted.commands() == [
        SetMicrophone(is_on=True),
        SetCamera(is_on=False),
        cancels,
        chosen,
        OpenDevices(),
        tiles,
        call,
    ]


def test_an_engine_that_comes_back_hears_of_the_page_on_the_stage() -> None:
    shown = RecordPage(session_id=SessionId("s"), page=PagePicture(caption="Trang 1/2"))
    assert DesiredState(recorded_page=shown).commands()[-1] == shown
