"""Where a recording of this PC is, by what the disk, the sync and the city's receipt say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.recording.shelf import (
    NOT_SENT,
    CityWord,
    ShelfWord,
    ShelvedRecording,
    by_session,
    missing_numbers,
    purge_at,
    sent_percent,
    shelf_faults,
    shelf_word,
)
from desktop.domain.sync.status import RecordingOnWay, RecordingWay
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

SESSION = SessionId("session-1")
RECEIPT = CityWord(at=NOON)
FAULTY = CityWord(at=NOON, faults=(ReceiptFault.MISSING,))


def shelved(*, is_let_go: bool = False, told: CityWord | None = None) -> ShelvedRecording:
    return ShelvedRecording(
        session_id=SESSION,
        parts=3,
        size_bytes=1_000,
        missing=(),
        touched_at=NOON,
        has_key=True,
        is_let_go=is_let_go,
        told=told,
    )


def on_way(way: RecordingWay, *, sent: int = 0, size: int = 1_000) -> RecordingOnWay:
    faults = ("damaged",) if way is RecordingWay.FAULTY else ()
    return RecordingOnWay(
        session_id=SESSION, size_bytes=size, sent_bytes=sent, way=way, faults=faults
    )


@pytest.mark.parametrize("way", list(RecordingWay))
def test_what_is_on_its_way_says_how_far_it_is(way: RecordingWay) -> None:
    word = shelf_word(shelved(told=RECEIPT), on_way(way))
    assert word.value == way.value
    assert (word in NOT_SENT) == (word is not ShelfWord.FAULTY)
    words = {ShelfWord.WAITING, ShelfWord.SENDING, ShelfWord.CITY_FULL, ShelfWord.NOT_TAKEN}
    assert word in words | {ShelfWord.FAULTY}


def test_one_of_which_nothing_is_known_is_open() -> None:
    assert shelf_word(shelved(), None) is ShelfWord.OPEN
    assert shelf_faults(shelved(), None) == ()


def test_a_receipt_says_received_or_what_is_wrong() -> None:
    assert shelf_word(shelved(told=RECEIPT), None) is ShelfWord.RECEIVED
    assert shelf_word(shelved(told=FAULTY), None) is ShelfWord.FAULTY
    assert shelf_faults(shelved(told=FAULTY), None) == (ReceiptFault.MISSING,)
    newer = on_way(RecordingWay.FAULTY)
    assert shelf_faults(shelved(told=FAULTY), newer) == (ReceiptFault.DAMAGED,)


def test_what_this_pc_let_go_of_is_at_the_city() -> None:
    assert shelf_word(shelved(is_let_go=True, told=RECEIPT), None) is ShelfWord.LET_GO


@pytest.mark.parametrize("is_let_go", [False, True])
def test_what_was_destroyed_by_decision_is_at_the_city_no_more(is_let_go: bool) -> None:
    one = shelved(is_let_go=is_let_go, told=replace(RECEIPT, purged_at=NOON))
    assert shelf_word(one, None) is ShelfWord.DESTROYED


def test_a_purge_is_some_days_behind_a_receipt_without_faults() -> None:
    assert purge_at(RECEIPT, 30) == NOON + timedelta(days=30)
    for told, days in ((RECEIPT, None), (FAULTY, 30), (None, 30)):
        assert purge_at(told, days) is None


@pytest.mark.parametrize(
    ("numbers", "missing"), [((), ()), ((1, 2), ()), ((2, 5), (1, 3, 4)), ((1,), ())]
)
def test_numbers_between_the_parts_are_missing(
    numbers: tuple[int, ...], missing: tuple[int, ...]
) -> None:
    assert missing_numbers(numbers) == missing


def test_all_is_not_sent_before_the_city_says_so() -> None:
    assert sent_percent(None) == 0
    assert sent_percent(on_way(RecordingWay.SENDING, sent=640)) == 64
    assert sent_percent(on_way(RecordingWay.SENDING, sent=1_000)) == 99
    assert sent_percent(on_way(RecordingWay.WAITING, size=0)) == 0


def test_those_on_their_way_are_found_by_their_session() -> None:
    one = on_way(RecordingWay.WAITING)
    assert by_session([one]) == {SESSION: one}
