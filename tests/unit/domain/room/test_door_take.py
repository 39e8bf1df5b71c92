"""Which take lets a site come in as ready, and what is known of a site's take."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SiteId
from desktop.domain.room.door_take import (
    CLOCK_LEEWAY,
    TAKE_LASTS,
    SiteTake,
    TakeWord,
    is_good_take,
    lacking_takes,
    take_counts,
    take_of,
    tells_waived,
    waived_text,
    with_leave,
    with_told,
)
from desktop.domain.room.take import Take, TakeStage

pytestmark = pytest.mark.unit

NOW = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
COMMUNE = SiteId("an-lao")
TOLD = SiteTake(site_id=COMMUNE, word=TakeWord.LACKING, at=NOW, room_id="room-1")
GOOD = Take(stage=TakeStage.DONE, written_bytes=90_000, recorded_s=10.0, pictures=80, played_s=10.0)


def test_a_good_take_is_whole_and_has_pictures() -> None:
    assert is_good_take(GOOD)
    assert not is_good_take(replace(GOOD, pictures=0))
    assert not is_good_take(replace(GOOD, played_s=3.0))
    assert not is_good_take(replace(GOOD, recorded_s=3.0, played_s=3.0))
    assert not is_good_take(replace(GOOD, stage=TakeStage.NOT_PLAYED))


def test_a_take_counts_on_its_day_and_for_two_hours() -> None:
    assert not take_counts(None, NOW)
    assert take_counts(NOW, NOW)
    assert take_counts(NOW - TAKE_LASTS, NOW)
    assert not take_counts(NOW - TAKE_LASTS - timedelta(seconds=1), NOW)
    assert take_counts(NOW + CLOCK_LEEWAY, NOW)
    assert not take_counts(NOW + CLOCK_LEEWAY + timedelta(seconds=1), NOW)


def test_a_take_of_the_day_before_does_not_count() -> None:
    after_midnight = datetime(2026, 11, 30, 17, 10, tzinfo=UTC)  # 00:10 in Hai Phong
    assert take_counts(after_midnight - timedelta(minutes=5), after_midnight)
    assert not take_counts(after_midnight - timedelta(minutes=20), after_midnight)


def test_a_room_that_told_nothing_is_not_known() -> None:
    assert take_of((), COMMUNE) is None
    assert lacking_takes(()) == ()


def test_a_room_tells_its_good_take() -> None:
    (take,) = with_told((), TOLD, made_at=NOW - timedelta(minutes=9))
    assert take.word is TakeWord.GOOD
    assert take.at == NOW - timedelta(minutes=9)
    assert lacking_takes((take,)) == ()


def test_a_room_without_one_or_with_an_old_one_lacks_it() -> None:
    for made_at in (None, NOW - timedelta(hours=5)):
        (take,) = with_told((), TOLD, made_at=made_at)
        assert take == TOLD
        assert lacking_takes((take,)) == (COMMUNE,)


def test_the_same_pc_may_lose_its_take_and_another_one_does_not_take_it_away() -> None:
    good = with_told((), TOLD, made_at=NOW)
    assert lacking_takes(with_told(good, TOLD, made_at=None)) == (COMMUNE,)
    second = replace(TOLD, room_id="room-2")
    assert with_told(good, second, made_at=None) == good
    lacking = with_told((), TOLD, made_at=None)
    assert lacking_takes(with_told(lacking, second, made_at=None)) == (COMMUNE,)


def test_a_leave_stays_until_there_is_a_good_take() -> None:
    leave = replace(TOLD, by="Lê Văn Hải", reason="Loa của phòng hỏng từ sáng nay")
    waived = with_leave(with_told((), TOLD, made_at=None), leave)
    assert [one.word for one in waived] == [TakeWord.WAIVED]
    assert with_told(waived, TOLD, made_at=None) == waived
    (take,) = with_told(waived, TOLD, made_at=NOW)
    assert (take.word, take.by, take.reason) == (TakeWord.GOOD, "", "")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_every_site_stands_once_and_in_one_order(told: list[tuple[str, bool]]) -> None:
    takes: tuple[SiteTake, ...] = ()
    for site_id, has_take in told:
        one = replace(TOLD, site_id=SiteId(site_id))
        takes = with_told(takes, one, made_at=NOW if has_take else None)
    sites = [one.site_id for one in takes]
    assert sites == sorted({SiteId(one) for one, _ in told})
    last = dict(told)
    assert lacking_takes(takes) == tuple(SiteId(one) for one in sorted(last) if not last[one])


def test_the_line_of_the_minutes_names_place_leader_hour_and_reason() -> None:
    leave = replace(TOLD, by="Lê Văn Hải", reason="Loa của phòng hỏng từ sáng nay")
    text = waived_text("Xã An Lão", leave)
    assert text == (
        "Xã An Lão vào buổi tiếp khi chưa ghi thử đạt: Lê Văn Hải cho phép lúc 08:30, "
        "lý do: Loa của phòng hỏng từ sáng nay"
    )
    assert tells_waived(text, "Xã An Lão")
    assert not tells_waived(text, "Xã An")
