"""What each rung costs, and which rung is any use to whom."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.media.call import Rung, lowest_rung
from desktop.media.engine.quality.rungs import (
    FITS_SHARE,
    LEAVE_SHARE,
    LOWEST_AUDIO_KBPS,
    RULES,
    VideoPolicy,
    cap_of,
    limits_of,
    mesh_rung,
    rung_for_lines,
    rung_within,
)

pytestmark = pytest.mark.unit


def test_every_rung_down_is_smaller_and_cheaper() -> None:
    for above, below in pairwise(RULES[rung] for rung in Rung):
        assert below.height < above.height
        assert below.kbps < above.kbps
        assert below.max_kbps < above.max_kbps


def test_the_ladder_is_the_one_that_was_agreed() -> None:
    rungs = {rung: (RULES[rung].height, RULES[rung].kbps) for rung in Rung}
    assert rungs == {
        Rung.P720: (720, 1_200),
        Rung.P480: (480, 500),
        Rung.P360: (360, 300),
        Rung.P240: (240, 120),
        Rung.STILL: (180, 40),
        Rung.SOUND: (0, 0),
    }
    assert RULES[Rung.STILL].fps == 1


def test_the_voice_is_never_starved_for_a_picture() -> None:
    assert all(rules.audio_kbps >= LOWEST_AUDIO_KBPS for rules in RULES.values())
    assert {RULES[rung].audio_kbps for rung in (Rung.P720, Rung.P480, Rung.P360)} == {32}


def test_a_rung_can_show_that_the_next_one_would_live() -> None:
    """What an encoder may spend lets an estimate grow past where the next rung would be left."""
    for above, below in pairwise(Rung):
        if below is not Rung.SOUND:
            can_show = FITS_SHARE * RULES[below].max_kbps
            assert can_show > LEAVE_SHARE * RULES[above].kbps


def test_one_other_site_gets_720_lines_and_more_get_360() -> None:
    assert [mesh_rung(count) for count in range(4)] == [
        Rung.P720,
        Rung.P720,
        Rung.P360,
        Rung.P360,
    ]


@pytest.mark.parametrize(
    ("lines", "rung"),
    [
        (None, Rung.P720),
        (0, Rung.P240),
        (160, Rung.P240),
        (280, Rung.P240),
        (300, Rung.P360),
        (480, Rung.P480),
        (600, Rung.P720),
        (2_160, Rung.P720),
    ],
)
def test_a_tile_gets_what_it_can_show(lines: int | None, rung: Rung) -> None:
    assert rung_for_lines(lines) is rung


@pytest.mark.parametrize(
    ("kbps", "rung"),
    [(None, Rung.P720), (900, Rung.P720), (800, Rung.P480), (220, Rung.P360), (30, Rung.STILL)],
)
def test_a_fixed_rate_allows_what_can_live_on_it(kbps: int | None, rung: Rung) -> None:
    assert rung_within(kbps) is rung


def test_a_policy_is_shared_by_the_sites_and_bounds_every_connection() -> None:
    policy = VideoPolicy(max_kbps=900)
    assert policy.share_kbps(3) == 300
    limits = limits_of(Rung.P360, share_kbps=policy.share_kbps(3), audio_kbps=32)
    assert (limits.max_video_kbps, limits.start_video_kbps) == (300, 300)
    assert cap_of(site_count=3, policy=policy, wanted_lines=None) is Rung.P360
    assert cap_of(site_count=3, policy=VideoPolicy(max_kbps=300), wanted_lines=None) is Rung.P240


def test_the_city_may_forbid_the_largest_picture() -> None:
    policy = VideoPolicy(max_rung=Rung.P480)
    assert cap_of(site_count=1, policy=policy, wanted_lines=1_080) is Rung.P480


def test_without_pictures_none_may_be_sent() -> None:
    limits = limits_of(Rung.SOUND, share_kbps=None, audio_kbps=24)
    assert (limits.max_video_kbps, limits.max_audio_kbps) == (0, 24)


@pytest.mark.parametrize("rung", Rung)
def test_a_line_is_narrow_when_no_picture_moves_on_it(rung: Rung) -> None:
    limits = limits_of(rung, share_kbps=None, audio_kbps=24)
    assert limits.is_narrow == (rung in {Rung.STILL, Rung.SOUND})


@given(st.lists(st.sampled_from(Rung), min_size=1))
def test_of_several_rungs_the_lowest_holds_for_all(rungs: list[Rung]) -> None:
    lowest = lowest_rung(*rungs)
    assert lowest in rungs
    assert not any(rung.is_below(lowest) for rung in rungs)
