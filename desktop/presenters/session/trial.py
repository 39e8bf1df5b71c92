"""Kết nối thử: the rooms of a planned session meet, and measure what they see and hear.

A call of its own: no seat in the session, no minutes. Its result is the evidence of the gate.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import (
    ChannelChanged,
    ChannelRefused,
    LiveSessionChanged,
    TrialPageArrived,
)
from desktop.domain.conduct.line_soak import SoakRules
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.trial import directions
from desktop.domain.directory.site import SiteKind
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.gate import Gate, GateKind
from desktop.domain.reception.session import SessionPlan
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.services.services import Services
from desktop.presenters.session.sense_meter import SenseMeter, SenseTeller
from desktop.presenters.session.trial_messages import trial_message
from desktop.presenters.session.trial_page import ArrivedPage, Drawn, lacks
from desktop.presenters.session.trial_pictures import TrialPictures
from desktop.presenters.session.trial_rows import TrialRows
from desktop.presenters.session.trial_soak import TrialSoak
from desktop.presenters.session.trial_state import (
    SenseWord,
    TrialCell,
    TrialRow,
    TrialViewState,
)
from desktop.presenters.session.trial_take import TrialTake
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.render_on_change import RenderOnChange

CONFIRM_LIMIT_S = 20.0
"""After the city's word the plan has to come; then the button may be pressed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDoors:
    """on_left: called once, when the officer goes. on_changed: what is sent or shown changed.

    has_second_display: on a screen of its own. is_covered: by the officer.
    """

    on_changed: Callable[[], None]
    on_left: Callable[[], None]
    has_second_display: Callable[[], bool]
    is_covered: Callable[[], bool]


