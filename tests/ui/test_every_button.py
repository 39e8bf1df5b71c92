"""Every button that can be pressed does something, in every state that a desk comes to by events.

A state is reached as the program reaches it: presenters are told facts, services and the officer
act. A new state is a function here and a line in STATES; buttons are found by themselves.
"""

import ast
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.domain.access.person import Officer, Role
from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.intake import KnownIntake, came_at, joined
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.casework.register_book import SlipKind
from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.conduct.events import ChannelRefused
from desktop.domain.conduct.live_session import Stage
from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.conduct.signing.signing import Signing
from desktop.domain.devices.device import DeviceKind
from desktop.domain.devices.display import SecondDisplay
from desktop.domain.directory.site import SiteKind
from desktop.domain.events import ActionFailed
from desktop.domain.ids import RequestId, SessionId, SiteId, UserId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.papers.dossier import HandedIn, KeptFile
from desktop.domain.papers.events import FileKept
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.record.minutes_text import text_digest
from desktop.domain.recording.part import SiteLoss
from desktop.domain.reports.statistics import FigureKind
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import Connectivity
from desktop.presenters.casework.conclusions.conclusions_state import ItemAct
from desktop.presenters.casework.register.register_forms import RegisterField
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.form.values import write_date
from desktop.presenters.reception.gates.gate_forms import WitnessField
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import MessageAction
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from tests.fakes.fake_channel import a_seat
from tests.paths import ROOT
from tests.rigs.desk.desk_room import Room, own_picture, picture_of, speech
from tests.rigs.desk.watched_desk import WatchedDesk, messages_of
from tests.samples.calendar import EXTRA
from tests.samples.calls import a_call, a_ring
from tests.samples.casework import (
    CASE_PAPER,
    CITIZEN,
    INTAKE,
    ONLINE,
    REJECTED,
    REQUEST,
    an_intake,
)
from tests.samples.conditions import a_ticket
from tests.samples.receptions import (
    AGENCY,
    CASE,
    COMMUNE,
    HQ,
    PIN,
    SESSION,
    a_line,
    a_paper,
    a_site,
)
from tests.samples.recordings import A_TAPE
from tests.samples.steps import steps_to
from tests.screens.conclusion_states import a_task
from tests.screens.register_states import GROUP, PROPOSAL, known

pytestmark = [pytest.mark.ui, pytest.mark.torture, pytest.mark.usefixtures("unstyled")]

Drive = Callable[[Room], None]

PRESSES = int(os.environ.get("PRESSES_PER_DESK", "100"))
"""How many buttons are pressed one after another on one desk; 1: each in the very state."""


# ---- states of the desk ----------------------------------------------------------------------


def start(room: Room) -> None:
    room.desk.start()
    room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())


def a_queue(room: Room, *, is_called: bool = False) -> None:
    """Somebody waits for the session of the day; at headquarters they can be called."""
    now = room.clock.now()
    room.fake.schedule.plans = [
        replace(one, status=SessionStatus.READY, scheduled_start=now)
        for one in room.fake.schedule.plans
    ]
    ticket = a_ticket(SESSION, COMMUNE, now - timedelta(minutes=40))
    called = replace(ticket, warned_at=now, called_at=now)
    room.fake.schedule.tickets[SESSION] = called if is_called else ticket
    start(room)
    room.desk.navigate(Screen.WAITING)


def at_the_door(room: Room) -> None:
    room.fake.access.person = None
    start(room)


def nobody_listed(room: Room) -> None:
    room.fake.access.people = ()
    at_the_door(room)


def home(room: Room) -> None:
    start(room)


def home_offline(room: Room) -> None:
    start(room)
    lose_the_line(room)


def pre_join(room: Room) -> None:
    start(room)
    room.desk.open_pre_join(SESSION)
    room.deliver()


def pre_join_with_leave(room: Room) -> None:
    """Nobody recorded a take, and a leader is to allow it."""
    leader = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
    room.fake.access.people = (*room.fake.access.people, leader)
    pre_join(room)
    room.pre_join.take.toggle_leave()


def pre_join_without_camera(room: Room) -> None:
    media = room.fake.media
    media.present = tuple(one for one in media.present if one.kind is not DeviceKind.CAMERA)
    pre_join(room)


def meets_elsewhere(room: Room, status: SessionStatus) -> None:
    """The session is on a platform of somebody else; of its gates the notice alone was passed."""
    (plan, *_) = room.fake.schedule.plans
    noted = tuple(
        one if one.kind is GateKind.NOTICE else replace(one, passed_at=None) for one in plan.gates
    )
    changed = replace(plan, platform="Hội nghị truyền hình", gates=noted, status=status)
    room.fake.schedule.plans = [changed]
    room.fake.channel.platform = changed.platform
    room.fake.channel.status_at_join = status


