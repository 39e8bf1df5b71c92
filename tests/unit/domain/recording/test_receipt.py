"""What is wrong with a recording at the city, and when a room may let go of its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.recording.receipt import (
    NO_SEAL,
    RIGHT_SEAL,
    KeptAtCity,
    ReceiptFault,
    faults_of,
    may_purge,
)
from desktop.domain.recording.seal import SealFault

pytestmark = pytest.mark.unit

RECEIVED = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = RECEIVED + timedelta(days=30)
HASHES = {1: "a" * 64, 2: "b" * 64}
KEPT = KeptAtCity(
    received_at=RECEIVED,
    told_at=LATER,
    hashes=HASHES,
    is_closed=True,
    is_whole=True,
    seal=RIGHT_SEAL,
)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"refused": (1,)}, [ReceiptFault.REFUSED]),
        ({"damaged": (2,)}, [ReceiptFault.DAMAGED]),
        ({"missing": (3,)}, [ReceiptFault.MISSING]),
        ({"unlinked": (2,)}, [ReceiptFault.UNLINKED]),
        ({"seal": SealFault.OTHER.value}, [ReceiptFault.WRONG_SEAL]),
        ({"has_key": False}, [ReceiptFault.KEY_GONE]),
        ({"is_closed": False, "seal": NO_SEAL}, [ReceiptFault.NOT_CLOSED]),
        ({"seal": NO_SEAL}, [ReceiptFault.NO_SEAL]),
        (
            {"refused": (2,), "missing": (2,), "has_key": False},
            [ReceiptFault.REFUSED, ReceiptFault.MISSING, ReceiptFault.KEY_GONE],
        ),
    ],
)
def test_everything_that_is_wrong_is_named_the_gravest_first(
    change: dict[str, object], faults: list[ReceiptFault]
) -> None:
    kept = replace(KEPT, **change)  # type: ignore[arg-type]
    assert list(faults_of(kept)) == faults
    assert may_purge(kept, HASHES, 30) is not bool(faults)


def test_what_two_people_had_destroyed_is_destroyed_here_too_and_nothing_is_wrong() -> None:
    purged = replace(KEPT, purged_at=LATER, is_whole=False, told_at=RECEIVED)
    assert faults_of(replace(purged, missing=(3,), is_closed=False)) == ()
    assert may_purge(purged, HASHES, 30)
    assert not may_purge(purged, HASHES, None)
    assert not may_purge(replace(purged, is_held=True), HASHES, 30)
    assert not may_purge(purged, {**HASHES, 3: "c" * 64}, 30)


def told_at(at: datetime) -> KeptAtCity:
    return replace(KEPT, told_at=at)


def test_a_room_lets_go_after_receipt_and_delay_of_what_the_city_has_alike() -> None:
    assert may_purge(KEPT, HASHES, 30)
    assert may_purge(told_at(RECEIVED), HASHES, 0)
    assert not may_purge(told_at(LATER - timedelta(seconds=1)), HASHES, 30)


@pytest.mark.parametrize("after_days", [None, 0, 30])
@pytest.mark.parametrize(
    ("change", "here"),
    [
        ({"is_held": True}, HASHES),
        ({"is_whole": False}, HASHES),
        ({"missing": (3,)}, HASHES),
        ({"has_key": False}, HASHES),
        ({}, {}),
        ({}, {1: HASHES[1]}),
        ({}, {**HASHES, 3: "c" * 64}),
        ({}, {**HASHES, 2: "c" * 64}),
        ({"hashes": {}}, {}),
    ],
)
def test_a_room_keeps_what_is_held_wrong_or_not_the_same(
    change: dict[str, object], here: dict[int, str], after_days: int | None
) -> None:
    kept = replace(told_at(LATER + timedelta(days=900)), **change)  # type: ignore[arg-type]
    assert not may_purge(kept, here, after_days)


def test_without_a_policy_a_room_keeps_everything() -> None:
    assert not may_purge(told_at(LATER + timedelta(days=9_000)), HASHES, None)
