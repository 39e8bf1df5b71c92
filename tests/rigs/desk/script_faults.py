"""Desks that spoil something, one thing each: what a played script must find.

Each is this file's own wrong copy of a service, or a wrong word of the city on its way to the
screens; the product has no such switch.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from typing import Any, cast

from desktop.app.wiring.desk import Desk, build_desk
from desktop.app.wiring.event_router import EventRouter
from desktop.app.wiring.plan import DeskPlan
from desktop.contract.recording import PartProgress, RecordingEndIn, RecordingReceipt
from desktop.domain.casework.conclusions.conclusion import ConclusionItem
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import CallStage, Ring
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.conduct.events import CountdownTold, LiveSessionChanged
from desktop.domain.conduct.live_session import LiveSession, Stage
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.conduct.roll_call import (
    RollCall,
    RollMark,
    RollNote,
    not_noted,
    person_ids,
    with_note,
)
from desktop.domain.conduct.signing.signature import SaidSignature
from desktop.domain.conduct.speaking_queue import Speaker
from desktop.domain.events import Event, EventSink
from desktop.domain.ids import MinuteLineId, PersonId, SessionId, SiteId, new_id
from desktop.domain.papers.paper import Paper
from desktop.domain.reception.participant import Participant
from desktop.domain.reception.session import ENDED_STATUSES
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.record.minutes_text import TextDigest
from desktop.domain.recording.events import RecordingTold, SiteLampTold
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.receipt import RIGHT_SEAL
from desktop.media.pipe.commands import PlayRecording, RecordSession
from desktop.sync.http.city_api import PartAddress

LONG_AGO = datetime(2026, 11, 26, tzinfo=UTC)
LOST_TEXT = "Chủ trì hỏi lại."
DOUBLED_TEXT = "Chủ trì ghi nhận."


class ScriptFault(StrEnum):
    """What goes wrong."""

    STEP_MISSED = auto()
    STEP_SKIPPED = auto()
    FLOOR_DOUBLED = auto()
    HAND_LOST = auto()
    MEDIA_IN_PAUSE = auto()
    UNCLEARED_PAGE = auto()
    LINE_LOST = auto()
    LINE_DOUBLED = auto()
    SIGNED_WITHOUT_WORD = auto()
    RECORD_DIFFERS = auto()
    SKIPPED_CALLED_DONE = auto()
    QUEUE_DIFFERS = auto()
    HEARD_WITHOUT_FLOOR = auto()
    ABSENCE_LOST = auto()
    PRESENT_WITHOUT_WORD = auto()
    OTHER_PAUSE = auto()
    COUNTS_LATE = auto()
    INCIDENT_LOST = auto()
    CONSULTATION_UNTOLD = auto()
    CONSULTS_OPENLY = auto()
    LISTENS_ON = auto()
    SECOND_PC_UNSEEN = auto()
    CALL_NOT_TAKEN_BACK = auto()
    READS_ELSEWHERE = auto()
    NOT_RECORDED = auto()
    RECORDING_CHANGED = auto()
    SEAL_OF_OTHER = auto()
    SENT_NOWHERE = auto()
    PLAYED_ELSEWHERE = auto()
    LAMP_WITHOUT_BYTES = auto()
    ALARM_UNTOLD = auto()
    LOSS_UNCOUNTED = auto()
    SITE_LAMP_UNSHOWN = auto()
    HEARD_BEFORE_ACCEPT = auto()
    REFUSAL_CALLED_ACCEPTED = auto()
    DEPUTY_UNTOLD = auto()
    TASK_CHANGED = auto()
    OTHER_TEXT = auto()
    SIGNER_UNNOTED = auto()
    SCAN_UNREAD = auto()
    DIGITAL_UNREAD = auto()
    ARCHIVE_LACKS = auto()
    HELP_UNTOLD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a fault must be found, and what of its words must be said."""

    act: str
    site_id: str
    words: str


