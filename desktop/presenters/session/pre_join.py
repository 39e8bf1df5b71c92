"""Pre-join: own picture, own level, the devices, and the door; one per visit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import (
    ChannelChanged,
    ChannelRefused,
    LiveSessionChanged,
    SeatInUse,
)
from desktop.domain.devices.device import ELSEWHERE_ROLES, DeviceKind, DeviceRole
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
from desktop.domain.recording.wanted import elsewhere_of, recorded_kind
from desktop.presenters.conduct.roster.local_media import SPEECH_DBFS
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.room.speaker_trial import SpeakerTrial
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.session.door_take import DoorTake
from desktop.presenters.session.pre_join_state import (
    DeviceField,
    JoinStage,
    PreJoinViewState,
    RecordedElsewhere,
)
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, MessageAction, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode

ANSWER_LIMIT_S = 2.0
"""Without an answer of the city the officer enters all the same: minutes and papers work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Where one goes from here: into the session, or back to home. One is called, once.

    on_enter: with the way in which it is being joined.
    """

    on_enter: Callable[[JoinWay], None]
    on_back: Callable[[], None]


class PreJoinPresenter(DrawnScreen[PreJoinViewState]):
    """One visit to the room before a session. take: shows that it records; takes its own keys."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskContext,
        context: SessionContext,
        doors: Doors,
        render: Callable[[PreJoinViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._facts = facts
        self._context = context
        self._doors = doors
        super().__init__(render)
        self._is_engine_up = True
        self._has_picture = False
        self._is_camera_on = True
        self._level_dbfs = SILENCE_DBFS
        self._is_voice_heard = False
        self._echo_cancelling = EchoCancelling.IDLE
        self._joining_since_s: float | None = None
        self._speaker = SpeakerTrial(media=services.media, clock=clock)
        self._failure: Message | None = None
        self._way = JoinWay.ASK
        self._is_seat_in_use = False
        self.take = DoorTake(services=services, clock=clock, context=context, changed=self.draw)

    # ---- what the officer does -------------------------------------------------------------

    def start(self, standing: Iterable[Event] = ()) -> None:
        """Own picture and level; nothing is sent. standing: facts that were told before.

        Of a session elsewhere the devices are left to the program of that platform.
        """
        for event in standing:
            self._take_media(event)
        if self._has_call:
            self._services.media.open_devices()
            self._services.media.set_microphone(is_on=False)
            self._services.media.set_camera(is_on=True)
        else:
            self._services.media.close_devices()
        self.take.start()
        self.draw()

    def select_device(self, kind: DeviceKind, device_id: DeviceId) -> None:
        """This device from now on, in this session and in those to come."""
        self._services.devices.choose(kind, device_id)
        self.draw()

    def toggle_camera(self) -> None:
        """Preview on or off; the session begins with the camera on all the same."""
        if not self._has_call:
            return
        self._is_camera_on = not self._is_camera_on
        self._services.media.set_camera(is_on=self._is_camera_on)
        self.draw()

    def test_speaker(self) -> None:
        """Thử loa; nothing happens while one runs, nor on the way in."""
        if self._joining_since_s is None and self._has_call:
            self._speaker.begin()
            self.draw()

    def record_take(self) -> None:
        """Ghi thử; nothing happens while one runs, nor on the way in."""
        if self._joining_since_s is None:
            self.take.record()

    def retry(self) -> None:
        """F5: look again at what is plugged in."""
        self._failure = None
        self._services.media.refresh_devices()
        self.draw()

    def enter(self) -> None:
        """Enter: take the seat; where another PC of the site has it, sit beside it."""
        self._come_in(JoinWay.BESIDE if self._is_seat_in_use else JoinWay.ASK)

    def take_over(self) -> None:
        """The other PC of the site loses the seat."""
        if self._is_seat_in_use:
            self._come_in(JoinWay.TAKE)

    def back(self) -> None:
        """Back to home; devices and seat are let go."""
        self.take.leave()
        if self._joining_since_s is not None:
            self._joining_since_s = None
            self._services.channel.leave()
        self._services.media.close_devices()
        self._doors.on_back()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        self._speaker.on_event(event)
        self.take.on_event(event)
        match event:
            case LiveSessionChanged(live=live) if live.session_id == self._context.session_id:
                self._enter_if_joining()
            case ChannelChanged(is_connected=False, attempt=attempt) if attempt > 0:
                self._enter_if_joining()
            case SeatInUse():
                self._on_seat_in_use()
            case ChannelRefused(code=code):
                self._on_refused(code)
            case ActionFailed(action="join" | "select_devices" | "open_devices"):
                self._on_failed(event)
            case _:
                self._take_media(event)
        self.draw()

    def on_tick(self) -> None:
        """Time went on; call it every 100 to 250 ms."""
        self.take.on_tick()
        since_s = self._joining_since_s
        if since_s is not None and self._clock.monotonic() - since_s >= ANSWER_LIMIT_S:
            self._enter_if_joining()
        elif since_s is None:
            self._speaker.on_tick()
            self.draw()

    @override
    def state(self) -> PreJoinViewState:
        """What the screen draws now."""
        plan = self._context.plan
        is_joining = self._joining_since_s is not None
        return PreJoinViewState(
            session_id=plan.id,
            title=plan.title,
            starts_at=plan.scheduled_start,
            chair_label=plan.chair_label,
            central_site_name=self._context.site_name(plan.central_site_id),
            is_engine_up=self._is_engine_up,
            preview_track_id=SELF_VIEW if self._has_picture else None,
            is_camera_on=self._is_camera_on,
            level_dbfs=float(round(self._level_dbfs)),
            is_voice_heard=self._is_voice_heard,
            devices=tuple(self._field(kind) for kind in DeviceKind) if self._has_call else (),
            stage=JoinStage.JOINING if is_joining else JoinStage.IDLE,
            can_enter=self._can_enter(),
            message=self._message(),
            support_phone=self._facts.support_phone,
            is_practice=plan.is_practice,
            speaker=self._speaker.field(),
            echo=self._echo_cancelling,
            is_seat_in_use=self._is_seat_in_use,
            platform=plan.platform,
            conference_address=plan.conference_address,
            take=self.take.view(),
            recorded=self._recorded(),
        )

    # ---- inside ----------------------------------------------------------------------------

    @property
    def _has_call(self) -> bool:
        """The session is a call of this program."""
        return not self._context.plan.platform

    def _recorded(self) -> RecordedElsewhere | None:
        """Of a session elsewhere: what this room will record of it."""
        platform, ranked = self._context.plan.platform, self._services.devices.ranked
        elsewhere = elsewhere_of(ranked)
        if not platform or not elsewhere.is_recorded:
            return None
        chosen = ((role, ranked(role)) for role in ELSEWHERE_ROLES)
        return RecordedElsewhere(
            kind=recorded_kind(platform, elsewhere),
            away=tuple(
                role for role, ones in chosen if ones and not any(one.is_present for one in ones)
            ),
        )

    def _take_media(self, event: Event) -> None:
        match event:
            case TrackAdded(track=track) if track.id == SELF_VIEW:
                self._has_picture = True
            case TrackRemoved(track_id=track_id) if track_id == SELF_VIEW:
                self._has_picture = False
            case LevelsChanged(levels=levels):
                self._level_dbfs = dict(levels).get(None, self._level_dbfs)
                self._is_voice_heard |= self._level_dbfs >= SPEECH_DBFS
            case EngineStateChanged(is_up=is_up):
                self._on_engine(is_up=is_up)
            case DevicesChanged():
                self._is_engine_up = True
            case EchoCancellingChanged(state=state):
                self._echo_cancelling = state
            case _:
                pass

    def _on_engine(self, *, is_up: bool) -> None:
        self._is_engine_up = is_up
        if not is_up:
            self._has_picture = False
            self._level_dbfs = SILENCE_DBFS

    def _can_enter(self) -> bool:
        return self._joining_since_s is None

    def _enter_if_joining(self) -> None:
        if self._joining_since_s is not None:
            self._joining_since_s = None
            self.take.leave()
            self._doors.on_enter(self._way)

    def _come_in(self, way: JoinWay) -> None:
        if not self._can_enter():
            return
        self._failure, self._way = None, way
        self._joining_since_s = self._clock.monotonic()
        self._services.channel.join(self._context.session_id, way)
        self.draw()

    def _on_seat_in_use(self) -> None:
        if self._joining_since_s is not None:
            self._joining_since_s = None
            self._is_seat_in_use = True

    def _on_refused(self, code: str) -> None:
        if self._joining_since_s is None:
            return
        self._joining_since_s = None
        self._services.channel.leave()
        self._failure = Message(code=code, tone=Tone.DANGER, action=MessageAction.RETRY)

    def _on_failed(self, event: ActionFailed) -> None:
        if event.action == "join":
            self._joining_since_s = None
        self._failure = failure_message(event, action=MessageAction.RETRY)

    def _field(self, kind: DeviceKind) -> DeviceField:
        own, devices = DeviceRole(kind.value), self._services.devices
        others = (one for one in DeviceRole if one.kind is kind and not own.may_share_with(one))
        barred = {one.id for role in others for one in devices.ranked(role) if one.is_present}
        present = self._services.media.devices()
        return DeviceField(
            kind=kind,
            choices=tuple(one for one in present if one.kind is kind and one.id not in barred),
            in_use=self._services.media.device_in_use(own),
        )

    def _message(self) -> Message | None:
        if self._failure is not None:
            return self._failure
        if self._is_seat_in_use:
            return Message(code=MessageCode.SEAT_IN_USE, tone=Tone.WARN)
        return self._media_message() if self._has_call else None

    def _media_message(self) -> Message | None:
        if not self._is_engine_up:
            return Message(code=MessageCode.ENGINE_LOST, tone=Tone.WARN, data={"restarts": 0})
        for role, code in (
            (DeviceRole.MICROPHONE, MessageCode.NO_MICROPHONE),
            (DeviceRole.CAMERA, MessageCode.NO_CAMERA),
        ):
            if self._services.media.device_in_use(role) is None:
                return Message(code=code, tone=Tone.WARN, action=MessageAction.RETRY)
        if self._echo_cancelling is EchoCancelling.FAILED:
            return Message(code=MessageCode.NO_ECHO_CANCELLING, tone=Tone.WARN)
        return None
