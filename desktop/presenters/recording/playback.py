"""Bản ghi: one session's recording, played from a line of its minutes or from any second.

Nothing plays before a reason was typed and noted and whoever sits here has shown it by the PIN,
and nothing while a session runs. What is missing or was changed is named, and playing ends before
it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from typing_extensions import override

from desktop.domain.access.events import PageAsked, PinProved
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import MinuteLineId, SessionId, SiteId, TrackId
from desktop.domain.media.call import RECORDING_VIEW
from desktop.domain.media.events import EngineStateChanged, TrackAdded, TrackRemoved
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import OVER_STATUSES, SessionPlan
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.recording.events import PlaybackTold, TapeLooked, TapeRead
from desktop.domain.recording.playback import (
    JUMP_MS,
    PlaybackFault,
    PlaybackStage,
    listening_reason,
)
from desktop.domain.recording.tape import Hole, HoleWhy, Place, Stretch, Tape
from desktop.presenters.live.resume_point import recall_session
from desktop.presenters.recording.copying import CopyPresenter
from desktop.presenters.recording.lanes import LaidOut, chain_view, laid_out, rows_of
from desktop.presenters.recording.pin_gate import PROVE, PinGate
from desktop.presenters.recording.playback_state import (
    ChainView,
    ChainWord,
    PlayerStage,
    PlayerView,
    RecordingViewState,
)
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.recording import PlayOrder
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode

PLAY: Final = "play"

_FAULTS: Final = {
    PlaybackFault.CHAIN: MessageCode.RECORDING_DAMAGED,
    PlaybackFault.DISK: MessageCode.RECORDING_PART_UNREAD,
    PlaybackFault.DECODER: MessageCode.RECORDING_PART_UNREAD,
    PlaybackFault.LOUDSPEAKER: MessageCode.RECORDING_NO_LOUDSPEAKER,
    PlaybackFault.IN_CALL: MessageCode.RECORDING_BUSY,
}
_HOLES: Final = {
    HoleWhy.PAUSED: MessageCode.RECORDING_PAUSED,
    HoleWhy.CONSULTATION: MessageCode.RECORDING_CONSULTED,
    HoleWhy.LEFT: MessageCode.RECORDING_STOOD_STILL,
    HoleWhy.STOPPED: MessageCode.RECORDING_STOOD_STILL,
    HoleWhy.MISSING: MessageCode.RECORDING_MISSING,
}


@dataclass(slots=True)
class _Opened:
    """Since the screen was opened. order: of what plays; run_end: the last part of it.

    wanted: plays once the PIN was right.
    """

    tape: Tape | None = None
    chain: ChainView = field(default_factory=lambda: ChainView(word=ChainWord.CHECKING))
    message: Message | None = None
    reason: str = ""
    stage: PlayerStage = PlayerStage.STOPPED
    place: Place | None = None
    order: int | None = None
    run_end: int = 0
    track_id: TrackId | None = None
    laid: LaidOut = field(default_factory=LaidOut)
    wanted: Place | None = None


class RecordingPresenter(AsksCity, DrawnScreen[RecordingViewState]):
    """Lives as long as the desk, with the session that was chosen last. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        is_in_session: Callable[[], bool],
        open_page: Callable[[str], bool],
        render: Callable[[RecordingViewState], None],
    ) -> None:
        self._services = services
        self._is_in_session = is_in_session
        super().__init__(render)
        self._session_id: SessionId | None = None
        self.is_from_list = False
        self._pin = PinGate(services.access, open_page)
        self._is_shown = False
        self._now = _Opened()
        self.copying = CopyPresenter(
            services=services,
            clock=clock,
            gate=self._pin,
            tape=lambda: self._now.tape,
            is_busy=self._is_busy,
            changed=self.draw,
        )

    # ---- the screen ------------------------------------------------------------------------

    def choose(self, session_id: SessionId, *, is_from_list: bool = False) -> None:
        """The session that is shown from now on. is_from_list: the way back leads there."""
        self._session_id = session_id
        self.is_from_list = is_from_list

    def start(self) -> None:
        """The screen is shown: whoever sits here gives a reason, and the PIN, anew."""
        self._now = _Opened()
        self._pin.close()
        self._is_shown = True
        if self._session_id is not None and self._plan() is not None:
            self._services.views.note(self._session_id, Viewing.SESSION)
            self._services.recordings.look(self._session_id)
        self.draw()

    def leave(self) -> None:
        """Another screen is shown, or the program ends: nothing plays any more."""
        if self._is_shown:
            self._is_shown = False
            self._stop()
            self.copying.leave()
            self._now = _Opened()

    @override
    def refresh(self) -> None:
        """F5: read it again, and ask the city."""
        if self._session_id is not None and self._plan() is not None:
            self._stop()
            self._now.tape, self._now.chain = None, ChainView(word=ChainWord.CHECKING)
            self._services.recordings.look(self._session_id)
        super().refresh()
        self.draw()

    # ---- what the person does --------------------------------------------------------------

    def type_reason(self, text: str) -> None:
        """A key in the field."""
        self._now.reason = text
        self.draw()

    def prove(self, pin: str) -> None:
        """The PIN of whoever sits here; it is kept nowhere. Nothing happens while one is asked."""
        self._pin.prove(pin)
        self.draw()

    def prove_in_browser(self) -> None:
        """Xác nhận bằng tài khoản: of who has no PIN; pressed again, it is waited for no longer."""
        if self._pin.is_in_browser:
            self._pin.cancel()
            self._now.wanted = None
        else:
            self._pin.prove_in_browser()
        self.draw()

    def play_line(self, line_id: MinuteLineId, pin: str = "") -> None:
        """Nghe, on a line of the minutes: from its second. pin: what stands in its field."""
        line = next((one for one in self._lines() if one.id == line_id), None)
        if line is not None:
            self._play_at(line.at, pin)

    def play_at(self, at: datetime, pin: str = "") -> None:
        """A place on the line of time was pressed."""
        self._play_at(at, pin)

    def toggle(self, pin: str = "") -> None:
        """Nghe, and Dừng."""
        if self._now.stage is not PlayerStage.STOPPED:
            self._stop()
            self.draw()
            return
        place = self._now.place
        if self._now.tape is not None and (place is None or _is_at_end(self._now.tape, place)):
            place = self._now.tape.start()
        self._play(place, pin=pin)

    def jump(self, by_ms: int) -> None:
        """So far on or back: at once where something plays, else for the next Nghe."""
        tape, place = self._now.tape, self._now.place
        moved = None if tape is None or place is None else tape.moved(place, by_ms)
        if self._now.stage is not PlayerStage.STOPPED:
            self._play(moved, is_move=True)
            return
        if moved is not None and tape is not None and _obstacle(tape) is None:
            self._now.place, self._now.message = moved, None
        self.draw()

    def dismiss(self) -> None:
        """The message was read."""
        self._now.message = None
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if self._is_shown:
            self._take(event)
            self._take_outcome(event)
            self.copying.on_event(event)
            self.draw()

    def on_tick(self) -> None:
        """A session that begins ends what plays."""
        self.copying.on_tick()
        if self._now.stage is not PlayerStage.STOPPED and self._is_busy():
            self._say_stopped(_told(MessageCode.RECORDING_BUSY, Tone.WARN))
            self.draw()

    @override
    def state(self) -> RecordingViewState:
        """What the screen draws now."""
        plan = self._plan()
        if plan is None:
            return _nothing(is_from_list=self.is_from_list)
        tape, lines = self._now.tape, self._lines()
        at = None if tape is None or self._now.place is None else tape.hour_of(self._now.place)
        can_play = tape is not None and _obstacle(tape) is None
        laid = self._now.laid = laid_out(self._now.laid, tape, lines, self._site_name)
        return RecordingViewState(
            starts_at=plan.scheduled_start,
            title=plan.title,
            chain=self._now.chain,
            message=self._now.message,
            reason=self._now.reason,
            needs_reason=listening_reason(self._now.reason) is None,
            player=PlayerView(
                stage=self._now.stage,
                at=at,
                track_id=self._now.track_id,
                can_play=can_play,
                can_go_back=can_play and _leads_on(tape, self._now.place, -JUMP_MS),
                can_go_on=can_play and _leads_on(tape, self._now.place, JUMP_MS),
            ),
            rows=rows_of(laid, lines, self._site_name, at),
            lanes=laid.lanes,
            needs_pin=not self._pin.is_proved,
            is_proving=self._pin.is_proving,
            account=self._pin.account,
            is_in_browser=self._pin.is_in_browser,
            is_from_list=self.is_from_list,
            may_copy=self.copying.is_offered,
            copy=self.copying.view(),
        )

    # ---- playing ---------------------------------------------------------------------------

    def _play_at(self, at: datetime, pin: str) -> None:
        tape = self._now.tape
        if tape is None or not self._may_play(tape):
            self.draw()
            return
        place = tape.place_at(at)
        if isinstance(place, Place):
            self._play(place, pin=pin)
            return
        self._stop()
        self._now.message = _outside(at) if place is None else _hole_message(place)
        self.draw()

    def _play(self, place: Place | None, *, is_move: bool = False, pin: str = "") -> None:
        """Of what may be played; a part that does not play is named."""
        tape = self._now.tape
        if tape is None or not self._may_play(tape) or place is None or self._session_id is None:
            self.draw()
            return
        self._now.place = place
        if not self._pin.is_proved:
            self._now.wanted, self._now.message = place, self._pin.ask(pin)
            self.draw()
            return
        at, parts = tape.hour_of(place), tape.run_from(place.number)
        if at is None or not parts:
            self._stop()
            self._now.message = _damaged(place.number)
        else:
            order = PlayOrder(
                session_id=self._session_id,
                parts=parts,
                from_ms=place.ms,
                from_at=at,
                reason=listening_reason(self._now.reason) or "",
            )
            recordings = self._services.recordings
            now = self._now
            now.stage, now.run_end, now.message = PlayerStage.OPENING, parts[-1], None
            self._now.order = recordings.move(order) if is_move else recordings.play(order)
        self.draw()

    def _may_play(self, tape: Tape) -> bool:
        """Whether it may begin; what stands against it is said."""
        message = _obstacle(tape)
        if self._plan() is None:
            message = _told(MessageCode.RECORDING_KEPT, Tone.WARN)
        if message is None and self._is_busy():
            message = _told(MessageCode.RECORDING_BUSY, Tone.WARN)
        if message is None and listening_reason(self._now.reason) is None:
            message = _told(MessageCode.RECORDING_NO_REASON, Tone.WARN)
        if message is not None:
            self._now.message = message
        return message is None

    def _is_busy(self) -> bool:
        """A session runs, at this desk or the one that was recorded here."""
        plan = self._plan()
        is_over = plan is not None and (plan.ending is not None or plan.status in OVER_STATUSES)
        is_remembered = recall_session(self._services.memory) is not None
        return not is_over or is_remembered or self._is_in_session()

    def _stop(self) -> None:
        self._now.order = None
        if self._now.stage is not PlayerStage.STOPPED:
            self._now.stage = PlayerStage.STOPPED
            self._services.recordings.stop()

    # ---- facts --------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        """Of the recording, and of its picture."""
        match event:
            case TapeLooked(session_id=session_id, parts=parts, whole=whole):
                if session_id == self._session_id and self._now.tape is None:
                    self._now.chain = ChainView(word=ChainWord.CHECKING, parts=parts, whole=whole)
            case TapeRead(session_id=session_id, tape=tape) if session_id == self._session_id:
                self._take_tape(tape)
            case TrackAdded(track=track) if track.id == RECORDING_VIEW:
                self._now.track_id = track.id
            case TrackRemoved(track_id=track_id) if track_id == RECORDING_VIEW:
                self._now.track_id = None
            case _:
                pass

    def _take_outcome(self, event: Event) -> None:
        """Of what was asked to play."""
        match event:
            case PlaybackTold(order=order) if order == self._now.order:
                self._take_told(event)
            case PageAsked(address=address) if self._pin.is_in_browser:
                self._now.message = self._pin.show_page(address)
            case PinProved() if self._pin.open():
                place, self._now.wanted = self._now.wanted, None
                if place is not None:
                    self._play(place)
            case ActionFailed(action=action) if action == PROVE:
                self._now.wanted, self._now.message = None, self._pin.refuse(event)
            case ActionFailed(action=action, code=code) if action == PLAY:
                self._say_stopped(Message(code=code, tone=Tone.DANGER))
            case EngineStateChanged(is_up=False) if self._now.stage is not PlayerStage.STOPPED:
                self._say_stopped(_told(MessageCode.RECORDING_ENGINE_GONE, Tone.WARN))
            case _:
                pass

    def _take_tape(self, tape: Tape | None) -> None:
        self._now.tape = tape
        if tape is None:
            self._now.chain = ChainView(word=ChainWord.NONE)
            self._now.message = _told(MessageCode.RECORDING_UNREAD, Tone.DANGER)
            return
        self._now.chain = chain_view(tape)
        self._now.place = tape.start()
        self._now.message = _obstacle(tape) or _spoilt(tape)

    def _take_told(self, told: PlaybackTold) -> None:
        self._now.place = Place(number=told.part, ms=told.at_ms)
        if told.stage is PlaybackStage.PLAYING:
            self._now.stage = PlayerStage.PLAYING
        elif told.stage is PlaybackStage.ENDED:
            self._say_stopped(self._end_message())
        elif told.stage is PlaybackStage.FAILED:
            fault = told.fault or PlaybackFault.DECODER
            data = {"n": told.part}
            self._say_stopped(Message(code=_FAULTS[fault], tone=Tone.DANGER, data=data))

    def _end_message(self) -> Message | None:
        """Where a run ended: before what is not whole, or at the end."""
        behind = None if self._now.tape is None else self._now.tape.follows(self._now.run_end)
        if isinstance(behind, Stretch):
            return _damaged(behind.number)
        return None if behind is None else _hole_message(behind)

    def _say_stopped(self, message: Message | None) -> None:
        self._stop()
        self._now.message = message

    # ---- inside ----------------------------------------------------------------------------

    def _plan(self) -> SessionPlan | None:
        """As the person may see it: a denunciation is for those on its list."""
        plans = self._services.schedule.every_session()
        return next((one for one in plans if one.id == self._session_id), None)

    def _lines(self) -> tuple[MinuteLine, ...]:
        return () if self._session_id is None else self._services.minutes.lines(self._session_id)

    def _site_name(self, site_id: SiteId) -> str:
        site = self._services.schedule.site(site_id)
        return "" if site is None else site.short_name


