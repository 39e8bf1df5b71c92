"""The session screen: joins channel, media, minutes and papers; one per entry into a session."""

from collections.abc import Callable, Iterable

from desktop.domain.clock import Clock
from desktop.domain.enums import Viewing
from desktop.domain.events import (
    ActionFailed,
    ChannelChanged,
    ChannelRefused,
    DeviceLost,
    DeviceReturned,
    Event,
    LiveSessionChanged,
    SeatTaken,
)
from desktop.domain.ids import SiteId
from desktop.domain.participant import CITIZEN_ROLES
from desktop.presenters.board import MessageBoard
from desktop.presenters.conduct import ConductPresenter
from desktop.presenters.desk_memory import remember_session
from desktop.presenters.device_words import device_message, outdated_codes
from desktop.presenters.drawing import Drawing, Panel
from desktop.presenters.ending import EndingPresenter, ended_message
from desktop.presenters.message import Message, MessageAction, MessageCode, Tone
from desktop.presenters.minutes import MinutesPresenter
from desktop.presenters.own_media import OwnMediaPresenter
from desktop.presenters.papers import PapersPresenter
from desktop.presenters.picture_words import picture_message
from desktop.presenters.roster import RosterPresenter
from desktop.presenters.services import Services
from desktop.presenters.session_context import SessionContext
from desktop.presenters.session_facts import SessionFacts
from desktop.presenters.session_state import CasePanel, SessionViewState, StepPanel
from desktop.presenters.verb import Verb

CHANNEL_ACTIONS = frozenset(
    {
        "join",
        "leave",
        "set_media",
        "type_line",
        "open_session",
        "pause_session",
        "resume_session",
        "close_session",
        "end_session",
        "set_step",
        "ask_floor",
        "give_floor",
        "present",
        "present_page",
        "select_devices",
    }
)
"""Actions whose failure is told over the pictures."""


