"""Each site tells its recording lamp, and shows the lamps of the others while they are fresh."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.recording.events import SiteLampTold
from desktop.domain.recording.lamp import STILL_S, TELL_EVERY_S, TOLD_LASTS_S, RecordingWord
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, COMMUNE, HQ

pytestmark = pytest.mark.unit


def opened(room: Room, *, takes_lamps: bool = True) -> None:
    room.open()
    room.fake.channel.change(lambda live: replace(live, takes_lamps=takes_lamps))
    room.fake.channel.put_seat(a_seat(HQ))
    room.deliver()


def shown(room: Room, site_id: object = HQ) -> tuple[RecordingWord | None, RecordingWord | None]:
    """At the tile, and at the row."""
    (tile,) = [one for one in room.state.roster.tiles if one.site_id == site_id]
    (row,) = [one for one in room.state.roster.rows if one.site_id == site_id]
    return tile.recording, row.recording


def test_the_own_lamp_is_told_every_two_seconds_and_on_every_change(room: Room) -> None:
    opened(room)
    lamps = room.fake.channel.lamps
    room.pass_time(1.0)
    told = len(lamps)
    assert lamps[-1] is RecordingWord.RECORDING
    room.pass_time(3 * TELL_EVERY_S)
    assert len(lamps) == told + 3
    room.is_recorder_hanging = True
    room.pass_time(STILL_S + 0.5)
    assert lamps[-1:] == [RecordingWord.FAULT]


def test_an_older_city_is_told_no_lamp(room: Room) -> None:
    opened(room, takes_lamps=False)
    room.pass_time(3 * TELL_EVERY_S)
    assert room.fake.channel.lamps == []


def test_without_a_line_nothing_is_told_and_then_it_is_told_at_once(room: Room) -> None:
    opened(room)
    room.pass_time(TELL_EVERY_S)
    room.tell(ChannelChanged(is_connected=False, attempt=1))
    told = len(room.fake.channel.lamps)
    room.pass_time(3 * TELL_EVERY_S)
    assert len(room.fake.channel.lamps) == told
    room.tell(ChannelChanged(is_connected=True, attempt=0))
    assert len(room.fake.channel.lamps) == told + 1


def test_a_companion_desk_tells_no_lamp(room: Room) -> None:
    opened(room)
    room.session.facts.is_beside = True
    told = len(room.fake.channel.lamps)
    room.pass_time(3 * TELL_EVERY_S)
    assert len(room.fake.channel.lamps) == told


def test_the_lamp_of_another_site_is_shown_while_it_is_fresh(room: Room) -> None:
    opened(room)
    assert shown(room) == (None, None)
    for word in RecordingWord:
        room.tell(SiteLampTold(site_id=HQ, word=word))
        assert shown(room) == (word, word)
    room.tell(SiteLampTold(site_id=HQ, word=RecordingWord.RECORDING))
    room.pass_time(TOLD_LASTS_S - 0.5)
    assert shown(room) == (RecordingWord.RECORDING, RecordingWord.RECORDING)
    room.pass_time(1.0)
    assert shown(room) == (None, None)


def test_a_site_that_is_away_and_the_own_one_show_no_lamp(room: Room) -> None:
    opened(room)
    for site_id in (HQ, COMMUNE, AGENCY):
        room.tell(SiteLampTold(site_id=site_id, word=RecordingWord.RECORDING))
    assert shown(room, COMMUNE) == (None, None)
    room.fake.channel.put_seat(replace(a_seat(HQ), is_connected=False))
    room.deliver()
    assert shown(room) == (None, None)
    assert shown(room, AGENCY) == (None, None)