def connected_elsewhere(room: Room) -> None:
    """Its rooms were called; nobody noted yet that they see and hear each other there."""
    meets_elsewhere(room, SessionStatus.CONNECTING)
    room.enter()


def tried_elsewhere(room: Room) -> None:
    """Its trial is to be noted in words."""
    meets_elsewhere(room, SessionStatus.NOTIFIED)
    on_screen(Screen.SCHEDULE)(room)
    room.desk.schedule.select(f"session:{SESSION}")
    room.desk.schedule.gates.edit_witness(WitnessField.WORDS, "Thấy, nghe rõ các nơi")
    room.deliver()


def in_a_trial(room: Room) -> None:
    """Headquarters tries a planned session with the commune."""
    (plan, *_) = room.fake.schedule.plans
    gates = tuple(
        replace(one, passed_at=None) if one.kind is GateKind.TRIAL else one for one in plan.gates
    )
    room.fake.schedule.plans = [replace(plan, status=SessionStatus.NOTIFIED, gates=gates)]
    start(room)
    room.desk.open_trial(plan.id)
    room.deliver()
    room.fake.channel.put_seat(a_seat(COMMUNE))
    room.tell(picture_of(COMMUNE))


def on_screen(screen: Screen) -> Drive:
    def drive(room: Room) -> None:
        start(room)
        room.desk.navigate(screen)
        room.deliver()
        assert room.desk.shell.screen is screen

    return drive


def something_waits(room: Room) -> RequestId:
    """A request of the commune, at the city."""
    request = replace(REQUEST, owner_site_id=COMMUNE, petition_type=PetitionType.COMPLAINT)
    room.fake.requests.learn(KnownRequest(request=request, storage=RecordStorage.CITY))
    return request.id


def take_in(room: Room, **texts: str) -> None:
    """Somebody is being taken in."""
    on_screen(Screen.INTAKE)(room)
    for key, text in texts.items():
        room.desk.intake.edit(key, text)
    room.deliver()


def intake_of_a_group(room: Room) -> None:
    take_in(room, full_name="Trần Văn Mẫu", group_size="3", member_name="Lê Thị Mẫu")
    room.desk.intake.visitors.add_member()
    room.desk.intake.edit("member_name", "Phạm Văn Mẫu")
    room.deliver()


def intake_with_papers(room: Room) -> None:
    take_in(room, full_name="Trần Văn Mẫu", group_size="3", standing_kind="lawyer")
    file = KeptFile(
        title="Thẻ luật sư", mime="application/pdf", size_bytes=1, sha256="1" * 64, page_count=1
    )
    room.tell(FileKept(taken_for="", file=file))


def intake_of_somebody_with_a_case(room: Room) -> None:
    intake_of_somebody_known(room)
    (known,) = room.fake.intakes.intakes()
    petitions = (replace(known.intake.petitions[0], case_id=CASE),)
    before = replace(known, intake=replace(known.intake, petitions=petitions))
    room.fake.intakes.learn(before)
    room.deliver()
    room.desk.intake.visitors.confirm(known.intake.citizens[0].id)


def intake_to_be_mended(room: Room) -> None:
    on_screen(Screen.INTAKE)(room)
    room.fake.intakes.learn(
        KnownIntake(intake=INTAKE, storage=RecordStorage.REFUSED, is_at_city=False)
    )
    room.deliver()


def intake_being_mended(room: Room) -> None:
    intake_to_be_mended(room)
    room.desk.intake.open(INTAKE.visit.id)
    room.deliver()


def intake_to_split(room: Room) -> None:
    take_in(room, full_name="Trần Văn Mẫu", own_right="yes", proposes="yes")


def intake_split(room: Room) -> None:
    intake_to_split(room)
    room.desk.intake.split()
    room.deliver()


def intake_of_somebody_known(room: Room) -> None:
    known = replace(CITIZEN, id_number="031165000123", owner_site_id=COMMUNE)
    intake = joined(replace(INTAKE, citizens=(known,)))
    room.fake.intakes.learn(KnownIntake(intake=intake, storage=RecordStorage.CITY))
    take_in(room, id_number="031165000123")


def requests_to_decide(room: Room) -> None:
    request_id = something_waits(room)
    on_screen(Screen.REQUESTS)(room)
    room.desk.requests.select(request_id)
    room.deliver()


def a_refusal_to_tell(room: Room) -> None:
    """It is told in writing."""
    request_id = something_waits(room)
    known = room.fake.requests.find(request_id)
    assert known is not None
    own = replace(known.request, owner_site_id=COMMUNE, requester_id=CITIZEN.id)
    decision = replace(REJECTED, request_id=request_id, unit_site_id=COMMUNE)
    decided = replace(known, request=own, decision=decision)
    room.fake.requests.learn(decided, CITIZEN)
    on_screen(Screen.REQUESTS)(room)


