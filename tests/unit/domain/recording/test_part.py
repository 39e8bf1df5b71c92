"""Heads and marks come back as they were written; whatever else is no recording."""

import json
from dataclasses import replace

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.recording.part import (
    NotOfARecording,
    PartEnd,
    PieceMark,
    SiteLoss,
    added,
    head_bytes,
    head_from,
    mark_bytes,
    mark_from,
    part_name,
)
from tests.samples.recordings import a_head

pytestmark = pytest.mark.unit

A, B = SiteId("site-a"), SiteId("site-b")
MARK = PieceMark(at_ms=1_000, span_ms=900, lost_picture_ms=66, end=PartEnd.PAUSED)


def test_a_head_and_a_mark_come_back_as_they_were() -> None:
    head = a_head(7, "ab" * 32)
    assert head_from(head_bytes(head)) == head
    assert mark_from(mark_bytes(MARK)) == MARK
    open_mark = PieceMark(at_ms=0, span_ms=1)
    assert mark_from(mark_bytes(open_mark)) == open_mark


def test_what_is_lost_stands_in_a_mark_by_site_and_its_old_spelling_stays_without_it() -> None:
    lost = (SiteLoss(site_id=A, picture_ms=7), SiteLoss(site_id=B, sound_ms=9))
    mark = PieceMark(at_ms=0, span_ms=1, lost_picture_ms=7, lost_sound_ms=9, lost=lost)
    assert mark_from(mark_bytes(mark)) == mark
    assert mark_bytes(MARK) == (
        b'{"at_ms":1000,"end":"paused","lost_picture_ms":66,"lost_sound_ms":0,"span_ms":900}'
    )


@pytest.mark.parametrize("lost", ["x", 3, {"a": 1}, {"a": [1]}, {"a": [1, "x"]}, {"a": [1e999, 1]}])
def test_a_loss_that_is_none_is_refused(lost: object) -> None:
    told = json.loads(mark_bytes(MARK)) | {"lost": lost}
    with pytest.raises(NotOfARecording):
        mark_from(json.dumps(told).encode())


def test_losses_are_added_site_by_site() -> None:
    one = (SiteLoss(site_id=B, picture_ms=1, sound_ms=2), SiteLoss(site_id=A))
    other = (SiteLoss(site_id=B, picture_ms=10), SiteLoss(site_id=SiteId("site-0"), sound_ms=5))
    assert added() == ()
    assert added(one, other) == (
        SiteLoss(site_id=SiteId("site-0"), sound_ms=5),
        SiteLoss(site_id=B, picture_ms=11, sound_ms=2),
    )


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


def test_floor_and_page_stand_in_a_mark_and_nothing_of_them_where_there_is_none() -> None:
    mark = replace(MARK, floor=SiteId("site-hq"), page="Tài liệu số 2 · Trang 1/3")
    assert mark_from(mark_bytes(mark)) == mark
    assert set(json.loads(mark_bytes(MARK))) == set(json.loads(mark_bytes(mark))) - {
        "floor",
        "page",
    }
    told = json.loads(mark_bytes(MARK)) | {"floor": None}
    assert mark_from(json.dumps(told).encode()).floor is None
