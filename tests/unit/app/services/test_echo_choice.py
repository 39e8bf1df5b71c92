"""A speakerphone's own echo cancelling is said once, and follows the devices in use."""

from dataclasses import replace

import pytest

from desktop.app.services.echo_choice import MEMORY_NAME, EchoChoice
from desktop.domain.devices.device import Backend, Device, DeviceKind, DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.reception.events import ScheduleChanged
from tests.fakes.fake_services import FakeMemory
from tests.samples.devices import a_sound_card

pytestmark = pytest.mark.unit


PHONE = a_sound_card(DeviceKind.MICROPHONE, "Loa hội nghị")
TABLE = a_sound_card(DeviceKind.MICROPHONE, "Micro bàn")
BOX = a_sound_card(DeviceKind.LOUDSPEAKER, "Loa hội nghị")


class Media:
    """An engine that is told who takes out the echo."""

    def __init__(self, microphone: Device | None = PHONE, loudspeaker: Device | None = BOX) -> None:
        self.in_use = {DeviceRole.MICROPHONE: microphone, DeviceRole.LOUDSPEAKER: loudspeaker}
        self.told: list[bool] = []
        self.told_of_officers: list[bool] = []

    def device_in_use(self, role: DeviceRole) -> Device | None:
        return self.in_use[role]

    def set_echo_cancelling(self, role: DeviceRole, *, does_device_cancel: bool) -> None:
        is_officers = role is DeviceRole.OFFICER_MICROPHONE
        (self.told_of_officers if is_officers else self.told).append(does_device_cancel)

    def use(self, microphone: Device | None) -> DevicesChanged:
        self.in_use[DeviceRole.MICROPHONE] = microphone
        return DevicesChanged(present=(), in_use=tuple(self.in_use.items()))


def choice(
    media: Media,
    memory: FakeMemory | None = None,
    *,
    default: bool = False,
    is_locked: bool = False,
) -> EchoChoice:
    return EchoChoice(
        memory=memory or FakeMemory(), media=media, default=default, is_locked=is_locked
    )


def test_it_is_told_at_once_and_remembered() -> None:
    memory, media = FakeMemory(), Media()
    echo = choice(media, memory)
    assert echo.rule().can_change
    assert (echo.rule().microphone, echo.rule().loudspeaker) == ("Loa hội nghị", "Loa hội nghị")
    echo.set_device_cancels(does=True)
    echo.set_device_cancels(does=True)
    assert media.told == [True]
    assert echo.rule().does_device_cancel

    later = Media(None, None)
    again = choice(later, memory)
    assert not again.rule().can_change
    again.on_event(later.use(PHONE))
    assert later.told == []
    later.in_use[DeviceRole.LOUDSPEAKER] = BOX
    again.on_event(later.use(PHONE))
    assert later.told == [True]


def test_an_officers_microphone_has_the_word_that_was_said_of_it_once() -> None:
    media = Media()
    echo = choice(media)
    echo.set_device_cancels(does=True)
    media.in_use[DeviceRole.OFFICER_MICROPHONE] = PHONE
    echo.on_event(media.use(TABLE))
    assert (media.told, media.told_of_officers) == ([True, False], [True])
    assert echo.rule().microphone == "Micro bàn"


def test_another_microphone_is_cleaned_and_the_speakerphone_is_left_alone_again() -> None:
    media = Media()
    echo = choice(media)
    echo.set_device_cancels(does=True)
    for microphone in (TABLE, TABLE, None, PHONE):
        echo.on_event(media.use(microphone))
    echo.on_event(ScheduleChanged())
    assert media.told == [True, False, True]


def test_the_word_of_an_officer_stands_above_the_setting() -> None:
    media = Media()
    echo = choice(media, default=True)
    assert echo.rule().does_device_cancel
    echo.set_device_cancels(does=False)
    assert media.told == [False]
    assert not echo.rule().does_device_cancel


def test_the_city_may_decide_it_for_all_devices() -> None:
    memory, before = FakeMemory(), Media()
    choice(before, memory).set_device_cancels(does=False)
    media = Media()
    echo = choice(media, memory, default=True, is_locked=True)
    echo.on_event(media.use(PHONE))
    echo.set_device_cancels(does=False)
    rule = echo.rule()
    assert (rule.does_device_cancel, rule.is_locked, rule.can_change) == (True, True, False)
    assert media.told == []


@pytest.mark.parametrize("microphone", [None, replace(TABLE, backend=Backend.TEST)])
def test_there_is_nothing_to_say_without_sound_cards(microphone: Device | None) -> None:
    memory, media = FakeMemory(), Media(microphone)
    choice(media, memory).set_device_cancels(does=True)
    assert memory.recall(MEMORY_NAME) is None
    assert media.told == []


@pytest.mark.parametrize(
    "damaged",
    ["{", "[1]", "null", '[{"microphone": 1}]', '[{"microphone": {}, "loudspeaker": {}}]'],
)
def test_a_damaged_note_says_nothing(damaged: str) -> None:
    memory = FakeMemory()
    memory.remember(MEMORY_NAME, damaged)
    echo = choice(Media(), memory)
    assert not echo.rule().does_device_cancel
    echo.set_device_cancels(does=True)
    assert echo.rule().does_device_cancel