SPOILT: dict[ScriptFault, str] = {
    ScriptFault.STEP_MISSED: "commune",
    ScriptFault.STEP_SKIPPED: "hq",
    ScriptFault.FLOOR_DOUBLED: "hq",
    ScriptFault.HAND_LOST: "commune",
    ScriptFault.MEDIA_IN_PAUSE: "commune",
    ScriptFault.UNCLEARED_PAGE: "hq",
    ScriptFault.LINE_LOST: "commune",
    ScriptFault.LINE_DOUBLED: "hq",
    ScriptFault.SIGNED_WITHOUT_WORD: "commune",
    ScriptFault.RECORD_DIFFERS: "commune",
    ScriptFault.SKIPPED_CALLED_DONE: "commune",
    ScriptFault.QUEUE_DIFFERS: "commune",
    ScriptFault.HEARD_BEFORE_ACCEPT: "agency2",
    ScriptFault.REFUSAL_CALLED_ACCEPTED: "hq",
    ScriptFault.HEARD_WITHOUT_FLOOR: "hq",
    ScriptFault.ABSENCE_LOST: "commune",
    ScriptFault.PRESENT_WITHOUT_WORD: "commune",
    ScriptFault.OTHER_PAUSE: "commune",
    ScriptFault.COUNTS_LATE: "commune",
    ScriptFault.INCIDENT_LOST: "hq",
    ScriptFault.CONSULTATION_UNTOLD: "commune",
    ScriptFault.CONSULTS_OPENLY: "hq",
    ScriptFault.LISTENS_ON: "commune",
    ScriptFault.DEPUTY_UNTOLD: "agency",
    ScriptFault.SECOND_PC_UNSEEN: "hq",
    ScriptFault.CALL_NOT_TAKEN_BACK: "commune",
    ScriptFault.READS_ELSEWHERE: "commune",
    ScriptFault.NOT_RECORDED: "hq",
    ScriptFault.RECORDING_CHANGED: "commune",
    ScriptFault.SEAL_OF_OTHER: "hq",
    ScriptFault.SENT_NOWHERE: "hq",
    ScriptFault.PLAYED_ELSEWHERE: "hq",
    ScriptFault.LAMP_WITHOUT_BYTES: "commune",
    ScriptFault.ALARM_UNTOLD: "commune",
    ScriptFault.LOSS_UNCOUNTED: "hq",
    ScriptFault.SITE_LAMP_UNSHOWN: "hq",
    ScriptFault.TASK_CHANGED: "commune",
    ScriptFault.OTHER_TEXT: "commune",
    ScriptFault.SIGNER_UNNOTED: "commune",
    ScriptFault.SCAN_UNREAD: "commune",
    ScriptFault.DIGITAL_UNREAD: "hq",
    ScriptFault.ARCHIVE_LACKS: "hq",
    ScriptFault.HELP_UNTOLD: "hq",
}
"""Whose desk it is planted in."""

