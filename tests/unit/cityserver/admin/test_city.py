"""What administration may write."""

from pathlib import Path
from typing import Any

import pytest

from desktop.cityserver.access.access import Access
from desktop.cityserver.admin.city import (
    NewUser,
    begin_epoch,
    create_site,
    create_user,
    issue_enrol_code,
    open_city,
    put_record,
    put_records,
    reset,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import read_epoch
from desktop.cityserver.store.records.revisions import EPOCH_STRIDE
from desktop.cityserver.store.tables.people import FamilyRow, TokenRow, UserRow
from desktop.cityserver.store.tables.records import EntityRow
from desktop.contract.records.directory import SiteBody
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    case_body,
    line_body,
    session_body,
)
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit

SITE = SiteBody(
    name="Phường Lê Chân",
    short_name="Lê Chân",
    kind="phuong",
    unit_code="11737",
    address="Hải Phòng",
    fallback_phone="",
)


FOUR = (COMMUNE, AGENCY, ELSEWHERE, SiteId("fourth"))
"""Beside the central site: one more than a session joins."""
ENDING = {"status": "adjourned", "reason": "Hết giờ làm việc", "at": "2026-11-26T03:00:00Z"}


@pytest.mark.parametrize(
    ("status", "is_kept"),
    [("adjourned", True), ("closed", True), ("scheduled", False)],
)
def test_how_a_session_ended_outlives_what_the_city_writes_while_it_is_over(
    city: Database, status: str, *, is_kept: bool
) -> None:
    plan = session_body(HQ, (COMMUNE,))
    put_record(city, "session", SESSION, {**plan, "status": "adjourned", "ending": ENDING})
    put_record(city, "session", SESSION, {**plan, "status": status})
    told = pulled(Changes(database=city, clock=FakeClock()), person_at(HQ), "").changes
    body = next(one.body for one in told if one.entity_id == SESSION)
    assert body["status"] == status
    assert (body["ending"] == ENDING) is is_kept


def test_a_larger_session_of_an_older_city_is_written_again_and_does_not_grow(
    city: Database,
) -> None:
    plan = session_body(HQ, (COMMUNE,))
    put_record(city, "session", SESSION, plan)
    larger = {**plan, "component_site_ids": list(FOUR)}
    with city.write() as session:
        session.get_one(EntityRow, ("session", SESSION)).body = larger
    put_record(city, "session", SESSION, {**larger, "status": "closed"})
    with pytest.raises(ValueError, match="6 sites, more than 4"):
        put_record(city, "session", SESSION, session_body(HQ, (*FOUR, SiteId("fifth"))))


def test_a_new_site_sees_itself(city: Database) -> None:
    site_id = create_site(city, SITE)
    answer = pulled(Changes(database=city, clock=FakeClock()), person_at(site_id), "")
    assert [(one.kind, one.entity_id) for one in answer.changes] == [("site", site_id)]


def test_a_record_written_again_gets_a_greater_revision(city: Database) -> None:
    first = put_record(city, "case", CASE, case_body())
    assert put_record(city, "case", CASE, case_body()) > first


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("minute_line", line_body(HQ)),
        ("song", {}),
        ("case", {"title": "thiếu"}),
        ("case", {**case_body(), "petition_type": "song"}),
        ("case", {**case_body(), "flags": ["song"]}),
        ("site", {**SITE.model_dump(), "kind": "song"}),
        ("session", session_body(HQ, (COMMUNE,), status="song")),
        ("session", session_body(HQ, (HQ,))),
        ("session", session_body(HQ, FOUR)),
        ("session", {**session_body(HQ, (COMMUNE,)), "reception_kind": "song"}),
    ],
)
def test_a_body_that_no_room_would_understand_is_refused_whole(
    city: Database, kind: str, body: dict[str, Any]
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's and our own messages differ
        put_records(city, [("case", "case-before", case_body()), (kind, "x", body)])
    with city.read() as session:
        assert session.get(EntityRow, ("case", "case-before")) is None


@pytest.mark.parametrize("pin", ["12345", "12345a", "", "１２３４５６"])
def test_a_pin_has_six_digits_at_least(city: Database, pin: str) -> None:
    user = NewUser(user_id=UserId("u"), display_name="U", role=Role.LEADER, pin=pin, site_ids=(HQ,))
    with pytest.raises(ValueError, match="form"):
        create_user(city, user, pins=CHEAP_PINS)


def test_a_person_may_sit_at_several_sites(city: Database) -> None:
    user = NewUser(
        user_id=UserId("u"), display_name="U", role=Role.LEADER, pin="654312", site_ids=(HQ, AGENCY)
    )
    assert create_user(city, user, pins=CHEAP_PINS) == "u"
    with city.read() as session:
        assert session.get_one(UserRow, "u").role == "leader"


def test_a_reset_leaves_nothing_but_a_new_epoch(config: CityServerConfig, city: Database) -> None:
    with city.read() as session:
        before = read_epoch(session)
    (config.blob_folder / "x").write_bytes(b"x")
    after = reset(config, city)
    with city.read() as session:
        assert session.get(EntityRow, ("session", SESSION)) is None
        assert read_epoch(session) == after != before
    assert list(config.blob_folder.iterdir()) == []


def test_no_revision_is_given_out_again_after_a_reset(
    config: CityServerConfig, city: Database
) -> None:
    before = put_record(city, "site", "last", SITE.model_dump(mode="json"))
    first = [put_record(city, "site", "first", SITE.model_dump(mode="json"))]
    for _ in range(2):
        reset(config, city)
        first.append(put_record(city, "site", "first", SITE.model_dump(mode="json")))

    assert before < first[0]
    assert first[0] + EPOCH_STRIDE // 2 < first[1] < first[2] - EPOCH_STRIDE // 2


def test_a_dump_that_was_put_back_brings_no_sign_in_back(city: Database) -> None:
    clock = FakeClock()
    access = Access(database=city, clock=clock, pins=CHEAP_PINS)
    token = access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE)
    waiting = issue_enrol_code(city, COMMUNE, clock=clock)
    room = access.room_of(token)
    grant = access.sign_in(room, OFFICER, PIN)
    begin_epoch(city, clock=clock)
    for refused in (
        lambda: access.person_of(grant.access_token),
        lambda: access.refresh(grant.refresh_token),
        lambda: access.enrol(waiting, COMMUNE),
    ):
        with pytest.raises(Rejected):
            refused()
    with city.read() as session:
        assert session.query(TokenRow).count() == 0
        assert all(row.revoked_at == clock.now() for row in session.query(FamilyRow))
    again = access.sign_in(access.room_of(token), OFFICER, PIN)
    assert access.person_of(again.access_token).user_id == OFFICER


def test_the_epoch_stays_over_restarts(config: CityServerConfig) -> None:
    epochs = set()
    for _ in range(2):
        with open_city(config) as database, database.read() as session:
            epochs.add(read_epoch(session))
    assert len(epochs) == 1


def test_a_city_is_made_where_there_is_none(tmp_path: Path) -> None:
    config = CityServerConfig(folder=tmp_path / "new" / "city")
    with open_city(config) as database:
        create_site(database, SITE, site_id=SiteId("first"))
    assert (config.folder / "city.db").exists()
    assert config.blob_folder.is_dir()
