"""The table of days at headquarters: one form, nothing typed is lost, clashes are seen."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.access.person import Role
from desktop.domain.faults import FaultKind
from desktop.domain.ids import SiteId
from desktop.domain.reception.calendar_day import CalendarDay, DayKind, KnownDay
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.state import FieldAccess
from desktop.presenters.reception.calendar.calendar import CalendarPresenter
from desktop.presenters.reception.calendar.calendar_state import (
    CalendarViewState,
    DayField,
    DayForm,
    DayLock,
    DaySource,
)
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import FACTS, Room
from tests.samples.calendar import CULTURE_DAY, EXTRA, STANDING, WORKED
from tests.samples.receptions import COMMUNE, HQ

pytestmark = pytest.mark.unit

CULTURE = CULTURE_DAY.day.isoformat()
WORKDAY = WORKED.day.isoformat()


def opened(role: Role = Role.CITY_ADMIN, *, site_id: SiteId = HQ) -> Room:
    room = Room(own_site_id=site_id, role=role)
    room.facts = replace(FACTS, working_days=STANDING)
    room.restart()
    room.desk.navigate(Screen.CALENDAR)
    room.deliver()
    return room


@pytest.fixture
def hq() -> Room:
    return opened()


def shown(room: Room) -> CalendarViewState:
    return room.view.calendar[-1]


def form(room: Room) -> DayForm:
    return shown(room).form


def texts(room: Room) -> tuple[str, ...]:
    return tuple(field.text for field in form(room).typed.fields)


def faults(room: Room) -> dict[str, FaultKind]:
    return form(room).typed.faults


def code(room: Room) -> str:
    return shown(room).message.code


def rows(room: Room) -> list[tuple[str, DayKind, DaySource]]:
    return [(row.key, row.entry.day.kind, row.entry.source) for row in shown(room).rows]


def write(room: Room, day: str, kind: str, name: str) -> None:
    presenter = room.desk.calendar
    presenter.edit("day", day)
    presenter.edit("kind", kind)
    presenter.edit("name", name)


def save(room: Room) -> None:
    room.desk.calendar.save()
    room.deliver()


def write_extra(room: Room) -> None:
    write(room, "28/12/2026", "holiday", EXTRA.name)


def test_the_year_of_today_is_listed_and_the_form_waits_for_a_new_day(hq: Room) -> None:
    state = shown(hq)
    assert (state.year, state.has_former, state.has_next) == (2026, True, True)
    assert rows(hq) == [
        (CULTURE, DayKind.HOLIDAY, DaySource.PROGRAM),
        (WORKDAY, DayKind.WORKDAY, DaySource.PROGRAM),
    ]
    assert [row.entry.to_confirm for row in state.rows] == [True, False]
    assert (form(hq).key, texts(hq)) == ("", ("", "holiday", ""))
    assert not form(hq).can_save
    assert not form(hq).can_discard
    assert (code(hq), state.message.data) == (
        MessageCode.YEAR, {"year": 2026, "holidays": 1, "workdays": 1, "unsure": 1}
    )  # fmt: skip
    assert hq.fake.sync.wakes > 0


def test_the_menu_leads_there_only_for_who_edits() -> None:
    for role in Role:
        room = opened(role)
        entries = [one.entry for one in room.view.shell[-1].navigation]
        assert (MenuEntry.CALENDAR in entries) is (role is Role.CITY_ADMIN)
        assert (room.desk.shell.screen is Screen.CALENDAR) is (role is Role.CITY_ADMIN)


def test_another_year_is_turned_to_and_the_words_stay_in_the_form(hq: Room) -> None:
    hq.desk.calendar.edit("name", "Ngày Mẫu")
    hq.desk.calendar.turn_year(1)
    assert (shown(hq).year, [row.key for row in shown(hq).rows]) == (2027, ["2027-01-01"])
    assert texts(hq)[2] == "Ngày Mẫu"
    hq.desk.calendar.turn_year(1)
    assert (shown(hq).rows, code(hq)) == ((), MessageCode.YEAR_EMPTY)
    assert shown(hq).message.data == {"year": 2028}


def test_the_years_of_the_wire_are_the_last_ones(hq: Room) -> None:
    hq.desk.calendar.turn_year(-100)
    assert (shown(hq).year, shown(hq).has_former, shown(hq).has_next) == (2000, False, True)
    hq.desk.calendar.turn_year(500)
    assert (shown(hq).year, shown(hq).has_former, shown(hq).has_next) == (2199, True, False)


@pytest.mark.parametrize(
    ("role", "site_id"),
    [(role, HQ) for role in Role if role is not Role.CITY_ADMIN] + [(Role.CITY_ADMIN, COMMUNE)],
)
def test_who_may_not_edit_only_looks(role: Role, site_id: SiteId) -> None:
    room = opened(role, site_id=site_id)
    states: list[CalendarViewState] = []
    services = room.fake.services
    presenter = CalendarPresenter(
        services=services,
        clock=room.clock,
        days=WorkingDaysSource(calendar=services.calendar, standing=STANDING),
        render=states.append,
    )
    presenter.start()
    assert (states[-1].can_edit, states[-1].message.code) == (False, MessageCode.YEAR_TO_READ)
    presenter.select(CULTURE)
    assert states[-1].form.typed.text("name") == CULTURE_DAY.name
    assert not states[-1].form.can_save
    assert {one.access for one in states[-1].form.typed.fields} == {FieldAccess.READ_ONLY}
    presenter.save()
    assert room.fake.calendar.saved == []
    presenter.turn_year(10)
    assert states[-1].message.code == MessageCode.YEAR_EMPTY_TO_READ


def test_a_new_day_is_saved_tidied_and_seen_in_its_year(hq: Room) -> None:
    write(hq, " 28/12/2026 ", "holiday", "  Nghỉ hoán đổi   Mẫu ")
    assert form(hq).can_save
    assert form(hq).can_discard
    hq.desk.calendar.turn_year(1)
    save(hq)
    assert hq.fake.calendar.saved == [EXTRA]
    assert (code(hq), shown(hq).message.data) == (MessageCode.DAY_SAVED, {"day": "28/12/2026"})
    assert texts(hq) == ("", "holiday", "")
    assert shown(hq).year == 2026
    (row,) = [row for row in shown(hq).rows if row.key == "2026-12-28"]
    assert (row.entry.source, row.entry.storage) == (DaySource.CITY, RecordStorage.HERE)


def test_a_day_of_the_program_is_changed_but_for_its_date(hq: Room) -> None:
    hq.desk.calendar.select(WORKDAY)
    assert texts(hq) == ("26/12/2026", "workday", WORKED.name)
    (closed,) = [one for one in form(hq).typed.fields if one.key == DayField.DAY]
    assert (closed.access, closed.reason) == (FieldAccess.READ_ONLY, DayLock.FOR_EVER)
    hq.desk.calendar.edit("kind", "ordinary")
    hq.desk.calendar.edit("day", "01/12/2026")
    save(hq)
    ordinary = CalendarDay(day=WORKED.day, kind=DayKind.ORDINARY, name=WORKED.name)
    assert hq.fake.calendar.saved == [ordinary]
    assert (WORKDAY, DayKind.ORDINARY, DaySource.CITY) in rows(hq)
    assert form(hq).key == WORKDAY
    assert not form(hq).can_save
    hq.desk.calendar.discard()
    assert shown(hq).message.data["workdays"] == 0


def test_a_day_that_waits_for_its_announcement_is_announced_by_saving_it_as_it_stands() -> None:
    room = opened()
    room.clock.set_wall_clock(room.clock.now().replace(month=11, day=2))
    room.desk.calendar.select(CULTURE)
    assert (form(room).can_save, form(room).can_discard) == (True, False)
    save(room)
    assert [one.name for one in room.fake.calendar.saved] == [CULTURE_DAY.name]
    (row, _) = shown(room).rows
    assert (row.entry.to_confirm, row.entry.source) == (False, DaySource.CITY)
    assert not form(room).can_save


def test_what_is_wrong_is_marked_at_its_field_and_nothing_is_saved(hq: Room) -> None:
    write(hq, "31/02/2027", "workday", " ")
    save(hq)
    assert faults(hq) == {"day": FaultKind.MISSING, "name": FaultKind.MISSING}
    assert (code(hq), shown(hq).message.data) == (MessageCode.DAY_WRONG, {"count": 2})
    write(hq, "01/01/1999", "holiday", "x")
    save(hq)
    assert faults(hq) == {"day": FaultKind.WRONG}
    assert hq.fake.calendar.saved == []


@pytest.mark.parametrize("typed", ["26/12/2026", "01/01/2027"])
def test_a_new_day_does_not_replace_one_that_is_listed(hq: Room, typed: str) -> None:
    write(hq, typed, "holiday", "Ngày khác Mẫu")
    save(hq)
    assert faults(hq) == {"day": FaultKind.TAKEN}
    assert hq.fake.calendar.saved == []


def test_a_day_that_is_past_goes_with_the_second_press(hq: Room) -> None:
    write(hq, "15/06/2026", "holiday", "Ngày đã qua Mẫu")
    save(hq)
    assert (faults(hq), code(hq)) == ({"day": FaultKind.ODD}, MessageCode.DAY_ODD)
    assert hq.fake.calendar.saved == []
    save(hq)
    assert [one.day for one in hq.fake.calendar.saved] == [date(2026, 6, 15)]


def test_what_was_typed_is_not_lost_to_another_row(hq: Room) -> None:
    write_extra(hq)
    hq.desk.calendar.select(WORKDAY)
    assert (code(hq), texts(hq)[2]) == (MessageCode.DAY_UNSAVED, EXTRA.name)
    hq.desk.calendar.begin_new()
    assert (code(hq), texts(hq)[2]) == (MessageCode.DAY_UNSAVED, EXTRA.name)
    hq.desk.calendar.discard()
    assert texts(hq)[2] == ""
    hq.desk.calendar.select(WORKDAY)
    hq.desk.calendar.edit("name", "Khác")
    hq.desk.calendar.discard()
    assert texts(hq)[2] == WORKED.name
    hq.desk.calendar.begin_new()
    assert form(hq).key == ""


def test_a_press_on_the_chosen_row_or_on_one_that_is_gone_changes_nothing(hq: Room) -> None:
    hq.desk.calendar.select(WORKDAY)
    drawn = len(hq.view.calendar)
    hq.desk.calendar.select(WORKDAY)
    hq.desk.calendar.select("2031-01-01")
    hq.desk.calendar.edit("day", "02/01/2031")
    assert len(hq.view.calendar) == drawn
    assert [row.key for row in shown(hq).rows if row.is_selected] == [WORKDAY]


def test_a_draft_survives_a_kill(hq: Room) -> None:
    write_extra(hq)
    hq.clock.advance(1.0)
    hq.desk.on_tick()
    hq.restart()
    hq.desk.navigate(Screen.CALENDAR)
    assert texts(hq) == ("28/12/2026", "holiday", EXTRA.name)
    save(hq)
    assert hq.fake.calendar.saved == [EXTRA]


def test_a_draft_is_kept_when_another_screen_is_shown(hq: Room) -> None:
    write_extra(hq)
    hq.desk.navigate(Screen.HOME)
    assert "day_draft" in hq.fake.memory.values


@pytest.mark.parametrize("kept", ["{", '{"kind": "song", "name": "x"}'])
def test_an_unreadable_draft_is_let_go(kept: str) -> None:
    room = opened()
    room.fake.memory.values["day_draft"] = kept
    room.restart()
    room.desk.navigate(Screen.CALENDAR)
    assert texts(room) == ("", "holiday", "")


def test_an_untouched_form_follows_the_city(hq: Room) -> None:
    hq.desk.calendar.select(WORKDAY)
    moved = CalendarDay(day=WORKED.day, kind=DayKind.WORKDAY, name="Tên mới Mẫu")
    hq.fake.calendar.learn(moved)
    hq.deliver()
    assert texts(hq)[2] == "Tên mới Mẫu"


def test_a_day_that_changed_under_the_typing_is_said_before_it_is_replaced(hq: Room) -> None:
    hq.desk.calendar.select(WORKDAY)
    hq.desk.calendar.edit("name", "Của máy này")
    hq.fake.calendar.learn(CalendarDay(day=WORKED.day, kind=DayKind.WORKDAY, name="Của máy khác"))
    hq.deliver()
    assert texts(hq)[2] == "Của máy này"
    save(hq)
    assert (code(hq), shown(hq).message.data) == (MessageCode.DAY_CHANGED, {"day": "26/12/2026"})
    assert hq.fake.calendar.saved == []
    save(hq)
    assert [one.name for one in hq.fake.calendar.saved] == ["Của máy này"]


def test_a_new_day_that_another_pc_wrote_meanwhile_is_not_replaced_unseen(hq: Room) -> None:
    write_extra(hq)
    hq.fake.calendar.learn(replace(EXTRA, name="Của máy khác"))
    hq.deliver()
    save(hq)
    assert faults(hq) == {"day": FaultKind.TAKEN}
    assert hq.fake.calendar.saved == []


def test_a_clash_shows_both_and_is_settled_by_saving_one(hq: Room) -> None:
    ours = replace(EXTRA, kind=DayKind.ORDINARY, name="Của máy này")
    hq.fake.calendar.learn(KnownDay(day=EXTRA, other=ours))
    hq.deliver()
    assert code(hq) == MessageCode.DAYS_CLASH
    assert shown(hq).message.data == {"count": 1, "days": "28/12/2026"}
    hq.desk.calendar.take_other()
    assert form(hq).other is None
    hq.desk.calendar.select("2026-12-28")
    assert (code(hq), shown(hq).message.data) == (MessageCode.DAY_CLASH, {"day": "28/12/2026"})
    assert form(hq).other == ours
    assert form(hq).can_save
    hq.desk.calendar.take_other()
    assert texts(hq) == ("28/12/2026", "ordinary", "Của máy này")
    save(hq)
    assert hq.fake.calendar.saved == [ours]
    assert form(hq).other is None


def test_what_could_not_be_kept_stays_in_the_form(hq: Room) -> None:
    hq.fake.calendar.fails_with = "B-315"
    write_extra(hq)
    save(hq)
    assert (code(hq), texts(hq)[2]) == ("B-315", EXTRA.name)
    hq.fake.calendar.fails_with = None
    save(hq)
    assert hq.fake.calendar.saved == [EXTRA]


def test_a_second_press_while_it_is_being_kept_saves_nothing(hq: Room) -> None:
    write_extra(hq)
    hq.desk.calendar.save()
    assert not form(hq).can_save
    hq.desk.calendar.save()
    assert len(hq.fake.calendar.saved) == 1
    hq.deliver()


def test_typing_on_while_it_is_being_kept_goes_on_with_that_day(hq: Room) -> None:
    write_extra(hq)
    hq.desk.calendar.save()
    hq.desk.calendar.edit("name", "Tên dài hơn Mẫu")
    hq.deliver()
    assert (form(hq).key, texts(hq)[2]) == ("2026-12-28", "Tên dài hơn Mẫu")
    save(hq)
    assert hq.fake.calendar.saved[-1] == replace(EXTRA, name="Tên dài hơn Mẫu")


def test_what_the_city_refused_can_be_sent_again_as_it_stands(hq: Room) -> None:
    hq.fake.calendar.learn(KnownDay(day=EXTRA, storage=RecordStorage.REFUSED, is_at_city=False))
    hq.desk.calendar.select("2026-12-28")
    hq.deliver()
    assert (code(hq), shown(hq).message.data) == (MessageCode.DAY_REFUSED, {"day": "28/12/2026"})
    assert (form(hq).can_save, form(hq).can_discard) == (True, False)
    save(hq)
    assert hq.fake.calendar.saved == [EXTRA]
    assert code(hq) == MessageCode.DAY_SAVED


def test_other_facts_draw_nothing(hq: Room) -> None:
    drawn = len(hq.view.calendar)
    hq.fake.sync.set_status(hq.fake.sync.status())
    hq.deliver()
    assert len(hq.view.calendar) == drawn


def test_every_field_has_its_place() -> None:
    assert [field.value for field in DayField] == ["day", "kind", "name"]
