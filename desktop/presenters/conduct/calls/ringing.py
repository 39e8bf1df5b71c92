"""The desk is rung: what it is about, and two answers; over whatever screen is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import (
    MAX_CALL_REASON_CHARACTERS,
    CallStage,
    CallSummary,
    Ring,
)
from desktop.domain.conduct.events import RingAnswered, RingsChanged
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import CallId, SessionId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.text import plain_line
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.render_on_change import RenderOnChange

ANSWER = "answer_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class RingCard:
    """One call. rings_s, left_s: whole seconds since it rings, and until nobody has answered.

    is_refusing: a reason is asked for. lacks_reason: it was pressed without one. is_waiting: the
    city was asked. message: why an answer was not taken.
    """

    call_id: CallId
    summary: CallSummary
    question: str
    rings_s: int
    left_s: int
    is_refusing: bool
    reason: str
    lacks_reason: bool
    is_waiting: bool
    message: Message | None


class RingingPresenter:
    """The newest call of this desk; nothing is told to a desk that sits in a session.

    is_away: in a session, at its door, or under the cover. enter: into a session, without a door.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        render: Callable[[RingCard | None], None],
        is_away: Callable[[], bool],
        enter: Callable[[SessionId], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._drawing: RenderOnChange[RingCard | None] = RenderOnChange(render)
        self._is_away = is_away
        self._enter = enter
        self._answering: CallId | None = None
        self._answered: CallId | None = None
        self._accepted: SessionId | None = None
        self._refusing: CallId | None = None
        self._reason = ""
        self._lacks_reason = False
        self._message: Message | None = None

    # ---- what the officer does -------------------------------------------------------------

    def accept(self) -> None:
        """Nhận lời, nghe trước: the session opens by itself as soon as the city has it here."""
        ring = self._due()
        if ring is None or self._answering is not None:
            return
        self._answering, self._accepted = ring.id, ring.session_id
        self._message = None
        self._services.rings.accept(ring)
        self.draw()

    def start_refusing(self) -> None:
        """Từ chối…: a reason is asked for."""
        ring = self._due()
        self._refusing = None if ring is None else ring.id
        self._reason, self._lacks_reason = "", False
        self.draw()

    def stop_refusing(self) -> None:
        """Thôi: it rings on."""
        self._refusing = None
        self.draw()

    def edit_reason(self, text: str) -> None:
        """A key in the field."""
        self._reason, self._lacks_reason = text, False
        self.draw()

    def refuse(self) -> None:
        """With the reason that was typed."""
        ring, reason = self._due(), plain_line(self._reason)[:MAX_CALL_REASON_CHARACTERS]
        if ring is None or self._answering is not None or self._refusing != ring.id:
            return
        self._lacks_reason = not reason
        if reason:
            self._answering = ring.id
            self._services.rings.refuse(ring, reason)
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """A ring came, went, or was answered; the session that it is about is known here."""
        match event:
            case RingsChanged() | AccessChanged():
                self.draw()
            case RingAnswered(call_id=call_id):
                self._answering, self._answered = None, call_id
                self.draw()
            case ActionFailed(action=action) if action == ANSWER:
                self._answering = self._accepted = None
                self._message = failure_message(event, tone=Tone.WARN)
                self.draw()
            case ScheduleChanged():
                pass
            case _:
                return
        self._go_in()

    def on_tick(self) -> None:
        """Time went on."""
        self.draw()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.card())

    def card(self) -> RingCard | None:
        """What is drawn; None while nobody rings."""
        ring = self._due()
        if ring is None or ring.summary is None:
            return None
        now = self._now()
        return RingCard(
            call_id=ring.id,
            summary=ring.summary,
            question=ring.question,
            rings_s=max(0, int((now - ring.rung_at).total_seconds())),
            left_s=max(0, int((ring.rings_until - now).total_seconds())),
            is_refusing=self._refusing == ring.id,
            reason=self._reason,
            lacks_reason=self._lacks_reason,
            is_waiting=self._answering == ring.id,
            message=self._message,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _due(self) -> Ring | None:
        """The oldest ring that may still be answered by who sits here."""
        if self._is_away() or not person_may(self._services.access, Right.ANSWER_CALL):
            return None
        now = self._now()
        due = (one for one in self._services.rings.rings() if self._is_due(one, now))
        return next(due, None)

    def _is_due(self, ring: Ring, now: datetime) -> bool:
        is_ringing = ring.stage is CallStage.RINGING and ring.id != self._answered
        is_ringing = is_ringing and now < ring.rings_until
        return is_ringing and ring.summary is not None and self._may_know(ring.summary)

    def _may_know(self, summary: CallSummary) -> bool:
        """Of a denunciation only who is on a list; the city told it to somebody of this desk."""
        if summary.petition_type is not PetitionType.DENUNCIATION:
            return True
        signed_in = self._services.access.signed_in()
        return signed_in is not None and bool(signed_in.officer.denunciations)

    def _go_in(self) -> None:
        """The city has written this site into the session, and the desk knows it."""
        wanted = self._accepted
        known = {plan.id for plan in self._services.schedule.sessions()}
        if wanted is not None and wanted in known and not self._is_away():
            self._accepted = None
            self._drawing.draw(None)
            self._enter(wanted)

    def _now(self) -> datetime:
        offset_s = self._services.sync.status().clock_offset_s
        return self._clock.now() + timedelta(seconds=offset_s)