FOUND: dict[ScriptFault, Found] = {
    ScriptFault.DEPUTY_UNTOLD: Found(
        act="deputised", site_id="agency", words="does not conduct for the lost chair"
    ),
    ScriptFault.NOT_RECORDED: Found(
        act="recording", site_id="hq", words="does not show that it records"
    ),
    ScriptFault.RECORDING_CHANGED: Found(
        act="recorded", site_id="commune", words="is not whole: 0001.rrec broken"
    ),
    ScriptFault.SEAL_OF_OTHER: Found(act="recorded", site_id="hq", words="seal"),
    ScriptFault.SENT_NOWHERE: Found(
        act="sent", site_id="hq", words="says that it sent what the city has not"
    ),
    ScriptFault.PLAYED_ELSEWHERE: Found(
        act="played", site_id="hq", words="from the second that was asked for"
    ),
    ScriptFault.LAMP_WITHOUT_BYTES: Found(
        act="recording", site_id="commune", words="has written nothing of its recording"
    ),
    ScriptFault.ALARM_UNTOLD: Found(
        act="alarm", site_id="commune", words="does not tell that its recording stands still"
    ),
    ScriptFault.LOSS_UNCOUNTED: Found(
        act="lost_seconds", site_id="hq", words="counts and tells no loss of commune: 0 ms"
    ),
    ScriptFault.SITE_LAMP_UNSHOWN: Found(
        act="recording", site_id="hq", words="does not show that commune records"
    ),
    ScriptFault.STEP_MISSED: Found(
        act="roll_call", site_id="commune", words="does not show the step roll_call"
    ),
    ScriptFault.STEP_SKIPPED: Found(act="read_back", site_id="commune", words="read_back"),
    ScriptFault.FLOOR_DOUBLED: Found(
        act="floor", site_id="hq", words="does not show the floor of commune alone"
    ),
    ScriptFault.HAND_LOST: Found(act="hand_withdrawn", site_id="hq", words="the hand of commune"),
    ScriptFault.MEDIA_IN_PAUSE: Found(
        act="pause", site_id="hq", words="sees pictures of commune in the pause"
    ),
    ScriptFault.UNCLEARED_PAGE: Found(act="uncleared_page", site_id="hq", words="not cleared"),
    ScriptFault.LINE_LOST: Found(act="minutes", site_id="commune", words=LOST_TEXT),
    ScriptFault.LINE_DOUBLED: Found(
        act="minutes_again", site_id="commune", words=f"'{DOUBLED_TEXT}' 2 times"
    ),
    ScriptFault.OTHER_TEXT: Found(
        act="same_text", site_id="commune", words="has other minutes than the centre"
    ),
    ScriptFault.SIGNER_UNNOTED: Found(
        act="signers", site_id="commune", words="does not get that its people have a state"
    ),
    ScriptFault.SCAN_UNREAD: Found(
        act="scanned", site_id="commune", words="that every signed page came back"
    ),
    ScriptFault.DIGITAL_UNREAD: Found(
        act="signed_digitally",
        site_id="hq",
        words="does not get that somebody signed digitally",
    ),
    ScriptFault.SIGNED_WITHOUT_WORD: Found(
        act="read_back", site_id="commune", words="says signed, which the city never did"
    ),
    ScriptFault.RECORD_DIFFERS: Found(act="record", site_id="commune", words="its papers"),
    ScriptFault.QUEUE_DIFFERS: Found(act="queue", site_id="commune", words="the order of 2 hands"),
    ScriptFault.HEARD_WITHOUT_FLOOR: Found(
        act="unheard", site_id="hq", words="plays the microphone of commune"
    ),
    ScriptFault.SKIPPED_CALLED_DONE: Found(
        act="left_out", site_id="commune", words="that the questions were left out"
    ),
    ScriptFault.COUNTS_LATE: Found(
        act="opening", site_id="commune", words="does not count from 5 to 1"
    ),
    ScriptFault.INCIDENT_LOST: Found(act="incident", site_id="hq", words="the incident"),
    ScriptFault.CALL_NOT_TAKEN_BACK: Found(
        act="called", site_id="commune", words="that the call was taken back"
    ),
    ScriptFault.READS_ELSEWHERE: Found(
        act="read_lines", site_id="commune", words="that line 1 is read"
    ),
    ScriptFault.SECOND_PC_UNSEEN: Found(
        act="second_pc", site_id="hq", words="does not show the second PC of commune"
    ),
    ScriptFault.ABSENCE_LOST: Found(
        act="roll_called", site_id="commune", words="somebody noted as absent"
    ),
    ScriptFault.PRESENT_WITHOUT_WORD: Found(
        act="roll_begun", site_id="commune", words="that nobody is noted yet"
    ),
    ScriptFault.CONSULTATION_UNTOLD: Found(
        act="consulted", site_id="commune", words="does not show that it waits"
    ),
    ScriptFault.CONSULTS_OPENLY: Found(
        act="consulted", site_id="hq", words=" agency in the consultation"
    ),
    ScriptFault.LISTENS_ON: Found(
        act="consulted", site_id="commune", words="packets in a consultation of others"
    ),
    ScriptFault.HEARD_BEFORE_ACCEPT: Found(
        act="agency", site_id="agency2", words="is in the session before it accepted"
    ),
    ScriptFault.REFUSAL_CALLED_ACCEPTED: Found(
        act="agency", site_id="hq", words="does not show the refusal"
    ),
    ScriptFault.TASK_CHANGED: Found(
        act="task", site_id="commune", words="has not the task as the chair gave it"
    ),
    ScriptFault.OTHER_PAUSE: Found(
        act="pause", site_id="commune", words="does not show the pause for break"
    ),
    ScriptFault.HELP_UNTOLD: Found(
        act="help", site_id="hq", words="does not show that commune calls for help"
    ),
    ScriptFault.ARCHIVE_LACKS: Found(
        act="archived", site_id="hq", words="its file of the session for authority has other papers"
    ),
}


