"""Conclusions on the screen: overdue first, found, given, issued, moved, done, answered, struck."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.person import Role
from desktop.domain.access.rights import MATRIX, Right
from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus, ItemStep
from desktop.domain.casework.conclusions.conclusion_book import ItemsShown, KnownItem, Pressing
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import CaseId, ConclusionItemId, SessionId, SiteId, UserId
from desktop.domain.record.printing import ConclusionToPrint
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.conclusions.conclusion_forms import OTHER_AGENCY
from desktop.presenters.casework.conclusions.conclusion_forms import ItemField as F
from desktop.presenters.casework.conclusions.conclusion_texts import acts_of
from desktop.presenters.casework.conclusions.conclusions import MOST_SHOWN
from desktop.presenters.casework.conclusions.conclusions_state import (
    ConclusionPanel,
    ConclusionsViewState,
    ItemAct,
)
from desktop.presenters.casework.conclusions.task_code import TaskCode
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import NOW
from tests.samples.conclusions import EXTENSION, PAPER, an_item
from tests.samples.receptions import CASE, COMMUNE, HQ, SESSION, an_officer, signed_in

pytestmark = pytest.mark.unit

S = ItemStatus
TODAY = date(2026, 11, 26)
REASON = "Nhầm dòng của công dân"


def an_own(status: ItemStatus = S.ISSUED, line: str = "line", **changes: Any) -> ConclusionItem:
    """Given by headquarters, to be done by the commune. changes: of its fields."""
    fields = {
        "session_id": SESSION,
        "case_id": CASE,
        "giving_site_id": HQ,
        "agency_site_id": None if status is S.DRAFT else COMMUNE,
        **changes,
    }
    return an_item(status, line, **fields)


def a_room(
    *items: ConclusionItem, site_id: SiteId = COMMUNE, role: Role = Role.ROOM_OFFICER
) -> Room:
    room = Room(own_site_id=site_id, role=role)
    for one in items:
        room.fake.conclusions.learn(KnownItem(item=one))
    room.desk.start()
    room.desk.navigate(Screen.CONCLUSIONS)
    room.deliver()
    return room


def state(room: Room) -> ConclusionsViewState:
    room.deliver()
    return room.view.conclusions[-1]


def screen(room: Room) -> Screen:
    return room.desk.shell.screen


def panel(room: Room) -> ConclusionPanel:
    found = state(room).panel
    assert found is not None
    return found


def code(room: Room) -> str:
    message = state(room).message
    return "" if message is None else message.code


def now(room: Room, item: ConclusionItem) -> ConclusionItem:
    room.deliver()
    known = room.fake.conclusions.find(item.id)
    assert known is not None
    return known.item


def writing(room: Room, item: ConclusionItem, act: ItemAct) -> Room:
    room.desk.conclusions.select(item.id)
    room.desk.conclusions.begin(act)
    return room


def edit(room: Room, **texts: str) -> None:
    for key, text in texts.items():
        room.desk.conclusions.writing.edit(F(key), text)


def save(room: Room) -> None:
    room.desk.conclusions.writing.save()
    room.deliver()


# ---- the list ------------------------------------------------------------------------------


def test_an_empty_list_says_so() -> None:
    room = a_room()
    assert state(room).rows == ()
    assert code(room) == TaskCode.NONE
    room.desk.conclusions.search("đơn giá")
    assert code(room) == TaskCode.NOTHING


def test_overdue_stands_first_with_its_days() -> None:
    late = an_own(line="late", deadline=TODAY - timedelta(days=2))
    soon = an_own(line="soon", deadline=TODAY + timedelta(days=4))
    free = an_own(line="free", deadline=None, no_deadline_reason="Việc thường xuyên")
    done = an_own(S.CLOSED, "done", deadline=TODAY)
    room = a_room(done, free, soon, late)
    rows = state(room).rows
    assert [one.item_id for one in rows] == [late.id, soon.id, free.id]
    assert (rows[0].pressing, rows[0].overdue_days, rows[0].working_days) == (
        Pressing.OVERDUE,
        2,
        0,
    )
    assert (rows[1].pressing, rows[1].overdue_days, rows[1].working_days) == (Pressing.SOON, 0, 2)
    assert (rows[2].overdue_days, rows[2].working_days) == (0, 0)
    assert rows[0].phone == "•••••••002"
    assert rows[0].case_code == "2026-0147"
    assert state(room).groups == (
        (Pressing.OVERDUE, 1),
        (Pressing.SOON, 1),
        (Pressing.LATER, 1),
    )
    assert (state(room).open_count, state(room).finished_count) == (3, 1)
    assert state(room).looked_to == TODAY + timedelta(days=7)


def test_items_are_found_by_words_state_and_body() -> None:
    first = an_own(line="a")
    second = an_own(line="b", task="Đo lại thực địa", agency="Sở mẫu", agency_site_id=None)
    done = an_own(S.ANSWERED, "c")
    room = a_room(first, second, done)
    desk = room.desk.conclusions
    assert state(room).agencies == ("Sở mẫu", "UBND xã An Lão")
    desk.search("do lai")
    assert [one.item_id for one in state(room).rows] == [second.id]
    desk.search("2026-0147")
    assert len(state(room).rows) == 2
    desk.choose_agency("Sở mẫu")
    assert [one.item_id for one in state(room).rows] == [second.id]
    desk.choose_agency("")
    desk.search("")
    desk.choose_shown(ItemsShown.FINISHED)
    assert [one.item_id for one in state(room).rows] == [done.id]
    desk.choose_shown(ItemsShown.ALL)
    assert len(state(room).rows) == 3


def test_a_long_list_is_cut_and_says_how_much_more_there_is() -> None:
    room = a_room(*(an_own(line=f"line-{number}") for number in range(MOST_SHOWN + 3)))
    assert (len(state(room).rows), state(room).more) == (MOST_SHOWN, 3)


def sit(room: Room, denunciations: frozenset[CaseId]) -> None:
    """Somebody sits there who is on the lists of these."""
    listed = replace(an_officer(), denunciations=denunciations)
    room.fake.access.people = (listed,)
    room.fake.access.person = replace(signed_in(), officer=listed)
    room.tell(AccessChanged(signed_in=room.fake.access.person))


def test_a_denunciation_is_shown_to_those_on_its_list_alone() -> None:
    room = a_room(an_own())
    case = replace(room.fake.schedule.cases[CASE], petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases[CASE] = case
    sit(room, frozenset())
    assert state(room).rows == ()
    room.desk.conclusions.open(an_own().id)
    assert room.desk.shell.screen is Screen.CONCLUSIONS
    sit(room, frozenset({CASE}))
    assert len(state(room).rows) == 1


def test_enter_opens_the_case_and_nothing_opens_none() -> None:
    room = a_room(an_own())
    room.desk.conclusions.open(ConclusionItemId("nothing"))
    assert screen(room) is Screen.CONCLUSIONS
    room.desk.conclusions.open(an_own().id)
    assert screen(room) is Screen.CASE


def test_who_sits_down_next_finds_no_search_of_the_one_before() -> None:
    room = a_room(an_own())
    room.desk.conclusions.select(an_own().id)
    room.desk.conclusions.search("không có gì")
    room.desk.navigate(Screen.HOME)
    room.desk.navigate(Screen.CONCLUSIONS)
    assert state(room).query.search == "không có gì"
    other = replace(an_officer(), id=UserId("other"))
    room.fake.access.person = replace(signed_in(), officer=other)
    room.desk.navigate(Screen.HOME)
    room.desk.navigate(Screen.CONCLUSIONS)
    assert state(room).query.search == ""
    assert state(room).selected is None


def test_while_nobody_is_signed_in_it_still_draws() -> None:
    room = a_room(an_own())
    room.fake.access.person = None
    room.desk.conclusions.start()
    assert state(room).rows == ()


def test_a_screen_that_is_not_shown_draws_nothing() -> None:
    room = a_room(an_own())
    room.desk.navigate(Screen.HOME)
    room.deliver()
    drawn = len(room.view.conclusions)
    room.fake.conclusions.learn(KnownItem(item=an_own(S.DONE)))
    room.deliver()
    assert len(room.view.conclusions) == drawn
    room.desk.conclusions.on_tick()
    assert len(room.view.conclusions) == drawn + 1


def test_what_is_none_of_it_is_passed_over() -> None:
    room = a_room(an_own())
    drawn = len(room.view.conclusions)
    room.tell(ActionFailed(action="export_register", code="B-431", data={}))
    room.tell(ActionFailed(action="keep_file", code="T-413", data={}))
    assert len(room.view.conclusions) == drawn


def test_a_clash_and_what_the_city_refused_are_told() -> None:
    item = an_own()
    room = a_room()
    known = KnownItem(
        item=item, storage=RecordStorage.REFUSED, is_at_city=False, other=replace(item, result="X")
    )
    room.fake.conclusions.learn(known)
    [row] = state(room).rows
    assert row.is_refused
    assert row.has_clash
    assert code(room) == TaskCode.CLASH
    writing(room, item, ItemAct.RESULT)
    assert panel(room).other.endswith("12/TB · X")
    edit(room, result="Đã họp thôn")
    save(room)
    assert not state(room).rows[0].has_clash


# ---- what may be written -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "giver", "doer"),
    [
        (S.DRAFT, ["give", "strike"], []),
        (S.ANNOUNCED, ["issue", "give", "strike"], ["issue"]),
        (S.ISSUED, ["result", "extend", "urge", "step"], ["result", "step"]),
        (S.IN_PROGRESS, ["result", "extend", "urge"], ["result"]),
        (S.EXTENDED, ["result", "extend", "urge", "step"], ["result", "step"]),
        (S.DONE, ["step", "result"], ["step", "result"]),
        (S.REPORTED, ["step", "result"], ["step", "result"]),
        (S.ANSWERED, ["step", "result"], ["step", "result"]),
        (S.CLOSED, [], []),
    ],
)
def test_who_may_write_what(status: ItemStatus, giver: list[str], doer: list[str]) -> None:
    item = an_own(status)
    assert list(acts_of(item, HQ)) == giver
    assert list(acts_of(item, COMMUNE)) == doer
    assert acts_of(item, SiteId("agency")) == ()


def test_what_has_no_day_is_not_extended_and_what_is_struck_takes_nothing() -> None:
    free = an_own(deadline=None, no_deadline_reason="Việc thường xuyên")
    assert ItemAct.EXTEND not in acts_of(free, HQ)
    struck = an_own(S.ANNOUNCED, struck_out_at=NOW, struck_reason=REASON)
    assert acts_of(struck, HQ) == ()


def test_a_leader_reads_and_writes_nothing() -> None:
    room = a_room(an_own(), role=Role.LEADER)
    room.desk.conclusions.select(an_own().id)
    assert state(room).acts == ()
    assert state(room).rows[0].acts == ()
    room.desk.conclusions.begin(ItemAct.RESULT)
    assert state(room).panel is None


def test_nothing_begins_without_a_row_or_beside_another_writing() -> None:
    first, second = an_own(line="a"), an_own(line="b")
    room = a_room(first, second)
    room.desk.conclusions.begin(ItemAct.RESULT)
    assert state(room).panel is None
    writing(room, first, ItemAct.RESULT)
    assert state(room).acts == ()
    room.desk.conclusions.select(second.id)
    room.desk.conclusions.begin(ItemAct.STEP)
    assert (panel(room).act, state(room).selected) == (ItemAct.RESULT, first.id)
    room.desk.conclusions.writing.close()
    room.desk.conclusions.begin(ItemAct.GIVE)
    assert state(room).panel is None


def test_without_a_panel_nothing_is_typed_saved_or_attached() -> None:
    room = a_room(an_own())
    edit(room, result="Đã họp")
    save(room)
    room.desk.conclusions.attach(Path("tra-loi.pdf"))
    room.desk.conclusions.drop_paper(PAPER)
    assert now(room, an_own()) == an_own()
    assert room.desk.conclusions.writing.faults() == ()


# ---- acts ----------------------------------------------------------------------------------


def test_a_draft_is_completed_and_given() -> None:
    item = an_own(S.DRAFT)
    room = writing(a_room(item, site_id=HQ, role=Role.SECRETARY), item, ItemAct.GIVE)
    assert [one.value for one in panel(room).agencies] == [HQ, COMMUNE, "agency", OTHER_AGENCY]
    edit(room, agency_site=COMMUNE, working_days="5", contact_person="Công chức Mẫu")
    save(room)
    made = now(room, item)
    assert made.status is S.ANNOUNCED
    assert made.deadline == date(2026, 12, 3)
    assert code(room) == TaskCode.GIVEN
    assert state(room).panel is None


def test_a_body_that_is_not_offered_is_asked_for_again() -> None:
    item = an_own(S.ANNOUNCED)
    room = a_room(item, site_id=HQ, role=Role.SECRETARY)
    room.fake.schedule.plans.clear()
    writing(room, item, ItemAct.GIVE)
    assert [one.value for one in panel(room).agencies] == [COMMUNE, OTHER_AGENCY]
    edit(room, agency_site="nowhere")
    save(room)
    assert panel(room).typed.faults == {F.AGENCY_SITE: FaultKind.MISSING}


def test_the_number_of_the_notice_issues_it() -> None:
    item = an_own(S.ANNOUNCED)
    room = writing(a_room(item), item, ItemAct.ISSUE)
    save(room)
    assert panel(room).typed.faults == {F.NOTICE: FaultKind.MISSING}
    edit(room, notice_number="12/TB-UBND")
    save(room)
    assert (now(room, item).status, now(room, item).notice_number) == (S.ISSUED, "12/TB-UBND")
    assert code(room) == TaskCode.ISSUED


def test_a_step_is_one_key_and_says_where_it_leads() -> None:
    item = an_own(S.ISSUED)
    room = writing(a_room(item), item, ItemAct.STEP)
    assert (panel(room).status, panel(room).typed.fields) == (S.IN_PROGRESS, ())
    save(room)
    assert now(room, item).status is S.IN_PROGRESS
    assert code(room) == TaskCode.STEPPED


def test_an_extension_names_who_approved_it_and_why() -> None:
    item = an_own()
    room = a_room(item, site_id=HQ, role=Role.SECRETARY)
    writing(room, item, ItemAct.EXTEND)
    save(room)
    assert panel(room).typed.faults == {
        F.NEW_DEADLINE: FaultKind.WRONG,
        F.APPROVER: FaultKind.MISSING,
        F.EXTENSION_REASON: FaultKind.MISSING,
    }
    edit(room, new_days="5")
    assert panel(room).typed.text(F.NEW_DEADLINE) == "17/12/2026"
    edit(room, approver="Trần Văn Mẫu, Phó Chủ tịch", extension_reason="Chờ kết quả đo đạc lại")
    save(room)
    made = now(room, item)
    assert (made.status, made.deadline) == (S.EXTENDED, date(2026, 12, 17))
    [told] = made.extensions
    assert (told.approver, told.reason) == (EXTENSION.approver, EXTENSION.reason)
    assert (told.former, told.noted_by) == (item.deadline, "Cán bộ tiếp dân Mẫu")
    assert code(room) == TaskCode.EXTENDED
    assert state(room).rows[0].extensions == 1


def test_an_urge_names_its_letter_and_is_counted() -> None:
    item = an_own()
    room = a_room(item, site_id=HQ, role=Role.SECRETARY)
    writing(room, item, ItemAct.URGE)
    save(room)
    assert panel(room).typed.faults == {
        F.URGE_NUMBER: FaultKind.MISSING,
        F.ANSWER_BY: FaultKind.MISSING,
    }
    edit(room, urge_number="214/BTCD", answer_by="01/11/2026")
    save(room)
    assert panel(room).typed.faults == {F.ANSWER_BY: FaultKind.WRONG}
    edit(room, answer_by="17/12/2026")
    save(room)
    made = now(room, item)
    assert (made.status, made.deadline) == (item.status, item.deadline)
    [told] = made.urges
    assert (told.number, told.answer_by) == ("214/BTCD", date(2026, 12, 17))
    assert told.noted_by == "Cán bộ tiếp dân Mẫu"
    message = state(room).message
    assert message is not None
    assert (message.code, message.data["n"], message.data["day"]) == ("R-113", 1, "17/12/2026")
    row = state(room).rows[0]
    assert (row.urges, row.answer_by) == (1, date(2026, 12, 17))


def a_file(tmp_path: Path, text: bytes = b"%PDF-1.7") -> Path:
    path = tmp_path / "tra-loi.pdf"
    path.write_bytes(text)
    return path


def test_a_result_without_a_paper_is_kept_and_goes_on() -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    edit(room, result="Đã họp thôn")
    save(room)
    assert (now(room, item).status, now(room, item).result) == (S.IN_PROGRESS, "Đã họp thôn")
    assert code(room) == TaskCode.LACKS_PAPER


def test_a_paper_of_the_result_goes_into_the_dossier_and_makes_it_done(tmp_path: Path) -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    room.desk.conclusions.attach(a_file(tmp_path))
    assert room.view.conclusions[-1].panel is not None
    assert room.view.conclusions[-1].panel.is_coming
    [paper] = panel(room).papers
    assert not panel(room).is_coming
    assert paper.title == "tra-loi"
    edit(room, result="Đã trả lời")
    save(room)
    made = now(room, item)
    assert (made.status, made.result_document_ids) == (S.DONE, (paper.document_id,))
    [entry] = [one.paper for one in room.fake.dossier.papers(CASE)]
    assert (entry.id, entry.site_id, entry.title) == (paper.document_id, COMMUNE, "tra-loi")
    assert code(room) == TaskCode.DONE
    assert state(room).rows[0].papers == 1
    assert room.desk.intake.state().papers.rows == ()


def test_the_same_paper_again_is_the_one_that_is_there(tmp_path: Path) -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    for _ in range(2):
        room.desk.conclusions.attach(a_file(tmp_path))
        room.deliver()
    assert len(panel(room).papers) == 1
    assert len(room.fake.dossier.papers(CASE)) == 1


def test_a_paper_is_left_out_again_but_none_that_stood_there(tmp_path: Path) -> None:
    item = an_own(S.DONE)
    room = writing(a_room(item), item, ItemAct.RESULT)
    assert [one.title for one in panel(room).papers] == [""]
    room.desk.conclusions.attach(a_file(tmp_path))
    added = panel(room).papers[-1]
    room.desk.conclusions.drop_paper(added.document_id)
    room.desk.conclusions.drop_paper(PAPER)
    assert [one.document_id for one in panel(room).papers] == [PAPER]


def test_a_file_that_is_not_taken_is_told(tmp_path: Path) -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    room.fake.dossier.fails_with = "T-413"
    room.desk.conclusions.attach(a_file(tmp_path))
    assert code(room) == "T-413"
    assert not panel(room).is_coming
    assert panel(room).can_attach


def test_a_paper_that_comes_after_the_panel_was_shut_is_no_result(tmp_path: Path) -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    room.desk.conclusions.attach(a_file(tmp_path))
    room.desk.conclusions.writing.close()
    room.deliver()
    assert room.fake.dossier.papers(CASE) == ()
    writing(room, item, ItemAct.RESULT)
    assert panel(room).papers == ()


def test_nobody_without_a_seat_enters_a_paper(tmp_path: Path) -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    room.desk.conclusions.attach(a_file(tmp_path))
    room.fake.access.person = None
    room.desk.conclusions.attach(a_file(tmp_path))
    assert state(room).panel is None


def test_the_citizen_is_answered_and_the_task_is_closed() -> None:
    item = an_own(S.DONE)
    room = a_room(item)
    for status in (S.REPORTED, S.ANSWERED, S.CLOSED):
        room.desk.conclusions.choose_shown(ItemsShown.ALL)
        writing(room, item, ItemAct.STEP)
        save(room)
        assert now(room, item).status is status
    assert state(room).acts == ()


def test_what_was_noted_by_mistake_is_struck_out_with_a_reason() -> None:
    item = an_own(S.ANNOUNCED)
    room = writing(a_room(item, site_id=HQ, role=Role.SECRETARY), item, ItemAct.STRIKE)
    edit(room, struck_reason="nhầm")
    save(room)
    assert panel(room).typed.faults == {F.STRUCK_REASON: FaultKind.MISSING}
    edit(room, struck_reason=REASON)
    save(room)
    assert now(room, item).is_struck
    assert now(room, item).struck_by_name == "Cán bộ tiếp dân Mẫu"
    assert code(room) == TaskCode.STRUCK
    assert state(room).rows == ()
    room.desk.conclusions.choose_shown(ItemsShown.ALL)
    assert state(room).rows[0].struck_reason == REASON


def test_what_the_disk_refuses_stays_typed_and_is_told() -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    edit(room, result="Đã họp thôn")
    room.fake.conclusions.fails_with = "B-301"
    save(room)
    assert code(room) == "B-301"
    assert panel(room).typed.text(F.RESULT) == "Đã họp thôn"


def test_a_slow_disk_is_waited_for() -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    room.fake.conclusions.is_slow = True
    edit(room, result="Đã họp thôn")
    save(room)
    assert not panel(room).can_save
    save(room)
    room.desk.conclusions.writing.close()
    assert panel(room).act is ItemAct.RESULT
    room.fake.conclusions.catch_up()
    assert state(room).panel is None
    assert code(room) == TaskCode.LACKS_PAPER


def test_an_item_that_went_on_elsewhere_shuts_the_panel() -> None:
    item = an_own(S.ANNOUNCED)
    room = writing(a_room(item), item, ItemAct.ISSUE)
    room.fake.conclusions.learn(KnownItem(item=an_own(S.IN_PROGRESS)))
    assert state(room).panel is None


def test_what_is_typed_survives_a_kill_and_another_screen() -> None:
    item = an_own()
    room = writing(a_room(item), item, ItemAct.RESULT)
    edit(room, result="Đã họp thôn")
    room.pass_time(1)
    room.desk.navigate(Screen.HOME)
    room.restart()
    room.desk.navigate(Screen.CONCLUSIONS)
    assert panel(room).typed.text(F.RESULT) == "Đã họp thôn"


# ---- elsewhere -----------------------------------------------------------------------------


def test_the_menu_counts_what_is_overdue_here() -> None:
    late = TODAY - timedelta(days=1)
    room = a_room(
        an_own(line="a", deadline=late),
        an_own(line="b"),
        an_own(line="c", deadline=late, giving_site_id=SiteId("x"), agency_site_id=SiteId("y")),
    )
    [entry] = [one for one in room.view.shell[-1].navigation if one.entry is MenuEntry.CONCLUSIONS]
    assert (entry.badge, entry.is_overdue, entry.is_current) == (1, True, True)


def test_home_lists_what_is_due_and_leads_to_it() -> None:
    late = an_own(line="late", deadline=TODAY - timedelta(days=2))
    today = an_own(line="today", deadline=TODAY)
    room = a_room(late, today, an_own(line="far", deadline=TODAY + timedelta(days=60)))
    room.desk.navigate(Screen.HOME)
    room.deliver()
    rows = [one for one in room.view.home[-1].due.rows if one.kind == "task"]
    assert [(one.title, one.place, one.state, one.days) for one in rows] == [
        (late.task, "UBND xã An Lão", "overdue", 2),
        (today.task, "UBND xã An Lão", "today", 0),
    ]
    room.desk.home.open_due(rows[0].key)
    room.deliver()
    assert room.desk.shell.screen is Screen.CONCLUSIONS
    assert state(room).selected == late.id


def test_home_says_until_when_a_result_goes_on() -> None:
    item = an_own(S.DONE)
    room = a_room(item)
    room.desk.navigate(Screen.HOME)
    room.deliver()
    assert not [one for one in room.view.home[-1].due.rows if one.kind == "report"]
    step = ItemStep(status=S.DONE, noted_at=NOW - timedelta(days=20), noted_by="Cán bộ Mẫu")
    room.fake.conclusions.learn(KnownItem(item=replace(item, steps=(step,))))
    room.deliver()
    [row] = [one for one in room.view.home[-1].due.rows if one.kind == "report"]
    assert (row.title, row.state) == (item.task, "overdue")
    room.desk.home.open_due(row.key)
    room.deliver()
    writing(room, item, ItemAct.STEP)
    save(room)
    made = now(room, item)
    assert [one.status for one in made.steps] == [S.DONE, S.REPORTED]
    assert made.steps[-1].noted_by == "Cán bộ tiếp dân Mẫu"
    room.desk.navigate(Screen.HOME)
    room.deliver()
    assert not [one for one in room.view.home[-1].due.rows if one.kind == "report"]


def test_home_lists_no_task_for_who_may_not_read_cases() -> None:
    room = a_room(an_own(deadline=TODAY), role=Role.OBSERVER)
    room.desk.navigate(Screen.HOME)
    room.deliver()
    assert not [one for one in room.view.home[-1].due.rows if one.kind == "task"]


# ---- the notice -----------------------------------------------------------------------------


def a_giving_room(*items: ConclusionItem, role: Role = Role.SECRETARY) -> Room:
    room = a_room(*items, site_id=HQ, role=role)
    room.desk.conclusions.select(items[0].id)
    return room


def test_the_notice_of_a_session_is_printed_by_the_unit_that_gave_its_tasks() -> None:
    room = a_giving_room(an_own(S.ANNOUNCED))
    assert state(room).notice_of == room.fake.schedule.plans[0].code
    room.desk.conclusions.print_notice()
    assert room.fake.printing.offered == [ConclusionToPrint(session_id=SESSION)]


@pytest.mark.parametrize(
    "item",
    [
        an_own(S.DRAFT),
        an_own(S.ANNOUNCED, struck_reason="Nhầm dòng của công dân"),
        an_own(S.ISSUED, giving_site_id=COMMUNE),
        an_own(S.ISSUED, session_id=SessionId("not known here")),
    ],
    ids=["a draft", "struck out", "another's", "of an unknown session"],
)
def test_there_is_no_notice_of_what_this_unit_does_not_tell(item: ConclusionItem) -> None:
    room = a_giving_room(item)
    room.desk.conclusions.choose_shown(ItemsShown.ALL)
    assert state(room).notice_of == ""
    room.desk.conclusions.print_notice()
    assert room.fake.printing.offered == []


def test_without_a_chosen_task_or_the_right_nothing_is_printed() -> None:
    room = a_room(an_own(S.ISSUED), site_id=HQ, role=Role.SECRETARY)
    room.desk.conclusions.print_notice()
    assert state(room).notice_of == ""
    reader = next(
        one
        for one in Role
        if Right.EXPORT_MINUTES not in MATRIX[one] and Right.READ_CASE in MATRIX[one]
    )
    room = a_giving_room(an_own(S.ISSUED), role=reader)
    assert state(room).notice_of == ""
    assert room.fake.printing.offered == []
