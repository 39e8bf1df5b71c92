"""States of "Hàng chờ", of a room that is called, and of minutes that are read back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.conduct.calls.waiting_ticket import TicketAct, acted
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.speech import SpeechStage
from desktop.domain.room.measurements import Overall
from desktop.presenters.home.waiting_state import WaitingVerb
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.conditions import a_ticket
from tests.samples.steps import steps_to
from tests.screens.session_states import Drive, conducted, held, waiting
from tests.screens.shown_room import REAL, ShownRoom

_FIRST, _SECOND, _THIRD, _FOURTH, _LAST = (SessionId(f"waits-{n}") for n in range(5))
_TITLES = {
    _FIRST: ("Phản ánh về nước sinh hoạt", "Công dân C", SessionStatus.CLOSED, -90),
    _SECOND: ("Bồi thường, hỗ trợ khi thu hồi đất", "Công dân A", SessionStatus.READY, 0),
    _THIRD: ("Khiếu nại mức bồi thường lần hai", "Công dân D", SessionStatus.CONNECTING, 60),
    _FOURTH: ("Kiến nghị về chế độ người có công", "Công dân G", SessionStatus.CONNECTING, 105),
    _LAST: ("Tranh chấp lối đi chung", "Công dân H", SessionStatus.CONNECTING, 150),
}


def queue(own: SiteId = city.HQ) -> ShownRoom:
    """Four sessions of one chair: one over, two waiting, one that nobody came for yet."""
    officer = city.LEADER if own == city.HQ else city.OFFICERS[0]
    room = ShownRoom(own_site_id=own, officer=officer, facts=REAL)
    schedule, now = room.fake.schedule, room.clock.now()
    schedule.plans = []
    for number, (session_id, said) in enumerate(_TITLES.items()):
        title, citizen, status, minutes = said
        case = replace(
            city.LAND,
            id=CaseId(f"case-{number}"),
            title=title,
            flags=frozenset({CaseFlag.LARGE_GROUP}) if number == 1 else frozenset(),
            group_size=7 if number == 1 else 1,
        )
        schedule.cases[case.id] = case
        people = tuple(
            replace(one, label=citizen) if one.label == city.CITIZEN.label else one
            for one in city.PLAN_OF_TODAY.participants
        )
        plan = replace(
            city.PLAN_OF_TODAY,
            id=session_id,
            title=title,
            status=status,
            participants=people,
            case_ids=(case.id,),
            scheduled_start=now + timedelta(minutes=minutes),
        )
        schedule.plans.append(plan)
    for number, (session_id, waited) in enumerate(
        ((_FIRST, 140), (_SECOND, 34), (_THIRD, 12), (_FOURTH, 6)), start=5
    ):
        since = now - timedelta(minutes=waited)
        ticket = a_ticket(session_id, city.COMMUNE, since, number)
        schedule.tickets[session_id] = replace(
            ticket,
            is_here=session_id != _FOURTH,
            checked_at=now - timedelta(minutes=50),
            overall=Overall.LIMITED if session_id == _THIRD else Overall.READY,
        )
    room.renew()
    room.desk.start()
    room.desk.navigate(Screen.WAITING)
    room.deliver()
    return room


def _acted(act: TicketAct, session_id: SessionId = _SECOND) -> ShownRoom:
    room = queue()
    ticket = room.fake.schedule.tickets[session_id]
    now = room.clock.now()
    warned = now - timedelta(minutes=1) if act is TicketAct.CALL else now
    called = now if act is TicketAct.CALL else None
    room.desk.waiting.press(session_id, WaitingVerb(act))
    room.fake.schedule.tickets[session_id] = replace(ticket, warned_at=warned, called_at=called)
    room.tell(ScheduleChanged())
    return room


def _not_here() -> ShownRoom:
    room = queue()
    schedule = room.fake.schedule
    schedule.tickets[_SECOND] = replace(schedule.tickets[_SECOND], is_here=False)
    room.desk.waiting.call_next()
    room.tell(ScheduleChanged())
    return room


def _receiving() -> ShownRoom:
    room = queue()
    schedule = room.fake.schedule
    schedule.plans = [
        replace(one, status=SessionStatus.IN_SESSION) if one.id == _SECOND else one
        for one in schedule.plans
    ]
    room.tell(ScheduleChanged())
    return room


def _called_room() -> ShownRoom:
    """A commune that is told."""
    room = queue(city.COMMUNE)
    ticket = room.fake.schedule.tickets[_SECOND]
    now = room.clock.now()
    room.fake.schedule.tickets[_SECOND] = replace(ticket, warned_at=now, called_at=now)
    room.tell(ScheduleChanged())
    return room


def _nobody() -> ShownRoom:
    room = queue()
    room.fake.schedule.plans, room.fake.schedule.tickets = [], {}
    room.tell(ScheduleChanged())
    return room


WAITING: Mapping[str, Drive] = {
    "waiting": queue,
    "waiting-warned": partial(_acted, TicketAct.WARN),
    "waiting-called": partial(_acted, TicketAct.CALL),
    "waiting-not-here": _not_here,
    "waiting-receiving": _receiving,
    "waiting-room": _called_room,
    "waiting-empty": _nobody,
}


def _told_display(act: TicketAct) -> ShownRoom:
    """Display 2 of the room that is told that it is next, or asked in."""
    room = waiting()
    now = room.clock.now()
    ticket = a_ticket(city.TODAY, city.COMMUNE, now - timedelta(minutes=34))
    room.fake.schedule.tickets[city.TODAY] = acted(ticket, act, now)
    room.tell(ScheduleChanged())
    room.desk.on_tick()
    return room


def reading(steps: int, drive: Drive = conducted) -> ShownRoom:
    """The minutes are read back, so many lines so far."""
    room = drive()
    room.session.minutes.new_line()
    room.deliver()
    room.city_takes_lines()
    live = room.fake.channel.live()
    assert live is not None
    for step in steps_to(Step.READ_BACK, after=live.step):
        room.fake.channel.set_step(step)
    room.deliver()
    if steps:
        room.fake.roll.read_line(room.session.read_back.lines()[steps - 1].id)
        room.deliver()
    return room


def read_aloud(drive: Drive = conducted) -> ShownRoom:
    """The third line is spoken by the voice of this PC."""
    room = reading(3, drive)
    room.fake.voice.find()
    room.deliver()
    room.session.read_back.press_aloud()
    room.fake.voice.tell(SpeechStage.SPEAKING)
    room.deliver()
    return room


READING: Mapping[str, Drive] = {
    "session-read-back-aloud": read_aloud,
    "session-read-back": partial(reading, 3),
    "session-read-back-begin": partial(reading, 0),
}
READ_SCENES: Mapping[str, Drive] = {
    "next": partial(_told_display, TicketAct.WARN),
    "called": partial(_told_display, TicketAct.CALL),
    "read-back": partial(reading, 3, held),
    "read-back-first": partial(reading, 1, held),
}
