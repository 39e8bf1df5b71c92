"""The session screen: joins channel, media, minutes and papers; one per entry into a session."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.casework.matter.case import Viewing
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import (
    ChannelChanged,
    ChannelRefused,
    LiveSessionChanged,
    SeatInUse,
    SeatTaken,
)
from desktop.domain.devices.events import DeviceLost, DeviceReturned
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SiteId
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import CITIZEN_ROLES
from desktop.domain.reception.platform import connected_words
from desktop.domain.reception.session import CALLED_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.wanted import elsewhere_of
from desktop.presenters.conduct.calls.calling import ACTIONS as CALL_ACTIONS
from desktop.presenters.conduct.calls.calling import CallingPresenter
from desktop.presenters.conduct.calls.help_calling import ACTIONS as HELP_ACTIONS
from desktop.presenters.conduct.conduct import ConductPresenter
from desktop.presenters.conduct.consultation.consulting import ConsultingPresenter
from desktop.presenters.conduct.deeds.ending import EndingPresenter
from desktop.presenters.conduct.deeds.pausing import PausingPresenter
from desktop.presenters.conduct.deeds.skipping import SkippingPresenter
from desktop.presenters.conduct.live_sheet import SheetParts
from desktop.presenters.conduct.roll.roll_call import RollPresenter
from desktop.presenters.conduct.roster.local_media import OwnMediaPresenter
from desktop.presenters.conduct.roster.roster import RosterPresenter
from desktop.presenters.conduct.sheets import Sheets
from desktop.presenters.conduct.signing.signing import SigningPresenter
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.live.resume_point import remember_session
from desktop.presenters.live.seated_sites import invited_sites
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.papers.papers import PapersPresenter
from desktop.presenters.papers.screens import PaperParts
from desktop.presenters.record.call_lines import CallLines
from desktop.presenters.record.continuity import ContinuityPresenter, LossOwner
from desktop.presenters.record.deputing import DeputingPresenter
from desktop.presenters.record.incident import IncidentPresenter
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.presenters.record.reading.read_back import ReadBackPresenter
from desktop.presenters.record.recording_watch import RecordingWatch
from desktop.presenters.services.services import Services
from desktop.presenters.session.banner_turn import BannerTurn
from desktop.presenters.session.concluding import ConcludingPresenter
from desktop.presenters.session.media_messages import device_message, outdated_codes
from desktop.presenters.session.sense_meter import SenseMeter, SenseTeller
from desktop.presenters.session.session_state import CasePanel, SessionViewState
from desktop.presenters.session.standing_messages import Standing, standing_messages
from desktop.presenters.view.message import (
    Message,
    MessageAction,
    Tone,
    failure_message,
    offline_message,
)
from desktop.presenters.view.message_board import MessageBoard
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.render_on_change import Panel, RenderOnChange

if TYPE_CHECKING:
    from desktop.presenters.conduct.roll.roll_state import RollSheet
    from desktop.presenters.conduct.steps_state import StepPanel

CHANNEL_ACTIONS = frozenset(
    {
        "join",
        "leave",
        "set_media",
        "type_line",
        "open_session",
        "count_down",
        "pause_session",
        "resume_session",
        "close_session",
        "end_session",
        "set_step",
        "begin_consultation",
        "end_consultation",
        "note_presence",
        "add_person",
        "drop_person",
        "note_announcement",
        "read_line",
        "note_objection",
        "note_signature",
        "set_copies",
        "ask_floor",
        "give_floor",
        "lower_hands",
        "move_hand",
        "lock_microphone",
        "present",
        "present_page",
        "select_devices",
        "witness_gate",
        *CALL_ACTIONS,
        *HELP_ACTIONS,
    }
)
"""Actions whose failure is told over the pictures."""
_WAYS_IN = {
    MessageAction.TAKE_SEAT_BACK: JoinWay.TAKE,
    MessageAction.TAKE_OVER: JoinWay.TAKE,
    MessageAction.JOIN_BESIDE: JoinWay.BESIDE,
}
"""How the button of a banner comes in."""
_OF_HANDS = frozenset({"give_floor", "move_hand"})
"""Of them those that name a raised hand."""


class SessionPresenter:
    """One entry into one session.

    The parts are public: `minutes`, `papers`, `conduct`, `ending`, `skipping`, `pausing`,
    `consulting`, `calling`, `roll`, `signing`, `continuity`, `concluding` and `own_media` take
    the officer's actions themselves.
    `on_changed` is called after every drawing, `on_left` once.
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
        self._on_changed, self._on_left = on_changed, on_left
        self._drawing: RenderOnChange[SessionViewState] = RenderOnChange(render)
        self._board = MessageBoard(clock=clock)
        self._banner_turn = BannerTurn(clock=clock)
        self._refusal: str | None = None
        self._way = JoinWay.ASK
        self._case: Panel[CasePanel] = Panel()
        self._steps: Panel[StepPanel] = Panel()
        self._roll_sheet: Panel[RollSheet | None] = Panel()
        self.facts = _facts_of(services, clock, context)
        context = self.context = replace(context, called_names=self.facts.called_names)
        entry = SessionEntry(services=services, clock=clock, context=context, facts=self.facts)
        self.own_media = OwnMediaPresenter(
            entry=entry,
            ask_floor=self._ask_floor,
            on_floor_asked=self._tell_floor_asked,
            on_offline=self._tell_offline,
        )
        parts = SheetParts(entry=entry, on_changed=self.draw, on_offline=self._tell_offline)
        self.ending = EndingPresenter(parts)
        self.roll = RollPresenter(parts, on_open=lambda: _make_room(self))
        self.calling = CallingPresenter(
            parts,
            on_open=lambda: _make_room(self, but_calling=True),
            tell=self._board.tell,
        )
        self.signing = SigningPresenter(parts, on_open=lambda: _make_room(self, but_signing=True))
        self._call_lines = CallLines(entry=entry)
        self.skipping = SkippingPresenter(parts, is_roll_whole=lambda: self.roll.is_whole)
        self.pausing = PausingPresenter(parts, hush=self.own_media.hush)
        self.consulting = ConsultingPresenter(parts, context=context)
        self.conduct = ConductPresenter(
            entry=entry,
            on_leave=self.leave,
            on_end=self._ask_ending,
            on_offline=self._tell_offline,
            sheets=Sheets(
                ending=self.ending,
                skipping=self.skipping,
                pausing=self.pausing,
                consulting=self.consulting,
                calling=self.calling,
                signing=self.signing,
            ),
        )
        self.minutes = MinutesPresenter(entry=entry, on_changed=self.draw)
        self._deputing = DeputingPresenter(entry=entry, minutes=self.minutes)
        self._recording = RecordingWatch(entry=entry, minutes=self.minutes)
        self.continuity = ContinuityPresenter(
            entry=entry,
            minutes=self.minutes,
            owner=LossOwner(
                tell=self._board.tell,
                adjourn=lambda: _ask_adjourning(self),
                on_changed=self.draw,
            ),
        )
        self.read_back = ReadBackPresenter(
            entry=entry,
            on_offline=self._tell_offline,
            tell=self._board.tell,
            on_changed=self.draw,
        )
        self.incident = IncidentPresenter(
            entry=entry,
            minutes=self.minutes,
            on_secret=partial(self.conduct.press, Verb.PAUSE_FOR_SECRET),
            on_changed=self.draw,
            tell=self._board.tell,
        )
        self.concluding = ConcludingPresenter(
            entry=entry, minutes=self.minutes, on_changed=self.draw, tell=self._board.tell
        )
        self.papers = PapersPresenter(
            PaperParts(
                entry=entry,
                board=MessageBoard(clock=clock),
                on_changed=self.draw,
                on_offline=self._tell_offline,
            )
        )
        self._meter = SenseMeter(media=services.media, clock=clock)
        self._teller = SenseTeller(meter=self._meter, channel=services.channel, clock=clock)
        self._roster = RosterPresenter(entry=entry, own_media=self.own_media, conduct=self.conduct)

    # ---- what the officer does -------------------------------------------------------------

    def start(
        self,
        standing: Iterable[Event] = (),
        *,
        has_joined: bool = False,
        way: JoinWay = JoinWay.ASK,
    ) -> None:
        """Come in; after a kill, take up the open line as well.

        standing: facts that were told before. has_joined: it is being joined already, in this way.
        """
        self._sit(way)
        for event in standing:
            self.facts.on_event(event)
            self._meter.on_event(event)
        self._take_live()
        self._services.views.note(self.context.session_id, Viewing.SESSION)
        self._services.papers.attend(self.context.session_id)
        self.minutes.start()
        if not has_joined:
            self._services.channel.join(self.context.session_id, way)
        self.own_media.start()
        self._take_live()
        self.draw()

    def press(self, verb: Verb) -> None:
        """A button or key of this verb."""
        self.conduct.press(verb)
        deeds = (self.skipping, self.pausing, self.consulting, self.ending)
        sheets = tuple(one.sheet() for one in deeds)
        if any(one is not None for one in sheets):
            self.roll.close()
            self.calling.close()
            self.signing.close()
        _keep_one(self, verb)
        self.draw()

    def press_row(self, site_id: SiteId) -> None:
        """The button of a queue row."""
        self.conduct.press_row(site_id)
        self.draw()

    def press_hand(self, number: int) -> None:
        """The button of a raised hand's row."""
        hand = next((one for one in self.conduct.speaking.hands if one.number == number), None)
        if hand is not None:
            self.conduct.press_hand(hand)
        self.draw()

    def hold_microphone(self, *, is_held: bool) -> None:
        """F9: own microphone on while it is held."""
        self.own_media.hold_microphone(is_held=is_held)
        self.draw()

    def press_floor_key(self) -> None:
        """F7: invite the next raised hand, or ask for the floor."""
        self.conduct.press_floor_key()
        self.draw()

    def toggle_microphone(self) -> None:
        """F4: own microphone on or off."""
        self.own_media.toggle_microphone()
        self.draw()

    def toggle_camera(self) -> None:
        """Camera on or off."""
        self.own_media.toggle_camera()
        self.draw()

    def come_in(self, way: JoinWay) -> None:
        """After another program took the seat, after a refusal, or from beside it: join so."""
        self._refusal = None
        self.facts.begin_anew()
        self._sit(way)
        self._services.channel.join(self.context.session_id, way)
        self.own_media.start()
        self.draw()

    def act_on_message(self, message: Message) -> None:
        """The one button of a banner."""
        match message.action:
            case action if action in _WAYS_IN:
                self.come_in(_WAYS_IN[action])
            case MessageAction.RETRY:
                self.come_in(self._way)
            case MessageAction.OPEN_MICROPHONE:
                self.toggle_microphone()
            case MessageAction.JOIN_IN:
                self.press(Verb.JOIN_IN)
            case MessageAction.TAKE_HELP_CALL:
                self.calling.help.take()
            case MessageAction.NOTE_CONNECTED:
                words = connected_words(len(self.context.plan.site_ids))
                planning, session_id = self._services.planning, self.context.session_id
                planning.witness(session_id, GateKind.CONNECTED, words)
            case MessageAction.LOWER_HAND:
                self._board.withdraw(message.code)
                self._services.channel.ask_floor(has_hand_up=False)
                self.draw()
            case _:
                self._board.withdraw(message.code)
                self._recording.see(message.code)
                self.continuity.see(message.code)
                self.draw()

    def show_next_banner(self) -> None:
        """The button of a banner that became a strip, or that has others behind it."""
        self._banner_turn.next(self._banners())
        self.draw()

    def leave(self) -> None:
        """Rời buổi: everything typed is kept, the seat and the devices are given back."""
        self.minutes.leave()
        self.concluding.leave()
        self.read_back.leave()
        self.own_media.stop()
        self._services.channel.leave()
        self._services.media.close_devices()
        self._services.papers.attend(None)
        remember_session(self._services.memory, None)
        self._on_left()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact: first the facts, then those who act on them."""
        lost_s = self.facts.seconds_since(self.facts.lost_since_s)
        was_lost = self.facts.has_been_connected and not self.facts.is_connected
        self.facts.on_event(event)
        self._take_own(event, lost_s=lost_s, was_lost=was_lost)
        self._meter.on_event(event)
        self.own_media.on_event(event)
        self.ending.on_event(event)
        self.skipping.on_event(event)
        self.pausing.on_event(event)
        self.consulting.on_event(event)
        self.roll.on_event(event)
        self.calling.on_event(event)
        self.signing.on_event(event)
        self._call_lines.on_event(event)
        self.minutes.on_event(event)
        self.read_back.on_event(event)
        self.concluding.on_event(event)
        self._deputing.follow()
        self._recording.follow()
        self.continuity.on_event(event)
        self.papers.on_event(event)
        self.draw()

    def on_tick(self) -> None:
        """Time went on; call it every 100 to 250 ms."""
        self.minutes.on_tick()
        self.concluding.on_tick()
        self._recording.follow()
        self.signing.on_tick()
        self._tell_senses()
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
            back_at=self.facts.back_at(),
            counted=self.facts.counted,
            clock_s=self.facts.clock_s(),
            is_connected=self.facts.is_connected,
            is_out=self.facts.is_out,
            case=self._case.kept(self._case_panel()),
            steps=self._steps.kept(self.conduct.steps()),
            roster=self._roster.panel(),
            minutes=self.minutes.panel(),
            concluding=self.concluding.panel(),
            can_conclude=self.concluding.can_conclude,
            read_back=self.read_back.panel(),
            loss=self.continuity.card(),
            papers=self.papers.panel(),
            verbs=self.conduct.verbs(),
            ending=self.ending.sheet(),
            skipping=self.skipping.sheet(),
            pausing=self.pausing.sheet(),
            consulting=self.consulting.sheet(),
            incident=self.incident.card(),
            calling=self.calling.sheet(),
            roll=self._roll_sheet.kept(self.roll.sheet()),
            roll_button=self.roll.button(),
            signing=self.signing.bar(),
            signing_sheet=self.signing.sheet(),
            is_microphone_on=self.own_media.is_microphone_on,
            is_camera_on=self.own_media.is_camera_on,
            microphone_switch=self.own_media.microphone_switch,
            camera_switch=self.own_media.camera_switch,
            banners=self._banners(),
            is_banner_small=self._banner_turn.is_small,
            is_alarm=self._recording.is_alarm,
        )

    def _banners(self) -> tuple[Message, ...]:
        return self._banner_turn.ordered(self._board.messages(self._standing()))

    def _take_own(self, event: Event, *, lost_s: int, was_lost: bool) -> None:
        match event:
            case ChannelChanged(is_connected=True) if was_lost:
                self._teller.begin_anew()
                self._board.withdraw(MessageCode.NOT_DONE_OFFLINE)
                self._board.tell(
                    Message(code=MessageCode.CITY_BACK, tone=Tone.OK, data={"seconds": lost_s})
                )
            case LiveSessionChanged() if self._has_floor():
                self._board.withdraw(MessageCode.FLOOR_ASKED)
            case SeatTaken() | SeatInUse() | ChannelRefused():
                self._be_out(_refusal(event))
            case DeviceLost() | DeviceReturned():
                for code in outdated_codes(event, self._board.messages()):
                    self._board.withdraw(code)
                self._board.tell(device_message(event))
            case ActionFailed(action=action) if action in CHANNEL_ACTIONS:
                self._board.tell(_not_done(event))
            case _:
                pass

    def _ask_ending(self) -> None:
        self.skipping.close()
        self.pausing.close()
        self.consulting.close()
        self.ending.open()

    def _sit(self, way: JoinWay) -> None:
        self._way = way
        is_beside = way is JoinWay.BESIDE
        self.facts.is_beside = is_beside
        remember_session(self._services.memory, self.context.session_id, is_beside=is_beside)

    def _be_out(self, refusal: str | None) -> None:
        self.facts.is_out = True
        self._refusal = refusal
        self.minutes.flush()
        self.read_back.leave()
        self.own_media.stop()

    def _take_live(self) -> None:
        live = self._services.channel.live()
        if live is not None:
            self.facts.take_live(live)

    def _tell_senses(self) -> None:
        """Before the opening the city asks what is seen and heard: its gate follows from that."""
        live = self.facts.live
        if (
            self.facts.is_beside
            or live is None
            or not live.takes_senses
            or live.status not in CALLED_STATUSES
        ):
            return
        if self._meter.look() and self.facts.is_connected:
            own = self.context.own_site_id
            there = (one.site_id for one in live.seats if one.is_connected and one.site_id != own)
            self._teller.tell(there)

    def _ask_floor(self) -> None:
        self.conduct.speaking.ask()

    def _tell_floor_asked(self) -> None:
        self._board.tell(
            Message(code=MessageCode.FLOOR_ASKED, tone=Tone.INFO, action=MessageAction.LOWER_HAND)
        )

    def _tell_offline(self) -> None:
        self._board.tell(offline_message())

    def _standing(self) -> tuple[Message, ...]:
        standing = standing_messages(
            Standing(
                context=self.context,
                facts=self.facts,
                is_out=self.facts.is_out,
                refusal=self._refusal,
                is_speaking_muted=self.own_media.is_speaking_muted,
                ticket=_ticket_here(self._services, self.context),
            )
        )
        return (*self._recording.messages(), *self.continuity.messages(), *standing)

    def _has_floor(self) -> bool:
        return self.facts.speaking_site_id == self.context.own_site_id

    def _case_panel(self) -> CasePanel:
        case, plan = self.context.case, self.context.plan
        citizens = [person for person in plan.participants if person.role in CITIZEN_ROLES]
        return CasePanel(
            code=case.code if case else "",
            title=case.title if case else plan.title,
            petition_type=case.petition_type if case else None,
            flags=case.flags if case else frozenset(),
            request=case.request if case else "",
            previous_result=case.told_result if case else "",
            group_size=case.group_size if case else 0,
            officials_invited=len(plan.participants) - len(citizens),
            citizens_invited=len(citizens),
            sites_invited=len(invited_sites(self.context, self.facts)),
            roll=self.roll.counts(),
        )


def _not_done(event: ActionFailed) -> Message:
    """What the city refused; a hand that somebody else lowered meanwhile is nobody's mistake."""
    message = failure_message(event, tone=Tone.WARN, action=MessageAction.DISMISS)
    is_gone = event.action in _OF_HANDS and event.data.get("reason") == "not_found"
    return replace(message, code=MessageCode.HAND_GONE, data={}) if is_gone else message


