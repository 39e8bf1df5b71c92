"""The screen of devices over a real engine and a real sound server: ranked, pulled out, tried."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from queue import Empty, Queue

import pytest

from desktop.app.services.device_choice import ChosenDevices
from desktop.app.services.echo_choice import EchoChoice
from desktop.domain.devices.device import DeviceRole
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import EchoCancelling
from desktop.domain.room.loudspeaker_test import SpeakerVerdict
from desktop.presenters.room.devices import DevicesPresenter
from desktop.presenters.room.devices_state import DeviceMark, DevicesViewState, RoleField, RoleNote
from tests.fakes.fake_media_room import MediaRoom, engine_options, wait_until
from tests.fakes.fake_media_sound_card import VirtualSoundCard
from tests.fakes.fake_services import FakeMemory, build_fake_desk
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.light]

MakeRoom = Callable[..., MediaRoom]
LEFT_MIC, RIGHT_MIC, LEFT_SPEAKER = (
    DeviceId(f"portaudio:ALSA:{name}") for name in ("left_mic", "right_mic", "left_speaker")
)
MICROPHONE = DeviceRole.MICROPHONE
TRIES = 5
"""A PC that has no time for its sound loses a chirp; the officer tries again."""


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualSoundCard]:
    with VirtualSoundCard(("left", "right")) as card:
        for name, value in card.environment.items():
            monkeypatch.setenv(name, value)
        yield card


class Desk:
    """The presenter with the services it has in the program; events are delivered by `settle`."""

    def __init__(self, room: MediaRoom, memory: FakeMemory) -> None:
        self.room = room
        self.drawn: list[DevicesViewState] = []
        self._events: Queue[Event] = Queue()
        client = room.client
        chosen = ChosenDevices(memory=memory, media=client)
        echo = EchoChoice(memory=memory, media=client, default=False, is_locked=False)
        fake = build_fake_desk(clock=room.clock)
        self.presenter = DevicesPresenter(
            services=replace(fake.services, media=client, devices=chosen, echo=echo, memory=memory),
            clock=room.clock,
            standing=tuple,
            render=self.drawn.append,
        )
        hear = client._emit

        def listen(event: Event) -> None:
            chosen.on_event(event)
            echo.on_event(event)
            hear(event)
            self._events.put(event)

        client._emit = client._tracks._emit = listen
        chosen.start()

    def settle(self, condition: Callable[[], bool], what: str) -> None:
        """Deliver events until this holds."""

        def holds() -> bool:
            try:
                while True:
                    self.presenter.on_event(self._events.get_nowait())
            except Empty:
                self.presenter.on_tick()
            return condition()

        wait_until(holds, what, PATIENCE_S)

    def role(self, role: DeviceRole) -> RoleField:
        return next(one for one in self.drawn[-1].roles if one.role is role)

    def marks(self, role: DeviceRole) -> list[tuple[str, DeviceMark]]:
        return [(one.name, one.mark) for one in self.role(role).rows]


@pytest.fixture
def desk(make_room: MakeRoom, card: VirtualSoundCard) -> Desk:
    room = make_room("left", engine_options("left", allows_hardware=True))
    desk = Desk(room, FakeMemory())
    room.client.start()
    assert room.is_up.wait(PATIENCE_S)
    desk.presenter.start()
    desk.settle(lambda: desk.role(MICROPHONE).note is RoleNote.FIRST_FOUND, "devices are open")
    return desk


def test_a_microphone_that_is_pulled_out_keeps_its_place_and_comes_back(
    desk: Desk, card: VirtualSoundCard
) -> None:
    desk.presenter.use(MICROPHONE, RIGHT_MIC)
    desk.presenter.use(MICROPHONE, LEFT_MIC)
    in_use = [("left_mic", DeviceMark.IN_USE), ("right_mic", DeviceMark.NONE)]
    desk.settle(lambda: desk.marks(MICROPHONE) == in_use, "the first choice is used")
    desk.presenter.move(MICROPHONE, LEFT_MIC, 1)
    turned = [("right_mic", DeviceMark.IN_USE), ("left_mic", DeviceMark.NONE)]
    desk.settle(lambda: desk.marks(MICROPHONE) == turned, "the order was turned")
    card.unplug("right")
    desk.presenter.look_again()  # nobody speaks here, and silence alone is no sign of a plug
    away = [("right_mic", DeviceMark.AWAY), ("left_mic", DeviceMark.IN_USE)]
    desk.settle(lambda: desk.marks(MICROPHONE) == away, "the next one is used")
    assert desk.role(MICROPHONE).note is RoleNote.SECOND_CHOICE
    card.plug("right")
    desk.settle(lambda: desk.marks(MICROPHONE) == turned, "it is back in its place")
    desk.presenter.leave()
    wait_until(lambda: desk.room.in_use(DeviceRole.MICROPHONE) is None, "devices are let go")


def test_the_loudspeaker_is_tried_and_the_echo_switched_at_once(
    desk: Desk, card: VirtualSoundCard
) -> None:
    desk.presenter.use(MICROPHONE, LEFT_MIC)
    desk.presenter.use(DeviceRole.LOUDSPEAKER, LEFT_SPEAKER)
    card.couple("left", gain=0.25, delay_ms=80)
    desk.settle(lambda: desk.drawn[-1].echo.state is EchoCancelling.ON, "we cancel the echo")
    desk.settle(lambda: desk.drawn[-1].echo.rule.loudspeaker == "left_speaker", "it plays")
    verdicts: list[SpeakerVerdict] = []
    while SpeakerVerdict.CLEAR not in verdicts and len(verdicts) < TRIES:
        desk.presenter.test_speaker()
        desk.settle(lambda: desk.drawn[-1].speaker.test is not None, "the test is over")
        test = desk.drawn[-1].speaker.test
        assert test is not None
        print(test)
        verdicts.append(test.verdict)
    assert verdicts[-1] is SpeakerVerdict.CLEAR
    desk.presenter.set_device_cancels(does=True)
    desk.settle(lambda: desk.drawn[-1].echo.state is EchoCancelling.DEVICE, "the device does")
    desk.presenter.use(MICROPHONE, RIGHT_MIC)
    desk.settle(lambda: desk.drawn[-1].echo.state is EchoCancelling.ON, "another microphone")
    desk.presenter.use(MICROPHONE, LEFT_MIC)
    desk.settle(lambda: desk.drawn[-1].echo.state is EchoCancelling.DEVICE, "it is remembered")
