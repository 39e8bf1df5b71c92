"""Thẻ sự cố: two keys write a line, with the person and the city's time, also without the city."""

import pytest

from desktop.domain.access.person import Role
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.domain.record.incident import IncidentKind, incident_text
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION

pytestmark = pytest.mark.unit


def lines(room: Room) -> tuple[MinuteLine, ...]:
    return room.fake.minutes.lines(SESSION)


@pytest.fixture
def asked(room: Room) -> Room:
    room.open()
    room.session.incident.open()
    return room


@pytest.mark.parametrize("kind", IncidentKind)
def test_every_kind_is_written_with_the_person_the_place_and_the_time(
    asked: Room, kind: IncidentKind
) -> None:
    assert asked.state.incident is not None
    asked.session.incident.choose(kind)
    asked.deliver()
    (line,) = lines(asked)
    own_site = asked.session.context.own_site
    assert line.text == incident_text(kind, own_site.short_name)
    assert line.kind is MinuteLineKind.TECHNICAL
    assert (line.owner_site_id, line.at) == (own_site.id, asked.session.facts.city_now())
    assert line.speaker == asked.session.context.officer.display_name
    assert asked.state.incident is None


@pytest.mark.parametrize("kind", IncidentKind)
def test_a_record_of_its_own_is_kept_beside_the_line(asked: Room, kind: IncidentKind) -> None:
    asked.session.incident.choose(kind)
    asked.deliver()
    (noted,), (line,) = asked.fake.incidents.noted, lines(asked)
    assert (noted.kind, noted.line_id, noted.at) == (kind, line.id, line.at)
    assert (noted.session_id, noted.owner_site_id) == (line.session_id, line.owner_site_id)
    assert noted.noted_by == line.speaker


def test_every_kind_has_words_of_its_own() -> None:
    assert len({incident_text(kind, "Xã Mẫu") for kind in IncidentKind}) == len(IncidentKind)


def test_it_is_kept_without_the_city_and_beside_the_line_in_the_editor(asked: Room) -> None:
    asked.session.minutes.edit_text("Công dân đang nói")
    asked.fake.channel.lose_city()
    asked.deliver()
    asked.session.incident.choose(IncidentKind.NETWORK)
    asked.deliver()
    assert [one.kind for one in lines(asked)].count(MinuteLineKind.TECHNICAL) == 1
    assert asked.state.minutes.editor.text == "Công dân đang nói"


def test_what_must_not_be_heard_is_stopped_at_once(asked: Room) -> None:
    asked.session.incident.choose(IncidentKind.SECRET)
    asked.deliver()
    assert asked.state.pause_reason is PauseReason.SECRET
    assert len(lines(asked)) == 1


@pytest.mark.parametrize("kind", sorted(set(IncidentKind) - {IncidentKind.SECRET}))
def test_no_other_kind_pauses_the_session(asked: Room, kind: IncidentKind) -> None:
    asked.session.incident.choose(kind)
    asked.deliver()
    assert asked.state.status is SessionStatus.IN_SESSION


def test_esc_writes_nothing(asked: Room) -> None:
    asked.session.incident.close()
    asked.session.incident.choose(IncidentKind.POWER)
    asked.deliver()
    assert asked.state.incident is None
    assert lines(asked) == ()
    assert asked.fake.incidents.noted == []


def test_who_may_not_write_the_minutes_is_asked_nothing() -> None:
    room = Room(role=Role.LEADER)
    room.open()
    room.session.incident.open()
    assert room.state.incident is None
