"""Pictures and their correction together keep within the limit of pictures."""

import pytest

from desktop.media.engine.peer.libwebrtc.correction import (
    LEAST_SHARE,
    SETTLE_S,
    TOLERATED,
    CorrectionRoom,
)

pytestmark = pytest.mark.unit

LIMIT_KBPS = 1_000.0


def driven(room: CorrectionRoom, overhead: float, *, seconds: float, from_s: float = 0.0) -> float:
    """What is sent in the end by an encoder that uses its share, with so much correction."""
    sent_kbps = 0.0
    for half in range(int(2 * seconds)):
        sent_kbps = LIMIT_KBPS * room.share * overhead
        room.note(sent_kbps=sent_kbps, limit_kbps=LIMIT_KBPS, now_s=from_s + half / 2)
    return sent_kbps


def test_what_is_doubled_by_correction_comes_back_to_the_limit() -> None:
    room = CorrectionRoom()
    assert driven(room, 2.0, seconds=20) <= TOLERATED * LIMIT_KBPS
    assert 0.4 <= room.share <= 0.65


def test_a_clean_line_leaves_the_encoder_everything() -> None:
    room = CorrectionRoom()
    driven(room, 1.1, seconds=20)
    assert room.share == 1.0


def test_the_encoder_gets_it_back_when_nothing_is_lost_any_more() -> None:
    room = CorrectionRoom()
    driven(room, 2.0, seconds=20)
    assert driven(room, 1.0, seconds=20, from_s=20.0) == LIMIT_KBPS * 1.0


def test_never_less_than_a_picture_needs() -> None:
    room = CorrectionRoom()
    driven(room, 9.0, seconds=30)
    assert room.share == LEAST_SHARE


def test_another_limit_needs_a_moment_to_be_followed() -> None:
    room = CorrectionRoom()
    driven(room, 1.0, seconds=5)
    told = [
        room.note(sent_kbps=LIMIT_KBPS, limit_kbps=250.0, now_s=5.0 + half / 2)
        for half in range(int(2 * SETTLE_S))
    ]
    assert not any(told)
    assert room.share == 1.0


def test_nothing_is_said_again_that_is_known() -> None:
    room = CorrectionRoom()
    told = [
        room.note(sent_kbps=2_000.0 * room.share, limit_kbps=LIMIT_KBPS, now_s=half / 2)
        for half in range(100)
    ]
    assert 1 <= sum(told) <= 4
    assert not room.note(sent_kbps=0.0, limit_kbps=0.0, now_s=60.0)