def a_paper_of_a_case(room: Room) -> None:
    paper = replace(CASE_PAPER, case_id=CASE, owner_site_id=COMMUNE, sha256="0" * 64)
    room.fake.dossier.learn(paper, is_local=True)
    room.fake.papers.of_dossiers.add(paper.id)
    a_case_opened(room)
    room.desk.case_page.papers.open(paper.id)
    room.desk.case_page.turn_page(1)
    room.deliver()


def a_paper_of_a_case_refused(room: Room) -> None:
    a_paper_of_a_case(room)
    room.tell(ActionFailed(action="add_to_dossier", code="T-110", data={"name": "x"}))


def a_case_with_a_refused_visit(room: Room) -> None:
    """And with a paper that was handed in at it."""
    paper = replace(
        CASE_PAPER,
        case_id=CASE,
        owner_site_id=COMMUNE,
        handed_in=HandedIn.COPY,
        added_at=came_at(INTAKE.visit),
    )
    room.fake.dossier.learn(paper)
    petitions = tuple(replace(one, case_id=CASE) for one in INTAKE.petitions)
    room.fake.intakes.learn(
        KnownIntake(
            intake=replace(INTAKE, petitions=petitions),
            storage=RecordStorage.REFUSED,
            is_at_city=False,
        )
    )
    a_case_opened(room)


def a_case_opened(room: Room) -> None:
    on_screen(Screen.CASES)(room)
    room.desk.cases.open(CASE)
    room.deliver()
    assert room.desk.shell.screen is Screen.CASE


def a_recording(room: Room) -> None:
    """Whole, of a session that is over, with a reason and a line of its minutes."""
    plan = replace(room.fake.schedule.plans[0], status=SessionStatus.CLOSED)
    room.fake.schedule.plans = [plan]
    room.fake.recordings.put(A_TAPE)
    line = replace(a_line(), at=A_TAPE.stretches[0].began_at)
    room.fake.minutes.put(line)
    a_case_opened(room)
    room.desk.case_page.open_recording(SESSION)
    room.deliver()
    assert room.desk.shell.screen is Screen.RECORDING
    room.desk.recording.type_reason("Đối chiếu lời trình bày")
    room.desk.recording.prove(PIN)
    room.deliver()


def a_recording_without_reason(room: Room) -> None:
    a_recording(room)
    room.desk.recording.type_reason("")
    room.desk.recording.toggle()
    room.deliver()


def a_copy_of_a_recording(room: Room) -> None:
    a_recording(room)
    room.desk.recording.copying.toggle()
    room.deliver()


def recordings_of_the_pc(room: Room) -> None:
    """One that the person may open, and one that nobody knows any more."""
    room.fake.recordings.put(A_TAPE)
    room.fake.recordings.put(replace(A_TAPE, session_id=SessionId("of another time")))
    on_screen(Screen.RECORDINGS)(room)


def something_to_plan(room: Room) -> None:
    request_id = something_waits(room)
    (known,) = room.fake.requests.requests()
    decision = replace(ONLINE, request_id=request_id, unit_site_id=COMMUNE)
    room.fake.requests.learn(replace(known, decision=decision, decision_storage=RecordStorage.CITY))
    on_screen(Screen.SCHEDULE)(room)
    room.desk.schedule.select(f"request:{request_id}")
    room.deliver()


def a_plan_too_near(room: Room) -> None:
    leader = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
    room.fake.access.people = (*room.fake.access.people, leader)
    something_to_plan(room)
    tomorrow = (room.clock.now() + timedelta(days=1)).date()
    for key, text in (
        (PlanField.DAY, write_date(tomorrow)),
        (PlanField.START, "14:00"),
        (PlanField.CHAIR, "Lãnh đạo Mẫu"),
        (PlanField.CHAIR_TITLE, "Phó Chủ tịch"),
        (PlanField.SECRETARY, "Thư ký Mẫu"),
    ):
        room.desk.schedule.edit(key, text)
    other = next(one for one in (HQ, COMMUNE) if one != room.fake.schedule.own_site().id)
    room.desk.schedule.edit(PlanField.ADD_SITE, other)
    room.deliver()
    plan = room.desk.schedule.state().plan
    assert plan is not None
    assert plan.near is not None, plan.conditions


def calendar_with_days(room: Room) -> None:
    room.fake.calendar.learn(EXTRA)
    on_screen(Screen.CALENDAR)(room)