class TrialPresenter:
    """One visit. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        context: SessionContext,
        call_id: SessionId,
        doors: TrialDoors,
        render: Callable[[TrialViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._context = context
        self._call_id = call_id
        self._plan = self._read_plan()
        self._doors = doors
        self._drawing: RenderOnChange[TrialViewState] = RenderOnChange(render)
        self._meter = SenseMeter(media=services.media, clock=clock)
        self._matrix = TrialRows(clock=clock, context=context)
        self._is_engine_up = True
        self._pictures = TrialPictures(context=context)
        self._teller = SenseTeller(meter=self._meter, channel=services.channel, clock=clock)
        self._page = ArrivedPage(
            channel=services.channel,
            has_second_display=doors.has_second_display,
            is_covered=doors.is_covered,
        )
        self._take = TrialTake(media=services.media, clock=clock)
        self._soak = TrialSoak(
            channel=services.channel, clock=clock, own_site_id=context.own_site_id
        )
        self._is_microphone_on = True
        self._confirming_s: float | None = None
        self._failure: Message | None = None
        self._is_left = False
        self._page_told: tuple[int, bytes] | None = None

    # ---- what the officer does -------------------------------------------------------------

    def start(self, standing: Iterable[Event] = ()) -> None:
        """Camera and microphone on, and into the call. standing: facts told before."""
        for event in standing:
            self._take_media(event)
        media = self._services.media
        media.open_devices()
        media.set_microphone(is_on=True)
        media.set_camera(is_on=True)
        self._services.channel.join(self._call_id, JoinWay.TAKE)
        self.draw()

    def toggle_microphone(self) -> None:
        """F4."""
        self._is_microphone_on = not self._is_microphone_on
        self._services.media.set_microphone(is_on=self._is_microphone_on)
        self._tell_media()
        self.draw()
        self._doors.on_changed()

    def doubt(self, site_id: SiteId) -> None:
        """This room's own direction is not good, whatever was measured; or it is measured anew."""
        if not self._matrix.is_there(site_id) or site_id not in self._others():
            return
        was_doubted = self._matrix.is_doubted(self._context.own_site_id, site_id)
        self._services.channel.doubt_site(site_id, is_doubted=not was_doubted)
        if was_doubted:
            self._meter.forget(site_id)
            self._tell(is_due=True)
        self.draw()

    def show_page(self) -> None:
        """Chiếu trang thử."""
        if self._can_show():
            self._failure = None
            self._services.channel.show_trial_page()

    def page_drawn(self, number: int, on: Drawn = Drawn.OFFICER) -> None:
        """A display has painted the page of this showing."""
        self._page.drawn(number, on)
        self.draw()

    def record_take(self) -> None:
        """Ghi thử."""
        self._take.begin()
        self.draw()

    def toggle_soak(self, rules: SoakRules | None = None) -> None:
        """Thử đường truyền: begin, or stop. rules: None for those of today."""
        self._soak.toggle(self._present(), rules)
        self.draw()

    def confirm(self) -> None:
        """Ghi nhận kết nối thử."""
        if not self._can_confirm():
            return
        self._failure = None
        self._confirming_s = self._clock.monotonic()
        self._services.channel.confirm_trial()
        self.draw()

    def leave(self) -> None:
        """Out of the call; devices and line are let go."""
        if self._is_left:
            return
        self._is_left = True
        self._services.channel.leave()
        self._services.media.close_devices()
        self._doors.on_left()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        self._meter.on_event(event)
        self._take.on_event(event)
        self._soak.on_event(event)
        match event:
            case LiveSessionChanged(live=live) if live.session_id == self._call_id:
                self._take_live(live)
            case ChannelChanged(is_connected=is_connected):
                self._take_channel(is_connected=is_connected)
            case ChannelRefused(code=code):
                self._matrix.is_connected = False
                self._failure = Message(code=code, tone=Tone.DANGER)
            case TrialPageArrived():
                self._page.take(event)
            case ActionFailed(
                action="confirm_trial" | "join" | "open_devices" | "show_trial_page" | "doubt_site"
            ):
                self._confirming_s = None
                self._failure = failure_message(event)
            case ScheduleChanged():
                self._plan = self._read_plan()
                if self._gate().passed_at is not None:
                    self._confirming_s = None
            case _:
                self._take_media(event)
        self.draw()

    def on_tick(self) -> None:
        """Time went on; call it every 100 to 250 ms."""
        self._take.on_tick()
        self._page.look()
        self._soak.on_tick(self._present(), is_connected=self._matrix.is_connected)
        if self._meter.look():
            self._tell()
        since_s = self._confirming_s
        if since_s is not None and self._clock.monotonic() - since_s >= CONFIRM_LIMIT_S:
            self._confirming_s = None
        self.draw()

    def draw(self) -> None:
        """Draw what changed; display 2 has the page too."""
        self._drawing.draw(self.state())
        if self._page.shown != self._page_told:
            self._page_told = self._page.shown
            self._doors.on_changed()

    def state(self) -> TrialViewState:
        """What the screen draws now."""
        plan, gate = self._plan, self._gate()
        rows = self._rows()
        is_passed = gate.passed_at is not None
        remaining = int((gate.due_at - self._clock.now()).total_seconds())
        return TrialViewState(
            session_id=plan.id,
            title=plan.title,
            starts_at=plan.scheduled_start,
            is_practice=plan.is_practice,
            rows=rows,
            tiles=self._pictures.tiles(
                self._matrix.live, filter(self._matrix.is_there, plan.site_ids)
            ),
            page=self._page.view(self._context.site_name, can_show=self._can_show()),
            take=self._take.take,
            soak=self._soak.view(self._context.site_name, self._present()),
            pages_lacking=lacks(row.page for row in rows),
            good=sum(map(_is_good, _cells(rows))),
            ways=len(list(directions(plan.site_ids))),
            due_at=None if is_passed else gate.due_at,
            remaining_s=None if is_passed or remaining < 0 else remaining,
            passed_at=gate.passed_at,
            evidence=gate.evidence,
            is_microphone_on=self._is_microphone_on,
            may_confirm=self._may_confirm(),
            can_confirm=self._can_confirm(),
            is_confirming=self._confirming_s is not None,
            message=self._message(rows),
        )

    @property
    def page(self) -> tuple[int, bytes] | None:
        """The page that is shown and its showing, for every display of this room."""
        return self._page.shown

    @property
    def is_microphone_on(self) -> bool:
        """Whether the sound of this room is sent."""
        return self._is_microphone_on

    # ---- facts -----------------------------------------------------------------------------

    def _take_live(self, live: LiveSession) -> None:
        self._matrix.take_live(live)
        self._page.follow(live.trial_page)
        self._soak.follow(live.soaks)

    def _take_channel(self, *, is_connected: bool) -> None:
        self._matrix.is_connected = is_connected
        if is_connected:
            self._failure = None
            self._teller.begin_anew()
            self._soak.on_line()
            self._tell_media()

    def _take_media(self, event: Event) -> None:
        self._pictures.take(event)
        if isinstance(event, EngineStateChanged):
            self._is_engine_up = event.is_up
            if event.is_up:
                self._tell_media()

    def _tell_media(self) -> None:
        self._services.channel.set_media(is_microphone_on=self._is_microphone_on, is_camera_on=True)

    def _tell(self, *, is_due: bool = False) -> None:
        if self._matrix.is_connected:
            self._teller.tell(self._present(), is_due=is_due)

    # ---- reading ---------------------------------------------------------------------------

    def _read_plan(self) -> SessionPlan:
        """As it is known now: its gate may have been passed meanwhile.

        Read when it changed, never while drawing: the store is asked by other threads too.
        """
        plans = self._services.schedule.sessions()
        known = (one for one in plans if one.id == self._context.session_id)
        return next(known, self._context.plan)

    def _gate(self) -> Gate:
        gates = self._plan.gates
        return next(one for one in gates if one.kind is GateKind.TRIAL)

    def _others(self) -> tuple[SiteId, ...]:
        own = self._context.own_site_id
        return tuple(one for one in self._plan.site_ids if one != own)

    def _present(self) -> tuple[SiteId, ...]:
        return tuple(filter(self._matrix.is_there, self._others()))

    def _can_show(self) -> bool:
        is_there = self._matrix.is_there(self._context.own_site_id)
        return is_there and self._context.may(Right.PRESENT_PAPER)

    def _rows(self) -> tuple[TrialRow, ...]:
        return self._matrix.rows(self._plan.site_ids, self._page.word)

    def _may_confirm(self) -> bool:
        """Headquarters, or the site whose chair receives."""
        own = self._context.own_site
        is_theirs = own.kind is SiteKind.HEADQUARTERS or own.id == self._plan.central_site_id
        return is_theirs and self._context.may(Right.SCHEDULE_SESSION)

    def _can_confirm(self) -> bool:
        is_open = self._gate().passed_at is None and self._confirming_s is None
        is_measured = self._soak.is_running or bool(self._soak.running_at(self._present()))
        is_open = is_open and not is_measured  # the result belongs to the evidence
        rows = self._rows()
        is_good = all(map(_is_good, _cells(rows))) and not lacks(row.page for row in rows)
        return self._may_confirm() and is_open and is_good

    def _message(self, rows: tuple[TrialRow, ...]) -> Message | None:
        gate = self._gate()
        if self._failure is not None:
            return self._failure
        if gate.passed_at is None and not self._is_engine_up:
            return Message(code=MessageCode.ENGINE_LOST, tone=Tone.WARN, data={"restarts": 0})
        was_measured = self._matrix.was_measured
        return trial_message(rows, gate, self._clock.now(), was_measured=was_measured)


def _cells(rows: Iterable[TrialRow]) -> Iterator[TrialCell]:
    for row in rows:
        yield from filter(None, row.cells)


def _is_good(cell: TrialCell) -> bool:
    return cell.sees is SenseWord.GOOD and cell.hears is SenseWord.GOOD
