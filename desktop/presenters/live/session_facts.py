"""The facts of a running session, folded from events: the one truth its panels are drawn from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import AgencyCall, was_let_go
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.countdown import Countdown
from desktop.domain.conduct.events import ChannelChanged, CountdownTold, LiveSessionChanged
from desktop.domain.conduct.floor import turn_lasts_s
from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.conduct.pause import Pause, lasting
from desktop.domain.events import Event
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import LineQuality, Quality, QualityCause
from desktop.domain.reception.session import (
    OPEN_STATUSES,
    OVER_STATUSES,
    SIGNED_STATUSES,
    are_lines_fixed,
)
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.events import RecordingTold, SiteLampTold
from desktop.domain.recording.wanted import (
    NOTHING,
    Elsewhere,
    RecordedKind,
    is_recorded_here,
    recorded_kind,
)
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.live.media_facts import MediaFacts
from desktop.presenters.live.recorder_facts import RecorderFacts

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedAt:
    """A number, and of which countdown it is."""

    countdown: Countdown
    number: int


class SessionFacts:
    """Folds events of one session; media: of its call. Times `…_s` are of the monotonic clock.

    calls: agencies that were rung, oldest first. called_names: of their sites, of calls
    that are over too.
    is_beside: this is a companion desk, which has no call. is_out: this desk has no place in the
    session, and only a press brings it back; what was told before stands still. platform: of
    somebody else, on which it meets; empty: by a call of this program. elsewhere: what this room
    has to record such a session.
    """

    def __init__(
        self,
        *,
        session_id: SessionId,
        own_site_id: SiteId,
        clock: Clock,
        planned_status: SessionStatus,
        clock_offset_s: float,
        planned_platform: str = "",
    ) -> None:
        self._session_id = session_id
        self._own_site_id = own_site_id
        self._clock = clock
        self._planned_status = planned_status
        self._clock_offset_s = clock_offset_s
        self.platform = planned_platform
        self.elsewhere: Callable[[], Elsewhere] = lambda: NOTHING
        self.live: LiveSession | None = None
        self.calls = tuple[AgencyCall, ...]()
        self.called_names: dict[SiteId, str] = {}
        self.is_connected = False
        self.attempt = 0
        self.is_beside = False
        self.is_out = False
        self.has_been_connected = False
        self.lost_since_s: float | None = None
        self.paused_since_s: float | None = None
        self._counted: CountedAt | None = None
        self.ended_at: datetime | None = None
        self.step_before_consultation = Step.PRESENTATION
        self._takes_any_seq = False
        self.media = MediaFacts(own_site_id=own_site_id, clock=clock)
        self.recorder = RecorderFacts(session_id=session_id, clock=clock)

    # ---- folding ---------------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; others are none of its business."""
        match event:
            case LiveSessionChanged(live=live):
                self.take_live(live)
            case ChannelChanged():
                self._take_channel(event)
            case CountdownTold(number=number):
                self._take_number(number)
            case RecordingTold():
                self.recorder.take_told(event)
            case SiteLampTold():
                self.recorder.take_lamp(event)
            case SyncChanged(status=status):
                self._clock_offset_s = status.clock_offset_s
            case _:
                if self.media.on_event(event):
                    self._judge_lines()

    def begin_anew(self) -> None:
        """The officer joins again after having been out: that was no break of the line."""
        self.is_out = False
        self.has_been_connected = False
        self.lost_since_s = None

    def take_live(self, live: LiveSession) -> None:
        """The newest word of the server; an older one and another session's are ignored."""
        if live.session_id != self._session_id:
            return
        is_older = self.live is not None and live.seq < self.live.seq
        if is_older and not self._takes_any_seq:
            return
        self._takes_any_seq = False
        self.live = live
        self.platform = live.platform
        self.calls = live.calls or ()
        self.called_names.update((one.site_id, one.name) for one in self.calls)
        is_let_go = was_let_go(self.calls, self._own_site_id)
        self.recorder.take_live(
            live, has_media=not (self.is_beside or is_let_go), elsewhere=self.elsewhere()
        )
        is_paused = live.status is SessionStatus.PAUSED
        if not is_paused:
            self.paused_since_s = None
        elif self.paused_since_s is None:
            self.paused_since_s = self._clock.monotonic()
        if live.step is not Step.CONSULTATION:
            self.step_before_consultation = live.step
        elif live.consultation_from is not None:
            self.step_before_consultation = live.consultation_from
        if self.is_over and self.ended_at is None:
            self.ended_at = live.ending.at if live.ending else self.city_now()

    def _take_number(self, number: int) -> None:
        countdown = self.live.countdown if self.live else None
        if countdown is not None:
            self._counted = CountedAt(countdown=countdown, number=number)

    def _take_channel(self, event: ChannelChanged) -> None:
        self.is_connected = event.is_connected
        self.attempt = event.attempt
        if event.is_connected:
            self.has_been_connected = True
            self.lost_since_s = None
            # The first state on a new line is the truth, even of a server set back to a backup.
            self._takes_any_seq = True
        elif self.lost_since_s is None:
            self.lost_since_s = self._clock.monotonic()
        self._judge_lines()

    def _judge_lines(self) -> None:
        self.media.judge(
            seat_of=self.seat,
            is_paused=self.is_paused or self.waits,
            is_city_reached=self.is_connected,
        )

    # ---- reading ---------------------------------------------------------------------------

    @property
    def status(self) -> SessionStatus:
        """The newest word of the server, before it the plan's."""
        return self.live.status if self.live else self._planned_status

    @property
    def step(self) -> Step:
        """The present step; the first one before the session is open."""
        return self.live.step if self.live else Step.OPENING

    @property
    def is_open(self) -> bool:
        """Opened and not yet closed."""
        return self.status in OPEN_STATUSES

    @property
    def is_paused(self) -> bool:
        """Media stands still at every site's source."""
        return self.status is SessionStatus.PAUSED

    @property
    def counted(self) -> int | None:
        """The number of the countdown that stands now; None while none does, or nobody knows."""
        countdown = self.live.countdown if self.live else None
        counted = self._counted
        if countdown is None or counted is None or not self.is_connected:
            return None
        return counted.number if counted.countdown == countdown else None

    @property
    def is_counting(self) -> bool:
        """The city named the moment at which the session opens or goes on."""
        return self.live is not None and self.live.countdown is not None

    @property
    def is_over(self) -> bool:
        """Closed, refused, adjourned or given up: nothing is said any more."""
        return self.status in OVER_STATUSES

    @property
    def is_signed(self) -> bool:
        """The minutes are signed, whether or not the session is closed."""
        return self.status in SIGNED_STATUSES

    @property
    def are_lines_fixed(self) -> bool:
        """Lines of the minutes that are there stay as they are."""
        return are_lines_fixed(self.status, self.step)

    @property
    def speaking_site_id(self) -> SiteId | None:
        """Who has the floor."""
        return self.live.speaking_site_id if self.live else None

    @property
    def is_deputy(self) -> bool:
        """The right to conduct has passed to this site: the chair is lost."""
        deputy = None if self.live is None else self.live.deputy
        return deputy is not None and deputy.site_id == self._own_site_id

    def called(self, site_id: SiteId) -> str:
        """Whose hand the present turn of this site answers, empty: nobody's."""
        queue = None if self.live is None else self.live.queue
        is_its_turn = queue is not None and site_id == self.speaking_site_id
        return queue.turn.speaker if queue and queue.turn and is_its_turn else ""

    def seat(self, site_id: SiteId) -> Seat | None:
        """The seat of a site."""
        return self.live.seat(site_id) if self.live else None

    def city_now(self) -> datetime:
        """The present instant by the city's clock."""
        return self._clock.now() + timedelta(seconds=self._clock_offset_s)

    def clock_s(self) -> int:
        """Whole seconds since the server opened the session, 0 before."""
        if self.live is None or self.live.opened_at is None:
            return 0
        return max(0, int((self.city_now() - self.live.opened_at).total_seconds()))

    def floor_elapsed_s(self) -> float | None:
        """How long the present turn lasts, None when nobody speaks."""
        return None if self.live is None else turn_lasts_s(self.live, self.city_now())

    @property
    def pause(self) -> Pause | None:
        """The pause that lasts; None where the city keeps none."""
        return lasting(self.live.pauses or ()) if self.live else None

    def paused_s(self) -> int:
        """Whole seconds of the pause that lasts, by the city's clock where it tells its begin."""
        pause = self.pause
        if pause is None:
            return self.seconds_since(self.paused_since_s)
        return max(0, int((self.city_now() - pause.at).total_seconds()))

    def back_at(self) -> datetime | None:
        """When the session is to go on, as long as that is ahead."""
        pause = self.pause
        back_at = None if pause is None else pause.back_at
        return back_at if back_at is not None and back_at > self.city_now() else None

    @property
    def consultation(self) -> Consultation | None:
        """The consultation that lasts."""
        return self.live.consultation if self.live else None

    @property
    def waits(self) -> bool:
        """Others consult: nothing is sent here, and nothing comes."""
        return self.live is not None and self.live.waits(self._own_site_id)

    def seconds_since(self, since_s: float | None) -> int:
        """Whole seconds since a monotonic instant, 0 for None."""
        return 0 if since_s is None else int(self._clock.monotonic() - since_s)

    def overall_quality(self) -> LineQuality | None:
        """The word of the status bar: the worst line; lost when the city is lost without calls."""
        worst = self.media.worst_quality()
        if worst is not None:
            return worst
        if self.lost_since_s is not None and self.has_been_connected:
            return LineQuality(quality=Quality.LOST, cause=QualityCause.OUR_LINE)
        return None


def has_call(facts: SessionFacts) -> bool:
    """Whether this desk sends, sees and hears: it is no companion, and the call is made here."""
    return not facts.is_beside and not facts.platform


def records_here(facts: SessionFacts) -> bool:
    """Whether this room records the session, from its opening to its end."""
    return is_recorded_here(facts.platform, facts.elsewhere())


def kind_recorded(facts: SessionFacts) -> RecordedKind:
    """What of it this room records, as far as it does."""
    return recorded_kind(facts.platform, facts.elsewhere())