def a_register_in_use(room: Room) -> None:
    """A row is chosen, and a visit is not in the book."""
    for row in (known(GROUP, 214), known(PROPOSAL, 212)):
        room.fake.register.learn(row)
    room.fake.intakes.keep(an_intake("before"))
    on_screen(Screen.REGISTER)(room)
    room.desk.register.select(GROUP.id)
    room.deliver()


def a_row_with_slips(room: Room) -> None:
    row = replace(
        GROUP, guided_to="UBND xã Khác", handled_by="Sở Xây dựng", within_competence=False
    )
    room.fake.register.learn(known(row, 214))
    on_screen(Screen.REGISTER)(room)
    room.desk.register.select(row.id)
    room.deliver()


def a_form_to_print(room: Room) -> None:
    a_row_with_slips(room)
    room.desk.register.print_slip(SlipKind.GUIDANCE)
    room.deliver()
    room.desk.form_print.set_copies(2)


def a_register_counted(room: Room) -> None:
    """A figure is chosen; the book has more rows than it."""
    a_register_in_use(room)
    room.desk.register.statistics.toggle()
    room.desk.register.statistics.choose("month-2026-12")
    room.desk.register.statistics.show(FigureKind.COMPLAINT)
    room.deliver()


def a_row_followed_up(room: Room) -> None:
    """Another PC wrote into it as well."""
    a_register_in_use(room)
    room.fake.register.learn(replace(known(GROUP, 214), other=replace(GROUP, note="Khác")))
    room.deliver()
    room.desk.register.follow_up()
    room.deliver()


def a_row_put_right(room: Room) -> None:
    a_register_in_use(room)
    room.desk.register.begin_strike()
    room.desk.register.writing.edit(RegisterField.REASON, "Ghi nhầm số người")
    room.desk.register.writing.edit(RegisterField.AGAIN, "yes")
    room.deliver()


def conclusions_in_use(room: Room, *, act: ItemAct | None = None) -> None:
    """Of a task that was given here and is to be done here."""
    mine = {"giving_site_id": COMMUNE, "case_id": CASE, "session_id": SESSION}
    item = a_task(ItemStatus.ISSUED, "mine", date(2026, 12, 10), **mine)
    room.fake.conclusions.learn(KnownItem(item=item))
    on_screen(Screen.CONCLUSIONS)(room)
    room.desk.conclusions.select(item.id)
    if act is not None:
        room.desk.conclusions.begin(act)
    room.deliver()


def unsent(room: Room) -> None:
    lose_the_line(room)
    on_screen(Screen.UNSENT)(room)


def restart_due(room: Room) -> None:
    on_screen(Screen.SETTINGS)(room)
    room.desk.settings.choose("language", "en")
    room.deliver()


def lose_the_line(room: Room) -> None:
    status = replace(
        room.fake.sync.status(), connectivity=Connectivity.OFFLINE, pending_operations=3
    )
    room.fake.sync.set_status(status)
    room.deliver()


# ---- states of a session ---------------------------------------------------------------------


def before_the_opening(room: Room) -> None:
    room.enter()


def opened(room: Room) -> None:
    room.open()
    for site_id in (HQ, COMMUNE, AGENCY):
        if site_id != room.fake.channel._own_site_id:
            room.fake.channel.put_seat(a_seat(site_id))
            room.tell(picture_of(site_id))
    room.deliver()


def hand_up_there(room: Room) -> None:
    opened(room)
    room.fake.channel.put_seat(replace(a_seat(AGENCY), has_hand_up=True))
    room.deliver()


def floor_asked(room: Room) -> None:
    opened(room)
    room.session.toggle_microphone()
    room.deliver()


def somebody_speaks(room: Room) -> None:
    opened(room)
    room.fake.channel.give_floor(AGENCY)
    room.deliver()


def speaks_muted(room: Room) -> None:
    opened(room)
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    for _ in range(20):
        room.clock.advance(0.1)
        room.tell(speech(-20.0))


def recording_stands_still(room: Room) -> None:
    opened(room)
    room.pass_time(1.0)
    room.is_recorder_hanging = True
    room.pass_time(4.0)


def much_is_lost(room: Room) -> None:
    """At the desk that conducts the chair is asked, at another one it is told."""
    opened(room)
    room.losing = (SiteLoss(site_id=AGENCY, picture_ms=1_000, sound_ms=1_000),)
    room.pass_time(16.0)


def paused(room: Room) -> None:
    opened(room)
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()


def pause_asked(room: Room) -> None:
    opened(room)
    room.session.press(Verb.PAUSE)
    room.deliver()


def signed_now(room: Room) -> None:
    """The minutes are frozen; the sheet of the signers is open."""
    opened(room)
    room.call_roll()
    room.fake.channel.change(lambda live: replace(live, signing=Signing()))
    for step in steps_to(Step.SIGNING):
        room.fake.channel.set_step(step)
    room.fake.signing.freeze(text_digest(()))
    room.deliver()
    room.session.signing.toggle()
    room.deliver()