def build_spoilt(faults: Iterable[ScriptFault]) -> Callable[[DeskPlan, Clock, EventRouter], Desk]:
    """Builds desks as the product does, each with the faults that are its own."""
    wanted = frozenset(faults)

    def build(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
        desk = build_desk(plan, clock, router)
        for fault in sorted(wanted):
            if SPOILT[fault] == plan.own_site_id:
                desk = _SPOILERS[fault](desk)
        return desk

    return build


class _Wrapped:
    """All of a service but what a subclass says otherwise."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


# ---- words of the city on their way to the screens ---------------------------------------------


class _SpoiltRouter(_Wrapped):
    """Who listens from now on is told otherwise; the desk's own parts heard the truth."""

    def __init__(self, inner: Any, change: Callable[[LiveSession], LiveSession | None]) -> None:
        super().__init__(inner)
        self._change = change

    def add(self, listener: EventSink) -> Callable[[], None]:
        def tell(event: Event) -> None:
            if not isinstance(event, LiveSessionChanged):
                listener(event)
            elif (live := self._change(event.live)) is not None:
                listener(replace(event, live=live))

        remove: Callable[[], None] = self._inner.add(tell)
        return remove


class _SlowRouter(_Wrapped):
    """A countdown comes two seconds late, as by a clock that is slow."""

    def add(self, listener: EventSink) -> Callable[[], None]:
        def tell(event: Event) -> None:
            if isinstance(event, CountdownTold):
                event = replace(event, number=event.number + 2)
            listener(event)

        remove: Callable[[], None] = self._inner.add(tell)
        return remove


class _BoastfulRouter(_Wrapped):
    """Once bytes were told, more of them are told twice a second, whatever lies on the disk."""

    def add(self, listener: EventSink) -> Callable[[], None]:
        newest: list[RecordingTold] = []
        is_over = threading.Event()

        def boast() -> None:
            more = 0
            while not is_over.wait(0.5):
                more += 1_000
                listener(replace(newest[0], written_bytes=newest[0].written_bytes + more))

        def tell(event: Event) -> None:
            if isinstance(event, RecordingTold):
                newest[:] = [event]
                if not thread.is_alive() and not is_over.is_set():
                    thread.start()
            listener(event)

        thread = threading.Thread(target=boast, daemon=True)
        remove: Callable[[], None] = self._inner.add(tell)

        def end() -> None:
            is_over.set()
            remove()

        return end


class _ForgetfulRouter(_Wrapped):
    """What the recording lost is told to nobody."""

    def add(self, listener: EventSink) -> Callable[[], None]:
        def tell(event: Event) -> None:
            listener(replace(event, lost=()) if isinstance(event, RecordingTold) else event)

        remove: Callable[[], None] = self._inner.add(tell)
        return remove


class _LamplessRouter(_Wrapped):
    """The lamps of other sites are told to nobody."""

    def add(self, listener: EventSink) -> Callable[[], None]:
        def tell(event: Event) -> None:
            if not isinstance(event, SiteLampTold):
                listener(event)

        remove: Callable[[], None] = self._inner.add(tell)
        return remove


def _told_otherwise(desk: Desk, change: Callable[[LiveSession], LiveSession | None]) -> Desk:
    return replace(desk, router=cast("Any", _SpoiltRouter(desk.router, change)))


def _without_roll_call(live: LiveSession) -> LiveSession | None:
    return None if live.step is Step.ROLL_CALL else live


def _with_nothing_left_out(live: LiveSession) -> LiveSession:
    return replace(live, skipped=())


def _without_companions(live: LiveSession) -> LiveSession:
    return replace(live, companions=())


def _paused_for_something_else(live: LiveSession) -> LiveSession:
    is_break = live.pause_reason is PauseReason.BREAK
    return replace(live, pause_reason=PauseReason.ORDER) if is_break else live


def _without_consultations(live: LiveSession) -> LiveSession:
    step = live.consultation_from or live.step
    return replace(live, step=step, consultation_from=None, consultations=())


def _without_deputy(live: LiveSession) -> LiveSession:
    return replace(live, deputy=None)


def _without_help_calls(live: LiveSession) -> LiveSession:
    return replace(live, help_calls=())


def _with_refusals_accepted(live: LiveSession) -> LiveSession:
    if live.calls is None:
        return live
    calls = tuple(
        replace(one, stage=CallStage.LISTENING) if one.stage is CallStage.REFUSED else one
        for one in live.calls
    )
    return replace(live, calls=calls)


def _in_another_order(live: LiveSession) -> LiveSession:
    queue = live.queue
    return live if queue is None else replace(live, queue=replace(queue, hands=queue.hands[::-1]))


def _without_absences(live: LiveSession) -> LiveSession:
    roll = live.roll or RollCall()
    notes = tuple(one for one in roll.notes if one.mark is not RollMark.ABSENT)
    return replace(live, roll=replace(roll, notes=notes))


def _with_everybody_there(live: LiveSession, people: Iterable[Participant]) -> LiveSession:
    """Of whom nothing was noted it is said that they are there."""
    roll = live.roll or RollCall()
    if live.step is not Step.ROLL_CALL:
        return live
    for person_id in not_noted(person_ids(people), roll):
        note = RollNote(
            person_id=person_id,
            mark=RollMark.PRESENT,
            noted_at=live.opened_at or LONG_AGO,
            by_site_id=SiteId("hq"),
        )
        roll = with_note(roll, note)
    return replace(live, roll=roll)


def _with_own_floor(live: LiveSession) -> LiveSession:
    if live.speaking_site_id is None:
        return live
    return replace(live, speaking_site_id=SiteId("hq"))


def _saying_all_are_there(desk: Desk) -> Desk:
    """The plan of the session that is shown names the people."""

    def change(live: LiveSession) -> LiveSession:
        plans = (one for one in desk.schedule.sessions() if one.id == live.session_id)
        people = next((one.participants for one in plans), ())
        return _with_everybody_there(live, people)

    return _told_otherwise(desk, change)


def _without_reading(live: LiveSession) -> LiveSession:
    return live if live.read_back is None else replace(live, read_back=ReadBack())


def _signed_too_soon(live: LiveSession) -> LiveSession:
    return replace(live, status=SessionStatus.SIGNED) if live.step is Step.READ_BACK else live


# ---- services ----------------------------------------------------------------------------------


class _HastyChannel(_Wrapped):
    """One press to the reading goes on to the signing."""

    def set_step(self, step: Step, reason: str = "") -> None:
        self._inner.set_step(step, reason)
        if step is Step.READ_BACK:
            self._inner.set_step(Step.SIGNING)


class _OtherText(_Wrapped):
    """Tells the city another text than the one that it has."""

    def tell_text(self, digest: TextDigest) -> None:
        self._inner.tell_text(replace(digest, sha256="0" * 64))


class _DeafSigning(_Wrapped):
    """What is noted of a signer never leaves the desk."""

    def note_signature(self, signer_id: PersonId, said: SaidSignature | None) -> None:
        pass


class _DeafFloor(_Wrapped):
    """The second raised hand never leaves the desk."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._raised = 0

    def raise_hand(self, speaker: Speaker, reason: str = "") -> None:
        self._raised += 1
        if self._raised != 2:
            self._inner.raise_hand(speaker, reason)


class _DeafChannel(_Wrapped):
    """Its floor hears less than what is said."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self.floor = _DeafFloor(inner.floor)


class _EagerRings(_Wrapped):
    """A ring is accepted by itself as soon as it comes."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._accepted: set[str] = set()

    def rings(self) -> tuple[Ring, ...]:
        rings: tuple[Ring, ...] = self._inner.rings()
        for one in rings:
            if one.stage is CallStage.RINGING and one.id not in self._accepted:
                self._accepted.add(one.id)
                self._inner.accept(one)
        return rings


class _RestlessMedia(_Wrapped):
    """A camera that was once on stays on."""

    def set_camera(self, *, is_on: bool) -> None:
        if is_on:
            self._inner.set_camera(is_on=True)


class _TrustingPapers(_Wrapped):
    """Every paper is called cleared."""

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        return tuple(
            replace(one, cleared_for_display=True) for one in self._inner.papers(session_id)
        )


class _UnreadScans(_Wrapped):
    """No code of a scan is known."""

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        return tuple(replace(one, printed_pages=()) for one in self._inner.papers(session_id))


class _UnreadSignatures(_Wrapped):
    """No digital signature of a paper is known."""

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        return tuple(replace(one, digital_signatures=()) for one in self._inner.papers(session_id))


class _OwnScreen(_Wrapped):
    """A page is shown here at once, before the city has said anything."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.channel)
        self._emit = desk.router.emit

    def present(self, stage: Stage | None) -> None:
        live = self._inner.live()
        self._emit(LiveSessionChanged(live=replace(live, stage=stage)))
        self._inner.present(stage)


class _ForgetfulMinutes(_Wrapped):
    """One line that was there is there no longer."""

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        return tuple(one for one in self._inner.lines(session_id) if one.text != LOST_TEXT)


class _DeafToIncidents(_Wrapped):
    """No incident of another site is there."""

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        return tuple(one for one in self._inner.lines(session_id) if not _is_incident(one))


class _OtherDays(_Wrapped):
    """The day of every task is another one."""

    def of_session(self, session_id: SessionId) -> tuple[KnownItem, ...]:
        known: tuple[KnownItem, ...] = self._inner.of_session(session_id)
        return tuple(replace(one, item=_moved(one.item)) for one in known)


def _moved(item: ConclusionItem) -> ConclusionItem:
    later = None if item.deadline is None else item.deadline + timedelta(days=1)
    return replace(item, deadline=later)


def _is_incident(line: MinuteLine) -> bool:
    return line.text.startswith("Sự cố:")


class _EchoingMinutes(_Wrapped):
    """One line is kept twice."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._second_id = MinuteLineId(new_id())

    def save_line(self, line: MinuteLine) -> None:
        self._inner.save_line(line)
        if line.text == DOUBLED_TEXT:
            self._inner.save_line(replace(line, id=self._second_id))


class _RenamingPapers(_Wrapped):
    """Once the session is over a paper has another title here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.papers)
        self._channel = desk.channel

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        live = self._channel.live()
        papers: tuple[Paper, ...] = self._inner.papers(session_id)
        if live is None or live.status not in ENDED_STATUSES:
            return papers
        return tuple(replace(one, title=f"{one.title} (2)") for one in papers)