class SessionPresenter:
    """One entry into one session.

    The parts are public: `minutes`, `papers`, `conduct`, `ending` and `own_media` take the
    officer's actions themselves. `on_changed` is called after every drawing, `on_left` once.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        context: SessionContext,
        render: Callable[[SessionViewState], None],
        on_changed: Callable[[], None],
        on_left: Callable[[], None],
    ) -> None:
        self._services = services
        self._on_changed = on_changed
        self._on_left = on_left
        self._drawing: Drawing[SessionViewState] = Drawing(render)
        self._board = MessageBoard(clock=clock)
        self._is_out = False
        self._refusal: str | None = None
        self._case: Panel[CasePanel] = Panel()
        self._steps: Panel[StepPanel] = Panel()
        self.context = context
        self.facts = SessionFacts(
            session_id=context.session_id,
            own_site_id=context.own_site_id,
            clock=clock,
            planned_status=context.plan.status,
            clock_offset_s=services.sync.status().clock_offset_s,
        )
        self.own_media = OwnMediaPresenter(
            services=services,
            clock=clock,
            context=context,
            facts=self.facts,
            on_floor_asked=self._tell_floor_asked,
        )
        self.ending = EndingPresenter(
            channel=services.channel, facts=self.facts, on_changed=self.draw
        )
        self.conduct = ConductPresenter(
            services=services,
            clock=clock,
            context=context,
            facts=self.facts,
            on_leave=self.leave,
            on_end=self.ending.open,
        )
        self.minutes = MinutesPresenter(
            services=services,
            clock=clock,
            context=context,
            facts=self.facts,
            on_changed=self.draw,
        )
        self.papers = PapersPresenter(
            services=services,
            context=context,
            facts=self.facts,
            board=MessageBoard(clock=clock),
            on_changed=self.draw,
        )
        self._roster = RosterPresenter(
            clock=clock,
            context=context,
            facts=self.facts,
            own_media=self.own_media,
            conduct=self.conduct,
        )

    # ---- what the officer does -------------------------------------------------------------

    def start(self, standing: Iterable[Event] = (), *, has_joined: bool = False) -> None:
        """Take the seat; after a kill, take up the open line as well.

        standing: facts that were told before. has_joined: the seat is being taken already.
        """
        for event in standing:
            self.facts.on_event(event)
        self._take_live()
        remember_session(self._services.memory, self.context.session_id)
        self._services.views.note(self.context.session_id, Viewing.SESSION)
        self.minutes.start()
        if not has_joined:
            self._services.channel.join(self.context.session_id)
        self.own_media.start()
        self._take_live()
        self.draw()

    def press(self, verb: Verb) -> None:
        """A button or key of this verb."""
        self.conduct.press(verb)
        self.draw()

    def press_row(self, site_id: SiteId) -> None:
        """The button of a queue row."""
        self.conduct.press_row(site_id)
        self.draw()

    def press_floor_key(self) -> None:
        """F7."""
        self.conduct.press_floor_key()
        self.draw()

    def toggle_microphone(self) -> None:
        """F4."""
        self.own_media.toggle_microphone()
        self.draw()

    def toggle_camera(self) -> None:
        """Camera on or off."""
        self.own_media.toggle_camera()
        self.draw()

    def take_seat_back(self) -> None:
        """After another program took the seat, or after a refusal: join again."""
        self._is_out = False
        self._refusal = None
        self.facts.begin_anew()
        self._services.channel.join(self.context.session_id)
        self.own_media.start()
        self.draw()

    def act_on_message(self, message: Message) -> None:
        """The one button of a banner."""
        match message.action:
            case MessageAction.TAKE_SEAT_BACK | MessageAction.RETRY:
                self.take_seat_back()
            case MessageAction.OPEN_MICROPHONE:
                self.toggle_microphone()
            case MessageAction.LOWER_HAND:
                self._board.withdraw(message.code)
                self._services.channel.ask_floor(has_hand_up=False)
                self.draw()
            case _:
                self._board.withdraw(message.code)
                self.draw()

    def leave(self) -> None:
        """Rời buổi: everything typed is kept, the seat and the devices are given back."""
        self.minutes.leave()
        self.own_media.stop()
        self._services.channel.leave()
        self._services.media.close_devices()
        remember_session(self._services.memory, None)
        self._on_left()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact: first the facts, then those who act on them."""
        lost_s = self.facts.seconds_since(self.facts.lost_since_s)
        was_lost = self.facts.has_been_connected and not self.facts.is_connected
        self.facts.on_event(event)
        self._take_own(event, lost_s=lost_s, was_lost=was_lost)
        self.own_media.on_event(event)
        self.ending.on_event(event)
        self.minutes.on_event(event)
        self.papers.on_event(event)
        self.draw()

    def on_tick(self) -> None:
        """Time went on; call it every 100 to 250 ms."""
        self.minutes.on_tick()
        self.draw()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())
        self._on_changed()

    # ---- inside ----------------------------------------------------------------------------

    def state(self) -> SessionViewState:
        """What the screen draws now."""
        plan, live = self.context.plan, self.facts.live
        return SessionViewState(
            session_id=plan.id,
            session_code=plan.code,
            title=plan.title,
            starts_at=plan.scheduled_start,
            is_practice=plan.is_practice,
            status=self.facts.status,
            pause_reason=live.pause_reason if live else None,
            clock_s=self.facts.clock_s(),
            is_connected=self.facts.is_connected,
            is_out=self._is_out,
            case=self._case.kept(self._case_panel()),
            steps=self._steps.kept(self.conduct.steps()),
            roster=self._roster.panel(),
            minutes=self.minutes.panel(),
            papers=self.papers.panel(),
            verbs=self.conduct.verbs(),
            ending=self.ending.sheet(),
            is_microphone_on=self.own_media.is_microphone_on,
            is_camera_on=self.own_media.is_camera_on,
            banners=self._board.messages(self._standing()),
        )

    def _take_own(self, event: Event, *, lost_s: int, was_lost: bool) -> None:
        match event:
            case ChannelChanged(is_connected=True) if was_lost:
                self._board.tell(
                    Message(code=MessageCode.CITY_BACK, tone=Tone.OK, data={"seconds": lost_s})
                )
            case LiveSessionChanged() if self._has_floor():
                self._board.withdraw(MessageCode.FLOOR_ASKED)
            case SeatTaken():
                self._be_out(None)
            case ChannelRefused(code=code):
                self._be_out(code)
            case DeviceLost() | DeviceReturned():
                for code in outdated_codes(event, self._board.messages()):
                    self._board.withdraw(code)
                self._board.tell(device_message(event))
            case ActionFailed(action=action) if action in CHANNEL_ACTIONS:
                self._board.tell(
                    Message(
                        code=event.code,
                        tone=Tone.WARN,
                        data=dict(event.data),
                        action=MessageAction.DISMISS,
                    )
                )
            case _:
                pass

    def _be_out(self, refusal: str | None) -> None:
        self._is_out = True
        self._refusal = refusal
        self.minutes.flush()
        self.own_media.stop()

    def _take_live(self) -> None:
        live = self._services.channel.live()
        if live is not None:
            self.facts.take_live(live)

    def _tell_floor_asked(self) -> None:
        self._board.tell(
            Message(code=MessageCode.FLOOR_ASKED, tone=Tone.INFO, action=MessageAction.LOWER_HAND)
        )

    def _standing(self) -> tuple[Message, ...]:
        """Messages that stay while their cause stays."""
        candidates = (
            self._out_message(),
            ended_message(self.facts),
            self._city_lost_message(),
            self._engine_message(),
            picture_message(self.context, self.facts),
            self._speaking_muted_message(),
            self._not_opened_message(),
        )
        return tuple(message for message in candidates if message is not None)

    def _out_message(self) -> Message | None:
        if not self._is_out:
            return None
        if self._refusal is not None:
            return Message(code=self._refusal, tone=Tone.DANGER, action=MessageAction.RETRY)
        return Message(
            code=MessageCode.SEAT_TAKEN, tone=Tone.DANGER, action=MessageAction.TAKE_SEAT_BACK
        )

    def _city_lost_message(self) -> Message | None:
        facts = self.facts
        is_first_try = not facts.has_been_connected and facts.attempt == 0
        if self._is_out or facts.is_connected or is_first_try:
            return None
        site = self.context.site(self.context.plan.central_site_id)
        return Message(
            code=MessageCode.CITY_LOST,
            tone=Tone.WARN,
            data={
                "attempt": facts.attempt,
                "seconds": facts.seconds_since(facts.lost_since_s),
                "phone": site.fallback_phone if site else "",
            },
        )

    def _engine_message(self) -> Message | None:
        if self.facts.is_engine_up:
            is_lacking = self.facts.is_relay_lacking
            return Message(code=MessageCode.RELAY_LACKING, tone=Tone.WARN) if is_lacking else None
        return Message(
            code=MessageCode.ENGINE_LOST,
            tone=Tone.WARN,
            data={"restarts": self.facts.engine_restarts},
        )

    def _speaking_muted_message(self) -> Message | None:
        if not self.own_media.is_speaking_muted:
            return None
        return Message(
            code=MessageCode.SPEAKING_MUTED,
            tone=Tone.WARN,
            action=MessageAction.OPEN_MICROPHONE,
        )

    def _not_opened_message(self) -> Message | None:
        if self.facts.is_open or self.facts.is_over or not self.facts.is_connected:
            return None
        return Message(code=MessageCode.NOT_OPENED, tone=Tone.INFO)

    def _has_floor(self) -> bool:
        return self.facts.speaking_site_id == self.context.own_site_id

    def _is_here(self, site_id: SiteId) -> bool:
        if site_id == self.context.own_site_id:
            return True
        seat = self.facts.seat(site_id)
        return seat is not None and seat.is_connected

    def _case_panel(self) -> CasePanel:
        case, plan = self.context.case, self.context.plan
        here = [
            person
            for person in plan.participants
            if person.attended and self._is_here(person.site_id)
        ]
        citizens = [person for person in here if person.role in CITIZEN_ROLES]
        sites = [site_id for site_id in plan.site_ids if self._is_here(site_id)]
        return CasePanel(
            code=case.code if case else "",
            title=case.title if case else plan.title,
            petition_type=case.petition_type if case else None,
            flags=case.flags if case else frozenset(),
            request=case.request if case else "",
            previous_result=case.previous_result if case else "",
            group_size=case.group_size if case else 0,
            officials_here=len(here) - len(citizens),
            citizens_here=len(citizens),
            sites_here=len(sites),
        )