def _leads_on(tape: Tape | None, place: Place | None, by_ms: int) -> bool:
    return tape is not None and place is not None and tape.moved(place, by_ms) != place


def _is_at_end(tape: Tape, place: Place) -> bool:
    at, end = tape.hour_of(place), tape.ended_at
    return at is None or end is None or (end - at).total_seconds() < 1


def _nothing(*, is_from_list: bool) -> RecordingViewState:
    """Of a session that is kept from the person."""
    return RecordingViewState(
        starts_at=None,
        title="",
        chain=ChainView(word=ChainWord.NONE),
        message=Message(code=MessageCode.RECORDING_KEPT, tone=Tone.WARN),
        reason="",
        needs_reason=True,
        player=PlayerView(stage=PlayerStage.STOPPED, at=None, track_id=None, can_play=False),
        rows=(),
        lanes=None,
        is_from_list=is_from_list,
    )


def _obstacle(tape: Tape) -> Message | None:
    """Why nothing of it plays; None: something does."""
    if tape.is_let_go:
        return _told(MessageCode.RECORDING_AT_CITY, Tone.INFO)
    if not tape.stretches and not tape.damaged:
        return _told(MessageCode.RECORDING_NONE, Tone.WARN)
    if not tape.has_key:
        return _told(MessageCode.RECORDING_KEY_GONE, Tone.DANGER)
    if tape.start() is None:
        return _damaged(*tape.damaged)
    return None


