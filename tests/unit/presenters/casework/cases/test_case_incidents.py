"""Incidents of a session are read on the page of its case, as they were noted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import IncidentId, MinuteLineId, SessionId
from desktop.domain.record.events import IncidentsChanged
from desktop.domain.record.incident import Incident, IncidentKind, incident_text
from desktop.presenters.casework.cases.cases_state import NotedIncident
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import CASE, COMMUNE, SESSION
from tests.unit.presenters.record.test_minutes import a_line

pytestmark = pytest.mark.unit

LINE = MinuteLineId("line")
NOTED = Incident(
    id=IncidentId("incident"),
    session_id=SESSION,
    owner_site_id=COMMUNE,
    kind=IncidentKind.SOUND,
    at=NOON,
    noted_by="Cán bộ tiếp dân",
    line_id=LINE,
)
LATER = replace(
    NOTED,
    id=IncidentId("later"),
    kind=IncidentKind.NETWORK,
    at=NOON + timedelta(minutes=5),
    line_id=MinuteLineId("elsewhere"),
)


def read(room: Room, *noted: Incident) -> tuple[NotedIncident, ...]:
    room.desk.start()
    room.desk.cases.open(CASE)
    for one in noted:
        room.fake.incidents.note(one)
    room.fake.queue(IncidentsChanged())
    room.deliver()
    page = room.view.case[-1].page
    assert page is not None
    (shown,) = (one for one in page.sessions if one.session_id == SESSION)
    return shown.incidents


def test_time_kind_place_and_person_are_read_in_order() -> None:
    room = Room()
    site = room.fake.schedule.site(COMMUNE)
    assert site is not None
    first, second = read(room, NOTED, LATER)
    assert (first.at, first.kind, first.noted_by) == (NOON, IncidentKind.SOUND, "Cán bộ tiếp dân")
    assert (first.site_name, first.text) == (site.short_name, "")
    assert second.kind is IncidentKind.NETWORK


def test_of_a_session_without_any_nothing_is_read() -> None:
    assert read(Room()) == ()
    assert read(Room(), replace(NOTED, session_id=SessionId("another"))) == ()


@pytest.mark.parametrize("more", ["", " Đã chuyển sang điện thoại."])
def test_what_the_minutes_say_beyond_it_is_read_too(more: str) -> None:
    room = Room()
    site = room.fake.schedule.site(COMMUNE)
    assert site is not None
    text = incident_text(IncidentKind.SOUND, site.short_name) + more
    room.fake.minutes.put(a_line(LINE, text=text))
    (one,) = read(room, NOTED)
    assert one.text == (text if more else "")