def read_back_now(room: Room) -> None:
    """The first line is read back, and this PC has a voice."""
    opened(room)
    room.call_roll()
    room.fake.minutes.put(a_line())
    for step in steps_to(Step.READ_BACK):
        room.fake.channel.set_step(step)
    room.fake.roll.read_line(a_line().id)
    room.fake.voice.find()
    room.deliver()


def refusal_typed(room: Room) -> None:
    signed_now(room)
    own = room.fake.channel._own_site_id
    missing = room.session.signing.facts.missing()
    signer = next(one for one in missing if one.site_id == own)
    room.session.signing.press(signer.id, SignatureForm.NOT_SIGNED)
    room.deliver()


def print_looked_at(room: Room) -> None:
    """The frozen minutes as they come out."""
    signed_now(room)
    room.session.signing.print_minutes()
    room.deliver()


def wish_typed(room: Room) -> None:
    signed_now(room)
    room.session.signing.begin_objection()
    room.session.signing.edit_objection("Sửa thành ba lần.")
    room.deliver()


def closed_minutes(room: Room) -> None:
    plan = replace(room.fake.schedule.plans[0], status=SessionStatus.CLOSED)
    room.fake.schedule.plans = [plan]
    a_case_opened(room)


def amended_now(room: Room) -> None:
    """Something is added to the closed minutes of a case."""
    closed_minutes(room)
    room.desk.case_page.amend(room.fake.schedule.plans[0].id)
    room.deliver()


def archived_now(room: Room) -> None:
    """The file of the closed session is asked for."""
    closed_minutes(room)
    room.desk.case_page.archive(room.fake.schedule.plans[0].id)
    room.deliver()


def incident_asked(room: Room) -> None:
    opened(room)
    room.session.incident.open()
    room.deliver()


def a_task_given(room: Room) -> None:
    opened(room)
    room.session.minutes.edit_text("Giao xã trả lời")
    room.session.concluding.conclude()
    room.deliver()


def opening_counted(room: Room) -> None:
    before_the_opening(room)
    room.fake.channel.count_down(is_on=True)
    room.fake.channel.tell_number(4)
    room.deliver()


def pause_counted(room: Room) -> None:
    paused(room)
    room.fake.channel.count_down(is_on=True)
    room.fake.channel.tell_number(4)
    room.deliver()


def at_step(step: Step) -> Drive:
    def drive(room: Room) -> None:
        opened(room)
        room.fake.channel.change(lambda live: replace(live, step=step))
        room.deliver()

    return drive


def over(room: Room) -> None:
    at_step(Step.CLOSING)(room)
    room.fake.channel.close_session()
    room.deliver()


def ending(room: Room) -> None:
    opened(room)
    room.session.press(Verb.END)
    room.session.press(Verb.END)
    room.deliver()


def city_lost(room: Room) -> None:
    opened(room)
    room.fake.channel.lose_city()
    room.deliver()


def not_done_offline(room: Room) -> None:
    city_lost(room)
    room.session.press(Verb.ASK_FLOOR)
    room.deliver()


def seat_taken(room: Room) -> None:
    opened(room)
    room.fake.channel.take_seat_away()
    room.deliver()


def seat_in_use(room: Room) -> None:
    opened(room)
    room.fake.channel.keep_out()
    room.deliver()


def at_a_door_in_use(room: Room) -> None:
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    room.fake.channel.is_seat_in_use = True
    room.pre_join.enter()
    room.deliver()


def beside(room: Room) -> None:
    at_a_door_in_use(room)
    room.pre_join.enter()
    room.deliver()


def beside_alone(room: Room) -> None:
    beside(room)
    room.fake.channel.put_seat(replace(a_seat(COMMUNE), is_connected=False))
    room.deliver()


def refused(room: Room) -> None:
    opened(room)
    room.tell(ChannelRefused(code="K-140"))


def failed(action: str, code: str) -> Drive:
    def drive(room: Room) -> None:
        opened(room)
        room.tell(ActionFailed(action=action, code=code, data={"reason": "x"}))

    return drive


def conflict(room: Room) -> None:
    opened(room)
    room.session.minutes.edit_text("38 m²")
    room.session.minutes.new_line()
    room.deliver()
    (line,) = room.fake.minutes.lines(SESSION)
    other = replace(line.version, text="83 m²")
    room.fake.minutes.put(replace(line, conflict=other))
    room.deliver()


def paper_selected(room: Room) -> None:
    opened(room)
    room.fake.papers.put(replace(a_paper(), cleared_for_display=False))
    room.deliver()
    room.session.papers.select(a_paper().id)
    room.deliver()


