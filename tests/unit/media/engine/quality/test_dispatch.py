"""What every site of a call gets of our picture, and what it is told."""

from dataclasses import replace

import pytest

from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import PeerStats, QualityCause, Rung
from desktop.media.engine.publisher import track_of_site
from desktop.media.engine.quality.dispatch import Dispatch, PicturePlan
from desktop.media.engine.quality.rungs import VideoPolicy
from desktop.media.engine.quality.sending import SAY_AGAIN_S
from desktop.media.engine.signaling import PictureNote
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_connection import fake_stats, small_picture

pytestmark = pytest.mark.unit

HQ, AGENCY = SiteId("hq"), SiteId("agency")


class Scene:
    """A dispatch, its clock and a camera that works."""

    def __init__(
        self, *sites: SiteId, start: Rung = Rung.P720, policy: VideoPolicy | None = None
    ) -> None:
        self.clock = FakeClock()
        plan = PicturePlan(start_rung=start, policy=policy or VideoPolicy())
        self.dispatch = Dispatch(clock=self.clock, plan=plan)
        self.dispatch.set_sites(sites)
        self.has_camera = True

    def seconds(self, count: int, **stats: PeerStats) -> tuple[PeerStats, ...]:
        """So many seconds of these figures, by site; returns what was told of the last one."""
        told: tuple[PeerStats, ...] = ()
        for _ in range(count):
            for _ in range(30 * self.has_camera):
                self.clock.advance(1 / 30)
                self.dispatch.cutter.cut(small_picture(self.clock.monotonic()))
            if not self.has_camera:
                self.clock.advance(1.0)
            told = self.dispatch.look({SiteId(site): one for site, one in stats.items()})
        return told

    def rung(self, site_id: SiteId) -> int:
        wish = self.dispatch.wish(site_id)
        return 0 if wish is None else wish.height


CLEAN = replace(fake_stats(HQ), round_trip_s=0.02, sent_kbps=1_000.0, available_kbps=3_000.0)
NARROW = replace(CLEAN, available_kbps=150.0, sent_kbps=145.0)


def of(site_id: SiteId, stats: PeerStats) -> PeerStats:
    return replace(stats, site_id=site_id)


def test_one_site_gets_720_lines_and_two_get_360() -> None:
    scene = Scene(HQ)
    assert scene.rung(HQ) == 720
    scene.dispatch.set_sites((HQ, AGENCY))
    assert (scene.rung(HQ), scene.rung(AGENCY)) == (360, 360)
    scene.dispatch.set_sites((HQ,))
    assert scene.rung(HQ) == 720


def test_each_site_has_a_ladder_of_its_own() -> None:
    scene = Scene(HQ, AGENCY)
    scene.seconds(10, hq=CLEAN, agency=of(AGENCY, NARROW))
    assert scene.rung(HQ) == 360
    assert scene.rung(AGENCY) == 240
    assert scene.dispatch.limits(AGENCY).max_video_kbps < 300


def test_a_site_whose_seat_begins_anew_begins_at_the_top() -> None:
    scene = Scene(HQ)
    scene.seconds(10, hq=NARROW)
    assert scene.rung(HQ) == 240
    scene.dispatch.forget(HQ)
    scene.dispatch.set_sites((HQ,))
    assert scene.rung(HQ) == 720


def test_a_room_whose_line_was_narrow_begins_lower() -> None:
    assert Scene(HQ, start=Rung.P360).rung(HQ) == 360


def test_a_policy_bounds_rung_and_rate() -> None:
    scene = Scene(HQ, AGENCY, policy=VideoPolicy(max_rung=Rung.P480, max_kbps=500))
    assert scene.rung(HQ) == 360
    assert scene.dispatch.limits(HQ).max_video_kbps == 250


def test_the_figures_say_what_is_sent_and_why() -> None:
    scene = Scene(HQ)
    (told,) = scene.seconds(10, hq=NARROW)
    assert told.sent_rung is Rung.P240
    assert told.sent_cause is QualityCause.OUR_LINE
    assert told.available_kbps == NARROW.available_kbps


