"""The client: what it makes of the engine's events, without an engine."""

from pathlib import Path
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
from desktop.domain.room.take import TAKE_FILE
from desktop.media.pipe.commands import Command, LookForCard, RecordTake, StopLooking
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


def test_a_take_lies_where_recordings_go_and_one_that_a_kill_left_behind_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / TAKE_FILE
    left.write_bytes(b"voice")
    desk = Desk("obey", take_folder=tmp_path)
    sent: list[Command] = []
    monkeypatch.setattr(desk.client._keeper, "start", lambda: None)
    monkeypatch.setattr(desk.client._keeper, "send", sent.append)
    desk.client.start()
    assert not left.exists()
    desk.client.record_take()
    assert sent == [RecordTake(folder=tmp_path)]
    left.write_bytes(b"voice")
    desk.client._keeper._hooks.on_gone()
    assert not left.exists(), "the engine died meanwhile"


def test_a_card_is_looked_for_until_the_officer_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk("obey")
    sent: list[Command] = []
    monkeypatch.setattr(desk.client._keeper, "send", sent.append)
    desk.client.card_look.begin()
    desk.client.card_look.stop()
    assert sent == [LookForCard(), StopLooking()]


def test_without_a_folder_nothing_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk("obey")
    sent: list[Command] = []
    monkeypatch.setattr(desk.client._keeper, "send", sent.append)
    desk.client.record_take()
    assert sent == []
