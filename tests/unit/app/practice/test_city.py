"""Practice mode's city begins with a directory, and keeps what a clerk made of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE, HQ
from desktop.cityserver.admin.city import list_agencies, open_city, put_agencies
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.records.records import dossier_of
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import SessionStatus
from desktop.files.resources import resource_path
from tests.fakes.fake_clock import FakeClock
from tests.samples.kdf_cost import CHEAPEST_KDF_COST

pytestmark = pytest.mark.unit


def test_its_flagged_cases_may_be_planned_anew(tmp_path: Path) -> None:
    """They have an entry of every site of their sessions, once, however often it is begun."""
    clock = FakeClock()
    practice = PracticeFolder(
        folder=tmp_path / "practice",
        clock=clock,
        units_file=resource_path("units", "haiphong_units.csv"),
    )
    practice.prepare()
    city = PracticeCity(practice=practice, kdf_cost=CHEAPEST_KDF_COST)
    for _day in range(2):
        city.seed()
        clock.advance(timedelta(days=1).total_seconds())
    data = city.data()
    with open_city(CityServerConfig(folder=practice.city)) as database, database.read() as session:
        for one in data.sessions.values():
            (case_id,) = one.case_ids
            sites = [row.body["site_id"] for row in dossier_of(session, case_id, "case_paper")]
            wanted = [one.central_site_id, *one.component_site_ids]
            assert sorted(sites) == (sorted(wanted) if data.cases[case_id].flags else [])


def test_its_last_session_has_room_for_an_agency_and_names_a_deputy(tmp_path: Path) -> None:
    """Calling an agency in, and conducting for a chair without a line, can be practised."""
    practice = PracticeFolder(
        folder=tmp_path / "practice",
        clock=FakeClock(),
        units_file=resource_path("units", "haiphong_units.csv"),
    )
    sessions = PracticeCity(practice=practice, kdf_cost=CHEAPEST_KDF_COST).data().sessions
    first, planned, last = (sessions[one] for one in sorted(sessions))
    assert [one.status for one in (first, planned, last)] == [
        SessionStatus.READY,
        SessionStatus.NOTIFIED,
        SessionStatus.READY,
    ]
    assert all(one.passed_at for one in last.gates)
    assert last.component_site_ids == (COMMUNE,)
    assert {one.site_id for one in last.participants} == {HQ, COMMUNE}
    deputies = [one.site_id for one in last.participants if one.role == ParticipantRole.CO_CHAIR]
    assert deputies == [COMMUNE]


def test_the_directory_is_filled_once_and_then_left_to_the_clerk(tmp_path: Path) -> None:
    clock = FakeClock()
    practice = PracticeFolder(
        folder=tmp_path / "practice",
        clock=clock,
        units_file=resource_path("units", "haiphong_units.csv"),
    )
    practice.prepare()
    city = PracticeCity(practice=practice, kdf_cost=CHEAPEST_KDF_COST)
    config = CityServerConfig(folder=practice.city)
    city.seed()
    with open_city(config) as database:
        found = {body.code: body for body in list_agencies(database)}
        assert {"SKHCN", "S01", "S02"} <= set(found)
        put_agencies(database, [found["S01"].model_copy(update={"active": False})])

    clock.advance(timedelta(days=1).total_seconds())
    city.seed()
    with open_city(config) as database:
        kept = {body.code: body for body in list_agencies(database)}
    assert not kept["S01"].active
    assert len(kept) == len(found)
