"""A microphone that is open without the floor: of what it sends no sample is played anywhere."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.media.call import MediaEngine
from tests.fakes.fake_media_room import (
    BOTH_ENGINES,
    MediaRelay,
    MediaRoom,
    engine_options,
    recorded,
    wait_until,
)

pytestmark = [pytest.mark.integration, pytest.mark.light]

MakeRoom = Callable[..., MediaRoom]
LISTENED_S = 4.0
LOUD_DBFS = -50.0


@BOTH_ENGINES
def test_of_a_microphone_without_the_floor_no_sample_is_played_or_measured(
    make_room: MakeRoom, tmp_path: Path, media_engine: MediaEngine
) -> None:
    chair, rogue = (
        make_room(name, engine_options(name, media_engine=media_engine))
        for name in ("chair", "rogue")
    )
    loudspeaker = tmp_path / "chair.s16"
    chair.begin(loudspeaker=loudspeaker)
    rogue.begin()
    for room in (chair, rogue):
        room.await_devices()
    relay = MediaRelay()
    relay.heard = (chair.site_id,)
    for room in (chair, rogue):
        relay.join(room)
    # Its picture comes, and so does its voice.
    wait_until(lambda: len(chair.first_media) == 2, "picture and voice of the rogue")
    wait_until(lambda: rogue.levels.get(chair.site_id, -96.0) > LOUD_DBFS, "the chair is heard")
    before_samples = len(recorded(loudspeaker))
    levels = set()
    ends_s = time.monotonic() + LISTENED_S
    while time.monotonic() < ends_s:
        levels.add(chair.levels.get(rogue.site_id, -96.0))
        time.sleep(0.05)
    played = recorded(loudspeaker)
    assert len(played) > before_samples
    assert not played.any()
    assert levels == {-96.0}

    relay.hear((chair.site_id, rogue.site_id))
    wait_until(lambda: chair.levels.get(rogue.site_id, -96.0) > LOUD_DBFS, "with the floor")
    wait_until(lambda: bool(recorded(loudspeaker).any()), "it is played")
