"""What the engine is told of the pictures' sizes."""

import pytest

from desktop.domain.ids import TrackId
from desktop.presenters.shell.tile_sizes import SHRINK_AFTER_S
from tests.rigs.desk.desk_room import Room

pytestmark = pytest.mark.unit

HQ, AGENCY = TrackId("video:hq"), TrackId("video:agency")


def test_a_picture_is_told_once_and_again_when_it_grows(room: Room) -> None:
    desk = room.desk
    for lines in (430, 430, 1_040, 1_040):
        desk.show_tiles({HQ: lines})
    assert room.fake.media.tiles == [{HQ: 430}, {HQ: 1_040}]


def test_a_picture_that_shrinks_is_told_when_it_stays_small(room: Room) -> None:
    room.desk.show_tiles({HQ: 430})
    room.desk.show_tiles({HQ: 0})
    room.clock.advance(SHRINK_AFTER_S - 0.5)
    room.desk.show_tiles({HQ: 0})
    assert room.fake.media.tiles == [{HQ: 430}]
    room.clock.advance(0.5)
    room.desk.show_tiles({HQ: 0})
    assert room.fake.media.tiles == [{HQ: 430}, {HQ: 0}]


def test_a_panel_that_opens_for_a_moment_is_not_told(room: Room) -> None:
    room.desk.show_tiles({HQ: 430})
    room.desk.show_tiles({HQ: 0})
    room.clock.advance(SHRINK_AFTER_S - 0.1)
    room.desk.show_tiles({HQ: 430})
    room.desk.show_tiles({HQ: 0})
    room.clock.advance(SHRINK_AFTER_S - 0.1)
    room.desk.show_tiles({HQ: 0})
    assert room.fake.media.tiles == [{HQ: 430}]


def test_a_picture_that_appears_is_told_at_once_even_hidden(room: Room) -> None:
    room.desk.show_tiles({HQ: 430})
    room.desk.show_tiles({HQ: 200, AGENCY: 0})
    assert room.fake.media.tiles[-1] == {HQ: 200, AGENCY: 0}