class _StubbornSchedule(_Wrapped):
    """Whoever was called once stays called."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._called: dict[SessionId, WaitingTicket] = {}

    def ticket(self, session_id: SessionId) -> WaitingTicket | None:
        ticket: WaitingTicket | None = self._inner.ticket(session_id)
        if ticket is not None and ticket.called_at is not None:
            self._called[session_id] = ticket
        return self._called.get(session_id, ticket)


def _with_channel(wrong: Callable[[Desk], Any]) -> Callable[[Desk], Desk]:
    return lambda desk: replace(desk, channel=wrong(desk))


def _with_signing(desk: Desk, wrong: Any) -> Desk:
    return replace(desk, signing=wrong)


def _with_papers(wrong: Callable[[Desk], Any]) -> Callable[[Desk], Desk]:
    return lambda desk: replace(desk, papers=wrong(desk))


def _with_minutes(wrong: Callable[[Desk], Any]) -> Callable[[Desk], Desk]:
    return lambda desk: replace(desk, minutes=wrong(desk))


def _showing_uncleared(desk: Desk) -> Desk:
    own_screen = _with_channel(_OwnScreen)(desk)
    return _with_papers(lambda one: _TrustingPapers(one.papers))(own_screen)


def _playing_everybody(desk: Desk) -> Desk:
    """Its engine is never told whose microphone counts."""
    media = cast("Any", desk.media)
    pass_roster = media.set_roster
    media.set_roster = lambda number, peers, session_id, _heard: pass_roster(
        number, peers, session_id, None
    )
    return desk


def _keeping_connections(desk: Desk) -> Desk:
    """Its engine is not told that it has fewer peers than before."""
    media = cast("Any", desk.media)
    pass_roster, most = media.set_roster, [0]

    def keep(number: int, peers: tuple[Any, ...], session_id: SessionId, heard: Any) -> None:
        if len(peers) >= most[0]:
            most[0] = len(peers)
            pass_roster(number, peers, session_id, heard)

    media.set_roster = keep
    return desk


class _NoRecorder(_Wrapped):
    """Nothing is ever ordered of its recorder."""

    def record(self, order: RecordSession) -> None:
        """Not passed on."""


class _BoastfulRecorder(_Wrapped):
    """Nothing is recorded, and told as if it were, again and again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.media.recording)
        self._emit = desk.router.emit
        self._bytes = 0

    def record(self, order: RecordSession) -> None:
        self._bytes += 1_000
        told = RecordingTold(
            session_id=order.session_id,
            part=1,
            written_bytes=self._bytes,
            recorded_s=1.0,
            has_picture=True,
            lost_picture_s=0.0,
            lost_sound_s=0.0,
            is_failing=False,
            free_bytes=None,
        )
        threading.Thread(target=self._emit, args=(told,), daemon=True).start()  # as an engine does


