"""Over a line that gets poor and good again, the picture goes down and comes back by itself."""

from collections.abc import Callable

import pytest

from desktop.domain.ids import TrackId
from desktop.domain.media.call import MediaEngine, PeerStats, QualityCause, Rung
from tests.fakes.fake_media_room import (
    MediaRelay,
    MediaRoom,
    engine_options,
    start_together,
    wait_until,
)
from tests.rigs.line.cut_line import CutLine

pytestmark = [pytest.mark.integration, pytest.mark.alone]

MakeRoom = Callable[..., MediaRoom]
LEFT_TRACK = "video:left"
CALM_LIMIT_S = 100.0
FALL_LIMIT_S = 60.0
"""Two readings and a report of the other end; a crowded PC needs longer for each."""


@pytest.fixture(params=[MediaEngine.AIORTC, MediaEngine.LIBWEBRTC], ids=str)
def rooms(
    request: pytest.FixtureRequest, make_room: MakeRoom, line: CutLine
) -> tuple[MediaRoom, MediaRoom]:
    relay = MediaRelay()
    relay.bend = line.bend
    left, right = (
        make_room(name, engine_options(name, media_engine=request.param))
        for name in ("left", "right")
    )
    start_together(left, right)
    for room in (left, right):
        relay.join(room)
    wait_until(lambda: right.seen(left.site_id).size == (1280, 720), "the whole picture")
    wait_until(lambda: bool(left.stats and right.stats), "figures")
    return left, right


def figures(room: MediaRoom) -> PeerStats:
    (stats,) = room.stats
    return stats


def test_loss_that_the_other_end_reports_lowers_the_picture_and_its_end_raises_it(
    rooms: tuple[MediaRoom, MediaRoom], line: CutLine
) -> None:
    left, right = rooms
    line.lose(0.3)
    wait_until(lambda: figures(left).sent_rung is not Rung.P720, "a lower rung", FALL_LIMIT_S)
    assert figures(left).sent_cause is QualityCause.OUR_LINE
    wait_until(lambda: right.seen(left.site_id).size[1] < 720, "a smaller picture")
    wait_until(lambda: figures(right).their_cause is QualityCause.THEIR_LINE, "the word of it")
    line.lose(0.0)
    low = figures(left).sent_rung
    wait_until(lambda: low.is_below(figures(left).sent_rung), "a better rung", CALM_LIMIT_S)


def test_a_small_tile_there_makes_a_small_picture_here(
    rooms: tuple[MediaRoom, MediaRoom],
) -> None:
    left, right = rooms
    right.client.set_tiles({TrackId(LEFT_TRACK): 200})
    wait_until(lambda: right.seen(left.site_id).size == (426, 240), "a small picture")
    wait_until(lambda: figures(left).sent_rung is Rung.P240, "the word of it")
    assert figures(left).sent_cause is QualityCause.NONE
    right.client.set_tiles({TrackId(LEFT_TRACK): 1_080})
    wait_until(
        lambda: right.seen(left.site_id).size == (1280, 720), "the whole again", CALM_LIMIT_S
    )
