"""The screen "Thiết bị": who is used first for each role, live picture and level, the speaker."""

from collections.abc import Callable, Iterable, Sequence

from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.devices.display import Display
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import SELF_VIEW, SILENCE_DBFS, EchoCancelling
from desktop.domain.media.events import (
    EchoCancellingChanged,
    EngineStateChanged,
    LevelsChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.presenters.room.device_roles import role_field
from desktop.presenters.room.devices_state import (
    DevicesViewState,
    EchoField,
    LevelField,
    LevelWord,
)
from desktop.presenters.room.display_choice import DisplayChoice
from desktop.presenters.room.recent_level import RecentLevel
from desktop.presenters.room.speaker_trial import SpeakerTrial
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode

MICROPHONE_ROLES = (DeviceRole.MICROPHONE, DeviceRole.OFFICER_MICROPHONE)
OPENING_LIMIT_S = 3.0
"""Where nothing is plugged in, nothing is ever said to be in use."""


class DevicesPresenter(DrawnScreen[DevicesViewState]):
    """Devices are open only while the screen is shown; nothing is sent.

    standing: facts that were told before and still hold.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        standing: Callable[[], Iterable[Event]],
        render: Callable[[DevicesViewState], None],
    ) -> None:
        self._standing = standing
        self._services = services
        self._clock = clock
        super().__init__(render)
        self.displays = DisplayChoice(services.memory)
        self._is_engine_up = True
        self._is_in_use = False
        self._opened_s = clock.monotonic()
        self._has_picture = False
        self._levels = {role: RecentLevel(clock=clock) for role in MICROPHONE_ROLES}
        self._echo = EchoCancelling.IDLE
        self._speaker = SpeakerTrial(media=services.media, clock=clock)
        self._failure: Message | None = None

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown: open the devices."""
        self._is_in_use = self._has_picture = False
        self._opened_s = self._clock.monotonic()
        self._forget_levels()
        self._speaker.forget()
        self._failure = None
        for event in self._standing():
            self._take(event)
        media = self._services.media
        media.refresh_devices()
        media.open_devices()
        media.set_microphone(is_on=False)
        media.set_camera(is_on=True)
        self.draw()

    def leave(self) -> None:
        """Another screen is shown: let the devices go."""
        self._speaker.forget()
        self._services.media.close_devices()

    def look_again(self) -> None:
        """F5: what is plugged in now?"""
        self._failure = None
        self._services.media.refresh_devices()
        self.draw()

    def use(self, role: DeviceRole, device_id: DeviceId) -> None:
        """Dùng: before all others."""
        self._rank(role, (device_id, *(one for one in self._ids(role) if one != device_id)))

    def move(self, role: DeviceRole, device_id: DeviceId, steps: int) -> None:
        """Lên (-1) and Xuống (1)."""
        ids = self._ids(role)
        if device_id in ids:
            place = ids.index(device_id)
            ids.insert(max(0, place + steps), ids.pop(place))
            self._rank(role, ids)

    def remove(self, role: DeviceRole, device_id: DeviceId) -> None:
        """Bỏ: not for this role any more."""
        self._rank(role, [one for one in self._ids(role) if one != device_id])

    def test_speaker(self) -> None:
        """Thử loa; nothing happens while one runs."""
        self._speaker.begin()
        self.draw()

    def set_device_cancels(self, *, does: bool) -> None:
        """Loa hội nghị tự khử vang, of the devices in use."""
        self._services.echo.set_device_cancels(does=does)
        self.draw()

    def choose_display(self, key: str) -> None:
        """This screen is for chair and citizens."""
        self.displays.choose(key)
        self.draw()

    def forget_display(self) -> None:
        """Whichever screen is found."""
        self.displays.forget()
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def set_displays(
        self, present: Sequence[Display], officer: Display | None, shown: Display | None
    ) -> None:
        """What screens there are; officer, shown: where the windows are."""
        self.displays.set_present(present, officer, shown)
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact; only while the screen is shown."""
        self._speaker.on_event(event)
        self._take(event)
        self.draw()

    def on_tick(self) -> None:
        """Time went on: a test that nobody answers ends, a talker fell silent."""
        self._speaker.on_tick()
        self.draw()

    @override
    def state(self) -> DevicesViewState:
        """What the screen draws now."""
        is_open = self._is_open()
        camera = self._services.media.device_in_use(DeviceRole.CAMERA) if is_open else None
        return DevicesViewState(
            roles=tuple(role_field(self._services, role, is_open=is_open) for role in DeviceRole),
            displays=self.displays.rows(),
            is_engine_up=self._is_engine_up,
            preview_track_id=SELF_VIEW if self._has_picture else None,
            camera=camera.name if camera is not None else "",
            levels=self._level_fields(),
            speaker=self._speaker.field(),
            echo=EchoField(rule=self._services.echo.rule(), state=self._echo),
            message=self._message(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        match event:
            case DevicesChanged(in_use=in_use):
                self._is_in_use |= any(device is not None for _, device in in_use)
                self._is_engine_up = True
            case LevelsChanged():
                self._take_levels(event)
            case EchoCancellingChanged(state=state):
                self._echo = state
            case ActionFailed(action="select_devices" | "open_devices"):
                self._failure = failure_message(event)
            case _:
                self._take_engine(event)

    def _take_engine(self, event: Event) -> None:
        match event:
            case TrackAdded(track=track) if track.id == SELF_VIEW:
                self._has_picture = True
            case TrackRemoved(track_id=track_id) if track_id == SELF_VIEW:
                self._has_picture = False
            case EngineStateChanged(is_up=is_up):
                self._is_engine_up = is_up
                self._opened_s = self._clock.monotonic()
                self._is_in_use = self._has_picture = False
                self._forget_levels()
            case _:
                pass

    def _is_open(self) -> bool:
        """The engine has said what it uses, or had the time to."""
        has_had_time = self._clock.monotonic() - self._opened_s >= OPENING_LIMIT_S
        return self._is_engine_up and (self._is_in_use or has_had_time)

    def _ids(self, role: DeviceRole) -> list[DeviceId]:
        return [one.id for one in self._services.devices.ranked(role)]

    def _rank(self, role: DeviceRole, ids: Sequence[DeviceId]) -> None:
        self._services.devices.rank(role, ids)
        self.draw()

    def _take_levels(self, event: LevelsChanged) -> None:
        """What the room says is what its microphone hears, as long as there is only one."""
        levels = dict(event.microphones)
        levels.setdefault(DeviceRole.MICROPHONE, dict(event.levels).get(None, SILENCE_DBFS))
        for role, recent in self._levels.items():
            recent.add(levels.get(role, SILENCE_DBFS))

    def _forget_levels(self) -> None:
        for recent in self._levels.values():
            recent.forget()

    def _level_fields(self) -> tuple[LevelField, ...]:
        """The citizens' is shown also while it is missing; nobody misses an officer's."""
        is_open, in_use = self._is_open(), self._services.media.device_in_use
        fields = (
            recent.field(role, is_heard=is_open and in_use(role) is not None)
            for role, recent in self._levels.items()
        )
        return tuple(
            field
            for field in fields
            if field.role is DeviceRole.MICROPHONE or field.word is not LevelWord.NONE
        )

    def _message(self) -> Message | None:
        if self._failure is not None:
            return self._failure
        if not self._is_engine_up:
            return Message(code=MessageCode.ENGINE_LOST, tone=Tone.WARN, data={"restarts": 0})
        return None
