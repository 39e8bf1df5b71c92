"""▸KL: a line of the minutes becomes a task, filled in by the keyboard, and is kept with it."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus, item_key
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import SiteId
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.record.phrases import PHRASES
from desktop.presenters.casework.conclusions.conclusion_forms import OTHER_AGENCY
from desktop.presenters.casework.conclusions.conclusion_forms import ItemField as F
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionPanel, ItemAct
from desktop.presenters.casework.conclusions.task_code import TaskCode
from desktop.presenters.view.message import Message, MessageAction, Tone
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import CASE, COMMUNE, HQ, SESSION

pytestmark = pytest.mark.unit

SAID = "Giao UBND xã An Lão trả lời bằng văn bản trước 10/12"


def in_session(*, site_id: SiteId = COMMUNE, role: Role = Role.ROOM_OFFICER) -> Room:
    room = Room(own_site_id=site_id, role=role)
    room.open()
    return room


def concluded(text: str = SAID) -> Room:
    room = in_session()
    room.session.minutes.edit_text(text)
    room.session.concluding.conclude()
    room.deliver()
    return room


def panel(room: Room) -> ConclusionPanel:
    room.deliver()
    found = room.state.concluding
    assert found is not None
    return found


def item(room: Room) -> ConclusionItem:
    room.deliver()
    [known] = room.fake.conclusions.items()
    return known.item


def codes(room: Room) -> set[str]:
    room.deliver()
    return {one.code for one in room.state.banners}


def edit(room: Room, **texts: str) -> None:
    for key, text in texts.items():
        room.session.concluding.writing.edit(F(key), text)


def test_two_keys_make_a_task_of_the_line_that_is_typed() -> None:
    room = concluded()
    line = room.state.minutes.editor
    made = item(room)
    assert made.id == item_key(line.line_id)
    assert (made.line_id, made.session_id, made.case_id) == (line.line_id, SESSION, CASE)
    assert (made.giving_site_id, made.status) == (COMMUNE, ItemStatus.DRAFT)
    assert made.task == SAID
    assert (made.agency, made.agency_site_id) == ("UBND xã An Lão", COMMUNE)
    assert made.deadline == date(2026, 12, 10)
    assert line.kind is MinuteLineKind.DIRECTIVE
    assert room.fake.minutes.lines(SESSION)[0].kind is MinuteLineKind.DIRECTIVE
    assert room.state.minutes.rows[0].is_concluded
    assert panel(room).act is ItemAct.GIVE
    assert panel(room).typed.text(F.DEADLINE) == "10/12/2026"


def test_who_names_nobody_and_no_day_is_asked_for_both() -> None:
    room = concluded("Trả lời công dân")
    room.session.concluding.writing.save()
    faults = panel(room).typed.faults
    assert faults == {
        F.AGENCY_SITE: FaultKind.MISSING,
        F.DEADLINE: FaultKind.MISSING,
        F.CONTACT: FaultKind.REASON,
    }
    views = {one.key: one for one in panel(room).typed.fields}
    assert views[F.DEADLINE].code == "R-111"
    assert F.AGENCY not in views
    edit(room, agency_site=OTHER_AGENCY)
    assert F.AGENCY in {one.key for one in panel(room).typed.fields}
    room.session.concluding.writing.save()
    assert panel(room).typed.faults[F.AGENCY] is FaultKind.MISSING
    edit(
        room,
        agency="Công ty thoát nước",
        no_deadline_reason="Việc thường xuyên",
        no_contact_reason="Cơ quan sẽ cử sau",
    )
    room.session.concluding.writing.save()
    assert item(room).status is ItemStatus.ANNOUNCED
    assert (item(room).agency, item(room).agency_site_id) == ("Công ty thoát nước", None)
    assert room.state.concluding is None
    assert TaskCode.GIVEN in codes(room)


def test_working_days_are_counted_by_the_calendar_into_a_day() -> None:
    room = concluded("Trả lời công dân")
    edit(room, working_days="3")
    assert panel(room).typed.text(F.DEADLINE) == "01/12/2026"
    assert F.NO_DEADLINE not in {one.key for one in panel(room).typed.fields}
    edit(room, deadline="02/12/2026")
    assert panel(room).typed.text(F.DAYS) == ""
    edit(room, working_days="x")
    assert panel(room).typed.text(F.DEADLINE) == "02/12/2026"


def test_a_named_body_with_a_contact_is_given_the_task() -> None:
    room = concluded()
    values = [one.value for one in panel(room).agencies]
    assert values == [HQ, COMMUNE, "agency", OTHER_AGENCY]
    edit(room, agency_site=HQ, contact_person="Công chức Mẫu", contact_phone="0900000002")
    assert F.NO_CONTACT not in {one.key for one in panel(room).typed.fields}
    room.session.concluding.writing.save()
    made = item(room)
    assert (made.status, made.agency_site_id) == (ItemStatus.ANNOUNCED, HQ)
    assert (made.contact_person, made.contact_phone) == ("Công chức Mẫu", "0900000002")


def test_esc_keeps_a_draft_as_far_as_it_goes() -> None:
    room = concluded("Trả lời công dân")
    edit(room, agency_site=HQ)
    room.session.concluding.writing.close()
    assert room.state.concluding is None
    assert (item(room).status, item(room).agency_site_id) == (ItemStatus.DRAFT, HQ)
    room.session.concluding.writing.close()
    assert item(room).agency_site_id == HQ


def test_esc_keeps_no_draft_without_a_task() -> None:
    room = concluded("Trả lời công dân")
    edit(room, task=" ", agency_site=HQ)
    room.session.concluding.writing.close()
    assert item(room).task == "Trả lời công dân"
    assert item(room).agency_site_id is None


def test_the_same_line_is_opened_again_and_makes_no_second_task() -> None:
    room = concluded()
    room.session.concluding.conclude()
    room.session.concluding.writing.close()
    room.session.concluding.conclude()
    assert panel(room).task == SAID
    assert len(room.fake.conclusions.items()) == 1


def test_a_line_whose_task_is_issued_is_only_told() -> None:
    room = concluded()
    room.session.concluding.writing.close()
    issued = replace(
        item(room),
        status=ItemStatus.ISSUED,
        contact_person="Công chức Mẫu",
        notice_number="12/TB",
    )
    room.fake.conclusions.learn(KnownItem(item=issued))
    room.deliver()
    room.session.concluding.conclude()
    assert room.state.concluding is None
    assert TaskCode.LINE_TAKEN in codes(room)


def test_with_an_empty_editor_the_newest_own_line_is_meant() -> None:
    room = in_session()
    room.session.minutes.edit_text("Công dân đề nghị xem lại")
    room.session.minutes.new_line()
    room.session.minutes.edit_text(SAID)
    room.session.minutes.new_line()
    room.deliver()
    room.session.minutes.note_technical("Mất tiếng 14 s")
    room.deliver()
    room.session.concluding.conclude()
    room.deliver()
    assert item(room).task == SAID
    assert room.state.minutes.editor.text == ""
    kinds = {one.text: one.kind for one in room.fake.minutes.lines(SESSION)}
    assert kinds[SAID] is MinuteLineKind.DIRECTIVE


def test_a_directive_stays_as_it_is() -> None:
    room = in_session()
    room.session.minutes.edit_text(SAID)
    room.session.minutes.choose_kind(MinuteLineKind.DIRECTIVE)
    room.session.minutes.new_line()
    room.deliver()
    before = room.state.minutes.editor.load_number
    room.session.concluding.conclude()
    room.deliver()
    assert item(room).task == SAID
    assert room.state.minutes.editor.load_number == before


def test_without_a_line_nothing_is_concluded() -> None:
    room = in_session()
    room.session.concluding.conclude()
    assert room.fake.conclusions.items() == ()
    room.deliver()
    assert room.state.minutes.message == Message(
        code=TaskCode.NO_LINE, tone=Tone.INFO, action=MessageAction.DISMISS
    )


@pytest.mark.parametrize(
    ("site_id", "is_practice", "may"),
    [(COMMUNE, True, True), (COMMUNE, False, False), (HQ, False, True)],
)
def test_who_carries_the_session_gives_its_tasks(
    site_id: SiteId, is_practice: bool, may: bool
) -> None:
    room = Room(own_site_id=site_id)
    plans = room.fake.schedule.plans
    plans[:] = [replace(one, is_practice=is_practice) for one in plans]
    room.open()
    room.session.minutes.edit_text(SAID)
    room.session.concluding.conclude()
    room.deliver()
    assert room.state.can_conclude is may
    assert bool(room.fake.conclusions.items()) is may


def test_a_leader_writes_no_minutes_and_gives_no_task() -> None:
    room = in_session(role=Role.LEADER)
    room.session.concluding.conclude()
    assert not room.state.can_conclude
    assert room.fake.conclusions.items() == ()


def test_a_session_whose_case_is_not_known_has_no_tasks() -> None:
    room = Room()
    room.fake.schedule.cases.clear()
    room.open()
    room.session.minutes.edit_text(SAID)
    room.session.concluding.conclude()
    assert not room.state.can_conclude
    assert room.fake.conclusions.items() == ()


def test_the_panel_opens_once_a_slow_disk_has_kept_the_task() -> None:
    room = in_session()
    room.fake.conclusions.is_slow = True
    room.session.minutes.edit_text(SAID)
    room.session.concluding.conclude()
    room.deliver()
    assert room.state.concluding is None
    room.fake.conclusions.catch_up()
    assert panel(room).act is ItemAct.GIVE


def test_what_a_full_disk_refuses_is_told_and_the_form_stays() -> None:
    room = concluded()
    edit(room, contact_person="Công chức Mẫu")
    room.fake.conclusions.fails_with = "B-301"
    room.session.concluding.writing.save()
    assert "B-301" in codes(room)
    assert panel(room).typed.text(F.CONTACT) == "Công chức Mẫu"
    assert item(room).status is ItemStatus.DRAFT


def test_what_is_typed_survives_a_kill() -> None:
    room = concluded()
    edit(room, contact_person="Công chức Mẫu")
    room.pass_time(1)
    room.restart()
    assert panel(room).typed.text(F.CONTACT) == "Công chức Mẫu"


def test_leaving_the_session_keeps_the_draft() -> None:
    room = concluded("Trả lời công dân")
    edit(room, agency_site=HQ)
    room.session.leave()
    assert item(room).agency_site_id == HQ


def test_a_program_that_is_asked_to_end_keeps_what_was_typed() -> None:
    room = concluded()
    edit(room, contact_person="Công chức Mẫu")
    room.desk.ask_to_exit()
    room.restart()
    assert panel(room).typed.text(F.CONTACT) == "Công chức Mẫu"


def test_other_events_are_passed_over() -> None:
    room = concluded()
    room.tell(ActionFailed(action="keep_file", code="T-413", data={}))
    assert "T-413" not in codes(room)


def test_a_session_knows_the_sentences_of_this_pc() -> None:
    room = Room()
    room.facts = replace(room.facts, phrases=("Một câu.",))
    room.desk = room._new_desk()
    room.open()
    assert room.session.context.phrases == ("Một câu.",)
    assert in_session().session.context.phrases == PHRASES