def _refusal(event: SeatTaken | SeatInUse | ChannelRefused) -> str | None:
    """Why this desk is out of the session; None: another program took its seat."""
    if isinstance(event, SeatInUse):
        return MessageCode.SEAT_IN_USE
    return event.code if isinstance(event, ChannelRefused) else None


def _keep_one(session: SessionPresenter, verb: Verb) -> None:
    """The sheet of who consults and any other one: what was pressed last stays."""
    others = (session.skipping, session.pausing, session.ending)
    if verb is Verb.CONSULT and session.consulting.sheet() is not None:
        for one in others:
            one.close()
    elif any(one.sheet() is not None for one in others):
        session.consulting.close()


def _make_room(
    session: SessionPresenter, *, but_calling: bool = False, but_signing: bool = False
) -> None:
    """One sheet at a time."""
    if but_calling or but_signing:
        session.roll.close()
    if not but_calling:
        session.calling.close()
    if not but_signing:
        session.signing.close()
    session.skipping.close()
    session.pausing.close()
    session.consulting.close()
    session.ending.close()


def _ask_adjourning(session: SessionPresenter) -> None:
    _make_room(session)
    session.ending.open()
    session.ending.choose(SessionStatus.ADJOURNED)


def _ticket_here(services: Services, context: SessionContext) -> WaitingTicket | None:
    """Of who waits for the session in this room."""
    ticket = services.schedule.ticket(context.session_id)
    return ticket if ticket and ticket.site_id == context.own_site_id else None


def _facts_of(services: Services, clock: Clock, context: SessionContext) -> SessionFacts:
    """As planned, before anything was told."""
    facts = SessionFacts(
        session_id=context.session_id,
        own_site_id=context.own_site_id,
        clock=clock,
        planned_status=context.plan.status,
        clock_offset_s=services.sync.status().clock_offset_s,
        planned_platform=context.plan.platform,
    )
    facts.elsewhere = partial(elsewhere_of, services.devices.ranked)
    return facts
