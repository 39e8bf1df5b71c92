"""A search on the home screen goes through all that this PC keeps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import CaseId, SessionId, UserId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.search import SearchHit
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.home.home_hits import MOST_SHOWN
from desktop.presenters.home.home_state import HitPlace, HomeHit
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION, a_case, a_plan

pytestmark = pytest.mark.unit

OLD = SessionId("session-old")
OLD_CASE = CaseId("case-old")


def a_hit(
    text: str,
    kind: EntityKind = EntityKind.MINUTE_LINE,
    session_id: SessionId | None = OLD,
    entity_id: str = "line-1",
) -> SearchHit:
    return SearchHit(kind=kind, entity_id=entity_id, session_id=session_id, text=text)


def search(room: Room, text: str, *kept: SearchHit) -> tuple[HomeHit, ...]:
    old = replace(
        a_plan(OLD),
        title="Buổi tháng trước",
        scheduled_start=a_plan().scheduled_start - timedelta(days=30),
        status=SessionStatus.CLOSED,
        case_ids=(OLD_CASE,),
    )
    room.fake.schedule.plans = [old, a_plan()]
    room.fake.search.kept = list(kept)
    room.desk.start()
    return again(room, text)


def again(room: Room, text: str) -> tuple[HomeHit, ...]:
    room.desk.home.search(text)
    room.deliver()
    return room.view.home[-1].hits


def test_a_line_of_an_old_session_is_found_with_its_day(room: Room) -> None:
    (hit,) = search(room, "duong hep", a_hit("Công dân A: đường vào thôn hẹp"))
    assert (hit.session_id, hit.title, hit.place) == (OLD, "Buổi tháng trước", HitPlace.MINUTES)
    assert hit.excerpt == "Công dân A: đường vào thôn hẹp"
    assert hit.starts_at == a_plan().scheduled_start - timedelta(days=30)


def test_a_case_stands_at_each_of_its_sessions_and_once(room: Room) -> None:
    others = SessionId("session-of-others")
    found = search(
        room,
        "duong",
        a_hit("đường liên thôn", EntityKind.CASE, None, OLD_CASE),
        a_hit("đường liên thôn, buổi 1", EntityKind.SESSION, None, OLD),
        a_hit("đường ở nơi khác", EntityKind.CASE, None, "case-of-nobody"),
        a_hit("đường ở nơi khác", EntityKind.SESSION, None, others),
        a_hit("Đơn xin mở đường", EntityKind.PAPER, OLD, "paper-1"),
        a_hit("đường", EntityKind.PAPER, others, "paper-2"),
        a_hit("đường", EntityKind.PAPER, None, "paper-3"),
    )
    assert [(hit.session_id, hit.place) for hit in found] == [
        (OLD, HitPlace.CASE),
        (OLD, HitPlace.PAPER),
    ]


def test_what_the_list_shows_is_not_said_again(room: Room) -> None:
    title = a_plan().title
    found = search(
        room,
        title,
        a_hit(title, EntityKind.SESSION, None, SESSION),
        a_hit(title, EntityKind.CASE, None, a_plan().case_ids[0]),
        a_hit(title, session_id=SESSION),
    )
    assert [row.session_id for row in room.view.home[-1].rows] == [SESSION]
    assert {(hit.place, hit.session_id) for hit in found} == {(HitPlace.MINUTES, SESSION)}


def test_minutes_and_papers_of_a_denunciation_are_not_found(room: Room) -> None:
    case = replace(a_case(), id=OLD_CASE, petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases[OLD_CASE] = case
    found = search(
        room,
        "can bo",
        a_hit("cán bộ nhận tiền"),
        a_hit("ảnh cán bộ", EntityKind.PAPER, OLD, "paper-1"),
        a_hit("Tố cáo cán bộ", EntityKind.CASE, None, OLD_CASE),
    )
    assert [hit.place for hit in found] == [HitPlace.CASE]


def test_the_newest_stand_first_and_no_more_than_some(room: Room) -> None:
    old = [a_hit(f"đường {number}", entity_id=f"line-{number}") for number in range(MOST_SHOWN)]
    new = [
        a_hit(f"đường mới {number}", session_id=SESSION, entity_id=f"new-{number}")
        for number in range(3)
    ]
    found = search(room, "duong", *old, *new)
    assert len(found) == MOST_SHOWN
    assert {hit.session_id for hit in found[:3]} == {SESSION}
    assert room.view.home[-1].more_hits == 3


def test_an_answer_to_what_is_no_longer_searched_is_not_shown(room: Room) -> None:
    room.fake.search.is_late = True
    assert search(room, "duong", a_hit("đường vào")) == ()
    room.fake.search.answer()
    assert again(room, "duong vao") == ()
    room.fake.search.answer()
    room.deliver()
    assert len(room.view.home[-1].hits) == 1
    assert again(room, "") == ()


def test_the_same_words_again_are_not_searched_again(room: Room) -> None:
    search(room, "duong", a_hit("đường"))
    room.fake.search.kept = []
    assert len(again(room, "duong")) == 1


def test_while_it_is_searched_nothing_is_said_of_nothing(room: Room) -> None:
    room.fake.search.is_late = True
    search(room, "duong", a_hit("đường vào"))
    assert room.view.home[-1].is_searching
    room.fake.search.answer()
    room.deliver()
    assert not room.view.home[-1].is_searching


def test_an_answer_that_came_elsewhere_is_asked_for_again(room: Room) -> None:
    room.fake.search.is_late = True
    search(room, "duong", a_hit("đường vào"))
    room.fake.search.is_late = False
    room.desk.home.start()
    room.deliver()
    assert len(room.view.home[-1].hits) == 1
    room.desk.home.start()
    assert len(room.view.home[-1].hits) == 1


def test_whoever_sits_down_finds_no_search_of_the_one_before(room: Room) -> None:
    assert search(room, "duong", a_hit("đường vào"))
    assert room.fake.access.person is not None
    officer = replace(room.fake.access.person.officer, id=UserId("another"))
    room.fake.access.person = replace(room.fake.access.person, officer=officer)
    room.desk.home.start()
    assert (room.view.home[-1].search, room.view.home[-1].hits) == ("", ())


def test_who_may_not_read_cases_finds_none() -> None:
    room = Room(role=Role.OBSERVER)
    assert search(room, "duong", a_hit("đường vào")) == ()
    assert not room.view.home[-1].is_searching


def test_a_schedule_that_changed_is_looked_at_anew(room: Room) -> None:
    assert search(room, "duong", a_hit("đường vào"))
    room.fake.schedule.plans = [a_plan()]
    room.tell(ScheduleChanged())
    assert room.view.home[-1].hits == ()
