"""Sessions that end without signatures, on the real city server: seen by all, kept for good."""

from collections.abc import Callable, Iterator

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.store.audit import entries_of
from desktop.domain.access.person import Role
from desktop.domain.ids import UserId, new_id
from tests.rigs.city.city_room import Channel, CityRoom
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    RunningCityServer,
    session_body,
)

DATABASES = ["sqlite", "two_workers"]
pytestmark = pytest.mark.integration

REASON = "Công dân cần bổ sung giấy tờ gốc"
ENDINGS = ("adjourned", "aborted_technical", "refused")

NewSession = Callable[[], str]


def add_session(server: RunningCityServer) -> str:
    """A session of its own for one test. Returns its id."""
    session_id = new_id()
    with server.administration() as database:
        put_record(database, "session", session_id, session_body(HQ, (COMMUNE,), is_practice=False))
    return session_id


@pytest.fixture
def session_id(shared_server: RunningCityServer) -> str:
    return add_session(shared_server)


@pytest.fixture(scope="module")
def commune(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, COMMUNE, OFFICER)


@pytest.fixture(scope="module")
def hq(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, HQ, CLERK)


@pytest.fixture
def both(commune: CityRoom, hq: CityRoom, session_id: str) -> Iterator[tuple[Channel, Channel]]:
    """Commune and headquarters, the session opened and the commune speaking."""
    with commune.join(session_id) as there, hq.join(session_id) as here:
        here.say("open_session")
        here.say("give_floor", site_id=COMMUNE)
        there.wait_for_state(lambda told: told["speaking_site_id"] == COMMUNE)
        yield there, here


@pytest.mark.parametrize("status", ENDINGS)
def test_every_site_is_told_at_once_and_the_record_keeps_it(
    both: tuple[Channel, Channel], commune: CityRoom, session_id: str, status: str
) -> None:
    there, here = both
    here.say("end_session", status=status, reason=f" {REASON} ")
    state = there.wait_for_state(lambda told: told["status"] == status)
    assert (state["ending"]["status"], state["ending"]["reason"]) == (status, REASON)
    assert state["ending"]["at"] >= state["opened_at"]
    assert (state["speaking_site_id"], state["stage"], state["pause_reason"]) == (None,) * 3
    record = commune.pull()["session", session_id]
    assert (record["status"], record["ending"]) == (status, state["ending"])


@pytest.mark.parametrize("status", ENDINGS)
def test_nothing_is_ended_before_the_opening_and_nothing_twice(
    hq: CityRoom, session_id: str, status: str
) -> None:
    with hq.join(session_id) as here:
        here.say("end_session", status=status, reason=REASON)
        assert here.wait_for("refused")["code"] == "not_allowed_now"
        here.say("open_session")
        here.say("end_session", status=status, reason=REASON)
        first = here.wait_for_state(lambda told: told["status"] == status)["ending"]
        for again in ENDINGS:
            here.say("end_session", status=again, reason="Một lý do khác hẳn")
            assert here.wait_for("refused")["code"] == "not_allowed_now"
        here.say("resume_session")
        assert here.wait_for("refused")["code"] == "not_allowed_now"
    assert hq.pull()["session", session_id]["ending"] == first


def test_an_unlisted_way_and_an_empty_reason_change_nothing(
    both: tuple[Channel, Channel], hq: CityRoom, session_id: str
) -> None:
    _, here = both
    for fields in (
        {"status": "closed", "reason": REASON},
        {"status": "cancelled", "reason": REASON},
        {"status": "adjourned", "reason": " " * 40},
    ):
        here.say("end_session", **fields)
        assert here.wait_for("refused")["code"] == "bad_request"
    assert hq.pull()["session", session_id]["status"] == "in_session"


def test_who_may_not_close_may_not_end(
    shared_server: RunningCityServer, both: tuple[Channel, Channel], session_id: str
) -> None:
    there, _ = both
    there.say("end_session", status="adjourned", reason=REASON)
    assert there.wait_for("refused")["code"] == "forbidden", "a component site"
    secretary = UserId("secretary-of-endings")
    shared_server.add_user(secretary, (HQ,), Role.SECRETARY)
    with CityRoom(shared_server, HQ, secretary).join(session_id) as beside:
        beside.say("end_session", status="adjourned", reason=REASON)
        assert beside.wait_for("refused")["code"] == "forbidden", "at the centre, without the right"
        assert beside.state["status"] == "in_session"


def test_the_audit_log_knows_how_and_who_and_not_why(
    shared_server: RunningCityServer, both: tuple[Channel, Channel], session_id: str
) -> None:
    there, here = both
    here.say("end_session", status="refused", reason=REASON)
    there.wait_for_state(lambda told: told["status"] == "refused")
    here.say("resume_session")
    here.wait_for("refused")  # the entry of the message before it is written
    with shared_server.administration() as database, database.read() as session:
        ours = [vars(one) for one in entries_of(session) if one.subject_id == session_id]
    noted = [(one["kind"], one["outcome"], one["user_id"]) for one in ours]
    assert ("end_session", "refused", CLERK) in noted
    assert REASON not in str(ours)


def test_the_city_closes_what_was_ended_and_who_dials_again_sees_both(
    shared_server: RunningCityServer, commune: CityRoom, hq: CityRoom, session_id: str
) -> None:
    with commune.join(session_id), hq.join(session_id) as here:
        here.say("open_session")
        here.say("end_session", status="adjourned", reason=REASON)
        ending = here.wait_for_state(lambda told: told["status"] == "adjourned")["ending"]
    body = session_body(HQ, (COMMUNE,), is_practice=False, status="closed")
    with shared_server.administration() as database:
        put_record(database, "session", session_id, body)
    with commune.join(session_id) as late:
        assert (late.state["status"], late.state["ending"]) == ("closed", ending)
    record = hq.pull()["session", session_id]
    assert (record["status"], record["ending"]) == ("closed", ending)


def test_a_late_room_and_a_restarted_server_know_the_reason(
    running_city_server: RunningCityServer,
) -> None:
    session_id = add_session(running_city_server)
    commune = CityRoom(running_city_server, COMMUNE, OFFICER)
    hq = CityRoom(running_city_server, HQ, CLERK)
    with hq.join(session_id) as here:
        with commune.join(session_id) as there:
            here.say("open_session")
            there.wait_for_state(lambda told: told["status"] == "in_session")
            there.cut()
        here.say("pause_session", reason="technical")
        here.say("end_session", status="aborted_technical", reason=REASON)
        ending = here.wait_for_state(lambda told: told["status"] == "aborted_technical")["ending"]
        running_city_server.kill()
        assert here.closing_code() == 1006
    running_city_server.start()
    with commune.join(session_id) as late:
        assert late.state["status"] == "aborted_technical"
        assert (late.state["ending"], late.state["pause_reason"]) == (ending, None)
    assert hq.pull()["session", session_id]["ending"] == ending
