"""The client: what it makes of the engine's events, without an engine."""

from typing import get_args

import pytest

from desktop.domain import events
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState, VideoTrack
from desktop.domain.media.events import (
    PeerStateChanged,
    TrackAdded,
)
from desktop.domain.room.events import SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.media.pipe.events import EngineEvent, EngineReady, Heartbeat
from tests.fakes.fake_media_engine import TRACK
from tests.rigs.desk.scripted_engine import Desk

pytestmark = pytest.mark.unit


def test_a_ring_that_is_not_there_is_no_track() -> None:
    desk = Desk("obey")
    track = VideoTrack(id=TRACK, site_id=None, ring_name="reception-room-ring-missing")
    desk.client._handle(TrackAdded(track=track))
    desk.client._handle(Heartbeat())
    assert desk.told == []


def test_what_the_engine_tells_of_the_domain_is_told_on_as_it_is() -> None:
    desk = Desk("obey")
    own = {EngineReady, Heartbeat}
    assert set(get_args(EngineEvent)) - own < set(get_args(events.Event))
    told: list[EngineEvent] = [
        PeerStateChanged(site_id=SiteId("far"), state=PeerState.CONNECTED),
        SpeakerTested(test=SpeakerTest(verdict=SpeakerVerdict.CLEAR)),
    ]
    for event in (EngineReady(pid=1, version=1, implementation="x"), Heartbeat(), *told):
        desk.client._handle(event)
    assert desk.told == told
