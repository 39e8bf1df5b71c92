"""Ghi thử at the door: without a good take the room is not ready, unless a leader allows it.

The door itself is never barred: minutes and papers work. The city is told what stands, and does not
let the session become ready while the site lacks its take.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.access.person import Officer
from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import UserId
from desktop.domain.reception.planning import NearLeave
from desktop.domain.reception.session import OPEN_STATUSES, OVER_STATUSES
from desktop.domain.room.door_take import TakeWord
from desktop.domain.room.events import TakeNoted
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.leave import LEAVE_FORM, LeaveField, leaders_of
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.room.kept_take import KeptTake
from desktop.presenters.services.services import Services
from desktop.presenters.session.pre_join_state import DoorLeaveView, DoorTakeView
from desktop.presenters.session.trial_take import TrialTake
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

TELL_AGAIN_S = 5.0
"""A city that does not answer is told again; one that does not know the question is not."""
WAIVED_KEY = "take.waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """made_at: what the city was told last. at_s: monotonic. is_known: it said that it has it."""

    made_at: datetime | None
    at_s: float
    is_known: bool = False


class DoorTake:
    """Of one visit. changed: something is to be drawn anew. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        context: SessionContext,
        changed: Callable[[], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._context = context
        self._kept = KeptTake(media=services.media, memory=services.memory, clock=clock)
        self._changed = changed
        self._take = TrialTake(media=services.media, clock=clock)
        self._told: _Told | None = None
        self._is_city_deaf = False
        self._is_leave_open = False
        self._is_asking = False
        session_id = context.session_id
        self._form = FormPresenter(
            spec=LEAVE_FORM,
            draft=Draft(memory=services.memory, clock=clock, name=f"door_leave_{session_id}_draft"),
            outcomes=Outcomes(hand_in="allow_without_take"),
            watch=FaultWatch(MessageCode.LEAVE_LACKING, MessageCode.LEAVE_LACKING),
            offered={LeaveField.LEADER: lambda: {one.id for one in self._leaders()}},
        )

    # ---- what the officer does -------------------------------------------------------------

    def record(self) -> None:
        """Ghi thử; nothing happens while one runs."""
        if self._is_asked:
            self._take.begin()
            self._changed()

    def toggle_leave(self) -> None:
        """Show or hide what a leader says, who lets the room come in without a take."""
        self._is_leave_open = not self._is_leave_open and self._word() is TakeWord.LACKING
        self._form.begin_anew()
        self._changed()

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; key: a LeaveField."""
        self._form.edit(key, text)
        self._changed()

    def allow(self, pin: str) -> None:
        """Cho phép; pin: the leader's, kept nowhere."""
        if not self._is_leave_open or self._is_asking:
            return
        if not self._form.may_go(self._form.faults()):
            pass
        elif not pin:
            self._form.told = Message(code=MessageCode.DOOR_WITHOUT_PIN, tone=Tone.WARN)
        else:
            leave = NearLeave(
                leader=UserId(self._form.text(LeaveField.LEADER)),
                pin=pin,
                reason=self._form.words(LeaveField.REASON),
            )
            self._form.hand_in(self._context.session_id)
            self._is_asking = True
            self._services.planning.allow_without_take(self._context.session_id, leave)
        self._changed()

    def leave(self) -> None:
        """Away from the door: what is typed is kept."""
        self._form.leave()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        self._take.on_event(event)
        if self._form.take(event):
            self._is_asking = False
        match event:
            case TakeNoted(session_id=session_id) if session_id == self._context.session_id:
                self._take_noted(event)
            case ActionFailed(action="tell_take", code=MessageCode.TAKE_NOT_TAKEN):
                self._is_city_deaf = True
            case _:
                pass
        self._tell()

    def on_tick(self) -> None:
        """Time went on."""
        self._take.on_tick()
        self._form.on_tick()
        self._tell()

    def start(self) -> None:
        """The city is told what stands."""
        self._tell()

    # ---- what is drawn ---------------------------------------------------------------------

    def view(self) -> DoorTakeView | None:
        """What the door draws; None: nothing is asked here."""
        if not self._is_asked:
            return None
        word = self._word()
        is_open = self._is_leave_open and word is TakeWord.LACKING
        return DoorTakeView(
            word=word,
            made_at=self._kept.made_at,
            take=self._take.take,
            leave=self._leave_view() if is_open else None,
        )

    # ---- inside ----------------------------------------------------------------------------

    @property
    def _is_asked(self) -> bool:
        """Before the opening, and where this program is to record."""
        plan = self._context.plan
        return not plan.platform and plan.status not in OPEN_STATUSES | OVER_STATUSES

    def _word(self) -> TakeWord:
        if self._kept.made_at is not None:
            return TakeWord.GOOD
        waived = self._services.memory.recall(WAIVED_KEY)
        return TakeWord.WAIVED if waived == self._context.session_id else TakeWord.LACKING

    def _leave_view(self) -> DoorLeaveView:
        faults = self._form.faults()
        return DoorLeaveView(
            form=self._form.state(faults),
            leaders=self._leaders(),
            can_press=not self._is_asking,
            message=self._form.message(faults),
        )

    def _leaders(self) -> tuple[Officer, ...]:
        return leaders_of(self._services.access.officers())

    def _take_noted(self, noted: TakeNoted) -> None:
        if noted.is_waived:
            self._services.memory.remember(WAIVED_KEY, self._context.session_id)
            self._form.is_kept([noted.session_id])
            self._is_asking = self._is_leave_open = False
        else:
            at_s = self._clock.monotonic()
            self._told = _Told(made_at=noted.made_at, at_s=at_s, is_known=True)

    def _tell(self) -> None:
        if not self._is_asked or self._is_city_deaf:
            return
        made_at, now_s = self._kept.made_at, self._clock.monotonic()
        told = self._told
        is_same = told is not None and told.made_at == made_at
        if told is not None and is_same and (told.is_known or now_s - told.at_s < TELL_AGAIN_S):
            return
        self._told = _Told(made_at=made_at, at_s=now_s)
        self._services.planning.tell_take(self._context.session_id, made_at)
