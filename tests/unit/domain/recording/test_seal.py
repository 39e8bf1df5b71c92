"""A closing seal is of one recording, and what is no seal is told apart."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart
from desktop.domain.recording.seal import (
    ClosingSeal,
    NotASeal,
    SealedRecording,
    seal_bytes,
    seal_from,
    sealed_of,
    sealed_words,
    to_be_sealed,
)
from tests.samples.recordings import BEGAN_AT, SESSION, SITE, a_head

pytestmark = pytest.mark.unit

LAST = RecordedPart(name="0002.rrec", head=a_head(2), ms=3_000, end=PartEnd.CLOSED, chain="ab")
SEAL = ClosingSeal(public_key="key", certificate="", signature="0a")


def test_what_is_sealed_is_where_the_chain_ends_and_when() -> None:
    sealed = to_be_sealed(LAST)
    assert sealed == SealedRecording(
        session_id=SESSION,
        site_id=SITE,
        parts=2,
        chain="ab",
        closed_at=BEGAN_AT + timedelta(minutes=1, seconds=3),
    )
    assert sealed_of(Recorded(parts=(LAST,), missing=(1,))) == sealed


@pytest.mark.parametrize(
    "last",
    [
        replace(LAST, head=None),
        replace(LAST, end=None),
        replace(LAST, end=PartEnd.PAUSED),
        replace(LAST, fault=PartFault.BROKEN),
    ],
)
def test_what_was_not_closed_whole_is_not_sealed(last: RecordedPart) -> None:
    assert to_be_sealed(last) is None
    assert sealed_of(Recorded(parts=(), missing=())) is None


def test_no_two_recordings_have_the_same_words() -> None:
    sealed = to_be_sealed(LAST)
    assert sealed is not None
    others = [
        replace(sealed, session_id=SessionId("other")),
        replace(sealed, site_id=SiteId("other")),
        replace(sealed, parts=3),
        replace(sealed, chain="ac"),
        replace(sealed, closed_at=sealed.closed_at + timedelta(milliseconds=1)),
    ]
    assert len({sealed_words(one) for one in (sealed, *others)}) == 6
    assert sealed_words(sealed) == sealed_words(replace(sealed))


def test_a_seal_is_read_as_it_was_written() -> None:
    assert seal_from(seal_bytes(SEAL)) == SEAL


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        json.dumps({"public_key": "k", "certificate": ""}).encode(),
        json.dumps({"public_key": "k", "certificate": "", "signature": "no"}).encode(),
        json.dumps({"public_key": 1, "certificate": "", "signature": "0a"}).encode(),
    ],
)
def test_what_is_no_seal_is_refused(untrusted: bytes) -> None:
    with pytest.raises(NotASeal):
        seal_from(untrusted)
