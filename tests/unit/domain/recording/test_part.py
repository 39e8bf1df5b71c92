"""Heads and marks come back as they were written; whatever else is no recording."""

import json

import pytest

from desktop.domain.recording.part import (
    NotOfARecording,
    PartEnd,
    PieceMark,
    head_bytes,
    head_from,
    mark_bytes,
    mark_from,
    part_name,
)
from tests.samples.recordings import a_head

pytestmark = pytest.mark.unit

MARK = PieceMark(at_ms=1_000, span_ms=900, lost_picture_ms=66, end=PartEnd.PAUSED)


def test_a_head_and_a_mark_come_back_as_they_were() -> None:
    head = a_head(7, "ab" * 32)
    assert head_from(head_bytes(head)) == head
    assert mark_from(mark_bytes(MARK)) == MARK
    open_mark = PieceMark(at_ms=0, span_ms=1)
    assert mark_from(mark_bytes(open_mark)) == open_mark


@pytest.mark.parametrize("end", list(PartEnd))
def test_every_end_has_its_word(end: PartEnd) -> None:
    assert mark_from(mark_bytes(PieceMark(at_ms=0, span_ms=1, end=end))).end is end


@pytest.mark.parametrize(
    "untrusted",
    [b"", b"\xff", b"[]", b"{}", b"[" * 20_000, b'{"at_ms":1}', b'{"at_ms":"x","span_ms":1}'],
)
def test_other_bytes_are_no_recording(untrusted: bytes) -> None:
    for read in (head_from, mark_from):
        with pytest.raises(NotOfARecording):
            read(untrusted)


def test_an_hour_without_its_place_on_earth_is_refused() -> None:
    told = json.loads(head_bytes(a_head())) | {"began_at": "2026-11-26T02:00:00"}
    with pytest.raises(NotOfARecording):
        head_from(json.dumps(told).encode())


def test_an_unknown_end_is_refused() -> None:
    told = json.loads(mark_bytes(MARK)) | {"end": "by magic"}
    with pytest.raises(NotOfARecording):
        mark_from(json.dumps(told).encode())


def test_names_sort_as_parts_follow() -> None:
    assert sorted(map(part_name, (10, 2, 1))) == [part_name(1), part_name(2), part_name(10)]