def paper_not_cleared(room: Room) -> None:
    paper_selected(room)
    room.session.papers.present()
    room.deliver()


def paper_led(room: Room) -> None:
    paper_selected(room)
    room.session.papers.clear_for_display(is_cleared=True)
    room.deliver()
    room.session.papers.present()
    room.deliver()


def paper_led_to_the_middle(room: Room) -> None:
    paper_led(room)
    room.session.papers.turn_page(1)
    room.deliver()


def paper_of_others_on_stage(room: Room) -> None:
    """As after a restart too: nothing is chosen here."""
    opened(room)
    room.fake.papers.put(a_paper())
    room.fake.channel.present(
        Stage(document_id=a_paper().id, page=2, page_count=3, title=a_paper().title)
    )
    room.deliver()


def without_the_city(drive: Drive) -> Drive:
    def driven(room: Room) -> None:
        drive(room)
        room.fake.channel.lose_city()
        room.deliver()

    return driven


def paper_failed(room: Room) -> None:
    paper_selected(room)
    room.tell(ActionFailed(action="add_paper", code="T-110", data={"name": "x"}))


def paper_there_already(room: Room) -> None:
    opened(room)
    room.fake.papers.put(a_paper())
    room.deliver()
    data = {"name": "x", "title": "x", "document_id": a_paper().id}
    room.tell(ActionFailed(action="add_paper", code="T-108", data=data))


def agency_called(room: Room) -> None:
    """The sheet is open, one site rings."""
    opened(room)
    place = SiteId("building")
    room.fake.schedule.sites[place] = a_site(place, "Sở Xây dựng", SiteKind.AGENCY)
    room.fake.channel.calls.names[place] = "Sở Xây dựng"
    call = a_call(SiteId("finance"), "Sở Tài chính", room.clock.now())
    room.fake.channel.change(lambda live: replace(live, calls=(call,)))
    room.deliver()
    room.session.calling.toggle()
    room.deliver()


def agency_to_call(room: Room) -> None:
    """The same, and nobody rings."""
    agency_called(room)
    room.fake.channel.change(lambda live: replace(live, calls=()))
    room.deliver()


def listening(room: Room) -> None:
    opened(room)
    now = room.clock.now()
    own = a_call(COMMUNE, "Xã", now, stage=CallStage.LISTENING, answered_at=now)
    room.fake.channel.change(lambda live: replace(live, calls=(own,)))
    room.deliver()


def help_wanted(room: Room) -> None:
    opened(room)
    room.fake.channel.calls.ask_help(HQ)
    room.deliver()


def desk_rung(room: Room) -> None:
    home(room)
    room.fake.rings.put(a_ring(COMMUNE, SESSION, room.clock.now(), ring_s=300))
    room.deliver()


def desk_refuses(room: Room) -> None:
    desk_rung(room)
    room.desk.ringing.start_refusing()
    room.desk.ringing.edit_reason("Đang có cuộc họp")
    room.deliver()


OTHERWISE = {Screen.SIGN_IN, Screen.HOME, Screen.PRE_JOIN, Screen.TRIAL, Screen.SESSION}
"""Screens that nobody comes to by the menu."""

