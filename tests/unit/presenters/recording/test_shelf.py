"""The list of recordings: what each is, by facts alone, and the way into one and back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.events import TapeRead
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.recording.shelf import CityWord, ShelfWord, ShelvedRecording
from desktop.domain.recording.tape import Tape
from desktop.domain.sync.status import RecordingOnWay, RecordingWay
from desktop.presenters.desk import leave_recording
from desktop.presenters.recording import shelf as shelf_module
from desktop.presenters.recording.shelf_state import ShelfRow, ShelfViewState
from desktop.presenters.shell.shell_state import Screen
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.figures import ALL_SENT
from tests.samples.receptions import SESSION
from tests.unit.presenters.casework.cases.test_cases import a_session, denounced, screen

pytestmark = pytest.mark.unit

PAST = a_session("past", -24, SessionStatus.CLOSED)
RECEIPT = CityWord(at=NOON)


def shelved(session_id: SessionId = PAST.id, **changes: object) -> ShelvedRecording:
    values: dict[str, object] = {
        "session_id": session_id,
        "parts": 12,
        "size_bytes": 340_000_000,
        "missing": (),
        "touched_at": NOON,
        "has_key": True,
    }
    return ShelvedRecording(**(values | changes))  # type: ignore[arg-type]


def opened(*recordings: ShelvedRecording) -> Room:
    room = Room()
    room.fake.schedule.plans.append(PAST)
    for one in recordings:
        room.fake.recordings.shelve(one)
    room.desk.start()
    room.desk.navigate(Screen.RECORDINGS)
    room.deliver()
    return room


def state(room: Room) -> ShelfViewState:
    return room.desk.recordings.state()


def row(room: Room) -> ShelfRow:
    (one,) = state(room).rows
    return one


def test_one_that_is_not_closed_is_not_called_sent() -> None:
    room = opened(shelved())
    assert room.fake.recordings.listings == 1
    assert row(room).word is ShelfWord.OPEN
    assert (state(room).total, state(room).not_sent) == (1, 1)


def test_one_on_its_way_says_how_much_went() -> None:
    room = opened(shelved())
    way = RecordingOnWay(
        session_id=PAST.id, size_bytes=1_000, sent_bytes=640, way=RecordingWay.SENDING
    )
    room.fake.sync.set_status(replace(ALL_SENT, recordings=(way,)))
    room.deliver()
    assert (row(room).word, row(room).percent) == (ShelfWord.SENDING, 64)


def test_a_receipt_is_shown_with_its_hour_and_the_day_of_the_purge() -> None:
    gone = NOON + timedelta(days=30)
    room = opened(shelved(told=RECEIPT, purge_at=gone))
    one = row(room)
    assert (one.word, one.received_at, one.purge_at) == (ShelfWord.RECEIVED, NOON, gone)
    assert state(room).not_sent == 0


def test_faults_missing_parts_and_a_key_that_is_gone_are_named() -> None:
    told = CityWord(at=NOON, faults=(ReceiptFault.MISSING, ReceiptFault.KEY_GONE))
    room = opened(shelved(told=told, missing=(3,), has_key=False))
    one = row(room)
    assert one.word is ShelfWord.FAULTY
    assert one.faults == told.faults
    assert (one.missing, one.has_key) == ((3,), False)
    assert one.received_at is None


def test_what_was_let_go_is_at_the_city() -> None:
    room = opened(shelved(parts=0, size_bytes=0, is_let_go=True, told=RECEIPT))
    one = row(room)
    assert (one.word, one.purge_at) == (ShelfWord.LET_GO, None)


def test_what_the_city_destroyed_is_shown_with_the_hour_of_the_decision() -> None:
    gone = NOON + timedelta(days=400)
    told = CityWord(at=NOON, purged_at=gone)
    one = row(opened(shelved(parts=0, size_bytes=0, is_let_go=True, told=told)))
    assert (one.word, one.purged_at, one.received_at) == (ShelfWord.DESTROYED, gone, None)


def test_one_is_opened_and_the_way_back_leads_to_the_list() -> None:
    room = opened(shelved())
    room.fake.recordings.put(Tape(session_id=PAST.id))
    room.desk.recordings.open(PAST.id)
    room.deliver()
    assert screen(room) is Screen.RECORDING
    assert room.desk.recording.state().is_from_list
    leave_recording(room.desk)
    assert screen(room) is Screen.RECORDINGS


def test_from_a_case_the_way_back_leads_to_the_case() -> None:
    room = opened(shelved())
    room.desk.recording.choose(PAST.id)
    room.desk.navigate(Screen.RECORDING)
    assert not room.desk.recording.state().is_from_list
    leave_recording(room.desk)
    assert screen(room) is Screen.CASE


def test_of_one_that_is_kept_from_the_person_only_its_way_is_told() -> None:
    room = denounced(listed=False)
    room.fake.schedule.plans.append(PAST)
    room.fake.recordings.shelve(shelved())
    room.fake.recordings.shelve(shelved(SessionId("of another time"), touched_at=None))
    room.desk.start()
    room.desk.navigate(Screen.RECORDINGS)
    room.deliver()
    rows = state(room).rows
    assert [(one.title, one.starts_at, one.can_open) for one in rows] == [("", None, False)] * 2
    room.desk.recordings.open(PAST.id)
    assert screen(room) is Screen.RECORDINGS


def test_the_newest_session_stands_first_and_a_title_is_found_without_marks() -> None:
    room = opened(shelved(), shelved(SESSION))
    assert [one.session_id for one in state(room).rows] == [SESSION, PAST.id]
    title = state(room).rows[1].title
    room.desk.recordings.search(title.upper()[:5])
    assert PAST.id in [one.session_id for one in state(room).rows]
    room.desk.recordings.search("không có buổi như vậy")
    assert state(room).rows == ()
    assert state(room).message is None
    room.desk.recordings.start()  # the same person
    assert state(room).search


def test_more_than_can_be_shown_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MOST_SHOWN", 1)
    room = opened(shelved(), shelved(SESSION))
    assert (len(state(room).rows), state(room).more) == (1, 1)


def test_without_any_the_screen_says_so_and_f5_looks_again() -> None:
    room = opened()
    message = state(room).message
    assert message is not None
    assert message.code == "G-058"
    room.desk.recordings.refresh()
    room.desk.recordings.on_tick()
    room.desk.recordings.on_event(TapeRead(session_id=PAST.id, tape=None))  # of another screen
    assert room.fake.recordings.listings == 2


def test_who_sits_down_finds_no_search_of_the_one_before() -> None:
    room = opened(shelved())
    room.desk.recordings.search("đất")
    room.fake.access.person = None
    room.desk.recordings.start()
    assert state(room).search == ""
