"""A session channel and the city behind it, in memory, with the state machine of the domain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desktop.domain.clock import Clock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.countdown import countdown_from
from desktop.domain.conduct.events import (
    ChannelChanged,
    ChannelRefused,
    CountdownTold,
    LiveSessionChanged,
    SeatInUse,
    SeatTaken,
    TrialPageArrived,
)
from desktop.domain.conduct.line_soak import LineSoak, SoakOf, with_soak
from desktop.domain.conduct.live_session import LiveSession, OpenLine, Seat, Stage
from desktop.domain.conduct.pause import Pause, back_fault, may_replace, with_end, with_pause
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.conduct.roll_call import (
    RollCall,
    is_held_at_roll,
    not_noted,
    step_left_out,
)
from desktop.domain.conduct.speaking_queue import SpeakingQueue
from desktop.domain.conduct.trial import (
    TRIAL_PAGE,
    TRIAL_PAGE_SHA256,
    Doubt,
    Sense,
    TrialPage,
    lacking_page,
    missing_directions,
    tried_session,
    with_doubt,
    with_sense,
)
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import (
    PersonId,
    SessionId,
    SiteId,
)
from desktop.domain.reception.ending import SessionEnding, plain_reason, reason_fault
from desktop.domain.reception.session import (
    CALLED_STATUSES,
    can_go_to,
    can_move,
    endings_from,
    status_of_step,
)
from desktop.domain.reception.skipped_step import (
    SkippedStep,
    step_after,
    still_skipped,
)
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.files.resources import resource_path
from tests.fakes.fake_calls import FakeCalls
from tests.fakes.fake_consultation import FakeConsultation
from tests.fakes.fake_floor import FakeFloor, called, followed
from tests.samples.receptions import COMMUNE

NOT_CONNECTED = "K-106"
REFUSED = "K-107"
PAGE = resource_path(*TRIAL_PAGE).read_bytes()


class FakeChannel:
    """A session channel and the city behind it, with the state machine of the domain."""

    def __init__(self, *, emit: EventSink, clock: Clock, own_site_id: SiteId = COMMUNE) -> None:
        self._emit = emit
        self._clock = clock
        self._own_site_id = own_site_id
        self._live: LiveSession | None = None
        self.told_on_second: bool | None = None
        """Of the page of a trial that was told as drawn last, None before it."""

        self._joined: SessionId | None = None
        self._paused_from: SessionStatus | None = None
        self.is_connected = False
        self.is_city_reachable = True
        self.refuses_with: str | None = None
        self.joins: list[SessionId] = []
        self.ways: list[JoinWay] = []
        self.is_beside = False
        self.is_seat_in_use = False
        self.lamps: list[RecordingWord] = []
        self.platform = ""
        self.leaves = 0
        self.confirmed: list[SessionId] = []
        self.media: list[tuple[bool, bool]] = []
        self.hints: list[OpenLine] = []
        self.status_at_join = SessionStatus.READY
        self.other_seats: tuple[Seat, ...] = ()
        self.expected: tuple[PersonId, ...] = ()
        """Who must be noted before the roll call is passed."""
        self.floor = FakeFloor(city=self, own_site_id=own_site_id)
        self.calls = FakeCalls(city=self, own_site_id=own_site_id)
        self.consultation = FakeConsultation(city=self)

    # ---- ChannelService ----

    def live(self) -> LiveSession | None:
        return self._live

    def join(self, session_id: SessionId, way: JoinWay = JoinWay.ASK) -> None:
        self.joins.append(session_id)
        self.ways.append(way)
        is_beside = way is JoinWay.BESIDE
        if self._joined == session_id and is_beside == self.is_beside:
            return
        self._joined = session_id
        self.is_beside = is_beside
        if self.is_seat_in_use and way is JoinWay.ASK:
            self.keep_out()
        elif not self.is_city_reachable:
            self.lose_city(attempt=1)
        elif self.refuses_with is not None:
            self._joined = None
            self._emit(ChannelChanged(is_connected=False, attempt=0))
            self._emit(ChannelRefused(code=self.refuses_with))
        else:
            self.reach_city()

    def leave(self) -> None:
        self.leaves += 1
        self._joined = None
        self._live = None
        self.is_connected = False
        self._emit(ChannelChanged(is_connected=False, attempt=0))

    def set_media(self, *, is_microphone_on: bool, is_camera_on: bool) -> None:
        self.media.append((is_microphone_on, is_camera_on))
        seat = self._own_seat()
        if seat is not None:
            self._put_seat(
                replace(seat, is_microphone_on=is_microphone_on, is_camera_on=is_camera_on)
            )

    def type_line(self, line: OpenLine) -> None:
        self.hints.append(line)

    def open_session(self) -> None:
        live = self.allowed("open_session")
        if live is None:
            return
        if live.status is not SessionStatus.READY:
            self.refuse("open_session")
            return
        self._tell(replace(live, status=SessionStatus.IN_SESSION, opened_at=self._clock.now()))

    def pause_session(self, reason: PauseReason, back_at: datetime | None = None) -> None:
        live = self.allowed("pause_session")
        if live is None:
            return
        now, is_paused = self._clock.now(), live.status is SessionStatus.PAUSED
        is_anew = is_paused and may_replace(live.pause_reason, reason)
        is_wrong = back_at is not None and back_fault(back_at, now) is not None
        if is_wrong or not (is_anew or can_move(live.status, SessionStatus.PAUSED)):
            self.refuse("pause_session")
            return
        if not is_anew:
            self._paused_from = live.status
        pauses = with_pause(live.pauses or (), Pause(reason=reason, at=now, back_at=back_at))
        told = replace(live, status=SessionStatus.PAUSED, pause_reason=reason)
        self._tell(replace(told, pauses=None if live.pauses is None else pauses))

    def resume_session(self) -> None:
        live = self.allowed("resume_session")
        if live is None:
            return
        if self._paused_from is None:
            self.refuse("resume_session")
            return
        pauses = None if live.pauses is None else with_end(live.pauses, self._clock.now())
        self._tell(replace(live, status=self._paused_from, pause_reason=None, pauses=pauses))
        self._paused_from = None

    def count_down(self, *, is_on: bool) -> None:
        live = self.allowed("count_down")
        if live is None:
            return
        can_count = live.status in (SessionStatus.READY, SessionStatus.PAUSED)
        if not (can_count and (is_on or live.countdown)):
            self.refuse("count_down")
            return
        countdown = live.countdown or countdown_from(self._clock.now())
        self._tell(replace(live, countdown=countdown if is_on else None))

    def close_session(self) -> None:
        live = self.allowed("close_session")
        if live is None:
            return
        if not can_move(live.status, SessionStatus.CLOSED):
            self.refuse("close_session")
            return
        self._tell(
            replace(
                live,
                status=SessionStatus.CLOSED,
                speaking_site_id=None,
                floor_since=None,
                stage=None,
            )
        )

    def end_session(self, status: SessionStatus, reason: str) -> None:
        live = self.allowed("end_session")
        if live is None:
            return
        if status not in endings_from(live.status) or reason_fault(reason) is not None:
            self.refuse("end_session")
            return
        self._paused_from = None
        ending = SessionEnding(status=status, reason=plain_reason(reason), at=self._clock.now())
        pauses = None if live.pauses is None else with_end(live.pauses, ending.at)
        self._tell(
            replace(
                live,
                status=status,
                pause_reason=None,
                speaking_site_id=None,
                floor_since=None,
                stage=None,
                ending=ending,
                pauses=pauses,
            )
        )

    def set_step(self, step: Step, reason: str = "") -> None:
        live = self.allowed("set_step")
        if live is None:
            return
        caller = live.consultation_from or Step.PRESENTATION
        skipped = live.skipped or ()
        is_whole = not not_noted(self.expected, live.roll or RollCall())
        is_held = is_held_at_roll(live.step, step, is_roll_whole=is_whole)
        if is_held or not can_go_to(step, status=live.status, step=live.step, returns_to=caller):
            left_out = step_left_out(status=live.status, step=live.step, is_roll_whole=is_whole)
            can_skip = left_out is not None and step is step_after(left_out)
            if left_out is None or not can_skip or reason_fault(reason) is not None:
                self.refuse("set_step")
                return
            reason, now = plain_reason(reason), self._clock.now()
            skipped = (*skipped, SkippedStep(step=left_out, reason=reason, at=now))
        consultation_from = live.step if step is Step.CONSULTATION else None
        self._tell(
            replace(
                live,
                status=status_of_step(step),
                step=step,
                consultation_from=consultation_from,
                skipped=still_skipped(skipped, step),
            )
        )

    def ask_floor(self, *, has_hand_up: bool) -> None:
        if self.allowed("ask_floor") is None:
            return
        seat = self._own_seat()
        if seat is not None:
            self._put_seat(replace(seat, has_hand_up=has_hand_up))

    def give_floor(self, site_id: SiteId | None) -> None:
        live = self.allowed("give_floor")
        if live is None:
            return
        if site_id is not None and live.seat(site_id) is None:
            self.refuse("give_floor")
            return
        self._tell(called(live, site_id, self._clock.now()))

    def present(self, stage: Stage | None) -> None:
        live = self.allowed("present")
        if live is not None:
            self._tell(replace(live, stage=stage))

    def tell_lamp(self, word: RecordingWord) -> None:
        self.lamps.append(word)

    def sense(self, told: tuple[Sense, ...]) -> None:
        if self._live is None or not self.is_connected:
            return
        is_asked = self._live.takes_senses and self._live.status in CALLED_STATUSES
        if tried_session(self._live.session_id) is None and not is_asked:
            return
        there = [one for one in told if self._live.seat(one.of_site_id) is not None]
        sensed = with_sense(self._live.sensed, self._own_site_id, there, self._clock.now())
        self._tell(replace(self._live, sensed=sensed))

    def confirm_trial(self) -> None:
        live = self.allowed("confirm_trial")
        if live is None:
            return
        sites = [seat.site_id for seat in live.seats]
        is_trial = tried_session(live.session_id) is not None and len(sites) > 1
        missing = missing_directions(live.sensed, sites, self._clock.now(), live.doubts)
        if not is_trial or missing or lacking_page(live.trial_page, sites):
            self.refuse("confirm_trial")
            return
        self.confirmed.append(live.session_id)

    def doubt_site(self, site_id: SiteId, *, is_doubted: bool) -> None:
        live = self.allowed("doubt_site")
        if live is None:
            return
        self.put_doubt(self._own_site_id, site_id, is_doubted=is_doubted)

    def show_trial_page(self) -> None:
        live = self.allowed("show_trial_page")
        if live is None:
            return
        if tried_session(live.session_id) is None:
            self.refuse("show_trial_page")
            return
        self.put_page(self._own_site_id)

    def tell_page_drawn(self, number: int, sha256: str, *, on_second: bool) -> None:
        page = None if self._live is None else self._live.trial_page
        is_shown = page is not None and page.number == number and self.is_connected
        if is_shown and sha256 == TRIAL_PAGE_SHA256:
            self.put_drawn(self._own_site_id)
            self.told_on_second = on_second

    def tell_soak(self, soak: LineSoak) -> None:
        if self.is_connected:
            self.put_soak(self._own_site_id, soak)

    # ---- what a test does to the city ----

    def put_soak(self, by: SiteId, soak: LineSoak) -> None:
        """A site told what it measured of its line."""
        assert self._live is not None
        soaks = with_soak(self._live.soaks, SoakOf(by_site_id=by, soak=soak))
        self._tell(replace(self._live, soaks=soaks))

    def put_doubt(self, by: SiteId, of: SiteId, *, is_doubted: bool = True) -> None:
        """A person at a site does not accept a direction, or does again."""
        assert self._live is not None
        doubt = Doubt(by_site_id=by, of_site_id=of, at=self._clock.now())
        doubts = with_doubt(self._live.doubts, doubt, stands=is_doubted)
        pair = (by, of)
        sensed = (one for one in self._live.sensed if (one.by_site_id, one.of_site_id) != pair)
        self._tell(replace(self._live, doubts=doubts, sensed=tuple(sensed)))

    def put_page(self, by: SiteId, content: bytes = PAGE) -> None:
        """A site shows the page, and its bytes come."""
        assert self._live is not None
        former = self._live.trial_page
        page = TrialPage(by_site_id=by, number=1 if former is None else former.number + 1)
        self._tell(replace(self._live, trial_page=page))
        self._emit(TrialPageArrived(number=page.number, untrusted_content=content))

    def put_drawn(self, *site_ids: SiteId) -> None:
        """The page was drawn there."""
        assert self._live is not None
        assert self._live.trial_page is not None
        page = self._live.trial_page
        page = replace(page, drawn=page.drawn | set(site_ids))
        self._tell(replace(self._live, trial_page=page))

    def put_sensed(self, by_site_id: SiteId, *told: Sense) -> None:
        """Another site says what it sees and hears."""
        assert self._live is not None
        sensed = with_sense(self._live.sensed, by_site_id, told, self._clock.now())
        self._tell(replace(self._live, sensed=sensed))

    def tell_number(self, number: int) -> None:
        """This number of the countdown stands now."""
        self._emit(CountdownTold(number=number))

    def reach_zero(self) -> None:
        """The moment that was named has come."""
        assert self._live is not None
        self._live = replace(self._live, countdown=None)
        if self._live.status is SessionStatus.READY:
            self.open_session()
        else:
            self.resume_session()

    def reach_city(self) -> None:
        """The line is up (again)."""
        self.is_connected = True
        if self._live is None and self._joined is not None:
            self._live = self._first_live(self._joined)
        self._emit(
            ChannelChanged(
                is_connected=True,
                attempt=0,
                is_beside=self.is_beside,
                is_elsewhere=bool(self.platform),
            )
        )
        if self._live is not None:
            self._tell(self._live)

    def lose_city(self, *, attempt: int = 1) -> None:
        """The line is down; the nth dial failed."""
        self.is_connected = False
        self._emit(ChannelChanged(is_connected=False, attempt=attempt))

    def take_seat_away(self) -> None:
        """Another program took the seat."""
        self._joined = None
        self.is_connected = False
        self._emit(ChannelChanged(is_connected=False, attempt=0))
        self._emit(SeatTaken())

    def keep_out(self) -> None:
        """Another PC has the seat and keeps it."""
        self._joined = None
        self.is_connected = False
        self._emit(ChannelChanged(is_connected=False, attempt=0))
        self._emit(SeatInUse())

    def change(self, change: Callable[[LiveSession], LiveSession]) -> None:
        """Somebody else did something."""
        assert self._live is not None
        self._tell(change(self._live))

    def put_seat(self, seat: Seat) -> None:
        """Another site came, went, or raised its hand."""
        self._put_seat(seat)

    # ---- inside ----

    def _first_live(self, session_id: SessionId) -> LiveSession:
        return LiveSession(
            session_id=session_id,
            seq=0,
            status=self.status_at_join,
            step=Step.OPENING,
            pause_reason=None,
            opened_at=None if self.status_at_join is SessionStatus.READY else self._clock.now(),
            seats=(a_seat(self._own_site_id), *self.other_seats),
            speaking_site_id=None,
            floor_since=None,
            stage=None,
            skipped=(),
            roll=RollCall(),
            announced=(),
            queue=SpeakingQueue(),
            pauses=(),
            companions=(),
            consultations=(),
            read_back=ReadBack(),
            help_calls=(),
            platform=self.platform,
        )

    def allowed(self, action: str) -> LiveSession | None:
        if self.is_connected and self._live is not None:
            return self._live
        self._emit(ActionFailed(action=action, code=NOT_CONNECTED, data={}))
        return None

    def refuse(self, action: str) -> None:
        self._emit(ActionFailed(action=action, code=REFUSED, data={"reason": "not_allowed_now"}))

    def now(self) -> datetime:
        return self._clock.now()

    def _own_seat(self) -> Seat | None:
        if not self.is_connected or self._live is None:
            return None
        return self._live.seat(self._own_site_id)

    def _put_seat(self, seat: Seat) -> None:
        assert self._live is not None
        others = (one for one in self._live.seats if one.site_id != seat.site_id)
        self._tell(replace(self._live, seats=(*others, seat)))

    def _tell(self, live: LiveSession) -> None:
        live = followed(live, self._clock.now())
        self._live = replace(live, seq=live.seq + 1)
        self._emit(LiveSessionChanged(live=self._live))


def a_seat(site_id: SiteId) -> Seat:
    """A connected seat that sends its picture."""
    return Seat(
        site_id=site_id,
        is_connected=True,
        media_number=1,
        is_microphone_on=False,
        is_camera_on=True,
        has_hand_up=False,
    )