STATES: Mapping[str, Drive] = {
    "at the door": at_the_door,
    "nobody listed": nobody_listed,
    "home": home,
    "home, no city": home_offline,
    "before the session": pre_join,
    "before the session, no camera": pre_join_without_camera,
    "before the session, a leader is asked": pre_join_with_leave,
    **{str(screen): on_screen(screen) for screen in Screen if screen not in OTHERWISE},
    "another room calls for help": help_wanted,
    "a queue": a_queue,
    "a queue, one called": partial(a_queue, is_called=True),
    "intake of a group": intake_of_a_group,
    "intake with papers": intake_with_papers,
    "intake to be mended": intake_to_be_mended,
    "intake being mended": intake_being_mended,
    "intake of somebody with a case": intake_of_somebody_with_a_case,
    "intake to split": intake_to_split,
    "intake split": intake_split,
    "intake of somebody known": intake_of_somebody_known,
    "requests to decide": requests_to_decide,
    "a refusal to tell": a_refusal_to_tell,
    "something to plan": something_to_plan,
    "a plan too near": a_plan_too_near,
    "a case": a_case_opened,
    "a recording": a_recording,
    "a copy of a recording": a_copy_of_a_recording,
    "recordings of the PC": recordings_of_the_pc,
    "a recording without a reason": a_recording_without_reason,
    "a paper of a case": a_paper_of_a_case,
    "a case with a refused visit": a_case_with_a_refused_visit,
    "a paper of a case refused": a_paper_of_a_case_refused,
    "in a trial": in_a_trial,
    "connected elsewhere": connected_elsewhere,
    "tried elsewhere": tried_elsewhere,
    "calendar with days": calendar_with_days,
    "a register in use": a_register_in_use,
    "a register counted": a_register_counted,
    "a row with slips": a_row_with_slips,
    "a form to print": a_form_to_print,
    "a row followed up": a_row_followed_up,
    "a row put right": a_row_put_right,
    "conclusions in use": conclusions_in_use,
    "a result of a task": partial(conclusions_in_use, act=ItemAct.RESULT),
    "something unsent": unsent,
    "restart due": restart_due,
    "not opened": before_the_opening,
    "opening counted": opening_counted,
    "pause counted": pause_counted,
    "pause asked": pause_asked,
    "incident asked": incident_asked,
    "a task given": a_task_given,
    "read back now": read_back_now,
    "signed now": signed_now,
    "refusal typed": refusal_typed,
    "wish typed": wish_typed,
    "print looked at": print_looked_at,
    "closed minutes": closed_minutes,
    "amended now": amended_now,
    "archived now": archived_now,
    "opened": opened,
    "display 2 off": opened,
    "hand up there": hand_up_there,
    "floor asked": floor_asked,
    "somebody speaks": somebody_speaks,
    "speaks muted": speaks_muted,
    "recording stands still": recording_stands_still,
    "much is lost": much_is_lost,
    "paused": paused,
    "concluding": at_step(Step.CONCLUSION),
    "over": over,
    "ending": ending,
    "city lost": city_lost,
    "not done offline": not_done_offline,
    "seat taken": seat_taken,
    "seat in use": seat_in_use,
    "door in use": at_a_door_in_use,
    "beside the seat": beside,
    "beside a lost seat": beside_alone,
    "refused": refused,
    "refused floor": failed("give_floor", "K-107"),
    "export failed": failed("export", "B-431"),
    "conflict": conflict,
    "paper": paper_selected,
    "paper not cleared": paper_not_cleared,
    "paper led": paper_led,
    "paper led, no city": without_the_city(paper_led),
    "paper on stage": paper_led,
    "paper on stage, no city": without_the_city(paper_of_others_on_stage),
    "paper in the middle": paper_led_to_the_middle,
    "paper of others on stage": paper_of_others_on_stage,
    "paper failed": paper_failed,
    "paper there already": paper_there_already,
    "agency called": agency_called,
    "agency to call": agency_to_call,
    "listening": listening,
    "desk rung": desk_rung,
    "desk refuses": desk_refuses,
}

Seat = tuple[SiteId, Role]
OFFICER_SEAT, CLERK_SEAT = (COMMUNE, Role.ROOM_OFFICER), (HQ, Role.HQ_CLERK)
SEATS: Mapping[str, Seat] = {
    "a queue": CLERK_SEAT,
    "a queue, one called": CLERK_SEAT,
    str(Screen.CALENDAR): (HQ, Role.CITY_ADMIN),
    "calendar with days": (HQ, Role.CITY_ADMIN),
    "requests to decide": CLERK_SEAT,
    "something to plan": CLERK_SEAT,
    "a plan too near": CLERK_SEAT,
    "in a trial": CLERK_SEAT,
    "connected elsewhere": CLERK_SEAT,
    "tried elsewhere": CLERK_SEAT,
    "agency called": CLERK_SEAT,
    "agency to call": CLERK_SEAT,
}
"""Who is looked at, where it is not the officer of the commune."""


def seat_of(name: str) -> Seat:
    if name.startswith("chair: "):
        return CLERK_SEAT
    return SEATS.get(name, OFFICER_SEAT)


BEHIND: Mapping[str, str] = dict.fromkeys(
    (
        "paper",
        "paper not cleared",
        "paper led",
        "paper led, no city",
        "paper failed",
        "paper there already",
    ),
    "papersTab",
)
"""States of a panel, with the button that opens it."""

EVERYWHERE_IN = frozenset({"home", "chair: home"})
"""Where the menu is pressed; it is the same beside every screen."""

AT_PLACE: Mapping[str, frozenset[str]] = {
    "settings": frozenset({"settingsLink-look"}),
    "restart due": frozenset({"settingsLink-look"}),
}
"""Links to the part at the top of a page: nothing moves for who stands there already."""

WAYS_BACK = ("closePapers", "verb-resume", "endingBack", "papersTab")
"""Buttons that lead back from where another one led."""

CHAIR = (
    "home",
    "not opened",
    "opening counted",
    "opened",
    "hand up there",
    "somebody speaks",
    "pause asked",
    "paused",
    "pause counted",
    "ending",
    "much is lost",
)
"""States that the desk that conducts is looked at in as well."""

