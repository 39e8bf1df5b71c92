"""Receipts outlive a restart; hours hold recordings back for one opening."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from desktop.contract.recording import ReceivedPart, RecordingReceipt, RefusedPart
from desktop.domain.ids import SessionId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.recording.receipt import RIGHT_SEAL, KeptAtCity
from desktop.store.store import Store
from desktop.sync.recording.kept import Receipts, RecordingHours, Remembered, kept_of
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
NIGHT = UploadWindow(time(18), time(6))
SESSION = SessionId("session-1")


def a_part(number: int, fault: str | None = None) -> ReceivedPart:
    return ReceivedPart(
        number=number, sha256=f"{number:064x}", size_bytes=1, began_at=AT, ms=1, fault=fault
    )


RECEIPT = RecordingReceipt(
    session_id=SESSION,
    site_id="site-a",
    room_id="pc-1",
    received_at=AT,
    told_at=AT,
    parts=(a_part(1), a_part(2, "damaged"), a_part(4, "unlinked"), a_part(5, "torn")),
    missing=(3,),
    refused=(RefusedPart(number=3, sha256="a" * 64, why="broken"),),
    is_closed=True,
    is_whole=False,
    seal=RIGHT_SEAL,
    is_held=True,
)


def test_a_receipt_is_taken_over_as_it_is() -> None:
    assert kept_of(RECEIPT) == KeptAtCity(
        received_at=AT,
        told_at=AT,
        hashes={number: f"{number:064x}" for number in (1, 2, 4, 5)},
        missing=(3,),
        refused=(3,),
        damaged=(2,),
        unlinked=(4,),
        is_closed=True,
        is_whole=False,
        seal=RIGHT_SEAL,
        is_held=True,
    )
    purged = RECEIPT.model_copy(update={"purged_at": AT})
    assert kept_of(purged) == replace(kept_of(RECEIPT), purged_at=AT)


def test_what_was_said_is_remembered(store: Store) -> None:
    receipts = Receipts(memory=store.memory)
    assert receipts.recall(SESSION) is None
    kept = receipts.keep(SESSION, "signature", RECEIPT)
    assert kept == Remembered(
        signature="signature",
        received_at=AT,
        faults=("refused", "damaged", "missing", "unlinked"),
    )
    assert Receipts(memory=store.memory).recall(SESSION) == kept
    receipts.forget(SESSION)
    assert receipts.recall(SESSION) is None


def test_a_decision_to_destroy_it_is_remembered(store: Store) -> None:
    purged = RECEIPT.model_copy(update={"purged_at": AT})
    kept = Receipts(memory=store.memory).keep(SESSION, "signature", purged)
    assert (kept.purged_at, kept.faults) == (AT, ())
    assert Receipts(memory=store.memory).recall(SESSION) == kept


_UNREADABLE = (
    '{"signature": "x", "faults": [], "received_at": "2026-12-01T00:00:00Z", "purged_at": 1}'
)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"signature": "x", "faults": 1}', _UNREADABLE])
def test_what_cannot_be_read_was_never_said(store: Store, text: str) -> None:
    store.memory.remember(f"recording_receipt/{SESSION}", text)
    assert Receipts(memory=store.memory).recall(SESSION) is None


def hours(store: Store, clock: FakeClock, window: UploadWindow | None = NIGHT) -> RecordingHours:
    return RecordingHours(hours=window, memory=store.memory, clock=clock)


def test_recordings_wait_for_the_hours_of_the_city(store: Store, clock: FakeClock) -> None:
    assert hours(store, clock, None).wait_s() == 0.0
    held = hours(store, clock)
    assert held.wait_s() == timedelta(hours=6).total_seconds()  # noon in Hai Phong
    clock.advance(6 * 3_600)
    assert held.wait_s() == 0.0


def test_after_an_opening_that_was_missed_nothing_waits_until_all_is_sent(
    store: Store, clock: FakeClock
) -> None:
    assert hours(store, clock).wait_s() > 0.0
    clock.advance(20 * 3_600)  # off over night; eight in the morning
    again = hours(store, clock)
    assert again.wait_s() == 0.0
    again.restore()
    again.restore()
    assert again.wait_s() == timedelta(hours=10).total_seconds()


def test_somebody_may_send_at_any_hour(store: Store, clock: FakeClock) -> None:
    held = hours(store, clock)
    held.lift()
    assert held.wait_s() == 0.0
    held.restore()
    assert held.wait_s() > 0.0


def test_an_hour_that_cannot_be_read_is_none(store: Store, clock: FakeClock) -> None:
    store.memory.remember("recordings_held_until", "soon")
    assert hours(store, clock).wait_s() > 0.0
