"""Of a session on another platform a person notes what nobody measures; of others nobody does."""

from datetime import timedelta
from typing import Any

import pytest

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.gates import SessionGates
from desktop.cityserver.reception.scheduling import Planned, Scheduling
from desktop.cityserver.reception.sessions import set_status
from desktop.cityserver.store.database.database import Database
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import NoticeRequest, WitnessRequest
from desktop.domain.access.person import Role
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.mapping.records import SITE
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import CLERK, COMMUNE, HQ, session_body
from tests.samples.kdf_cost import CHEAP_PINS
from tests.samples.receptions import a_site
from tests.unit.cityserver.reception.test_scheduling import NEW, START, faults, kept, request

pytestmark = pytest.mark.unit

PLATFORM = "Hội nghị truyền hình của Chính phủ"
WORDS = "Thấy, nghe đủ các chiều; chia sẻ tài liệu được"


@pytest.fixture
def scheduling(city: Database, clock: FakeClock) -> Scheduling:
    return Scheduling(database=city, clock=clock, is_practice=False)


@pytest.fixture
def gates(city: Database, clock: FakeClock) -> SessionGates:
    access = Access(database=city, clock=clock, pins=CHEAP_PINS)
    return SessionGates(database=city, clock=clock, access=access)


def at(site_id: SiteId) -> Person:
    return Person(user_id=CLERK, role=Role.HQ_CLERK, site_id=site_id, family_id="f", room_id="r")


def witness(
    gates: SessionGates, kind: str = "trial", words: str = WORDS, site_id: SiteId = HQ
) -> Planned:
    return gates.witness(at(site_id), NEW, WitnessRequest(kind=kind, words=words))


def gate(city: Database, kind: str) -> dict[str, Any]:
    found = next(one for one in kept(city)["gates"] if one["kind"] == kind)
    assert isinstance(found, dict)
    return found


def refused(code: ProblemCode) -> pytest.RaisesExc[Rejected]:
    return pytest.RaisesExc(Rejected, check=lambda error: error.code is code)


def test_the_city_keeps_the_platform_and_takes_it_back(
    scheduling: Scheduling, city: Database
) -> None:
    planned = scheduling.plan(at(HQ), NEW, request(platform=PLATFORM))
    assert kept(city)["platform"] == PLATFORM
    scheduling.plan(at(HQ), NEW, request(revision=planned.answer.revision))
    assert kept(city)["platform"] is None


def test_a_password_is_no_name_of_a_platform(scheduling: Scheduling) -> None:
    with refused(ProblemCode.BAD_REQUEST):
        scheduling.plan(at(HQ), NEW, request(platform="Họp, mật khẩu 123"))


def test_five_sites_meet_on_another_platform_alone(scheduling: Scheduling, city: Database) -> None:
    names = [f"site-{number}" for number in range(4)]
    for name in names:
        put_record(city, "site", name, SITE.codec.write(a_site(SiteId(name), name, SiteKind.XA)))
    many: dict[str, Any] = {"component_site_ids": names}
    told = faults(scheduling.plan(at(HQ), NEW, request(**many)))
    assert ("too_many_sites", "5") in told
    told = faults(scheduling.plan(at(HQ), NEW, request(platform=PLATFORM, **many)))
    assert "too_many_sites" not in {word for word, _ in told}


def test_the_administration_too_puts_more_sites_there_alone(city: Database) -> None:
    names = tuple(SiteId(f"site-{number}") for number in range(4))
    body = session_body(HQ, names)
    with pytest.raises(ValueError, match="more than 4"):
        put_record(city, "session", "large", body)
    put_record(city, "session", "large", body | {"platform": PLATFORM})


def test_a_trial_counts_by_the_words_of_a_person_with_the_name(
    scheduling: Scheduling, gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    scheduling.plan(at(HQ), NEW, request(platform=PLATFORM))
    gates.note_notice(at(HQ), NEW, NoticeRequest(passed_at=clock.now(), evidence="Số 15"))
    noted = witness(gates)
    assert noted.touched == {NEW}
    told = gate(city, "trial")
    assert told["evidence"].startswith(f"Người ghi nhận: {WORDS} (")
    assert told["evidence"].endswith(" ghi; máy không đo)")
    assert told["passed_at"] is not None
    assert kept(city)["status"] == SessionStatus.TRIAL_PASSED
    assert witness(gates, words="Lần sau").touched == frozenset()
    assert gate(city, "trial") == told


def test_sites_are_said_to_be_connected_only_once_they_were_called(
    scheduling: Scheduling, gates: SessionGates, city: Database, clock: FakeClock
) -> None:
    scheduling.plan(at(HQ), NEW, request(platform=PLATFORM))
    gates.note_notice(at(HQ), NEW, NoticeRequest(passed_at=clock.now(), evidence="Số 15"))
    witness(gates)
    with refused(ProblemCode.NOT_ALLOWED_NOW):
        witness(gates, "connected")
    clock.advance((START - timedelta(minutes=90) - clock.now()).total_seconds())
    set_status(city, NEW, SessionStatus.CONNECTING, now=clock.now())
    witness(gates, "connected")
    assert "máy không đo" in gate(city, "connected")["evidence"]


def test_who_makes_its_call_here_has_it_measured(
    scheduling: Scheduling, gates: SessionGates
) -> None:
    scheduling.plan(at(HQ), NEW, request())
    with refused(ProblemCode.NOT_ALLOWED_NOW):
        witness(gates)


@pytest.mark.parametrize(("kind", "words"), [("notice", WORDS), ("other", WORDS), ("trial", " ")])
def test_another_gate_and_no_words_are_refused(
    scheduling: Scheduling, gates: SessionGates, kind: str, words: str
) -> None:
    scheduling.plan(at(HQ), NEW, request(platform=PLATFORM))
    with refused(ProblemCode.BAD_REQUEST):
        witness(gates, kind, words)


def test_a_unit_notes_nothing_of_a_session_of_others(
    scheduling: Scheduling, gates: SessionGates
) -> None:
    scheduling.plan(at(HQ), NEW, request(platform=PLATFORM))
    with refused(ProblemCode.FORBIDDEN):
        witness(gates, site_id=COMMUNE)