WITHOUT_DISPLAY = frozenset({"display 2 off"})
"""States of a desk whose setting keeps display 2 shut."""


@pytest.fixture
def unstyled(qapp: QApplication, theme: Theme) -> None:
    """Without a style sheet a desk is built in a quarter of the time; presses do the same."""
    assert theme is not None
    qapp.setStyleSheet("")


@pytest.fixture
def made(theme: Theme) -> Iterator[Callable[[str], WatchedDesk]]:
    """Makes desks in a state; the one before goes first."""
    desks: list[WatchedDesk] = []

    def make(name: str) -> WatchedDesk:
        while desks:
            desks.pop().end()
        own_site_id, role = seat_of(name)
        state = name.removeprefix("chair: ")
        desk = WatchedDesk(
            theme,
            own_site_id=own_site_id,
            role=role,
            second_display=SecondDisplay.OFF if state in WITHOUT_DISPLAY else SecondDisplay.AUTO,
        )
        desks.append(desk)
        STATES[state](desk.room)
        if state in BEHIND:
            desk.press(desk.buttons()[BEHIND[state]])
        return desk

    yield make
    while desks:
        desks.pop().end()


@pytest.mark.parametrize("name", [*STATES, *(f"chair: {one}" for one in CHAIR)])
def test_every_button_of_a_state_does_something(
    made: Callable[[str], WatchedDesk], name: str
) -> None:
    """What a press leads to is another state; it is gone on from as long as the button is there.

    A button that is gone or does nothing there is pressed once more in the state itself.
    """
    desk = made(name)
    assert desk.is_still()
    screen = desk.room.desk.shell.screen
    waiting = [
        place
        for place, button in desk.buttons().items()
        if name in EVERYWHERE_IN or not desk.windows.main.navigation.isAncestorOf(button)
    ]
    dead = set()
    for number, place in enumerate(waiting, start=1):
        button = desk.buttons().get(place) or _found_back(desk, place, screen)
        if button is None or not desk.press(button):
            desk = made(name)
            if not desk.press(desk.buttons()[place]):
                dead.add(place)
        if number % PRESSES == 0 and number < len(waiting):
            desk = made(name)
    assert dead <= AT_PLACE.get(name, frozenset())


def _found_back(desk: WatchedDesk, place: str, screen: Screen) -> QAbstractButton | None:
    """The button that an earlier press took away, if one of the ways back leads to it."""
    if screen is Screen.PRE_JOIN:
        desk.room.desk.open_pre_join(SESSION)
    elif screen is Screen.TRIAL:
        desk.room.desk.open_trial(SESSION)
    else:
        desk.room.desk.navigate(screen)
    desk.room.deliver()
    for way in WAYS_BACK:
        there = desk.buttons()
        if place in there:
            break
        if way in there:
            desk.press(there[way])
    return desk.buttons().get(place)


def test_a_button_that_does_nothing_is_found(
    made: Callable[[str], WatchedDesk], theme: Theme
) -> None:
    desk = made("home")
    idle = Button(theme, "idle", "Không làm gì")
    idle.setParent(desk.windows.main)
    idle.show()
    assert desk.buttons()["idle"] is idle
    assert not desk.press(idle)
    assert desk.press(desk.buttons()["help"])


def test_every_action_of_a_message_is_offered_in_some_state() -> None:
    offered = set()
    for name, drive in STATES.items():
        own_site_id, role = seat_of(name)
        room = Room(own_site_id=own_site_id, role=role)
        drive(room)
        offered |= {one.action for one in messages_of(room.view)}
    assert offered == set(MessageAction)


def test_every_module_that_offers_an_action_is_looked_at() -> None:
    """Each module that makes a message with a button is one whose messages a state brings."""
    makers = {
        path.relative_to(ROOT / "desktop" / "presenters").as_posix()
        for path in (ROOT / "desktop" / "presenters").rglob("*.py")
        if _offers(path)
    }
    assert makers == {
        "access/sign_in.py",
        "casework/cases/case_papers.py",
        "conduct/calls/calling.py",
        "conduct/calls/help_calling.py",
        "papers/papers.py",
        "record/continuity.py",
        "record/minutes.py",
        "record/minutes_panel.py",
        "record/recording_watch.py",
        "recording/playback.py",
        "session/media_messages.py",
        "session/pre_join.py",
        "session/session.py",
        "session/standing_messages.py",
        "settings/settings.py",
        "sync/unsent.py",
        "view/message.py",
    }


def _offers(path: Path) -> bool:
    return any(
        isinstance(one, ast.keyword)
        and one.arg == "action"
        and not isinstance(one.value, ast.Constant)
        for one in ast.walk(ast.parse(path.read_text("utf-8")))
    )
