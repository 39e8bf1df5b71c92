"""What a sealed copy says of itself, and the code it is known by."""

import json
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.playback import MAX_REASON, listening_reason
from desktop.domain.recording.sealed_copy import (
    MAX_WORDS,
    CopiedPart,
    CopyDecision,
    CopyStatement,
    NotACopy,
    copy_code,
    copy_number,
    copy_reason,
    copy_words,
    statement_bytes,
    statement_from,
)
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

DECISION = CopyDecision(
    number="12/QĐ-UBND",
    decided_on=date(2026, 12, 1),
    decided_by="Chủ tịch UBND xã Mẫu",
    recipient="Công dân A",
)
STATEMENT = CopyStatement(
    session_id=SessionId("session-1"),
    site_id=SiteId("site-commune"),
    decision=DECISION,
    made_at=NOON,
    made_by="Cán bộ Mẫu",
    parts=(
        CopiedPart(name="phan-0001.webm", number=1, began_at=NOON, ms=3_000, sha256="00"),
        CopiedPart(name="phan-0003.webm", number=3, began_at=NOON, ms=1_000, sha256="01"),
    ),
    left_out=(2,),
)


def test_a_statement_comes_back_as_it_was() -> None:
    assert statement_from(statement_bytes(STATEMENT)) == STATEMENT
    assert "Chủ tịch" in statement_bytes(STATEMENT).decode()


def test_another_word_is_another_code() -> None:
    one = copy_code(statement_bytes(STATEMENT))
    other = copy_code(statement_bytes(replace(STATEMENT, made_by="Cán bộ khác")))
    assert one != other
    assert one == copy_code(statement_bytes(STATEMENT))
    assert copy_number(one) == f"BN-{one.partition(':')[2][:8].upper()}"
    assert copy_words(b"x") != b"x"


def test_the_reason_names_decision_and_recipient_and_is_one_for_the_audit_log() -> None:
    said = copy_reason(DECISION)
    for word in ("12/QĐ-UBND", "01/12/2026", "Chủ tịch UBND xã Mẫu", "Công dân A"):
        assert word in said
    assert listening_reason(said) == said
    long = "x" * MAX_WORDS
    longest = replace(DECISION, number=long, decided_by=long, recipient=long)
    assert len(copy_reason(longest)) <= MAX_REASON


@pytest.mark.parametrize(
    "change",
    [
        {"parts": None},
        {"parts": [{"name": "x"}]},
        {"decision": {}},
        {"made_at": "2026-12-01T05:00:00"},
        {"made_at": 5},
        {"left_out": ["x"]},
    ],
)
def test_what_is_no_statement_is_refused(change: dict[str, object]) -> None:
    told = json.loads(statement_bytes(STATEMENT)) | change
    with pytest.raises(NotACopy):
        statement_from(json.dumps(told).encode())


@pytest.mark.parametrize("untrusted", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_other_bytes_are_refused(untrusted: bytes) -> None:
    with pytest.raises(NotACopy):
        statement_from(untrusted)
