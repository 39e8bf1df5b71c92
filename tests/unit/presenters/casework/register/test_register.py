"""The register on the screen: found, followed up, struck out, put right, entered, exported."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.events import IntakesChanged
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import (
    RegisterEntry,
    Strike,
    entry_key,
    replacement_key,
    struck_out,
)
from desktop.domain.casework.register_book import KnownRow, SlipKind
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import PetitionId, RegisterEntryId, UserId, VisitId
from desktop.domain.record.printing import SlipToPrint
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.register.register import MOST_SHOWN
from desktop.presenters.casework.register.register_forms import RegisterField
from desktop.presenters.casework.register.register_state import (
    Period,
    RegisterAct,
    RegisterPanel,
    RegisterRowView,
    RegisterViewState,
    RowPlace,
)
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import COMPLAINT, INTAKE, NOW, OFFICER, ROW, an_intake
from tests.samples.receptions import CASE, COMMUNE

pytestmark = pytest.mark.unit

F = RegisterField
REASON = "Ghi trùng dòng 212"
STRIKE = Strike(at=NOW, by=OFFICER, by_name="Cán bộ Mẫu", reason=REASON)


def a_row(number: int, **changes: object) -> KnownRow:
    visit_id, petition_id = VisitId(f"visit-{number}"), PetitionId(f"petition-{number}")
    entry = replace(
        ROW,
        id=entry_key(visit_id, petition_id),
        owner_site_id=COMMUNE,
        visit_id=visit_id,
        petition_id=petition_id,
        **changes,  # type: ignore[arg-type]
    )
    return known(entry, number)


def known(entry: RegisterEntry, number: int | None) -> KnownRow:
    return KnownRow(
        entry=entry,
        number=number,
        is_restricted=False,
        storage=RecordStorage.CITY,
        is_at_city=True,
    )


FIRST, SECOND = a_row(1), a_row(2, summary="Một việc khác hẳn")


def a_room(*rows: KnownRow, role: Role = Role.ROOM_OFFICER) -> Room:
    room = Room(role=role)
    for row in rows:
        room.fake.register.learn(row)
    room.desk.start()
    room.desk.navigate(Screen.REGISTER)
    room.deliver()
    return room


def state(room: Room) -> RegisterViewState:
    room.deliver()
    return room.view.register[-1]


def chosen(room: Room, row: KnownRow = FIRST) -> Room:
    room.desk.register.select(row.entry.id)
    return room


def panel(room: Room) -> RegisterPanel:
    found = state(room).panel
    assert found is not None
    return found


def screen(room: Room) -> Screen:
    return room.desk.shell.screen


def striking(room: Room, row: KnownRow = FIRST) -> Room:
    chosen(room, row).desk.register.begin_strike()
    room.desk.register.writing.edit(F.REASON, REASON)
    return room


def code(room: Room) -> str:
    message = state(room).message
    return "" if message is None else message.code


def line(room: Room, row: KnownRow) -> RegisterRowView:
    return next(one for one in state(room).rows if one.entry_id == row.entry.id)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_read_intakes_finds_the_register_in_the_menu(role: Role) -> None:
    room = Room(role=role)
    room.desk.start()
    room.deliver()
    entries = {one.entry for one in room.view.shell[-1].navigation}
    readers = {Role.ROOM_OFFICER, Role.SECRETARY, Role.LEADER, Role.HQ_CLERK}
    assert (MenuEntry.REGISTER in entries) is (role in readers)


def test_the_newest_row_stands_first_and_numbers_of_papers_are_masked() -> None:
    shown = state(a_room(FIRST, SECOND))
    assert [one.number for one in shown.rows] == [2, 1]
    assert shown.rows[0].numbers == ("031•••••••23",)
    assert shown.rows[0].struck is None
    assert (shown.counts.rows, shown.counts.visits, shown.counts.people) == (2, 2, 2)
    assert shown.period == Period(year=2026)
    assert shown.unit_name
    assert code(a_room(FIRST)) == ""


def test_an_empty_book_and_one_that_is_read_say_so() -> None:
    assert code(a_room()) == MessageCode.REGISTER_EMPTY
    room = Room()
    room.fake.register.reads = False
    room.desk.start()
    room.desk.navigate(Screen.REGISTER)
    assert code(room) == MessageCode.REGISTER_READING
    assert not state(room).can_export


def test_words_types_and_months_narrow_the_book() -> None:
    proposal = a_row(3, petition_type=PetitionType.PROPOSAL)
    october = a_row(4, reception_date=date(2026, 10, 2))
    room = a_room(FIRST, SECOND, proposal, october)
    register = room.desk.register
    register.search("mot viec")
    assert [one.number for one in state(room).rows] == [2]
    assert state(room).search == "mot viec"
    register.search("cầu vượt")
    assert code(room) == MessageCode.REGISTER_NOTHING
    register.search("")
    register.choose_type("proposal")
    assert [one.number for one in state(room).rows] == [3]
    assert state(room).petition_type is PetitionType.PROPOSAL
    register.choose_type("")
    register.choose_period("2026-10")
    assert [one.number for one in state(room).rows] == [4]
    register.choose_period("1999-01")
    assert state(room).period == Period(year=2026, month=10)
    assert Period(year=2026, month=10).key == "2026-10"


def test_books_of_earlier_years_are_offered_with_their_months() -> None:
    old = a_row(5, year=2025, reception_date=date(2025, 12, 31))
    room = a_room(FIRST, old)
    periods = state(room).periods
    assert periods[0] == Period(year=2026)
    assert periods[1] == Period(year=2026, month=11)
    assert periods[-13:][0] == Period(year=2025)
    assert periods[-13:][1] == Period(year=2025, month=12)
    room.desk.register.choose_period("2025-00")
    assert [one.number for one in state(room).rows] == [5]


def test_a_long_book_is_shown_in_part_and_says_how_much_is_left() -> None:
    room = a_room(*(a_row(number) for number in range(1, MOST_SHOWN + 4)))
    shown = state(room)
    assert (len(shown.rows), shown.more) == (MOST_SHOWN, 3)
    chosen(room, a_row(1))
    shown = state(room)
    assert (len(shown.rows), shown.more) == (MOST_SHOWN + 1, 2)
    assert shown.selected == shown.rows[-1].entry_id == FIRST.entry.id
    assert shown.can_write


def test_another_screen_leads_to_a_row_whatever_was_looked_for() -> None:
    room = a_room(FIRST, SECOND)
    room.desk.register.search("không có dòng nào như thế")
    room.desk.register.point_to(FIRST.entry.id)
    shown = state(room)
    assert (shown.selected, shown.search, len(shown.rows)) == (FIRST.entry.id, "", 2)
    room.desk.register.follow_up()
    room.desk.register.point_to(SECOND.entry.id)
    assert state(room).selected == FIRST.entry.id
    room.desk.register.writing.close()
    room.desk.register.point_to(RegisterEntryId("none"))
    assert state(room).selected == FIRST.entry.id


def test_whoever_sits_down_finds_nothing_of_the_one_before() -> None:
    room = chosen(a_room(FIRST, SECOND))
    room.desk.register.search("mot viec")
    person = room.fake.access.person
    assert person is not None
    other = replace(person.officer, id=UserId("somebody-else"))
    room.fake.access.person = replace(person, officer=other)
    room.desk.register.start()
    assert state(room).search == ""
    assert state(room).selected is None
    room.fake.access.person = None
    room.desk.register.start()
    assert not state(room).may_write


def test_who_comes_back_finds_the_search_as_it_was() -> None:
    room = chosen(a_room(FIRST, SECOND))
    room.desk.register.search("mot viec")
    room.desk.navigate(Screen.HOME)
    room.desk.navigate(Screen.REGISTER)
    assert state(room).search == "mot viec"


def test_a_screen_that_is_left_draws_nothing_and_one_that_stays_goes_on() -> None:
    room = a_room(FIRST)
    room.desk.navigate(Screen.HOME)
    before = len(room.view.register)
    room.fake.register.learn(SECOND)
    room.deliver()
    assert len(room.view.register) == before
    room.desk.navigate(Screen.REGISTER)
    room.desk.ask_to_exit()
    third = a_row(3)
    room.fake.register.learn(third)
    room.pass_time(0.5)
    assert len(state(room).rows) == 3


def test_enter_opens_the_case_of_a_row_that_has_one() -> None:
    room = a_room(known(replace(ROW, owner_site_id=COMMUNE), 1), SECOND)
    room.desk.register.open(RegisterEntryId("nothing"))
    room.desk.register.open(SECOND.entry.id)
    assert screen(room) is Screen.REGISTER
    petition = replace(COMPLAINT, case_id=CASE)
    room.fake.intakes.keep(replace(INTAKE, petitions=(petition,)))
    assert line(room, known(ROW, 1)).can_open
    assert not line(room, SECOND).can_open
    room.desk.register.open(ROW.id)
    assert screen(room) is Screen.CASE


def test_what_becomes_of_a_matter_is_written_in() -> None:
    room = chosen(a_room(FIRST))
    assert state(room).can_write
    room.desk.register.follow_up()
    assert panel(room).act is RegisterAct.FOLLOW_UP
    assert panel(room).place == RowPlace(year=2026, number=1)
    assert {one.key for one in panel(room).typed.fields} == {
        F.RESOLVED, F.WITHIN, F.GUIDED, F.HANDLED, F.FOLLOW_UP, F.NOTE,
    }  # fmt: skip
    room.desk.register.writing.edit(F.FOLLOW_UP, "  Hẹn trả lời 09/12 ")
    room.desk.register.writing.edit(F.WITHIN, "yes")
    room.desk.register.writing.save()
    assert state(room).panel is None
    assert code(room) == MessageCode.ROW_FOLLOWED_UP
    row = line(room, FIRST)
    assert (row.follow_up, row.is_within) == ("Hẹn trả lời 09/12", True)


def test_nothing_changed_is_kept_too() -> None:
    room = chosen(a_room(FIRST))
    room.desk.register.follow_up()
    room.desk.register.writing.save()
    assert state(room).panel is None


def test_a_row_is_struck_out_with_a_reason() -> None:
    room = striking(a_room(FIRST, SECOND))
    assert {one.key for one in panel(room).typed.fields} == {F.REASON, F.AGAIN}
    room.desk.register.writing.save()
    row = line(room, FIRST)
    assert row.struck is not None
    assert (row.struck.reason, row.struck.replaced_by) == (REASON, None)
    assert row.struck.by_name
    assert code(room) == MessageCode.ROW_STRUCK
    assert row.number == 1
    assert not state(room).can_write
    room.desk.register.follow_up()
    assert state(room).panel is None


def test_without_a_reason_the_row_stays_as_it_was() -> None:
    room = striking(a_room(FIRST))
    room.desk.register.writing.edit(F.REASON, "Sai")
    room.desk.register.writing.save()
    assert code(room) == MessageCode.FIELDS_MISSING
    (reason, _again) = panel(room).typed.fields
    assert (reason.fault, reason.code) == (FaultKind.MISSING, "R-101")
    assert line(room, FIRST).struck is None


def test_the_right_row_takes_the_place_of_the_wrong_one() -> None:
    room = striking(a_room(FIRST))
    room.desk.register.writing.edit(F.AGAIN, "yes")
    room.desk.register.writing.edit(F.NAME, "Nguyễn Thị Đúng, xã An Lão")
    room.desk.register.writing.edit(F.PEOPLE, "4")
    room.desk.register.writing.save()
    assert code(room) == MessageCode.ROW_REPLACED
    wrong, new = line(room, FIRST), state(room).rows[0]
    assert wrong.struck is not None
    assert wrong.struck.replaced_by == RowPlace(year=2026, number=None)
    assert new.entry_id == replacement_key(FIRST.entry.id)
    assert (new.name_address, new.people) == ("Nguyễn Thị Đúng, xã An Lão", 4)
    assert new.replaces == RowPlace(year=2026, number=1)


@pytest.mark.parametrize(
    ("key", "text"),
    [(F.NAME, " "), (F.SUMMARY, ""), (F.PEOPLE, "0"), (F.DATE, "31/02/2026"), (F.DATE, "1/1/2030")],
)
def test_a_row_that_lacks_something_takes_nobodys_place(key: str, text: str) -> None:
    room = striking(a_room(FIRST))
    room.desk.register.writing.edit(F.AGAIN, "yes")
    room.desk.register.writing.edit(key, text)
    room.desk.register.writing.save()
    assert code(room) == MessageCode.FIELDS_MISSING
    assert key in panel(room).typed.faults
    assert line(room, FIRST).struck is None


def test_a_row_of_last_year_that_is_wrong_is_put_right_in_this_years_book() -> None:
    old = a_row(5, year=2025, reception_date=date(2025, 12, 31))
    room = a_room(old)
    room.desk.register.choose_period("2025-00")
    striking(room, old).desk.register.writing.edit(F.AGAIN, "yes")
    room.desk.register.writing.save()
    wrong = line(room, old)
    assert wrong.struck is not None
    assert wrong.struck.replaced_by == RowPlace(year=2026, number=None)
    room.desk.register.choose_period("2026-00")
    [new] = state(room).rows
    assert new.day == date(2025, 12, 31)
    assert new.replaces == RowPlace(year=2025, number=5)


def test_nothing_of_a_denunciation_is_shown_or_asked_for() -> None:
    room = a_room(FIRST)
    room.fake.register.secret.add(FIRST.entry.petition_id)
    room.tell(IntakesChanged())
    row = line(room, FIRST)
    assert row.is_restricted
    assert (row.name_address, row.numbers, row.summary, row.request) == ("", (), "", "")
    striking(room).desk.register.writing.edit(F.AGAIN, "yes")
    assert {one.key for one in panel(room).typed.fields} == {F.REASON, F.AGAIN, F.DATE, F.PEOPLE}
    room.desk.register.writing.save()
    assert code(room) == MessageCode.ROW_REPLACED
    assert state(room).rows[0].petition_type is PetitionType.DENUNCIATION


def test_who_makes_it_a_denunciation_is_asked_for_no_name() -> None:
    room = striking(a_room(FIRST))
    room.desk.register.writing.edit(F.AGAIN, "yes")
    room.desk.register.writing.edit(F.PETITION_TYPE, "denunciation")
    keys = {one.key for one in panel(room).typed.fields}
    assert keys == {F.REASON, F.AGAIN, F.DATE, F.PETITION_TYPE, F.PEOPLE}


def test_two_versions_are_both_kept_until_somebody_chooses() -> None:
    other = replace(FIRST.entry, follow_up="Bản của máy này")
    room = chosen(a_room(replace(FIRST, other=other)))
    assert code(room) == MessageCode.REGISTER_CLASH
    assert line(room, FIRST).has_clash
    room.desk.register.writing.take_other()
    room.desk.register.follow_up()
    assert panel(room).other is not None
    room.desk.register.writing.take_other()
    assert panel(room).typed.text(F.FOLLOW_UP) == "Bản của máy này"
    assert panel(room).other is None
    room.desk.register.writing.save()
    assert not line(room, FIRST).has_clash
    assert line(room, FIRST).follow_up == "Bản của máy này"


def test_of_a_struck_row_there_is_nothing_to_choose() -> None:
    struck = struck_out(FIRST.entry, STRIKE)
    room = a_room(replace(known(struck, 1), other=FIRST.entry))
    assert not line(room, FIRST).has_clash


def test_what_cannot_be_kept_is_told_and_stays_typed() -> None:
    room = chosen(a_room(FIRST))
    room.desk.register.follow_up()
    room.desk.register.writing.edit(F.NOTE, "Chưa mất")
    room.fake.register.fails_with = "R-901"
    room.desk.register.writing.save()
    assert code(room) == "R-901"
    assert panel(room).typed.text(F.NOTE) == "Chưa mất"
    assert panel(room).can_save


def test_while_it_is_kept_nothing_is_pressed_twice() -> None:
    room = chosen(a_room(FIRST))
    room.desk.register.follow_up()
    room.desk.register.writing.edit(F.NOTE, "Một")
    room.fake.register.is_slow = True
    room.desk.register.writing.save()
    assert not panel(room).can_save
    room.desk.register.writing.save()
    room.desk.register.writing.close()
    assert panel(room).act is RegisterAct.FOLLOW_UP
    room.fake.register.catch_up()
    assert state(room).panel is None


def test_what_is_typed_survives_a_kill() -> None:
    room = striking(a_room(FIRST))
    room.desk.register.leave()
    room.restart()
    room.desk.navigate(Screen.REGISTER)
    assert panel(room).typed.text(F.REASON) == REASON
    room.desk.register.writing.close()
    assert state(room).panel is None
    room.desk.register.writing.edit(F.REASON, "Không còn gì")
    assert state(room).panel is None


def test_a_row_that_was_struck_out_elsewhere_is_written_no_more() -> None:
    room = chosen(a_room(FIRST))
    room.desk.register.follow_up()
    room.fake.register.learn(known(struck_out(FIRST.entry, STRIKE), 1))
    assert state(room).panel is None
    room.desk.register.writing.save()
    assert room.fake.register.row(FIRST.entry.id) is not None


def test_a_row_is_not_left_while_it_is_written_into() -> None:
    room = chosen(a_room(FIRST, SECOND))
    room.desk.register.follow_up()
    room.desk.register.select(SECOND.entry.id)
    assert state(room).selected == FIRST.entry.id
    room.desk.register.begin_strike()
    assert panel(room).act is RegisterAct.FOLLOW_UP
    room.pass_time(1)
    room.desk.register.writing.close()
    room.desk.register.select(SECOND.entry.id)
    assert state(room).selected == SECOND.entry.id


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.LEADER])
def test_who_only_reads_writes_nothing(role: Role, tmp_path: Path) -> None:
    room = chosen(a_room(FIRST, role=role))
    shown = state(room)
    assert (shown.may_write, shown.can_write, shown.can_export) == (False, False, False)
    room.desk.register.follow_up()
    room.desk.register.begin_strike()
    room.desk.register.writing.save()
    room.desk.register.enter_missing()
    room.desk.register.export(tmp_path / "so.xlsx")
    assert state(room).panel is None
    assert room.fake.register.exported == []


def test_visits_that_are_not_in_the_book_are_told_and_entered_by_a_press() -> None:
    room = a_room(FIRST)
    room.fake.intakes.keep(an_intake("before"))
    assert state(room).missing == 1
    assert code(room) == MessageCode.REGISTER_MISSING
    room.desk.register.enter_missing()
    assert state(room).missing == 0
    assert code(room) == ""
    assert len(state(room).rows) == 2


def test_the_book_is_written_to_a_file(tmp_path: Path) -> None:
    room = a_room(FIRST, SECOND)
    room.desk.register.export(tmp_path / "so.xlsx")
    assert room.fake.register.exported == [(2026, tmp_path / "so.xlsx")]
    message = state(room).message
    assert message is not None
    assert (message.code, message.data) == (
        MessageCode.REGISTER_EXPORTED,
        {"name": "so.xlsx", "n": 2},
    )
    assert state(room).can_export
    room.fake.register.fails_with = "B-431"
    room.desk.register.export(tmp_path / "again.xlsx")
    assert code(room) == "B-431"
    assert state(room).can_export


def test_what_is_of_another_screen_changes_nothing() -> None:
    room = a_room(FIRST)
    before = len(room.view.register)
    room.tell(ActionFailed(action="keep_intake", code="N-101", data={}))
    assert len(room.view.register) == before


def test_a_refused_row_says_so() -> None:
    refused = replace(FIRST, number=None, storage=RecordStorage.REFUSED, is_at_city=False)
    assert line(a_room(refused), FIRST).is_refused


def test_a_row_whose_other_is_not_here_says_no_place() -> None:
    entry = replace(FIRST.entry, replaces_id=RegisterEntryId("gone"))
    assert line(a_room(known(entry, 1)), FIRST).replaces is None


def test_a_new_year_begins_with_a_book_of_its_own() -> None:
    room = Room()
    room.clock.set_wall_clock(datetime(2026, 12, 31, 17, 1, tzinfo=UTC) + timedelta(minutes=1))
    room.restart()
    room.desk.navigate(Screen.REGISTER)
    assert state(room).period == Period(year=2027)


# ---- slips ---------------------------------------------------------------------------------


GUIDED = a_row(5, guided_to="UBND xã Khác", handled_by="", within_competence=False)
PASSED_ON = a_row(6, guided_to="", handled_by="Sở Xây dựng", within_competence=False)


def test_a_row_is_printed_as_the_slip_that_it_has() -> None:
    room = a_room(GUIDED, PASSED_ON)
    assert state(room).slips == ()
    room.desk.register.select(GUIDED.entry.id)
    assert state(room).slips == (SlipKind.GUIDANCE,)
    room.desk.register.print_slip(SlipKind.TRANSFER)
    room.desk.register.print_slip(SlipKind.GUIDANCE)
    offered = SlipToPrint(entry_id=GUIDED.entry.id, kind=SlipKind.GUIDANCE)
    assert room.fake.printing.offered == [offered]
    room.desk.register.select(PASSED_ON.entry.id)
    assert state(room).slips == (SlipKind.TRANSFER,)


def test_no_slip_while_a_row_is_written_into_or_for_who_only_looks() -> None:
    room = a_room(GUIDED)
    room.desk.register.print_slip(SlipKind.GUIDANCE)
    room.desk.register.select(GUIDED.entry.id)
    room.desk.register.follow_up()
    assert state(room).slips == ()
    reader = a_room(GUIDED, role=Role.SECRETARY)
    reader.desk.register.select(GUIDED.entry.id)
    assert state(reader).slips == ()
    assert room.fake.printing.offered == []