def _spoilt(tape: Tape) -> Message | None:
    """What is wrong with one of which something plays."""
    if tape.damaged:
        return _damaged(*tape.damaged)
    if tape.missing:
        return _missing(tape.missing)
    if tape.seal_fault is not None:
        return _told(MessageCode.RECORDING_WRONG_SEAL, Tone.DANGER)
    return None


def _damaged(*numbers: int) -> Message:
    named = ", ".join(str(one) for one in numbers if one) or "?"
    return Message(
        code=MessageCode.RECORDING_DAMAGED,
        tone=Tone.DANGER,
        data={"n": named},
        action=MessageAction.DISMISS,
    )


def _missing(numbers: tuple[int, ...]) -> Message:
    return Message(
        code=MessageCode.RECORDING_MISSING,
        tone=Tone.DANGER,
        data={"n": ", ".join(map(str, numbers))},
        action=MessageAction.DISMISS,
    )


def _hole_message(hole: Hole) -> Message:
    if hole.why is HoleWhy.MISSING:
        return _missing(hole.numbers)
    data = {"since": _hour(hole.since), "until": _hour(hole.until)}
    return Message(code=_HOLES[hole.why], tone=Tone.INFO, data=data, action=MessageAction.DISMISS)


def _outside(at: datetime) -> Message:
    return Message(
        code=MessageCode.RECORDING_OUTSIDE,
        tone=Tone.INFO,
        data={"hour": _hour(at)},
        action=MessageAction.DISMISS,
    )


def _told(code: MessageCode, tone: Tone) -> Message:
    return Message(code=code, tone=tone, action=MessageAction.DISMISS)


def _hour(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%H:%M:%S}"
