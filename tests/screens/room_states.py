"""States of the room check and of the devices, each reached by what happens in the room."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.devices.display import Display
from desktop.domain.media.call import EchoCancelling
from desktop.domain.media.events import EchoCancellingChanged, EngineStateChanged, LevelsChanged
from desktop.domain.room.events import RoomChecked, RoomReported, SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.domain.room.measurements import RoomFacts
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import own_picture
from tests.samples import showcase as city
from tests.samples.checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM, a_report
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

_EVERYTHING = (
    city.CAMERA, city.WEBCAM, city.PAPER_CAMERA, city.MICROPHONE, city.OFFICER_MICROPHONE,
    city.BUILT_IN, city.LOUDSPEAKER, city.SCREEN_SPEAKER,
)  # fmt: skip
_CHOSEN: Mapping[DeviceRole, tuple[Device, ...]] = {
    DeviceRole.CAMERA: (city.CAMERA, city.WEBCAM),
    DeviceRole.DOCUMENT_CAMERA: (city.PAPER_CAMERA,),
    DeviceRole.MICROPHONE: (city.MICROPHONE,),
    DeviceRole.OFFICER_MICROPHONE: (city.OFFICER_MICROPHONE,),
}
OFFICER_SCREEN = Display(name="eDP-1", maker="LGD", model="0x05", width=1366, height=768)
CITIZEN_SCREEN = Display(
    name="HDMI-1", maker="Samsung", model="S24", x=1366, width=1920, height=1080
)


def not_checked() -> ShownRoom:
    """The program has just begun."""
    room = ShownRoom()
    room.go_to(Screen.ROOM_CHECK)
    return room


def checked(facts: RoomFacts, *, is_at_city: bool = True) -> ShownRoom:
    """The report is there."""
    room = not_checked()
    if facts is not EMPTY_ROOM:
        room.tell(own_picture())
    report = a_report(facts, city.NOW - timedelta(minutes=1))
    room.tell(RoomChecked(report=report))
    if is_at_city:
        room.tell(RoomReported(checked_at=report.checked_at))
    return room


def checked_again() -> ShownRoom:
    """A second check runs."""
    room = checked(POOR_ROOM, is_at_city=False)
    room.desk.room_check.check()
    return room


def _looked_at(*present: Device, chosen: Mapping[DeviceRole, tuple[Device, ...]]) -> ShownRoom:
    """chosen: while everything was plugged in; present: what is there now."""
    room = ShownRoom()
    room.fake.media.present = (*_EVERYTHING, city.CAPTURE_CARD, city.LINE_INPUT)
    room.renew()
    for role, devices in chosen.items():
        room.fake.services.devices.rank(role, [one.id for one in devices])
    room.fake.media.present = present
    room.renew()
    room.go_to(Screen.DEVICES)
    room.tell(EngineStateChanged(is_up=True, restarts=0))
    room.fake.media.tell_devices()
    room.deliver()
    return room


def _show_screens(room: ShownRoom, *, is_second_there: bool = True) -> None:
    present = (OFFICER_SCREEN, CITIZEN_SCREEN) if is_second_there else (OFFICER_SCREEN,)
    room.desk.devices.set_displays(
        present, OFFICER_SCREEN, CITIZEN_SCREEN if is_second_there else None
    )


def _test_speaker(room: ShownRoom, test: SpeakerTest) -> None:
    room.desk.devices.test_speaker()
    room.tell(SpeakerTested(test=test))


def devices() -> ShownRoom:
    """A room where everything is there, and the loudspeaker was tried."""
    room = _looked_at(*_EVERYTHING, chosen=_CHOSEN)
    _show_screens(room)
    room.desk.devices.choose_display(CITIZEN_SCREEN.key)
    room.tell(
        own_picture(),
        EchoCancellingChanged(state=EchoCancelling.ON),
        LevelsChanged(
            levels=((None, -22.0),),
            microphones=((DeviceRole.MICROPHONE, -22.0), (DeviceRole.OFFICER_MICROPHONE, -34.0)),
        ),
    )
    clear = SpeakerTest(verdict=SpeakerVerdict.CLEAR, delay_ms=48.0, echo_dbfs=-31.0)
    _test_speaker(room, clear)
    return room


def away() -> ShownRoom:
    """Camera, microphones and paper camera that were chosen are out, the second screen as well."""
    chosen: Mapping[DeviceRole, tuple[Device, ...]] = {
        role: devices
        for role, devices in _CHOSEN.items()
        if role is not DeviceRole.OFFICER_MICROPHONE
    }
    room = _looked_at(city.WEBCAM, city.LOUDSPEAKER, city.SCREEN_SPEAKER, chosen=chosen)
    _show_screens(room)
    room.desk.devices.choose_display(CITIZEN_SCREEN.key)
    _show_screens(room, is_second_there=False)
    room.tell(own_picture())
    _test_speaker(room, SpeakerTest(verdict=SpeakerVerdict.NO_MICROPHONE))
    return room


def nothing() -> ShownRoom:
    """Nothing is plugged in, and the engine had the time to look."""
    room = _looked_at(chosen={})
    _show_screens(room, is_second_there=False)
    room.skip(4)
    return room


def elsewhere() -> ShownRoom:
    """A card and a line are plugged in and chosen to record sessions on other platforms."""
    chosen = {
        **_CHOSEN,
        DeviceRole.CAPTURE_CARD: (city.CAPTURE_CARD,),
        DeviceRole.LINE_INPUT: (city.LINE_INPUT,),
    }
    room = _looked_at(*_EVERYTHING, city.CAPTURE_CARD, city.LINE_INPUT, chosen=chosen)
    _show_screens(room)
    room.tell(own_picture())
    return room


ROOM: Mapping[str, Drive] = {
    "room-check": partial(checked, GOOD_ROOM),
    "room-check-before": not_checked,
    "room-check-poor": checked_again,
    "room-check-not-usable": partial(checked, EMPTY_ROOM),
    "devices": devices,
    "devices-away": away,
    "devices-nothing": nothing,
    "devices-elsewhere": elsewhere,
}
"""Pictures of these screens, by the name of the picture."""