def test_one_narrow_way_among_others_is_the_line_of_that_site() -> None:
    scene = Scene(HQ, AGENCY)
    hq, agency = scene.seconds(10, hq=CLEAN, agency=of(AGENCY, NARROW))
    assert hq.sent_cause is QualityCause.NONE
    assert agency.sent_cause is QualityCause.THEIR_LINE


def test_a_camera_that_gives_nothing_is_said() -> None:
    scene = Scene(HQ)
    scene.has_camera = False
    (told,) = scene.seconds(11, hq=CLEAN)
    assert told.sent_cause is QualityCause.DEVICE


def test_seconds_without_a_line_say_nothing_of_the_rung() -> None:
    scene = Scene(HQ)
    scene.seconds(10, hq=CLEAN)
    scene.seconds(20, hq=replace(NARROW, silent_s=5.0, sent_loss=1.0))
    assert scene.rung(HQ) == 720
    # The new connection's estimate begins anew, and is given its time.
    scene.seconds(3, hq=NARROW)
    assert scene.rung(HQ) == 720
    scene.seconds(3, hq=NARROW)
    assert scene.rung(HQ) == 240


def test_a_site_that_shows_a_small_tile_gets_a_small_picture() -> None:
    scene = Scene(HQ)
    scene.dispatch.hear(HQ, PictureNote(wanted_lines=200))
    scene.seconds(1, hq=CLEAN)
    assert scene.rung(HQ) == 240
    scene.dispatch.hear(HQ, PictureNote(wanted_lines=1_000))
    scene.seconds(1, hq=CLEAN)
    assert scene.rung(HQ) == 720


def test_what_the_other_end_says_of_its_picture_stands_in_the_figures() -> None:
    scene = Scene(HQ)
    scene.dispatch.hear(HQ, PictureNote(rung=Rung.SOUND, cause=QualityCause.THEIR_LINE))
    (told,) = scene.seconds(1, hq=CLEAN)
    assert told.their_rung is Rung.SOUND
    assert told.their_cause is QualityCause.THEIR_LINE


# ---- notes --------------------------------------------------------------------------------------


def test_a_site_is_told_what_is_shown_of_it_and_what_it_gets() -> None:
    scene = Scene(HQ)
    scene.seconds(10, hq=NARROW)
    scene.dispatch.set_tiles({track_of_site(HQ): 440, TrackId("self"): 100})
    assert scene.dispatch.news({HQ: NARROW}) == {
        HQ: PictureNote(wanted_lines=440, rung=Rung.P240, cause=QualityCause.THEIR_LINE)
    }


def test_a_site_that_is_not_shown_is_told_so_and_without_screens_nothing_is() -> None:
    scene = Scene(HQ)
    assert scene.dispatch.news({HQ: CLEAN})[HQ].wanted_lines is None
    scene.dispatch.set_tiles({track_of_site(HQ): 0})
    assert scene.dispatch.news({HQ: CLEAN})[HQ].wanted_lines == 0


def test_the_same_is_said_again_only_now_and_then() -> None:
    scene = Scene(HQ)
    assert scene.dispatch.news({HQ: CLEAN})
    assert not scene.dispatch.news({HQ: CLEAN})
    scene.clock.advance(SAY_AGAIN_S)
    assert scene.dispatch.news({HQ: CLEAN})


def test_a_site_that_is_not_heard_is_told_nothing() -> None:
    scene = Scene(HQ)
    silent = replace(CLEAN, silent_s=3.0)
    scene.seconds(1, hq=silent)
    assert not scene.dispatch.news({HQ: silent})
    assert not scene.dispatch.news({})


def test_a_line_that_carries_no_picture_gets_none() -> None:
    scene = Scene(HQ)
    scene.seconds(10, hq=replace(CLEAN, available_kbps=40.0, sent_kbps=40.0))
    assert scene.dispatch.wish(HQ) is None
    assert scene.dispatch.limits(HQ).max_video_kbps == 0
    assert not scene.dispatch.cutter.cut(small_picture(1_000.0))