class _ChangingRecorder(_Wrapped):
    """After the session one byte of its first part is another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.media.recording)
        self._folder = desk.plan.recordings_folder

    def stop(self, why: PartEnd) -> None:
        self._inner.stop(why)
        if why is PartEnd.CLOSED:
            path = min(self._folder.rglob("0001.rrec"))
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 0x01
            path.write_bytes(content)


def _recording_by(wrong: Callable[[Desk], Any]) -> Callable[[Desk], Desk]:
    def spoil(desk: Desk) -> Desk:
        cast("Any", desk.recording)._media = wrong(desk)
        return desk

    return spoil


class _OtherSigner(_Wrapped):
    """It signs something else than it was given."""

    def sign(self, words: bytes) -> bytes:
        signature: bytes = self._inner.sign(words + b" ")
        return signature


def _sealed_otherwise(desk: Desk) -> Desk:
    sealer = cast("Any", desk.recording_sealer)
    sealer._signer = _OtherSigner(sealer._signer)
    return desk


class _LatePlayer(_Wrapped):
    """Plays what comes three seconds later."""

    def play(self, order: PlayRecording) -> None:
        self._inner.play(replace(order, from_ms=order.from_ms + 3_000))


def _playing_elsewhere(desk: Desk) -> Desk:
    recordings = cast("Any", desk.recordings)
    recordings._media = _LatePlayer(recordings._media)
    return desk


class BoastfulLine(_Wrapped):
    """No byte of a recording leaves the desk, and the receipt is one of its own making."""

    def progress(self, _token: str, _part: PartAddress) -> PartProgress:
        return PartProgress(offset=0, is_complete=True)

    def end(self, _token: str, session_id: SessionId, end: RecordingEndIn) -> RecordingReceipt:
        return RecordingReceipt(
            session_id=session_id,
            site_id="hq",
            room_id="hq",
            received_at=LONG_AGO,
            told_at=LONG_AGO,
            parts=(),
            is_closed=True,
            is_whole=True,
            seal=RIGHT_SEAL,
            has_key=end.has_key,
        )


def _sending_nowhere(desk: Desk) -> Desk:
    uploads = cast("Any", desk.sync)._errands._recordings
    uploads._api = BoastfulLine(uploads._api)
    return desk


def _archiving_without_papers(desk: Desk) -> Desk:
    archives = cast("Any", desk.archives)
    archives._sources = replace(archives._sources, papers=lambda _session_id: ())
    return desk


_SPOILERS: dict[ScriptFault, Callable[[Desk], Desk]] = {
    ScriptFault.NOT_RECORDED: _recording_by(lambda desk: _NoRecorder(desk.media.recording)),
    ScriptFault.RECORDING_CHANGED: _recording_by(_ChangingRecorder),
    ScriptFault.SEAL_OF_OTHER: _sealed_otherwise,
    ScriptFault.SENT_NOWHERE: _sending_nowhere,
    ScriptFault.PLAYED_ELSEWHERE: _playing_elsewhere,
    ScriptFault.LAMP_WITHOUT_BYTES: _recording_by(_BoastfulRecorder),
    ScriptFault.ALARM_UNTOLD: lambda desk: replace(
        desk, router=cast("Any", _BoastfulRouter(desk.router))
    ),
    ScriptFault.LOSS_UNCOUNTED: lambda desk: replace(
        desk, router=cast("Any", _ForgetfulRouter(desk.router))
    ),
    ScriptFault.SITE_LAMP_UNSHOWN: lambda desk: replace(
        desk, router=cast("Any", _LamplessRouter(desk.router))
    ),
    ScriptFault.STEP_MISSED: lambda desk: _told_otherwise(desk, _without_roll_call),
    ScriptFault.SKIPPED_CALLED_DONE: lambda desk: _told_otherwise(desk, _with_nothing_left_out),
    ScriptFault.SECOND_PC_UNSEEN: lambda desk: _told_otherwise(desk, _without_companions),
    ScriptFault.OTHER_PAUSE: lambda desk: _told_otherwise(desk, _paused_for_something_else),
    ScriptFault.HEARD_BEFORE_ACCEPT: lambda desk: replace(
        desk, rings=cast("Any", _EagerRings(desk.rings))
    ),
    ScriptFault.REFUSAL_CALLED_ACCEPTED: lambda desk: _told_otherwise(
        desk, _with_refusals_accepted
    ),
    ScriptFault.COUNTS_LATE: lambda desk: replace(
        desk, router=cast("Any", _SlowRouter(desk.router))
    ),
    ScriptFault.CONSULTATION_UNTOLD: lambda desk: _told_otherwise(desk, _without_consultations),
    ScriptFault.DEPUTY_UNTOLD: lambda desk: _told_otherwise(desk, _without_deputy),
    ScriptFault.HELP_UNTOLD: lambda desk: _told_otherwise(desk, _without_help_calls),
    ScriptFault.CONSULTS_OPENLY: _keeping_connections,
    ScriptFault.LISTENS_ON: _keeping_connections,
    ScriptFault.QUEUE_DIFFERS: lambda desk: _told_otherwise(desk, _in_another_order),
    ScriptFault.HEARD_WITHOUT_FLOOR: _playing_everybody,
    ScriptFault.ABSENCE_LOST: lambda desk: _told_otherwise(desk, _without_absences),
    ScriptFault.PRESENT_WITHOUT_WORD: _saying_all_are_there,
    ScriptFault.FLOOR_DOUBLED: lambda desk: _told_otherwise(desk, _with_own_floor),
    ScriptFault.OTHER_TEXT: lambda desk: _with_signing(desk, _OtherText(desk.signing)),
    ScriptFault.SIGNER_UNNOTED: lambda desk: _with_signing(desk, _DeafSigning(desk.signing)),
    ScriptFault.SCAN_UNREAD: _with_papers(lambda desk: _UnreadScans(desk.papers)),
    ScriptFault.DIGITAL_UNREAD: _with_papers(lambda desk: _UnreadSignatures(desk.papers)),
    ScriptFault.SIGNED_WITHOUT_WORD: lambda desk: _told_otherwise(desk, _signed_too_soon),
    ScriptFault.STEP_SKIPPED: _with_channel(lambda desk: _HastyChannel(desk.channel)),
    ScriptFault.HAND_LOST: _with_channel(lambda desk: _DeafChannel(desk.channel)),
    ScriptFault.MEDIA_IN_PAUSE: lambda desk: replace(
        desk, media=cast("Any", _RestlessMedia(desk.media))
    ),
    ScriptFault.UNCLEARED_PAGE: _showing_uncleared,
    ScriptFault.TASK_CHANGED: lambda desk: replace(
        desk, conclusions=cast("Any", _OtherDays(desk.conclusions))
    ),
    ScriptFault.INCIDENT_LOST: _with_minutes(lambda desk: _DeafToIncidents(desk.minutes)),
    ScriptFault.READS_ELSEWHERE: lambda desk: _told_otherwise(desk, _without_reading),
    ScriptFault.CALL_NOT_TAKEN_BACK: lambda desk: replace(
        desk, schedule=cast("Any", _StubbornSchedule(desk.schedule))
    ),
    ScriptFault.LINE_LOST: _with_minutes(lambda desk: _ForgetfulMinutes(desk.minutes)),
    ScriptFault.LINE_DOUBLED: _with_minutes(lambda desk: _EchoingMinutes(desk.minutes)),
    ScriptFault.RECORD_DIFFERS: _with_papers(_RenamingPapers),
    ScriptFault.ARCHIVE_LACKS: _archiving_without_papers,
}
